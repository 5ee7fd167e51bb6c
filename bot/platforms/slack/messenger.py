"""Posts digests to Slack, each with its key, and finds them again by it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from bot.drawing.draftsman import Draws
from bot.platforms.enclosures import any_of
from bot.platforms.pace import Pace
from bot.platforms.slack.blocks import SlackMessage, put_right, render
from bot.platforms.slack.calls import EVENT, Busy, Calls, Json, SlackNo, keyed
from bot.platforms.slack.links import unfurled, url_of
from bot.platforms.slack.payloads import text_of
from bot.platforms.slack.places import Place, read_value
from bot.platforms.slack.text import cut_text
from bot.platforms.slack.uploads import Target, complete
from handlers.errors import SendFailed, SendUnknown
from handlers.newsroom import Channel
from handlers.reply import Reply
from handlers.showings import Showing, Told

log = structlog.get_logger(__name__)

_PAGE = 200
_MOST_PAGES = 50
# Slack's clock and ours need not agree.
_SECONDS_BEFORE = 3_600
_PATIENCE = 60
_LONGEST_UPDATE = 4_000  # characters of the text of chat.update


def _platform_time(since: datetime) -> float:
    """The moment in Slack's time: a rehearsal's clock may run ahead of it."""
    return min(since.timestamp(), time.time())


def top(message_id: str) -> str:
    """The message below which its thread is: its own first one, or one of somebody else's."""
    own, _, thread = message_id.split(" ")[0].partition("/")
    return thread or own.partition("#")[0]


def _stamps(message_id: str) -> list[str]:
    """The messages of ours."""
    return [each.partition("/")[0] for each in message_id.split(" ")]


def _put_right(
    showing: Showing, reply: Reply, told: tuple[Told, ...]
) -> Iterator[tuple[str, SlackMessage]]:
    """Those of its messages that show what is told of, each as it is to be; else the first."""
    here = read_value(showing.place) or Place(command="")
    parts = list[SlackMessage]()
    stamps = _stamps(showing.message_id)
    while len(parts) < len(stamps) and (not parts or parts[-1].rest):
        place = replace(here, skip=parts[-1].rest) if parts else here
        parts.append(render(reply, place, shared_by=showing.by))
    elsewhere = {each.claim_id for each in told}.difference(*(part.claims for part in parts))
    for number, (stamp, part) in enumerate(zip(stamps, parts, strict=False)):
        mine = elsewhere.union(part.claims) if number == 0 else {*part.claims}
        words = [each.words for each in told if each.claim_id in mine]
        if words:
            yield stamp, put_right(part, words)


