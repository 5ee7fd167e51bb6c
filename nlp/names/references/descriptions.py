"""Whom a description means: "the president", "the ministry", "both sides", "the proclamation"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp import countries
from nlp.analysis import SpeakerKind
from nlp.names.people.entities import Entity, office_in
from nlp.names.references.bodies import central_bank, holds, institution, nation_of, only_firm
from nlp.names.references.events import Place
from nlp.names.references.holders import (
    ALSO,
    PARTISANS,
    SHORTENED,
    exactly,
    from_place,
    has_left,
    has_office,
    in_full,
    literally,
    may_stand_for,
    unplaced,
)
from nlp.names.references.pronouns import Thread
from nlp.titles import titles

_DEFINITE = frozenset({"the", "that", "this", "these", "those", "both", "its", "their"})
_ISSUES = frozenset(
    ("sign", "issue", "release", "publish", "write", "post", "send", "file", "make")
)
_MAKERS = frozenset({"maker", "manufacturer", "producer", "operator", "publisher", "retailer"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_PEOPLE = frozenset({SpeakerKind.PERSON})
_THINGS = frozenset({SpeakerKind.ORGANISATION})
_LAND = frozenset({SpeakerKind.COUNTRY})


def is_definite(noun: Token) -> bool:
    """Whether the noun phrase points back ("the ministry", "both men")."""
    return any(child.lower_ in _DEFINITE for child in noun.children if child.i < noun.i)


def is_pair(noun: Token) -> bool:
    """Whether the noun phrase means exactly two ("both men", "the two sides")."""
    words = {child.lower_ for child in noun.children if child.i < noun.i}
    return "both" in words or ("two" in words and is_definite(noun))


def described(noun: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """Whom the definite noun phrase of `noun` means; () unclear, None no such description."""
    if is_pair(noun):
        return _pair(noun.lower_, thread, place)
    named = noun.text[:1].isupper() and noun.text not in SHORTENED
    if not is_definite(noun) or named or narrowed(noun):
        party = noun.text in PARTISANS and not narrowed(noun) and is_definite(noun)
        known = _partisan(noun, thread, place) if party else None
        return known or (_narrowly(noun, thread, place) if is_definite(noun) else None)
    calling = noun.lower_ in titles().ties or noun.lower_ in ALSO
    calling = calling and all(c.dep_ != "poss" for c in noun.lefts)  # but "their son"
    office = calling or noun.lower_ in titles().heads or noun.text in SHORTENED
    holder = _office(noun, thread, place) if office else central_bank(noun, thread)
    if holder:
        return holder
    lists = titles()
    if noun.lower_ in lists.again.keys() | lists.businesses | lists.any_body | lists.explained:
        return institution(noun, thread, place) or holder
    if noun.lower_ in titles().country_nouns:
        return _land(noun, thread, place)
    return holder


def _partisan(noun: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """ "the Democrat": whom the article calls one, else the last politician of no other party;
    "the Maine Republican" is of that place, where somebody is told to be."""
    party = noun.text
    placed = from_place(noun.doc[noun.left_edge.i : noun.i].text, thread.people())
    told = thread.best_of(place, lambda e: e.kind in _PEOPLE and has_office(e, party.lower()))
    held = told or thread.best_of(
        place,
        lambda e: (
            e.kind in _PEOPLE
            and may_stand_for(e, party)
            and (not placed or any(e is one for one in placed))
        ),
    )
    return (held,) if held else None


def _narrowly(noun: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """Whoever was given that role in full ("the assistant secretary of state"), the "head of
    state", or the one firm of the article ("the maker of scales")."""
    words = noun.doc[noun.left_edge.i + 1 : noun.right_edge.i + 1].text.lower()
    if words in titles().of_lands:
        heads = titles().of_lands[words]
        held = [p for p in thread.people() if any(office_in(r) in {*heads, words} for r in p.held)]
        return _one_of(held, thread, place)
    holder = in_full(words, thread.people()) if noun.lower_ in titles().heads else None
    if holder is not None:
        return (holder,)
    made = noun.lower_ in _MAKERS and _is_of_goods(noun)
    return only_firm(thread) if made else None


def _is_of_goods(noun: Token) -> bool:
    """Whether all that follows the noun is what is made ("the maker of scales")."""
    behind = [child for child in noun.rights if child.dep_ != "punct"]
    return [child.lower_ for child in behind] == ["of"]


