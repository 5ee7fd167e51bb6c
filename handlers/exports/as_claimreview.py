"""Claims in the words of schema.org: each a Claim, and a ClaimReview where it was reviewed."""

from __future__ import annotations

import json
import re

from handlers.exports.rows import Export, ExportRow
from handlers.newsroom import Review, Status
from nlp.analysis import Speaker, SpeakerKind

Node = dict[str, object]

_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,1000}", re.IGNORECASE)
_ORGANISED = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY, SpeakerKind.GROUP})


def render(export: Export) -> bytes:
    """JSON-LD in UTF-8.

    A finding that was called wrong is nobody's claim, and is left out. `text` equals the
    article from the identifier "start" to "end" where the words stand in one piece.
    """
    graph = [_node(row) for row in export.rows if row.status is not Status.WRONG]
    whole = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def _node(row: ExportRow) -> Node:
    if row.review is None:
        return _claim(row)
    return {
        "@type": "ClaimReview",
        "@id": f"urn:claimwire:review:{row.id}",
        "claimReviewed": row.sentence or row.quoted,
        "datePublished": row.review.at.date().isoformat(),
        **_body(row.review),
        "reviewRating": {"@type": "Rating", "alternateName": row.status.shown.capitalize()},
        "itemReviewed": _claim(row),
    }


def _body(review: Review) -> Node:
    return {"reviewBody": review.note} if review.note else {}


def _claim(row: ExportRow) -> Node:
    people = [_speaker(each, row) for each in row.speakers]
    author = {"author": people[0] if len(people) == 1 else people} if people else {}
    reading = {"abstract": row.reading} if row.reading else {}
    return {
        "@type": "Claim",
        "@id": f"urn:claimwire:claim:{row.id}",
        "identifier": row.id,
        "text": row.sentence or row.quoted,
        **reading,
        **author,
        "appearance": _article(row),
    }


def _speaker(speaker: Speaker, row: ExportRow) -> Node:
    if speaker.kind in _ORGANISED:
        return {"@type": "Organization", "name": speaker.name}
    role = {"jobTitle": row.role} if row.role else {}
    return {"@type": "Person", "name": speaker.name, **role}


def _article(row: ExportRow) -> Node:
    """The article that the claim stands in, with the place of its words."""
    known: Node = {}
    if row.headline:
        known["headline"] = row.headline
    if row.published:
        known["datePublished"] = row.published
    if row.byline:
        known["creditText"] = row.byline
    if row.outlet:
        known["publisher"] = {"@type": "Organization", "name": row.outlet}
    if _ADDRESS.fullmatch(row.url):
        known["url"] = row.url
    place = {
        "@type": "Quotation",
        "text": row.span.words,
        "identifier": [_value("start", row.span.start), _value("end", row.span.end)],
    }
    return {"@type": "NewsArticle", "identifier": row.article_id, **known, "hasPart": place}


def _value(name: str, number: int) -> Node:
    return {"@type": "PropertyValue", "propertyID": name, "value": number}
