"""What Discord needs remembered: the synchronised commands, long questions, unsent notes."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from pathlib import Path
from typing import TypeVar

import structlog

from bot.platforms.discord.buttons import Kept, Press, key_of

KEPT = 2_000  # long questions; beyond, the oldest go
PASSING = 500  # questions with words of messages, and unsent notes: until the restart at most

log = structlog.get_logger(__name__)

K = TypeVar("K")
V = TypeVar("V")


class DiscordMemory:
    """A small file in the data folder; losing it costs a synchronisation and old buttons.

    A folder that cannot be written to is said in the log, and everything goes on. Words of
    messages that somebody had us read, and notes that were not taken, are never written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "discord.json"
        self._commands: dict[str, str] = {}
        self._questions: dict[str, tuple[str, str]] = {}
        self._passing: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._drafts: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._writing = asyncio.Lock()

    async def load(self) -> None:
        """Read the file, if there is one; a damaged one is taken for empty."""
        try:
            text = await asyncio.to_thread(self._path.read_text, encoding="utf-8")
            kept = json.loads(text)
            commands = {str(k): str(v) for k, v in kept["commands"].items()}
            questions = {str(k): (str(a), str(b)) for k, (a, b) in kept["questions"].items()}
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.warning("discord.memory_unreadable", reason=type(error).__name__)
            return
        self._commands, self._questions = commands, questions

    def synchronised(self, application: str) -> str:
        """The digest of the commands that Discord last took from us; "" if none."""
        return self._commands.get(application, "")

    async def remember_synchronised(self, application: str, digest: str) -> None:
        """Keep the digest of the commands that Discord has just taken."""
        self._commands[application] = digest
        await self._save()

    async def keep(self, press: Press, *, lasting: bool = True) -> Kept:
        """Keep a question that is too long for its button; `lasting` beyond a restart.

        One that was not to last is not made to by being asked again.
        """
        kept = key_of(press)
        told = (press.command, "~".join(press.pages))
        if not lasting or any(press.command == command for command, _ in self._passing.values()):
            _put(self._passing, kept.key, told)
        elif kept.key not in self._questions:
            self._questions[kept.key] = told
            for oldest in list(self._questions)[:-KEPT]:
                del self._questions[oldest]
            await self._save()
        return kept

    def question(self, kept: Kept) -> Press | None:
        """The press with its question, or None where it is no longer known."""
        found = self._questions.get(kept.key) or self._passing.get(kept.key)
        if found is None:
            return None
        command, pages = found
        cursors = tuple(pages.split("~"))
        return Press(verb=kept.verb, command=command, pages=cursors, asker=kept.asker)

    def draft(self, person: str, command: str) -> str:
        """The note that this person typed last for a command and that was not taken; "" if none."""
        return self._drafts.get((person, command), "")

    def keep_draft(self, person: str, command: str, note: str) -> None:
        """Keep a note for another try, or forget it with ""."""
        self._drafts.pop((person, command), None)
        if note:
            _put(self._drafts, (person, command), note)

    async def _save(self) -> None:
        async with self._writing:
            # As they are now: thousands of long questions take a while to put into JSON.
            commands, questions = dict(self._commands), dict(self._questions)
            try:
                await asyncio.to_thread(self._write, commands, questions)
            except OSError as error:
                log.warning("discord.memory_not_written", reason=error.strerror)

    def _write(self, commands: dict[str, str], questions: dict[str, tuple[str, str]]) -> None:
        fresh = self._path.with_suffix(".new")
        kept = json.dumps({"commands": commands, "questions": questions})
        fresh.write_text(kept, encoding="utf-8")
        fresh.replace(self._path)


def _put(kept: OrderedDict[K, V], key: K, value: V) -> None:
    """Keep the newest only."""
    kept[key] = value
    if len(kept) > PASSING:
        kept.popitem(last=False)
