"""The borders of a content: from a clause of the parse to the words a reader would mark."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from nlp.attributions.constructions.questions import asked_then
from nlp.attributions.contents.occasions import without_occasion
from nlp.attributions.contents.wholes import TRAILING, with_whole_quotation
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.joined import own_deed, second_report
from nlp.attributions.grammar.sources import SUBJECTS, is_passive, subject_of
from nlp.attributions.marks.reading import Passage, Reading
from nlp.texts import next_to

_LEAD = re.compile(r"[\s,;:.!?)\]–—-]*")
_JOINING = re.compile(r"[\s,;]+(?:and|or|but)$")  # it joins the cue to a verb that follows
_LONGEST_JOINING = 8
_LEAD_THAT = re.compile(r"[\s,;:.!?)\]–—-]*(?:(?:[Oo]nly )?that\b[\s,]*)?")
_COMMAS = frozenset({",", "—", "–", "--", "-"})
_DASHES = frozenset({"—", "–", "--", "-"})
_REMARK_OPENERS = frozenset({"a", "all", "an", "both", "one", "the"})
_DOES = frozenset({"did", "do", "does", "had", "has", "have"})
_CONCESSIONS = frozenset({"though", "although", "even though", "even as", "whereas"})
# What a reporter calls the words just quoted: …,” a charge that the mayor denies.
_REMARKS = frozenset(
    {"accusation", "allegation", "charge", "claim", "description", "dig", "jab", "phrase"}
    | {"nod", "refrain", "reference", "remark", "swipe"}
)
_CONCEDES = frozenset({"though", "although", "despite"})
_MEANWHILE = frozenset({"before", "while", "after"})  # and then, or also, "saying …"
_RELATIVES = frozenset({"WDT", "WP"})
_MEANWHILES = frozenset({"while"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FINITES = frozenset({"VBD", "VBZ", "VBP"})
_REPORT_REACH = 9
_SPECIFIERS = frozenset({"particularly", "especially", "including", "notably", "mainly"})
_MOST_LOOKED_AT = 300  # words of a content, in search of the next report
_CLOSING_SLACK = 2  # marks that may stand between a content's last word and its closing mark

Bounds = tuple[int, int]


def content_of(
    reading: Reading, passage: Passage, lexicon: Lexicon, cue: Token, part: Bounds
) -> Bounds | None:
    """Bounds in the article of the content with token bounds `part`; None if nothing is left."""
    doc, offset = passage.doc, passage.offset
    start, end = part
    if start >= min(end, len(doc)):
        return None
    first = doc[start]
    joins = first.dep_ == "dobj" and first.lower_ == "that" and first.head.dep_ == "ccomp"
    clause = first.dep_ == "mark" or first.lower_ == "only" or joins
    start = _behind_concession(doc, cue, start, end)
    end = _without_next_report(doc, lexicon, cue, start, end)
    end = _with_afterthought(doc, lexicon, start, end)
    end = _with_explanation(doc, cue, start, end)
    end = without_occasion(doc, lexicon, cue, start, end)
    if end <= start:
        return None
    last = doc[end - 1]
    first_place, last_place = offset + doc[start].idx, offset + last.idx + len(last)
    span = tidy(reading, first_place, last_place, clause=clause)
    return None if span is None else with_whole_quotation(reading, lexicon, *span)


def _behind_concession(doc: Doc, cue: Token, start: int, end: int) -> int:
    """Where a content that stands before its report begins: "Though rents are up, he said".

    What opens with "though" or "despite" the reporter sets against it.
    """
    opener = doc[start]
    if opener.lower_ not in _CONCEDES or start > cue.i:
        return start
    last = opener.right_edge if opener.dep_ == "prep" else opener.head.right_edge
    parted = last.i + 2 < min(end, cue.i) and doc[last.i + 1].text == ","
    return last.i + 2 if parted and last.i > start else start


def _without_next_report(doc: Doc, lexicon: Lexicon, cue: Token, start: int, end: int) -> int:
    """Ends the content where a further report or the reporter's own aside begins.

    In "said it was over, adding that …" and "said it was over and called for …" the parse
    often hangs the second report on the first one's content; in "said it was over, though
    the company denied it" the last clause is the reporter's.
    """
    finite = any(t.tag_ in _FINITES or t.tag_ == "MD" for t in doc[start : start + 2])
    for place in range(start + 2, min(end - 1, start + _MOST_LOOKED_AT)):
        token, before = doc[place], doc[place - 1]
        if before.text in _COMMAS and (_opens_aside(token) or token.lower_ == "according"):
            return place - 1
        if before.text in _DASHES and _remarks_behind(doc, start, place, end):
            return place - 1
        reported = place > start + 2 and before.text in _COMMAS and _opens_report(token, lexicon)
        if reported and not _awaits_verb(doc, start, place, end):
            return place - 1
        if token.tag_[0] != "V":
            continue
        if asked_then(token, cue):
            return place - 1
        cut = own_deed(token, cue)
        if token.lemma_.lower() in lexicon.reporting or not (finite or token.tag_ == "VBG"):
            cut = cut or _next_report(token, cue) or second_report(token, cue)
        if cut is not None and cut > start:
            return cut
        finite = finite or token.tag_ in _FINITES
    return end


def _remarks_behind(doc: Doc, start: int, place: int, end: int) -> bool:
    """ "said it would close - a step long feared": a dash at which the reporter's remark begins.

    It runs to the end, with no second dash; a clause there is more of what was said.
    """
    opener, rest = doc[place], doc[place + 1 : end]
    if opener.lower_ not in _REMARK_OPENERS or place + 1 >= end or not doc[place - 2].whitespace_:
        return False
    before = doc[start : place - 1]
    within = sum(t.is_quote for t in before) % 2 or any(t.text in _DASHES for t in before)
    if within or any(t.text in _DASHES for t in rest) or any(t.is_quote for t in rest):
        return False
    return opener.head.dep_ not in SUBJECTS and opener.dep_ not in SUBJECTS


def _awaits_verb(doc: Doc, start: int, place: int, end: int) -> bool:
    """Whether the clause's own verb follows: the plan, which she called “a joke,” would fail."""
    return any(t.dep_ in _SUBJECTS and place < t.head.i < end for t in doc[start : place - 1])


