"""What a command is, and how one is found by what was typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply

Handler = Callable[[Request, World, str], Awaitable[Reply]]


def always(_words: str) -> bool:
    """A line that begins with the command's name is the command, with or without slash."""
    return True


def slashed_only(_words: str) -> bool:
    """A line without slash is none of the command's: "who wants tariffs dropped?"."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: its name without slash, what it takes, and what it does in a line."""

    name: str
    argument: str  # usage of the argument, such as "[COUNTRY]"; "" where it takes none
    summary: str  # one sentence, at most 100 characters
    examples: tuple[str, ...]
    handler: Handler
    alias: str = ""  # another name, for where a platform keeps the first one to itself
    called: tuple[str, ...] = ()  # other words that people type for it; none of them runs it
    meant: Callable[[str], bool] = always  # by a line without slash that goes on with these words
    setting: bool = False  # changes how everybody is answered: not for everybody to use
    verbatim: bool = False  # takes names, notes or standing questions: no day is read in them

    @property
    def usage(self) -> str:
        """As it is typed: "/quotes SPEAKER [WORDS]"."""
        return f"/{self.name} {self.argument}".rstrip()


def named(name: str, commands: tuple[Command, ...]) -> Command | None:
    """The command of that name or alias, in small letters and without slash."""
    return next((each for each in commands if name and name in (each.name, each.alias)), None)


def near(name: str, commands: tuple[Command, ...], slips: int) -> Command | None:
    """The command called so by others, or whose name is at most so many typing errors away."""
    if called := next((each for each in commands if name.lower() in each.called), None):
        return called
    names = [command.name for command in commands]
    found = process.extractOne(name.lower()[:40], names, scorer=OSA.distance, score_cutoff=slips)
    return named(found[0], commands) if found else None


def missing(name: str, commands: tuple[Command, ...]) -> str:
    """Says that there is no such command, and which one may have been meant."""
    meant = near(name, commands, min(3, max(1, len(name) // 2)))
    hint = f" Did you mean /{meant.name}?" if meant else ""
    return f"There is no command /{name[:40]}.{hint}"
