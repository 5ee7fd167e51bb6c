"""The one door to slack_sdk: calls to Slack's Web API, every failure named."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.platforms.slack.calls import NO_ANSWER, Busy, Json, SlackNo, by_status, refusal
from bot.platforms.slack.pacing import Pacing
from handlers.errors import SendFailed, SendUnknown

_SLACK = "https://slack.com/api/"
_TIMEOUT = 15
# Asked with the app's own credentials: nobody's token goes with it.
_OPEN_TO_ALL = frozenset({"oauth.v2.access"})
# The SDK logs bodies, which hold what people typed.
_sdk_log = logging.getLogger("slack_sdk.claimwire")
_sdk_log.setLevel(logging.CRITICAL)


class SlackWeb:
    """The Web API: one new connection a call, every failure one of `handlers.errors`.

    An idle connection that Slack has closed meanwhile would turn the next call into a
    lost answer, which may not be sent again; so none is kept.
    """

    def __init__(
        self,
        *,
        bot_token: str = "",
        app_token: str = "",
        api_url: str = "",
        token_of: Callable[[str], Awaitable[str]] | None = None,
    ) -> None:
        """`token_of` gives the bot token of a workspace, where there are many."""
        self._bot_token = bot_token
        self._app_token = app_token
        self._token_of = token_of
        self.url = api_url or _SLACK
        self._pacing = Pacing()
        self.trust_env = not _is_local(self.url)

    async def call(
        self, method: str, arguments: Json, *, patience: float = 0, team: str = ""
    ) -> Json:
        """See `slack_calls.Calls`."""
        gate = f"{method} {team} {arguments.get('channel', '')}"
        token = await self._token(method, team)
        if method == "apps.connections.open":  # Socket Mode has a pace of its own
            return await self._call_once(method, arguments, token)
        return await self._pacing.insist(
            gate, patience, lambda: self._call_once(method, arguments, token)
        )

    async def respond(self, url: str, message: Json, *, patience: float = 0) -> None:
        """See `slack_calls.Calls`."""
        await self._pacing.insist(url, patience, lambda: self._respond_once(url, message))

    async def upload(self, url: str, data: bytes, *, patience: float = 0) -> None:
        """See `slack_calls.Calls`; no token goes there, the address itself is the permission."""
        await self._pacing.insist(url, patience, lambda: self._upload_once(url, data))

    async def _token(self, method: str, team: str) -> str:
        if method == "apps.connections.open":
            return self._app_token
        if method in _OPEN_TO_ALL:
            return ""
        return await self._token_of(team) if self._token_of else self._bot_token

    async def _call_once(self, method: str, arguments: Json, token: str) -> Json:
        async with self._session() as session:
            client = AsyncWebClient(
                token=token or None,
                base_url=self.url,
                session=session,
                retry_handlers=[],  # a lost answer must not be asked for twice
                logger=_sdk_log,
            )
            client.proxy = None  # the SDK's own reading of the environment ignores NO_PROXY
            given = dict(arguments)
            try:
                if method in _OPEN_TO_ALL:  # what is secret stands in the body, never in a log
                    response = await client.api_call(method, data=given)
                elif method.startswith(("chat.", "views.")):
                    response = await client.api_call(method, json=given)
                elif method.startswith("files."):
                    response = await client.api_call(method, data=given)
                else:  # reading methods take no JSON
                    response = await client.api_call(method, params=given)
            except SlackApiError as error:
                raise _failure(error) from None
            except (TimeoutError, aiohttp.ClientError, OSError) as error:
                raise _lost(error) from None
        return response.data if isinstance(response.data, dict) else {}

    async def _respond_once(self, url: str, message: Json) -> None:
        async with self._session() as session:
            client = AsyncWebhookClient(url, session=session, retry_handlers=[], logger=_sdk_log)
            client.proxy = None
            try:
                response = await client.send_dict(dict(message))
            except (TimeoutError, aiohttp.ClientError, OSError) as error:
                raise _lost(error) from None
        if response.status_code != 200:
            wait = _seconds(response.headers)
            if response.status_code in (404, 410):
                raise SlackNo("expired_url")
            raise by_status(response.status_code, retry_after=wait)

    async def _upload_once(self, url: str, data: bytes) -> None:
        try:
            async with self._session() as session, session.post(url, data=data) as response:
                status, wait = response.status, _seconds(response.headers)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise _lost(error) from None
        if status != 200:
            raise by_status(status, retry_after=wait)

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=_TIMEOUT), trust_env=self.trust_env
        )


def _failure(error: SlackApiError) -> SendFailed:
    """What a refused or unreadable answer of the Web API means."""
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    wait = _seconds(response.headers)
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if isinstance(code, str) and status < 500:
        return refusal(code, retry_after=wait)
    if status == 200:
        return SendUnknown(NO_ANSWER)
    return by_status(status, retry_after=wait)


def _lost(error: Exception) -> SendFailed:
    """What a broken connection means: never sent, or sent and nobody knows."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return Busy("Slack cannot be reached. Try again in a minute.", retry_after=2)
    return SendUnknown(NO_ANSWER)


def _seconds(headers: Mapping[str, object]) -> float:
    """The Retry-After header in seconds; 0 where there is none that can be read."""
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    first = given[0] if isinstance(given, list) and given else given
    try:
        return min(max(float(str(first)), 0), 3600)
    except ValueError:
        return 0


def _is_local(url: str) -> bool:
    """Whether an address is this machine, which no proxy of the environment can reach."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
