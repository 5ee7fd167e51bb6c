"""Says which country a figure is told of beside its phrase: "In Peru", "highest in Peru (9%)"."""

from __future__ import annotations

import re

from nlp.countries import is_metonym
from nlp.figures.amounts.finding import Amount
from nlp.figures.subjects.setting import Setting

_FRONT = re.compile(r"(?:^|[,;] |\b(?:and|but|while|whereas) )(?:In|in) (?:the )?$")
_PUT_IN = re.compile(r"(?:[,;]|\b(?:and|but|while|whereas)) in (?:the )?$")
_AT_ONCE = re.compile(r" (?:it (?:is|was) |by )?(?:about |around |nearly |almost |only |just )?")
_LISTED = r",?(?: (?:and|but|against|compared with|to))? (?:about |around |nearly |almost |just )?"
_AFTER_LAND = re.compile(
    rf"[0-9][^.;:]{{0,24}} in (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,2}}{_LISTED}$"
)
_MORE_BEHIND = re.compile(rf"{_LISTED}[$€£]?[0-9][^;:]{{0,24}}? in (?:the )?[A-Z]")
_OF_WHOSE = re.compile(r" of (?:the |all )?(?=[A-Z])")
_IN_LAND = re.compile(r"(?: higher| lower)?,? in (?:the )?(?=[A-Z])")
_IN_BRACKETS = re.compile(r" \((?:up |down |[+-])?$")
_OF_LANDS = re.compile(
    r"\b(?:unemployment|jobless|joblessness|inflation|rents?|prices?|wages?"
    r"|GDP|gross domestic product|(?:economic )?growth|fertility|retail sales|crime|murders?"
    r"|(?:birth|death|murder|tax|interest|poverty) rates?|income per head|births?|mortality"
    r"|life expectancy|populations?|turnout|temperatures?|poverty|literacy)\b",
    re.I,
)  # which are a land's where it stands behind, and no firm's
_NEAR = 48
_NAME_ON = re.compile(r" [A-Z][a-z]")


def fronted(since: int, amount: Amount, setting: Setting) -> str | None:
    """The country that opens the amount's clause: "In Germany they halved"; `since` is where
    the sentence, or the amount before, ends or begins.
    """
    text = setting.tokens.text
    named = setting.countries(since, amount.start)
    lead = text[since : named[0].start] if len({one.country for one in named}) == 1 else ""
    if not (lead and _FRONT.search(lead)) or is_metonym(text[named[0].start : named[0].end]):
        return None  # what wheat costs "in Paris" is not France's
    return named[0].country


def put_in(amount: Amount, setting: Setting) -> str | None:
    """The country right before the amount, in a clause of its own: "97% in Norway, and in Germany
    18%".
    """
    text, since = setting.tokens.text, max(0, amount.start - _NEAR)
    near = setting.countries(since, amount.start)
    if not near or not near[-1].plain or not _AT_ONCE.fullmatch(text, near[-1].end, amount.start):
        return None
    return near[-1].country if _PUT_IN.search(text, since, near[-1].start) else None


def listed_in(amount: Amount, subject: str | None, since: int, setting: Setting) -> str | None:
    """The country that one of several like amounts is told of: "39 cents in Germany and 26 cents
    in France". What is a firm’s, or another country’s, is not of where it is.
    """
    text = setting.tokens.text
    before = _AFTER_LAND.search(text, max(0, amount.start - _NEAR), amount.start)
    told = setting.countries(before.start(), amount.start) if before else []
    rate = amount.unit is not None and amount.unit.kind in {"percent", "money"}
    open_still = subject is None and rate and not setting.owners.within(since, amount.start)
    if not open_still and subject not in {one.country for one in told}:
        return None
    behind = _IN_LAND.match(text, amount.end)
    near = setting.countries(behind.end(), behind.end() + 1) if behind else []
    if not near or not near[0].plain or _NAME_ON.match(text, near[0].end):
        return None
    return near[0].country if before or _MORE_BEHIND.match(text, near[0].end) else None


def of_whose(amount: Amount, setting: Setting) -> str | None:
    """The country whose total a share is of: "14% of India’s total"."""
    of = _OF_WHOSE.match(setting.tokens.text, amount.end)
    near = setting.countries(of.end(), of.end() + 1) if of else []
    return near[0].country if near and near[0].plain else None  # "its" may be a firm's


def in_land(amount: Amount, concept: str | None, since: int, setting: Setting) -> str | None:
    """The country that the amount is told of "in": "unemployment is 12% in Spain", "highest in
    Spain (10%)".
    """
    text = setting.tokens.text
    if bracket := _IN_BRACKETS.search(text, max(0, amount.start - 8), amount.start):
        near = setting.countries(since, bracket.start())
        beside = near and near[-1].end == bracket.start() and near[-1].plain
        return near[-1].country if beside else None
    behind = _IN_LAND.match(text, amount.end)
    if behind is None or concept is None or not _OF_LANDS.search(concept):
        return None
    near = setting.countries(behind.end(), behind.end() + 1)
    told = setting.owners.within(since, amount.start)  # whose they may be
    named = near and near[0].plain and not told and not _NAME_ON.match(text, near[0].end)
    return near[0].country if named else None
