"""One name by itself: its words folded, whether a person bears it, and what it equals by rule."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from nlp import countries
from nlp.names.naming.legal_forms import without_legal_form
from nlp.titles import titles

_REMEMBERED = 1 << 16  # names whose reading is kept: all are looked at whenever one is new
_BEGINNING = 3  # letters
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")
# A name that ends so is no person's: nobody means it by its last word alone.
BODIES = frozenset(
    {"administration", "agency", "association", "authorities", "authority", "bank", "board"}
    | {"bureau", "center", "chamber", "commission", "committee", "companies", "company"}
    | {"congress", "corp", "council", "court", "department", "embassy", "executives", "farmers"}
    | {"federation", "fund", "government", "group", "house", "institute", "journal", "media"}
    | {"ministry", "office", "officials", "organization", "party", "post", "press", "senate"}
    | {"service", "team", "times", "union", "university", "analysts", "economists", "lawmakers"}
    | {"industry", "reserve", "news", "steel", "commerce", "agriculture", "trade", "nations"}
    | {"league", "alliance", "coalition", "society", "foundation", "network", "initiative"}
    | {"assembly", "parliament", "consortium", "cooperative", "forum", "confederation", "club"}
    | {"motors", "airlines", "airways", "industries", "technologies", "research", "partners"}
)
AFTER_NAME = frozenset({("jr",), ("sr",), ("ii",), ("iii",)})
TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "president", "secretary", "minister", "premier", "chancellor"}
    | {"senator", "sen", "rep", "ambassador", "representative", "prime", "vice", "treasury"}
    | {"commerce", "defense", "foreign", "trade", "chairman", "governor", "gov"}
)
# Bodies that each state has one of: "Chinese X" and "X of China" are the same.
OF_STATES = frozenset({"ministry", "department", "embassy", "consulate"})
_UNION = "European Union"  # which has one commission
_LINKS = frozenset({"of", "for", "the"})
_TIES = frozenset(
    {"of", "for", "from", "at", "with", "in", "to"}
)  # before what a source is tied to


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """What two names must share to be one entity without anybody's decision."""

    words: str
    initials: str = ""  # in the middle of a person's name: two that differ are two people
    country: str | None = None  # its canonical name, where the name is a country's


def folded(words: str) -> tuple[str, ...]:
    """Words without capitals, accents, signs and the possessive."""
    plain = words.casefold().replace("’", "'")
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in parts if not unicodedata.combining(char))
    return tuple(_WORD.findall(_POSSESSIVE.sub("", plain) if "'s" in plain else plain))


def office_words(role: str) -> frozenset[str]:
    """What two ways to give a role share: "Mexican President", "the president of Mexico"."""
    words, at, plain = set[str](), 0, list[str]()
    for start, end, country in countries.mentioned(role):
        plain.append(role[at:start])
        words.add(f"country {country}")
        at = end
    plain.append(role[at:])
    return frozenset(words | (set(folded(" ".join(plain))) - _LINKS - {"a", "an", "s"}))


@lru_cache(maxsize=_REMEMBERED)
def words_of(name: str) -> tuple[str, ...]:
    """The same of a name or another short text that is met again and again."""
    return folded(name)


@lru_cache(maxsize=_REMEMBERED)
def persons_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, those after it ("Jr.") left out; none if it is no person's.

    "Hal Moss of Tidewater Teas" is Hal Moss; "a spokesman for Ms. Moss" is nobody's name.
    """
    words = [word for word in name.split() if folded(word) not in AFTER_NAME]
    tie = next((at for at, word in enumerate(words) if word in _TIES), None)
    if tie is not None and words[0][0].islower():
        return ()
    body = words[:1] == ["The"] or not {"and", "&"}.isdisjoint(words)
    if body or without_legal_form(name) != name:
        return ()
    words = words[:tie] if tie and tie > 1 else words
    if not 2 <= len(words) <= 6 or not words[-1][0].isupper() or countries.named(name):
        return ()
    plain = _untitled(words)
    if _surname_alone(plain):
        return ()
    names = sum(word.lower() not in titles().particles for word in plain)
    of_person = names <= 4 and " ".join(folded(plain[-1])) not in BODIES
    return tuple(plain) if of_person else ()


def _surname_alone(words: list[str]) -> bool:
    """Whether a name is but a surname with what belongs to it: "van der Laan", "de Koning".

    Of "Van Jones" and "Al Moss" the first word may be the given name.
    """
    particles = titles().particles
    before = [word.lower() in particles for word in words[:-1]]
    return all(before) and (len(before) > 1 or words[0].islower())


@lru_cache(maxsize=_REMEMBERED)
def surname(name: str) -> str:
    """The folded last word of a person's name, or of one that may be a surname alone."""
    words = persons_words(name) or (name.split() if bare_surname(name) else ())
    plain = folded(words[-1]) if words and not sameness(name).country else ()
    return " ".join(plain)


