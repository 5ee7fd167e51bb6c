"""The newsroom's own list of names: `names.toml` in the data folder, read at start.

Each line is a name and what else it goes by: "Mara Bell" = ["M. Bell", "Bell of Trade"].
What is added to the file is merged, what is taken out is split again; a /split or
/merge that somebody typed since then is left as it is.
"""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path

from bot.own_lists.tables import load
from handlers.errors import Refused
from handlers.newsroom import Decision, DecisionKind
from handlers.ports import World
from handlers.words.names import sameness

NAME = "names.toml"
LONGEST = 200  # characters of a name

_FORM = 'write lines such as "Mara Bell" = ["M. Bell"]'

Pair = tuple[str, str]  # an alias and the name it stands for


async def bring_in(data: Path, world: World) -> int:
    """Make the store's decisions follow the file; how many were added.

    Without a file nothing changes. Raises Refused with one sentence where it cannot be
    read; nothing is decided then.
    """
    listed = await asyncio.to_thread(read, data / NAME)
    if listed is None:
        return 0
    kept = await world.store.decisions()
    newest = {(each.name, each.into): each for each in kept}
    ours = {(each.name, each.into): each.kind for each in kept if each.by == NAME}
    merges = [pair for pair in listed if ours.get(pair) is not DecisionKind.MERGE]
    gone = [pair for pair in ours if pair not in listed and _merged_here(newest[pair])]
    for kind, pairs in ((DecisionKind.SPLIT, gone), (DecisionKind.MERGE, merges)):
        for name, into in pairs:
            now = world.clock.now()
            await world.store.decide(Decision(kind=kind, name=name, into=into, by=NAME, at=now))
    return len(merges) + len(gone)


def read(path: Path) -> tuple[Pair, ...] | None:
    """The pairs of the file in its order; None where there is none. Raises Refused."""
    table = load(path, "names", _FORM, tomllib.loads)
    if table is None:
        return None
    pairs = [pair for name, aliases in table.items() for pair in _pairs(path, name, aliases)]
    return tuple(dict.fromkeys(pairs))


def _pairs(path: Path, name: str, aliases: object) -> list[Pair]:
    """One line of the file; raises Refused where it is no name and its aliases."""
    found = [each for each in aliases if isinstance(each, str)] if isinstance(aliases, list) else []
    if not isinstance(aliases, list) or len(found) != len(aliases):
        raise Refused(f"{path}: “{name[:LONGEST]}” has no list of names; {_FORM}.")
    for each in (name, *found):
        if not each.strip() or len(each) > LONGEST or not each.isprintable():
            raise Refused(
                f"{path}: a name beside “{name[:LONGEST]}” is empty, odd or too long; {_FORM}."
            )
    if country := next((each for each in found if sameness(each).country), None):
        raise Refused(f"{path}: {country} is a country and can't stand for “{name}”.")
    return [(" ".join(each.split()), " ".join(name.split())) for each in found if each != name]


def _merged_here(newest: Decision) -> bool:
    return newest.by == NAME and newest.kind is DecisionKind.MERGE
