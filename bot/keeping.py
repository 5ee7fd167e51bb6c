"""Files of answers kept in the data folder: safely named, and never over what is there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot.drawing.draftsman import Draws, saved
from handlers.errors import Refused
from handlers.reply import File, Reply

_LONGEST_NAME = 100
_MOST_OF_A_NAME = 1_000


async def kept(reply: Reply, draws: Draws, data: Path) -> AsyncIterator[str]:
    """Keep an answer's files and pictures in the data folder: for each a line that says where.

    What fails costs its line only.
    """
    for file in reply.files:
        try:
            path = await asyncio.to_thread(keep, file, data / "exports", data)
        except Refused as error:
            yield str(error)
        else:
            yield f"File: {path}"
    async for line in saved(reply, draws, data / "pictures"):
        yield line


def safe_name(name: str) -> str:
    """A name that is one file in whatever folder: no path, no hidden file, no odd sign."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    return plain.lstrip(".-")[-_LONGEST_NAME:].lstrip(".-") or "file"


def keep(file: File, folder: Path, within: Path) -> Path:
    """Write a file into a folder and say where; no file that is there is ever changed.

    The same bytes are written once; other bytes of the same name get a number. Raises
    Refused where the folder lies outside `within` or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not folder.resolve().is_relative_to(within.resolve()):
            raise Refused(
                f"The folder {folder} leads out of {within}, so {file.name} is not written: put a "
                "folder of its own there."
            )
        for path in _places(folder, safe_name(file.name)):
            try:
                with path.open("xb") as new:
                    new.write(file.data)
            except FileExistsError:
                if path.is_symlink() or not path.is_file() or path.read_bytes() != file.data:
                    continue
            return path
    except OSError as error:
        raise Refused(
            f"{file.name} cannot be written into {folder} ({error.strerror}): make room there, "
            "or let this user write to it."
        ) from None
    raise Refused(f"{folder} holds too many files called {file.name}: move some away.")


def _places(folder: Path, name: str) -> Iterator[Path]:
    """The name itself, then with numbers: "claims.csv", "claims-2.csv"."""
    yield folder / name
    first = Path(name)
    yield from (
        folder / f"{first.stem}-{number}{first.suffix}" for number in range(2, _MOST_OF_A_NAME)
    )
