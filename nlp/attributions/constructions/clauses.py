"""Cue candidates by grammar: a word, the frame it stands in, and what it takes as content.

A frame is the construction, not the meaning: "ccomp-that" is a verb with a that-clause,
"prep-for" a verb with "for …", "noun-to" a noun with an infinitive. How often a word in
a frame reports speech or thought is a matter of the lexicon (see `nlp.attributions.grammar.cues`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.attributions.constructions.asides import goes_on, phrase_behind
from nlp.attributions.constructions.hearings import heard_in_court
from nlp.attributions.constructions.hearsay import ADVERBS, HEARSAY, around, raised
from nlp.attributions.constructions.pledges import PROMISED, holds_out, is_bound_to
from nlp.attributions.constructions.standpoints import POLLED, standpoints
from nlp.attributions.constructions.tellers import SPEECH_NOUNS, sayer_behind
from nlp.attributions.constructions.wedged import (
    amid,
    but_for_occasion,
    loose_frames,
)
from nlp.attributions.grammar.astray import (
    accused,
    accused_by,
    behind_colon,
    hung_above,
    made_clear,
    told_as,
    verbs_as_nouns,
)
from nlp.attributions.grammar.joined import is_consequence, joined_by_that, with_consequence
from nlp.attributions.grammar.limits import found_none, is_asked_for, ruled_out, with_deadline
from nlp.attributions.grammar.listeners import heard_from
from nlp.attributions.grammar.misparsed import (
    answers_apart,
    is_clause_before,
    is_report_behind,
    is_what_is_told,
    own_start,
    quoted_as,
    tells_which,
    told_by_officer,
)
from nlp.attributions.grammar.openings import (
    a_clause_follows,
    and_that,
    behind_day,
    behind_object,
    clauses_of_noun,
    condition_before,
    is_outcome,
    lacks_subject,
    mark_of,
    open_clause,
    report_bounds,
    subtree,
    tells_by_habit,
    thing_told_of,
    told_by_noun,
    with_condition,
)
from nlp.attributions.grammar.sources import is_passive, is_reduced, object_of, relates, subject_of
from nlp.dates.reckoning import DAYS, MONTHS

_NOUN_CLAUSES = frozenset({"acl", "relcl", "ccomp"})
_NOUN_MARKS = frozenset({"that", "to", "wh"})
_FOLLOWING = frozenset({"ccomp", "advcl", "prep", "conj"})
_DEEDS = frozenset({"xcomp", "advcl"})
_ASKS = frozenset({"ask", "enquire", "inquire", "wonder"})
_ASKED = frozenset({"if", "whether"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DATES = frozenset(DAYS).union(*MONTHS)
_ADJECTIVE_CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible cue word with one thing it may report.

    `parts` are the content's token bounds, end-exclusive; two where the cue stands in
    the middle. `cue_end` is the last word of the cue ("for" in "called for").
    """

    cue: Token
    frame: str
    parts: tuple[tuple[int, int], ...]
    cue_end: Token


def find_candidates(doc: Doc) -> Iterator[Candidate]:
    """Every construction in `doc` that can carry an attribution, likely or not."""
    for token in doc:
        pos = token.pos_
        for frame, parts, cue_end in standpoints(token):
            cue = token if frame != POLLED else cue_end
            yield Candidate(cue=cue, frame=frame, parts=parts, cue_end=cue_end)
        if pos in ("VERB", "AUX") and token.text[0].isalpha():
            yield from _verb_frames(token)
        elif pos == "NOUN":
            yield from _noun_frames(token)
        elif pos == "ADJ":
            yield from _adjective_frames(token)
        elif pos == "ADV" and token.lower_ in ADVERBS and (parts := around(token)):
            yield Candidate(cue=token, frame=HEARSAY, parts=parts, cue_end=token)


def _verb_frames(verb: Token) -> Iterator[Candidate]:
    """All that one verb governs, frame by frame."""
    voice = "passive:" if is_passive(verb) or is_reduced(verb) else ""
    obj = object_of(verb)
    if whole := told_by_officer(verb):
        yield Candidate(cue=verb, frame=whole[0], parts=whole[1], cue_end=verb)
        return
    for child in verb.children:
        if lifted := raised(verb, child):
            yield Candidate(cue=verb, frame=lifted[0], parts=lifted[1], cue_end=lifted[2])
            continue
        told = () if tells_by_habit(verb, child) else _complements(verb, child, obj)
        for frame, parts, cue_end in told:
            yield Candidate(cue=verb, frame=voice + frame, parts=parts, cue_end=cue_end)
    for frame, parts, cue_end in made_clear(verb):
        yield Candidate(cue=verb, frame=frame, parts=parts, cue_end=cue_end)
    for frame, parts in (*heard_in_court(verb), *loose_frames(verb)):
        yield Candidate(cue=verb, frame=frame, parts=parts, cue_end=verb)


