"""Another reading of a question that finds nothing: its times as days, or its words as words."""

from __future__ import annotations

from dataclasses import replace

from handlers.questions.asked import Asked, ask
from handlers.questions.understood import within
from handlers.record.vocabulary import Vocabulary
from handlers.words.wording import listed

_WORDS_THEMSELVES = "these claims hold the words themselves, or their headlines do."


def by_days(line: str, asked: Asked, words: Vocabulary) -> Asked | None:
    """The question with a month or a year in it read as the time of publication; None without."""
    timed, was = ask(line, words, asked.workspace, timed=True), asked.understood
    now = timed.understood
    if now.words == was.words or (now.since, now.until) == (was.since, was.until):
        return None
    note = f"No claim names that time: these were published {within(now.since, now.until)}."
    return timed.only(replace(now, notes=(*now.notes, note)))


def of_time(literal: Asked, asked: Asked) -> bool:
    """Whether the words themselves name a time, read as days of publication before."""
    was, now = asked.understood, literal.understood
    return bool(was.since or was.until) and not (now.since or now.until)


def with_reason(literal: Asked, asked: Asked) -> Asked:
    """The question for its words themselves, with a note why it is read so."""
    was, now, notes = asked.understood, literal.understood, list[str]()
    if was.since != now.since or was.until != now.until:
        days = within(was.since, was.until)
        notes.append(f"Nothing published {days} matches: these claims name that time.")
    elif was.entities != now.entities:
        gone = listed(tuple(name for name in was.entities if name not in now.entities))
        notes.append(f"Nothing that names {gone} matches: {_WORDS_THEMSELVES}")
    elif was.topics != now.topics:
        title = was.known.title(was.topics[-1])
        notes.append(f"Nothing on {title} matches: {_WORDS_THEMSELVES}")
    return literal.only(replace(now, notes=(*now.notes, *notes)))
