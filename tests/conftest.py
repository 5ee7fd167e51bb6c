"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from newsroom_samples import newsroom
from slack_server import SlackServer

from handlers.ports import World


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    """A local Slack that has seen no rule broken when the test is over."""
    async with SlackServer() as here:
        yield here
        assert here.violations == []


@pytest.fixture
async def world() -> World:
    """A newsroom with a few articles."""
    return (await newsroom())[0]
