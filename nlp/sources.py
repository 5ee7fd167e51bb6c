"""What the parse says of a verb: its subject, object and agent, and whom a pronoun stands for."""

from __future__ import annotations

from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
MAX_CLIMB = 6


def subject_of(verb: Token) -> Token | None:
    """The verb's own grammatical subject, without looking further.

    The parse may make several of what is one ("co-host Nora Quist", "the non-profit",
    "Harbour spokesman the Rev. Lund"): the first is meant unless a hyphen joins them. Of
    "Voters, Quist said, are tired" it is the one beside the verb.
    """
    found: Token | None = None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i != verb.i and not is_mark(child):
            if found is not None and not _replaces(child, found, verb):
                return found
            found = child
    return found


def _replaces(later: Token, found: Token, verb: Token) -> bool:
    """Whether the later of two subjects is the verb's."""
    if later.i > verb.i:
        return False
    doc = verb.doc
    aside = verb.i + 1 < len(doc) and doc[verb.i + 1].text == "," and later.i + 1 == verb.i
    return _hyphen_follows(found) or (aside and doc[later.left_edge.i - 1].text == ",")


def _hyphen_follows(token: Token) -> bool:
    """Whether a token is, or runs into, the hyphen of a compound word."""
    return is_hyphen(token) or (token.i + 1 < len(token.doc) and is_hyphen(token.nbor()))


def is_mark(token: Token) -> bool:
    """Whether a token is no word; "%" is one, as in "47% say"."""
    return token.text != "%" and not any(map(str.isalnum, token.text))


def is_hyphen(token: Token) -> bool:
    """Whether a token joins two parts of one word."""
    return (
        token.text == "-"
        and not token.whitespace_
        and token.i > 0
        and not token.nbor(-1).whitespace_
    )


def object_of(verb: Token) -> Token | None:
    """The verb's direct or dative object."""
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)


def agent_of(verb: Token) -> Token | None:
    """The source of a passive: the noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent":
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    return noun
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive ("was told", "accused by")."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def antecedent(head: Token) -> Token:
    """The noun a relative pronoun stands for; any other word stands for itself."""
    if head.lower_ not in _RELATIVE or head.pos_ != "PRON":
        return head
    seat = head.head
    for _ in range(MAX_CLIMB):
        if seat.dep_ == "relcl":
            return seat.head
        if seat.head.i == seat.i:
            break
        seat = seat.head
    return head


def name_beside(preposition: Token) -> Span | None:
    """The name that the parse left out of "according to its builder, Nora Quist"."""
    doc, place = preposition.doc, preposition.right_edge.i + 1
    end = preposition.sent.end
    if place >= end or doc[place].text != ",":
        return None
    last = place + 1
    while last < end and (doc[last].pos_ == "PROPN"):
        last += 1
    closed = last == end or doc[last].text in (",", ".", ";")
    return doc[place + 1 : last] if closed and last - place > 1 else None
