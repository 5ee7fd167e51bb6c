"""Checking quotations: each verdict, what it shows, and what it must never call exact."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import (
    PLAIN,
    TRUCE,
    analysis,
    keep,
    newsroom,
    request,
    said,
)
from perturbed import Perturbed, gold_newsroom, verdict

from handlers.checks.verdicts import Verdict
from handlers.commands import answer
from handlers.newsroom import ParsedArticle
from handlers.reply import Reply
from handlers.showing.plaintext import render


async def ask(text: str, **changes: object) -> Reply:
    """One answer of the sample newsroom."""
    world, _, _ = await newsroom()
    return await answer(request(text, **changes), world)


@pytest.mark.parametrize(
    ("typed", "expected", "held"),
    [
        # exact: marks, capitals at the start, the comma before the mark do not count
        ('"We never wanted an embargo" Mara Ellison', Verdict.EXACT, ("12 May 2025", "[1]")),
        ("“we never wanted an embargo,” Ellison", Verdict.EXACT, ("Mara Ellison",)),
        ("‘We never wanted an embargo’ Mara Ellison", Verdict.EXACT, ("Mara Ellison",)),
        ("«We never wanted an embargo» said Mara Ellison", Verdict.EXACT, ()),
        ("We never wanted an embargo", Verdict.EXACT, ("Mara Ellison",)),
        ('"Our steel is not a threat" Lindqvist', Verdict.EXACT, ("*not* a <threat>",)),
        ('"We never wanted an embargo" Trade Envoy', Verdict.EXACT, ("Mara Ellison",)),
        ('"We never wanted an embargo" Elison', Verdict.EXACT, ("Did you mean Joan Ellison or",)),
        # the writer's own marks
        ('"We never … an embargo … We wanted balance." Mara Ellison', Verdict.EXACT, ("wanted”",)),
        ('"We [sic] never wanted [such] an embargo" Ellison', Verdict.EXACT, ("not in the art",)),
        ('"[W]e never wanted an embargo" Ellison', Verdict.EXACT, ()),
        ('"It is a [duty] we can live with" Roth', Verdict.EXACT, ("article has “tariff”",)),
        ('"We … wanted an embargo" Mara Ellison', Verdict.ALTERED, ("Missing  “never”", "sense")),
        ('"We [always] wanted an embargo" Ellison', Verdict.ALTERED, ("should be “never”",)),
        ('"… wanted an embargo" Mara Ellison', Verdict.EXACT, ()),
        ('"Students … We wanted balance" Ellison', Verdict.ALTERED, ("two articles are run tog",)),
        # altered
        ('"We wanted an embargo" Mara Ellison', Verdict.ALTERED, ("Missing  “never”, after “We”",)),
        ('"never wanted an embargo" Mara Ellison', Verdict.ALTERED, ("Missing  “We”",)),
        ('"It is not a tariff we can live with" Roth', Verdict.ALTERED, ("Added  “not”", "round")),
        ('"It is a quota we can live with" Roth', Verdict.ALTERED, ("“quota” should be “tariff”",)),
        ('"We never wanted an embargo. We wanted balance." Ellison', Verdict.ALTERED, ("breaks",)),
        ('"It is a tariff. Students are welcome here" Roth', Verdict.ALTERED, ("[1]", "[2]")),
        ('"the truce would hold for 60 days" Okafor', Verdict.ALTERED, ("“60” should be “90”",)),
        ('"the truce would hold for ninety days" Okafor', Verdict.ALTERED, ("in writing only",)),
        # who, when and where
        ('"We never wanted an embargo" Okafor', Verdict.ANOTHER_SPEAKER, ("not Tobias Okafor’s",)),
        ('"We never wanted an embargo" Zoe Quux', Verdict.ANOTHER_SPEAKER, ("Nobody called “Zoe",)),
        ('"We never wanted an embargo" from:okafor', Verdict.ANOTHER_SPEAKER, ()),
        ('"We never wanted an embargo" Ellison on 12 May', Verdict.EXACT, ("on 12 May;",)),
        ('"We never wanted an embargo" on may 13', Verdict.ANOTHER_ARTICLE, ("not on may 13",)),
        ('"We never wanted an embargo" 2025-05-13', Verdict.ANOTHER_ARTICLE, ()),
        ('"We never wanted an embargo" since:2025-05-13', Verdict.ANOTHER_ARTICLE, ("not since",)),
        ('"We never wanted an embargo" until:"12 may 2025"', Verdict.EXACT, ()),
        ('"We never wanted an embargo" in:"harbor gazette"', Verdict.EXACT, ()),
        (
            '"We never wanted an embargo", Northern Ledger',
            Verdict.ANOTHER_ARTICLE,
            ("in Northern",),
        ),
        ('"Nobody asked us" Joan Ellison', Verdict.UNCLEAR, ("“Nobody asked us,”",)),
        ('"Nobody asked us"', Verdict.EXACT, ("speaker unclear",)),
        # in the article, but no quotation
        (
            '"the truce would hold for 90 days" Okafor',
            Verdict.NOT_QUOTED,
            ("indirect speech of T",),
        ),
        ('"growers in Canada are uneasy"', Verdict.NOT_QUOTED, ("not in quotation marks",)),
        ('"an embargo, Trade Envoy Mara Ellison said"', Verdict.NOT_QUOTED, ()),
        # nothing like it, or only the sense of it
        ('"lifted tariffs on goods from China in Washington"', Verdict.CLOSE, ("China wants",)),
        ('"purple wombats dance tonight"', Verdict.NOT_FOUND, ("4 articles", "12 May 2025 to")),
        ('"We never wanted an embargo', Verdict.EXACT, ("was not closed",)),
    ],
)
async def test_each_verdict(typed: str, expected: Verdict, held: tuple[str, ...]) -> None:
    """A quotation gets its verdict, and the answer holds what it rests on."""
    reply = await ask(f"/check {typed}")
    plain = render(reply)
    assert verdict(reply.headline) is expected
    assert [words for words in held if words not in plain] == []
    assert "as of 1 August 2025" in reply.headline
    assert reply.actions


async def test_two_hundred_perturbed_quotations() -> None:
    """At least 95 % of the verdicts are right, in all and in each way, and no change is exact."""
    world, quotes = await gold_newsroom()
    asked, right, false = Counter[str](), Counter[str](), list[str]()
    for case in Perturbed(quotes, seed=4).cases(22):
        reply = await answer(request(case.line), world)
        got = verdict(reply.headline)
        asked[case.way] += 1
        right[case.way] += got is case.verdict
        if got is Verdict.EXACT and case.verdict is not Verdict.EXACT:
            false.append(case.line)
    assert false == []
    assert sum(right.values()) >= 0.95 * sum(asked.values()), right
    assert all(right[way] >= 0.9 * asked[way] for way in asked), right


async def test_a_pasted_paragraph() -> None:
    """Each quotation is a section of its own, with the speaker that the prose gives it."""
    reply = await ask(
        "/check Talks went on. “We never wanted an embargo,” Trade Envoy Mara Ellison said.\n"
        "Dean Joan Ellison added: “Students are not welcome here.” Later she told reporters "
        'that “nobody asked us.”\n\nAccording to Commissioner Roth, "we wanted balance".'
    )
    titles = [section.title for section in reply.sections]
    assert [verdict(title[3:]) for title in titles] == [
        Verdict.EXACT,
        Verdict.ALTERED,
        Verdict.UNCLEAR,
        Verdict.ANOTHER_SPEAKER,
    ]
    assert "by Mara Ellison" in titles[0]
    assert "by Joan Ellison" in titles[1]
    assert "by Joan Ellison" in titles[2]
    assert "by Anselm Roth" in titles[3]
    assert reply.headline.startswith("4 quotations: 1 exact, 1 another speaker, 1 speaker unclear")
    numbers = {card.receipt for section in reply.sections for card in section.claims}
    assert numbers <= {receipt.number for receipt in reply.receipts}


async def test_all_that_is_shown_stands_in_the_article() -> None:
    """Cards and excerpts are the article's own words, omission marks of ours aside."""
    shown = list[str]()
    for words in ("We wanted an embargo", "the truce would hold for 90 days", "wanted balance"):
        reply = await ask(f'/check "{words}"')
        assert reply.claims
        for card in reply.claims:
            assert all(piece in card.held.article.parsed.text for piece in card.words)
        excerpts = [row.text for row in reply.rows if row.label == "The article has"]
        assert all(text.removeprefix("… ").removesuffix(" …") in TRUCE.text for text in excerpts)
        assert all(row.receipts for row in reply.rows if row.label == "The article has")
        shown += excerpts
    assert shown