@lru_cache(maxsize=_REMEMBERED)
def bare_surname(name: str) -> bool:
    """Whether a name is one word, or but a surname with its particles ("van der Laan")."""
    words = name.split()
    return len(words) == 1 or (len(words) > 1 and words[-1][0].isupper() and _surname_alone(words))


def given_name(name: str) -> str:
    """The first given name of a person; "" where only a title or nothing is given."""
    words = persons_words(name)
    plain = folded(words[0]) if len(words) > 1 else ()
    return plain[0] if plain and plain[0] not in TITLES else ""


@lru_cache(maxsize=_REMEMBERED)
def sameness(name: str) -> Sameness:
    """The same for names that differ only in title, middle initial, case, accents or article.

    A country has one for all its names, a ministry one however its state is named.
    """
    if country := countries.named(name):
        return Sameness(words=f"country {country}", country=country)
    name = titles().known.get(name.replace(".", "").replace("’", "'")) or name
    if persons_words(name):
        words = [word for part in _untitled(name.split()) for word in folded(part)]
        first = next((at for at, word in enumerate(words) if len(word) > 1), 0)
        if 1 < first < len(words):  # "J. D. Bell" is "JD Bell"
            words[:first] = ["".join(words[:first])]
        if len(words[0]) == 1:  # "J. D. Bell": the initials are all that is given
            return Sameness(words=" ".join(words))
        middle = "".join(word for word in words[1:-1] if len(word) == 1)
        long = (word for at, word in enumerate(words) if len(word) > 1 or at == len(words) - 1)
        return Sameness(words=" ".join(long), initials=middle)
    bare = without_legal_form(name)  # "Hartley Foods PLC"; of one word it may be a person's
    plain = folded((bare if " " in bare else name).replace("&", " and "))
    plain = plain[1:] if plain[:1] == ("the",) else plain
    return Sameness(words=_of_state(name, plain) or " ".join(plain) or name)


def _untitled(words: list[str]) -> list[str]:
    """A name without the titles before it, where at least two words are left."""
    start = 0
    while start < len(words) - 1 and "".join(folded(words[start])) in TITLES:
        start += 1
    return words[start:] if len(words) - start >= 2 else words


@lru_cache(maxsize=_REMEMBERED)
def state_of(name: str) -> str | None:
    """The state whose ministry or embassy a name is; None for all other names."""
    return _stated(name, folded(name))[0]


@lru_cache(maxsize=_REMEMBERED)
def stateless(name: str) -> tuple[str, ...]:
    """The folded name of a ministry or embassy without its state: "commerce ministry"."""
    _, bare = _stated(name, folded(name))
    return bare if len(bare) > 1 else ()


def _of_state(name: str, plain: tuple[str, ...]) -> str:
    """A ministry's or embassy's words with its state first; "" for all other names."""
    state, rest = _stated(name, plain)
    return " ".join((state, *sorted({*rest} - _LINKS))) if state else ""


def _stated(name: str, plain: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The state of a ministry or embassy, and its other words; None for all other names."""
    union = "commission" in plain
    if not union and OF_STATES.isdisjoint(plain):
        return None, ()
    states = countries.mentioned(name)
    if union and [state for _, _, state in states] != [_UNION]:  # states have many commissions
        return None, ()
    if len(states) != 1:  # of "the Chinese Embassy in France" the order of states matters
        return None, ()
    start, end, state = states[0]
    rest = [word for word in folded(f"{name[:start]} {name[end:]}") if word != "the"]
    while rest and rest[-1] in _LINKS:  # "Ministry of Commerce of China"
        rest.pop()
    return state, tuple(rest)


@lru_cache(maxsize=2)
def by_beginning(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Names by the beginnings of their words: to compare typed words with all takes long."""
    found: dict[str, list[str]] = {}
    for name in names:
        for each in beginnings(name):
            found.setdefault(each, []).append(name)
    return {beginning: tuple(those) for beginning, those in found.items()}


def beginnings(name: str) -> tuple[str, ...]:
    """With what the words of a name, and of those nearly like it, begin."""
    return tuple(dict.fromkeys(word[:_BEGINNING] for word in folded(name)))
