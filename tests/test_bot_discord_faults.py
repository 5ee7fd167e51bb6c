"""Discord on a bad day: cut connections, refusals, a gateway that comes and goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from discord_bench import Bot, Handlers, answered, local_discord, running
from discord_payloads import CHANNEL, DM, GUILD, TOKEN
from discord_payloads import channel as channel_of
from discord_server import DiscordServer

from handlers.commands import COMMANDS
from handlers.errors import Refused

CALLBACK, ORIGINAL, WEBHOOK = "/callback$", "/@original$", r"/webhooks/\d+/tok\d+$"
POST = f"/channels/{CHANNEL}/messages$"


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """A local Discord that holds us to its rules."""
    async with local_discord() as server:
        yield server


@pytest.fixture
async def bot(server: DiscordServer, tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, connected."""
    async with running(server, Handlers(), tmp_path) as bot:
        yield bot


async def bot_has_synced(server: DiscordServer, times: int) -> None:
    """So often, and not more often by the time it answers."""
    await server.until(lambda: server.syncs == times)


async def is_alive(server: DiscordServer) -> None:
    """A question is answered."""
    asked = await server.slash("tariffs", "china")
    assert (await answered(server, asked))["content"].startswith("**Answer to")


@pytest.mark.parametrize(
    ("fault", "at"),
    [({"status": 503}, ORIGINAL), ({}, ORIGINAL), ({}, CALLBACK), ({"after": True}, CALLBACK)],
    ids=["503 edit", "cut edit", "cut defer", "cut after defer"],
)
async def test_a_failure_in_passing_costs_no_answer(
    bot: Bot, fault: dict[str, Any], at: str
) -> None:
    """503 and cut connections, which the library leaves alone, are tried again."""
    bot.server.fail("PATCH" if at == ORIGINAL else "POST", at, **fault)
    asked = await bot.server.slash("tariffs")
    assert (await answered(bot.server, asked))["content"] == "**Answer to /tariffs page 1**"
    assert len(bot.handlers.asked) == 1


async def test_an_interaction_that_is_too_late_is_let_go(bot: Bot) -> None:
    """10062: Discord knows it no more, so no work is done for it."""
    bot.server.fail("POST", CALLBACK, status=404, code=10062)
    await bot.server.slash("tariffs", "late")
    await is_alive(bot.server)
    assert [request.text for request in bot.handlers.asked] == ["/tariffs china"]


async def test_an_interaction_acknowledged_twice_is_answered(bot: Bot) -> None:
    """40060 means that an earlier try did arrive."""
    asked = await bot.server.slash("tariffs", "one")
    await answered(bot.server, asked)
    bot.server.fail("POST", CALLBACK, status=400, code=40060, after=True)
    await is_alive(bot.server)
    assert len(bot.handlers.asked) == 2


async def test_an_answer_after_fifteen_minutes_is_said_by_direct_message(bot: Bot) -> None:
    """50027: the interaction has run out, its asker has not."""
    bot.server.fail("PATCH", ORIGINAL, status=401, code=50027)
    await bot.server.slash("tariffs")
    (told,) = await bot.server.until(lambda: bot.server.posts(DM))
    assert "15 minutes" in told["content"]


async def test_where_we_may_not_write_the_asker_hears_of_it(bot: Bot) -> None:
    """50013 after a mention: a direct message says what to change."""
    bot.server.fail("POST", POST, status=403, code=50013)
    await bot.server.say("<@1001> tariffs")
    (told,) = await bot.server.until(lambda: bot.server.posts(DM))
    assert "Send Messages" in told["content"]
    assert bot.server.posts(CHANNEL) == []


async def test_without_history_the_answer_is_no_reply(bot: Bot) -> None:
    """Discord lets nobody reply who may not read the history."""
    bot.server.fail("POST", POST, status=400, code=160002)
    await bot.server.say("<@1001> tariffs")
    (posted,) = await bot.server.until(lambda: bot.server.posts(CHANNEL))
    assert "message_reference" not in posted
    assert posted["content"] == "**Answer to tariffs page 1**"


@pytest.mark.parametrize(
    "fault", [{"status": 503}, {}, {"after": True}], ids=["503", "cut", "cut after"]
)
async def test_a_reply_arrives_once(bot: Bot, fault: dict[str, Any]) -> None:
    """Sent again under the same nonce, a reply that did arrive is not doubled."""
    bot.server.fail("POST", POST, **fault)
    said = await bot.server.say("<@1001> tariffs")
    await bot.server.until(
        lambda: [p for m, p, _ in bot.server.requests if p.endswith("4001/messages")][1:]
    )
    (posted,) = await bot.server.until(lambda: bot.server.posts(CHANNEL))
    assert posted["nonce"] == f"{said['id']}-0"


