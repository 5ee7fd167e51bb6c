"""What goes wrong before the desk has it is in the log: kind and place, without its words."""

from __future__ import annotations

import asyncio

import pytest
from fakes import FixedClock, MemoryStore
from slack_bolt.async_app import AsyncBoltRequest
from structlog.testing import capture_logs

from bot.platforms.slack.desk import Desk
from bot.platforms.slack.ears import ears
from bot.platforms.slack.payloads import Heard
from bot.platforms.slack.web import SlackWeb
from handlers.ports import World

COMMAND = {"command": "/tariffs", "text": "what a person typed", "team_id": "T0NEWS"}
HOME = {
    "type": "event_callback",
    "team_id": "T0NEWS",
    "event": {"type": "app_home_opened", "user": "what a person typed", "tab": "home"},
}


class Broken(Desk):
    """A desk that cannot even begin."""

    def start(self, heard: Heard | None) -> None:
        raise KeyError(heard)


async def nobody(_team: str, _at: float) -> None:
    """No token is given up here."""


@pytest.mark.parametrize("body", [COMMAND, HOME])
async def test_an_error_of_ours_is_logged(body: dict[str, object]) -> None:
    """Bolt's own log is switched off, for it holds what people typed."""
    world = World(store=MemoryStore(), clock=FixedClock())
    desk = Broken(world=world, zone="UTC", calls=SlackWeb(), purge=nobody)
    with capture_logs() as logged:
        await ears(desk, None).async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        await asyncio.sleep(0.05)
    (told,) = logged
    assert told["error"] == "KeyError"
    assert "in start" in told["where"]
    assert "a person typed" not in str(told)
