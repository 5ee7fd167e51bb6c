"""What a person typed, understood: countries, speakers, topics, days and plain words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TypeVar

from handlers.errors import Refused
from handlers.questions import operators
from handlers.questions.leads import lead_left_out
from handlers.questions.narrowing import NO_AS_OF, Narrowing, leave_out, narrow
from handlers.questions.operators import EDGE, LONGEST, Piece, tidy
from handlers.questions.plainwords import Speech, counts, read_tokens, says, split
from handlers.questions.question_words import is_idle
from handlers.questions.understood import Understood
from handlers.record.vocabulary import Guess, Vocabulary
from handlers.words import days
from handlers.words.names import TITLES, folded
from handlers.words.wording import MONTHS
from nlp import countries

__all__ = ["LONGEST", "Understood", "misspelt", "of_claims", "read", "read_for_articles", "tidy"]

_Part = TypeVar("_Part")

_MOST_GUESSED = 8  # words
_NO_SLIPS = ("open", "opens")  # nor is "OPEC" meant
_STATE = re.compile(
    r"(?:what|how (?:much|high|big|large))(?:['’]s| is| are)\b"
    r"(?!.*\b(?:new|news|happen\w*|sa(?:id|ying)|latest)\b)",
    re.IGNORECASE,
)
_MONTH_OR_YEAR = re.compile(rf"\b(?:{'|'.join(MONTHS)}|(?:19|20)\d\d)\b", re.IGNORECASE)
_SHORTER = timedelta(days=26)  # than a month


def read(
    text: str,
    vocabulary: Vocabulary,
    topic: str | None = None,
    *,
    literal: bool = False,
    timed: bool = False,
) -> Understood:
    """What these typed words ask for, within a topic if one is given already.

    Where it is `literal`, a topic's words are looked for themselves, and months and years stay
    words: what figures are of, not when an article appeared. Where it is `timed`, they never do.

    Raises Refused, with one sentence, where the text is too long or an operator's value
    means nothing.
    """
    typed = _short_enough(text)
    reading, plain = _begun(typed, vocabulary, topic)
    reading.literal = literal
    plain = lead_left_out(plain)
    speech = Speech.of(plain)
    left = _published(reading, plain) if timed else plain
    read_tokens(reading, speech, split(_dated(reading, typed, left, literal=literal)))
    reading.words += reading.quoted
    return _understood(reading, speech)


def of_claims(text: str, vocabulary: Vocabulary) -> bool:
    """Whether these words ask for what only claims have: a speaker, a kind, a status …"""
    reading, _ = _begun(_short_enough(text), vocabulary, None)
    parts = (reading.speakers, reading.about, reading.topics, reading.kinds)
    return any(parts) or reading.status is not None or bool(reading.barred)


def read_for_articles(text: str, vocabulary: Vocabulary) -> Understood:
    """The same for articles: they are found by words, outlets and days, and names stay words."""
    typed = _short_enough(text)
    reading, plain = _begun(typed, vocabulary, None)
    tokens = split(_dated(reading, typed, plain))
    words = [token for token in tokens if not is_idle(token)] or tokens
    reading.words += (*filter(None, (" ".join(folded(word)) for word in words)), *reading.quoted)
    return _understood(reading, Speech())


def _short_enough(text: str) -> str:
    typed = tidy(text)
    if len(typed) > LONGEST:
        raise Refused(
            f"That is {len(typed):,} characters; a question may have {LONGEST}. "
            "Ask with the two or three words that matter."
        )
    return typed


def _begun(typed: str, vocabulary: Vocabulary, topic: str | None) -> tuple[Narrowing, list[Piece]]:
    """All signs read, and the plain words that are left to read."""
    pieces, notes = operators.cut(typed)
    reading = Narrowing(vocabulary=vocabulary, topics=[topic] if topic else [], notes=[*notes])
    reading.typed = typed
    plain = list[Piece]()
    for piece in narrow(reading, pieces):
        words = " ".join(folded(piece.value))
        if piece.negated:
            _leave_out(reading, piece)
        elif piece.quoted and words:
            reading.quoted.append(words)
        elif not piece.quoted:
            plain.append(piece)
    return reading, plain


def _understood(reading: Narrowing, speech: Speech) -> Understood:
    """What was read, each part once."""
    return Understood(
        typed=reading.typed,
        topics=tuple(reading.topics),
        entities=_once(reading.entities),
        speakers=_once(reading.speakers),
        unheard=_once(reading.unheard),
        about=_once(reading.about),
        outlets=_once(reading.outlets),
        kinds=_once(reading.kinds) or speech.kinds,
        asks=speech.asks or reading.typed.endswith("?"),
        status=reading.status,
        since=reading.since,
        until=reading.until,
        words=_once(reading.words),
        quoted=_once(reading.quoted),
        without=_once(reading.without),
        barred=_once(reading.barred),
        shared=tuple(reading.shared.items()),
        notes=_once(reading.notes),
        who=reading.vocabulary.entities,
        known=reading.vocabulary.topics,
    )


def _once(found: list[_Part]) -> tuple[_Part, ...]:
    return tuple(dict.fromkeys(found))


def _leave_out(reading: Narrowing, piece: Piece) -> None:
    """What a minus stands before: a phrase as it is, a word with all that it finds."""
    if piece.quoted:
        if words := " ".join(folded(piece.value)):
            reading.without.append(words)
        return
    whole = piece.value.strip(EDGE)
    named = countries.named(whole) or reading.vocabulary.topics.named(whole)
    for part in [whole] if named else split([piece]):
        leave_out(reading, part)


def _dated(
    reading: Narrowing, typed: str, plain: list[Piece], *, literal: bool = False
) -> list[Piece]:
    """Take the dates out of the plain words; the words that are left.

    A year or a part of one is rather what a figure is of, and stays a word, unless
    somebody's words of that time are asked for.
    """
    gone = list[days.Stretch]()
    for found in days.stretches(operators.running(typed, plain), reading.vocabulary.today):
        if found.as_of is not None:
            raise Refused(NO_AS_OF)
        if found.of_figures and not says(plain):
            continue
        if typed[found.start : found.end].lower() == "today" and _STATE.match(typed):
            gone.append(found)  # "what is the rate today": as it stands, whenever it was told
            continue
        amounts = counts(plain) and not says(plain)
        if (literal and _named(typed[found.start : found.end])) or (amounts and _long(found)):
            continue
        reading.within(found.since, found.until)
        gone.append(found)
    return [
        piece
        for piece in plain
        if not any(piece.start < found.end and found.start < piece.end for found in gone)
    ]


def _published(reading: Narrowing, plain: list[Piece]) -> list[Piece]:
    """Take months and years out of the plain words, as days of publication; what is left."""
    left, found = list[Piece](), list[tuple[date, date]]()
    for at, piece in enumerate(plain):
        word = piece.value.strip(EDGE)
        before = " ".join(each.value for each in plain[max(0, at - 1) : at])
        if not _MONTH_OR_YEAR.fullmatch(word):
            left.append(piece)
        elif _MONTH_OR_YEAR.fullmatch(before.strip(EDGE)):
            continue  # "November 2025" was read with its first word
        else:
            both = f"{word} {plain[at + 1].value.strip(EDGE)}" if at + 1 < len(plain) else word
            today = reading.vocabulary.today
            if meant := days.meant(both, today) or days.meant(word, today):
                found.append(meant)
    if len(found) != 1 or reading.since or reading.until:
        return plain
    reading.within(*found[0])
    return left


def _named(words: str) -> bool:
    """Whether a stretch is typed with a month's name or a year, as an article may word it."""
    return bool(_MONTH_OR_YEAR.search(words))


def _long(found: days.Stretch) -> bool:
    """Whether a stretch is a month or more, as figures are of."""
    if found.since is None or found.until is None:
        return False
    return found.until - found.since > _SHORTER


def misspelt(understood: Understood, vocabulary: Vocabulary) -> tuple[Guess, ...]:
    """The words that are known by none, each with the near name that was probably meant.

    What stood in quotation marks is meant as it is.
    """
    guesses, at = list[Guess](), 0
    meant = (*understood.quoted, *TITLES, *_NO_SLIPS)
    words = tuple(word for word in understood.words if word not in meant)
    while at < min(len(words), _MOST_GUESSED):  # a guess looks at every known name
        pair = vocabulary.guess(" ".join(words[at : at + 2])) if at + 1 < len(words) else None
        guess = pair or vocabulary.guess(words[at])
        guesses += [guess] if guess else []
        at += 2 if pair else 1
    return tuple(guesses)
