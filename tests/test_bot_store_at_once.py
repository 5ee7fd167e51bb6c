"""What the store does in several steps: a kill or another step in between spoils none of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from store_samples import FETCHED, Said, make
from structlog.testing import capture_logs

from bot.store import SqlStore, open_store
from bot.store.database.transactions import P, T, Work
from bot.store.names import on_record
from handlers.errors import StoreUnavailable
from handlers.newsroom import Decision, DecisionKind, Platform
from handlers.ports import Install

URL = "sqlite:///store.db"
MERGED = Decision(
    kind=DecisionKind.MERGE, name="A. Quill", into="Ada Quill", by="U1", at=FETCHED, workspace=""
)


async def test_an_uninstall_is_whole_or_did_not_happen(tmp_path: Path) -> None:
    """Broken off amid what was kept, it leaves the installation, and can be done again."""
    store = await open_store(URL, tmp_path)
    await store.install(Install(platform=Platform.SLACK, id="T1", secret="x", at=FETCHED))
    theirs = store.within("T1")
    for number in range(3):
        name = f"note{number}"
        parsed, claims = make(name, Said(words=f"Crate number {number} burns"))
        await theirs.keep(parsed, claims, article_id=name, fetched=FETCHED, person="U1")
    broken = "CREATE TRIGGER broken BEFORE UPDATE ON articles WHEN OLD.id = 'note1' "
    with store.engine.begin() as conn:
        conn.execute(text(broken + "BEGIN SELECT RAISE(ABORT, 'the power failed'); END"))
    with pytest.raises(StoreUnavailable):
        await store.uninstall(Platform.SLACK, "T1")
    assert await store.installed(Platform.SLACK, "T1") is not None
    assert len(await theirs.kept()) == 3
    with store.engine.begin() as conn:
        conn.execute(text("DROP TRIGGER broken"))
    await store.uninstall(Platform.SLACK, "T1")
    assert await store.installed(Platform.SLACK, "T1") is None
    assert await theirs.kept() == {}
    await store.close()


class Delayed(SqlStore):
    """A store whose second look at the names comes to an end only when it is let."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.looks, self.looked, self.let_go = 0, asyncio.Event(), asyncio.Event()

    async def _read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        found = await super()._read(work, *args, **kwargs)
        if work is on_record.look:
            self.looks += 1
            if self.looks == 2:
                self.looked.set()
                await self.let_go.wait()
        return found


async def test_an_earlier_look_at_the_names_hides_no_decision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Begun before somebody decided, and done after, it is not what those who ask get."""
    monkeypatch.setattr(on_record, "MANY", 0)
    monkeypatch.setattr(on_record, "HOLD", 60.0)
    opened = await open_store(URL, tmp_path)
    store = Delayed(opened.engine)
    parsed, claims = make("quay", Said(words="The quay burns"))
    await store.put(parsed, claims, article_id="quay", fetched=FETCHED)
    await store.name_book()
    looking = asyncio.create_task(store.lookout.look())
    await store.looked.wait()
    await store.decide(MERGED)
    store.let_go.set()
    await looking
    assert (await store.name_book()).decisions == (MERGED,)
    await store.close()
    await opened.close()


async def test_what_the_database_could_not_do_is_in_the_log(tmp_path: Path) -> None:
    """As the sentence says: by the database's own code and our place, without any values."""
    store = await open_store(URL, tmp_path)
    with store.engine.begin() as conn:
        conn.execute(text("ALTER TABLE facets RENAME TO elsewhere"))
    with capture_logs() as logged, pytest.raises(StoreUnavailable, match="the log says why"):
        await store.known_speakers()
    (told,) = logged
    assert told["error"] == "OperationalError"
    assert told["code"] == "SQLITE_ERROR"
    assert "in known" in told["where"]
    assert "speaker" not in str(told).replace("known_speakers", "")
    await store.close()
