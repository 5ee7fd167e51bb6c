"""The text of a parsed passage, joined but once, and its words side by side."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_KEY = "claimwire text"


def text_of(doc: Doc) -> str:
    """The passage's words as they stand; spaCy would join them anew at each look."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text


def next_to(token: Token, step: int = 1) -> Token:
    """The word so many places behind a word, or before it; the word itself where there is none.

    spaCy's own `nbor` raises at either end of a passage, and any passage may end anywhere.
    """
    place = token.i + step
    return token.doc[place] if 0 <= place < len(token.doc) else token
