"""Tells what becomes of a duty that stands: ended, held back or struck down, or not yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nlp.measure_rates import Rate
from nlp.tariff_words import tariff_words

_MOST_LEFT, _MOST_RIGHT, _NEAR = 110, 160, 30  # characters
_NOT = r"(?:not|never|n[’']t|cannot|hardly|barely|scarcely|almost|nearly|neither|nor)"
_LIGHT = r"(?: (?:yet|been|fully|entirely|so far|even|ever|formally|completely|[a-z]+ly))*"
_NO_OBJECT = (  # what the verb is done to is then no duty, or none that stands
    r"(?:to|of|from|by|at|on|over|about|for|with|in|against|under|after|before|between|that|which"
    r"|and|or|but|unless|if|when|until|than|up|down|out|off|how|what|whether|threats?|risks?"
    r"|prospect|fears?|talk|pause|suspension|exemptions?|truce|freeze|waivers?|reprieve"
    r"|moratorium|bans?|quotas?|dispute|row|war|plans?|proposals?|probe|investigation|planned"
    r"|proposed|threatened|looming|pending|possible|potential|upcoming|future|expected|mooted"
    r"|delayed|postponed|paused|suspended|frozen|shelved|further|additional|extra|another|new)\b"
)
_OBJECT = (
    r"(?: (?:all|most|some|both|half|part|many|much|any) of)?"
    rf"(?: (?!{_NO_OBJECT})[\w’'.-]+){{0,4}}?"
    r"(?: (?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax(?:es)?|surcharges?)(?: rates?)? of"
    r"(?: (?:up to|about|as much as))?)? $"
)
_OWNED = re.compile(r"\b(?:its|the|their|his|her|those|these|this)\b|[’']s |s[’'] ", re.I)
_TO_DO = re.compile(
    r"(?:\b(?:to|will|would|shall|could|may|might|must|should|can|not|do|does|did|let)|n[’']t)"
    r"(?: (?:also|now|soon|then|still|simply|each|both|all|[a-z]+ly))* $",
    re.I,
)
_COMING_TO = re.compile(
    r"(?:\b(?:will|shall)|[’']ll"
    r"|\b(?:plan|agree|decid|promis|pledg|vow|mov|order|due|going|is|are|about|prepar|intend|set"
    r"|(?:said|announced|confirmed) (?:[a-z]+day )?(?:that )?(?:it|they|he|she) would)(?:e?s|e?d"
    r"|ned|ing)?(?: to)?)(?: (?:also|now|soon|then|each|both|all|[a-z]+ly))* $",
    re.I,
)
_UNDONE_PAST = re.compile(
    rf"(?:\b|n[’']t\b)(?:{_NOT}){_LIGHT} $"
    r"|\b(?:if|unless|whether|suppos\w+|den(?:y|ies|ied)|would|could|might|(?-i:may)|should|must)\b"
    r"(?:(?! and )[^,;:.]){0,60}$",
    re.I,
)
_ON_CONDITION = re.compile(
    r"\b(?:if|unless|until|till|once|when|before|whether|as soon as|as long as|provided)\b"
    r"[^,;:.]{0,60}$",
    re.I,
)
_IF_SO = re.compile(r"^\W*(?:if|unless|should|once|when) [^,;:]{2,60}?, [^,;:]{2,40}?$", re.I)
_ALLOWED = re.compile(r"\b(?:allow|let|permit)\w*\b[^,;:]{0,80}$", re.I)
_DOING = re.compile(r"(?:\b(?:after|by|since|having)|,)(?: [a-z]+ly)? $", re.I)
_BY_ORDER = re.compile(
    r"\b(?:deals?|agreements?|pacts?|accords?|truce|orders?|decrees?|laws?|bills?|decisions?"
    r"|proclamations?|notices?|rules?|rulings?) $",
    re.I,
)
_IS_DOING = re.compile(
    r"\b(?:is|are|was|were|be|began|begun|begins?|start(?:s|ed)?)"
    r"(?: now| also| already| [a-z]+ly)? $",
    re.I,
)
_OF_PLANS = re.compile(
    r"\b(?:will|would|could|might|(?-i:may)|should|if|unless|plan|agree|promis|pledg|vow|threat"
    r"|decid|offer|propos|not|without)\w*\b[^;:.]{0,80}$",
    re.I,
)
_WISHED = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|wish\w*|bet(?:s|ting)?|predict\w*|doubt\w*|speculat\w*|assum\w*"
    r"|urg\w+|demand\w*|convinced|confident|rumou?rs?)\b[^,;:.]{0,70}$",
    re.I,
)
_AUX = (
    r"(?:is|are|was|were|has|have|had|will|would|could|may|might|must|should|shall|can|cannot"
    r"|(?:is|are|was|were|has|have|had|wo|would|could|must|should|ca)n[’']t|not|never|been|be"
    r"|being|to|yet|since|already|due|set|expected|likely|unlikely|now|soon|also|still|then"
    r"|later|once|finally|scheduled|poised|about|allowed|supposed|meant|itself|[a-z]+ly)"
)
_GAP = r"(?P<gap>(?:[^,;:.%()]|(?<=[A-Z])\.){0,150}?)"
_NEXT_CLAUSE = re.compile(
    r"\b(?:after|when|while|because|since|as|whose|and|but|before|until|if|unless|said|says)\b"
)
_NEGATED = re.compile(rf"\b{_NOT}\b|n[’']t\b|\bno\b|\bunlikely\b|\byet to\b", re.I)
_MAY = re.compile(r"\b(?:could|may|might|must|should|can|would)\b", re.I)
_WOULD = re.compile(r"\bwould (?:[a-z]+ly |also )?$")
_WILL = re.compile(
    r"\b(?:will|shall|to|due|set|expected|likely|being|about|scheduled|poised)\b", re.I
)
_MOVED = re.compile(
    r"(?:(?! and | but )[^,;:%]){0,80}? (?:to|from|by) (?:about |just |only )?"
    r"(?:zero|[0-9.]+ ?(?:%|percent|per cent))"
)
STAYED = re.compile(
    r"\b(?:stay(?:s|ed)|paus(?:es|ed)|suspend(?:s|ed)|froze|blocked|revers(?:es|ed)|set aside"
    r"|overturn(?:s|ed)|put on hold|appeal(?:s|ed)?(?: against)?) (?:[a-z]+ ){0,2}"
    r"(?:rulings?|decisions?|orders?|judge?ments?|injunctions?|verdicts?)\b"
)
"""A ruling that has been stayed has no effect."""
_ONLY_MEANT = re.compile(  # "the 17% duty it had threatened", "its 17% duty threat"
    r" (?:threats?|plans?|proposals?)\b|[^,;:.%]{0,40}? (?:(?:that|which) )?(?:it|he|she|they)"
    r" (?:had |has |have )?(?:threatened|planned|proposed|announced)\b"
)


class Deed(StrEnum):
    """What is done to a duty."""

    ENDED = "ends"
    HELD = "holds"
    STRUCK = "strikes"
    LOWERED = "lowers"
    RAISED = "raises"
    KEPT = "keeps"
    RUN_OUT = "runs_out"


class Mood(StrEnum):
    """Whether it is done, settled to be done, or neither: possible, wished for or denied."""

    DONE = "done"
    COMING = "coming"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What its own sentence says becomes of a duty."""

    deed: Deed
    mood: Mood

    @property
    def is_end(self) -> bool:
        """Whether the duty then ends."""
        return self.deed in {Deed.ENDED, Deed.RUN_OUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verbs:
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
def _verbs() -> _Verbs:
    forms: dict[str, tuple[Deed, frozenset[str]]] = {}
    particles: dict[str, tuple[str, ...]] = {}
    participles, endings = list[str](), list[str]()
    for kind, verbs in tariff_words().undoing.items():
        for verb in verbs:
            written, _, particle = verb.partition(" / ")
            base, third, past, *more, ing = written.split()
            tail = f" {particle}" if particle else ""
            for word, form in zip(
                (base, third, past, *more, ing),
                ("base", "third", "past", *("past" for _ in more), "ing"),
                strict=True,
            ):
                names = forms.get(word + tail, (Deed(kind), frozenset()))[1]
                if kind == Deed.RUN_OUT:
                    endings.append(word + tail)
                    forms.setdefault(f"| {word}{tail}", (Deed.RUN_OUT, frozenset({form})))
                    continue
                forms[word + tail] = Deed(kind), names | {form}
                if particle:
                    particles[word] = (*particles.get(word, ()), particle)
            if kind != Deed.RUN_OUT:
                participles.append((more[0] if more else past) + tail)
    plain = _any_of(word for word in forms if not word.startswith("| "))
    return _Verbs(
        done=re.compile(rf"\b(?P<verb>{plain}){_OBJECT}", re.I),
        split=re.compile(rf"\b(?P<verb>{_any_of(particles)}){_OBJECT}", re.I),
        passive=re.compile(
            rf"{_GAP} (?P<aux>(?:{_AUX} )+)(?P<verb>{_any_of(participles)})\b", re.I
        ),
        run_out=re.compile(rf"{_GAP} (?P<aux>(?:{_AUX} )*)(?P<verb>{_any_of(endings)})\b", re.I),
        forms=forms,
        particles=particles,
    )


def _any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))  # type: ignore[call-overload]


