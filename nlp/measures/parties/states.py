"""Knows as countries those of an article that no table has: whose government acts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from nlp import countries
from nlp.names.parties import Parties, Party
from nlp.tariff_words import tariff_words
from nlp.texts import next_to, text_of

_NAME = r"[A-Z][a-z]{3,20}(?: [A-Z][a-z]{2,20})?"
_OFFICE = (
    r"(?:government|parliament|customs|cabinet|senate|(?:[a-z]+ ){0,2}(?:ministry|minister"
    r"|commission)|central bank|commerce (?:ministry|department)|authorities|foreign ministry)"
)
_PEOPLES = re.compile(rf"\b(?P<name>[A-Z][a-z]{{2,20}}(?:ian|an|ese|ish|ic|i)) {_OFFICE}\b")
_OWNED = re.compile(rf"\b(?P<name>{_NAME})(?:’s|'s) {_OFFICE}\b")
_SEATED = re.compile(
    r"\b(?i:government|parliament|republic|kingdom|customs (?:office|service|union)|ministry"
    r"|(?:[a-z]+ )?minister|(?:supreme|constitutional|high|appeals?) court|courts? of appeals?"
    rf"|ambassador) (?:of|to|in) (?P<name>{_NAME})\b"
)
_TAX = (
    r"(?:counter-?)?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax(?:es)?)"
    r"(?! (?:bills?|costs?|burden|payments?))"
)
_OWN = re.compile(  # "Arland, for its part, cut its duty": no person and no firm has one
    rf"\b(?P<name>{_NAME})(?:, for its part,|, too,|, which [^,.;]{{2,60}},)?"
    r"(?: has| have| had| will| would| could| may| might| is to| also| then| on [A-Z]\w+)* "
    r"(?:impos|lev[iy]|slapp?|put|rais|introduc|lift|lower|suspend|charg|cut|doubl|tripl|halv|scrap"
    r"|dropp?|keep|kept|reduc|increas|paus|end|eas|trim|maintain|hik|restor)\w* its "
    rf"(?:(?:[0-9.]+ ?(?:%|percent|per cent)|[a-z-]+) ){{0,3}}?{_TAX}"
)
_OWNED_TAX = re.compile(
    rf"\b(?P<name>{_NAME})(?:’s|'s) (?:(?:own|new|[0-9.]+ ?(?:%|percent|per cent)) ){{0,2}}{_TAX}"
)
_TAXED = re.compile(  # "a duty on Arlandian wool", "a 10% tariff on wool from Arland"
    rf"\b(?:{_TAX}|bans?|quotas?|[0-9] ?(?:%|percent|per cent)) (?:on|against|for)"
    r" (?:all |most |imported |imports of |the )?"
    r"(?:(?P<name>[A-Z][a-z]{2,20}(?:ian|ean|an|ese|ish|ic|i)) [a-z]"
    rf"|(?:[a-z-]+ ){{1,4}}?(?:from|of) (?P<home>{_NAME})\b)"
)
_NOBODYS = re.compile(r"\b(?i:parliament|customs|ministry|central bank|republic|kingdom)\b")
_PUTS = re.compile(
    r"(?: has| have| had| will| would| on \w+| also)* (?:impos|lev[iy]|slapp?|put|rais|introduc"
    r"|lift|lower|suspend|announc|charg|cut|w[io]n|secur|accept|negotiat|fac[ei]|threaten|answer"
    r"|halv|doubl|tripl|scrap)\w* [^.;]{0,60}?"
)
_DUTY = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|import)\b", re.I)
_ENDINGS = ("ian", "ean", "an", "n", "ese", "ish", "ic", "i", "")
_NO_STATE = frozenset(
    {"The", "This", "That", "Its", "Their", "State", "National", "Federal", "Central", "Deputy"}
    | {
        "Interim",
        "Prime",
        "Trade",
        "Commerce",
        "Finance",
        "Foreign",
        "Union",
        "Provincial",
        "Regional",
    }
    | {"Christian", "Republican", "Veteran", "Civilian", "Urban", "Metropolitan", "Human"}
    | {"Public", "Civic", "Democratic", "Catholic", "Islamic", "Republic", "Economic", "Strategic"}
    | {"Domestic", "Historic", "Academic", "Titan", "Suburban", "Sudan", "Roman", "German"}
)
_REGIONS = frozenset(
    {"Asian", "African", "European", "Caribbean", "Scandinavian", "Nordic", "Arctic", "Pacific"}
    | {"Mediterranean", "Balkan", "Arabian", "Andean", "Baltic", "Latin", "Atlantic", "Eastern"}
    | {
        "Californian",
        "Texan",
        "Floridian",
        "Hawaiian",
        "Siberian",
        "Bavarian",
        "Tuscan",
        "Sicilian",
    }
    | {"Asia", "Africa", "Europe", "Latin America", "Middle East", "Central Asia", "America"}
    | {"South America", "Southeast Asia", "East Asia", "North America", "Central America"}
)
_OPENER = re.compile(  # a word that opens the sentence before a name
    r"(?:Neighbou?ring|Nearby|Tiny|Little|Landlocked|Rival|Meanwhile|But|And|When|While|If|After"
    r"|Since"
    r"|Yet|Now|Then|Today|Instead|Unless|Once|Although|Though|As|So|Also|Both|Until|Before) "
)
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
)
_SIGNS = ("tariff", "dut", "lev", "surtax", " ban", "quota", "%", "per cent", "percent")
_FIRST = 8  # words of a sentence in which its subject is looked for
_MOST = 20  # such names in one article


def with_states(parties: Parties, docs: Sequence[tuple[int, Doc]]) -> Parties:
    """The parties with those of countries that no table knows, wherever they are named.

    A name is a country's where a government, a parliament, a ministry or customs bear it
    ("the Arlandian government", "Arland's customs"), or where what the model takes for a
    place puts on a tariff.
    """
    names = dict.fromkeys(
        name
        for offset, doc in docs
        for place, name in _named(doc)
        if parties.at(offset + place) is None
    )
    if not names:
        return _with_subjects(parties, docs)
    known = _of_one_stem(list(names)[:_MOST], docs)
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})\b")
    found = [
        Party(
            start=offset + match.start(),
            end=offset + match.end(),
            country=known[match.group()],
            plain=True,
        )
        for offset, doc in docs
        for match in words.finditer(text_of(doc))
    ]
    taken = [(one.start, one.end) for one in parties.all if one.plain]
    own = [p for p in found if not any(a < p.end and p.start < b for a, b in taken)]
    places = {one.start for one in own}
    known_all = Parties([*(one for one in parties.all if one.start not in places), *own])
    return _with_subjects(known_all, docs)


def _with_subjects(parties: Parties, docs: Sequence[tuple[int, Doc]]) -> Parties:
    """The parties, where "It" that opens a sentence means the one country in the subject of the
    sentence before.
    """
    meant: dict[int, Party] = {}
    for offset, doc in docs:
        topic: str | None = None
        for before, after in pairwise(doc.sents):
            subject = _subject_of(before, offset, parties)
            if subject is None or not _bears_of_it(subject):
                topic = _country_of(subject, offset, parties) if subject is not None else None
            it = _subject_it(after)
            if it is not None and topic is not None:
                start = offset + it.idx
                meant[start] = Party(
                    start=start,
                    end=start + len(it.text),
                    country=topic,
                    plain=False,
                    referred=True,
                )
    if not meant:
        return parties
    return Parties([*(one for one in parties.all if one.start not in meant), *meant.values()])


def _bears_of_it(subject: Token) -> bool:
    """Whether a subject is what another charges whom the sentence before told of: "US tariffs on
    its goods are high".
    """
    duty = tariff_words().any_noun.fullmatch(subject.text) is not None
    return duty and any(one.lower_ == "its" for one in subject.subtree)


def _country_of(subject: Token, offset: int, parties: Parties) -> str | None:
    """The one country in a subject."""
    first = offset + subject.left_edge.idx
    edge = subject.right_edge  # "Their neighbour, the Kingdom of Arland, has"
    beside = subject.idx + len(subject)
    if not any(one.plain for one in parties.within(first, offset + beside)):
        beside = edge.idx + len(edge)
    last = offset + min(beside, max(subject.head.idx, subject.idx + 1))
    named = {one.country for one in parties.within(first, last) if one.plain}
    return named.pop() if len(named) == 1 else None


def _subject_of(sentence: Span, offset: int, parties: Parties) -> Token | None:
    """The subject that a sentence opens with, or the one who says it: "…, Lima said"."""
    subject = next((t for t in sentence.root.lefts if t.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i - sentence.start <= 1:
        return subject
    party = parties.at(offset + subject.idx)
    if party is not None and party.plain and sentence.root.i - subject.i == 1:
        return subject
    told = next((t for t in sentence.root.lefts if t.dep_ == "ccomp"), None)
    first = next((t for t in told.lefts if t.dep_ == "nsubj"), None) if told else None
    return first if first is not None and first.left_edge.i - sentence.start <= 1 else None


def _subject_it(sentence: Span) -> Token | None:
    """The "it" that opens a sentence, or is its subject behind a day: "On 2 March it banned"."""
    if sentence[0].text == "It":
        return sentence[0]
    if sentence[0].lower_ not in {"on", "in", "last", "this", "earlier", "then"}:
        return None
    first = (t for t in sentence[:_FIRST] if t.text == "it" and t.dep_ == "nsubj")
    return next((t for t in first if t.head.i == sentence.root.i), None)


def _named(doc: Doc) -> Iterator[tuple[int, str]]:
    """The names of strange countries in a passage, with their places."""
    text = text_of(doc)
    for pattern in (_PEOPLES, _OWNED, _SEATED):
        for match in pattern.finditer(text):
            sure = _NOBODYS.search(match.group()) is not None
            person = not sure and match["name"].split()[0] in _persons(doc)
            if _may_be(match["name"]) and not person:
                yield match.start("name"), match["name"]
    yield from _taxing(text, doc)
    for entity in doc.ents:
        acts = entity.label_ == "GPE" and entity.root.dep_ in {"nsubj", "nsubjpass", "conj"}
        if acts and _deals_with_duties(text, entity.end_char) and _may_be(entity.text):
            yield entity.start_char, entity.text
    for token in doc if _DUTY.search(text) else ():  # "Colombo cut the levy on cars"
        doubtful = token.text[:1].isupper() and countries.doubtful(token.text)
        alone = token.i == 0 or next_to(token, -1).pos_ != "PROPN"
        if doubtful and alone and _deals_with_duties(text, token.idx + len(token)):
            yield token.idx, token.text


def _deals_with_duties(text: str, end: int) -> bool:
    """Whether the words behind a name that ends at `end` say that it puts on or bears a duty."""
    puts = _PUTS.match(text, end)
    return puts is not None and _DUTY.search(text, puts.end(), puts.end() + 60) is not None


def _taxing(text: str, doc: Doc) -> Iterator[tuple[int, str]]:
    """Names of those whose own duty a passage tells, and whose goods bear one."""
    words = text.lower()
    if not any(sign in words for sign in _SIGNS):
        return
    for match in _OWN.finditer(text) if " its " in text else ():
        opener = _OPENER.match(match["name"])
        start = match.start("name") + (opener.end() if opener else 0)
        name = text[start : match.end("name")]
        if _may_be(name):
            yield start, name
    for match in _OWNED_TAX.finditer(text):
        if _may_be(match["name"]) and match["name"].split()[0] not in _persons(doc):
            yield match.start("name"), match["name"]
    for match in _TAXED.finditer(text):
        name = "name" if match["name"] else "home"
        if _may_be(match[name]) and match[name].split()[0] not in _persons(doc):
            yield match.start(name), match[name]


def _persons(doc: Doc) -> set[str]:
    return {token.text for one in doc.ents if one.label_ == "PERSON" for token in one}


def _may_be(name: str) -> bool:
    strange = not countries.mentioned(name)
    known = name.split()[0] in _NO_STATE or name in _REGIONS or _CALENDAR.match(name)
    return strange and not known and name[:1].isupper()


def _of_one_stem(names: Sequence[str], docs: Sequence[tuple[int, Doc]]) -> dict[str, str]:
    """For each form of such a name the one that names the country: of "Arlandian" and
    "Arland" the noun. A people whose country the article does not name stands for itself.
    """
    words = {word for _, doc in docs for word in re.findall(r"\b[A-Z][a-z]{3,24}\b", text_of(doc))}
    known: dict[str, str] = {}
    for name in names:
        if (country := countries.named(name)) is not None:  # a capital that may be a person
            known[name] = country
            continue
        noun = next(iter(_nouns(name, words)), name)
        for form in _forms(noun, words | {name}):
            known[form] = noun
        known[name] = noun
    return known


def _nouns(people: str, words: set[str]) -> Iterator[str]:
    """The words of an article that may be the country of a people."""
    for ending in _ENDINGS[:-1]:
        stem = people.removesuffix(ending)
        if stem != people and len(stem) > 3:
            yield from (
                stem + tail for tail in ("ia", "a", "", "e", "y", "land") if stem + tail in words
            )


def _forms(noun: str, words: set[str]) -> Iterator[str]:
    """The words of an article that are a country's name or its people's."""
    stems = {noun, noun.removesuffix("a"), noun.removesuffix("ia"), noun.removesuffix("e")}
    for stem in stems:
        if len(stem) > 3:
            yield from (f"{stem}{end}" for end in _ENDINGS if f"{stem}{end}" in words)
            yield from (f"{stem}{end}s" for end in _ENDINGS[:-1] if f"{stem}{end}s" in words)
