"""The words of a text as a verbatim comparison sees them, each with the place it stands at.

A word here is whatever must not change in a quotation: words, numbers with their points
("295.4"), signs that mean something ("%", "$", a minus) and marks of omission. Capitals,
the shape of apostrophes, and other punctuation do not count.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.figures.numbers.numerals import find_numerals
from nlp.figures.words.number_words import SCALES, SMALL, TENS

OMISSION = "…"
# What stands unseen inside a word: combining accents, soft hyphens, joiners.
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTERS = rf"[^\W_]+(?:[\u0300-\u036f{_UNSEEN}]+[^\W_]*)*"
_WORD = re.compile(
    rf"[A-Za-z]+(?=[ ,\n])"  # most words: told at a glance
    rf"|(?P<omission>…+|\.(?:[ \u00a0]?\.){{2,}})"
    rf"|(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)"
    rf"|\[[^\W_]\]{_LETTERS}"  # "[W]e": a capital that somebody changed
    rf"|{_LETTERS}(?:(?:[’'ʼ‘]|(?<=\d)[.,:/⁄](?=\d)){_LETTERS})*"
    rf"|[%％‰$＄€£¥₹₽₩¢°&]|[+±=<>≤≥≈~](?=\s?[$€£]?\d)"
    rf"|(?<![\w)\]%])[-−–](?=[$€£]?\d)"
)
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "⁄": "/", "−": "-", "–": "-"})
_DROPPED = re.compile(f"[{_UNSEEN}]")
_DENYING = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor"}
    | {"without", "cannot", "hardly", "barely", "scarcely", "ain't"}
)
_NUMBERS = frozenset({*SMALL, *TENS, *SCALES})
_SHOUTED = 4  # letters: "US" is not "us", "IT" not "it", but "NEVER" is "never"
_PERCENT = re.compile(r"\bper\s?cent\b|％", re.IGNORECASE)
_DOUBLED = "travel|cancel|label|model|signal|fuel|level|total|counsel|channel|panel|rival"
# How British spelling is written in American: two spellings of one word.
_SPELT = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(?<=\w\w)our(s|ed|ing|able|ful|hood|hoods|ite|ites|ers?)?$", r"or\1"),
        (r"(?<=\w\w\w)is(e|es|ed|ing|ation|ations|ers?)$", r"iz\1"),
        (r"(?<=\w\w)ys(e|es|ed|ing|ers?)$", r"yz\1"),
        (r"(cent|theat|lit|met|fib)re(s?)$", r"\1er\2"),
        (r"(defen|offen|licen|preten)ce(s?)$", r"\1se\2"),
        (r"(catal|dial|anal)ogue(s?)$", r"\1og\2"),
        (r"(program)me(s?)$", r"\1\2"),
        (rf"({_DOUBLED})l(ed|ing|ers?|ors?)$", r"\1\2"),
        (r"^(alumin)ium$", r"\1um"),
        (r"^grey(s|er|est)?$", r"gray\1"),
    )
)
_REMEMBERED = 64  # articles whose words are kept: one answer looks at each several times


@dataclass(frozen=True, slots=True)
class Wording:
    """A text's words: keys to compare by, and where each starts and ends in the text."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    places: dict[str, list[int]]  # of each key, the numbers of the words that have it

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the words that begin in the characters from start to end."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def words(self, first: int, last: int) -> str:
        """The text from word to word, `last` excluded; "" for no word."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def find(self, keys: Sequence[str], first: int = 0, last: int | None = None) -> list[int]:
        """Where these keys follow each other, within words `first` to `last`."""
        if not keys:
            return []
        width, last = len(keys), len(self.keys) if last is None else last
        rarest = min(range(width), key=lambda at: len(self.places.get(keys[at], ())))
        wanted = tuple(keys)
        return [
            at - rarest
            for at in self.places.get(keys[rarest], ())
            if first <= at - rarest <= last - width
            and self.keys[at - rarest : at - rarest + width] == wanted
        ]


@lru_cache(maxsize=_REMEMBERED)
def wording(text: str) -> Wording:
    """The words of a text, in order."""
    keys, starts, ends = [], [], []
    for match in _WORD.finditer(text):
        keys.append(OMISSION if match.lastgroup else _key(match.group()))
        starts.append(match.start())
        ends.append(match.end())
    places: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        places.setdefault(key, []).append(number)
    return Wording(text, tuple(keys), tuple(starts), tuple(ends), places)


def _key(word: str) -> str:
    if word[0] == "[":
        word = word[1] + word[3:]
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", word)).translate(_PLAIN)
    return unicodedata.normalize("NFC", plain.casefold())


def denies(key: str) -> bool:
    """Whether a word turns a statement round."""
    return key in _DENYING or key.endswith("n't")


def counts(key: str) -> bool:
    """Whether a word is a number or part of one."""
    return any(map(str.isdigit, key)) or key in _NUMBERS or key in {"%", "$", "€", "£", "-"}


def shouted(one: str, other: str) -> bool:
    """Whether capitals alone make one of two words another ("US" and "us")."""
    short = 1 < len(one) <= _SHOUTED and one.isalpha()
    return short and one.isupper() != other.isupper()


def same_but_for_writing(one: str, other: str) -> bool:
    """Whether two wordings differ only in how numbers, signs, accents and short forms look, or
    in British and American spelling."""
    return bool(one) and bool(other) and _plain(one) == _plain(other)


def _plain(words: str) -> list[str]:
    """The keys of words, each number as its value, without accents and points."""
    pieces, end = list[str](), 0
    for numeral in find_numerals(words):
        if numeral.upper is None:  # "dozens" are not twelve
            pieces += [words[end : numeral.start], f" {numeral.value.normalize()} "]
            end = numeral.end
    text = "".join((*pieces, words[end:])).replace("&", " and ")
    text = _PERCENT.sub("%", text)
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return [key if counts(key) else _american(key.replace(".", "")) for key in wording(bare).keys]


def _american(key: str) -> str:
    """A word in American spelling."""
    for pattern, american in _SPELT:
        spelt = pattern.sub(american, key)
        if spelt != key:
            return spelt
    return key