Complement = tuple[str, tuple[tuple[int, int], ...], Token]


def _complements(verb: Token, child: Token, obj: Token | None) -> Iterator[Complement]:
    """The frames that one dependent of a verb opens."""
    dep = child.dep_
    after_object = obj is not None and obj.i < child.i
    apart = dep == "ccomp" and (
        is_report_behind(child) or answers_apart(child) or goes_on(verb, child)
    )
    if dep == "ccomp" and not apart:
        if (clause := _clause(verb, child)) is not None:
            yield clause
            yield from _with_next(verb, clause)
    elif dep == "xcomp" or (after_object and is_asked_for(verb, child)):
        yield *open_clause(verb, child, obj if after_object else None), verb
        yield from accused(verb, child)  # "accused neighbouring Poland of", taken for a deed
    elif dep == "dobj":
        told = ruled_out(verb, child)
        promised = told or holds_out(verb, child)
        frame = PROMISED if promised else found_none(child) or "dobj"
        start, end = told or with_deadline(verb, child)
        end = with_condition(verb, end) if frame == PROMISED else end
        yield frame, ((start, end),), verb
        yield from accused(verb, child)
    elif dep in ("prep", "agent", "prt") and child.i > verb.i:
        yield from accused_by(child)
        yield from _prepositional(verb, child, obj if after_object else None)
    elif dep == "oprd" and obj is not None:
        yield "obj-oprd", _named(verb, obj, child.left_edge.i, child.right_edge.i + 1), verb
    elif dep == "nsubjpass":
        yield "subject", (subtree(child),), verb
    elif dep == "nsubj" and is_clause_before(verb, child):
        yield "ccomp-before", (subtree(child),), verb
    elif dep == "advcl" and child.i > verb.i:
        yield from _adverbial(verb, child)


def _adverbial(verb: Token, clause: Token) -> Iterator[Complement]:
    """An infinitive or that-clause hung loosely, and "called for it to be published"."""
    mark = mark_of(clause)
    start, end = subtree(clause)
    if mark in ("to", "that"):
        yield f"advcl-{mark}", ((start, end),), verb
    elif mark in _ASKED and verb.lemma_ in _ASKS and start == behind_object(verb):
        yield f"ccomp-{mark}", ((start, end),), verb
    elif mark == "for" and start == verb.i + 1 and clause.tag_ in ("VB", "VBN"):
        yield "prep-for", ((start + 1, end),), verb.doc[start]


def _with_next(verb: Token, found: Complement) -> Iterator[Complement]:
    """The same complement with the phrase that follows it, which the parse hung on the verb."""
    frame, ((start, end), *_), cue_end = found
    for sibling in verb.rights:
        where = any(t.lemma_ in SPEECH_NOUNS for t in sibling.rights if t.dep_ == "pobj")
        if sibling.left_edge.i == end and sibling.dep_ in _FOLLOWING and not where:
            yield f"{frame}+{sibling.dep_}", ((start, sibling.right_edge.i + 1),), cue_end


def _prepositional(verb: Token, preposition: Token, obj: Token | None) -> Iterator[Complement]:
    """ "called for a vote", and with an object "accused them of cheating" as one content."""
    word = preposition.lower_
    for inner in preposition.children:
        if quoted_as(inner) or (
            inner.dep_ not in ("pobj", "pcomp") and not (word == "as" and inner.dep_ == "amod")
        ):
            continue
        if word in ("on", "in") and inner.text in _DATES:  # "said on Tuesday the bridge …"
            if word == "on" and inner.text in DAYS and inner.right_edge.i > inner.i + 1:
                yield "ccomp-", ((inner.i + 1, inner.right_edge.i + 1),), verb
            continue
        if obj is None:
            first, end = subtree(inner)
            frame = PROMISED if is_bound_to(verb, inner) else f"prep-{word}"
            alone = (frame, ((first, with_condition(verb, end)),), preposition)
            yield alone
            if not a_clause_follows(verb, inner):
                yield from _with_next(verb, alone)
            yield from _with_deed(verb, preposition, inner)
            continue
        if word == "in" and inner.lemma_ in SPEECH_NOUNS:
            continue  # "announced the sale in a statement": where, not what
        yield f"obj-prep-{word}", (subtree(inner),), preposition
        yield f"obj+prep-{word}", _named(verb, obj, preposition.i, inner.right_edge.i + 1), verb


