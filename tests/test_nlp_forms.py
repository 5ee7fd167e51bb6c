"""Our setting of word classes and forms gives what spaCy's attribute ruler gives, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from nlp.forms import RULER, form_faster
from nlp.model import LOCKED_MODEL

pytestmark = pytest.mark.model

SEEDS = Path(__file__).parent.parent / "seeds"
ODD = (
    "",
    " ",
    "\n\n",
    "  Ann   Lee \n said\t“No”.  ",
    "There's nothing; there were many, and there is I.",
    "I'm gonna go, 'cause y'all gotta let's see nuthin' o' that.",
    "C'mon, she'd do it: did he have to? He'd had it, and got it, and gets it.",
    "That that is, is; which one? Those whom it is.",
    "₿ 5 $ 10m – 3 % 🙂 Zürich ÉCOLE École",
)
_WORD = "I you it all that gon na let 's there is were 'd do had got gets nothin' the said Lee . 🙂"
_WORDS = st.sampled_from([*_WORD.split(), "\n", "  "])


@pytest.fixture(scope="module")
def stock() -> Language:
    """The locked model as spaCy loads it."""
    return spacy.load(LOCKED_MODEL, exclude=["senter", "ner"])


@pytest.fixture(scope="module")
def ours() -> Language:
    """The same with our part in the ruler's place."""
    nlp = spacy.load(LOCKED_MODEL, exclude=["senter", "ner"])
    form_faster(nlp)
    return nlp


def forms(docs: Iterable[Doc]) -> list[tuple[str, ...]]:
    """Each word with all that the ruler may set, and what the lemmatizer makes of it."""
    return [
        (word.text, word.pos_, str(word.morph), word.lemma_, word.tag_, word.dep_)
        for doc in docs
        for word in doc
    ]


def test_the_ruler_is_replaced(ours: Language) -> None:
    """Otherwise the comparisons below would compare spaCy with itself."""
    assert RULER not in ours.pipe_names
    assert "claimwire_forms" in ours.pipe_names


def test_articles_are_formed_alike(stock: Language, ours: Language) -> None:
    """Paragraphs of all seeds, when words are new and when they are known; zone after zone."""
    files = sorted(SEEDS.glob("*.txt")) + sorted(SEEDS.glob("*.md"))
    for once_or_again in (files, files[::4]):
        for file in once_or_again:
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line]
            with stock.memory_zone(), ours.memory_zone():
                want, have = (forms(nlp.pipe(lines)) for nlp in (stock, ours))
            assert have == want, file.name


def test_odd_texts_are_formed_alike(stock: Language, ours: Language) -> None:
    """Nothing, spaces alone, and words that rules over two words or by a pattern mean."""
    for _ in range(2):
        assert forms(ours.pipe(ODD)) == forms(stock.pipe(ODD))


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_any_words_are_formed_alike(stock: Language, ours: Language, text: str) -> None:
    """Whatever the words, in whatever order."""
    assert forms([ours(text)]) == forms([stock(text)])


def test_rules_of_another_shape_are_left_alone() -> None:
    """As those of a model named in the settings may be; so is a pipeline without rules."""
    blank = spacy.blank("en")
    form_faster(blank)
    assert blank.pipe_names == []
    ruler = blank.add_pipe(RULER)
    ruler.add([[{"LOWER": "odd"}]], {"SENT_START": True})  # type: ignore[attr-defined]
    form_faster(blank)
    assert blank.pipe_names == [RULER]
