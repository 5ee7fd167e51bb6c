"""The lexicon of cues: which words report, in which construction, and how surely."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from nlp.analysis import Modality

_BRITISH = {"ize": "ise", "yze": "yse", "favor": "favour", "honor": "honour", "labor": "labour"} | {
    "rumor": "rumour",
    "skeptic": "sceptic",
    "judgment": "judgement",
    "defense": "defence",
}
_AMERICAN = re.compile(
    r"(?<=[a-z]{3})[iy]ze$|^(?:favor|honor|labor|rumor|skeptic|judgment|defense)"
)
_LEXICONS = Path(__file__).parents[2] / "lexicons"
KNOWN_AVERAGE = 0.6  # what we expect of a cue and frame listed by hand, before counting
PRIOR_WEIGHT = 5.0  # a word's own counts weigh as much as what we expect of it at this many
KNOWN_WEIGHT = 5.0  # the same where the word is listed by hand
LEANING_WEIGHT = 2.0  # attributions expected of a word before it tells of its leaning
SURFACE = "quote-"  # how the frames begin that were found by the quotation marks
QUOTING_SUFFIX = "+quote"  # frames whose content holds a quotation

TOLD_OF = "noun-that"
"""The frame of a noun with a clause: a claim that it leaks, but no size that it has."""

_OWN_REPORTS = (Modality.THREATENED, Modality.PROMISED, Modality.DENIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Hand-written word classes and counted rates of every cue in every frame."""

    speech: frozenset[str]
    reporting: frozenset[str]  # verbs that begin a report: of speech, a promise, a threat
    position: frozenset[str]
    wills: frozenset[str]  # of a wish, demand, view, feeling, promise, threat or denial
    judging: frozenset[str]  # a thing: "welcomed the vote"
    felt: frozenset[str]
    rejecting: frozenset[str]  # verbs of will and view: negated, they turn the content down
    hostile: frozenset[str]  # deeds that a warning of one's own threatens
    naming: frozenset[str]  # verbs that give something a name
    naming_as: frozenset[str]  # those of them that need "as" for it
    deeds: frozenset[str]
    unspeaking: frozenset[str]  # things a deed can go by, which say nothing
    purposeful: frozenset[str]
    charges: frozenset[str]  # what is denied by who is charged with it
    telling: frozenset[str]  # nouns that a clause may be told by: a claim, but no size
    light: Mapping[str, frozenset[str]]
    known: Mapping[str, frozenset[str]]
    moods: Mapping[Modality, frozenset[str]]
    odds: Mapping[str, float]
    frames: Mapping[str, tuple[int, int]]
    counts: Mapping[str, Mapping[str, tuple[int, int]]]
    totals: Mapping[str, tuple[float, int]]  # expected by the averages of its frames, and right

    def takes(self, lemma: str, frame: str) -> bool:
        """Whether a verb is listed with such a phrase behind its object ("accuse X of Y")."""
        return lemma in (self.naming_as if frame == "obj+prep-as" else self.known.get(frame, ()))

    def chance(self, lemma: str, frame: str) -> float:
        """How often this word in this frame was an attribution, smoothed by its frame.

        A word that reports more often than others in its other frames is expected to in
        this one too: "lament" with a clause speaks for "lament" with an object.
        """
        if lemma in self.deeds:
            return 0.0
        average = smoothed_average(*self.frames.get(frame, (0, 0)))
        own_seen, own_right = self.counts.get(lemma, {}).get(frame, (0, 0))
        weight = PRIOR_WEIGHT
        plain = frame.removesuffix(QUOTING_SUFFIX)
        if plain == TOLD_OF and not (own_right or lemma in self.telling):
            return 0.0
        if lemma in self.known.get(plain, ()):
            average, weight = max(average, KNOWN_AVERAGE), KNOWN_WEIGHT
        elif not frame.startswith(SURFACE):
            expected, right = self.totals.get(lemma, (0.0, 0))
            average = _leaning(average, expected - own_seen * average, right - own_right)
        return (own_right + weight * average) / (own_seen + weight)


def smoothed_average(seen: int, right: int) -> float:
    """The rate of a frame; near 0 for one that was hardly ever seen."""
    return (right + 0.1) / (seen + 2.0)


def _leaning(average: float, expected: float, right: int) -> float:
    """A frame's rate for a word that elsewhere was right more or less often than expected."""
    lean = (max(0, right) + LEANING_WEIGHT) / (max(0.0, expected) + LEANING_WEIGHT)
    odds = lean * average / (1 - average)
    return odds / (1 + odds)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the project, read once."""
    words = tomllib.loads((_LEXICONS / "cues.toml").read_text(encoding="utf-8"))
    lists = {key: _spelled(found) for key, found in words.items() if isinstance(found, list)}
    moods = {mood: _spelled(found) for mood, found in words["moods"].items()}
    known = {frame: _spelled(found) for frame, found in words["known"].items()}
    wills = lists["position"] | lists["felt"] | lists["unwilling"]
    wills = wills.union(mood.partition(" ")[0] for found in moods.values() for mood in found)
    return Lexicon(
        speech=lists["speech"],
        reporting=lists["speech"].union(*(moods[mood.value] for mood in _OWN_REPORTS)),
        position=lists["position"],
        wills=wills,
        naming=lists["naming"] | lists["naming_as"],
        naming_as=lists["naming_as"],
        deeds=lists["deeds"],
        judging=lists["judging"],
        felt=lists["felt"],
        rejecting=lists["rejecting"],
        hostile=lists["hostile"],
        unspeaking=lists["unspeaking"],
        purposeful=lists["purposeful"],
        charges=lists["charges"],
        telling=lists["telling"] | known[TOLD_OF],
        light={noun: frozenset(verbs) for noun, verbs in words["light"].items()},
        known=known,
        moods={
            Modality(mood): found.union(lists["unwilling"] if mood == "denied" else ())
            for mood, found in moods.items()
        },
        odds=words["odds"],
        **_counted(),
    )


class _Counted(TypedDict):
    frames: dict[str, tuple[int, int]]
    counts: dict[str, dict[str, tuple[int, int]]]
    totals: dict[str, tuple[float, int]]


def _counted() -> _Counted:
    """How often each frame and word was seen and right, by every spelling of the word."""
    counted = _LEXICONS / "cue_counts.toml"
    counts = tomllib.loads(counted.read_text(encoding="utf-8")) if counted.exists() else {}
    cues = {
        lemma: {f: (n, k) for f, (n, k) in frames.items()}
        for lemma, frames in counts.get("cues", {}).items()
    }
    totals = {lemma: (e, k) for lemma, (e, k) in counts.get("totals", {}).items()}
    return {
        "frames": {f: (n, k) for f, (n, k) in counts.get("frames", {}).items()},
        "counts": cues | {other: cues[one] for one, other in _british(cues)},
        "totals": totals | {other: totals[one] for one, other in _british(totals)},
    }


def _british(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that the British spell otherwise, each in both spellings."""
    for word in words:
        if len(found := spellings(word)) > 1:
            yield found[0], found[1]


def spellings(word: str) -> tuple[str, ...]:
    """A word as the lexicon and the counts have it, and in its British spelling."""
    other = _AMERICAN.sub(lambda found: _BRITISH[found[0]], word)
    return (word,) if other == word else (word, other)


def _spelled(words: Iterable[str]) -> frozenset[str]:
    return frozenset(spelled for word in words for spelled in spellings(word))
