"""Checking quotations: for whom, where and when they are claimed to have been said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from newsroom_samples import analysis, keep, newsroom, request, said
from perturbed import verdict

from handlers.checks.verdicts import Verdict
from handlers.commands import answer
from handlers.newsroom import ParsedArticle, Published
from handlers.showing.plaintext import render
from nlp.analysis import Precision, When

TEXT = (
    "“No. We want balance in trade,” Harlan Voss said. “[W]e like big deals,” Mr. Voss added.\n"
    "“Prices are too high,” a Voss spokesman said.\n"
    "“Growth will slow,” the Continental Credit Fund said.\n"
    "“Tariffs are paid here,” Bank Chair Jerome Pell said.\n"
    "“The cap & trade plan costs $1.5 billion,” Rep. Lyndon Stone said.\n"
    "Mr. Pell said Ana Lind had told them that she “saw no way out.”\n"
    "“It was a mess,” a former treasurer said. “Nobody asked ... us about it.”"
)
SAID = (
    ("“No. We want balance in trade,”", "Harlan Voss", "Harlan Voss", None),
    ("“[W]e like big deals,”", "Harlan Voss", "Mr. Voss", None),
    ("“Prices are too high,”", "a Voss spokesman", "a Voss spokesman", None),
    ("“Growth will slow,”", "Continental Credit Fund", "Continental Credit Fund", None),
    ("“Tariffs are paid here,”", "Jerome Pell", "Jerome Pell", "Bank Chair"),
    ("“The cap & trade plan costs $1.5 billion,”", "Lyndon Stone", "Lyndon Stone", None),
    ("Ana Lind had told them that she “saw no way out.”", "Jerome Pell", "Mr. Pell", None),
    ("“It was a mess,”", "a former treasurer", "a former treasurer", None),
    ("“Nobody asked ... us about it.”", "a former treasurer", "a former treasurer", None),
)
DEALS, HIGH = '"We like big deals"', '"Prices are too high"'
PAID, MESS = '"Tariffs are paid here"', '"It was a mess"'


async def ask(typed: str, *, dated: bool = True) -> str:
    """The plain answer of a newsroom with one article, of 12 May 2025 if it is dated."""
    world, store, _ = await newsroom(empty=True)
    day = Published(day=date(2025, 5, 12), precision=Precision.DAY)
    parsed = ParsedArticle(
        source="a.txt",
        text=TEXT,
        outlet="Harbor Today" if dated else None,
        published=day if dated else None,
    )
    found = (
        said(TEXT, (words,), name, mention, "said", role=role)
        for words, name, mention, role in SAID
    )
    await keep(store, parsed, analysis(parsed, *found))
    return render(await answer(request(f"/check {typed}"), world))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"{DEALS} Voss", Verdict.EXACT),
        (f"{DEALS} president VOSS", Verdict.EXACT),
        (f"{DEALS} Harlan J. Voss", Verdict.EXACT),
        (f"{DEALS} Emil Voss", Verdict.ANOTHER_SPEAKER),
        (f"{DEALS} Harlan Voss Jr.", Verdict.ANOTHER_SPEAKER),
        (f"{DEALS} a Voss spokesman", Verdict.ANOTHER_SPEAKER),
        (f"{DEALS} Voss's lawyer", Verdict.ANOTHER_SPEAKER),
        (f"{DEALS} the daughter of Harlan Voss", Verdict.ANOTHER_SPEAKER),
        ("“We like big deals,” Emil Voss said.", Verdict.ANOTHER_SPEAKER),
        (f"{HIGH} Voss spokesman", Verdict.EXACT),
        (f"{HIGH} Voss", Verdict.UNCLEAR),
        (f"{PAID} Bank Chair Pell", Verdict.EXACT),
        (f"{PAID} Harbor Envoy Jerome Pell", Verdict.EXACT),
        (f"{PAID} Jerome Pel", Verdict.EXACT),
        (f"{PAID} Jakob Pell", Verdict.ANOTHER_SPEAKER),
        ('"Growth will slow" CCF', Verdict.EXACT),
        ('"Growth will slow" C.C.F.', Verdict.EXACT),
        ('"Growth will slow" World Bank', Verdict.ANOTHER_SPEAKER),
        ('"saw no way out" Pell', Verdict.UNCLEAR),
        ('"saw no way out" Ana Lind', Verdict.UNCLEAR),
        ('"saw no way out" Voss', Verdict.ANOTHER_SPEAKER),
        (f"{MESS} former treasurer", Verdict.EXACT),
        (f"{MESS} Pell", Verdict.UNCLEAR),
        (f"{MESS} Paula Wick", Verdict.ANOTHER_SPEAKER),
    ],
)
async def test_whose_words_they_are(typed: str, expected: Verdict) -> None:
    """A name means whoever bears it, nobody beside them; who is not named stays open."""
    assert verdict(await ask(typed)) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Voss, Harbor Today", Verdict.EXACT),
        ("Voss in Harbor Today on 12 May 2025", Verdict.EXACT),
        ("Voss, May 12th 2025", Verdict.EXACT),
        ("Voss 5/12/2025", Verdict.EXACT),
        ("Voss 12.5.2025", Verdict.EXACT),
        ("Voss in may", Verdict.EXACT),
        ("Voss before june", Verdict.EXACT),
        ("Voss 5/13/2025", Verdict.ANOTHER_ARTICLE),
        ("Voss 13.5.2025", Verdict.ANOTHER_ARTICLE),
        ("Voss on May 13", Verdict.ANOTHER_ARTICLE),
        ("Voss May. 12 2025", Verdict.UNCONFIRMED),
        ("Voss 5-13-25", Verdict.UNCONFIRMED),
        ("Voss last friday", Verdict.ANOTHER_ARTICLE),
        ("Voss in 2024", Verdict.ANOTHER_ARTICLE),
        ("Voss since june", Verdict.ANOTHER_ARTICLE),
        ('Voss in:"Harbor Times"', Verdict.ANOTHER_ARTICLE),
    ],
)
async def test_where_and_when(typed: str, expected: Verdict) -> None:
    """Days are read as people type them, and an outlet's name is no day."""
    assert verdict(await ask(f"{DEALS} {typed}")) is expected


