"""Reads into which country goods are sold: that country charges what they pay there."""

from __future__ import annotations

import re
from itertools import chain, pairwise

from nlp.measures.day_names import DAY
from nlp.measures.rates.clauses import clause_of
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

SOLD_TO = re.compile(
    r"\b(?:exports?|sales|shipments?|sold|shipped|sent|ships|sells|sends"
    r"|(?:they|it|we) (?:ship|sell|send)) to"
    r" (?:the )?$"
)
"""Those who buy: the words before them."""
_BOUND_FOR = re.compile(
    rf"{SOLD_TO.pattern}|\b(?:made|built|grown|produced|assembled) outside (?:the )?$"
)
_ENTERS = re.compile(
    r"\b(?:enter(?:s|ed|ing)?|sold in(?:to)?|(?:imported|shipped|come|comes|coming|came|let|brought"
    r"|admitted) into) (?:the )?$"
)
_INTO = re.compile(
    r" (?:in(?: (?:its|their) (?:[a-z]+ )?market,?)?|to enter|entering|into"
    r"|(?:when|if|once|before) (?:it|they) (?:enters?|arrives? in|reach(?:es)?)) (?:the )?"
)
_TO_SEND = re.compile(  # "pay 35% to send almonds to India"
    r" to (?:ship|send|sell|export|deliver|bring)(?: [^,;:.%]{2,40}?)? (?:to|into|in) (?:the )?"
)
_THERE = re.compile(r"(?: for [A-Z][\w.]*(?: [A-Z]\w+)?)? in (?:the )?")
_PART = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_IN_PLACE = re.compile(
    rf" (?:in|at) (?!(?:{DAY}|Section|Article|Annex|Chapter|Schedule|Congress|Parliament|Q[1-4])\b)"
    r"(?P<place>(?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![\w’'])"
)
_APPLIED_IN = re.compile(
    r"[^;:.]{0,60}? (?:in (?:force|effect|place)|(?:took|takes?|taken|taking) effect"
    r"|(?:c[ao]mes?|coming|goes?|went|gone) into (?:force|effect)|kick(?:s|ed)? in|begins?|began"
    r"|applied|charged|imposed|levied|collected)"
    r" (?:in|by|across|throughout) (?:the )?"
)
_PAID_IN = re.compile(  # "the 15% tariff that Swiss goods pay in Peru", "bears 19% when it enters"
    r"(?: (?:that|which) [^,;:.%]{2,40}? (?:pays?|paid|fac(?:e|es|ed)|bears?|bore|attracts?)"
    r"(?: now| today)? in"
    r"|[^,;:.%]{0,40}? (?:on|upon|when|once|after) (?:(?:it|they|these|each) )?"
    r"(?:enter(?:ing|s)?|reach(?:ing|es)?|arriv(?:ing|es?) in|land(?:ing|s)? in"
    r"|cross(?:ing|es)? into)) (?:the )?"
)
_AT_BORDER = re.compile(r"[^,;:.]{0,30}? (?:at|upon entering|on entry (?:in)?to) (?:the )?")
_BORDER = re.compile(r"(?:’s|'s)? (?:border|frontier|customs|ports?)\b")
_TARIFFS_ON = re.compile(
    r"\b(?:tariffs?|duties|levies) (?:on|against) (?:[a-z]+ ){0,2}?"
    r"(?:(?:imports|goods|products|shipments|exports) from )?(?:the )?"
)
_SPELT_OUT = re.compile(
    r"(?: [a-z]+)?, (?:imposing|putting|placing|levying|setting|charging|including|with)\b"
)
_AIMED = re.compile(r",? (?:aimed|directed|targeted) at (?:the )?")
_HURT = re.compile(
    r"[^;:.%]{0,70}? (?:(?:has|have|had|already) )*(?:hit|hits|hurt|hurts|battered|squeezed"
    r"|hammered|stung|crippled|choked|punished|devastated) (?:the )?"
)
_SELLERS = re.compile(  # not those who buy: a country's own duty hurts them too
    r"(?:’s|'s)? (?:[a-z-]+ ){0,2}?(?:exporters?|exports|mills|smelters|growers|producers|farmers"
    r"|shipments|winemakers|fishermen|ranchers|steelmakers|sawmills|goods)\b"
)
_AT_ODDS = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|want(?:s|ed)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?"
    r"|call(?:s|ed|ing)? on|beg(?:s|ged|ging)?|plead\w*|lobb(?:y|ied|ying)\w*|convinc\w*|expects"
    r"|would like|t(?:old|ells)(?= [A-Z])|complain\w*|su(?:e|es|ed|ing)|protest(?:s|ed|ing)?"
    r"|condemn\w*|critici[sz]\w*|denounc\w*|unfair|fear(?:s|ed|ing)?|challeng\w*|persuad\w*"
    r"|(?:hit|hurt|squeezed|battered|stung|hammered|crippled|buffeted|affected|bruised|dented)"
    r" (?:hard |badly |badly enough )?by|(?:struggl|grappl|reel|suffer|cop)\w* (?:with|from|under)"
    r"|(?:blow|pain|impact|weight) of|soften|offset|cushion|weather"
    r"|(?:w[ao]kes? up|respond\w*|react\w*)(?: on [A-Z]\w+| [a-z]+ly)? to|brac\w* for|up against"
    r"|reel(?:s|ed|ing)? after|(?:stunned|blindsided|shocked|dismayed|surprised|angered|confronted"
    r"|unnerved|rattled) (?:by|at|with)"
    r"|(?:saddled|landed|left|faced|burdened|punished) with"
    r"|(?:fell|dropped|slump\w*|lost|shrank|plunged|tumbled|slid|halved|closed|shut|laid off)\b"
    r"[^;:]{0,60} (?:because of|due to|as|after|amid|under)"
    r"|(?P<of>accus(?:e[sd]?|ing)|sid(?:e|es|ed|ing) with"
    r"|(?:ruled|found|ruling|decision) (?:for|in favou?r of)\b"
    r"|(?:retaliat\w*|hit(?:s|ting)? back|str(?:ikes?|uck) back) (?:against|at)"
    r"|agree[sd]? with|dispute with|warn(?:s|ed))|spared|w[io]ns?|escap\w*|avoid\w*|avert\w*)\b"
)
_TWO = 2
_WHERE = re.compile(r" in (?:the )?$")