def fate_of(text: str, rate: Rate) -> Fate | None:
    """What the words around a rate say becomes of its duty, or None where they do not say."""
    behind = max(rate.end, rate.noun[1] if rate.noun else 0)
    if rate.before is not None or _ONLY_MEANT.match(text, behind):
        return None
    return _active(text, rate) or _passive(text, rate, behind)


def still_stands(text: str, rate: Rate) -> bool:
    """Whether the words only deny, allow or foresee that the duty comes to an end."""
    fate = fate_of(text, rate)
    return fate is not None and fate.mood is not Mood.DONE


def _active(text: str, rate: Rate) -> Fate | None:
    """Of "scrapped its 20% duty", "may put its duty of 20% on hold"."""
    first = min(rate.start, rate.noun[0]) if rate.noun and rate.value is None else rate.start
    lead = text[max(rate.near[0], first - _MOST_LEFT) : first]
    verbs = _verbs()
    found = verbs.done.search(lead)
    word = found["verb"].lower() if found else ""
    if found is None:
        found = verbs.split.search(lead)
        stem = found["verb"].lower() if found else ""
        behind = text[rate.end : min(rate.near[1], rate.end + _MOST_RIGHT)]
        word = next(
            (
                f"{stem} {one}"
                for one in verbs.particles.get(stem, ())
                if re.match(rf"[^,;:.%]*? {one}\b", behind)
            ),
            "",
        )
    if found is None or word not in verbs.forms:
        return None
    deed, names = verbs.forms[word]
    moved = deed in {Deed.LOWERED, Deed.RAISED}
    if rate.value is None and moved:
        return None
    if (deed in {Deed.KEPT, Deed.RAISED} or rate.value is None) and not _OWNED.search(found[0]):
        return None
    if (moved or deed is Deed.ENDED) and _MOVED.match(text, rate.end):
        return None
    if "ing" in names and _BY_ORDER.search(lead, 0, found.start()):
        return None  # whoever signed it did it, or will
    mood = _mood(lead[: found.start()], names)
    if deed is Deed.STRUCK and STAYED.search(lead, 0, found.start()):
        mood = Mood.OPEN
    if deed is Deed.ENDED and _WOULD.search(lead, 0, found.start()):
        mood = Mood.COMING
    return Fate(deed=deed, mood=mood)


