"""Who holds an office that a description names, by the roles that the article gave."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.names.people.entities import Entity, office_in
from nlp.names.references.pronouns import Thread
from nlp.titles import titles

_ONCE = ("former ", "ex-", "late ", "onetime ")
_IN_CONGRESS = ("representative", "senator", "congressman", "congresswoman", "mp")
_ELECTED = (*_IN_CONGRESS, "governor", "gov", "mayor", "councilman", "councilwoman", "candidate")
PARTISANS = frozenset({"Democrat", "Republican"})
_ON_THE_PITCH = ("goalkeeper", "defender", "midfielder", "striker", "winger", "forward")
ALSO = {
    "congressman": ("representative",),
    "congresswoman": ("representative",),
    "lawmaker": _IN_CONGRESS,
    "legislator": _IN_CONGRESS,
    "premier": ("minister",),
    "boss": ("executive", "ceo", "manager"),
    "executive": ("ceo",),
    "ceo": ("executive",),
    "pontiff": ("pope",),
    "monarch": ("king", "queen", "emperor"),
    "diplomat": ("ambassador", "envoy", "consul", "emissary"),
    "politician": ("senator", "congressman", "congresswoman", "mp", "lawmaker", "minister"),
    "officer": ("sergeant", "inspector", "constable", "superintendent", "detective"),
    "academic": ("professor", "lecturer", "historian"),
    "doctor": ("surgeon", "physician", "paediatrician", "pediatrician", "gp"),
    "writer": ("novelist", "author", "playwright", "poet"),
    "author": ("novelist", "writer"),
    "scientist": ("biologist", "chemist", "physicist", "geologist", "ecologist", "virologist"),
    "attorney": ("lawyer",),
    "artist": ("painter", "sculptor", "photographer", "designer", "illustrator"),
    "musician": ("drummer", "guitarist", "pianist", "violinist", "cellist", "singer", "rapper"),
    "footballer": _ON_THE_PITCH,
    "player": (*_ON_THE_PITCH, "footballer", "batsman", "bowler", "pitcher", "quarterback"),
    "chairwoman": ("chair", "chairperson"),
    "chairman": ("chair", "chairperson"),
    "chair": ("chairwoman", "chairman", "chairperson"),
}
# What offices are shortened to: "the CFO", "the PM".
SHORTENED = {
    "CEO": "chief executive",
    "CFO": "chief financial officer",
    "COO": "chief operating officer",
    "CTO": "chief technology officer",
    "PM": "prime minister",
}


def in_full(words: str, people: Iterable[Entity]) -> Entity | None:
    """The one person with a role in these words, or one that begins with them; None for a
    single word, which is no role in full."""
    held = [
        person
        for person in people
        if any(f"{role.lower()} ".startswith(f"{words} ") for role in person.held)
    ]
    return held[0] if len(held) == 1 and " " in words else None


def exactly(holders: list[Entity], office: str) -> list[Entity]:
    """Those who hold just that office, and not one that ends with its words."""
    return [e for e in holders if any(office_in(role) == office for role in e.held)]


def literally(holders: list[Entity], office: str) -> list[Entity]:
    """Those whose role holds all these words, or else whose office is called by them: "Ontario
    Premier", and no "Prime Minister", is the premier."""
    words = set(office.split())
    told = [e for e in holders if any(words <= _words(role) for role in e.held)]
    ends = f" {office}"
    return told or [e for e in holders if any(f" {office_in(r)}".endswith(ends) for r in e.held)]


def _words(role: str) -> set[str]:
    return {*office_in(role).split(), *re.findall(r"\w+", role.lower())}


def unplaced(holders: list[Entity], office: str, nation: str, thread: Thread) -> list[Entity]:
    """Those who hold just that office, of no country that the article told; "the Nigerian
    leader" is its one president, told of before, where it is of no other country."""
    just = exactly(holders, office)
    if not just and office == "leader":
        heads = [e for e in holders if any(office_in(r) in titles().leaders for r in e.held)]
        alone = len(heads) == 1 and not thread.meets(heads[0], nation)
        just = heads if alone and not thread.is_of_another(nation) else []
    return [e for e in just if e.country is None]


def has_office(entity: Entity, office: str) -> bool:
    """Whether one of the entity's roles is the office; "leader" means any head of a country."""
    cores = [_same_office(office_in(role), office) for role in entity.held]
    if office == "leader":
        heads = titles().leaders
        return any(core in heads or core.endswith(tuple(f" {h}" for h in heads)) for core in cores)
    *lead, last = office.split()
    return any(
        core in (office, last)
        or core.endswith(f" {office}")
        or (lead and f" {core}".endswith(f" {last}") and set(lead) < _words(role))
        for core, role in zip(cores, entity.held, strict=True)
    )


def may_stand_for(entity: Entity, partisan: str) -> bool:
    """Whether somebody may be "the Democrat": by their roles, which name no other party."""
    cores = [office_in(role) for role in entity.held]
    other = any(one.lower() in core for core in cores for one in PARTISANS - {partisan})
    words = {word.rstrip(".") for core in cores for word in core.split()}
    return not other and not words.isdisjoint({*_ELECTED, partisan.lower()})


def has_left(entity: Entity, office: str) -> bool:
    """Whether all that makes somebody a holder of the office is that they held it once."""
    last = office.rsplit(" ", 1)[-1]
    cores = [core for role in entity.held if (core := office_in(role)).endswith(last)]
    return bool(cores) and all(core.startswith(_ONCE) for core in cores)


def _same_office(core: str, office: str) -> str:
    """The office as the words put it: a senator is "the lawmaker", a deputy mayor "the deputy"."""
    if office.endswith(" secretary"):
        core = core.removesuffix(" of state")  # "the under secretary"
    if office in ("deputy", "secretary") and core.startswith(f"{office} "):
        return office
    *lead, last = core.split() or [""]
    wanted = office.rsplit(" ", 1)[-1]
    return " ".join([*lead, wanted]) if last in ALSO.get(wanted, ()) else core
