"""Plain words of a question, read one after the other: names, topics, who speaks, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handlers.cards import SAID
from handlers.names import TITLES, folded, persons_words
from handlers.narrowing import Narrowing, outlet_named
from handlers.newsroom import ClaimKind
from handlers.operators import EDGE, Piece
from nlp import countries

_LONGEST_NAME = 7  # words
_SPLIT = re.compile(r"[/\-–—_+&,;()\[\]{}]+")
_IDLE_WORDS = """
a about after against all am an and any anybody anyone anything are as at be been before being
between but by can concerning could current currently did do does doing during ever every everybody
everyone everything for from get give given going got had happen happened happening happens has
have having he her his how i if in into is it its just know lately latest let me my news not now
of on or our over please recently regarding she should show since so some somebody someone
something than that the their them then there these they things this those till to toward
towards under until upon was we were what when where whether which while who whom whose why will
with would you your s t re ve ll
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_SAYING_WORDS = """
say says said saying told tell tells think thinks thought speak speaks spoke talk talks talked
mention mentions mentioned comment comments commented announce announced
"""
SAYING = frozenset(_SAYING_WORDS.split())
_WANTING = frozenset({"want", "wants", "wanted", "demand", "demands", "demanded"})
# Words that tell of speech behind who speaks, and may be anything else elsewhere.
_TELLING = frozenset(
    {"report", "reported", "state", "stated", "explain", "explained", "argue", "argued"}
    | {"add", "added", "write", "wrote", "reveal", "revealed", "post", "posted"}
)
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "about"})
_ASKING = frozenset(
    {"what", "who", "when", "why", "where", "how", "which", "whom", "did", "does", "do"}
    | {"has", "have", "had", "is", "are", "was", "were", "will", "would"}
)
_HEARERS = frozenset({"reporters", "journalists", "press", "media"})  # behind "tell", no matter
# What a measure does on a day, in a question that begins with "when".
_TIMING_WORDS = """
start starts started begin begins begun began effect force apply applies applied due end ends ended
expire expires expired take takes come comes kick kicks effective active place
"""
_TIMING = frozenset(_TIMING_WORDS.split())
_RATED = frozenset({"the", "tariff", "duty"})
_MEASURED = frozenset({"tariffs", "steel", "rare-earths", "sanctions"})  # topics of measures
_QUOTING = frozenset({"quote", "quotes", "quotation", "quotations"})
_STATING = frozenset({"statement", "statements", "remarks", "comments", "words"})
_COUNTING = frozenset({"figures", "numbers", "statistics", "stats", "data"})
_GIVING = frozenset({"from", "by", "of"})
_REACTING = frozenset({"reaction", "reactions", "response", "responses"})
_ON = frozenset({"on", "about", "for", "of"})
# What a request begins with: "tell me about", "can you show me".
_LEAD = re.compile(
    r"(?:(?:can|could|would|will) (?:you|i) )?(?:please )?(?:(?:tell|show|give|find|get) (?:me|us)"
    r"|is it (?:true|right|correct)(?: that)?|do (?:we|you) know (?:if|whether|what|who)"
    r"|look up|search for|list|i(?: want|['’]d like)(?: to (?:know|see))?)\b",
    re.IGNORECASE,
)
_PRINTED = frozenset({"in", "from", "by", "did", "does", "has", "per"})  # before an outlet
_JOINING = frozenset({"and", "or"})
_OF = frozenset({"about", "of", "regarding", "concerning", "on"})
# Words that say nothing behind one of these: "how big", "what is new".
_BEFORE = {
    **dict.fromkeys(("big", "high", "large", "low", "many", "much", "often", "small"), ("how",)),
    "new": ("anything", "something", "is", "what's", "whats", "what’s"),
}


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
        return cls(asks=bool(words) and words[0].value.lower().strip(EDGE) in _ASKING)


def says(words: list[Piece]) -> bool:
    """Whether it is somebody's words that are asked for."""
    return any(word.value.lower().strip(EDGE) in SAYING | _WANTING for word in words)


def lead_left_out(words: list[Piece]) -> list[Piece]:
    """A request without what it begins with: "the plant" of "tell me about the plant"."""
    found = _LEAD.match(" ".join(word.value for word in words))
    return words[len(found[0].split()) :] if found else words


def counts(words: list[Piece]) -> bool:
    """Whether an amount is asked for: "how big is …", "how many …"."""
    first = tuple(word.value.lower().strip(EDGE) for word in words[:2])
    return len(first) == 2 and first[0] in _BEFORE.get(first[1], ())


def is_idle(word: str) -> bool:
    """Whether a typed word is too common to be searched for."""
    return all(part in _IDLE for part in folded(word))


