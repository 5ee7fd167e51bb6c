"""The law of `handlers.ports.Claims` for what is asked, held to every store alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
import pytest_asyncio
from fakes import MemoryStore
from store_samples import Said, make, store_one
from stores import KINDS, opened

from bot.store import SqlStore
from handlers.errors import Refused
from handlers.newsroom import ClaimKind, Decision, DecisionKind
from handlers.ports import Coverage, Known, Question

Store = MemoryStore | SqlStore


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=KINDS)
async def newsroom(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Store]:
    """A store with five articles that differ in all that can be asked for; only read."""
    folder = tmp_path_factory.mktemp("newsroom")
    async with opened(request.param, folder, own=True) as one:
        await _fill(one)
        yield one


async def _fill(store: Store) -> None:
    await store_one(
        store,
        make(
            "may",
            Said(words="O'Brien-Lopes called the levy naïve", speakers=("Ida O'Brien-Lopes",)),
            Said(
                words="Freedonia cut duties to 30 percent",
                kind=ClaimKind.MEASURE,
                speakers=(),
                entities=("Freedonia", "Ruritania"),
                topics=("tariffs",),
            ),
            headline="Café owners fear duties",
            outlet="The Harbour Times",
            day=date(2025, 5, 12),
        ),
        "may",
    )
    await store_one(
        store,
        make(
            "june",
            Said(
                words="Duties will rise, Bo Vale warned",
                kind=ClaimKind.QUOTE,
                speakers=("Bo Vale", "Ada Quill"),
                entities=("Freedonia",),
                topics=("tariffs", "steel"),
            ),
            Said(
                words="The deficit was 295 billion dollars",
                kind=ClaimKind.FIGURE,
                speakers=(),
                entities=("Ruritania",),
                topics=("deficits",),
            ),
            headline="Steel again",
            outlet="Zembla Post",
            day=date(2025, 6, 4),
            at=datetime(2025, 6, 4, 16, 5, tzinfo=UTC),
        ),
        "june",
    )
    await store_one(store, make("early", Said(words="Nobody spoke"), day=date(2025, 6, 4)), "early")
    await store_one(store, make("undated", Said(words="No one knows when")), "undated")
    await store_one(store, make("old", Said(words="It was long ago"), day=date(1899, 1, 2)), "old")


ALL = [
    "Duties will rise, Bo Vale warned",
    "The deficit was 295 billion dollars",
    "Nobody spoke",
    "O'Brien-Lopes called the levy naïve",
    "Freedonia cut duties to 30 percent",
    "It was long ago",
    "No one knows when",
]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param(Question(), range(7), id="newest first, undated last, in text order"),
        pytest.param(Question(words=("duties",)), [0, 3, 4], id="claim or headline"),
        pytest.param(Question(words=("DUTIES", "vale")), [0], id="all words, any case"),
        pytest.param(Question(words=("quill", "steel")), [0], id="speaker and headline"),
        pytest.param(Question(words=("naive",)), [3], id="accents aside"),
        pytest.param(Question(words=("CAFÉ",)), [3, 4], id="accents asked for"),
        pytest.param(Question(words=("reduced",)), [4], id="how far along a measure is"),
        pytest.param(Question(words=("dut",)), [], id="whole words only"),
        pytest.param(Question(words=("duty",)), [0, 3, 4], id="a word in its other forms"),
        pytest.param(Question(words=("o'brien",)), [3], id="a word with a sign inside"),
        pytest.param(Question(words=("lopes-o'brien",)), [], id="its parts in order"),
        pytest.param(Question(words=("naïve-Ida",)), [], id="its parts within one field"),
        pytest.param(Question(words=("duties", "?")), [0, 3, 4], id="signs are no words"),
        pytest.param(Question(words=("!?", "")), [], id="only signs find nothing"),
        pytest.param(Question(either=(("naive", "reduced"),)), [3, 4], id="either of two words"),
        pytest.param(
            Question(words=("duties",), either=(("vale", "reduce"), ("duty", "walrus"))),
            [0, 4],
            id="one word of each group, in any form",
        ),
        pytest.param(Question(either=(("!?",),)), [], id="a group of signs finds nothing"),
        pytest.param(Question(entities=("Freedonia",)), [0, 4], id="one entity"),
        pytest.param(Question(entities=("Freedonia", "Ruritania")), [4], id="every entity"),
        pytest.param(Question(entities=("freedonia",)), [], id="keys are exact"),
        pytest.param(Question(entities=("Freedonia", "Nowhere")), [], id="an unknown entity"),
        pytest.param(Question(topics=("deficits", "steel", "x")), [0, 1], id="any topic"),
        pytest.param(Question(kinds=(ClaimKind.FIGURE, ClaimKind.MEASURE)), [1, 4], id="any kind"),
        pytest.param(Question(kinds=tuple(ClaimKind)), range(7), id="all kinds"),
        pytest.param(Question(speakers=("Bo Vale", "Ida O'Brien-Lopes")), [0, 3], id="any speaker"),
        pytest.param(Question(speakers=("Bo",)), [], id="full names only"),
        pytest.param(Question(outlets=("Zembla Post", "x")), [0, 1], id="any outlet"),
        pytest.param(Question(outlets=("x",)), [], id="an unknown outlet"),
        pytest.param(Question(since=date(2025, 6, 4)), [0, 1, 2], id="since, that day too"),
        pytest.param(Question(until=date(2025, 5, 12)), [3, 4, 5], id="until, that day too"),
        pytest.param(Question(as_of=date(2025, 5, 11)), [5], id="nothing published later"),
        pytest.param(
            Question(as_of=date(2025, 6, 4), until=date(2025, 6, 1)), [3, 4, 5], id="both"
        ),
        pytest.param(Question(since=date.min), [0, 1, 2, 3, 4, 5], id="undated are not since"),
        pytest.param(Question(until=date.max), [0, 1, 2, 3, 4, 5], id="undated are not until"),
        pytest.param(Question(since=date(2025, 6, 1), until=date(2025, 5, 1)), [], id="no days"),
        pytest.param(Question(after=2, upto=4), [0, 1], id="stored after and up to"),
        pytest.param(Question(after=2, words=("duties",)), [0], id="stored after, with words"),
        pytest.param(Question(after=1, entities=("Ruritania",)), [1, 4], id="stored after, entity"),
        pytest.param(Question(upto=1, words=("duties",)), [3], id="stored up to, with words"),
        pytest.param(Question(upto=0), [], id="nothing stored yet"),
        pytest.param(Question(after=99), [], id="nothing stored since"),
        pytest.param(
            Question(
                words=("duties",),
                entities=("Freedonia",),
                topics=("tariffs",),
                kinds=(ClaimKind.MEASURE,),
                outlets=("The Harbour Times",),
                since=date(2025, 5, 1),
                as_of=date(2025, 5, 31),
            ),
            [4],
            id="all conditions hold",
        ),
    ],
)
async def test_a_question_finds(newsroom: Store, question: Question, found: list[int]) -> None:
    """Each condition narrows as the port says, and the order is always the same."""
    page = await newsroom.search(question)
    assert [held.claim.span.words for held in page.found] == [ALL[at] for at in found]
    assert (page.total, page.capped, page.next) == (len(page.found), False, "")
    assert page.coverage.articles == len({held.article.id for held in page.found})


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "'",
        '"" OR 1',
        "O'Brien",
        "-tax",
        "AND",
        "NOT duties",
        "col:x",
        "words:duties",
        "a*",
        "^b",
        "(",
        "{a b}",
        "NEAR(a b, 2)",
        "a\0b",
        "\ud800",
        "😀",
        "_3",
        "%",
        "\\",
        "' <-> '",
        "a & b | !c",
        "x" * 10_000,
        "word " * 2_000,
        " ".join(f"w{number}" for number in range(3_000)),
        "İstanbul",
        "e" + "\u0301" * 500,
    ],
)
async def test_hostile_words_find_nothing_and_harm_nothing(newsroom: Store, hostile: str) -> None:
    """Operators, signs, NUL, lone surrogates and heaps of words are no engine's errors."""
    question = Question(
        words=(hostile,), entities=(hostile,), speakers=(hostile,), outlets=(hostile,)
    )
    assert (await newsroom.search(question)).total == 0
    assert (await newsroom.search(Question(words=(hostile, "nothing")))).total == 0
    assert (await newsroom.search(Question(topics=(hostile,), words=("duties",)))).total == 0
    assert (await newsroom.articles(Question(words=(hostile,), outlets=(hostile,))))[1] == 0
    assert await newsroom.claim(hostile) is None
    assert await newsroom.article(hostile) is None
    with pytest.raises(Refused, match="page"):
        await newsroom.search(Question(page=f"x{hostile}"))


