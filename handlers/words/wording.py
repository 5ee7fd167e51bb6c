"""How dates, counts, measures and figures are put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from handlers.newsroom import Published
from handlers.ports import Coverage
from handlers.words.scopes import scope
from handlers.words.wordforms import other_number
from nlp.analysis import Change, Figure, Measure, MeasureKind, Precision, When

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BRIEF = {"United States": "U.S.", "United Kingdom": "U.K.", "European Union": "EU"}
_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "CAD": "C$",
    "AUD": "A$",
    "NZD": "NZ$",
    "HKD": "HK$",
    "BRL": "R$",
}
_AT_THE_END = re.compile(
    r"\b(?:at least|at most|no (?:more|less|fewer) than|not (?:more|less) than)\s*$", re.IGNORECASE
)
_PLURALS = {"person": "people", "foot": "feet", "man": "men", "woman": "women", "child": "children"}
_SEVERAL = frozenset({"people", "sheep", "fish"})
_SIZES = (
    (Decimal(10**12), " trillion"),
    (Decimal(10**9), " billion"),
    (Decimal(10**6), " million"),
)
_BALANCE = re.compile(r"deficit|surplus|gap|balance|trade|relations|deal", re.IGNORECASE)
_ORDINALS = (
    *("first ", "second ", "third ", "fourth ", "final ", "latest ", "past "),
    *("same ", "previous ", "prior ", "preceding "),
)
_TERM = re.compile(r"(?:year|\w+ (?:months|weeks)) (?:to|through|until|ended|ending)\b")
_LED = (
    *("in ", "on ", "over ", "since ", "during ", "last ", "this ", "next ", "from ", "by "),
    *("through ", "a ", "an "),
)


def day(moment: date) -> str:
    """ "5 June 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def published(when: Published | None) -> str:
    """The publication date as exactly as it is known: "June 2025", "date unknown"."""
    if when is None or when.precision is Precision.VAGUE:
        return "date unknown"
    if when.precision is Precision.DAY:
        return day(when.day)
    return _span(when.day, when.precision)


def _span(first: date, precision: Precision) -> str:
    if precision is Precision.YEAR:
        return str(first.year)
    if precision is Precision.QUARTER:
        return f"quarter {(first.month + 2) // 3} of {first.year}"
    if precision is Precision.WEEK:
        return f"week of {day(first)}"
    return f"{MONTHS[first.month - 1]} {first.year}"


def when(moment: When | None) -> str | None:
    """A date as the text gives it, resolved where it can be: "Thursday (5 June 2025)"; once
    where the text itself says all of it, or the same words without the year.
    """
    if moment is None:
        return None
    if moment.first is None:
        return moment.words
    exact = moment.precision is Precision.DAY
    plain = day(moment.first) if exact else _span(moment.first, moment.precision)
    whole = set(_in_full(plain)) <= set(_in_full(moment.words))
    whole = whole or plain == f"{moment.words} {moment.first.year}"
    return plain if whole and "week" not in plain else f"{moment.words} ({plain})"


def _in_full(words: str) -> list[str]:
    """The numbers and words of a date, its month in full: "Jun. 1st, 2025" as 1, June, 2025."""
    parts = re.findall(r"[0-9]+|[A-Za-z]+", words)
    months = {name[:3]: name for name in MONTHS}
    return [months.get(one[:3], one) if one[:3].isalpha() else one.lstrip("0") for one in parts]


def today(zone: str, now: datetime) -> date:
    """The day it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def local(moment: datetime, zone: str) -> str:
    """A moment on the wall clock of a zone: "Friday 6 June 2025, 08:30 (Europe/London)"."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{DAYS[there.weekday()]} {day(there.date())}, {there:%H:%M} ({zone})"


def count(number: int, noun: str, *, capped: bool = False) -> str:
    """ "1 claim", "24 claims", "more than 1,000 claims"."""
    return f"{'more than ' if capped else ''}{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def coverage(over: Coverage) -> str:
    """ "6 articles from 2 outlets, 5 February 2025 to 4 June 2025"."""
    text = count(over.articles, "article")
    if 0 < over.independent < over.articles:
        text = f"{text}, {over.independent:,} independent,"
    if over.outlets:
        few = len(over.outlets) <= 3
        outlets = listed(over.outlets) if few else count(len(over.outlets), "outlet")
        text = f"{text} from {outlets}"
    text = text.removesuffix(",")
    if over.first is None or over.last is None:
        return f"{text}, dates unknown" if over.articles else text
    dates = _published(over.first, over.first_precision)
    if (last := _published(over.last, over.last_precision)) != dates:
        dates = f"{dates} to {last}"
    return f"{text}, {dates}"


def _published(when: date, precision: Precision) -> str:
    return day(when) if precision is Precision.DAY else _span(when, precision)


