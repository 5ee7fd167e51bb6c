"""Slack, switched on: how it hears and answers, by Socket Mode or HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot import slack_payloads as payloads
from bot.draftsman import Draws
from bot.slack_calls import HOPELESS, Json, SlackNo
from bot.slack_desk import Ask, Desk
from bot.slack_ears import ears
from bot.slack_http import Answer, SlackEndpoint
from bot.slack_messenger import SlackMessenger
from bot.slack_socket import Pace, SocketMode
from bot.slack_web import SlackWeb
from handlers.commands import answer
from handlers.errors import Refused, SendFailed
from handlers.ports import World

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """The four settings of Slack; "" where one is not set."""

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    api_url: str = ""


def off_because(settings: SlackSettings) -> str:
    """Why Slack stays off, in one sentence; "" where it can run."""
    if not settings.bot_token:
        return "Slack is off: SLACK_BOT_TOKEN is not set."
    if not (settings.app_token or settings.signing_secret):
        return (
            "Slack is off: set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode)."
        )
    return ""


def check_tokens(settings: SlackSettings) -> None:
    """Raise Refused, naming the variable, where a setting cannot be right."""
    for name, value, prefix in (
        ("SLACK_BOT_TOKEN", settings.bot_token, "xoxb-"),
        ("SLACK_APP_TOKEN", settings.app_token, "xapp-"),
        ("SLACK_SIGNING_SECRET", settings.signing_secret, ""),
    ):
        if value and not (
            value.startswith(prefix)
            and value.isascii()
            and value.isprintable()
            and " " not in value
        ):
            begins = f" and begins with {prefix}" if prefix else ""
            raise Refused(
                f"{name} is malformed: it is one word of plain letters{begins}. Copy it again from "
                "the app's settings."
            )


class SlackPlatform:
    """Slack, switched on: hears by Socket Mode or HTTP, answers, and posts digests.

    `endpoint` is to be mounted at `POST /slack/events` in HTTP mode and None otherwise.
    `messenger` posts digests and needs no running platform.
    """

    def __init__(
        self,
        settings: SlackSettings,
        world: World,
        zone: str,
        *,
        pace: Pace | None = None,
        draws: Draws | None = None,
        ask: Ask = answer,
    ) -> None:
        check_tokens(settings)
        self._web = SlackWeb(
            bot_token=settings.bot_token, app_token=settings.app_token, api_url=settings.api_url
        )
        self._desk = Desk(world=world, zone=zone, calls=self._web, draws=draws, ask=ask)
        self._app = ears(self._desk)
        self.messenger = SlackMessenger(self._web)
        self._socket: SocketMode | None = None
        self.endpoint: Callable[[web.Request], Awaitable[web.Response]] | None = None
        if settings.app_token:
            self._socket = SocketMode(
                self._open_address, self._by_socket, pace=pace, trust_env=self._web.trust_env
            )
        else:
            self.endpoint = SlackEndpoint(settings.signing_secret, self._by_http).handle

    async def run(self, stop: asyncio.Event) -> None:
        """Answer people until `stop` is set; then finish the work in hand.

        Raises Refused where Slack refuses a token at the start. A Slack that cannot be
        reached is tried again for as long as it takes.
        """
        refused = ""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._learn_who_we_are(stop))
                group.create_task(self._socket.run(stop) if self._socket else _until(stop))
        except* Refused as failures:
            refused = str(failures.exceptions[0])
        finally:
            await self._desk.finish()
        if refused:
            raise Refused(refused)

    async def _learn_who_we_are(self, stop: asyncio.Event) -> None:
        """Check the bot token and learn our own id; people are answered meanwhile."""
        pause = 1.0
        while not stop.is_set():
            try:
                us = await self._web.call("auth.test", {}, patience=10)
            except SlackNo as error:
                if error.code in HOPELESS:
                    raise Refused(f"SLACK_BOT_TOKEN: {error}") from None
                log.warning("slack refused to say who we are", code=error.code)
            except SendFailed as error:
                log.warning("slack cannot be asked who we are", what=str(error))
            else:
                self._desk.me = payloads.text_of(us, "user_id")
                self.messenger.bot = payloads.text_of(us, "bot_id")
                log.info("slack is on", mode="socket" if self._socket else "http")
                return
            await _until(stop, pause)
            pause = min(pause * 2, 60)

    async def _open_address(self) -> str:
        answer = await self._web.call("apps.connections.open", {})
        return payloads.text_of(answer, "url")

    async def _by_socket(self, payload: Json) -> Json:
        """Let Bolt sort one envelope; what goes back is its answer to Slack."""
        response = await self._dispatch(dict(payload), {}, mode="socket_mode")
        with suppress(ValueError):
            answer = json.loads(response.body or "")
            return answer if isinstance(answer, dict) else {}
        return {}

    async def _by_http(self, body: str, headers: Mapping[str, str]) -> Answer:
        """Let Bolt sort one verified request."""
        response = await self._dispatch(body, dict(headers), mode="http")
        kind = response.first_headers().get("content-type", "text/plain")
        return Answer(
            status=response.status, body=response.body or "", content_type=kind.split(";")[0]
        )

    async def _dispatch(
        self, body: str | dict[str, object], headers: dict[str, str | Sequence[str]], *, mode: str
    ) -> BoltResponse:
        try:
            request = AsyncBoltRequest(body=body, headers=headers, mode=mode)
            response = await self._app.async_dispatch(request)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            response = BoltResponse(status=500)
        if response.status < 500:
            return response
        # Bolt takes the parts of a payload for granted and trips where one is missing.
        log.warning("slack payload not understood")
        return BoltResponse(status=400, body="")


async def _until(stop: asyncio.Event, seconds: float | None = None) -> None:
    """Wait for `stop`, at most so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
