"""The law of `handlers.ports.Claims` for what is left out and spoken of, for every store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from fakes import MemoryStore
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import Said, make, store_one
from stores import KINDS, opened

from bot.store import SqlStore
from handlers.newsroom import ClaimKind
from handlers.ports import Facet, FacetKind, Question

Store = MemoryStore | SqlStore
LEVY = "Freedonia said the levy hurts Ruritania"
DEAL = "Ruritania said Freedonia broke the deal"
ORE = "Bo Vale praised the naïve ore pact of Freedonia"
RATE = "A levy of 30 percent"
ALL = [LEVY, DEAL, ORE, RATE]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=KINDS)
async def newsroom(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Store]:
    """A store with two articles in which countries speak and are spoken of; only read."""
    folder = tmp_path_factory.mktemp("without")
    async with opened(request.param, folder, own=True) as one:
        both = ("Freedonia", "Ruritania")
        may = make(
            "may",
            Said(words=ORE, speakers=("Bo Vale",), entities=("Bo Vale", "Freedonia")),
            Said(words=RATE, kind=ClaimKind.MEASURE, speakers=(), topics=("tariffs",)),
            headline="Ore pact",
            outlet="Zembla Post",
            day=date(2025, 5, 12),
        )
        june = make(
            "june",
            Said(words=LEVY, speakers=("Freedonia",), entities=both, topics=("tariffs",)),
            Said(words=DEAL, kind=ClaimKind.QUOTE, speakers=("Ruritania",), entities=both),
            headline="Quarrel",
            day=date(2025, 6, 4),
        )
        await store_one(one, may, "may")
        await store_one(one, june, "june")
        yield one


def bar(kind: FacetKind, *keys: str) -> Question:
    """A question that only bars these."""
    return Question(barred=tuple(Facet(kind=kind, key=key) for key in keys))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param(Question(without=("levy",)), [DEAL, ORE], id="a word"),
        pytest.param(Question(without=("LEVY", "naive")), [DEAL], id="two words, any form"),
        pytest.param(Question(without=("quarrel",)), [ORE, RATE], id="a word of the headline"),
        pytest.param(Question(without=("vale",)), [LEVY, DEAL, RATE], id="a word of the speaker"),
        pytest.param(Question(without=("the levy",)), [DEAL, ORE, RATE], id="a phrase"),
        pytest.param(Question(without=("levy the",)), ALL, id="a phrase that is not there"),
        pytest.param(Question(without=("pact Bo",)), ALL, id="a phrase over two fields"),
        pytest.param(Question(without=("?", "")), ALL, id="signs leave nothing out"),
        pytest.param(Question(words=("the",), without=("levy",)), [DEAL, ORE], id="with a word"),
        pytest.param(Question(words=("levy",), without=("levy",)), [], id="word and its absence"),
        pytest.param(bar(FacetKind.ENTITY, "Freedonia"), [RATE], id="an entity"),
        pytest.param(bar(FacetKind.SPEAKER, "Freedonia"), [DEAL, ORE, RATE], id="a speaker"),
        pytest.param(bar(FacetKind.SPEAKER, "Bo Vale", "Ruritania"), [LEVY, RATE], id="two"),
        pytest.param(bar(FacetKind.TOPIC, "tariffs"), [DEAL, ORE], id="a topic"),
        pytest.param(bar(FacetKind.KIND, "measure"), [LEVY, DEAL, ORE], id="a kind"),
        pytest.param(bar(FacetKind.OUTLET, "Zembla Post"), [LEVY, DEAL], id="an outlet"),
        pytest.param(bar(FacetKind.OUTLET, "Nowhere"), ALL, id="what is on no claim"),
        pytest.param(Question(about=(("Freedonia",),)), [DEAL, ORE], id="spoken of"),
        pytest.param(Question(about=(("Bo Vale",),)), [], id="speaks only"),
        pytest.param(Question(about=(("Freedonia", "Ruritania"),)), [ORE], id="names of one"),
        pytest.param(Question(about=(("Freedonia",), ("Ruritania",))), [], id="both spoken of"),
        pytest.param(
            Question(about=(("Freedonia",),), speakers=("Ruritania",)), [DEAL], id="by whom"
        ),
        pytest.param(Question(about=(("Nobody",),)), [], id="nobody"),
        pytest.param(
            Question(kinds=tuple(ClaimKind), entities=("Freedonia",), without=("deal",)),
            [LEVY, ORE],
            id="all kinds narrow nothing",
        ),
        pytest.param(
            Question(since=date(2025, 6, 1), without=("deal",)), [LEVY], id="within dates"
        ),
        pytest.param(Question(after=2, without=("deal",)), [LEVY], id="stored after"),
    ],
)
async def test_what_is_left_out(newsroom: Store, question: Question, found: list[str]) -> None:
    """What is barred or excluded never comes, alone and beside what is wanted."""
    page = await newsroom.search(question)
    assert [held.claim.span.words for held in page.found] == found
    assert page.total == len(found)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question(without=("levy",)), []),
        (Question(without=("levy hurts",)), ["may"]),
        (Question(without=("quarrel", "nothing")), ["may"]),
        (Question(words=("story",), without=("pact",)), ["june"]),
        (Question(outlets=("Zembla Post",), without=("quarrel",)), ["may"]),
    ],
)
async def test_articles_without_words(
    newsroom: Store, question: Question, found: list[str]
) -> None:
    """Words that occur nowhere in headline and text."""
    articles, total, _ = await newsroom.articles(question)
    assert ([one.id for one in articles], total) == (found, len(found))


HOSTILE = st.text(max_size=30) | st.text("\"*^():-+&|!'_\\{} NEARORNOTAND\x00", max_size=20)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(HOSTILE, max_size=3), st.lists(HOSTILE, max_size=3), HOSTILE)
async def test_no_text_reaches_the_engine_raw(
    newsroom: Store, words: list[str], without: list[str], name: str
) -> None:
    """Whatever words and names are, stores answer; leaving out only ever makes less."""
    asked = Question(words=tuple(words))
    less = Question(words=tuple(words), without=tuple(without))
    all_of_them = (await newsroom.search(asked)).total
    assert (await newsroom.search(less)).total <= all_of_them
    assert (await newsroom.articles(less))[1] <= (await newsroom.articles(asked))[1]
    barred = tuple(Facet(kind=kind, key=name) for kind in FacetKind)
    assert (await newsroom.search(Question(barred=barred))).total <= len(ALL)
    assert (await newsroom.search(Question(about=((name,),)))).total <= len(ALL)
