"""Which body a definite noun means: "the ministry", "the agency", "the central bank"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp import countries
from nlp.analysis import SpeakerKind
from nlp.names.naming.institutions import government_of
from nlp.names.people.entities import Entity, office_in
from nlp.names.references.events import Place
from nlp.names.references.pronouns import Thread
from nlp.titles import titles

_SAY_NOTHING = frozenset(
    {"central", "national", "federal", "same", "own", "new", "big", "giant", "think"}
) | frozenset({"based", "owned", "listed", "backed", "headquartered"})  # "the Kyoto-based firm"
_GROUPS = frozenset(  # what a group is for tells of no other: "the campaign group"
    {"campaign", "militant", "right", "advocacy", "lobby", "industry", "environmental", "armed"}
) | frozenset({"trade", "busines", "business", "human", "aid", "research", "pressure", "protest"})
_US = "United States"
_SHORTENED = frozenset(
    ("agency", "board", "bureau", "commission", "service", "authority", "fund", "union")
)
_FEWEST_LETTERS, _MOST_LETTERS = 3, 6  # of initials


def institution(noun: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """ "the ministry": the last institution whose name holds that word."""
    nation = nation_of(noun)
    lexicon = titles()
    words = lexicon.again.get(noun.lower_, frozenset())
    business = noun.lower_ in lexicon.businesses
    stems = _modifiers(noun)
    found = thread.best_of(
        place,
        lambda e: (
            e.kind is SpeakerKind.ORGANISATION
            and (
                holds(e.name, words)
                or noun.lower_ in e.nouns
                or (business and not holds(e.name, lexicon.no_business))
            )
            and (not nation or e.country == nation)
            and all(stem in e.name.lower() for stem in stems)
        ),
    )
    found = found or (None if stems else _implied(noun.lower_, nation, thread))
    if found is None and not (nation or stems):
        found = _just_named(noun.lower_, thread, place)
    firm = business or noun.lower_ in lexicon.any_body
    if found is None and nation and firm and not stems:
        return only_firm(thread)  # "the German company", where there is no other
    return (found,) if found else None


def only_firm(thread: Thread) -> tuple[Entity, ...] | None:
    """The one business that the article has named so far."""
    no_business = titles().no_business
    firms = {
        id(entity): entity
        for event in thread.events
        for entity in event.entities
        if entity.kind is SpeakerKind.ORGANISATION and not holds(entity.name, no_business)
    }
    return tuple(firms.values()) if len(firms) == 1 else None


def _just_named(noun: str, thread: Thread, place: Place) -> Entity | None:
    """The body of the paragraph or the one before that the noun may stand for, by its initials
    or because it may stand for any.
    """
    bodies, any_body = SpeakerKind.ORGANISATION, noun in titles().any_body
    found = thread.best_of(place, lambda e: e.kind is bodies and _shortens(e.name, noun), far=1)
    if found is not None or not any_body:
        return found
    no_business = titles().no_business
    return thread.best_of(
        place, lambda e: e.kind is bodies and not holds(e.name, no_business), far=1
    )


def central_bank(noun: Token, thread: Thread) -> tuple[Entity, ...] | None:
    """ "the central bank": that of the country most spoken of, by its own name."""
    if noun.lower_ != "bank" or not any(child.lower_ == "central" for child in noun.lefts):
        return None
    nation = nation_of(noun)
    land = nation or next(iter(thread.lands()), "")
    name = titles().default.get(land, {}).get("central bank")
    if name is None:
        return None
    return (Entity(name=name, kind=SpeakerKind.ORGANISATION, country=land),)


def _modifiers(noun: Token) -> list[str]:
    """What tells one court from another ("the appeals court"), nations left out."""
    kinds = ("compound", "amod", "nmod")
    words = (c.lower_ for c in noun.lefts if c.dep_ in kinds and countries.named(c.text) is None)
    stems = (word.removesuffix("s") for word in words if word not in _SAY_NOTHING)
    groups = _GROUPS if noun.lower_ in titles().any_body else frozenset[str]()
    return [stem for stem in stems if stem not in groups]


def _implied(noun: str, nation: str | None, thread: Thread) -> Entity | None:
    """An institution that the article has not named, but whose country it has."""
    lands = [nation] if nation else thread.lands()
    name, land = None, lands[0] if lands else None
    if noun == "government" and land:
        name = government_of(land)
    elif noun == "administration":
        president = _president(thread)
        name, land = (
            (f"{president.name.split()[-1]} administration", _US) if president else ("", "")
        )
    else:
        defaults = titles().default
        land = next((one for one in lands if noun in defaults.get(one, ())), None)
        name = defaults[land][noun] if land else None
    return Entity(name=name, kind=SpeakerKind.ORGANISATION, country=land) if name else None


def _president(thread: Thread) -> Entity | None:
    """The one person of the article who is a president of the United States."""
    people = (person for person in thread.people() if person.country == _US)
    found = [p for p in people if any(office_in(role) == "president" for role in p.held)]
    return found[0] if len(found) == 1 else None


def nation_of(noun: Token) -> str | None:
    """The country in the noun phrase before the noun ("the Chinese leader")."""
    found = countries.mentioned(noun.doc[noun.left_edge.i : noun.i].text)
    return found[0][2] if found else None


def holds(name: str, words: frozenset[str]) -> bool:
    """Whether one of some words stands in a name."""
    return bool(words & set(name.lower().split()))


def _shortens(name: str, noun: str) -> bool:
    """Whether a name is of initials, the last of which may stand for the noun, or the noun is
    one for any such body: "the FDA" is an agency, "the NLRB" a board.
    """
    short = name.isupper() and name.isalpha() and _FEWEST_LETTERS <= len(name) <= _MOST_LETTERS
    return short and noun in _SHORTENED and (noun == "agency" or name[-1].lower() == noun[0])
