"""Says which organisation a figure is of: "revenue at Zellner", "Zellner cut its forecast"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Token

from nlp.analysis import SpeakerKind
from nlp.figures.subjects.measurable import SOURCES
from nlp.names.people.entities import Entity
from nlp.names.roster import Roster
from nlp.texts import next_to

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OF = frozenset({"at", "of", "for", "by"})
_OF_SHARES = frozenset({"in"})  # "shares in Zellner"
_GET = frozenset(
    {"own", "owe", "spend", "lose", "employ", "sell", "buy", "hire", "dismiss", "pay", "operate"}
    | {"run", "serve", "acquire", "borrow", "lend", "donate", "win", "take", "gain", "hold"}
    | {"pledge", "offer", "treat", "rescue"}
)  # whose subject gets or gives what is counted itself
_HAVE = _GET | (
    {"have", "post", "log", "book", "notch", "suffer", "record", "report", "register", "earn"}
    | {"make", "invest", "raise", "cut", "lower", "increase", "swing", "lift", "trim", "slash"}
    | {"double", "triple", "halve", "ship", "build", "produce", "shed", "add", "close", "open"}
    | {"generate", "set", "expect", "forecast", "see", "carry", "plan", "order", "deliver"}
    | {"fall", "rise", "drop", "jump", "slide"}
)  # whose subject has, does or gets what is counted
_RESULTS = frozenset(
    {"profit", "loss", "revenue", "sale", "earnings", "income", "turnover", "margin", "dividend"}
)  # which a firm tells of itself
_TELL = frozenset(
    {"say", "report", "announce", "expect", "forecast", "predict", "warn", "estimate"}
)
_TELLS_OF_OTHERS = re.compile(
    r"\b(?:Office|Bureau|Statistics|Department|Ministry|Agency|Commission|Institute|Association"
    r"|Council|Police|Survey|University|Cent(?:re|er)|Authority|Board|Federation|Committee|Society"
    r"|Chamber|Court|Times|Post|News|Journal|Observer|Administration|Service|Parliament|Party)\b"
)  # organisations that report what is not their own
_AT_PLACE = re.compile(
    r"(?<!shares )(?<!share )(?<!stakes )(?<!stake )(?<!investors )"
    r"\b(?:in|near|across|outside) (?:the )?$",
    re.I,
)  # "two rivers in Dorset": a place, which owns nothing
_OPENS = re.compile(r"(?:^|[.!?:\n][”’\"']? ?|[“\"])$")
_WORD = re.compile(r"[\w-]+")
_SORTS = frozenset({"Brent", "WTI", "Urals", "Covid", "COVID"}) | {
    *("EBITDA", "EBIT", "GDP", "CPI", "PMI", "VAT", "IPO", "CO2", "HIV", "CFA")
}  # of oil, of illness and of reckoning, and no organisations
_OF_ILLNESS = frozenset({"case", "death", "infection", "outbreak", "patient", "vaccination"})
_OF_STATE = frozenset({"House", "Senate", "Congress", "Parliament", "Cabinet", "Treasury", "Court"})
_CLIMB = 4
_KIN = frozenset(
    {"rival", "supplier", "partner", "owner", "maker", "parent", "unit", "subsidiary", "competitor"}
)  # of a firm, and another one: "Zellner rival Orlo’s sales"


Span = tuple[int, int, str]
"""Where a name begins and ends, and whose it is."""


class Owners:
    """The organisations that one passage names or speaks of, by the place of a word in it."""

    def __init__(
        self, spans: Sequence[Span], meant: dict[int, str], doubtful: Set[str] = frozenset()
    ) -> None:
        self._spans = spans
        self._meant = meant
        self._doubtful = doubtful

    def at(self, token: Token) -> str | None:
        """The organisation that `token` names, or that it means as "its" and "the firm" do."""
        found = self._from(token.idx)
        if found is not None and token.idx < found[1]:
            alias = found[1] - found[0] < len(found[2])
            if alias and token.ent_type_ in {"GPE", "LOC"}:
                return None  # the land, and no union named after it
            if token.dep_ == "compound" and token.head.lemma_.lower() in _OF_ILLNESS:
                return None  # "Malaria cases"
            noun = token.tag_ in {"NN", "NNS"} and found[2] in self._doubtful
            acts = (
                token.tag_ == "NN" and token.dep_ == "nsubj" and token.head.lemma_.lower() in _GET
            )
            return found[2] if acts or not noun else None
        return self._meant.get(token.idx)

    def _from(self, place: int) -> Span | None:
        """The last organisation that begins at `place` or before it."""
        index = bisect_right(self._spans, place, key=lambda one: one[0])
        return self._spans[index - 1] if index else None

    def within(self, start: int, end: int) -> list[Span]:
        """The organisations named between two places: where from, where to, and which."""
        first = bisect_left(self._spans, start, key=lambda one: one[0])
        return list(self._spans[first : bisect_left(self._spans, end, key=lambda one: one[0])])

    def holds(self, start: int, end: int) -> bool:
        """Whether the characters between two places are a part of an organisation's name."""
        found = self._from(start)
        return found is not None and end <= found[1] and found[1] - found[0] > end - start

    def __bool__(self) -> bool:
        return bool(self._spans or self._meant)


