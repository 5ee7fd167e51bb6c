"""Claims found in a pasted text: shown as an article's are, and nothing is stored."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import FixedClock, MemoryStore

from handlers.commands import answer
from handlers.given.pasted import LONGEST
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import Question, World
from handlers.reply import Reply
from handlers.showing.plaintext import render
from nlp.analysis import Analysis
from nlp.pipeline import Pipeline

TEXT = (
    "“We never wanted an embargo,” trade envoy Mara Ellison said on Thursday.\n"
    "The tariff on steel was cut to 15 percent, she said."
)


class Examiner:
    """The real extractor, without a worker."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self.days: list[date] = []

    async def examine(self, text: str, day: date) -> Analysis:
        self.days.append(day)
        return self._pipeline.analyze(text, day)


@pytest.fixture(scope="module")
def examiner(pipeline: Pipeline) -> Examiner:
    """Loaded once."""
    return Examiner(pipeline)


async def ask(text: str, world: World) -> Reply:
    """What somebody gets who types this."""
    channel = Channel(platform=Platform.DISCORD, workspace="w", id="c")
    return await answer(Request(text=text, channel=channel, person="p", zone="UTC"), world)


def world(examiner: Examiner | None) -> World:
    return World(store=MemoryStore(), clock=FixedClock(), analyst=examiner)


async def test_the_claims_of_a_text_are_shown_and_none_is_stored(examiner: Examiner) -> None:
    """Words, speaker and cue as of an article; what is not stored has no id to ask by."""
    desk = world(examiner)
    reply = await ask(f"/find {TEXT}", desk)
    first = reply.claims[0]
    assert first.words == ("“We never wanted an embargo,”",)
    assert (first.speaker, first.cue, first.claim_id) == ("Mara Ellison", "said", "")
    assert first.said == "Thursday (5 June 2025)"
    assert reply.receipts[0].outlet == "the text you gave"
    assert reply.receipts[0].paragraphs == (1, 2)
    assert not reply.private  # it can be shared
    assert "Nothing of this text is stored. To be answered from it, type /keep" in reply.notes[-1]
    (keep,) = reply.actions
    assert (keep.label, keep.command) == ("Keep as a private article", f"/keep {TEXT}")
    assert "Keep as a private" not in render(reply)  # a button; in words it is in the note
    assert (await desk.store.search(Question())).total == 0
    assert examiner.days[-1] == date(2025, 6, 10)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/find", "Give the text to read behind the command"),
        ("/find " + "word " * LONGEST, "That is 49,999 characters; 10,000 can be read at a time."),
        ("/find Lovely weather today.", "No claim found in these 21 characters."),
        ("/find \x00\u202e", "Give the text to read behind the command"),
    ],
)
async def test_where_nothing_is_found_a_sentence_says_so(
    examiner: Examiner, typed: str, headline: str
) -> None:
    """With what to do instead."""
    reply = await ask(typed, world(examiner))
    assert reply.headline.startswith(headline)
    assert reply.private


async def test_without_an_analyst_nothing_is_promised() -> None:
    """One-shot commands have none."""
    reply = await ask(f"/find {TEXT}", world(None))
    assert reply.headline == "No text can be read here. Type /help for what I can do."
