"""A reply as the JSON object of `ask --json`, for programs."""

from __future__ import annotations

from decimal import Decimal

from handlers.newsroom import Held, Published
from handlers.reply import (
    Cell,
    Chart,
    ClaimCard,
    FigureCard,
    File,
    MeasureCard,
    Receipt,
    Reply,
    Section,
)
from handlers.showing.plaintext import render
from handlers.words.wording import bound_told
from nlp.analysis import Change, Excerpt, Figure, Measure, Precision, When

Json = dict[str, object]


def as_json(reply: Reply) -> Json:
    """The whole reply, of types that `json.dumps` takes.

    Every `text` with `start` and `end` equals the stored article's text there. A range
    has `value` and `upper`. A claim's "speaker" is a name, several joined by "and", or
    "speaker unclear"; "speakers" lists the names. "status" is what the newsroom found out
    about a claim or figure; of a measure it is how far along it is, and "checked" the
    other; in the ledger it has the values of its "cells", each with its claim and receipt.
    "receipts" are the numbers of all its articles among the reply's "receipts": its own, then
    those of "others", which have the same words at their own places; "articles" counts all
    that have it, "independent" those that are no copies of each other.
    A date is as long as it is known ("2025-06-05", "2025-06", "2025"), or null.
    """
    return {
        "text": render(reply),
        "claims": [_claim(card) for part in reply.parts for card in part.claims],
        "figures": [
            _figure(card, finding)
            for part in reply.parts
            for card in part.figures
            if isinstance(finding := card.held.claim.finding, Figure)
        ],
        "measures": [
            _measure(card, finding)
            for part in reply.parts
            for card in part.measures
            if isinstance(finding := card.held.claim.finding, Measure)
        ],
        "sections": [_section(section) for section in reply.sections],
        "charts": [_chart(chart) for chart in reply.charts],
        "files": [_file(file) for file in reply.files],
        "receipts": [_receipt(receipt) for receipt in reply.receipts],
        "rests": reply.rests or None,
        "total": reply.total,
        "next": reply.next or None,
    }


def _section(section: Section) -> Json:
    """A section names its claims by their ids; they stand in full in the lists above."""
    return {
        "title": section.title,
        "notes": list(section.notes),
        "ids": [card.claim_id for card in section.cards],
        "rows": [{"label": row.label, "text": row.text} for row in section.rows],
    }


def _chart(chart: Chart) -> Json:
    """What a picture shows, value by value, each with its receipt's number."""
    return {
        "title": chart.title,
        "unit": chart.unit,
        "alt": chart.alt,
        "series": [
            {
                "name": series.name,
                "points": [
                    {
                        "day": point.day.isoformat(),
                        "label": point.label or None,
                        "value": _number(point.value),
                        "planned": point.planned,
                        "receipt": point.receipt,
                    }
                    for point in series.points
                ],
            }
            for series in chart.series
        ],
    }


def _file(file: File) -> Json:
    """A file with its content, which is text for all that answers bring."""
    content = file.data.decode("utf-8", "replace")
    return {"name": file.name, "media": file.media, "alt": file.alt, "content": content}


def _claim(card: ClaimCard) -> Json:
    return {
        **_common(card),
        "speaker": card.speaker,
        "speakers": list(card.held.claim.speakers),
        "role": card.role,
        "cue": card.cue,
        "how": card.how,
        "modality": card.modality,
        "contents": [_excerpt(piece) for piece in _contents(card)],
    }


def _contents(card: ClaimCard) -> tuple[Excerpt, ...]:
    finding = card.held.claim.finding
    return (finding.excerpt,) if isinstance(finding, Figure | Measure) else finding.contents


def _figure(card: FigureCard, figure: Figure) -> Json:
    return {
        **_common(card),
        "line": card.line,
        "value": _number(figure.value),
        "upper": _number(figure.upper),
        "bound": bound_told(figure),
        "unit": figure.normalized_unit,
        "currency": figure.currency,
        "concept": figure.concept,
        "subject": figure.subject,
        "counterpart": figure.counterpart,
        "period": figure.period,
        "hedge": figure.hedge,
        "change": _change(figure.change),
    }


def _measure(card: MeasureCard, measure: Measure) -> Json:
    return {
        **_common(card),
        "line": card.line,
        "measure": measure.kind.value,
        "imposer": measure.imposer,
        "targets": list(measure.targets),
        "goods": measure.goods,
        "rate": _number(measure.rate),
        "rate_most": _number(measure.rate_most),
        "rate_before": _number(measure.rate_before),
        "status": measure.status.value,
        "checked": card.status.value,
        "direction": measure.direction,
        "announced": _when(measure.announced),
        "effective": _when(measure.effective),
        "expires": _when(measure.expires),
        "cells": [_cell(cell) for cell in card.cells],
    }


def _cell(cell: Cell) -> Json:
    """A cell of the ledger; "claim" and "receipt" are null where it is not stated."""
    return {
        "name": cell.name,
        "text": cell.text,
        "claim": cell.claim_id or None,
        "receipt": cell.receipt or None,
    }


def _common(card: ClaimCard | FigureCard | MeasureCard) -> Json:
    claim = card.held.claim
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        **_excerpt(claim.span),
        "paragraph": claim.paragraph,
        "status": claim.status.value,
        "article": _article(card.held),
        "receipts": [card.receipt, *card.also],
        "articles": card.held.articles,
        "independent": card.held.independent,
        "others": [_other(held) for held in card.held.others],
    }


def _other(held: Held) -> Json:
    """The same claim in another article, at that one's own place."""
    claim = held.claim
    return {
        "id": claim.id,
        **_excerpt(claim.span),
        "paragraph": claim.paragraph,
        "status": claim.status.value,
        "article": _article(held),
    }


def _receipt(receipt: Receipt) -> Json:
    return {
        "number": receipt.number,
        "article": receipt.article_id,
        "headline": receipt.headline,
        "outlet": receipt.outlet,
        "byline": receipt.byline,
        "published": receipt.published,
        "paragraphs": list(receipt.paragraphs),
        "url": receipt.url,
    }


def _excerpt(excerpt: Excerpt) -> Json:
    return {"text": excerpt.words, "start": excerpt.start, "end": excerpt.end}


def _article(held: Held) -> Json:
    parsed = held.article.parsed
    return {
        "id": held.article.id,
        "headline": parsed.headline,
        "byline": parsed.byline,
        "outlet": parsed.outlet,
        "published": _published(parsed.published),
        "url": parsed.url,
    }


def _published(when: Published | None) -> str | None:
    if when is None or when.precision is Precision.VAGUE:
        return None
    length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.QUARTER: 7}
    return when.day.isoformat()[: length.get(when.precision, 10)]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _change(change: Change | None) -> Json | None:
    if change is None:
        return None
    return {
        "direction": change.direction,
        "amount": _number(change.amount),
        "unit": change.unit,
        "base": change.base,
        "from": _number(change.came_from),
    }


def _when(when: When | None) -> Json | None:
    if when is None:
        return None
    return {
        "text": when.words,
        "first": when.first.isoformat() if when.first else None,
        "last": when.last.isoformat() if when.last else None,
    }
