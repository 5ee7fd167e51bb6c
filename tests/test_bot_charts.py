"""Pictures: right size, the same for the same chart, told apart without colors, never broken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from matplotlib.image import imread

from bot.drawing import charts
from bot.drawing.charts import HEIGHT, WIDTH, png
from bot.drawing.easel import packed, unpacked
from handlers.reply import Chart, Point, Series

DAY = date(2025, 3, 1)


def series(name: str, *values: str, steps: bool = False, planned: bool = False) -> Series:
    """Values a month apart."""
    points = tuple(
        Point(day=DAY + timedelta(days=30 * at), value=Decimal(value), receipt=1, planned=planned)
        for at, value in enumerate(values)
    )
    return Series(name=name, points=points, steps=steps)


def chart(*lines: Series, title: str = "Rates over time", unit: str = "percent") -> Chart:
    """A chart of these lines."""
    return Chart(title=title, unit=unit, series=lines, alt="In words.")


def at(day: date) -> Point:
    """A value on a day."""
    return Point(day=day, value=Decimal(day.toordinal()), receipt=1)


LAST = tuple(date(8999, 12, number) for number in range(1, 10))
HOSTILE = "$\\frac{1}{0}$ \x1b[31m\u202e中文 _^{}% <b>&amp; \ud83d\udea2\x00 " * 40
SIX = tuple(series(f"Line {n}", str(n), str(2 * n + 1)) for n in range(1, 7))


@pytest.mark.parametrize(
    "drawn",
    [
        chart(series("Peru → Chile", "12", "5", "9", steps=True)),
        chart(*SIX, *SIX),
        chart(),
        chart(series("none")),
        chart(series("one", "0")),
        chart(series("flat", "0", "0", "0"), unit="USD"),
        chart(series("below", "-3", "-7000000000000"), unit="USD"),
        chart(series("huge", "1E+300", "-1E+300"), unit="yard"),
        chart(series("beyond", "1E+400", "NaN", "Infinity", "2")),
        chart(series("many", *map(str, range(24)), steps=True)),
        chart(series(HOSTILE, "1", "2"), title=HOSTILE, unit=HOSTILE),
        chart(Series(name="eons", points=tuple(map(at, (date.min, *LAST, date.max))))),
        chart(Series(name="ages", points=tuple(map(at, (date(1000, 1, 1), *LAST[:8]))))),
    ],
    ids=lambda drawn: f"{len(drawn.series)} {drawn.series[0].name[:6] if drawn.series else ''}",
)
def test_every_chart_is_a_picture_of_one_size(drawn: Chart) -> None:
    """None breaks the drawing, whatever its numbers and names are."""
    picture = png(drawn)
    assert imread(io.BytesIO(picture)).shape[:2] == (HEIGHT, WIDTH)


def test_the_same_chart_is_the_same_file() -> None:
    """The bytes depend on the chart alone, so that a picture can be kept by its content."""
    assert png(chart(*SIX)) == png(chart(*SIX)) != png(chart(*SIX[:5]))


def colored(picture: bytes, color: str) -> int:
    """How many pixels have just this color."""
    wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    pixels = (imread(io.BytesIO(picture))[:, :, :3] * 255).round()
    return int((pixels == wanted).all(axis=2).sum())


def test_each_line_is_drawn_in_its_color() -> None:
    """All six can be seen, and none of them in a picture without lines."""
    full, empty = png(chart(*SIX)), png(chart())
    for color in charts._COLORS:
        assert colored(full, color) > 200
        assert colored(empty, color) == 0


def test_a_plan_is_drawn_hollow() -> None:
    """What is only announced has less ink than what is in force."""
    color = charts._COLORS[0]
    plain = png(chart(series("a", "5", "9", steps=True)))
    plans = png(chart(series("a", "5", "9", steps=True, planned=True)))
    assert colored(plans, color) < colored(plain, color) - 50


def seen(color: str, eye: tuple[tuple[float, ...], ...]) -> Iterator[float]:
    """A color as an eye sees it, in linear light."""
    light = [(int(color[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    for row in eye:
        yield sum(part * each for part, each in zip(row, light, strict=True))


# Viénot, Brettel and Mollon, "Digital video colourmaps for checking the legibility of
# displays by dichromats" (1999), in linear RGB; and the plain eye.
EYES = {
    "plain": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


@pytest.mark.parametrize("eye", EYES)
def test_lines_differ_in_color_for_every_eye_and_without_any(eye: str) -> None:
    """Any two lines differ in color also for those who see no red or green, in marker and dash."""
    for one, other in combinations(charts._COLORS, 2):
        apart = zip(seen(one, EYES[eye]), seen(other, EYES[eye]), strict=True)
        assert max(abs(a - b) for a, b in apart) > 0.05, (one, other)
    assert len(set(charts._MARKERS)) == len(set(charts._DASHES)) == len(charts._COLORS)


def test_names_at_the_ends_never_stand_on_each_other() -> None:
    """Boxes that want the same place are moved apart, in order."""
    heights = [0.15, 0.1, 0.2, 0.1]
    middles = charts._apart([0.5, 0.5, 0.5, 1.0], heights)
    for at in range(3):
        gap = middles[at + 1] - middles[at]
        assert gap >= (heights[at] + heights[at + 1]) / 2 - 1e-9


@pytest.mark.parametrize(
    "sent", [chart(*SIX), chart(series(HOSTILE.replace("\ud83d\udea2", ""), "1E+400", "0.10"))]
)
def test_a_chart_arrives_at_the_child_as_it_was_sent(sent: Chart) -> None:
    """Nothing is lost or rounded on the way to the process that draws."""
    assert unpacked(packed(sent)) == sent
