"""The process as a person meets it: starts, answers, refuses in one sentence, ends with 0."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import bot_process as process
import pytest

ARTICLE = """\
Harbour fees to rise in Norland

By Ada Quill | The Norland Ledger | March 4, 2025

NORDHAVN — Norland will raise its timber tariff to 15%, Trade Minister Mia Lund said Tuesday.

“We did not start this,” Ms. Lund told reporters. “We will finish it.”
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with one fictional article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.mark.model
def test_a_pipe_is_answered_line_by_line(tmp_path: Path, articles: Path) -> None:
    """The articles are loaded, each line is answered in order, and the end of input is the end."""
    typed = "/quotes Lund\n\n/help\n"
    done = process.run(tmp_path / "data", "run", typed=typed, CLAIMWIRE_ARTICLES=str(articles))
    assert done.returncode == 0, done.stderr
    assert "“We did not start this,”" in done.stdout
    assert done.stdout.index("Mia Lund") < done.stdout.index("/tariffs")


@pytest.mark.model
def test_ingest_then_ask_as_json(tmp_path: Path, articles: Path) -> None:
    """The contract of the command line: what is shown stands in the file at its offsets."""
    data = tmp_path / "data"
    first = process.run(data, "ingest", str(articles), "--json")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["outcome"] == "added"
    assert json.loads(process.run(data, "ingest", str(articles), "--json").stdout)["outcome"] == (
        "unchanged"
    )
    answer = json.loads(process.run(data, "ask", "/quotes Lund", "--json").stdout)
    assert {claim["speaker"] for claim in answer["claims"]} == {"Mia Lund"}
    for claim in answer["claims"]:
        assert ARTICLE[claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.model
def test_a_wrong_finding_becomes_gold(tmp_path: Path, articles: Path) -> None:
    """What a person marks is kept, shown, and read by the evaluation, which finds it again."""
    data, gold = tmp_path / "data", tmp_path / "judged.jsonl"
    assert process.fork(data, "ingest", str(articles)).returncode == 0
    asked = json.loads(process.fork(data, "ask", "/quotes Lund", "--json").stdout)
    claim = asked["claims"][0]["id"]
    assert process.fork(data, "ask", f"/wrong {claim} speaker It was her aide.").returncode == 0
    asked = json.loads(process.fork(data, "ask", "/quotes Lund", "--json").stdout)
    assert {each["id"]: each["status"] for each in asked["claims"]}[claim] == "wrong"
    done = process.run(data, "export", "--gold", str(gold))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"1 judged finding of 1 article text is in {gold}\n"
    assert process.fork(data, "export", "--gold", "-").stdout == gold.read_text("utf-8")
    refused = process.fork(data, "export", "--gold", str(tmp_path))
    assert refused.returncode == 1
    why = "cannot be written: Is a directory. Name another file."
    assert refused.stderr == f"claimwire: {tmp_path} {why}\n"
    scored = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "nlp.evaluate", str(gold)],
        cwd=process.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "findings called wrong: 1, found like this again 1\n  speaker: 1, again 1" in (
        scored.stdout
    )


