"""The way from a claim's words to its speaker: what a name goes back to, where the cue stands."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.newsroom import Held
from handlers.reply import Row
from handlers.showing.cards import how
from handlers.words.passages import Passages
from nlp.analysis import Attribution, Cue, Excerpt, FoundBy, Speaker, SpeakerKind

_STANDS_FOR = {
    FoundBy.PRONOUN: "It stands for",
    FoundBy.CONTINUATION: "The words before are of",
    FoundBy.SHORT_NAME: "It is short for",
    FoundBy.TITLE: "The title is told by",
    FoundBy.DESCRIPTION: "It means",
}


def ways(held: Held, finding: Attribution) -> Iterator[Row]:
    """How each speaker was found, then the cue and the sentence that its report goes on from."""
    passages = Passages.of(held.article.parsed.text)
    for speaker in finding.speakers:
        yield Row(label="Speaker", text=_way(passages, speaker))
    if finding.cue:
        yield Row(label="Cue", text=finding.cue.excerpt.words)
        carried = _carried_from(passages, finding, finding.cue)
        if carried:
            yield Row(label="Carried on", text=f"from {_at(passages, carried)}")


def _way(passages: Passages, speaker: Speaker) -> str:
    """By which words a speaker was found, and which words elsewhere tell who is meant."""
    found = f"{speaker.name or 'unclear'}: found {how(speaker)}"
    if not speaker.certain:
        found += "; another fits nearly as well"
    through = speaker.through
    if through is None or passages.text[through.start : through.end] != through.words:
        named = speaker.kind is SpeakerKind.PERSON and speaker.found_by is FoundBy.SHORT_NAME
        return f"{found}. The full name is from a list of public figures." if named else found
    sentence = passages.sentences(through.start, through.end).words
    meant = _STANDS_FOR.get(speaker.found_by, "It means")
    return f"{found}. {meant} {_at(passages, through)}: {sentence}"


def _carried_from(passages: Passages, finding: Attribution, cue: Cue) -> Excerpt | None:
    """The sentence of the cue, where some of the words stand outside it."""
    said = passages.sentences(cue.excerpt.start, cue.excerpt.end)
    inside = all(said.start <= one.start < said.end for one in finding.contents)
    return None if inside else said


def _at(passages: Passages, words: Excerpt) -> str:
    return f"“{words.words}”, {_place(passages, words)}"


def _place(passages: Passages, words: Excerpt) -> str:
    number = passages.paragraph(words.start)
    return f"characters {words.start:,} to {words.end:,}, paragraph {number}"
