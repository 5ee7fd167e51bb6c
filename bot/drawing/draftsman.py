"""The draftsman: charts are drawn by a child process that is stopped when it takes too long.

Matplotlib takes a second to import and some 100 MB: the process that answers people has
neither to spare, so each picture costs a short-lived child, one at a time.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections import OrderedDict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import structlog

from bot.drawing.easel import packed
from handlers.errors import ClaimwireError
from handlers.reply import Chart, Reply

log = structlog.get_logger(__name__)

_ROOT = Path(__file__).resolve().parent.parent.parent
_KEPT = 16  # pictures, so that the next page or channel does not draw them again
_FILES = 100  # that the folder of pictures keeps
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class PictureFailed(ClaimwireError):
    """A picture could not be drawn; the answer is complete without it."""


class Draws(Protocol):
    """What makes pictures of charts."""

    async def draw(self, chart: Chart) -> bytes:
        """The chart as a PNG; raises PictureFailed."""
        ...


class Draftsman:
    """Draws in child processes, one after the other, and keeps the last pictures."""

    def __init__(self, data: Path, *, seconds: float = 20.0) -> None:
        self._fonts = data / "fonts"  # what matplotlib has found out about them
        self._seconds = seconds
        self._one_at_a_time = asyncio.Lock()
        self._drawn: OrderedDict[Chart, bytes] = OrderedDict()

    async def draw(self, chart: Chart) -> bytes:
        """The chart as a PNG of 1,000 by 750 pixels; raises PictureFailed."""
        async with self._one_at_a_time:
            picture = self._drawn.get(chart) or await self._draw(chart)
            self._drawn[chart] = picture
            self._drawn.move_to_end(chart)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return picture

    async def _draw(self, chart: Chart) -> bytes:
        try:
            child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.drawing.easel", str(self._fonts.resolve())),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,  # its tracebacks may quote articles
                cwd=_ROOT,
            )
        except OSError as error:
            raise PictureFailed("No process could be started to draw the picture.") from error
        try:
            async with asyncio.timeout(self._seconds):
                picture, _ = await child.communicate(packed(chart))
        except TimeoutError as error:
            raise PictureFailed("Drawing the picture took too long.") from error
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        if child.returncode or not picture.startswith(_SIGNATURE):
            log.error("picture.failed", status=child.returncode)
            raise PictureFailed("The picture could not be drawn; the log has the details.")
        return picture


async def saved(reply: Reply, draws: Draws, folder: Path) -> AsyncIterator[str]:
    """Draw a reply's charts into files of a folder: for each a line that says where it is.

    A picture that fails costs its line only. The folder keeps the newest pictures.
    """
    for chart in reply.charts:
        try:
            path = await asyncio.to_thread(_write, folder, await draws.draw(chart))
        except PictureFailed as error:
            yield str(error)
        except OSError as error:
            yield f"The picture could not be written into {folder} ({error.strerror})."
        else:
            yield f"Picture: {path}"


def _write(folder: Path, picture: bytes) -> Path:
    """The picture in a file named by its content; the oldest files make room for it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(picture).hexdigest()[:16]}.png"
    path.write_bytes(picture)
    kept = sorted(folder.glob("*.png"), key=lambda each: each.stat().st_mtime)
    for old in kept[:-_FILES]:
        if old != path:
            old.unlink(missing_ok=True)
    return path
