"""Finds the numerals of a text, in digits and in words, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.figures.numbers.shares import in_every, parts
from nlp.figures.words.number_words import (
    ALWAYS_SCALE,
    PARTS,
    SCALES,
    SHORT_SCALES,
    SMALL,
    TENS,
    VAGUE,
    VULGAR,
    Numeral,
)

__all__ = ["MAX_DIGITS", "Numeral", "find_numerals", "has_number"]

MAX_DIGITS = 24
"""A longer run of digits is a key, a card or noise, not a number of the news."""

_word = "|".join([*SMALL, *TENS])
_scale = "|".join(SCALES)
_part = "|".join(PARTS)
_vague = "|".join(VAGUE)

_DIGITS = re.compile(r"[0-9][0-9,.]*|\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_PLAIN = re.compile(r"[0-9]*\.?[0-9]+")
_AFTER_SCALE = re.compile(rf"[ \u00a0-]?(?:{_scale})s?(?![A-Za-z])", re.I)
_AFTER_SHORT = re.compile(
    r"[ \u00a0]?(bn|bln|mn|mln|tn|trn)(?![A-Za-z])|(k|K|m|M|b|B|t|T)(?![A-Za-z])"
)
_MILLIONS = re.compile(
    r" (?:[a-z]+ ){0,2}?(?:people|residents|voters|workers|jobs|homes|households|users|customers"
    r"|viewers|visitors|passengers|members|subscribers|children|refugees|migrants|tourists|cars"
    r"|vehicles|units|copies|barrels|tons|tonnes|votes|shares|hectares|acres|bottles|doses"
    r"|pounds|euros|dollars|yen|francs|pesos|rand|rupees|yuan|won|crowns|kronor|kroner|zloty)\b"
)
_IN_MILLIONS = re.compile(
    rf"[0-9]m{_MILLIONS.pattern}[^.;\n]*\b(?:from|against|with|than) [0-9.]+$"
)
_YEAR_BEFORE = re.compile(r"[0-9]m\b[^;\n]*\((?:19|20)[0-9]{2}: [0-9.,]+$")  # "11m (2024: 10m)"
_PEOPLE = re.compile(
    r"\b(?:populations?|workforce|audiences?|viewership|membership|enrollment|circulation"
    r"|(?:passenger|visitor|user|subscriber|customer|listener|ticket|tourist)s?|traffic|arrivals"
    r"|registrations|deliveries|listeners|readership|ridership|attendance|downloads)\b"
    r"(?:[^.;:]|\.[0-9])*$",
    re.I,
)
_POWER = re.compile(r" ?[×x] ?10\^?([-−]?)([0-9]{1,2})(?![0-9])")
_SPELLED = re.compile(
    rf"\b(?:(?:(?:an?|half an?|half|{_word})[ -])?"
    rf"(?:{_word}|{_scale})(?:(?:[ -]|[ -]and[ -])(?:{_word}|{_scale})){{0,12}})\b",
    re.I,
)
_VAGUE_RE = re.compile(
    rf"\b({_vague})(?: of (hundreds|thousands|millions|billions|trillions))?\b", re.I
)
_AND = re.compile(r"[ -]and[ -]", re.I)
_AND_A_HALF = re.compile(r" and a half\b", re.I)
_MINUS = re.compile(r"(?:(?<!plus or )\bminus[ -]|(?<![\w.)/%°])[-−])$", re.I)
_SLASH = re.compile(r"[/⁄]([0-9]{1,3})(?![0-9/⁄])")
_BEHIND_SLASH = re.compile(r"[0-9][/⁄]$")
_MIXED = re.compile(r"[ -]([1-9])[/⁄](2|3|4|5|8|16)(?![0-9/⁄])")  # "4 1/2 percent"
_QUICK = re.compile(rf"[0-9½¼¾]|\b(?:{_word}|{_scale}|{_part}|{_vague})\b", re.I)


def has_number(text: str) -> bool:
    """Whether `text` may hold a numeral at all: a cheap look before the work."""
    return _QUICK.search(text) is not None


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals of `text` in order, none overlapping; ordinals and years are included
    as the digits they are, since only their surroundings tell them apart.
    """
    found = sorted(
        [
            *_in_digits(text),
            *_vulgar(text),
            *in_every(text),
            *_vague_ones(text),
            *parts(text),
            *_spelled(text),
        ],
        key=lambda numeral: (numeral.start, -numeral.end),
    )
    kept: list[Numeral] = []
    for numeral in found:
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return tuple(kept)


def _digits_value(written: str) -> Decimal | None:
    """The worth of a run of digits, commas and points, or None for dates, versions, lists."""
    if len(written) > MAX_DIGITS:
        return None
    if _GROUPED.fullmatch(written) or _PLAIN.fullmatch(written):
        return Decimal(written.replace(",", ""))
    return None


def _in_digits(text: str) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(text):
        written = match.group().rstrip(",.")
        value = _digits_value(written)
        if value is None:
            continue
        start, end = match.start(), match.start() + len(written)
        if _BEHIND_SLASH.search(text, max(0, start - 2), start):
            continue  # "24/7", "9/11"
        part = _SLASH.match(text, end)
        if part:
            whole = int(part.group(1))
            if 0 < value < whole and part.group() != "/11":  # 9/11 is a day
                yield Numeral(start=start, end=part.end(), value=value / whole, share=True)
            continue
        mixed = _MIXED.match(text, end) if written.isdigit() else None
        if mixed and int(mixed.group(1)) < int(mixed.group(2)):
            value, end = value + Decimal(mixed.group(1)) / int(mixed.group(2)), mixed.end()
        yield _with_scale(text, start, end, value)


