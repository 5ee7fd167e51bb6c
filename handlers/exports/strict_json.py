"""Claims as one strict JSON object, each excerpt with its offsets."""

from __future__ import annotations

import json

from handlers.exports.rows import Export, ExportRow
from nlp.analysis import Excerpt


def render(export: Export) -> bytes:
    """UTF-8; "text" equals the article from "start" to "end", and so does each of "contents".

    Offsets count characters (code points), end-exclusive. What is not known is null.
    """
    whole = {
        "query": export.asked,
        "understood": export.title,
        "as_of": export.as_of.isoformat(),
        "total": export.total,
        "more_than_total": export.capped,
        "claims": [_claim(row, export) for row in export.rows],
    }
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def _claim(row: ExportRow, export: Export) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind,
        "speaker": row.speaker or None,
        "role": row.role or None,
        "how_found": row.how or None,
        "cue": row.cue or None,
        **_excerpt(row.span),
        "contents": [_excerpt(piece) for piece in row.words],
        "reading": row.reading or None,
        "sentence": row.sentence or None,
        "paragraph": row.paragraph,
        "article": {
            "id": row.article_id,
            "headline": row.headline or None,
            "outlet": row.outlet or None,
            "byline": row.byline or None,
            "published": row.published or None,
            "url": row.url or None,
        },
        "status": row.status.value,
        "confidence": row.confidence,
        "as_of": export.as_of.isoformat(),
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {"text": excerpt.words, "start": excerpt.start, "end": excerpt.end}
