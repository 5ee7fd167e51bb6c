"""A text that a workspace keeps: it is answered from it, and no other is by any command."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsroom_samples import newsroom, request
from test_handlers_pasted import Examiner

from handlers.answers.at_hand import examples
from handlers.answers.front import examples as front_examples
from handlers.answers.front import latest, sources
from handlers.commands import COMMANDS, answer
from handlers.completions import complete
from handlers.digests.views import previewed
from handlers.given.pasted import LONGEST
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World
from handlers.reply import Reply
from handlers.rights import By, Rights
from handlers.showing.plaintext import render
from nlp.pipeline import Pipeline

# Nothing of this is in any article of the sample newsroom.
TEXT = (
    "“We will sell the lighthouse at Vantrey,” harbour master Odile Brack said on Thursday.\n"
    "Odile Brack said 4,417 crates of walnuts are stored at Vantrey.\n"
    "Zembla cut its tariff on walnuts from Freedonia to 13 percent, Odile Brack said."
)
SECRETS = ("Vantrey", "Odile", "Brack", "walnut", "4,417", "lighthouse")
# One line for each way to ask; ID stands for a claim of the kept text.
LINES = (
    *("/claims Vantrey", "/claims lighthouse", "/quotes Odile Brack", "/quotes Brack", "/quotes"),
    *("/figures", "/figures walnuts", "/who Odile Brack", "/who Brack", "/compare Brack China"),
    *("/changed", "/changed walnuts", "/ledger", "/ledger walnuts", "/timeline", "/sources"),
    *("/timeline walnuts", "/sources Vantrey", "/check “We will sell the lighthouse at Vantrey”"),
    *("/export walnuts csv", "/export claims json", "/why ID", "/context ID", "/verify ID yes"),
    *("/merge Brack into Odile Brack", "/split Odile Brack", "/help", "/help quotes", "/tariffs"),
    *("/digest preview walnuts", "/digest list", "/alerts list", "what did Brack say?", "Vantrey"),
    *("/claims about:Brack", "/claims from:Brack", "/claims as-of:2026-01-01", "walnuts page:x"),
    *("/claims tariff -steel", '/claims "at Vantrey"', "/keep drop NUMBER", "/wrong ID words"),
    *("/tariffs walnuts", "/dispute ID no", "/correct ID no", "/claims in:kept", "/export again"),
)


@pytest.fixture(scope="module")
def examiner(pipeline: Pipeline) -> Examiner:
    """The real extractor, loaded once."""
    return Examiner(pipeline)


@pytest.fixture
async def world(examiner: Examiner) -> World:
    """The sample newsroom, in which texts can be read."""
    made, _, _ = await newsroom()
    return replace(made, analyst=examiner)


def asked(workspace: str, line: str, **changes: object) -> Request:
    """A request from a workspace's channel."""
    there = Channel(platform=Platform.SLACK, workspace=workspace, id="C1")
    return request(line, channel=there, **changes)


async def kept(world: World, workspace: str = "T1") -> str:
    """Keep the text; the id of the article."""
    reply = await answer(asked(workspace, f"/keep {TEXT}"), world)
    assert not reply.refused, reply.headline
    return reply.actions[0].command.rpartition(" ")[2]


def whole(reply: Reply) -> str:
    """All that a reply shows or hands out."""
    files = (each.data.decode("utf-8", "replace") for each in reply.files)
    return "\n".join((render(reply), *files))


async def everything(world: World, workspace: str, ids: dict[str, str]) -> dict[str, str]:
    """What a workspace is told by every line, and beside them."""
    told = {}
    for line in LINES:
        typed = line
        for name, each in ids.items():
            typed = typed.replace(name, each)
        told[line] = whole(await answer(asked(workspace, typed), world))
    seen = world.within(asked(workspace, "").channel)
    for command in COMMANDS:
        for typed in ("", "Br", "from:Od", "Van", "wal"):
            found = await complete(command, typed, seen, COMMANDS)
            told[f"{command.name} {typed}"] = " ".join(found)
    told["home"] = str(await front_examples(seen)) + str(await sources(seen))
    told["latest"] = render(await latest(asked(workspace, ""), seen, ()))
    lines = ("/quotes {speaker}", "/claims {word}", "/figures {country}", "/who {other}")
    told["at hand"] = str(await examples(lines, asked(workspace, "/help"), seen, None))
    return told


