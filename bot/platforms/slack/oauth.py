"""The install page: leads to Slack with a state, and takes in what comes back with it."""

from __future__ import annotations

import hashlib
import hmac
import html
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import structlog
from aiohttp import web

from bot.platforms.slack.calls import Calls, Json
from bot.platforms.slack.manifest import LINK_SCOPES, SCOPES
from handlers.errors import ClaimwireError

log = structlog.get_logger(__name__)

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
_COOKIE = "claimwire_state"
_GOOD_FOR = 600  # seconds
_LONGEST = 500
_START_AGAIN = f'<a href="{INSTALL}">Start again.</a>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What Slack knows the app by, and where people are sent to allow it."""

    id: str
    secret: str
    authorize: str  # Slack's page
    redirect: str = ""  # the address that Slack sends people back to, where it is set
    links: bool = False  # whether links to articles are shown with their claims


class InstallPages:
    """`GET /slack/install` and `GET /slack/oauth_redirect`.

    `keep` takes Slack's answer in; `first_time` tells whether a state was not used before.
    """

    def __init__(
        self,
        client: Client,
        calls: Calls,
        *,
        keep: Callable[[Json], Awaitable[object]],
        first_time: Callable[[str], Awaitable[bool]],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._calls = calls
        self._keep = keep
        self._first_time = first_time
        self._now = now

    async def install(self, request: web.Request) -> web.Response:
        """The page with the button that leads to Slack."""
        state = self._state()
        scopes = (*SCOPES, *LINK_SCOPES) if self._client.links else SCOPES
        asked = {"client_id": self._client.id, "scope": ",".join(scopes), "state": state}
        if self._client.redirect:
            asked["redirect_uri"] = self._client.redirect
        address = html.escape(f"{self._client.authorize}?{urlencode(asked)}")
        page = _page(
            200,
            "Add Claimwire to Slack",
            "Claimwire answers with receipts: who said what, read from your own articles. What it "
            "may do and why stands in docs/slack.md.</p>"
            f'<p><a href="{address}">Add to Slack</a>',
        )
        secure = request.headers.get("X-Forwarded-Proto", request.scheme) == "https"
        page.set_cookie(
            _COOKIE, state, max_age=_GOOD_FOR, httponly=True, samesite="Lax", secure=secure
        )
        return page

    async def take(self, request: web.Request) -> web.Response:
        """What Slack sends people back with."""
        given = request.query
        if given.get("error"):
            return _page(400, "Not installed", f"Slack was told not to. {_START_AGAIN}")
        state, code = given.get("state", ""), given.get("code", "")
        if not code or len(code) > _LONGEST or not await self._is_ours(state, request):
            return _page(
                400,
                "Not installed",
                "This link is used up, older than ten minutes, or was opened in another browser. "
                f"{_START_AGAIN}",
            )
        asked = {
            "client_id": self._client.id,
            "client_secret": self._client.secret,
            "code": code,
        }
        if self._client.redirect:
            asked["redirect_uri"] = self._client.redirect
        try:
            await self._keep(await self._calls.call("oauth.v2.access", asked))
        except ClaimwireError as error:
            log.warning("slack installation failed", what=type(error).__name__)
            told = html.escape(str(error))
            return _page(502, "Not installed", f"{told} {_START_AGAIN}")
        page = _page(
            200,
            "Claimwire is installed",
            "Type /help anywhere in Slack. To have digests in a channel, type /invite @Claimwire "
            "there.",
        )
        page.del_cookie(_COOKIE)
        return page

    def _state(self) -> str:
        made = f"{int(self._now())}.{secrets.token_urlsafe(24)}"
        return f"{made}.{self._signature(made)}"

    async def _is_ours(self, state: str, request: web.Request) -> bool:
        """Whether we made this state lately, for this browser, and it is used once."""
        made, _, signature = state.rpartition(".")
        kept = request.cookies.get(_COOKIE, "")
        if len(state) > _LONGEST or not (made and state.isascii() and kept.isascii()):
            return False
        if not hmac.compare_digest(signature, self._signature(made)):
            return False
        if not hmac.compare_digest(kept, state):
            return False
        age = self._now() - int(made.partition(".")[0])
        return 0 <= age <= _GOOD_FOR and await self._first_time(f"state:{signature}")

    def _signature(self, made: str) -> str:
        key = f"claimwire state {self._client.secret}".encode()
        return hmac.new(key, made.encode(), hashlib.sha256).hexdigest()


def _page(status: int, title: str, said: str) -> web.Response:
    """A page of our own words; `said` is HTML."""
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><h1>{title}</h1><p>{said}</p></html>"
    )
    headers = {
        "Content-Security-Policy": "default-src 'none'",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Frame-Options": "DENY",
    }
    return web.Response(status=status, text=text, content_type="text/html", headers=headers)
