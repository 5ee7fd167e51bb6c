"""Many workspaces: installed by a page with a state, tokens sealed, nothing shared, all purged."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from fakes import FixedClock
from slack_server import CLIENT, SECRET, SlackServer, signed_headers
from stores import opened

from bot.http import HttpDoor
from bot.platforms.slack.app import SlackPlatform
from bot.platforms.slack.oauth import INSTALL, REDIRECT
from bot.platforms.slack.settings import SlackSettings, off_because
from bot.platforms.slack.vault import Vault
from handlers.commands import answer
from handlers.errors import Refused, SendRefused
from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.reply import Reply

fernet = pytest.importorskip("cryptography.fernet")
FIRST, SECOND = (fernet.Fernet.generate_key().decode() for _ in range(2))


@asynccontextmanager
async def open_to_all(server: SlackServer, world: World, keys: str = FIRST) -> AsyncIterator[str]:
    """The platform for many workspaces in HTTP mode; the address of its door."""
    settings = SlackSettings(
        signing_secret=SECRET,
        api_url=server.api_url,
        client_id=CLIENT[0],
        client_secret=CLIENT[1],
        keys=keys,
    )
    platform = SlackPlatform(settings, world, "UTC", ask=answer)
    assert platform.endpoint
    door = HttpDoor(
        ("127.0.0.1", 0), lambda: True, {"/slack/events": platform.endpoint}, platform.pages
    )
    await door.open()
    host, port = door._runner.addresses[0][:2]
    stop = asyncio.Event()
    running = asyncio.create_task(platform.run(stop))
    try:
        yield f"http://{host}:{port}"
    finally:
        stop.set()
        await running
        await door.close()


async def state_of(browser: aiohttp.ClientSession, address: str) -> str:
    """The state with which the install page leads to Slack."""
    async with browser.get(address + INSTALL) as page:
        assert page.status == 200
        assert page.headers["Cache-Control"] == "no-store"
        link = re.search(r'href="([^"]+)"', await page.text())
    assert link
    asked = parse_qs(urlsplit(unescape(link[1])).query)
    assert asked["client_id"] == [CLIENT[0]]
    assert "chat:write" in asked["scope"][0].split(",")
    return asked["state"][0]


def written(folder: Path) -> bytes:
    """All that stands in the files of a folder."""
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


def browser() -> aiohttp.ClientSession:
    """A browser that keeps cookies for addresses of numbers too."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def install(
    server: SlackServer, address: str, team: str, answer: dict[str, Any] | None = None
) -> None:
    """Install the app in a workspace, as a person does; `answer` is what Slack says besides."""
    server.codes[f"code-{team}"] = {
        "access_token": f"xoxb-{team}",
        "bot_user_id": "U0BOT",
        "team": {"id": team, "name": "News"},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "U0ADMIN"},
        **(answer or {}),
    }
    async with browser() as here:
        given = {"code": f"code-{team}", "state": await state_of(here, address)}
        async with here.get(address + REDIRECT, params=given) as page:
            assert page.status == 200, await page.text()


async def post(address: str, body: bytes, kind: str) -> None:
    """A signed request of Slack's."""
    headers = {"Content-Type": kind, **signed_headers(body)}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}/slack/events", data=body, headers=headers) as response,
    ):
        assert response.status == 200


async def event(address: str, payload: dict[str, Any], **more: object) -> None:
    """An event of Slack's."""
    await post(address, json.dumps({**payload, **more}).encode(), "application/json")


async def ask(server: SlackServer, address: str, line: str, team: str, **more: object) -> None:
    """A slash command of somebody in a workspace."""
    body = urlencode({**server.slash(line), "team_id": team, **more}).encode()
    await post(address, body, "application/x-www-form-urlencoded")


