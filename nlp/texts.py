"""The text of a parsed passage, joined once however often the rules look at it."""

from __future__ import annotations

from spacy.tokens import Doc

_KEY = "claimwire text"


def text_of(doc: Doc) -> str:
    """The passage's words as they stand; spaCy would join them anew at each look."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
