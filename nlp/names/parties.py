"""Where an article names a country or someone who acts for one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.analysis import SpeakerKind
from nlp.countries import doubted, mentioned, named
from nlp.names.people.linking import Entity
from nlp.names.roster import Roster
from nlp.tariff_words import tariff_words
from nlp.texts import text_of

_WORD = re.compile(r"\w+")
_NO_BORDER = frozenset({"World Trade Organization", "NATO"})  # where nothing can be charged
_TREATY = re.compile(
    r"\b[A-Z][A-Za-z.]{1,20}(?: [A-Z][a-z]{2,20})?(?:-[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?){2,4}"
    r" (?:[Ff]ree [Tt]rade |[Tt]rade )?(?:[Aa]greement|[Aa]ccord|[Pp]act|[Tt]reaty|[Dd]eal)"
)
_LEADER = re.compile(
    r"(?:(?:’s|'s)?(?: new| former| interim| own)? )?(?P<role>(?:President|president"
    r"|(?:Prime|prime|(?:[Tt]rade|[Ff]inance|[Cc]ommerce|[Ee]conomy|[Ff]oreign) )?(?: ?[Mm]inister)"
    r"|Premier|premier|Chancellor|chancellor))"
    r" (?P<name>[A-Z][\w’-]+(?: (?:[a-z]{2,3} )?[A-Z][\w’-]+){0,2})"
)
_SEATED = re.compile(  # "In Lima, the government announced …"
    r"(?:\A|(?<=[.!?—”\"] ))In (?P<where>[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}), "
    r"(?P<office>the (?:government|cabinet|parliament|prime minister|president"
    r"|(?:trade|finance|economy|commerce|foreign) min(?:istry|ister)|authorities|customs))\b"
)
_NEAR = 60  # characters in which "it" means who is spoken of
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][”\"’']? ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A mention from `start` to `end` that stands for `country`.

    `plain` mentions name the country itself (its name, people, capital or government);
    the others are persons and organisations that act for it, or words that refer to it or
    to them (`referred`: "its", "the bloc").
    """

    start: int
    end: int
    country: str
    plain: bool
    referred: bool = False


class Parties:
    """The parties of one article, or of one passage of it, in text order."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.all = tuple(sorted(parties, key=lambda party: (party.start, -party.end)))
        self._starts = [party.start for party in self.all]

    def within(self, start: int, end: int) -> tuple[Party, ...]:
        """The parties that begin between two places."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, place: int) -> Party | None:
        """The narrowest party that covers the character at `place`."""
        last = bisect_right(self._starts, place)
        covering = [one for one in self.all[max(0, last - 4) : last] if place < one.end]
        return min(covering, key=lambda one: one.end - one.start, default=None)

    def counts(self, but: str | None = None) -> Counter[str]:
        """How often each country is named, leaving out `but`."""
        return Counter(party.country for party in self.all if party.country != but)

    def passage(self, offset: int, length: int) -> Parties:
        """The parties of one passage, by their places in it."""
        return Parties(
            [
                Party(
                    start=one.start - offset,
                    end=one.end - offset,
                    country=one.country,
                    plain=one.plain,
                    referred=one.referred,
                )
                for one in self.within(offset, offset + length)
            ]
        )


def parties_of(docs: Sequence[tuple[int, Doc]], roster: Roster | None) -> Parties:
    """The parties of an article, given its parsed passages with their offsets.

    Without a roster only the countries themselves are seen.
    """
    plain = [
        Party(start=offset + start, end=offset + end, country=name, plain=True)
        for offset, doc in docs
        for text in [text_of(doc)]
        for start, end, name in mentioned(text)
        if name not in _NO_BORDER
        and not _in_treaty(text, start, end)
        and text[max(0, start - 4) : start].lower() != "non-"
    ]
    countries = {party.country for party in plain}
    plain += [
        Party(start=offset + start, end=offset + end, country=name, plain=True)
        for offset, doc in docs
        for start, end, name in doubted(text_of(doc), countries)
    ]
    seated = list(_seated(docs))
    plain_or_seated = [*plain, *seated]
    taken = {party.start for party in plain_or_seated}
    acting = [p for p in _acting(roster, docs) if p.start not in taken] if roster else []
    taken |= {party.start for party in acting}
    acting += [p for p in _leaders(plain, docs) if p.start not in taken]
    acting = [one for one in acting if not (one.referred and _is_seats(one, seated))]
    return Parties([*plain_or_seated, *acting])


