"""The reporting clause beside a quotation: after its closing mark, before it, or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.attributions.constructions.asides import puts_it
from nlp.attributions.constructions.tellers import is_put_to_them, source_of_verb
from nlp.attributions.contents.borders import report_before
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.sources import agent_of, follows_hyphen, is_passive, subject_of
from nlp.attributions.marks.quotes import Quotation
from nlp.attributions.marks.reading import Reading
from nlp.attributions.marks.signatures import find_signature
from nlp.attributions.speech.closings import (
    follows_at_once,
    is_deed_apart,
    is_led,
    is_no_speech,
    is_taken_for_another,
    names_a_thing,
    report_verb,
    turned_around,
)
from nlp.attributions.speech.introduced import (
    in_words_of,
    is_credit,
    issued_before,
    label_behind,
    named_before,
)
from nlp.attributions.speech.sayers import source_inside
from nlp.texts import next_to

MAX_REPORT_TOKENS = 45
MOST_LEADING_TOKENS = 120  # before a quotation
_OPEN_ENDED = frozenset(",?!—–-…")
_CONNECTIVES = frozenset({"CCONJ", "SCONJ", "ADP", "PART"})
_JOINERS = frozenset({"who", "which", "that", "when", "where", "while", "as", "and", "but", "-"})
_TAKES_LISTENER = frozenset({"tell", "ask", "remind", "warn", "assure", "inform", "urge", "advise"})
_INNER_MARKS = "'’\" "
_WORD_AT_END = re.compile(r"\w$")

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A reporting clause beside a quotation; `start` and `end` are places in the article."""

    cue: Token
    offset: int  # of the cue's passage
    source: Token | None
    frame: str
    start: int
    end: int

    @property
    def key(self) -> Bounds:
        """What tells one report from another."""
        return self.offset, self.cue.i


def find_report(
    reading: Reading,
    lexicon: Lexicon,
    quotation: Quotation,
    before: Quotation | None,
    after: Quotation | None,
) -> Report | None:
    """The reporting clause of a quotation, sought after it and then before it."""
    if not any(map(str.isalnum, reading.text[quotation.inner_start : quotation.inner_end])):
        return None
    if names_a_thing(reading.text, quotation):
        return None
    limit = after.start if after and after.paragraph == quotation.paragraph else None
    if after is not None and limit is not None and is_no_speech(reading.text, after):
        limit = None
    floor = before.end if before and before.paragraph == quotation.paragraph else None
    if is_led(reading, quotation):
        led = _report_before(reading, lexicon, quotation, floor)
        if led is not None and led.frame in ("quote-colon", "quote-before"):
            return led
    found = _report_after(reading, lexicon, quotation, limit) or _signed(reading, quotation)
    return found or _report_before(reading, lexicon, quotation, floor)


def _signed(reading: Reading, quotation: Quotation) -> Report | None:
    """ "…" — Nora Quist, behind the quotation or below it."""
    signature = find_signature(reading, quotation)
    if signature is None:
        return None
    (dash, name), start, end = signature
    return _report(reading, dash, name, "quote-signed", start, end)


def _report_after(
    reading: Reading, lexicon: Lexicon, quotation: Quotation, limit: int | None
) -> Report | None:
    """ "…," she said: the clause that begins where the quotation ends."""
    text, start = reading.text, quotation.end
    if not quotation.closed:
        return None
    end = reading.sentences.next_end(start)
    if limit is not None:
        end = min(end, limit)
    tokens = reading.tokens_between(start, end, first=MAX_REPORT_TOKENS)
    verb = report_verb(tokens, lexicon) if _begins_report(tokens) else None
    open_ended = _stays_open(text, quotation)
    if verb is None or not (open_ended or follows_at_once(text, quotation, verb, tokens)):
        return None
    source = source_inside(verb, tokens)
    strange = verb.lemma_.lower() not in lexicon.speech
    if source is None or is_deed_apart(text, quotation, verb, tokens, lexicon):
        return None
    if _reports_something_else(verb) and not turned_around(
        reading, quotation, verb, tokens, lexicon
    ):
        return None
    frame = "quote-after-other" if strange else "quote-after"
    return _report(reading, verb, source, frame, start, end)


def _begins_report(tokens: Sequence[Token]) -> bool:
    """Whether the words behind a quotation can begin a reporting clause."""
    first = next((t for t in tokens if not t.is_punct and not t.is_space), None)
    return first is not None and first.pos_ not in _CONNECTIVES and first.lower_ not in _JOINERS


def _reports_something_else(verb: Token) -> bool:
    """Whether the verb has a content or an object of its own behind it."""
    for child in verb.rights:
        if child.dep_ == "ccomp" and subject_of(child) is not None and _runs_on(verb, child):
            return True
        if child.dep_ == "dobj" and verb.lemma_ not in _TAKES_LISTENER and child.pos_ == "NOUN":
            return True
    return False


def _runs_on(verb: Token, clause: Token) -> bool:
    """Whether no mark parts a clause from its verb."""
    between = verb.doc[verb.i + 1 : clause.left_edge.i + 1]
    return not any(t.is_punct for t in between)