async def test_articles_by_words_outlets_and_dates(newsroom: Store) -> None:
    """Words count in headline and text; other conditions of the question do not matter."""
    table = [
        (Question(), ["june", "early", "may", "old", "undated"]),
        (Question(words=("duties",)), ["june", "may"]),
        (Question(words=("cafe", "levy")), ["may"]),
        (Question(words=("again-story",)), []),
        (Question(outlets=("Zembla Post", "The Harbour Times")), ["june", "may"]),
        (Question(words=("story",), outlets=("Zembla Post",)), ["june"]),
        (Question(since=date(2025, 5, 12), until=date(2025, 6, 3)), ["may"]),
        (Question(as_of=date(2025, 5, 12)), ["may", "old"]),
        (
            Question(speakers=("Nobody",), entities=("x",), upto=0),
            ["june", "early", "may", "old", "undated"],
        ),
        (Question(words=("!",)), []),
        (Question(outlets=("x",)), []),
    ]
    for question, expected in table:
        found, total, following = await newsroom.articles(question)
        assert ([one.id for one in found], total, following) == (expected, len(expected), "")


async def test_articles_come_in_pages(newsroom: Store) -> None:
    """Two at a time, each once."""
    ids, page = [], ""
    for _ in range(3):
        found, total, page = await newsroom.articles(Question(limit=2, page=page))
        assert total == 5
        ids += [one.id for one in found]
    assert (ids, page) == (["june", "early", "may", "old", "undated"], "")


