"""The lexicon of cues: which words report, in which construction, and how surely."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.analysis import Modality

_LEXICONS = Path(__file__).with_name("lexicons")
KNOWN_AVERAGE = 0.6  # what we expect of a cue and frame listed by hand, before counting
PRIOR_WEIGHT = 4.0  # a word's own counts weigh as much as its frame's average at this many
QUOTING_SUFFIX = "+quote"  # frames whose content holds a quotation


_OWN_REPORTS = (Modality.THREATENED, Modality.PROMISED, Modality.DENIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Hand-written word classes and counted rates of every cue in every frame."""

    speech: frozenset[str]
    reporting: frozenset[str]  # verbs that begin a report: of speech, a promise, a threat
    position: frozenset[str]
    felt: frozenset[str]
    rejecting: frozenset[str]  # verbs of will and view: negated, they turn the content down
    naming: frozenset[str]  # verbs that give something a name
    naming_as: frozenset[str]  # those of them that need "as" for it
    deeds: frozenset[str]
    unspeaking: frozenset[str]  # things a deed can go by, which say nothing
    light: Mapping[str, frozenset[str]]
    known: Mapping[str, frozenset[str]]
    moods: Mapping[Modality, frozenset[str]]
    odds: Mapping[str, float]
    frames: Mapping[str, tuple[int, int]]
    counts: Mapping[str, Mapping[str, tuple[int, int]]]

    def chance(self, lemma: str, frame: str) -> float:
        """How often this word in this frame was an attribution, smoothed by its frame."""
        if lemma in self.deeds:
            return 0.0
        seen, right = self.frames.get(frame, (0, 0))
        average = (right + 0.1) / (seen + 2.0)
        own_seen, own_right = self.counts.get(lemma, {}).get(frame, (0, 0))
        if lemma in self.known.get(frame.removesuffix(QUOTING_SUFFIX), ()):
            average = max(average, KNOWN_AVERAGE)
        return (own_right + PRIOR_WEIGHT * average) / (own_seen + PRIOR_WEIGHT)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the project, read once."""
    words = tomllib.loads((_LEXICONS / "cues.toml").read_text(encoding="utf-8"))
    counted = _LEXICONS / "cue_counts.toml"
    counts = tomllib.loads(counted.read_text(encoding="utf-8")) if counted.exists() else {}
    speech = frozenset(words["speech"])
    return Lexicon(
        speech=speech,
        reporting=speech.union(*(words["moods"][mood.value] for mood in _OWN_REPORTS)),
        position=frozenset(words["position"]),
        naming=frozenset(words["naming"]).union(words["naming_as"]),
        naming_as=frozenset(words["naming_as"]),
        deeds=frozenset(words["deeds"]),
        felt=frozenset(words["felt"]),
        rejecting=frozenset(words["rejecting"]),
        unspeaking=frozenset(words["unspeaking"]),
        light={noun: frozenset(verbs) for noun, verbs in words["light"].items()},
        known={frame: frozenset(lemmas) for frame, lemmas in words["known"].items()},
        moods={Modality(m): frozenset(lemmas) for m, lemmas in words["moods"].items()},
        odds=words["odds"],
        frames={f: (n, k) for f, (n, k) in counts.get("frames", {}).items()},
        counts={
            lemma: {f: (n, k) for f, (n, k) in frames.items()}
            for lemma, frames in counts.get("cues", {}).items()
        },
    )
