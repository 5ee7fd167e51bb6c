"""Quoted speech: which reporting clause a quotation belongs to, and whose it is.

Works on the surface, quotation by quotation: what stands after the closing mark
("…," she said), before the opening one (she said: "…"), or between two halves. Grammar
is asked only who the subject of the reporting verb is, for parsers stumble over quotations.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.attributions.constructions.tellers import is_put_to_them
from nlp.attributions.contents.wholes import speaks
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.sources import subject_of
from nlp.attributions.marks.quotes import Quotation
from nlp.attributions.marks.reading import Reading
from nlp.attributions.speech.closings import GESTURES, without_mark
from nlp.attributions.speech.reporting import Report, find_report
from nlp.texts import next_to

PULL_QUOTE_HEAD = 60  # characters that tell a pull quote from new words
FEWEST_WORDS = 4  # of a quotation that carries the rest of its sentence along
_PULLED_FROM = 20  # latest stretches of a speech that a pull quote may repeat
_CLAUSE_OPENERS = frozenset({"that", "if", "while", "when", "although", "since", "because", "no"})

_DASHES = ("-", "–", "—")
_BREAKS = (*_DASHES, "(")  # between the reporter's words and a quotation
_JOINED = re.compile(r",\s((?:and|but|or)(?:\s[\w’']+){0,4}\s)$")
_NEXT_DEED = 40  # characters behind a quotation
_SAME = frozenset({"he", "she", "they", "i", "we", "it"})  # most often whoever spoke
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

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
    for quotation, report in zip(quotations, _reports(reading, lexicon), strict=True):
        current = speeches[-1] if speeches else None
        if current is not None and _belongs(reading, lexicon, current, quotation, report):
            current.contents.append(_continued(reading, quotation))
            current.last = quotation
        elif current is not None and (joined := _joined(reading, lexicon, current, quotation)):
            current.contents.append((joined, _continued(reading, quotation)[1]))
            current.last = quotation
        elif report is not None:
            contents = _content(reading, lexicon, quotation, report)
            if contents:
                speeches.append(Speech(report=report, contents=contents, last=quotation))
    return speeches


def _reports(reading: Reading, lexicon: Lexicon) -> list[Report | None]:
    """The report of each quotation; what paragraphs leave open has that of its last one."""
    quotations = reading.quotations
    around = zip((None, *quotations), quotations, (*quotations[1:], None), strict=False)
    reports = [find_report(reading, lexicon, each, before, after) for before, each, after in around]
    first = 0
    for k, quotation in enumerate(quotations):
        if not _left_open(quotation, quotations[k + 1 : k + 2]):
            if reports[first] is None:
                reports[first:k] = [reports[k]] * (k - first)
            first = k + 1
    return reports


def _left_open(quotation: Quotation, following: Sequence[Quotation]) -> bool:
    """Whether the next paragraph goes on with a quotation."""
    return not quotation.closed and any(q.paragraph == quotation.paragraph + 1 for q in following)


def _belongs(
    reading: Reading,
    lexicon: Lexicon,
    speech: Speech,
    quotation: Quotation,
    report: Report | None,
) -> bool:
    """Whether a quotation is more of a speech: by the same report, or by having none."""
    if report is not None:
        gesture = _only_gestures(reading, speech, quotation, report)
        return gesture or report.key == speech.report.key
    return _goes_on(reading, lexicon, speech, quotation)


def _only_gestures(reading: Reading, speech: Speech, quotation: Quotation, report: Report) -> bool:
    """“This,” she said, pointing at it, “was mine”: whether the speaker only does something."""
    gesture = report.cue.tag_ == "VBG" and report.cue.lemma_ in GESTURES
    at_once = speech.report.start == speech.last.end
    at_once = at_once and quotation.paragraph == speech.last.paragraph
    opening = reading.text[quotation.inner_start : quotation.inner_start + 1]
    return gesture and at_once and opening.islower()


def _content(
    reading: Reading, lexicon: Lexicon, quotation: Quotation, report: Report
) -> list[Bounds]:
    """The quotation with the unquoted words of its own sentence that belong to it.

    Empty where the report behind it is no report of it.
    """
    if report.frame in ("quote-after", "quote-after-other"):
        contents = _content_after(reading, lexicon, quotation)
        return [*contents, *_finished(reading, lexicon, quotation, report)] if contents else []
    if report.frame == "quote-object":
        start, end = _continued(reading, quotation)
        return [(start, quotation.end if _does_more(reading, quotation, report) else end)]
    if report.frame == "quote-before":
        return _content_before(reading, quotation, report)
    return [(quotation.start, quotation.end)]


def _content_after(reading: Reading, lexicon: Lexicon, quotation: Quotation) -> list[Bounds]:
    """The quotation before "she said" with what leads up to it in its sentence."""
    text = reading.text
    stop = reading.sentences.last_stop(quotation.start)
    lead = text[stop : quotation.start].strip()
    capital = text[quotation.inner_start : quotation.inner_start + 1].isupper()
    if lead.endswith(":") or (capital and lead.endswith(_BREAKS)):
        return [(quotation.start, quotation.end)]
    tokens = [t for t in reading.tokens_between(stop, quotation.start) if not t.is_punct]
    if capital and tokens and tokens[-1].lemma_.lower() in lexicon.speech:
        return [(quotation.start, quotation.end)]
    if any(map(is_put_to_them, tokens[:2])):
        return []  # "Asked whether it “leaks,” Lund said no"
    if lead and not any(_is_said(t) for t in reading.tokens_between(stop, quotation.end)):
        return []
    return [(stop, quotation.end)]


def _finished(
    reading: Reading, lexicon: Lexicon, quotation: Quotation, report: Report
) -> list[Bounds]:
    """What finishes the sentence without a mark: “Only you,” she said, would use “a spoon.”"""
    if any(map(_is_said, reading.tokens_between(quotation.start, quotation.end))):
        return []
    start, end = report.start, reading.sentences.next_end(report.start)
    tokens = reading.tokens_between(start, end)
    for comma, verb in itertools.pairwise(t for t in tokens if t.i > report.cue.i):
        if comma.text == ",":
            place = report.offset + verb.idx
            own = subject_of(verb.head if verb.dep_ in ("aux", "auxpass") else verb)
            goes_on = verb.tag_ in _FINITE and not (own is not None and own.i > verb.i)
            if not goes_on or speaks(reading, lexicon, place, end):
                return []
            return [(place, end)]
    return []


def _does_more(reading: Reading, quotation: Quotation, report: Report) -> bool:
    """Whether what follows is another deed of the same tense: said “the old tub” and laughs."""
    rest = reading.tokens_between(quotation.end, quotation.end + _NEXT_DEED)
    words = [t for t in rest if not t.is_punct and t.pos_ != "ADV"][:2]
    if len(words) < len(("and", "laughs")) or words[0].pos_ != "CCONJ":
        return False
    return words[1].pos_ == "VERB" and words[1].tag_ in _FINITE and report.cue.tag_ in _FINITE


def _is_said(token: Token) -> bool:
    """Whether a word is the verb of a clause that can stand for itself."""
    clause = token.head if token.dep_ == "aux" else token
    return token.tag_ in _FINITE and clause.dep_ != "relcl"


def _content_before(reading: Reading, quotation: Quotation, report: Report) -> list[Bounds]:
    """She said that if it rained, "…" and: No change, she said, "…"."""
    text, cue = reading.text, report.cue
    start = _clause_start(reading, quotation, report)
    if start is not None:
        return [(start, quotation.end)]
    if text[quotation.inner_start : quotation.inner_start + 1].islower() and report.source:
        first = min(report.source.left_edge.i, cue.i)
        clause = report.offset + cue.doc[first].idx
        if text[report.start : clause].rstrip().endswith(","):
            return [(report.start, clause), _continued(reading, quotation)]
    return [(quotation.start, quotation.end)]


def _clause_start(reading: Reading, quotation: Quotation, report: Report) -> int | None:
    """Where the clause begins that the quotation only ends, if there is one behind the cue.

    She said it was late, "much too late": a clause of its own; she told us that, "…".
    """
    cue = report.cue
    behind = report.offset + cue.idx + len(cue)
    if next_to(cue).lower_ in _CLAUSE_OPENERS:
        return behind
    lower = reading.text[quotation.inner_start : quotation.inner_start + 1].islower()
    for token in reading.tokens_between(behind, quotation.start):
        if token.lower_ == "that" and token.dep_ == "mark":
            return report.offset + token.idx + len(token)
        if token.is_punct:
            return None
        subject = subject_of(token) if lower and token.tag_ in _FINITE else None
        if subject is not None and cue.i < subject.i < token.i and token.dep_ != "relcl":
            return report.offset + cue.doc[subject.left_edge.i].idx
    return None


def _continued(reading: Reading, quotation: Quotation) -> Bounds:
    """The quotation to its sentence's end, where it stops in mid-sentence."""
    last = reading.text[quotation.inner_end - 1 : quotation.inner_end]
    if not quotation.closed or last in ".?!…,":
        return quotation.start, quotation.end
    return quotation.start, reading.sentences.next_end(quotation.end - 1)


