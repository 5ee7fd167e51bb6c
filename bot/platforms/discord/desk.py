"""Discord's desk: whoever asks, presses, picks or writes gets one answer, where it belongs."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
import structlog

from bot.in_hand import InHand
from bot.logs import frames
from bot.platforms.discord import buttons, modals
from bot.platforms.discord.attachments import Attachments
from bot.platforms.discord.buttons import Kept, Press, Stand
from bot.platforms.discord.calls import name_of
from bot.platforms.discord.cut import Cut, Cuts, How
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.places import asked_in
from bot.platforms.discord.pressed import surface_for
from bot.platforms.discord.private import (
    PageSurface,
    PrivateSurface,
    acknowledge,
    grey_out,
    whisper,
)
from bot.platforms.discord.questions import Questions, asked_by, asked_with
from bot.platforms.discord.reading import words_of
from bot.platforms.discord.refusals import refusal
from bot.platforms.discord.surfaces import ChannelSurface, Surface, keep_standing
from bot.platforms.turns import Turns
from bot.platforms.waiting import Waiting
from handlers.commands import Command
from handlers.completions import complete
from handlers.errors import ClaimwireError
from handlers.newsroom import Platform, Request
from handlers.ports import World
from handlers.reply import Action, Reply

log = structlog.get_logger(__name__)

Interaction = discord.Interaction[discord.Client]

ANSWER = 120.0  # seconds an answer may take
REMEMBERED = 2_000  # questions whose second arrival is recognised

_SORRY = "Something went wrong on my side, and it is in the log. Ask again."
_SLOW = "That took too long, so I stopped. Ask again, with a word more to narrow it."
_OLD_BUTTON = "I no longer know the question behind this button. Type it again."
_OLD_COMMAND = "I do not have that command any more. Type /help for those I have."
_OLD_WINDOW = "I no longer know what this window was for. Type the command: /dispute ID NOTE."
_ROLE = "You mentioned my role, which does not show me your words. Mention me, or type /help."
_NO_WORDS = (
    "That message has no words that I can read: pictures and files are closed to me. Type its "
    'words instead: /check "WORDS" SPEAKER.'
)
_HOW = {buttons.TURN: How.PAGE, buttons.SHARE: How.SHARED}
_TURNING = "Only the person who asked turns these pages. For pages of your own, type: {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How this bot answers: by which commands, in which turns and zone, with which files."""

    world: World
    zone: str
    commands: tuple[Command, ...]
    turns: Turns
    attachments: Attachments


