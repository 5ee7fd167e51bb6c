"""Countries and blocs: which one a word means, and where a text mentions one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from nlp.country_table import WORD, Table, fold, key_of, table

_GAP = re.compile(r"[ \u00a0]{1,2}|[-‐-–]|\. |, | & |['’]")
_STANDS_FOR_STATE = re.compile(r" (?:government|authorities|side|administration)$")
_PLACE_ONLY = frozenset(("in", "across", "throughout", "around", "over", "of", "toward", "towards"))
_TRADE_WORDS = frozenset(
    ("tariff", "tariffs", "trade", "goods", "exports", "imports", "steel", "deficit", "duties")
)
_MONTHS = frozenset(("april", "may", "june", "august"))
_TITLES = frozenset(("mr", "ms", "mrs", "dr", "miss", "rep", "sen", "gov", "judge", "justice"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    start: int
    end: int
    words: str
    key: str


def named(words: str) -> str | None:
    """The canonical English name of the country or bloc that `words` as a whole mean.

    Takes any usual name, demonym, capital, seat of government or short form, in any
    case, with or without an article, a possessive or "government"; None otherwise.
    """
    known = table()
    plain = fold(words)
    return known.names.get(plain) or known.names.get(_STANDS_FOR_STATE.sub("", plain))


def names() -> tuple[str, ...]:
    """All canonical names, countries and blocs, in alphabetical order."""
    return tuple(sorted(table().aliases))


def aliases(name: str) -> tuple[str, ...]:
    """The words that mean the country or bloc `name` (canonical or not), itself first."""
    canonical = named(name)
    return table().aliases[canonical] if canonical else ()


def adjective(name: str) -> str | None:
    """The word for what is of a country ("Kyrgyz"), where the lexicon has one."""
    return table().adjectives.get(name)


def members(bloc: str) -> tuple[str, ...]:
    """The canonical names of a bloc's members, where membership is recorded; else none."""
    return table().members.get(named(bloc) or "", ())


def is_bloc(name: str) -> bool:
    """Whether a canonical name is that of a union of countries."""
    return name in table().blocs


def is_metonym(words: str) -> bool:
    """Whether the words are a capital or a seat of government ("Beijing", "Kremlin")."""
    return fold(words) in table().metonyms


def doubtful(word: str) -> str | None:
    """The country whose capital a word is that is too often something else; None otherwise."""
    return table().doubted.get(word)


def doubted(text: str, countries: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """The capitals in `text` that are too often something else ("Lima"), where they are those of
    `countries`, which a text names: start, end, canonical name.
    """
    for form, name in table().doubted.items():
        if name in countries:
            for found in re.finditer(rf"\b{re.escape(form)}\b", text):
                yield *found.span(), name


@lru_cache(maxsize=512)  # several readers in turn ask about one paragraph
def mentioned(text: str) -> tuple[tuple[int, int, str], ...]:
    """All mentions in `text`: start, end, canonical name; in order, the longest form each.

    In running text a mention begins with a capital ("US" and the like are all capitals);
    a text without any capital is taken for typed words, where case says nothing.
    """
    known = table()
    words = tuple(_words_of(text))
    typed = text.islower()
    capitalised_georgia = any(word.key in known.georgia_signs for word in words)
    found: list[tuple[int, int, str]] = []
    position = 0
    while position < len(words):
        length, name = _longest(known, text, words, position, typed=typed)
        if name and (typed or _is_meant(known, text, words, position, length)):
            georgia = words[position].key == "georgia" and length == 1
            if not georgia or capitalised_georgia or typed:
                found.append((words[position].start, words[position + length - 1].end, name))
        position += length
    return tuple(found)


def _longest(
    known: Table, text: str, words: tuple[_Word, ...], at: int, *, typed: bool
) -> tuple[int, str | None]:
    """How many words the longest known form at `at` takes (1 if none), and its country."""
    for keys, name, shouted in known.phrases.get(words[at].key, ()):
        run = words[at : at + len(keys)]
        if tuple(word.key for word in run) != keys or not _adjoin(text, run):
            continue
        if typed:
            if keys != ("us",) or _us_is_a_country(words, at):
                return len(keys), name
        elif (shouted and run[0].words.isupper()) or (not shouted and _capitalised(run)):
            return len(keys), name
    return 1, None


def _adjoin(text: str, run: tuple[_Word, ...]) -> bool:
    return all(_GAP.fullmatch(text, left.end, right.start) for left, right in pairwise(run))


def _capitalised(run: tuple[_Word, ...]) -> bool:
    return run[0].words[0].isupper() or run[0].words[0].isdigit()


def _us_is_a_country(words: tuple[_Word, ...], at: int) -> bool:
    """Whether a typed "us" means the country: first, or before a word of trade."""
    following = words[at + 1].key if at + 1 < len(words) else ""
    return at == 0 or following in _TRADE_WORDS or words[at - 1].key in ("the", "from")


def _is_meant(known: Table, text: str, words: tuple[_Word, ...], at: int, length: int) -> bool:
    """Whether a capitalised form means the country here, and not a person or a thing."""
    word = words[at]
    before = words[at - 1] if at else None
    after = words[at + length] if at + length < len(words) else None
    if after and text[words[at + length - 1].end : after.start] != " ":
        after = None
    if before and text[before.end : word.start] not in (" ", ". "):
        before = None
    if before and before.key not in _TITLES and text[before.end : word.start] == ". ":
        before = None  # "in August. Brazil" is no name
    if word.key == "europe" and length == 1:
        return before is None or before.key not in _PLACE_ONLY
    if word.words == "US" and length == 1:
        return not (before and after and before.words.isupper() and after.words.isupper())
    if after and after.words in known.ordinary.get(word.words, ()) and _opens(text, word.start):
        return False
    return word.key not in known.people or not _beside_a_name(known, before, word, after)


def _beside_a_name(known: Table, before: _Word | None, word: _Word, after: _Word | None) -> bool:
    """Whether the word is part of a person's name ("Jim Jordan", "Mr. Washington")."""
    if before and before.key in _MONTHS:
        before = None  # "in August Washington added a tariff"
    if before and (before.key in _TITLES or before.words in known.given_names):
        return before.key not in known.names
    if after and word.words in known.given_names:
        return after.words[0].isupper() and after.key not in known.names
    return False


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, line or quotation starts at `start`."""
    lead = text[max(0, start - 2) : start].rstrip(" ")
    return not lead or lead[-1] in '.!?:;\n“"‘(—•'


def _words_of(text: str) -> Iterator[_Word]:
    for match in WORD.finditer(text):
        words = match.group()
        yield _Word(start=match.start(), end=match.end(), words=words, key=key_of(words))