def _mood(lead: str, names: frozenset[str]) -> Mood:
    """The mood of a verb of these forms behind `lead`."""
    to_do = _TO_DO.search(lead) is not None
    if "past" in names and not ("base" in names and to_do):
        return Mood.OPEN if _UNDONE_PAST.search(lead) else Mood.DONE
    if "third" in names:
        return Mood.OPEN if _ON_CONDITION.search(lead) or _IF_SO.search(lead) else Mood.DONE
    if "ing" in names:
        if _DOING.search(lead):
            return Mood.COMING if _OF_PLANS.search(lead) else Mood.DONE
        return Mood.COMING if _IS_DOING.search(lead) else Mood.OPEN
    coming = _COMING_TO.search(lead)
    undecided = coming is None or _NEGATED.search(lead[-_NEAR:]) or _WISHED.search(lead)
    return Mood.OPEN if undecided else Mood.COMING


def _passive(text: str, rate: Rate, behind: int) -> Fate | None:
    """Of "the 20% duty was scrapped", "could be suspended", "expires in June"."""
    verbs, end = _verbs(), min(rate.near[1], behind + _MOST_RIGHT)
    for pattern in (verbs.passive, verbs.run_out):
        found = pattern.match(text, behind, end)
        if found is None or _NEXT_CLAUSE.search(found["gap"]) or _MOVED.match(text, found.end()):
            continue
        word, aux = found["verb"].lower(), found["aux"].lower()
        lead = text[rate.near[0] : rate.start]
        if pattern is verbs.passive:
            deed = verbs.forms[word][0]
            if deed is Deed.KEPT:
                continue
            now = aux.split()[0] in {"is", "are"} and not _WILL.search(aux)
            open_ = _NEGATED.search(aux) or _MAY.search(aux) or aux.strip() == "be"
            if open_ or (now and _ON_CONDITION.search(lead)):
                return Fate(deed=deed, mood=Mood.OPEN)
            return Fate(deed=deed, mood=Mood.COMING if _WILL.search(aux) else Mood.DONE)
        if _ALLOWED.search(lead):
            continue
        form = next(iter(verbs.forms[f"| {word}"][1]))
        unsure = _MAY.search(aux) and not aux.startswith("would")
        if _NEGATED.search(aux) or unsure or _ON_CONDITION.search(lead):
            return Fate(deed=Deed.RUN_OUT, mood=Mood.OPEN)
        allowed = "allowed to" in aux and not re.search(r"\b(?:will|be) allowed", aux)
        done = allowed or (form == "past" and not (_WILL.search(aux) or _MAY.search(aux)))
        return Fate(deed=Deed.RUN_OUT, mood=Mood.DONE if done else Mood.COMING)
    return None
