"""For whom, when and where a quotation is claimed to have been said, by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.checks import named
from handlers.checks.quotations import Quoted
from handlers.errors import Refused
from handlers.questions.narrowing import outlets_called
from handlers.record.vocabulary import Vocabulary
from handlers.words import days
from handlers.words.names import folded
from handlers.words.wording import listed
from nlp.dates.reckoning import DAYS, MONTHS

FEW = 9  # words: as many beside one quotation are no sentence but a name, a date, an outlet
_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)[.!?](?=\s|$)|\n")
_OPERATOR = re.compile(
    r"(?<!\S)(from|in|since|until|as-of):\s?(?:[\"“]([^\"“”\n]+)[\"”]|([^\s\"“”]+))", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<![\w/.])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)(?![\w/])")
_MONTHS = frozenset(name for row in MONTHS for name in row)
_FIGURE = re.compile(r"(?<!\S)[^\w\s]{0,3}\d\S*")
_WEEKDAY = re.compile(rf"(?:on\s+)?(?P<day>{'|'.join(DAYS)})", re.IGNORECASE)
_VERBS = frozenset({"is", "was", "are", "were", "has", "had", "have", "will", "would", "did"})
_FULL_STOPS = (".", "!", "?", "…")  # within the marks: a sentence of its own may follow
_SHOWN = 3  # people of one name that are listed
_REACH = 240  # characters around a quotation that may name its speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Who is said to have spoken, when and in which outlets; empty where nothing is claimed."""

    typed: str = ""  # the speaker, as typed
    people: tuple[tuple[str, ...], ...] = ()  # who may be meant, each by all names on record
    guessed: bool = False
    days: tuple[tuple[date, date], ...] = ()
    weekdays: tuple[int, ...] = ()  # Monday is 0: of a sentence whose own day nobody knows
    said_on: str = ""  # the date as typed
    outlets: tuple[str, ...] = ()
    unread: str = ""  # what looks like a day and was not understood

    @property
    def names(self) -> tuple[str, ...]:
        """All names on record of all who may be meant."""
        return tuple(name for person in self.people for name in person)

    @property
    def speaker(self) -> str:
        """Whom the typed words mean, or else these."""
        first = [person[0] for person in self.people[:_SHOWN]]
        more = ["somebody else of that name"] if len(self.people) > _SHOWN else []
        return listed([*first, *more], "or") or self.typed

    @property
    def elsewhere(self) -> str:
        """ "on 5 June, in Harbor Gazette"; "" where neither is claimed."""
        where = f"in {listed(self.outlets, 'or')}" if self.outlets else ""
        bare = (
            self.said_on[:1].isdigit() or self.said_on.split(" ")[0].strip(".").title() in _MONTHS
        )
        when = f"on {self.said_on}" if bare else self.said_on
        return ", ".join(filter(None, (when, where)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was typed with an operator: `from:`, `in:`, `since:`, `until:`, `as-of:`."""

    speaker: str = ""
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    typed: str = ""  # the dates as typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What was typed, its quotations, and what names and dates are read by."""

    text: str
    quotations: Sequence[Quoted]
    vocabulary: Vocabulary
    outlets: Sequence[str]
    today: date
    terms: Terms

    @property
    def outside(self) -> str:
        """The text with its quotations blanked, so that all else keeps its place."""
        text = self.text
        for each in self.quotations:
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
        return text


def terms(text: str, today: date) -> tuple[str, Terms]:
    """The text without its operators, and what they say.

    Raises Refused where a date is none.
    """
    values = {
        match.group(1).lower(): (match.group(2) or match.group(3)).strip()
        for match in _OPERATOR.finditer(text)
    }

    def day(name: str) -> date | None:
        if name not in values:
            return None
        meant = days.meant(values[name], today)
        if meant is None:
            raise Refused(f"“{values[name][:40]}” is no date here: type {name}:2025-05-31.")
        return meant[0] if name == "since" else meant[1]

    return _OPERATOR.sub(" ", text), Terms(
        speaker=values.get("from", ""),
        outlet=values.get("in", ""),
        since=day("since"),
        until=day("until"),
        as_of=day("as-of"),
        typed=" ".join(f"{name} {values[name]}" for name in ("since", "until") if name in values),
    )


def claimed(around: Around, number: int) -> Claimed:
    """What is claimed of one of the quotations, by operators before the words around it."""
    found, terms = _beside(around, number), around.terms
    if terms.since or terms.until:
        stretch = (terms.since or date.min, terms.until or date.max)
        found = replace(found, days=(stretch,), said_on=terms.typed)
    if terms.outlet:
        called = outlets_called(terms.outlet, tuple(around.outlets))
        found = replace(found, outlets=called or (terms.outlet,))
    return _spoken(found, terms.speaker, around.vocabulary) if terms.speaker else found


def _beside(around: Around, number: int) -> Claimed:
    """What the words around a quotation say of it."""
    quoted, outside = around.quotations[number], around.outside
    if not quoted.marked:
        return Claimed()
    if len(around.quotations) == 1:
        outlets, rest = _published(outside, around)
        found, rest = _dated(rest, around, every=True)
        found = replace(found, outlets=outlets)
        told = named.has_cue(rest) or outside[: quoted.start].strip()
        if len(rest.split()) <= FEW or not told:
            who = _spoken(found, rest, around.vocabulary)
            return found if _goes_on(who, rest) else _unread(who, rest)
    first, last = _bounds(around, number)
    after = _END.split(outside[quoted.end : last], maxsplit=1)[0]
    before = _END.split(outside[first : quoted.start])[-1]
    found, _ = _dated(f"{before} . {after}", around, every=False)
    if after.rstrip().endswith(":"):  # what introduces the next quotation says nothing of this
        after = ""
    ended = quoted.typed.text.rstrip()[-1:] in _FULL_STOPS and after.lstrip()[:1].isupper()
    opens = (ended or before.rstrip().endswith(":")) and named.has_cue(before)
    introduced = named.in_prose(before, follows=False) if opens else ""
    name = introduced or named.in_prose(after, follows=True)
    name = name or named.in_prose(before, follows=False)
    if name in named.PRONOUNS:
        name = named.last(outside[: quoted.start], around.vocabulary)
    return _spoken(found, name, around.vocabulary)


def _goes_on(found: Claimed, rest: str) -> bool:
    """Whether what stands beside a quotation is a sentence of its own that names nobody: "That was
    on Monday"."""
    words = rest.split()
    plain = not any(word[0].isupper() for word in words[1:])
    verbs = any(word.strip(".,").lower() in _VERBS for word in words)
    return plain and verbs and not (found.people or named.has_office(rest))


def _unread(found: Claimed, rest: str) -> Claimed:
    """The same with what looks like a day and was not understood: "14 inst.", "5-13-25"."""
    known = {word for name in found.names for word in folded(name)}
    figures = [
        match.group() for match in _FIGURE.finditer(rest) if known.isdisjoint(folded(match.group()))
    ]
    return replace(found, unread=" ".join(figures))


def _bounds(around: Around, number: int) -> tuple[int, int]:
    """From where to where words may belong to a quotation: up to its neighbours."""
    quoted, every = around.quotations[number], around.quotations
    first = every[number - 1].end if number else 0
    last = every[number + 1].start if number + 1 < len(every) else len(around.text)
    return max(first, quoted.start - _REACH), min(last, quoted.end + _REACH)


def _dated(text: str, around: Around, *, every: bool) -> tuple[Claimed, str]:
    """The days claimed, and the text without them; in prose only those with a number."""
    claimed, words, rest = list[tuple[date, date]](), list[str](), text
    weekdays, prose = list[int](), named.has_cue(text)
    for found in sorted(
        (*_numeric(text), *days.stretches(_NUMERIC.sub(_blank, text), around.today)),
        key=lambda each: each.start,
    ):
        typed = text[found.start : found.end]
        clear = every or (any(map(str.isdigit, typed)) and not found.of_figures)
        if clear and (found.since or found.until):
            if prose and (weekday := _WEEKDAY.fullmatch(typed.strip())):
                weekdays.append(DAYS.index(weekday["day"].capitalize()))
            else:
                claimed.append((found.since or date.min, found.until or date.max))
            words.append(typed.strip())
            rest = rest[: found.start] + " " * len(typed) + rest[found.end :]
    days_of = Claimed(days=tuple(claimed), weekdays=tuple(weekdays))
    return replace(days_of, said_on=listed(words, "or")), rest


def _numeric(text: str) -> Iterator[days.Stretch]:
    """Days in figures: "5/13/2025" with the month first, "13.5.2025" with the day."""
    for match in _NUMERIC.finditer(text):
        one, sign, other, year = match.groups()
        month, day = (int(one), int(other)) if sign == "/" else (int(other), int(one))
        for first, second in ((month, day), (day, month)):
            try:
                found = date(int(year), first, second)
            except ValueError:
                continue
            yield days.Stretch(start=match.start(), end=match.end(), since=found, until=found)
            break


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _published(text: str, around: Around) -> tuple[tuple[str, ...], str]:
    """The outlets that are named in full, and the text without them."""
    plain = " ".join(folded(text))
    named_here = tuple(
        name
        for name in around.outlets
        if f" {' '.join(folded(name))} " in f" {plain} " and not around.vocabulary.called(name)
    )
    for name in named_here:
        words = r"[\W_]+".join(map(re.escape, re.findall(r"\w+", name)))
        text = re.sub(rf"\b{words}\b", " ", text, flags=re.IGNORECASE)
    return named_here, text


def _spoken(found: Claimed, words: str, vocabulary: Vocabulary) -> Claimed:
    """The same with the speaker that these words name."""
    meant = named.meant(words, vocabulary)
    return replace(found, typed=meant.typed, people=meant.people, guessed=meant.guessed)
