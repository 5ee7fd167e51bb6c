"""Whom a pronoun, a description or a document means, and by which words before."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.analysis import Excerpt, FoundBy
from nlp.names.people.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Whom a pronoun, description or document means; nobody where that is unclear.

    `through` holds for each the words before that name it; `certain` is False where
    another fits nearly as well.
    """

    entities: tuple[Entity, ...]
    how: FoundBy
    through: tuple[Excerpt | None, ...] = ()
    certain: bool = True


NO_ONE = Reference(entities=(), how=FoundBy.PRONOUN)
