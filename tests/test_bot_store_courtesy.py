"""Who stores much waits a little while somebody is answered, and gets on all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

from bot.store.database import courtesy
from bot.store.database.courtesy import Courtesy

LONG = 200_000  # numbers to add up: more than a short write takes


@pytest.fixture
def engine() -> Iterator[Engine]:
    """A database in memory."""
    made = create_engine("sqlite://")
    yield made
    made.dispose()


def write(engine: Engine, work: int) -> None:
    """A transaction of several statements with work between them."""
    with engine.begin() as conn:
        for _ in range(3):
            sum(range(work))
            conn.execute(text("SELECT 1"))


def test_a_long_write_steps_aside_for_those_who_ask(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its statements, and it comes to its end though nobody stops asking."""
    monkeypatch.setattr(courtesy, "_THINKING", 0.0)
    naps = list[float]()
    aside = Courtesy(naps.append)
    aside.teach(engine)
    with aside.asking():
        write(engine, LONG)
    assert naps
    naps.clear()
    write(engine, LONG)
    assert not naps


def test_a_short_write_does_not(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A status that somebody gives is stored at once, whoever asks."""
    monkeypatch.setattr(courtesy, "_SHORT", 60.0)
    naps = list[float]()
    aside = Courtesy(naps.append)
    aside.teach(engine)
    with aside.asking():
        write(engine, LONG)
    assert not naps
