"""Links to articles we hold: Slack shows below them what is claimed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from bot.slack_blocks import render
from bot.slack_calls import Calls
from bot.slack_payloads import Json, part_of, text_of
from handlers.linked import linked
from handlers.ports import World

log = structlog.get_logger(__name__)

_MOST = 10  # links of one message
_LONGEST_FALLBACK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """A message with links, and where Slack wants to hear of them."""

    team: str
    urls: tuple[str, ...]
    where: Json
    key: str


def links(body: Json) -> Links | None:
    """The links of a message; None where there are none."""
    event = part_of(body, "event")
    urls = tuple(dict.fromkeys(_urls(event.get("links"))))[:_MOST]
    unfurl, source = text_of(event, "unfurl_id"), text_of(event, "source")
    channel, stamp = text_of(event, "channel"), text_of(event, "message_ts")
    where = {"unfurl_id": unfurl, "source": source} if unfurl and source else {}
    if channel and stamp and not where:
        where = {"channel": channel, "ts": stamp}
    if not urls or not where:
        return None
    return Links(
        team=text_of(body, "team_id"), urls=urls, where=where, key=text_of(body, "event_id")
    )


def _urls(given: object) -> Iterator[str]:
    for each in given if isinstance(given, list) else ():
        if url := text_of(each, "url"):
            yield url


async def unfurl(found: Links, calls: Calls, world: World) -> None:
    """Show the claims of each article we hold; of other links nothing is said."""
    unfurls = dict[str, object]()
    for url in found.urls:
        reply = await linked(url, world)
        if reply is not None:
            message = render(reply)
            fallback = message.text[:_LONGEST_FALLBACK].rpartition("\n")[0] or reply.headline
            unfurls[url] = {"blocks": message.blocks, "fallback": fallback}
    if unfurls:
        given = {**found.where, "unfurls": unfurls}
        await calls.call("chat.unfurl", given, patience=20, team=found.team)
