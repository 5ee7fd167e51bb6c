"""Tells where a text says without a tariff's name that goods are charged at a border."""

from __future__ import annotations

import re

from nlp.countries import mentioned
from nlp.measures.rates.free import lets_in_free

_RATE = r"[0-9][0-9.]*[ -]?(?:%|per[ -]?cent)"
ENTERING = (
    r"(?:enter(?:s|ed|ing)?|(?:is|are|be|been|was|were) (?:let|admitted|allowed|imported|shipped"
    r"|sold|brought)(?: in)?(?:to| to)?|(?:com(?:es?|ing)|came|gets?|got|goe?s?) in(?:to)?)"
)
"""Says that goods enter, before the country that they enter."""
_PERCENT = re.compile(r"%|per[ -]?cent", re.I)
_CHARGED = re.compile(
    rf"\b(?:tax(?:es|ed|ing)?|charg(?:e|es|ed|ing)|lev(?:y|ies|ied))\b[^.;]{{0,40}}? {_RATE}"
    r"(?: fee| charge| tax)? on (?:the (?:[a-z]+ )?value of )?(?:\w+ ){0,2}"
    r"(?:goods|imports|products|exports)\b"
    rf"|\b(?:imports|exports)\b[^.;]{{0,60}}? (?:taxed|charged)(?: at)? {_RATE}"
    r"|\b(?:exporters|producers|growers|makers|shippers|goods|products|exports)\b[^.;]{0,60}? "
    rf"(?:pay|paid|face|faced) {_RATE} on (?:[\w’']+ ){{0,3}}?"
    r"(?:sales|exports|shipments|goods)\b"
    rf"|\b(?:baseline|charge|levy|rate) of {_RATE} on (?:\w+ ){{0,3}}(?:imports|imported)\b"
    rf"|\b(?:pay|paid|face|faced) {_RATE} on (?:its|their) (?:exports|sales|shipments) to\b",
    re.I,
)
_PUTS = (
    r"(?:tax|charg|slapp?|impos|collect|put|plac|levi|levy|demand|ask|add)(?:e?s|ed|e|ing)?"
    r"|putting|slapping|takes?|taking|took"
)
_TAXED_AT = re.compile(  # "taxes American whiskey at 25%"
    r"\b(?P<verb>tax(?:es|ed|ing)?|charg(?:es?|ed|ing)|hit|slapp?(?:s|ed)?)"
    r" (?P<on>[^.;:%]{3,60}?)"
    rf"(?:,? (?:and )?(?:at|with)(?: a rate of)?)? {_RATE}",
    re.I,
)
_PUT_ON = re.compile(
    rf"\b(?P<verb>{_PUTS})\b(?P<between>(?:[^.;:%]|(?<=[A-Z0-9])\.){{0,40}}?) ?"
    rf"\b{_RATE}(?: extra| more| fee| charge)? (?:on|over|for|of)"
    rf"(?: the (?:[a-z]+ )?value of)? (?P<on>[^.;:%]{{3,80}})",
    re.I,
)
_ARE_CHARGED = re.compile(
    r",? (?:(?:now|still|also) )?(?:(?:is|are|was|were|be|been|being)(?: \w+)?"
    r" (?:charged|taxed|hit with|slapped with|subject to|liable to|liable for)(?: at)?"
    r"|(?P<pay>pays?|paid|bears?|bore|attracts?|carr(?:y|ies)|incurs?|face[sd]?))"
    rf"(?: about| up to| just| only)? {_RATE}(?=[,.;:)]|\s*$|(?: (?:in|by|at|on|when|upon"
    r"|from|under|if|unless|instead|and|but|while|until|as|since)\b[^.;:%]{0,40}))",
    re.I,
)
_ENTERS = re.compile(
    rf"\b{ENTERING} (?:the )?(?P<where>[A-Z][\w.]*(?: [A-Z]\w+)*"
    rf"|bloc|country|kingdom|union) at (?:only |just |about )?{_RATE}"
)
_SHIPS = re.compile(
    r"\b(?:let(?:s|ting)? (?:in [^.;:%]{3,60}?|[^.;:%]{3,60}? in)|admit(?:s|ted|ting)?"
    rf" [^.;:%]{{3,60}}?) at (?:an? |the )?(?:[a-z]+ )?{_RATE}"
    rf"|\bcustoms at (?:a )?(?:flat )?{_RATE}"
    rf"|\b(?:pay|pays|paid|paying|face[sd]?|charged) {_RATE} on (?:what|everything|anything|each"
    r"|every|all|the)\b[^.;:%]{0,30}? (?:they|it|we) (?:sells?|ships?|exports?|sends?)\b"
    rf"|{_RATE} (?:at customs|at (?:the|its|their) (?:[A-Z]\w+ )?(?:border|frontier|customs))\b"
)
_THAT_PUT = re.compile(  # "the 50 per cent that America has demanded of exporters"
    rf"\b[Tt]he {_RATE} (?:(?:that|which) )?(?P<who>(?:the )?[A-Z][\w. ]{{1,25}}?)"
    r" (?:has |have |had |now )?(?:puts?|charge[sd]?|demand(?:s|ed)|impose[sd]|levie[sd]|collects?)"
    r" (?:on|of|for|from) (?P<on>[^.;:%]{3,60})"
    rf"|\b[Tt]he {_RATE} (?:that )?(?:it|they|we) (?:is|are|was|were) charged on"
    r" (?:each|every|all|its|their|what) [^.;:%]{0,30}? (?:it|they|we)"
    r" (?:ships?|sells?|exports?|sends?)\b"
)
_ON_FOREIGN = re.compile(  # "the 19 per cent charged on Thai goods", "raises the rate on them to"
    rf"\b[Tt]he {_RATE} (?:now |currently )?(?:charged|levied|imposed|slapped|put|collected)"
    r" on (?P<on>[^.;:%]{3,60})"
    r"|\b(?:[Tt]he|[Ii]ts|[Tt]heir|an?)(?: (?:tax|import|entry|extra|new))? rates? on"
    rf" (?P<moved>[^.;:%]{{3,50}}?) (?:from {_RATE} )?to {_RATE}"
)
_RATE_THERE = re.compile(  # "Japan's rate in Peru is to fall from 30% to 12%"
    r"\b(?:[A-Z][\w.]*(?: [A-Z]\w+)?(?:(?:’s|'s)|(?: (?:goods|exports))[’'])(?: tariff)? rate"
    r"|[Rr]ate for [A-Z][\w. ]{2,30}) in (?:the )?[A-Z][\w.]*[^.;:%]{0,60}?"
    rf" (?:from {_RATE} )?(?:to|at|is|was) (?:just |only |about )?{_RATE}"
)
_IMPORTED = re.compile(
    r"(?:(?!the\b)[\w-]+ ){0,3}?(?:imported|foreign-(?:made|built|grown)) (?!lab|work)[a-z]"
    r"|(?:[\w-]+ ){0,3}?imports of [a-z]",
    re.I,
)
_MADE_IN = re.compile(
    r"(?:.*[,;] )?[A-Za-z][a-z ’'-]{2,60}? (?:from|(?:made|built|assembled|grown|produced|shipped"
    r"|mined|caught) (?:in|from)) (?:the )?$"
)
_APART = re.compile(
    r"[,;]|\b(?:in|to|by|with|(?<!cargoes )(?<!shipments )(?<!imports )(?<!exports )(?<!loads )"
    r"(?<!bottles )(?<!tonnes )(?<!tons )of)\b"
)
_THINGS = re.compile(  # what is no person, account or sale behind a people's name
    r"(?:[’']s)? (?!(?:\w+ )?(?:households?|famil(?:y|ies)"
    r"|people|citizens?|nationals?|firms?|compan(?:y|ies)"
    r"|banks?|buyers?|shoppers?|drinkers?|diners?|pensioners?|smokers?|taxpayers|customers?"
    r"|clients?|consumers?|users?|subscribers?|savers?|borrowers?|loans?"
    r"|accounts?|deposits?|cards?|transactions?|payments?|bookings?|tickets?|flights?|hotels?"
    r"|apps?|sellers?|developers?|merchants?|workers?|employees|students?|tourists?|visitors?"
    r"|travell?ers?|investors?|investments?|income|profits?|dividends?|property|properties|homes?"
    r"|flats?|houses?|land|estates?|wealth|bonds?|shares?|stocks|securities|funds?|purchases"
    r"|advertisers?|adverts?|advertising|services?|revenues?|sales|drivers?|motorists?|roads?"
    r"|soil|streets?|markets?|paper|ballots?|voters?)\b)[a-z]{3}"
)
_DOING = re.compile(  # what may stand between a country and what it does
    r"(?:[’']s?)?(?:,? (?:his|her|its|finance|trade|commerce|economy|prime|foreign|interim|new"
    r"|government|cabinet|ministry|minister|parliament|senate|congress|customs|president"
    r"|authorit(?:y|ies)|agency|office|service|bureau|department|regulators?|officials?|house"
    r"|said|says|announced|warned|vowed|threatened|promised"
    r"|decided|agreed|voted|planned|plans?|that|it|he|she|they|which|who|would|will|could|may|might"
    r"|should|must|has|have|had|is|are|was|to|going|about|set|due|ready|now|also|already|still"
    r"|carried|carries|carry|out|(?:the )?(?:threats?|vow|promise|plan)"
    r"|both|then|again|soon|first|once|since|responded|retaliated|answered|hit|back|by|itself"
    r"|on|in|from|last|this|next|year|month|week|[a-z]+day|yesterday|today|response|retaliation"
    r"|struck|replied|within|an?|at|once|hours?|days?|later|kind|by|and"
    r"|return|turn|meanwhile|however|[a-z]+ly|beg[aiu]ns?|start(?:s|ed)?|continues?|[0-9]{4}"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b,?)*\s*",
    re.I,
)
_OFFICE = re.compile(  # whose, the article may tell elsewhere
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?:(?:[a-z]+ )?government|(?:[a-z]+ )?minist(?:ry|er)|cabinet"
    r"|parliament|president|premier|administration|White House)\b"
    r"|\b(?:President|Prime Minister|Premier|Chancellor|Mr|Ms|Mrs)\.? (?:[A-Z][\w’'-]+ ?){1,3}\b"
)
_BY_LAW = re.compile(
    r"\b(?:orders?|decrees?|bills?|laws?|acts?|budgets?|proclamations?|measures?|rules?|plans?"
    r"|pacts?"
    r"|governments?|ministry|cabinet|customs|parliament|president|minister|it|they|he|she|we)"
    r"(?: (?:that|which|will|would|could|may|might|should|has|have|had|is|are|was|were|to|going"
    r"|also|now|then|said|says|it|he|she|they|on [A-Z]\w+day|from [A-Z]\w+))* $"
)
_CLAUSE = re.compile(r"[^.;:%]{3,100}$")
_REACH = 120


