"""Cues that report nothing said: negated, withheld, imagined or only asked about.

To store such a content as its source's words would often say the opposite of the
article, so these candidates are dropped. A negated view ("does not think that") is
kept: its source does reject the content, and `nlp.attributions.contents.details` gives it
that mood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.sources import is_passive, subject_of
from nlp.texts import next_to, text_of

_SILENT = frozenset(
    {"avoid", "decline", "deny", "fail", "forbear", "forget", "neglect", "omit", "refrain"}
    | {"refuse", "shy", "stop"}
)
_ANSWERING = frozenset(
    {"answer", "comment", "confirm", "discuss", "identify", "respond", "say"}
    | {"disclose", "divulge", "draw", "elaborate", "pin", "reveal", "specify", "speculate"}
)
_ASKING_OF = frozenset(
    {"advise", "ask", "beg", "challenge", "command", "dare", "encourage", "implore", "instruct"}
    | {"invite", "order", "press", "pressure", "push", "require", "tell", "urge", "want", "warn"}
)
_CALLING_IN = frozenset({"call", "summon"})
_WIDENING = frozenset({"apply", "broaden", "expand", "extend", "widen"})
_KNOWN = frozenset({"the", "that", "this", "these", "those"})
_MEETING = frozenset({"convene", "fly", "gather", "huddle", "meet", "travel", "visit"})
_WITHOUT = frozenset({"without", "instead", "besides"})
_NOBODY = frozenset({"nobody", "none", "neither", "nor", "nothing"})
_NO = frozenset({"no", "neither", "few"})
_NEVER = frozenset({"never", "hardly", "scarcely", "barely"})
_IMAGINED = frozenset({"might", "could", "may"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall"})
_FEELINGS = frozenset(
    {"balk", "bristle", "chafe", "dislike", "enjoy", "fear", "fret", "fume", "grumble", "hate"}
    | {"like", "love", "regret", "resent", "worry"}
)
_SUPPOSE = frozenset({"imagine", "suppose", "picture"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_INVERTED = frozenset(
    {"do", "have", "be", "would", "will", "could", "can", "should", "might", "may"}
)
_QUESTION_WORDS = frozenset({"WP", "WRB", "WDT", "WP$"})
_SHARES_MOOD = frozenset({"xcomp", "pcomp"})
_MAX_CLIMB = 4
_PUT_RIGHT = re.compile(
    r"\b(?:earlier|previous|original|prior) versions? of (?:this|the) "
    r"(?:article|story|report|post|column|headline)\b"
)
_NAMING = frozenset({"name", "identify", "quote"})


def is_unsaid(cue: Token, source: Token | None, lexicon: Lexicon) -> bool:
    """Whether the cue's words were not said, or not known to be said."""
    verb = _verb_of(cue)
    sent = cue.sent
    if _PUT_RIGHT.search(text_of(cue.doc), sent.start_char, sent.end_char):
        return True  # what an earlier version of the article said was wrong
    if any(child.lower_ == "nothing" and child.dep_ == "dobj" for child in cue.children):
        return True  # "said nothing"
    if is_negated(cue, source):
        return not rejects(cue, lexicon)
    return (
        _is_withheld(cue, lexicon)
        or _is_imagined(verb, lexicon)
        or _is_asked(verb)
        or _is_asked_of_somebody(verb)
        or _is_occasion(verb)
        or _is_foretold(verb)
        or _is_widened(cue)
        or _is_writers(verb)
        or _is_compared(verb)
        or _asks_for_cover(verb)
    )


def _asks_for_cover(verb: Token) -> bool:
    """ "asking not to be named", "asked to remain anonymous": how it was told, and no demand."""
    asked = [child for child in verb.rights if child.dep_ == "xcomp"]
    unnamed = any(
        child.lemma_.lower() in _NAMING and any(c.dep_ == "neg" for c in child.lefts)
        for child in asked
    )
    return unnamed or any(
        c.lower_ in ("anonymous", "unnamed") for child in asked for c in child.rights
    )


