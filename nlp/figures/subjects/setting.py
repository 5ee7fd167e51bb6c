"""A passage with what a figure in it may be about: countries, organisations, what was before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.figures.amounts.amount import Tokens
from nlp.figures.subjects.owners import Owners
from nlp.names.parties import Parties, Party
from nlp.titles import titles

_PERSONAL = frozenset({"he", "she", "his", "her", "hers", "him", "i", "my", "who", "whose"})
_EURO_ZONE = re.compile(r"\b(?:[Ee]uro[- ]?[Zz]one|[Ee]uro(?:pean)? [Aa]rea)\b")
NEARBY = 3
"""So many passages before one may tell what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A passage with its countries, the few passages before it, and the article's tally.

    `before` holds the texts of the passages before, the nearest first, each with its
    countries.
    """

    doc: Doc
    tokens: Tokens
    parties: Parties
    before: tuple[tuple[str, Parties], ...]
    tally: Counter[str]
    owners: Owners

    def countries(self, start: int, end: int) -> list[Party]:
        """The countries themselves that are named, or referred to, between two places."""
        return [one for one in self.parties.within(start, end) if self._is_itself(one)]

    def at(self, token: Token) -> str | None:
        """The country that `token` names or is a part of the name of."""
        if any(child.dep_ == "nummod" for child in token.lefts):
            return None  # "17 million Kenyans" are no Kenya
        found = self.parties.at(token.idx)
        return found.country if found and self._is_itself(found) else None

    def is_country(self, token: Token) -> bool:
        """Whether `token` names a country, and no people of it: "60 percent of Kenyans"."""
        name = self.at(token)
        people = token.tag_ in {"NNPS", "NNS"} and token.lower_.endswith("s")
        return name is not None and not (people and not name.endswith("s"))

    def _is_itself(self, party: Party) -> bool:
        """Whether the country itself is meant: not the person whom "he" means, nor a firm that
        has its name in its own ("Air New Zealand").
        """
        if party.referred:
            word, since = self.tokens.text[party.start : party.end].lower(), party.start
            since = self.tokens.text.rfind(". ", 0, since) + 1
            beside = word == "it" and self.owners.within(since, party.start)
            told = word in _PERSONAL or word in titles().documents  # "its growth forecast"
            return not (told or beside)  # "it" may be the organisation
        return party.plain and not self.owners.holds(party.start, party.end)


def with_euro_zone(parties: Parties, texts: Sequence[tuple[int, str]]) -> Parties:
    """The parties of an article, given its passages, with the euro zone, which owns figures as a
    country does and is none.
    """
    zone = [
        Party(start=at + one.start(), end=at + one.end(), country="Euro zone", plain=True)
        for at, text in texts
        for one in _EURO_ZONE.finditer(text)
    ]
    return Parties([*parties.all, *zone]) if zone else parties


def settings(
    docs: list[tuple[Doc, Tokens]], parties: list[Parties], owners: Iterator[Owners]
) -> Iterator[Setting]:
    """The settings of an article's passages, in order."""
    tally: Counter[str] = Counter()
    for one in parties:
        tally.update(one.counts())
    before: tuple[tuple[str, Parties], ...] = ()
    for (doc, tokens), own, firms in zip(docs, parties, owners, strict=True):
        yield Setting(doc=doc, tokens=tokens, parties=own, before=before, tally=tally, owners=firms)
        before = ((tokens.text, own), *before[: NEARBY - 1])
