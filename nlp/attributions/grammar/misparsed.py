"""Reports that the parser took apart, told by where their words stand.

It takes a verb of speech for a participle ("Several papers reported on Monday the bank
had closed") or hangs it on what it reports ("after Quist told The Post he was not sure").
"""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.openings import mark_of, subtree
from nlp.attributions.grammar.sources import agent_of, has_subject, subject_of
from nlp.texts import next_to
from nlp.titles import calls_people

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_QUOTING = frozenset({"quote", "cite"})
_OFFICER_REACH = 10  # tokens from "its president" to "said"
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OBJECTS = frozenset({"dobj", "dative", "nsubj", "attr", "npadvmod"})
_OF_OBJECTS = frozenset({"xcomp", "prep", "relcl", "acl", "advmod", "prt"})
# What is done to a claim: in "the claim that the mayor made", "that" is the claim itself.
_OWN_OBJECTS = frozenset(
    {"acomp", "attr", "ccomp", "conj", "dobj", "nsubjpass", "oprd", "prep", "prt", "xcomp"}
)
_DONE_TO_IT = frozenset(
    {"accept", "believe", "call", "cite", "deny", "dismiss", "dispute", "echo"}
    | {"express", "face", "find", "get", "give", "have", "hear", "hold", "issue", "make"}
    | {"put", "raise", "read", "receive", "reject", "release", "repeat", "say", "see"}
    | {"send", "share", "spread", "support", "take", "tell", "voice", "want"}
)


def is_clause_before(verb: Token, subject: Token) -> bool:
    """Whether one of two subjects is a clause, whose verb was taken for a participle.

    In "The margin narrowed to 41 %, the finance chief said", margin is no second sayer.
    """
    end = subject.right_edge.i + 1
    sayer = subject_of(verb)
    if sayer is None or not subject.i < end <= sayer.left_edge.i < verb.i:
        return False
    comma = "," in (verb.doc[end].text, verb.doc[end - 1].text)
    return comma and any(t.tag_ == "VBN" and t.dep_ == "acl" for t in subject.rights)


def is_report_behind(verb: Token) -> bool:
    """Whether a verb reports the clause that the parse hung it on.

    In "The bank warned Orlin against lending, an aide said on Friday", nobody warned of an aide.
    """
    subject, start = subject_of(verb), verb.left_edge.i
    if verb.dep_ not in ("ccomp", "advcl") or verb.head.i > verb.i:
        return False
    if subject is None or subject.i > verb.i:
        return False
    parted = verb.doc[start - 1].text == "," and subject.left_edge.i == start
    told = any(c.dep_ in ("ccomp", "xcomp", "dobj", "advcl") for c in verb.rights)
    reports = verb.tag_ in _FINITE and verb.lemma_.lower() in lexicon().speech
    return parted and reports and not told


def team_of_people(verb: Token) -> Token | None:
    """Who reports in "It is safe, a team of engineers found", where the parse has them found."""
    people = next_to(verb, -1)
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or not calls_people(people.lower_):
        return None
    team = people.head.head if people.head.lower_ == "of" else people
    apart = team.left_edge.i > verb.sent.start and next_to(team.left_edge, -1).text == ","
    return team if apart and team.pos_ == "NOUN" and agent_of(verb) is None else None


def told_by_officer(verb: Token) -> tuple[str, tuple[tuple[int, int], ...]] | None:
    """The frame and bounds of what "Marlow, its head, Ann Lund, told the Argus, will close" tells.

    The parse makes Marlow say it; or, where all of it stands before, the officer another
    name of what the sentence ends with.
    """
    if verb.tag_ not in _FINITE or verb.lemma_.lower() not in lexicon().speech:
        return None
    officer = officer_before(verb)
    if officer is None:
        return None
    edge, above = officer.left_edge.i, officer.head
    if tells_behind(verb, officer):
        return "ccomp-before", ((verb.head.left_edge.i, edge - 1),)
    if (sayer := subject_of(verb)) is None or sayer.i != above.i:
        return None
    for clause in verb.rights:
        start = clause.left_edge.i
        if clause.dep_ in ("ccomp", "conj") and verb.doc[start - 1].text == ",":
            told = subject_of(clause) is None and verb.doc[start].tag_ in (*_FINITE, "MD")
            halves = ((above.left_edge.i, edge - 1), (start, clause.right_edge.i + 1))
            return ("ccomp-", halves) if told else None
    return None


def tells_behind(verb: Token, officer: Token) -> bool:
    """Whether the parse joined an officer's report to the sentence that it reports."""
    joined = verb.dep_ == "conj" and subject_of(verb) is None
    return joined and verb.head.left_edge.i < officer.left_edge.i - 1 and verb.head.i < officer.i


def officer_before(verb: Token) -> Token | None:
    """ "its president" in "…, its president, Ann Lund, told", "a nurse" in "…, a nurse, Ann …"."""
    doc = verb.doc
    for token in reversed(doc[max(verb.sent.start + 1, verb.i - _OFFICER_REACH) : verb.i]):
        if token.tag_ in ("PRP$", "DT") and doc[token.i - 1].text == ",":
            officer = token.head.head if token.head.dep_ == "poss" else token.head
            named = any(c.dep_ == "appos" and c.right_edge.i + 2 >= verb.i for c in officer.rights)
            told = named if token.tag_ == "DT" else officer.dep_ == "appos"
            return officer if told and officer.head.i < token.i else None
        if token.tag_[0] == "V":
            return None
    return None


