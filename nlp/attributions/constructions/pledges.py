"""Things promised and threatened, where no verb says what is done to them: "a reply by Monday"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.limits import DEADLINES, names_time, with_deadline

PROMISED = "dobj-more"
"""The frame of what somebody promises or threatens: "lower taxes", "a reply by Monday"."""

_OFFERING = frozenset({"promise", "pledge", "guarantee", "threaten", "vow"})
_DEEDS = frozenset(
    {"action", "ban", "blockade", "boycott", "closure", "lawsuit", "reprisal", "resignation"}
    | {"retaliation", "sanction", "shutdown", "strike", "veto", "walkout"}
)  # what a thing that is threatened is, and not what is in danger ("threatens jobs")


def holds_out(verb: Token, thing: Token) -> bool:
    """Whether a thing is promised, or threatened as a deed: "promised 20 more doctors"."""
    lemma = verb.lemma_
    if lemma not in _OFFERING:
        return False
    if any(c.tag_ == "JJR" for c in thing.lefts):
        return True
    if lemma == "threaten":
        return thing.lemma_.lower() in _DEEDS
    counted = lemma == "promise" and any(c.dep_ == "nummod" for c in thing.lefts)
    due = any(c.lower_ in DEADLINES and names_time(c) for c in thing.rights)
    return counted or due or with_deadline(verb, thing)[1] > thing.right_edge.i + 1


def is_bound_to(verb: Token, deed: Token) -> bool:
    """ "committed to halving its emissions": a deed, as in a promise."""
    return verb.lemma_ == "commit" and deed.dep_ == "pcomp" and deed.head.lower_ == "to"
