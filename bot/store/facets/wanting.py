"""The facets that a question asks for, by their numbers: of each group a claim carries one."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.store.conditions.verdicts import facet_key
from bot.store.database.faults import storable
from bot.store.facets import pairs
from bot.store.facets.carried import remembered
from bot.store.facets.joining import Group, numbers
from handlers.newsroom import ClaimKind, Status
from handlers.ports import Question
from handlers.showing.cards import SAID

_EVERY_KIND = tuple(("kind", kind.value) for kind in ClaimKind)


def barred_by(conn: Connection, question: Question) -> list[int]:
    """The marks that no claim may carry; what is on no claim bars nothing."""
    named = {(facet.kind.value, facet.key) for facet in question.barred}
    named |= {("speaker", key) for names in question.about for key in names}
    named = {pair for pair in named if storable(pair[1])}
    return sorted(each.id for each in remembered(conn, named).values())


def groups_of(
    conn: Connection, question: Question, *, at_least_kinds: bool, sorts: bool
) -> list[Group]:
    """For each condition its facets: one of them must be on a claim.

    All kinds together narrow nothing and are no condition, unless `at_least_kinds` asks
    for one: a text index leaves out only from what it has found.
    """
    kinds = [] if {*question.kinds} == {*ClaimKind} else question.kinds
    groups = [[("entity", key)] for key in dict.fromkeys(question.entities)]
    groups += [[("entity", key) for key in names] for names in (*question.among, *question.about)]
    groups += [[("topic", key) for key in question.topics]]
    of_words = sorts and {*kinds} == {*SAID}
    groups += [[pairs.WORDS] if of_words else [("kind", kind.value) for kind in kinds]]
    groups += [[("speaker", key) for key in question.speakers]]
    groups += [[("outlet", key) for key in question.outlets]]
    if question.status not in (None, Status.UNCHECKED):
        # Whoever has a status now was given it once: few claims are left to look at closely.
        groups += [[("status", facet_key(question.workspace, question.status))]]
    groups = [group for group in groups if group]
    if at_least_kinds and not groups:
        groups = [[("kind", kind.value) for kind in ClaimKind]]
    named = [pair for group in groups for pair in group if storable(pair[1])]
    known = remembered(conn, named)
    return [
        tuple(dict.fromkeys(known[pair] for pair in group if pair in known)) for group in groups
    ]


def marks_of(conn: Connection, group: Group) -> tuple[str, ...]:
    """The marks of a group in the text index, which knows kinds and no sorts."""
    if [each.facet for each in group] == [pairs.WORDS]:
        group = tuple(remembered(conn, (("kind", kind.value) for kind in SAID)).values())
    return tuple(map(str, numbers(group)))


def every_claim(conn: Connection) -> int:
    """About how many claims there are."""
    return sum(each.claims for each in remembered(conn, _EVERY_KIND).values())
