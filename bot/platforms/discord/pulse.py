"""Notices gateway connections that only look alive: heartbeats go out and nothing comes back."""

from __future__ import annotations

import asyncio

import discord
import structlog

log = structlog.get_logger(__name__)

Gateway = discord.gateway.DiscordWebSocket

_LOOK = 0.5  # seconds between looks
_UNANSWERED = 1.5  # intervals: then a whole heartbeat has had no answer
_AGAIN = 4000  # a close code after which Discord lets the session be resumed


async def watch(client: discord.Client) -> None:
    """Cut each connection whose last heartbeat but one was not answered; it is then resumed.

    The library itself waits a fixed minute of silence, whatever interval Discord asked for.
    """
    while not client.is_closed():
        await asyncio.sleep(_LOOK)
        for gateway in _gateways(client):
            pulse = gateway._keep_alive  # noqa: SLF001 - the library tells nobody
            if pulse is None or pulse.interval is None or not gateway.open:
                continue
            waited = pulse._last_send - pulse._last_ack  # noqa: SLF001
            if waited > _UNANSWERED * pulse.interval:
                log.warning("discord.heartbeat_unanswered", seconds=round(waited, 1))
                await gateway.close(code=_AGAIN)


def _gateways(client: discord.Client) -> list[Gateway]:
    """The open connections of a client, one or one a shard."""
    if isinstance(client, discord.AutoShardedClient):
        return [shard._parent.ws for shard in client.shards.values()]  # noqa: SLF001
    return [client.ws] if isinstance(client.ws, Gateway) else []
