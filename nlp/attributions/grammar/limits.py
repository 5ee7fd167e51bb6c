"""What belongs to a thing that somebody wants, expects or rules out: its day, its purpose."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.openings import mark_of, subtree

_ASKS = frozenset({"ask", "invite", "press", "request", "tell"})
_PLEADS = frozenset({"implore", "urge", "beg", "beseech", "entreat", "exhort", "advise"})
_DATED = frozenset({"want", "demand", "seek", "request", "deny", "promise", "pledge", "guarantee"})
DEADLINES = frozenset({"by", "before", "until", "within", "between"})
_EXPECTS = frozenset({"anticipate", "expect", "forecast", "predict", "project"})
_FROM_BEFORE = frozenset({"up", "down", "compared", "versus"})
_PROOF = frozenset(
    {"basis", "evidence", "ground", "indication", "link", "need", "proof", "reason", "sign"}
)
_TIMES = frozenset({"DATE", "TIME"})
_PURPOSES = frozenset({"advcl", "xcomp", "prep"})


def with_deadline(verb: Token, thing: Token) -> tuple[int, int]:
    """The tokens of what somebody wants or denies, with the day that follows ("wants talks by
    June", "denies two counts of fraud between May and July"), or of a figure with the one before
    it ("expects sales of $2 million, up from $1 million").
    """
    start, end = subtree(thing)
    for child in verb.rights:
        first = child.left_edge.i
        dated = child.dep_ == "prep" and child.lower_ in DEADLINES and verb.lemma_ in _DATED
        if dated and first == end and names_time(child):
            return start, child.right_edge.i + 1
        parted = first - end in (0, 1) and verb.doc[first - 1].text == ","
        if parted and child.lower_ in _FROM_BEFORE and verb.lemma_ in _EXPECTS:
            return start, child.right_edge.i + 1
    return start, end


def is_asked_for(verb: Token, clause: Token) -> bool:
    """Whether the parse took for a purpose what somebody is implored to do, or is asked to
    behind a day ("asked the board on Monday to halve it").
    """
    infinitive = clause.dep_ == "advcl" and clause.tag_ == "VB" and mark_of(clause) == "to"
    if not infinitive or verb.lemma_.lower() not in _ASKS:
        return infinitive and verb.lemma_.lower() in _PLEADS
    between = (c for c in verb.rights if c.dep_ in ("prep", "npadvmod") and c.i < clause.i)
    return any(map(names_time, between))


def names_time(phrase: Token) -> bool:
    """Whether a day or a time stands in a phrase."""
    return any(t.ent_type_ in _TIMES for t in phrase.subtree)


def found_none(thing: Token) -> str:
    """The frame of "found no evidence that it leaked", "sees no reason to wait"; "" for others."""
    none = any(c.lower_ in ("no", "little") for c in thing.lefts)
    behind = any(c.dep_ in ("acl", "relcl", "prep", "ccomp") for c in thing.rights)
    return "dobj-none" if none and behind and thing.lemma_ in _PROOF else ""


def ruled_out(verb: Token, thing: Token) -> tuple[int, int] | None:
    """The tokens of what a verb rules out, with what it is for ("a law to end the strike");
    None for another verb.
    """
    if verb.lemma_ != "rule" or all(c.lower_ != "out" for c in verb.rights):
        return None
    start, end = subtree(thing)
    behind = (c for c in verb.rights if c.left_edge.i == end and c.dep_ in _PURPOSES)
    return start, max((c.right_edge.i + 1 for c in behind), default=end)
