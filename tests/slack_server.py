"""A local Slack: Web API, Socket Mode, response_url and really signed HTTP requests.

It speaks the wire protocols and knows nothing of the bot. What is called is kept in
`calls`; what is answered can be scripted; messages are kept per channel, and each is
judged by `slack_rules` on arrival.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
from aiohttp import web
from slack_rules import against_types, broken_rules, broken_view

BOT_TOKEN = "xoxb-local-bot"
APP_TOKEN = "xapp-local-app"
SECRET = "a-local-signing-secret"
ME = "U0BOT"
BOT_ID = "B0BOT"
TEAM = "T0NEWS"
CLIENT = ("11.22", "a-local-client-secret")


@dataclass(slots=True, kw_only=True)
class Call:
    """One call of the Web API or one post to a response_url."""

    method: str
    token: str
    arguments: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Scripted:
    """How the next call of a method goes: an answer, or a lost one."""

    answer: dict[str, Any] | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    lose: bool = False  # take the call, do it, and cut the line
    hold: float = 0.0


@dataclass(slots=True, kw_only=True)
class Upload:
    """A file on its way to Slack: announced, then sent, then shown somewhere."""

    name: str
    length: int
    alt: str
    data: bytes | None = None
    channel: str = ""
    thread: str = ""


class SlackServer:
    """Slack on 127.0.0.1; an async context manager."""

    def __init__(self, *, answer_pings: bool = True) -> None:
        self._answer_pings = answer_pings
        self.calls: list[Call] = []
        self.script: dict[str, deque[Scripted]] = defaultdict(deque)
        self.history: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.uploads: dict[str, Upload] = {}
        self.violations: list[str] = []
        self.used_triggers: set[str] = set()
        self.bot_tokens = {BOT_TOKEN}
        self.codes: dict[str, dict[str, Any]] = {}  # what an installation is answered with
        self.channels = [
            {"id": f"C0{name.upper()}", "name": name}
            for name in ("general", "random", "desk-2", "trade")
        ]
        self.refuse_upgrades = 0
        self.fate: Callable[[str], Scripted] = lambda _method: Scripted()  # of what is no script
        self.judging = True
        self.tickets: set[str] = set()
        self.upgrades = 0
        self.sockets: list[web.WebSocketResponse] = []
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self._number = itertools.count(1)
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=1 << 24)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link", self._link)
        app.router.add_post("/respond/{key}", self._respond)
        app.router.add_post("/upload/v1/{file}", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"{host}:{port}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        for socket in self.sockets:
            await socket.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"http://{self.address}/api/"

    def response_url(self) -> str:
        """A fresh response_url."""
        return f"http://{self.address}/respond/{next(self._number)}"

    async def until(self, happened: Callable[[], bool], seconds: float = 10) -> None:
        """Wait until something has happened here."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(happened)

    def of(self, method: str) -> list[Call]:
        """All calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    async def answered(self, method: str, number: int = 1) -> dict[str, Any]:
        """The arguments of the n-th call of a method, as soon as it came."""
        await self.until(lambda: len(self.of(method)) >= number)
        return self.of(method)[number - 1].arguments

    async def connected(self, number: int = 1) -> web.WebSocketResponse:
        """The n-th websocket, as soon as it is open."""
        await self.until(lambda: len(self.sockets) >= number)
        return self.sockets[number - 1]

    async def send(self, kind: str, payload: dict[str, Any], *, socket: int = -1) -> str:
        """Send one envelope and return its id."""
        envelope = f"E{next(self._number)}"
        await self.sockets[socket].send_json(
            {
                "envelope_id": envelope,
                "type": kind,
                "payload": payload,
                "accepts_response_payload": kind != "events_api",
            }
        )
        return envelope

    async def deliver(self, kind: str, payload: dict[str, Any], *, socket: int = -1) -> None:
        """Send one envelope and wait for its acknowledgement."""
        envelope = await self.send(kind, payload, socket=socket)
        await self.until(lambda: envelope in self.acknowledged)

    async def _note(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            arguments |= await request.json()
        else:
            arguments |= dict(await request.post())
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(Call(method=method, token=token, arguments=arguments))
        waiting = self.script[method]
        scripted = waiting.popleft() if waiting else self.fate(method)
        if scripted.hold:
            await self._note()  # that it came; a test may end the bot before it is answered
            await asyncio.sleep(scripted.hold)
        answer = scripted.answer
        if answer is None:
            answer = self._do(method, token, arguments)
        await self._note()
        if scripted.lose and request.transport:
            request.transport.abort()
        return web.json_response(answer, status=scripted.status, headers=scripted.headers)

    def _do(self, method: str, token: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "oauth.v2.access":
            return self._install(token, arguments)
        accepted = {APP_TOKEN} if method == "apps.connections.open" else self.bot_tokens
        if token not in accepted:
            return {"ok": False, "error": "invalid_auth"}
        do = {
            "auth.test": self._who,
            "apps.connections.open": self._open,
            "chat.postMessage": self._post,
            "chat.unfurl": self._unfurl,
            "chat.postEphemeral": self._whisper,
            "conversations.history": self._page,
            "conversations.list": self._channels,
            "conversations.open": self._conversation,
            "conversations.replies": self._thread,
            "chat.update": self._update,
            "files.getUploadURLExternal": self._announce,
            "files.completeUploadExternal": self._complete,
            "users.info": self._person,
            "views.open": self._open_view,
            "views.publish": self._view,
        }.get(method)
        return do(arguments) if do else {"ok": False, "error": "unknown_method"}

    def _who(self, _arguments: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "user_id": ME, "bot_id": BOT_ID, "team_id": TEAM}

    def _open(self, _arguments: dict[str, Any]) -> dict[str, Any]:
        ticket = f"t{next(self._number)}"
        self.tickets.add(ticket)
        return {"ok": True, "url": f"ws://{self.address}/link?ticket={ticket}"}

    def _whisper(self, arguments: dict[str, Any]) -> dict[str, Any]:
        self._judge(arguments)
        return {"ok": True, "message_ts": self._stamp()}

    def _conversation(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "channel": {"id": f"D{arguments['users']}"}}

    def _channels(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Two channels a page, of those that are open to all."""
        wanted = arguments.get("types", "public_channel").split(",")
        found = [each for each in self.channels if not each.get("is_private")]
        if wanted != ["public_channel"]:
            self.violations.append("private channels were listed")
        start = int(arguments.get("cursor") or 0)
        more = str(start + 2) if start + 2 < len(found) else ""
        return {
            "ok": True,
            "channels": found[start : start + 2],
            "response_metadata": {"next_cursor": more},
        }

    def _stamp(self) -> str:
        return f"{time.time():.0f}.{next(self._number):06d}"

    def _post(self, arguments: dict[str, Any]) -> dict[str, Any]:
        self._judge(arguments)
        stamp = self._stamp()
        message = {**arguments, "ts": stamp, "bot_id": BOT_ID}
        channel = arguments["channel"]
        channel = f"D{channel}" if channel.startswith("U") else channel
        self.history[channel].insert(0, message)
        return {"ok": True, "ts": stamp, "channel": channel}

    def _page(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Two messages a page, newest first, metadata only where asked for."""
        oldest = float(arguments.get("oldest", 0))
        found = [m for m in self.history[arguments["channel"]] if float(m["ts"]) >= oldest]
        if arguments.get("include_all_metadata") not in ("1", "true", True):
            found = [{k: v for k, v in m.items() if k != "metadata"} for m in found]
        start = int(arguments.get("cursor") or 0)
        more = start + 2 < len(found)
        return {
            "ok": True,
            "messages": found[start : start + 2],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + 2) if more else ""},
        }

    @property
    def shown(self) -> list[Upload]:
        """The files that people see."""
        return [each for each in self.uploads.values() if each.channel]

    def _announce(self, arguments: dict[str, Any]) -> dict[str, Any]:
        name, length = arguments.get("filename"), str(arguments.get("length", ""))
        if not name or not length.isdecimal() or not int(length):
            return {"ok": False, "error": "missing_argument"}
        if len(arguments.get("alt_txt", "")) > 1_000:
            return {"ok": False, "error": "alt_txt_too_large"}
        file = f"F{next(self._number)}"
        alt = arguments.get("alt_txt", "")
        self.uploads[file] = Upload(name=name, length=int(length), alt=alt)
        return {
            "ok": True,
            "file_id": file,
            "upload_url": f"http://{self.address}/upload/v1/{file}",
        }

    async def _take(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file, raw; whoever sends the token along is careless."""
        data = await request.read()
        if "Authorization" in request.headers:
            self.violations.append("a token went to the upload address")
        self.calls.append(Call(method="upload", token="", arguments={"length": len(data)}))
        waiting = self.script["upload"]
        scripted = waiting.popleft() if waiting else Scripted()
        upload = self.uploads.get(request.match_info["file"])
        if upload and upload.length == len(data) and scripted.status == 200:
            upload.data = data
        await self._note()
        return web.Response(text=f"OK - {len(data)}", status=scripted.status)

    def _complete(self, arguments: dict[str, Any]) -> dict[str, Any]:
        channel = arguments.get("channel_id", "")
        for each in json.loads(arguments["files"]):
            upload = self.uploads.get(each["id"])
            if upload is None or upload.data is None:
                return {"ok": False, "error": "file_not_found"}
            if channel[:1] not in ("C", "D", "G"):
                return {"ok": False, "error": "invalid_channel"}
            upload.channel, upload.thread = channel, arguments.get("thread_ts", "")
            self._share(upload, each["id"])
        return {"ok": True, "files": []}

    def _share(self, upload: Upload, file: str) -> None:
        """What is uploaded stands in a message of its own, which carries no metadata."""
        files = [{"id": file, "name": upload.name, "title": upload.name}]
        message: dict[str, Any] = {"ts": self._stamp(), "bot_id": BOT_ID, "files": files}
        message |= {"text": "", "blocks": []}
        if upload.thread:
            message["thread_ts"] = upload.thread
        self.history[upload.channel].insert(0, message)

    def _thread(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """A message and what stands below it, oldest first."""
        top = arguments["ts"]
        found = [
            m for m in self.history[arguments["channel"]] if top in (m["ts"], m.get("thread_ts"))
        ]
        return {"ok": True, "messages": found[::-1], "response_metadata": {"next_cursor": ""}}

    def _update(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Put a message in the place of one of ours."""
        self._judge(arguments)
        for message in self.history[arguments["channel"]]:
            if message["ts"] == arguments["ts"]:
                message |= {
                    key: arguments[key]
                    for key in ("text", "blocks", "metadata")
                    if key in arguments
                }
                return {"ok": True, "ts": arguments["ts"], "channel": arguments["channel"]}
        return {"ok": False, "error": "message_not_found"}

    def _judge(self, message: dict[str, Any]) -> None:
        if not self.judging:
            return
        self.violations += broken_rules(message) + against_types(message)

    def _view(self, arguments: dict[str, Any]) -> dict[str, Any]:
        view = arguments["view"]
        self.violations += broken_view(view) + against_types(view)
        return {"ok": True, "view": {"id": f"V{next(self._number)}"}}

    def _unfurl(self, arguments: dict[str, Any]) -> dict[str, Any]:
        for shown in arguments["unfurls"].values():
            self._judge({"text": shown["fallback"], "blocks": shown["blocks"]})
        return {"ok": True}

    def _install(self, token: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """A code is good once, with the app's own credentials and no token."""
        if token or (arguments.get("client_id"), arguments.get("client_secret")) != CLIENT:
            return {"ok": False, "error": "bad_client_secret"}
        answer = self.codes.pop(arguments.get("code", ""), None)
        if answer is None:
            return {"ok": False, "error": "invalid_code"}
        self.bot_tokens.add(answer["access_token"])
        return {"ok": True, "token_type": "bot", **answer}

    def _person(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "user": {"id": arguments["user"], "is_admin": False}}

    def _open_view(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """A trigger opens one view."""
        trigger = arguments["trigger_id"]
        if not trigger.startswith("tr") or trigger in self.used_triggers:
            return {"ok": False, "error": "exchanged_trigger_id"}
        self.used_triggers.add(trigger)
        return self._view(arguments)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        message = await request.json()
        self.calls.append(Call(method="response_url", token="", arguments=message))
        waiting = self.script["response_url"]
        scripted = waiting.popleft() if waiting else self.fate("response_url")
        if scripted.status == 200:
            self._judge(message)
        await self._note()
        await asyncio.sleep(scripted.hold)
        if scripted.lose and request.transport:
            request.transport.abort()
        return web.Response(text="ok", status=scripted.status, headers=scripted.headers)

    async def _link(self, request: web.Request) -> web.StreamResponse:
        self.upgrades += 1
        ticket = request.query.get("ticket", "")
        known = ticket in self.tickets
        self.tickets.discard(ticket)
        await self._note()
        if self.refuse_upgrades or not known:
            self.refuse_upgrades = max(self.refuse_upgrades - 1, 0)
            return web.Response(status=408 if known else 403)
        socket = web.WebSocketResponse(autoping=self._answer_pings)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.sockets.append(socket)
        await self._note()
        async for received in socket:
            if received.type is aiohttp.WSMsgType.TEXT:
                acknowledgement = json.loads(received.data)
                self.acknowledged[acknowledgement["envelope_id"]] = acknowledgement
                await self._note()
        return socket

    def slash(self, line: str, *, channel: str = "C0TRADE", user: str = "U0ANN") -> dict[str, Any]:
        """The payload of a slash command."""
        command, _, text = line.partition(" ")
        return {
            "command": command,
            "text": text,
            "team_id": TEAM,
            "channel_id": channel,
            "channel_name": "trade",
            "user_id": user,
            "response_url": self.response_url(),
            "trigger_id": f"tr{next(self._number)}",
        }

    def event(self, kind: str, text: str, **more: object) -> dict[str, Any]:
        """The payload of an event: a mention or a message."""
        number = next(self._number)
        event = {
            "type": kind,
            "user": "U0ANN",
            "text": text,
            "channel": "C0TRADE",
            "ts": f"1750000000.{number:06d}",
            **more,
        }
        return {
            "type": "event_callback",
            "event_id": f"Ev{number}",
            "team_id": TEAM,
            "event": event,
        }

    def press(self, button: dict[str, Any], **more: object) -> dict[str, Any]:
        """The payload of a click on a button of an ephemeral message."""
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": "U0ANN"},
            "channel": {"id": "C0TRADE", "name": "trade"},
            "container": {
                "type": "message",
                "message_ts": "1750000000.000100",
                "channel_id": "C0TRADE",
                "is_ephemeral": True,
            },
            "response_url": self.response_url(),
            "trigger_id": f"tr{next(self._number)}",
            "actions": [{"type": "button", "block_id": "b1", **button}],
            **more,
        }

    def on_message(self, name: str, message: dict[str, Any]) -> dict[str, Any]:
        """The payload of a shortcut on a message."""
        return {
            "type": "message_action",
            "callback_id": name,
            "team": {"id": TEAM},
            "user": {"id": "U0ANN"},
            "channel": {"id": "C0TRADE", "name": "trade"},
            "message": {"type": "message", "user": "U0BOB", **message},
            "response_url": self.response_url(),
            "trigger_id": f"tr{next(self._number)}",
        }

    def shortcut(self, name: str) -> dict[str, Any]:
        """The payload of a shortcut from anywhere."""
        return {
            "type": "shortcut",
            "callback_id": name,
            "team": {"id": TEAM},
            "user": {"id": "U0ANN"},
            "trigger_id": f"tr{next(self._number)}",
        }

    def typing(self, view: dict[str, Any], name: str, typed: str) -> dict[str, Any]:
        """The payload with which a form asks for what words may become."""
        return {
            "type": "block_suggestion",
            "team": {"id": TEAM},
            "user": {"id": "U0ANN"},
            "container": {"type": "view", "view_id": "V1"},
            "view": {**view, "type": "modal"},
            "action_id": name,
            "block_id": name,
            "value": typed,
        }

    def submit(self, view: dict[str, Any], filled: dict[str, Any]) -> dict[str, Any]:
        """The payload of a form sent with these blocks filled in: a string is typed in.

        What is not filled in stays as it was shown.
        """
        values: dict[str, Any] = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            name, element = block["block_id"], block["element"]
            given = filled.get(name, element.get("initial_option", element.get("initial_value")))
            kind = "value" if element["type"] == "plain_text_input" else "selected_option"
            if isinstance(given, str) and kind == "selected_option":
                given = {"value": given}
            values[name] = {element["action_id"]: {"type": element["type"], kind: given}}
        return {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": "U0ANN"},
            "trigger_id": f"tr{next(self._number)}",
            "view": {**view, "id": "V1", "state": {"values": values}},
        }


def signed_headers(body: bytes, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers with which Slack signs a request."""
    timestamp = str(int(time.time() if at is None else at))
    base = f"v0:{timestamp}:".encode() + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
