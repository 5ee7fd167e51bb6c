"""The newsroom's own topics: `topics.toml` in the data folder, read at start.

It adds [[topic]] tables to those that ship (`nlp/lexicons/topics.toml` explains them);
each becomes a command with help. Articles are read again when the file changes.
"""

from __future__ import annotations

from pathlib import Path

from bot.own_lists.tables import load
from handlers.commands import commands_of
from handlers.errors import Refused
from nlp.topics import SHIPPED, Topics, extended

NAME = "topics.toml"

_FORM = 'write tables such as [[topic]] key = "soy" words = ["soybean|soybeans"]'


def read(data: Path) -> Topics:
    """All topics, with those of the file where there is one.

    Raises Refused with one sentence where it cannot be read or a topic cannot be a command.
    """
    path = data / NAME
    topics = load(path, "topics", _FORM, extended)
    if topics is None:
        return SHIPPED
    try:
        commands_of(topics)
    except Refused as error:
        raise Refused(f"{path}: {error}") from error
    return topics
