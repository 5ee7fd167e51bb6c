"""Whom a role alone means ("the treasury secretary"): who bears it in the articles at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from handlers.newsroom import Request
from handlers.ports import Question, World
from handlers.questions import operators
from handlers.questions.operators import Operator, continued
from handlers.questions.plainwords import says, split
from handlers.record.callings import Person, described
from handlers.record.vocabulary import Vocabulary
from handlers.words.names import folded, office_words
from nlp import countries
from nlp.analysis import Attribution
from nlp.titles import titles

_LONGEST = 7  # words of a role
# Titles that are roles by themselves.
_HEADS = frozenset({"senator", "governor", "ambassador", "chancellor", "premier", "minister"})
_BARE = 7  # words of a line that may be a role and little else
_MOST_WORDS = 24  # of a line that is looked through
_ARTICLES = 30  # articles that roles are read from
_SPEAKERS = frozenset({"quotes", "who"})  # commands whose words begin with who speaks


async def with_offices(line: str, words: Vocabulary, request: Request, world: World) -> Vocabulary:
    """The vocabulary with those whom the roles in this line mean, as given by the day asked of.

    A role is looked for where a speaker is asked for: after from:, in /who and /quotes, in a
    question for somebody's words, and where a line is "the premier" and little else. What
    names a known speaker is none.
    """
    roles = [each for each in dict.fromkeys(_roles(line, words)) if not _known(each, words)]
    if not roles:
        return words
    held = await bearers(roles, request, world)
    offices = {
        office_words(role): people
        for role in roles
        if (people := tuple(dict.fromkeys(_people(role, held, words))))
    }
    return replace(words, offices=offices) if offices else words


def _known(name: str, words: Vocabulary) -> bool:
    """Whether words name somebody or something; what only describes a speaker names nobody."""
    people = any(not described(person.name) for person in words.called(name))
    return bool(people or countries.named(name) or words.topics.named(name))


def _roles(line: str, words: Vocabulary) -> Iterator[str]:
    """Stretches of a line that may name a role, where it asks who speaks."""
    verb, _, rest = line.partition(" ")
    pieces, _ = operators.cut(rest)
    if len(pieces) > _MOST_WORDS:
        return
    plain = [piece for piece in pieces if piece.operator is None and not piece.quoted]
    tokens = split(plain)
    definite = tokens[:1] and (tokens[0].lower() == "the" or tokens[0].endswith(("'s", "’s")))
    bare = bool(definite) and len(tokens) < _BARE  # "the premier", "Peru's envoy"
    if verb in _SPEAKERS or says(plain) or bare:
        yield from filter(names_role, _stretches(tokens))
    first = [" ".join(tokens[:last]) for last in range(1, min(_LONGEST, len(tokens)) + 1)]
    if verb in _SPEAKERS and not any(_known(each, words) for each in first):
        yield from first
    for at, piece in enumerate(pieces):
        if piece.operator in (Operator.FROM, Operator.ABOUT):
            values = [value for value, _ in continued(pieces, at, _LONGEST)]
            if not any(_known(value, words) for value in values):
                yield from values


def _stretches(tokens: list[str]) -> Iterator[str]:
    """Words next to each other, none without the country they belong to: "Peru's minister"."""
    for first in range(len(tokens)):
        before = tokens[first - 1] if first else ""
        if before.endswith(("'s", "’s")) or countries.mentioned(before):
            continue
        for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
            yield " ".join(tokens[first:last])


def names_role(words: str) -> bool:
    """Whether a word is the head of a role, such as "secretary"."""
    return not (titles().heads | _HEADS).isdisjoint(words.lower().split())


async def bearers(
    roles: list[str], request: Request, world: World
) -> dict[str, set[frozenset[str]]]:
    """Speakers with all roles that they have in the articles likeliest to give these."""
    longest = max(roles, key=len)
    single = folded(longest)
    pieces = (*map(" ".join, pairwise(single)), *single)
    workspace = request.channel.workspace
    question = Question(as_of=request.as_of, limit=_ARTICLES, workspace=workspace)
    articles = await world.store.alike(tuple(dict.fromkeys(pieces)), question)
    found: dict[str, set[frozenset[str]]] = {}
    ids = tuple(article.id for article in articles)
    for claim in await world.store.claims_of(ids, with_roles=True):
        finding = claim.finding
        for who in finding.speakers if isinstance(finding, Attribution) else ():
            if who.role and who.name and not described(who.name):
                found.setdefault(who.name, set()).add(office_words(who.role))
    return found


def _people(
    role: str, bearers: dict[str, set[frozenset[str]]], words: Vocabulary
) -> Iterator[Person]:
    """Whose role this is: just so, else with more words, else without its country.

    What is no role by its own words must be given just so.
    """
    wanted = office_words(role)
    land = {word for word in wanted if word.startswith("country ")}
    if not wanted - land:
        return
    exact = [name for name, given in bearers.items() if wanted in given]
    longer = [name for name, given in bearers.items() if any(wanted < each for each in given)]
    bare = [
        name
        for name, given in bearers.items()
        if land and wanted - land in given and not _elsewhere(given, land)
    ]
    for name in exact or (longer or bare if names_role(role) else ()):
        yield from words.called(name)[:1]


def _elsewhere(given: set[frozenset[str]], land: set[str]) -> bool:
    """Whether a role of theirs is one of another country."""
    lands = {word for each in given for word in each if word.startswith("country ")}
    return bool(lands - land)