async def test_each_workspace_has_its_token_and_its_own_findings(
    server: SlackServer, world: World
) -> None:
    """Answers go out with the asker's token; what one workspace finds out no other sees."""
    async with open_to_all(server, world) as address:
        for team in ("T1", "T2"):
            await install(server, address, team)
        for number, team in enumerate(("T1", "T2"), start=1):
            await event(address, server.event("app_mention", "<@U0BOT> tariffs"), team_id=team)
            await server.answered("chat.postMessage", number)
        await ask(server, address, "/tariffs", "T1")
        shown = await server.answered("response_url")
        claim = re.findall("/why ([a-z2-7]{10})", shown["text"])[0]
        await ask(server, address, f"/dispute {claim} Nobody heard it.", "T1")
        await server.answered("response_url", 2)
        await ask(server, address, "/digest here daily 08:30 tariffs", "T1")
        await server.answered("response_url", 3)
        for number, line in enumerate((f"/why {claim}", "/digest list", "/tariffs"), start=4):
            await ask(server, address, line, "T2")
            told = (await server.answered("response_url", number))["text"]
            assert "disputed" not in told
            assert "Nobody heard it" not in told
            assert "no. 1" not in told
    used = [call.token for call in server.of("chat.postMessage")]
    assert used == ["xoxb-T1", "xoxb-T2"]


async def test_tokens_are_sealed_and_keys_rotate(server: SlackServer, tmp_path: Path) -> None:
    """No token stands in the store; a new key reseals all, and the old one can go then."""
    async with opened("sqlite", tmp_path) as store:
        world = World(store=store, clock=FixedClock())
        async with open_to_all(server, world) as address:
            await install(server, address, "T1")
        before = await store.installed(Platform.SLACK, "T1")
        for keys in (f"{SECOND},{FIRST}", SECOND):
            async with open_to_all(server, world, keys) as address:
                calls = len(server.of("chat.postMessage"))
                asked = server.event("app_mention", "<@U0BOT> help")
                await event(address, asked, team_id="T1")
                await server.until(
                    lambda calls=calls: (
                        len(server.of("chat.postEphemeral")) > calls  # type: ignore[misc]
                        or len(server.of("chat.postMessage")) > calls
                    )
                )
        after = await store.installed(Platform.SLACK, "T1")
        assert before
        assert after
        assert before.secret != after.secret
        assert Vault(FIRST).unseal(after.secret) is None
        assert Vault(SECOND).unseal(after.secret) == "xoxb-T1"
    assert b"xoxb-T1" not in written(tmp_path)


