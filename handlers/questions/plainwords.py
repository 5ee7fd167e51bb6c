"""Plain words of a question, read one after the other: names, topics, who speaks, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handlers.newsroom import ClaimKind
from handlers.questions.measure_words import MEASURED, asks_for_measures
from handlers.questions.narrowing import Narrowing, outlet_named
from handlers.questions.operators import EDGE, Piece
from handlers.questions.question_words import (
    ARTICLES,
    ASKING,
    BEFORE,
    COUNTING,
    GIVING,
    HEARERS,
    IDLE,
    JOINING,
    OF,
    ON,
    PRINTED,
    QUOTING,
    RATED,
    REACTING,
    REQUESTING,
    SAYING,
    SHARES,
    STANCE,
    STATING,
    TAKING_SIDES,
    TELLING,
    TIMING,
    WANTING,
    is_idle,
)
from handlers.showing.cards import SAID
from handlers.words.names import TITLES, folded, persons_words
from nlp import countries
from nlp.titles import titles

_LONGEST_NAME = 7  # words
_SEVERAL_WORDS = 2  # in an outlet's name that needs no word before it
_SPLIT = re.compile(r"[/|\-–—_+&,;()\[\]{}]+")


@dataclass(slots=True, kw_only=True)
class Speech:
    """What a question's own verbs say of it: of which kinds it is, and who is to speak next."""

    asks: bool = False
    kinds: tuple[ClaimKind, ...] = ()
    speaks: bool = False  # "said by …": whoever is named next speaks
    spoken_of: bool = False  # "who said … about …": whoever is named next is spoken of
    timed: bool = False  # "when does … start": a day is asked for
    together: list[str] = field(default_factory=list)  # the last list of names: "Roth and Okafor"

    @classmethod
    def of(cls, words: list[Piece]) -> Speech:
        """A question asks where it begins as one."""
        first = words[0].value.lower().strip(EDGE) if words else ""
        return cls(asks=first in ASKING or re.split("['’]", first)[0] in ASKING)  # "what's"


def says(words: list[Piece]) -> bool:
    """Whether it is somebody's words that are asked for."""
    return any(word.value.lower().strip(EDGE) in SAYING | WANTING for word in words)


def counts(words: list[Piece]) -> bool:
    """Whether an amount is asked for: "how big is …", "how many …"."""
    first = tuple(word.value.lower().strip(EDGE) for word in words[:2])
    return len(first) == 2 and first[0] in BEFORE.get(first[1], ())


def means_nothing(line: str) -> bool:
    """Whether a line has no word that names anything; "US" does."""
    return all(map(is_idle, line.split())) and not countries.named(line)


def split(pieces: list[Piece]) -> list[str]:
    """Tokens without signs at their edges and between them; "U.S." keeps its points."""
    parts = (part.strip(EDGE) for piece in pieces for part in _SPLIT.split(piece.value))
    dotted = (f"{part}." if re.fullmatch(r"(?:\w\.)+\w", part) else part for part in parts)
    return [part for part in dotted if part and part not in ("AND", "OR", "NOT", "NEAR")]


def read_tokens(reading: Narrowing, speech: Speech, tokens: list[str]) -> None:
    """Read all tokens, in order."""
    lower = [token.lower() for token in tokens]
    if len(tokens) > 1 and all(map(str.isupper, tokens)):  # "WHO PAYS?" asks for no body
        tokens = ["who" if typed == "WHO" else typed for typed in tokens]
    at = 0
    while at < len(tokens):
        own = _of_measures(reading, speech, lower, at)
        if own := own or _of_the_question(reading, speech, lower, at):
            at += own
            continue
        word, before = lower[at], "".join(lower[at - 1 : at])
        if word in OF:
            speech.spoken_of = speech.kinds == SAID and not reading.speakers
        known, others = len(reading.named), len(reading.entities)
        at += _name(reading, tokens, at) or _plain(reading, tokens[at])
        new = reading.named[known:]
        if before == "from" and len(new) == 1 and persons_words(new[0]):
            _speak(reading, new)  # "the latest from Roth"
        if new:
            speech.together = [*speech.together, *new] if before in JOINING else [*new]
        if word not in IDLE:
            named, more = len(reading.entities) > others, "".join(lower[at : at + 1]) in JOINING
            _turn(reading, speech, named=named, more=more)
    if speech.timed and MEASURED.intersection(reading.topics):
        speech.kinds = (ClaimKind.MEASURE,)


