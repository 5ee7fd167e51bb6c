"""The HTTP door: health for whoever watches the process, and Slack's events in HTTP mode."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from handlers.errors import Refused

# A body past this is no event of any platform; it is refused before it is read whole.
MOST_BYTES = 1 << 20


def _without_traceback(record: logging.LogRecord) -> bool:
    """Say that a request was malformed, and not in which words."""
    record.exc_info = None
    return True


_log = logging.getLogger("claimwire.http")
_log.addFilter(_without_traceback)

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


class HttpDoor:
    """`GET /healthz` (the process lives), `GET /readyz` (it can answer), and what is mounted."""

    def __init__(
        self,
        address: tuple[str, int],
        ready: Callable[[], bool],
        posts: Mapping[str, Handle],
        gets: Mapping[str, Handle] | None = None,
    ) -> None:
        self._address = address
        self._ready = ready
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        for path, handle in posts.items():
            app.router.add_post(path, handle)
        for path, handle in (gets or {}).items():
            app.router.add_get(path, handle)
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, shutdown_timeout=5, logger=_log
        )

    async def open(self) -> None:
        """Listen; raises Refused where the address is taken or not ours."""
        host, port = self._address
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise Refused(
                f"Cannot listen on {host}:{port} ({error.strerror or error}). Is another bot "
                "running? Set CLAIMWIRE_HTTP to a free host:port, or to off."
            ) from None

    async def close(self) -> None:
        """Finish what is being answered and stop listening."""
        await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _readyz(self, _request: web.Request) -> web.Response:
        if self._ready():
            return web.json_response({"status": "ready"})
        return web.json_response({"status": "starting"}, status=503)