def split(pieces: list[Piece]) -> list[str]:
    """Tokens without signs at their edges and between them; "U.S." keeps its points."""
    parts = (part.strip(EDGE) for piece in pieces for part in _SPLIT.split(piece.value))
    dotted = (f"{part}." if re.fullmatch(r"(?:\w\.)+\w", part) else part for part in parts)
    return [part for part in dotted if part and part not in ("AND", "OR", "NOT", "NEAR")]


def read_tokens(reading: Narrowing, speech: Speech, tokens: list[str]) -> None:
    """Read all tokens, in order."""
    lower = [token.lower() for token in tokens]
    at = 0
    while at < len(tokens):
        if own := _of_the_question(reading, speech, lower, at):
            at += own
            continue
        word, before = lower[at], "".join(lower[at - 1 : at])
        if word in _OF:
            speech.spoken_of = speech.kinds == SAID and not reading.speakers
        known, others = len(reading.named), len(reading.entities)
        at += _name(reading, tokens, at) or _plain(reading, tokens[at])
        new = reading.named[known:]
        if before == "from" and len(new) == 1 and persons_words(new[0]):
            _speak(reading, new)  # "the latest from Roth"
        if new:
            speech.together = [*speech.together, *new] if before in _JOINING else [*new]
        if word not in _IDLE:
            named, more = len(reading.entities) > others, "".join(lower[at : at + 1]) in _JOINING
            _turn(reading, speech, named=named, more=more)
    if speech.timed and _MEASURED.intersection(reading.topics):
        speech.kinds = (ClaimKind.MEASURE,)


def _of_the_question(reading: Narrowing, speech: Speech, lower: list[str], at: int) -> int:
    """How many words from here say how it is asked ("said", "quotes by"), not what about."""
    word, before, after = lower[at], "".join(lower[at - 1 : at]), "".join(lower[at + 1 : at + 2])
    if word in SAYING | _WANTING:
        if speech.asks or reading.entities or reading.shared or after == "by":
            speech.kinds = (ClaimKind.POSITION,) if word in _WANTING else SAID
            _speak(reading, speech.together)
            speech.speaks, speech.together = after == "by", []
            return 1
        return 1 if reading.speakers else 0  # "did Roth say he wants …"
    if word in _TELLING and speech.asks and not speech.kinds and before not in _ARTICLES:
        if named := bool(reading.entities or reading.shared):  # "what did the bureau report?"
            speech.kinds = SAID
            _speak(reading, speech.together)
        return int(named or bool(reading.outlets))
    if taken := _of_kinds(reading, speech, before, word, after):
        return taken
    if word in _TIMING and lower[0] == "when" and not speech.kinds:
        speech.timed = True
        return 1
    stands = speech.asks and word in ("force", "effect") and before in ("in", "into")
    idle = before in _BEFORE.get(word, ()) or (word in _HEARERS and _told(lower[:at]))
    return int(stands or idle)


def _of_kinds(reading: Narrowing, speech: Speech, before: str, word: str, after: str) -> int:
    """How many words from here name a kind: "quotes by", "figures on", "according to"."""
    kinds = (ClaimKind.QUOTE,) if word in _QUOTING else SAID
    by_whom = word in _QUOTING | _STATING and after in _GIVING
    if by_whom or (word, after) == ("according", "to"):
        speech.kinds, speech.speaks, speech.together = kinds, True, []
        return 2
    if word in _QUOTING and not after and (reading.entities or reading.shared):
        speech.kinds = kinds  # "Roth quotes"
        _speak(reading, speech.together)
        return 1
    if word in _REACTING and after in ("to", "on") and not speech.kinds:
        speech.kinds = SAID
        return 2
    if word in _COUNTING and after in _ON and not speech.kinds:
        speech.kinds = (ClaimKind.FIGURE,)
        return 1
    if word == "rate" and after in ("on", "for") and before in _RATED and not speech.kinds:
        speech.kinds = (ClaimKind.MEASURE,)  # "what is the rate on steel?"
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


def _name(reading: Narrowing, tokens: list[str], at: int) -> int:
    """How many tokens from here name an outlet, a country, a speaker or a topic; 0 if none do."""
    if printed := _outlet(reading, tokens, at):
        return printed
    for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
        words = " ".join(tokens[at : at + length])
        if length == 1 and words.lower() in _IDLE and words != "US":
            return 0
        if _known(reading, words):
            return length
    return _titled(reading, tokens, at)


def _outlet(reading: Narrowing, tokens: list[str], at: int) -> int:
    """How many tokens name an outlet in full behind "in", "from" or "did" ("in the Lantern")."""
    before = [token.lower() for token in tokens[max(0, at - 2) : at]]
    if before[-1:] == ["the"]:
        before.pop()
    if not before or before[-1] not in _PRINTED:
        return 0
    for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
        words = " ".join(tokens[at : at + length])
        if named := outlet_named(words, reading.vocabulary.outlets):
            reading.outlets.append(named)
            return length
    return 0


def _titled(reading: Narrowing, tokens: list[str], at: int) -> int:
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
