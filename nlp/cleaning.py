"""What is taken out of a text once, before any offset into it exists.

PostgreSQL refuses NUL, every store refuses lone surrogates, bidirectional overrides can
make a quotation read backwards: none of them may reach a stored article. A text of
printable characters and line feeds comes out unchanged.
"""

from __future__ import annotations

import re

# One line feed per line break, whatever wrote the file (the page and line separators of
# Unicode, vertical tab, form feed and NEL end lines too).
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

REMOVED = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls; tab and line ends stay
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff"  # lone surrogates
    "\ufeff"  # byte order mark, also where files were joined
    "\ufdd0-\ufdef"
    + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17))
    + "]"
)


def clean(text: str) -> str:
    """Give the text that offsets count in: line feeds only, nothing that stores refuse.

    Line breaks of every kind become one line feed, a tab becomes a space; controls, lone
    surrogates, noncharacters, byte order marks and bidirectional overrides vanish. All
    else, blank lines at the start included, stays. Linear in the length of the text;
    cleaning twice changes nothing.
    """
    return REMOVED.sub("", _LINE_BREAKS.sub("\n", text)).replace("\t", " ")
