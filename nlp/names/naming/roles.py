"""Whether a phrase beside a name is the role of somebody: "the president of the union"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp import countries
from nlp.names.naming.words import Word
from nlp.titles import Titles

CORE_ENDS = re.compile(
    r" (?:of|at|for|in|from|with|on|to|who|and|under|said|wrote|told|says|has|had|was|is)\b"
)
_ARTICLE = re.compile(r"^(?:(?:now|currently) )?(?:(?:the|an?) |(?<=now )|(?<=currently ))", re.I)
_TWO_FIELDS = re.compile(
    r"(?:(?:the|an?) )?(?:[\w’'-]+ )?(?P<field>[^\W\d_]+) and (?:[^\W\d_]+ ){1,2}"
    r"(?P<head>[^\W\d_]+)(?= (?:of|for|in|at|who) |$)"
)
_CALLING = re.compile(r"...(?:ologist|[^x]ist|ician|woman|[^u]man)$")
_PARENT = re.compile(r"(?:grand)?(?:mother|father|mum|mom|dad|parent)-of-[a-z]+", re.I)
_CALLED_FIRST = re.compile(r"...(?:ologist|[^x]ist|ician|ographer)$")
_NO_MORE = frozenset({"former", "ex", "retired", "onetime"})
_INNER_ARTICLE = re.compile(r"^(?!(?:now|then|also|once|currently|formerly) )[^’']* (?:the|an?) ")
_TELLS_A_DEED = frozenset(
    {"who", "whom", "whose", "which", "where", "when", "said", "says", "told", "wrote", "added"}
)
_OF = re.compile(r" of (?:the )?(?=[A-Z])")
_PLACE = re.compile(r" of (?:[A-Z][a-z]+ ){0,2}(?P<last>[A-Z][a-z]+)(?=[,.;]| [a-z(])")
_LONGEST_COUNTRY = 40  # characters
_OWNER = r"[A-Z]\w*(?: [A-Z]\w*)*(?:[’']s|(?<=s)[’']) "
_DETERMINER = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|whose|[Hh]is|[Hh]er|[Oo]ur|[Mm]y) (?!{_OWNER})"
    rf"|(?P<owner>\b{_OWNER})"
)
_BEFORE = re.compile(r"((?:[^,.;:“”()]|(?<=\b[A-Z])\.(?=[A-Z ])){3,60}), ?$")
_AFTER = re.compile(
    r", (?:(?:now )?[1-9][0-9]{0,2}, )?(?:(?:an?|the|his|her|its|their|our|my) )?"
    r"([^\W\d_](?:[^,.;:“”—()]|(?<=\b[A-Z])\.(?=[A-Z]\.| [a-z])){2,100})"
)
AGED = re.compile(r", [1-9][0-9]?,")
_WHO_DOES = re.compile(
    r", who (?:also )?(?:heads|leads|runs|chairs|directs|teaches|studies|lives|works|owns|manages"
    r"|oversees|represents|coaches|edits|wrote|founded|grew up|was born|retired|took office)\b"
)
_HEADS = frozenset({"head", "chief"})  # behind a name, only people are
_CLAUSE = re.compile(
    r"(?:(?! who\b).)*? (?:said|wrote|told|says|added|argued|has|had|was|is|were)\b"
)
VERB = re.compile(r" (?:said|wrote|told|says|added|has|had|was|is|who)\b")


def role_in(phrase: str, lexicon: Titles) -> str | None:
    """The phrase as a role, if the head of it is one."""
    phrase = " ".join(phrase.split())
    if of_two_fields(phrase, lexicon):
        return _ARTICLE.sub("", phrase)
    core = CORE_ENDS.split(phrase, maxsplit=1)[0].split()
    if core and (core[0].lower() in _TELLS_A_DEED or _INNER_ARTICLE.search(" ".join(core))):
        return None
    if not core or not (core[-1].lower() in lexicon.heads | lexicon.ties or _callings(core)):
        return None
    return _ARTICLE.sub("", VERB.split(phrase, maxsplit=1)[0])


def of_two_fields(phrase: str, lexicon: Titles) -> bool:
    """Whether "and" joins what the office is of: "the trade and industry minister"."""
    found = _TWO_FIELDS.match(phrase)
    if found is None or found["field"].capitalize() not in lexicon.fields_too:
        return False
    return found["head"].lower() in lexicon.heads and not VERB.search(phrase)


def is_calling(word: str, lexicon: Titles) -> bool:
    """Whether a word is a person's office, and no firm's: "prosecutor", "mother-of-two"."""
    word = word.removeprefix("ex-")
    office = word in lexicon.heads and word not in lexicon.firms_too
    return office or _PARENT.fullmatch(word) is not None


def is_tie(word: str, lexicon: Titles) -> bool:
    """Whether a word is what people are to others or do for a living: "sister", "ex-banker"."""
    return word.removeprefix("ex-") in lexicon.ties


def office_with(rank: str, lead: str, lexicon: Titles) -> str:
    """The role before a name whose last word is a rank: "police spokesman" of "police spokesman
    Lt.", but "U.S. District Judge" in full, where the words alone are no office."""
    core = CORE_ENDS.split(lead, maxsplit=1)[0].split()
    head = core[-1].lower().removeprefix("ex-") if core else ""
    office = head in lexicon.heads | lexicon.ties and rank != "Justice"  # "Chief Justice"
    return lead if not lead or office else f"{lead} {rank}"


