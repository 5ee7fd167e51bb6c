"""A content takes the whole of the quotations that it touches, and what their sentence adds."""

from __future__ import annotations

import re

from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.marks.reading import Reading, place_of
from nlp.texts import next_to

_FINITES = frozenset({"VBD", "VBZ", "VBP"})
# What may join two quotations into one content: not “a truce” but a “pause”.
_JOINT = re.compile(
    r"[”\"'’]?,?\s(?:and|but|or)(?:\s(?:to|a|an|the|not|also|is|was|are|were|with|of|as|for|in))*\s"
)
MAX_JOINT = 24
# What leads from a quotation to the next one of the same sentence.
_GOES_ON = re.compile(r",?\s(?:and|but|or)\s[^.;:—“”\"]{1,80}?\s(?=[“\"‘'])")
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply)\b")
_CONTRAST = re.compile(r"[”\"'’]?,?\sbut\s")
_STOP = re.compile(r"[,;:—–]|\s-\s|[.!?][”\"'’)]*$")
_LONGEST_CONTRAST = 120  # characters
_REASON = re.compile(r",?[”\"’']?\s(because)\b")
_DEEDS = frozenset({"VB", "VBN"})
_TAKES = re.compile(
    r"(?<!,[”\"'’])(?<!,'')\s(about|against|for|of|over|than|to|toward|towards|with)\b"
)
TRAILING = " \t,;:.–—-(["
_TAIL = 90  # characters of a content that may tell on what occasion it was said
_OCCASION = re.compile(
    r"[”\"’']\s+(?:on\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Twitter|Facebook|Instagram)"
    r"|on\s(?:an?|his|her|the|their)\s(?:[\w’'&.-]+\s){0,4}?(?:broadcast|show|podcast)"
    r"|in\s(?:an?|his|her|their)\s(?:[\w’'&.-]+\s){0,2}?(?:tweet|interview|statement))\b[^,;:—]*$"
)

Bounds = tuple[int, int]


def with_whole_quotation(reading: Reading, lexicon: Lexicon, start: int, end: int) -> Bounds:
    """A content that opens or closes a quotation takes the whole of it, sentences and all.

    So it takes the next quotation of its sentence, too: “a truce,” but would be “a pause.”
    """
    start = _with_opening(reading, lexicon, start, end)
    for q in reading.quoted.overlapping(start, end):
        if start <= q.start < end < q.end:
            end = q.end
    for q in reading.quoted.overlapping(end, end + MAX_JOINT):
        if q.start >= end and _JOINT.fullmatch(reading.text, end, q.start):
            end = q.end
    end = _with_next_quotation(reading, lexicon, start, end)
    end = _with_list(reading, lexicon, end)
    end = _with_contrast(reading, start, end)
    end = _with_complement(reading, start, end)
    return start, _without_occasion(reading, start, _with_reason(reading, end))


def _with_list(reading: Reading, lexicon: Lexicon, end: int) -> int:
    """The end of a list whose first deed is quoted: to “take on the cartel,” secure the border."""
    text = reading.text
    if text[end - 2 : end - 1] != "," or reading.quoted.at(end - 1) is None:
        return end
    stop = reading.sentences.next_end(end - 1)
    rest = reading.tokens_between(end, stop, first=1)
    if not rest or rest[0].tag_ not in _DEEDS or speaks(reading, lexicon, end, stop):
        return end
    return end + len(text[end:stop].rstrip(TRAILING + "\n"))


def _with_reason(reading: Reading, end: int) -> int:
    """The end of the reason that follows: called it “a mistake” because nobody lives there."""
    link = _REASON.match(reading.text, end)
    if link is None:
        return end
    passage = reading.passage_at(link.start(1))
    word = next(iter(reading.tokens_between(*link.span(1))), None)
    if passage is None or word is None or word.head.i < word.i:
        return end
    last = word.head.right_edge
    while last.is_punct and not last.is_quote:
        last = next_to(last, -1)
    return place_of(passage, last)[1]


def _with_opening(reading: Reading, lexicon: Lexicon, start: int, end: int) -> int:
    """Where a content begins whose parse began within a quotation that it closes.

    For 'The talks “were stiff. There was no joy,” she said' that is "The".
    """
    for q in reading.quoted.overlapping(start, start + 1):
        if q.closed and q.start < start < q.inner_end <= end:
            sentence = max(reading.sentences.last_stop(q.start), reading.paragraphs[q.paragraph][0])
            if speaks(reading, lexicon, sentence, q.start):
                return q.start
            lead = reading.text[sentence : q.start]
            return sentence + len(lead) - len(lead.lstrip())
    return start


def _with_next_quotation(reading: Reading, lexicon: Lexicon, start: int, end: int) -> int:
    """The end of the next quotation, where the sentence goes on to it and nobody else speaks."""
    link = _GOES_ON.match(reading.text, end)
    if link is None or end <= start or reading.quoted.at(end - 1) is None:
        return end
    if _does_next(reading, start, end, link.end()):
        return end
    following = reading.quoted.at(link.end())
    if following is None or reading.sentences.any_between(end, link.end()):
        return end
    return end if speaks(reading, lexicon, end, link.end()) else following.end


def _with_complement(reading: Reading, start: int, end: int) -> int:
    """The end of what the last quoted word takes: called it “a threat” to their peace."""
    link = _TAKES.match(reading.text, end)
    if link is None or reading.quoted.at(end - 1) is None or reading.quoted.at(start) is not None:
        return end
    passage = reading.passage_at(link.start(1))
    word = next(iter(reading.tokens_between(*link.span(1))), None)
    if passage is None or word is None or word.dep_ not in ("prep", "dative"):
        return end
    last = word
    for token in word.doc[word.i + 1 : word.right_edge.i + 1]:
        quoted = reading.quoted.at(place_of(passage, token)[0])
        if quoted is not None:
            return quoted.end
        if token.is_punct or token.dep_ in ("relcl", "advcl"):
            break
        last = token
    return place_of(passage, last)[1] if last.i > word.i else end


def _without_occasion(reading: Reading, start: int, end: int) -> int:
    """The end of the last quotation, where only the occasion follows: “a clown” on Monday."""
    said = _OCCASION.search(reading.text, max(start, end - _TAIL), end)
    if said is None or reading.quoted.at(said.start()) is None:
        return end
    return said.start() + 1


def _does_next(reading: Reading, start: int, end: int, place: int) -> bool:
    """Whether what follows is a deed beside the report: called it “a joke” and ranked it “last.”"""
    told = reading.tokens_between(start, end)
    behind = [t for t in reading.tokens_between(end, place) if not t.is_punct]
    deed = len(behind) > 1 and behind[1].tag_ in _FINITES
    return deed and not any(t.tag_ in _FINITES for t in told)


def _with_contrast(reading: Reading, start: int, end: int) -> int:
    """The end of what "not only …" leads to: "not just a failure", but "a catastrophe"."""
    link = _CONTRAST.match(reading.text, end)
    if link is None or _NOT_ONLY.search(reading.text, start, end) is None:
        return end
    stop = min(reading.sentences.next_end(end), end + _LONGEST_CONTRAST)
    rest = reading.text[link.end() : stop]
    mark = _STOP.search(rest)
    return link.end() + (mark.start() if mark else len(rest.rstrip(TRAILING + "\n")))


def speaks(reading: Reading, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a verb of speech stands in [start, end) of the article."""
    tokens = reading.tokens_between(start, end)
    return any(t.tag_[0] == "V" and t.lemma_.lower() in lexicon.speech for t in tokens)
