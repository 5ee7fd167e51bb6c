"""Claims are built with ids that last, exact spans and the keys they are found by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import ANALYSES, TRUCE, VISAS, analysis, deficit, excerpt, measure, said

from handlers.errors import ArticleRefused
from handlers.newsroom import ClaimKind, ParsedArticle
from handlers.record import claims
from handlers.words.passages import Passages
from nlp.analysis import (
    Analysis,
    Attribution,
    AttributionKind,
    Excerpt,
    Figure,
    FoundBy,
    Modality,
    Speaker,
    SpeakerKind,
)


@pytest.mark.parametrize(("parsed", "findings"), ANALYSES)
def test_spans_are_the_articles_own_words(
    parsed: ParsedArticle, findings: Callable[[], Analysis]
) -> None:
    """Each claim's span equals the text at its offsets, and lies in its paragraph."""
    built = claims.build(parsed, findings(), "a")
    assert built
    for claim in built:
        assert parsed.text[claim.span.start : claim.span.end] == claim.span.words
        assert parsed.text[: claim.span.start].count("\n") + 1 == claim.paragraph
    assert [c.span.start for c in built] == sorted(c.span.start for c in built)


@pytest.mark.parametrize(
    ("words", "modality", "kind"),
    [
        ("lawmakers to drop the levy", Modality.ASKED, ClaimKind.POSITION),
        ("the levy to go", Modality.WANTED, ClaimKind.POSITION),
        ("whether the levy would go", Modality.ASKED, ClaimKind.STATEMENT),
        ("the levy would go", Modality.STATED, ClaimKind.STATEMENT),
    ],
)
def test_a_wish_is_a_position(words: str, modality: Modality, kind: ClaimKind) -> None:
    """Whatever verb tells it; a question is none."""
    text = f"Ada Moss asked {words}."
    indirect = AttributionKind.INDIRECT
    wish = said(text, (words,), "Ada Moss", "Ada Moss", "asked", kind=indirect, modality=modality)
    parsed = replace(TRUCE, text=text)
    built = claims.build(parsed, analysis(parsed, wish), "a")
    assert [claim.kind for claim in built] == [kind]


def test_a_claim_carries_its_kind_names_and_topics() -> None:
    """Speakers, countries of the sentence and a finding's own parties are its keys."""
    built = claims.build(TRUCE, ANALYSES[0][1](), "a")
    by_kind = {claim.kind: claim for claim in built}
    assert set(by_kind) == {
        ClaimKind.MEASURE,
        ClaimKind.QUOTE,
        ClaimKind.STATEMENT,
        ClaimKind.POSITION,
        ClaimKind.FIGURE,
    }
    assert by_kind[ClaimKind.MEASURE].entities == ("United States", "China")
    assert by_kind[ClaimKind.MEASURE].topics == ("tariffs",)
    assert by_kind[ClaimKind.POSITION].speakers == ("China",)
    assert by_kind[ClaimKind.POSITION].entities == ("China", "United States")
    assert by_kind[ClaimKind.FIGURE].topics == ("deficits",)
    quote = by_kind[ClaimKind.QUOTE]
    assert quote.speakers == ("Mara Ellison",)
    assert quote.span.words.startswith("“We never")
    assert quote.span.words.endswith("“We wanted balance.”")
    assert by_kind[ClaimKind.STATEMENT].entities == ("Tobias Okafor",)


def test_an_unclear_speaker_gives_no_name() -> None:
    """Nobody is made up for words whose speaker is unclear."""
    built = claims.build(VISAS, ANALYSES[1][1](), "a")
    assert built[-1].speakers == ()


def test_ids_outlast_other_readings_of_the_same_words() -> None:
    """A new speaker, kind, role or order of findings leaves the id alone."""
    before = claims.build(TRUCE, ANALYSES[0][1](), "a")
    found = ANALYSES[0][1]()
    other = replace(
        found,
        attributions=tuple(
            replace(
                each,
                kind=AttributionKind.MIXED,
                speakers=(replace(each.speakers[0], name="Somebody Else"),),
            )
            for each in reversed(found.attributions)
        ),
    )
    assert {c.id for c in claims.build(TRUCE, other, "a")} == {c.id for c in before}
    assert not {c.id for c in claims.build(TRUCE, found, "b")} & {c.id for c in before}
    moved = replace(TRUCE, text=f"A line before.\n{TRUCE.text}")
    shifted = analysis(moved, measure(TRUCE.text), deficit(TRUCE.text))
    by = len(moved.text) - len(TRUCE.text)
    rate, figure = shifted.measures[0], shifted.figures[0]
    rate = replace(rate, excerpt=_down(rate.excerpt, by), sentence=_down(rate.sentence, by))
    figure = replace(figure, excerpt=_down(figure.excerpt, by), sentence=_down(figure.sentence, by))
    shifted = replace(shifted, measures=(rate,), figures=(figure,))
    assert {c.id for c in claims.build(moved, shifted, "a")} < {c.id for c in before}


