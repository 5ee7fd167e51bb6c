"""The pipeline as a whole: offsets hold, results repeat, hostile text ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.analysis import Analysis
from nlp.assembly import Findings, assemble
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.marks.reading import Reading
from nlp.faults import TextRefused
from nlp.golds import read_articles
from nlp.pieces import MAX_PIECE, MAX_RUN, MAX_SENTENCE, MAX_TEXT, cut
from nlp.pipeline import Pipeline
from nlp.scoring import score

pytestmark = pytest.mark.model

SHARED = Path(__file__).parents[2] / "shared"
REAL_GOLD = SHARED / "gold" / "000_cff542433030545e.json"

WORDS = ["Orla Venn", "said", "“", "”", '"', "that", "the harbor", "would close", ",", ".", "\n"]
WORDS += ["according to", "he", "told", "Mr. Maas", "wants", "é", "😀", "\u00a0", "(", "''", "``"]


def excerpts(analysis: Analysis) -> list[tuple[int, int, str]]:
    """Every excerpt of an analysis as (start, end, words)."""
    found = [c for a in analysis.attributions for c in a.contents]
    found += [a.cue.excerpt for a in analysis.attributions if a.cue]
    found += [s.excerpt for a in analysis.attributions for s in a.speakers if s.excerpt]
    found += [f.excerpt for f in analysis.figures] + [m.excerpt for m in analysis.measures]
    found += [n.excerpt for n in analysis.names]
    return [(x.start, x.end, x.words) for x in found]


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40))
@example(words=["told", "that"])  # nothing is left behind the cue
def test_every_excerpt_is_its_own_checksum(pipeline: Pipeline, words: list[str]) -> None:
    """For each stored excerpt, text[start:end] is its words."""
    text = " ".join(words)
    for start, end, found in excerpts(pipeline.analyze(text)):
        assert text[start:end] == found != ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n \t",
        '"' * 20_000,
        "(" * 20_000,
        "'s" * 10_000,
        "“" * 5_000 + "”" * 5_000,
        "a" * 50_000,
        '"a" ' * 10_000,
        "he said " * 1_500,
        "Z̷̡̛̤͇͙a̵l̶g̵o̴ said no. " * 500,
        "😀🇺🇸👩‍👩‍👧 said “🎉.”\r\n\ufeff" * 200,
        "אמר ראש העיר “לא”. " * 300,
        "x\n" * 2_000,
        "\ud800 said no.",
        '"a," he said, and "b" ' * 400,
        "“a” he said “b” she said, " * 300,
        '", to 3%"' * 900,
        "— he said — " * 600,
        "The pier is old, she said, - - - - - - - - (with a smile).",
        "\n \n was  of  Kenji it ) ) Mori Fisheries late. reporters told Japan's",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_ends(pipeline: Pipeline, text: str) -> None:
    """Runs of marks, endless words, emoji, right-to-left text: an answer, and true offsets."""
    for start, end, found in excerpts(pipeline.analyze(text)):
        assert text[start:end] == found


def test_a_text_beyond_the_limit_is_refused(pipeline: Pipeline) -> None:
    """The refusal names the limit; in a batch it takes the text's place and no more."""
    with pytest.raises(TextRefused, match="200,000"):
        pipeline.analyze("a" * (MAX_TEXT + 1))
    texts = ["Orla Venn said no.", "a" * (MAX_TEXT + 1), "Orla Venn said it rained."]
    first, second, third = pipeline.analyze_many(texts)
    assert isinstance(second, TextRefused)
    assert isinstance(first, Analysis)
    assert isinstance(third, Analysis)
    assert third.attributions


