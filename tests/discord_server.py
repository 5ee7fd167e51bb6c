"""A local Discord: its gateway over a websocket, and the people who use it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from aiohttp import WSMsgType, web
from discord_payloads import (
    ADA,
    ALL,
    APPLICATION,
    BOT,
    CHANNEL,
    DM,
    GUILD,
    TOKEN,
    Json,
    guild,
    member,
    snowflake,
    user,
)
from discord_payloads import channel as channel_of
from discord_rest import Asked, DiscordRest

T = TypeVar("T")


class DiscordServer(DiscordRest):
    """Speaks as much of Discord as our client needs, and judges all that it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.close_with: int | None = None  # close code instead of READY
        self.gateway_down = 0  # how many websocket connections to refuse
        self.refuse_resume = False
        self.rank: Json = {}  # roles and permissions of whoever does something in the server
        self.ready = asyncio.Event()
        self._sequence = 0
        self.heartbeats_answered = True
        self.heartbeat_interval = 41250  # milliseconds
        self._shards: dict[int, web.WebSocketResponse] = {}
        self._sessions: dict[str, int] = {}  # which shard's
        self._began = 0
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(middlewares=[self.judge])
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/v10/{tail:.*}", self.rest)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        for socket in self._sockets:
            await socket.close(code=1001)
        if self._runner is not None:
            await self._runner.cleanup()

    # What a test does

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to the shard that all our servers and conversations belong to."""
        if 0 in self._shards:
            await self._send(self._shards[0], event, data)

    async def _send(self, socket: web.WebSocketResponse, event: str, data: Json) -> None:
        self._sequence += 1
        if not socket.closed:
            await socket.send_json({"op": 0, "t": event, "s": self._sequence, "d": data})

    @property
    def _sockets(self) -> list[web.WebSocketResponse]:
        return list(self._shards.values())

    async def send_op(self, op: int, *, data: object = None) -> None:
        for socket in self._sockets:
            if not socket.closed:
                await socket.send_json({"op": op, "d": data, "s": None, "t": None})

    async def cut(self, code: int = 4000) -> None:
        """Close every gateway connection with this code."""
        for socket in self._sockets:
            await socket.close(code=code)

    async def slash(self, name: str, text: str | None = None, **how: Any) -> Asked:  # noqa: ANN401
        """A person uses a slash command; `how` as in `_interact`."""
        known = {command["name"]: command for command in self.commands}
        options = known.get(name, {}).get("options") or [{"name": "text"}]
        values = [{"name": options[0]["name"], "type": 3, "value": text}] if text else []
        data = {"id": "777", "name": name, "type": 1, "options": values}
        return await self._interact(2, data, **how)

    async def typing(self, name: str, text: str) -> Asked:
        """A person is typing the text of a slash command, and waits for suggestions."""
        options = next(each["options"] for each in self.commands if each["name"] == name)
        assert options[0]["autocomplete"]
        value = {"name": options[0]["name"], "type": 3, "value": text, "focused": True}
        data = {"id": "777", "name": name, "type": 1, "options": [value]}
        return await self._interact(4, data)

    async def press(self, message: Json, label: str, *, who: int = ADA) -> Asked:
        """A person presses a button under a message."""
        buttons = [b for row in message["components"] for b in row["components"]]
        button = next(b for b in buttons if b.get("label") == label)
        assert not button.get("disabled"), f"{label} is greyed out"
        return await self.press_id(button["custom_id"], message, who=who)

    async def press_id(self, custom_id: str, message: Json, *, who: int = ADA) -> Asked:
        data = {"custom_id": custom_id, "component_type": 2}
        return await self._interact(3, data, message=message, who=who)

    async def pick(self, message: Json, value: str) -> Asked:
        """A person picks one option of the select under a message."""
        parts = [part for row in message["components"] for part in row["components"]]
        select = next(part for part in parts if part["type"] == 3)
        assert value in [option["value"] for option in select["options"]]
        data = {"custom_id": select["custom_id"], "component_type": 3, "values": [value]}
        return await self._interact(3, data, message=message)

    async def fill_in(self, window: Json, message: Json, **values: str) -> Asked:
        """A person fills in a window and sends it."""
        parts = [row["component"] for row in window["components"]]
        assert {part["custom_id"] for part in parts} >= set(values)
        sent: list[Json] = []
        for part in parts:
            value = values.get(part["custom_id"], "")
            told = {"values": [value]} if part["type"] == 3 else {"value": value}
            inner = {"type": part["type"], "custom_id": part["custom_id"], "id": 2, **told}
            sent.append({"type": 18, "id": 1, "component": inner})
        data = {"custom_id": window["custom_id"], "components": sent}
        return await self._interact(5, data, message=message)

    async def examine(self, title: str, message: Json) -> Asked:
        """A person chooses a command on a message."""
        known = {command["name"]: command for command in self.commands}
        assert known[title]["type"] == 3
        number = message["id"]
        data = {"id": "778", "name": title, "type": 3, "target_id": number,
                "resolved": {"messages": {number: message}}}  # fmt: skip
        return await self._interact(2, data)

    async def _interact(
        self, kind: int, data: Json, *, message: Json | None = None, channel: int = CHANNEL,
        permissions: str = ALL, number: int = 0, who: int = ADA, brought: bool = False,
        context: int | None = None,
    ) -> Asked:  # fmt: skip
        """What somebody does; `brought` where only this person has installed us."""
        number = number or snowflake()
        asked = self.asked.setdefault(str(number), Asked(token=f"tok{number}", channel=channel))
        asked.message = message
        there: Json = {"user": user(who, "ada"), "context": 1}
        if channel != DM:
            inside = member(who, "ada") | self.rank
            there = {"guild_id": str(GUILD), "member": inside, "context": 0}
        there["context"] = there["context"] if context is None else context
        owners = {"1": str(who)} if brought else {"0": str(GUILD) if channel != DM else "0"}
        event = {
            "id": str(number), "application_id": str(APPLICATION), "type": kind, "data": data,
            "channel_id": str(channel), "channel": channel_of(channel), "token": asked.token,
            "version": 1, "app_permissions": permissions, "locale": "en-GB", "entitlements": [],
            "authorizing_integration_owners": owners, "attachment_size_limit": 10485760, **there,
        }  # fmt: skip
        if message is not None:
            event["message"] = message
        await self.dispatch("INTERACTION_CREATE", event)
        return asked

    async def say(
        self,
        content: str,
        *,
        channel: int = CHANNEL,
        mention: bool = True,
        number: int = 0,
        author: Json | None = None,
        roles: Sequence[str] = (),
    ) -> Json:
        """A person writes a message."""
        message = self._kept(channel, author or user(ADA, "ada"), {"content": content})
        message["id"] = str(number or snowflake())
        message["mentions"] = [user(BOT, "claimwire", bot=True)] if mention else []
        message["mention_roles"] = list(roles)
        if channel != DM:
            message["guild_id"] = str(GUILD)
            message["member"] = member(ADA, "ada") | self.rank
        self.messages.setdefault(channel, []).append(message)
        await self.dispatch("MESSAGE_CREATE", message)
        return message

    async def until(self, found: Callable[[], T | None], within: float = 10.0) -> T:
        """Wait until something is so, and return it."""
        async with asyncio.timeout(within), self.news:
            while not (value := found()):
                await self.news.wait()
            return value

    async def followups(self, asked: Asked, number: int) -> list[Json]:
        """So many messages after the first answer to an interaction."""
        return await self.until(lambda: asked.followups if len(asked.followups) == number else None)

    # The gateway

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.gateway_down:
            self.gateway_down -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {"op": 10, "d": {"heartbeat_interval": self.heartbeat_interval}, "s": None, "t": None}
        )
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            message = frame.json()
            if message["op"] == 1 and self.heartbeats_answered:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
            elif message["op"] == 2:
                await self._identify(socket, message["d"])
            elif message["op"] == 6:
                await self._resume(socket, message["d"])
        self.ready.clear()
        return socket

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.identifies.append(data)
        if self.close_with or data["token"] != TOKEN:
            await socket.close(code=self.close_with or 4004)
            return
        shard, of = data.get("shard") or (0, 1)
        self._began += 1
        self._sessions[str(self._began)] = shard
        self._shards[shard] = socket
        await self._send(socket, "READY", {
            "v": 10, "user": user(BOT, "claimwire", bot=True), "session_id": str(self._began),
            "resume_gateway_url": self.gateway_url, "shard": [shard, of],
            "guilds": [] if shard else [{"id": str(GUILD), "unavailable": True}],
            "application": {"id": str(APPLICATION), "flags": 0}, "private_channels": [],
        })  # fmt: skip
        if shard == 0:
            await self.dispatch("GUILD_CREATE", guild())
        if len(self._shards) == of:
            await self._announce()

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.resumes.append(data)
        if self.refuse_resume or data["session_id"] not in self._sessions:
            await socket.send_json({"op": 9, "d": False, "s": None, "t": None})
            return
        self._shards[self._sessions[data["session_id"]]] = socket
        await self._send(socket, "RESUMED", {})
        await self._announce()

    async def _announce(self) -> None:
        self.ready.set()
        async with self.news:
            self.news.notify_all()
