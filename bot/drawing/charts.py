"""Draws a chart as a PNG: readable on a phone and without colors; only in a child process.

Matplotlib is imported only when something is drawn. The colors are those of M. Okabe and
K. Ito, "Color Universal Design" (2008); markers, dashes and names at the lines' ends say
the same without them.
"""

from __future__ import annotations

import io
import math
import textwrap
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from handlers.reply import Chart, Series
from handlers.showing.plaintext import clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1000, 750  # pixels
_DPI = 100
_TEXT, _TITLE = 15, 19  # points
_INK, _FAINT = "#222222", "#d9d9d9"
_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00")
_MARKERS = ("o", "s", "^", "D", "v", "P")
_DASHES = ("-", "--", "-.", ":", (0, (6, 2, 1, 2, 1, 2)), (0, (1, 1)))
_MOST_VALUES = 12  # beyond, only each line's last value is written
_MOST_DAYS = 5  # that are named on the axis
_YEARS = range(1000, 9000)  # that the library can name, with room on both sides
_LINE = 0.042  # height of a line of text, of the axes'
_VALUE_WIDTH = 0.14  # of the axes'
_NAME_WIDTH, _NAME_LINES = 21, 3
_SIZES = ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "), (1e3, "thousand "))
_UNITS = {"USD": "U.S. dollars", "EUR": "euros", "GBP": "pounds"}
_EPOCH = date(1970, 1, 1).toordinal()


class _Spot(NamedTuple):
    """A value as it is drawn."""

    day: date
    value: float
    label: str
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A series with what tells it apart, its values as they are drawn."""

    name: str
    points: tuple[_Spot, ...]
    steps: bool
    look: int


def png(chart: Chart) -> bytes:
    """The chart as a PNG of 1,000 by 750 pixels: the same bytes for the same chart."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    look = mpl.rc_context(
        {
            "font.family": "DejaVu Sans",  # comes with the library
            "font.size": _TEXT,
            "text.parse_math": False,  # a dollar sign is one
            "text.usetex": False,
            "text.color": _INK,
            "axes.labelcolor": _INK,
            "xtick.color": _INK,
            "ytick.color": _INK,
        }
    )
    with look, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as that signs the font lacks become boxes
        figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI)
        FigureCanvasAgg(figure)
        _draw(figure, chart)
        drawn = io.BytesIO()
        figure.savefig(drawn, format="png", metadata={"Software": None})
    return drawn.getvalue()


def _draw(figure: Figure, chart: Chart) -> None:
    title = _wrapped(chart.title, 56, 2)
    below = 0.94 - 0.045 * len(title)
    figure.text(0.04, 0.965, "\n".join(title), size=_TITLE, weight="bold", va="top")
    highest = max((abs(float(p.value)) for s in chart.series for p in s.points), default=0.0)
    size, word = next((each for each in _SIZES if each[0] <= highest < math.inf), (1.0, ""))
    if chart.unit == "percent":
        size, word = 1.0, ""
    lines = tuple(_lines(chart.series, size))
    if not lines:
        figure.text(0.5, 0.5, "There is nothing to draw.", ha="center")
        return
    axes = figure.add_axes((0.1, 0.13, 0.58, below - 0.19))
    unit = f"{word}{_UNITS.get(chart.unit, clean(chart.unit))}"
    hollow = any(spot.planned for line in lines for spot in line.points)
    legend = f"{_wrapped(unit, 30, 1)[0]}{'; hollow: not yet so' if hollow else ''}"
    figure.text(0.04, below, legend, va="top")
    _frame(axes, lines)
    _days(axes, lines)
    sign = " %" if chart.unit == "percent" else ""
    for line in lines:
        _plot(axes, line)
    if sum(len(line.points) for line in lines) <= _MOST_VALUES:
        _values(axes, lines, sign)
    _names(axes, lines, sign)


def _lines(series: Iterable[Series], size: float) -> Iterable[_Line]:
    """What can be drawn of the first six series, oldest day first."""
    for look, each in enumerate(tuple(series)[: len(_COLORS)]):
        values = (_Spot(p.day, float(p.value) / size, p.label, p.planned) for p in each.points)
        points = tuple(sorted(spot for spot in values if math.isfinite(spot.value)))
        if points:
            yield _Line(name=each.name, points=points, steps=each.steps, look=look)


def _frame(axes: Axes, lines: tuple[_Line, ...]) -> None:
    """Room for all values, zero included, and a grid that stays behind them."""
    values = [spot.value for line in lines for spot in line.points]
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * 0.12 or 1.0
    axes.set_ylim(low - room if low < 0 else low, high + room)
    axes.grid(axis="y", color=_FAINT)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_formatter(lambda value, _: _number(value))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, pad=8)


