"""An answer that was shown, said again: the same words, with the statuses of now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.newsroom import Status
from handlers.reply import Card, MeasureCard, Reply, Section


def shows(card: Card) -> tuple[str, ...]:
    """The claims that a card shows: its own, and those that its cells are read from."""
    cells = card.cells if isinstance(card, MeasureCard) else ()
    return tuple(filter(None, (card.claim_id, *(cell.claim_id for cell in cells))))


def with_statuses(reply: Reply, statuses: Mapping[str, Status]) -> Reply:
    """The reply with these statuses on its cards; a claim that is not named keeps its own."""
    return replace(
        reply,
        measures=tuple(replace(each, status=_of(each, statuses)) for each in reply.measures),
        figures=tuple(replace(each, status=_of(each, statuses)) for each in reply.figures),
        claims=tuple(replace(each, status=_of(each, statuses)) for each in reply.claims),
        sections=tuple(_section(each, statuses) for each in reply.sections),
    )


def _section(section: Section, statuses: Mapping[str, Status]) -> Section:
    return replace(
        section,
        measures=tuple(replace(each, status=_of(each, statuses)) for each in section.measures),
        figures=tuple(replace(each, status=_of(each, statuses)) for each in section.figures),
        claims=tuple(replace(each, status=_of(each, statuses)) for each in section.claims),
    )


def _of(card: Card, statuses: Mapping[str, Status]) -> Status:
    return statuses.get(card.claim_id, card.status)