def _down(piece: Excerpt, by: int) -> Excerpt:
    """An excerpt as it stands further down."""
    return replace(piece, start=piece.start + by, end=piece.end + by)


def test_the_same_words_twice_are_two_claims() -> None:
    """Repeated words differ by their occurrence, and by family."""
    text = "“No,” she said.\n“No,” she said."
    parsed = ParsedArticle(source="s", text=text)
    first = said(text, ("“No,”",), "A B", "she", "said")
    second = replace(first, contents=(Excerpt(start=16, end=21, words="“No,”"),))
    built = claims.build(parsed, analysis(parsed, first, second), "a")
    assert len({claim.id for claim in built}) == 2
    assert [claim.paragraph for claim in built] == [1, 2]


def test_nothing_is_claimed_from_an_aside() -> None:
    """The contact line of an article holds no claims."""
    words = "“We wanted balance.”"
    aside = replace(TRUCE, aside=(excerpt(TRUCE.text, words),))
    kinds = {claim.kind for claim in claims.build(aside, ANALYSES[0][1](), "a")}
    assert ClaimKind.QUOTE not in kinds
    assert ClaimKind.STATEMENT in kinds


def test_an_analysis_of_another_text_is_refused() -> None:
    """Neither another digest nor shifted excerpts can become claims."""
    found = ANALYSES[0][1]()
    with pytest.raises(ArticleRefused):
        claims.build(TRUCE, replace(found, digest="0" * 64), "a")
    figure = found.figures[0]
    wrong = replace(figure, excerpt=replace(figure.excerpt, start=0, end=14))
    with pytest.raises(ArticleRefused):
        claims.build(TRUCE, replace(found, figures=(wrong,)), "a")


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({}, True),
        ({"concept": None}, False),
        ({"concept": "% "}, False),
        ({"currency": None, "normalized_unit": "percentage"}, True),
        ({"currency": None, "normalized_unit": "percentage", "concept": "U.S. tariffs"}, False),
        ({"currency": None, "normalized_unit": "student"}, True),
        ({"currency": None, "normalized_unit": "metric ton", "concept": "beef"}, True),
        ({"currency": None, "normalized_unit": "car", "concept": "cars"}, True),
        ({"currency": None, "normalized_unit": "percentage", "concept": "inflation"}, True),
        ({"currency": None, "normalized_unit": "percentage", "concept": "rates"}, False),
        ({"currency": None, "normalized_unit": "day"}, False),
        ({"currency": None, "normalized_unit": ""}, True),  # a level that moved: an index
        ({"currency": None, "normalized_unit": "", "change": None}, False),
    ],
)
def test_a_figure_answers_if_it_says_what_it_counts(
    changes: dict[str, str | None],
    answers: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Money, shares and counts of something named are answerable; durations are not."""
    figure: Figure = replace(deficit(TRUCE.text), **changes)  # type: ignore[arg-type]  # a test's own table
    assert claims.answerable(figure) is answers
    built = claims.build(TRUCE, analysis(TRUCE, figure), "a")
    assert bool(built) is answers


def test_a_bare_percentage_of_nothing_in_particular_is_not_answerable() -> None:
    """ "Talks: 10%" answers nothing: no share of talks is taken, and nothing moved."""
    bare = replace(
        deficit(TRUCE.text), concept="talks", currency=None, normalized_unit="percentage"
    )
    assert not claims.answerable(replace(bare, change=None))


def test_counts_in_vague_words_are_not_answerable() -> None:
    """ "dozens of countries" has a number for nobody."""
    figure = replace(
        deficit(TRUCE.text),
        excerpt=Excerpt(start=0, end=7, words="dozens "),
        currency=None,
        normalized_unit="country",
    )
    assert not claims.answerable(figure)


def test_a_rate_is_a_measure_and_not_a_figure_too() -> None:
    """A percentage inside a measure is told once; the change of a figure is another matter."""
    text = TRUCE.text
    rate = replace(
        deficit(text),
        excerpt=excerpt(text, "30%"),
        sentence=excerpt(text, text.split("\n")[0]),
        concept="import prices",  # of bare imports a percentage says nothing
        currency=None,
        normalized_unit="percentage",
        change=None,
    )
    both = claims.build(TRUCE, analysis(TRUCE, measure(text), rate), "a")
    assert [claim.kind for claim in both] == [ClaimKind.MEASURE]
    assert len(claims.build(TRUCE, analysis(TRUCE, rate), "a")) == 1


def test_a_short_quotation_is_of_what_was_said_before() -> None:
    """Words that name nothing take topics and countries from their paragraph so far."""
    text = "Canada may face tariffs. “Let us see,” Petra Lind said.\nNext."
    parsed = ParsedArticle(source="s", text=text)
    (claim,) = claims.build(
        parsed,
        analysis(parsed, said(text, ("“Let us see,”",), "Petra Lind", "Petra Lind", "said")),
        "a",
    )
    assert claim.topics == ("tariffs",)
    assert claim.entities == ("Petra Lind", "Canada")


def test_a_quotation_alone_is_of_whom_the_paragraph_before_names() -> None:
    """Where a paragraph names nobody else, the one before it says who is meant."""
    quote = "“Let us see,” Petra Lind said."
    for lines, entities in (
        (("Canada may face tariffs.", quote), ("Petra Lind", "Canada")),
        (("Canada may face tariffs.", "Wheat fell.", quote), ("Petra Lind",)),
    ):
        text = "\n".join(lines)
        parsed = ParsedArticle(source="s", text=text)
        found = said(text, ("“Let us see,”",), "Petra Lind", "Petra Lind", "said")
        (claim,) = claims.build(parsed, analysis(parsed, found), "a")
        assert (claim.entities, claim.topics) == (entities, ())


def test_a_rate_is_of_tariffs_whatever_its_sentence_says() -> None:
    """A measure with a rate is found under tariffs."""
    text = "Canada will charge 25% at its border."
    parsed = ParsedArticle(source="s", text=text)
    at_border = replace(
        measure(TRUCE.text),
        excerpt=excerpt(text, "25%"),
        sentence=excerpt(text, text),
        rate=Decimal(25),
        imposer="Canada",
        targets=(),
    )
    (with_rate,) = claims.build(parsed, analysis(parsed, at_border), "a")
    (without,) = claims.build(parsed, analysis(parsed, replace(at_border, rate=None)), "a")
    assert with_rate.topics == ("tariffs",)
    assert without.topics == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/truce",
        "http://gazette.example/truce/",
        "https://WWW.gazette.example:443/truce?utm_source=x&fbclid=1#top",
        " https://gazette.example/truce ",
    ],
)
def test_links_to_one_page_are_one_article(url: str) -> None:
    """Scheme, case of the host, tracking and fragment make no other article."""
    parsed = replace(TRUCE, url=url, source=f"elsewhere {url}")
    assert claims.article_id(parsed) == claims.article_id(TRUCE)


def test_articles_without_address_go_by_their_source() -> None:
    """Two files are two articles; text and version do not matter."""
    one = ParsedArticle(source="one.txt", text="x")
    assert claims.article_id(one) == claims.article_id(replace(one, text="y"))
    assert claims.article_id(one) != claims.article_id(replace(one, source="two.txt"))
    assert claims.canonical("https://a.example/x?b=2&a=1") == "a.example/x?a=1&b=2"
    assert claims.canonical("https://a.example:8080/") == "a.example:8080"
    assert claims.canonical("http://[broken") == "http://[broken"


def test_two_speakers_are_both_keys() -> None:
    """A joint statement is found under each of its speakers."""
    text = "Both men said it would hold."
    parsed = ParsedArticle(source="s", text=text)
    joint = Attribution(
        contents=(excerpt(text, "it would hold"),),
        kind=AttributionKind.INDIRECT,
        speakers=tuple(
            Speaker(
                excerpt=excerpt(text, "Both men"),
                name=name,
                kind=SpeakerKind.PERSON,
                found_by=FoundBy.DESCRIPTION,
            )
            for name in ("Ada Moss", "Ben Rook")
        ),
        cue=None,
        confidence=0.5,
        reasons=(),
    )
    (claim,) = claims.build(parsed, analysis(parsed, joint), "a")
    assert claim.speakers == ("Ada Moss", "Ben Rook")


@pytest.mark.parametrize(
    ("text", "at", "sentence", "paragraph"),
    [
        ("Mr. Xi spoke. He left.", 0, "Mr. Xi spoke.", 1),
        ("Mr. Xi spoke. He left.", 15, "He left.", 1),
        ("One.\n\nTwo here. Three.", 6, "Two here.", 2),
        ("“Go now.” He left.", 2, "“Go now.”", 1),
        ("It fell 2.5 points. Yes.", 9, "It fell 2.5 points.", 1),
        ("The U.S. economy grew. Yes.", 5, "The U.S. economy grew.", 1),
        ("What? and so on. End.", 0, "What? and so on.", 1),
        ("  ", 1, "  ", 1),
    ],
)
def test_sentences_and_paragraphs(text: str, at: int, sentence: str, paragraph: int) -> None:
    """Titles, initials, decimals and small letters end no sentence; lines end paragraphs."""
    passages = Passages.of(text)
    assert passages.sentences(at, at + 1).words == sentence
    assert passages.paragraph(at) == paragraph


@settings(max_examples=80, deadline=None)
@given(st.text("ab. “”?\nM", max_size=60), st.data())
def test_passages_hold_what_they_are_asked_for(text: str, data: st.DataObject) -> None:
    """Whatever the text, the sentences around a place contain it and are its words."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passages = Passages.of(text)
    for found in (passages.sentences(start, end), passages.so_far(start, end)):
        assert found.start <= start
        assert found.end >= end
        assert text[found.start : found.end] == found.words
