"""Findings as plain lists and numbers: one line of the extractor's jsonl output."""

from __future__ import annotations

from decimal import Decimal

from nlp.analysis import Analysis, Attribution, Excerpt, Figure, Measure
from nlp.figures.moves.kinds import change_symbol, values

Row = dict[str, object]


def as_row(analysis: Analysis) -> Row:
    """The attributions, quantities and measures of a text, offsets into that text."""
    return {
        "attributions": [_attribution(a) for a in analysis.attributions],
        "quantities": [_quantity(f) for f in analysis.figures],
        "measures": [_measure(m) for m in analysis.measures],
    }


def _span(excerpt: Excerpt) -> list[int]:
    return [excerpt.start, excerpt.end]


def _attribution(found: Attribution) -> Row:
    return {
        "kind": found.kind.value,
        "source": [_span(s.excerpt) for s in found.speakers if s.excerpt is not None],
        "cue": [_span(found.cue.excerpt)] if found.cue is not None else [],
        "content": [_span(c) for c in found.contents],
        "speakers": [s.name for s in found.speakers],
        "confidence": found.confidence,
    }


def _quantity(figure: Figure) -> Row:
    numbers = [float(number) for number in values(figure)]
    return {
        "value": numbers if len(numbers) > 1 else numbers[0],
        "unit": figure.unit,
        "normalized_unit": figure.normalized_unit or "-",
        "change": change_symbol(figure),
        "span": _span(figure.excerpt),
        "concepts": [c for c in (figure.concept, figure.subject) if c],
    }


def _measure(measure: Measure) -> Row:
    return {
        "imposer": measure.imposer,
        "targets": list(measure.targets),
        "goods": measure.goods,
        "rate": _plain(measure.rate),
        "rate_most": _plain(measure.rate_most),
        "rate_before": _plain(measure.rate_before),
        "status": measure.status.value,
        "span": _span(measure.excerpt),
    }


def _plain(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
