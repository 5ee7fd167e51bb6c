"""Whose government is meant: "Japan's government", "the government of Japan"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp import countries
from nlp.analysis import SpeakerKind
from nlp.names.naming.institutions import government_of
from nlp.names.people.entities import Entity


def of_land(noun: Token) -> tuple[Entity, ...] | None:
    """The government of the country that owns the noun, by the name that it has elsewhere."""
    if noun.text != "government":
        return None
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    of = [child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"]
    owners += [inner for child in of for inner in child.rights if inner.dep_ == "pobj"]
    words = (noun.doc[owner.left_edge.i : owner.i + 1].text for owner in owners)
    land = next((land for each in words if (land := countries.named(each))), None)
    if land is None:
        return None
    return (Entity(name=government_of(land), kind=SpeakerKind.ORGANISATION, country=land),)
