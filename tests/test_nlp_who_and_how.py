"""Who says it and in what mood: tables that hold, and tables that were written unread."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatch
from typing import Any

import pytest
from readings import pipeline
from tables import table

from nlp.analysis import Analysis, SpeakerKind
from nlp.names.roster import Roster

pytestmark = pytest.mark.model

PUBLISHED = date(2025, 9, 17)
SPEAKERS_FLOOR = 0.88  # 16 of 18 texts wholly right, as before
MOODS_FLOOR = 0.72  # 13 of 18, as before


def _fits(name: str, wanted: str) -> bool:
    return any(fnmatch(name.lower(), one.lower()) for one in wanted.split("|"))


def _misnamed(row: dict[str, Any]) -> list[str]:
    """What of the row's speakers and roles is not as it should be."""
    analysis = pipeline().analyze(row["text"], PUBLISHED)
    wrong = []
    for words, wanted in row["who"]:
        names = _speakers(analysis, words)
        meant = [other for content, other in row["who"] if content == words]
        every = all(any(_fits(name, one) for one in meant) for name in names)
        if not (every and any(_fits(name, wanted) for name in names)):
            wrong.append(f"{words}: {names}, not {wanted}")
    for name, wanted in row.get("roles", {}).items():
        roles = {one.role or "" for one in analysis.names if one.name == name}
        if not any(_fits(role, wanted) for role in roles):
            wrong.append(f"{name}: {sorted(roles)}, not {wanted}")
    return wrong


def _speakers(analysis: Analysis, words: str) -> list[str]:
    return [
        speaker.name
        for found in analysis.attributions
        if any(words in content.words for content in found.contents)
        for speaker in found.speakers
    ]


def _is_mistaken(row: dict[str, Any]) -> str:
    """The moods that are read where others should be; "" where all is right."""
    found = pipeline().analyze(row["text"], PUBLISHED).attributions
    moods = [
        one.modality.value
        for one in found
        if any(row["content"] in content.words for content in one.contents)
    ]
    wanted = row["mood"].split("|")
    return "" if all(mood in wanted for mood in moods or ["-"]) else str(moods)


SPEAKERS, MOODS = table("speakers/told"), table("moods/told")


@pytest.mark.parametrize("row", SPEAKERS, ids=[row["text"][:60] for row in SPEAKERS])
def test_who_says_it(row: dict[str, Any]) -> None:
    """Each content has the speaker it should have, in full, or nobody where that is unclear."""
    assert _misnamed(row) == []


@pytest.mark.parametrize("row", MOODS, ids=[row["text"] for row in MOODS])
def test_in_what_mood(row: dict[str, Any]) -> None:
    """Each content has its mood, and what was not said is not stored."""
    assert _is_mistaken(row) == ""


def test_texts_that_nobody_tuned_on_stay_above_their_floors() -> None:
    """Tables written before they were read are wholly right as often as pinned."""
    speakers, moods = table("speakers/told_blind"), table("moods/told_blind")
    assert sum(not _misnamed(row) for row in speakers) >= SPEAKERS_FLOOR * len(speakers)
    assert sum(not _is_mistaken(row) for row in moods) >= MOODS_FLOOR * len(moods)


@pytest.mark.parametrize(
    ("text", "office", "year", "name"),
    [
        ("Xi Jinping was there. The Chinese leader sat down.", "leader", 2025, "Xi Jinping"),
        ("Xi Jinping was there. The Chinese president sat down.", "president", 2025, "Xi Jinping"),
        ("Xi Jinping was there. The French president sat down.", "president", 2025, ""),
        ("Joe Biden was there. The president sat down.", "president", 2023, "Joe Biden"),
        ("Joe Biden was there. The president sat down.", "president", 2025, ""),
        ("Joe Biden met Xi Jinping. The president sat down.", "president", 2023, ""),
    ],
)
def test_offices_that_all_know(text: str, office: str, year: int, name: str) -> None:
    """An office means whom the article names, if the lexicon says that it was theirs then."""
    reading = pipeline().read(text)
    docs = [(each.offset, each.doc) for each in reading.passages]
    offset, doc = docs[0]
    noun = next(token for token in doc if token.lower_ == office)
    span = doc[noun.left_edge.i : noun.i + 1]
    (found,) = Roster.read(docs, year).resolve(span, offset)
    assert (found.name if found.kind is SpeakerKind.PERSON else "") == name
    assert found.role in (None, found.name)  # only what the article says