def verb_taken_for_noun(noun: Token) -> tuple[int, int] | None:
    """Token bounds of what "Lund predicts that …" reports, where the parse predicts are Lund's."""
    if noun.dep_ == "compound":
        return _taken_for_name(noun)
    if noun.dep_ != "ROOT" or noun.tag_ != "NNS" or noun.lemma_.lower() not in lexicon().speech:
        return None
    if sayer_of_noun(noun) is None:
        return None
    for clause in noun.rights:
        opener = next_to(noun)
        if clause.dep_ in ("ccomp", "acl") and opener.lower_ == "that" and opener.dep_ == "mark":
            return subtree(clause)
    return None


def _taken_for_name(noun: Token) -> tuple[int, int] | None:
    """Token bounds of what "Prosecutors allege Thorne hid it" reports, where all is one name."""
    named, sayer = noun.head, sayer_of_noun(noun)
    if sayer is None or sayer.tag_ != "NNS" or noun.lemma_.lower() not in lexicon().speech:
        return None
    told = named.pos_ == "PROPN" and named.dep_ in _SUBJECTS and named.head.tag_ in _FINITE
    return (noun.i + 1, subtree(named.head)[1]) if told else None


def sayer_of_noun(noun: Token) -> Token | None:
    """The name before a verb that the parse took for a noun."""
    before = next_to(noun, -1) if noun.i else None
    within = noun.dep_ == "compound"
    if before is None or not (before.dep_ == "compound" or (within and before.dep_ == "nsubj")):
        return None
    above = (noun.i, noun.head.i) if within else (noun.i,)
    return before if before.head.i in above else None


def answers_apart(clause: Token) -> bool:
    """Whether a clause is another's answer: "Six said yes and twelve said no"."""
    first = clause.left_edge
    return first.tag_ == "UH" and first.i + 1 < clause.i and next_to(first).dep_ == "cc"


def quoted_as(verb: Token) -> Token | None:
    """Whoever is quoted "as saying" something by another: "The Argus quoted Lund as saying …"."""
    before = verb.head
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or before.lower_ != "as":
        return None
    if before.head.lemma_ not in _QUOTING or verb.lemma_.lower() not in lexicon().speech:
        return None
    quotes = before.head  # or "is quoted by the Argus as saying"
    return next(
        (c for c in quotes.children if c.i < before.i and c.dep_ in ("dobj", "nsubjpass")), None
    )


def tells_which(noun: Token, clause: Token) -> bool:
    """ "reports that I have seen": what was done to them, which the parse takes for their words.

    A case is told only by who makes it: "a case that it had lost" is one at court.
    """
    words, lemma = lexicon(), noun.lemma_.lower()
    if lemma in words.light and lemma not in words.telling:
        return noun.dep_ != "dobj" or noun.head.lemma_ not in words.light[lemma]
    done = clause.lemma_.lower() in _DONE_TO_IT and clause.i > noun.i
    return done and not any(c.dep_ in _OWN_OBJECTS for c in clause.children)


def is_what_is_told(noun: Token, clause: Token) -> bool:
    """Whether "that" opens what a noun tells, though the parse made it the clause's object.

    In "A warning that the pier could collapse was ignored", nobody collapsed the warning.
    """
    opener = clause.left_edge
    if opener.lower_ != "that" or opener.dep_ != "dobj" or opener.head.i != clause.i:
        return False
    if noun.lemma_.lower() not in lexicon().known["noun-that"]:
        return False
    done = clause.lemma_.lower() in _DONE_TO_IT
    own = any(c.dep_ in _OWN_OBJECTS for c in clause.rights)
    return subject_of(clause) is not None and (own or not done)


def clause_behind(verb: Token) -> tuple[int, int] | None:
    """Token bounds of the clause that follows a verb which the parse did not give it to."""
    clause = _above(verb) if verb.lemma_.lower() in lexicon().speech else None
    if clause is None or clause.i <= verb.i or any(c.dep_ == "ccomp" for c in verb.rights):
        return None
    subjects = (c for c in clause.lefts if c.dep_ in _SUBJECTS and c.left_edge.i > verb.i)
    subject = next(subjects, None)
    if subject is None:
        return None
    start = subject.left_edge.i
    for token in verb.doc[verb.i + 1 : start]:
        if token.is_punct or not verb.is_ancestor(token):
            return None
    return start, subtree(clause)[1]


def _above(verb: Token) -> Token | None:
    """The verb of the clause that may be what `verb` reports."""
    head = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and head.dep_ in _SUBJECTS:
        return head.head
    if verb.dep_ != "advcl" or subject_of(verb) is None:
        return None
    return head.head if head.i < verb.i and head.dep_ == "ccomp" else head


def own_start(verb: Token, clause: Token, start: int) -> int:
    """Where a clause begins whose subject the parse gave to the verb as an object.

    In "she argued his fight for the schools is overdue", "his fight" can only be the
    subject of "is".
    """
    if has_subject(clause) or not is_finite(clause) or mark_of(clause) == "that":
        return start
    edge, parted = start, False
    for child in reversed(list(verb.rights)):
        if child.right_edge.i + 1 == edge:
            edge = child.left_edge.i
            if child.dep_ in _OBJECTS:  # but "said Wednesday, “…”"
                return start if parted and child.dep_ == "npadvmod" else edge
            parted = parted or child.text == ","
            if child.dep_ not in _OF_OBJECTS and not parted:
                break
    return start


def is_finite(verb: Token) -> bool:
    """Whether a verb, or what helps it, has a tense of its own."""
    helped = (verb, *(c for c in verb.lefts if c.dep_ == "aux"))
    return any(t.tag_ in (*_FINITE, "MD") for t in helped)
