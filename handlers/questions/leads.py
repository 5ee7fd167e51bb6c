"""What a request begins with before it says what is wanted: "tell me about", "show me the"."""

from __future__ import annotations

import re

from handlers.questions.operators import Piece
from handlers.questions.question_words import LEAD

_SHOWING = re.compile(
    r"(?:show|open|display)(?: me| us)?\s+|(?:can|could|would|will) (?:you|we|i)\s+|please\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|all|a|an)\s+", re.IGNORECASE)


def lead_left_out(words: list[Piece]) -> list[Piece]:
    """A request without what it begins with: "the plant" of "tell me about the plant"."""
    while found := LEAD.match(" ".join(word.value for word in words)):
        words = words[len(found[0].split()) :]
    return words


def without_lead(line: str) -> str:
    """The same of a line that may go on with a command: "ledger" of "show me the ledger"."""
    left = line.strip()
    while found := _SHOWING.match(left) or LEAD.match(left):
        left = left[found.end() :].strip()
    return _ARTICLE.sub("", left, count=1) if left != line.strip() else line
