"""How a clause opens, and what belongs to it at its edges: a day of the report, a condition."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import has_subject, object_of, subject_of, who_is_told_of
from nlp.dates.reckoning import DAYS
from nlp.texts import next_to

_QUESTION_TAGS = frozenset({"WRB", "WP", "WDT", "WP$"})
_SUPPOSING = frozenset({"would", "could", "should", "might", "had"})
_OWN_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LISTENERS = frozenset({"dobj", "dative"})
_MOST_OF_A_DAY = 4  # words, as in "late on Thursday night"
_PAST = frozenset({"last", "yesterday"})
_CONDITIONS = frozenset({"if", "unless"})
_DEGREES = frozenset({"so", "enough", "such", "too"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVES = frozenset({"WDT", "WP"})

_LIKES = frozenset({"like", "love"})
_SENDS = frozenset({"email", "e-mail", "phone", "text", "message", "call", "ring"})
_OWNERS = frozenset({"by", "from", "of"})
_MOMENTS = frozenset({"again", "abroad", "early", "late", "overnight", "soon", "there", "twice"})
_COMPLETE = frozenset({"acomp", "attr", "ccomp", "dobj", "prep", "xcomp"})
_TOLD = frozenset({"acl", "ccomp", "relcl"})
_WHOLE_AT = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PRON", "PROPN", "VERB"})
_BEFORE_NOUNS = frozenset({"amod", "compound", "det", "nsubj", "nsubjpass", "nummod", "poss"})


def subtree(token: Token) -> tuple[int, int]:
    """Token bounds of a word with all that hangs on it."""
    return token.left_edge.i, token.right_edge.i + 1


def mark_of(clause: Token) -> str:
    """How a clause opens: "that", "to", "if", "wh" for a question word, "ing", or ""."""
    for child in clause.lefts:
        if child.dep_ == "mark":
            return child.lower_
        if child.dep_ == "aux" and child.lower_ == "to":
            return "to"
    opener = clause.left_edge
    if _only_joins(clause, opener):
        return "that"
    if opener.tag_ in _QUESTION_TAGS:
        return "wh"
    return "ing" if clause.tag_ == "VBG" else ""


def _only_joins(clause: Token, opener: Token) -> bool:
    """Whether a "that" which the parse made an object only opens what is said: "told the board
    that he backed the plan".
    """
    if clause.dep_ != "ccomp" or opener.lower_ != "that" or opener.head.i != clause.i:
        return False
    if opener.tag_ == "IN" and opener.dep_ == "dobj":  # it is tagged as what joins clauses
        return True
    objects = sum(c.dep_ in ("dobj", "attr", "acomp", "prep", "ccomp") for c in clause.rights)
    return opener.dep_ in ("dobj", "mark") and objects > 0 and subject_of(clause) is not None


def behind_day(verb: Token, clause: Token, start: int) -> int:
    """Where a clause begins that the day of the report leads: "said on Thursday it was over"."""
    for child in clause.lefts:
        if child.left_edge.i != start or child.dep_ not in ("prep", "npadvmod"):
            continue
        end = child.right_edge.i + 1
        words = verb.doc[start:end]
        at_once = start in (
            verb.i + 1,
            *(c.right_edge.i + 1 for c in verb.rights if c.dep_ in _LISTENERS),
        )
        only = at_once and end < clause.i and has_subject(clause)
        dated = any(t.text in DAYS for t in words) or words[0].lower_ in _PAST
        if only and dated and len(words) <= _MOST_OF_A_DAY:
            return end if verb.doc[end].text != "," else start
    return start


def and_that(verb: Token, clause: Token, end: int) -> int:
    """The end of a clause with ", but that …" and "and it would …", which the parse joined to the
    verb itself, and without "and wants …", which of "says members are lost and wants …" only
    the sayer can do.
    """
    if (own := _own_deed(verb, clause)) is not None:
        return own
    behind: list[Token] = list(verb.rights)
    if verb.dep_ == "xcomp":  # "went on to say that"
        behind += verb.head.rights
    for other in behind:
        joined = other.dep_ == "conj" and other.i > clause.i
        if joined and (mark_of(other) == "that" or _goes_on(clause, other, end)):
            return max(end, other.right_edge.i + 1)
    return end


def _goes_on(clause: Token, other: Token, end: int) -> bool:
    """Whether "and the road would reopen" right behind what is told can only be more of it."""
    link = clause.doc[end : end + 1]
    subject = subject_of(other)
    if link.text.lower() not in ("and", "or") or subject is None or subject.left_edge.i != end + 1:
        return False
    supposed = any(c.dep_ == "aux" and c.lower_ in _SUPPOSING for c in other.lefts)
    return supposed and other.lemma_.lower() not in lexicon().speech


def _own_deed(verb: Token, clause: Token) -> int | None:
    """The "and" before a verb in the singular, where what is told has a plural subject."""
    subject = subject_of(clause)
    if verb.tag_ != "VBZ" or subject is None or subject.tag_ not in ("NNS", "NNPS"):
        return None
    for other in clause.rights:
        own = other.dep_ == "conj" and other.tag_ == "VBZ" and subject_of(other) is None
        if own and next_to(other, -1).dep_ == "cc":
            return other.i - 1
    return None


def report_bounds(verb: Token, clause: Token) -> tuple[int, int]:
    """Token bounds of "he said on Monday" without the clause that it reports."""
    own = [c for c in verb.children if c.i != clause.i and c.dep_ != "punct"]
    starts = [c.left_edge.i for c in own if c.i > clause.i and c.left_edge.i > clause.i]
    ends = [c.right_edge.i for c in own if c.i > clause.i]
    return min([verb.i, *starts]), max([verb.i, *ends]) + 1


def condition_before(verb: Token) -> tuple[int, int] | None:
    """The condition in "If the court agrees, he said, the levy would end"."""
    for child in verb.lefts:
        if child.dep_ == "advcl" and mark_of(child) in _CONDITIONS:
            return subtree(child)
    return None


def with_condition(verb: Token, end: int) -> int:
    """The end of what is threatened or promised with the condition that follows at once."""
    for child in verb.rights:
        if child.dep_ == "advcl" and child.left_edge.i == end and mark_of(child) in _CONDITIONS:
            return child.right_edge.i + 1
    return end


def tells_by_habit(verb: Token, clause: Token) -> bool:
    """ "liked to say that it leaks", "emailed her to say that": whoever does it said it."""
    tells = clause.lemma_.lower() in lexicon().speech and mark_of(clause) == "to"
    return (
        clause.dep_ == "xcomp"
        and verb.lemma_ in _LIKES | _SENDS
        and tells
        and any(c.dep_ == "ccomp" for c in clause.rights)
    )


def open_clause(
    verb: Token, clause: Token, obj: Token | None
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Frame and bounds of an infinitive or gerund, with the object that is its subject ("asked
    them to leave").
    """
    start, end = subtree(clause)
    end = with_condition(verb, end)
    if (relative := who_is_told_of(verb, clause)) is not None:
        return "ccomp-", ((relative.i, relative.i + 1), (verb.i + 1, end))
    if obj is None:
        return f"xcomp-{mark_of(clause)}", ((start, end),)
    return f"obj-xcomp-{mark_of(clause)}", ((min(obj.left_edge.i, start), end),)


