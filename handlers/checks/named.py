"""The name that stands beside a quotation, and whom of those on record it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.questions.question_words import is_idle
from handlers.record.callings import Person, described
from handlers.record.entities import fullest
from handlers.record.vocabulary import Vocabulary
from handlers.words.names import AFTER_NAME, BODIES, TITLES, folded, surname
from handlers.words.wording import DAYS, MONTHS
from nlp import countries
from nlp.titles import titles

_CUES = frozenset(
    {"said", "say", "says", "saying", "told", "tells", "telling", "wrote", "writes", "added"}
    | {"adds", "asked", "asks", "warned", "warns", "noted", "notes", "declared", "replied"}
    | {"called", "calls", "tweeted", "posted", "stated", "insisted", "insists"}
    | {"explained", "argued", "argues", "announced", "claimed", "claims", "continued", "recalled"}
    | {"predicted", "promised", "vowed", "joked", "testified", "acknowledged", "concluded", "to"}
    | {"quoted", "quoting", "remarked", "responded", "countered", "complained", "by"}
)
_NO_SAYING = frozenset({"to", "by", "called", "calls", "promised", "vowed", "noted", "notes"})
PRONOUNS = frozenset({"he", "she", "they", "it"})
_LINKS = frozenset({"of", "de", "da", "van", "von", "der", "al", "bin", "la", "le", "del"})
_TOKEN = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*\.?|:|[—–]|--")
# What opens a sentence with a capital and is no name, beside the words that are idle anyway.
_NOT_NAMES = frozenset(
    {*map(str.lower, (*DAYS, *MONTHS)), "according", "later", "meanwhile", "earlier", "still"}
    | {"yet", "also", "now", "instead", "however", "asked", "speaking", "though", "although"}
    | {"after", "before", "since", "until", "while", "another", "last", "next", "too", "even"}
    | {"yesterday", "today", "tomorrow", "reporters", "once", "again", "only"}
)
_LONGEST = 10  # words of a name
_ADVERBS = 2  # words: as many may stand before the cue, such as "has also"
# Whoever follows a name so is not who bears it: "a Trump spokesman", "Trump's campaign".
_THEIRS = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "adviser", "advisers", "advisor", "advisors"}
    | {"aide", "aides", "lawyer", "lawyers", "attorney", "attorneys", "campaign", "ally", "allies"}
    | {"official", "officials", "supporter", "supporters", "family", "organization", "strategist"}
) | (BODIES - TITLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A name as typed, and who may be meant, each by all names on record."""

    typed: str
    people: tuple[tuple[str, ...], ...] = ()
    guessed: bool = False


def meant(words: str, vocabulary: Vocabulary) -> Meant:
    """Whom these words name: by a full name, a last name, a country, or nearly so."""
    tokens = [
        word.rstrip(".") if len(word) > 3 else word
        for word in _TOKEN.findall(words)
        if word[0].isalnum()
    ]
    while tokens and (tokens[0].lower() in _CUES or is_idle(tokens[0])):
        tokens.pop(0)
    while tokens and (tokens[-1].lower() in _CUES or is_idle(tokens[-1])):
        tokens.pop()
    typed = re.sub(r"[’']s$", "", " ".join(tokens))
    for names in _on_record(tokens, vocabulary):
        return Meant(typed=typed, people=_by_all_names(names, vocabulary))
    people = _nearly(tokens, vocabulary)
    near = _by_all_names([person.name for person in people], vocabulary)
    return Meant(typed=typed, people=near, guessed=bool(near))


def _nearly(tokens: Sequence[str], vocabulary: Vocabulary) -> tuple[Person, ...]:
    """Whose name is nearest to a misspelt one; a last name by itself, never another first name."""
    plain = [token for token in tokens if not _is_role(token)]
    guess = vocabulary.guess(" ".join(plain)) if plain else None
    if not guess:
        return ()
    called = surname(guess.meant) if " " not in guess.typed else guess.meant
    return vocabulary.called(called) or vocabulary.called(guess.meant)


