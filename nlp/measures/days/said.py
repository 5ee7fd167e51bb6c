"""Tells the day on which a measure was announced from the day on which it starts."""

from __future__ import annotations

import re

from nlp.analysis import Measure, MeasureStatus

_WROTE = r"(?:wrote|posted|warned|insisted)"
_TOLD = re.compile(
    r"\b(?:agreed|announc\w+|sign\w*|unveil\w*|threaten\w*|said|proclaim\w*|order\w*|decided|ruled"
    r"|promised|pledged|vowed"
    r"|put (?:his|her|its|their) (?:name|signature)|(?:was|were) told|told|confirm\w*"
    r"|proposed|publish\w*|gazetted|issued|released|circulated|(?:decree|order|notice) dated"
    rf"|{_WROTE}(?: on (?:social media|[A-Z]\w+))?(?= (?:(?:late |early )?on )?$)"
    r"|(?:reached|struck|clinched|sealed|initialled|concluded)(?! (?:back|down)\b))\b"
    r"(?!.*day that )(?!.*\b(?:was|were|took|rose|fell|went|will|would|effective|starting"
    r"|beginning)\b)",
    re.I,
)
_NOT_OF_IT = re.compile(
    r"reached|struck|clinched|sealed|initialled|concluded|ruled|said|told|confirm\w*|agreed"
    rf"|sign\w*|order|{_WROTE}.*",
    re.I,
)
_A_DEAL = re.compile(  # "announced an agreement on Thursday that leaves the duty in place"
    r"\b(?:announc\w+|unveil\w*|sign\w*) an? (?:[a-z]+ ){0,3}(?:deal|agreement|accord|pact)\b"
)
_THEN_TOLD = re.compile(  # "on Monday announced a 28% duty": it need not begin then
    r"(?:,? [^,;:%]{2,40}?)? (?:also |first |had |has )?(?:announced|unveiled|proclaimed|gazetted"
    r"|threatened|declared|proposed|published|approved|passed|notified)\b"
    r"|,? (?:said|signed an? \w+|ordered|decided|vowed|pledged)\b[^,;%]*? (?:to|would|will|that)\b"
)
_REPORTED = re.compile(r"told|confirm\w*", re.I)
_OF_A_PACT = re.compile(r"\b(?:pact|deal|accord|agreement|treaty|law|act)s? (?:was |were )?$", re.I)
_OPENS = re.compile(r"\W*(?:(?:Late |Early )?[Oo]n |In )?")
_TO_BE_TOLD = re.compile(r"\b(?:to|will|would|could|may|might|should) (?:[a-z]+ly )?$")
_STARTED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_PLANNED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_REACH = 80


def announces(measure: Measure, clause: str, start: int, end: int) -> bool | None:
    """Whether the date from `start` to `end` is, by words before or behind it, the day of an
    announcement; False where they tell of another's words, None where there are none.
    """
    then = _THEN_TOLD.match(clause, end) if measure.status in _PLANNED else None
    opens = _OPENS.fullmatch(clause, 0, start) is not None
    if then and (opens or not then[0].startswith(",")):  # "rise on Nov. 1, Seoul announced"
        return True
    told = _TOLD.search(clause[max(0, start - _REACH) : start])
    if told is None or clause.endswith("by ", 0, start):  # "if nothing is agreed by Feb. 28"
        return None
    place = max(0, start - _REACH) + told.start()
    old = _YEAR.fullmatch(clause, start, end)
    if old and _OF_A_PACT.search(clause, 0, place):  # "under a pact signed in 2024"
        return False
    if _TO_BE_TOLD.search(clause, 0, max(0, start - _REACH) + told.start()):
        return False
    if measure.status is MeasureStatus.EXPIRED and _REPORTED.fullmatch(told[0]):
        return None
    # what somebody says of a tariff that is charged, or signs to keep it, announces nothing
    of_deal = _A_DEAL.search(clause, 0, start) is not None
    return not (measure.status in _STARTED and (of_deal or _NOT_OF_IT.fullmatch(told[0])))
