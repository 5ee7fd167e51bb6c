"""Findings, articles and lists to JSON and back, by pydantic over the plain dataclasses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter

from handlers.newsroom import (
    Claim,
    ClaimKind,
    ParsedArticle,
)
from handlers.showings import Correction
from handlers.subscribed import Cadence, Item, Policy
from nlp.analysis import Attribution, Excerpt, Figure, Measure

# Claims, and articles without their texts. No more: where each new one takes the place of an
# old one, Python's search for garbage is put off, and then looks through all that are kept.
REMEMBERED = 1 << 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A claim but for what reviews say of it (status) and its finding."""

    id: str
    article_id: str
    kind: ClaimKind
    span: Excerpt
    paragraph: int
    speakers: tuple[str, ...]
    entities: tuple[str, ...]
    topics: tuple[str, ...]


_BODY = TypeAdapter(Body)
_PARSED = TypeAdapter(ParsedArticle)
_CADENCE = TypeAdapter(Cadence)
_POLICY = TypeAdapter(Policy)
_ITEMS = TypeAdapter(tuple[Item, ...])
_CORRECTIONS = TypeAdapter(tuple[Correction, ...])
_IDS = TypeAdapter(tuple[str, ...])
_ATTRIBUTION: TypeAdapter[Attribution | Figure | Measure] = TypeAdapter(Attribution)
_FIGURE: TypeAdapter[Attribution | Figure | Measure] = TypeAdapter(Figure)
_MEASURE: TypeAdapter[Attribution | Figure | Measure] = TypeAdapter(Measure)


def _finding(kind: ClaimKind) -> TypeAdapter[Attribution | Figure | Measure]:
    """How to write and read what a claim of that kind has found."""
    if kind is ClaimKind.FIGURE:
        return _FIGURE
    return _MEASURE if kind is ClaimKind.MEASURE else _ATTRIBUTION


def dump_claim(claim: Claim) -> tuple[str, str]:
    """The claim's body and its finding, each as JSON."""
    body = Body(
        id=claim.id,
        article_id=claim.article_id,
        kind=claim.kind,
        span=claim.span,
        paragraph=claim.paragraph,
        speakers=claim.speakers,
        entities=claim.entities,
        topics=claim.topics,
    )
    # What is at its default is left out: most fields of most findings are.
    finding = _finding(claim.kind).dump_json(claim.finding, exclude_defaults=True)
    return _BODY.dump_json(body).decode(), finding.decode()


def load_body(body: str) -> Body:
    """A claim without its finding: what it is found by."""
    return _BODY.validate_json(body)


@lru_cache(maxsize=REMEMBERED)
def load_claim(body: str, finding: str) -> Claim:
    """The claim as it was dumped: nobody gave it a status.

    Kept by what it is read from: claims that are asked for are asked for again.
    """
    return load_once(body, finding)


def load_once(body: str, finding: str) -> Claim:
    """The claim as it was dumped, not kept: for those that are stored and not yet asked for."""
    held = load_body(body)
    return Claim(
        id=held.id,
        article_id=held.article_id,
        kind=held.kind,
        span=held.span,
        finding=_finding(held.kind).validate_json(finding),
        paragraph=held.paragraph,
        speakers=held.speakers,
        entities=held.entities,
        topics=held.topics,
    )


def dump_parsed(parsed: ParsedArticle) -> str:
    """All of an article but its text, which has a column of its own."""
    return _PARSED.dump_json(replace(parsed, text="")).decode()


def load_parsed(parsed: str, text: str) -> ParsedArticle:
    """The article with its text."""
    bare = _textless(parsed)
    return ParsedArticle(  # as `replace` makes it, in a third of the time
        source=bare.source,
        text=text,
        headline=bare.headline,
        byline=bare.byline,
        outlet=bare.outlet,
        published=bare.published,
        url=bare.url,
        language=bare.language,
        aside=bare.aside,
    )


@lru_cache(maxsize=REMEMBERED)
def _textless(parsed: str) -> ParsedArticle:
    return _PARSED.validate_json(parsed)


def dump_cadence(cadence: Cadence) -> str:
    """A cadence as JSON."""
    return _CADENCE.dump_json(cadence).decode()


def load_cadence(cadence: str) -> Cadence:
    """A cadence as it was dumped."""
    return _CADENCE.validate_json(cadence)


def dump_policy(policy: Policy) -> str:
    """A policy as JSON; what is at its default is left out."""
    return _POLICY.dump_json(policy, exclude_defaults=True).decode()


def load_policy(policy: str) -> Policy:
    """A policy as it was dumped."""
    return _POLICY.validate_json(policy)


def dump_items(items: tuple[Item, ...]) -> str:
    """The items of a delivery as JSON."""
    return _ITEMS.dump_json(items, exclude_defaults=True).decode()


def load_items(items: str) -> tuple[Item, ...]:
    """Items as they were dumped."""
    return _ITEMS.validate_json(items)


def dump_corrections(corrections: tuple[Correction, ...]) -> str:
    """What a message must be corrected by, as JSON."""
    return _CORRECTIONS.dump_json(corrections).decode()


def load_corrections(corrections: str) -> tuple[Correction, ...]:
    """Corrections as they were dumped."""
    return _CORRECTIONS.validate_json(corrections)


def dump_ids(ids: tuple[str, ...]) -> str:
    """A list of ids as JSON."""
    return _IDS.dump_json(ids).decode()


def load_ids(ids: str) -> tuple[str, ...]:
    """A list of ids as it was dumped."""
    return _IDS.validate_json(ids)
