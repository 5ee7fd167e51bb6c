"""The signs of the query language in a typed line: `from:`, `"phrases"` and the minus."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.errors import Refused
from handlers.words import days
from handlers.words.wording import listed

LONGEST = 300  # characters of a question
EDGE = ".,;:!?()[]{}<>*|\\^~`'’‘#=@$"
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＂": '"'})
_SIGNS = frozenset({"AND", "OR", "NOT", "NEAR"})
_PIECE = re.compile(
    r"(?:(?<!\S)(?P<minus>[-–—−])(?=[^\s\-–—−]))?"
    r"(?:(?P<name>[^\W\d_]{1,12}(?:[-_][^\W\d_]{1,12})?):(?!//)(?P<gap>\s*)(?=\S))?"
    r'(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))'
)

_Choice = TypeVar("_Choice", bound=StrEnum)


class Operator(StrEnum):
    """What may stand before a colon."""

    FROM = "from"  # who speaks
    ABOUT = "about"  # who or what is spoken of
    IN = "in"  # the outlet
    KIND = "kind"
    STATUS = "status"
    SINCE = "since"
    UNTIL = "until"
    AS_OF = "as-of"


_ALSO = {
    "by": Operator.FROM,
    "speaker": Operator.FROM,
    "outlet": Operator.IN,
    "asof": Operator.AS_OF,
    "as_of": Operator.AS_OF,
}
_FORGIVEN = tuple(each for each in Operator if each not in (Operator.AS_OF, Operator.IN))
_AS_OF = re.compile(r"(?<!\S)[-–—−]?as[-_\s]?of[:\s]", re.IGNORECASE)
_VALUES = {
    Operator.FROM: 'a speaker, such as from:NAME or from:"FULL NAME"',
    Operator.ABOUT: "who or what is spoken of, such as about:china",
    Operator.IN: 'an outlet, such as in:"Financial Times"',
    Operator.KIND: "a kind, such as kind:quote",
    Operator.STATUS: "a status, such as status:disputed",
    Operator.SINCE: "a date, such as since:2025-05-01, since:may or since:yesterday",
    Operator.UNTIL: 'a date, such as until:2025-05-31, until:may or until:"last friday"',
    Operator.AS_OF: "a date, such as as-of:2025-07-30 or as-of:yesterday",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, a phrase or an operator with its value, and the characters it was typed in."""

    value: str
    start: int
    end: int
    operator: Operator | None = None
    quoted: bool = False
    negated: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is a word without any sign."""
        return self.operator is None and not self.quoted and not self.negated


def spelt(operator: Operator, value: str) -> str:
    """An operator with its value as it is typed: from:bessent, in:"Financial Times"."""
    plain = value.replace('"', "")
    return f"{operator}:{plain}" if plain.isalnum() else f'{operator}:"{plain}"'


def tidy(text: str) -> str:
    """Typed text in one line: full-width letters, odd spaces and controls made plain."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS))
    kept = (" " if unicodedata.category(char)[0] in "CZ" else char for char in plain)
    return " ".join("".join(kept).split())


