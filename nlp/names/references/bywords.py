"""What the words for a source tell by themselves: a people, a paper's author, nobody clear."""

from __future__ import annotations

from spacy.tokens import Span, Token

from nlp import countries
from nlp.analysis import Excerpt, FoundBy, Speaker, SpeakerKind
from nlp.names.naming.mentions import Mention
from nlp.names.references.descriptions import issuer_of
from nlp.titles import titles


def author(head: Token, part: Span) -> Span | None:
    """Whoever a document is by, where the words say so ("a report by council officers")."""
    if head.lower_ not in titles().documents:
        return None
    writer = issuer_of(head)
    by = writer is not None and writer.dep_ == "pobj" and writer.head.lower_ == "by"
    if writer is None or not by or not part.start <= writer.left_edge.i <= writer.i < part.end:
        return None
    return part.doc[writer.left_edge.i : min(part.end, writer.right_edge.i + 1)]


def is_a_people(mention: Mention) -> bool:
    """Whether a country's word means its people here ("many Mexicans")."""
    name = countries.named(mention.written[:-1])
    return (
        mention.kind is SpeakerKind.COUNTRY
        and mention.written.endswith("s")
        and (name == mention.words and not countries.named(mention.written + "s"))
    )


def way_to_country(written: str, name: str) -> FoundBy:
    """Whether a country was called by its name, a short form, or a place that stands for it."""
    if written.casefold() == name.casefold():
        return FoundBy.NAME
    return FoundBy.METONYM if countries.is_metonym(written) else FoundBy.SHORT_NAME


def words_for(mention: Mention) -> Excerpt:
    """The name as written, with its place."""
    return Excerpt(start=mention.name_start, end=mention.end, words=mention.written)


def unclear(excerpt: Excerpt) -> Speaker:
    """A source of whom it is not clear whom its words mean."""
    return Speaker(
        excerpt=excerpt, name="", kind=SpeakerKind.UNNAMED, found_by=FoundBy.UNCLEAR, role=None
    )
