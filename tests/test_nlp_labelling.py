"""Our labelling of entities gives what spaCy's recogniser gives, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from nlp.labelling import RECOGNIZER, label_faster
from nlp.model import LOCKED_MODEL, load_model

pytestmark = pytest.mark.model

SEEDS = Path(__file__).parent.parent / "seeds"
ODD = (
    "",
    " ",
    "\n\n",
    "Smith",
    "of the",
    "  Ann   Lee \n said\t“No”.  ",
    "Ann Lee",  # the entity is open where the text ends
    "On Monday, Jan. 6, 2025. Ann Lee. Bo Li and the European Union",
    "₿ 5 $ 10m – 3 % 🙂 Zürich ÉCOLE École",
)
_WORD = "Ann Lee European Union the of in said Monday 2025 $5 million . , “ ” May U.S. Bank 🙂"
_WORDS = st.sampled_from([*_WORD.split(), "\n", "  "])


@pytest.fixture(scope="module")
def stock() -> Language:
    """The locked model as spaCy loads it."""
    return spacy.load(LOCKED_MODEL, exclude=["senter"])


@pytest.fixture(scope="module")
def ours() -> Language:
    """The locked model as we load it."""
    return load_model()


def labels(docs: list[Doc]) -> list[tuple[str, str, int]]:
    """Each word with its label and whether an entity begins or goes on there."""
    return [(word.text, word.ent_type_, word.ent_iob) for doc in docs for word in doc]


def test_the_recogniser_is_replaced(ours: Language) -> None:
    """Otherwise the comparisons below would compare spaCy with itself."""
    assert RECOGNIZER not in ours.pipe_names
    assert "claimwire_labelling" in ours.pipe_names


def test_articles_are_labelled_alike(stock: Language, ours: Language) -> None:
    """Paragraphs of all seeds, in one batch each."""
    for file in sorted(SEEDS.glob("*.txt")) + sorted(SEEDS.glob("*.md")):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line]
        want, have = (labels(list(nlp.pipe(lines, batch_size=30))) for nlp in (stock, ours))
        assert have == want, file.name


def test_odd_texts_are_labelled_alike(stock: Language, ours: Language) -> None:
    """Nothing, spaces alone, entities at the very end; alone and in one batch."""
    assert labels(list(ours.pipe(ODD))) == labels(list(stock.pipe(ODD)))
    for text in ODD:
        assert labels([ours(text)]) == labels([stock(text)])


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_any_words_are_labelled_alike(stock: Language, ours: Language, text: str) -> None:
    """Whatever the words, in whatever order."""
    assert labels([ours(text)]) == labels([stock(text)])


def test_a_pipeline_without_a_recogniser_is_left_alone() -> None:
    """As a model named in the settings may be."""
    blank = spacy.blank("en")
    label_faster(blank)
    assert blank.pipe_names == []
