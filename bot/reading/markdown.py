"""Markdown with front matter, in YAML or TOML: the fields above, the paragraphs below."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date

import yaml
from markdown_it import MarkdownIt

from bot.reading.encoding import decode
from bot.reading.facts import Facts, first_of, parsed
from bot.reading.html import paragraphs_of
from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle
from nlp.cleaning import clean

_MOST_FRONT_MATTER = 20_000  # characters
_YAML, _TOML = "---", "+++"
_HEADING = re.compile(r"\s*# +(?P<words>[^\n]{1,300})(?:\n|$)")

_FIELDS = {
    "headline": ("headline", "title"),
    "byline": ("byline", "author", "authors", "by"),
    "outlet": ("outlet", "publisher", "publication", "source", "site", "site_name"),
    "published": ("published", "date", "datepublished", "published_at", "pubdate"),
    "url": ("url", "link", "canonical", "canonical_url", "permalink"),
    "language": ("language", "lang", "inlanguage"),
}


class _PlainLoader(yaml.BaseLoader):
    """Every scalar stays the words it is; no alias, so no bomb can be built of them."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases, which front matter has no use for."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def read_markdown(source: str, data: bytes) -> ParsedArticle:
    """Read front matter and body; a first heading serves where no headline is given."""
    fence, front, body = _split(clean(decode(data)))
    facts = _facts(_toml(front) if fence == _TOML else _yaml(front))
    if heading := _HEADING.match(body):
        facts = first_of((facts, Facts(headline=_plain(heading["words"]))))
        body = body[heading.end() :]
    return parsed(source, _plain(body), facts)


def _split(text: str) -> tuple[str, str, str]:
    """Part the fence and front matter from the body; "" where there is none."""
    text = text.lstrip("\n")
    fence = text[:3]
    if fence not in (_YAML, _TOML) or text[3:4] != "\n":
        return "", "", text
    # Counted from the opening line's own end, so that an empty front matter closes too.
    front, closed, body = text[3:].partition(f"\n{fence}")
    if not closed or body[:1] not in ("", "\n", " ", fence[0]):
        name = "hyphens" if fence == _YAML else "plus signs"
        raise ArticleRefused(f"The front matter has no closing line of three {name} ({fence}).")
    if len(front) > _MOST_FRONT_MATTER:
        raise ArticleRefused(
            f"The front matter is longer than {_MOST_FRONT_MATTER:,} characters: keep "
            "only its fields."
        )
    return fence, front.removeprefix("\n"), body.partition("\n")[2]


def _toml(front: str) -> Mapping[str, object]:
    """Read the fields of TOML front matter, as some site generators write it."""
    try:
        return tomllib.loads(front)
    except (ValueError, RecursionError) as error:
        raise ArticleRefused("The front matter is not valid TOML.") from error


def _yaml(front: str) -> Mapping[str, object]:
    """Read the fields of YAML front matter."""
    loader = _PlainLoader(front)
    try:
        fields = loader.get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        raise ArticleRefused(f"The front matter is not valid YAML{where}.") from error
    finally:
        loader.dispose()
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict):
        raise ArticleRefused("The front matter is not a list of fields such as “headline: …”.")
    return {key: value for key, value in fields.items() if isinstance(key, str)}


def _facts(fields: Mapping[str, object]) -> Facts:
    """Find what we know of an article under the names that its fields usually have."""
    given = {key.lower(): value for key, value in fields.items()}
    return Facts(
        **{
            name: next((v for key in keys if (v := _words(given.get(key)))), None)
            for name, keys in _FIELDS.items()
        }
    )


def _words(value: object) -> str | None:
    """Give a field's words; of a list or of objects, their names joined."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        names = [name for entry in value[:20] if (name := _words(entry))]
        return " and ".join(p for p in (", ".join(names[:-1]), *names[-1:]) if p) or None
    if isinstance(value, date):  # TOML has a type for it
        return value.isoformat()
    if not isinstance(value, str) or value.lower() in ("null", "~"):
        return None
    return value.strip() or None


def _plain(markdown: str) -> str:
    """Give the paragraphs without mark-up; raw HTML in it is read like any HTML."""
    return paragraphs_of(MarkdownIt("commonmark").enable("table").render(markdown))
