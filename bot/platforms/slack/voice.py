"""Slack's voice: brings a message to a channel or to one person, whatever stands in the way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from bot.platforms.slack.blocks import SlackMessage, sentence
from bot.platforms.slack.calls import Calls, SlackNo, keyed
from bot.platforms.slack.payloads import Heard, text_of
from handlers.errors import SendFailed, SendUnknown

log = structlog.get_logger(__name__)

# A person looks on: a busy Slack is asked again for so many seconds.
PATIENCE = 120
# Slack did not like the looks: the plain text says the same.
_LOOKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
# We may not speak in this channel, but may to the person alone.
_SHUT_OUT = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel"})


class Voice:
    """Says things for all (`say`) or to one person alone (`whisper`)."""

    def __init__(self, calls: Calls, settle: Callable[[str], Awaitable[None]]) -> None:
        """`settle` is told whose answer is about to go out: it is not to be given again."""
        self._calls = calls
        self._settle = settle

    async def say(self, heard: Heard, message: SlackMessage) -> str:
        """Post for all to see, in the thread it came from; when it was posted, as Slack says."""
        where: dict[str, object] = {
            "channel": heard.channel.id.removeprefix("@"),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if heard.thread:
            where["thread_ts"] = heard.thread
        if heard.answer_key:
            where |= keyed(heard.answer_key)
        return await self._post(heard, "chat.postMessage", where, message)

    async def whisper(self, heard: Heard, message: SlackMessage) -> None:
        """Tell this person alone; in a direct message they are alone anyway."""
        if heard.response_url:
            try:
                await self._respond(heard, message)
            except SlackNo as error:
                log.info("slack response_url refused", code=error.code)
            else:
                return
        if heard.alone:
            await self.say(heard, message)
            return
        where: dict[str, object] = {"channel": heard.channel.id, "user": heard.person}
        if heard.inside:
            where["thread_ts"] = heard.inside
        try:
            await self._post(heard, "chat.postEphemeral", where, message)
        except SlackNo as error:
            if error.code not in _SHUT_OUT:
                raise
            await self.say(directly(heard), message)

    async def apologise(self, heard: Heard, words: str) -> None:
        """Bring a sentence to the person: here if we can, else in a direct message."""
        message = sentence(named(words, heard))
        try:
            await self.whisper(heard, message)
        except SendUnknown:
            return
        except SendFailed as error:
            log.warning("slack apology refused", what=type(error).__name__)
            try:
                await self.say(directly(heard), message)
            except SendFailed as last:
                log.warning("slack person not reached", what=type(last).__name__)

    async def _respond(self, heard: Heard, message: SlackMessage) -> None:
        body: dict[str, object] = {
            "response_type": "in_channel" if heard.alone else "ephemeral",
            "replace_original": heard.turning,
        }
        if heard.inside:
            body["thread_ts"] = heard.inside
        body |= {"text": message.text, "blocks": message.blocks}
        if heard.kept:
            await self._settle(heard.keys[-1])
        try:
            await self._calls.respond(heard.response_url, body, patience=PATIENCE)
        except SlackNo as error:
            if error.code not in _LOOKS:
                raise
            del body["blocks"]
            await self._calls.respond(heard.response_url, body, patience=PATIENCE)

    async def _post(
        self, heard: Heard, method: str, where: dict[str, object], message: SlackMessage
    ) -> str:
        team = heard.channel.workspace
        body = {**where, "text": message.text, "blocks": message.blocks}
        try:
            posted = await self._calls.call(method, body, patience=PATIENCE, team=team)
        except SlackNo as error:
            if error.code not in _LOOKS:
                raise
            log.error("slack refused our blocks", code=error.code)
            del body["blocks"]
            posted = await self._calls.call(method, body, patience=PATIENCE, team=team)
        return text_of(posted, "ts")


def directly(heard: Heard) -> Heard:
    """The same, to be answered in the conversation with this person alone."""
    alone = replace(heard.channel, id=f"@{heard.person}")
    return replace(heard, channel=alone, thread="", inside="", response_url="")


def named(words: str, heard: Heard) -> str:
    """A sentence of ours with the channel's name in it, where it is known."""
    if not heard.channel_name:
        return words
    return (
        words.replace("in this channel", f"in {heard.channel_name}", 1)
        .replace("see this channel", f"see {heard.channel_name}", 1)
        .replace("This channel", heard.channel_name, 1)
    )
