"""Reads what a later sentence says is done to a measure: "A court struck it down on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.measures.stages.fate import IN_PASSIVE, expiring, mood_of, undergone
from nlp.measures.stages.undoing import AUX, Deed, Mood, conjugated, undoing
from nlp.measures.story.pointed import POINTED, Pointed
from nlp.tariff_words import tariff_words

_TOLD_OF = frozenset({Deed.ENDED, Deed.HELD, Deed.STRUCK, Deed.RUN_OUT, Deed.RESUMED})
_OPENS = (  # where a clause starts
    r"(?:^[\s“\"]*(?:(?:But|And|However|Then),? )?(?:(?:[A-Z]\w*|[0-9]+) [^,;:.%]{2,24}?,? )?"
    r"|[;,] (?:and |but |then )?|\b(?:but|because|after|before|until|when|and) "
    r"|\b(?:said|says|announced|confirmed|ruled|decided|ordered)(?: (?:late )?(?:on )?[\w]+day"
    r"| (?:last|this) week)? (?:that )?)(?i:(?=[a-z]))"
)
_COURT = re.compile(
    r"\b(?:[Cc]ourts?|[Jj]udges?|[Pp]anel|[Tt]ribunal|[Jj]ustices)\b[^;:.]{0,80}? (?:ruled|rules"
    r"|found|finds|held"
    r"|declared|concluded|decided)(?: (?:on )?[A-Z][a-z]+day| (?:last|this) week| in [A-Z][a-z]+)?"
    rf" that {POINTED} (?:was|were|is|are|had been) (?:[a-z]+ly )?(?:illegal|unlawful"
    rf"|unconstitutional"
    r"|invalid|void|(?:imposed|introduced|put on) (?:illegally|unlawfully))\b"
)
_BACK = re.compile(
    rf"{_OPENS}{POINTED}(?:(?:,? which| was| were| had| has)[^;:?!]{{0,90}}?,? (?:and"
    rf"|but)(?: (?:it|they))?)?"
    r" (?P<coming>(?:will|would|shall|(?:is|are)(?: (?:due|set|scheduled))? to) )?(?:now |then "
    r"|since )?"
    r"(?:(?P<past>came|went|snapped|kicked|returned|sprang)|(?P<now>(?:is|are)(?= (?:now )?back))"
    r"|comes?|goes?|snaps?|kicks?|returns?|springs?)"
    r" (?:now )?(?:back (?:in|into|to) (?:force|effect|place)|(?:in|to|into) (?:force"
    r"|effect) again|back in"
    r"|back(?= on| in|\.|,)|to force|to effect)"
)
_NOT_ALL_OF_IT = re.compile(  # "lifted it to 20%", "waived it for growers"
    r"(?:[^,;:.]|\.(?= [0-9])){0,40}? (?:to|from|by|at) (?:[a-z]+ )?[0-9.]+ ?(?:%|per ?cent)"
    r"| (?:up|down|on top)\b| (?:for|on) (?!(?:an?|the next|about|another|up to|[0-9]+"
    r"|[a-z]+) (?:[a-z]+ )?(?:day|week|month|year)"
    r"|good\b|now\b|[A-Z][a-z]+(?:day|\.? [0-9])|the (?:time|moment)|at least|[0-9])"
)
_ONCE = re.compile(r"had |(?:was|were) (?:(?!allowed)[a-z]+ )?to ")
"""Opens what was done before what was told, or was only to be done."""
_FAR = 240  # characters before a verb that tell its mood
_THINGS = frozenset({"pause", "suspension", "truce", "reprieve", "exemption", "waiver"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What is done to the measure that `words` mean, told from `start` to `end` of a sentence."""

    deed: Deed
    mood: Mood
    words: Pointed
    start: int
    end: int

    @property
    def of_pause(self) -> bool:
        """Whether that is done to what holds the measure back."""
        return self.words.called[0] in _THINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verbs:
    """The verbs around words for a measure, with their deeds and forms."""

    active: re.Pattern[str]
    passive: re.Pattern[str]
    forms: dict[str, tuple[Deed, frozenset[str]]]


