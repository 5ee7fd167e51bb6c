"""Who is meant, within one article: names, short names, titles, capitals, pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from nlp.analysis import Excerpt, FoundBy, Name, Speaker, SpeakerKind
from nlp.names.naming.joint import capitals_told
from nlp.names.naming.kinds import without_kinds
from nlp.names.naming.mentions import Mention, find_mentions
from nlp.names.people.beside import goes_on_behind, tells_of, two_roles
from nlp.names.people.entities import Linked, firms_told, titled
from nlp.names.people.linking import link
from nlp.names.people.origins import Origins
from nlp.names.references.bywords import author, is_a_people, unclear, way_to_country, words_for
from nlp.names.references.following import follow
from nlp.names.references.listed import parts_of, stripped
from nlp.names.references.meant import Reference
from nlp.names.references.strangers import excerpt_of, in_full, of_owner, owner_in, unnamed
from nlp.texts import text_of
from nlp.titles import titles

_ITS_OFFICER = re.compile(r"[A-Z][^,]*, (?:its|whose) [a-z][a-z ]+, (?=[A-Z])")
_COMMA = re.compile(r", (?:the |an? )?")
_WORKING = re.compile(r" (?:of|from|at) [^,;.]{2,60},")
_NEXT = 6  # characters
_HEADLINED = 3  # words of an office at the head of an article
_NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All whom one article names, and whom its pronouns and descriptions mean.

    Offsets are characters of the article. Nothing of spaCy is kept, so a Roster may
    outlive the Docs it was read from.
    """

    linked: tuple[Linked, ...]
    references: dict[int, Reference]
    origins: Origins
    starts: tuple[int, ...]

    @classmethod
    def read(cls, docs: Sequence[tuple[int, Doc]], year: int | None = None) -> Roster:
        """Read the parsed pieces of one article, each with its offset, in text order.

        `year` of publication, where known, decides which public figures held an office.
        """
        mentions: list[Mention] = []
        sentence, paragraphs = 0, []
        capitals = capitals_told([text_of(doc) for _, doc in docs])
        for number, (offset, doc) in enumerate(docs):
            paragraphs.append((offset, doc, number, sentence))
            mentions += find_mentions(doc, offset, number, sentence, capitals)
            sentence += sum(1 for _ in doc.sents)
        linked = link(without_kinds(mentions), year, firms_told(mentions, docs))
        return cls(
            linked=linked,
            references=follow(paragraphs, linked),
            origins=Origins.read(docs, linked),
            starts=tuple(found.mention.start for found in linked),
        )

    def names(self) -> tuple[Name, ...]:
        """Every mention of a person, organisation or country, with its full name."""
        return tuple(
            Name(
                excerpt=words_for(found.mention),
                name=found.entity.name,
                kind=found.entity.kind,
                role=found.mention.role or found.entity.role,
            )
            for found in sorted(self.linked, key=lambda one: one.mention.name_start)
            if found.entity is not None and found.entity.kind in _NAMED
        )

    def resolve(self, span: Span, offset: int) -> tuple[Speaker, ...]:
        """Whom the source `span` means; `offset` is that of its piece in the article.

        One speaker for each of those named or meant together. Where it is unclear whom
        the words mean, the speaker's name is "" and it was found by UNCLEAR.
        """
        span = stripped(span)
        speakers: list[Speaker] = []
        members = parts_of(span)
        first = self._covering(offset + members[0][0].idx, person=True)
        if first is not None and offset + members[-1][0].idx < first.mention.end:
            members = [(members[-1][0], span)]  # two offices of one: "Mayor and Coach Ada Boyd"
        for head, part in members:
            found = self._list_behind(head, part, offset) or self._part(head, part, offset)
            speakers += (one for one in found if not one.name or one.name not in _named(speakers))
        return tuple(speakers)

    def _part(self, head: Token, part: Span, offset: int) -> tuple[Speaker, ...]:
        """The speakers of one member of a coordination."""
        excerpt = excerpt_of(part, offset)
        found = (
            self._officer(part, offset)
            or self._of_a_house(head, part, offset)
            or self._covering(offset + head.idx)
            or self._opening(part, offset)
            or self._beside(part, offset, head)
            or self._behind(head, part, offset)
        )
        if found is not None and not is_a_people(found.mention):
            return (self._speaker(excerpt, found),)
        reference = self.references.get(offset + head.idx) or self._headlined(part, offset)
        if reference is not None:
            if not reference.entities:
                return (unclear(excerpt),)
            return tuple(self._referred(excerpt, reference))
        writer = author(head, part)
        if writer is not None:
            meant = self._part(writer.root, writer, offset)
            return tuple(replace(one, excerpt=excerpt) for one in meant)
        if head.pos_ == "PRON":
            return (unclear(excerpt),)
        return (self._nameless(excerpt, head, part, offset),)

    def _list_behind(self, head: Token, part: Span, offset: int) -> tuple[Speaker, ...]:
        """The people named behind what they are, to the end of the words ("two clerks from Lund,
        Ada Boyd and Una Marsh")."""
        start, end = offset + part.start_char, offset + part.end_char
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        people = [
            one
            for one in self.linked[low:high]
            if one.mention.kind is SpeakerKind.PERSON and one.mention.supported
        ]
        first = people[0].mention.start - start if people else 0
        apart = head.tag_ == "NNS" and part.text.endswith(", ", 0, first)
        joined = all(one.mention.joined for one in people[1:])
        if len(people) < 2 or not apart or not joined or people[-1].mention.end != end:
            return ()
        return tuple(self._speaker(words_for(one.mention), one) for one in people)

    def _nameless(self, excerpt: Excerpt, head: Token, part: Span, offset: int) -> Speaker:
        """A source without a name, with its ministry in full and whose it is."""
        plain = unnamed(excerpt, head, part.end - 1)
        first = next((t for t in part if t.pos_ != "DET"), head)
        name = in_full(plain.name, self._covering(offset + first.idx)).removeprefix("whose ")
        whose = owner_in(part)
        owner = self.references.get(offset + whose.idx) if whose is not None else None
        if owner is None or not owner.certain or head.i == part.start:
            return replace(plain, name=name)
        role = plain.role.partition(" ")[2] if plain.role else None
        return replace(plain, name=of_owner(plain.name, owner.entities), role=role)

    def _headlined(self, part: Span, offset: int) -> Reference | None:
        """The one person of the article who holds the office that a headline opens with
        ("Director says …").
        """
        if offset + part.start_char or part.text[:1].islower() or len(part) > _HEADLINED:
            return None
        office = part.text.lower()
        if office.split()[-1] not in titles().heads:
            return None
        people = (one.entity for one in self.linked if one.mention.kind is SpeakerKind.PERSON)
        known = {id(one): one for one in people if one is not None}
        holders = titled(list(known.values()), office)
        if len(holders) != 1:
            return None
        return Reference(entities=(holders[0],), how=FoundBy.TITLE, through=(None,))

    def _speaker(self, excerpt: Excerpt, found: Linked) -> Speaker:
        """Whom a name means, with the place of the full name or the title that tells it."""
        entity, mention, how = found.entity, found.mention, found.how
        if entity is None:
            return unclear(excerpt)
        if entity.kind is SpeakerKind.COUNTRY:
            how = way_to_country(mention.written, entity.name)
        return Speaker(
            excerpt=excerpt,
            name=entity.name,
            kind=entity.kind,
            found_by=how,
            role=mention.role or entity.role,
            through=self.origins.behind(entity, how, excerpt),
        )

    def _referred(self, excerpt: Excerpt, reference: Reference) -> Iterator[Speaker]:
        """Whom a pronoun or a description means, with the words it goes back to."""
        for entity, named in zip(reference.entities, reference.through, strict=True):
            yield Speaker(
                excerpt=excerpt,
                name=entity.name,
                kind=entity.kind,
                found_by=reference.how,
                role=entity.role,
                through=self.origins.behind(entity, reference.how, excerpt) or named,
                certain=reference.certain,
            )

    def _covering(self, position: int, *, person: bool = False) -> Linked | None:
        """The narrowest mention (of a person, where that is asked) that covers a position."""
        last = bisect_right(self.starts, position)
        near = (self.linked[i] for i in range(max(0, last - 6), last))
        kinds = (SpeakerKind.PERSON,) if person else tuple(SpeakerKind)
        covering = [f for f in near if position < f.mention.end and f.mention.kind in kinds]
        return min(covering, key=lambda f: f.mention.end - f.mention.start, default=None)

    def _of_a_house(self, head: Token, part: Span, offset: int) -> Linked | None:
        """Ines Caro of Fund House: the person who opens the words, not where they work."""
        house = self._covering(offset + head.idx)
        if house is None or house.mention.kind is not SpeakerKind.ORGANISATION:
            return None
        found = self._opening(part, offset)
        between = found and self._between(part, found.mention.end, house.mention.start, offset)
        held = found and house.mention.written in (found.mention.role or "")
        return found if held or between in _AT_WORK else None

    def _between(self, part: Span, start: int, end: int, offset: int) -> str:
        low = part.start_char + offset
        return part.text[start - low : max(start, end) - low].strip()

    def _opening(self, part: Span, offset: int) -> Linked | None:
        """A person who opens the words, where the parser took another word for the head."""
        first = next((t for t in part if not (t.is_punct or t.pos_ == "DET")), None)
        found = self._covering(offset + first.idx, person=True) if first is not None else None
        if found is None or first is None:
            return None
        rest = (t for t in part if offset + t.idx >= found.mention.end)
        after = next(rest, None)
        owns = after is not None and after.text in _POSSESSIVE  # "Burns' brother"
        ends = after is None or after.is_punct or goes_on_behind(after)
        return found if ends and not owns and found.mention.start == offset + first.idx else None

    def _officer(self, part: Span, offset: int) -> Linked | None:
        """The person of "Marlow, its president, Jane Roe", who speaks and not the body."""
        lead = _ITS_OFFICER.match(part.text)
        if lead is None:
            return None
        found = self._covering(offset + part.start_char + lead.end(), person=True)
        return found if found and found.mention.role and found.mention.supported else None

    def _behind(self, head: Token, part: Span, offset: int) -> Linked | None:
        """Whoever is named behind the words for them, where the parse cut it off."""
        end, one = offset + part.end_char, head.lower_ in _ONE
        if head.tag_ != "NN" and not one:
            return None
        for found in self.linked[(at := bisect_left(self.starts, end)) : at + 1]:
            if found.mention.kind is SpeakerKind.COUNTRY or found.mention.start > end + _NEXT:
                return None
            low, high = found.mention.start - offset, found.mention.end - offset
            gap = text_of(part.doc)[part.end_char : low]
            behind = text_of(part.doc)[high:]
            follows = "," if _WORKING.match(behind) else behind[:1]
            framed = _COMMA.fullmatch(gap) and (follows == "," or (follows == "." and one))
            if (
                framed
                and found.mention.supported
                and tells_of(part.text + ", ", found.mention.kind, head)
            ):
                return found
        return None

    def _beside(self, part: Span, offset: int, head: Token) -> Linked | None:
        """The name in apposition to a role or a body ("the campaign chairman, Jane Roe,")."""
        start, end = offset + part.start_char, offset + part.end_char
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        for found in self.linked[low : min(high, low + 6)]:
            mention = found.mention
            before = part.text[: max(0, mention.start - start)]
            person = mention.kind is SpeakerKind.PERSON
            held = person and mention.role and before.rstrip(" ,").endswith(mention.role)
            if held and not two_roles(before.rstrip(" ,")):
                return found
            after = part.text[mention.end - start :]
            known = mention.supported or (found.entity is not None and " " in found.entity.name)
            if not known or (after and after[0] not in ",;."):
                continue
            if tells_of(before, mention.kind, head):
                return found
        return None


_POSSESSIVE = ("'", "’", "'s", "’s")
_ONE = ("one", "another")
_AT_WORK = ("of", "at", "from", "with", "for")


def _named(speakers: Iterable[Speaker]) -> set[str]:
    return {speaker.name for speaker in speakers}
