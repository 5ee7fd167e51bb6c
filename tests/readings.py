"""The English model with our rules, loaded once a process, and the texts that it has parsed."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.attributions.grammar.cues import lexicon
from nlp.model import load_model
from nlp.pieces import cut
from nlp.pipeline import Pipeline

Parsed = list[tuple[int, Doc]]


@cache
def model() -> Language:
    """The locked model."""
    return load_model()


@cache
def pipeline() -> Pipeline:
    """The locked model with all our rules, as `nlp.pipeline.load` gives it."""
    return Pipeline(model(), lexicon())


@cache
def parsed(text: str) -> Parsed:
    """The passages of a text with their offsets, parsed at the first time of asking."""
    return [(piece.start, model()(piece.text)) for piece in cut(text)]