async def test_organisation_gives_its_token_to_its_workspaces(
    server: SlackServer, world: World
) -> None:
    """An install for an organisation answers in each workspace, and digests find it later."""
    org = {"team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}
    async with open_to_all(server, world) as address:
        await install(server, address, "E1", org)
        asked = server.event("app_mention", "<@U0BOT> tariffs")
        where = {"team_id": "T7", "enterprise_id": "E1", "is_enterprise_install": True}
        where["authorizations"] = [
            {"enterprise_id": "E1", "team_id": "T7", "user_id": "U0BOT", "is_bot": True}
        ]
        await event(address, asked, **where)
        await server.answered("chat.postMessage")
    assert server.of("chat.postMessage")[0].token == "xoxb-E1"
    kept = await world.store.installed(Platform.SLACK, "T7")
    assert kept
    assert (kept.organisation, kept.secret) == ("E1", "")


async def test_uninstall_purges_and_late_events_do_not(server: SlackServer, world: World) -> None:
    """The token is gone at once, the person is told; an event of before takes no new one away."""
    async with open_to_all(server, world) as address:
        await install(server, address, "T1")
        await ask(server, address, "/digest here daily 08:30 tariffs", "T1")
        await server.answered("response_url")
        old = {"team_id": "T1", "event_time": int(time.time()) - 3_600}
        await event(address, server.event("app_uninstalled", ""), **old)
        await event(address, server.event("app_mention", "<@U0BOT> tariffs"), team_id="T1")
        await server.answered("chat.postMessage")
        assert await world.store.installed(Platform.SLACK, "T1")
        gone = {"team_id": "T1", "event_time": int(time.time()) + 1}
        revoked = server.event("tokens_revoked", "", tokens={"bot": ["U0BOT"]})
        await event(address, revoked, **gone)
        async with asyncio.timeout(5):
            while await world.store.installed(Platform.SLACK, "T1"):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        press = {"action_id": "claimwire_share_0", "value": '{"v":1,"c":"/tariffs","p":"","s":0}'}
        payload = {**server.press(press), "team": {"id": "T1"}}
        form = urlencode({"payload": json.dumps(payload)}).encode()
        await post(address, form, "application/x-www-form-urlencoded")
        told = await server.answered("response_url", 2)
    assert "not installed" in told["text"]
    assert len(await world.store.subscriptions()) == 1


async def test_states_are_ours_fresh_and_used_once(server: SlackServer, world: World) -> None:
    """Forged, foreign, repeated or missing states install nothing, and say to start again."""
    async with open_to_all(server, world) as address, browser() as here, browser() as other:
        server.codes |= {name: {"access_token": "xoxb-x", "team": {"id": "TX"}} for name in "abcd"}
        state = await state_of(here, address)
        await state_of(other, address)
        tried: list[tuple[aiohttp.ClientSession, dict[str, str]]] = [
            (other, {"code": "a", "state": state}),
            (here, {"code": "a", "state": state[:-1] + ("0" if state[-1] != "0" else "1")}),
            (here, {"code": "a", "state": "ä.b.c"}),
            (here, {"code": "a"}),
            (here, {"state": state}),
            (here, {"error": "access_denied", "state": state}),
            (here, {"code": "x" * 4_000, "state": state}),
        ]
        for session, given in tried:
            async with session.get(address + REDIRECT, params=given) as page:
                assert page.status == 400
                assert INSTALL in await page.text()
        assert await world.store.installs(Platform.SLACK) == ()
        assert server.of("oauth.v2.access") == []
        async with here.get(address + REDIRECT, params={"code": "a", "state": state}) as page:
            assert page.status == 200
        here.cookie_jar.update_cookies({"claimwire_state": state})
        async with here.get(address + REDIRECT, params={"code": "b", "state": state}) as page:
            assert page.status == 400
        bad = await state_of(here, address)
        async with here.get(address + REDIRECT, params={"code": "zz", "state": bad}) as page:
            assert page.status == 502


async def test_malformed_keys_are_refused() -> None:
    """A key that is none is refused by name, without a word of it."""
    for keys in ("", "short", f"{FIRST},x"):
        with pytest.raises(Refused, match="CLAIMWIRE_KEYS") as refused:
            Vault(keys)
        assert FIRST not in str(refused.value)
    assert Vault(FIRST).unseal("nonsense") is None
    assert Vault(FIRST).reseal(Vault(SECOND).seal("x")) is None
    many = SlackSettings(client_id="1", client_secret="2", signing_secret="3")
    assert "CLAIMWIRE_KEYS" in off_because(many)


async def test_unknown_workspace_is_refused(server: SlackServer, world: World) -> None:
    """No workspace ever gets the token of another one."""
    settings = SlackSettings(
        signing_secret=SECRET,
        api_url=server.api_url,
        client_id=CLIENT[0],
        client_secret=CLIENT[1],
        keys=FIRST,
    )
    platform = SlackPlatform(settings, world, "UTC")
    async with open_to_all(server, world) as address:
        await install(server, address, "T1")
    with pytest.raises(SendRefused, match="not installed"):
        await platform._web.call("chat.postMessage", {"channel": "C1"}, team="T9")
    with pytest.raises(SendRefused, match="not installed"):
        await platform._web.call("chat.postMessage", {"channel": "C1"})


async def test_digests_go_out_with_their_own_workspaces_token(
    server: SlackServer, world: World
) -> None:
    """A digest is posted, and looked for, with the token of the workspace it belongs to."""
    settings = SlackSettings(
        signing_secret=SECRET,
        api_url=server.api_url,
        client_id=CLIENT[0],
        client_secret=CLIENT[1],
        keys=FIRST,
    )
    async with open_to_all(server, world) as address:
        for team in ("T1", "T2"):
            await install(server, address, team)
    messenger = SlackPlatform(settings, world, "UTC").messenger
    for team in ("T2", "T1"):
        channel = Channel(platform=Platform.SLACK, workspace=team, id="@U0ANN")
        posted = await messenger.post(channel, Reply(headline="New"), f"key-{team}")
        assert await messenger.find(channel, f"key-{team}", world.clock.now()) == posted
    used = [(call.method, call.token) for call in server.calls if call.method[:2] in ("ch", "co")]
    assert used == [
        (method, f"xoxb-{team}")
        for team in ("T2", "T1")
        for method in ("chat.postMessage", "conversations.history", "conversations.replies")
    ]
