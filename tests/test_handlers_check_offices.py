"""Checking quotations: speakers claimed by an office, and what an article breaks off."""

from __future__ import annotations

from datetime import date

import pytest
from newsroom_samples import analysis, keep, newsroom, request, said
from perturbed import verdict

from handlers.checks.verdicts import Verdict
from handlers.commands import answer
from handlers.newsroom import ParsedArticle, Published
from handlers.showing.plaintext import render
from nlp.analysis import Precision

TEXT = (
    "“The ships will wait,” said Kenya’s trade minister, Wanja Orlo. Peru’s harbor minister, "
    "Castro, answered: “Not in our port.”\n"
    "“We sold the barley,” she said. “Nobody thanked us for it.”\n"
    "The Kenyan Trade Ministry called the plan “a net with holes.”\n"
    "“Barley is bread,” said Imani Brandt, head of the American Barley Guild. "
    "“Our neighbors filed a claim and organized a strike,” Ms. Brandt added."
)
SAID = (
    (
        "“The ships will wait,”",
        "Wanja Orlo",
        "Kenya’s trade minister, Wanja Orlo",
        "trade minister",
    ),
    ("“Not in our port.”", "Castro", "Castro", None),
    ("“a net with holes.”", "Kenyan Trade Ministry", "The Kenyan Trade Ministry", None),
    (
        "“Our neighbors filed a claim and organized a strike,”",
        "Imani Brandt",
        "Ms. Brandt",
        None,
    ),
    ("“Barley is bread,”", "Imani Brandt", "Imani Brandt", "head of the American Barley Guild"),
)
WAIT, PORT, NET = '"The ships will wait"', '"Not in our port"', '"a net with holes"'


async def ask(typed: str) -> str:
    """The plain answer of a newsroom with one article."""
    world, store, _ = await newsroom(empty=True)
    day = Published(day=date(2026, 2, 3), precision=Precision.DAY)
    parsed = ParsedArticle(source="a.txt", text=TEXT, outlet="Harbor Today", published=day)
    found = [said(TEXT, (words,), who, at, "said", role=role) for words, who, at, role in SAID]
    halves = ("“We sold the barley,”", "“Nobody thanked us for it.”")
    found.append(said(TEXT, halves, "Wanja Orlo", "she", "said"))
    await keep(store, parsed, analysis(parsed, *found))
    return render(await answer(request(f"/check {typed}"), world))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"{WAIT} Kenya's trade minister", Verdict.EXACT),
        (f"{WAIT} the trade minister of Kenya", Verdict.EXACT),
        (f"{WAIT} Kenya", Verdict.ANOTHER_SPEAKER),
        (f"{WAIT} Kenya's Trade Ministry", Verdict.ANOTHER_SPEAKER),
        (f'{WAIT} from:"the Kenyan trade minister"', Verdict.EXACT),
        (f"{PORT} Peru's harbor minister", Verdict.EXACT),
        (f"{PORT} Kenya's trade minister", Verdict.ANOTHER_SPEAKER),
        (f"{PORT} Chile's harbor minister", Verdict.UNCLEAR),
        (f"{NET} Kenya’s Trade Ministry", Verdict.EXACT),
        (f"{NET} the trade ministry", Verdict.EXACT),
        ('"Barley is bread" the head of the American Barley Guild', Verdict.EXACT),
        ('"Barley is bread" United States', Verdict.ANOTHER_SPEAKER),
        ('Castro said: "Not in our port." Orlo said: "The ships will wait."', "2 exact"),
        ('"Not in our port," Castro said. Orlo said: "The ships will wait."', "2 exact"),
    ],
)
async def test_an_office_stands_for_who_holds_it(typed: str, expected: Verdict | str) -> None:
    """A state's office is never the state, nor the holder of another state's."""
    text = await ask(typed)
    if isinstance(expected, Verdict):
        assert verdict(text) is expected, text
    else:
        assert expected in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Our neighbours filed a claim and organised a strike", "Altered, in writing only"),
        ("Our neighbors filed a claim and organized a strike", "Exact"),
        ("Our neighbors filled a claim and organized a strike", "Altered: 1 difference"),
        ("Or neighbors filed a claim and organized a strike", "Altered: 1 difference"),
    ],
)
async def test_british_spelling_is_another_writing(words: str, told: str) -> None:
    """It is told from another word, and never called exact."""
    assert (await ask(f'"{words}" Brandt')).startswith(told)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('"We sold the barley. Nobody thanked us for it." Orlo', "each is word for word"),
        ('"We sold the barley ... Nobody thanked us for it." Orlo', "Exact: Wanja Orlo"),
        ('"We sold the barley. Nobody paid us for it." Orlo', "Altered: "),
    ],
)
async def test_what_the_article_breaks_off(typed: str, told: str) -> None:
    """Two parts of one quotation are word for word, and still need their mark."""
    assert told in await ask(typed)