def _with_afterthought(doc: Doc, lexicon: Lexicon, start: int, end: int) -> int:
    """Takes in ", particularly in …" and ", and he …" that the parse hung elsewhere."""
    if end + 2 >= len(doc):
        return end
    if doc[end].text != ",":
        place = doc[end - 1].pos_ == "PROPN" and doc[end - 1].dep_ == "pobj"
        return _with_time(doc, end) if place else end
    opener, subject = doc[end + 1], doc[end + 2]
    if opener.lower_ in _SPECIFIERS and opener.sent == doc[start].sent:
        return max(opener.right_edge.i, _phrase_head(opener).right_edge.i) + 1
    first = doc[start + 1] if doc[start].lower_ == "that" else doc[start]
    same = subject.pos_ == "PRON" and subject.lower_ == first.lower_ and subject.dep_ == "nsubj"
    if opener.lower_ == "and" and same and subject.head.lemma_ not in lexicon.speech:
        return subject.head.right_edge.i + 1
    return end


def _with_explanation(doc: Doc, cue: Token, start: int, end: int) -> int:
    """Takes in what a colon adds to a clause: said the fault was known: the pump had leaked."""
    if end + 2 >= len(doc) or doc[end].text != ":" or cue.i >= start:
        return end
    first = doc[end + 1]
    told = any(t.dep_ in SUBJECTS for t in doc[start:end])
    if not told or first.is_quote or first.is_space:
        return end
    last = first.sent.end
    while last > end + 2 and (doc[last - 1].is_punct or doc[last - 1].is_space):
        last -= 1
    more = doc[end + 1 : last]
    goes_on = any(t.tag_ in _FINITES or t.tag_ == "MD" for t in more)
    return last if goes_on and not any(t.is_quote for t in more) else end


def _with_time(doc: Doc, end: int) -> int:
    """ "in Paris this week": a place takes the bare time that follows it along."""
    for token in doc[end : end + 2]:
        if token.dep_ == "npadvmod" and token.left_edge.i == end and token.right_edge.i == token.i:
            return token.i + 1
    return end


def _phrase_head(opener: Token) -> Token:
    """The phrase that "particularly" narrows: what follows it, where the parse says so."""
    return opener.head if opener.head.i > opener.i else opener


