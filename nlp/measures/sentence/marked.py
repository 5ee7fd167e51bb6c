"""Reads how a passage is marked at its start: by a bullet, by a country's name and a colon."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.measures.sentence.frames import Frame
from nlp.names.parties import Parties

_BULLET = re.compile(
    r"\s*[•·▪●‣◦*–—-]\s*(?:[Tt]he )?"
    r"|[0-9]{1,2}[:.]?[0-9]{2} ?(?:[ap]\.?m\.?|GMT|BST|CET|ET)?\s*(?:[:–—-]\s*)?"  # of a live blog
)
_ITEM_MARK = re.compile(r"\s*[•·▪●‣◦*] ?")
_LABELS = re.compile(r": | [–—-] ")


def under_label(frame: Frame, parties: Parties, text: str) -> Frame:
    """The frame, where a passage opens with the country that it is about: "BRAZIL: A 50% American
    tariff took effect" hits Brazil, "PERU: Duties on Chilean wine were proposed" and "PERU: The
    ministry approved a duty" are Peru's.
    """
    label = label_of(parties, text)
    if label is None:
        return frame
    if frame.imposer and frame.imposer != label and not frame.targets:
        return replace(frame, targets=(label,))
    unknown = frame.imposer is None and label not in frame.targets
    if unknown and (frame.targets or frame.stranger or frame.official):
        return replace(frame, imposer=label, stranger=False, official=False)
    return frame


def opens_item(text: str) -> bool:
    """Whether a passage is an item of a list behind a bullet."""
    return _ITEM_MARK.match(text) is not None


def label_of(parties: Parties, text: str) -> str | None:
    """The country with whose name and a colon a passage opens, maybe behind a bullet."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    label = next((one for one in parties.within(start, start + 1) if one.plain), None)
    return label.country if label and _LABELS.match(text, label.end) else None