@pytest.mark.parametrize(
    ("pieces", "question", "found"),
    [
        pytest.param(("Bo Vale warned",), Question(), ["june"], id="words that stand together"),
        pytest.param(("Vale Bo",), Question(), [], id="in their order"),
        pytest.param(
            ("duties", "levy naive"), Question(), ["may", "june"], id="rare pieces decide"
        ),
        pytest.param(("story",), Question(), ["june", "early", "may", "old", "undated"], id="all"),
        pytest.param(("story", "spoke"), Question(limit=2), ["early", "june"], id="the likeliest"),
        pytest.param(("duties", "DUTIES", "!?"), Question(), ["june", "may"], id="newest of equal"),
        pytest.param(("duties",), Question(outlets=("Zembla Post",)), ["june"], id="one outlet"),
        pytest.param(("duties",), Question(as_of=date(2025, 6, 3)), ["may"], id="nothing later"),
        pytest.param(("duties",), Question(since=date(2025, 6, 1)), ["june"], id="since"),
        pytest.param(("duties",), Question(until=date(2025, 6, 1)), ["may"], id="until"),
        pytest.param(
            ("duties",), Question(words=("x",), topics=("x",)), ["june", "may"], id="all else aside"
        ),
        pytest.param((), Question(), [], id="nothing asked"),
        pytest.param(("…", '"'), Question(), [], id="only signs"),
        pytest.param(("duties",), Question(outlets=("x",)), [], id="an unknown outlet"),
    ],
)
async def test_articles_with_some_of_the_wording(
    newsroom: Store, pieces: tuple[str, ...], question: Question, found: list[str]
) -> None:
    """Whoever holds the rarest pieces comes first; other conditions do not matter."""
    assert [one.id for one in await newsroom.alike(pieces, question)] == found


