"""What Discord needs remembered between starts: the synchronised commands, long questions."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import structlog

from bot.discord_buttons import Kept, Press, key_of

KEPT = 2_000  # long questions; beyond, the oldest go

log = structlog.get_logger(__name__)


class DiscordMemory:
    """A small file in the data folder; losing it costs a synchronisation and old buttons.

    A folder that cannot be written to is said in the log, and everything goes on.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "discord.json"
        self._commands: dict[str, str] = {}
        self._questions: dict[str, tuple[str, str]] = {}
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

    async def keep(self, press: Press) -> Kept:
        """Keep a question that is too long for its button."""
        kept = key_of(press)
        if kept.key not in self._questions:
            self._questions[kept.key] = (press.command, press.page)
            for oldest in list(self._questions)[:-KEPT]:
                del self._questions[oldest]
            await self._save()
        return kept

    def question(self, kept: Kept) -> Press | None:
        """The press with its question, or None where it is no longer known."""
        found = self._questions.get(kept.key)
        if found is None:
            return None
        command, page = found
        return Press(verb=kept.verb, command=command, page=page)

    async def _save(self) -> None:
        async with self._writing:
            text = json.dumps({"commands": self._commands, "questions": self._questions})
            try:
                await asyncio.to_thread(self._write, text)
            except OSError as error:
                log.warning("discord.memory_not_written", reason=error.strerror)

    def _write(self, text: str) -> None:
        fresh = self._path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._path)
