"""Which of several people with one surname a short form means, if any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.names.naming.mentions import Mention
from nlp.names.naming.offices import OFFICES
from nlp.names.people.entities import Entity, office_in, titled
from nlp.titles import fold, titles

_NEAR = 250  # characters in which a full name rules over its namesakes

# Of these nobody holds one and is called by another in the same article.
_APART = frozenset(
    {"mayor", "sheriff", "judge", "bishop", "ambassador", "councilman", "councilwoman"}
    | {"councillor", "alderman", "businessman", "businesswoman", "coach", "teacher", "farmer"}
    | {"singer", "actor", "actress", "student", "surgeon", "nurse", "novelist", "trucker"}
)
_OFFICES_APART = frozenset({"mayor", "sheriff", "judge", "bishop", "ambassador"})
_KIN = re.compile(
    r"(?:\b|step|grand)(?:aunt|brother|cousin|daughter|father|husband|mother|nephew|niece"
    r"|sister|son|twin|uncle|widow|widower|wife)(?:-in-law)?$"
)

_ADDRESSED = {"m": "Mr.", "f": "Ms."}

Placed = tuple[int, Entity]  # with where it is named
Last = tuple[int, int, Entity]  # with the paragraph too


def preferred(possible: Sequence[Placed], mention: Mention, latest: Sequence[Last]) -> list[Entity]:
    """Of people with one surname: the holder of the title, else the only one named so
    far, else the one whose kin the others are, else for a bare surname the one whom the
    lexicon knows by it; else all.

    `latest` are the full names so far, the last one last.
    """
    people = list({id(p): p for _, p in possible}.values())
    earlier = list({id(p): p for at, p in possible if at < mention.start}.values())
    if mention.role and not mention.honorific:
        return titled(people, mention.role) or (earlier if len(earlier) == 1 else people)
    office = OFFICES.get(mention.honorific)
    in_office = [p for p in people if office and office in p.roles]
    if len(in_office) == 1:  # "Sen. Crowe", of a senator and a representative
        return in_office
    near = {id(p): p for start, _, p in latest[-12:] if mention.start - start < _NEAR}
    here = [p for p in earlier if id(p) in near]
    head = _head_of_kin(earlier)
    kin_here = (p for _, at, p in latest[-12:] if at == mention.paragraph and p is not head)
    if head is not None and not any(p in earlier for p in kin_here):
        return [head]
    if len(earlier) == 1 or mention.honorific or len(here) == 1:
        return here if len(here) == 1 else earlier or people
    rows = titles().figures.get(fold(" ".join(mention.name)), ())
    alone = {row.name for row in rows if row.alone}
    return [p for p in people if p.name in alone] or people


def _head_of_kin(people: Sequence[Entity]) -> Entity | None:
    """The one whom the article is about, where it brings in all others as kin: "her son, Lars"."""
    heads = [p for p in people if not any(map(_KIN.search, p.roles))]
    return heads[0] if len(heads) == 1 and len(people) > 1 else None


def tell_apart(before: Sequence[Placed], entity: Entity) -> None:
    """Call two of whom no more is told than one surname "Mr. Lowe" and "Ms. Lowe"."""
    alike = [one for _, one in before if one.name == entity.name and one.gender != entity.gender]
    for one in (*alike, entity) if alike else ():
        one.name = f"{_ADDRESSED[one.gender]} {one.name}" if one.gender else one.name


def is_another(person: Entity, mention: Mention) -> bool:
    """Whether "Mayor Strand" may be another than the one Strand named in full, a businessman."""
    office = _last(mention.role or "")
    if office not in _OFFICES_APART or len(mention.name) > 1:
        return False
    roles = {_last(office_in(role)) for role in person.held}
    return bool(roles) and roles <= _APART - {office}


def _last(role: str) -> str:
    return role.casefold().rpartition(" ")[2]
