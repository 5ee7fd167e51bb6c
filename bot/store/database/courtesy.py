"""Whoever stores much steps aside for those who ask: both share one interpreter."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

_SLICE = 0.0003  # seconds of work between two looks at whether somebody asks
_SHORT = 0.001  # seconds that any work may take without stepping aside
_SHARE = 16  # seconds that it waits at most for each that it worked
_THINKING = 0.004  # seconds after reading for which an answer is likely still being made
_NAP = 0.0005


class Courtesy:
    """Knows whether somebody is being answered, and has one writer at a time wait meanwhile.

    It waits between two statements and for no longer than in proportion to its work, so that
    an article is stored also where questions never cease. Who asks never waits.
    """

    def __init__(self, nap: Callable[[float], object] = time.sleep) -> None:
        self._nap = nap
        self._asking = 0
        self._asked = 0.0  # when somebody last had read, by time.monotonic()
        self._began = 0.0  # of the writer's transaction, in its thread's time
        self._worked = 0.0  # until it last stepped aside

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While somebody reads; to be entered in the event loop's thread only."""
        self._asking += 1
        try:
            yield
        finally:
            self._asking -= 1
            self._asked = time.monotonic()

    def teach(self, writing: Engine) -> None:
        """Have what is written by this engine step aside."""
        event.listen(writing, "begin", self._begin)
        event.listen(writing, "before_cursor_execute", self._before)

    def _begin(self, conn: Connection) -> None:
        del conn
        self._began = self._worked = time.thread_time()

    def _before(self, *statement: Any) -> None:  # noqa: ANN401 - SQLAlchemy's, and not looked at
        del statement
        now = time.thread_time()
        worked = now - self._worked
        if worked < _SLICE or now - self._began < _SHORT:
            return
        until = time.monotonic() + worked * _SHARE
        while self._busy() and time.monotonic() < until:
            self._nap(_NAP)
        self._worked = time.thread_time()

    def _busy(self) -> bool:
        return self._asking > 0 or time.monotonic() < self._asked + _THINKING
