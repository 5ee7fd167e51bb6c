"""The child process that draws one chart: `python -m bot.drawing.easel FOLDER` (see `draftsman`).

It reads the chart as JSON and writes its PNG. Matplotlib keeps what it has found out
about fonts in the folder.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from bot.articles.worker import bound_memory, settle
from bot.drawing.charts import png
from handlers.reply import Chart, Point, Series

_MEMORY = 1_000_000_000  # bytes that drawing may take


def packed(chart: Chart) -> bytes:
    """The chart as JSON, for `unpacked`."""
    return json.dumps(asdict(chart), default=str).encode()


def unpacked(data: bytes) -> Chart:
    """The chart that was packed."""
    found = json.loads(data)
    series = tuple(
        Series(
            name=each["name"],
            steps=each["steps"],
            points=tuple(
                Point(
                    day=date.fromisoformat(point["day"]),
                    value=Decimal(point["value"]),
                    receipt=point["receipt"],
                    label=point["label"],
                    planned=point["planned"],
                )
                for point in each["points"]
            ),
        )
        for each in found["series"]
    )
    return Chart(title=found["title"], unit=found["unit"], series=series, alt=found["alt"])


def main() -> None:
    """Draw the chart on standard input onto standard output, with a worker's manners."""
    settle(os.getppid())
    os.environ["MPLCONFIGDIR"] = sys.argv[1]
    bound_memory(_MEMORY)
    sys.stdout.buffer.write(png(unpacked(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
