"""Trade measures in sentences of many shapes: a table of what each row's measures are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from readings import parse, parsed
from tables import table

from nlp.analysis import Measure, When
from nlp.measures.finding import read_measures
from nlp.names.roster import Roster

pytestmark = pytest.mark.model

US = "United States"
THURSDAY = date(2025, 6, 5)
Row = tuple[str, tuple[str, ...]]


def _read(text: str, anchor: date | None = THURSDAY) -> tuple[Measure, ...]:
    docs = parsed(text)
    return read_measures(docs, Roster.read(docs, 2025), anchor)


def _plain(number: Decimal | None) -> str:
    return "-" if number is None else f"{number.normalize():f}"


def _told(measure: Measure) -> str:
    """One measure in a line: status, imposer > targets, goods, rate, rate before, dates."""
    rate = _plain(measure.rate)
    if measure.rate_before is not None:
        rate += f" was {_plain(measure.rate_before)}"
    whom = f"{measure.imposer or '?'} > {' + '.join(measure.targets) or '-'}"
    told = f"{measure.status.value}: {whom}, {measure.goods or '-'}, {rate}"
    dates = (
        ("announced", measure.announced),
        ("from", measure.effective),
        ("until", measure.expires),
    )
    return told + "".join(f", {name} {_days(when)}" for name, when in dates if when is not None)


def _days(when: When) -> str:
    if when.first is None:
        return "open"
    return str(when.first) if when.first == when.last else f"{when.first}..{when.last}"


SWEPT = table("measures/swept")


@pytest.mark.parametrize("row", SWEPT, ids=[row["text"] for row in SWEPT])
def test_measures_of_many_shapes(row: dict[str, Any]) -> None:
    """Each sentence, in an article of Thursday, June 5, 2025, tells these measures."""
    assert [_told(one) for one in _read(row["text"])] == row["told"]


SECOND_DEEDS: list[Row] = [
    (
        "Canada imposed a 10 % tariff on American cars and lifted its quota on dairy.",
        (f"in force: Canada > {US}, cars, 10",),
    ),
    (
        "China imposed a 25% tariff on Canadian pork and removed its ban on beef.",
        ("in force: China > Canada, pork, 25",),
    ),
    (
        f"The {US} announced a 15% tariff on Japanese cars and scrapped its steel quota.",
        (f"announced: {US} > Japan, cars, 15",),
    ),
    (
        "Mexico raised its tariff on Chinese cars to 50% and suspended the licensing regime.",
        ("in force: Mexico > China, cars, 50",),
    ),
    (
        "India lifted a quota and imposed a 30% tariff on Australian almonds.",
        ("in force: India > Australia, almonds, 30",),
    ),
    (
        "South Korea cut its tariff on American beef to 5% and abolished import licences.",
        (f"reduced: South Korea > {US}, beef, 5",),
    ),
    (
        "India imposed a 30% tariff on Australian almonds and later suspended it.",
        ("paused: India > Australia, almonds, 30",),
    ),
    (
        "India lifted its 30% tariff on Australian almonds and imposed a quota.",
        ("expired: India > Australia, almonds, 30",),
    ),
]


@pytest.mark.parametrize(("text", "told"), SECOND_DEEDS, ids=[row[0] for row in SECOND_DEEDS])
def test_a_second_deed_of_the_sentence_is_not_done_to_the_tariff(
    text: str, told: tuple[str, ...]
) -> None:
    """Of verbs joined by "and" each has its own object; "it" goes on about the same one."""
    assert tuple(_told(one) for one in _read(text)) == told


ITS_RATES: list[tuple[str, str]] = [
    (f"The {US} charges China a 30% tariff.", f"{US} > China"),
    (f"Brazil pays a 10% tariff in the {US}.", f"{US} > Brazil"),
    (f"The {US} imposed tariffs on India.", f"{US} > India"),
    ("Canada faces a 35% U.S. tariff.", f"{US} > Canada"),
    ("Japan's tariff on American rice is 20%.", f"Japan > {US}"),
]


@pytest.mark.parametrize(("before", "whose"), ITS_RATES, ids=[row[0] for row in ITS_RATES])
@pytest.mark.parametrize("modal", ["could go up", "may rise", "would climb"])
def test_its_rate_is_charged_by_whoever_charges(before: str, whose: str, modal: str) -> None:
    """ "Its rate" after a measure belongs to that measure's own imposer or payer."""
    last = _read(f"{before} Its rate {modal} to 50 %.")[-1]
    assert (last.status.value, _plain(last.rate)) == ("threatened", "50")
    assert f"{last.imposer} > {' + '.join(last.targets)}" == whose


ACTS = (
    *("impose a 25% tariff on Chilean wine", "raise its tariff on Chilean wine to 25%"),
    *("charge Chile a 25% tariff", "put a 25% tariff on Chilean wine into force"),
)
FUTURES = (
    *("will", "would", "could", "may", "might", "should", "is expected to", "is set to"),
    *("is due to", "is about to", "is ready to", "intends to", "aims to", "wants to", "hopes to"),
    *("threatened to", "vowed to", "promised to", "agreed to", "decided to", "has yet to"),
    *("is likely to", "is poised to", "has proposed to", "is preparing to", "is scheduled to"),
)
TO_COME = (
    *("a planned", "the proposed", "a looming", "the threatened", "a possible", "the pending"),
    *("an upcoming", "a potential", "the expected"),
)
OTHERS = (
    "If Peru imposes a 25% tariff on Chilean wine, growers will leave.",
    "Unless Chile yields, Peru imposes a 25% tariff on its wine.",
    "Should Peru impose a 25% tariff on Chilean wine, growers would leave.",
    "Were Peru to impose a 25% tariff on Chilean wine, growers would leave.",
    "Peru's 25% tariff on Chilean wine takes effect in July.",
    "From July 1, Peru charges a 25% tariff on Chilean wine.",
    "Peru's tariff on Chilean wine rises to 25% if talks fail.",
    "In the event of a breakdown, Peru's tariff on Chilean wine rises to 25%.",
    "Peru's tariff on Chilean wine goes to 25% next month.",
    "Peru's tariff on Chilean wine must be raised to 25%, growers say.",
    "Peru was going to impose a 25% tariff on Chilean wine.",
    "The threat of a 25% Peruvian tariff on Chilean wine faded.",
    "Chile faces a 25% Peruvian tariff from July 1.",
)
NOT_YET = [
    *(f"Peru {future} {act}." for future in FUTURES for act in ACTS),
    *(f"Exporters feared {each} 25% Peruvian tariff on Chilean wine." for each in TO_COME),
    *OTHERS,
]


def test_nothing_to_come_or_only_possible_is_in_force() -> None:
    """Neither a conditional nor a future puts a measure into force, in whatever words."""
    done = {"in force", "reduced", "expired", "signed", "struck down"}
    parse(NOT_YET)
    assert [text for text in NOT_YET for one in _read(text) if one.status.value in done] == []
