"""Rewrite the golden plain-text answers: `python tests/update_golden.py`, then read the diff."""

from __future__ import annotations

import asyncio
from pathlib import Path

from newsroom_samples import SHAPES, shape

GOLDEN = Path(__file__).parent / "golden" / "plain"


async def main() -> None:
    """Write one file for each shape of answer."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in SHAPES:
        (GOLDEN / f"{name}.txt").write_text(await shape(name) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
