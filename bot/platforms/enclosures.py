"""What goes with an answer beside its text: its files, and its pictures once they are drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable

from bot.drawing.draftsman import Draws, PictureFailed
from handlers.reply import Chart, File, Reply

LONGEST = 15.0  # seconds that a digest's may take: with posting it, less than the lease of a row
_LONGEST_NAME = 80


def any_of(reply: Reply) -> bool:
    """Whether anything goes with the answer."""
    return bool(reply.files or reply.charts)


async def enclosures(reply: Reply, draws: Draws) -> AsyncIterator[File | PictureFailed]:
    """The files of an answer, then its pictures; one that cannot be drawn comes as its error."""
    for file in reply.files:
        yield file
    for chart in reply.charts:
        try:
            yield picture_of(chart, await draws.draw(chart))
        except PictureFailed as error:
            yield error


async def missing(
    enclosed: AsyncIterator[File | PictureFailed], there: Iterable[str]
) -> AsyncIterator[File | PictureFailed]:
    """Those of an answer's enclosures that are not there yet, told by their names."""
    names = Counter(there)
    async for each in enclosed:
        if isinstance(each, File) and names[each.name]:
            names[each.name] -= 1
        else:
            yield each


def picture_of(chart: Chart, data: bytes) -> File:
    """A drawn chart as a file named by its title, with the words that stand for it."""
    words = re.sub(r"[^a-z0-9]+", "-", chart.title.lower())[:_LONGEST_NAME].strip("-")
    return File(name=f"{words or 'picture'}.png", media="image/png", data=data, alt=chart.alt)
