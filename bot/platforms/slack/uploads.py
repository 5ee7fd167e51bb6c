"""Files and pictures of answers, uploaded to Slack where the answer stands, after its text.

A whisper cannot carry a file: what belongs to one goes to the person's own conversation
with us, so that nobody else sees it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

import structlog

from bot.drawing.draftsman import Draws, PictureFailed
from bot.platforms.enclosures import LONGEST, enclosures, missing
from bot.platforms.slack.blocks import sentence
from bot.platforms.slack.calls import Calls, SlackNo
from bot.platforms.slack.payloads import text_of
from bot.platforms.slack.text import shorten
from handlers.errors import SendFailed, SendUnknown
from handlers.reply import File, Reply
from handlers.showing.plaintext import clean

log = structlog.get_logger(__name__)

_PATIENCE = 25
_PAGE = "200"  # messages of a thread that are looked through
_LONGEST_ALT = 1_000
_NO_SCOPE = (
    "The app lacks the permission files:write. Add it under OAuth & Permissions in the app's "
    "settings and install the app again."
)
_NOT_IN = frozenset({"not_in_channel", "channel_not_found", "invalid_channel"})
_INVITE = "I am not in this channel. Type /invite @Claimwire there and ask again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where files go: a conversation and a thread in it, or, with `person`, to them alone."""

    channel: str = ""
    thread: str = ""
    person: str = ""
    team: str = ""  # the workspace, whose token is used


async def upload_all(
    calls: Calls, reply: Reply, draws: Draws, target: Target, *, there: Iterable[str] = ()
) -> tuple[str, ...]:
    """Upload all that goes with a reply, one after the other, but for files named in `there`.

    Returns a sentence for each that did not go through, and for each that went elsewhere.
    """
    told = list[str]()
    async for enclosed in missing(enclosures(reply, draws), there):
        if isinstance(enclosed, PictureFailed):
            told.append(str(enclosed))
            continue
        try:
            target = await _opened(calls, reply, target)
            await _upload(calls, enclosed, target)
        except SendFailed as error:
            log.warning("slack file not sent", what=type(error).__name__)
            told.append(f"{enclosed.name} could not be sent. {_why(error)}")
        else:
            if target.person:
                told.append(f"{enclosed.name} is in your direct messages with me.")
    return tuple(told)


async def complete(calls: Calls, reply: Reply, draws: Draws, target: Target, *, look: bool) -> None:
    """Upload what goes with a digest into its thread; with `look` only what is not there.

    The digest stands, and is complete in words: what fails here is not tried again.
    """
    try:
        async with asyncio.timeout(LONGEST):
            there = await _files_below(calls, target) if look else []
            for words in await upload_all(calls, reply, draws, target, there=there):
                log.warning("slack digest file left out", why=words)
    except (SendFailed, TimeoutError) as error:
        log.warning("slack digest without its files", what=type(error).__name__)


async def _files_below(calls: Calls, target: Target) -> list[str]:
    """The names of the files that stand in a thread."""
    there = {"channel": target.channel, "ts": target.thread, "limit": _PAGE}
    page = await calls.call("conversations.replies", there, team=target.team)
    messages = page.get("messages")
    return [
        text_of(file, "name")
        for message in (messages if isinstance(messages, list) else ())
        for file in message.get("files") or ()
    ]


async def _opened(calls: Calls, reply: Reply, target: Target) -> Target:
    """The conversation itself; a person's own is opened by the headline that the files go with."""
    if target.channel:
        return target
    message = sentence(reply.headline)
    body = {"channel": target.person, "text": message.text, "blocks": message.blocks}
    answer = await calls.call("chat.postMessage", body, patience=_PATIENCE, team=target.team)
    return replace(target, channel=text_of(answer, "channel"))


async def _upload(calls: Calls, file: File, target: Target) -> None:
    """Slack's three steps: an address, the bytes, and where they are to be seen."""
    picture = file.media.startswith("image/")
    described = {"alt_txt": shorten(clean(file.alt), _LONGEST_ALT)} if picture else {}
    wanted = {"filename": file.name, "length": str(len(file.data)), **described}
    given = await calls.call(
        "files.getUploadURLExternal", wanted, patience=_PATIENCE, team=target.team
    )
    await calls.upload(text_of(given, "upload_url"), file.data, patience=_PATIENCE)
    shown = {"id": text_of(given, "file_id"), "title": file.name}
    where = {"channel_id": target.channel} | ({"thread_ts": target.thread} if target.thread else {})
    finished = {"files": json.dumps([shown]), **where}
    await calls.call("files.completeUploadExternal", finished, patience=_PATIENCE, team=target.team)


def _why(error: SendFailed) -> str:
    """What went wrong, and what to do about it."""
    if isinstance(error, SendUnknown):
        return "Slack did not answer: look whether it is there, and else ask again."
    if isinstance(error, SlackNo) and error.code == "missing_scope":
        return _NO_SCOPE
    if isinstance(error, SlackNo) and error.code in _NOT_IN:
        return _INVITE
    return str(error)
