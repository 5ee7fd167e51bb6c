"""Reads the change that an amount itself is: "up 5%", "850 fewer students", "tripled"."""

from __future__ import annotations

import re

from nlp.analysis import Change
from nlp.figures.amounts.finding import Amount
from nlp.figures.amounts.units import is_money
from nlp.figures.moves.kinds import moves
from nlp.figures.moves.multiples import base_before, compares, grown, measured_against, multiplied
from nlp.figures.words import bases, changes
from nlp.figures.words.periods import is_origin

_LOSS_OF = re.compile(r"\bloss(?:es)? of (?:\w+ ){0,3}$", re.I)  # of money: a level, no change
_RAISED = re.compile(
    r"\b(?:raised?|raises|raising)"
    r" (?:(?:about|around|roughly|some|nearly|almost|more than|over|just|only|at least|up to"
    r"|as much as|an estimated) )?$",
    re.I,
)
_VERB_LESS = re.compile(r" [a-z]+s (?:less|more|fewer)\b")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to be|set to|due to|going to|(?:wants?|plans?|hopes?|aims?"
    r"|intends?|expects?|proposes?) to)\b(?:[^.;:\n]|\.(?=\d))*$"
)
_VOTES = re.compile(r" to (?:about |just |almost )?[0-9.]+ ?(?:%|percent\b|per cent\b)")
_LOST = re.compile(r"\blos(?:es?|t|ing)(?: [a-z]+){0,2} $")
_MANY_VOTES = 25
_LEAD = re.compile(r"[ -](?:[a-z]+ )?(?:lead|margin|advantage|edge)\b")
_STARTS = rf"(?:(?:early|late|mid)[ -])?{bases.MONTH}(?: (?:19|20)\d\d)?|(?:19|20)\d\d|next year"
_BOUND = re.compile(r"(?:less|more|fewer) than $")
_GROWTH = re.compile(r" (?:[a-z]+ )?(?:growth|expansion|decline|contraction|gains?|losses)\b")
_THAN_SOME = re.compile(r"[^.;:,\n]{0,40} than\b")


def own_change(text: str, amount: Amount) -> Change | None:
    """The change that the amount itself is ("up 5%", "a 5% increase from 2023")."""
    if amount.moved or amount.vague or compares(amount):
        return measured_against(text, amount)
    multiple = grown(amount) or multiplied(text, amount.start)
    if multiple is not None:
        way, percent = multiple
        since = bases.base(text, amount.end) or base_before(text, amount.start)
        return Change(direction=way, amount=percent, unit="percentage", base=since)
    level = changes.moved_to(text, amount.start)
    reached = level and _GROWTH.match(text, amount.end)  # "slowed to 1.3% growth"
    way = "" if reached else _way_of(text, amount)
    if not way:
        if amount.unit and changes.unmoved(text, amount.start, amount.end):
            return Change(direction="unchanged")
        return Change(direction=level) if level else None
    if amount.upper is not None:  # "rose 2% to 3%": by how much is open
        return Change(direction=way, base=_base(text, amount))
    of_itself = amount.share and amount.unit is None  # "fell by a third"
    return Change(
        direction=way,
        amount=changes.as_percent(amount.value) if of_itself else abs(amount.value),
        unit="percentage" if of_itself else amount.unit_name or None,
        base=_base(text, amount),
    )


def _base(text: str, amount: Amount) -> str | None:
    """What the change is measured against; no time that it only begins: "will rise 2% from May"."""
    origin = is_origin(text, amount.start) and not _BOUND.search(
        text, max(0, amount.start - 12), amount.start
    )
    base = None if origin else bases.base(text, amount.end)
    if base is None or not _TO_COME.search(text, max(0, amount.start - 60), amount.start):
        return base
    begins = re.compile(rf"(?:[^.;\n]|\.(?=\d)){{0,60}}? from (?:the )?{re.escape(base)}\b")
    begun = begins.match(text, amount.end) and re.fullmatch(_STARTS, base)
    return None if begun else base


def _way_of(text: str, amount: Amount) -> str:
    """ "up" or "down" where the words around the amount make it a move."""
    near = max(0, amount.start - 24)
    counted = not moves(amount.unit_name)
    way = changes.moved_by(text, amount.start, signed=True, counted=counted)
    money = amount.share or (amount.unit is None and amount.scale is not None)
    money = money or (amount.unit is not None and amount.unit.kind == "money")
    money = money or text.startswith(" of ", amount.end)
    lost = amount.value >= _MANY_VOTES and _VOTES.match(text, amount.end)
    if lost and amount.unit_name == "percentage" and _LOST.search(text, near, amount.start):
        way = ""  # "lost 54 percent to 46 percent"
    if text.endswith("+", 0, amount.start) and _LEAD.match(text, amount.end):
        return ""  # "a +32 point lead"
    if money and _RAISED.search(text, near, amount.start):
        way = ""
    paid = _is_paid(amount.unit_name) or (amount.unit is None and amount.scale is not None)
    a_loss = paid and _LOSS_OF.search(text, near, amount.start)
    earns = amount.share and _VERB_LESS.match(text, amount.end)  # "one in five earns less"
    if not way and not a_loss and not earns:
        bare = not amount.unit_name and not amount.share
        plural = _are_many(amount)
        way = changes.named_change(text, amount.start, amount.end, bare=bare, plural=plural)
    return way or _more_or_fewer(text, amount)


def _are_many(amount: Amount) -> bool:
    """Whether things are counted in the plural: "46 people", not "a 300-seat"."""
    unit = amount.unit
    if unit is None or unit.kind != "count":
        return False
    return unit.name != unit.words.lower() or unit.name.endswith("people")


def _more_or_fewer(text: str, amount: Amount) -> str:
    """ "up" or "down" where so many more or fewer of what is counted are spoken of: "took in 850
    fewer students", "5,000 more cars than last year".
    """
    if amount.unit is None or amount.unit.kind != "count":
        return ""
    between = text[amount.number_end : amount.unit.start]
    if between == " fewer ":
        return "down"
    return "up" if between == " more " and _THAN_SOME.match(text, amount.end) else ""


def _is_paid(unit: str) -> bool:
    """Whether the unit is of money, whatever it is per: "a loss of 63 cents per share"."""
    name = unit.split(" per ")[0]
    return is_money(name) or name in {"cent", "penny"}
