"""Fixtures shared by all tests."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from newsroom_samples import newsroom
from slack_server import SlackServer

from handlers.ports import World

if TYPE_CHECKING:
    from nlp.pipeline import Pipeline

# Each of the many processes that the tests start would compile all it imports anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The locked model with our rules, loaded once for all tests."""
    from readings import pipeline as loaded  # spaCy: not for the process that only hands out tests

    return loaded()


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
