"""The command line's grammar: what is a question, and what an option."""

from __future__ import annotations

import pytest

from bot.usage import as_text, parser


@pytest.mark.parametrize(
    ("arguments", "text", "json"),
    [
        (["ask", "tariffs"], "tariffs", False),
        (["ask", "-tariffs"], " -tariffs", False),
        (["ask", "--json", "-tax"], " -tax", True),
        (["ask", "-tax", "--json", "--as-of", "2025-06-05"], " -tax", True),
        (["ask", "--as-of=2025-06-05", "--foo"], " --foo", False),
        (["ask", "--jsonl"], " --jsonl", False),
        (["ask", "--"], " --", False),
        (["ask", "--", "-tax"], " -tax", False),
        (["ask", "-"], " -", False),
        (["ask", ""], "", False),
    ],
)
def test_a_question_may_begin_with_a_minus(arguments: list[str], text: str, *, json: bool) -> None:
    """Whatever is no option of "ask" is what a person typed, a blank before it aside."""
    options = parser().parse_args(as_text(arguments))
    assert (options.text, options.json) == (text, json)


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--json"], ["ingest", "-x"], ["--foo"]])
def test_wrong_usage_stays_wrong(arguments: list[str]) -> None:
    """A missing question, and odd options of other commands, end with the usage."""
    with pytest.raises(SystemExit, match="2"):
        parser().parse_args(as_text(arguments))
