"""Follows pronouns, descriptions and documents through an article, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from nlp.analysis import Excerpt, FoundBy, SpeakerKind
from nlp.attributions.constructions.taken_up import takes_up
from nlp.attributions.grammar.sources import object_of, subject_of
from nlp.bylines import read_frame_line
from nlp.names.naming.mentions import is_within, quoted_spans
from nlp.names.people.beside import holder_behind
from nlp.names.people.entities import Entity, Linked
from nlp.names.references import strangers, viewpoints
from nlp.names.references.accused import Trial, accused_by
from nlp.names.references.aged import aged
from nlp.names.references.descriptions import described, is_definite, is_pair, issuer_of
from nlp.names.references.events import Event, Place
from nlp.names.references.governments import of_land
from nlp.names.references.meant import NO_ONE, Reference
from nlp.names.references.named_events import by_start
from nlp.names.references.pronouns import HE, IT, OWNERS, SHE, THEY, Thread, learn_gender
from nlp.names.references.sayers import Sayers, sayer_of
from nlp.texts import next_to, text_of
from nlp.titles import titles

_REPLIES = frozenset({"reply", "answer", "respond", "retort"})
_MAIN_SUBJECT = 5  # the weight of one
_TOP = 8  # paragraphs, among which is the byline
_LATEST = 20  # events, among which is whoever asked in the sentence before
Paragraph = tuple[int, Doc, int, int]  # offset, Doc, number, number of the first sentence


def follow(paragraphs: Sequence[Paragraph], linked: Sequence[Linked]) -> dict[int, Reference]:
    """References by the offset of their head word in the article.

    Nobody in the article means whoever wrote it: a byline is passed over.
    """
    reader = _Reader(linked)
    for paragraph in paragraphs:
        if not _is_byline(paragraph):
            reader.read(paragraph)
    return reader.found


def _is_byline(paragraph: Paragraph) -> bool:
    _, doc, number, _ = paragraph
    line = read_frame_line(text_of(doc).strip()) if number < _TOP else None
    return line is not None and line.byline is not None


class _Reader:
    """Reads word by word and keeps the thread of who has been spoken of."""

    def __init__(self, linked: Sequence[Linked]) -> None:
        self.found: dict[int, Reference] = {}
        self._thread = Thread()
        self._documents: dict[str, tuple[Entity, ...]] = {}
        self._names = by_start(linked)
        self._covered: set[int] = set()
        self._pair: tuple[Entity, ...] = ()  # whom "both women" meant, for a later "both"
        self._pair_at = -2
        self._asked = (-1, -1, -2)  # where whoever asked last is named, and in which sentence
        self._trial, self._sayers = Trial(), Sayers()
        self._strangers = strangers.Strangers(linked)
        self._linked = {one.mention.start: one for one in linked}
        for one in linked:
            if one.entity is not None and one.mention.supported:
                self._covered.update(range(one.mention.start, one.mention.end))

    def read(self, paragraph: Paragraph) -> None:
        """Follow one paragraph."""
        offset, doc, number, sentence = paragraph
        quoted = quoted_spans(text_of(doc))
        for token in doc:
            if token.is_sent_start and token.i:
                sentence += 1
            start = offset + token.idx
            place = Place(start=start, paragraph=number, sentence=sentence)
            inside = is_within(quoted, token.idx)
            for event in self._names.get(start, ()):
                self._thread.add(event)
            if start not in self._covered and not inside:
                self._read_word(token, place, offset)
            if not inside and (tried := accused_by(token)) is not None:
                self._trial.note(self._meant(tried, offset, place))
            if not inside and (sayer := sayer_of(token)) is not None:
                self._sayers.note(self._meant(sayer, offset, place), place)
            if token.lemma_ == "ask" and token.pos_ == "VERB" and not inside:
                self._note_asker(token, sentence, offset)

    def _note_asker(self, verb: Token, sentence: int, offset: int) -> None:
        asker = subject_of(verb)
        if asker is not None and asker.i < verb.i and asker.dep_ == "nsubj":
            first = offset + asker.left_edge.idx
            self._asked = (first, offset + verb.idx, sentence)

    def _read_word(self, token: Token, place: Place, offset: int) -> None:
        reference = self._reference(token, place, offset)
        named: Excerpt | None = None
        if reference is not None:
            through = tuple(self._thread.naming(one, place) for one in reference.entities)
            reference = self.found[place.start] = replace(reference, through=through)
            entities = reference.entities
        else:
            entities, named = self._newcomers(token, place, offset)
        if entities:
            self._thread.add(
                Event(
                    start=place.start,
                    paragraph=place.paragraph,
                    sentence=place.sentence,
                    salience=strangers.weight(token),
                    quoted=False,
                    entities=entities,
                    plural=token.tag_ in ("NNS", "NNPS"),
                    document=token.lower_ in titles().documents,
                    named=named,
                )
            )

    def _newcomers(
        self, token: Token, place: Place, offset: int
    ) -> tuple[tuple[Entity, ...], Excerpt | None]:
        """People without a name of whom the article speaks here for the first time."""
        group = strangers.group_of(token)
        if group is not None:
            name = group.text.removeprefix("The ").removeprefix("the ").replace("’", "'")
            return (Entity(name=name, kind=SpeakerKind.GROUP),), strangers.excerpt_of(group, offset)
        bare = self._strangers.bare(token, alone=not self._thread.people())
        if bare is not None and place.start not in self._names:
            return (bare,), strangers.excerpt_of(token.doc[token.i : token.i + 1], offset)
        if token.tag_ != "NN":
            return (), None
        if token.lower_ in titles().documents and strangers.weight(token) == _MAIN_SUBJECT:
            paper, words = strangers.unsigned(token)
            self._documents[token.lower_] = (paper,)
            return (paper,), strangers.excerpt_of(words, offset)
        if (holder := holder_behind(token, offset, self._linked)) is not None:
            return (holder,), None
        first = offset + strangers.opening_of(token).idx
        entity, span = self._strangers.met(token, place, self._linked.get(first))
        whose = strangers.owner_in(span) if span else None
        owner = self.found.get(offset + whose.idx) if whose is not None else None
        if entity and owner is not None and owner.certain:
            entity.name = strangers.of_owner(entity.name, owner.entities)
        return ((entity,), strangers.excerpt_of(span, offset)) if entity and span else ((), None)

    def _reference(self, token: Token, place: Place, offset: int) -> Reference | None:
        word = token.lower_
        if word in ("his", "her") and next_to(token).lower_ == "own":
            self._learn_of_owner(token, offset)
        if word == "both" and token.pos_ in ("PRON", "DET") and token.dep_ in ("nsubj", "pobj"):
            pair = self._pair if place.paragraph - self._pair_at <= 1 else ()
            pair = pair or self._thread.last(2, place, lambda e: e.kind is SpeakerKind.PERSON)
            return Reference(entities=pair, how=FoundBy.PRONOUN)
        if word == "whose":
            return self._whose(token, place, offset)
        if token.pos_ == "PRON" or (word in HE | SHE | THEY | IT and token.tag_ in ("PRP", "PRP$")):
            same = NO_ONE if viewpoints.is_empty(token) else self._same_inside(token, offset)
            found = same or self._pronoun(word, self._seen_from(token, place, offset))
            clear = found is None or found is NO_ONE or (found.entities and found.certain)
            return found if clear else self._sayers.again(token, place) or found
        alone = aged(token, self._thread, place) or of_land(token)
        if alone is None and token.pos_ not in ("NOUN", "PROPN"):
            return None
        if word in titles().documents:
            return self._document(token, place, offset)
        firm = word in titles().businesses | titles().any_body and not is_pair(token)
        meant = alone or self._trial.meant(token)
        meant = meant or (self._strangers.again(token, place) if firm else None)
        meant = meant or described(token, self._thread, place)
        if meant and is_pair(token):
            self._pair, self._pair_at = meant, place.paragraph
        if meant is None:
            meant = self._strangers.again(token, place)
        return None if meant is None else Reference(entities=meant, how=_way(token))

    def _whose(self, token: Token, place: Place, offset: int) -> Reference | None:
        """Of "Quist, whose party said it would wait,": Quist, where that is somebody by name."""
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        entities = self._meant(clause.head, offset, place) if clause is not None else ()
        return Reference(entities=entities, how=FoundBy.PRONOUN) if entities else None

    def _learn_of_owner(self, token: Token, offset: int) -> None:
        """ "Quist offered her own boat" tells what Quist is called."""
        verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
        owner = subject_of(verb) if verb is not None else None
        events = self._names_at(offset + owner.idx) if owner is not None else []
        for entity in events[0].entities if events else ():
            if entity.kind is SpeakerKind.PERSON and not entity.gender:
                entity.gender = "m" if token.lower_ == "his" else "f"

    def _seen_from(self, token: Token, place: Place, offset: int) -> Place:
        """From where a pronoun looks back: before its sentence in "Oslo, it said, …", and not
        to whoever asked in "She asked him why. He replied …"."""
        verb = token.head
        told = next((t for t in token.ancestors if t.dep_ == "ccomp"), None)
        heard = object_of(told.head) if told is not None else None
        put = heard is not None and verb.dep_ == "ccomp" and verb.head.lemma_ == "ask"
        place = replace(place, hearing=heard is not None)
        if viewpoints.answers_back(token):
            place = replace(place, start=offset + token.sent.start_char)
        if token.dep_ == "nsubj" and (verb.lemma_ in _REPLIES or put):
            return replace(place, but=self._asker(place))
        if viewpoints.is_wedged(token) and not takes_up(verb, token.sent.start):
            return replace(place, start=offset + token.sent.start_char)
        events = self._thread.events[-_LATEST:]
        if viewpoints.closes_report(token):
            return replace(
                place, but=viewpoints.told_of(events, offset + token.sent.start_char, place.start)
            )
        return replace(place, but=viewpoints.named_behind(token, offset, self._names, events))

    def _same_inside(self, token: Token, offset: int) -> Reference | None:
        """Of "she has hired a lawyer, she said,": whom the first one means, the second one does."""
        if not viewpoints.is_wedged(token):
            return None
        before = token.doc[token.sent.start : token.i]
        same = (t for t in before if t.lower_ == token.lower_ and t.dep_ == "nsubj")
        return next((self.found.get(offset + t.idx) for t in same), None)

    def _asker(self, place: Place) -> tuple[Entity, ...]:
        start, end, sentence = self._asked
        if place.sentence - sentence > 1:
            return ()
        events = (event for event in self._thread.events[-_LATEST:] if start <= event.start < end)
        return tuple(entity for event in events for entity in event.entities)

    def _pronoun(self, word: str, place: Place) -> Reference | None:
        if word in HE | SHE:
            person = self._thread.person(word, place) or self._thread.surname_after_all(place)
            if person is None:
                return Reference(entities=(), how=FoundBy.PRONOUN)
            here = word in OWNERS and self._thread.is_here(person[0], place)
            told = person[1] and not here  # "X said his story …" may be another's
            if not place.hearing:
                learn_gender(person[0], "m" if word in HE else "f", certain=told)
            return Reference(entities=person[:1], how=FoundBy.PRONOUN, certain=person[1])
        if word not in IT | THEY:
            return None
        thing = self._thread.thing(place) if word in IT else None
        several = self._thread.several(place) if word in THEY else ()
        return Reference(entities=(thing,) if thing else several, how=FoundBy.PRONOUN)

    def _document(self, token: Token, place: Place, offset: int) -> Reference | None:
        """Whoever stands behind a document, which is remembered for "the document"."""
        owners = self._issuers(token, place, offset)
        if owners:
            self._documents[token.lower_] = owners
        elif is_definite(token):
            owners = self._documents.get(token.lower_, ())
        return Reference(entities=owners, how=FoundBy.DESCRIPTION) if owners else None

    def _issuers(self, token: Token, place: Place, offset: int) -> tuple[Entity, ...]:
        if any(child.lower_ == "joint" for child in token.children):
            return self._thread.last(2, place, lambda e: e.kind is SpeakerKind.COUNTRY)
        issuer = issuer_of(token)
        if issuer is None:
            issuer = next((c for c in token.lefts if c.dep_ in ("compound", "nmod")), None)
        if issuer is None:
            return ()
        members = [issuer, *issuer.conjuncts]
        found = (entity for member in members for entity in self._meant(member, offset, place))
        return tuple({id(entity): entity for entity in found}.values())

    def _meant(self, token: Token, offset: int, place: Place) -> tuple[Entity, ...]:
        """Whom one word means: a name that covers it, or a pronoun."""
        at = offset + token.idx
        events = self._names_at(at)
        if events:
            return events[0].entities
        known = self.found.get(at) or self._pronoun(token.lower_, place)
        return known.entities if known else ()

    def _names_at(self, position: int) -> list[Event]:
        """The events of the name that covers a position."""
        for start in range(position, max(-1, position - 60), -1):
            if start in self._names:
                return list(self._names[start])
            if start not in self._covered:
                return []
        return []


def _way(token: Token) -> FoundBy:
    return FoundBy.TITLE if token.lower_ in titles().heads else FoundBy.DESCRIPTION
