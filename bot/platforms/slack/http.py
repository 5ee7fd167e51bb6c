"""HTTP mode: takes Slack's requests in only when they are small enough and truly signed."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

import structlog
from aiohttp import web

from bot.http import MOST_BYTES
from bot.platforms.slack.signature import is_signed

log = structlog.get_logger(__name__)

_MOST_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back to Slack: usually nothing but status 200."""

    status: int
    body: str = ""
    content_type: str = "text/plain"


Receive = Callable[[str, Mapping[str, str]], Awaitable[Answer]]


class SlackEndpoint:
    """What is mounted at `POST /slack/events`: size, signature and form first, then `receive`.

    Everything malformed is answered with 400, 401, 408 or 413 and logged without a word
    of its content. `receive` gets the body as text and the headers it needs.
    """

    def __init__(
        self, signing_secret: str, receive: Receive, *, now: Callable[[], float] = time.time
    ) -> None:
        self._secret = signing_secret
        self._receive = receive
        self._now = now

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request."""
        try:
            async with asyncio.timeout(_MOST_SECONDS):
                body = await _read(request)
        except TimeoutError:
            return _refuse(408, "The request did not arrive in time.")
        except (web.RequestPayloadError, ValueError):
            return _refuse(400, "The body cannot be read.")
        if body is None:
            return _refuse(413, "The request is too large.")
        timestamp = request.headers.getall("X-Slack-Request-Timestamp", [])
        signature = request.headers.getall("X-Slack-Signature", [])
        if not (
            len(timestamp) == len(signature) == 1
            and is_signed(self._secret, timestamp[0], signature[0], body, self._now())
        ):
            return _refuse(401, "The signature is not valid.")
        if not _is_well_formed(body, request.content_type):
            return _refuse(400, "The body is not well formed.")
        headers = {
            name: value
            for name, value in request.headers.items()
            if name.lower().startswith("x-slack-") or name.lower() == "content-type"
        }
        answer = await self._receive(body.decode(), headers)
        return web.Response(
            status=answer.status, text=answer.body, content_type=answer.content_type
        )


async def _read(request: web.Request) -> bytes | None:
    """The raw body; None as soon as it is known to be too large."""
    if (request.content_length or 0) > MOST_BYTES:
        return None
    body = bytearray()
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _is_well_formed(body: bytes, content_type: str) -> bool:
    """Whether Bolt will be able to read it: a JSON object, or a form with one inside."""
    try:
        text = body.decode()
        if content_type == "application/json":
            return isinstance(json.loads(text), dict)
        form = parse_qs(text, strict_parsing=True, max_num_fields=200)
        if "payload" in form:
            return isinstance(json.loads(form["payload"][0]), dict)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(status: int, sentence: str) -> web.Response:
    log.warning("slack request refused", status=status)
    return web.Response(status=status, text=sentence)
