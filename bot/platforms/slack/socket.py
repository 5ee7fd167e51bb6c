"""Socket Mode: keeps a websocket to Slack open, whatever happens to the one before.

Written here and not taken from slack_sdk because its client asks a used-up address again
for ever when the upgrade fails, closes the old connection before it has a new one, and
notices a reset only at its next ping.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import structlog

from bot.platforms.slack.calls import HOPELESS, Json, SlackNo
from handlers.errors import Refused, SendFailed

log = structlog.get_logger(__name__)

OpenAddress = Callable[[], Awaitable[str]]
Receive = Callable[[Json], Awaitable[Json]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The times of a connection, in seconds."""

    heartbeat: float = 10  # ping so often; half of it without an answer is the end
    first_pause: float = 0.2  # after the first failure; doubles with each further one
    longest_pause: float = 30
    greeting: float = 30  # a server that has not said hello by then is no use
    drain: float = 30  # how long a connection about to end may still deliver


@dataclass(slots=True)
class _Line:
    """One of the connections that are kept open."""

    failures: int = 0  # since it last was open


class SocketMode:
    """Receives Slack's envelopes and acknowledges each with what `receive` returns.

    `open_address` asks Slack for a fresh address: each is used once. `receive` gets an
    envelope's payload and returns the payload of the acknowledgement (may be
    empty); it must return at once and do the work later.
    """

    def __init__(
        self,
        open_address: OpenAddress,
        receive: Receive,
        *,
        pace: Pace | None = None,
        trust_env: bool = True,
        lines: int = 1,
    ) -> None:
        """`lines` are kept open at once, so that the end of one is not noticed by anybody."""
        self._open_address = open_address
        self._receive = receive
        self._pace = pace or Pace()
        self._trust_env = trust_env
        self._lines = lines
        self._greeted = False
        self._connections: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Stay connected until `stop` is set, then close cleanly.

        Raises Refused where Slack definitely refuses the app token at the first try.
        """
        stopping = asyncio.create_task(stop.wait())
        try:
            async with aiohttp.ClientSession(trust_env=self._trust_env) as session:
                await self._keep_all(session, stopping)
        finally:
            stopping.cancel()

    async def _keep_all(self, session: aiohttp.ClientSession, stopping: asyncio.Task[bool]) -> None:
        """Keep all lines until the end, or until one of them is refused for good."""
        keeping = [
            asyncio.create_task(self._keep_one(session, stopping)) for _ in range(self._lines)
        ]
        try:
            done, _ = await asyncio.wait(keeping, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for each in keeping:
                each.cancel()
            await asyncio.wait(keeping)
            await self._end_all()
        for each in done:
            each.result()

    async def _keep_one(self, session: aiohttp.ClientSession, stopping: asyncio.Task[bool]) -> None:
        line = _Line()
        while not stopping.done():
            await self._one_connection(session, stopping, line)

    async def _one_connection(
        self, session: aiohttp.ClientSession, stopping: asyncio.Task[bool], line: _Line
    ) -> None:
        """Open one connection and return when another one is wanted in its place."""
        if line.failures:
            pause = min(
                self._pace.first_pause * 2 ** min(line.failures - 1, 20), self._pace.longest_pause
            )
            await asyncio.wait({stopping}, timeout=pause)
            if stopping.done():
                return
        spent = asyncio.Event()
        connection = asyncio.create_task(self._live(session, spent, line))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)
        wanted = asyncio.create_task(spent.wait())
        try:
            await asyncio.wait({stopping, wanted, connection}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            wanted.cancel()
        if connection.done():
            connection.result()

    async def _live(
        self, session: aiohttp.ClientSession, spent: asyncio.Event, line: _Line
    ) -> None:
        """The life of one connection; `spent` is set as soon as it needs a successor."""
        line.failures += 1  # until the server says hello
        try:
            address = await self._open_address()
            async with session.ws_connect(
                address, heartbeat=self._pace.heartbeat, max_msg_size=1 << 22
            ) as socket:
                await self._converse(socket, spent, line)
        except SlackNo as error:
            if error.code in HOPELESS and not self._greeted:
                raise Refused(f"SLACK_APP_TOKEN: {error}") from None
            log.warning("slack socket refused", code=error.code, what=str(error))
        except (SendFailed, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("slack socket lost", error=type(error).__name__)

    async def _converse(
        self, socket: aiohttp.ClientWebSocketResponse, spent: asyncio.Event, line: _Line
    ) -> None:
        """Read until the connection ends; envelopes are answered beside the reading."""
        answering: set[asyncio.Task[None]] = set()
        greeted = False
        try:
            while True:
                patience = self._pace.drain if spent.is_set() else None
                received = await socket.receive(
                    timeout=patience if greeted else self._pace.greeting
                )
                if received.type is not aiohttp.WSMsgType.TEXT:
                    return
                envelope = _read(received.data)
                kind = envelope.get("type")
                if kind == "hello":
                    greeted = self._greeted = True
                    line.failures = 0
                    log.info("slack socket open")
                elif kind == "disconnect":
                    _note_disconnect(envelope)
                    spent.set()
                elif envelope.get("envelope_id"):
                    task = asyncio.create_task(self._answer(socket, envelope))
                    answering.add(task)
                    task.add_done_callback(answering.discard)
        finally:
            spent.set()
            if answering:
                await asyncio.wait(answering, timeout=3)

    async def _answer(self, socket: aiohttp.ClientWebSocketResponse, envelope: Json) -> None:
        """Acknowledge one envelope on the connection that it came by."""
        payload = envelope.get("payload")
        answer = await self._receive(payload if isinstance(payload, Mapping) else {})
        acknowledgement: dict[str, object] = {"envelope_id": envelope["envelope_id"]}
        if answer and envelope.get("accepts_response_payload"):
            acknowledgement["payload"] = answer
        # Slack sends an envelope that stays unacknowledged again, by another connection.
        with suppress(ConnectionError, aiohttp.ClientError):
            await socket.send_str(json.dumps(acknowledgement))

    async def _end_all(self) -> None:
        """Close what is open; each connection ends its websocket with a close frame."""
        open_now = tuple(self._connections)
        for connection in open_now:
            connection.cancel()
        if open_now:
            await asyncio.wait(open_now, timeout=5)


def _read(frame: str) -> Json:
    """One message of Slack's; what is no JSON object says nothing."""
    try:
        envelope = json.loads(frame)
    except (ValueError, RecursionError):
        return {}
    return envelope if isinstance(envelope, dict) else {}


def _note_disconnect(envelope: Json) -> None:
    reason = envelope.get("reason")
    if reason == "link_disabled":
        log.warning(
            "slack socket mode switched off",
            what="Socket Mode was switched off in the app's settings. Switch it on again "
            "under Settings, Socket Mode; until then Slack sends us nothing.",
        )
    else:
        log.info("slack socket to be replaced", reason=str(reason)[:40])
