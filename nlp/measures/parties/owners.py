"""Tells whose a tariff is by the words before it: who put it on, or who only bears it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.measures.kinds.bans import is_deed
from nlp.measures.moving_verbs import GO, GOES, MOVED, WAY, WENT
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties, Party
from nlp.tariff_words import tariff_words

_NOT_OWNER = re.compile(
    r"\b(?:(?<!called )(?<!calls )(?<!calling )on|from|against|for|to|of|than|with)(?: the)? $",
    re.I,
)
_BETWEEN_OWNER = re.compile(
    r"[;:,]|\b(?:faces?|pays?|attracts?|bears?|incurs?|carr(?:y|ies)|draws?|owes?|hits?|cuts?"
    r"|raises?|sets?|keeps?|puts?|met|and|on|to|of|in|is|was"
    r"|will|would|has|have|had|put|the|an?|for|by|from|with|says?|wins?|won|gets?|got|secures"
    r"|seeks?"
    r"|sought|wants?|fears?|avoids?|escapes?|dodges?|averts?|awaits?|welcomes?|slams?|blasts?"
    r"|condemns?|protests?|fights?|fought|challenges?|sues?|over|under|after|before|amid|as|despite"
    r"|said|that|who|goods|imports|products|exports)\b"
)
_ITS = re.compile(r"\b(?:its|their)(?: own)? $")
_DOING = re.compile(
    r" (?:could|may|might|will|would|to|has|had|is|was|(?!says\b|adds\b)[a-z]+s|[a-z]+ed)"
    r"(?: [a-z]+){0,3} "
)
_POSSESSED = re.compile(
    r"(?:’s?|'s?) (?:own )?[0-9.]+ ?(?:%|percent|per cent) $"
)  # "from Peru's 7% duty"
_GAPPED = re.compile(r"\band (?:the )?$")
_OF_LIST = re.compile(r"\b(?:from|of|on|against) (?:the )?[A-Z][\w.]+(?:, [A-Z][\w.]+)* and $")
_OF = re.compile(r" of (?:the )?")
_OVER = re.compile(  # "challenged Peru at the WTO over"
    r"(?: (?:at|before|to|in) (?:the )?(?:[A-Z]\w+(?: [A-Z]\w+){0,2}|court))? (?:over|about) "
)
_MOST_BETWEEN = 4
_ONCE_SIGNED = re.compile(
    r"\b(?:once|when|if|until|unless|after|as soon as) [^,;:.]{2,60}? (?:signs?|signed|approves?)\b"
)
_MOVING = re.compile(
    r"(?: rates?)? (?:(?:will|would|is to|is due to|is set to|could|may|now) )?"
    rf"(?:(?:(?:be|was|is|has been) {MOVED}|{GOES}|{GO}|{WENT}){WAY}"
    r" (?:from [0-9.]+ ?(?:%|percent|per cent) )?to "
    r"|(?:(?:be|was|is|has been) (?:set|fixed|left|kept)|stays?|stayed|remains?|remained|stands?"
    r"|stood) at |(?:be|is|was|has been) (?:now |still )?(?=[0-9]))"
)
_THAT_OF = re.compile(  # "Sweden's stays at 5%": the duty of which the words before tell
    r"(?:’s|'s) (?:stay|remain|go|went|rise|rose|fall|fell|drop)[a-z]*"
    r" (?:(?:now|still|up|down|back|only|just|at|to) )+"
)
_STANDS = re.compile(
    r" (?:is|was|has been|stands?|stood|remains?|stays?)(?: now| still| at)* (?=[0-9])"
)
_ON_GOODS = re.compile(r" (?:on|for) (?!all\b|everything\b|most\b)[a-z]")
_OWN_GOODS = re.compile(
    r"(?:’s|'s) (?!(?:US|U\.S\.|American|own|new|old|general|overall|reciprocal|baseline|current"
    r"|basic|tariff|effective|average|universal|emergency|headline|extra|additional|total|final"
    r"|special"
    r"|preferential|punitive|threatened|proposed|country-specific|latest|top|combined|import|trade"
    r"|[0-9][\w.,%]*)\b)(?:[a-z-]+ ){1,3}"
)
OWN = re.compile(r"\b(?:its|their)(?: own| [a-z-]+| [0-9.]+ ?%){0,3} $", re.I)
"""A pronoun that owns what is said behind it."""


def owner_of(rate: Rate, parties: Parties, text: str) -> tuple[str | None, tuple[str, ...]]:
    """The owner of the tariff ("American duties", "Canada's own 25% tariffs"), and the one
    who bears a mere rate ("its rate") or is named before the tariff ("China tariffs").
    """
    if rate.noun is None or is_deed(text[slice(*rate.noun)]):
        return None, () if rate.noun else _bearing_that(rate, parties, text)
    first = max(rate.near[0], min(rate.noun[0], rate.start) - 60)
    owners = [one for one in parties.within(first, rate.noun[0]) if _owns(one, rate, text)]
    of = _OF.match(text, rate.noun[1])  # "the common tariff of Mercosur is 35%"
    behind = parties.within(of.end(), of.end() + 1) if of else ()
    named = parties.within(*rate.noun) if rate.value is None else ()  # in "the 25% U.S. tariff"
    named = named or (() if owners else behind)
    if named and named[0].plain:
        return named[0].country, ()
    if not owners:
        return _by_pronoun(rate, parties, text), ()
    last = owners[-1]
    called = tariff_words().noun.search(text, *rate.noun) is not None
    doer = _doer_before(last, parties, text) if last.referred and called else None
    if doer is not None:
        return doer, ()
    if _moves(last, rate, text):
        return None, (last.country,)
    return _owner_or_bearer(owners, rate, text)


def _owner_or_bearer(
    owners: Sequence[Party], rate: Rate, text: str
) -> tuple[str | None, tuple[str, ...]]:
    """By how the last of those is named that stand before the tariff's noun."""
    last, noun = owners[-1], rate.noun or (rate.start, rate.end)
    name, words = last.country, text[last.start : last.end]
    if text[last.end : noun[0]].strip() in {"", "tariff"} and _ITS.search(text, 0, last.start):
        mine = [one.country for one in owners[:-1] if one.referred and one.country != name]
        return name, tuple(mine[-1:])  # "its U.S. tariff rate"
    if words == name and not text[last.end : noun[0]].strip():
        before = next((one for one in owners[:-1]), None)
        return before.country if before else None, (name,)
    called = text[slice(*noun)].lower() == "baseline" or tariff_words().noun.search(text, *noun)
    if not called and rate.value is not None:
        return None, (name,)
    return name, ()


