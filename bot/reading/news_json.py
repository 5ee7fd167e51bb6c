"""JSON: one schema.org NewsArticle per file."""

from __future__ import annotations

import html
import re

from bot.reading.encoding import decode
from bot.reading.facts import parsed
from bot.reading.html import paragraphs_of
from bot.reading.schema_org import NotJson, body_of, facts_of, find_articles, load_json
from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle
from nlp.cleaning import clean

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|template)\b", re.I
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


def read_json(source: str, data: bytes) -> ParsedArticle:
    """Read the one NewsArticle of a file: bare, in an array, or under @graph."""
    try:
        articles = find_articles(load_json(decode(data).removeprefix("\ufeff")))
    except NotJson as error:
        raise ArticleRefused(f"The file is not valid JSON ({error}).") from error
    with_body = [article for article in articles if body_of(article).strip()]
    if not articles:
        raise ArticleRefused("The JSON holds no NewsArticle as schema.org describes it.")
    if not with_body:
        raise ArticleRefused("The NewsArticle in the JSON has no articleBody text.")
    if len(with_body) > 1:
        raise ArticleRefused(f"The JSON holds {len(with_body)} articles: give each its own file.")
    return parsed(source, _text(body_of(with_body[0])), facts_of(with_body[0]))


def _text(body: str) -> str:
    """Give the paragraphs of a body, which may be written in HTML, one per line."""
    if _TAG.search(body):
        return paragraphs_of(body)
    if _ENTITY.search(body):
        body = html.unescape(body)
    return "\n".join(line.strip() for line in clean(body).split("\n") if line.strip())
