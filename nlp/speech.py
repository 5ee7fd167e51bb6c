"""Quoted speech: which reporting clause a quotation belongs to, and whose it is.

Works on the surface, quotation by quotation: what stands after the closing mark
("…," she said), before the opening one (she said: "…"), or between two halves. Grammar
is asked only who the subject of the reporting verb is, for parsers stumble over quotations.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.cues import Lexicon
from nlp.quotes import Quotation
from nlp.reading import Reading
from nlp.reports import Report, find_report

PULL_QUOTE_HEAD = 60  # characters that tell a pull quote from new words
_PULLED_FROM = 20  # latest stretches of a speech that a pull quote may repeat
_CLAUSE_OPENERS = frozenset({"that", "if", "while", "when", "although", "since", "because", "no"})

Bounds = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Speech:
    """Stretches of the article that one report holds together."""

    report: Report
    contents: list[Bounds]
    last: Quotation


def find_speeches(reading: Reading, lexicon: Lexicon) -> list[Speech]:
    """The quoted speech of the article, in text order."""
    speeches: list[Speech] = []
    quotations = reading.quotations
    for k, quotation in enumerate(quotations):
        before = quotations[k - 1] if k else None
        after = quotations[k + 1] if k + 1 < len(quotations) else None
        report = find_report(reading, lexicon, quotation, before, after)
        current = speeches[-1] if speeches else None
        if current is not None and _belongs(reading, current, quotation, report):
            current.contents.append(_continued(reading, quotation))
            current.last = quotation
        elif report is not None:
            contents = _content(reading, quotation, report)
            speeches.append(Speech(report=report, contents=contents, last=quotation))
    return speeches


def _belongs(reading: Reading, speech: Speech, quotation: Quotation, report: Report | None) -> bool:
    """Whether a quotation is more of a speech: by the same report, or by having none."""
    if report is not None:
        return report.key == speech.report.key
    return _goes_on(reading, speech, quotation)


def _content(reading: Reading, quotation: Quotation, report: Report) -> list[Bounds]:
    """The quotation with the unquoted words of its own sentence that belong to it."""
    if report.frame in ("quote-after", "quote-after-other"):
        stop = reading.sentences.last_stop(quotation.start)
        lead = reading.text[stop : quotation.start].rstrip()
        return [(quotation.start if lead.endswith(":") else stop, quotation.end)]
    if report.frame == "quote-object":
        return [_continued(reading, quotation)]
    if report.frame == "quote-before":
        return _content_before(reading, quotation, report)
    return [(quotation.start, quotation.end)]


def _content_before(reading: Reading, quotation: Quotation, report: Report) -> list[Bounds]:
    """She said that if it rained, "…" and: No change, she said, "…"."""
    text, cue = reading.text, report.cue
    cue_end = report.offset + cue.idx + len(cue)
    following = cue.nbor().lower_ if cue.i + 1 < len(cue.doc) else ""
    if following in _CLAUSE_OPENERS:
        return [(cue_end, quotation.end)]
    if text[quotation.inner_start : quotation.inner_start + 1].islower() and report.source:
        first = min(report.source.left_edge.i, cue.i)
        clause = report.offset + cue.doc[first].idx
        if text[report.start : clause].rstrip().endswith(","):
            return [(report.start, clause), _continued(reading, quotation)]
    return [(quotation.start, quotation.end)]


def _continued(reading: Reading, quotation: Quotation) -> Bounds:
    """The quotation to its sentence's end, where it stops in mid-sentence."""
    last = reading.text[quotation.inner_end - 1 : quotation.inner_end]
    if not quotation.closed or last in ".?!…,":
        return quotation.start, quotation.end
    return quotation.start, reading.sentences.next_end(quotation.end - 1)


def _goes_on(reading: Reading, speech: Speech, quotation: Quotation) -> bool:
    """Whether a quotation without a report of its own is more of the speech before it."""
    text, last = reading.text, speech.last
    words = text[quotation.inner_start : quotation.inner_end]
    if words[:1].islower() or _repeats(reading, speech, words):
        return False
    if quotation.paragraph == last.paragraph:
        return _only_report_between(reading, speech, quotation)
    if quotation.paragraph != last.paragraph + 1:
        return False
    start, end = reading.paragraphs[quotation.paragraph]
    if quotation.start != start:
        return False
    return not last.closed or not text[quotation.end : end].strip()


def _repeats(reading: Reading, speech: Speech, words: str) -> bool:
    """Whether a quotation only repeats the speech, as a pull quote does."""
    head = words[:PULL_QUOTE_HEAD]
    return any(head in reading.text[start:end] for start, end in speech.contents[-_PULLED_FROM:])


def _only_report_between(reading: Reading, speech: Speech, quotation: Quotation) -> bool:
    """Whether the quotation begins right behind the report, or behind the quotation before."""
    start = speech.last.end
    between = reading.text[start : quotation.start].rstrip()
    if not between.strip():
        return True
    if speech.report.start != start or reading.sentences.any_between(start, start + len(between)):
        return False
    if between[-1] in ".!?":
        return _continued(reading, quotation) == (quotation.start, quotation.end)
    return between[-1] in ",;—–-"
