"""The HTTP door over a real socket: health, readiness and a port that is taken."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.http import HttpDoor
from handlers.errors import Refused


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    """A plain HTTP client."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
async def test_health_and_readiness_are_two_things(
    client: aiohttp.ClientSession, *, ready: bool, status: int
) -> None:
    """The process lives before it can answer."""
    port = free_port()
    door = HttpDoor(("127.0.0.1", port), lambda: ready, {})
    await door.open()
    try:
        async with client.get(f"http://127.0.0.1:{port}/healthz") as health:
            assert health.status == 200
        async with client.get(f"http://127.0.0.1:{port}/readyz") as readiness:
            assert readiness.status == status
    finally:
        await door.close()


async def test_a_taken_port_is_refused_with_the_way_out() -> None:
    """The sentence names the address and the variable."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        door = HttpDoor(("127.0.0.1", port), lambda: True, {})
        with pytest.raises(Refused, match=rf"Cannot listen on 127.0.0.1:{port}.*CLAIMWIRE_HTTP"):
            await door.open()


async def test_a_mounted_post_is_reached(client: aiohttp.ClientSession) -> None:
    """A platform's handler gets the raw bytes."""

    async def echo(request: web.Request) -> web.Response:
        return web.Response(body=await request.read())

    port = free_port()
    door = HttpDoor(("127.0.0.1", port), lambda: True, {"/slack/events": echo})
    await door.open()
    try:
        async with client.post(f"http://127.0.0.1:{port}/slack/events", data=b"\x00raw") as answer:
            assert await answer.read() == b"\x00raw"
    finally:
        await door.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
async def test_malformed_requests_leave_no_traceback(
    sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """What is no HTTP gets a refusal, and the log a line without a traceback."""
    door = HttpDoor(("127.0.0.1", 0), lambda: True, {})
    await door.open()
    try:
        host, port = door._runner.addresses[0][:2]
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(sent)
        writer.write_eof()
        answered = await asyncio.wait_for(reader.read(), 10)
        writer.close()
    finally:
        await door.close()
    assert b" 500 " not in answered.split(b"\r\n")[0]
    assert b"Traceback" not in answered
    assert all(record.exc_info is None for record in caplog.records)
