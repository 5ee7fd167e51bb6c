"""Slack's lobby: fills the Home tab of whoever opens it, and keeps it true after a press."""

from __future__ import annotations

from bot.platforms.slack.calls import Calls
from bot.platforms.slack.forms import Asking
from bot.platforms.slack.home import Home, home_view
from bot.platforms.slack.payloads import Heard
from bot.platforms.slack.people import People
from bot.platforms.slack.places import Place
from handlers.answers import front
from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.reply import Row


class Lobby:
    """Publishes Home tabs; `desk` is how the newsroom is asked for somebody."""

    def __init__(self, *, calls: Calls, desk: Asking, people: People, world: World) -> None:
        self._calls = calls
        self._desk = desk
        self._people = people
        self._world = world

    async def open(self, heard: Heard, _place: Place) -> None:
        """Publish the Home tab of somebody who opens it."""
        await self.show(heard)

    async def show(self, heard: Heard, told: str = "") -> None:
        """Publish this person's Home tab; `told` is what came of what they pressed there."""
        team = heard.channel.workspace
        alone = f"@{heard.person}"
        channel = heard.home
        channels = tuple(
            Channel(platform=Platform.SLACK, workspace=team, id=each)
            for each in dict.fromkeys((alone, channel))
            if each
        )
        mine = await self._listed(heard, alone)
        theirs = await self._listed(heard, channel) if channel else ()
        request = await self._desk.request(heard, Place(command=""))
        world = self._world.within(heard.channel)
        home = Home(
            examples=await front.examples(world),
            mine=mine,
            channel=channel,
            theirs=tuple(row for row in theirs if row.label not in {each.label for each in mine}),
            latest=await front.latest(request, world, channels),
            sources=await self._sources(heard),
            told=told,
        )
        given = {"user_id": heard.person, "view": home_view(home)}
        await self._calls.call("views.publish", given, patience=10, team=team)

    async def manage(self, heard: Heard, place: Place) -> None:
        """Do what a button on the Home tab says, and show the tab with what came of it."""
        reply = await self._desk.ask(heard, place)
        await self.show(heard, told=reply.headline)

    async def _listed(self, heard: Heard, channel: str) -> tuple[Row, ...]:
        place = Place(command="/digest list", channel=channel)
        return (await self._desk.ask(heard, place)).rows

    async def _sources(self, heard: Heard) -> tuple[str, ...]:
        """How the sources stand, for admins alone."""
        listed = heard.person in self._world.rights.admins
        if not (listed or await self._people.is_admin(heard.person, heard.channel.workspace)):
            return ()
        return await front.sources(self._world)
