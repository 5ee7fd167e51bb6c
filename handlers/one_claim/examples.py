"""Findings that people judged, as gold examples for `python -m nlp.evaluate`."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.newsroom import Mistake, Review
from handlers.ports import Judged
from nlp.analysis import Analysis, Attribution, Figure, Measure
from nlp.rows import Row, as_row

Finding = Attribution | Figure | Measure


def examples(judged: Iterable[Judged]) -> list[Row]:
    """A row for each article text, as `nlp.golds` reads it; offsets count its characters.

    What was verified stands in "attributions", "quantities" and "measures"; in "wrong"
    each finding that was called wrong, with its mistake and note. "partial" says that
    the rest of the text was not judged. Nobody's name and no workspace is in it.
    """
    texts: dict[tuple[str, int], list[Judged]] = {}
    for one in judged:
        article = one.held.article
        texts.setdefault((article.id, article.version), []).append(one)
    return [_row(f"{name}.{version}", some) for (name, version), some in texts.items()]


def _row(name: str, some: list[Judged]) -> Row:
    text = some[0].held.article.parsed.text
    right = [one.held.claim.finding for one in some if one.review.mistake is None]
    wrong = [
        _wrong(one.review, one.review.mistake, one.held.claim.finding)
        for one in some
        if one.review.mistake is not None
    ]
    return {"id": name, "text": text, "partial": True, **_findings(right), "wrong": wrong}


def _wrong(review: Review, mistake: Mistake, finding: Finding) -> Row:
    said = {"claim": review.claim_id, "mistake": mistake.value, "note": review.note}
    return {**said, **_findings([finding])}


def _findings(found: list[Finding]) -> Row:
    """In the rows of the extractor's own output."""
    return as_row(
        Analysis(
            digest="",
            pipeline="",
            attributions=tuple(each for each in found if isinstance(each, Attribution)),
            figures=tuple(each for each in found if isinstance(each, Figure)),
            measures=tuple(each for each in found if isinstance(each, Measure)),
            names=(),
        )
    )