def _opens_aside(token: Token) -> bool:
    word = token.lower_
    if word == "as" and next_to(token).lower_ in _DOES:
        return True  # ", as have her rivals"
    if word == "and" and next_to(token, -1).text in _DASHES and next_to(token).tag_ == "PRP":
        return True  # " — and he named the manager"
    if word in _CONCESSIONS and next_to(token).text == ",":
        return False  # "In all, though, the port is safe"
    if word == "even" and token.i + 1 < len(token.doc):
        word = "even " + next_to(token).lower_
    remark = word in ("a", "an") and next(
        (t for t in token.doc[token.i + 1 : token.i + 4] if t.lower_ in _REMARKS), None
    )
    if not remark:
        return word in _CONCESSIONS
    return next_to(token, -2).is_quote or any(c.dep_ == "relcl" for c in remark.rights)


def _opens_report(token: Token, lexicon: Lexicon) -> bool:
    """ ", which he called “a joke”" and ", while Lund said it was fair": a report of its own."""
    doc, place = token.doc, token.i
    reach = place + _REPORT_REACH
    led = token.pos_ == "ADP" and place + 1 < len(doc) and not next_to(token).is_sent_start
    if led:
        token, place = next_to(token), place + 1
    if token.tag_ not in _RELATIVES and token.lower_ not in _MEANWHILES:
        return False
    end = min(token.sent.end, reach)
    tells = lexicon.speech
    if token.lower_ in _MEANWHILES:
        tells |= lexicon.known["ccomp-before"]  # "while others believe"
    for word in doc[place + 1 : end]:
        if word.is_punct:
            return False
        if word.tag_ in _FINITES and word.lemma_.lower() in tells:
            subject = subject_of(word)
            return subject is not None and place < subject.i < word.i
    return False


def report_before(verb: Token, lexicon: Lexicon) -> Token | None:
    """The cue whose report ends where `verb` begins another of the same subject.

    In "He said they hid it and accused the minister", where the parse says that they accused.
    """
    seat = verb
    while seat.dep_ == "conj":
        seat = seat.head
    above = seat.head
    told = above.lemma_.lower() in lexicon.reporting | lexicon.position
    if seat.i == verb.i or seat.dep_ != "ccomp" or not told:
        return None
    return above if _next_report(verb, above) is not None else None


def _next_report(verb: Token, cue: Token) -> int | None:
    """Where a report that shares the cue's subject begins, if `verb` is one."""
    if verb.i <= cue.i or subject_of(verb) is not None:
        return None
    before = next_to(verb, -1)
    if verb.tag_ == "VBG" and before.lower_ in _MEANWHILE:
        return before.i
    if verb.tag_ == "VBG" and (before.text in _COMMAS or before.is_quote):
        return verb.i
    tense = "VBD" if _must_be_past(verb) else verb.tag_
    helper = next((c for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "VBZ"), None)
    if helper is not None:  # "says it is late and has asked"
        before, tense = next_to(helper, -1), helper.tag_
    if tense == _tense(cue) and tense in ("VBD", "VBZ", "VBG"):
        if before.dep_ == "cc":
            return before.i
        if before.pos_ == "ADV" and next_to(before, -1).dep_ == "cc":
            return before.i - 1
    return None


def _must_be_past(verb: Token) -> bool:
    """Whether what is joined to a passive has an object, as no participle of one could."""
    joined = verb.tag_ == "VBN" and verb.dep_ == "conj" and is_passive(verb.head)
    return joined and any(c.dep_ == "dobj" for c in verb.rights) and not is_passive(verb)


def _tense(verb: Token) -> str:
    """The tag that tells a verb's tense: its own, or that of "did" before it."""
    if verb.tag_ not in ("VB", "VBN"):
        return verb.tag_
    return next((c.tag_ for c in verb.lefts if c.dep_ == "aux" and c.tag_ in _FINITES), verb.tag_)


def tidy(reading: Reading, start: int, end: int, *, clause: bool) -> Bounds | None:
    """The bounds without the marks, and the clause's "that", that tie it to its cue."""
    text = reading.text
    lead = (_LEAD_THAT if clause else _LEAD).match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    joining = _JOINING.search(text, max(start, end - _LONGEST_JOINING), end)
    end = joining.start() if joining else end
    if end <= start:
        return None
    for q in reading.quoted.overlapping(start, end):
        if q.start < start <= q.inner_start:
            start = q.start
        if start <= q.start < end < q.end and q.inner_end - end <= _CLOSING_SLACK:
            end = q.end
    return start, end
