"""The newsroom's own lists: small TOML files in its data folder, read at start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from handlers.errors import Refused

LARGEST = 1_000_000  # bytes

_Read = TypeVar("_Read")


def load(path: Path, noun: str, form: str, parse: Callable[[str], _Read]) -> _Read | None:
    """What `parse` makes of the file's text; None where there is no file.

    Raises Refused with one sentence where the file cannot be read or `parse` raises
    ValueError: `noun` is what the file lists, `form` says how to write it.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Refused(f"{path} is larger than {LARGEST:,} bytes; keep only {noun} in it.")
        return parse(content.decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(
            f"{path} cannot be read ({error.strerror}): let this user read it."
        ) from error
    except RecursionError as error:
        raise Refused(f"{path} is nested too deep; {form}.") from error
    except ValueError as error:  # no UTF-8, no TOML, or nothing that such a list may hold
        raise Refused(f"{path} is no list of {noun} ({error}); {form}.") from error
