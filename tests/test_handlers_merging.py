"""Conversations about who is who: merge, ask, split, ask again; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from newsroom_samples import analysis, keep, newsroom, request, said

from handlers.commands import answer
from handlers.digests.views import previewed
from handlers.newsroom import (
    Channel,
    DecisionKind,
    ParsedArticle,
    Platform,
    Published,
    Request,
)
from handlers.ports import World
from handlers.reply import Reply
from handlers.rights import By, Rights
from handlers.showing.plaintext import render
from nlp.analysis import Attribution, Precision


def article(number: int, name: str, words: str) -> tuple[ParsedArticle, Attribution]:
    """An article in which somebody of that name says these words."""
    text = f"“{words},” {name} said on the quay."
    parsed = ParsedArticle(
        source=f"quay{number}.txt",
        text=text,
        headline="On the quay",
        outlet="Quay Courier",
        published=Published(day=date(2025, 7, number), precision=Precision.DAY),
    )
    return parsed, said(text, (f"“{words},”",), name, name, "said")


async def room(*said_by: tuple[str, str]) -> World:
    """The sample newsroom and an article for each of these names and words."""
    world, store, _ = await newsroom()
    for number, (name, words) in enumerate(said_by, 1):
        parsed, found = article(number, name, words)
        await keep(store, parsed, analysis(parsed, found))
    return world


QUAY = (
    ("Ines Harrow", "The cranes stand still"),
    ("Dr. Ines T. Harrow", "The cranes move again"),
    ("I. Harrow", "The cranes were sold"),
    ("Harrow", "The cranes are mine"),
    ("Lew Harrow", "The cranes are his"),
    ("Quay Bureau", "The quay is shut"),
    ("The Quay Bureau", "The quay is open"),
    ("Bureau of the Quay", "The quay is wet"),
)
STILL, MOVE, SOLD, MINE, HIS = (words for _, words in QUAY[:5])


async def talk(*lines: str) -> tuple[Reply, str]:
    """The last answer of a conversation, and its plain text."""
    world = await room(*QUAY)
    replies = [await answer(request(line), world) for line in lines]
    return replies[-1], render(replies[-1])


@pytest.mark.parametrize(
    ("lines", "held", "missing"),
    [
        (
            ("/quotes Ines Harrow",),
            (
                STILL,
                MOVE,
                "Dr. Ines T. Harrow said",
                "Ines Harrow said",
                "Said by Dr. Ines",
                "2 cl",
            ),
            (SOLD, MINE, HIS),
        ),
        (
            ("/quotes Ines Harrow",),
            ("Harrow or I. Harrow may be", "kept apart", "/merge Harrow into"),
            ("Lew",),
        ),
        (("/quotes dr ines t. harrow",), (STILL, MOVE), (SOLD, MINE, HIS)),
        (
            ("/quotes Harrow",),
            ("“Harrow” can be", "Lew Harrow", "I. Harrow", STILL, MOVE, SOLD, MINE, HIS),
            ("may be",),
        ),
        (("/claims Harrow",), ("“Harrow” can be", "searched for as a word"), ()),
        (("/quotes Lew Harrow",), (HIS, "1 claim"), (STILL, SOLD)),
        (("/claims Ines Harrow",), (STILL, MOVE, "2 claims"), (SOLD,)),
        (("/quotes Quay Bureau",), ("shut", "open", "2 claims"), ("wet",)),
        (("what did Ines Harrow say about cranes?",), (STILL, MOVE), (SOLD,)),
        (
            ("/merge I. Harrow into Ines Harrow",),
            ("are one from now on", "3 claims", "person:", "To undo it: /split I. Harrow from"),
            (),
        ),
        (
            ("/merge I. Harrow into Ines Harrow", "/quotes Ines Harrow"),
            (STILL, MOVE, SOLD, "I. Harrow said", "3 claims"),
            (MINE, HIS),
        ),
        (
            ("/merge I. Harrow into Ines Harrow", "/quotes I. Harrow"),
            (STILL, MOVE, SOLD, "Said by Dr. Ines T. Harrow", "3 claims"),
            (MINE, HIS),
        ),
        (
            (
                "/merge I. Harrow into Ines Harrow",
                "/split I. Harrow from Ines Harrow",
                "/quotes I. Harrow",
            ),
            (SOLD, "1 claim"),
            (STILL, MOVE, MINE, HIS),
        ),
        (
            ("/split Dr. Ines T. Harrow", "/quotes Ines Harrow"),
            (STILL, "1 claim"),
            (MOVE,),
        ),
        (
            (
                "/split Dr. Ines T. Harrow",
                "/merge Dr. Ines T. Harrow into Ines Harrow",
                "/quotes Ines Harrow",
            ),
            (STILL, MOVE),
            (),
        ),
        (
            ("/merge Bureau of the Quay into The Quay Bureau", "/claims quay bureau"),
            ("shut", "open", "wet", "3 claims"),
            (),
        ),
        (
            ("/merge bureau of the quay into china", "/quotes Beijing"),
            ("wet", "Bureau of the Quay said", "Washington to drop", "2 claims"),
            ("shut",),
        ),
        (
            ("/merge bureau of the quay into china", "/claims bureau of the quay truce"),
            ("China", "Washington to drop", "Truce cuts"),
            ("wet",),
        ),
        (
            ("/merge bureau of the quay into france", "/quotes France"),
            ("wet", "Said by France"),
            (),
        ),
        (
            ("/merge Okafor into Anselm Roth", "/split Okafor from Roth", "/quotes Okafor"),
            ("Said by Tobias Okafor: 1 claim", "the truce would hold"),
            ("live with",),
        ),
        (
            ("/merge Lew Harrow into Ines Harrow", "/split Ines Harrow from Lew Harrow"),
            ("Lew Harrow and Ines Harrow are two", "/merge Lew Harrow into Ines Harrow"),
            (),
        ),
    ],
)
async def test_a_conversation(
    lines: tuple[str, ...], held: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    """All names of one entity are found by each of them; nobody else's are."""
    reply, text = await talk(*lines)
    assert not reply.refused
    for words in held:
        assert words in text
    for words in missing:
        assert words not in text


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("/merge",), "Say which two names are one"),
        (("/merge Ines Harrow",), "Say which two names are one"),
        (("/merge into Ines Harrow",), "Say which two names are one"),
        (("/merge Ines Harrow into",), "Say which two names are one"),
        (("/merge Ines Harrow into Ines Harrow",), "one already; nothing was changed"),
        (("/merge Ines Harrow into Dr. Ines T. Harrow",), "one already; nothing was changed"),
        (("/merge Ines Harow into Lew Harrow",), "Nobody called “Ines Harow” is on record. Did"),
        (("/merge Ines Harow into Lew Harrow",), "Did you mean Dr. Ines T. Harrow?"),
        (("/merge Zzyzx into Lew Harrow",), "Nobody called “Zzyzx” is on record. /quotes"),
        (("/merge Ellison into Lew Harrow",), "“Ellison” can be Joan Ellison or Mara Ellison:"),
        (("/merge China into Japan",), "two countries; they stay two"),
        (("/merge China into Lew Harrow",), "Turn it round: /merge Lew Harrow into China"),
        (
            ("/merge Lew Harrow into China", "/merge Lew Harrow into Ines Harrow"),
            "First part them: /split Lew Harrow from China",
        ),
        (("/merge " + "x" * 400 + " into Lew Harrow",), "two names need far less"),
        (('/merge "\'; DROP TABLE decisions;--" into Lew Harrow',), "Nobody called “'; DROP"),
        (("/merge <!channel> into *x*",), "Nobody called “<!channel>”"),
        (("/merge \x00 into \u202e",), "Say which two names are one"),
        (("/merge 🙂 into Lew Harrow",), "Nobody called “🙂”"),
        (("/split",), "Say which name stands for somebody else"),
        (("/split from",), "Say which name stands for somebody else"),
        (("/split Lew Harrow",), "goes by no other name here"),
        (("/split Ines Harrow from Lew Harrow",), "are not one here"),
        (("/split Ines Harrow from Ines Harrow",), "Say which name stands"),
        (
            ("/merge Joan Ellison into Mara Ellison", "/split Ellison"),
            "“Ellison” can be Mara Ellison or Joan Ellison: give the full name",
        ),
        (("/split Nobody Atall",), "Nobody called “Nobody Atall”"),
        (
            (
                "/merge I. Harrow into Lew Harrow",
                "/merge Harrow into Lew Harrow",
                "/split Lew Harrow",
            ),
            "Say which of them leaves it, such as /split ",
        ),
    ],
)
async def test_what_is_refused(lines: tuple[str, ...], says: str) -> None:
    """One clear sentence with what to do; nothing is decided."""
    reply, text = await talk(*lines)
    assert reply.refused
    assert reply.private
    assert says in text


