"""The newsroom's word on who is who: /merge and /split, each of which undoes the other."""

from __future__ import annotations

import re
from datetime import datetime

from handlers.errors import Refused
from handlers.newsroom import Decision, DecisionKind, Request
from handlers.ports import Question, World
from handlers.questions.query import LONGEST, tidy
from handlers.record.callings import Person
from handlers.record.entities import Entities, Entity, EntityKind
from handlers.record.vocabulary import Vocabulary, everybody
from handlers.reply import Action, Reply, Row
from handlers.words.names import folded, given_name, sameness, surname
from handlers.words.wording import count, listed
from nlp import countries

_MOST = 10  # names that a reply lists
_HOW_MERGE = "Say which two names are one, such as /merge M. Bell into Mara Bell."
_HOW_SPLIT = "Say which name stands for somebody else, such as /split M. Bell from Mara Bell."
_KEPT = "Nothing stored was changed: each claim keeps the name that its article gives."
_OWN = "It holds in this workspace, for all who ask here; others are answered as before."


async def merge(request: Request, world: World, argument: str) -> Reply:
    """Make two names, and all that go with them, one entity to this workspace."""
    world.rights.refuse_names(request)
    words = await everybody(world)
    typed, other = _two(argument, "into", _HOW_MERGE)
    if not other:
        raise Refused(_HOW_MERGE)
    name, into = _name(typed, words), _name(other, words)
    _refuse_merge(name, into, words.entities)
    await _decide(DecisionKind.MERGE, name, into, request, world)
    after = await everybody(world)
    whole = after.entities.by_name[name]
    undo = f"/split {name} from {into}"
    found = await world.store.search(Question(among=(whole.names,), limit=1))
    total = count(found.total, "claim", capped=found.capped)
    return Reply(
        headline=f"{name} and {into} are one from now on, shown as {whole.name}: {total}.",
        notes=(
            "A question or digest for any of these names finds the claims of all of them.",
            _KEPT,
            *((_OWN,) if request.channel.whose else ()),
            f"To undo it: {undo}",
        ),
        rows=(_row(whole),),
        actions=(Action(name="undo", label="Undo", command=undo),),
        private=True,
    )


async def split(request: Request, world: World, argument: str) -> Reply:
    """Take a name out of an entity, so that it stands for somebody else to this workspace."""
    world.rights.refuse_names(request)
    words = await everybody(world)
    typed, other = _two(argument, "from", _HOW_SPLIT)
    name = _name(typed, words)
    whole = words.entities.by_name.get(name)
    given = _name(other, words) if other else None
    if whole is None or len(whole.names) == 1:
        raise Refused(f"{name} goes by no other name here, so there is nothing to split.")
    if given is not None and given not in whole.names:
        raise Refused(f"{name} and {given} are not one here, so there is nothing to split.")
    if given == name:
        raise Refused(_HOW_SPLIT)
    out, left = _parted(name, given, whole, words.sources.decisions, world.clock.now())
    await _decide(DecisionKind.SPLIT, out, left, request, world)
    after = (await everybody(world)).entities
    undo = f"/merge {out} into {left}"
    parts = [each for each in (after.by_name.get(out), after.by_name.get(left)) if each]
    return Reply(
        headline=f"{out} and {left} are two from now on.",
        notes=(
            "A question for one of them no longer finds the claims of the other.",
            _KEPT,
            *((_OWN,) if request.channel.whose else ()),
            f"To undo it: {undo}",
        ),
        rows=tuple(_row(each) for each in parts),
        actions=(Action(name="undo", label="Undo", command=undo),),
        private=True,
    )