def calls_by_ending(word: str, lexicon: Titles) -> bool:
    """Whether the ending of a word that opens a sentence makes it a calling: "Volcanologist"."""
    return _CALLED_FIRST.search(word) is not None and word not in lexicon.given


def _callings(core: list[str]) -> bool:
    """Whether the last word is a calling by its ending ("entomologist", "fisherwoman")."""
    last = core[-1]
    return last.islower() and _CALLING.search(last) is not None


def place_behind(text: str, end: int, lexicon: Titles) -> str:
    """The rest of the title of "President Ana Sol of Peru", behind a name that ends at `end`."""
    lead = _OF.match(text, end)
    if lead is None:
        return ""
    near = text[lead.end() : lead.end() + _LONGEST_COUNTRY]
    for first, last, _ in countries.mentioned(near):
        if first == 0:
            return f" of {near[:last]}"
    place = _PLACE.match(text, end)
    return "" if place is None or place["last"] in lexicon.days else place[0]


def role_after(text: str, end: int, lexicon: Titles) -> str | None:
    """The role that follows a name after a comma ("…, the president of the union,")."""
    match = _AFTER.match(text, end, end + 140)
    if match is None or (_CLAUSE.match(match.group(1)) and text.startswith(",", match.end())):
        return None  # "Ada Boyd, the mayor said, was a thief"
    return role_in(match.group(1), lexicon)


def tells_person(text: str, end: int, lexicon: Titles) -> bool:
    """Whether what stands behind a name that ends at `end` is told of people only: an age, an
    office and no more ("…, the mayor of Lund,"), "who heads"."""
    if AGED.match(text, end) or _WHO_DOES.match(text, end):
        return True
    match = _AFTER.match(text, end, end + 140)
    if match is None or _CLAUSE.match(match.group(1)) or not role_in(match.group(1), lexicon):
        return False
    core = CORE_ENDS.split(match.group(1), maxsplit=1)[0]
    last = core.split()[-1].lower()
    bodies = (lexicon.firms_too | lexicon.explained | lexicon.businesses) - _HEADS
    office = (last in lexicon.heads or _callings(core.split())) and last not in bodies
    return office and not match.group(1).startswith(" and", len(core))


def role_before(text: str, start: int, lexicon: Titles) -> str | None:
    """The role that leads up to a name and a comma ("the prime minister, …")."""
    lead = text[max(0, start - 70) : start]
    for article in reversed(list(_DETERMINER.finditer(lead))):
        owned = article.group("owner") is not None
        match = _BEFORE.match(lead, article.start() if owned else article.end())
        phrase = match.group(1) if match else ""
        if not VERB.search(phrase) and (role := role_in(phrase, lexicon)):
            return role
    return None


def left_office(text: str, words: Sequence[Word], i: int, name: int) -> str:
    """The office at word `i` before a name, with the word before it that says it is held no
    more: "Former Gov. Wes Tabor"; "" without one.
    """
    before = words[i - 1] if i and words[i].joined else None
    if before is None or before.low not in _NO_MORE:
        return ""
    return text[before.start : words[name].start].strip()
