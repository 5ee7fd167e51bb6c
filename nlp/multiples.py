"""Finds what became a multiple or a part of itself, in words: doubled, halved, fivefold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nlp import changes
from nlp.amounts import Amount, Tokens
from nlp.number_words import SMALL, TENS
from nlp.units import MULTIPLE, Unit

_STEMS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_VERB = re.compile(
    rf"\b(?:(?P<stem>{'|'.join(_STEMS)})|(?P<half>halv))(?:e|es|ed|ing)\b"
    r"(?! (?:down|up|as|back|standards?)\b)",
    re.I,
)
_FOLD = re.compile(rf"\b(?P<times>{'|'.join([*SMALL, *TENS])}|[0-9]{{1,3}})-?fold\b", re.I)
_REACH = 60


def has_multiple(text: str) -> bool:
    """Whether `text` may hold a multiple in words: a cheap look before the work."""
    return _VERB.search(text) is not None or _FOLD.search(text) is not None


def find_multiples(tokens: Tokens, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """The multiples that no level follows ("doubled to $3" tells of the $3), in text order."""
    text = tokens.text
    levels = [amount.start for amount in amounts if changes.multiplied(text, amount.start)]
    found = sorted([*_verbs(tokens), *_folds(text)], key=lambda one: one.start)
    return tuple(
        one for one in found if not any(0 < level - one.start < _REACH for level in levels)
    )


def shared_out(text: str, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts, with "nine in ten firms" as the one share that it is."""
    held: Amount | None = None
    for amount in amounts:
        if held is not None and _is_share(text, held, amount):
            value = held.value / amount.value
            yield replace(amount, start=held.start, number_start=held.number_start, value=value)
            held = None
            continue
        if held is not None:
            yield held
        held = amount
    if held is not None:
        yield held


def _is_share(text: str, part: Amount, whole: Amount) -> bool:
    if part.unit is not None or part.upper is not None or whole.upper is not None:
        return False
    if whole.unit is None or whole.unit.kind != "count" or not 0 < part.value < whole.value <= 100:
        return False
    return text[part.end : whole.start] in {" in ", " out of ", " in every ", " out of every "}


def grown(amount: Amount) -> tuple[str, Decimal] | None:
    """Direction and percent of the change that a multiple is; None for other amounts."""
    if amount.unit is None or amount.unit.name != MULTIPLE or amount.unit.words == "times":
        return None
    return ("up" if amount.value > 1 else "down"), changes.as_percent(amount.value - 1)


def _verbs(tokens: Tokens) -> Iterator[Amount]:
    for match in _VERB.finditer(tokens.text):
        token = tokens.at(match.start())
        if token is None or token.pos_ not in ("VERB", "AUX") or token.idx != match.start():
            continue
        stem = (match.group("stem") or "").lower()
        yield _multiple(tokens.text, match, Decimal(_STEMS[stem]) if stem else Decimal("0.5"))


def _folds(text: str) -> Iterator[Amount]:
    for match in _FOLD.finditer(text):
        word = match.group("times").lower()
        times = int(word) if word.isdecimal() else SMALL.get(word, TENS.get(word, 0))
        way = changes.moved_by(text, match.start()) or changes.named_change(
            text, match.start(), match.end()
        )
        if times > 1 and way == "up":
            yield _multiple(text, match, Decimal(times))


def _multiple(text: str, match: re.Match[str], value: Decimal) -> Amount:
    start, end = match.span()
    unit = Unit(start=start, end=end, words=text[start:end], name=MULTIPLE, kind="other")
    return Amount(
        start=start,
        end=end,
        number_start=start,
        number_end=end,
        value=value,
        upper=None,
        unit=unit,
    )
