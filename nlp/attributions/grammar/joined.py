"""Reports and deeds that "and" joins: whose the second one is, and where the first one ends.

Of "One in three said the port was safe and one in four said it was not" the parse makes one
report; of "The union called for a vote, and the guild refused and said it would wait" it
gives the guild's words to the union.
"""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import subject_of
from nlp.texts import next_to
from nlp.titles import calls_people, titles

_LINKS = frozenset({"and", "but", "while"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_REFUSES = frozenset({"decline", "refuse"})
_PERSONAL = frozenset({"he", "she", "it", "they", "who", "we", "i", "you", "that", "which"})
_SUPPOSING = frozenset({"will", "would", "shall", "should", "must", "may", "'ll", "’ll", "’d"})
_LATER = frozenset({"later", "soon", "subsequently", "then"})
_REACH = 9  # tokens from "and" to "said"


def second_report(verb: Token, cue: Token) -> int | None:
    """The place of the "and" that ends what `cue` reports, where `verb` is another's report."""
    speech = lexicon().speech
    if verb.i <= cue.i or not {verb.lemma_.lower(), cue.lemma_.lower()} <= speech:
        return None
    if _form(verb) != _form(cue) or not any(
        c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights
    ):
        return None
    link = _link_before(verb)
    subject = subject_of(verb)
    if link is None or link.i <= cue.i or (subject is not None and subject.i < link.i):
        return None
    return link.i


def own_deed(verb: Token, cue: Token) -> int | None:
    """The place of the "and" behind which whoever reports does something else.

    In "He said nobody would be spared, and later named two goods" he named them, as what is
    joined stands in the form of "said", which "would be spared" cannot go on in.
    """
    told = verb.head
    while told.dep_ == "conj":
        told = told.head
    if verb.dep_ != "conj" or told.dep_ != "ccomp" or told.head.i != cue.i or told.i < cue.i:
        return None
    if subject_of(verb) is not None or _deed_form(verb) != _form(cue):
        return None
    later = any(c.lower_ in _LATER for c in verb.lefts)
    refuses = verb.lemma_ in _REFUSES and _is_of_thing(told)
    if not (later or refuses or _supposed(told) or _stands_still(told, verb)):
        return None
    for token in reversed(verb.doc[told.i + 1 : verb.i]):
        if token.dep_ == "cc":
            return token.i if later or refuses or token.lower_ == "and" else None
        if token.pos_ not in ("ADV", "AUX") and token.dep_ != "neg":
            return None
    return None


def _is_of_thing(told: Token) -> bool:
    """Whether what is told has a subject that can refuse nothing: "that the dam was old"."""
    subject = subject_of(told)
    if subject is None or subject.tag_ != "NN" or subject.ent_type_:
        return False
    lists = titles()
    agents = lists.heads | lists.ties | lists.businesses | lists.any_body | lists.explained
    body = subject.lower_ in agents or subject.lower_ in lists.again
    return not body and not calls_people(f"{subject.lower_}s")


def _supposed(told: Token) -> bool:
    """Whether a clause tells of what would or will be, and is no more than that."""
    return any(c.lower_ in _SUPPOSING and c.dep_ == "aux" for c in told.lefts)


def _stands_still(told: Token, verb: Token) -> bool:
    """ "found that those levies do not help, and gave …": what is told stands, what is done was."""
    finite = next((c for c in told.lefts if c.dep_ == "aux"), told)
    link = next((c for c in told.rights if c.dep_ == "cc" and c.i < verb.i), None)
    parted = link is not None and next_to(link, -1).text == ","
    return parted and finite.tag_ in ("VBZ", "VBP") and _deed_form(verb) == "VBD"


def _deed_form(verb: Token) -> str:
    """The tag of a deed: a participle that nothing helps is a past form taken for one."""
    form = _form(verb)
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
    return "VBD" if form == "VBN" and not helped else form


def joined_sayer(verb: Token) -> Token | None:
    """Who stands between "and" and a verb of speech that the parse left without a subject."""
    if verb.lemma_.lower() not in lexicon().speech or subject_of(verb) is not None:
        return None
    link = _link_before(verb)
    if link is None or verb.dep_ != "ccomp":
        return None
    found: Token | None = None
    for token in verb.doc[link.i + 1 : verb.i]:
        if token.pos_ == "ADP" and found is not None:
            break
        found = token if token.pos_ in _NOMINAL else found
    return found


def nearest_clause(verb: Token) -> Token | None:
    """The clause with a subject of its own that stands between a verb and the one it was joined
    to: "A called for a vote, and B refused and said".
    """
    if verb.dep_ != "conj" or subject_of(verb) is not None or verb.tag_ not in _FINITE:
        return None
    between = [
        c
        for c in verb.head.rights
        if c.dep_ == "conj" and c.i < verb.i and c.tag_ in _FINITE and subject_of(c) is not None
    ]
    return between[-1] if between else None


def _form(verb: Token) -> str:
    """The tag that tells a verb's tense: its own, or that of what helps it."""
    helper = next((c for c in verb.lefts if c.dep_ == "aux" and c.tag_ in _FINITE), None)
    return verb.tag_ if helper is None else f"{helper.lemma_} {verb.tag_}"


def _link_before(verb: Token) -> Token | None:
    """The "and" that somebody else follows, with nothing but them before the verb."""
    named = False
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - _REACH) : verb.i]):
        if token.lower_ in _LINKS:
            return token if named else None
        if token.lower_ in _PERSONAL or (token.tag_[0] == "V" and token.dep_ != "aux"):
            return None
        if token.is_punct and token.text != "-":
            return None
        named = named or token.pos_ in _NOMINAL
    return None


def joined_by_that(verb: Token, clause: Token, start: int) -> int | None:
    """Where a clause really begins whose "that" the parse gave to a phrase before its subject.

    In "told agents that in the week before, he had left", to the phrase "in the week", and in
    "told the panel that visits to it had risen" to a panel that visits.
    """
    place = verb.i + 1
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative") and child.left_edge.i == place:
            lost = next((c for c in child.rights if c.dep_ == "relcl"), None)
            taken = lost is not None and subject_of(clause) is None
            place = lost.left_edge.i if lost and taken else child.right_edge.i + 1
    if place + 1 >= start or verb.lemma_.lower() not in lexicon().speech:
        return None
    opener = verb.doc[place]
    return place + 1 if opener.lower_ == "that" and opener.tag_ in ("IN", "WDT") else None


def with_consequence(verb: Token, end: int) -> int:
    """The end of a clause with ", so it may close", which the parse hung on the report or above."""
    for clause in (*verb.rights, verb.head):
        so = _so(clause)
        if so is None or so.i != end + 1:
            continue
        held = clause.dep_ == "ccomp" and clause.head.i == verb.i
        if held or any(c.tag_ == "MD" for c in clause.lefts):  # but "said it was late, so he left"
            return clause.right_edge.i + 1
    return end


def is_consequence(verb: Token, clause: Token) -> bool:
    """Whether a clause only goes on with what is told: "said it leaked, so it may close"."""
    so = _so(clause)
    return so is not None and any(c.dep_ == "ccomp" and c.i < so.i for c in verb.rights)


def _so(clause: Token) -> Token | None:
    """The "so" that opens a clause behind a comma."""
    so = next((c for c in clause.lefts if c.lower_ == "so"), None)
    return so if so is not None and next_to(so, -1).text == "," else None