def behind_object(verb: Token) -> int:
    """Where what follows a verb and its object begins: "asked the board if it was late"."""
    obj = object_of(verb)
    return verb.i + 1 if obj is None or obj.i < verb.i else obj.right_edge.i + 1


def lacks_subject(verb: Token, clause: Token, start: int) -> bool:
    """Whether a finite clause right behind a verb has no subject of its own there, or is told of
    what stands before it: reads “No entry,” which nobody saw.
    """
    opener = verb.doc[start]
    if opener.lower_ == "which" and verb.doc[start - 1].is_punct:
        return True
    finite = opener.tag_ in _FINITE and not opener.is_title
    return finite and start == verb.i + 1 and subject_of(clause) is None


def thing_told_of(verb: Token) -> tuple[int, int] | None:
    """Token bounds of "a gift" in "a gift he knew would cheer me": what the clause is told of.

    Anywhere else what lacks a subject is misparsed ("Three names mentioned are new").
    """
    thing, opens = verb.head, verb.left_edge
    if verb.dep_ != "relcl" or opens.i < thing.i or opens.tag_ in _RELATIVES:
        return None
    return None if opens.lower_ == "that" else (thing.left_edge.i, opens.i)


def is_outcome(adjective: Token, clause: Token) -> bool:
    """ "so grave that it closed", "worried enough that": what came of it, and nobody's words."""
    degree = any(c.lower_ in _DEGREES for c in adjective.children)
    return degree and mark_of(clause) in ("that", "")


