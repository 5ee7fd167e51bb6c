"""Writes a measure in one line, as the tables of expected measures do."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.analysis import Measure, MeasureKind, When

_OPEN = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)")
_DATES = re.compile(r"announced|from|until|as ")


def told(measure: Measure) -> str:
    """Status: imposer > targets, goods, rate, dates, and the kind where it is no tariff."""
    rate = _plain(measure.rate)
    most = getattr(measure, "rate_most", None)
    if most is not None:
        rate += f" to {_plain(most)}"
    if measure.rate_before is not None:
        rate += f" was {_plain(measure.rate_before)}"
    whom = f"{measure.imposer or '?'} > {' + '.join(measure.targets) or '-'}"
    line = f"{measure.status.value}: {whom}, {measure.goods or '-'}, {rate}"
    for name, when in (
        ("announced", measure.announced),
        ("from", measure.effective),
        ("until", measure.expires),
    ):
        line += f", {name} {_days(when)}" if when is not None else ""
    return line if measure.kind is MeasureKind.TARIFF else f"{line}, as {measure.kind.value}"


def even(line: str) -> str:
    """One way to write a row: the dates and the kind of a measure in any order."""
    status, _, rest = line.partition(": ")
    imposer, _, rest = rest.partition(" > ")
    parts = rest.split(", ")
    extra = sorted(part for part in parts if _DATES.match(part))
    plain = [part for part in parts if not _DATES.match(part)]
    targets = " + ".join(sorted(plain[0].split(" + ")))
    return ", ".join([status, imposer, targets, *plain[1:], *extra])


def ways(line: str) -> set[str]:
    """The rows that a line stands for, each evened: "[, x]" may stand or not, "(a|b)" is either."""
    found = _OPEN.search(line)
    if found is None:
        return {even(line)}
    options = ["", found[1]] if found[1] is not None else found[2].split("|")
    lead, rest = line[: found.start()], line[found.end() :]
    return set[str]().union(*(ways(f"{lead}{one}{rest}") for one in options))


def _plain(number: Decimal | None) -> str:
    return "-" if number is None else f"{number.normalize():f}"


def _days(when: When) -> str:
    if when.first is None:
        return "open"
    return str(when.first) if when.first == when.last else f"{when.first}..{when.last}"
