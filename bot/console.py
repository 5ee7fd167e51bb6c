"""The local console: a prompt with history and help, or line by line from a pipe."""

from __future__ import annotations

import asyncio
import io
import shutil
import sys
import threading
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import structlog
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.history import FileHistory
from prompt_toolkit.patch_stdout import patch_stdout

from bot.drawing.draftsman import Draftsman
from bot.keeping import kept
from handlers.commands import answer, commands_of
from handlers.errors import SendRefused
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World
from handlers.reply import Reply
from handlers.showing import plaintext
from handlers.showings import Showing, Told

log = structlog.get_logger(__name__)

CHANNEL = Channel(platform=Platform.CONSOLE, workspace="local", id="console")
_FAREWELLS = frozenset({"exit", "quit", "/exit", "/quit", ":q"})
_GOING_ON = frozenset({"more", "next", "next page", "more please", "show more", "go on"})
_WELCOME = "Claimwire. Ask /tariffs china, or /help. Ctrl-D ends."


class Console:
    """One person at one keyboard, answered until end of input, Ctrl-C or `stop`."""

    def __init__(self, world: World, zone: str, data: Path) -> None:
        self._world = world
        self._zone = zone
        self._data = data
        self._draftsman = Draftsman(data)
        self._last: Reply | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Read and answer until the input ends or `stop` is set."""
        lines = self._typed() if sys.stdin.isatty() else _piped()
        stopped = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                line = asyncio.ensure_future(anext(lines, None))
                await asyncio.wait({line, stopped}, return_when=asyncio.FIRST_COMPLETED)
                if not line.done():
                    line.cancel()
                    return
                if (text := line.result()) is None or text.strip().lower() in _FAREWELLS:
                    return
                if text.strip() or not sys.stdin.isatty():
                    await self._show(await self._answered(text))
        finally:
            stopped.cancel()

    async def _show(self, reply: Reply) -> None:
        """Print the answer, and where its files are, its pictures once they are drawn."""
        _show(reply)
        async for line in kept(reply, self._draftsman, self._data):
            _write(line)

    async def _answered(self, text: str) -> Reply:
        """The answer to one line; whatever breaks, the prompt comes back with a sentence."""
        line = going_on(text, self._last)
        request = Request(text=line, channel=CHANNEL, person="local", zone=self._zone)
        try:
            self._last = await answer(request, self._world)
            return self._last
        except Exception:
            log.exception("console.failed")
            return Reply(headline="That failed on our side; the log has the details. Try again.")

    async def _typed(self) -> AsyncIterator[str]:
        """Lines typed at the prompt, with history kept in the data folder."""
        names = [f"/{command.name}" for command in commands_of(self._world.topics)]
        session: PromptSession[str] = PromptSession(
            history=FileHistory(str(self._data / "console.history")),
            completer=WordCompleter(names, sentence=True),
            complete_while_typing=False,
        )
        _write(_WELCOME)
        with patch_stdout():
            while True:
                try:
                    yield await session.prompt_async("claimwire> ", handle_sigint=True)
                except (EOFError, KeyboardInterrupt):
                    return


def going_on(text: str, last: Reply | None) -> str:
    """What "more" asks for behind an answer that goes on; any other line as it is."""
    if last is None or text.strip(" /.!").lower() not in _GOING_ON:
        return text
    following = next((each for each in last.actions if each.page), None)
    return f"{following.command} page:{following.page}" if following else text


class ConsoleMessenger:
    """Posts digests of the console's own subscriptions to standard output."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._draftsman = Draftsman(data)

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:  # noqa: ARG002 - port
        """Print it, and where its files are; what was printed has arrived."""
        _show(reply)
        async for line in kept(reply, self._draftsman, self._data):
            _write(line)
        return key

    async def find(
        self,
        channel: Channel,  # noqa: ARG002 - port
        key: str,  # noqa: ARG002
        since: datetime,  # noqa: ARG002
        *,
        under: str = "",  # noqa: ARG002
    ) -> str | None:
        """Nothing printed is kept, so a row tried before is printed again."""
        return None

    async def finish(
        self,
        channel: Channel,  # noqa: ARG002 - port
        message_id: str,
        reply: Reply,  # noqa: ARG002
        key: str,  # noqa: ARG002
    ) -> str:
        """What was printed is there."""
        return message_id

    async def update(
        self,
        showing: Showing,  # noqa: ARG002 - port
        reply: Reply,  # noqa: ARG002
        told: tuple[Told, ...],  # noqa: ARG002
        key: str,  # noqa: ARG002
    ) -> None:
        """Refuse: what was printed stays as it is."""
        raise SendRefused("What was printed can't be changed.")

    async def answer(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """Print it below."""
        return await self.post(channel, reply, f"{message_id}/{key}")


async def _piped() -> AsyncIterator[str]:
    """Lines of standard input, read by a daemon thread so that nothing waits for it at exit."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a stray byte spoils its word, not the pipe

    def pump() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.rstrip("\r\n"))
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=pump, name="stdin", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


def _show(reply: Reply) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    _write(plaintext.render(reply, width=width) + "\n")


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