def _stays_open(text: str, quotation: Quotation) -> bool:
    """Whether the sentence goes on behind the closing mark."""
    inner = text[quotation.inner_start : quotation.inner_end].rstrip(_INNER_MARKS)
    follows = text[quotation.end : quotation.end + 1]
    return inner[-1:] in _OPEN_ENDED or follows in (",", ";")


def _report_before(
    reading: Reading, lexicon: Lexicon, quotation: Quotation, floor: int | None
) -> Report | None:
    """She said: "…" and she said that the "…": the clause that leads up to the quotation."""
    text = reading.text
    start = max(reading.sentences.last_stop(quotation.start - 1), floor or 0)
    lead = text[start : quotation.start].rstrip()
    if not any(map(str.isalpha, lead)):
        return _report_above(reading, lexicon, quotation) if not lead else None
    leading = reading.tokens_between(start, quotation.start, MOST_LEADING_TOKENS)
    tokens = [t for t in leading if not t.is_space]
    frame = _lead_frame(lead)
    if not tokens or frame is None:
        return None
    if frame == "quote-colon" and (label := label_behind(reading, start, quotation)):
        return _report(reading, *label, quotation.start)
    for token in reversed(tokens[-MAX_REPORT_TOKENS:]):
        if _reports(token, lexicon):
            apart = frame == "quote-object" and not _touches(token, tokens)
            if apart or follows_hyphen(token) or _only_names(token, frame, lexicon):
                return None
            source = _source_before(report_before(token, lexicon) or token, tokens)
            return _report(reading, token, source, frame, start, quotation.start)
    if frame == "quote-before":
        named = (*told, frame, start) if (told := in_words_of(tokens)) else None
    else:
        named = named_before(reading, tokens, start, quotation) if frame == "quote-colon" else None
    return _report(reading, *named, quotation.start) if named else None


def _reports(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a verb of speech, whatever the tagger took it for."""
    verb = token.tag_[0] == "V" or (token.tag_ == "NNS" and is_taken_for_another(token))
    return verb and token.lemma_.lower() in lexicon.speech


def _only_names(verb: Token, frame: str, lexicon: Lexicon) -> bool:
    """Whether a participle names a thing rather than reports ("dubbed “…”", "was called “…”")."""
    if verb.tag_ != "VBN" or frame != "quote-object":
        return False
    helpers = {c.dep_ for c in verb.lefts}
    named = "auxpass" in helpers and verb.lemma_ in lexicon.naming
    return named or not helpers & {"aux", "auxpass"}


def _source_before(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The verb's subject, but never a word of the quotation itself."""
    if is_passive(verb) and verb.lemma_ in _TAKES_LISTENER:
        return agent_of(verb)  # "She was asked, “Why?”"
    source = source_of_verb(verb.head if is_put_to_them(verb) else verb)
    if source is not None and source.i <= tokens[-1].i:
        return source
    if verb.tag_ == "VBG" or (verb.i and next_to(verb, -1).dep_ == "cc"):
        return _first_subject(verb)
    return source_inside(verb, tokens, leads=True)


def _first_subject(verb: Token) -> Token | None:
    """The subject of the sentence's first finite verb before a participle."""
    for token in verb.sent:
        if token.i >= verb.i:
            return None
        if token.dep_ in ("nsubj", "nsubjpass"):
            return token
    return None


def _lead_frame(lead: str) -> str | None:
    if lead.endswith(":") or is_credit(lead):
        return "quote-colon"
    if lead.endswith(","):
        return "quote-before"
    return "quote-object" if _WORD_AT_END.search(lead) else None


def _touches(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether nothing but "that" stands between the verb and the quotation, or "is" behind
    "as he put it".
    """
    rest = [t for t in tokens if t.i > verb.i and not t.is_punct]
    if puts_it(verb):
        return all(t.pos_ == "AUX" for t in rest[1:])
    return not rest or (len(rest) == 1 and rest[0].lower_ == "that")


def _report_above(reading: Reading, lexicon: Lexicon, quotation: Quotation) -> Report | None:
    """She said: and the quotation begins the next paragraph."""
    if quotation.paragraph == 0:
        return None
    start, end = reading.paragraphs[quotation.paragraph - 1]
    if not reading.text[start:end].rstrip().endswith(":"):
        return None
    start = reading.sentences.last_stop(end - 1)
    tokens = reading.tokens_between(start, end)
    for token in reversed(tokens[-MAX_REPORT_TOKENS:]):
        if _reports(token, lexicon):
            source = source_of_verb(token)
            return _report(reading, token, source, "quote-above", start, end)
    issued = issued_before([t for t in tokens if not t.is_space])
    return _report(reading, *issued, "quote-above", start, end) if issued else None


def _report(
    reading: Reading, cue: Token, source: Token | None, frame: str, start: int, end: int
) -> Report | None:
    passage = reading.passage_at(start)
    if passage is None:
        return None
    return Report(cue=cue, offset=passage.offset, source=source, frame=frame, start=start, end=end)
