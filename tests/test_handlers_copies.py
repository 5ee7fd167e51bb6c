"""Conversations on wire copy: one item with several receipts, and how many are independent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from fakes import MemoryStore
from newsroom_samples import NOW, analysis, deficit, keep, newsroom, request, said

from bot.platforms.discord import embeds
from bot.platforms.slack import blocks
from handlers.commands import answer
from handlers.matters.sameness import said_by
from handlers.newsroom import Article, ParsedArticle, Published
from handlers.ports import World
from handlers.record.claims import build
from handlers.showing import cards
from handlers.showing.as_json import as_json
from handlers.showing.plaintext import render
from nlp.analysis import Analysis, AttributionKind, Modality, Precision
from nlp.minhash import sketch

QUOTE = "“We waited long enough for steel,”"
WIRE = (
    "PORT AVEN — {quote} Ilse Brandt said on Monday, when the ministry ended weeks of talks.\n"
    "The measure follows a complaint by the two largest producers, which cut nine hundred jobs.\n"
    "Traders at the exchange said prices had risen by a tenth within the hour.\n"
    "The opposition called for a debate, and builders warned that bridges would cost more."
)
OWN = (
    "Standing in the rain before her own house, she needed four minutes to bury a truce.\n"
    "{quote} Ilse Brandt said.\n"
    "For the furnaces of the north it is relief; masons reckon with dearer months ahead."
)


def made(
    number: int, text: str, outlet: str, day: int, quote: str = QUOTE
) -> tuple[ParsedArticle, Analysis]:
    """An article of that outlet in June, with the quotation found in it."""
    text = text.format(quote=quote)
    parsed = ParsedArticle(
        source=f"{number}",
        text=text,
        headline=f"Story {number}",
        byline=f"By Reporter {number}",
        outlet=outlet,
        published=Published(day=date(2025, 6, day), precision=Precision.DAY),
        url=f"https://news.example/{number}",
    )
    found = analysis(parsed, said(text, (quote,), "Ilse Brandt", "Ilse Brandt", "said"))
    return parsed, replace(found, sketch=sketch(text))


NINE = [
    made(0, WIRE, "Aven Wire", 2),
    *(
        made(number, f"{WIRE}\nDesk {number} added a line of its own here.", f"Paper {number}", 3)
        for number in range(1, 8)
    ),
    made(8, OWN, "Valley Voice", 2),
]


async def told(articles: Sequence[tuple[ParsedArticle, Analysis]]) -> tuple[World, MemoryStore]:
    """A newsroom with these articles only."""
    world, store, _ = await newsroom(empty=True)
    for parsed, found in articles:
        await keep(store, parsed, found)
    return world, store


async def test_nine_articles_two_independent() -> None:
    """One claim with a receipt for each article; the answer ends with what it rests on."""
    world, _ = await told(NINE)
    reply = await answer(request("/quotes Brandt"), world)
    text = render(reply)
    assert "Said by Ilse Brandt: 1 claim in 9 articles, 2 independent, from 9 outlets" in text
    assert "[1][2][3][4][5][6][7][8][9] in 9 articles, 2 independent" in text
    for number in range(9):
        assert f"Story {number} — " in text
        assert f"By Reporter {number} · " in text
        assert f"https://news.example/{number}" in text
    assert text.endswith(
        "Rests on 9 articles, 2 independent, from 9 outlets, 2 June 2025 to 3 June 2025; "
        "as of 1 August 2025."
    )


@pytest.mark.parametrize(
    "line",
    [
        "/steel",
        "/claims steel",
        "/quotes Brandt",
        "/who Brandt",
        "/timeline steel",
        '/check "We waited long enough for steel" Brandt',
        "/compare Brandt Brandt",
    ],
)
async def test_every_answer_has_it_once(line: str) -> None:
    """Whatever is asked, the words stand there once, with all of their receipts."""
    world, _ = await told([*NINE, made(9, OWN, "Aven Wire", 4, "“No comment on bridges today,”")])
    reply = await answer(request(line), world)
    if not reply.refused:
        found = [card for part in reply.parts for card in part.claims if QUOTE in card.words]
        assert [(len(card.also), card.spread) for card in found] == [
            (8, "in 9 articles, 2 independent")
        ]
        assert reply.rests.startswith(("Rests on 9 articles, 2 ", "Rests on 10 articles, 2 "))


async def test_the_order_of_reading_changes_nothing() -> None:
    """Any order of articles gives the same answer."""
    some = [NINE[0], NINE[1], NINE[8], made(9, WIRE.rpartition("\n")[0], "Cut Post", 5)]
    answers = set()
    for order in permutations(some):
        world, _ = await told(order)
        reply = await answer(request("/quotes Brandt"), world)
        answers.add((reply.headline, reply.rests, reply.claims[0].spread))
    assert len(answers) == 1
    assert "in 4 articles, 2 independent" in answers.pop()


async def test_each_receipt_is_read_again() -> None:
    """A copy whose article no longer has the words is no receipt."""
    world, store = await told(NINE[:3])
    reply = await answer(request("/quotes Brandt"), world)
    (card,) = reply.claims
    for held in (card.held, *card.held.others):
        span = held.claim.span
        assert held.article.parsed.text[span.start : span.end] == span.words
    other = card.held.others[0]
    broken = replace(other.article, parsed=replace(other.article.parsed, text="Gone."))
    shown = cards.show([replace(card.held, others=(replace(other, article=broken),), articles=2)])
    assert (shown.claims[0].also, shown.claims[0].spread) == ((), "")
    assert len(shown.receipts) == 1
    assert store is world.store


async def test_more_than_can_be_named_are_counted_with_the_way_to_them() -> None:
    """/why names the rest."""
    many = [made(number, WIRE, f"Paper {number:02}", 3) for number in range(20)]
    world, _ = await told(many)
    reply = await answer(request("/quotes Brandt"), world)
    (card,) = reply.claims
    assert card.spread == f"in 20 articles, 1 independent; 11 more: /why {card.claim_id}"
    why = await answer(request(f"/why {card.claim_id}"), world)
    assert len(why.receipts) == 20
    assert why.claims[0].spread == "in 20 articles, 1 independent"


async def test_as_of_a_day_before_the_copies() -> None:
    """What appeared later is neither counted nor named."""
    world, _ = await told(NINE)
    reply = await answer(request("/quotes Brandt as-of:2025-06-02"), world)
    assert reply.claims[0].spread == "in 2 articles, 2 independent"
    assert "Paper" not in render(reply)
    alone = await answer(request('/claims in:"Paper 3" steel'), world)
    assert [receipt.outlet for receipt in alone.receipts] == ["Paper 3"]


async def test_platforms_show_the_same() -> None:
    """Console, Slack, Discord and JSON name the same articles and end on the same line."""
    world, _ = await told(NINE)
    reply = await answer(request("/quotes Brandt"), world)
    slack = json.dumps(blocks.render(reply).blocks, ensure_ascii=False)
    shown = [each.embeds for each in embeds.render(reply)]
    discord = json.dumps(shown, ensure_ascii=False)
    row = json.loads(json.dumps(as_json(reply)))
    for number in range(9):
        assert f"Story {number}" in slack
        assert f"Story {number}" in discord
    for text in (slack, discord, str(row["text"])):
        assert "in 9 articles, 2 independent" in text
        assert "Rests on 9 articles, 2 independent" in text
    (claim,) = row["claims"]
    assert (claim["articles"], claim["independent"], len(claim["others"])) == (9, 2, 8)
    assert all(each["text"] == QUOTE for each in claim["others"])
    assert [each["number"] for each in row["receipts"]] == claim["receipts"]


SAME = "the levy on steel would stay until spring came"


def number_of(
    article_id: str,
    words: str,
    who: str = "Ilse Brandt",
    *,
    modality: Modality = Modality.STATED,
    kind: AttributionKind = AttributionKind.INDIRECT,
    cue: str = "said",
    rest: str = "",
) -> int:
    """What a claim of an article by itself says, as a number."""
    text = f"{who or 'Somebody'} {cue} {words} {rest or article_id}"
    parsed = ParsedArticle(source=article_id, text=text)
    found = said(text, (words,), who, who or "Somebody", cue, modality=modality, kind=kind)
    claims = build(parsed, analysis(parsed, found), article_id)
    article = Article(id=article_id, version=1, digest="", fetched=NOW, parsed=parsed)
    return said_by(article, claims)[claims[0].id]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (number_of("a", SAME), number_of("b", SAME.upper()), True),
        (number_of("a", SAME), number_of("b", f"“{SAME},”"), True),
        (number_of("a", SAME), number_of("b", SAME, "Teo Marwick"), False),
        (number_of("a", SAME), number_of("b", SAME.replace("stay", "not stay")), False),
        (number_of("a", SAME), number_of("b", SAME, modality=Modality.DENIED), False),
        (number_of("a", SAME), number_of("b", SAME, kind=AttributionKind.DIRECT), False),
        (number_of("a", SAME), number_of("b", SAME, cue="doubts"), False),
        (number_of("a", "a levy of 5 for now"), number_of("b", "a levy of 5% for now"), False),
        (number_of("a", "a change of 5 now"), number_of("b", "a change of -5 now"), False),
        (number_of("a", "no deal"), number_of("b", "no deal"), False),
        (number_of("a", "no deal", rest="x"), number_of("b", "no deal", rest="x"), True),
        (number_of("a", SAME, ""), number_of("b", SAME, ""), True),
        (number_of("a", "it was over then", ""), number_of("b", "it was over then", ""), False),
    ],
)
def test_the_same_words_of_the_same_speaker(*, one: int, other: int, same: bool) -> None:
    """Capitals and marks do not count; speaker, mood, kind, cue and signs do.

    A few words, or those of nobody in particular, are the same only in the same sentence.
    """
    assert (one == other) == same


def figure(article_id: str, day: date, **changes: object) -> int:
    """What the deficit says in an article of that day."""
    text = f"Deficit.\nThe trade deficit with China was $295.4 billion in 2024. {article_id}"
    when = Published(day=day, precision=Precision.DAY)
    parsed = ParsedArticle(source=article_id, text=text, published=when)
    found = replace(deficit(text), **changes)  # type: ignore[arg-type]
    claims = build(parsed, analysis(parsed, found), article_id)
    article = Article(id=article_id, version=1, digest="", fetched=NOW, parsed=parsed)
    return said_by(article, claims)[claims[0].id]


def test_the_same_figure_of_the_same_matter() -> None:
    """Value, concept, parties and period; a period without a year is of its own month."""
    may, june = date(2025, 5, 30), date(2025, 6, 2)
    assert figure("a", may) == figure("b", june)
    assert figure("a", may) != figure("b", may, value=Decimal("295500000000"))
    assert figure("a", may) != figure("b", may, counterpart="Canada")
    assert figure("a", may, period="last month") != figure("b", june, period="last month")
    assert figure("a", may, period="last month") == figure("b", may, period="last month")
    assert figure("a", may, period=None) != figure("b", may, period=None)


async def test_a_file_says_why_it_has_more_rows_than_there_are_claims() -> None:
    """The claim of nine articles is counted once, and stands in the file once for each."""
    world, _ = await told(NINE)
    reply = await answer(request("/export csv"), world)
    assert reply.total == 1
    (file,) = reply.files
    assert file.alt.startswith("9 claims as csv")
    assert any("counted once" in note and "9 rows for 1 claim." in note for note in reply.notes)
