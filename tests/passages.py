"""What a reading gets right and wrong of passages with expectations; run, it prints all of it.

Usage: PYTHONPATH=. python tests/passages.py [dates figures speakers moods] [--blind] [--list]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fnmatch import fnmatch
from typing import Any

from readings import pipeline
from tables import table

from nlp import countries
from nlp.analysis import Analysis, Change, Figure, When
from nlp.dates.finding import find

PUBLISHED = "2025-09-17"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How many findings a passage should give, how many it gives, and what is not right."""

    wanted: int
    right: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is missed and nothing wrong."""
        return not (self.missed or self.wrong)


def fits(found: str, wanted: str) -> bool:
    """Whether a reading is one of those that would do."""
    ways = wanted.replace("?", "").split("|")
    return any(fnmatch(found.lower(), one.strip().lower()) for one in ways)


def dates(row: Row) -> Verdict:
    """The times that a passage names, in order, and when its claims were said."""
    day = row.get("published", PUBLISHED)
    published = date.fromisoformat(day) if day else None
    found = [told_when(when) for _, _, when in find(row["text"], published)]
    ways = [
        _aligned(found, wanted) for wanted in (row["told"], row.get("or")) if wanted is not None
    ]
    best = min(ways, key=lambda one: len(one.missed) + len(one.wrong))
    misread = tuple(_missaid(row, published)) if "said" in row else ()
    return Verdict(
        wanted=best.wanted, right=best.right, missed=best.missed, wrong=best.wrong + misread
    )


def told_when(when: When) -> str:
    """A date as the tables put it."""
    if when.first is None:
        return f"{when.precision.value} open"
    until = "" if when.last == when.first else f"..{when.last}"
    return f"{when.precision.value} {when.first}{until}"


def _aligned(found: list[str], wanted: list[str]) -> Verdict:
    """Readings against expectations in order; what may be left out costs nothing."""
    left, missed, right = list(found), [], 0
    for one in wanted:
        at = next((i for i, each in enumerate(left) if fits(each, one)), None)
        if at is not None:
            del left[at]
            right += 1
        elif "?" not in one:
            missed.append(one)
    must = sum("?" not in one for one in wanted)
    return Verdict(wanted=must, right=right, missed=tuple(missed), wrong=tuple(left))


def _missaid(row: Row, published: date | None) -> Iterator[str]:
    for found in pipeline().analyze(row["text"], published).attributions:
        for words, day in row["said"]:
            if any(words in one.words for one in found.contents):
                said = "-" if found.said is None else told_when(found.said)
                if said != day:
                    yield f"said {said}, not {day}: {words}"


def figures(row: Row) -> Verdict:
    """The figures of a passage in all their fields, and none besides."""
    left = list(pipeline().analyze(row["text"], date.fromisoformat(PUBLISHED)).figures)
    missed, wrong, right = [], [], 0
    for one in row["told"]:
        words, wanted = one.split(" = ", 1)
        figure = next((each for each in left if _touches(each.excerpt.words, words)), None)
        if figure is None:
            if "?" not in one:
                missed.append(one)
            continue
        left.remove(figure)
        bad = list(_misread(figure, wanted))
        right += not bad
        wrong += [f"{words}: {each}" for each in bad]
    wrong += [f"{each.excerpt.words}: is no figure" for each in left]
    must = sum("?" not in one for one in row["told"])
    return Verdict(wanted=must, right=right, missed=tuple(missed), wrong=tuple(wrong))


def _touches(found: str, words: str) -> bool:
    return words in found or found in words


def _misread(figure: Figure, wanted: str) -> Iterator[str]:
    size, *fields = wanted.replace("?", "-").split("; ")
    number, _, unit = size.partition(" ")
    value = _plain(figure.value) + ("" if figure.upper is None else f"..{_plain(figure.upper)}")
    if value != number or not fits(figure.normalized_unit or "-", unit):
        yield f"{value} {figure.normalized_unit or '-'}, not {size}"
    said = {name: words or "*" for name, _, words in (each.partition(" ") for each in fields)}
    for name, found in fields_of(figure):
        if name == "whose" and name not in said and found and countries.named(found) is None:
            continue  # which organisation's is asked only where the table says it
        if not fits(found or "-", said.get(name, "*" if name == "of" else "-")):
            yield f"{name} {found}, not {said.get(name)}"
    yield from _mismoved(
        figure.change, [each for each in fields if re.split(r"[ |]", each)[0] in WAYS], said
    )


def fields_of(figure: Figure) -> tuple[tuple[str, str | None], ...]:
    """What is said of a figure, each under the word that the tables have for it."""
    return (
        ("bound", figure.bound),
        ("in", figure.currency),
        ("of", figure.concept),
        ("whose", figure.subject),
        ("with", figure.counterpart),
        ("for", figure.period),
    )


WAYS = ("up", "down", "unchanged")


def _mismoved(change: Change | None, ways: list[str], said: dict[str, str]) -> Iterator[str]:
    found = "-" if change is None else change.direction
    if change is not None and change.amount is not None:
        found += f" {_plain(change.amount)} {(change.unit or '-').split(' per ')[0]}"
    if not fits(found, ways[0] if ways else "-"):
        yield f"{found}, not {ways[0] if ways else 'moved'}"
    base = "-" if change is None else change.base or "-"
    if not fits(base, said.get("against", "-")):
        yield f"against {base}, not {said.get('against')}"
    before = "-" if change is None or change.came_from is None else _plain(change.came_from)
    if not fits(before, said.get("from", "-")):
        yield f"from {before}, not {said.get('from')}"


def _plain(number: Decimal) -> str:
    short = number if number == number.to_integral() else round(number, 3)
    return f"{short.normalize():f}"


def speakers(row: Row) -> Verdict:
    """Who says what, in which role, and what sort of source each name is."""
    analysis = pipeline().analyze(row["text"], date.fromisoformat(PUBLISHED))
    missed, wrong, right = [], [], 0
    for words, wanted in row["who"]:
        names = list(_speakers(analysis, words))
        meant = [other for content, other in row["who"] if content == words]
        if not names:
            missed.append(words)
        elif all(any(fits(name, one) for one in meant) for name in names) and any(
            fits(name, wanted) for name in names
        ):
            right += 1
        elif not any(names):
            missed.append(f"{words}: nobody, not {wanted}")
        else:
            wrong.append(f"{words}: {names}, not {wanted}")
    wrong += _misfiled(row, analysis)
    return Verdict(wanted=len(row["who"]), right=right, missed=tuple(missed), wrong=tuple(wrong))


def _speakers(analysis: Analysis, words: str) -> Iterator[str]:
    for found in analysis.attributions:
        if any(words in content.words for content in found.contents):
            yield from (speaker.name for speaker in found.speakers)


def _misfiled(row: Row, analysis: Analysis) -> Iterator[str]:
    for name, wanted in row.get("roles", {}).items():
        roles = {one.role or "" for one in analysis.names if one.name == name}
        if not any(fits(role, wanted) for role in roles):
            yield f"{name}: {sorted(roles)}, not {wanted}"
    for name, wanted in row.get("kinds", {}).items():
        kinds = {one.kind.value for one in analysis.names if one.name == name}
        if kinds != {wanted}:
            yield f"{name}: {sorted(kinds)}, not a {wanted}"


def moods(row: Row) -> Verdict:
    """In what mood each content is put; what was not said is not stored."""
    found = pipeline().analyze(row["text"], date.fromisoformat(PUBLISHED)).attributions
    missed, wrong, right = [], [], 0
    for words, wanted in row["moods"]:
        read = [
            one.modality.value for one in found if any(words in c.words for c in one.contents)
        ] or ["-"]
        if all(fits(one, wanted) for one in read):
            right += 1
        elif read == ["-"]:
            missed.append(f"{words}: {wanted}")
        else:
            wrong.append(f"{words}: {read}, not {wanted}")
    return Verdict(wanted=len(row["moods"]), right=right, missed=tuple(missed), wrong=tuple(wrong))


TABLES: dict[str, Callable[[Row], Verdict]] = {
    "dates": dates,
    "figures": figures,
    "speakers": speakers,
    "moods": moods,
}


def main() -> None:
    """Print how many passages and findings are right, and, asked to, what is not."""
    say = sys.stdout.write
    names = [name for name in TABLES if name in sys.argv] or list(TABLES)
    which = "passages_blind" if "--blind" in sys.argv else "passages"
    for name in names:
        read = [(row, TABLES[name](row)) for row in table(f"{name}/{which}")]
        whole = sum(verdict.whole for _, verdict in read)
        right, wanted = sum(v.right for _, v in read), sum(v.wanted for _, v in read)
        wrong, missed = sum(len(v.wrong) for _, v in read), sum(len(v.missed) for _, v in read)
        say(f"{name}: {whole} of {len(read)} whole; {right} right ({wanted} wanted), ")
        say(f"{missed} missed, {wrong} wrong\n")
        for row, verdict in read if "--list" in sys.argv else ():
            if not verdict.whole:
                say(f"\n  {row['text']}\n")
                for each in verdict.missed:
                    say(f"     missed {each}\n")
                for each in verdict.wrong:
                    say(f"     WRONG  {each}\n")


if __name__ == "__main__":
    main()
