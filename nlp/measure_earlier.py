"""Tells a rate from the one before it in the same words: "a 12% duty, up from 4%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlp.amounts import Amount

_UP_FROM = re.compile(
    r"(?:^,? from|(?:^|[, ])(?:instead of|rather than|(?:up|down) from)) (?:just |only )?$"
)
_ONCE = re.compile(
    r"\b(?:was|were|stood|had been|had stood|paid|faced|charged|once|previously|formerly|earlier"
    r"|initially|originally)(?: (?:at|an?|still|about|only|as high as|up to|[0-9.]+)){0,3} $",
    re.I,
)
_NOW_SINCE = re.compile(
    r"(?:[^.;]|(?<=[A-Z])\.){0,80}?(?:[,;:–—(]|\band|\bbut)"
    r" (?:(?:and|but|it|they|is|are|has|have) ){0,3}(?:now|currently|today|at present)\b"
    r"(?: (?:it|they|is|are|stands?|pays?|faces?|at|an?|only|just|is at|no more than)){0,4} $",
    re.I,
)
_RANGE = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|span(?:s|ned|ning)?|runn?(?:s|ing)?)"
    r"(?: \w+){0,2} from (?:about |just |only |as low as )?$",
    re.I,
)
_REACH = 60


def with_earlier(text: str, kept: Sequence[Amount]) -> tuple[list[Amount], dict[int, Decimal]]:
    """The rates that are stated, and by where one starts the rate before it: of "a 12% duty,
    up from 4%" the second is no rate of its own, of "was 50% at first, now 20%" the first.
    """
    stated, earlier = list[Amount](), dict[int, Decimal]()
    for amount in kept:
        if stated and _UP_FROM.search(text[stated[-1].end : amount.start]):
            earlier[stated[-1].start] = amount.value
        elif stated and _was_before(text, stated[-1], amount):
            earlier[amount.start] = stated.pop().value
            stated.append(amount)
        else:
            stated.append(amount)
    return stated, earlier


def _was_before(text: str, before: Amount, amount: Amount) -> bool:
    """Whether the words put `before` into the past and `amount` beside it into the present."""
    if _NOW_SINCE.fullmatch(text, before.end, amount.start) is None:
        return False
    return _ONCE.search(text, max(0, before.start - _REACH), before.start) is not None


def highest(text: str, amount: Amount) -> Decimal | None:
    """The upper end of a range ("10 to 25 percent", "ranging from 10% to 41%"), else None."""
    if amount.upper is None or (amount.moved and not _is_range(text, amount)):
        return None
    return amount.upper if amount.upper > amount.value else None


def _is_range(text: str, amount: Amount) -> bool:
    return _RANGE.search(text, max(0, amount.start - _REACH), amount.start) is not None
