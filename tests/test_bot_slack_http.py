"""HTTP mode over a real socket: signed requests are answered, all others refused before parsing."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp import web
from fakes import FixedClock, MemoryStore
from slack_server import BOT_TOKEN, SECRET, SlackServer, signed_headers

from bot.http import MOST_BYTES
from bot.platforms.slack.app import SlackPlatform
from bot.platforms.slack.settings import SlackSettings
from bot.platforms.slack.signature import is_signed, sign
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
ASKED: list[str] = []


async def answer(request: Request, _world: World) -> Reply:
    """Say back what was asked."""
    ASKED.append(request.text)
    return Reply(headline=f"You asked {request.text}")


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    """A local Slack."""
    ASKED.clear()
    async with SlackServer() as here:
        yield here
        assert here.violations == []


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The platform in HTTP mode: where it hears, and how its life is ended."""

    address: str
    stop: asyncio.Event
    life: asyncio.Task[None]


@pytest.fixture
async def served(server: SlackServer) -> AsyncIterator[Served]:
    """The platform in HTTP mode, mounted as the real server mounts it."""
    settings = SlackSettings(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=server.api_url)
    world = World(store=MemoryStore(), clock=FixedClock())
    platform = SlackPlatform(settings, world, "UTC", ask=answer)
    assert platform.endpoint is not None
    app = web.Application(client_max_size=MOST_BYTES)
    app.router.add_post("/slack/events", platform.endpoint)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stop = asyncio.Event()
    life = asyncio.create_task(platform.run(stop))
    host, port = runner.addresses[0][:2]
    yield Served(address=f"http://{host}:{port}/slack/events", stop=stop, life=life)
    stop.set()
    await life
    await runner.cleanup()


@pytest.fixture
def address(served: Served) -> str:
    """Where it hears."""
    return served.address


async def post(
    address: str, body: bytes, kind: str = JSON, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Post a body, really signed unless other headers are given; status and answer."""
    given = signed_headers(body) if headers is None else headers
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            address, data=io.BytesIO(body), headers={"Content-Type": kind, **given}
        ) as response,
    ):
        return response.status, await response.text()


async def test_slash_command(server: SlackServer, address: str) -> None:
    """A signed slash command is acknowledged empty and answered by its response_url."""
    body = urlencode(server.slash("/tariffs china")).encode()
    assert await post(address, body, FORM) == (200, "")
    message = await server.answered("response_url")
    assert message["response_type"] == "ephemeral"
    assert "You asked /tariffs china" in message["text"]


async def test_what_comes_after_the_end_is_not_taken(server: SlackServer, served: Served) -> None:
    """The door is closed last: Slack sends such an event again, to the next life."""
    served.stop.set()
    await served.life
    body = json.dumps(server.event("app_mention", "<@U0BOT> late")).encode()
    assert (await post(served.address, body))[0] == 503
    await asyncio.sleep(0.05)
    assert ASKED == []


async def test_button(server: SlackServer, address: str) -> None:
    """A signed interaction, a form with JSON inside, is answered."""
    value = '{"v":1,"c":"/tariffs","p":"","s":0}'
    payload = server.press({"action_id": "claimwire_more_0", "value": value})
    body = urlencode({"payload": json.dumps(payload)}).encode()
    assert (await post(address, body, FORM))[0] == 200
    await server.answered("response_url")


async def test_url_verification(address: str) -> None:
    """Slack's challenge is answered when the address is set up."""
    body = json.dumps({"type": "url_verification", "challenge": "c-1"}).encode()
    status, answered = await post(address, body)
    assert status == 200
    assert "c-1" in answered


async def test_retried_event_is_answered_once(server: SlackServer, address: str) -> None:
    """Slack's retries carry the same event id and are acknowledged only."""
    body = json.dumps(server.event("app_mention", "<@U0BOT> tariffs")).encode()
    for number in range(4):
        retry = {"X-Slack-Retry-Num": str(number)} if number else {}
        headers = {**signed_headers(body), **retry}
        assert (await post(address, body, headers=headers))[0] == 200
    last = json.dumps(server.event("app_mention", "<@U0BOT> last")).encode()
    await post(address, last)
    await server.answered("chat.postMessage", 2)
    assert ASKED == ["tariffs", "last"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "now", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "²", "X-Slack-Signature": "v0=ä"},
        signed_headers(b"{}", secret="another"),
        signed_headers(b"{} "),
        signed_headers(b"{}", at=1_000_000_000),
    ],
)
async def test_unsigned_requests_get_401(address: str, headers: dict[str, str]) -> None:
    """Whatever is wrong with the signature or its time, the answer is 401."""
    status, answered = await post(address, b"{}", headers=headers)
    assert status == 401
    assert "Traceback" not in answered


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{broken", JSON),
        (b"[1]", JSON),
        (b'"text"', JSON),
        (b"\xff\xfe", JSON),
        (b"[" * 200_000, JSON),
        (b"payload=%7Bbroken", FORM),
        (b"payload=%5B1%5D", FORM),
        (b"no form at all", FORM),
        (b"&".join([b"a=1"] * 500), FORM),
        (b'{"team": 7, "event": []}', JSON),
        (b'{"type": "event_callback", "event": {"type": 5}, "team": [], "user": "x"}', JSON),
    ],
)
async def test_malformed_bodies_are_harmless(address: str, body: bytes, kind: str) -> None:
    """A signed body that nobody can read gets a plain answer and no traceback."""
    status, answered = await post(address, body, kind)
    assert status in (200, 400)
    assert "Traceback" not in answered


async def test_large_bodies_get_413(address: str) -> None:
    """A body over the limit is refused, announced or not, even when signed."""
    body = b" " * (MOST_BYTES + 1)
    assert (await post(address, body))[0] == 413

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (MOST_BYTES // 10)

    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=unannounced(), headers=signed_headers(body)) as response,
    ):
        assert response.status == 413


def test_signature_is_slacks_own() -> None:
    """The example of Slack's documentation is verified, and only at its time."""
    secret, stamp = "8f742231b10e8888abcd99yyyzzz85a5", "1531420618"
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
        b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert sign(secret, stamp, body) == signature
    assert is_signed(secret, stamp, signature, body, now=1531420618)
    assert not is_signed(secret, stamp, signature, body, now=1531420618 + 301)
    assert not is_signed(secret, stamp, signature, body, now=1531420618 - 301)
    assert not is_signed(secret, stamp, signature, body + b" ", now=1531420618)
