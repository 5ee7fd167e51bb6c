"""Which files are articles, and how large one may be; light enough for the main process."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath
from urllib.parse import urlsplit

from handlers.errors import ArticleRefused

LARGEST_FILE = 10_000_000  # bytes
LONGEST_TEXT = 200_000  # characters

_NOT_ARTICLES = frozenset({"readme.md", "sources.md"})


class Format(StrEnum):
    """The formats that can be read."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    JSON = "JSON"


_FORMATS = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonld": Format.JSON,
}

_WAYS_OUT = {
    ".pdf": "A PDF cannot be read: save the article as .txt, .md or .html.",
    ".doc": "A Word file cannot be read: save the article as .txt or .html.",
    ".docx": "A Word file cannot be read: save the article as .txt or .html.",
    ".odt": "An OpenDocument file cannot be read: save the article as .txt or .html.",
    ".rtf": "An RTF file cannot be read: save the article as .txt or .html.",
    ".epub": "An e-book cannot be read: save the article as .txt or .html.",
    ".zip": "An archive cannot be read: unpack it and name the folder.",
    ".gz": "A compressed file cannot be read: unpack it first.",
    ".xml": "An XML file cannot be read: save the article as .html, .json or .txt.",
}


def is_article(name: str) -> bool:
    """Tell whether a file found in a folder is to be read; others are passed over."""
    path = PurePath(name)
    lowered = path.name.lower()
    if lowered.startswith((".", "~", "_")) or lowered in _NOT_ARTICLES:
        return False
    return not lowered.endswith(".gold.json") and path.suffix.lower() in _FORMATS


def format_of(name: str, data: bytes) -> Format:
    """Tell the format by the name's ending or, for an address without one, by content.

    Raises ArticleRefused for a format that cannot be read, with the way out.
    """
    address = name.startswith(("http://", "https://"))
    suffix = PurePath(urlsplit(name).path if address else name).suffix.lower()
    if suffix in _FORMATS:
        return _FORMATS[suffix]
    if suffix in _WAYS_OUT:
        raise ArticleRefused(_WAYS_OUT[suffix])
    if address or not suffix:
        return _sniffed(data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower())
    raise ArticleRefused(
        f"A {suffix[:20]} file cannot be read: articles end in .txt, .md, .html or .json."
    )


def check_size(size: int) -> None:
    """Refuse what is empty or too large to be an article; `size` in bytes."""
    if size == 0:
        raise ArticleRefused("The file is empty.")
    if size > LARGEST_FILE:
        raise ArticleRefused(
            f"The file has {size / 1e6:.0f} MB, more than the {LARGEST_FILE // 1_000_000} MB "
            "that one article may have: split it."
        )


def _sniffed(start: bytes) -> Format:
    """Guess the format from how a file starts."""
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<article")):
        return Format.HTML
    if start.startswith((b"{", b"[")):
        return Format.JSON
    return Format.MARKDOWN if start.startswith(b"---\n") else Format.PLAIN