def _days(axes: Axes, lines: tuple[_Line, ...]) -> None:
    """The axis of time: named periods where points have names, else dates."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    labels = {spot.day: clean(spot.label)[:12] for line in lines for spot in line.points}
    days = sorted(labels)
    first, last = _at(days[0]), _at(days[-1])
    room = (last - first) * 0.06 or 1.0
    axes.set_xlim(first - room, last + room)
    known = days[0].year in _YEARS and days[-1].year in _YEARS
    if len(days) > _MOST_DAYS and known and not all(labels.values()):
        locator = AutoDateLocator(minticks=3, maxticks=_MOST_DAYS)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        formatter = ConciseDateFormatter(locator)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_formatter(formatter)
        return
    ticks, names = list[float](), list[str]()
    for day in days:
        at = _at(day)
        if not ticks or at - ticks[-1] >= (last - first) / _MOST_DAYS:
            ticks.append(at)
            names.append(labels[day] or f"{day:%b} {day.day},\n{day.year}")
    axes.set_xticks(ticks, names)


def _at(day: date) -> float:
    """Where a day stands on the axis: matplotlib counts days from 1970."""
    return float(day.toordinal() - _EPOCH)


def _plot(axes: Axes, line: _Line) -> None:
    """The line with its markers, hollow where a value is only announced or foreseen."""
    color = _COLORS[line.look]
    axes.plot(
        [_at(spot.day) for spot in line.points],
        [spot.value for spot in line.points],
        color=color,
        linestyle=_DASHES[line.look],
        drawstyle="steps-post" if line.steps else "default",
        linewidth=3,
        clip_on=False,
    )
    for spot in line.points:
        axes.plot(
            _at(spot.day),
            spot.value,
            color=color,
            marker=_MARKERS[line.look],
            markerfacecolor="white" if spot.planned else color,
            markeredgewidth=2,
            markersize=10,
            clip_on=False,
        )


def _values(axes: Axes, lines: tuple[_Line, ...], sign: str) -> None:
    """Values beside their points, where they say something new and none stands on another.

    The last one stands with the line's name.
    """
    from matplotlib.patheffects import withStroke

    (first, last), (low, high) = axes.get_xlim(), axes.get_ylim()
    taken = list[tuple[float, float]]()
    for line in lines:
        for before, spot, after in zip(
            (None, *line.points), line.points, line.points[1:], strict=False
        ):
            x, y = (_at(spot.day) - first) / (last - first), (spot.value - low) / (high - low)
            falls = before is not None and before.value > spot.value
            below = (falls if line.steps else after.value > spot.value) and y > 2 * _LINE
            place = (x, y + (-_LINE if below else _LINE))
            again = before is not None and before.value == spot.value
            if again or any(_near(place, other) for other in taken):
                continue
            taken.append(place)
            axes.text(
                *place,
                _number(spot.value, sign),
                transform=axes.transAxes,
                ha="center",
                va="center",
                path_effects=[withStroke(linewidth=4, foreground="white")],
            )


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two values would stand on each other."""
    return abs(one[0] - other[0]) < _VALUE_WIDTH and abs(one[1] - other[1]) < _LINE


def _number(value: float, sign: str = "") -> str:
    return f"{value:,.6g}{sign}"


def _names(axes: Axes, lines: tuple[_Line, ...], sign: str) -> None:
    """Each line's name and last value beside its end, moved apart where ends are near."""
    low, high = axes.get_ylim()
    named = [
        (
            line,
            [
                *_wrapped(line.name, _NAME_WIDTH, _NAME_LINES),
                _number(line.points[-1].value, sign),
            ],
        )
        for line in lines
    ]
    named.sort(key=lambda pair: pair[0].points[-1].value)
    heights = [(len(words) + 0.6) * _LINE for _, words in named]
    ends = [(line.points[-1].value - low) / (high - low) for line, _ in named]
    for (line, words), at in zip(named, _apart(ends, heights), strict=True):
        axes.plot(
            [1.03, 1.07],
            [at, at],
            transform=axes.transAxes,
            color=_COLORS[line.look],
            marker=_MARKERS[line.look],
            linestyle=_DASHES[line.look],
            linewidth=3,
            markersize=10,
            markevery=[1],
            clip_on=False,
        )
        axes.text(
            1.1, at, "\n".join(words), transform=axes.transAxes, va="center", linespacing=1.15
        )


def _apart(wanted: list[float], heights: list[float]) -> list[float]:
    """Middles of boxes of these heights, near the wanted ones (rising), none on another."""
    middles = list[float]()
    floor = -math.inf
    for want, height in zip(wanted, heights, strict=True):
        middles.append(max(want, floor + height / 2))
        floor = middles[-1] + height / 2
    ceiling = 1.1
    for at in range(len(middles) - 1, -1, -1):
        middles[at] = min(middles[at], ceiling - heights[at] / 2)
        ceiling = middles[at] - heights[at] / 2
    return middles


def _wrapped(text: str, width: int, lines: int) -> list[str]:
    """Foreign text in so many lines at most, with an omission mark where it goes on."""
    short = clean(text[: width * lines * 2])
    cut = textwrap.wrap(short, width, max_lines=lines, placeholder=" …")
    return cut or [""]