def owners_of(passages: Sequence[tuple[int, str]], roster: Roster | None) -> Iterator[Owners]:
    """For each passage of an article, given where it begins and its text, the organisations in
    it that stand for no country.
    """
    linked = roster.linked if roster else ()
    found = sorted(
        (one.mention.name_start, one.mention.end, name)
        for one in linked
        if (name := _firm([one.entity])) is not None
    )
    references = roster.references if roster else {}
    meant = sorted(
        (place, name, each.through[0].start if each.through and each.through[0] else place)
        for place, each in references.items()
        if (name := _firm(each.entities)) is not None
    )
    places: set[str] = set()
    doubtful = _doubtful(passages, found)
    for offset, text in passages:
        end = offset + len(text)
        within = found[bisect_left(found, (offset,)) : bisect_left(found, (end,))]
        spans = [(start - offset, stop - offset, name) for start, stop, name in within]
        places |= {one[2] for one in spans if _AT_PLACE.search(text, max(0, one[0] - 24), one[0])}
        spans = [one for one in spans if one[2] not in places]
        referred = meant[bisect_left(meant, (offset,)) : bisect_left(meant, (end,))]
        named = {
            place - offset: name
            for place, name, told in referred
            if name not in places
            and not _is_told(text, place - offset)
            and not _rivals(name, text, spans, told - offset, place - offset)
        }
        yield Owners(spans, named, doubtful)


def _doubtful(passages: Sequence[tuple[int, str]], found: Sequence[Span]) -> frozenset[str]:
    """The names that may be plain nouns with the capital of their sentence: "Coal’s share"."""
    single = {name for _, _, name in found if " " not in name}
    for offset, text in passages if single else ():
        end = offset + len(text)
        for start, _, name in found[bisect_left(found, (offset,)) : bisect_left(found, (end,))]:
            if not _OPENS.search(text, max(0, start - offset - 3), start - offset):
                single.discard(name)
    return frozenset(single)


def _is_told(text: str, place: int) -> bool:
    """Whether the word at `place` is a poll, which has no figures of who took it."""
    word = _WORD.match(text, place)
    return word is not None and word[0].lower() in SOURCES


def _rivals(name: str, text: str, spans: Sequence[Span], told: int, place: int) -> bool:
    """Whether what stands at `place` may mean another than the one named at `told`: the sentence
    there names two.
    """
    since = text.rfind(". ", 0, max(0, told)) + 1
    return any(other != name for start, _, other in spans if since <= start < place)


