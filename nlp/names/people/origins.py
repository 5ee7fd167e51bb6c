"""Where an article says who somebody is: the name in full, and the role beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.analysis import Excerpt, FoundBy, SpeakerKind
from nlp.names.naming.mentions import Mention
from nlp.names.people.entities import Entity, Linked
from nlp.texts import text_of

_ROLE_REACH = 140  # characters from a name to the role beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The first places that give an entity's full name, and its role with the name.

    By the entity's identity; entities of which the article gives neither are not in it.
    """

    fuller: dict[int, Excerpt]
    titled: dict[int, Excerpt]

    @classmethod
    def read(cls, docs: Sequence[tuple[int, Doc]], linked: Sequence[Linked]) -> Origins:
        """Look through the mentions of one article, pieces and mentions in text order."""
        fuller: dict[int, Excerpt] = {}
        titled: dict[int, Excerpt] = {}
        for found in linked:
            mention, entity = found.mention, found.entity
            if entity is None:
                continue
            if found.how is FoundBy.NAME and id(entity) not in fuller:
                fuller[id(entity)] = written(mention)
            if mention.role and id(entity) not in titled and mention.paragraph < len(docs):
                offset, doc = docs[mention.paragraph]
                titled[id(entity)] = _with_role(text_of(doc), offset, mention, mention.role)
        return cls(fuller=fuller, titled=titled)

    def behind(self, entity: Entity, how: FoundBy, at: Excerpt) -> Excerpt | None:
        """The words that tell whom a short name or a title means, if they stand elsewhere."""
        if how is FoundBy.TITLE:
            found = self.titled.get(id(entity)) or self.fuller.get(id(entity))
        elif how is FoundBy.SHORT_NAME and entity.kind is not SpeakerKind.COUNTRY:
            found = self.fuller.get(id(entity))
        else:
            return None
        return None if found is None or (found.start < at.end and at.start < found.end) else found


def written(mention: Mention) -> Excerpt:
    """A mention's name as it stands in the article."""
    return Excerpt(start=mention.name_start, end=mention.end, words=mention.written)


def _with_role(text: str, offset: int, mention: Mention, role: str) -> Excerpt:
    """The name with the role before or behind it, as one stretch of the article."""
    start, end = mention.start - offset, mention.end - offset
    if role not in text[start:end]:
        behind = text.find(role, end, end + _ROLE_REACH)
        before = text.rfind(role, max(0, start - _ROLE_REACH), start)
        if behind >= 0:
            end = behind + len(role)
        elif before >= 0:
            start = before
    return Excerpt(start=offset + start, end=offset + end, words=text[start:end])