class Desk:
    """Attends to all that Discord brings; `me` is our own account as soon as it is known."""

    def __init__(
        self,
        rules: Rules,
        memory: DiscordMemory,
        me: Callable[[], discord.ClientUser | None],
    ) -> None:
        self._rules = rules
        self._memory = memory
        self._me = me
        self._in_hand = InHand()
        self._seen: OrderedDict[int, None] = OrderedDict()
        waiting = Waiting(world=rules.world, platform=Platform.DISCORD)
        self._questions = Questions(waiting=waiting)
        self._cuts = Cuts(waiting=waiting, commands=rules.commands)

    async def finish(self, seconds: float) -> None:
        """Let the answers in hand end; what takes longer is given up."""
        await self._in_hand.finish(seconds)

    async def slash(self, interaction: Interaction, name: str, text: str) -> None:
        """A slash command: answered privately."""
        request = self._asked(interaction, f"/{name} {text}".strip())
        surface = self._privately(interaction)
        await self._serve(interaction, surface, request)

    async def examine(self, interaction: Interaction, name: str, message: discord.Message) -> None:
        """A command on a message: its words behind a command, answered privately, kept nowhere."""
        words = words_of(message)
        if not words:
            await self.puzzle(interaction, _NO_WORDS)
            return
        request = self._asked(interaction, f"/{name} {words}")
        surface = self._privately(interaction, lasting=False)
        await self._serve(interaction, surface, request, How.QUOTING)

    async def suggest(
        self, interaction: Interaction, command: Command, typed: str
    ) -> tuple[str, ...]:
        """What the words being typed after a slash command may become."""
        world = self._rules.world.within(asked_in(interaction))
        return await complete(command, typed, world, self._rules.commands)

    async def press(
        self, interaction: Interaction, custom_id: str, values: Sequence[str] = ()
    ) -> None:
        """A button or a pick under any answer, however old."""
        press = self._read(custom_id)
        if press is None:
            over = PageSurface(interaction, self._memory, Stand(private=True))
            await self._once(interaction.id, grey_out(over, custom_id, _OLD_BUTTON))
        elif press.asker and press.asker != str(interaction.user.id):
            await self.puzzle(interaction, _TURNING.format(press.command))
        elif press.verb == buttons.NOTE:
            await self._once(interaction.id, self._ask_for_note(interaction, press))
        else:
            if press.verb == buttons.PICK:
                press = replace(press, command=f"{press.command} {' '.join(values)}")
            request = self._asked(interaction, press.command, press.page)
            how = _HOW.get(press.verb, How.PRIVATE)
            surface = surface_for(interaction, self._memory, press, self._settling(interaction))
            await self._serve(interaction, surface, request, how, trail=press.pages)

    async def submit(
        self, interaction: Interaction, custom_id: str, components: Sequence[Mapping[str, Any]]
    ) -> None:
        """A window that was filled in and sent."""
        press = self._read(custom_id)
        if press is None or press.verb != buttons.NOTE:
            await self.puzzle(interaction, _OLD_WINDOW)
            return
        person, told = str(interaction.user.id), modals.read(components)
        self._memory.keep_draft(person, press.command, told.note)
        request = self._asked(interaction, f"{press.command} {told.line}".rstrip())

        def again(reply: Reply) -> Reply:
            """Refused, the note is kept and the window can be had again, filled in."""
            if not reply.refused:
                self._memory.keep_draft(person, press.command, "")
                return reply
            verb = press.command.removeprefix("/").split(" ")[0]
            retry = Action(name=verb, label="Try again", command=press.command)
            return replace(reply, actions=(*reply.actions, retry))

        surface = self._privately(interaction)
        await self._serve(interaction, surface, request, finish=again)

    async def puzzle(self, interaction: Interaction, words: str = _OLD_COMMAND) -> None:
        """Something that we cannot do (any more): says so, privately."""
        surface = PrivateSurface(interaction, self._memory)

        async def tell() -> None:
            if await self._rules.turns.hear(surface.begin):
                await surface.say(words)

        await self._once(interaction.id, tell())

    async def hear(self, message: discord.Message, *, again: bool = False) -> None:
        """A message: answered where it mentions us, replies to us, or is a direct one.

        `again` where a kill cut its first answer off: there is no third try.
        """
        me = self._me()
        if message.author.bot or message.webhook_id or message.is_system() or me is None:
            return
        surface = ChannelSurface(message, self._memory)
        if message.guild is None or me in message.mentions:
            request = asked_by(message, me, self._rules.zone)
            answer = partial(self._attend, surface, request)
            work = answer() if again else self._questions.answer(message, answer)
            await self._once(message.id, work)
        elif message.guild.self_role in message.role_mentions and message.guild.self_role:
            await self._once(message.id, surface.say(_ROLE))

    async def resume(self, client: discord.Client) -> None:
        """Connected anew: answer what a kill cut off."""
        await self._questions.resume(client, partial(self.hear, again=True), self._take_up)

    async def _take_up(self, cut: Cut) -> None:
        """Answer what the last life of this program was asked, or say that it did not."""
        begun = PrivateSurface(cut.interaction, self._memory, trail=cut.trail, begun=True)
        if not cut.told:
            work = self._attend(begun, cut.request, cut.interaction)
        elif cut.how in (How.PRIVATE, How.QUOTING):
            work = begun.say(cut.told)
        else:
            work = whisper(cut.interaction, cut.told)
        await self._once(cut.interaction.id, work)

    async def _serve(
        self,
        interaction: Interaction,
        surface: Surface,
        request: Request,
        how: How = How.PRIVATE,
        trail: tuple[str, ...] = ("",),
        finish: Callable[[Reply], Reply] = lambda reply: reply,
    ) -> None:
        """Answer an interaction, unless it came before; what cuts that off leaves it waiting."""
        work = partial(self._attend, surface, request, interaction, finish)
        kept = self._cuts.until_answered(interaction, (request, how, trail), work)
        await self._once(interaction.id, kept)

    def _privately(self, interaction: Interaction, *, lasting: bool = True) -> PrivateSurface:
        settle = self._settling(interaction)
        return PrivateSurface(interaction, self._memory, lasting=lasting, settle=settle)

    def _settling(self, interaction: Interaction) -> Callable[[], Awaitable[None]]:
        return partial(self._cuts.settle, interaction)

    def _read(self, custom_id: str) -> Press | None:
        press = buttons.read(custom_id)
        return self._memory.question(press) if isinstance(press, Kept) else press

    async def _ask_for_note(self, interaction: Interaction, press: Press) -> None:
        """Open the window, which must be the very first response to a press."""
        draft = self._memory.draft(str(interaction.user.id), press.command)
        window = modals.window(press, draft)
        if window is None:
            surface = PrivateSurface(interaction, self._memory)
            if await surface.begin():
                await surface.say(_OLD_BUTTON)
            return
        opened = window
        await self._rules.turns.hear(
            lambda: acknowledge(lambda: interaction.response.send_modal(opened))
        )

    def _asked(self, interaction: Interaction, text: str, page: str = "") -> Request:
        return asked_with(interaction, self._rules.zone, text, page)

    async def _once(self, event: int, work: Coroutine[None, None, None]) -> None:
        """Do the work in hand, unless this event came before (Discord may send one again)."""
        if event in self._seen:
            work.close()
            return
        self._seen[event] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        await self._in_hand.take(work)

    async def _attend(
        self,
        surface: Surface,
        request: Request,
        interaction: Interaction | None = None,
        finish: Callable[[Reply], Reply] = lambda reply: reply,
    ) -> None:
        """Acknowledge, work, show: whatever happens, the person gets a sentence."""
        try:
            # Typing in a channel is a courtesy, for which no answer waits.
            begin = surface.begin
            if not await (self._rules.turns.hear(begin) if interaction else begin()):
                return
            rules = self._rules
            admins = rules.world.rights.admins
            if why := refusal(request, interaction, rules.commands, admins):
                await surface.say(why)
                return
            async with asyncio.timeout(ANSWER):
                reply = await self._rules.turns.answer(request, self._rules.world)
            reply = finish(reply)
            await self._cuts.waiting.written()
            await surface.show(reply, request)
            if interaction is not None:
                await self._cuts.settle(interaction)
            await keep_standing(surface.standing, reply, request, self._rules.world)
            await self._rules.attachments.attach(reply, surface)
        except ClaimwireError as error:
            await surface.say(str(error))
        except TimeoutError:
            log.warning("discord.answer_too_slow")
            await surface.say(_SLOW)
        except Exception as error:  # noqa: BLE001 - the edge of Discord: nobody is left waiting
            log.error("discord.answer_failed", error=name_of(error), where=frames(error))
            await surface.say(_SORRY)