def charges_imports(text: str) -> bool:
    """Whether a text says without a tariff's name that imports are charged or enter free."""
    return is_charged(text, 0, len(text)) or lets_in_free(text)


def is_charged(text: str, first: int, last: int) -> bool:
    """Whether goods are charged between two places: imports by their name, others where a country
    charges another's ("China slapped 15% on American coal").
    """
    if _PERCENT.search(text, first, last) is None:
        return False
    if any(one.search(text, first, last) for one in (_CHARGED, _ENTERS, _SHIPS)):
        return True
    ways = (_PUT_ON, _TAXED_AT)
    if any(_is_put(text, one) for way in ways for one in way.finditer(text, first, last)):
        return True
    that, there = (way.search(text, first, last) for way in (_THAT_PUT, _RATE_THERE))
    named = [len(mentioned(one.group())) > 1 for one in (that, there) if one is not None]
    if any(named) or (that is not None and that["who"] is None):
        return True
    levied = (one["on"] or one["moved"] for one in _ON_FOREIGN.finditer(text, first, last))
    if any(map(_is_foreign, levied)):
        return True
    part = text[first:last]
    return any(_is_borne(match, part) for match in _ARE_CHARGED.finditer(part))


def _is_put(text: str, match: re.Match[str]) -> bool:
    """Whether the goods are imported, or another country's than that which puts a rate on them."""
    verb = match.start("verb")
    by_law = _BY_LAW.search(text, max(0, verb - _REACH), verb) is not None
    if _IMPORTED.match(match["on"]):
        return by_law or _is_doer(text, verb)
    if match["on"].startswith("their "):  # "we will tax their almonds"
        near = text[max(0, verb - _REACH) : match.end() + _REACH]
        return len({country for _, _, country in mentioned(near)}) > 1
    whom = match.groupdict().get("between") or ""
    one = next(iter(mentioned(whom.strip())), None)  # "charges Peru 12% on butter"
    charged = one is not None and one[:2] == (0, len(whom.strip()))
    return (charged or _is_foreign(match["on"])) and _is_doer(text, verb)


