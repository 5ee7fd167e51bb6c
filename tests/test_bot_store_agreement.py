"""What holds for any articles and any question: the databases say what the memory says."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import memory_claims
import pytest
from fakes import MemoryStore
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import FETCHED, Said, make

from bot.store import care, open_store
from bot.store.database import codec, places, words
from bot.store.database.faults import storable
from handlers.newsroom import (
    ClaimKind,
    Published,
    Review,
    Status,
)
from handlers.ports import Question, Store
from handlers.subscribed import Cadence
from nlp.analysis import Precision
from nlp.sketches import PERMUTATIONS, Sketch

LETTERS = "abé.-'ß 1"
DAYS = st.sampled_from([date(2025, 5, day) for day in (1, 2, 3)])
MAYBE_DAY = st.none() | DAYS
KEYS = st.lists(st.sampled_from(["E", "F", "É"]), max_size=2, unique=True).map(tuple)
WORDS = st.text(LETTERS, min_size=1, max_size=6)
KINDS = st.lists(st.sampled_from(list(ClaimKind)), max_size=2, unique=True).map(tuple)

SAID = st.builds(
    Said,
    words=WORDS,
    kind=st.sampled_from(list(ClaimKind)),
    speakers=KEYS,
    entities=KEYS,
    topics=KEYS,
)
REVIEW = st.builds(
    Review,
    workspace=st.sampled_from(["W", "V"]),
    claim_id=st.integers(0, 5).map(str),  # of the claims built so far, the one at that place
    status=st.sampled_from([status for status in Status if status is not Status.UNCHECKED]),
    by=st.just("ida"),
    at=st.sampled_from([datetime(2025, 5, day, 23, 59, tzinfo=UTC) for day in (1, 2, 3)]),
    note=st.sampled_from(["", "so"]),
)
# The second is a near-copy of the first and of the third, which are none of each other.
SKETCHES = [
    Sketch(runs=90, signature=(b"a" * ones + b"b" * (PERMUTATIONS * 4 - ones)))
    for ones in (PERMUTATIONS * 4, PERMUTATIONS * 2, 0)
]
Made = tuple[str, list[Said], str | None, str | None, date | None, int | None, Sketch | None]
Event = Made | Review
MADE = st.tuples(
    st.sampled_from(["a", "b", "c"]),
    st.lists(SAID, max_size=4, unique_by=lambda said: (said.kind, said.words)),
    st.none() | WORDS,
    st.none() | st.sampled_from(["E", "F"]),
    MAYBE_DAY,
    st.none() | st.integers(0, 30),
    st.none() | st.sampled_from(SKETCHES),
)
QUESTION = st.builds(
    Question,
    words=st.lists(WORDS, max_size=2).map(tuple),
    entities=KEYS,
    topics=KEYS,
    kinds=KINDS,
    speakers=KEYS,
    outlets=KEYS,
    since=MAYBE_DAY,
    until=MAYBE_DAY,
    as_of=MAYBE_DAY,
    after=st.integers(0, 5),
    upto=st.none() | st.integers(0, 9),
    status=st.none() | st.sampled_from(list(Status)),
    workspace=st.sampled_from(["", "W", "V"]),
    limit=st.integers(1, 4),
    once=st.booleans(),
)


async def told(store: Store, history: list[Event], questions: list[Question]) -> list[object]:
    """All that a store says to this history and these questions, page by page."""
    said: list[object] = []
    ids = list[str]()
    for made in history:
        if isinstance(made, Review):
            place = int(made.claim_id)
            claim_id = ids[place] if place < len(ids) else "none"
            said.append(await store.review(replace(made, claim_id=claim_id)))
            said.append(await store.reviews("W", claim_id, as_of=date(2025, 5, 2)))
            continue
        article_id, sentences, headline, outlet, day, hours, sketch = made
        at = datetime(2025, 5, 1, tzinfo=UTC) + timedelta(hours=hours) if hours else None
        parsed, claims = make(
            article_id, *sentences, headline=headline, outlet=outlet, day=day, at=at
        )
        ids += [claim.id for claim in claims if claim.id not in ids]
        put = store.put(parsed, claims, article_id=article_id, fetched=FETCHED, sketch=sketch)
        said.append(await put)
    for question in questions:
        said.append(await store.articles(replace(question, limit=9)))
        page = await store.search(question)
        while True:
            said.append((page.found, page.total, page.capped, page.coverage))
            said.append(await store.with_others(page.found, question))
            if not page.next:
                break
            page = await store.search(replace(question, page=page.next))
    said += [await store.known_speakers(), await store.known_outlets(), await store.sequence()]
    said += [await store.judged(), await store.judged("W")]
    return said


async def told_by_sqlite(history: list[Event], questions: list[Question]) -> list[object]:
    """The same, from a new database."""
    with TemporaryDirectory() as folder:
        store = await open_store("sqlite:///store.db", Path(folder))
        try:
            said = await told(store, history, questions)
            assert (await care.check(store)).faults == ()
            return said
        finally:
            await store.close()


def run(work: Coroutine[object, object, list[object]]) -> list[object]:
    """Run it in a loop of its own."""
    return asyncio.run(work)


@settings(max_examples=25, deadline=None)
@given(st.lists(MADE | REVIEW, max_size=9), st.lists(QUESTION, min_size=1, max_size=8))
def test_sqlite_says_what_the_memory_says(history: list[Event], questions: list[Question]) -> None:
    """Any history of articles and reviews, any questions: same pages, totals, statuses.

    And whatever happened, the database is sound: indexes and counters agree with the claims.
    """
    assert run(told_by_sqlite(history, questions)) == run(told(MemoryStore(), history, questions))


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_words_are_folded_alike_and_once_and_for_all(text: str) -> None:
    """The fake folds as the stores do; folding again changes nothing; only letters and digits."""
    folded = words.fold(text)
    assert folded == [word[: words.LONGEST] for word in memory_claims.words_of(text)]
    assert words.fold(" ".join(folded)) == folded
    assert all(word.isalnum() and storable(word) for word in folded)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("U.S.-China talks: 30 %", ["u", "s", "china", "talks", "30"]),
        ("Łódź, Øre, ĐÀ, Straße", ["lodz", "ore", "da", "strasse"]),
        ("İstanbul ıssız", ["istanbul", "issiz"]),
        ("“naïve” ﬁne ２０", ["naive", "fine", "20"]),
        ("snake_case", ["snake", "case"]),
        ("中国 关税", ["中国", "关税"]),
        ("x" * 300, ["x" * 200]),
        ("\0\ud800😀 !?", []),
    ],
)
def test_words(text: str, folded: list[str]) -> None:
    """Whole words in one spelling, whatever script or form they come in."""
    assert words.fold(text) == folded
    assert words.fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (("tariffs", "Tariffs"), [("tariffs",)]),
        (("O'Brien", "-"), [("o", "brien")]),
        ((), []),
    ],
)
def test_phrases(asked: tuple[str, ...], wanted: list[tuple[str, ...]]) -> None:
    """Each word once; signs inside a word make its parts neighbours."""
    assert words.phrases(asked) == wanted


@settings(max_examples=200, deadline=None)
@given(st.dates(), st.dates(), st.integers(-100_000, 200_000))
def test_keys_sort_by_day_and_stay_in_it(one: date, other: date, seconds: int) -> None:
    """An article's keys lie in its day's bounds, above all undated ones and below the limit."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    if date(2, 1, 1) < one < date(9998, 1, 1):
        at = datetime(one.year, one.month, one.day, tzinfo=UTC) + timedelta(seconds=seconds)
    published = Published(day=one, precision=Precision.DAY, at=at)
    key = places.first_key(places.bucket(published))
    low, high = places.bounds(one, one, None)
    assert places.first_key(places.bucket(None)) < low <= key < high <= places.MAX_KEY
    if other > one:
        assert high <= places.bounds(other, None, None)[0]


@pytest.mark.parametrize(("claims", "room"), [(0, 64), (1, 64), (32, 64), (33, 128), (1000, 2048)])
def test_room_for_twice_the_claims(claims: int, room: int) -> None:
    """A new version with more claims keeps the article's place."""
    assert places.room_for(claims) == room


@pytest.mark.parametrize("kind", list(ClaimKind))
def test_claims_survive_their_way_through_json(kind: ClaimKind) -> None:
    """Body and finding apart."""
    _, (claim,) = make("a", Said(words="“é” 😀", kind=kind, speakers=("X", "Y")))
    assert codec.load_claim(*codec.dump_claim(claim)) == claim


def test_articles_and_cadences_survive_their_way_through_json() -> None:
    """The text apart, everything else as it was."""
    parsed, _ = make("a", Said(words="x"), day=date(2025, 5, 1), precision=Precision.MONTH)
    assert codec.load_parsed(codec.dump_parsed(parsed), parsed.text) == parsed
    cadence = Cadence(
        times=(time(8, 30), time(17)), zone="Asia/Kathmandu", quiet=(time(22), time(7))
    )
    assert codec.load_cadence(codec.dump_cadence(cadence)) == cadence
