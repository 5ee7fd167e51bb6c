"""How a paragraph names a person: honorific, title, name, and the role beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp import countries
from nlp.names.naming.legal_forms import is_owned
from nlp.names.naming.lookalikes import is_named_like_a_person
from nlp.names.naming.offices import OFFICES, after_field, is_led, is_office, is_rank, joins_offices
from nlp.names.naming.roles import (
    AGED,
    CORE_ENDS,
    calls_by_ending,
    is_calling,
    is_tie,
    left_office,
    office_with,
    place_behind,
    role_after,
    role_before,
    tells_person,
)
from nlp.names.naming.words import GIVEN_PAIR, SECOND_NAME, Word
from nlp.titles import Titles, is_given

_MOST_NAME_WORDS = 5
_MOST_ROLE_WORDS = 6
_SON_OF = re.compile(r"(?:O['’]|Mc|Fitz)[A-Z]?\w+(?:[’']s)?|Ó|Ní|Nic|Uí|Mac|Ua")
_NO_SURNAMES = frozenset({"Air", "Bio", "Pharma", "Shares", "Online", "Digital", "Global"})
_OF_HOUSE = re.compile(r",? (?:of|at|from) the [A-Z]")
_WAS_THEN = re.compile(r"^(?:then|ex)-")  # "then-Treasurer Nora Quist"
_THE = re.compile(r"\b[Tt]he $")  # "at the Old Bailey"
_OF_PLACES = frozenset({"gov", "sen", "rep", "cllr"})  # "Gov. Ada Boyd of Maine"
_HEADS_OF = frozenset({"leader", "head", "chief"})
_HEAD_OF = re.compile(r"\b(?:leader|head|chief) of\b")  # of a body, so no body itself


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Positions of words: `start` with title, `name` without, `end` after the name.

    `supported` is False for one bare capitalised word, which is a name only where the
    article or the lexicon knows it.
    """

    start: int
    name: int
    end: int
    honorific: str = ""
    role: str | None = None
    supported: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFinder:
    """Reads persons from one paragraph's words."""

    text: str
    words: tuple[Word, ...]
    titles: Titles

    def at(self, i: int) -> NamedPerson | None:
        """The person whose title, honorific or name starts at word `i`."""
        word = self.words[i]
        ranked = is_rank(self.words, i, self.titles)
        if ranked and word.capital and self._joined(i + 1):
            first = i + 1 + (self.words[i + 1].low in self.titles.honorifics)  # "Lt. Col."
            end = self.name_end(first) if first == i + 1 or self._joined(first) else first
            if end > first:
                lead = self._role_start(i)  # "police spokesman Lt. Dan Orlov"
                called = lead < i and self._office_before(lead, first)
                left = left_office(self.text, self.words, i, first)
                ranks = "" if left else " ".join(each.low for each in self.words[i:first])
                place = self._place(end) if ranks in _OF_PLACES else ""
                role = left or called or (OFFICES[ranks] + place if place else None)
                role = role or self._role_beside(word.start, self.words[end - 1].end)
                return NamedPerson(start=lead, name=first, end=end, honorific=ranks, role=role)
        return self._titled(i) or self._plain(i) or self._bare(i)

    def introduced(self, i: int) -> bool:
        """Whether a role beside the name at `i`, or a given name after an owner, tells a person."""
        if (end := self.name_end(i)) < i + 2:
            return False
        if i and self.words[i - 1].possessive and self.words[i].joined:
            return self.words[i].text in self.titles.given
        if i and self.words[i].joined and is_calling(self.words[i - 1].text, self.titles):
            return True  # "prosecutor Amrit Dhillon"
        before = role_before(self.text, self.words[i].start, self.titles)
        particle = any(word.low in self.titles.particles for word in self.words[i + 1 : end])
        if before is None and (particle or self.words[i].text in self.titles.given):
            return self._role_after(self.words[end - 1].end) is not None
        if before is None:
            return tells_person(self.text, self.words[end - 1].end, self.titles)
        core = CORE_ENDS.split(before or "", maxsplit=1)[0].lower().split()
        heads = bool(core) and core[-1] in _HEADS_OF and _HEAD_OF.search(before or "") is not None
        return heads or (bool(core) and core[-1] not in self.titles.firms_too)

    def is_told_one(self, i: int) -> bool:
        """Whether an age, a role or "who heads" behind one word, or an office before it, tells
        that it is somebody's name: "Moss, 61,", "the mayor, Moss,"."""
        word, end = self.words[i].text, self.words[i].end
        role = CORE_ENDS.split(self._role_after(end) or "", maxsplit=1)[0].lower().split()
        called = bool(role) and role[-1] not in self.titles.firms_too
        led = self.text.startswith(",", end) and not self.text.startswith((", and ", ", or "), end)
        held = (role_before(self.text, self.words[i].start, self.titles) if led else "") or ""
        office = held.split()[-1].lower() if held else ""
        titled = office in self.titles.heads - self.titles.firms_too
        told = called or titled or tells_person(self.text, end, self.titles)
        return word.isalpha() and told

    def is_surely_one(self, i: int) -> bool:
        """Whether a name's form alone shows a person's: "Ban Ki-moon", "Marcus O'Leary"."""
        first = self.words[i].text
        if not self._joined(i + 1) or not (first.isalpha() or GIVEN_PAIR.fullmatch(first)):
            return False
        behind, given = self.words[i + 1].text, is_given(first, self.titles)
        if self.words[i + 1].capital and GIVEN_PAIR.fullmatch(first):
            return True  # "Eun-ji Choi"
        return bool(SECOND_NAME.fullmatch(behind) or (given and _SON_OF.fullmatch(behind)))

    def title_end(self, i: int) -> int | None:
        """Where the name begins after a title that starts at word `i`; None without both."""
        found, k = None, i
        while k < len(self.words) and k - i <= _MOST_ROLE_WORDS and (k == i or self._joined(k)):
            word = self.words[k]
            rank = is_rank(self.words, k, self.titles)
            head = _WAS_THEN.sub("", word.low) in self.titles.heads
            is_head = head or (self._calls(i) if k == i else rank)
            linking = word.low in ("of", "under") or joins_offices(self.words, i, k, self.titles)
            if not is_head and k > i and word.functional and not linking:
                break
            if is_head and k > i and word.text.islower() and self.words[k - 1].low == "of":
                break  # "Rob Tang of broker Peel Marsh"
            after = after_field(self.text, self.words, k, self.titles) if is_head else k + 1
            after += (
                after > k + 1 and self._joined(after) and is_rank(self.words, after, self.titles)
            )
            if is_head and self._joined(after) and self.name_end(after) > after:
                found = after
            if rank or word.dates:
                break
            k += 1
        return found

    def _calls(self, i: int) -> bool:
        """Whether a calling opens the sentence before a full name ("Campaigner Ada Boyd")."""
        word = self.words[i]
        if not word.opens or not self._joined(i + 1) or (end := self.name_end(i + 1)) <= i + 2:
            return False
        if word.low not in self.titles.ties:
            return calls_by_ending(word.text, self.titles)
        first = self.words[i + 1]
        aged = AGED.match(self.text, self.words[end - 1].end) is not None
        return aged or first.text in self.titles.given or first.entity == "PERSON"

    def _titled(self, i: int) -> NamedPerson | None:
        """A capitalised title and a name ("Chinese President Xi Jinping")."""
        name_at = self.title_end(i)
        return None if name_at is None else self._person(i, name_at, self.name_end(name_at))

    def _plain(self, i: int) -> NamedPerson | None:
        """A full name without a title: by given name, by label, or by the role after it."""
        end = self.name_end(i)
        name = self.words[i:end]
        full = [w for w in name if len(w.low) > 1 and (w.capital or w.text[0].isupper())]
        if len(full) < 2 or countries.named(" ".join(word.text for word in name)):
            return None
        plural = full[-1].low.removesuffix("s") in self.titles.heads and full[-1].low[-1] == "s"
        owned = full[-1].text in _NO_SURNAMES or is_owned(self.text, name[0].start)
        if owned or plural or (len(full) > 2 and full[-1].low in self.titles.heads):
            return None
        labelled = all(word.entity == "PERSON" for word in full)
        if full[0].entity == "PERSON" and full[-1].entity == "":  # "Rik Weil of the Institute"
            labelled = self._at_work(name[-1].end)
        given = is_given(self.words[i].text, self.titles)
        alike = self.is_surely_one(i) or is_named_like_a_person(self.text, self.words, i, end)
        first, last = name[0].start, name[-1].end
        given = given and (alike or "ORG" not in {w.entity for w in full} or self._at_work(last))
        told = self._role_beside(first, last)
        aged = AGED.match(self.text, last) or self.text.endswith("-year-old ", 0, first)
        if labelled or given or told or aged or self.is_surely_one(i) or self.introduced(i):
            return self._person(self._role_start(i, calling=True), i, end)
        return None

    def place_end(self, i: int) -> int | None:
        """The end of a name that "the" leads, and so no person's: "at the Old Bailey"."""
        end = self.name_end(i)
        led = end > i + 1 and _THE.search(self.text, 0, self.words[i].start) is not None
        return end if led and self.title_end(i) is None and self.words[i].joined else None

    def _at_work(self, end: int) -> bool:
        """Whether a body's name follows, which the model may take for one with it."""
        return _OF_HOUSE.match(self.text, end) is not None

    def _bare(self, i: int) -> NamedPerson | None:
        """One capitalised word that may be a surname known from elsewhere in the article."""
        word = self.words[i]
        if countries.named(word.text):
            return None
        end = max(i + 1, self.name_end(i)) if word.low in self.titles.particles else i + 1
        start, after = self._role_start(i, kin=True), self.words[end - 1].end
        of_its = self.text.startswith(", its ", after)  # a body's role, not its own
        role = None if of_its else self._person(start, i, end).role
        known = start < i or (end == i + 1 and self.is_told_one(i))
        return NamedPerson(start=start, name=i, end=end, role=role, supported=known)

    def _person(self, start: int, name: int, end: int) -> NamedPerson:
        if start < name and self._joined(start):
            lead, office = self.words[start - 1].low, self.words[start].low
            alone = end - name < 2 and self.text.startswith(",", self.words[end - 1].end)
            under = (lead, office) == ("under", "secretary") and not alone
            start -= under or lead in self.titles.before_title
        before = self._office_before(start, name)
        role: str | None = before and before + self._place(end)
        if not before:
            role = role_before(self.text, self.words[name].start, self.titles)
            role = role or self._role_after(self.words[end - 1].end)
        rank = self.words[name - 1].low if start < name else ""
        honorific = rank if rank in self.titles.honorifics else ""
        return NamedPerson(start=start, name=name, end=end, role=role, honorific=honorific)

    def _office_before(self, start: int, name: int) -> str:
        """The title before a name, without the rank that ends it where it is one without."""
        rank = name
        while rank - 1 > start and self.words[rank - 1].low in self.titles.honorifics:
            rank -= 1
        lead = self.text[self.words[start].start : self.words[rank].start].strip()
        ends = self.text[self.words[rank].start : self.words[name].start].strip()
        return office_with(ends, lead, self.titles) if ends else lead

    def name_end(self, i: int) -> int:
        """The position after the words of a name that starts at `i`; `i` where none does."""
        k, last = i, i
        if is_office(self.words, i, self.titles):
            return i
        while k < len(self.words) and k - i < _MOST_NAME_WORDS and (k == i or self._joined(k)):
            word = self.words[k]
            hyphened = k > i and SECOND_NAME.fullmatch(word.text) is not None
            surname = k > i and self._is_surname_too(k)
            first = k == i and not is_led(self.text, self.words, k, self.titles)
            if hyphened or (word.capital and (surname or not self._ends_name(word, first=first))):
                last = k + 1
            elif word.capital or word.low not in self.titles.particles:
                break
            if word.possessive:
                break
            k += 1
        return last

    def _is_surname_too(self, k: int) -> bool:
        """Whether a rank's short form is a surname here, as nobody follows: "Amrita Sen said"."""
        word = self.words[k]
        behind = k + 1 < len(self.words) and self.words[k + 1].capital and self._joined(k + 1)
        rank = word.low in self.titles.honorifics and word.low not in self.titles.heads
        return rank and word.capital and not behind and not word.text.endswith(".")

    def _ends_name(self, word: Word, *, first: bool) -> bool:
        """Whether a capitalised word is no part of a person's name."""
        lexicon = self.titles
        if word.dates or word.text in lexicon.not_names or word.text in lexicon.org_nouns:
            return True
        if word.low in lexicon.honorifics or (word.text.isupper() and word.low in lexicon.heads):
            return True
        called = word.entity == "PERSON"  # "Georgia Lyman", "Will Prather"
        named = word.text == "He" or (called and word.text in lexicon.given)
        if first and word.text in lexicon.openers and not named:
            return True
        nation = countries.named(word.text) is not None and word.text not in lexicon.given
        return nation and ((first and not called) or word.entity in ("NORP", "GPE"))

    def _role_start(self, i: int, *, calling: bool = False, kin: bool = False) -> int:
        """Where a lower-case title, `calling` or `kin` before the name at `i` begins; else `i`."""
        before = self.words[i - 1] if i and self._joined(i) else None
        tie = before and (calling or kin) and is_tie(before.text, self.titles)
        told = tie or (before and calling and is_calling(before.text, self.titles))
        if before is None or not (told or before.low in self.titles.heads):
            return i
        k = i - 1
        while k and i - k < _MOST_ROLE_WORDS and self._joined(k):
            word = self.words[k - 1]
            if word.functional or word.text in self.titles.openers:
                break
            k -= 1
        return k

    def _place(self, end: int) -> str:
        return place_behind(self.text, self.words[end - 1].end, self.titles)

    def _role_beside(self, start: int, end: int) -> str | None:
        return self._role_after(end) or role_before(self.text, start, self.titles)

    def _role_after(self, end: int) -> str | None:
        return role_after(self.text, end, self.titles)

    def _joined(self, i: int) -> bool:
        """Whether word `i` goes on from the one before, in one name."""
        return 0 < i < len(self.words) and self.words[i].joined and not self.words[i - 1].possessive