@pytest.mark.parametrize("typed", ['"It is a tariff we can live with" Roth', '"live with" Rothh'])
async def test_nothing_published_later_leaks(typed: str) -> None:
    """As of an earlier day, words and names of later articles are not there."""
    for line in (f"/check {typed} as-of:2025-06-15", f"/check {typed}"):
        plain = render(await ask(line, as_of=date(2025, 6, 15)))
        assert plain.startswith("Not found in 2 articles")
        assert "Anselm" not in plain
        assert "as of 15 June 2025" in plain


async def test_an_earlier_day_does_not_know_of_later_namesakes() -> None:
    """Of two who share a name, only those on record by then are meant."""
    plain = render(await ask('/check "We wanted balance" Ellison', as_of=date(2025, 5, 20)))
    assert plain.startswith("Exact: Mara Ellison")
    assert "Joan" not in plain


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/check", "Give the words to check"),
        ('/check ""', "Give the words to check"),
        ("/check … [...]", "Give the words to check"),
        ("/check " + "a " * 5001, "10,001 characters; 10,000 can be checked"),
        ('/check "embargo" since:soonish', "is no date here"),
    ],
)
async def test_what_cannot_be_checked_is_said_in_a_sentence(typed: str, says: str) -> None:
    """No words, too many of them or a date that is none: one sentence with what to do."""
    reply = await ask(typed)
    assert reply.refused
    assert says in reply.headline