async def test_a_decision_is_kept_with_who_and_when() -> None:
    """Private to who asked; the history has each step; what is refused leaves no trace."""
    world = await room(*QUAY)
    for line in ("/merge Harrow into Lew Harrow", "/split Harrow", "/split Harrow"):
        assert (await answer(request(line), world)).private
    first, second = await world.store.decisions()
    assert (first.kind, first.name, first.into) == (DecisionKind.MERGE, "Harrow", "Lew Harrow")
    assert (second.kind, second.name, second.into) == (DecisionKind.SPLIT, "Harrow", "Lew Harrow")
    assert first.by == "ida"
    assert first.at == world.clock.now()


async def test_what_undo_says_undoes_it() -> None:
    """The offered line brings the old answer back, for a merge and for a split."""
    world = await room(*QUAY)
    for line in ("/merge Harrow into Lew Harrow", "/split Dr. Ines T. Harrow"):
        before = [render(await answer(request(f"/quotes {name}"), world)) for name, _ in QUAY]
        done = await answer(request(line), world)
        changed = [render(await answer(request(f"/quotes {name}"), world)) for name, _ in QUAY]
        assert changed != before
        await answer(request(done.actions[0].command), world)
        again = [render(await answer(request(f"/quotes {name}"), world)) for name, _ in QUAY]
        assert again == before