def cut(typed: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The pieces of a tidy line, and notes on what was read in another way than it looks.

    Raises Refused where an operator has no value.
    """
    pieces, notes = list[Piece](), list[str]()
    if typed.count('"') % 2:
        notes.append("The quotation mark was not closed: it is read to the end of the line.")
    for match in _PIECE.finditer(typed):
        operator = _operator(match, notes)
        value = match["word"] if match["phrase"] is None else match["phrase"]
        if operator is None and match["word"] and operator_of(value.rstrip(":")) is not None:
            _refuse_bare(value)
        start = match.start("phrase" if match["phrase"] is not None else "word")
        pieces += _pieces_of(match, operator, value, start)
    if any(piece.plain and _signs(piece.value) for piece in pieces):
        notes.append(
            "AND, OR, NOT, NEAR, brackets and * do nothing here: all words must occur, as whole "
            "words; -word leaves one out."
        )
    return tuple(pieces), tuple(dict.fromkeys(notes))


def _pieces_of(
    match: re.Match[str], operator: Operator | None, value: str, start: int
) -> list[Piece]:
    """The piece of a match; of words behind an unknown name, the name is one too."""
    quoted, negated = match["phrase"] is not None, match["minus"] is not None
    if operator is not None:
        value = value if quoted else value.strip(EDGE)
        if not value.strip():
            raise Refused(f"Type {_VALUES[operator]}.")
        return [
            Piece(
                operator=operator,
                value=value,
                quoted=quoted,
                negated=negated,
                start=match.start(),
                end=match.end(),
            )
        ]
    before = []
    if match["name"]:
        start_of_name = match.start("name")
        named = Piece(
            value=match["name"], negated=negated, start=start_of_name, end=match.end("name")
        )
        before = [named]
    rest = Piece(value=value, quoted=quoted, negated=negated, start=start, end=match.end())
    return [*before, rest]


def _operator(match: re.Match[str], notes: list[str]) -> Operator | None:
    """The operator of a match, forgiving a slip; an unknown one is noted."""
    name = match["name"]
    if name is None:
        return None
    if found := operator_of(name):
        return found
    near = None if len(name) < 3 else _near(name, _FORGIVEN, 1)
    if near and not match["gap"]:
        notes.append(f"“{name}:” is no operator. Did you mean {near}:? It is read so.")
        return near
    if not match["gap"]:
        known = listed([f"{each}:" for each in Operator], "or")
        notes.append(f"“{name}:” is no operator, its words are searched for; there is {known}.")
    return None


def operator_of(name: str) -> Operator | None:
    """The operator of that name, in capitals or not; None where there is none."""
    plain = name.lower()
    return _ALSO.get(plain) or next((each for each in Operator if each == plain), None)


def _refuse_bare(value: str) -> None:
    """Refuse an operator at the end of the line; the words "in" and "from" are none."""
    operator = operator_of(value.rstrip(":"))
    if operator is not None and value.endswith(":"):
        raise Refused(f"Type {_VALUES[operator]}.")


def _signs(word: str) -> bool:
    return word.strip("()") in _SIGNS or word.startswith("NEAR(") or bool(re.search(r"\w\*", word))


def _near(word: str, choices: tuple[_Choice, ...], most: int) -> _Choice | None:
    found = process.extractOne(word.lower(), choices, scorer=OSA.distance, score_cutoff=most)
    return found[0] if found else None


def choice(operator: Operator, value: str, choices: type[_Choice]) -> _Choice:
    """The kind or status a value names; raises Refused with the values there are."""
    typed = value.strip().lower()
    for each in choices:
        if typed in (each, f"{each}s"):
            return each
    near = _near(typed[:40], tuple(choices), 2)
    hint = f"did you mean {operator}:{near}?" if near else ""
    raise Refused(
        f"“{value[:40]}” is no {operator}: "
        + (hint or f"type {listed([f'{operator}:{each}' for each in choices], 'or')}.")
    )


def stretch(operator: Operator, value: str, today: date | None) -> tuple[date, date]:
    """The first and last day of a value; raises Refused where it is no date."""
    found = days.meant(value, today)
    if found is None:
        raise Refused(f"“{value[:40]}” is no date here: type {_VALUES[operator]}.")
    return found


def continued(pieces: tuple[Piece, ...], at: int, most: int) -> list[tuple[str, int]]:
    """An unquoted value with the plain words after it, longest first, and how many it takes.

    `from:joan ellison` may mean both words, or the first alone.
    """
    words, length = [pieces[at].value], 1
    found = [(pieces[at].value, 1)]
    while not pieces[at].quoted and length <= most and at + length < len(pieces):
        following = pieces[at + length]
        if not following.plain:
            break
        words.append(following.value.strip(EDGE))
        length += 1
        found.append((" ".join(words), length))
    return found[::-1]


def running(typed: str, plain: list[Piece]) -> str:
    """The line with nothing but these plain words in it, where they stand.

    What else stands there becomes semicolons: no date reaches over it.
    """
    text = list(";" * len(typed))
    for piece in plain:
        text[piece.start : piece.end] = typed[piece.start : piece.end]
    for before, after in pairwise(plain):
        if not typed[before.end : after.start].strip():
            text[before.end : after.start] = typed[before.end : after.start]
    return "".join(text)


def as_of(typed: str, today: date, *, words: bool = True) -> tuple[str, date | None]:
    """A tidy line without its `as-of:`, and the day that asks for; the earliest of several.

    A question (`words`) may say "as of" instead; without a date these stay words. Raises
    Refused where `as-of:` has no date.
    """
    if not _AS_OF.search(typed):
        return typed, None
    pieces, _ = cut(typed)
    plain = [piece for piece in pieces if piece.plain] if words and len(typed) <= LONGEST else []
    said = days.stretches(running(typed, plain), today) if plain else ()
    gone = [(each.start, each.end) for each in said if each.as_of]
    found = [each.as_of for each in said if each.as_of]
    for at, piece in enumerate(pieces):
        if piece.operator is not Operator.AS_OF:
            continue
        if piece.negated:
            raise Refused("as-of: says up to when articles count; leave the minus away.")
        for value, length in continued(pieces, at, 3):
            if (meant := days.meant(value, today)) or length == 1:
                found.append(meant[1] if meant else stretch(Operator.AS_OF, value, today)[1])
                gone.append((piece.start, pieces[at + length - 1].end))
                break
    for start, end in sorted(gone, reverse=True):
        typed = f"{typed[:start]} {typed[end:]}"
    return " ".join(typed.split()), min(found, default=None)
