"""Names the unit written beside a number: money, percent, measures, and what they are per."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as written from `start` to `end`, its plain singular name and its kind.

    `kind` is "money", "percent", "points", "time", "count" or another kind of measure.
    `currency` is the ISO 4217 code of money, where the words decide it.
    """

    start: int
    end: int
    words: str
    name: str
    kind: str
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    before: re.Pattern[str]
    after: re.Pattern[str]
    each: re.Pattern[str]
    money_before: dict[str, tuple[str, str]]
    known: dict[str, tuple[str, str, str]]
    folded: dict[str, tuple[str, str, str]]
    attached: dict[str, str]
    money: frozenset[str]
    shared: dict[str, dict[str, str]]


_MILLION = 1_000_000
_PAID_REACH = 44
_PAID = re.compile(
    r"\b(?:worth|cost(?:s|ing)?|pa(?:y|ys|id|ying)|earn(?:s|ed)?|fined|spent?|spend(?:s|ing)?"
    r"|price[ds]?|fares?|fees?|rents?|wages?"
    r"|profits?|loss(?:es)?|revenues?|debts?|budget|loans?|grants?|sold for|bought for|raised"
    r"|bills?|charges?|benefits?|pensions?|pensioners|allowances?|taxes|premiums?|funding"
    r"|donations?"
    r"|an extra|compensation|deposits?|prizes?|tickets?|mortgages?|savings?|savers?|salar(?:y|ies)"
    r"|houses?|homes?|flats?|sells? for|invest(?:s|ed)?|estimate|estate|bonus(?:es)?)\b"
    r"[^.;:,]{0,32} $",
    re.I,
)
_PRICED = re.compile(  # nothing weighs so many pounds a tonne
    r" (?:an?|per) (?:tonne|ton|barrel|kilo|kg|kilogram|litre|night|hour|head|person|passenger"
    r"|share|ticket|bottle|pint|ounce|therm|megawatt)\b"
)
_DEDUCTED = r"tax|interest|deductions|expenses|costs|bonuses|benefits|overtime"  # pay "before" it
MULTIPLE = "multiple"
"""The plain unit of an amount that is so many times of something."""

_OFTEN = {
    "annually": "year",
    "yearly": "year",
    "per annum": "year",
    "quarterly": "quarter",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}
_PER_MANY = re.compile(
    r" (?:per|for every) (?P<many>(?:100,000|10,000|1,000|million|100)"
    r"(?: (?:people|residents|inhabitants|adults|children|women|men|births|live births"
    r"|passengers|users|customers|workers|vehicles|miles|kilomet(?:re|er)s|lit(?:re|er)s"
    r"|British thermal units))?)\b"
)
LONGEST_PREFIX = 6
"""No currency form in front of a number is longer, in characters."""


def money_before(text: str, start: int) -> Unit | None:
    """The currency sign or code right before the number that begins at `start`."""
    table = _table()
    begin = max(0, start - LONGEST_PREFIX - 2)
    match = table.before.search(text[begin:start])
    if match is None:
        return None
    name, iso = table.money_before[match.group(1)]
    at = begin + match.start(1)
    return Unit(
        start=at,
        end=start,
        words=match.group(1).strip(),
        name=name,
        kind="money",
        currency=iso or None,
    )


def unit_after(text: str, end: int) -> Unit | None:
    """The unit right behind the number that ends at `end`, with what it is per."""
    table = _table()
    match = table.after.match(text, end)
    if match is None:
        return _attached(table, text, end)
    words = match.group(1)
    name, kind, iso = table.known.get(words) or table.folded[words.lower()]
    if kind == "count":
        name = "count"
    return Unit(
        start=match.start(1),
        end=match.end(1),
        words=words,
        name=name,
        kind=kind,
        currency=iso or None,
    )


def _attached(table: _Table, text: str, end: int) -> Unit | None:
    letter = text[end : end + 1]
    if letter not in table.attached or text[end + 1 : end + 2].isalnum():
        return None
    name = table.attached[letter]
    return Unit(start=end, end=end + 1, words=letter, name=name, kind="other")


def is_sterling(text: str, start: int, unit: Unit, scale: Decimal | None) -> bool:
    """Whether the pounds behind the number at `start` are money: by the words before, or
    by millions that are "of" nothing. `scale` is the number's scale, if it has one.
    """
    if unit.name != "pound-mass" or text.startswith(" of ", unit.end):
        return False
    if _PAID.search(text, max(0, start - _PAID_REACH), start) or _PRICED.match(text, unit.end):
        return True
    return scale is not None and scale >= _MILLION and unit.words.endswith("s")