@cache
def _verbs() -> _Verbs:
    forms = {word: (deed, set(names)) for word, (deed, names) in undoing().forms.items()}
    for kind, verbs in tariff_words().taken_up.items():
        for word, particle, form in conjugated(verbs):
            whole = f"{word} {particle}" if particle else word
            forms.setdefault(whole, (Deed(kind), set()))[1].add(form)
    kept = {word: (deed, frozenset(names)) for word, (deed, names) in forms.items()}
    kept = {word: told for word, told in kept.items() if told[0] in _TOLD_OF}
    plain = {word.removeprefix("| ") for word in kept}
    first = "|".join(sorted({re.escape(word.partition(" ")[0]) for word in plain}))
    behind = {word.partition(" ")[2] for word in plain if " " in word}
    rest = "|".join(sorted(map(re.escape, behind), key=len, reverse=True))
    return _Verbs(
        active=re.compile(
            rf"\b(?P<verb>{first})(?: (?P<near>{rest}))? {POINTED}(?: (?P<far>{rest}))?(?![\w’'-])"
        ),
        passive=re.compile(
            rf"{_OPENS}{POINTED}(?:, [^;:%]{{3,90}}?,)?"
            r"(?: (?:was|were|had been) (?:due|to|supposed|set|meant)[^,;:]{3,50}?,? but)?"
            rf" (?P<aux>(?:{AUX} )*)(?P<verb>{first})(?: (?P<far>{rest}))?(?![\w’'-])"
        ),
        forms=kept,
    )


def deeds_of(text: str, start: int) -> Iterator[Later]:
    """What a sentence, which starts at `start` of the article, says is done to measures."""
    yield from _active(text, start)
    yield from _passive(text, start)
    court = _COURT.search(text)
    if court is not None:
        words = Pointed.of(court, start)
        yield Later(deed=Deed.STRUCK, mood=Mood.DONE, words=words, start=0, end=court.end())
    back = _BACK.search(text)
    if back is not None:
        mood = Mood.DONE if back["past"] or back["now"] else Mood.COMING
        words = Pointed.of(back, start)
        yield Later(deed=Deed.RESUMED, mood=mood, words=words, start=back.start(), end=back.end())


def _active(text: str, start: int) -> Iterator[Later]:
    """Of "A court struck it down", "The government will put the levy off"."""
    verbs = _verbs()
    for found in verbs.active.finditer(text):
        if found["pronoun"] and found["pronoun"].lower() in {"this", "that"}:
            continue
        word = found["verb"].lower()
        whole = f"{word} {found['near'] or found['far'] or ''}".rstrip()
        told = verbs.forms.get(whole) or verbs.forms.get(word)
        if told is None or _NOT_ALL_OF_IT.match(text, found.end()):
            continue
        mood = mood_of(text[max(0, found.start() - _FAR) : found.start()], told[1])
        words = Pointed.of(found, start)
        yield Later(deed=told[0], mood=mood, words=words, start=found.start(), end=found.end())


def _passive(text: str, start: int) -> Iterator[Later]:
    """Of "It was put off", "The tariff has since lapsed"."""
    verbs = _verbs()
    for found in verbs.passive.finditer(text):
        word, aux = found["verb"].lower(), found["aux"].lower()
        whole = f"{word} {found['far'] or ''}".rstrip()
        at = found.start("subject")
        lead = text[max(0, at - _FAR) : at]
        if _ONCE.match(aux):
            continue
        told = verbs.forms.get(whole) or verbs.forms.get(word)
        told = told if IN_PASSIVE.search(aux) else None
        mood: Mood | None
        if told is not None and "participle" in told[1]:
            deed, mood = told[0], undergone(aux, lead)
        elif f"| {whole}" in verbs.forms:
            fate = expiring(whole, aux, lead)
            deed, mood = Deed.RUN_OUT, fate.mood if fate else None
        else:
            continue
        if mood is None or _NOT_ALL_OF_IT.match(text, found.end()):
            continue
        words = Pointed.of(found, start)
        yield Later(deed=deed, mood=mood, words=words, start=found.start(), end=found.end())
