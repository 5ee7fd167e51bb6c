"""Links to articles we hold: Slack shows below them what is claimed there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import structlog

from bot.platforms.remembering import remember
from bot.platforms.slack.blocks import SlackMessage, render
from bot.platforms.slack.calls import Calls
from bot.platforms.slack.payloads import Json, channel_of, part_of, text_of
from handlers.answers.linked import linked
from handlers.newsroom import Channel
from handlers.ports import World
from handlers.reply import Reply
from handlers.showings import Showing

log = structlog.get_logger(__name__)

_URL = "unfurl"  # the mark of a showing below somebody's link
_STAMP = re.compile(r"\d{1,20}\.\d{1,10}")
_MOST = 10  # links of one message
_LONGEST_FALLBACK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """A message with links, and where Slack wants to hear of them."""

    team: str
    urls: tuple[str, ...]
    where: Json
    key: str
    channel: Channel
    posted: str = ""  # when; "" while the message is still being written


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
        team=text_of(body, "team_id"),
        urls=urls,
        where=where,
        key=text_of(body, "event_id"),
        channel=channel_of(body, channel),
        posted=stamp if _STAMP.fullmatch(stamp) else "",
    )


def _urls(given: object) -> Iterator[str]:
    for each in given if isinstance(given, list) else ():
        if url := text_of(each, "url"):
            yield url


async def unfurl(found: Links, calls: Calls, world: World) -> None:
    """Show the claims of each article we hold; of other links nothing is said."""
    shown = dict[str, tuple[Reply, SlackMessage]]()
    for url in found.urls:
        reply = await linked(url, world.within(found.channel))
        if reply is not None:
            shown[url] = reply, render(reply)
    if not shown:
        return
    messages = {url: message for url, (_, message) in shown.items()}
    given = {**found.where, "unfurls": unfurled(messages)}
    await calls.call("chat.unfurl", given, patience=20, team=found.team)
    if not found.posted:
        return
    for number, (url, (reply, message)) in enumerate(shown.items()):
        showing = Showing(
            channel=found.channel,
            message_id=f"{found.posted}#{number}" if number else found.posted,
            claim_ids=message.claims,
            shown=world.clock.now(),
            place=json.dumps({_URL: url}),
        )
        if message.claims:
            await remember(world, reply, showing)


def unfurled(messages: Mapping[str, SlackMessage]) -> dict[str, object]:
    """What is shown below each of these links, as Slack takes it."""
    return {
        url: {
            "blocks": message.blocks,
            "fallback": message.text[:_LONGEST_FALLBACK].rpartition("\n")[0] or message.text,
        }
        for url, message in messages.items()
    }


def url_of(place: str) -> str:
    """The link below which something was shown; "" where that was a message of ours."""
    try:
        return text_of(json.loads(place), _URL)
    except ValueError:
        return ""
