"""What a person typed, understood: countries, speakers, topics and plain words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date

from handlers.cards import SAID
from handlers.entities import NOBODY, Entities
from handlers.errors import Refused
from handlers.names import TITLES, folded
from handlers.newsroom import ClaimKind
from handlers.ports import Question
from handlers.vocabulary import Guess, Vocabulary
from handlers.wording import listed
from nlp import countries, topics

LONGEST = 300
_LONGEST_NAME = 5  # words
_MOST_GUESSED = 8  # words
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＂": '"'})
_PIECE = re.compile(r'"([^"]*)(?:"|$)|[^\s"]+')
_SPLIT = re.compile(r"[/\-–—_+&,;]+")
_EDGE = ".,;:!?()[]{}<>*|\\^~`'’‘#=@$"
_IDLE_WORDS = """
a about all am an and any are as at be been but by can could did do does for from get give had
has have he her his how i if in into is it its know latest me my news not of on or our please she
should show so than that the their them then there they this those to was we were what when where
which who whom why will with would you your s
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_SAYING = frozenset({"say", "says", "said", "saying", "told", "tell", "think", "thinks"})
_WANTING = frozenset({"want", "wants", "wanted", "demand", "demands"})
_ASKING = frozenset({"what", "who", "when", "why", "where", "how", "which"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question as understood, and in which words to say so."""

    typed: str
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    words: tuple[str, ...] = ()
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a typed name and all who bear it
    notes: tuple[str, ...] = ()
    who: Entities = NOBODY  # by which names the entities and speakers go

    @property
    def empty(self) -> bool:
        """Whether nothing narrows the question."""
        return not (self.topics or self.entities or self.speakers or self.words)

    @property
    def line(self) -> str:
        """In one line: "tariffs · China · said by Howard Lutnick · “students”"."""
        titles = tuple(each.title for key in self.topics if (each := topics.topic(key)))
        said = (f"said by {listed(self.speakers, 'or')}",) if self.speakers else ()
        words = (f"“{word}”" for word in self.words)
        return " · ".join((*filter(None, (listed(titles),)), *self.entities, *said, *words))

    def question(self, as_of: date | None) -> Question:
        """The same as the store is asked it: each entity under all its names."""
        groups = tuple(map(self.who.names, self.entities))
        return Question(
            words=self.words,
            entities=tuple(names[0] for names in groups if len(names) == 1),
            among=tuple(names for names in groups if len(names) > 1),
            topics=self.topics,
            kinds=self.kinds,
            speakers=tuple(name for one in self.speakers for name in self.who.names(one)),
            as_of=as_of,
        )


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been read so far, word by word."""

    vocabulary: Vocabulary
    topics: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    shared: dict[str, tuple[str, ...]] = field(default_factory=dict)


def tidy(text: str) -> str:
    """Typed text in one line: full-width letters, odd spaces and controls made plain."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS))
    kept = (" " if unicodedata.category(char)[0] in "CZ" else char for char in plain)
    return " ".join("".join(kept).split())


def is_idle(word: str) -> bool:
    """Whether a typed word is too common to be searched for."""
    return word.lower() in _IDLE


def read(text: str, vocabulary: Vocabulary, topic: str | None = None) -> Understood:
    """What these typed words ask for, within a topic if one is given already.

    Raises Refused where the text is too long.
    """
    typed = tidy(text)
    if len(typed) > LONGEST:
        raise Refused(
            f"That is {len(typed):,} characters; a question may have {LONGEST}. "
            "Ask with the two or three words that matter."
        )
    reading = _Reading(vocabulary=vocabulary, topics=[topic] if topic else [])
    notes = list[str]()
    if typed.count('"') % 2:
        notes.append("The quotation mark was not closed: it is read to the end of the line.")
    tokens, phrases = _pieces(typed)
    if any(token.startswith("-") and len(token) > 1 for token in tokens):
        notes.append("Words can't be left out yet: a word after a minus sign is searched for too.")
    kinds = _read_tokens(reading, _split(tokens))
    for phrase in phrases:
        reading.words.append(phrase)
    return Understood(
        typed=typed,
        topics=tuple(reading.topics),
        entities=tuple(dict.fromkeys(reading.entities)),
        speakers=tuple(dict.fromkeys(reading.speakers)),
        kinds=kinds,
        words=tuple(dict.fromkeys(reading.words)),
        shared=tuple(reading.shared.items()),
        notes=tuple(notes),
        who=vocabulary.entities,
    )


def _pieces(typed: str) -> tuple[list[str], list[str]]:
    """Plain tokens, and the phrases in quotation marks."""
    tokens, phrases = list[str](), list[str]()
    for match in _PIECE.finditer(typed):
        phrase = match.group(1)
        if phrase is None:
            tokens.append(match.group())
        elif words := " ".join(folded(phrase)):
            phrases.append(words)
    return tokens, phrases


def _split(tokens: list[str]) -> list[str]:
    """Tokens without signs at their edges and between them; "U.S." keeps its points."""
    parts = (part.strip(_EDGE) for token in tokens for part in _SPLIT.split(token))
    dotted = (f"{part}." if re.fullmatch(r"(?:\w\.)+\w", part) else part for part in parts)
    return [part for part in dotted if part and part not in ("AND", "OR", "NOT", "NEAR")]


def _read_tokens(reading: _Reading, tokens: list[str]) -> tuple[ClaimKind, ...]:
    """Read all tokens; the kinds a question such as "who wants …" asks for."""
    asks = bool(tokens) and tokens[0].lower() in _ASKING
    kinds: tuple[ClaimKind, ...] = ()
    at = 0
    while at < len(tokens):
        word = tokens[at].lower()
        if word in _SAYING | _WANTING and (asks or reading.entities or reading.shared):
            kinds = (ClaimKind.POSITION,) if word in _WANTING else SAID
            _speak(reading)
            at += 1
            continue
        at += _name(reading, tokens, at) or _plain(reading, tokens[at])
    return kinds


def _speak(reading: _Reading) -> None:
    """Whoever was named before "said" is the speaker, if on record as one."""
    if reading.entities and reading.vocabulary.speaker(reading.entities[-1]):
        reading.speakers.append(reading.entities.pop())
    elif reading.shared:
        typed, names = reading.shared.popitem()
        reading.shared[typed] = names
        reading.speakers.extend(names)
        reading.words = [word for word in reading.words if word not in folded(typed)]


def _name(reading: _Reading, tokens: list[str], at: int) -> int:
    """How many tokens from here name a country, a speaker or a topic; 0 if none do."""
    for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
        words = " ".join(tokens[at : at + length])
        if length == 1 and words.lower() in _IDLE and words != "US":
            return 0
        if _known(reading, words):
            return length
    return _titled(reading, tokens, at)


def _titled(reading: _Reading, tokens: list[str], at: int) -> int:
    """How many tokens a title and a name after it take ("Treasury Secretary Bessent")."""
    titles = 0
    while at + titles < len(tokens) and tokens[at + titles].lower().strip(".") in TITLES:
        titles += 1
    if not 0 < titles < len(tokens) - at:
        return 0
    name = tokens[at + titles]
    if countries.named(name) or not reading.vocabulary.called(name) or not _known(reading, name):
        return 0
    return titles + 1


def _known(reading: _Reading, words: str) -> bool:
    """Note what these words as a whole name; False where they name nothing."""
    country, topic = countries.named(words), topics.named(words)
    people = () if country or topic else reading.vocabulary.called(words)
    if country:
        reading.entities.append(country)
    elif topic and topic not in reading.topics:
        if reading.topics:  # a second topic narrows as a plain word
            return False
        reading.topics.append(topic)
    elif len(people) == 1:
        reading.entities.append(people[0].name)
    elif people:
        reading.shared[words] = tuple(person.name for person in people)
        reading.words.append(" ".join(folded(words)))
    return bool(country or topic or people)


def _plain(reading: _Reading, token: str) -> int:
    words = " ".join(folded(token))
    if words and token.lower() not in _IDLE:
        reading.words.append(words)
    return 1


def corrected(
    understood: Understood, vocabulary: Vocabulary
) -> tuple[Understood, tuple[Guess, ...]] | None:
    """The question with its misspelt words replaced by what was probably meant.

    None where no word is near to anything known.
    """
    guesses, kept, at = list[Guess](), list[str](), 0
    words = understood.words
    while at < len(words):
        if at >= _MOST_GUESSED:  # a guess looks at every known name
            kept.append(words[at])
            at += 1
            continue
        pair = vocabulary.guess(" ".join(words[at : at + 2])) if at + 1 < len(words) else None
        guess = pair or vocabulary.guess(words[at])
        if guess:
            guesses.append(guess)
        else:
            kept.append(words[at])
        at += 2 if pair else 1
    if not guesses:
        return None
    better = read(" ".join(guess.meant for guess in guesses), vocabulary)
    return (
        replace(
            understood,
            topics=understood.topics or better.topics,
            entities=tuple(dict.fromkeys((*understood.entities, *better.entities))),
            words=(*kept, *better.words),
        ),
        tuple(guesses),
    )