async def test_failing_to_type_is_no_reason_not_to_answer(bot: Bot) -> None:
    """The typing mark is a courtesy."""
    bot.server.fail("POST", "/typing$", status=403, code=50013)
    await bot.server.say("<@1001> tariffs")
    assert await bot.server.until(lambda: bot.server.posts(CHANNEL))


async def test_refused_embeds_become_plain_text(bot: Bot) -> None:
    """Should a limit change, the answer still arrives."""
    bot.server.fail("PATCH", ORIGINAL, status=400, code=50035)
    original = await answered(bot.server, await bot.server.slash("tariffs"))
    assert original["embeds"] == []
    assert "Truce holds" in original["content"]


async def test_a_share_that_may_have_arrived_is_not_repeated(bot: Bot) -> None:
    """The sharer is asked to look, for a second post could double it."""
    private = await answered(bot.server, await bot.server.slash("tariffs"))
    bot.server.fail("POST", WEBHOOK, after=True)
    shared = await bot.server.press(private, "Share to channel")
    public, told = await bot.server.followups(shared, 2)
    assert "Shared by" in public["content"]
    assert told["content"].startswith("The connection was cut while I shared.")


async def test_a_lost_gateway_is_resumed(bot: Bot) -> None:
    """A cut connection and Discord's own request to reconnect keep the session."""
    for times in (1, 2):
        bot.server.ready.clear()
        await (bot.server.cut(4000) if times == 1 else bot.server.send_op(7))
        await asyncio.wait_for(bot.server.ready.wait(), 10)
        assert len(bot.server.resumes) == times
    await is_alive(bot.server)
    assert len(bot.server.identifies) == 1


async def test_an_invalid_session_is_begun_anew(bot: Bot) -> None:
    """The library waits five seconds before it identifies again, as Discord asks."""
    bot.server.ready.clear()
    await bot.server.send_op(9, data=False)
    await asyncio.wait_for(bot.server.ready.wait(), 15)
    assert len(bot.server.identifies) == 2
    await is_alive(bot.server)


async def test_a_gateway_that_is_down_at_the_start_is_waited_for(
    server: DiscordServer, tmp_path: Path
) -> None:
    """discord.py itself ends here (its issue 10520)."""
    server.gateway_down = 1
    async with running(server, Handlers(), tmp_path):
        await is_alive(server)


@pytest.mark.parametrize("fault", [{"status": 503}, {}], ids=["503", "cut"])
async def test_an_api_that_is_down_at_the_start_is_waited_for(
    server: DiscordServer, tmp_path: Path, fault: dict[str, Any]
) -> None:
    """A failing log-in is tried again with a new client."""
    server.fail("GET", "/users/@me$", **fault)
    async with running(server, Handlers(), tmp_path):
        await is_alive(server)


@pytest.mark.parametrize("down", ["gateway", "api"])
async def test_told_to_stop_it_stops_also_while_discord_is_down(
    server: DiscordServer, tmp_path: Path, down: str
) -> None:
    """Between two tries to connect as at any other time."""
    server.gateway_down = 99
    if down == "api":
        server.fail("GET", "/users/@me$", times=99)
    bot = Bot(server, Handlers(), tmp_path)
    running = asyncio.create_task(bot.platform.run(bot.stop))
    await server.until(lambda: server.requests or None)
    bot.stop.set()
    await asyncio.wait_for(running, 10)


@pytest.mark.parametrize(
    ("code", "words"), [(4004, "DISCORD_TOKEN"), (4014, "privileged intent"), (4013, "4013")]
)
async def test_a_final_close_ends_with_a_sentence(
    server: DiscordServer, tmp_path: Path, code: int, words: str
) -> None:
    """Trying again cannot help, so the platform ends and says why."""
    server.close_with = code
    bot = Bot(server, Handlers(), tmp_path)
    with pytest.raises(Refused, match=words):
        await asyncio.wait_for(bot.platform.run(bot.stop), 10)


async def test_a_token_that_discord_refuses_ends_with_a_sentence(
    server: DiscordServer, tmp_path: Path
) -> None:
    """Already the log-in shows it."""
    server.fail("GET", "/users/@me$", status=401)
    bot = Bot(server, Handlers(), tmp_path)
    with pytest.raises(Refused, match="DISCORD_TOKEN"):
        await asyncio.wait_for(bot.platform.run(bot.stop), 10)


