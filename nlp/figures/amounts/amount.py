"""An amount: a number or a range with its unit, at its place in a document's text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from spacy.tokens import Doc, Token

from nlp.figures.amounts.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number or a range with its unit, from `start` to `end` in the text of a document.

    `moved` tells a movement ("from 145% to 30%") from a range; there `value` is where it
    began and `upper` where it came to. `number_start` to `number_end` are the bare numbers.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    upper: Decimal | None
    unit: Unit | None
    per: str | None = None
    moved: bool = False
    share: bool = False
    vague: bool = False
    scale: Decimal | None = None
    first_end: int = 0  # where the first number of a movement ends

    @property
    def unit_name(self) -> str:
        """The plain singular name of the unit with what it is per; "" where it has none."""
        name = self.unit.name if self.unit else ""
        return f"{name} per {self.per}".strip() if self.per else name


class Tokens:
    """The tokens of a document by their place in its text."""

    def __init__(self, doc: Doc, text: str) -> None:
        """The tokens of `doc`, whose text is `text`: spaCy joins that anew at each look."""
        self.doc = doc
        self.text = text
        self._starts = [token.idx for token in doc]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where the sentences start and end: spaCy looks at every token anew for them."""
        return tuple((span.start_char, span.end_char) for span in self.doc.sents)

    def at(self, place: int) -> Token | None:
        """The token that covers the character `place`, or the last one before it."""
        index = bisect_right(self._starts, place) - 1
        return self.doc[index] if index >= 0 else None
