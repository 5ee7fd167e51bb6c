"""Backups that are whole, restores that ask first, and a check that names what is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date
from pathlib import Path

import postgres
import pytest
from store_samples import Said, make, store_one
from stores import opened

from bot.store import SqlStore, care, open_store
from handlers.errors import Refused, StoreUnavailable
from handlers.newsroom import ClaimKind
from handlers.ports import Question

URL = "sqlite:///store.db"


async def fill(store: SqlStore, *numbers: int) -> None:
    """Articles with a claim of each kind."""
    for number in numbers:
        said = [Said(words=f"{kind} {number}", kind=kind, entities=("E",)) for kind in ClaimKind]
        await store_one(store, make(f"a{number}", *said, day=date(2025, 5, 1)), f"a{number}")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """A SQLite store with two articles."""
    one = await open_store(URL, tmp_path)
    await fill(one, 1, 2)
    yield one
    await one.close()


def change(file: Path, *statements: str) -> None:
    """Do what only a fault could do."""
    with closing(sqlite3.connect(file)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.commit()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_sound_store_has_no_faults(tmp_path: Path, kind: str) -> None:
    """Also after versions and claims were exchanged."""
    async with opened(kind, tmp_path) as one:
        assert isinstance(one, SqlStore)
        await fill(one, 1, 2)
        await store_one(one, make("a1", Said(words="another now")), "a1")
        health = await care.check(one)
    assert (health.articles, health.claims, health.faults) == (2, 6, ())


@pytest.mark.parametrize(
    ("statement", "what", "named"),
    [
        (
            "UPDATE article_versions SET text = replace(text, 'quote 1', 'quote X')",
            {"article", "claim"},
            {"a1"},
        ),
        (
            "UPDATE claim_bodies SET finding = replace(finding, 'measure 2', 'measure Y')",
            {"claim"},
            {"a2-measure-"},
        ),
        ("DELETE FROM search WHERE rowid = (SELECT max(key) FROM claims)", {"index"}, {"search"}),
        ("DELETE FROM article_search", {"index"}, {"article_search"}),
        ("UPDATE facets SET claims = 7 WHERE key = 'E'", {"index"}, {"E"}),
        ("DELETE FROM claims WHERE key = (SELECT max(key) FROM claims)", {"database"}, {""}),
    ],
)
async def test_the_check_names_what_is_wrong(
    store: SqlStore, tmp_path: Path, statement: str, what: set[str], named: set[str]
) -> None:
    """Each kind of fault, with the id of what it befell."""
    change(tmp_path / "store.db", statement)
    faults = (await care.check(store)).faults
    assert what <= {fault.what for fault in faults}
    for name in named:
        assert any(fault.id.startswith(name) for fault in faults if fault.what in what)
    assert all(fault.sentence.endswith(".") for fault in faults)


async def test_a_backup_of_a_store_in_use_is_whole(store: SqlStore, tmp_path: Path) -> None:
    """It holds what was committed, and opens as a store of its own."""
    copy = tmp_path / "copy" / "backup.db"
    copy.parent.mkdir()
    await care.backup(store, copy)
    await fill(store, 3)
    assert [each.name for each in copy.parent.iterdir()] == ["backup.db"]
    again = await open_store(f"sqlite:///{copy}", tmp_path)
    assert (await care.check(again)).articles == 2
    await again.close()


@pytest.mark.parametrize("name", ["store.db", "no/such/folder/backup.db"])
async def test_a_backup_never_overwrites(store: SqlStore, tmp_path: Path, name: str) -> None:
    """Nor does a failed one leave half a file."""
    with pytest.raises(Refused, match=r"(exists already|could not be written).*\.$"):
        await care.backup(store, tmp_path / name)
    assert (await store.coverage()).articles == 2


async def test_a_restore_brings_back_what_was(store: SqlStore, tmp_path: Path) -> None:
    """Into a new folder, and over a store in use if one insists."""
    copy = tmp_path / "backup.db"
    await care.backup(store, copy)
    await care.restore(URL, tmp_path / "new", copy)
    fresh = await open_store(URL, tmp_path / "new")
    assert (await fresh.coverage()).articles == 2
    await fresh.close()
    await fill(store, 3)
    with pytest.raises(Refused, match="--replace"):
        await care.restore(URL, tmp_path, copy)
    assert (await store.coverage()).articles == 3
    await care.restore(URL, tmp_path, copy, replace=True)
    assert (await store.search(Question(words=("3",)))).total == 0
    assert (await care.check(store)).faults == ()
    await fill(store, 4)
    assert (await store.coverage()).articles == 3


async def test_a_damaged_store_is_put_aside_not_away(store: SqlStore, tmp_path: Path) -> None:
    """Only when one insists; the damaged file stays beside the restored one."""
    copy, file = tmp_path / "backup.db", tmp_path / "store.db"
    await care.backup(store, copy)
    await store.close()
    file.write_bytes(b"damaged " * 1000)
    with pytest.raises(Refused, match="puts it aside"):
        await care.restore(URL, tmp_path, copy)
    assert file.read_bytes() == b"damaged " * 1000
    await care.restore(URL, tmp_path, copy, replace=True)
    assert (tmp_path / "store.db.damaged-1").read_bytes() == b"damaged " * 1000
    again = await open_store(URL, tmp_path)
    assert (await again.coverage()).articles == 2
    await again.close()


async def test_what_is_no_backup_is_refused(store: SqlStore, tmp_path: Path) -> None:
    """Absent, empty, foreign, damaged, newer: the store stays as it is."""
    names = ("absent", "empty", "foreign", "letter", "newer", "damaged")
    files = {name: tmp_path / f"{name}.db" for name in names}
    files["empty"].touch()
    files["letter"].write_text("Dear Sir or Madam, " * 100)
    change(files["foreign"], "CREATE TABLE recipes (name TEXT)")
    await care.backup(store, files["newer"])
    await care.backup(store, files["damaged"])
    change(files["newer"], "UPDATE alembic_version SET version_num = '9999'")
    content = files["damaged"].read_bytes()
    files["damaged"].write_bytes(content[: len(content) // 2])
    for name, file in files.items():
        with pytest.raises((Refused, StoreUnavailable)) as refused:
            await care.restore(URL, tmp_path, file, replace=True)
        assert f"{name}.db" in str(refused.value)
    assert (await store.coverage()).articles == 2


async def test_servers_have_their_own_tools(tmp_path: Path) -> None:
    """On PostgreSQL both say which program to use."""
    url = postgres.emptied()
    one = await open_store(url, tmp_path)
    with pytest.raises(Refused, match="pg_dump"):
        await care.backup(one, tmp_path / "x")
    await one.close()
    with pytest.raises(Refused, match="pg_restore"):
        await care.restore(url, tmp_path, tmp_path / "x")
