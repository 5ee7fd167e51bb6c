"""The verbs that end, hold back, strike down, move or keep a duty, as patterns around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nlp.tariff_words import tariff_words

_NO_OBJECT = (  # what the verb is done to is then no duty, or none that stands
    r"(?:to|of|from|by|at|on|over|about|for|with|in|against|under|after|before|between|that|which"
    r"|and|or|but|unless|if|when|until|than|up|down|out|off|how|what|whether|threats?|risks?"
    r"|prospect|fears?|talk|pause|suspension|exemptions?|truce|freeze|waivers?|reprieve"
    r"|moratorium|bans?|quotas?|dispute|row|war|plans?|proposals?|probe|investigation|planned"
    r"|proposed|threatened|looming|pending|possible|potential|upcoming|future|expected|mooted"
    r"|delayed|postponed|paused|suspended|frozen|shelved|further|additional|extra|another)\b"
)
_OBJECT = (
    r"(?: (?:all|most|some|both|half|part|many|much|any) of)?"
    rf"(?: (?!{_NO_OBJECT})[\w’'.-]+){{0,4}}?"
    r"(?: (?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax(?:es)?|surcharges?)(?: rates?)? of"
    r"(?: (?:up to|about|as much as))?)? $"
)
AUX = (
    r"(?:is|are|was|were|has|have|had|will|would|could|may|might|must|should|shall|can|cannot"
    r"|(?:is|are|was|were|has|have|had|wo|would|could|must|should|ca)n[’']t|not|never|been|be"
    r"|being|to|yet|since|already|due|set|expected|likely|unlikely|now|soon|also|still|then"
    r"|later|once|finally|scheduled|poised|about|allowed|supposed|meant|itself|[a-z]+ly)"
)
_GAP = r"(?P<gap>(?:[^,;:.%()]|(?<=[A-Z])\.){0,150}?)"
_THAT = (  # "20% on plums, a duty that was dropped"
    r"(?:,(?: (?:an?|the) (?:[a-z]+ )?(?:tariff|duty|levy|charge|surcharge|measure|rate))?"
    r" (?:which|that))?"
)

_NOT_NOUN = r"(?<!\bthe)(?<!\ban)(?<!\bits)(?<!\bthis)(?<!\bthat)(?<!year)"  # "at the end of 2022"


class Deed(StrEnum):
    """What is done to a duty."""

    ENDED = "ends"
    HELD = "holds"
    STRUCK = "strikes"
    LOWERED = "lowers"
    RAISED = "raises"
    KEPT = "keeps"
    RUN_OUT = "runs_out"
    RESUMED = "resumes"


class Mood(StrEnum):
    """Whether it is done, settled to be done, would be done by what is not settled, or none of
    these: possible, wished for or denied.
    """

    DONE = "done"
    COMING = "coming"
    FORESEEN = "foreseen"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What its own sentence says becomes of a duty."""

    deed: Deed
    mood: Mood

    @property
    def lifts(self) -> bool:
        """Whether it is settled that somebody ends the duty: a cut to nothing, still to come."""
        return self.deed is Deed.ENDED and self.mood is Mood.COMING

    @property
    def moves(self) -> bool:
        """Whether the duty was moved, or will be, to a rate that is not told."""
        moved = self.deed in {Deed.LOWERED, Deed.RAISED}
        return moved and self.mood in {Mood.DONE, Mood.COMING}

    @property
    def runs_out(self) -> bool:
        """Whether the duty, which stands, comes to its end of its own."""
        return self.deed is Deed.RUN_OUT and self.mood is Mood.COMING

    @property
    def ends(self) -> bool:
        """Whether a day that is told with it is that of the end."""
        foreseen = self.deed is Deed.ENDED and self.mood is Mood.FORESEEN
        return foreseen or self.lifts or self.runs_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """The verbs of the lexicon: `done` before a duty, `split` around it, `passive` behind it;
    `forms` and `particles` by the words themselves.
    """

    done: re.Pattern[str]
    split: re.Pattern[str]
    passive: re.Pattern[str]
    run_out: re.Pattern[str]
    forms: dict[str, tuple[Deed, frozenset[str]]]
    particles: dict[str, tuple[str, ...]]


@cache
def undoing() -> Undoing:
    """The verbs of the lexicon, compiled at first use."""
    forms: dict[str, tuple[Deed, frozenset[str]]] = {}
    particles: dict[str, tuple[str, ...]] = {}
    participles, endings = list[str](), list[str]()
    for kind, verbs in tariff_words().undoing.items():
        for word, particle, form in conjugated(verbs):
            whole = f"{word} {particle}" if particle else word
            names = forms.get(whole, (Deed(kind), frozenset[str]()))[1]
            if kind == Deed.RUN_OUT:
                endings.append(whole)
                forms.setdefault(f"| {whole}", (Deed.RUN_OUT, frozenset({form})))
                continue
            forms[whole] = Deed(kind), names | {form}
            if particle:
                particles[word] = (*particles.get(word, ()), particle)
            if form == "participle":
                participles.append(whole)
    plain = _any_of(word for word in forms if not word.startswith("| "))
    return Undoing(
        done=re.compile(rf"\b(?P<verb>{plain}){_OBJECT}", re.I),
        split=re.compile(rf"\b(?P<verb>{_any_of(particles)}){_OBJECT}", re.I),
        passive=re.compile(
            rf"{_GAP}{_THAT} (?P<aux>(?:{AUX} )+)(?P<verb>{_any_of(participles)})\b", re.I
        ),
        run_out=re.compile(
            rf"{_GAP}{_THAT}{_NOT_NOUN} (?P<aux>(?:{AUX} )*)(?P<verb>{_any_of(endings)})\b", re.I
        ),
        forms=forms,
        particles=particles,
    )


def conjugated(verbs: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each form of verbs of the lexicon, with what follows the verb, and which form it is."""
    for verb in verbs:
        written, _, particle = verb.partition(" / ")
        base, third, past, *more, ing = written.split()
        yield from (
            (base, particle, "base"),
            (third, particle, "third"),
            (past, particle, "past"),
            (more[0] if more else past, particle, "participle"),
            (ing, particle, "ing"),
        )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))
