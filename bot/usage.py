"""The grammar of the command line: which commands there are, and what each may be told."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot import errands

_QUESTION = re.compile(r"-(?!-json$|-as-of(?:=|$)|-help$|h$|-$)")
_ABOUT = "A newsroom bot that answers with attributed claims from your own articles."


def parser() -> argparse.ArgumentParser:
    """Every command, its options, and the errand it sends the bot on."""
    grammar = argparse.ArgumentParser(prog="claimwire", description=_ABOUT)
    grammar.set_defaults(errand=errands.run)
    commands = grammar.add_subparsers(metavar="COMMAND")

    run = commands.add_parser("run", help="start what has tokens, or the console")
    run.set_defaults(errand=errands.run)

    ask = commands.add_parser("ask", help="one answer, as a person would type it")
    ask.add_argument("text", help='for example "/tariffs china"')
    ask.add_argument("--json", action="store_true", help="the answer as one JSON object")
    ask.add_argument("--as-of", type=_day, metavar="DATE", help="as of YYYY-MM-DD")
    ask.set_defaults(errand=errands.ask)

    ingest = commands.add_parser("ingest", help="read, analyse and store articles")
    ingest.add_argument("path", nargs="+", type=Path, help="article files or folders")
    ingest.add_argument("--json", action="store_true", help="one JSON object an article")
    ingest.set_defaults(errand=errands.ingest)

    extract = commands.add_parser("extract", help="the extractor alone, without a store")
    extract.add_argument("file", nargs="*", type=Path, help="files; standard input without any")
    extract.add_argument("--jsonl", action="store_true", help='lines {"id","text"} in and out')
    extract.set_defaults(errand=errands.extract)

    _add_digest(commands)
    _add_care(commands)
    return grammar


def as_text(arguments: Sequence[str]) -> list[str]:
    """The arguments, a question to "ask" such as "-tax" set off so that it is no option."""
    verb, *rest = arguments or ("",)
    if verb != "ask":
        return [*arguments]
    last = len(rest) - 1
    questions = (
        _QUESTION.match(each) or (each, at) == ("--", last) for at, each in enumerate(rest)
    )
    return [
        verb,
        *(f" {each}" if is_one else each for each, is_one in zip(rest, questions, strict=True)),
    ]


def _add_digest(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    digest = commands.add_parser("digest", help="what would be sent, or send what is due")
    does = digest.add_subparsers(metavar="WHAT", required=True)
    preview = does.add_parser("preview", help="what a channel's digests would hold now")
    preview.add_argument("channel", help="the channel's own id, for example C024BE91L")
    preview.set_defaults(errand=errands.digest_preview)
    send = does.add_parser("run", help="plan and send every digest that is due")
    send.add_argument("--due", action="store_true", help="only what is due (the only way there is)")
    send.set_defaults(errand=errands.digest_run)


def _add_care(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    doctor = commands.add_parser("doctor", help="check the store")
    doctor.add_argument("--json", action="store_true", help="the findings as one JSON object")
    doctor.set_defaults(errand=errands.doctor)
    backup = commands.add_parser("backup", help="copy the store into a file, safely while it runs")
    backup.add_argument("file", type=Path)
    backup.set_defaults(errand=errands.backup)
    export = commands.add_parser("export", help="write out what people found out about claims")
    export.add_argument(
        "--gold",
        type=Path,
        metavar="FILE",
        required=True,
        help="verified and wrong findings for python -m nlp.evaluate; - for standard output",
    )
    export.set_defaults(errand=errands.export)
    restore = commands.add_parser("restore", help="bring the store back from a backup")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="even if the store holds articles")
    restore.set_defaults(errand=errands.restore)


def _day(typed: str) -> date:
    """A day as people type it; argparse turns the error into one sentence of usage."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed!r} is no day: write it like 2025-06-05") from None