def _with_deed(verb: Token, preposition: Token, asked: Token) -> Iterator[Complement]:
    """ "called on the mayor to resign" and "appealed to them to wait": whom, and what for."""
    for deed in verb.rights:
        if deed.dep_ in _DEEDS and deed.i > preposition.i and mark_of(deed) == "to":
            bounds = (asked.left_edge.i, deed.right_edge.i + 1)
            yield f"prep-{preposition.lower_}+to", (bounds,), preposition


def _named(verb: Token, obj: Token, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """An object with what is said of it; in two parts around "whom she called “a bully”"."""
    if obj.i < verb.i < start:
        return subtree(obj), (start, end)
    return ((min(obj.left_edge.i, start), end),)


def _clause(verb: Token, clause: Token) -> Complement | None:
    """A finite clause after its verb, before it, or around it; None where it is no clause."""
    start, end = subtree(clause)
    if clause.i > verb.i:
        return None if is_consequence(verb, clause) else _clause_behind(verb, clause)
    report_start, report_end = report_bounds(verb, clause)
    if end > report_end:
        return "ccomp-around", ((start, report_start), (report_end, end)), verb
    if (more := phrase_behind(verb)) is not None and end <= verb.i:
        return "ccomp-before", ((start, report_start), more), verb
    beside = any(t.text == ";" for t in verb.doc[end - 1 : report_start])
    frame = "ccomp-beside" if beside else "ccomp-before"  # "…; others dismissed them"
    return frame, ((start, sayer_behind(verb, start, min(end, report_start))),), verb


def _clause_behind(verb: Token, clause: Token) -> Complement | None:
    start, end = subtree(clause)
    if start < verb.i and relates(verb.doc[start]):  # "which he said was late"
        return "ccomp-", ((start, start + 1), (verb.i + 1, end)), verb
    if lacks_subject(verb, clause, start):
        thing = thing_told_of(verb)
        return ("ccomp-", (thing, (start, end)), verb) if thing else None
    if begun := joined_by_that(verb, clause, start) or heard_from(verb, clause, start):
        that = "that" if verb.doc[begun - 1].lower_ == "that" else ""
        return f"ccomp-{that}", ((begun, end),), verb
    lost = verb.doc[start].tag_ in _FINITE and subject_of(clause) is None
    parted = "," in (verb.doc[start - 1].text, verb.doc[start].text)
    if (lost or parted) and (halves := amid(verb)):  # "Prices, she told the Argus, could fall"
        return f"ccomp-{'around' if lost else ''}", but_for_occasion(verb, halves), verb
    start = behind_day(verb, clause, own_start(verb, clause, start))
    condition = condition_before(verb)
    if condition is not None and verb.doc[start - 1].text == ",":
        return f"ccomp-{mark_of(clause)}", (condition, (start, end)), verb
    end = with_consequence(verb, and_that(verb, clause, end))
    return f"ccomp-{mark_of(clause)}", ((start, end),), verb


def _noun_frames(noun: Token) -> Iterator[Candidate]:
    for frame, parts, cue_end in (*told_as(noun), *verbs_as_nouns(noun)):
        yield Candidate(cue=noun, frame=frame, parts=parts, cue_end=cue_end)
    for child in clauses_of_noun(noun):
        told, mark = is_what_is_told(noun, child), mark_of(child)
        known = mark == "that" and tells_which(noun, child)
        if not known and (told or (child.dep_ in _NOUN_CLAUSES and mark in _NOUN_MARKS)):
            start, end = told_by_noun(noun, child)
            frame = "noun-that" if told else f"noun-{mark}"
            yield Candidate(cue=noun, frame=frame, parts=((start + told, end),), cue_end=noun)
        elif child.dep_ == "prep":
            yield from _of_preposition(noun, child, "noun")


def _adjective_frames(adjective: Token) -> Iterator[Candidate]:
    if told := behind_colon(adjective):
        yield Candidate(cue=adjective, frame="adj-that", parts=(told,), cue_end=adjective)
    for child in (*adjective.rights, *hung_above(adjective)):
        if child.dep_ in _ADJECTIVE_CLAUSES and not is_outcome(adjective, child):
            frame, parts = f"adj-{mark_of(child)}", (subtree(child),)
            yield Candidate(cue=adjective, frame=frame, parts=parts, cue_end=adjective)
        elif child.dep_ == "prep":
            yield from _of_preposition(adjective, child, "adj")


def _of_preposition(cue: Token, preposition: Token, kind: str) -> Iterator[Candidate]:
    for inner in preposition.children:
        if inner.dep_ in ("pobj", "pcomp"):
            frame, parts = f"{kind}-prep-{preposition.lower_}", (subtree(inner),)
            yield Candidate(cue=cue, frame=frame, parts=parts, cue_end=preposition)
