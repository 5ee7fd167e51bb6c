"""Files kept by the console: named safely, inside the data folder, over nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import bot_process as process
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom_samples import ANALYSES, keep
from stores import opened

from bot.drawing.draftsman import PictureFailed
from bot.keeping import keep as keep_file
from bot.keeping import kept, safe_name
from handlers.errors import Refused
from handlers.reply import Chart, File, Reply

FILE = File(name="claims.csv", media="text/csv", data=b"id\r\n", alt="One claim.")


class NoPictures:
    """Draws nothing."""

    async def draw(self, chart: Chart) -> bytes:
        """Always fails."""
        raise PictureFailed(f"No {chart.title}.")


async def test_a_file_is_kept_once_and_changes_none(tmp_path: Path) -> None:
    """The same bytes are there already; other bytes of the name get a number."""
    reply = Reply(headline="x", files=(FILE, replace(FILE, data=b"other"), FILE))
    lines = [line async for line in kept(reply, NoPictures(), tmp_path)]
    folder = tmp_path / "exports"
    assert lines == [
        f"File: {folder / name}" for name in ("claims.csv", "claims-2.csv", "claims.csv")
    ]
    assert (folder / "claims.csv").read_bytes() == FILE.data
    assert (folder / "claims-2.csv").read_bytes() == b"other"


@given(st.text("ab./\\:\n\0~-é"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_one_plain_file(tmp_path: Path, name: str) -> None:
    """No path leads out of the folder, and nothing is hidden in it."""
    safe = safe_name(name)
    assert (tmp_path / safe).resolve().parent == tmp_path.resolve()
    assert safe.isascii()
    assert safe[0] not in ".-"


def test_links_are_neither_followed_nor_replaced(tmp_path: Path) -> None:
    """What stands there as a link stays, and so does what it leads to."""
    folder, outside = tmp_path / "exports", tmp_path / "mine.txt"
    folder.mkdir()
    outside.write_text("mine")
    (folder / "claims.csv").symlink_to(outside)
    assert keep_file(FILE, folder, tmp_path) == folder / "claims-2.csv"
    assert outside.read_text() == "mine"


def test_a_folder_that_leads_away_is_refused(tmp_path: Path) -> None:
    """Nothing is written outside the data folder; one sentence says so."""
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    data.mkdir()
    elsewhere.mkdir()
    (data / "exports").symlink_to(elsewhere)
    with pytest.raises(Refused, match="leads out of"):
        keep_file(FILE, data / "exports", data)
    assert list(elsewhere.iterdir()) == []


async def test_what_cannot_be_written_costs_its_line_only(tmp_path: Path) -> None:
    """A file in the folder's place is said in a sentence."""
    (tmp_path / "exports").write_text("in the way")
    (line,) = [
        line async for line in kept(Reply(headline="x", files=(FILE,)), NoPictures(), tmp_path)
    ]
    assert line.startswith("claims.csv cannot be written into ")


@pytest.mark.parametrize("arguments", [("ask", "/export china csv"), ("run",)])
async def test_the_terminal_says_where_the_file_is(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """An export of `ask` or at the prompt ends with the path of its file."""
    (tmp_path / "none").mkdir()
    async with opened("sqlite", tmp_path) as store:
        for parsed, findings in ANALYSES:
            await keep(store, parsed, findings())
    done = process.run(
        tmp_path,
        *arguments,
        typed="/export china csv\n",
        DATABASE_URL="sqlite:///store.db",
        CLAIMWIRE_ARTICLES=str(tmp_path / "none"),
    )
    assert done.returncode == 0, done.stderr
    check(Path(done.stdout.rstrip().rpartition("\n")[2].removeprefix("File: ")), tmp_path)


def check(path: Path, data: Path) -> None:
    """It is in the folder of exports, with a line for the names and one for each claim."""
    assert path.parent == data / "exports"
    assert path.read_bytes().count(b"\r\n") == 1 + 6