def _is_compared(verb: Token) -> bool:
    """ "less than the bank had feared": by how much it was otherwise, and no report of it."""
    first = verb.left_edge
    return first.lower_ == "than" or (first.i > 0 and next_to(first, -1).lower_ == "than")


def _is_writers(verb: Token) -> bool:
    """ "It is fair to say that …": the writer's own judgment, and nobody's report."""
    seat = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    subject = subject_of(seat)
    judged = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl") and seat.lemma_ == "be"
    it = subject is not None and subject.lower_ == "it"
    return judged and it and any(c.dep_ == "acomp" for c in seat.rights)


def _is_widened(cue: Token) -> bool:
    """ "extended the promise to paper", where paper is no deed: it is promised to more of them."""
    known = any(c.lower_ in _KNOWN for c in cue.lefts)
    return known and cue.dep_ == "dobj" and cue.head.lemma_.lower() in _WIDENING


def _is_foretold(verb: Token) -> bool:
    """ "Shoppers will resent it": a guess at what people are going to feel."""
    foretold = any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.lefts)
    return foretold and verb.lemma_.lower() in _FEELINGS


def _is_occasion(verb: Token) -> bool:
    """ "They met to discuss trade": what for, not what was said."""
    return (
        verb.dep_ in ("xcomp", "advcl")
        and verb.head.lemma_.lower() in _MEETING
        and any(c.lower_ == "to" and c.i < verb.i for c in verb.lefts)
    )


def _is_asked_of_somebody(verb: Token) -> bool:
    """ "They pressed the mayor to explain why": neither they nor, so far, the mayor did.

    Nor has an envoy who "was summoned to explain why".
    """
    asking = verb.head
    called = verb.tag_ == "VB" and asking.lemma_.lower() in _ASKING_OF | _CALLING_IN
    if called and verb.dep_ in ("xcomp", "advcl") and is_passive(asking):
        return True
    if verb.dep_ != "xcomp" or asking.lemma_.lower() not in _ASKING_OF:
        return False
    return any(c.dep_ in ("dobj", "dative") and asking.i < c.i < verb.i for c in asking.rights)


def is_taken_back(cue: Token, start: int, end: int) -> bool:
    """Whether a negation among the characters [start, end) of the cue's text turns it around."""
    return any(_negates(child) and start <= child.idx < end for child in cue.lefts)


def rejects(cue: Token, lexicon: Lexicon) -> bool:
    """Whether the cue, negated, says that its source is against the content."""
    return cue.pos_ in ("VERB", "ADJ") and cue.lemma_.lower() in lexicon.rejecting


def is_negated(cue: Token, source: Token | None) -> bool:
    """Whether "not", "never", "no" or a source such as "no one" turns the cue around."""
    verb = _verb_of(cue)
    if any(_negates(child) for child in (*cue.children, *verb.children)):
        return True
    if verb.dep_ == "conj" and any(child.lower_ == "nor" for child in verb.head.children):
        return True  # "neither confirmed nor denied"
    words = [w for w in (source, subject_of(verb)) if w is not None]
    return any(_is_nobody(word) for word in words)


def _verb_of(cue: Token) -> Token:
    """The verb that carries a cue: itself, or what a noun or adjective hangs on."""
    hangs = cue.pos_ in ("NOUN", "ADJ") or cue.tag_ == "VBN"
    return cue.head if hangs and cue.dep_ in ("dobj", "acomp", "attr", "oprd") else cue


def _negates(child: Token) -> bool:
    head, word = child.head, child.lower_
    if word == "only" and child.i < head.i:
        return False
    if child.dep_ == "neg":
        follows = next_to(child).lower_
        return follows != "only" and not (child.i > head.i and head.pos_ == "VERB")
    if word in _NOBODY and child.dep_ in ("cc", "preconj"):
        return child.i < head.i
    if child.dep_ == "advmod":
        return word in _NEVER or (word == "longer" and next_to(child, -1).lower_ == "no")
    return child.dep_ == "det" and word == "no" and head.pos_ == "NOUN"


