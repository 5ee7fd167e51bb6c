"""Where a title before a name begins to be a name, and where its words go on being a title."""

from __future__ import annotations

from collections.abc import Sequence

from nlp import countries
from nlp.names.naming.roles import role_before
from nlp.names.naming.words import SECOND_NAME, Word
from nlp.titles import Titles

# What a rank's short form stands for.
OFFICES = {
    "sen": "Senator",
    "gov": "Governor",
    "rep": "Representative",
    "sens": "Senator",
    "reps": "Representative",
    "govs": "Governor",
    "prof": "Professor",
    "judge": "Judge",
    "justice": "Justice",
    "sgt": "Sergeant",
    "cllr": "Councillor",
    "adm": "Admiral",
    "gen": "General",
    "col": "Colonel",
    "capt": "Captain",
    "lt gov": "Lieutenant Governor",
    "lt col": "Lieutenant Colonel",
    "lt gen": "Lieutenant General",
    "maj gen": "Major General",
}
_MOST_ROLE_WORDS = 6
_OF_LORDS = ("mayor", "chancellor", "chief", "advocate", "speaker", "justice", "provost")
_OF_RANKS = {
    "lord": _OF_LORDS,
    "lady": _OF_LORDS,
    "justice": ("secretary", "minister", "commissioner", "spokesman", "spokeswoman"),
}


def is_rank(words: Sequence[Word], i: int, lexicon: Titles) -> bool:
    """Whether an honorific stands at `i`, and not an office: "Lord Mayor", "Justice Secretary"."""
    behind = words[i + 1].low if i + 1 < len(words) else ""
    return words[i].low in lexicon.honorifics and behind not in _OF_RANKS.get(words[i].low, ())


def is_office(words: Sequence[Word], i: int, lexicon: Titles) -> bool:
    """Whether the two words at `i` are an office and nobody's name: "Prime Minister"."""
    if words[i].low not in lexicon.before_head or i + 1 >= len(words):
        return False
    return words[i + 1].joined and words[i + 1].low in lexicon.heads


def joins_offices(words: Sequence[Word], i: int, k: int, lexicon: Titles) -> bool:
    """Whether "and" at `k` joins two offices of one person, the first of which starts at `i`, or
    two fields of one: "Deputy Prime Minister and Minister for Finance", "Oil and Energy Minister".
    """
    if words[k].low != "and" or k + 1 >= len(words):
        return False
    if k > i and words[k - 1].text in lexicon.fields_too and words[k + 1].capital:
        return True
    if k - 2 < i:
        return False
    both = i > 0 and words[i - 1].low in ("the", "both")
    return words[k - 1].low in lexicon.heads and words[k + 1].capital and not both


def calls_several(words: Sequence[Word], i: int, lexicon: Titles) -> bool:
    """Whether a sentence opens with what several people are, before the name of the first:
    "Teachers Nadia Holt and Oscar Lane".
    """
    word = words[i]
    if not word.opens or i + 1 >= len(words) or not words[i + 1].joined:
        return False
    people = word.low in lexicon.members or word.low[:-1] in lexicon.heads | lexicon.ties
    return people and word.low.endswith("s") and words[i + 1].text in lexicon.given


def is_led(text: str, words: Sequence[Word], i: int, lexicon: Titles) -> bool:
    """Whether a title or a role shows that a word of grammar is a name: "the premier, An Dara"."""
    word, behind = words[i], words[i + 1] if i + 1 < len(words) else None
    if not i or word.opens or word.text not in lexicon.names_too or behind is None:
        return False
    named = behind.capital or SECOND_NAME.fullmatch(behind.text)
    if not (named and behind.joined) or behind.text in lexicon.openers:
        return False
    before = words[i - 1].low
    titled = before in lexicon.heads or before in lexicon.honorifics
    return titled if word.joined else role_before(text, word.start, lexicon) is not None


def after_field(text: str, words: Sequence[Word], k: int, lexicon: Titles) -> int:
    """The position after "of State" or "to China", where that follows a title's head."""
    behind = k + 1
    if behind < len(words) and words[behind].low == "of":
        rest = text[words[behind].end + 1 :][:24]
        field = next((f for f in lexicon.fields if rest.startswith(f + " ")), None)
        behind += 1 + len(field.split()) if field else 0
    if behind + 1 < len(words) and words[behind].low in ("to", "of", "for"):
        for length in (2, 1):
            land = words[behind + 1 : behind + 1 + length]
            if countries.named(" ".join(word.text for word in land)):
                return behind + 1 + length
        return _after_branch(words, behind + 1, lexicon) or behind
    return behind


def _after_branch(words: Sequence[Word], first: int, lexicon: Titles) -> int | None:
    """Where the name begins in "Minister for Housing Colm Brady", after the words of a field
    that start at `first`: at a given name, or at what the model calls a person."""
    for k in range(first, min(first + _MOST_ROLE_WORDS, len(words))):
        word = words[k]
        apart = not word.joined or words[k - 1].possessive
        if apart or not (word.capital or word.low == "and"):
            return None
        called = word.entity == "PERSON" and words[k - 1].entity != "PERSON"
        if k > first and word.capital and (called or word.text in lexicon.given):
            return k
    return None
