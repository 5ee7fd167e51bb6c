"""Rewrite the golden answers and exports: `python tests/update_golden.py`, then read the diff."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

import both_looks
import test_handlers_export as exports
from newsroom_samples import SHAPES, shape

from handlers.exports.asked_file import FORMATS

GOLDEN = Path(__file__).parent / "golden" / "plain"


async def main() -> None:
    """Write each shape of answer as text and for both platforms, and each format of export."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in SHAPES:
        (GOLDEN / f"{name}.txt").write_text(await shape(name) + "\n", encoding="utf-8")
    await both_looks.rewrite()
    exports.GOLDEN.mkdir(parents=True, exist_ok=True)
    for kind in FORMATS:
        for name, data in await exports.golden(kind.name):
            (exports.GOLDEN / name).write_bytes(data)


if __name__ == "__main__":
    asyncio.run(main())