def _is_nobody(word: Token) -> bool:
    if word.lower_ in _NOBODY:
        return True
    first = word.left_edge
    if first.lower_ in _NEVER or (first.lower_ in _NO and not _is_of_number(first)):
        return True
    denied = any(c.dep_ == "neg" for c in word.lefts)  # "Not all parents"
    return denied or any(_is_none(c) for c in word.lefts if c.dep_ == "det")


def _is_none(word: Token) -> bool:
    """Whether a word is "no", and not that of an address."""
    return word.lower_ == "no" and not _is_of_number(word)


def _is_of_number(word: Token) -> bool:
    """Whether "No" is that of an address: "a No 10 source"."""
    return word.i + 1 < len(word.doc) and next_to(word).is_digit


def _is_withheld(cue: Token, lexicon: Lexicon) -> bool:
    """ "declined to say", "without saying", seen from either word; "denied saying" is a denial."""
    if cue.lemma_.lower() == "deny":
        return any(_silences(seat) for seat in islice(_governed(cue), 1, None))
    if cue.dep_ == "prep":
        return False  # "failed to pay, according to the port": the port is not silent
    if cue.lemma_.lower() in _SILENT:
        return any(
            c.dep_ == "xcomp" and (c.lemma_ in _ANSWERING or c.lemma_ in lexicon.speech)
            for c in cue.rights
        )
    return any(_silences(seat) for seat in _governed(cue))


def _governed(cue: Token) -> Iterator[Token]:
    """The cue's verb and the verbs above it that lend it their mood."""
    seat = cue.head.head if cue.dep_ == "pobj" else cue
    yield seat
    for _ in range(_MAX_CLIMB):
        if seat.dep_ not in _SHARES_MOOD:
            return
        seat = seat.head
        yield seat


def _silences(seat: Token) -> bool:
    """ "declined", "without", "short of", and "has yet" above an infinitive."""
    above = seat.head
    if seat.lemma_.lower() in _SILENT | _WITHOUT:
        return True
    if seat.dep_ == "prep":
        return above.lower_ in _WITHOUT | {"short"} or above.lemma_ in _SILENT
    yet = seat.dep_ == "xcomp" and above.lemma_ in ("have", "be")
    return yet and any(c.lower_ == "yet" for c in above.children)


def _is_imagined(verb: Token, lexicon: Lexicon) -> bool:
    """ "might say", "if he says", "imagine a mayor who says"."""
    for child in verb.lefts:
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            return True
        if child.dep_ == "aux" and child.lower_ in _IMAGINED and verb.lemma_ in lexicon.speech:
            return True
    return any(t.lemma_.lower() in _SUPPOSE and _is_order(t) for t in _above(verb))


def _above(verb: Token) -> Iterator[Token]:
    seat = verb
    for _ in range(_MAX_CLIMB):
        if seat.head.i == seat.i:
            return
        seat = seat.head
        yield seat


def _is_order(verb: Token) -> bool:
    return verb.tag_ in ("VB", "VBP") and subject_of(verb) is None and verb.dep_ == "ROOT"


def _is_asked(verb: Token) -> bool:
    """ "Did she say that …?" and "Had she said that …": the auxiliary before its subject."""
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i:
        return False
    if subject.tag_ in _QUESTION_WORDS:
        return subject.left_edge.i == verb.sent.start and _ends_in_question(verb)
    inverted = [
        c
        for c in verb.lefts
        if c.dep_ in ("aux", "auxpass") and c.i < subject.i and c.lemma_.lower() in _INVERTED
    ]
    if not inverted:
        return False
    opener = verb.doc[inverted[0].i - 1] if inverted[0].i > verb.sent.start else None
    return opener is None or opener.is_punct or _ends_in_question(verb)


def _ends_in_question(verb: Token) -> bool:
    return any(t.text == "?" for t in verb.doc[verb.i : verb.sent.end])
