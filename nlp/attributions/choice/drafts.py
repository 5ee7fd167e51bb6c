"""A finding before the choice among findings: what the rules draft and the settling picks."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from nlp.attributions.grammar.cues import SURFACE
from nlp.attributions.marks.reading import Passage

SCRIPTED = "quote-label-script"
"""The frame of a transcript's line, whose words are the speaker's own."""
NAMING = "quote-naming"
"""The frame of what somebody calls somebody: “a joke”."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """One possible attribution; bounds are characters of the article.

    `frame` is the construction and the lemma's counts are kept by it (see
    `nlp.attributions.grammar.cues`); `chance` is how likely the draft is right.
    """

    passage: Passage
    cue: Token
    cue_end: Token
    lemma: str
    frame: str
    contents: list[tuple[int, int]]
    source: Token | None
    chance: float = 0.0
    reasons: list[str] = field(default_factory=list)


def is_speech(draft: Draft) -> bool:
    """Whether the marks alone make it quoted speech, which is nobody's but the speaker's."""
    return draft.frame.startswith(SURFACE) and draft.frame != NAMING
