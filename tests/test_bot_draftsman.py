"""The draftsman: pictures by a child process, kept, bounded, and never at an answer's cost."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import bot_process as process
import pytest
from ledger_samples import QUARREL, tell
from stores import opened
from test_bot_charts import chart, series

from bot.drawing.draftsman import Draftsman, PictureFailed, saved
from handlers.reply import Chart, Point, Reply, Series

PNG = b"\x89PNG\r\n\x1a\n"
RATES = chart(series("Peru → Chile, copper", "12", "5", steps=True))
ROOT = Path(__file__).parent.parent


class Quick:
    """Draws at once: a picture that is no more than its chart's title; none of "broken"."""

    async def draw(self, chart: Chart) -> bytes:
        """The title behind the signature."""
        if chart.title == "broken":
            raise PictureFailed("The picture could not be drawn.")
        return PNG + chart.title.encode()


async def lines(folder: Path, *titles: str) -> list[str]:
    """What is printed for charts with these titles."""
    reply = Reply(headline="So.", charts=tuple(chart(title=title) for title in titles))
    return [line async for line in saved(reply, Quick(), folder)]


async def test_a_child_draws_while_others_are_answered_and_the_picture_is_kept(
    tmp_path: Path,
) -> None:
    """The event loop goes on during the drawing; a second call gives the very same bytes."""
    draftsman = Draftsman(tmp_path)
    drawing = asyncio.create_task(draftsman.draw(RATES))
    for _ in range(50):
        await asyncio.sleep(0)
    assert not drawing.done()
    picture = await drawing
    assert picture.startswith(PNG)
    assert await draftsman.draw(RATES) is picture
    assert (tmp_path / "fonts").is_dir()


async def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """The limit ends the drawing with one sentence."""
    with pytest.raises(PictureFailed, match="took too long"):
        await Draftsman(tmp_path, seconds=0.0).draw(RATES)


async def test_a_child_that_breaks_gives_one_sentence(tmp_path: Path) -> None:
    """What the child cannot read is no picture, and its traceback goes nowhere."""
    point = Point(day=date(2025, 3, 1), value="broken", receipt=1)  # type: ignore[arg-type]
    with pytest.raises(PictureFailed, match="the log has the details"):
        await Draftsman(tmp_path).draw(chart(Series(name="x", points=(point,))))


def test_the_main_process_never_imports_matplotlib() -> None:
    """Everything that `python -m bot` imports leaves the drawing library alone."""
    code = (
        "import sys, bot.__main__, bot.app, bot.errands, bot.console, bot.drawing.draftsman,"
        " bot.platforms.slack.app, bot.platforms.discord.app;"
        "sys.stdout.write(str('matplotlib' in sys.modules))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False"


async def test_each_picture_is_a_file_named_by_its_content(tmp_path: Path) -> None:
    """The path is printed; a picture that fails costs its own line only."""
    first = await lines(tmp_path / "pictures", "one", "broken", "two")
    paths = [Path(line.removeprefix("Picture: ")) for line in (first[0], first[2])]
    assert [path.read_bytes() for path in paths] == [PNG + b"one", PNG + b"two"]
    assert first[1] == "The picture could not be drawn."
    assert await lines(tmp_path / "pictures", "one") == first[:1]


async def test_a_folder_that_cannot_be_written_gives_one_sentence(tmp_path: Path) -> None:
    """A file in the folder's place is said, and breaks no answer."""
    (tmp_path / "pictures").write_text("in the way")
    (line,) = await lines(tmp_path / "pictures", "one")
    assert line.startswith("The picture could not be written into ")


async def test_the_folder_keeps_the_newest_hundred(tmp_path: Path) -> None:
    """Old pictures make room; other files stay."""
    for number in range(120):
        old = tmp_path / f"{number:016x}.png"
        old.write_bytes(PNG)
        os.utime(old, (number, number))
    (tmp_path / "notes.txt").write_text("mine")
    (line,) = await lines(tmp_path, "new")
    kept = {each.name for each in os.scandir(tmp_path)}
    assert len(kept) == 100 + 1
    assert {Path(line).name, "notes.txt", f"{21:016x}.png"} <= kept
    assert f"{20:016x}.png" not in kept


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """A data folder whose store holds the invented quarrel."""
    (tmp_path / "none").mkdir()
    async with opened("sqlite", tmp_path) as store:
        await tell(store, *QUARREL)
    return tmp_path


def picture(printed: str) -> Path:
    """The path in the last line of what was printed."""
    return Path(printed.rstrip().rpartition("\n")[2].removeprefix("Picture: "))


@pytest.mark.parametrize("arguments", [("ask", "/timeline copper"), ("run",)])
def test_the_terminal_prints_where_the_picture_is(data: Path, arguments: tuple[str, ...]) -> None:
    """An answer of `ask` or at the prompt ends with the path of its PNG."""
    done = process.run(
        data,
        *arguments,
        typed="/timeline copper\n",
        DATABASE_URL="sqlite:///store.db",
        CLAIMWIRE_ARTICLES=str(data / "none"),
    )
    assert done.returncode == 0, done.stderr
    assert picture(done.stdout).read_bytes().startswith(PNG)
    assert picture(done.stdout).parent == data / "pictures"
