"""The composition root: builds the world from the settings and runs it until told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

import structlog

from bot.articles.analyst import Analyst
from bot.articles.folders import check_readable
from bot.chores import Chores
from bot.clock import clock_from
from bot.drawing.draftsman import Draftsman
from bot.http import Handle, HttpDoor
from bot.memory import settle
from bot.own_lists import holidays_file, names_file, topics_file
from bot.platforms.turns import Turns
from bot.settings import Settings
from bot.store import SqlStore, open_store
from handlers.errors import ClaimwireError, Refused
from handlers.newsroom import Platform
from handlers.ports import Messenger, World
from handlers.record.vocabulary import work_out

log = structlog.get_logger(__name__)

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every command line of the bot works with."""

    settings: Settings
    store: SqlStore
    analyst: Analyst
    world: World


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """Open the store and hold an analyst ready (it loads no model until it is asked)."""
    clock = clock_from(settings.now)
    _make_folder(settings.data)
    topics = topics_file.read(settings.data)
    holidays = holidays_file.read(settings.data)
    async with AsyncExitStack() as stack:
        store = await open_store(settings.store_url, settings.data)
        stack.push_async_callback(store.close)
        analyst = Analyst(model=settings.model or None)
        stack.push_async_callback(analyst.close)
        world = World(
            store=store,
            clock=clock,
            topics=topics,
            holidays=holidays,
            analyst=analyst,
            rights=settings.rights,
            aside=_aside,
        )
        store.lookout.prepare = lambda book: work_out(book, topics)
        await _bring_names_in(settings.data, world)
        yield Desk(settings=settings, store=store, analyst=analyst, world=world)


async def _aside(work: Callable[[], _Made]) -> _Made:
    """Long work in a thread: people are answered meanwhile."""
    return await asyncio.to_thread(work)


async def _bring_names_in(data: Path, world: World) -> None:
    """Take over the newsroom's names.toml; a broken one is said, and stops nothing."""
    try:
        await names_file.bring_in(data, world)
    except Refused as error:
        log.warning("names.left", why=str(error))


def _make_folder(data: Path) -> None:
    """Make the data folder; refuse one that cannot be written to."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"Cannot make the data folder {data} ({error.strerror}). Set CLAIMWIRE_DATA to a "
            "folder this user may write to."
        ) from None
    if not os.access(data, os.W_OK | os.X_OK):
        raise Refused(
            f"The data folder {data} cannot be written to. Set CLAIMWIRE_DATA to a folder "
            "this user may write to."
        )


class Running(Protocol):
    """A platform, or the chores: runs until `stop` is set or it has nothing left to do."""

    async def run(self, stop: asyncio.Event) -> None: ...


class Guest(Protocol):
    """A platform that must be logged in before its messenger can post."""

    async def log_in(self) -> None: ...

    async def close(self) -> None: ...


@dataclass(slots=True, kw_only=True)
class House:
    """What is switched on: platforms, who posts for them, and what is mounted over HTTP.

    `guests` are those that a one-shot command has to log in, because it runs no platform.
    """

    platforms: list[Running] = field(default_factory=list)
    messengers: dict[Platform, Messenger] = field(default_factory=dict)
    posts: dict[str, Handle] = field(default_factory=dict)
    gets: dict[str, Handle] = field(default_factory=dict)
    guests: list[Guest] = field(default_factory=list)


async def run(settings: Settings) -> None:
    """Run the platforms whose tokens are set, or the console, until told to stop.

    SIGTERM, Ctrl-C and the end of the console's input end it; work in hand is finished.
    Raises ClaimwireError where it cannot start or a platform gives up for good.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await asyncio.to_thread(check_readable, settings.folders)
    async with open_desk(settings) as desk, AsyncExitStack() as stack:
        house = furnish(desk)
        ready = asyncio.Event()
        if settings.listen:
            door = HttpDoor(settings.listen, ready.is_set, house.posts, house.gets)
            await door.open()
            stack.push_async_callback(door.close)
        chores = Chores(desk.world, desk.analyst, house.messengers, settings.folders, stop)
        stack.push_async_callback(chores.finish)
        console = Platform.CONSOLE in house.messengers
        await chores.begin(wait_for_articles=console and not sys.stdin.isatty())
        await desk.world.store.name_book()  # the first to ask need not wait for it
        settle()
        ready.set()
        await run_together([*house.platforms, chores], stop)


async def run_together(parts: list[Running], stop: asyncio.Event) -> None:
    """Run all of them; the end of one, good or bad, ends the others."""

    async def until_it_ends(part: Running) -> None:
        try:
            await part.run(stop)
        finally:
            stop.set()

    refused = None
    try:
        async with asyncio.TaskGroup() as group:
            for part in parts:
                group.create_task(until_it_ends(part))
    except* ClaimwireError as failures:
        refused = failures.exceptions[0]
    if refused:
        raise Refused(str(refused)) from refused


def furnish(desk: Desk) -> House:
    """Switch on what has tokens; with none, the console.

    A platform's library is imported only here and only when it is wanted: the console
    starts without them. Raises ClaimwireError for a malformed token.
    """
    house, turns = House(), Turns()
    _furnish_slack(house, desk, turns)
    _furnish_discord(house, desk, turns)
    if not house.platforms:
        from bot.console import Console, ConsoleMessenger

        house.platforms.append(Console(desk.world, desk.settings.zone, desk.settings.data))
        house.messengers[Platform.CONSOLE] = ConsoleMessenger(desk.settings.data)
    desk.world.messengers.update(house.messengers)
    return house


def _furnish_slack(house: House, desk: Desk, turns: Turns) -> None:
    """Slack, if it has a bot token and a way to hear."""
    settings = desk.settings
    from bot.platforms.slack.settings import SlackSettings, off_because

    slack = SlackSettings(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        api_url=settings.slack_api_url,
        client_id=settings.slack_client_id.get_secret_value(),
        client_secret=settings.slack_client_secret.get_secret_value(),
        keys=settings.keys.get_secret_value(),
        public_url=settings.public_url,
        links=bool(settings.domains),
    )
    if why := off_because(slack):
        log.info("slack.off", why=why)
        return
    from bot.platforms.slack.app import SlackPlatform

    platform = SlackPlatform(
        slack, desk.world, settings.zone, draws=Draftsman(settings.data), ask=turns.answer
    )
    if platform.endpoint:
        if settings.listen is None:
            raise Refused("Slack's HTTP mode needs CLAIMWIRE_HTTP: set it to a host:port.")
        house.posts["/slack/events"] = platform.endpoint
    if platform.pages and settings.listen is None:
        raise Refused("Slack's install page needs CLAIMWIRE_HTTP: set it to a host:port.")
    house.gets.update(platform.pages)
    house.platforms.append(platform)
    house.messengers[Platform.SLACK] = platform.messenger


def _furnish_discord(house: House, desk: Desk, turns: Turns) -> None:
    """Discord, if it has a token."""
    settings = desk.settings
    if not settings.discord_token.get_secret_value():
        log.info("discord.off", why="DISCORD_TOKEN is not set")
        return
    from bot.platforms.discord.app import DiscordPlatform, DiscordSettings

    discord = DiscordSettings(
        token=settings.discord_token.get_secret_value(),
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        shards=settings.discord_shards,
    )
    platform = DiscordPlatform(
        discord, desk.world, folder=settings.data, zone=settings.zone, turns=turns
    )
    house.platforms.append(platform)
    house.guests.append(platform)
    house.messengers[Platform.DISCORD] = platform.messenger