def is_moved(rate: Rate, parties: Parties, text: str) -> bool:
    """Whether "Japan's tariff falls": it is the one it bears, unless it is known to charge."""
    if rate.noun is None:
        return bool(_bearing_that(rate, parties, text))
    near = parties.within(max(rate.near[0], rate.noun[0] - 60), rate.noun[0])
    return any(_owns(one, rate, text) and _moves(one, rate, text) for one in near[-1:])


def _bearing_that(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """Whose a rate without a noun is: "Sweden's stays at 5%"."""
    named = parties.within(max(rate.near[0], rate.start - 60), rate.start)
    meant = (one for one in named if one.plain and _THAT_OF.fullmatch(text, one.end, rate.start))
    return tuple(one.country for one in meant)


def _moves(owner: Party, rate: Rate, text: str) -> bool:
    """Whether a country's tariff moves by itself, on nobody's goods: it is the one it bears."""
    if rate.noun is None or not text.startswith(("'s ", "’s "), owner.end):
        return False
    if _OWN_GOODS.fullmatch(text, owner.end, rate.noun[0]) and not _ONCE_SIGNED.search(
        text, rate.end, rate.near[1]
    ):
        return False  # "Peru's wine tariff is 12%": on what others sell there
    if _MOVING.match(text, rate.noun[1]) is None:
        return False
    charges = _ON_GOODS.match(text, rate.end)
    return charges is None or _STANDS.match(text, rate.noun[1]) is None


def _doer_before(pronoun: Party, parties: Parties, text: str) -> str | None:
    """Who "could lower its tariff": a country just before a pronoun, with no comma between."""
    before = [p for p in parties.within(max(0, pronoun.start - 40), pronoun.start) if p.plain]
    if before and _OVER.fullmatch(text, before[-1].end, pronoun.start):
        return before[-1].country  # "backed Chile against Peru over its 12% duty"
    if not before or _DOING.fullmatch(text, before[-1].end, pronoun.start) is None:
        return None
    led = _NOT_OWNER.search(text[max(0, before[-1].start - 14) : before[-1].start])
    return None if led else before[-1].country


def _by_pronoun(rate: Rate, parties: Parties, text: str) -> str | None:
    """Who "its own duties" belong to: the last country named before in the sentence."""
    if rate.noun is None or tariff_words().noun.search(text, *rate.noun) is None:
        return None
    own = OWN.search(text, max(rate.near[0], rate.noun[0] - 40), rate.noun[0])
    if own is None:
        return None
    named = parties.within(rate.near[0], own.start())
    if named and named[-1].plain and _OVER.fullmatch(text, named[-1].end, own.start()):
        return named[-1].country
    plain = [p for p in named if not _NOT_OWNER.search(text[max(0, p.start - 14) : p.start])]
    return plain[-1].country if plain else None


def _owns(party: Party, rate: Rate, text: str) -> bool:
    """Whether only words of its own noun phrase part `party` from the tariff noun."""
    if rate.noun is None:
        return False
    gap = text[party.end : rate.noun[0]]
    theirs = _POSSESSED.match(gap)
    if (
        not theirs
        and gap.strip()
        and _NOT_OWNER.search(text[max(0, party.start - 14) : party.start])
    ):
        return False
    plain = re.sub(r"[0-9.,]+ ?(?:%|percent|per cent)", "", gap)
    if _OF_LIST.search(text, max(0, party.start - 40), party.start):
        return False  # "charged goods from Chad and Mali a tariff"
    if _GAPPED.search(text, max(0, party.start - 9), party.start):
        plain = re.sub(r"^ an? ", " ", plain)
    words = plain.split()
    if len(words) > _MOST_BETWEEN or _BETWEEN_OWNER.search(plain):
        return False
    if not party.plain and not party.referred and not gap.startswith(("'", "’")):
        return False
    return not any(word.endswith("ed") and word != "increased" for word in words)