def market(start: int, end: int, parties: Parties, text: str) -> str | None:
    """The country in "on its exports to the United States", "on cars built outside Japan" and "on
    Chilean wine in Norway".
    """
    named = [party for party in parties.within(start, end) if party.plain]
    led = (p for p in named if _BOUND_FOR.search(text, start, p.start))
    there = (q for p, q in pairwise(named) if _WHERE.search(text, p.end, q.start))
    return next((party.country for party in chain(led, there)), None)


def place_of_import(rate: Rate, parties: Parties, text: str) -> str | None:
    """The country in "American goods in China 125%" or "a 25% tariff in India"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    noun = rate.noun[1] if rate.noun and rate.noun[1] <= rate.start else last
    there = _THERE.match(text, noun)  # "Chile's rate in Peru falls to 5%"
    named = parties.within(there.end(), there.end() + 1) if there and noun < last else ()
    if named and named[0].plain:
        return named[0].country
    near = rate.near[1]
    sent = near if rate.value is not None else last  # who needs a licence pays nothing
    ways = ((_INTO, None), (_APPLIED_IN, rate.right), (_PAID_IN, near), (_TO_SEND, sent))
    for way, end in ways:
        found = way.match(text, last) if end is None else way.match(text, last, end)
        named = parties.within(found.end(), found.end() + 1) if found else ()
        if named and (named[0].plain or end is None):
            return named[0].country
        part = _PART.match(text, found.end()) if found else None
        if part and (country := tariff_words().parts.get(part[0])):
            return country
    border = _AT_BORDER.match(text, last, rate.near[1])
    named = parties.within(border.end(), border.end() + 1) if border else ()
    if named and _BORDER.match(text, named[0].end):
        return named[0].country
    return _entered(rate, parties, text)


def is_elsewhere(rate: Rate, parties: Parties, text: str) -> bool:
    """Whether it is charged in a place of which nothing is known: "pays 12% in Guangzhou"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    found = _IN_PLACE.match(text, last)
    return found is not None and not parties.within(found.start("place"), found.end("place"))


def _entered(rate: Rate, parties: Parties, text: str) -> str | None:
    """The country that goods enter before the rate, or in which they stand beside it."""
    near = [party for party in parties.within(rate.left, rate.start) if party.plain]
    for party in near:
        if _ENTERS.search(text, max(0, party.start - 24), party.start):
            return party.country
    if not near or near[-1].end < rate.start - 1:
        return None
    lead = text[max(0, near[-1].start - 8) : near[-1].start]
    return near[-1].country if _WHERE.search(lead) else None


def hurt(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """The one a duty is aimed at, or whose sellers it hurts: "A 50% tariff on steel has hit
    Canadian mills".
    """
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    aim = _AIMED.match(text, last, rate.near[1])
    found = parties.within(aim.end(), aim.end() + 1) if aim else ()
    if found and found[0].plain:
        return (found[0].country,)
    done = _HURT.match(text, last, rate.near[1])
    found = parties.within(done.end(), done.end() + 1) if done else ()
    if not found or not found[0].plain or _SELLERS.match(text, found[0].end) is None:
        return ()
    return (found[0].country,)


def of_all_from(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """Whose goods a rate is on that only spells out "tariffs on imports from Peru, putting 20%"."""
    found = [
        party.country
        for said in _TARIFFS_ON.finditer(text, rate.near[0], rate.start)
        for party in parties.within(said.end(), said.end() + 1)
        if party.plain and _SPELT_OUT.match(text, party.end, rate.start)
    ]
    return tuple(found[-1:])


def opponent(rate: Rate, parties: Parties, text: str, imposer: str | None) -> tuple[str, ...]:
    """The other of two that a sentence tells to be at odds over the duty of one of them: "Chile
    urged Peru to drop its 15% tariff", "Chile struck back at Peru with a 15% duty on its fish".
    """
    named = {one.country for one in parties.within(*rate.near) if one.plain}
    odds = _AT_ODDS.search(text, *clause_of(text, rate))
    if imposer not in named or len(named) != _TWO or odds is None:
        return ()
    first = parties.within(rate.near[0], odds.start())
    led = any(one.plain and one.country != imposer for one in first)
    return tuple(named - {imposer}) if led or odds["of"] else ()


def sold_in(rate: Rate, parties: Parties, text: str, imposer: str | None) -> tuple[str, ...]:
    """The one in "and American goods in China 125%"."""
    named = [one for one in parties.within(rate.left, rate.start) if one.plain]
    if imposer is None or len(named) != 2 or named[1].country != imposer:
        return ()
    return (named[0].country,) if _WHERE.search(text, named[0].end, named[1].start) else ()
