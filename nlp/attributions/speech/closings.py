"""The words beside a quotation: which verb behind it reports it, and when they are no report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from nlp.attributions.choice.confidence import LONGEST_TITLE
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.sources import is_passive, subject_of
from nlp.attributions.marks.quotes import Quotation
from nlp.attributions.marks.reading import Reading
from nlp.attributions.speech.sayers import names_somebody
from nlp.texts import next_to

MAX_STRANGE_VERB_DISTANCE = 8  # tokens before a verb we do not know to report
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVES = frozenset({"WP", "WDT"})
_SUBJECT_OPENERS = _NOMINAL | {"DET", "ADJ", "NUM", "VERB"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
GESTURES = frozenset(
    ("laugh", "point", "sigh", "shrug", "sob", "weep", "beam", "chuckle", "cheer", "grin", "smile")
)
"""Verbs that report, and tell of a deed where they stand in a sentence of their own."""
_PLAIN = frozenset({"say", "tweet", "write", "add"})  # what reports without further words
_CLOSING = frozenset({".", ",", ";", ":"})
_FEW_WORDS = 3
_ON_A_SHOW = re.compile(r"\b(?:on|to|for|in) (?:[\w.’']+ ){0,3}[“\"][A-Z][^“”\".]{2,40}[.,][”\"]$")
_SHOW = re.compile(r"[A-Z][\w’']*(?: (?:and|of|the|with|[A-Z][\w’']*))*[,.]?")
_WORK = re.compile(
    r"\b(?:album|article|book|column|documentary|essay|film|memoir|movie|novel|play|podcast|poem"
    r"|series|single|song), ?$"
)
_LONGEST_NAME = 30  # characters of a first name


def report_verb(tokens: Sequence[Token], lexicon: Lexicon) -> Token | None:
    """The first finite verb that reports, else one that the tagger took for none."""
    for place, token in enumerate(tokens):
        finite = token.tag_ in _FINITE or _finite_with_auxiliary(token, tokens)
        if finite and _is_report_verb(token, place, lexicon):
            return token
    for token in tokens[1:MAX_STRANGE_VERB_DISTANCE]:
        if token.lemma_.lower() in lexicon.speech and is_taken_for_another(token):
            return token
    first = next((token for token in tokens if not token.is_space), None)
    turned = first is not None and first.tag_ == "VBN" and _opens_turned(first, lexicon)
    return first if turned else None


def is_taken_for_another(verb: Token) -> bool:
    """Whether a participle or noun by its tag is the verb of "Quist posted" or "Quist answers"."""
    if not verb.i:
        return False
    if verb.tag_ == "VBN":
        return _ends_name(verb)
    closes = verb.i + 1 == len(verb.doc) or next_to(verb).text in _CLOSING
    return verb.tag_ == "NNS" and closes and _ends_name(verb)


def _opens_turned(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb of speech opens the words behind a quotation: "…," shouted one man."""
    if verb.lemma_.lower() not in lexicon.speech or verb.is_title or verb.i + 1 == len(verb.doc):
        return False
    return next_to(verb).pos_ in _SUBJECT_OPENERS


def _ends_name(verb: Token) -> bool:
    """Whether a name stands right before the verb and no agent behind it."""
    follows = next_to(verb).lower_
    before = next_to(verb, -1)
    if before.text == "," and verb.i > 1 and next_to(verb, -2).pos_ == "PROPN":
        before = next_to(verb, -2)  # the minister, Kari Lien, posted
    return names_somebody(before) and follows not in ("by", "as")


def _is_report_verb(token: Token, place: int, lexicon: Lexicon) -> bool:
    subject = subject_of(token)
    if is_told_to(token):
        return False
    if token.lemma_.lower() in lexicon.speech:
        return subject is None or subject.tag_ not in _RELATIVES or token.dep_ != "relcl"
    return (
        token.pos_ == "VERB"
        and place <= MAX_STRANGE_VERB_DISTANCE
        and subject is not None
        and subject.i < token.i
        and subject.tag_ not in _RELATIVES
        and not any(c.dep_ == "dobj" for c in token.children)
    )


def is_told_to(verb: Token) -> bool:
    """ "The port is shut, skippers told": without a listener behind "told", they were told it."""
    behind = next_to(verb) if verb.i + 1 < len(verb.doc) else None
    ends = (
        behind is None
        or (behind.is_punct and not behind.is_quote)
        or behind.is_space
        or bool(behind.is_sent_start)
    )
    return verb.lemma_ == "tell" and verb.tag_ in ("VBD", "VBN") and ends and not is_passive(verb)