async def test_many_quotations_and_long_ones_are_bounded() -> None:
    """The first eight are checked and the rest counted; a very long one is answered as well."""
    many = await ask("/check " + " and ".join(f'"We never wanted {n} embargos"' for n in range(30)))
    assert len(many.sections) == 8
    assert "22 more are not" in many.notes[0]
    long = await ask('/check "' + "we wanted balance and no embargo " * 300 + '"')
    assert verdict(long.headline) is not Verdict.EXACT


async def test_check_without_a_slash_needs_a_quotation() -> None:
    """ "check the tariffs on China" is a question, not the command."""
    asked = await ask("check the truce")
    assert "Checked" not in render(asked)
    assert verdict((await ask('check "We wanted balance"')).headline) is Verdict.EXACT


async def test_no_articles_at_all() -> None:
    """An empty newsroom finds nothing, and says so."""
    world, _, _ = await newsroom(empty=True)
    reply = await answer(request('/check "We wanted balance"'), world)
    assert reply.headline.startswith("Not found in 0 articles")


async def test_a_quotation_over_two_paragraphs_is_one() -> None:
    """A quotation that its paragraph leaves open goes on in the next."""
    text = "“One thing is sure. We go on,” Ida Moor said. “It is late.\n“But not too late.”"
    parsed = ParsedArticle(source="two.txt", text=text)
    world, store, _ = await newsroom(empty=True)
    words = ("“One thing is sure. We go on,”", "“It is late.\n“But not too late.”")
    await keep(store, parsed, analysis(parsed, said(text, words, "Ida Moor", "Ida Moor", "said")))
    reply = await answer(request('/check "It is late. But not too late." Ida Moor'), world)
    assert verdict(reply.headline) is Verdict.EXACT
    reply = await answer(request('/check "One thing is sure" Ida Moor'), world)
    assert verdict(reply.headline) is Verdict.EXACT


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                *("“", "”", '"', "‘", "’", "'", "…", "[", "]", "[sic]", "not", "We never wanted"),
                *("an embargo", "Ellison", "said", "30%", "on 5 June", "in:", "from:", "\n", "—"),
            )
        ),
        max_size=30,
    )
)
async def test_no_line_breaks_it(parts: list[str]) -> None:
    """Whatever is typed gets an answer: marks left open, brackets, operators without a value."""
    reply = await ask("/check " + " ".join(parts))
    assert reply.headline
    if not reply.refused and reply.headline.startswith("Exact") and "not" in parts:
        quoted = " ".join(card.words[0] for card in reply.claims)
        assert "never" in quoted or PLAIN.text.count("not")
