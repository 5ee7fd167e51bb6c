"""The one door of reading: bytes with a name in, a parsed article or a refusal out."""

from __future__ import annotations

from bot.reading.files import Format, check_size, format_of
from bot.reading.html import read_html
from bot.reading.markdown import read_markdown
from bot.reading.news_json import read_json
from bot.reading.plain import read_plain
from handlers.newsroom import ParsedArticle

_READERS = {
    Format.PLAIN: read_plain,
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_html,
    Format.JSON: read_json,
}


def read(name: str, data: bytes) -> ParsedArticle:
    """Read an article from the bytes of a file (or of the answer of an address).

    Belongs in a worker process: a hostile file may take long or much memory. Raises
    ArticleRefused with one sentence that says why, and what to do.
    """
    check_size(len(data))
    return _READERS[format_of(name, data)](name, data)