def _is_doer(text: str, verb: int) -> bool:
    """Whether a country, or who governs it, does what the verb at this place tells."""
    lead = text[max(0, verb - _REACH) : verb]
    lead = lead[lead.rfind(". ") + 1 :]
    ends = [end for _, end, _ in mentioned(lead)] + [one.end() for one in _OFFICE.finditer(lead)]
    return any(_DOING.fullmatch(lead, end) for end in ends)


def _is_foreign(words: str) -> bool:
    """Whether the words for goods name the country that they come from."""
    if words.islower():
        return False
    for start, end, _ in mentioned(words):
        lead = words[:start]
        if _MADE_IN.fullmatch(lead):
            return True
        if not _APART.search(lead) and _THINGS.match(words, end):
            return True
    return False


def _is_borne(match: re.Match[str], sentence: str) -> bool:
    """Whether goods of a country, or imported ones, are charged: in or by another."""
    borne_by = _CLAUSE.search(sentence[max(0, match.start() - _REACH) : match.start()])
    on = borne_by.group().strip() if borne_by else ""
    imported = _IMPORTED.search(on) is not None
    if not (imported or _is_foreign(on)):
        return False
    if imported and not match["pay"]:
        return True
    near = sentence[max(0, match.start() - 3 * _REACH) : match.end() + _REACH]
    return len({country for _, _, country in mentioned(near)}) > 1