def _of_measures(reading: Narrowing, speech: Speech, lower: list[str], at: int) -> int:
    """How many words from here only say that measures are asked for."""
    named = {reading.vocabulary.topics.named(each) for each in lower}
    taken, stays = asks_for_measures(lower, at, {*reading.topics, *filter(None, named)})
    if speech.kinds or not taken:
        return 0
    speech.kinds = (ClaimKind.MEASURE,)
    reading.words += [stays] if stays else []
    return taken


def _of_the_question(reading: Narrowing, speech: Speech, lower: list[str], at: int) -> int:
    """How many words from here say how it is asked ("said", "quotes by"), not what about."""
    word, before, after = lower[at], "".join(lower[at - 1 : at]), "".join(lower[at + 1 : at + 2])
    requests = word in REQUESTING and after == "for"
    if requests or word in SAYING | WANTING:
        if speech.asks or reading.entities or reading.shared or after == "by":
            speech.kinds = SAID if word in SAYING else (ClaimKind.POSITION,)
            _speak(reading, speech.together)
            speech.speaks, speech.together = after == "by", []
            return 1
        return 1 if reading.speakers else 0  # "did Roth say he wants …"
    if word in TELLING and speech.asks and not speech.kinds and before not in ARTICLES:
        if named := bool(reading.entities or reading.shared):  # "what did the bureau report?"
            speech.kinds = SAID
            _speak(reading, speech.together)
        return int(named or bool(reading.outlets))
    if taken := _of_kinds(reading, speech, before, word, after):
        return taken
    if word in TAKING_SIDES and lower[0] == "who" and not speech.kinds:
        speech.kinds = SAID
    if word in TIMING and lower[0] == "when" and not speech.kinds:
        speech.timed = True
        return 1
    stands = speech.asks and word in ("force", "effect") and before in ("in", "into")
    idle = (
        before in BEFORE.get(word, ())
        or (word == "per" and after == "cent")
        or (word in HEARERS and _told(lower[:at]))
    )
    idle = idle or (word == "current" and speech.asks and after != "account")
    idle = idle or (word in SHARES and before[:1].isdigit())  # "35 percent" stands as "35%", too
    return int(stands or idle)


def _of_kinds(reading: Narrowing, speech: Speech, before: str, word: str, after: str) -> int:
    """How many words from here name a kind: "quotes by", "figures on", "according to"."""
    kinds = (ClaimKind.QUOTE,) if word in QUOTING else SAID
    by_whom = word in QUOTING | STATING and after in GIVING
    if by_whom or (word, after) == ("according", "to"):
        speech.kinds, speech.speaks, speech.together = kinds, True, []
        return 2
    if speech.kinds:
        return 0
    somebody = bool(reading.entities or reading.shared)
    alone = word in QUOTING and not after and (somebody or before in ("", "all", "any", "the"))
    stance = word in STANCE and after in ("on", "about") and somebody
    if alone or stance:  # "Roth quotes", "what is Roth's position on …"
        speech.kinds = kinds
        _speak(reading, speech.together)
        return 1
    if word in REACTING and after in ("to", "on"):  # "China's response to …"
        speech.kinds = SAID
        _speak(reading, speech.together)
        return 2
    counted = word in COUNTING and after in ON
    if counted or (word == "rate" and after in ("on", "for") and before in RATED):
        # "what is the rate on steel?"
        speech.kinds = (ClaimKind.FIGURE,) if counted else (ClaimKind.MEASURE,)
        return 1
    return 0


def _told(before: list[str]) -> bool:
    """Whether the words end with "tell", or with "tell the"."""
    words = [word for word in before[-2:] if word != "the"]
    return bool(words) and words[-1] in SAYING


