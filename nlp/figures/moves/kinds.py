"""Says of a figure how it stands, whether it moved, and whether it is worth storing; no spaCy."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.analysis import Figure
from nlp.figures.amounts.units import is_money
from nlp.figures.words import changes

_SYMBOLS = {"about": "~", "up to": "<", "more than": ">", "less than": "<"}
_MOVING = frozenset({"percentage", "percentage point", "basis point", "point", "cent", ""})
_DUTIES = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?)\b", re.I)
_SHARES = frozenset({"percentage", "percentage point", "percent", "basis point"})
_TIMES = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "fortnight", "month", "quarter"}
    | {"year", "decade", "century", "o'clock", "date", "time", "age"}
    | {"year of age", "month of age", "pixel"}
)
_SPANS = frozenset({"day", "week", "month", "quarter", "year", "decade"})
_NO_CONCEPT = frozenset(
    {"rate", "rates", "higher rates", "lower rates", "talks", "%", "countries", "nations"}
)
_LETTER = re.compile(r"[^\W\d_]")
_RATES = re.compile(
    r"\b(?:inflation|unemployment|growth|rates?|margins?|yields?|shares?|turnout|approval|support"
    r"|probability|chance|prices?|gdp|economy)\b",
    re.I,
)


def change_symbol(figure: Figure) -> str:
    """The sign for how the number stands: "up", "down", "~", ">", "<" or "="."""
    text, start = figure.sentence.words, figure.excerpt.start - figure.sentence.start
    moved = changes.moved_by(text, start, signed=True, counted=not moves(figure.normalized_unit))
    if moved and figure.upper is None:
        return moved
    return _SYMBOLS.get(figure.bound, "=")


def moves(unit: str) -> bool:
    """Whether an amount in `unit` may be how much a price or a share moved."""
    name = unit.split(" per ")[0]
    return name in _MOVING or is_money(name)


def values(figure: Figure) -> tuple[Decimal, ...]:
    """One number, or two where the words give a range or a movement from one to the other."""
    moved_from = figure.change.came_from if figure.change else None
    if moved_from is not None and " to " in figure.excerpt.words:  # the excerpt holds both
        return (moved_from, figure.value)
    return (figure.value,) if figure.upper is None else (figure.value, figure.upper)


def answerable(figure: Figure) -> bool:
    """Whether the figure says enough to be stored and asked for: an amount of money, a share
    or a count of something that has a name.

    Not answerable are numbers without a digit ("dozens of countries"), durations, rates of
    duty (measures hold those), bare percentages of something that no rate or share is taken
    of ("talks: 10%"), and amounts that only tell how another figure changed.
    """
    concept = figure.concept or ""
    if figure.moves or not _LETTER.search(concept):
        return False
    if not (_in_digits(figure) or _grew(figure)):
        return False
    if _DUTIES.search(concept) or concept.lower() in _NO_CONCEPT:
        return False
    if figure.currency is not None:
        return True
    name = figure.normalized_unit.split(" per ")[0].lower()
    if name in _SHARES:
        return _is_share(figure)
    return name not in _TIMES if name else _grew(figure) or _moved_there(figure)


def came_bare(here: Figure, origin: Figure) -> bool:
    """Whether the level before is given without the unit of the level it became."""
    in_words = came_in_words(here, origin) or (_in_words(here) and _in_words(origin))
    return not origin.normalized_unit and (origin.value > 1 or in_words)


def in_one_unit(here: Figure, origin: Figure) -> bool:
    """Whether two levels are in one unit, or one leaves out what it is per, or whose
    money it is ("from 1.1 billion francs", of Swiss ones)."""
    unit, own = origin.normalized_unit, here.normalized_unit
    per = own.startswith(f"{unit or 0} per ") or unit.startswith(f"{own or 0} per ")
    return own == unit or per or leaves_out_whose(here, origin)


def leaves_out_whose(here: Figure, origin: Figure) -> bool:
    """Whether the second of two sums of money is in the same, called by its noun alone."""
    unit, whole = origin.normalized_unit, here.normalized_unit
    in_word = any(sign.isalpha() for sign in origin.unit)
    return bool(unit) and in_word and is_money(whole) and whole.endswith(f" {unit}")


def came_in_words(here: Figure, origin: Figure) -> bool:
    """Whether a percentage came from a share in words: "4 percent, down from one in ten"."""
    told = here.normalized_unit == "percentage" and not origin.normalized_unit
    return told and _in_words(origin)


def came_in_percent(here: Figure, origin: Figure) -> bool:
    """Whether a share in words came from a percentage: "a third of voters, down from 41%"."""
    return origin.normalized_unit == "percentage" and _in_words(here)


def _in_words(figure: Figure) -> bool:
    """Whether the figure is a part of a whole in words: "one in nine children"."""
    words = figure.excerpt.words.partition(" of ")[0]  # "half of the 650 people"
    so_many = " in " in words or words.endswith(" out")  # "one in 10"
    return 0 < figure.value < 1 and (so_many or not any(sign.isdigit() for sign in words))


def is_timed(figure: Figure) -> bool:
    """Whether the figure only tells how long: "in the first seven months"."""
    return figure.concept is None and figure.normalized_unit in _SPANS


def _in_digits(figure: Figure) -> bool:
    return any(sign.isdigit() for sign in figure.excerpt.words)


def _grew(figure: Figure) -> bool:
    """Whether words tell by how much of itself something changed: "doubled", "by a third"."""
    change = figure.change
    return change is not None and change.amount is not None and change.unit == "percentage"


def _moved_there(figure: Figure) -> bool:
    """Whether a bare number is a level that something moved to ("fell by 12 to 230")."""
    change = figure.change
    if change is None:
        return False
    by = change.amount is not None and change.amount != abs(figure.value)
    return by or change.came_from is not None


def _is_share(figure: Figure) -> bool:
    """Whether a percentage is a share of something, a rate with a name, or a change of one."""
    concept = figure.concept or ""
    behind = figure.sentence.words[figure.excerpt.end - figure.sentence.start :]
    if behind.startswith(" of ") or _RATES.search(concept):
        return True
    return figure.change is not None and _DUTIES.search(figure.sentence.words) is None