def _seated(docs: Sequence[tuple[int, Doc]]) -> Iterator[Party]:
    """The offices that a sentence places by its opening: whose they are, no name before tells."""
    for offset, doc in docs:
        for found in _SEATED.finditer(text_of(doc)):
            country = named(found["where"])
            if country is not None:
                start, end = offset + found.start("office"), offset + found.end("office")
                yield Party(start=start, end=end, country=country, plain=False)


def _is_seats(word: Party, seated: Sequence[Party]) -> bool:
    """Whether "it" in "In Lima, the government said that it would …" is taken for another's."""
    return any(
        one.start < word.start < one.end + _NEAR and word.country != one.country for one in seated
    )


def _leaders(plain: Sequence[Party], docs: Sequence[tuple[int, Doc]]) -> Iterator[Party]:
    """Where "President Moreno" is named of whom the article says that he is "Brazil's"."""
    of_whom: dict[str, set[str]] = {}
    places: list[tuple[str, int, int]] = []
    owners = {party.end: party.country for party in plain}
    for offset, doc in docs:
        text = text_of(doc)
        for found in _LEADER.finditer(text):
            name = found["name"].split()[-1]
            owner = owners.get(offset + found.start())
            if owner is not None:
                of_whom.setdefault(name, set()).add(owner)
            places.append((name, offset + found.start("role"), offset + found.end()))
    for name, start, end in places:
        countries = of_whom.get(name, set())
        if len(countries) == 1:
            yield Party(start=start, end=end, country=next(iter(countries)), plain=False)


def _in_treaty(text: str, start: int, end: int) -> bool:
    """Whether a country is only named in a treaty's name: the "U.S.-Mexico-Canada Agreement"."""
    if not (text.startswith("-", end) or text.endswith("-", 0, start)):
        return False
    near = _TREATY.finditer(text, max(0, start - 60), end + 80)
    return any(one.start() <= start and end <= one.end() for one in near)


def _acting(roster: Roster, docs: Sequence[tuple[int, Doc]]) -> Iterator[Party]:
    """Persons, organisations and pronouns whose country is known."""
    acting = [
        Party(start=found.mention.start, end=found.mention.end, country=country, plain=False)
        for found in roster.linked
        if (country := _country(found.entity)) is not None
    ]
    yield from acting
    acts = Parties(acting)
    offsets, texts = [offset for offset, _ in docs], [text_of(doc) for _, doc in docs]
    for place, reference in roster.references.items():
        acted_for = {_country(entity) for entity in reference.entities}
        if len(acted_for) == 1 and (country := acted_for.pop()) is not None:
            number = bisect_right(offsets, place) - 1
            before = texts[number][: place - offsets[number]]
            if _is_of_another(before, country, acts.passage(offsets[number], len(before))):
                continue
            word = _WORD.match(texts[number], place - offsets[number])
            end = offsets[number] + word.end() if word else place + 1
            yield Party(start=place, end=end, country=country, plain=False, referred=True)


def _is_of_another(before: str, country: str, acting: Parties) -> bool:
    """Whether the sentence before names countries, or those who act for one, and not the one
    that a pronoun that opens the next is said to mean.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(before, max(0, len(before) - 400))]
    if not ends or mentioned(before[ends[-1] :]):
        return False
    first = ends[-2] if len(ends) > 1 else max(0, len(before) - 400)
    told = {name for _, _, name in mentioned(before[first:])}
    told |= {one.country for one in acting.within(first, ends[-1])}
    return bool(told) and country not in told


def _country(entity: Entity | None) -> str | None:
    """The country an entity is, acts for, or has in its role ("Canadian Prime Minister")."""
    if entity is None:
        return None
    if entity.kind is SpeakerKind.COUNTRY:
        return entity.name
    if entity.kind is SpeakerKind.ORGANISATION and entity.country is None:
        return tariff_words().offices.get(entity.name)
    if entity.country is None and entity.role:
        return next((name for _, _, name in mentioned(entity.role)), None)
    return entity.country
