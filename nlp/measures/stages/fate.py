"""Tells what becomes of a duty that stands: ended, held back or struck down, or not yet."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from nlp.measures.rates.clauses import AGAIN
from nlp.measures.rates.finding import Rate
from nlp.measures.stages.named_deeds import PAUSED, named_deed
from nlp.measures.stages.undoing import Deed, Fate, Mood, undoing

_MOST_LEFT, _MOST_RIGHT, _NEAR = 110, 160, 30  # characters
_NOT = r"(?:not|never|n[’']t|cannot|hardly|barely|scarcely|almost|nearly|neither|nor)"
_LIGHT = r"(?: (?:yet|been|fully|entirely|so far|even|ever|formally|completely|[a-z]+ly))*"
_OWNED = re.compile(r"\b(?:its|the|their|his|her|those|these|this)\b|[’']s |s[’'] ", re.I)
_COMING_TO = re.compile(
    r"(?:\b(?:will|shall)|[’']ll"
    r"|\b(?:(?:plan|agree|decid|vot|promis|pledg|vow|mov|order|due|going|is|are|about|prepar"
    r"|intend|set)(?:e?s|e?d|ned|ing)?(?: (?:on|late on|early on) \w+| this week| last week)? to"
    r"|vot(?:es?|ed|ing) (?:by|on|in|unanimously|overwhelmingly)\b[^,;:.%]{2,50}? to"
    r"|(?:said|announced|confirmed|promised) (?:(?:on )?[a-z]+day |last week |this week )?"
    r"(?:that )?(?:it|they|he|she) would"
    r"|(?:announced|confirmed|promised) (?:on [a-z]+ )?that (?:the )?[\w.]+ would))"
    r"(?: (?:also|now|soon|then|each|both|all|in (?:turn|return|exchange)|[a-z]+ly))* $",
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
_UNDER_A_PACT = re.compile(  # "Under a deal signed on Sunday, India drops its duty"
    r"\b[Uu]nder (?:it|its terms)\b[^;:]*$"
    r"|\b(?:[Uu]nder|[Aa]s part of|[Ii]n) (?:an?|the|that|this|its|their) (?:[\w-]+ ){0,2}?"
    r"(?:pact|deal|accord|agreement|treaty|plan|bill|draft)\b[^;:]*$"
    r"|\b(?:pact|deal|accord|agreement|treaty|protocol|memorandum|bill|draft)"
    r"(?: (?:with|on|between|in|to) [^,;:.%]{2,40}?)? (?:that|which) $"
)
_PROLONGED = ("exten", "renew", "prolong")
_TO_OTHERS = re.compile(
    r"(?:[^,;:.%]{0,60}?(?:dut|tarif|lev|tax)[^,;:.%]{0,60}?)? to (?!(?:the )?(?:end|[0-9]|Jan|Feb"
    r"|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|protect|help|keep|shield|give|allow|prevent"
    r"|counter|match|avoid|raise)\b)"
)
_PROVIDED = re.compile(r"[^;:]{0,90}? (?:if|unless|provided|in case) ")
_IF_SO = re.compile(r"^\W*(?:if|unless|should|once|when) [^,;:]{2,60}?, [^,;:]{2,40}?$", re.I)
_ALLOWED = re.compile(r"\b(?:allow|let|permit)\w*\b[^,;:]{0,80}$", re.I)
_NOT_ANSWERED = re.compile(  # "promised not to retaliate against Peru's 20% duty"
    r"\b(?:not|never|n[’']t)(?: \w+){0,2} (?:retaliate (?:for|against)|respond to|answer|match"
    r"|challenge|contest|counter) (?:[\w.’'-]+ ){0,3}?(?:[A-Z][\w.]*(?:’s|'s)|the|those)"
    r"(?: (?!threat|plan|propos|loom)[\w-]+){0,2} $"
)
_TO_BE_ALLOWED = re.compile(r"\b(?:will|be) allowed")
_HAVING = re.compile(r"\b(?:has|have|had|having)(?: (?:also|now|since|[a-z]+ly))? $")
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
_NEXT_CLAUSE = re.compile(
    r"\b(?:after|when|while|because|since(?! (?:[A-Z0-9]|early|late|mid|last|then\b))|as|whose|and"
    r"|but|before|until|if|unless|said|says)\b"
)
_NEGATED = re.compile(rf"\b{_NOT}\b|n[’']t\b|\bno\b|\bunlikely\b|\byet to\b", re.I)
IN_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\b|\b(?:is|are|was|were)n[’']t\b", re.I
)
_MAY = re.compile(r"\b(?:could|may|might|must|should|can|would)\b", re.I)
_WOULD = re.compile(r"\bwould (?:[a-z]+ly |also )?$")
_WILL = re.compile(
    r"\b(?:will|shall|to|due|set|expected|likely|being|about|scheduled|poised)\b", re.I
)
_MOVED = re.compile(
    r"(?:(?! and | but | if | unless | when | while | after )[^,;:%]){0,80}?"
    r" (?:to|from|by) (?:about |just |only )?(?:zero|[0-9.]+ ?(?:%|percent|per cent))"
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


def fate_of(text: str, rate: Rate) -> Fate | None:
    """What the words around a rate say becomes of its duty, or None where they do not say."""
    behind = max(rate.end, rate.noun[1] if rate.noun else 0)
    if rate.before is not None or _ONLY_MEANT.match(text, behind):
        return None
    return _active(text, rate) or _passive(text, rate, behind) or named_deed(text, rate)


def lifted(rate: Rate, fate: Fate | None) -> Rate:
    """The rate of nothing that a duty will have which somebody will lift, with its own before;
    where it is only said that it moves, none with its own before.
    """
    if fate is not None and fate.moves and rate.value is not None and rate.most is None:
        return replace(rate, value=None, before=rate.value)
    if fate is None or not fate.lifts or rate.put:
        return rate
    before = rate.value if rate.most is None else None
    return replace(rate, value=Decimal(0), before=before, most=None)


def still_stands(text: str, rate: Rate) -> bool:
    """Whether the words only deny, allow or foresee that the duty comes to an end."""
    fate = fate_of(text, rate)
    if fate is None:
        lead = text[max(rate.near[0], rate.start - _MOST_LEFT) : rate.start]
        return _NOT_ANSWERED.search(lead) is not None
    return fate.mood is not Mood.DONE


def _active(text: str, rate: Rate) -> Fate | None:
    """Of "scrapped its 20% duty", "may put its duty of 20% on hold"."""
    first = min(rate.start, rate.noun[0]) if rate.noun and rate.value is None else rate.start
    lead = text[max(rate.near[0], first - _MOST_LEFT) : first]
    found, word = _verb_of(lead, text[rate.end : min(rate.near[1], rate.end + _MOST_RIGHT)])
    others = word.startswith(_PROLONGED) and _TO_OTHERS.match(text, rate.end, rate.near[1])
    if found is None or word not in undoing().forms or others:
        return None  # "extend a 20% duty on shoes to boots"
    deed, names = undoing().forms[word]
    moved = deed in {Deed.LOWERED, Deed.RAISED}
    owned = _OWNED.search(found[0]) is not None
    if moved or deed is Deed.ENDED:
        unlike = _MOVED.match(text, rate.end, rate.sentence[1]) or (moved and rate.value is None)
        if unlike:  # "lifted its 20% duty to 25%"
            return None
    if not owned and _is_new(word, deed, rate):
        return None
    if "ing" in names and _BY_ORDER.search(lead, 0, found.start()):
        return None  # whoever signed it did it, or will
    if names == {"participle"} and _HAVING.search(lead, 0, found.start()) is None:
        return None  # "For frozen fillets the rate is 8%"
    mood = mood_of(lead[: found.start()], names)
    if deed is Deed.STRUCK and STAYED.search(lead, 0, found.start()):
        mood = Mood.OPEN
    coming = mood is Mood.COMING
    would = deed is Deed.ENDED and not coming and _WOULD.search(lead, 0, found.start())
    if would or (coming and _PROVIDED.match(text, rate.end, rate.near[1])):
        mood = Mood.FORESEEN
    vague = mood is Mood.OPEN and rate.value is None and not owned
    return None if vague else Fate(deed=deed, mood=mood)


def _is_new(word: str, deed: Deed, rate: Rate) -> bool:
    """Whether "a duty" that somebody raises or keeps may be none that stands: one can only
    prolong what does.
    """
    kept = deed is Deed.KEPT and not (rate.value and word.startswith(_PROLONGED))
    return kept or deed is Deed.RAISED


def _verb_of(lead: str, behind: str) -> tuple[re.Match[str] | None, str]:
    """The verb before a duty, with what stands behind the duty of "put its duty on hold"."""
    verbs = undoing()
    found = verbs.done.search(lead)
    if found is not None:
        return found, found["verb"].lower()
    found = verbs.split.search(lead)
    stem = found["verb"].lower() if found else ""
    parted = (one for one in verbs.particles.get(stem, ()) if f" {one}" in behind)
    particle = next((one for one in parted if re.match(rf"[^,;:.%]*? {one}\b", behind)), "")
    return found, f"{stem} {particle}"


def mood_of(lead: str, names: frozenset[str]) -> Mood:
    """The mood of a verb of these forms behind `lead`."""
    if names & {"past", "participle"}:
        return Mood.OPEN if _UNDONE_PAST.search(lead) else Mood.DONE
    if "third" in names and _UNDER_A_PACT.search(lead):
        return Mood.COMING
    if "third" in names:
        return Mood.OPEN if _ON_CONDITION.search(lead) or _IF_SO.search(lead) else Mood.DONE
    if "ing" in names:
        if _DOING.search(lead):
            return Mood.COMING if _OF_PLANS.search(lead) else Mood.DONE
        return Mood.COMING if _IS_DOING.search(lead) else Mood.OPEN
    coming = _COMING_TO.search(lead)
    undecided = coming is None or _NEGATED.search(lead[-_NEAR:])
    return Mood.OPEN if undecided else Mood.COMING


def _passive(text: str, rate: Rate, behind: int) -> Fate | None:
    """Of "the 20% duty was scrapped", "could be suspended", "expires in June"."""
    end, lead = min(rate.near[1], behind + _MOST_RIGHT), text[rate.near[0] : rate.start]
    if PAUSED.search(lead):
        return None  # "the pause on its 20% duty was extended"
    for pattern, mood_of in ((undoing().passive, _undergone), (undoing().run_out, expiring)):
        found = pattern.match(text, behind, end)
        if pattern is undoing().passive and found and not IN_PASSIVE.search(found["aux"]):
            continue  # "the duty has cut trade"
        if (
            found is None
            or _NEXT_CLAUSE.search(found["gap"])
            or _MOVED.match(text, found.end(), rate.sentence[1])
        ):
            continue
        if AGAIN.search(lead) and " that " in f"{found['gap']} ":
            continue  # "reinstated a 10% duty that a court had set aside"
        fate = mood_of(found["verb"].lower(), found["aux"].lower(), lead)
        if fate is not None:
            return fate
    return None


def _undergone(word: str, aux: str, lead: str) -> Fate:
    """What a passive with these auxiliaries tells."""
    return Fate(deed=undoing().forms[word][0], mood=undergone(aux, lead))


def undergone(aux: str, lead: str) -> Mood:
    """The mood of a passive with these auxiliaries, behind `lead`."""
    now = aux.split()[0] in {"is", "are"} and not _WILL.search(aux)
    unsure = _NEGATED.search(aux) or _MAY.search(aux) or aux.strip() == "be"
    if unsure or (now and _ON_CONDITION.search(lead)):
        return Mood.OPEN
    return Mood.COMING if _WILL.search(aux) else Mood.DONE


def expiring(word: str, aux: str, lead: str) -> Fate | None:
    """What a verb of expiry with these auxiliaries tells."""
    if _ALLOWED.search(lead):
        return None
    unsure = _MAY.search(aux) and not aux.startswith("would")
    if _NEGATED.search(aux) or unsure or _ON_CONDITION.search(lead):
        return Fate(deed=Deed.RUN_OUT, mood=Mood.OPEN)
    over = "past" in undoing().forms[f"| {word}"][1]
    over = over and not (_WILL.search(aux) or _MAY.search(aux))
    over = over or ("allowed to" in aux and not _TO_BE_ALLOWED.search(aux))
    return Fate(deed=Deed.RUN_OUT, mood=Mood.DONE if over else Mood.COMING)