def is_money(name: str) -> bool:
    """Whether `name` is the plain name of a currency or of its parts."""
    table = _table()
    return name in table.money or (" " in name and name.rpartition(" ")[2] in table.shared)


def codes_of(word: str) -> dict[str, str]:
    """The ISO 4217 codes by country of money that is called or signed `word`, and under
    "else" the one it means where none of them is spoken of; empty where it is one country's.
    """
    return _table().shared.get(word.lower(), {})


def per_what(text: str, end: int) -> tuple[int, str] | None:
    """Where a "per barrel" or "a year" behind `end` stops, and the singular it is per."""
    table = _table()
    match = table.each.match(text, end)
    if match is None:
        return None
    groups = match.groupdict()
    words = next(
        groups[one] for one in ("thing", "each", "symbol", "every", "often") if groups[one]
    )
    words = _OFTEN.get(words, words)
    known = table.known.get(words) or table.folded.get(words.lower())
    name = known[0] if known and known[1] != "money" and "-" not in words else words.lower()
    return match.end(), "pound" if name == "pound-mass" else name


def per_many(text: str, end: int) -> tuple[int, str] | None:
    """Where a "per 100,000 people" behind `end` stops, and so many of what it is per."""
    many = _PER_MANY.match(text, end)
    return (many.end(), many["many"]) if many else None


@cache
def _table() -> _Table:
    """The lexicon, compiled once at first use."""
    file = resources.files("nlp") / "lexicons" / "units.toml"
    lexicon = tomllib.loads(file.read_text(encoding="utf-8"))
    known: dict[str, tuple[str, str, str]] = {}
    before: dict[str, tuple[str, str]] = {}
    for name, money in lexicon["money"].items():
        for form in money["before"]:
            before.setdefault(form, (name, money["iso"]))
        for form in money["after"]:
            known.setdefault(form, (name, "money", money["iso"]))
    for kind, units in lexicon["units"].items():
        for name, forms in units.items():
            for form in forms:
                known.setdefault(form, (name, kind, ""))
    folded = {form.lower(): found for form, found in known.items() if not _as_written(form)}
    return _Table(
        before=re.compile(rf"(?<![A-Za-z])({_any_of(before)})[-−]? ?$"),
        after=_after(known),
        each=_each(lexicon["each"]["words"], known),
        money_before=before,
        known=known,
        folded=folded,
        attached=lexicon["attached"]["units"],
        money=frozenset(lexicon["money"]),
        shared=_shared(lexicon["shared"]),
    )


def _shared(lexicon: dict[str, dict[str, str | list[str]]]) -> dict[str, dict[str, str]]:
    """The codes by country under every word for the money."""
    return {
        word: {country: code for country, code in money.items() if isinstance(code, str)}
        for money in lexicon.values()
        for word in money["words"]
    }


def _as_written(form: str) -> bool:
    """Whether only this very spelling is the unit ("MW", "kg"), not any case of it."""
    return len(form) <= 3 or (len(form) <= 5 and form != form.lower())


def _any_of(forms: dict[str, tuple[str, str]] | list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _after(known: dict[str, tuple[str, str, str]]) -> re.Pattern[str]:
    exact = [form for form in known if _as_written(form)]
    loose = [form for form in known if not _as_written(form)]
    every = rf"(?i:{_any_of(loose)})|{_any_of(exact)}"
    return re.compile(rf"(?:[ \u00a0]|-|)({every})(?![A-Za-z0-9])")


def _each(words: list[str], known: dict[str, tuple[str, str, str]]) -> re.Pattern[str]:
    units = [form for form, (_, kind, _) in known.items() if kind not in {"money", "percent"}]
    symbols = [form for form in units if len(form) <= 4]
    return re.compile(
        rf"(?:-| )per[ -](?P<thing>(?:{_any_of(units)})(?![A-Za-z])|[a-z]+)"
        rf"|(?: an? |-an?-)(?P<each>{_any_of(words)})"
        rf"(?![A-Za-z’']| ago| earlier| before(?! (?:{_DEDUCTED})))"
        rf"|/(?P<symbol>{_any_of(symbols + words)})(?![A-Za-z0-9])"
        rf"|,? (?P<often>{'|'.join(_OFTEN)})"
        r"(?=[.,;:!?)”\"’]|$| (?:to|from|by|in|for|on|and|or|but|of|that|at|since|until|with|as"
        r"|between|over|during|after|before|through|across)\b)"
        r"| (?:each|every) (?P<every>hour|day|night|week|month|quarter|year)\b"
    )
