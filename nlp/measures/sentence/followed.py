"""Parts a measure from what the same sentence tells next: the rate after it, another deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from nlp.figures.amounts.finding import Tokens
from nlp.measures.moving_verbs import GO, GOES, MOVED, WAY, WENT
from nlp.measures.rates.finding import Rate
from nlp.measures.stages.status import FOR_A_TIME
from nlp.texts import next_to

_MOVED_TO = re.compile(
    r"(?:[^,;:.]|(?<=[A-Z])\.){0,70}?(?:, [^,;:]{2,50},)? (?:is|are|was|were|has been|have been) "
    r"(?:now |then |later )?(?:cut|lowered|reduced|slashed|halved|trimmed|raised"
    r"|increased|lifted|hiked|doubled|tripled)"
    r"(?: on \w+)? to (?:just |only |about )?"
    r"|(?:[^,;:.]|(?<=[A-Z])\.){0,70}?(?:, [^,;:]{2,50},)?"
    rf" {WENT}{WAY} to "
    r"(?:just |only |about )?"
)
_TO_MOVE = re.compile(
    r"(?:[^,;:.]|(?<=[A-Z])\.){0,90}?(?:, [^,;:]{2,50})?,?"
    r" (?P<verb>(?:(?:will|would|could|may|might|shall)"
    r"|(?:is|are) (?:now )?(?:(?:due|set|scheduled|expected|likely) )?to) (?:\w+ )?"
    rf"(?:(?:{GO}|be {MOVED}){WAY})|{GOES}{WAY}|(?:will|would|is to) become|becomes)"
    r"(?: to|(?<=become)|(?<=becomes)) (?:just |only |about |as much as )?"
)
_AND_DID = re.compile(
    r"(?<!,) and (?:has |have |had |also |then |later )*(?:banned|barred|lifted|suspended|imposed"
    r"|scrapped|dropped|restricted|halted|sanctioned|ended)\b"
)
_STRUCK_ASIDE = re.compile(
    r"(?<=, )(?:already |once |long |also |which was |which were )?"
    r"(?:hit|slapped|saddled|burdened|struck) (?:with|by) [^,;:]{3,80},"
)
_OF_WHICH = re.compile(
    r", (?:(?:all|both|many|most|some) of which (?:was|were|had)"
    r"|which (?:was|were|had (?:been|stood|reached|run)|stood|reached|ran|averaged|amounted))"
    r"\b[^,;:%]{0,30}$"
)
_SAME_THING = re.compile(r" (?:it|them|this|that|those|these|the)\b")
_TO = re.compile(r"(?:[^,;:.]|(?<=[A-Z])\.){0,90}? to (?:just |only |about )?")
_MOVING = re.compile(
    r"\b(?:cut|lower|reduc|rais|increas|hik|slash|trim|halv|doubl|tripl|bring|brought)\w*"
    r" (?:down |up )?(?:(?:its|the|their|an?|[A-Z][\w.]*(?:’s|'s))(?: [\w.-]+){0,3}) $"
)
_AND_ITS = re.compile(  # "cut the 14% duty on cheese to 9% and the 20% duty on butter to 12%"
    r",? and (?:(?:its|the|their|an?|[A-Z][\w.]*(?:’s|'s)) )?(?:[a-z-]+ )?$"
)
_WHOSE = re.compile(r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[A-Z]\w+n)|[’']s) (?:[a-z]+ )?$")
_ON = re.compile(r" (?:one |(?:now )?(?:charged|levied|paid|put|imposed) )?(?:on|for) ")
_DOUBTFUL = re.compile(
    r"\b(?:if|unless|could|might|(?-i:may)|would|whether|should|without)\b", re.I
)
_MEANT = re.compile(r"\b(?:announced|planned|proposed|threatened|unveiled)\b")
_REPORTED = re.compile(  # "promised last week that the 10% duty would be lowered"
    r"\bthat (?=(?:the|its|their|his|her|this|[A-Z][\w.]*(?:’s|'s)) (?:[\w-]+ ){0,2}$)"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEEDS = frozenset({"VERB", "AUX"})
_HAVING = frozenset({"has", "have", "had", "having"})
_LEADS = frozenset({"nsubj", "nsubjpass", "advmod", "aux", "auxpass", "prep", "npadvmod"})
_CARRIED = frozenset({"xcomp", "ccomp", "advcl", "conj", "prep", "pcomp", "acl"})
_JOINING = frozenset({"and", "but", "or", ",", ";", ":"})
_MOST_ABOVE = 8


def replaced(text: str, found: Sequence[tuple[Rate, bool]]) -> Iterator[tuple[Rate, bool]]:
    """The rates, each with whether it is stated, where one may have become the next.

    In "the 145% tariff was cut to 30%" the second knows the first as the rate before,
    and the first is stated no more, unless it was announced and is held back for a time.
    """
    known = list(found)
    for number, ((rate, stated), (after, also)) in enumerate(pairwise(found)):
        if rate.value is None or after.value is None or rate.sentence != after.sentence:
            continue
        between = rate.end, after.start
        to_come = _TO_MOVE.fullmatch(text, *between)
        moved = _MOVED_TO.fullmatch(text, *between) or _moves(text, rate, after)
        moved = moved or (number > 0 and _as_well(text, found[number - 1][0], rate, after))
        own = rate.noun or _as_noun(text, rate)
        if own is None or not (to_come or moved):
            continue
        noun = own if after.noun is None else after.noun
        before = rate.value if after.before is None else after.before
        known[number + 1] = replace(after, before=before, noun=noun), also
        meant = _MEANT.search(text, *between)
        held = meant and FOR_A_TIME.search(text, after.end, after.sentence[1])
        known[number] = rate, stated and held is not None
        if to_come:  # until then the first stands, if nothing makes it doubtful
            sure = not _DOUBTFUL.search(text, rate.sentence[0], to_come.start("verb"))
            near = _own_words(text, rate), to_come.start("verb")
            known[number] = replace(rate, near=near, until_next=True), stated and sure
    yield from known


def _own_words(text: str, rate: Rate) -> int:
    """Where the words that tell of a rate's duty start: behind a report, at what it is called."""
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.start
    called = _REPORTED.search(text, rate.near[0], first)
    return called.end() if called else rate.near[0]