def test_a_stray_byte_on_a_strict_pipe_stops_nothing(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 spoil one line at most, and the output needs no UTF-8 either."""
    (tmp_path / "none").mkdir()
    with process.start(
        tmp_path / "data",
        "run",
        CLAIMWIRE_ARTICLES=str(tmp_path / "none"),
        PYTHONIOENCODING="ascii:strict",
    ) as running:
        assert running.stdin
        os.write(
            running.stdin.fileno(), b"/claims caf\xe9 \xe2\x80\x9cno\xe2\x80\x9d\n/help quotes\n"
        )
        out, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    assert "Traceback" not in err
    assert "/quotes SPEAKER" in out


@pytest.mark.model
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_the_extractor(tmp_path: Path, number: signal.Signals) -> None:
    """Waiting for input, it ends with 0 at the first signal, and without a traceback."""
    with process.start(tmp_path / "data", "extract", "--jsonl") as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write('{"id": 1, "text": ""}\n' * 32)
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(number)
        assert running.wait(timeout=15) == 0
        assert running.stderr
        assert "Traceback" not in running.stderr.read()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    ("module", "arguments"), [("pydantic_core", ["ask", "/help"]), ("thinc.", ["extract"])]
)
def test_a_signal_during_the_imports_ends_it_with_zero(
    tmp_path: Path, number: signal.Signals, module: str, arguments: list[str]
) -> None:
    """The first second is spent on imports; a signal then is as good as any other."""
    with process.start(tmp_path / "data", *arguments, PYTHONPROFILEIMPORTTIME="1") as running:
        assert running.stderr
        next(line for line in running.stderr if module in line)
        running.send_signal(number)
        typing, running.stdin = running.stdin, None  # stays open: its end would be one too
        try:
            _, err = running.communicate(timeout=15)
        finally:
            running.kill()
        assert typing
        typing.close()
    assert running.returncode == 0
    assert "Traceback" not in err


@pytest.mark.model
def test_extract_reads_articles_as_ingest_does(tmp_path: Path) -> None:
    """Mark-up and hidden text are no words of anybody; a refused file stops nothing."""
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><article><h1>Fees rise</h1><p>Norland will keep its duty on timber, "
        "the ministry said in a long statement about trade and harbours.</p>"
        "<p hidden>“I hate timber,” said Minister Mia Lund.</p>"
        "<p>“We did not start this,” Minister Mia Lund told reporters.</p></article></body></html>",
        encoding="utf-8",
    )
    done = process.run(tmp_path / "data", "extract", str(tmp_path / "none.txt"), str(page))
    assert done.returncode == 1
    assert "no such file" in done.stdout
    assert "“We did not start this,”" in done.stdout
    assert "hate timber" not in done.stdout
    assert "<p" not in done.stdout


def test_ingest_says_that_addresses_are_not_fetched(tmp_path: Path) -> None:
    """An address is not taken for a missing file."""
    done = process.fork(tmp_path / "data", "ingest", "https://norland.invalid/fees")
    assert done.returncode == 1
    assert "Addresses are not fetched: save the page" in done.stdout


@pytest.mark.parametrize("typed", ["soon", "2025-02-30"])
def test_a_wrong_day_is_told_how_to_write_it(tmp_path: Path, typed: str) -> None:
    """Wrong usage ends with 2 and a sentence with an example."""
    done = process.fork(tmp_path / "data", "ask", "/tariffs", "--as-of", typed)
    assert done.returncode == 2
    assert "is no day: write it like 2025-06-05" in done.stderr


def test_extract_refuses_a_missing_file_of_lines(tmp_path: Path) -> None:
    """One sentence, no traceback."""
    done = process.fork(tmp_path / "data", "extract", "--jsonl", str(tmp_path / "none.jsonl"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "There is no such file" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_with_zero(tmp_path: Path, number: signal.Signals) -> None:
    """SIGTERM and Ctrl-C finish the work in hand and end with 0."""
    (tmp_path / "none").mkdir()
    with process.start(
        tmp_path / "data", "run", CLAIMWIRE_ARTICLES=str(tmp_path / "none")
    ) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write("/help\n")
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(number)
        assert running.wait(timeout=15) == 0


def test_health_is_served_while_it_runs(tmp_path: Path) -> None:
    """GET /healthz and /readyz answer on CLAIMWIRE_HTTP."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    (tmp_path / "none").mkdir()
    settings = {"CLAIMWIRE_ARTICLES": str(tmp_path / "none"), "CLAIMWIRE_HTTP": address}
    with process.start(tmp_path / "data", "run", **settings) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write("/help\n")
        running.stdin.flush()
        running.stdout.readline()
        for path in ("healthz", "readyz"):
            with urllib.request.urlopen(f"http://{address}/{path}") as answer:
                assert answer.status == 200
        running.stdin.close()
        assert running.wait(timeout=15) == 0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"SLACK_BOT_TOKEN": "nonsense", "SLACK_APP_TOKEN": "xapp-1-A-1-a"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1-2-a", "SLACK_APP_TOKEN": "nonsense"}, "SLACK_APP_TOKEN"),
        ({"DISCORD_TOKEN": "nonsense"}, "DISCORD_TOKEN"),
        ({"CLAIMWIRE_TZ": "Mars/Olympus"}, "CLAIMWIRE_TZ"),
        ({"CLAIMWIRE_NOW": "noon"}, "CLAIMWIRE_NOW"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"CLAIMWIRE_ARTICLES": "/no/such/folder"}, "CLAIMWIRE_ARTICLES"),
    ],
)
def test_a_wrong_setting_stops_the_start(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    """Exit 1 and one line that names the variable; no traceback."""
    done = process.fork(tmp_path / "data", "run", **settings)
    assert done.returncode == 1
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_run_says_which_file_it_refuses_and_why(tmp_path: Path) -> None:
    """One log line with the file and the reason; the start goes on."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "blank.txt").write_bytes(b"")
    done = process.run(tmp_path / "data", CLAIMWIRE_ARTICLES=str(tmp_path / "articles"))
    assert done.returncode == 0
    refused = [line for line in map(json.loads, done.stderr.splitlines()) if "file" in line]
    assert [(Path(line["file"]).name, line["why"]) for line in refused] == [
        ("blank.txt", "The file is empty.")
    ]


def test_a_taken_port_stops_the_start(tmp_path: Path) -> None:
    """Exit 1 and the way out."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = process.run(tmp_path / "data", "run", CLAIMWIRE_HTTP=address)
    assert done.returncode == 1
    assert "CLAIMWIRE_HTTP" in done.stderr


def test_a_corrupt_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Not one byte of it changes."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "claimwire.db").write_bytes(b"this was a database once" * 500)
    done = process.fork(data, "ask", "/help")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (data / "claimwire.db").read_bytes() == b"this was a database once" * 500


def test_a_file_in_place_of_the_data_folder_is_refused(tmp_path: Path) -> None:
    """The sentence names the setting."""
    (tmp_path / "file").write_text("not a folder")
    done = process.fork(tmp_path, "ask", "/help", CLAIMWIRE_DATA=str(tmp_path / "file" / "data"))
    assert done.returncode == 1
    assert "CLAIMWIRE_DATA" in done.stderr


@pytest.mark.parametrize("arguments", [["frobnicate"], ["ask"], ["ask", "x", "--as-of", "noon"]])
def test_wrong_usage_ends_with_two(tmp_path: Path, arguments: list[str]) -> None:
    """argparse's own convention."""
    assert process.fork(tmp_path / "data", *arguments).returncode == 2


def test_ingest_refuses_file_by_file(tmp_path: Path) -> None:
    """Each refused file gets one line that says why."""
    for name, content in {"empty.txt": b"", "binary.txt": bytes(range(256)) * 40}.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in ("empty.txt", "binary.txt", "absent.txt")]
    done = process.fork(tmp_path / "data", "ingest", *paths)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("refused") for line in lines)


@pytest.mark.parametrize("asked", ["/frobnicate", "/digest here daily 25:00 tariffs"])
def test_ask_refuses_with_a_sentence(tmp_path: Path, asked: str) -> None:
    """Exit 1, the sentence on standard error, nothing on standard output."""
    done = process.fork(tmp_path / "data", "ask", asked)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("claimwire: ")
