"""Where a paragraph names a person, an organisation or a country, and in which words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from spacy.tokens import Doc, Token

from nlp import countries
from nlp.analysis import SpeakerKind
from nlp.attributions.marks.quotes import find_quotations
from nlp.names.naming.apposed import nouns_beside
from nlp.names.naming.couples import couple
from nlp.names.naming.institutions import institution_at
from nlp.names.naming.joint import capitals_beside, is_joined
from nlp.names.naming.legal_forms import legal_form
from nlp.names.naming.lookalikes import is_named_like_a_person, is_one_of_them
from nlp.names.naming.offices import calls_several, is_led
from nlp.names.naming.persons import NamedPerson, PersonFinder
from nlp.names.naming.roles import AGED
from nlp.names.naming.salience import salience
from nlp.names.naming.words import Word, sentence_numbers, with_letters, words_of
from nlp.texts import text_of
from nlp.titles import titles

_START = itemgetter(0)
_OWNED_IN = frozenset(  # what one has in a firm, whose name behind "in" is no place's
    {"share", "stake", "interest", "investment", "invest", "holding", "confidence", "trust"}
    | {"faith", "believe", "trade", "partner", "shareholder", "investor", "stock", "buy", "role"}
)
_ROLE_REACH = 80  # characters after a name in which its role stands
_BRACKETS = re.compile(r" \(([A-Z][A-Za-z&]{1,6})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A naming expression. Offsets are characters of the article, end-exclusive.

    `start` includes title and honorific, `name_start` does not; `name` holds the words of
    the name alone, as printed, `written` as written. `salience` says how much the
    sentence is about it (0 to 5).
    """

    start: int
    end: int
    name_start: int
    kind: SpeakerKind
    name: tuple[str, ...]
    written: str
    paragraph: int
    sentence: int
    salience: int
    quoted: bool
    honorific: str = ""
    role: str | None = None
    country: str | None = None
    supported: bool = True  # False: one bare capitalised word, a name only if known elsewhere
    abbreviation: str = ""  # given in brackets after the name: "(VDA)"
    age: str = ""  # as given behind a person's name
    nouns: frozenset[str] = frozenset()  # beside a body's name, for what it is: "union"
    joined: bool = False  # whether only "and" or a comma parts it from the mention before

    @property
    def words(self) -> str:
        """The name as printed, in one line."""
        return " ".join(self.name)


def find_mentions(
    doc: Doc, offset: int, paragraph: int, sentence: int, capitals: frozenset[str] = frozenset()
) -> tuple[Mention, ...]:
    """The mentions of one paragraph in order; `sentence` numbers its first sentence, `capitals`
    are those that the article shows to be meant (`capitals_told`)."""
    scan, text = _Scan(doc, capitals), text_of(doc)
    found = _employers_set_back(sorted(scan.mentions(), key=lambda m: (m.start, -m.end)))
    ends = [0, *(m.end for m in found)]
    return tuple(
        replace(
            m,
            start=m.start + offset,
            end=m.end + offset,
            name_start=m.name_start + offset,
            paragraph=paragraph,
            sentence=sentence + m.sentence,
            joined=is_joined(text, end, m.start),
        )
        for end, m in zip(ends, found, strict=False)
    )


def _employers_set_back(found: list[Mention]) -> list[Mention]:
    """The mentions, where a body that only tells who somebody is weighs nothing."""
    roles = [(m.end, m.role) for m in found if m.role and m.kind is SpeakerKind.PERSON]
    return [
        replace(m, salience=0)
        if m.kind is SpeakerKind.ORGANISATION
        and any(0 < m.start - end < _ROLE_REACH and m.written in role for end, role in roles)
        else m
        for m in found
    ]


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where speech stands in quotation marks, closing mark left out; `text` is a paragraph."""
    return tuple((q.start, q.inner_end) for q in find_quotations(text, [(0, len(text))]))


def is_within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether one of the spans (in order, disjoint) holds the character at `place`."""
    number = bisect_right(spans, place, key=_START) - 1
    return number >= 0 and place < spans[number][1]


