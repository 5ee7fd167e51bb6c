"""Plain text: the whole file is the article, word for word."""

from __future__ import annotations

from bot.reading.encoding import decode
from bot.reading.facts import Facts, parsed
from handlers.newsroom import ParsedArticle
from nlp.cleaning import clean


def read_plain(source: str, data: bytes) -> ParsedArticle:
    """Keep the file's text as it is; headline, byline and contact lines go aside."""
    return parsed(source, clean(decode(data)), Facts())
