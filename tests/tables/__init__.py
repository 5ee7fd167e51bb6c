"""Texts of ours, with what an editor would read in each; those called blind are only scored."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def table(name: str) -> list[Any]:
    """The rows of a table, by its path below this folder without ".toml"."""
    path = Path(__file__).parent / f"{name}.toml"
    rows: list[Any]
    (rows,) = tomllib.loads(path.read_text(encoding="utf-8")).values()
    return rows