def _land(noun: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """ "the country", "the bloc": the last one, but not one that was named in passing."""
    found = thread.best_of(place, _is(_LAND, bloc=noun.lower_ == "bloc"))
    if found and thread.is_in_passing(found.name, place):
        return ()
    return (found,) if found else None


def narrowed(noun: Token) -> bool:
    """Whether a phrase after the noun tells which one ("the ministry of a neighbour")."""
    for child in noun.rights:
        if noun.doc[child.left_edge.i - 1].text == ",":
            continue
        if child.dep_ in ("prep", "acl", "appos"):
            return True
        if child.dep_ == "relcl" and any(t.tag_ in _RELATIVES for t in child.subtree):
            return True
    return False


def _pair(word: str, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    lexicon = titles()
    if word in lexicon.country_groups:
        return thread.last(2, place, _is(_LAND)) or None
    if word in lexicon.again:
        named = lexicon.again[word]
        return thread.last(2, place, lambda e: e.kind in _THINGS and holds(e.name, named))
    if word not in lexicon.pair:
        return None
    gender = "m" if word in lexicon.men else "f" if word in lexicon.women else ""
    office = word.removesuffix("s")
    held = thread.last(2, place, lambda e: e.kind in _PEOPLE and has_office(e, office))
    if held and all(_spoken_of(one, thread, place) for one in held):
        return held
    last = thread.last(
        2, place, lambda e: e.kind in _PEOPLE and (not gender or e.gender in (gender, ""))
    )
    alike = [person for person in thread.people() if gender and person.gender == gender]
    return last or (tuple(alike) if len(alike) == 2 else ())


def _office(noun: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """ "the president", "the Chinese leader": who holds that office in this article."""
    nation, office = nation_of(noun), _office_words(noun)
    whole = SHORTENED.get(noun.text, office)
    holders = [p for p in thread.people() if has_office(p, office) or has_office(p, whole)]
    if "former" in office.split():
        holders = [one for one in holders if not one.offices]  # who is known to be in office
    else:
        holders = [one for one in holders if not has_left(one, office)]
    if nation:
        native = [e for e in holders if e.country == nation]
        newcomer = not native and thread.has_newcomer(place)
        holders = native or ([] if newcomer else unplaced(holders, office, nation, thread))
    if len(holders) > 1:
        holders = exactly(holders, office) or literally(holders, office) or holders
    return _one_of(holders, thread, place)


def _one_of(holders: list[Entity], thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """Which of those who hold an office is meant; () where that is unclear."""
    if len(holders) > 1 and not all(person.roles for person in holders):
        return ()
    if len(holders) > 1:
        chosen = thread.best_of(place, lambda e: any(e is one for one in holders))
        near = chosen is not None and _spoken_of(chosen, thread, place)
        return (chosen,) if chosen and near and not _together(chosen, holders, thread) else ()
    return tuple(holders) or None


def _together(chosen: Entity, holders: list[Entity], thread: Thread) -> bool:
    """Whether the last sentence that names a holder of an office names another one too."""
    last = next(e.sentence for e in reversed(thread.events) if any(chosen is x for x in e.entities))
    near = (x for e in thread.events[-60:] if e.sentence == last for x in e.entities)
    return any(x is one for x in near for one in holders if one is not chosen)


def _spoken_of(entity: Entity, thread: Thread, place: Place) -> bool:
    """Whether the entity was mentioned in this paragraph or the one before."""
    return any(
        place.paragraph - event.paragraph <= 1 and any(entity is e for e in event.entities)
        for event in reversed(thread.events[-60:])
    )


def _office_words(noun: Token) -> str:
    """The words of the office, without article and nation ("prime minister")."""
    kinds = ("compound", "amod")
    first = min((c.i for c in noun.lefts if c.dep_ in kinds or c.lower_ == "under"), default=noun.i)
    words = noun.doc[first : noun.i + 1]
    return " ".join(t.lower_ for t in words if countries.named(t.text) is None and t.is_alpha)


class _is:  # noqa: N801  a predicate, read as a word: best_of(place, _is(_LAND))
    """Whether an entity is of one of some kinds, and a bloc where that is asked."""

    def __init__(self, kinds: frozenset[SpeakerKind], *, bloc: bool = False) -> None:
        self._kinds, self._bloc = kinds, bloc

    def __call__(self, entity: Entity) -> bool:
        return entity.kind in self._kinds and (not self._bloc or countries.is_bloc(entity.name))


def issuer_of(document: Token) -> Token | None:
    """The word for whoever wrote or signed a document: possessor, "by", or "that X signed"."""
    for child in document.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
        if child.dep_ in ("relcl", "acl") and child.lemma_ in _ISSUES:
            return next((inner for inner in child.children if inner.dep_ == "nsubj"), None)
    return None