def clauses_of_noun(noun: Token) -> Iterator[Token]:
    """What may be told by a noun: what hangs on it behind, on whose it is, or on "it was".

    In "a claim by the bank that nobody read it" the parse may say so of the bank, in "it was the
    view of the bank that …" of nobody.
    """
    yield from noun.rights
    if noun.lemma_.lower() not in lexicon().telling:
        return
    for phrase in noun.rights:
        for owner in phrase.rights if phrase.lower_ in _OWNERS else ():
            yield from filter(_is_told_of, owner.rights)
    verb = noun.head
    it = subject_of(verb) if noun.dep_ == "attr" else None
    if it is not None and it.lower_ == "it":
        yield from (c for c in verb.rights if c.dep_ == "ccomp" and mark_of(c) == "that")


def _is_told_of(clause: Token) -> bool:
    """Whether a clause hung on whoever makes a claim is the claim: "that rents would rise"."""
    opener = clause.left_edge
    told = clause.dep_ in _TOLD and opener.lower_ == "that" and subject_of(clause) is not None
    whole = opener.dep_ == "mark" or any(c.dep_ in _COMPLETE for c in clause.rights)
    return told and (whole or any(c.tag_ == "MD" for c in clause.lefts))


def told_by_noun(noun: Token, clause: Token) -> tuple[int, int]:
    """Token bounds of what a noun tells, without the verb that follows and was lost."""
    start, end = subtree(clause)
    deed = lost_deed(noun)
    return (start, _with_moment(noun, end)) if deed is None else (start, min(end, deed.i))


def _with_moment(noun: Token, end: int) -> int:
    """ "The claim that it leaked last year upset them": when, which the parse gave to the verb."""
    behind = noun.head.lefts if noun.dep_ in ("nsubj", "nsubjpass") else ()
    for child in behind:
        moment = child.dep_ == "npadvmod" or (child.dep_ == "advmod" and child.lower_ in _MOMENTS)
        if child.left_edge.i == end and moment:
            return child.right_edge.i + 1
    return end


def lost_deed(noun: Token) -> Token | None:
    """The verb that the parse took for a participle in "His decision to close it angered parents"
    or "Her claim that it was old angered parents".

    None unless the noun opens a sentence that has no other verb of its own.
    """
    sentence = noun.sent
    if noun.dep_ != "ROOT" or noun.pos_ != "NOUN" or noun.left_edge.i != sentence.start:
        return None
    told = next((c for c in noun.rights if c.dep_ in _TOLD and mark_of(c) in ("to", "that")), None)
    if told is None:
        return None
    behind = noun.doc[told.i + 1 : sentence.end]
    if mark_of(told) == "that":
        return next((t for t in reversed(behind) if _ends_clause(t)), None)
    if any(t.tag_ in _OWN_VERBS for t in sentence):
        return None
    return next((t for t in behind if t.tag_ == "VBN" and t.dep_ in ("acl", "amod")), None)


def _ends_clause(token: Token) -> bool:
    """Whether a verb without a subject stands where a clause is whole: "… it was old | angered"."""
    before, after = next_to(token, -1), token.doc[token.i + 1 : token.i + 2]
    apart = before.dep_ not in _BEFORE_NOUNS or before.head.i == token.i
    apart = apart or (before.dep_ == "amod" and next_to(before, -1).lemma_ == "be")
    if before.pos_ not in _WHOLE_AT or not apart or subject_of(token) is not None or not after:
        return False
    past = token.tag_ in ("VBN", "JJ") and token.text.endswith("ed")
    taken = past and after[0].pos_ in ("DET", "PRON", "PROPN", "NOUN")
    return taken or (token.tag_ in _FINITE and token.dep_ not in ("aux", "auxpass", "conj"))


def a_clause_follows(verb: Token, inner: Token) -> bool:
    """Whether "that …" follows, which alone is said ("said on Thursday that it was over")."""
    end = inner.right_edge.i + 1
    return any(
        c.dep_ == "ccomp" and c.left_edge.i == end and mark_of(c) == "that" for c in verb.rights
    )