def _turn(reading: Narrowing, speech: Speech, *, named: bool, more: bool) -> None:
    """Whoever was just named speaks, or is spoken of, if the words before said so."""
    if speech.speaks:
        _speak(reading, speech.together[-1:])
    elif speech.spoken_of and named:
        reading.about.append((reading.entities.pop(),))
    speech.speaks, speech.spoken_of = speech.speaks and more, False


def _speak(reading: Narrowing, together: list[str]) -> None:
    """Those who were named before "said" are the speakers, if on record as such."""
    for name in together:
        if name in reading.shared and not set(reading.shared[name]) <= {*reading.speakers}:
            reading.speakers += reading.shared[name]
            reading.words = [word for word in reading.words if word != " ".join(folded(name))]
        elif name in reading.entities and reading.vocabulary.speaker(name):
            reading.entities.remove(name)
            reading.speakers.append(name)
        elif name in reading.entities and countries.named(name):
            reading.unheard.append(name)


def _name(reading: Narrowing, tokens: list[str], at: int) -> int:
    """How many tokens from here name an outlet, a country, a speaker or a topic; 0 if none do."""
    if printed := _outlet(reading, tokens, at):
        return printed
    for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
        words = " ".join(tokens[at : at + length])
        if length == 1 and is_idle(words):
            return 0
        if _known(reading, words):
            return length
    return _titled(reading, tokens, at)


def _outlet(reading: Narrowing, tokens: list[str], at: int) -> int:
    """How many tokens name an outlet in full; one of a single word only behind "in" or the like."""
    before = [token.lower() for token in tokens[max(0, at - 2) : at]]
    if before[-1:] == ["the"]:
        before.pop()
    least = 1 if before and before[-1] in PRINTED else _SEVERAL_WORDS
    for length in range(min(_LONGEST_NAME, len(tokens) - at), least - 1, -1):
        words = " ".join(tokens[at : at + length])
        if named := outlet_named(words, reading.vocabulary.outlets):
            reading.outlets.append(named)
            return length
    return 0


def _titled(reading: Narrowing, tokens: list[str], at: int) -> int:
    """How many tokens a title and a name after it take ("Treasury Secretary Bessent")."""
    before = 0
    while at + before < len(tokens) and _is_title(tokens[at + before]):
        before += 1
    left = len(tokens) - at - before
    for length in range(min(_LONGEST_NAME, left), 0, -1) if before else ():
        name = " ".join(tokens[at + before : at + before + length])
        known = not countries.named(name) and reading.vocabulary.called(name)
        if known and _known(reading, name):
            return before + length
    return 0


def _is_title(token: str) -> bool:
    """Whether a word stands before a name: "Treasury", "Mr.", "Sir"."""
    plain = token.lower().strip(".")
    return plain in TITLES or plain in titles().honorifics or plain in titles().heads


def _known(reading: Narrowing, words: str) -> bool:
    """Note what these words as a whole name; False where they name nothing."""
    topic = None if reading.literal else reading.vocabulary.topics.named(words)
    country = countries.named(words)
    people = () if country or topic else reading.vocabulary.called(words)
    if reading.literal and not any(persons_words(person.name) for person in people):
        people = ()
    if country:
        reading.entities.append(country)
        reading.named.append(country)
    elif topic and topic not in reading.topics:
        if reading.topics:  # a second topic narrows as a plain word
            return False
        reading.topics.append(topic)
    elif len(people) == 1:
        reading.entities.append(people[0].name)
        reading.named.append(people[0].name)
        reading.by_office(words, people)
    elif people and people == reading.vocabulary.bearing(words):  # "the senator", of several
        reading.shared[words] = tuple(person.name for person in people)
        reading.speakers += reading.shared[words]
    elif people:
        reading.shared[words] = tuple(person.name for person in people)
        reading.named.append(words)
        reading.words.append(" ".join(folded(words)))
    return bool(country or topic or people)


def _plain(reading: Narrowing, token: str) -> int:
    words = " ".join(folded(token))
    if words and not is_idle(token):
        reading.words.append(words)
    return 1
