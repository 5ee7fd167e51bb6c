"""The REST half of a local Discord: takes requests, judges them, and fails when told to."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import discord_rules
from aiohttp import web
from aiohttp.typedefs import Handler
from discord_payloads import (
    APPLICATION,
    BARE,
    BOT,
    DM,
    OWNER,
    Json,
    attachments,
    message,
    user,
)
from discord_payloads import channel as channel_of

_BODY = web.RequestKey("body", dict)
_FILES = web.RequestKey("files", dict)
_PATHS = {
    r"/channels/\d+/messages": "/channels/{channel_id}/messages",
    r"/interactions/\d+/[^/]+/callback": (
        "/interactions/{interaction_id}/{interaction_token}/callback"
    ),
    r"/webhooks/\d+/[^/]+": "/webhooks/{webhook_id}/{webhook_token}",
    r"/webhooks/\d+/[^/]+/messages/@original": (
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
    ),
    r"/webhooks/\d+/[^/]+/messages/\d+": (
        "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
    ),
    r"/channels/\d+/messages/\d+": "/channels/{channel_id}/messages/{message_id}",
    r"/applications/\d+/commands": "/applications/{application_id}/commands",
}


@dataclass(slots=True)
class Fault:
    """The next `times` requests that match get this instead of an answer."""

    method: str
    path: re.Pattern[str]
    status: int = 0  # 0 cuts the connection
    code: int = 0
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False  # the request is carried out first, only its answer is lost
    skip: int = 0  # matching requests that pass before


@dataclass(slots=True)
class Asked:
    """An interaction as the server sees it: what was answered to it."""

    token: str
    channel: int
    acknowledged: Json | None = None
    message: Json | None = None  # the one that was pressed
    original: Json | None = None
    followups: list[Json] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)


class DiscordRest:
    """Channels, interactions and commands as our client sees them over HTTP."""

    def __init__(self) -> None:
        self.port = 0
        self.requests: list[tuple[str, str, Json]] = []
        self.violations: list[str] = []
        self.messages: dict[int, list[Json]] = {}
        self.commands: list[Json] = []
        self.syncs = 0
        self.asked: dict[str, Asked] = {}
        self.faults: list[Fault] = []
        self.judging = True  # by the published description, which takes its time
        self.latency = 0.0  # seconds before each answer
        self.fate: Callable[[str, str], Fault | None] = lambda _method, _path: None
        self.knows_nonces = True  # a repeated one is shown once, as Discord does for minutes
        self.shards = 1  # that we recommend
        self.embeds_dropped: set[int] = {BARE}
        self.news = asyncio.Condition()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    def posts(self, channel: int) -> list[Json]:
        """What our bot posted in a channel."""
        return [m for m in self.messages.get(channel, []) if m["author"]["id"] == str(BOT)]

    def fail(
        self,
        method: str,
        path: str,
        *,
        status: int = 0,
        code: int = 0,
        times: int = 1,
        headers: dict[str, str] | None = None,
        after: bool = False,
        skip: int = 0,
    ) -> Fault:
        """Have the next matching requests fail (see `Fault`)."""
        fault = Fault(
            method=method,
            path=re.compile(path),
            status=status,
            code=code,
            times=times,
            headers=headers or {},
            after=after,
            skip=skip,
        )
        self.faults.append(fault)
        return fault

    def _kept(self, where: int, author: Json, payload: Json) -> Json:
        return message(where, author, payload, embeds=where not in self.embeds_dropped)

    @web.middleware
    async def judge(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        if path == "/gateway" and request.path == "/gateway":
            return await handler(request)
        body, files = await _body(request)
        request[_BODY], request[_FILES] = body, files
        self.requests.append((request.method, path, body))
        for shape, template in _PATHS.items():
            if self.judging and request.method != "GET" and re.fullmatch(shape, path):
                self.violations += discord_rules.schema_problems(
                    template, request.method.lower(), body
                )
        await asyncio.sleep(self.latency)
        fault = self._fault(request.method, path)
        try:
            if fault is None or fault.after:
                answer = await handler(request)
            return answer if fault is None else _failed(fault, request)
        finally:
            async with self.news:
                self.news.notify_all()

    def _fault(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and fault.method == method and fault.path.search(path):
                if not fault.skip:
                    fault.times -= 1
                    return fault
                fault.skip -= 1
        return self.fate(method, path)

    async def rest(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        body: Json = request[_BODY]
        files: dict[str, bytes] = request[_FILES]
        self.violations += discord_rules.attachment_problems(body, files)
        edit = self._edit(request.method, path, body, files)
        if edit is not None:
            return edit
        for method, shape, handler in self._routes():
            found = re.fullmatch(shape, path)
            if found and method == request.method:
                result = handler(found, body)
                return result if isinstance(result, web.Response) else _json(result)
        self.violations.append(f"unknown request {request.method} {path}")
        return _refusal(404, 0)

    def _routes(self) -> tuple[tuple[str, str, Callable[[re.Match[str], Any], Any]], ...]:
        me = user(BOT, "claimwire", bot=True)
        application = {
            "id": str(APPLICATION), "name": "Claimwire", "description": "", "icon": None,
            "owner": user(OWNER, "owner"), "bot_public": True, "bot_require_code_grant": False,
            "verify_key": "0", "flags": 0,
        }  # fmt: skip
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        gateway = {"url": self.gateway_url, "shards": self.shards, "session_start_limit": limit}
        return (
            ("PATCH", r"/channels/(\d+)/messages/(\d+)", self._put_right),
            ("GET", "/users/@me", lambda _f, _b: me),
            ("GET", "/oauth2/applications/@me", lambda _f, _b: application),
            ("GET", "/gateway/bot", lambda _f, _b: gateway),
            ("PUT", r"/applications/\d+/commands", self._put_commands),
            ("POST", r"/interactions/(\d+)/[^/]+/callback", self._callback),
            ("PATCH", r"/webhooks/\d+/tok(\d+)/messages/@original", self._edit_original),
            ("POST", r"/webhooks/\d+/tok(\d+)", self._follow_up),
            ("POST", r"/channels/\d+/typing", lambda _f, _b: web.Response(status=204)),
            ("POST", r"/channels/(\d+)/messages", self._post),
            ("GET", r"/channels/(\d+)/messages", self._history),
            ("GET", r"/channels/(\d+)/messages/(\d+)", self._one),
            ("POST", "/users/@me/channels", lambda _f, _b: channel_of(DM)),
        )

    def _edit(
        self, method: str, path: str, body: Json, files: dict[str, bytes]
    ) -> web.Response | None:
        """A message that stands gets files; all else of it stays. None for any other request."""
        found = re.fullmatch(
            r"(?:/webhooks/\d+/tok(?P<asked>\d+)|/channels/(?P<channel>\d+))"
            r"/messages/(?P<message>\d+|@original)", path,
        )  # fmt: skip
        if found is None or method != "PATCH" or "attachments" not in body or "content" in body:
            return None
        kept = self._standing(found)
        if kept is None:
            return _refusal(404, 10008)
        kept["attachments"] = attachments(body, files)
        return _json(kept)

    def _put_right(self, found: re.Match[str], body: Json) -> Json | web.Response:
        """A message of a channel gets other words; its files and buttons stay."""
        self.violations += discord_rules.problems(body)
        for kept in self.messages.get(int(found[1]), []):
            if kept["id"] == found[2]:
                kept |= {key: body[key] for key in ("content", "embeds") if key in body}
                return kept
        return _refusal(404, 10008)

    def _standing(self, found: re.Match[str]) -> Json | None:
        """The message that a path names."""
        if found["channel"]:
            several = self.messages.get(int(found["channel"]), [])
        else:
            asked = self.asked[found["asked"]]
            several = [*filter(None, (asked.original,)), *asked.followups]
            if found["message"] == "@original":
                return asked.original
        return next((each for each in several if each["id"] == found["message"]), None)

    def _put_commands(self, _found: re.Match[str], body: list[Json]) -> list[Json]:
        self.syncs += 1
        self.commands = body
        return [
            {"id": str(number), "application_id": str(APPLICATION), "version": "1",
             "description": "", "default_member_permissions": None, **command}
            for number, command in enumerate(body, start=1)
        ]  # fmt: skip

    def _callback(self, found: re.Match[str], body: Json) -> web.Response:
        asked = self.asked[found[1]]
        if asked.acknowledged is not None:
            return _refusal(400, 40060)
        if body["type"] == 9:
            self.violations += discord_rules.window_problems(body["data"])
        asked.acknowledged = body
        return _json({
            "interaction": {"id": found[1], "type": 2, "channel_id": str(asked.channel)},
            "resource": None,
        })  # fmt: skip

    def _edit_original(self, found: re.Match[str], body: Json) -> Json | web.Response:
        asked = self.asked[found[1]]
        if asked.acknowledged is None:
            return _refusal(404, 10015)
        if asked.acknowledged["type"] == 6:  # the pressed message itself is what is edited
            assert asked.message is not None
            body = {**{k: asked.message[k] for k in ("content", "embeds", "components")}, **body}
        self.violations += discord_rules.problems(body)
        asked.original = self._kept(asked.channel, user(BOT, "claimwire", bot=True), body)
        private = (asked.acknowledged.get("data") or {}).get("flags", 0)
        asked.original["flags"] = asked.message["flags"] if asked.message else private
        if asked.acknowledged["type"] == 6 and asked.message:
            asked.message.update(
                {k: asked.original[k] for k in ("content", "embeds", "components")}
            )
        asked.done.set()
        return asked.original

    def _follow_up(self, found: re.Match[str], body: Json) -> Json | web.Response:
        asked = self.asked[found[1]]
        if asked.acknowledged is None:
            return _refusal(404, 10015)
        self.violations += discord_rules.problems(body)
        message = self._kept(asked.channel, user(BOT, "claimwire", bot=True), body)
        asked.followups.append(message)
        return message

    def _post(self, found: re.Match[str], body: Json) -> Json:
        channel = int(found[1])
        self.violations += discord_rules.problems(body)
        for old in self.posts(channel) if self.knows_nonces else ():
            if body.get("enforce_nonce") and old["nonce"] == body.get("nonce"):
                return old
        message = self._kept(channel, user(BOT, "claimwire", bot=True), body)
        self.messages.setdefault(channel, []).append(message)
        return message

    def _one(self, found: re.Match[str], _body: Json) -> Json | web.Response:
        for each in self.messages.get(int(found[1]), []):
            if each["id"] == found[2]:
                return each
        return _refusal(404, 10008)

    def _history(self, found: re.Match[str], _body: Json) -> list[Json]:
        kept = self.messages.get(int(found[1]), [])
        return [{k: v for k, v in m.items() if k != "nonce"} for m in reversed(kept)]


async def _body(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    """What a request says, and the files it brings."""
    if not request.can_read_body:
        return {}, {}
    if request.content_type != "multipart/form-data":
        return await request.json(), {}
    form = await request.post()
    files = {
        name: part.file.read() for name, part in form.items() if isinstance(part, web.FileField)
    }
    return json.loads(str(form["payload_json"])), files


def _failed(fault: Fault, request: web.Request) -> web.Response:
    if not fault.status:
        if request.transport is not None:  # whoever asked may have been killed meanwhile
            request.transport.close()
        return web.Response()
    body = {"code": fault.code, "message": "refused", "retry_after": 0.05}
    return _json(body, status=fault.status, headers=fault.headers)


def _json(data: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON as Discord sends it: the library accepts no charset in its content type."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _refusal(status: int, code: int) -> web.Response:
    return _json({"code": code, "message": "refused"}, status=status)
