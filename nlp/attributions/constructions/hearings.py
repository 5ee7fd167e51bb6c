"""What a court hears, from whomever: "…, an inquest heard", "jurors were told that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.attributions.grammar.openings import subtree
from nlp.attributions.grammar.sources import agent_of, joins_clause
from nlp.texts import next_to

Bounds = tuple[int, int]

HEARD = "heard"
TOLD_COURT = "told-court"
"""The frames of such reports: of what a court hears, for which the article has no other source,
and of what it is told by nobody named.
"""

_COURTS = frozenset(
    {"commission", "committee", "court", "hearing", "inquest", "inquiry", "jurors", "jury"}
    | {"magistrates", "panel", "trial", "tribunal"}
)
_OCCASIONS = frozenset({"VBG", "WDT", "WP", "WP$", "WRB", "IN"})


def heard_in_court(verb: Token) -> Iterator[tuple[str, tuple[Bounds, ...]]]:
    """The frame and parts of what a court hears or is told."""
    told = verb.lemma_ == "tell" and verb.i > 0 and next_to(verb, -1).lemma_ == "be"
    if agent_of(verb) is not None or not (told or verb.lemma_ == "hear"):
        return
    court = court_of(verb)
    if court is not None and (parts := _around(verb, court) or _behind(verb)):
        yield (TOLD_COURT if told else HEARD), parts


def court_of(verb: Token) -> Token | None:
    """The court right before a verb and its helpers."""
    place = verb.i - 1
    while place > 0 and verb.doc[place].pos_ in ("AUX", "ADV"):
        place -= 1
    court = verb.doc[max(place, 0)]
    heard = verb.lemma_ != "hear" or next_to(verb, -1).lemma_ != "be"
    return court if heard and court.i < verb.i and court.lower_ in _COURTS else None


def heard_from_whom(verb: Token) -> Token | None:
    """Whose words a court hears: the witness in "heard from Owen Pryce that", else its own."""
    from_ = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "from")
    witnesses = (c for phrase in from_ for c in phrase.rights if c.dep_ == "pobj")
    return next(witnesses, None) or court_of(verb)


def _around(verb: Token, court: Token) -> tuple[Bounds, ...]:
    """The sentence before ", the court heard", and behind its comma."""
    doc, start = verb.doc, verb.sent.start
    edge = next((t.i for t in reversed(doc[start : court.i]) if t.text == ","), start)
    if edge == start or any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in doc[edge : court.i]):
        return ()
    behind, end = verb.i + 1, verb.sent.end
    ends = behind >= end or doc[behind].text != "," or behind + 1 >= end
    if ends or doc[behind + 1].tag_ in _OCCASIONS:
        return () if _behind(verb) else ((start, edge),)
    return (start, edge), (behind + 1, end)


def _behind(verb: Token) -> tuple[Bounds, ...]:
    """The clause behind "the court heard that", also where the parse lost it."""
    clauses = (subtree(c) for c in verb.rights if c.dep_ == "ccomp")
    opener = next_to(verb)
    lost = (opener.i + 1, verb.sent.end) if joins_clause(opener) else None
    found = next(clauses, lost)
    return () if found is None else (found,)
