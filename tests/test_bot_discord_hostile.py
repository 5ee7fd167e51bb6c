"""Thousands of hostile strings through Discord's real renderers, judged by its markup's parser.

CLAIMWIRE_STRINGS=100000 python -m pytest tests/test_bot_discord_hostile.py is the slow run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from as_sent import as_sent
from discord_replies import card, figure, measure, receipt
from discord_rules import parse, problems
from hostile import STRINGS, strings

from bot.platforms.discord.buttons import Stand, controls
from bot.platforms.discord.embeds import DiscordMessage, put_right, render, render_plain, sentence
from bot.platforms.discord.markup import clean
from handlers.newsroom import Channel, Platform, Request
from handlers.reply import Action, Chart, File, Reply, Row, Section
from handlers.showing import plaintext

EACH = 17  # strings in one reply
SEEDS = range(4)  # of which each draws its part
QUIET: dict[str, Any] = {"allowed_mentions": {"parse": []}}
OURS = {"bold", "quote", "subtext", "link"}
ASKED = Request(
    text="/tariffs",
    channel=Channel(platform=Platform.DISCORD, workspace="1", id="2"),
    person="3",
    zone="UTC",
)


def reply_of(words: list[str]) -> Reply:
    """A reply with foreign words in every place that may hold some."""
    (headline, note, line, number, said, more, speaker, role, cue, how,
     venue, label, text, title, outlet, alt, name) = words  # fmt: skip
    one = card(said, more, speaker=speaker, role=role, cue=cue, how=how, venue=venue)
    return Reply(
        headline=headline,
        notes=(note,),
        measures=(measure(line),),
        figures=(figure(number),),
        claims=(one,),
        rows=(Row(label=label, text=text, receipts=(1,)),),
        sections=(Section(title=title, notes=(alt,), rows=(Row(label=name, text=said),)),),
        charts=(Chart(title=title, unit="%", series=(), alt=alt),),
        files=(File(name=name, media="text/csv", data=b"", alt=alt),),
        receipts=(receipt(1, title, f"https://gazette.example/{line}", outlet),),
        actions=(Action(name="who", label=name, command=f"/who {speaker}"),),
    )


def replies(seed: int, number: int) -> Iterator[Reply]:
    """Replies that use up so many strings."""
    words = strings(seed, number)
    while part := list(islice(words, EACH)):
        yield reply_of(part)


def texts(messages: tuple[DiscordMessage, ...]) -> Iterator[str]:
    """Every piece of markup of an answer."""
    for message in messages:
        yield message.content
        for embed in message.embeds:
            yield from (str(embed.get(part) or "") for part in ("title", "description"))


def squeezed(text: str) -> str:
    """Text without blanks and without what only keeps names apart."""
    return re.sub(r"[\s\u200b\ufffd]+", "", text)


def judged(reply: Reply) -> None:
    """Only our own markup is alive, the only link is the receipt's, and every word is there."""
    for render_it, cleaned in ((render, clean), (render_plain, plaintext.clean)):
        messages = render_it(reply, key="d1")
        headed = [put_right(each, (reply.notes[0], reply.headline)) for each in messages]
        assert [each for part in headed if part for each in problems(as_sent(part) | QUIET)] == []
        heads = [parse(part.content) for part in headed if part]
        assert {kind for part in heads for kind, _ in part.live} <= OURS
        payloads: list[dict[str, Any]] = [{**as_sent(each), **QUIET} for each in messages]
        assert [each for payload in payloads for each in problems(payload)] == []
        parsed = [parse(text) for text in texts(messages) if text]
        live = [each for part in parsed for each in part.live]
        assert {kind for kind, _ in live} <= OURS, live
        links = [source for kind, source in live if kind == "link"]
        assert all(each.startswith("https://gazette.example/") for each in links), links
        everything = squeezed("".join(part.shown for part in parsed))
        for words in (reply.notes[0], *reply.claims[0].words, reply.rows[0].text):
            assert squeezed(cleaned(words)[:150]) in everything, words


@pytest.mark.parametrize("seed", SEEDS)
def test_no_foreign_string_comes_to_life(seed: int) -> None:
    """Whatever the words, wherever they stand: no mention, link, command, invitation or form."""
    for reply in replies(seed, (STRINGS // len(SEEDS) // EACH + 1) * EACH):
        judged(reply)
        assert parse(sentence(reply.headline + reply.notes[0]).content).live == []


def test_what_is_under_an_answer_keeps_its_limits() -> None:
    """Labels and claims to pick are plain text in Discord; they must only be short enough."""
    for reply in replies(99, EACH * 20):
        under = controls(reply, ASKED, Stand(private=True), alone=True)
        assert all(0 < len(each.label) <= 80 for each in under.buttons)
        assert all(0 < len(each.label) <= 100 for each in under.options)
