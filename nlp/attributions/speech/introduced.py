"""Whose a quotation is that words without a verb of speech lead up to: "Ada was unsure: …".

The clause ends in a colon. Its subject speaks where that is somebody by name, a pronoun for a
person, or a role; of "her verdict: …" and "Ada's answer was short: …" it is the owner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from nlp.attributions.constructions.standpoints import words_of
from nlp.attributions.constructions.tellers import SPEECH_NOUNS, owner_of_noun
from nlp.attributions.grammar.sources import subject_of
from nlp.attributions.marks.quotes import Quotation
from nlp.attributions.marks.reading import Reading
from nlp.attributions.marks.signatures import find_label
from nlp.texts import next_to
from nlp.titles import titles

_SOMEBODY = frozenset({"he", "she", "they"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_UTTERED = frozenset(
    {"advice", "answer", "appeal", "argument", "assessment", "comment", "complaint", "conclusion"}
    | {"explanation", "judgment", "message", "plea", "prediction", "promise", "reaction", "reply"}
    | {"response", "retort", "suggestion", "verdict", "view", "warning", "word"}
)
_ISSUED = frozenset({"email", "letter", "message", "statement", "tweet", "post", "communiqué"})
_MOST_WORDS = 30  # of the clause
LONGEST_CREDIT = 80  # characters
_CREDIT = re.compile(r"\battributed to [^.:;“”\"]{2,60}(?:[—–:]|\s-{1,2})$")


def named_before(
    reading: Reading, clause: Sequence[Token], start: int, quotation: Quotation
) -> tuple[Token, Token, str, int] | None:
    """Cue, source, frame and start of what a colon before a quotation names without a report.

    Quist: "…", as in a script; Monti was less sure: "…", where the quotation ends the sentence.
    """
    label = find_label(reading, start, quotation.start)
    if label is not None:
        return *label[0], "quote-label", label[1]
    issued = _read_out(clause) or issued_before(clause)
    if issued is not None:
        return *issued, "quote-colon", start
    if (shown := _credited(clause) or _shown(clause)) is not None:
        return *shown, "quote-label", start
    found = _introducer(clause)
    if found is None or reading.text[quotation.inner_end - 1] not in ".?!":
        return None
    return *found, "quote-colon", start


def _read_out(clause: Sequence[Token]) -> tuple[Token, Token] | None:
    """ "A statement from the club read: “…”", where the parse makes "club read" one noun."""
    if len(clause) < len(("It", "read", ":")) or clause[-2].lower_ != "read":
        return None
    read = clause[-2]
    before = [c for c in read.lefts if c.dep_ == "compound" and c.i + 1 == read.i]
    return (read, before[0]) if before else None


def issued_before(clause: Sequence[Token]) -> tuple[Token, Token] | None:
    """The noun and the source of "Here is the full statement from Quist:" and of "The club
    issued the following statement:"; None where nobody is told.

    `clause` holds all its words, the colon last.
    """
    if len(clause) > _MOST_WORDS or not clause or clause[-1].text != ":":
        return None
    first = clause[0].i
    for token in reversed(clause):
        if token.lemma_.lower() not in _ISSUED:
            continue
        owner = owner_of_noun(token)
        if owner is not None and first <= owner.i < clause[-1].i and owner.ent_type_ != "DATE":
            return token, owner
    return None


def in_words_of(clause: Sequence[Token]) -> tuple[Token, Token] | None:
    """The noun and the source of "She was, in the words of her director, “a saint”"."""
    for token in reversed(clause):
        teller = words_of(token)
        if teller is not None and token.head.lower_ == "in" and teller.i <= clause[-1].i:
            return token, teller
    return None


def label_behind(
    reading: Reading, start: int, quotation: Quotation
) -> tuple[Token, Token, str, int] | None:
    """What a name labels behind a report of its own: "Pilots agree – Nils Berg: “…”"."""
    label = find_label(reading, start, quotation.start)
    if label is None or label[1] == start:
        return None
    return *label[0], "quote-label", label[1]


def is_credit(lead: str) -> bool:
    """Whether words before a quotation end in who it is attributed to."""
    return _CREDIT.search(lead[-LONGEST_CREDIT:]) is not None


def _credited(clause: Sequence[Token]) -> tuple[Token, Token] | None:
    """The mark and the name of "a saying attributed to Ada Lund: “…”"."""
    for to in reversed(clause[-_MOST_WORDS:]):
        if to.lower_ == "to" and to.i and next_to(to, -1).lower_ == "attributed":
            name = next((c for c in to.rights if c.dep_ == "pobj"), None)
            return (clause[-1], name) if name is not None and name.i < clause[-1].i else None
    return None


def _shown(clause: Sequence[Token]) -> tuple[Token, Token] | None:
    """The colon and the source of "More from Lund: “…”" and "Here is Lund in 1992: “…”"."""
    if len(clause) > _MOST_WORDS or len(clause) < len(("From", "Lund", ":")):
        return None
    if clause[-1].text != ":":
        return None
    first, last = clause[0], clause[-1]
    if first.lower_ == "here" and clause[1].lemma_ == "be":
        shown = [c for c in clause[1].rights if c.dep_ in ("nsubj", "attr") and c.i < last.i]
        return (last, shown[0]) if shown and _may_speak(shown[0]) else None
    opener = next((t for t in clause[:2] if t.lower_ == "from"), None)
    if opener is None or (opener.i > first.i and first.lower_ != "more"):
        return None
    source = next((c for c in opener.rights if c.dep_ == "pobj" and c.i < last.i), None)
    if source is None or source.right_edge.i + 1 != last.i:
        return None
    told = source.lemma_.lower() in SPEECH_NOUNS or _may_speak(source)
    return (last, source) if told else None


def _introducer(clause: Sequence[Token]) -> tuple[Token, Token] | None:
    """The verb (or the noun) and the source of a clause that ends in a colon; None if nobody's.

    `clause` holds all its words, the colon last.
    """
    if len(clause) > _MOST_WORDS or not clause or clause[-1].text != ":":
        return None
    inside = {token.i for token in clause}
    for token in clause:
        uttered = token.lemma_.lower() in _UTTERED
        owner = next((c for c in token.lefts if c.dep_ == "poss" and c.i in inside), None)
        if uttered and owner is not None and _may_speak(owner):
            return token, owner
    verb = next((t for t in clause if t.pos_ in ("VERB", "AUX") and _tops(t, clause[-1])), None)
    source = subject_of(verb) if verb is not None else None
    if verb is None or source is None or source.i not in inside or source.i > verb.i:
        return None
    return (verb, source) if _may_speak(source) else None


def _tops(verb: Token, colon: Token) -> bool:
    """Whether no word of the clause governs the verb; one of the quotation's may."""
    return verb.dep_ == "ROOT" or verb.head.i > colon.i


def _may_speak(source: Token) -> bool:
    if source.pos_ == "PRON":
        return source.lower_ in _SOMEBODY or (source.dep_ == "poss" and source.lower_ != "its")
    if source.pos_ == "PROPN":
        return source.ent_type_ in _NAMED
    known = titles()
    return source.lemma_.lower() in known.heads | known.ties