async def test_no_other_workspace_learns_of_it_by_anything(world: World) -> None:
    """Every command is answered there as if it had never been kept: not one letter differs."""
    number = await kept(world)
    mine = world.store.within("T1")
    claims = await mine.claims_of((number,))
    assert len(claims) >= 3
    ids = {"ID": claims[0].id, "NUMBER": number}
    without, _, _ = await newsroom()
    without = replace(without, analyst=world.analyst)
    before, after = await everything(without, "T2", ids), await everything(world, "T2", ids)
    assert after == before
    asked_for = {secret for line in LINES for secret in SECRETS if secret in line}
    for line, told in after.items():
        for secret in set(SECRETS) - asked_for:
            assert secret not in told, line


async def test_its_own_workspace_is_answered_from_it(world: World) -> None:
    """By words, by speaker, by figure, with where it stands; colleagues as well."""
    number = await kept(world)
    for line, words in (
        ("/quotes Brack", "We will sell the lighthouse at Vantrey"),
        ("/claims walnuts", "4,417"),
        ("/figures walnuts", "4,417"),
        ("/check “We will sell the lighthouse at Vantrey”", "Odile Brack"),
    ):
        assert words in whole(await answer(asked("T1", line, person="U2"), world)), line
    dropped = await answer(asked("T1", f"/keep drop {number}", person="U2"), world)
    assert dropped.headline == f"Article {number} and all claims of it are forgotten."
    assert "Vantrey" not in whole(await answer(asked("T1", "/quotes Brack"), world))


async def test_a_digest_tells_it_to_its_own_workspace_only(world: World) -> None:
    """Planned for T1 it is in, for T2 it is not."""
    for name in ("T1", "T2"):
        assert not (
            await answer(asked(name, "/digest here daily 08:30 claims lighthouse"), world)
        ).refused
    await kept(world)
    told = {}
    for each in await world.store.subscriptions():
        told[each.channel.workspace] = "Vantrey" in render(await previewed(each, world))
    assert told == {"T1": True, "T2": False}


async def test_the_consoles_text_is_everybodys(world: World) -> None:
    """Its operator puts articles into the folder as well."""
    reply = await answer(request(f"/keep {TEXT}"), world)
    assert "everybody is answered from it" in reply.headline
    assert "Vantrey" in whole(await answer(asked("T2", "/quotes Brack"), world))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/keep", "Give the text to keep"),
        ("/keep Lovely weather today.", "so nothing was kept"),
        ("/keep " + "word " * LONGEST, "10,000 can be read at a time"),
        ("/keep drop abc", "keeps no article abc"),
    ],
)
async def test_what_is_refused(world: World, line: str, says: str) -> None:
    """One sentence that says what to do, and nothing is kept."""
    reply = await answer(asked("T1", line), world)
    assert reply.refused
    assert says in reply.headline
    assert await world.store.within("T1").kept() == {}


async def test_kept_twice_is_kept_once(world: World) -> None:
    """By the same workspace; another one has its own."""
    first = await kept(world)
    assert await kept(world) == first
    assert await kept(world, "T2") != first
    assert len(await world.store.within("T1").kept()) == 1


async def test_only_those_allowed_keep_and_drop(world: World) -> None:
    """As for the status of a claim: admins, or whoever kept it."""
    strict = replace(world, rights=Rights(reviews=By.ADMINS, admins=frozenset({"U0BOSS"})))
    reply = await answer(asked("T1", f"/keep {TEXT}"), strict)
    assert "keep or drop a text here: ask U0BOSS" in reply.headline
    owned = replace(world, rights=Rights(reviews=By.OWNER))
    number = await kept(owned)
    assert (await answer(asked("T1", f"/keep drop {number}", person="U9"), owned)).refused
    assert not (await answer(asked("T1", f"/keep drop {number}"), owned)).refused
