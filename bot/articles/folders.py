"""Files and folders of articles: which files there are, when they changed, their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.reading.files import LARGEST_FILE, check_size, format_of, is_article
from handlers.errors import ArticleRefused, Refused

Stamp: TypeAlias = tuple[int, int, int]  # of a file: inode, size, time of change
GONE: Stamp = (0, 0, 0)  # of what cannot be looked at
_ADDRESSES = (("http:",), ("https:",))  # how a path begins that was meant as an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file or folder that cannot be looked into, and the sentence why."""

    path: str
    why: str


def files_in(paths: Sequence[Path]) -> Iterator[Path | Unreadable]:
    """Give each file once, in a settled order.

    A file that is named is given whatever it is; in a folder only what may be an
    article, without hidden folders and without following links to folders.
    """
    given: set[Path] = set()
    for number, path in enumerate(paths, 1):
        for file in _below(path):
            place = Path(file.path) if isinstance(file, Unreadable) else file.absolute()
            if place not in given:
                if number < len(paths):  # nothing comes twice below a single folder
                    given.add(place)
                yield file


def _below(path: Path) -> Iterator[Path | Unreadable]:
    """Give a file itself, or the articles in a folder."""
    try:
        folder = path.is_dir()
    except OSError as error:
        yield unreadable(path, error)
        return
    if not folder:
        yield path
        return
    troubles: list[OSError] = []
    for place, folders, files in os.walk(path, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if is_article(name))
    for trouble in troubles:
        yield unreadable(Path(trouble.filename or path), trouble)


def load(file: Path) -> bytes:
    """Read a file of bounded size whose name promises an article.

    Raises OSError, and ArticleRefused for what cannot be one; never waits for a pipe.
    """
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ArticleRefused("This is no ordinary file: name one that holds an article.")
        check_size(status.st_size)
        data = stream.read(LARGEST_FILE + 1)
    check_size(len(data))
    format_of(str(file), data)
    return data


def stamps(paths: Sequence[Path]) -> dict[str, Stamp]:
    """Give a stamp for each file now there, by its name as `named` gives it."""
    found: dict[str, Stamp] = {}
    for file in files_in(paths):
        if isinstance(file, Unreadable):
            found[file.path] = GONE
            continue
        try:
            status = file.stat()
        except OSError:
            found[named(file)] = GONE  # reading it will say why
        else:
            found[named(file)] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def named(path: Path) -> str:
    """Give a path as text that can be printed and stored, whatever bytes it is made of."""
    words = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else "\ufffd" for char in words)


def check_readable(paths: Sequence[Path]) -> None:
    """Raise Refused for the first place that the setting names and that cannot be read."""
    for path in paths:
        try:
            if path.is_file():
                path.open("rb").close()
            else:
                os.scandir(path).close()
        except OSError as error:
            raise Refused(
                f"CLAIMWIRE_ARTICLES: {named(path)} cannot be read "
                f"({(error.strerror or type(error).__name__).lower()}). Name folders of article "
                "files that this user may read."
            ) from None


def unreadable(path: Path, error: OSError) -> Unreadable:
    """Say why a file or folder cannot be read."""
    if isinstance(error, FileNotFoundError) and path.parts[:1] in _ADDRESSES:
        why = "Addresses are not fetched: save the page as .html, and name that file."
        return Unreadable(path=named(path), why=why)
    if isinstance(error, FileNotFoundError):
        return Unreadable(path=named(path), why="There is no such file or folder.")
    why = (error.strerror or type(error).__name__).lower()
    return Unreadable(path=named(path), why=f"It cannot be read: {why}.")