def _as_noun(text: str, rate: Rate) -> tuple[int, int] | None:
    """A rate itself where it stands for its duty: "the 10% on Peruvian tin goes to 15%"."""
    whose = _WHOSE.search(text, max(rate.near[0], rate.start - 16), rate.start)
    return (rate.start, rate.end) if whose and _ON.match(text, rate.end) else None


def _moves(text: str, rate: Rate, after: Rate) -> bool:
    """Whether the first is moved to the second: "cut its 40% tariff on shirts to 20%"."""
    if _TO.fullmatch(text, rate.end, after.start) is None:
        return False
    return _MOVING.search(text, max(rate.near[0], rate.start - 60), rate.start) is not None


def _as_well(text: str, last: Rate, rate: Rate, after: Rate) -> bool:
    """Whether the verb that moved a duty to `last` moves the next one from `rate` to `after`."""
    joined = _AND_ITS.fullmatch(text, last.end, rate.start) is not None
    joined = joined and text.endswith("to ", 0, last.start)
    return joined and _TO.fullmatch(text, rate.end, after.start) is not None


def deed_of(tokens: Tokens, rate: Rate) -> tuple[int, int]:
    """As `_deed_of`, up to where the words up to the next rate tell of another deed."""
    first, last = _deed_of(tokens, rate)
    if _OF_WHICH.search(tokens.text, rate.near[0], rate.start):
        first = rate.near[0]  # "scrapped its duties on wine, some of which were 40%"
    for aside in _STRUCK_ASIDE.finditer(tokens.text, first, last):
        if aside.start() < rate.start < aside.end():
            return aside.span()
        if aside.end() <= rate.start:
            first = aside.end()
    own = [m for m in _AND_DID.finditer(tokens.text, first, rate.start) if m.start() > first]
    if rate.value is None and own and "," not in tokens.text[own[-1].end() : rate.start]:
        first = own[-1].start()
    then = _AND_DID.search(tokens.text, rate.end, last) if rate.value is None else None
    if then is not None and not _SAME_THING.match(tokens.text, then.end()):
        last = then.start()
    return first, last


def _deed_of(tokens: Tokens, rate: Rate) -> tuple[int, int]:
    """The stretch of the rate's sentence that tells of the deed done with it.

    Of several finite verbs joined in one sentence only the one that has the rate for its
    object counts: "imposed a 10% tariff and lifted its quota" lifts no tariff. A deed done
    to the same measure ("and then suspended it") belongs to it; what a rate is the subject
    of is its own.
    """
    first, last = rate.near
    token = tokens.at(max(0, rate.start))
    verb = next((one for one in token.ancestors if one.pos_ in _DEEDS), None) if token else None
    if token is None or verb is None or verb.i > token.i:
        return first, last
    aside = verb.dep_ in {"relcl", "acl"} and verb.left_edge.i
    if aside and next_to(verb.left_edge, -1).text == "," and not _fixes(verb):
        edge = verb.right_edge  # "Washington, which charges 26%, has not said whether"
        return max(first, verb.left_edge.idx), min(last, edge.idx + len(edge))
    above = [verb]
    while above[-1].dep_ in _CARRIED and len(above) < _MOST_ABOVE:
        above.append(above[-1].head)
    begun = next((one for one in above if one.dep_ == "conj" and _is_deed(one)), None)
    if begun is not None and _is_deed(begun.head):
        first = max(first, _opening_of(begun))
    heads = {one.i for one in above}
    for other in tokens.doc[token.i + 1 :]:
        if other.idx >= last:
            break
        if other.dep_ == "conj" and other.head.i in heads and _is_deed(other):
            alone = not any(one.lower_ in _JOINING for one in tokens.doc[token.i : other.i])
            if alone:  # "braced as a 25% duty came": what it does itself
                heads.add(other.i)
                continue
            return first, max(rate.end, min(last, _opening_of(other)))
    return first, last


def _fixes(verb: Token) -> bool:
    """Whether it only says how high a duty is: "Its duty on foil, set at 24.3%, takes effect"."""
    return verb.dep_ == "acl" and verb.lower_ in {"set", "fixed"}


def _is_deed(verb: Token) -> bool:
    """Whether a verb is finite, or shares "has" with the one before it."""
    if verb.tag_ in _FINITE:
        return True
    shared = verb.head if verb.dep_ == "conj" else verb
    having = any(c.dep_ == "aux" and c.lower_ in _HAVING for c in shared.lefts)
    return verb.tag_ == "VBN" and having


def _opening_of(verb: Token) -> int:
    """Where the clause of `verb` starts: with its subject, adverb or auxiliary, or itself."""
    lead = [child for child in verb.lefts if child.dep_ in _LEADS]
    return lead[0].left_edge.idx if lead else verb.idx
