"""The newsroom's own topics: `topics.toml` in the data folder, read at start.

It adds [[topic]] tables to those that ship (`nlp/lexicons/topics.toml` explains them);
each becomes a command with help. Articles are read again when the file changes.
"""

from __future__ import annotations

from pathlib import Path

from bot.names_file import LARGEST
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
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Refused(f"{path} is larger than {LARGEST:,} bytes; keep only topics in it.")
        topics = extended(content.decode("utf-8-sig"))
    except FileNotFoundError:
        return SHIPPED
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}).") from error
    except RecursionError as error:
        raise Refused(f"{path} is nested too deep; {_FORM}.") from error
    except ValueError as error:  # no UTF-8, no TOML or no topics
        raise Refused(f"{path} is no list of topics ({error}); {_FORM}.") from error
    try:
        commands_of(topics)
    except Refused as error:
        raise Refused(f"{path}: {error}") from error
    return topics
