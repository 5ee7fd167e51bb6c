"""What a text puts on nobody's authority: "is said to", "is seen as" and "reportedly"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.constructions.hearings import TOLD_COURT
from nlp.attributions.constructions.questions import QUESTION
from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.openings import subtree
from nlp.attributions.grammar.sources import SUBJECTS, agent_of, is_passive, subject_of
from nlp.texts import next_to

Bounds = tuple[int, int]

ADVERBS = frozenset(
    {"reportedly", "allegedly", "purportedly", "supposedly", "seemingly", "apparently"}
)
RAISED = "raised"
HEARSAY = "hearsay"
UNSOURCED = (
    RAISED,
    HEARSAY,
    TOLD_COURT,
    QUESTION,
)  # how the frames begin that leave out who says so
_REPORTING = frozenset(
    {"allege", "assume", "believe", "consider", "describe", "estimate", "expect", "forecast"}
    | {"know", "portray", "predict", "presume", "project", "regard", "report", "rumor", "rumour"}
    | {"say", "see", "suspect", "think", "understand", "view"}
)
_RELATIVES = frozenset({"WDT", "WP", "WP$"})
_ASIDES = _RELATIVES | {"VBG"}
_LOOSE = frozenset({"with", "when", "where", "though", "although", "while", "after", "as", "but"})
_BREAKS = frozenset({"(", "—", "–", ";", ":"})
_LISTED = frozenset({"conj", "cc", "amod", "compound"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "ROOT", "conj", "xcomp", "pcomp", "parataxis"})


def raised(verb: Token, child: Token) -> tuple[str, tuple[Bounds, ...], Token] | None:
    """Frame, both parts and last cue word of "the envoy is said to have left".

    Grammar makes "the envoy" the subject of "said"; it is what the report is about.
    """
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or not is_passive(verb):
        return None
    if _trails(verb, child, subject):
        return f"{RAISED}-to", (subtree(child),), verb
    if subject.tag_ in _RELATIVES or subject.lower_ == "it":
        return None
    about = _until_aside(subject, *subtree(subject))
    known = verb.lemma_.lower() in _REPORTING
    if known and child.dep_ == "xcomp" and any(t.tag_ == "TO" for t in child.lefts):
        return f"{RAISED}-to", (about, _until_aside(child, *subtree(child))), verb
    judged = verb.lemma_.lower() in lexicon().naming_as and agent_of(verb) is not None
    if (known or judged) and (as_what := _as_what(child)) is not None:
        start, end = as_what.i + 1, as_what.right_edge.i + 1
        return f"{RAISED}-as", (about, _until_aside(as_what, start, end)), as_what
    return None


def _trails(verb: Token, clause: Token, it: Token) -> bool:
    """ "It has sunk, it is feared": a clause told on nobody's authority, before "it is"."""
    parted = clause.right_edge.i < it.i and verb.doc[it.left_edge.i - 1].text == ","
    told = clause.dep_ == "ccomp" and subject_of(clause) is not None and it.lower_ == "it"
    return told and parted and verb.lemma_.lower() in _REPORTING


def _as_what(child: Token) -> Token | None:
    """The "as" of "dismissed as a fluke", also where the parse gives it to who did so."""
    hung = (t for noun in child.rights if child.dep_ == "agent" for t in noun.rights)
    opens = (t for t in (child, *hung) if t.dep_ == "prep" and t.lower_ == "as")
    return next(opens, None)


def _until_aside(head: Token, start: int, end: int) -> Bounds:
    """The bounds without what a comma sets apart behind the head: ", which …", ", a lawyer"."""
    for token in head.doc[head.i + 1 : end - 1]:
        after = next_to(token)
        if token.text in _BREAKS:
            return start, token.i
        if token.text == "," and (after.tag_ in _ASIDES or after.lower_ in _LOOSE):
            return start, token.i
        if token.text == "," and head.dep_ in SUBJECTS and after.dep_ not in _LISTED:
            return start, token.i
    return start, end


def around(adverb: Token) -> tuple[Bounds, ...]:
    """The parts of the clause that an adverb such as "reportedly" stands in."""
    verb = adverb.head
    if adverb.dep_ != "advmod" or verb.pos_ not in ("VERB", "AUX") or verb.dep_ not in _CLAUSES:
        return ()
    subject = subject_of(verb) or (subject_of(verb.head) if verb.dep_ == "conj" else None)
    start, end = _until_aside(
        verb, max(verb.left_edge.i, subject.left_edge.i if subject else 0), verb.right_edge.i + 1
    )
    parts = [(start, adverb.i), (adverb.i + 1, end)]
    if subject is not None and subject.right_edge.i < start:
        parts.insert(0, subtree(subject))
    return tuple(part for part in parts if any(not t.is_punct for t in adverb.doc[slice(*part)]))
