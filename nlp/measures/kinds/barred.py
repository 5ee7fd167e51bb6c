"""Finds bans told of what is barred: "Russian timber has been barred from the EU since 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.figures.amounts.finding import Tokens
from nlp.measures.rates.finding import Rate, unrated
from nlp.names.parties import Parties, Party

_BARRED = re.compile(
    r"(?:\A|(?<=[.!?,;:\n”] )|(?<=\n)|\b(?:and|but|while|after|that|said) )"
    r"(?P<goods>(?!(?:and|but|which)\b)[^,;:.%\n]{3,70}?)(?P<which>, (?:which|that))?"
    r"(?: (?:is|are|was|were|has|have|had|been|will|would|could|may|might|must|to|be|remains?"
    r"|stays?|stayed|now|still|also|already|all|largely|then|temporarily|long|once|soon)){1,6}"
    r" (?P<deed>banned|barred|outlawed|prohibited) (?:from|in|by) (?:the )?(?=[A-Z])"
)
_MARKET = re.compile(
    r"(?:[’']s)?(?: (?:market|shelves|shops|stores))?(?=[.,;:”\"]|\s*$| (?:since|in|from|after"
    r"|last|this|for|until|because|over|when|while|and|but|on|as|under|amid|following|at)\b)"
)
NO_TRADE = re.compile(
    r"\b(?:(?:bank|work|play|trad|fight|travel|driv|train|teach|lend|rul|support|produc|sing|danc"
    r"|writ|lead|manag|hack|farm|fish|hunt|smuggl|carr|ship|develop|manufactur|retail|own|foreign"
    r"|swimm|runn|box|wrestl|skat|jump|row|offic|prison|soldi|broadcast|buy|publish|suppl|min"
    r"|lawy|voy|settl|deal|brok|import|export)i?ers?|[a-z]+(?:ists?|ians?|[a-z]men|women|makers?)"
    r"|(?:invest|act|doct|ambassad|senat|direct|contract|operat|competit|sail|edit|visit)ors?"
    r"|oligarchs?|athletes?|troops|planes?|jets|aircraft|airlines?|flights?|ships?|vessels?|boats?"
    r"|tankers?|ferries|trucks|lorries|citizens?|nationals|students?|tourists?|migrants?|refugees?"
    r"|diplomats?|officials?|teams?|agents?|spies|crews?|pilots?|priests?|clerics?|judges?"
    r"|fans?|clubs?|horses?|capital|money|cash|channels?|websites?|television|radio|media|apps?"
    r"|films?|books?|songs?|music|propaganda|part(?:y|ies)|flags?|symbols?|currency|banks?"
    r"|compan(?:y|ies)|firms?|brands?|groups?|presidents?|ministers?|he|she|they|it|who|people"
    r"|exports?|sales|satellites?|drones?|participation|investments?|services?|lawmakers?|shows?"
    r"|newspapers?|papers?|stations?|(?:[Tt]he|[Aa]n?) [A-Z]\w+)\b",
    re.I,
)
"""Who or what is barred otherwise than goods."""
_SIGNS = ("banned ", "barred ", "outlawed ", "prohibited ")


def find_barred(tokens: Tokens, parties: Parties) -> Iterator[tuple[Rate, bool]]:
    """The bans of a passage by which goods of a country "are barred from" another, as rates
    without a value.
    """
    text = tokens.text
    for sentence in tokens.sentences if any(sign in text for sign in _SIGNS) else ():
        for match in _BARRED.finditer(text, *sentence):
            rate = replace(unrated(match.span("deed"), sentence), put=True)
            if barred(rate, parties, text) is not None:
                yield rate, True


def is_barring(noun: str) -> bool:
    """Whether the noun of a measure is really such a verb."""
    return noun.lower() in {"bar", "bars", "barred", "outlaw", "outlaws", "outlawed"} | {
        "prohibit",
        "prohibits",
        "prohibited",
    }


def apart(words: tuple[int, int], named: Sequence[Party]) -> Sequence[tuple[int, int]]:
    """The words between two places without those that name countries."""
    places = (place for one in named for place in (one.start, one.end))
    return list(pairwise([words[0], *places, words[1]]))[::2]


def barred(rate: Rate, parties: Parties, text: str) -> tuple[str, tuple[int, int]] | None:
    """Who lets in no more of what, by such words: the country, and where the goods stand."""
    for match in _BARRED.finditer(text, rate.sentence[0], rate.sentence[1]):
        if match.start("deed") != rate.start:
            continue
        goods = match.span("goods")
        origin = [one for one in parties.within(*goods) if one.plain]
        if any(NO_TRADE.search(text, *gap) for gap in apart(goods, origin)):
            continue
        market = next(iter(parties.within(match.end(), match.end() + 1)), None)
        if origin and market and market.plain and _MARKET.match(text, market.end):
            return market.country, goods
    return None