class SlackMessenger:
    """The `Messenger` port for Slack; `bot` is our own bot id as soon as it is known."""

    def __init__(self, calls: Calls, pace: Pace | None = None, draws: Draws | None = None) -> None:
        """`draws` makes the pictures of digests; without it neither they nor files come."""
        self._calls = calls
        self._draws = draws
        self._pace = pace or Pace()
        self._looking = asyncio.Lock()
        self._direct: dict[Channel, str] = {}  # a person's conversation with us, once known
        self._may_have_arrived: set[str] = set()
        self._not_sent: set[str] = set()
        self.bot = ""

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """See `handlers.ports.Messenger`; what does not fit, and files, follow in its thread."""
        first = render(reply)
        try:
            stamp = await self._post(channel, first, keyed(key))
        except SendFailed as error:
            self._note_failure(key, error)
            raise
        posted = await self._rest(channel, reply, key, [stamp], first.rest)
        await self._enclose(channel, reply, stamp)
        return posted

    async def finish(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """See `handlers.ports.Messenger`."""
        stamps, rest = _stamps(message_id), 0
        for _ in stamps:
            rest = render(reply, Place(command="", skip=rest)).rest
            if not rest:
                break
        posted = await self._rest(channel, reply, key, stamps, rest) if rest else message_id
        await self._enclose(channel, reply, top(message_id), look=True)
        return posted

    async def _enclose(
        self, channel: Channel, reply: Reply, stamp: str, *, look: bool = False
    ) -> None:
        """Bring what goes with a digest that stands; nothing that fails here makes it fail."""
        if self._draws is None or not any_of(reply):
            return
        try:
            where = await self._conversation(channel)
        except SendFailed as error:
            log.warning("slack digest without its files", what=type(error).__name__)
            return
        target = Target(channel=where, thread=stamp, team=channel.workspace)
        await complete(self._calls, reply, self._draws, target, look=look)

    async def _rest(
        self, channel: Channel, reply: Reply, key: str, stamps: list[str], rest: int
    ) -> str:
        """Post what does not fit below what is there, each part with a key of its own."""
        there = replace(channel, id=await self._conversation(channel))
        while rest:
            part = render(reply, Place(command="", skip=rest))
            under = {"thread_ts": stamps[0], **keyed(f"{key}/{len(stamps) + 1}")}
            try:
                stamps.append(await self._post(there, part, under, patience=_PATIENCE))
            except SlackNo as error:
                # The digest stands; posting all of it again would double it.
                log.warning("slack digest cut short", what=str(error))
                break
            except SendFailed as error:  # what stands is found again, and the rest posted then
                self._may_have_arrived.add(key)
                raise SendUnknown(str(error), retry_after=error.retry_after) from None
            rest = part.rest
        return " ".join(stamps)

    async def update(
        self, showing: Showing, reply: Reply, told: tuple[Told, ...], key: str
    ) -> None:
        """See `handlers.ports.Messenger`; below a link of somebody's, what we show there."""
        channel = showing.channel
        there = {"channel": await self._conversation(channel)}
        team = channel.workspace
        if url := url_of(showing.place):
            shown = put_right(render(reply), [each.words for each in told])
            again = {**there, "ts": top(showing.message_id), "unfurls": unfurled({url: shown})}
            await self._calls.call("chat.unfurl", again, patience=_PATIENCE, team=team)
            return
        for number, (stamp, message) in enumerate(_put_right(showing, reply, told)):
            arguments = {
                **there,
                "ts": stamp,
                "text": cut_text(message.text, _LONGEST_UPDATE),
                "blocks": message.blocks,
                **(keyed(key) if showing.delivery and stamp == top(showing.message_id) else {}),
            }
            if number:
                await self._pace.wait(channel.id)
            await self._calls.call("chat.update", arguments, patience=_PATIENCE, team=team)

    async def answer(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """See `handlers.ports.Messenger`."""
        there = replace(channel, id=await self._conversation(channel))
        under = {"thread_ts": top(message_id), **keyed(key)}
        try:
            return await self._post(there, render(reply), under)
        except SendFailed as error:
            self._note_failure(key, error)
            raise

    async def find(
        self, channel: Channel, key: str, since: datetime, *, under: str = ""
    ) -> str | None:
        """See `handlers.ports.Messenger`; one look at a time, because Slack rations them.

        What this process knows not to have been sent is not looked for: the right to
        read a channel is optional.
        """
        if key in self._not_sent:
            return None
        async with self._looking:
            try:
                stamp = await self._find(channel, key, since, under)
                return stamp if stamp is None or under else await self._whole(channel, stamp, key)
            except SlackNo as error:
                raise SendUnknown(
                    f"Nobody can say whether the digest arrived: {error} (To look, the app needs "
                    "channels:history, in private channels groups:history, for people im:write.)"
                ) from None

    async def _whole(self, channel: Channel, stamp: str, key: str) -> str:
        """A message of ours with the parts that follow it in its thread."""
        stamps = [stamp]
        since = datetime.fromtimestamp(float(stamp), UTC)
        while part := await self._find(channel, f"{key}/{len(stamps) + 1}", since, stamp):
            stamps.append(part)
        return " ".join(stamps)

    async def _find(self, channel: Channel, key: str, since: datetime, under: str) -> str | None:
        cursor = ""
        method = "conversations.replies" if under else "conversations.history"
        conversation = await self._conversation(channel)
        for _ in range(_MOST_PAGES):
            page = await self._calls.call(
                method,
                {
                    "channel": conversation,
                    **({"ts": top(under)} if under else {}),
                    "oldest": f"{_platform_time(since) - _SECONDS_BEFORE:.6f}",
                    "include_all_metadata": "true",
                    "limit": str(_PAGE),
                    **({"cursor": cursor} if cursor else {}),
                },
                patience=_PATIENCE,
                team=channel.workspace,
            )
            messages = page.get("messages")
            for message in messages if isinstance(messages, list) else []:
                if isinstance(message, Mapping) and self._is_ours(message, key):
                    return text_of(message, "ts")
            cursor = text_of(page, "response_metadata", "next_cursor")
            if not cursor:
                return None
        raise SendUnknown("The channel has too many messages to look through.")

    def _note_failure(self, key: str, error: SendFailed) -> None:
        """Remember whether a failed post may have arrived all the same."""
        if isinstance(error, Busy | SlackNo) and key not in self._may_have_arrived:
            self._not_sent.add(key)
        else:
            self._may_have_arrived.add(key)
            self._not_sent.discard(key)

    async def _conversation(self, channel: Channel) -> str:
        """The id under which Slack keeps the history; "@" and a person's id stand for another."""
        if not channel.id.startswith("@"):
            return channel.id
        if channel not in self._direct:
            opened = await self._calls.call(
                "conversations.open", {"users": channel.id[1:]}, team=channel.workspace
            )
            self._direct[channel] = text_of(opened, "channel", "id")
        return self._direct[channel]

    def _is_ours(self, message: Json, key: str) -> bool:
        """Whether a message carries the key and was not posted by some other app."""
        author = text_of(message, "bot_id")
        return (
            text_of(message, "metadata", "event_type") == EVENT
            and text_of(message, "metadata", "event_payload", "key") == key
            and (not self.bot or not author or author == self.bot)
        )

    async def _post(
        self, channel: Channel, message: SlackMessage, more: Json, *, patience: float = 0
    ) -> str:
        body: dict[str, object] = {
            "channel": channel.id.removeprefix("@"),
            "text": message.text,
            "blocks": message.blocks,
            "unfurl_links": False,
            "unfurl_media": False,
            **more,
        }
        await self._pace.wait(channel.id)
        answer = await self._calls.call(
            "chat.postMessage", body, patience=patience, team=channel.workspace
        )
        if channel.id.startswith("@"):
            self._direct[channel] = text_of(answer, "channel")
        return text_of(answer, "ts")
