"""Which topics a text speaks of: whole words, as `lexicons/topics.toml` lists them."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import resources
from itertools import product

_KEY = re.compile(r"[a-z][a-z0-9-]{0,30}")
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|%")
_NUMBER = "#"
_ALL_LEAD = ("measure", "figure", "said")
_LEADS = {
    **dict.fromkeys(("measure", "measures"), "measure"),
    **dict.fromkeys(("figure", "figures"), "figure"),
    **dict.fromkeys(("said", "quote", "quotes", "statement", "statements"), "said"),
    **dict.fromkeys(("position", "positions"), "said"),
}
_LISTS = ("words", "patterns", "unless", "asked", "echoes", "related", "leads")
_FIELDS = {"key", "name", "title", "summary", *_LISTS}
# Letters, digits, signs that part words, and the two signs of the little language.
_PHRASE = re.compile(r"[\w\s'’.,%/&|#-]{1,200}")
_MOST_WAYS = 512
_LONGEST = 12  # words of a phrase
MOST = 15  # topics that a newsroom may add: Slack takes fifty commands in all


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
    echoes: tuple[str, ...] = ()  # words that mean it where its article speaks of it elsewhere
    related: tuple[str, ...] = ()  # keys of topics that its answers take in


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases; `keys` are the topics of a phrase ending here."""

    after: dict[str, _Node] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Topics:
    """All topics that are asked about, and how texts and typed words are matched to them."""

    every: tuple[Topic, ...]
    digest: str  # "" for the shipped topics alone: the code's own version stands for them
    trees: tuple[_Node, ...]
    echoes: _Node
    asked: dict[str, str]

    @classmethod
    def of(
        cls, shipped: tuple[Topic, ...], own: tuple[Topic, ...] = (), digest: str = ""
    ) -> Topics:
        """The shipped topics and a newsroom's own, whose phrases take words from no other topic.

        Raises ValueError where two keys are one, or a topic is related to none of these.
        """
        every = (*shipped, *own)
        _check(every)
        asked = {word: each.key for each in reversed(every) for word in asked_words(each)}
        trees = (_tree(shipped), *(_tree((each,)) for each in own))
        echoes = _tree(tuple(replace(each, words=each.echoes) for each in every))
        return cls(every=every, digest=digest, trees=trees, echoes=echoes, asked=asked)

    def within(self, text: str) -> tuple[str, ...]:
        """Keys of the topics that a text speaks of, in the order of `every`."""
        words = tokens(text)
        found = {key for tree in self.trees for keys in _phrases(words, tree) for key in keys}
        return tuple(topic.key for topic in self.every if topic.key in found)

    def echoed(self, text: str, told: Iterable[str]) -> tuple[str, ...]:
        """Keys of the topics in `told`, those of a whole article, that a text in it goes on
        with: "lifting the duty", where tariffs were spoken of."""
        found = {key for keys in _phrases(tokens(text), self.echoes) for key in keys}
        return tuple(key for key in told if key in found)

    def named(self, words: str) -> str | None:
        """The key of the topic that typed words as a whole mean; None if they mean none."""
        return self.asked.get(" ".join(tokens(words)))

    def topic(self, key: str) -> Topic | None:
        """The topic of that key."""
        return next((each for each in self.every if each.key == key), None)

    def title(self, key: str) -> str:
        """What the topic of that key is called."""
        return found.title if (found := self.topic(key)) else key


def read(toml: str) -> tuple[Topic, ...]:
    """The topics of a lexicon in TOML; ValueError says what is wrong with it."""
    table = tomllib.loads(toml)
    entries = table.get("topic", [])
    listed = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if not listed or set(table) - {"topic"}:
        raise ValueError("it may hold nothing but [[topic]] tables")
    return tuple(map(_topic, entries))


