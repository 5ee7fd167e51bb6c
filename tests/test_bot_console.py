"""What is typed behind an answer at the console."""

from __future__ import annotations

import pytest

from bot.console import going_on
from handlers.reply import Action, Reply

LONG = Reply(
    headline="24 claims.",
    actions=(
        Action(name="more", label="More", command="/claims steel", page="f20a"),
        Action(name="timeline", label="Timeline", command="/timeline steel"),
    ),
)
SHORT = Reply(headline="1 claim.", actions=LONG.actions[1:])


@pytest.mark.parametrize(
    ("typed", "last", "line"),
    [
        ("more", LONG, "/claims steel page:f20a"),
        ("  Next page. ", LONG, "/claims steel page:f20a"),
        ("more", SHORT, "more"),
        ("more", None, "more"),
        ("more steel", LONG, "more steel"),
    ],
)
def test_more_goes_on_where_the_answer_does(typed: str, last: Reply | None, line: str) -> None:
    """A word instead of the cursor; where nothing follows it is a word like any other."""
    assert going_on(typed, last) == line
