"""What becomes of channels and installations: subscriptions go on, or somebody is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import structlog

from bot.platforms.slack.blocks import about_channel
from bot.platforms.slack.calls import Calls, Json
from bot.platforms.slack.payloads import channel_of, part_of, text_of
from handlers.errors import SendFailed
from handlers.newsroom import Channel
from handlers.ports import World
from handlers.subscribed import Subscription

log = structlog.get_logger(__name__)

# What is told to those who made digests in a channel; {0} is the channel, {1} the digests.
_TOLD = {
    "archive": "{0} was archived, so its digests cannot be posted: {1}. They are kept, and go on "
    "when it is unarchived. To end one, open my Home tab and press Stop.",
    "unarchive": "{0} is open again, and its digests go on: {1}. If I am not in it any more, type "
    "/invite @Claimwire there.",
    "deleted": "{0} was deleted, so its digests cannot be posted: {1}. Type /digest here … in "
    "another channel to have them there, and end the old ones on my Home tab.",
    "left": "I was taken out of {0}, so its digests cannot be posted: {1}. They are kept: type "
    "/invite @Claimwire there to have them go on, or end them on my Home tab.",
    "private": "{0} is private now. Its digests go on as long as I am in it: {1}. If one does not "
    "come, type /invite @Claimwire there.",
}
# What is told in the channel itself.
_SHARED = (
    "{0} is shared with another organisation now, whose people see what is posted here. These "
    "digests go on: {1}. To end one, type /digest stop and its number."
)
# A message of Slack's in the channel, for apps that hear its messages.
PRIVATE = "channel_convert_to_private"
_KINDS = {
    **{
        f"{kind}_{what}": what
        for kind in ("channel", "group")
        for what in ("archive", "unarchive", "deleted", "left")
    },
    "channel_shared": "shared",
    "channel_id_changed": "moved",
    PRIVATE: "private",
}
EVENTS = (*_KINDS, "app_uninstalled", "tokens_revoked", "channel_rename", "group_rename")

Purge = Callable[[str, float], Awaitable[None]]


class Changes:
    """Hears what becomes of channels; `purge` forgets the token of a workspace."""

    def __init__(self, *, calls: Calls, world: World, purge: Purge) -> None:
        self._calls = calls
        self._world = world
        self._purge = purge

    async def hear(self, body: Json) -> None:
        """Do what an event of a workspace asks for."""
        event = part_of(body, "event")
        kind = text_of(event, "type")
        if kind == "message":
            kind = text_of(event, "subtype")
        if kind in ("app_uninstalled", "tokens_revoked"):
            await self._gone(body, event)
            return
        what = _KINDS.get(kind)
        named = text_of(event, "channel") or text_of(event, "channel", "id")
        if what == "moved":
            named = text_of(event, "old_channel_id")
        if what is None or not named:  # a renamed channel keeps its id: nothing is to be done
            return
        channel = channel_of(body, named)
        if what == "moved":
            moved = await self._world.store.move(channel, text_of(event, "new_channel_id"))
            log.info("slack channel has another id", digests=moved)
            return
        digests = await self._world.store.subscriptions(channel)
        if digests and what == "shared":
            await self._tell(channel, channel.id, digests, _SHARED)
        for person in dict.fromkeys(each.person for each in digests if what != "shared"):
            own = tuple(each for each in digests if each.person == person)
            await self._tell(channel, person, own, _TOLD[what])

    async def _tell(
        self,
        channel: Channel,
        whom: str,
        digests: tuple[Subscription, ...],
        words: str,
    ) -> None:
        which = ", ".join(f"no. {each.number} on {each.query}" for each in digests)
        before, _, after = words.partition("{0}")
        message = about_channel(before, channel.id, after.replace("{1}", which))
        body: dict[str, object] = {"channel": whom, "text": message.text, "blocks": message.blocks}
        body |= {"unfurl_links": False, "unfurl_media": False}
        try:
            await self._calls.call("chat.postMessage", body, patience=60, team=channel.workspace)
        except SendFailed as error:
            log.warning("slack owner of digests not told", what=str(error))

    async def _gone(self, body: Json, event: Json) -> None:
        """The app was uninstalled, or its bot token taken away."""
        tokens = event.get("tokens")
        if isinstance(tokens, Mapping) and not tokens.get("bot"):
            return  # people's tokens, of which we have none
        team = text_of(body, "team_id") or text_of(body, "enterprise_id")
        if body.get("is_enterprise_install") is True or not text_of(body, "team_id"):
            team = text_of(body, "enterprise_id") or team
        at = body.get("event_time")
        await self._purge(team, float(at) if isinstance(at, int | float) else 0.0)
