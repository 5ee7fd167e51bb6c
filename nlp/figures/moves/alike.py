"""Brings a change and a level before into the unit of the level that they belong to."""

from __future__ import annotations

from dataclasses import replace

from nlp.analysis import Figure
from nlp.figures.moves.kinds import leaves_out_whose

_IN_ANY = frozenset(
    {
        "percentage",
        "percentage point",
        "basis point",
        "point",
        "degree",
        "cent",
        "penny",
        "multiple",
    }
)
_IN_POINTS = frozenset({"", "percentage", "percent"})


def moving(change: Figure, level: Figure) -> Figure:
    """The figure that moved a level, in the unit of the level where it has none ("$9, 2 more")."""
    if not change.normalized_unit and change.change and not change.change.unit:
        unit = level.normalized_unit
        change = replace(
            change,
            unit=level.unit,
            normalized_unit=unit,
            currency=level.currency,
            change=replace(change.change, unit=unit or None),
        )
    return replace(change, concept=level.concept, moves=True)


def may_move(level: Figure, change: Figure) -> bool:
    """Whether a level in its unit can move by so much: by points only what is in points or
    percent, and nothing that is counted.
    """
    if change.currency and not level.currency and level.normalized_unit not in _IN_POINTS:
        return False  # "60 jobs are at risk, after it lost £4m"
    unit, own = (each.normalized_unit.split(" per ")[0] for each in (change, level))
    if unit and own and change.unit and not (change.currency or unit in _IN_ANY or unit == own):
        return False  # "with 149 people on board, came down 3 km"
    if not change.normalized_unit.endswith("point"):
        return True
    return level.normalized_unit in _IN_POINTS or level.normalized_unit.endswith("point")


def like(origin: Figure, level: Figure) -> Figure:
    """The level before, in the unit and of the matter of the level it became ("1.1 billion
    kronor, up from 0.7 billion")."""
    if not origin.normalized_unit or leaves_out_whose(
        level, origin
    ):  # "1.1 billion kronor, up from 0.7 billion"
        origin = replace(
            origin,
            unit=level.unit,
            normalized_unit=level.normalized_unit,
            currency=level.currency,
        )
    return replace(
        origin,
        concept=level.concept,
        subject=level.subject or origin.subject,
        counterpart=level.counterpart,
    )
