"""A typed line as a question that can be put again: by an answer, its next page, a digest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.cards import SAID
from handlers.errors import Refused
from handlers.newsroom import ClaimKind
from handlers.ports import Question
from handlers.query import Understood, corrected, read, tidy
from handlers.vocabulary import Guess, Vocabulary
from handlers.wording import listed
from nlp.topics import topic

PAGE = 10
EVERY = (ClaimKind.MEASURE, ClaimKind.FIGURE, *SAID)
_NO_WORDS = {
    "quotes": "Say whose words you want, such as /quotes Bessent or /quotes Beijing.",
    "claims": (
        "There is nothing to search for in that. Name a country, a topic, a speaker or "
        "words, such as /claims rare earth china; /help shows all commands."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the words it came in."""

    line: str  # as it can be typed again, without slash: "tariffs china"
    understood: Understood
    kinds: tuple[ClaimKind, ...] = EVERY
    leads: tuple[str, ...] = ()  # of a topic: what it shows most of

    def question(
        self, as_of: date | None, *kinds: ClaimKind, limit: int = PAGE, page: str = ""
    ) -> Question:
        """For the store: these kinds, or all that were asked for."""
        plain = self.understood.question(as_of)
        return replace(plain, kinds=kinds or self.kinds, limit=limit, page=page)


def ask(line: str, vocabulary: Vocabulary) -> Asked:
    """The question of a line: a topic's key, "claims", "quotes", "figures" and words.

    A line that begins with none of these is searched for as it is. Raises Refused where
    there is nothing to ask, or too much.
    """
    typed = tidy(line).removeprefix("/")
    verb, _, words = typed.partition(" ")
    verb = verb.lower()
    if found := topic(verb):
        understood = read(words, vocabulary, found.key)
        understood = replace(understood, topics=(*understood.topics, *found.related))
        return Asked(line=_line(verb, understood), understood=understood, leads=found.leads)
    if verb not in ("claims", "quotes", "figures"):
        verb, words = "claims", typed
    understood = read(words, vocabulary)
    if verb in _NO_WORDS and understood.empty:
        raise Refused(_NO_WORDS[verb])
    kinds = understood.kinds or EVERY
    if verb == "figures":
        kinds = (ClaimKind.FIGURE,)
    if verb == "quotes":
        understood, kinds = _spoken(understood, vocabulary), SAID
    return Asked(line=_line(verb, understood), understood=understood, kinds=kinds)


def nearest(asked: Asked, vocabulary: Vocabulary) -> tuple[Asked, tuple[Guess, ...]] | None:
    """The question with misspelt words put right; None where nothing is near."""
    better = corrected(asked.understood, vocabulary)
    if better is None:
        return None
    understood, guesses = better
    if asked.kinds == SAID:
        understood = _spoken(understood, vocabulary)
    return replace(asked, line=_put(asked.line, guesses), understood=understood), guesses


def inflected(asked: Asked) -> tuple[Asked, tuple[Guess, ...]] | None:
    """The question with "students" for "student" and the other way round, if it has words."""
    words = asked.understood.words
    other = tuple(_other_number(word) for word in words)
    guesses = tuple(
        Guess(typed=typed, meant=meant)
        for typed, meant in zip(words, other, strict=True)
        if typed != meant
    )
    if not guesses:
        return None
    understood = replace(asked.understood, words=other)
    return replace(asked, line=_put(asked.line, guesses), understood=understood), guesses


def _other_number(word: str) -> str:
    """The plural of a singular and the singular of a plural, by spelling alone."""
    if len(word) < 4 or not word.isalpha() or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s"):
        return word[:-1]
    return f"{word[:-1]}ies" if word[-1] == "y" and word[-2] not in "aeiou" else f"{word}s"


def _put(line: str, guesses: tuple[Guess, ...]) -> str:
    """The typed line with what was meant in place of what was typed."""
    for guess in guesses:
        typed, meant = re.escape(guess.typed), guess.meant.replace("\\", "")
        line = re.sub(rf"\b{typed}\b", meant, line, flags=re.IGNORECASE)
    return line


def _line(verb: str, understood: Understood) -> str:
    return f"{verb} {understood.typed}".rstrip()


def _spoken(understood: Understood, vocabulary: Vocabulary) -> Understood:
    """The question with its first name read as the speaker's."""
    if understood.speakers:
        return understood
    if understood.shared:
        typed, names = understood.shared[0]
        rest = tuple(word for word in understood.words if word != typed.casefold())
        return replace(understood, speakers=names, words=rest)
    for name in understood.entities:
        if vocabulary.speaker(name):
            others = tuple(entity for entity in understood.entities if entity != name)
            return replace(understood, speakers=(name,), entities=others)
    if understood.entities:
        named = listed(understood.entities)
        note = f"No words of {named} alone are on record: this is what was said about it."
        return replace(understood, notes=(*understood.notes, note))
    return understood