async def test_claims_of_articles(newsroom: Store) -> None:
    """All claims of the articles asked for, and none of others."""
    claims = await newsroom.claims_of(("june", "early", "nowhere", "\ud800"))
    assert {claim.article_id for claim in claims} == {"june", "early"}
    of_june = [claim.span.words for claim in claims if claim.article_id == "june"]
    assert of_june == ["Duties will rise, Bo Vale warned", "The deficit was 295 billion dollars"]
    assert len(claims) == 3
    assert await newsroom.claims_of(()) == ()


async def test_coverage(newsroom: Store) -> None:
    """Over what an answer speaks: all, up to a day, of what matches, and of nothing."""
    outlets = ("The Harbour Times", "Zembla Post")
    old, may, june = date(1899, 1, 2), date(2025, 5, 12), date(2025, 6, 4)
    assert await newsroom.coverage() == Coverage(articles=5, outlets=outlets, first=old, last=june)
    assert await newsroom.coverage(may) == Coverage(
        articles=2, outlets=outlets[:1], first=old, last=may
    )
    nothing = Coverage(articles=0, outlets=(), first=None, last=None)
    assert await newsroom.coverage(date(1800, 1, 1)) == nothing
    page = await newsroom.search(Question(words=("duties",), limit=1))
    over = Coverage(articles=2, outlets=outlets, first=may, last=june, independent=2)
    assert page.coverage == over
    assert (await newsroom.search(Question(words=("when",)))).coverage == Coverage(
        articles=1, outlets=(), first=None, last=None, independent=1
    )


async def test_what_is_known(newsroom: Store) -> None:
    """Keys with their numbers of claims, most first, then by name."""
    assert await newsroom.known_speakers() == (
        Known(key="Ada Quill", claims=4),
        Known(key="Bo Vale", claims=1),
        Known(key="Ida O'Brien-Lopes", claims=1),
    )
    assert [(one.key, one.claims) for one in await newsroom.known_entities()] == [
        ("Freedonia", 2),
        ("Ruritania", 2),
    ]
    assert [one.key for one in await newsroom.known_topics()] == ["tariffs", "deficits", "steel"]
    assert [one.key for one in await newsroom.known_outlets()] == [
        "The Harbour Times",
        "Zembla Post",
    ]
    assert await newsroom.sequence() == 7


async def test_the_newest_are_those_of_the_page(newsroom: Store) -> None:
    """Without a count the same claims come, and the same next page."""
    for question in (Question(limit=2), Question(words=("duties",)), Question(words=("nothing",))):
        page = await newsroom.search(question)
        assert await newsroom.newest(question) == (page.found, page.next)


async def test_the_name_book_is_one_until_something_changes(newsroom: Store) -> None:
    """All names, most used first, as one object; a new one after a decision."""
    book = await newsroom.name_book()
    assert book.speakers == ("Ada Quill", "Bo Vale", "Ida O'Brien-Lopes")
    assert book.entities == ("Freedonia", "Ruritania")
    assert book.outlets == ("The Harbour Times", "Zembla Post")
    assert await newsroom.name_book() is book
    decision = Decision(
        kind=DecisionKind.MERGE,
        name="A. Quill",
        into="Ada Quill",
        by="U1",
        at=datetime(2025, 6, 1, tzinfo=UTC),
    )
    await newsroom.decide(decision)
    assert (await newsroom.name_book()).decisions == (decision,)
