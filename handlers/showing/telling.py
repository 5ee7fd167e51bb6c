"""How a card tells who said it, by which cue, to whom and where: the same on every platform."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handlers.reply import ClaimCard

_TO_SOMEBODY = frozenset({"told", "tells", "tell", "asked", "urged", "warned", "reminded"})
# After these the place follows without a comma: "said in a statement", "wrote on X".
_LEADING_ON = _TO_SOMEBODY | frozenset(
    {"said", "says", "say", "wrote", "writes", "write", "posted", "posts", "announced"}
    | {"declared", "testified", "spoke", "stated", "tweeted", "joked", "repeated", "acknowledged"}
)
_BEFORE_NAMES = frozenset({"according to"})
# What verbs of a mood begin with: behind one of them the mood says nothing more.
_MOODS = {
    "asked": "ask urg call demand appeal plead pled beg request seek sought press invit implor want"
    " question wonder encourag",
    "denied": "den refut reject dismiss disput contradict",
    "threatened": "threat warn",
    "promised": "promis pledg vow commit guarantee",
}
_LED = re.compile(r"(?:in|at|on|via|during|before|from|outside)\s", re.IGNORECASE)
_AT = re.compile(r"(?:conference|hearing|rally|briefing|White House|summit|meeting|event)$")
_ON = re.compile(r"(?:Truth Social|Twitter|\bX|Facebook|Instagram|social media|Capitol Hill)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The words around a speaker's name: "According to" before it, or "told reporters" behind."""

    before: str = ""
    cue: str = ""
    asides: tuple[str, ...] = ()  # the date, the mood, what the cue does not lead on to


def telling(card: ClaimCard, plain: Callable[[str], str] = str) -> Telling:
    """What stands before and behind the name; `plain` is put on each piece of foreign text."""
    typed = card.cue if any(map(str.isalpha, card.cue)) else ""  # a script's colon is no word
    cue, before, asides = plain(typed), "", list[str]()
    if card.cue.lower() in _BEFORE_NAMES:
        before, cue = f"{cue[:1].upper()}{cue[1:]}", ""
    leads_on = card.cue.lower() in _LEADING_ON
    for words in _whereabouts(card, plain):
        if leads_on:
            cue = f"{cue} {words}"
        else:
            asides.append(words)
    if card.said:
        asides.append(plain(card.said))
    if _tells_mood(card):
        asides.append(plain(card.modality))
    return Telling(before=before, cue=cue, asides=tuple(asides))


def _whereabouts(card: ClaimCard, plain: Callable[[str], str]) -> Iterator[str]:
    """To whom and where: "reporters", "to the jury", "in a statement"."""
    if card.addressee and not _begins_with(card, card.addressee):
        straight = card.cue.lower() in _TO_SOMEBODY
        yield plain(card.addressee) if straight else f"to {plain(card.addressee)}"
    if card.venue:
        yield f"{_preposition(card.venue)}{plain(card.venue)}"


def _begins_with(card: ClaimCard, addressee: str) -> bool:
    """Whether the words go on with whom they are for: "urged" and "India to lift it"."""
    return bool(card.words) and card.words[0].casefold().startswith(f"{addressee.casefold()} ")


def _preposition(venue: str) -> str:
    """ "at " before a briefing, "on " before a network, "in " before a statement or a city."""
    if _LED.match(venue):
        return ""
    return "at " if _AT.search(venue) else "on " if _ON.search(venue) else "in "


def _tells_mood(card: ClaimCard) -> bool:
    """Whether the modality says more than the cue ("denied" behind "denies" does not)."""
    roots = (card.modality[:3], *_MOODS.get(card.modality, "").split())
    told = any(root in card.cue.lower() for root in roots) or card.kind == "position"
    return card.modality != "stated" and not (told and card.modality != "conditional")