def _by_all_names(names: Sequence[str], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Each of these with the other names that are the same, or that nobody else can bear."""
    return tuple(
        tuple(
            dict.fromkeys(
                (name, *vocabulary.entities.names(name), *_surname_alone(name, vocabulary))
            )
        )
        for name in names
    )


def _surname_alone(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The bare surname of somebody, where no other full name on record has it."""
    last = surname(name)
    bearing = (*vocabulary.by_last.get(last, ()), *vocabulary.by_words.get((last,), ()))
    names = tuple(dict.fromkeys(person.name for person in bearing))
    return names if last and fullest(names) == name else ()


def _on_record(tokens: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    """Whom some of these words name: full names first, then the longest stretches.

    Last come speakers without a name: "Trade Envoy Ana Lind" is not any "trade envoy".
    """
    stretches = [
        (first, first + length)
        for length in range(min(_LONGEST, len(tokens)), 0, -1)
        for first in range(len(tokens) - length + 1)
    ]
    office = has_office(" ".join(tokens))  # "India's premier" is not India
    nameless = list[tuple[str, ...]]()
    for alone in (False, True):
        for first, last in stretches:
            words, single = " ".join(tokens[first:last]), last - first == 1
            people = vocabulary.called(words) if single == alone else ()
            if people and _stands_for(people, tokens, first, last, vocabulary):
                names = tuple(person.name for person in people)
                if any(not described(name) for name in names):
                    yield names
                else:
                    nameless.append(names)
            elif alone and not office and (country := countries.named(words)):
                yield (country,)
    yield from nameless


def _stands_for(
    people: Sequence[Person], tokens: Sequence[str], first: int, last: int, vocabulary: Vocabulary
) -> bool:
    """Whether nothing beside a name makes it somebody else's: "Eric Trump", "Trump adviser"."""
    own = {word for person in people for words in person.words for word in words}
    start = first
    while start and (_initial(tokens[start - 1]) or own.issuperset(folded(tokens[start - 1]))):
        start -= 1
    before, after = tokens[:start], tokens[last:]
    words = " ".join(tokens[first:last])
    if before and countries.mentioned(before[-1]) and people == vocabulary.bearing(words):
        return False  # the trade minister on record is not "Peru's trade minister"
    if before and before[-1] in ("for", "of"):
        return False
    if after and (
        folded(after[0]) in AFTER_NAME
        or after[0].lower() in _THEIRS | titles().ties
        or re.search(r"[’']s$", tokens[last - 1])
    ):
        return False
    if last - first > 1 or len(tokens) == 1:
        return True
    if folded(tokens[first])[0] not in vocabulary.by_last:
        return False  # a word of several names somebody by a last name only
    given = any(not _initial(word) for word in tokens[start:first])
    return given or not before or _is_role(before[-1])


def _head(word: str) -> bool:
    """Whether a word is the head of a role, or of a body: "minister", "guild"."""
    plain = re.sub(r"[’']s$", "", word.rstrip(".").lower())
    return plain.rpartition("-")[2] in titles().heads | BODIES


def has_office(words: str) -> bool:
    """Whether words name an office or a body, as "India's premier" does."""
    return any(map(_head, words.split()))


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _is_role(word: str) -> bool:
    """Whether a word before a last name is no first name: "Envoy", "Chinese", "USTR", "Tesla's"."""
    plain = word.rstrip(".").lower()
    return (
        plain in TITLES
        or plain.rpartition("-")[2] in titles().heads
        or plain in titles().honorifics
        or is_idle(plain)
        or (len(word) > 1 and word.isupper())
        or bool(re.search(r"[’']s$", word))
        or bool(countries.mentioned(word))
    )


def told_of(words: str) -> str:
    """Whose saying these words tell of, by name: of "Ana explained that he" it is "Ana"."""
    tokens = _TOKEN.findall(words)
    for at, token in enumerate(tokens):
        plain = at and token in _CUES - _NO_SAYING and tokens[at - 1].lower() not in PRONOUNS
        if plain and (names := _runs(" ".join(tokens[:at]))):
            return names[-1]
    return ""


def last(text: str, vocabulary: Vocabulary) -> str:
    """The last name on record, or else the last of several words, that a text has."""
    runs = list(reversed(_runs(text)))
    known = (run for run in runs if any(_on_record(run.split(), vocabulary)))
    return [*known, *(run for run in runs if " " in run), ""][0]


def has_cue(text: str) -> bool:
    """Whether a text has a word that tells of speech."""
    return any(word.lower().rstrip(".") in _CUES for word in _TOKEN.findall(text))


def in_prose(clause: str, *, follows: bool) -> str:
    """The name, or the pronoun, that a clause beside a quotation gives as its speaker."""
    tokens = _TOKEN.findall(clause)
    cues = [at for at, token in enumerate(tokens) if token.lower() in _CUES]
    if follows and tokens and tokens[0] in ("—", "–", "--"):
        cues.insert(0, 0)
    if not follows and tokens and tokens[-1] == ":":
        cues.append(len(tokens) - 1)
    for cue in cues if follows else reversed(cues):
        pronoun = tokens[cue - 1].lower() if cue else ""
        if pronoun in PRONOUNS:
            return str(pronoun)
        before, after = _runs(" ".join(tokens[:cue])), _runs(" ".join(tokens[cue + 1 :]))
        if before and not follows and (apart := _apposed(clause)):
            return apart
        close = bool(after) and " ".join(tokens[cue + 1 :]).startswith(after[0])
        if before and not (close and follows and cue == 0):
            return before[-1]
        if after and (close or follows):
            return after[0]
    return ""


def _apposed(clause: str) -> str:
    """Who stands before what is told of them between commas, the cue following: "Ana Lind" of
    "Ana Lind, chief economist at the Harbor Bank, said"; "" where nothing is told so."""
    cues = [match for match in _TOKEN.finditer(clause) if match.group().lower() in _CUES]
    *told, between = clause[: cues[0].start()].split(",") if cues else ("",)
    if len(between.split()) > _ADVERBS:
        return ""
    while len(told) > 1 and (words := told.pop().split()):
        names = _runs(told[-1])
        plain = words[0][0].islower() or words[0].endswith(("'s", "’s")) or _head(words[0])
        if not plain:
            return ""
        if names and " " in names[-1] and told[-1].rstrip().endswith(names[-1]):
            return names[-1]
    return ""


def _runs(text: str) -> list[str]:
    """Stretches of capitalized words, without days, months and what only opens a sentence."""
    found: list[list[str]] = [[]]
    for word in _TOKEN.findall(text):
        plain = word.rstrip(".").lower()
        idle = plain in _NOT_NAMES or plain in _CUES or is_idle(word)
        if word[0].isupper() and not idle:
            found[-1].append(re.sub(r"[’']s$", "", word))
        elif not (word in _LINKS and found[-1]):
            found.append([])
    return [" ".join(run) for run in found if run]