def _firm(entities: Sequence[Entity | None]) -> str | None:
    if len(entities) != 1 or (one := entities[0]) is None:
        return None
    named = one.kind is SpeakerKind.ORGANISATION and not one.name[:1].islower()
    named = named and one.name.split()[0] not in _OF_STATE | _SORTS
    return one.name if named and one.country is None else None


def owner_of(noun: Token | None, root: Token | None, owners: Owners) -> str | None:
    """The organisation whose `noun` is: its owner, or the one that has or does it; `root` is
    the top word of the amount.
    """
    if not owners:
        return None
    named = noun is None or noun.pos_ == "PROPN"  # "the party’s Velde" has no figures of its
    for each in _owning(noun) if noun is not None and not named else ():
        if (name := owners.at(each)) is not None:
            return name
    for doer, verb in (*_doers(noun), *_doers(root)):
        name = owners.at(doer)
        if name and (verb.lemma_.lower() in _GET or not _TELLS_OF_OTHERS.search(name)):
            return name
    for teller in _tellers(noun):
        name = owners.at(teller)
        if name and not _TELLS_OF_OTHERS.search(name):
            return name
    return None


def _tellers(noun: Token | None) -> Iterator[Token]:
    """Who tells of the noun as of their own: "Zellner said quarterly profit rose", and no
    "Zellner said sales of tea rose", which may be everybody's.
    """
    if noun is None or noun.dep_ not in _SUBJECTS or noun.lemma_.lower() not in _RESULTS:
        return
    led = any(
        each.dep_ in {"det", "poss", "compound"} and not _is_plain(each) for each in noun.lefts
    )
    verb = noun.head
    if led or verb.dep_ != "ccomp" or any(each.dep_ == "prep" for each in noun.rights):
        return
    for each in verb.head.children if verb.head.lemma_.lower() in _TELL else ():
        if each.dep_ == "nsubj":
            yield each
            yield from (child for child in each.rights if child.dep_ == "appos")


def _is_plain(word: Token) -> bool:
    """Whether a word before a result says no more than which of one firm’s it is."""
    return word.lower_ in {"the", "its", "quarter", "group", "company", "half", "year"}


def _owning(noun: Token) -> Iterator[Token]:
    """The words in "Zellner’s revenue", "Zellner shares", "revenue at Zellner"."""
    for child in noun.children:
        named = child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN"
        if child.dep_ == "poss" or (named and next_to(child).lower_ not in _KIN):
            yield child
        told = _OF | (_OF_SHARES if noun.lemma_ in {"share", "stake"} else frozenset())
        if child.dep_ == "prep" and child.lower_ in told:
            for thing in child.children:
                if thing.dep_ == "pobj":
                    yield thing
                    yield from _owning(thing)


def is_whole(token: Token | None) -> bool:
    """Whether the word is what a number is only a part of, and nobody's: the seats of "won 31 of
    the 120 seats".
    """
    if token is None or token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    return token.head.head.like_num and not any(each.dep_ == "poss" for each in token.lefts)


def _doers(token: Token | None) -> Iterator[tuple[Token, Token]]:
    """The subject of the verb whose object, or part of whose object, the word is, and the verb."""
    if is_whole(token):
        return
    for _ in range(_CLIMB):
        if token is None or token.dep_ in _SUBJECTS or token.head.i == token.i:
            return
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            break
    if token is None or token.lemma_.lower() not in _HAVE:
        return
    seat = verb = token
    for _ in range(_CLIMB):
        subjects = [child for child in seat.lefts if child.dep_ in _SUBJECTS]
        if subjects:
            yield subjects[0], verb
            return
        told = any(child.dep_ == "dobj" for child in seat.head.rights if child.i < seat.i)
        if seat.dep_ not in {"xcomp", "conj"} or (seat.dep_ == "xcomp" and told):
            return  # "ordered it to run 12 trains": not of whoever ordered
        seat = seat.head
