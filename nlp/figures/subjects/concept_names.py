"""Names the noun that a figure is of, with its own modifiers: "crude steel output"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from nlp.figures.subjects.beside import IsCountry
from nlp.figures.subjects.measured import is_balance, objects_of
from nlp.texts import next_to, text_of

_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_BARE_ADJECTIVES = frozenset(
    {
        "same",
        "total",
        "less",
        "fewer",
        "new",
        "other",
        "more",
        "most",
        "many",
        "last",
        "next",
        "first",
    }
    | {"second", "third", "record", "overall", "estimated", "percent", "cent", "own", "such"}
    | {"several", "few", "additional", "further", "back", "point", "per", "roughly", "nearly"}
    | {"about"}
)
_MONTHS = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September"}
    | {"October", "November", "December", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"}
)
_PEOPLE = frozenset(
    {"men", "women", "boys", "girls", "adults", "children", "workers", "households", "families"}
    | {"students", "pensioners", "migrants", "nurses", "teachers", "doctors", "consumers"}
)
_MEMBERS = frozenset({"countries", "nations", "states", "members", "economies", "peers"})
_AGED = re.compile(
    r" (?:aged )?(?:(?:under|over|below|above|(?:young|old)er than) )?[0-9]{1,2}"
    r"(?:(?:[-–]| to | and )[0-9]{1,2}| or (?:over|older|under|younger))?(?![0-9%.,][0-9])\b"
)
_HYPHENS = ("-", "–")
_MOST_INNER = 3
_INDEX_SIZES = frozenset({"30", "35", "40", "50", "100", "225", "250", "300", "350", "500", "600"})


def name_of(noun: Token, is_country: IsCountry) -> str:
    """The noun with its own modifiers, without countries, articles, numbers and owners."""
    leads = [
        child
        for child in noun.lefts
        if child.dep_ in _MODIFIERS
        and child.lower_ not in _BARE_ADJECTIVES
        and not child.like_num
        and len(child) > 1  # the "m" of "a £600m loan"
        and not is_month(child)
        and child.is_alpha
        and not _leads_on(child)
        and not _is_counted(child)
    ]
    name = f"{_written([*leads, noun], noun, is_country)}{_hyphened(noun)}{_numbered(noun)}"
    if (gain := _before_tax(noun)) or is_balance(noun):
        return f"{_cased(gain)} {next_to(gain).lower_} {name}" if gain else name
    for what in objects_of(noun):
        counted = what.i > 0 and next_to(what, -1).like_num  # "a profit of £300m"
        if what.head.lower_ == "of" and not counted and not is_country(what):
            inner = [child for child in what.lefts if child.dep_ in _MODIFIERS]
            return f"{name} of {_written([*inner, what], what, is_country)}"
    return name + _among(noun, is_country)


def _among(noun: Token, is_country: IsCountry) -> str:
    """Among whom it is measured, where that is a part of all: "unemployment among women"."""
    for word in islice(noun.rights, _MOST_INNER):
        if word.dep_ != "prep" or word.lower_ not in {"among", "for"}:
            continue
        whom = next((each for each in word.rights if each.dep_ == "pobj"), None)
        if whom is None or whom.tag_ != "NNS" or whom.lower_ in _MEMBERS:
            continue
        if whom.lower_ in _PEOPLE or word.lower_ == "among":
            inner = [child for child in whom.lefts if child.dep_ in _MODIFIERS]
            aged = _AGED.match(text_of(noun.doc), whom.idx + len(whom))
            name = _written([*inner, whom], whom, is_country)
            return f" {word.lower_} {name}{aged[0] if aged else ''}"
    return ""


def is_month(word: Token) -> bool:
    """Whether the word only says when: the August of "August sales"."""
    return word.pos_ == "PROPN" and word.text in _MONTHS


def _written(words: list[Token], noun: Token, is_country: IsCountry) -> str:
    """The words with what hyphens and compounds join to them, as one name: "hot-rolled coil",
    "health care spending"; without those joined to a number or a country.
    """
    kept: dict[int, Token] = {}
    for word in words:
        joined = _joined(word)
        named = word.i == noun.i or not any(is_country(each) for each in joined)
        if named and not any(each.like_num for each in joined):
            inner = [] if word.i == noun.i else list(_compounds(word))
            within = [] if any(is_country(each) for each in inner) else inner
            kept |= {each.i: each for each in (*within, *joined)}
        elif word.i == noun.i:
            aged = word.lower_ == "olds"  # "five-year-olds"
            kept |= {each.i: each for each in (joined if aged else [word])}
    name = ""
    for i in sorted(kept):
        tied = kept[i].text in _HYPHENS or name.endswith(_HYPHENS)
        name += _cased(kept[i]) if tied or not name else f" {_cased(kept[i])}"
    return name


def _joined(word: Token) -> list[Token]:
    """The word with those that hyphens tie to its front: "cold", "-" and "rolled"."""
    chain, doc = [word], word.doc
    while chain[0].i > 1 and _is_tie(doc[chain[0].i - 1]) and not doc[chain[0].i - 2].whitespace_:
        before = doc[chain[0].i - 2]
        if not (before.is_alpha or before.like_num):
            break
        chain = [before, doc[before.i + 1], *chain]
    return chain


def _compounds(word: Token) -> Iterator[Token]:
    """The words that a compound is made of in its turn: the health of "health care spending"."""
    for each in word.lefts:
        if each.dep_ == "compound" and each.is_alpha and not (_leads_on(each) or _is_counted(each)):
            yield from islice(_compounds(each), _MOST_INNER)
            yield each


def _is_counted(word: Token) -> bool:
    """Whether the number right before the word is its own: "a fifth less water"."""
    before = next_to(word, -1)
    return before.like_num and before.head.i == word.i


def _leads_on(word: Token) -> bool:
    """Whether a hyphen ties the word to the next, which is named with it if at all."""
    return word.i + 1 < len(word.doc) and not word.whitespace_ and _is_tie(next_to(word))


def _is_tie(mark: Token) -> bool:
    return mark.text in _HYPHENS and not mark.whitespace_


def _before_tax(noun: Token) -> Token | None:
    """The profit of "Profit before tax slid", whose tax the parse takes for what slid."""
    if noun.lower_ not in {"tax", "taxes", "interest", "items", "charges"} or noun.i < 2:
        return None
    lead, gain = next_to(noun, -1), next_to(noun, -2)
    earned = gain.lemma_.lower() in {"profit", "earnings", "earning", "income", "loss", "result"}
    return gain if lead.lower_ in {"before", "after"} and earned else None


def _hyphened(noun: Token) -> str:
    """The rest of a noun that is cut at its hyphen: "counter-tariffs"."""
    behind = noun.doc[noun.i + 1 : noun.i + 3]
    joined = behind.text[:1] == "-" and not noun.whitespace_ and behind[-1].is_alpha
    return behind.text.lower() if joined and len(behind) > 1 else ""


def _numbered(noun: Token) -> str:
    """The number that an index is called by: "FTSE 100"."""
    behind = next_to(noun) if noun.pos_ == "PROPN" and noun.i + 1 < len(noun.doc) else noun
    numbered = behind.text in _INDEX_SIZES and behind.head.i in {noun.i, noun.head.i}
    return f" {behind.text}" if numbered else ""


def _cased(word: Token) -> str:
    if word.is_sent_start and word.text.istitle() and not word.ent_type_:
        return word.lower_  # "Turnout was 71 percent"
    return word.text if word.pos_ == "PROPN" or word.text.isupper() else word.lower_