def _two(argument: str, word: str, how: str) -> tuple[str, str]:
    """The typed names before and after the last "into" or "from"; the second may be ""."""
    typed = tidy(argument)
    if len(typed) > LONGEST:
        raise Refused(f"That is {len(typed):,} characters; two names need far less. {how}")
    parts = re.split(rf"(?i)(?:^|\s){word}(?:\s|$)", typed)
    first, second = (f" {word} ".join(parts[:-1]), parts[-1]) if parts[1:] else (typed, "")
    first, second = (each.strip(' "') for each in (first, second))
    if not first or (parts[1:] and not second):
        raise Refused(how)
    return first, second


def _name(typed: str, words: Vocabulary) -> str:
    """The name on record that is meant; raises Refused where none is, or where several are."""
    entities = words.entities
    if typed in entities.by_name:
        return typed
    if country := countries.named(typed):
        return country
    alike = [name for name in entities.by_name if folded(name) == folded(typed) != ()]
    owners = {entities.by_name[name].key for name in alike}
    if len(owners) == 1:
        return alike[0]
    called = alike or [name for one in words.called(typed) for name in _bearing(typed, one, words)]
    if len(called) == 1:
        return called[0]
    if called:
        raise Refused(f"“{typed}” can be {listed(called, 'or')}: give the full name.")
    guess = words.guess(typed)
    near = f" Did you mean {guess.meant}?" if guess else " /quotes and a name shows who is."
    raise Refused(f"Nobody called “{typed}” is on record.{near}")


def _bearing(typed: str, person: Person, words: Vocabulary) -> tuple[str, ...]:
    """Of all a person's names the one with this surname or given name; each, if they differ."""
    alone = " ".join(folded(typed))
    names = words.entities.names(person.name)
    bearing = {
        sameness(name): name
        for name in reversed(names)
        if alone in (surname(name), given_name(name))
    }
    return tuple(reversed(bearing.values())) or names[:1]


def _refuse_merge(name: str, into: str, entities: Entities) -> None:
    if name == into or (into in entities.names(name) and name in entities.by_name):
        raise Refused(f"{name} and {into} are one already; nothing was changed.")
    entity = entities.by_name.get(name)
    if sameness(name).country and sameness(into).country:
        raise Refused(f"{name} and {into} are two countries; they stay two.")
    if sameness(name).country:
        raise Refused(f"A country keeps its own name. Turn it round: /merge {into} into {name}")
    if entity and entity.kind is EntityKind.COUNTRY:
        raise Refused(
            f"{name} goes with {entity.name}, which keeps its own name. "
            f"First part them: /split {name} from {entity.name}"
        )


def _parted(
    name: str, given: str | None, whole: Entity, decisions: tuple[Decision, ...], now: datetime
) -> tuple[str, str]:
    """Which name has to leave which so that they are two; raises Refused where none can.

    A name that others were merged into stays, and the others leave it.
    """
    others = [given] if given is not None else list(whole.names[: _MOST + 1])
    tries = [(name, other) for other in others if other != name]
    if len(tries) == 1:
        tries = [tries[0], (tries[0][1], tries[0][0])]
    for out, left in tries:
        trial = Decision(kind=DecisionKind.SPLIT, name=out, into=left, by="", at=now)
        after = Entities.of(whole.names, (*decisions, trial))
        if after.by_name[out] is not after.by_name[left]:
            return out, left
    if given is None and not sameness(name).country:
        other = next(each for each in whole.names if each != name)
        raise Refused(
            f"The others were merged into {name}. Say which of them leaves it, "
            f"such as /split {other} from {name}"
        )
    raise Refused(f"{whole.name} and all usual names of it stay one; nothing was changed.")


async def _decide(kind: DecisionKind, name: str, into: str, request: Request, world: World) -> None:
    now, whose = world.clock.now(), request.channel.whose
    decision = Decision(kind=kind, name=name, into=into, by=request.person, at=now, workspace=whose)
    await world.store.decide(decision)


def _row(entity: Entity) -> Row:
    names = entity.names[:_MOST]
    more = len(entity.names) - len(names)
    rest = (count(more, "more name"),) if more else ()
    return Row(label=entity.name, text=f"{entity.kind}: {listed((*names, *rest))}")
