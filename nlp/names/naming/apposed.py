"""Organisations that a description beside their name tells: "Pallas, a maker of pumps"."""

from __future__ import annotations

import re

from nlp import countries
from nlp.names.naming.legal_forms import STAFFED
from nlp.names.naming.words import Word
from nlp.titles import gender_of, titles

_BEFORE = re.compile(
    r"\b(?:the|an?|its|his|her|their|our) (?:[\w-]+ ){0,3}?([a-z]+)(?: (?:in|of|for) [^,.;:]+)?, $",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w&]+(?: (?:[a-z]{1,3} ){0,2}[A-Z][\w&]+){0,5}(?=,)")
_BEHIND = re.compile(
    r"[A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,3}(?=, (?:an?|the) (?:[\w’'-]+ ){0,4}?"
    r"(?P<noun>[a-z]+)(?: (?:of|in|for|from|with|based|that|which)\b|,))"
)
_AT_WORK = re.compile(  # "Norvex, which makes pumps": no person, and hardly a place
    r"[A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,3}(?=, which (?:makes|sells|employs|operates|owns"
    r"|supplies|represents|advises|regulates|manufactures|imports|exports|runs|brews|publishes)\b)"
)
_HOUSE = re.compile(r"[A-Z][\w&]+(?: [A-Z][\w&]+){0,3}(?![\w’'-]| [A-Z])")
_NOUN = r"(?P<noun>[a-z][a-z-]+|(?:^|(?<=[.?!] ))[A-Z][a-z-]+)"  # with a capital, it opens
_KIND = re.compile(  # "the union Unite said", "Dutch charity Novib", "local airline Norvex"
    r"\b(?P<which>(?:[Tt]he|[Aa]n?|[A-Z][a-z]+(?:ish|an|ese|ch|i|ss))(?: [a-z-]+){0,2}? )?"
    rf"{_NOUN} $"
)
_EMPLOYER = re.compile(r"\b(?:at|of|for|from|with) (?:[a-z-]+ )?(?P<noun>[a-z-]+) $")
_ACTS = re.compile(
    r" (?:added|announced|argued|can|claimed|could|did|does|had|has|insisted|is|may|must|plans"
    r"|reported|said|says|should|told|wants|warned|was|were|will|would|wrote|and|in)\b"
    r"|[’']s |[,.;:]"
)
_JUST_BEFORE = re.compile(
    rf"\b{_NOUN} $"
    r"|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er) (?:[\w-]+ ){0,2}?(?P<other>[a-z]+), $"
)
_SAID_TO_BE = re.compile(
    r", (?:an?|the) (?:[\w’-]+ ){0,3}?(?P<noun>[a-z]+)(?=,| (?:of|for|in|that|which|based)\b)"
)
_BODIES = frozenset({"brewery", "line", "newspaper", "party", "plant", "regulator", "union"})
_HOUSES = frozenset({"broker", "brokerage", "dealer", "producer", "publisher"})
_PLACES = frozenset({"college", "court", "hospital", "house", "office", "parliament", "school"})
_TWO_PEOPLE = re.compile(r"[A-Z]\S+ [A-Z]\S+ and [A-Z]\S+ [A-Z]\S+")  # "Hana Ito and Per Gran"
_REACH = 60


def apposed_end(text: str, words: tuple[Word, ...], i: int) -> int:
    """The end of the organisation's name at word `i` between commas behind a body's noun ("a
    campaign group, Save the Lido, said") or before one ("Pallas, a maker of pumps"), before what
    it does ("Pallas, which makes pumps"), or behind its staff ("analysts at Dunmore Price"); 0
    if none.
    """
    start = words[i].start
    house = _HOUSE.match(text, start) if _is_staffed(text, words[i]) else None
    if house is not None:
        return _end(words, i, house)
    busy = _AT_WORK.match(text, start)
    if busy is not None and not gender_of(words[i].text):
        return _end(words, i, busy)
    kind = _KIND.search(text, max(0, start - _REACH), start)
    house = _HOUSE.match(text, start) if kind and _is_a_body(kind) else None
    if house is not None and _ACTS.match(text, house.end()) and words[i].text not in titles().given:
        return _end(words, i, house)
    lead = _BEFORE.search(text, max(0, start - _REACH), start)
    name = _NAME.match(text, start) if lead else None
    if lead is not None and name is not None:
        two = _TWO_PEOPLE.fullmatch(name.group()) is not None
        told = not two and lead.group(1).lower() in titles().explained
        return _end(words, i, name) if told else 0
    name = _BEHIND.match(text, start)
    if name is None or not _is_of_firms(name.group("noun")) or gender_of(words[i].text):
        return 0
    return 0 if words[i].text in titles().given else _end(words, i, name)


def _is_staffed(text: str, name: Word) -> bool:
    """Whether somebody works for what is named: "analysts at Dunmore Price", "of broker Moss"."""
    near = max(0, name.start - _REACH)
    at = _EMPLOYER.search(text, near, name.start)
    lists = titles()
    firm = at is not None and at["noun"] in lists.firms_too & lists.businesses | _HOUSES
    firm = firm and name.text not in lists.given
    return firm or STAFFED.search(text, near, name.start) is not None


def nouns_beside(text: str, start: int, end: int) -> frozenset[str]:
    """The nouns beside a body's name that tell what it is: "the union Unite", "the regulator,
    Ofgem,", "Crisis, a charity for the homeless"."""
    found = (_JUST_BEFORE.search(text, max(0, start - _REACH), start), _SAID_TO_BE.match(text, end))
    words = (word for one in found if one is not None for word in one.groupdict().values())
    return frozenset(word.lower() for word in words if word)


def _is_a_body(kind: re.Match[str]) -> bool:
    """Whether a noun before a name tells a body's, and no "miner" or "contractor"; nor where
    somebody is, as in "at school Lund was".
    """
    noun = kind["noun"].lower()
    if kind["which"] is None and noun in _PLACES:
        return False
    return noun in _BODIES or (_is_of_firms(noun) and noun not in titles().ties)


def _is_of_firms(noun: str) -> bool:
    """Whether a noun describes firms, and no person ("a brewer" may be either)."""
    lexicon = titles()
    return noun in lexicon.businesses or (
        noun in lexicon.explained and noun not in lexicon.firms_too and noun not in lexicon.heads
    )


def _end(words: tuple[Word, ...], i: int, name: re.Match[str]) -> int:
    """The position after a name that may be an organisation's; 0 where it may not."""
    end = i
    while end < len(words) and words[end].start < name.end():
        end += 1
    if words[i].low in titles().honorifics or countries.named(name.group()):
        return 0
    if any(word.dates or word.low in titles().heads for word in words[i:end]):
        return 0
    return end
