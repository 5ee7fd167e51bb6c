"""The search for garbage that does not stop answers: still on, and done when it is time."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.memory import settle


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the collector as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


def test_what_lives_is_set_aside_and_garbage_goes() -> None:
    """Rings of garbage go at the first look, and those made later at the next one."""
    settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    ring = weakref.ref(Ring())
    settle()
    assert ring() is None