async def test_the_api_names_the_gateway_where_the_settings_do_not(
    server: DiscordServer, tmp_path: Path
) -> None:
    """A proxy for the API need only be set once."""
    bot = Bot(server, Handlers(), tmp_path)
    bot.platform = bot.build(gateway=False)
    await bot.start()
    await is_alive(server)
    await bot.end()
    assert "/gateway/bot" in [path for _, path, _ in server.requests]


async def test_no_privileged_intent_is_asked_for(bot: Bot) -> None:
    """Members (bit 1), presences (8) and message content (15) stay off."""
    intents = bot.server.identifies[0]["intents"]
    assert intents == 1 << 0 | 1 << 9 | 1 << 12
    assert bot.server.identifies[0]["token"] == TOKEN


async def test_failing_to_synchronise_does_not_stop_the_start(
    server: DiscordServer, tmp_path: Path
) -> None:
    """The next start tries again; once done, it is not done again until they change."""
    refused = server.fail("PUT", "/commands$", status=403, code=50001)
    bot = Bot(server, Handlers(), tmp_path)
    await bot.start()
    await server.until(lambda: not refused.times)
    await is_alive(server)
    assert server.syncs == 0
    for commands, syncs in ((COMMANDS, 1), (COMMANDS, 1), (COMMANDS[:2], 2)):
        await bot.end()
        server.ready.clear()
        bot.platform = bot.build(commands=commands)
        await bot.start()
        await bot_has_synced(server, syncs)
    await is_alive(server)
    await bot.end()
    assert server.syncs == 2


async def test_a_folder_that_cannot_be_written_costs_only_the_memory(
    server: DiscordServer, tmp_path: Path
) -> None:
    """Long questions then live until the restart."""
    async with running(server, Handlers(), tmp_path / "missing"):
        private = await answered(server, await server.slash("claims", "long words " * 20))
        again = await answered(server, await server.press(private, "More"))
        assert "long words page p2" in again["content"]


async def test_a_damaged_memory_is_taken_for_empty(server: DiscordServer, tmp_path: Path) -> None:
    """It holds nothing that cannot be had again."""
    (tmp_path / "discord.json").write_text('{"commands": [', encoding="utf-8")
    async with running(server, Handlers(), tmp_path):
        await is_alive(server)


async def test_several_connections_share_the_servers(server: DiscordServer, tmp_path: Path) -> None:
    """As many as Discord recommends; what is lost is resumed (identifying takes 5 s a shard)."""
    server.shards = 2
    bot = Bot(server, Handlers(), tmp_path)
    bot.platform = bot.build(shards="auto")
    await bot.start()
    assert [each["shard"] for each in server.identifies] == [[0, 2], [1, 2]]
    await is_alive(server)
    await server.cut(4000)
    await server.until(lambda: len(server.resumes) == 2 or None)
    await is_alive(server)
    await bot.end()


async def test_sharding_that_discord_demands_is_named(
    server: DiscordServer, tmp_path: Path
) -> None:
    """4011: one connection is not enough."""
    server.close_with = 4011
    bot = Bot(server, Handlers(), tmp_path)
    with pytest.raises(Refused, match="DISCORD_SHARDS=auto"):
        await asyncio.wait_for(bot.platform.run(bot.stop), 10)


async def test_a_final_close_of_a_shard_ends_with_a_sentence_too(
    server: DiscordServer, tmp_path: Path
) -> None:
    """As without shards."""
    server.close_with = 4004
    bot = Bot(server, Handlers(), tmp_path)
    bot.platform = bot.build(shards="2")
    with pytest.raises(Refused):
        await asyncio.wait_for(bot.platform.run(bot.stop), 10)


async def test_a_connection_that_only_looks_alive_is_resumed(
    server: DiscordServer, tmp_path: Path
) -> None:
    """Heartbeats that nobody answers: cut after one, and the session goes on."""
    server.heartbeat_interval = 300
    bot = Bot(server, Handlers(), tmp_path)
    await bot.start()
    await server.until(lambda: server.syncs)
    server.ready.clear()
    server.heartbeats_answered = False
    await server.until(lambda: server.resumes)
    server.heartbeats_answered = True
    await is_alive(server)
    assert len(server.identifies) == 1
    await bot.end()


async def test_a_resume_that_is_refused_begins_anew(bot: Bot) -> None:
    """Lost for too long: the session is gone, we are not."""
    bot.server.refuse_resume = True
    bot.server.ready.clear()
    await bot.server.cut(4000)
    await asyncio.wait_for(bot.server.ready.wait(), 15)
    assert len(bot.server.identifies) == 2
    await is_alive(bot.server)


