"""A schema.org article in JSON: found wherever it is usually put, read with tolerance."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from bot.reading.facts import Facts

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"

_MOST_NODES = 2_000  # looked at in search of an article
_NESTS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "article")
_ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report"})


class NotJson(ValueError):
    """The text is no JSON; the message says where it breaks."""


def load_json(text: str) -> Json:
    """Read JSON; raises NotJson for broken, over-deep or absurd input."""
    try:
        loaded: Json = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotJson(f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise NotJson("nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise NotJson("a number is too long") from error
    return loaded


def find_articles(data: Json) -> list[Mapping[str, Json]]:
    """Give the articles in it, outermost first: plain, in an array, under @graph …"""
    return [node for node in _nodes(data) if _is_article(node)]


def _nodes(data: Json) -> Iterator[Mapping[str, Json]]:
    """Walk over objects where articles are usually put, breadth first, bounded."""
    waiting = deque([data])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, Mapping):
            yield node
            waiting.extend(node[nest] for nest in _NESTS if nest in node)


def _is_article(node: Mapping[str, Json]) -> bool:
    """Tell an article by its type or, without any type, by having a body."""
    kinds = node.get("@type")
    if kinds is None:
        return isinstance(node.get("articleBody"), str)
    names = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    short = [name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str)]
    return any(name.endswith("Article") or name in _ARTICLE_TYPES for name in short)


def facts_of(article: Mapping[str, Json]) -> Facts:
    """Read the metadata of a schema.org article."""
    return Facts(
        headline=_words(article.get("headline")) or _words(article.get("name")),
        byline=_names(article.get("author")) or _names(article.get("creator")),
        outlet=_names(article.get("publisher")) or _names(article.get("sourceOrganization")),
        published=_words(article.get("datePublished")),
        url=_words(article.get("url"))
        or _address(article.get("mainEntityOfPage"))
        or _address(article.get("@id")),
        language=_language(article.get("inLanguage")),
    )


def body_of(article: Mapping[str, Json]) -> str:
    """Give the article's body as it stands; "" where there is none."""
    body = article.get("articleBody") or article.get("text")
    if isinstance(body, list):
        return "\n".join(part for part in body if isinstance(part, str))
    return body if isinstance(body, str) else ""


def _words(value: Json) -> str | None:
    """Give a text value, of a list its first, of a language-tagged object its value."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("@value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**9 else None
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _names(value: Json) -> str | None:
    """Give the names of people or organisations, joined as a byline joins them."""
    entries = value if isinstance(value, list) else [value]
    found = [_words(e.get("name")) if isinstance(e, Mapping) else _words(e) for e in entries[:20]]
    names = [name for name in found if name and "://" not in name]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part) or None


def _address(value: Json) -> str | None:
    """Give an address that is written as text or as an object with an @id."""
    return _words(value.get("@id") or value.get("url") if isinstance(value, Mapping) else value)


def _language(value: Json) -> str | None:
    """Give a language tag that is written as text or as a Language object."""
    if isinstance(value, Mapping):
        return _words(value.get("alternateName")) or _words(value.get("name"))
    return _words(value)