async def test_the_day_of_the_saying_is_no_confirmation() -> None:
    """A day that we only read out of the sentence is told, and not taken for granted."""
    world, store, _ = await newsroom(empty=True)
    text = "“It is late,” Ida Moor said on Friday."
    parsed = ParsedArticle(
        source="a.txt",
        text=text,
        published=Published(day=date(2025, 5, 12), precision=Precision.DAY),
    )
    friday = When(
        words="on Friday", first=date(2025, 5, 9), last=date(2025, 5, 9), precision=Precision.DAY
    )
    found = said(text, ("“It is late,”",), "Ida Moor", "Ida Moor", "said")
    await keep(store, parsed, analysis(parsed, replace(found, said=friday)))
    reply = await answer(request('/check "It is late" Ida Moor on May 9'), world)
    assert verdict(reply.headline) is Verdict.UNCONFIRMED
    assert "where it was probably said on 9 May 2025" in reply.headline


@pytest.mark.parametrize("typed", ["on May 12", 'in:"Harbor Today"', "5/13/2025"])
async def test_an_article_that_tells_no_day_confirms_none(typed: str) -> None:
    """Without a date or outlet there is neither right nor wrong: it says so."""
    plain = await ask(f"{DEALS} Voss {typed}", dated=False)
    assert plain.startswith("Article or date not confirmed: Harlan Voss, outlet unknown")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"[W]e like big deals"', Verdict.EXACT),
        ('"We want balance in trade"', Verdict.ALTERED),
        ('"… We want balance in trade"', Verdict.EXACT),
        ('"The cap and trade plan costs $1.5bn"', Verdict.ALTERED),
        ('"The cap & trade plan costs $1.5 million"', Verdict.ALTERED),
        ('"Nobody asked … us about it"', Verdict.EXACT),
        ('"[Indeed] Nobody asked … us about it [at all]"', Verdict.EXACT),
        ('"Nobody asked … us about it [never]"', Verdict.ALTERED),
        ('"Nobody … us about it"', Verdict.ALTERED),
        ('"Nobody asked us about it"', Verdict.ALTERED),
        ('"We big like deals"', Verdict.ALTERED),
    ],
)
async def test_what_counts_as_a_change(typed: str, expected: Verdict) -> None:
    """Brackets and marks of the article are its own; a lost word beside them is lost."""
    assert verdict(await ask(typed)) is expected