async def test_a_slow_discord_gets_all_its_answers_once(bot: Bot) -> None:
    """Every call takes its time; questions overlap, answers do not mix."""
    bot.server.latency = 0.15
    asked = [await bot.server.slash("tariffs", f"word{n}") for n in range(8)]
    for number, each in enumerate(asked):
        shown = await answered(bot.server, each)
        assert shown["content"] == f"**Answer to /tariffs word{number} page 1**"
    assert all(each.followups == [] for each in asked)


@pytest.mark.parametrize(
    ("at", "status", "times"),
    [(CALLBACK, 429, 2), (CALLBACK, 502, 2), (CALLBACK, 503, 2), (ORIGINAL, 429, 2),
     (ORIGINAL, 500, 1), (ORIGINAL, 504, 1)],
)  # fmt: skip
@pytest.mark.parametrize("via", [{}, {"Via": "local"}], ids=["", "via"])
async def test_a_busy_discord_is_asked_again(
    bot: Bot, at: str, status: int, times: int, via: dict[str, str]
) -> None:
    """After as long as it says, and where the person waits within the three seconds."""
    bot.server.fail("PATCH" if at == ORIGINAL else "POST", at, status=status, times=times,
                    headers={"Retry-After": "0.05", **via})  # fmt: skip
    asked = await bot.server.slash("tariffs")
    assert (await answered(bot.server, asked))["content"] == "**Answer to /tariffs page 1**"
    assert len(bot.handlers.asked) == 1


async def test_a_share_that_is_too_early_is_posted_later(bot: Bot) -> None:
    """429 is a definite no that passes: nothing was posted, so it is posted again."""
    private = await answered(bot.server, await bot.server.slash("tariffs"))
    bot.server.fail("POST", WEBHOOK, status=429, headers={"Retry-After": "0.05"})
    shared = await bot.server.press(private, "Share to channel")
    public, told = await bot.server.followups(shared, 2)
    assert public["content"].startswith("Shared by Ada")
    assert told["content"] == "Shared in this channel, with your name."


@pytest.mark.parametrize("code", [50001, 50013, 10003, 50083, 99999])
async def test_whatever_is_refused_is_said_in_a_sentence(bot: Bot, code: int) -> None:
    """A shared answer that may not be posted: its sharer hears why, and what to do."""
    private = await answered(bot.server, await bot.server.slash("tariffs"))
    bot.server.fail("POST", WEBHOOK, status=403, code=code)
    shared = await bot.server.press(private, "Share to channel")
    (told,) = await bot.server.followups(shared, 1)
    assert told["flags"] == 64
    assert told["content"].endswith(".")


@pytest.mark.parametrize("code", [10062, 40060])
async def test_late_presses_pages_windows_and_suggestions_hurt_nobody(
    bot: Bot, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Each kind of first response may come too late, or be there already."""
    private = await answered(bot.server, await bot.server.slash("tariffs"))
    bot.server.fail("POST", CALLBACK, status=400, code=code, times=4)
    await bot.server.press(private, "More")
    await bot.server.press(private, "Share to channel")
    await bot.server.press_id("cw2|q|note|||/verify abcdefghij", private)
    await bot.server.typing("tariffs", "chi")
    await bot.server.until(lambda: not any(fault.times for fault in bot.server.faults) or None)
    await is_alive(bot.server)
    assert "chi" not in caplog.text


async def test_events_out_of_order_and_of_unknown_places_are_answered(bot: Bot) -> None:
    """A channel, a server and a thread that the cache has never seen."""
    await bot.server.dispatch("CHANNEL_DELETE", channel_of(CHANNEL))
    await bot.server.say("<@1001> tariffs")
    await bot.server.until(lambda: bot.server.posts(CHANNEL))
    await bot.server.dispatch("GUILD_DELETE", {"id": str(GUILD), "unavailable": True})
    asked = await bot.server.slash("tariffs", "china")
    await answered(bot.server, asked)
    assert bot.handlers.asked[-1].channel.workspace == str(GUILD)


async def test_a_discord_that_restarts_is_found_again(bot: Bot) -> None:
    """The whole server goes and comes back on the same port; nothing is asked twice."""
    await is_alive(bot.server)
    bot.server.ready.clear()
    await bot.server.stop()
    await bot.server.start()
    await asyncio.wait_for(bot.server.ready.wait(), 20)
    await is_alive(bot.server)
    assert len(bot.handlers.asked) == 2