def _finite_with_auxiliary(token: Token, tokens: Sequence[Token]) -> bool:
    """ "has said", "would add": a participle or bare verb whose auxiliary is finite."""
    return token.tag_ in ("VBN", "VB") and any(
        c.dep_ == "aux" and c.i >= tokens[0].i for c in token.lefts
    )


def follows_at_once(text: str, quotation: Quotation, verb: Token, tokens: Sequence[Token]) -> bool:
    """ "…" she said. Whether a report so short needs no comma before it."""
    words = [t for t in tokens if t.i < verb.i and not t.is_punct]
    behind = tokens[verb.i + 1 - tokens[0].i :]
    ended = text[quotation.inner_end - 1] == "."
    closes = not behind or behind[0].text == "." or (behind[0].text == "," and not ended)
    return verb.lemma_.lower() in _PLAIN and 0 < len(words) <= _FEW_WORDS and closes


def is_deed_apart(
    text: str, quotation: Quotation, verb: Token, tokens: Sequence[Token], lexicon: Lexicon
) -> bool:
    """ "Shame!" The crowd grew. "Why?" His wife laughed: whether a verb that need not report
    tells in a sentence of its own what somebody did.
    """
    lemma = verb.lemma_.lower()
    reports = lemma in lexicon.speech and lemma not in GESTURES
    return not reports and _begins_anew(text, quotation, tokens)


def _begins_anew(text: str, quotation: Quotation, tokens: Sequence[Token]) -> bool:
    """Whether a sentence of its own stands behind the quotation."""
    first = next((t for t in tokens if not t.is_punct and not t.is_space), None)
    if first is None or text[quotation.inner_end - 1] in ",—–-":
        return False
    return first.is_title and first.pos_ != "PROPN" and first.lower_ != "i"


def turned_around(
    reading: Reading,
    quotation: Quotation,
    verb: Token,
    tokens: Sequence[Token],
    lexicon: Lexicon,
) -> bool:
    """ "…," recalled the mayor, asked about …: taken for a clause or an object, but the sentence
    opens quoted.
    """
    first = next((token for token in tokens if not token.is_space), verb)
    stop = reading.sentences.last_stop(quotation.start)
    opens = not reading.text[stop : quotation.start].strip()
    return opens and verb.i == first.i and _opens_turned(verb, lexicon)


def names_a_thing(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is part of a name, or the title of a work: in his memoir, “The Mill.”"""
    if _is_nickname(text, quotation):
        return True
    words = text[quotation.inner_start : quotation.inner_end]
    titled = words[:1].isupper() and words.count(" ") < LONGEST_TITLE and words[-1:] not in "?!"
    if titled and text.endswith("told ", 0, quotation.start) and _SHOW.fullmatch(words):
        return True  # the coach told “Good Morning Velden”
    return (
        titled
        and _WORK.search(text, max(0, quotation.start - _LONGEST_NAME), quotation.start) is not None
    )


def is_no_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation in a sentence names a thing: said a man in a “Save the Pier” cap."""
    words = text[quotation.inner_start : quotation.inner_end]
    badge = words[:1].isupper() and words.count(" ") < LONGEST_TITLE and words[-1:].isalnum()
    goes_on = text[quotation.end : quotation.end + 1] == " "
    goes_on = goes_on and text[quotation.end + 1 : quotation.end + 2].islower()
    return (badge and goes_on) or names_a_thing(text, quotation)


def without_mark(report: str) -> str:
    """A report without the mark that closes it, where the title of a show ends it, which is no
    speech: she said on ABC’s “This Morning.”
    """
    return report[:-1] if _ON_A_SHOW.search(report) else report


def _is_nickname(text: str, quotation: Quotation) -> bool:
    """Whether a quotation stands inside a name: Marcia “Cia” Price."""
    words = text[quotation.inner_start : quotation.inner_end]
    before = text[max(0, quotation.start - _LONGEST_NAME) : quotation.start].split()[-1:]
    follows = text[quotation.end : quotation.end + 2]
    named = bool(before) and before[0][:1].isupper() and before[0].isalpha()
    return named and words.isalpha() and words[0].isupper() and follows[1:].isupper()


def is_led(reading: Reading, quotation: Quotation) -> bool:
    """Tamm answered, “For what?” Patients called …: a report before, a new sentence behind."""
    text = reading.text
    if text[quotation.inner_end - 1] not in "?!" or text[quotation.end : quotation.end + 1] == ",":
        return False
    behind = reading.tokens_between(
        quotation.end, reading.sentences.next_end(quotation.end), first=3
    )
    led = text[max(0, quotation.start - 2) : quotation.start].rstrip().endswith((":", ","))
    return led and _begins_anew(text, quotation, behind)
