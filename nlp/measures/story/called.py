"""Tells whether words of a later sentence ("The EV surtax", "The cuts") call a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.analysis import Measure, MeasureKind, MeasureStatus

_EVEN = {"duties": "duty", "levies": "levy", "taxes": "tax", "surtaxes": "surtax"}
_KINDS = {
    "ban": {MeasureKind.IMPORT_BAN, MeasureKind.EXPORT_CONTROL},
    "embargo": {MeasureKind.IMPORT_BAN, MeasureKind.EXPORT_CONTROL},
    "fee": {MeasureKind.FEE},
    "sanction": {MeasureKind.SANCTION},
}
_DUTIES = frozenset({"tariff", "duty", "levy", "surcharge", "surtax"})
_CHARGES = frozenset({MeasureKind.TARIFF, MeasureKind.RETALIATION, MeasureKind.DEAL})
_SORTS = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "both",
        "new",
        "latest",
        "additional",
        "extra",
        "punitive",
        "retaliatory",
        "import",
        "export",
    }
    | {"higher", "increased", "planned", "threatened", "proposed", "blanket", "customs", "own"}
    | {"anti-dumping", "countervailing", "reciprocal", "same", "sweeping", "steep", "two", "three"}
    | {"first", "second", "other", "initial", "current", "existing", "provisional", "baseline"}
)
_ANY_NAME = frozenset(
    {"measure", "move", "step", "change", "rate", "decree", "order", "rule", "regulation", "charge"}
    | {"law", "decision", "repeal", "removal", "arrangement", "scheme", "plan"}
)
_UP, _DOWN = ("raised", "doubled", "tripled", "quadrupled"), ("reduced", "halved")
_MOVES = {"cut": _DOWN, "increase": _UP, "hike": _UP}
_HELD_BACK = frozenset(
    {"suspension", "pause", "truce", "reprieve", "extension", "exemption", "waiver"}
)


def is_called(measure: Measure, noun: str, words: str) -> bool:
    """Whether a measure is called so by its own words, or its goods stand beside a duty's name:
    "The levy", "The EV surtax".
    """
    noun, on = _even(noun), _goods_in(words)
    if on and noun in _DUTIES and measure.kind in _CHARGES:
        return _is_on(measure, on)
    if noun in _HELD_BACK:
        return measure.status is MeasureStatus.PAUSED
    if noun in _ANY_NAME:
        return True
    if noun in _KINDS:
        return measure.kind in _KINDS[noun]
    if noun in _MOVES:
        return measure.direction in _MOVES[noun]
    said = {_even(word) for word in re.findall(r"[a-z]+", measure.sentence.words.lower())}
    unnamed = measure.rate is not None and not said & _DUTIES
    return noun in said or (unnamed and noun in _DUTIES)  # "lentils would face an extra 30%"


def are_duties(measures: Sequence[Measure], noun: str, words: str) -> bool:
    """Whether all are duties that any other name for one may take up: "The duty", of a tariff."""
    if _even(noun) not in _DUTIES or _goods_in(words):
        return False
    return all(one.kind in _CHARGES for one in measures)


def _even(noun: str) -> str:
    return _EVEN.get(noun, noun.removesuffix("s") if noun.endswith("s") else noun)


def _goods_in(words: str) -> set[str]:
    """The goods in "the steel" duty or "The EV" surtax, as far as they are told."""
    found = re.findall(r"\b(?:[a-z][a-z-]+|[A-Z]{2,4}(?<!EU)(?<!US)(?<!UK))\b", words)
    return {word.lower().removesuffix("s") for word in found} - _SORTS


def _is_on(measure: Measure, goods: set[str]) -> bool:
    """Whether a measure is on these goods, or on those whose initials they are."""
    words = re.findall(r"[a-z]+", (measure.goods or "").lower())
    initials = "".join(word[0] for word in words if word not in {"and", "of", "the"})
    return bool(goods & ({word.removesuffix("s") for word in words} | {initials}))