class _Scan:
    """One pass over a paragraph's words."""

    def __init__(self, doc: Doc, capitals: frozenset[str]) -> None:
        self._doc = doc
        self._text = text = text_of(doc)
        self._words = words_of(doc)
        self._titles = titles()
        self._quoted = quoted_spans(text)
        self._sentences = sentence_numbers(doc)
        lands = (*countries.mentioned(text), *capitals_beside(text, capitals))
        self._lands = {start: (end, name) for start, end, name in lands}
        self._persons = PersonFinder(text=text, words=self._words, titles=self._titles)

    def mentions(self) -> Iterator[Mention]:
        """Persons and organisations first, then the countries that are no part of them."""
        taken: list[tuple[int, int]] = []
        position = 0
        while position < len(self._words):
            mentions, after = self._at(position)
            for mention in mentions:
                yield mention
                if mention.supported:
                    taken.append((mention.name_start, mention.end))
            position = after
        yield from self._countries(taken)

    def _at(self, i: int) -> tuple[list[Mention], int]:
        """The mentions that start at word `i`, and where to go on."""
        word = self._words[i]
        if not word.capital or self._opens_sentence(word, i) or self._not_a_name(i):
            return [], i + (self._not_a_name(i) or 1)
        name_at = self._persons.title_end(i)
        institution = None if self._persons.is_surely_one(i) else self._organisation(i)
        if name_at is not None and self._words[name_at - 1].low in self._titles.firms_too:
            institution = self._organisation(name_at) or institution  # "Mine owner Peak Resources"
        first = couple(self._persons, i)
        if first is not None and (institution is None or institution[1] == i + 1):
            return [self._of_couple(word, first)], i + 1
        if institution is not None and institution[1] > (name_at or i):
            return [institution[0]], institution[1]
        called = word.entity == "PERSON" and self._goes_on(i)
        if name_at is None and word.start in self._lands and not called:
            return [], self._after(self._lands[word.start][0], i)
        person = self._persons.at(i)
        place_end = self._persons.place_end(i)
        if person is None or (place_end is not None and not person.honorific):
            return [], place_end or i + 1
        return [self._person(person), *self._within_title(person)], person.end

    def _organisation(self, i: int) -> tuple[Mention, int] | None:
        if self._words[i].low in self._titles.before_title:
            return None  # "Former Reserve Bank governor"
        found = institution_at(self._text, self._words, i)
        like_one = found and is_named_like_a_person(self._text, self._words, i, found.end)
        told = found is not None and found.end == i + 1 and self._persons.is_told_one(i)
        one = like_one or told or self._persons.introduced(i)
        place = found is not None and found.end == i + 1 and self._is_place(i)
        if found is None or (found.labelled and (one or place)):
            return None
        of_a_land = self._words[i].possessive and found.end == i + 2
        if of_a_land and self._persons.title_end(i + 1):
            return None  # "Japan's Fisheries Minister Kenji Mori"
        if countries.named(found.name) and found.name not in self._titles.known.values():
            return None
        first, last = self._words[i].start, self._words[found.end - 1].end
        legal = legal_form(self._text, last)
        last += len(legal)
        mention = self._mention(first, first, last, SpeakerKind.ORGANISATION)
        abbreviation = short[1] if (short := _BRACKETS.match(self._text, last)) else ""
        name = (found.name + legal,)
        mention = replace(mention, name=name, abbreviation=abbreviation, country=found.country)
        mention = replace(mention, nouns=nouns_beside(self._text, first, last))
        return mention, max(found.end, self._after(last, found.end))

    def _is_place(self, i: int) -> bool:
        """Whether a word that the model takes for a body only tells where ("a court in Drosk")."""
        word = self._words[i]
        before = self._head(word.start, word.end).head
        owned = before.head.lemma_.lower() in _OWNED_IN
        return word.text.istitle() and before.lower_ in ("in", "near") and not owned

    def _within_title(self, person: NamedPerson) -> Iterator[Mention]:
        """The organisation in a title ("European Commission President …")."""
        for i in range(person.start, person.name - 1):
            found = self._organisation(i) if self._words[i].capital else None
            if found is None or found[1] >= person.name:
                continue
            head = self._words[person.name - 1].low
            if found[1] > i + 1 or head in self._titles.business_heads:
                yield replace(found[0], salience=0)
                return

    def _person(self, person: NamedPerson) -> Mention:
        name = self._words[person.name : person.end]
        start, first, last = self._words[person.start].start, name[0].start, name[-1].end
        words = tuple(word.text for word in name)
        if words[-1] in ("Jr", "Sr") and self._text[last : last + 1] == ".":
            last, words = last + 1, (*words[:-1], f"{words[-1]}.")
        nation = countries.mentioned(person.role) if person.role else ()
        aged = AGED.match(self._text, last)
        return replace(
            self._mention(start, first, last, SpeakerKind.PERSON),
            name=words,
            honorific=person.honorific,
            role=person.role,
            age=aged[0].strip(", ") if aged else "",
            country=nation[0][2] if nation else None,
            supported=person.supported,
        )

    def _of_couple(self, word: Word, name: tuple[str, ...]) -> Mention:
        """The first of two who share the surname behind the second."""
        mention = self._mention(word.start, word.start, word.end, SpeakerKind.PERSON)
        return replace(mention, name=name)

    def _goes_on(self, i: int) -> bool:
        """Whether a name of the model's goes on behind word `i`."""
        behind = self._words[i + 1 : i + 2]
        return any(w.capital and w.joined and w.entity == "PERSON" for w in behind)

    def _countries(self, taken: list[tuple[int, int]]) -> Iterator[Mention]:
        """All mentions of countries and blocs; the place of an event weighs nothing."""
        for start, (end, name) in self._lands.items():
            head = self._head(start, end)
            if any(a <= start and end <= b for a, b in taken) or is_one_of_them(head):
                continue
            place = head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near")
            mention = self._mention(start, start, end, SpeakerKind.COUNTRY)
            yield replace(mention, name=(name,), salience=0 if place else mention.salience)

    def _not_a_name(self, i: int) -> int:
        """The number of words at `i` that are known not to name anyone ("Truth Social")."""
        word = self._words[i]
        if word.dates or is_one_of_them(self._head(word.start, word.end)):
            return 1
        for length in (3, 2, 1):
            run = self._words[i : i + length]
            if " ".join(word.text for word in run) in self._titles.not_names:
                goes_on = length == 1 and i + 1 < len(self._words) and self._words[i + 1].capital
                if not goes_on:
                    return length
        return 0

    def _opens_sentence(self, word: Word, i: int) -> bool:
        opens = word.functional or word.opens or word.text == "The"
        if calls_several(self._words, i, self._titles):
            return True
        if not opens or word.text not in self._titles.openers:
            return False
        return not is_led(self._text, self._words, i, self._titles)

    def _after(self, end: int, i: int) -> int:
        """The position of the first word that starts at or after the character `end`."""
        while i < len(self._words) and self._words[i].start < end:
            i += 1
        return i

    def _head(self, start: int, end: int) -> Token:
        span = self._doc.char_span(start, end, alignment_mode="expand")
        return with_letters(span.root) if span is not None else self._doc[0]

    def _mention(self, start: int, name_start: int, end: int, kind: SpeakerKind) -> Mention:
        head = self._head(name_start, end)
        return Mention(
            start=start,
            end=end,
            name_start=name_start,
            kind=kind,
            name=(),
            written=self._text[name_start:end],
            paragraph=0,
            sentence=self._sentences[head.i],
            salience=salience(head),
            quoted=is_within(self._quoted, name_start),
        )