def _goes_on(reading: Reading, lexicon: Lexicon, speech: Speech, quotation: Quotation) -> bool:
    """Whether a quotation without a report of its own is more of the speech before it."""
    text, last = reading.text, speech.last
    words = text[quotation.inner_start : quotation.inner_end]
    dashed = text[last.end : quotation.start].rstrip().endswith(_DASHES)  # she said – “and so on”
    if (words[:1].islower() and not dashed) or _repeats(reading, speech, words):
        return False
    if quotation.paragraph == last.paragraph:
        return _only_report_between(reading, lexicon, speech, quotation)
    start, end = reading.paragraphs[quotation.paragraph]
    if quotation.paragraph != last.paragraph + 1 or quotation.start != start:
        return False
    return not last.closed or not text[quotation.end : end].strip()


def _joined(reading: Reading, lexicon: Lexicon, speech: Speech, quotation: Quotation) -> int | None:
    """Where what "and" joins to the speech behind its report begins: “It leaks,” she said, and
    still “will not sink.”
    """
    start = speech.last.end
    if quotation.paragraph != speech.last.paragraph or speech.report.start != start:
        return None
    if not reading.text[quotation.inner_start : quotation.inner_start + 1].islower():
        return None
    link = _JOINED.search(reading.text, start, quotation.start)
    cue = speech.report.offset + speech.report.cue.idx
    if link is None or cue > link.start() or reading.sentences.any_between(start, link.end()):
        return None
    between = reading.tokens_between(link.start(), quotation.start)
    tells = any(t.dep_ in ("nsubj", "nsubjpass") or t.tag_ in _FINITE for t in between)
    if tells or speaks(reading, lexicon, link.start(), quotation.start):
        return None
    return link.start(1)