def extended(toml: str) -> Topics:
    """The shipped topics with those of a newsroom's own lexicon; ValueError says what is wrong."""
    own = read(toml)
    if len(own) > MOST:
        raise ValueError(f"it lists {len(own)} topics, and {MOST} is the most")
    digest = hashlib.sha256(toml.encode()).hexdigest() if own else ""
    return Topics.of(SHIPPED.every, own, digest)


def _topic(entry: dict[str, object]) -> Topic:
    """One topic of a lexicon; of a newsroom's own, only key (or name) and words must be given."""
    name = str(entry.get("name", entry.get("key", "")))
    key = str(entry.get("key", "-".join(tokens(name))))
    title = str(entry.get("title", name))
    if not _KEY.fullmatch(key):
        raise ValueError(f"a topic's key is small letters, digits and hyphens, not {key[:40]!r}")
    summary = str(entry.get("summary", f"Everything about {title}: measures, figures, words."))
    if not (
        0 < len(title) <= 60 and 0 < len(summary) <= 100 and _printed(title) and _printed(summary)
    ):
        raise ValueError(
            f"the topic {key} needs a title of at most 60 characters, a summary of 100"
        )
    if unknown := set(entry) - _FIELDS:
        raise ValueError(f"the topic {key} has the field {min(unknown)[:40]!r}, which says nothing")
    lists = {name: _strings(key, name, entry.get(name, [])) for name in _LISTS}
    words = (*lists["words"], *lists["patterns"])
    if not words:
        raise ValueError(f'the topic {key} needs words = ["..."]')
    leads = tuple(dict.fromkeys(_LEADS.get(lead, "") for lead in lists["leads"])) or _ALL_LEAD
    if "" in leads:
        raise ValueError(f"the topic {key} may lead with measure, figure or said only")
    return Topic(
        key=key,
        title=title,
        summary=summary,
        leads=leads,
        words=words,
        unless=lists["unless"],
        asked=lists["asked"],
        echoes=lists["echoes"],
        related=lists["related"],
    )


def _printed(text: str) -> bool:
    return text.isprintable() and not text.isspace()


def _strings(key: str, field: str, value: object) -> tuple[str, ...]:
    """A list of phrases; ValueError where it is none or one of them can never match."""
    found = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(found) != len(value):
        raise ValueError(f'the topic {key}: {field} is a list such as ["soy", "soybean|soybeans"]')
    if field in ("words", "patterns", "unless", "asked", "echoes"):
        for phrase in found:
            if not phrase.strip() or not _PHRASE.fullmatch(phrase) or _too_many(phrase):
                raise ValueError(
                    f"the topic {key}: {phrase[:40]!r} is no phrase; write words, a|b for either, "
                    "# for a number"
                )
    return tuple(found)


def _too_many(phrase: str) -> bool:
    """Whether a phrase stands for nothing, or for more token sequences than a tree should hold."""
    ways, steps = 1, phrase.split()
    for step in steps:
        choices = step.split("|")
        if not all(choice == _NUMBER or tokens(choice) for choice in choices):
            return True
        ways *= len(choices)
    return ways > _MOST_WAYS or len(steps) > _LONGEST


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


def _check(topics: tuple[Topic, ...]) -> None:
    keys = Counter(topic.key for topic in topics)
    if twice := next((key for key, times in keys.items() if times > 1), None):
        raise ValueError(f"two topics have the key {twice}; those that ship count too")
    for each in topics:
        if not {*each.related} <= {*keys}:
            raise ValueError(f"the topic {each.key} is related to one that is not listed")


def asked_words(each: Topic) -> tuple[str, ...]:
    """The words that mean this topic where somebody types them, in plain form."""
    phrases = (each.key, each.title, *each.asked, *each.words)
    ways = (way for phrase in phrases for way in _ways(phrase) if _NUMBER not in way)
    return tuple(dict.fromkeys(map(" ".join, ways)))


_LEXICON = resources.files("nlp") / "lexicons" / "topics.toml"
SHIPPED = Topics.of(read(_LEXICON.read_text(encoding="utf-8")))
