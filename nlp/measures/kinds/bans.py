"""Finds bans on imports and quotas for them, as measures without a rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.kinds.acts import is_put, is_wished
from nlp.measures.kinds.barred import NO_TRADE, apart, find_barred, is_barring
from nlp.measures.kinds.export_controls import DENIED, is_halt
from nlp.measures.rates.finding import Rate, unrated
from nlp.names.parties import Parties

_DEED = (
    r"(?:ban(?:s|ned|ning)?|bar(?:s|red|ring)?|block(?:s|ed|ing)?|prohibit(?:s|ed|ing)?"
    r"|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|stop(?:s|ped|ping)?|outlaw(?:s|ed|ing)?"
    r"|forb(?:ids?|ade|idden|idding))"
)
_MUCH = (
    r"(?:(?:up to|about|around|just|only|some) )?[0-9][0-9.,]* ?(?:[a-z]+ )?"
    r"(?:(?:metric )?(?:tons?|tonnes?)|litres|liters|head|units|vehicles|cars|bales|barrels|pieces"
    r"|bottles|pairs)\b(?: (?:a|per|each) year)?"
)
_ALL_THE = r"(?:all |any |the |its |most |new |further |live |some ){0,2}"
_OF_IMPORTS = re.compile(
    rf"\b{_DEED} {_ALL_THE}(?:(?:imports?|purchases)\b(?! (?:duty|duties|tariffs?|tax))"
    r"|(?:shipments|deliveries|arrivals|cargoes|entry)"
    r"(?= of [^;:.]{2,60}? from (?:the )?(?-i:[A-Z])))",
    re.I,
)
_STOPS = re.compile(
    rf"{_DEED} {_ALL_THE}(?:imports?|purchases|shipments|deliveries|arrivals|cargoes|entry)", re.I
)
_BANNED = re.compile(
    r"\b(?:banned|bans|barred|bars|outlaw(?:s|ed)|prohibit(?:s|ed)"
    r"|(?:(?<=will )|(?<=\bto )|(?<=would ))(?:ban|bar|outlaw|prohibit))"
    r"(?= (?!on\b|by\b|from\b|in\b|exports?\b|imports?\b)\w)",
    re.I,
)
_CLOSED = re.compile(  # "closed its market to foreign onions"
    r"\b(?:clos(?:e|es|ed|ing)|shut(?:s|ting)?) (?:its|their|the) (?:[a-z]+ ){0,2}?"
    r"(?:markets?|borders?|ports?)"
    r"(?= to (?:[a-z]+ ){0,5}?(?:foreign|imported|imports|(?-i:[A-Z])))",
    re.I,
)
_TO_ALL = re.compile(r" to (?:[a-z]+ ){0,2}?(?:foreign|imported) (?!nationals\b)[a-z]")
_NOUN = re.compile(
    r"\bimport (?:bans?|prohibitions?|embargo(?:es)?)\b"
    r"|\b(?:bans?|embargo(?:es)?)(?= on (?:[a-z]+ ){1,3}imports?\b)"
    r"|\b(?:bans?|prohibitions?|embargo(?:es)?|moratorium)(?= on (?:all |the |any )?"
    r"(?:imports?|purchases) (?:of|from)\b)",
    re.I,
)
_ORIGIN_NOUN = re.compile(
    r"(?<!export )\b(?:bans?|embargo(?:es)?)(?= on (?!exports?\b|the exports?\b))", re.I
)
_QUOTA = re.compile(
    r"\b(?:tariff|duty|import)[- ](?:rate|free)(?: [a-z]+){0,2} quotas?\b"
    r"|\b(?:[a-z]+ )?import quotas?\b|\bquotas?(?= (?:on|for) (?:[\w’'-]+ ){0,3}?imports?\b)"
    rf"|\bquotas?(?= of {_MUCH} (?:on|for) )",
    re.I,
)
_CAPPED = re.compile(  # "capped imports of Thai rice at 50,000 tonnes"
    r"\b(?:cap|limit)(?:s|p?ed|p?ing)? (?:all |the |its |annual |yearly )?imports"
    rf"(?= (?:of|from) [^;:.]{{2,80}}? (?:at|to) {_MUCH})"
    r"|\bimports(?= (?:of|from) [^;:.]{2,80}? (?:is|are|was|were|be|been) (?:capped|limited)"
    rf" (?:at|to) {_MUCH})",
    re.I,
)
_ON_FOREIGN = re.compile(  # "quotas on Ukrainian sugar", "the safeguard on Chinese tiles"
    r"(?<!fishing )(?<!catch )\b(?:quotas?|safeguards?)(?= (?:on|for|against) )", re.I
)
_NO_GOODS = re.compile(
    r"\b(?:travel\w*|flights?|visas?|citizens?|students?|refugees?|nationals|advertis\w+|apps?"
    r"|tourists?|airlines?|aircraft|broadcast\w*|media|diplomats?|officials?|athletes?|players?"
    r"|teams?|passports?|immigra\w+|migrants?|reporters?|journalists?|entry|exports?|shipments to"
    r"|investment|ownership|banks?|symbols?|books?|songs?|films?|phones in)\b",
    re.I,
)
_ANY = re.compile(
    "|".join(
        one.pattern
        for one in (
            _OF_IMPORTS,
            _BANNED,
            _CLOSED,
            _NOUN,
            _ORIGIN_NOUN,
            _QUOTA,
            _CAPPED,
            _ON_FOREIGN,
        )
    ),
    re.I,
)
_BARRED = re.compile(r"\b(?:banned|barred|outlawed|prohibited) (?:from|in|by) ")
_SIGNS = (
    "import",
    "market",
    "border",
    " port",
    " ban ",
    "bans ",
    "banned ",
    "barred ",
    "outlawed ",
    "prohibited ",
    "purchases",
    "embargo",
    "moratorium",
    "quota",
    "safeguard",
    " cap",
    "limit",
    " bar ",
    "shipments of",
)
_CLAUSE = re.compile(
    r"[,;:.](?!\w)(?! [a-z]+(?: [a-z]+)?(?:,| and | or ))"
    r"|\b(?:after|because|since|while|but|and has|which|that|who)\b"
)
_REACH = 90


def mentions_ban(text: str) -> bool:
    """Whether a text speaks of such a measure: a cheap look before the work."""
    words = text.lower()
    return any(sign in words for sign in _SIGNS) and bool(_ANY.search(text) or _BARRED.search(text))


def is_import_ban(noun: str) -> bool:
    """Whether the noun, or verb, of a measure means that no imports are let in."""
    plain = noun.lower()
    return (
        _STOPS.fullmatch(noun) is not None
        or _is_closing(noun)
        or is_barring(noun)
        or (
            re.search(
                r"\b(?:(?:ban|bar)(?:s|ned|red)?|(?:outlaw|prohibit)(?:s|ed)?|prohibitions?"
                r"|embargo(?:es)?|moratorium)$",
                plain,
            )
            is not None
            and "export" not in plain
        )
    )


def is_quota(noun: str) -> bool:
    """Whether the noun of a measure means how much is let in."""
    named = noun.lower().endswith(("quota", "quotas", "safeguard", "safeguards"))
    return named or _is_cap(noun)


def _is_cap(noun: str) -> bool:
    """Whether the noun of a measure tells of imports that are capped."""
    return noun.lower() == "imports" or re.match(r"(?:cap|limit)", noun, re.I) is not None


def is_deed(noun: str) -> bool:
    """Whether the noun of a measure is really a verb: "suspended imports", "banned"."""
    verb = noun.lower() == "banned" or _is_closing(noun) or is_halt(noun) or is_barring(noun)
    verb = verb or _is_cap(noun)
    return verb or _STOPS.fullmatch(noun) is not None


def _is_closing(noun: str) -> bool:
    """Whether the noun of a measure is really a verb with its object: "closed its market"."""
    return noun.lower().startswith(("clos", "shut"))


def find_bans(tokens: Tokens, parties: Parties) -> Iterator[tuple[Rate, bool]]:
    """The bans and quotas of a passage that somebody puts on, moves or lifts, in text order,
    as rates without a value; what is only wished for is left out. A ban that does not name
    imports must say of which country's goods it is.
    """
    text = tokens.text
    yield from find_barred(tokens, parties)
    for sentence in tokens.sentences:
        for match in _ANY.finditer(text, *sentence):
            noun = match.group()
            deed = is_deed(noun)
            if not (deed or is_put(text, match, sentence)) or is_wished(text, match, sentence):
                continue
            if deed and DENIED.search(text, sentence[0], match.start()):
                continue
            clear = _STOPS.fullmatch(noun) or _NOUN.match(text, match.start())
            clear = clear or _TO_ALL.match(text, match.end()) or _QUOTA.match(text, match.start())
            if clear or _is_cap(noun) or _of_foreign_goods(match, parties):
                yield replace(unrated(match.span(), sentence), put=True), True


def _of_foreign_goods(match: re.Match[str], parties: Parties) -> bool:
    """Whether goods of some country stand behind the word."""
    text, start = match.string, match.end()
    stop = _CLAUSE.search(text, start, start + _REACH)
    end = stop.start() if stop else min(len(text), start + _REACH)
    named = [one for one in parties.within(start, end) if one.plain]
    gaps = apart((start, end), named)
    verb = _BANNED.match(text, match.start()) is not None
    if _NO_GOODS.search(text, start, end):
        return False
    if verb and any(NO_TRADE.search(text, *gap) for gap in gaps):
        return False
    return bool(named)