def _repeats(reading: Reading, speech: Speech, words: str) -> bool:
    """Whether a quotation only repeats the speech, as a pull quote does."""
    head = words[:PULL_QUOTE_HEAD]
    return any(head in reading.text[start:end] for start, end in speech.contents[-_PULLED_FROM:])


def _only_report_between(
    reading: Reading, lexicon: Lexicon, speech: Speech, quotation: Quotation
) -> bool:
    """Whether the quotation begins right behind the report, or behind the quotation before."""
    start = speech.last.end
    between = without_mark(reading.text[start : quotation.start].rstrip())
    if not between.strip():
        return True
    if speech.report.start != start or reading.sentences.any_between(start, start + len(between)):
        return False
    if between[-1] in ".!?":
        taken_over = another_acts(speech.report.cue)
        return not taken_over and _stands_alone(reading, lexicon, quotation)
    return between[-1] in ",;—–-"


def another_acts(cue: Token) -> bool:
    """Whether somebody else comes in behind the report: “It leaks,” she said, and he cut in."""
    for deed in cue.rights:
        subject = subject_of(deed) if deed.dep_ == "conj" and deed.tag_ in _FINITE else None
        if subject is not None and subject.lower_ not in _SAME:
            return True
    return False


def _stands_alone(reading: Reading, lexicon: Lexicon, quotation: Quotation) -> bool:
    """Whether a quotation, with the rest of its sentence, tells without a report of its own.

    "We are in," she said. “They agree with us, but they are not there yet” to support him.
    """
    end = _continued(reading, quotation)[1]
    words = reading.text.count(" ", quotation.start, quotation.end) + 1
    return end == quotation.end or (
        words >= FEWEST_WORDS and not speaks(reading, lexicon, quotation.end, end)
    )