async def test_a_plain_question_is_no_command() -> None:
    """Without the slash, "merge" and "split" are words to search for."""
    world = await room(*QUAY)
    for line in ("merge Lew Harrow into Ines Harrow", "split Ines Harrow"):
        await answer(request(line), world)
    assert await world.store.decisions() == ()


async def test_no_later_name_leaks_into_an_earlier_day() -> None:
    """As of a day, an entity is shown under a name it had by then, and nobody may be it."""
    world = await room(*QUAY, ("Dr. Ines T. Harrow", "The cranes are back"))
    asked = replace(request("/quotes Ines Harrow"), as_of=date(2025, 7, 1))
    text = render(await answer(asked, world))
    assert "Said by Ines Harrow: 1 claim" in text
    for later in ("Dr. Ines", "I. Harrow", "Lew"):
        assert later not in text


async def test_a_digest_follows_a_merge() -> None:
    """A subscription to a person tells of the merged name's claims too."""
    world = await room(*QUAY)
    await answer(request("/digest here daily 08:30 quotes Ines Harrow"), world)
    (standing,) = await world.store.subscriptions()
    everything = replace(standing, seen=0)
    assert SOLD not in render(await previewed(everything, world))
    await answer(request("/merge I. Harrow into Ines Harrow"), world)
    assert SOLD in render(await previewed(everything, world))


def at(workspace: str, line: str, **changes: object) -> Request:
    """A request from a workspace's channel."""
    there = Channel(platform=Platform.SLACK, workspace=workspace, id="C1")
    return request(line, channel=there, **changes)


async def test_a_workspace_decides_for_itself() -> None:
    """Another one, and the operator's console, are answered as before; each may differ."""
    world = await room(*QUAY)
    await answer(at("T1", "/merge I. Harrow into Ines Harrow"), world)
    told = {
        name: render(await answer(at(name, "/quotes Ines Harrow"), world)) for name in ("T1", "T2")
    }
    assert SOLD in told["T1"]
    assert SOLD not in told["T2"]
    assert SOLD not in render(await answer(request("/quotes Ines Harrow"), world))
    undo = await answer(at("T2", "/split I. Harrow from Ines Harrow"), world)
    assert undo.refused
    assert [each.workspace for each in await world.store.within("T1").decisions()] == ["T1"]


async def test_what_the_operator_decides_holds_for_all_until_they_differ() -> None:
    """A merge at the console is everyone's; a workspace may undo it for itself."""
    world = await room(*QUAY)
    await answer(request("/merge I. Harrow into Ines Harrow"), world)
    assert SOLD in render(await answer(at("T1", "/quotes Ines Harrow"), world))
    await answer(at("T1", "/split I. Harrow from Ines Harrow"), world)
    assert SOLD not in render(await answer(at("T1", "/quotes Ines Harrow"), world))
    assert SOLD in render(await answer(at("T2", "/quotes Ines Harrow"), world))


async def test_a_digest_has_the_names_of_its_own_workspace() -> None:
    """What T1 merged is in T1's digest, and in no other's."""
    world = await room(*QUAY)
    for name in ("T1", "T2"):
        await answer(at(name, "/digest here daily 08:30 quotes Ines Harrow"), world)
    await answer(at("T1", "/merge I. Harrow into Ines Harrow"), world)
    told = {}
    for each in await world.store.subscriptions():
        everything = replace(each, seen=0)
        told[each.channel.workspace] = SOLD in render(await previewed(everything, world))
    assert told == {"T1": True, "T2": False}


async def test_only_those_allowed_say_which_names_are_one() -> None:
    """Where names are for admins, others are told whom to ask, and nothing is decided."""
    world = await room(*QUAY)
    world = replace(world, rights=Rights(names=By.ADMINS, admins=frozenset({"U0BOSS"})))
    for line in ("/merge I. Harrow into Ines Harrow", "/split Dr. Ines T. Harrow"):
        reply = await answer(at("T1", line), world)
        assert reply.refused
        assert reply.private
        assert "say which names are one here: ask U0BOSS." in reply.headline
    assert await world.store.within("T1").decisions() == ()
    assert not (await answer(at("T1", line, person="U0BOSS"), world)).refused
