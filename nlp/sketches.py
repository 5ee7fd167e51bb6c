"""What is kept of a text to know its near-copies by: a MinHash, its bands, and how two compare.

A sketch says how many runs of words two texts share without their words. Two texts are
near-copies where they share a band, a quarter of all their runs and half of those of the
shorter: copy that is cut, retold here and there or added to is; texts that share a few
sentences of background are not. That is a matter of two sketches alone, so that in which
order texts come in changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

BANDS, ROWS = 64, 3  # texts that share a third of their runs share a band in nine cases of ten
PERMUTATIONS = BANDS * ROWS
_WIDTH = 4  # bytes of a number
_SHARED = 0.25  # of the runs of both texts together
_HELD = 0.5  # of the runs of the shorter text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A MinHash signature and how many different runs of words it was made of."""

    runs: int
    signature: bytes  # PERMUTATIONS numbers of four bytes, the lowest byte first

    def bands(self) -> tuple[int, ...]:
        """A number of 63 bits for each band: texts with an equal one may be near-copies."""
        size = ROWS * _WIDTH
        return tuple(
            _number(band.to_bytes(2, "big") + self.signature[band * size : (band + 1) * size])
            for band in range(BANDS)
        )


def near_copies(one: Sketch, other: Sketch) -> bool:
    """Whether one of two texts is a copy of the other, perhaps cut, retold or added to."""
    size = ROWS * _WIDTH
    starts = range(0, BANDS * size, size)
    a, b = one.signature, other.signature
    if not any(a[at : at + size] == b[at : at + size] for at in starts):
        return False
    mine, theirs = (memoryview(each).cast("I") for each in (a, b))
    shared = sum(map(int.__eq__, mine, theirs)) / PERMUTATIONS
    both = shared * (one.runs + other.runs) / (1 + shared)
    return shared >= _SHARED and both >= _HELD * min(one.runs, other.runs)


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 1
