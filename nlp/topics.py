"""Which topics a text speaks of: whole words, as `lexicons/topics.toml` lists them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from itertools import product

_KEY = re.compile(r"[a-z][a-z0-9-]{0,31}")
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|%")
_LEADS = frozenset({"measure", "figure", "said"})
_NUMBER = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic: its command name, what it is called, and which findings lead.

    `leads` holds "measure", "figure" and "said" in the order of their weight; `words`
    and `unless` are phrases in the little language that the lexicon explains.
    """

    key: str
    title: str
    summary: str
    leads: tuple[str, ...]
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()  # words that mean the topic only when somebody asks
    related: tuple[str, ...] = ()  # keys of topics that its answers take in


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases; `keys` are the topics of a phrase ending here."""

    after: dict[str, _Node] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    ends: bool = False


def read(toml: str) -> tuple[Topic, ...]:
    """The topics of a lexicon in TOML; ValueError says what is wrong with it."""
    topics = tuple(_topic(entry) for entry in tomllib.loads(toml).get("topic", ()))
    keys = [topic.key for topic in topics]
    if len(set(keys)) < len(keys):
        raise ValueError("two topics have the same key")
    for each in topics:
        if not set(each.related) <= set(keys):
            raise ValueError(f"the topic {each.key} is related to one that is not listed")
    return topics


def _topic(entry: dict[str, object]) -> Topic:
    key, summary = str(entry.get("key", "")), str(entry.get("summary", ""))
    words, unless = _strings(entry.get("words")), _strings(entry.get("unless"))
    leads = _strings(entry.get("leads"))
    if not _KEY.fullmatch(key):
        raise ValueError(f"a topic's key is small letters, digits and hyphens, not {key!r}")
    if not 0 < len(summary) <= 100:
        raise ValueError(f"the topic {key} needs a summary of at most 100 characters")
    if not words or not all(map(tokens, words)):
        raise ValueError(f"the topic {key} needs words")
    if not set(leads) <= _LEADS:
        raise ValueError(f"the topic {key} may lead with measure, figure or said only")
    return Topic(
        key=key,
        title=str(entry.get("title", key)),
        summary=summary,
        leads=leads,
        words=words,
        unless=unless,
        asked=_strings(entry.get("asked")),
        related=_strings(entry.get("related")),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and percent signs of a text, without capitals and accents."""
    return tuple(match.group() for match in _TOKEN.finditer(_plain(text)))


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _tree(topics: tuple[Topic, ...]) -> _Node:
    root = _Node()
    for each in topics:
        for phrase in each.words:
            for way in _ways(phrase):
                _end_of(root, way).keys.add(each.key)
        for phrase in each.unless:
            for way in _ways(phrase):
                _end_of(root, way)
    return root


def _ways(phrase: str) -> list[tuple[str, ...]]:
    """All the token sequences a phrase stands for."""
    steps = [
        [(_NUMBER,) if choice == _NUMBER else tokens(choice) for choice in step.split("|")]
        for step in phrase.split()
    ]
    return [tuple(token for part in way for token in part) for way in product(*steps)]


def _end_of(root: _Node, way: tuple[str, ...]) -> _Node:
    node = root
    for token in way:
        node = node.after.setdefault(token, _Node())
    node.ends = True
    return node


def _longest(root: _Node, words: tuple[str, ...], start: int) -> tuple[int, set[str]]:
    """The length of the longest phrase that starts here, and its topics."""
    node, length, keys = root, 0, set[str]()
    for at in range(start, len(words)):
        word = words[at]
        step = node.after.get(word)
        if step is None and word[0].isdigit():
            step = node.after.get(_NUMBER)
        if step is None:
            break
        node = step
        if node.ends:
            length, keys = at - start + 1, node.keys
    return length, keys


def _phrases(words: tuple[str, ...], root: _Node) -> Iterator[set[str]]:
    """The topics of each phrase, longest first at each place, none inside another."""
    at = 0
    while at < len(words):
        length, keys = _longest(root, words, at)
        yield keys
        at += max(length, 1)


def topics_in(text: str) -> tuple[str, ...]:
    """Keys of the topics that a text speaks of, in the order of `TOPICS`."""
    found = {key for keys in _phrases(tokens(text), _TREE) for key in keys}
    return tuple(topic.key for topic in TOPICS if topic.key in found)


def named(words: str) -> str | None:
    """The key of the topic that typed words as a whole mean; None if they mean none."""
    typed = tokens(words)
    return _ASKED.get(" ".join(typed))


def asked_words(each: Topic) -> tuple[str, ...]:
    """The words that mean this topic where somebody types them, in plain form."""
    phrases = (each.key, each.title, *each.asked, *each.words)
    ways = (way for phrase in phrases for way in _ways(phrase) if _NUMBER not in way)
    return tuple(dict.fromkeys(map(" ".join, ways)))


def topic(key: str) -> Topic | None:
    """The topic of that key."""
    return next((each for each in TOPICS if each.key == key), None)


_LEXICON = resources.files("nlp") / "lexicons" / "topics.toml"
TOPICS: tuple[Topic, ...] = read(_LEXICON.read_text(encoding="utf-8"))
_TREE = _tree(TOPICS)
_ASKED = {word: each.key for each in reversed(TOPICS) for word in asked_words(each)}
