"""Slack, switched on: how it hears and answers, by Socket Mode or HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urljoin

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.drawing.draftsman import Draws
from bot.in_hand import InHand
from bot.platforms.slack import payloads
from bot.platforms.slack.calls import HOPELESS, Json, SlackNo
from bot.platforms.slack.desk import Ask, Desk
from bot.platforms.slack.ears import ears
from bot.platforms.slack.http import Answer, SlackEndpoint
from bot.platforms.slack.installs import Installs
from bot.platforms.slack.messenger import SlackMessenger
from bot.platforms.slack.oauth import INSTALL, REDIRECT, Client, InstallPages
from bot.platforms.slack.settings import SlackSettings, check_tokens
from bot.platforms.slack.socket import Pace, SocketMode
from bot.platforms.slack.vault import Vault
from bot.platforms.slack.web import SlackWeb
from handlers.commands import answer
from handlers.errors import Refused, SendFailed
from handlers.ports import World

log = structlog.get_logger(__name__)


class SlackPlatform:
    """Slack, switched on: hears by Socket Mode or HTTP, answers, and posts digests.

    `endpoint` is to be mounted at `POST /slack/events` in HTTP mode and None otherwise.
    `pages` are to be mounted for `GET`, where many workspaces may install us.
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
        self._installs = Installs(world.store, Vault(settings.keys)) if settings.many else None
        self._web = SlackWeb(
            bot_token=settings.bot_token,
            app_token=settings.app_token,
            api_url=settings.api_url,
            token_of=self._installs.token_of if self._installs else None,
        )
        purge = self._installs.purge if self._installs else _say_it_is_gone
        self._desk = Desk(
            world=world, zone=zone, calls=self._web, draws=draws, ask=ask, purge=purge
        )
        self._app = ears(self._desk, self._installs.heard_from if self._installs else None)
        self.pages = self._install_pages(settings, self._installs)
        self.messenger = SlackMessenger(self._web, draws=draws)
        self._ended = False  # `run`: nobody would wait for what is begun now
        self._socket: SocketMode | None = None
        self.endpoint: Callable[[web.Request], Awaitable[web.Response]] | None = None
        if settings.app_token:
            self._socket = SocketMode(
                self._open_address,
                self._by_socket,
                pace=pace,
                trust_env=self._web.trust_env,
                lines=settings.lines,
            )
        else:
            self.endpoint = SlackEndpoint(settings.signing_secret, self._by_http).handle

    def _install_pages(
        self, settings: SlackSettings, installs: Installs | None
    ) -> Mapping[str, Callable[[web.Request], Awaitable[web.Response]]]:
        """What is to be mounted for `GET`, where many workspaces may install us."""
        if installs is None:
            return {}
        client = Client(
            id=settings.client_id,
            secret=settings.client_secret,
            authorize=urljoin(self._web.url, "/oauth/v2/authorize"),
            redirect=settings.public_url and settings.public_url.rstrip("/") + REDIRECT,
            links=settings.links,
        )
        first_time = self._desk.first_time
        pages = InstallPages(client, self._web, keep=installs.install, first_time=first_time)
        return {INSTALL: pages.install, REDIRECT: pages.take}

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
                group.create_task(self._take_up(stop))
        except* Refused as failures:
            refused = str(failures.exceptions[0])
        finally:
            self._ended = True
            await self._desk.finish()
        if refused:
            raise Refused(refused)

    async def _take_up(self, stop: asyncio.Event) -> None:
        """Answer those who asked just before the last end; whoever stops us need not wait."""
        again = InHand().take(self._desk.questions.resume(self._desk.me, self.messenger.find))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({again, stopping}, return_when=asyncio.FIRST_COMPLETED)
        again.cancel()
        stopping.cancel()

    async def _learn_who_we_are(self, stop: asyncio.Event) -> None:
        """Check the bot token and learn our own id; people are answered meanwhile."""
        pause = 1.0
        if self._installs:
            await self._installs.rotate()
            log.info("slack is on for many workspaces", mode="socket" if self._socket else "http")
            return
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
        """Let Bolt sort one verified request; Slack sends events again that are not taken."""
        if self._ended:
            return Answer(status=503, body="The bot is being stopped. Try again in a minute.")
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


async def _say_it_is_gone(_team: str, _at: float) -> None:
    """The one workspace took its token away: say what to do, and go on listening."""
    log.error(
        "slack access taken away",
        what="The app was uninstalled or its token revoked. Install it again in the workspace and "
        "set the new SLACK_BOT_TOKEN; digests are kept.",
    )
