"""Foreign words made harmless for Slack, and cut where Slack sets a limit.

Blocks hold foreign words only in rich text, which Slack shows as it stands: no markup is
read there and nothing has to be altered. The top-level `text` is read as markup and knows
no escape for formatting, and a zero-width character beside an asterisk makes formatting
easier, not harder. So there, and only there, such a sign gives way to its look-alike.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# chat.postMessage cuts `text` at 40,000 without a word.
LONGEST_TEXT = 38_000
_CUT = "\n… (The rest of this text is cut here; the message itself goes on.)"
_LONGEST_URL = 1_000

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LOOK_ALIKES = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ", "@": "＠", ":": "꞉"}
_LIVE = re.compile(
    r"(?P<quote>^\s*(?:>|&gt;))"
    r"|(?P<entity>[&<>])"
    r"|(?P<format>[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))"
    r"|(?P<at>@(?=(?i:here|channel|everyone)\b)|(?:^|(?<=[\w*~`]))@)"
    # "mailto:", "://" and ":name:", but neither "said: so" nor "10:30:45" nor "page:c2"
    r"|(?P<colon>(?<=mailto):|(?<![A-Za-z0-9]):(?=[\w+-])"
    r"|:(?=//|[\w+-]{1,100}:)(?!(?<=[0-9]:)[0-9]+:))"
)
_ADDRESS = re.compile(r"https?://[^\s<>|]+")
_IN_ADDRESS = re.compile(r"[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def escape(words: str, addresses: frozenset[str] = frozenset()) -> str:
    """One line of foreign words for `text`: no mention, link, quotation or formatting is left.

    One of the given `addresses` stays one, so that sources can be followed.
    """
    if words in addresses:
        encoded = _IN_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", words)
        return encoded.replace("&", "&amp;")
    return _LIVE.sub(_harmless, words)


def _harmless(match: re.Match[str]) -> str:
    sign = match[0]
    if match["quote"]:
        return sign.replace("&gt;", "›").replace(">", "›")
    return _ENTITIES.get(sign) or _LOOK_ALIKES[sign]


def escaped_length(words: str) -> int:
    """The length of words as Slack counts them: after its three escapes."""
    return len(words) + 4 * words.count("&") + 3 * (words.count("<") + words.count(">"))


def cut_text(text: str, limit: int = LONGEST_TEXT) -> str:
    """A top-level text within the limit, with a clear mark where it had to be cut.

    No escape is torn: the cut falls before one.
    """
    if len(text) <= limit:
        return text
    kept = text[: limit - len(_CUT)]
    torn = kept.rfind("&", len(kept) - 5)
    if torn >= 0 and ";" not in kept[torn:]:
        kept = kept[:torn]
    return kept + _CUT


def shorten(words: str, limit: int) -> str:
    """At most `limit` characters; a cut shows as an omission mark."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def break_up(words: str, limit: int) -> list[str]:
    """The words in pieces of at most `limit` characters, cut at spaces where there are any."""
    pieces = []
    while len(words) > limit:
        at = words.rfind(" ", limit // 2, limit) + 1 or limit
        pieces.append(words[:at])
        words = words[at:]
    return [*pieces, words]


def safe_host(url: str | None) -> str | None:
    """The host of an address that may become a link; None for any other address."""
    if not url or len(url) > _LONGEST_URL or not url.isprintable() or not _ADDRESS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host if host and "@" not in parts.netloc else None
