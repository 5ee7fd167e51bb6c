"""A question as understood: what it narrows to, and one line that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.newsroom import ClaimKind, Status
from handlers.ports import Facet, FacetKind, Question
from handlers.questions.operators import EDGE, Operator, spelt
from handlers.record.entities import NOBODY, Entities
from handlers.showing.cards import SAID
from handlers.words.names import folded
from handlers.words.wording import day, listed
from nlp.topics import SHIPPED, Topics

_OPERATORS = {
    FacetKind.SPEAKER: Operator.FROM,
    FacetKind.OUTLET: Operator.IN,
    FacetKind.KIND: Operator.KIND,
}
_MARKS = "\"'-–—/"
_LEFT_OUT = {FacetKind.SPEAKER: "words of {}", FacetKind.KIND: "{}s"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question as understood, and in which words to say so.

    `about` holds groups of entities one of which must be spoken of; `barred` what no
    claim may carry, entities and speakers under the names they are shown by.
    """

    typed: str
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()  # of the entities those that are to speak, and never do here
    about: tuple[tuple[str, ...], ...] = ()
    outlets: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    asks: bool = False  # it is typed as a question: "how much did …?"
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()  # those words that stood in quotation marks
    without: tuple[str, ...] = ()
    barred: tuple[Facet, ...] = ()
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a typed name and all who bear it
    notes: tuple[str, ...] = ()
    who: Entities = NOBODY  # by which names the entities and speakers go
    known: Topics = SHIPPED  # what the topics are called

    @property
    def empty(self) -> bool:
        """Whether nothing narrows the question."""
        wanted = (self.topics, self.entities, self.speakers, self.about, self.outlets, self.words)
        bounds = (self.since, self.until, self.status, self.without, self.barred)
        kinds = self.kinds and self.kinds != SAID
        return not (any(wanted) or any(bounds) or kinds)

    @property
    def line(self) -> str:
        """In one line: "tariffs · China · said by Howard Lutnick · “students”"."""
        titles = listed(tuple(map(self.known.title, self.topics)))
        return " · ".join(filter(None, (titles, *self.entities, *self._narrowed())))

    def _narrowed(self) -> Iterator[str]:
        if self.speakers:
            yield f"said by {listed(self.speakers, 'or')}"
        yield from (f"about {listed(names, 'or')}" for names in self.about)
        yield from (f"“{self._as_typed(word)}”" for word in self.words)
        if self.kinds == SAID and not self.speakers:
            yield "what was said"
        elif self.kinds and self.kinds != SAID:
            yield listed(tuple(f"{kind}s" for kind in self.kinds))
        if self.status:
            yield str(self.status)
        if self.outlets:
            yield f"in {listed(self.outlets, 'or')}"
        if self.since or self.until:
            yield f"published {within(self.since, self.until)}"
        left_out = (
            *(f"“{self._as_typed(word)}”" for word in self.without),
            *map(self._left_out, self.barred),
        )
        if left_out:
            yield f"without {listed(left_out, 'or')}"

    def _as_typed(self, word: str) -> str:
        """Words with the accents and signs that they were typed with; others in small letters."""
        length, tokens = len(word.split()), self.typed.split()
        for at in range(len(tokens)):
            for size in range(1, length + 1):
                here = " ".join(tokens[at : at + size]).strip(EDGE + _MARKS)
                if " ".join(folded(here)) == word:
                    return word if here.casefold() == word else here
        return word

    def _left_out(self, facet: Facet) -> str:
        name = self.known.title(facet.key) if facet.kind is FacetKind.TOPIC else facet.key
        return _LEFT_OUT.get(facet.kind, "{}").format(name)

    def question(self, as_of: date | None) -> Question:
        """The same as the store is asked it: each entity under all its names."""
        groups = tuple(map(self.who.names, self.entities))
        return Question(
            words=self.words,
            entities=tuple(names[0] for names in groups if len(names) == 1),
            among=tuple(names for names in groups if len(names) > 1),
            topics=self.topics,
            kinds=self.kinds,
            speakers=tuple(name for one in self.speakers for name in self._speaking(one)),
            outlets=self.outlets,
            since=self.since,
            until=self.until,
            as_of=as_of,
            without=self.without,
            barred=tuple(facet for one in self.barred for facet in self._all_names(one)),
            about=tuple(
                tuple(name for one in group for name in self.who.names(one)) for group in self.about
            ),
            status=self.status,
        )

    def _speaking(self, name: str) -> tuple[str, ...]:
        """All names of a speaker; of a country those of its ministries and embassies as well."""
        return tuple(dict.fromkeys((*self.who.names(name), *self.who.speaking_for(name))))

    @property
    def offices(self) -> tuple[str, ...]:
        """The names of ministries, embassies and bodies that are shown with whom is asked for."""
        return tuple(name for one in self.speakers for name in self.who.speaking_for(one))

    def _all_names(self, facet: Facet) -> Iterator[Facet]:
        names: tuple[str, ...] = (facet.key,)
        if facet.kind is FacetKind.SPEAKER:
            names = self._speaking(facet.key)
        elif facet.kind is FacetKind.ENTITY:
            names = self.who.names(facet.key)
        for name in names:
            yield Facet(kind=facet.kind, key=name)

    def again(self) -> str:
        """The question as it can be typed again, so that each part can mean nothing else."""
        return " ".join(self._typed_again())

    def _typed_again(self) -> Iterator[str]:
        yield from self.topics[:1]  # the others are those that are related to it
        yield from self.entities
        yield from (spelt(Operator.FROM, name) for name in self.speakers)
        yield from (spelt(Operator.ABOUT, name) for names in self.about for name in names[:1])
        yield from (f'"{word}"' for word in self.words)
        if self.kinds and not (self.kinds == SAID and self.speakers):
            yield f"kind:{','.join(self.kinds)}"
        if self.status:
            yield f"status:{self.status}"
        yield from (spelt(Operator.IN, outlet) for outlet in self.outlets)
        for name, bound in (("since", self.since), ("until", self.until)):
            if bound:
                yield f"{name}:{bound.isoformat()}"
        yield from (f'-"{word}"' for word in self.without)
        for facet in self.barred:
            yield f"-{spelt(_OPERATORS.get(facet.kind, Operator.ABOUT), facet.key)}"


def within(since: date | None, until: date | None) -> str:
    """Days in words: "on 5 June 2025", "1 May 2025 to 31 May 2025", "since 1 May 2025"."""
    if since and until:
        return f"on {day(since)}" if since == until else f"{day(since)} to {day(until)}"
    return f"since {day(since)}" if since else f"until {day(until)}" if until else ""