def number(value: Decimal) -> str:
    """A number without needless zeros: "30", "5.8", "1,200"."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def brief(name: str) -> str:
    """A country as headlines call it: "U.S."."""
    return _BRIEF.get(name, name)


def measure_line(measure: Measure) -> str:
    """ "United States → China, imports: 30 % (reduced, was 145 %)"."""
    who = measure.imposer or "imposer not stated"
    if measure.targets:
        who = f"{who} → {listed(measure.targets)}"
    if measure.goods:
        who = f"{who}, {measure.goods}"
    aside = [measure.status.value]
    if measure.kind not in (MeasureKind.TARIFF, MeasureKind.DEAL) and measure.rate is not None:
        aside.insert(0, measure.kind.value)
    if measure.rate_before is not None:
        aside.append(f"was {number(measure.rate_before)} %")
    for label, moment in (("from", measure.effective), ("until", measure.expires)):
        words = when(moment)
        if moment and moment.first and label == "until":
            words = day(moment.last or moment.first)  # "for 90 days" counted out
        if words:
            term = words.startswith(("for ", "last"))  # its start is not known
            aside.append(words if term else f"{label} {words}")
    return f"{who}: {_rate(measure)} ({', '.join(aside)})"


def percent(measure: Measure) -> str:
    """The rate of a measure, or both ends of its range: "10–25 %"; "" where it has none."""
    if measure.rate is None:
        return ""
    most = f"–{number(measure.rate_most)}" if measure.rate_most is not None else ""
    return f"{number(measure.rate)}{most} %"


def _rate(measure: Measure) -> str:
    if measure.rate is not None:
        return percent(measure)
    if measure.kind in (MeasureKind.TARIFF, MeasureKind.RETALIATION):
        return f"{measure.kind}, rate not stated"
    return measure.kind.value


def figure_line(figure: Figure) -> str:
    """ "U.S. trade deficit with China: $295.4 billion in 2024, up 5.8 % on 2023"; what is not,
    or not surely, so with the article's own word for that: "Traffic: double (“could”)".
    """
    amount = figure.excerpt.words
    if figure.concept == figure.unit:  # "Foreign students: 42,300"
        amount = amount.removesuffix(figure.unit).rstrip() or amount
    bound = bound_told(figure)
    if bound and not amount.lower().startswith((bound, figure.bound)):
        amount = f"{bound} {amount}"
    change = f", {_change(figure, figure.change)}" if figure.change else ""
    if figure.change and _is_change(figure, figure.change):  # "down 10% in May on a year earlier"
        amount = f"{figure.change.direction} {amount}"
        change = _change(figure, figure.change).removeprefix(figure.change.direction)
    if figure.period:
        amount = f"{amount} {_within(figure.period)}"
    hedge = f" (“{figure.hedge}”)" if figure.hedge else ""
    return f"{_counted(figure)}: {amount}{change}{hedge}"


def _is_change(figure: Figure, change: Change) -> bool:
    """Whether the amount of a figure is by how much something changed, and no more."""
    part = change.unit == "percent" and change.amount == 100 * figure.value  # "by a fifth"
    return part or (change.amount == figure.value and change.unit == figure.normalized_unit)


def bound_told(figure: Figure) -> str:
    """The bound of a figure; what is "at least 12" is not told to be more."""
    if not figure.bound:
        return ""
    before = figure.sentence.words[: max(0, figure.excerpt.start - figure.sentence.start)]
    told = _AT_THE_END.search(before)
    return told[0].strip().lower() if told else figure.bound


def _within(period: str) -> str:
    """ "in 2024", "last year", "in the first quarter"."""
    if period.lower().startswith(_LED):
        return period
    if period.startswith(("end of", "start of", "beginning of")):
        return f"at the {period}"
    one = period.lower().startswith(_ORDINALS) or _TERM.match(period)
    return f"in the {period}" if one else f"in {period}"


def _counted(figure: Figure) -> str:
    concept = figure.concept or "figure"
    if of := scope(figure):
        concept = f"{concept} {of}"
    text = f"{brief(figure.subject)} {concept}" if figure.subject else concept
    if figure.counterpart:
        words = (figure.concept or "").lower().split()
        link = {"exports": "to", "imports": "from"}.get(words[-1] if words else "", "")
        if link or _BALANCE.search(concept):
            text = f"{text} {link or 'with'} {brief(figure.counterpart)}"
        else:  # "Brazil coffee (U.S.)": which of the two buys is not told
            text = f"{text} ({brief(figure.counterpart)})"
    return text[0].upper() + text[1:]


def change_line(figure: Figure) -> str:
    """By how much a figure is told to have changed: "down 31 %"; "" where it is not."""
    return _change(figure, figure.change) if figure.change else ""


def _change(figure: Figure, change: Change) -> str:
    text = change.direction
    if change.amount is not None and not _is_change(figure, change):
        text = f"{text} {amount(change.amount, change.unit or '', figure.currency)}"
    if change.came_from is not None:
        text = f"{text} from {amount(change.came_from, figure.normalized_unit, figure.currency)}"
    return f"{text} on {change.base}" if change.base else text


def amount(value: Decimal, unit: str, currency: str | None) -> str:
    """ "5.8 %", "2 percentage points", "$800 million", "3 yards"."""
    if unit.startswith("percentage point"):
        return f"{number(value)} percentage point{'' if value == 1 else 's'}"
    if unit in ("percent", "percentage"):
        return f"{number(value)} %"
    size, word = next((each for each in _SIZES if value >= each[0]), (Decimal(1), ""))
    amount = f"{number(value / size)}{word}"
    if currency:
        sign = _SIGNS.get(currency)
        return f"{sign}{amount}" if sign else f"{amount} {currency}"
    return f"{amount} {unit if value == 1 else _several(unit)}".rstrip()


def _several(unit: str) -> str:
    """Units of which there are more than one: "passengers", "square feet"."""
    rest, _, last = unit.rpartition(" ")
    if not last.isalpha() or last.endswith(("s", "z")) or last in _SEVERAL:
        return unit
    return f"{rest} {_PLURALS.get(last) or other_number(last)}".lstrip()


def kept_apart(others: Sequence[str], name: str) -> str:
    """The note on names that may be those of somebody, and how to say so."""
    return (
        f"{listed(others[:3], 'or')} may be {name} too, and is kept apart. "
        f"If so: /merge {others[0]} into {name}"
    )
