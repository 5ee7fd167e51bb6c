"""From bytes to characters: byte order mark, UTF-8, declared charset, and a guess last."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from handlers.errors import ArticleRefused

_SAMPLE = 65_536  # bytes looked at to guess
_BINARY = "The file is not text (it looks like a binary file): save the article as .txt or .html."

_MARKS = (  # the longer first: a UTF-32 mark starts like a UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00",
    b"{\\rtf",
)
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\x1b")))
_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*|<\?xml[^>]{0,100}encoding\s*=\s*)["']?\s*([A-Za-z0-9_.:\-]{2,40})""",
    re.IGNORECASE,
)
_LONG_RUN = re.compile(rb"[\x80-\xff]{5}")  # in Latin script letters of ASCII stand between
_LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
# What pages call by these names is read as its Windows superset, as browsers do.
_SUPERSETS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254"}


def decode(data: bytes, *, markup: bool = False) -> str:
    """Decode the bytes of a text file; `markup` trusts a charset that a page declares.

    Raises ArticleRefused for binary data and for text in no encoding we can tell.
    """
    if data.startswith(_MAGIC):
        raise ArticleRefused(_BINARY)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name)
    if wide := _unmarked_utf16(data[:_SAMPLE]):
        return data.decode(wide, errors="replace")
    if (text := _utf_8(data)) is None:
        return _eight_bit(data, _declared(data) if markup else None)
    if _control_share(data) > 0.1:
        raise ArticleRefused(_BINARY)
    return text


def _utf_8(data: bytes) -> str | None:
    """Decode UTF-8, also where surrogates are encoded in it or a few bytes are spoiled.

    Letters beyond ASCII are sound by chance only rarely: where most of them are, this is
    UTF-8, and what is not becomes a replacement character instead of spoiling them all.
    """
    try:
        return data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    spoiled = text.count("\ufffd")
    return text if sum(not char.isascii() for char in text) > 2 * spoiled else None


def _marked(data: bytes, name: str) -> str:
    """Decode what starts with a byte order mark."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise ArticleRefused(
            "The file starts like Unicode text and then breaks off: save it anew as UTF-8."
        ) from error


def _unmarked_utf16(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in Latin script every other byte is NUL."""
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if pairs and odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if pairs and even > 0.6 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _control_share(data: bytes) -> float:
    """Give the share of bytes that no text file has."""
    sample = data[:_SAMPLE]
    kept = sample.translate(None, delete=_CONTROLS)
    return (len(sample) - len(kept)) / max(1, len(sample))


def _declared(data: bytes) -> str | None:
    """Give the charset that a page declares near its start, by the codec's own name."""
    found = _DECLARED.search(data[:4096])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return None
    return _SUPERSETS.get(name, name) or None


def _eight_bit(data: bytes, declared: str | None) -> str:
    """Decode what is not UTF-8: as declared, or as the likeliest encoding that fits.

    Statistics tell the Windows encodings of Latin script apart badly (they read João as
    Joăo), so what can be the one that English is written in is read as that.
    """
    if _control_share(data) > 0.02:
        raise ArticleRefused(_BINARY)
    sample = data[:_SAMPLE]
    latin = not _LONG_RUN.search(sample)
    best = from_bytes(sample, cp_isolation=_LATIN if latin else None).best()
    candidates = [declared, "cp1252" if latin else None, best.encoding if best else None]
    for name in candidates:
        try:
            if name:
                return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ArticleRefused("The encoding of the file cannot be told: save it as UTF-8.")
