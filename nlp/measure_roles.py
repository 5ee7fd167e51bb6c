"""Says what the verbs around a rate make of those named: who puts it on, who pays it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMB = 10
_MOST_CHILDREN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Whom the verbs make imposer, payers, and the one who answers another's tariff.

    `payer_words` bound the words for those who pay; `stranger` says that the verb's
    subject is named but is no country and acts for none.
    """

    imposer: str | None = None
    payers: tuple[str, ...] = ()
    payer_words: tuple[int, int] | None = None
    answering: str | None = None
    official: bool = False
    stranger: bool = False
    answers: bool = False


def unit_of(token: Token) -> Token:
    return token.head if token.head.lower_ in {"%", "percent"} else token


def verbs_above(token: Token) -> Iterator[Token]:
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            yield token
        if token.head.i == token.i:
            return
        token = token.head


def subjects_of(verb: Token) -> Iterator[Token]:
    """The subject of `verb`; of a relative clause, the noun it stands on."""
    for child in islice(verb.children, _MOST_CHILDREN):
        if child.dep_ in _SUBJECTS:
            yield verb.head if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else child
