"""Opening a store: what cannot be used is refused in a sentence and left as it is."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import postgres
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, event
from store_samples import FETCHED, Said, make, store_one

from bot.store import open_store
from bot.store.database.faults import storable
from bot.store.database.migrating import head, is_ours
from bot.store.database.opening import open_engine
from bot.store.database.schema import HEAD, metadata
from handlers.errors import Refused, StoreUnavailable
from handlers.ports import Question

URL = "sqlite:///store.db"
ROOT = Path(__file__).resolve().parent.parent


async def _filled(folder: Path) -> Path:
    """A closed store with a few articles; its file."""
    store = await open_store(URL, folder)
    for number in range(30):
        said = [Said(words=f"claim {number} {at}") for at in range(10)]
        await store_one(store, make(f"a{number}", *said), f"a{number}")
    await store.close()
    return folder / "store.db"


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def _header_gone(content: bytes) -> bytes:
    return b"\0" * 100 + content[100:]


def _middle_gone(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[: middle - 9000] + b"\xff" * 18_000 + content[middle + 9000 :]


def _cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2 + 100]


def _not_one_at_all(_content: bytes) -> bytes:
    return b"This is a letter, not a database.\n" * 100


@pytest.mark.parametrize("damage", [_header_gone, _middle_gone, _cut_short, _not_one_at_all])
async def test_a_damaged_database_is_refused_and_left_alone(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Byte for byte as it was, and nothing new beside it."""
    file = await _filled(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    before = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="damaged"):
        await open_store(URL, tmp_path)
    assert file.read_bytes() == before
    assert _names(tmp_path) == ["store.db"]


async def test_damage_met_while_reading_is_a_sentence(tmp_path: Path) -> None:
    """A page that breaks while the store is open ends the question, not the program."""
    file = await _filled(tmp_path)
    store = await open_store(URL, tmp_path)
    content = bytearray(file.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    with file.open("r+b") as raw:
        raw.write(bytes(content))
    with pytest.raises(StoreUnavailable, match=r"damaged.*\."):
        await store.search(Question(words=("claim",)))
    await store.close()


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """A later program may have changed what rows mean."""
    file = await _filled(tmp_path)
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
        conn.commit()
    before = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="newer version"):
        await open_store(URL, tmp_path)
    assert file.read_bytes() == before


async def test_a_newer_database_on_a_server_is_refused(tmp_path: Path) -> None:
    """The same on PostgreSQL."""
    url = postgres.database()
    engine = create_engine(url)
    with engine.begin() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StoreUnavailable, match="newer version"):
        await open_store(url, tmp_path)


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """We add no tables to what is not ours."""
    with closing(sqlite3.connect(tmp_path / "store.db")) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
    before = (tmp_path / "store.db").read_bytes()
    with pytest.raises(StoreUnavailable, match="no database of this program"):
        await open_store(URL, tmp_path)
    assert (tmp_path / "store.db").read_bytes() == before


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "no database address"),
        ("mysql://x/y", "asks for mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/x?connect_timeout=2", "cannot be reached"),
        ("postgresql://nobody@127.0.0.1:1/x?connect_timeout=2", "cannot be reached"),
    ],
)
async def test_addresses_that_lead_nowhere(tmp_path: Path, url: str, says: str) -> None:
    """Each names the setting, so that it can be mended; no password is in it."""
    with pytest.raises(StoreUnavailable, match=says) as refused:
        await open_store(url, tmp_path)
    assert str(refused.value).endswith(".")
    assert "DATABASE_URL" in str(refused.value)


async def test_an_unknown_database_on_a_server(tmp_path: Path) -> None:
    """A server without that database says so."""
    url = postgres.database().replace("/test", "/absent")
    with pytest.raises(StoreUnavailable, match="does not know"):
        await open_store(url, tmp_path)


async def test_folders_in_the_way(tmp_path: Path) -> None:
    """A folder where the file should be, and a file where the folder should be."""
    (tmp_path / "store.db").mkdir()
    with pytest.raises(StoreUnavailable, match="is a folder"):
        await open_store(URL, tmp_path)
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        await open_store(URL, tmp_path / "data")


AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from bot.store.database.looking import look_at
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
look_at(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "said"),
    [
        (0o555, 0o666, "cannot be written to: check its permissions."),
        (0o777, 0o444, "cannot be written to: check its permissions."),
        (0o777, 0o666, ""),
    ],
)
def test_what_cannot_be_written_is_refused(folder_mode: int, file_mode: int, said: str) -> None:
    """A read-only folder or file is named before anything is tried; others pass."""
    with TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "store.db"
        file.touch()
        file.chmod(file_mode)
        folder.chmod(folder_mode)
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", AS_ANOTHER_USER, str(file)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        folder.chmod(0o755)
    assert said in done.stderr
    assert done.returncode == bool(said)


async def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    """What does not fit is refused whole; what was there stays readable."""
    await _filled(tmp_path)
    store = await open_store(URL, tmp_path)

    def no_more_pages(connection: sqlite3.Connection, _entry: object) -> None:
        connection.execute("PRAGMA max_page_count = 10")

    event.listen(store.engine, "connect", no_more_pages)
    await asyncio.to_thread(store.engine.dispose)
    made = make("big", *(Said(words=f"much {at} " + "x" * 2000) for at in range(50)))
    with pytest.raises(StoreUnavailable, match="disk is full"):
        await store_one(store, made, "big")
    assert (await store.search(Question(words=("claim",)))).total == 300
    assert await store.article("big") is None
    await store.close()


async def test_opening_again_finds_everything(tmp_path: Path) -> None:
    """Closed and opened, the same page comes back; no log is left beside the file."""
    await _filled(tmp_path)
    pages = []
    for _ in range(2):
        store = await open_store(URL, tmp_path)
        pages.append(await store.search(Question(words=("claim",))))
        await store.close()
    assert pages[0] == pages[1]
    assert pages[0].total == 300
    assert _names(tmp_path) == ["store.db"]


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """What still runs while the program ends gets a sentence; closing twice is no harm."""
    store = await open_store(URL, tmp_path)
    seen = store.within("T1")  # as whoever is being answered sees it
    await store.close()
    await store.close()
    for one in (store, seen):
        with pytest.raises(StoreUnavailable, match="closed"):
            await one.coverage()


@pytest.mark.parametrize("field", ["text", "headline", "byline", "outlet", "url", "speaker"])
@pytest.mark.parametrize("mark", ["\0", "\udc80"])
async def test_what_no_database_takes_is_refused(tmp_path: Path, field: str, mark: str) -> None:
    """NUL and lone surrogates, on SQLite as on PostgreSQL; in a file's name they are escaped."""
    store = await open_store(URL, tmp_path)
    parsed, claims = make("a", Said(words="x"))
    parsed = replace(parsed, source=f"/articles/{mark}.txt")
    if field == "speaker":
        bad, claims = parsed, (replace(claims[0], speakers=(f"Ada {mark}",)),)
    else:
        bad = replace(parsed, **{field: f"bad {mark}"})  # type: ignore[arg-type] # all are text
    with pytest.raises(Refused, match="cannot be stored"):
        await store.put(bad, claims, article_id="a", fetched=FETCHED)
    stored = await store.put(parsed, (), article_id="a", fetched=FETCHED)
    assert storable(stored.article.parsed.source)
    await store.close()


async def test_where_a_file_lies(tmp_path: Path) -> None:
    """A bare name lies in the data folder, which is made; any other path is as written."""
    elsewhere = tmp_path / "else" / "where.db"
    for url in (URL, f"sqlite:///{elsewhere}"):
        store = await open_store(url, tmp_path / "new" / "data")
        await store.close()
    assert (tmp_path / "new" / "data" / "store.db").exists()
    assert elsewhere.exists()


async def test_many_open_a_new_store_at_once(tmp_path: Path) -> None:
    """The tables are made once, and every opener gets a store that works."""
    stores = await asyncio.gather(*(open_store(URL, tmp_path) for _ in range(4)))
    await store_one(stores[0], make("a", Said(words="One")), "a")
    for store in stores:
        assert (await store.search(Question())).total == 1
        await store.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_make_the_tables_of_the_code(tmp_path: Path, kind: str) -> None:
    """From nothing to head is what `schema` describes; autogenerate has nothing to add."""
    url = URL if kind == "sqlite" else postgres.database(migrated=False)
    engine = open_engine(url, tmp_path)
    with engine.connect() as conn:
        context = MigrationContext.configure(
            conn, opts={"include_object": is_ours, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert head() == HEAD
