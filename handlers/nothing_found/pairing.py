"""Two names in one plain question that no claim has both: what a comparison takes for it."""

from __future__ import annotations

from dataclasses import replace

from handlers.questions.query import read
from handlers.record.vocabulary import Vocabulary
from nlp import countries

_BOTH = 2


def of_two(line: str, words: Vocabulary) -> str:
    """What `/compare` is asked by "Peru and Chile on copper": the names, quoted, and the rest.

    "" where the line names fewer, more, or a country beside a speaker, or says who of them speaks.
    """
    understood = read(line, words)
    names, roles = understood.entities, (understood.speakers, understood.unheard, understood.about)
    lands = [countries.named(name) is not None for name in names]
    if len(names) != _BOTH or len(set(lands)) > 1 or any(roles) or understood.shared:
        return ""
    rest = replace(understood, entities=(), notes=())
    return " ".join((*(f'"{name}"' for name in names), rest.again())).strip()