def test_a_mistake_in_a_rule_costs_one_text(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said in the text's place what went wrong, and the texts around it are read."""

    def stumbling(
        reading: Reading, words: Lexicon, day: date | None, aside: Sequence[tuple[int, int]]
    ) -> Findings:
        if "trip" in reading.text:
            raise IndexError("no such token")
        return assemble(reading, words, day, aside)

    monkeypatch.setattr("nlp.pipeline.assemble", stumbling)
    first, second, third = pipeline.analyze_many(["Venn said no.", "A trip.", "Venn said yes."])
    assert isinstance(second, TextRefused)
    assert "IndexError: no such token" in str(second)
    assert isinstance(first, Analysis)
    assert isinstance(third, Analysis)


def test_the_same_text_gives_the_same_result(pipeline: Pipeline) -> None:
    """Neither the batch nor the order changes what is found."""
    texts = [f"Orla Venn said {n} ships came. “It is {n},” she added." for n in range(40)]
    alone = [pipeline.analyze(text) for text in texts]
    assert list(pipeline.analyze_many(texts)) == alone
    assert list(pipeline.analyze_many(texts[::-1])) == alone[::-1]


def test_neither_order_nor_neighbours_change_a_finding(pipeline: Pipeline) -> None:
    """Figures, measures and wishes too are those of the text alone, in whatever order it comes."""
    kinds = (
        "The firm cut its workforce in half in {}.",
        "Norway imposed a {}% tariff on Danish cheese, effective July 1.",
        "Mara Holt, mayor of Obst, wants {} buses. She denied taking bribes.",
        "Exports of steel fell by a third to {} million kroner in May.",
        "“It is {},” he said. “Nobody knows why.”",
    )
    texts = [kind.format(n) for n in range(3, 12) for kind in kinds]
    alone = {text: pipeline.analyze(text) for text in texts}
    for order in (texts, texts[::-1], sorted(texts), [*texts[1::2], *texts[::2]]):
        found = pipeline.analyze_many(order)
        assert all(alone[text] == one for text, one in zip(order, found, strict=True))


def test_what_lies_aside_is_left_out(pipeline: Pipeline) -> None:
    """Findings inside a stretch given as aside (a contact line) are dropped."""
    text = "Orla Venn said the harbor closed.\nPiet Maas said he can be reached by mail."
    border = text.index("Piet")
    assert len(pipeline.analyze(text).attributions) == 2
    kept = pipeline.analyze(text, aside=[(border, len(text))])
    assert [a.contents[0].end <= border for a in kept.attributions] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo\r\nthree\u2028four",
        "word " * 3_000,
        "Sentence one. " * 800,
        "x" * 1_000,
        " lead and tail \n\n",
        "WASHINGTON (AP) — Orla Venn left.",
    ],
    ids=lambda text: repr(text[:14]),
)
def test_pieces_are_bounded_and_cover_the_text(text: str) -> None:
    """No piece crosses a line or a bound, and nothing but white space is lost."""
    pieces = cut(text)
    assert "".join("".join(p.text.split()) for p in pieces) == "".join(text.split())
    for piece in pieces:
        assert len(piece.text) <= MAX_PIECE
        assert max(map(len, piece.text.split())) <= MAX_RUN
        assert not {"\n", "\r", "\u2028"} & set(piece.text)
        assert text[piece.start : piece.start + len(piece.text)] == piece.text


@pytest.mark.parametrize(
    "text",
    ["Orla Venn left. " + "on and on " * 900 + "so. Nobody came.", "and she said " * 700],
    ids=["within", "throughout"],
)
def test_a_sentence_without_an_end_is_cut_between_words(text: str) -> None:
    """What is no sentence any more is read in parts, so that a rule's work stays bounded."""
    pieces = cut(text)
    assert " ".join(p.text for p in pieces) == text.strip()
    assert max(len(p.text) for p in pieces) <= MAX_SENTENCE + len("Orla Venn left. ")


def test_sentences_of_a_length_that_is_read_stay_whole() -> None:
    """A paragraph of ordinary sentences is one piece up to its bound."""
    assert len(cut("The ferry sails on Monday with hay for the farms. " * 70)) == 1


def test_a_dateline_is_no_part_of_the_sentence(pipeline: Pipeline) -> None:
    """The place and agency before the dash are not the source."""
    found = pipeline.analyze("VELDEN (AP) — Orla Venn said the harbor would close.")
    assert [s.name for a in found.attributions for s in a.speakers] == ["Orla Venn"]


@pytest.mark.shared
@pytest.mark.skipif(not REAL_GOLD.exists(), reason="needs the real article in ../shared")
def test_the_real_article(pipeline: Pipeline) -> None:
    """All attributions of the gold are found, with at most three more."""
    gold = read_articles(REAL_GOLD)
    from nlp.evaluate import predict

    report = score(gold, predict(pipeline, gold))
    assert report.tally("content .8", "all").right_gold == len(gold[0].attributions)
    assert report.name_right >= report.name_asked - 1
    assert len(report.wrong) <= 3
