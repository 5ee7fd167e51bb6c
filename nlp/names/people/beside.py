"""Whether the words before a name tell who bears it: "the campaign chairman, ", "a deckhand, "."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Token

from nlp.analysis import SpeakerKind
from nlp.names.naming.roles import role_in
from nlp.names.people.entities import Entity, Linked
from nlp.texts import next_to, text_of
from nlp.titles import calls_people, titles

_ARTICLE = re.compile(r"\b(?:the|an?|another|one|fellow) (?=\w)", re.IGNORECASE)
_OWNER = re.compile(r"(?:his|her|its|their|our|my|whose|[^\s,]+['’]s?) ", re.IGNORECASE)
_ONE_OF = re.compile(
    r"(?:one|another)(?: of (?:them|us|(?:the|his|her|its|their|those) [a-z ]+s))?", re.IGNORECASE
)
_PLAIN = re.compile(
    r"(?:[A-Z][\w-]+ ){0,2}[a-z-]+(?: [a-z-]+){0,2}"
)  # "deckhand", "retired welder"
_TOLD_OF = re.compile(r"[a-z-]+(?: [a-z-]+){2,8}")
_ONES = frozenset({"man", "person", "woman"})
_BODY = re.compile(r"[^,]{2,50}")
_BETWEEN = re.compile(r" (?:for|to|of|with) (?:the|an?|his|her|its|their) ")
_LONGEST_ROLE = 70  # characters
_FIRMS = frozenset({"line", "group", "chain", "carrier", "union", "newspaper", "agency"})


def holder_behind(noun: Token, offset: int, linked: Mapping[int, Linked]) -> Entity | None:
    """Whoever is named behind their role and a comma, also where the parse hung them elsewhere.

    `linked` holds the mentions by where they start in the article, `offset` is the passage's.
    """
    calling = noun.lower_ in titles().heads | titles().ties
    if not calling or noun.i + 1 >= len(noun.doc):
        return None
    place = offset + noun.idx
    end = place + len(noun)
    if next_to(noun).text == ",":
        named = linked.get(end + len(", "))
        found = named is not None and (named.mention.role or "").endswith(noun.text)
        return named.entity if named is not None and found else None
    for start in range(end + 1, min(end + _LONGEST_ROLE, offset + noun.sent.end_char)):
        named = linked.get(start)  # "a spokesman for the ministry, Odd Lien"
        if named is not None and named.mention.kind is SpeakerKind.PERSON:
            role = named.mention.role or ""
            apart = text_of(noun.doc)[start - offset - len(", ") : start - offset] == ", "
            first = start - len(", ") - len(role)
            if apart and first <= place < first + len(role):
                return named.entity if noun.text in role.split(" for ")[0].split() else None
    return None


def tells_of(before: str, kind: SpeakerKind, head: Token) -> bool:
    """Whether the words before a name say who bears it: "a deckhand, ", "the shipping line "."""
    words = before.removesuffix("the ")
    lead = _OWNER.sub("", _ARTICLE.sub("", words.rstrip(", "), count=1), count=1)
    if kind is SpeakerKind.ORGANISATION:
        apart = words.endswith(", ") and _BODY.fullmatch(lead) is not None
        told = (
            _ONE_OF.fullmatch(words.rstrip(", ")) is not None
            or _explained(lead)
            or lead.rpartition(" ")[2] in titles().firms_too
        )
        return bool((apart and told) or (words.endswith(" ") and _is_firm(lead)))
    if kind is not SpeakerKind.PERSON:
        return False
    if not words.endswith(", "):  # "his son Luke", "a woman named Ester Soto"
        last = lead.rpartition(" ")[2]
        return words.endswith(" ") and (last in titles().ties or last in ("named", "called"))
    if _ONE_OF.fullmatch(words.rstrip(", ")) or _one_role(lead):
        return True
    if lead.rpartition(" ")[2] in titles().heads and not _BETWEEN.search(lead):
        return True  # "Amnesty's Horn of Africa director"
    plain = _PLAIN.fullmatch(lead) is not None and not _explained(lead)
    return head.tag_ == "NN" and (plain or _is_told_of(words, lead, head))


def _is_told_of(words: str, lead: str, head: Token) -> bool:
    """Whether one of some calling is told of at length: "a lawyer representing the family, "."""
    calling = head.lower_ in titles().ties | _ONES or calls_people(f"{head.lower_}s")
    told = _TOLD_OF.fullmatch(lead) is not None and not two_roles(lead)
    return calling and told and words[:2].casefold() in ("a ", "an")


def _is_firm(lead: str) -> bool:
    """Whether the last word before a name is one for firms ("shipping line")."""
    lexicon = titles()
    return lead.rpartition(" ")[2] in lexicon.explained - lexicon.firms_too | _FIRMS


def _one_role(lead: str) -> bool:
    """Whether words before a name are one person's role."""
    return role_in(lead, titles()) is not None and not two_roles(lead)


def two_roles(lead: str) -> bool:
    """Whether two persons are spoken of, so that a name may be either's ("a lawyer for the
    mayor, Jane Roe")."""
    first, *rest = _BETWEEN.split(lead, maxsplit=1)
    words = (first.split()[-1:], rest[0].split()[-1:] if rest else [])
    return all(run and run[0].lower() in titles().heads for run in words)


def _explained(lead: str) -> bool:
    """Whether words before a name are a body's description ("former employer")."""
    nouns = titles().explained
    return any(word in nouns for word in re.split(r" (?:in|of|for) ", lead)[0].split()[-1:])


def goes_on_behind(word: Token) -> bool:
    """Whether a word behind a name tells more of whoever it names: "of", "who", "MP"."""
    office = word.text.isupper() and word.lower_ in titles().heads
    return office or word.pos_ in ("ADP", "SCONJ", "PRON")