def _with_scale(text: str, start: int, end: int, value: Decimal) -> Numeral:
    """The number from `start` to `end` with the scale, power and sign around it."""
    scale: Decimal | None = None
    while (match := _AFTER_SCALE.match(text, end)) is not None:
        word = match.group().strip(" -\u00a0").lower().removesuffix("s")
        scale, end = (scale or Decimal(1)) * SCALES[word], match.end()
    if scale is None and (short := _AFTER_SHORT.match(text, end)) is not None:
        word = short.group(1) or short.group(2)
        known = word.lower() in SHORT_SCALES
        if word in ALWAYS_SCALE or (known and _priced(text, start)) or _counts(text, short):
            scale, end = SHORT_SCALES[word.lower()], short.end()
    if (power := _POWER.match(text, end)) is not None:
        exponent = int(power.group(2)) * (-1 if power.group(1) else 1)
        value, end = value * Decimal(10) ** exponent, power.end()
    if (half := _AND_A_HALF.match(text, end)) is not None:
        value, end = value + Decimal("0.5"), half.end()
    if (minus := _MINUS.search(text, max(0, start - 16), start)) is not None:
        value, start = -value, minus.start() if minus.group()[:1].isalpha() else start
    return Numeral(start=start, end=end, value=value * (scale or 1), scale=scale)


def _priced(text: str, start: int) -> bool:
    """Whether a currency sign or code stands right before `start` ("$5m" against "5m")."""
    before = text[max(0, start - 5) : start].rstrip(" =")
    return bool(before) and (before[-1] in "$€£¥₹₽₩" or bool(re.search(r"\b[A-Z]{2,3}$", before)))


def _counts(text: str, short: re.Match[str]) -> bool:
    """Whether "m" right behind a number is a million of something: "2.4m cars"."""
    if short.group() != "m":
        return False
    before = text[max(0, short.start() - 60) : short.start()]
    told = _PEOPLE.search(before) or _YEAR_BEFORE.search(before) or _IN_MILLIONS.search(before)
    return bool(_MILLIONS.match(text, short.end()) or told)


def _vulgar(text: str) -> Iterator[Numeral]:
    for match in re.finditer(r"(?:(?<![0-9,.])([0-9]{1,6}) ?)?([½¼¾])", text):
        value = VULGAR[match.group(2)] + (Decimal(match.group(1)) if match.group(1) else 0)
        yield Numeral(start=match.start(), end=match.end(), value=value)


def _vague_ones(text: str) -> Iterator[Numeral]:
    for match in _VAGUE_RE.finditer(text):
        low = VAGUE[match.group(1).lower()]
        if match.group(2):
            low *= VAGUE[match.group(2).lower()]
        elif match.group(1).lower() == "tens" or not text.startswith(" of ", match.end()):
            continue
        yield Numeral(start=match.start(), end=match.end(), value=low, upper=low * 10, spelled=True)


def _spelled(text: str) -> Iterator[Numeral]:
    for match in _SPELLED.finditer(text):
        whole = _spelled_at(text, *match.span())
        joint = None if whole else _AND.search(match.group())
        if whole:
            yield whole
        elif joint:  # "between two and three million"
            middle = match.start() + joint.start(), match.start() + joint.end()
            parts = ((match.start(), middle[0]), (middle[1], match.end()))
            yield from (one for part in parts if (one := _spelled_at(text, *part)))


def _spelled_at(text: str, start: int, end: int) -> Numeral | None:
    """The number that the words from `start` to `end` are; None where they are no one number."""
    words = re.split(r"[ -]+", text[start:end].lower())
    if words[0] in {"a", "an"} and len(words) > 1 and words[1] not in SCALES:
        start, words = start + len(words[0]) + 1, words[1:]
    value, scale = (None, None) if words[0] in SCALES else _spelled_value(words)
    if value is None:
        return None
    if (half := _AND_A_HALF.match(text, end)) is not None:
        value, end = value + Decimal("0.5"), half.end()
    if (minus := _MINUS.search(text, max(0, start - 16), start)) is not None:
        value, start = -value, minus.start() if minus.group()[:1].isalpha() else start
    return Numeral(start=start, end=end, value=value, scale=scale, spelled=True)


def _spelled_value(words: list[str]) -> tuple[Decimal | None, Decimal | None]:
    """The worth of number words, and the largest scale among them; None where they are
    no one number ("one two").
    """
    total, current, largest, seen = Decimal(0), Decimal(0), None, ""
    for word in words:
        if word in {"a", "an"}:
            continue  # a scale alone is worth one of it
        if word == "half":
            current = Decimal("0.5")
        elif word in TENS and seen in {"", "hundred", "scale"}:
            current, seen = current + TENS[word], "ten"
        elif word in SMALL and (
            seen in {"", "hundred", "scale"} or (seen == "ten" and SMALL[word] < 10)
        ):
            current, seen = current + SMALL[word], "one"
        elif word in {"hundred", "dozen"}:
            current, seen = (current or Decimal(1)) * SCALES[word], "hundred"
        elif word in SCALES:
            largest = max(largest or Decimal(1), SCALES[word])
            total, current, seen = (
                total + (current or Decimal(1)) * SCALES[word],
                Decimal(0),
                "scale",
            )
        elif word != "and":
            return None, None
    return total + current, largest
