"""Python's search for garbage in cycles, kept from stopping the process amid an answer."""

from __future__ import annotations

import gc
import sys

_YOUNG = 50_000  # new objects before the youngest are looked through: more than an answer needs
_MIDDLE = 20
_TURN = 0.0005  # seconds a thread may go on while others wait: those that store need no more
_OLD = 1_000_000  # as good as never: `settle` does it when it is time


def settle() -> None:
    """Look through all objects once, and from then on only at those that came since.

    A look at all of them takes a tenth of a second where the names of a large store are in
    memory, and Python takes it whenever enough objects were made. What is in no cycle goes
    at once all the same. To be called where a pause is not felt, and again now and then.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_TURN)
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
