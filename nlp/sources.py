"""Who a cue belongs to: from a verb, noun or adjective to the words that name its source."""

from __future__ import annotations

from spacy.tokens import Span, Token

from nlp.cues import lexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_TIMES = frozenset({"year", "month", "week", "day", "decade", "time", "hour", "moment"})
_DROPPED_FROM_NAME = frozenset({"relcl", "acl", "punct", "cc", "advcl", "ccomp", "parataxis"})
_LIGHT_OBJECTS = frozenset({"dobj", "pobj", "attr", "conj"})
MAX_CLIMB = 6


def subject_of(verb: Token) -> Token | None:
    """The verb's own grammatical subject, without looking further.

    Of "co-host Nora Quist" and "the non-profit" the parse may make a subject of each part:
    the last is meant.
    """
    found: Token | None = None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i != verb.i:
            if found is not None and not (child.i < verb.i and _hyphen_follows(found)):
                return found
            found = child
    return found


def _hyphen_follows(token: Token) -> bool:
    """Whether a token is, or runs into, the hyphen of a compound word."""
    return is_hyphen(token) or (token.i + 1 < len(token.doc) and is_hyphen(token.nbor()))


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


def source_of_verb(verb: Token) -> Token | None:
    """The head word of the verb's source, found by climbing to where a subject is shared."""
    if is_passive(verb):
        agent = agent_of(verb)
        return subject_of(verb) if agent is None and verb.lemma_ in lexicon().felt else agent
    seat = verb
    for _ in range(MAX_CLIMB):
        subject = subject_of(seat)
        if subject is not None:
            return None if subject.tag_ == "EX" or subject.dep_ == "expl" else subject
        agent = agent_of(seat)
        if agent is not None:
            return agent
        above = _clause_above(seat) if _trails(seat) else _seat_above(seat)
        if above is None:
            return None
        if above.pos_ in ("NOUN", "PROPN", "PRON"):
            return _through_noun(above)
        seat = above
    return None


def _trails(verb: Token) -> bool:
    """Whether a participle follows a comma (", saying …"): it belongs to the clause."""
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","


def _clause_above(verb: Token) -> Token | None:
    """The nearest verb above."""
    seat = verb.head
    for _ in range(MAX_CLIMB):
        if seat.pos_ in ("VERB", "AUX"):
            return seat
        seat = seat.head
    return None


def _seat_above(verb: Token) -> Token | None:
    """Where a verb without a subject borrows it: its coordinate, its governor or its noun."""
    if verb.dep_ in ("conj", "xcomp", "advcl", "acl", "aux", "dep", "parataxis", "ccomp"):
        return verb.head
    if verb.dep_ == "pcomp":
        return verb.head.head
    return None


def _through_noun(noun: Token) -> Token:
    """ "released a statement saying" belongs to who released it; "people saying" to the people."""
    if noun.lemma_.lower() in SPEECH_NOUNS and noun.dep_ in _LIGHT_OBJECTS:
        owner = owner_of_noun(noun)
        if owner is not None:
            return owner
    return noun


SPEECH_NOUNS = frozenset(
    {
        "statement",
        "letter",
        "email",
        "e-mail",
        "memo",
        "report",
        "tweet",
        "post",
        "message",
        "interview",
        "speech",
        "note",
        "remark",
        "comment",
        "article",
        "column",
        "editorial",
        "ad",
        "op-ed",
        "release",
        "document",
        "call",
        "text",
    }
)


def owner_of_noun(noun: Token) -> Token | None:
    """Whose claim, decision or statement it is: possessor, "by", or subject of a light verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    verb = noun.head
    if noun.dep_ == "pobj":
        verb = verb.head
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ in ("VERB", "AUX"):
        return source_of_verb(verb)
    return None


def name_span(head: Token) -> Span:
    """The noun phrase around `head` as a reader would name the source."""
    doc = head.doc
    if head.pos_ == "PRON" or head.dep_ == "poss":
        left, right = head.left_edge.i, head.i
        return doc[left : right + 1] if head.dep_ == "poss" else doc[right : right + 1]
    keep_from, keep_to = head.left_edge.i, head.i
    for child in head.lefts:
        if child.dep_ in _DROPPED_FROM_NAME and child.dep_ != "cc" and not is_hyphen(child):
            keep_from = child.right_edge.i + 1
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis"):
            break
        if child.dep_ in ("punct", "cc"):
            continue
        if child.dep_ == "prep" and _tells_time(child):
            break
        keep_to = child.right_edge.i
    while keep_from < head.i and doc[keep_from].is_punct:
        keep_from += 1
    while keep_from > 1 and is_hyphen(doc[keep_from - 1]):
        keep_from = doc[keep_from - 2].left_edge.i
    return doc[keep_from : keep_to + 1]


def _tells_time(preposition: Token) -> bool:
    """Whether a phrase such as "for years" only says when."""
    return any(child.lemma_.lower() in _TIMES for child in preposition.children)


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
