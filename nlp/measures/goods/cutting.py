"""Cuts out the words that say on whom and on what a duty is put."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.figures.amounts.finding import Tokens
from nlp.measures.day_names import DAY
from nlp.measures.goods.ends import DOING, STOP
from nlp.measures.goods.next_verb import MADE, goods_until
from nlp.measures.goods.tidied import tidied
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.free import is_free
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_ON = re.compile(
    r"\b(?:on|against(?! (?:nothing|none|nil|zero|just|only)\b)|appl(?:y|ies|ied) to"
    r"|(?:lifted|removed|dropped|taken) (?:from|off)(?! [0-9]| the (?:list|table|books|agenda))"
    r"|(?:charged|imposed|announced|levied|applied|proposed|put|placed|planned)"
    r"(?: \w+){0,2}? (?:to|for|on"
    r"|against))\b(?! the [0-9])(?! top of)(?! average\b)"
    r"(?! (?:hold|ice|the back)\b)(?! arrival)(?! entry)"
    r"(?! [0-9.]+ ?(?:%|per))(?! (?:[a-z]+ing (?:it|them|so|that)|doing)\b)"
    rf"(?! {DOING})"
    r"(?! (?:the|its|their) (?:first |last |very |opening |same )?(?:days?|eve|morning|date)\b)"
    rf"(?! (?:[0-9]{{1,2}} )?(?:{DAY}))"
    r"(?! (?:that|the same|this|which) (?:day|date|morning))"
    r"|(?<=\ba ton) from\b|(?<=\bper ton) from\b|(?<=\ba tonne) from\b"
    r"|\b(?:will|would|could|might|may|was|were|to)(?: also)?(?: have| to)?"
    r" (?:hit|target(?:ed)?|cover(?:ed)?|include|fall(?:en)? on|appl(?:y|ied) to)\b"
    r"|\b(?:hits|targets|covers|falls on)\b|\bawaits?\b(?![^,;:.%]{0,60}\b(?:approval|bill|vote"
    r"|ruling|decision|signature|ratification|parliament|congress|senate|review|talks|courts?"
    r"|hearing|deal|cabinet)\b)"
)
_FOR = re.compile(
    r",? (?:for|to)\b(?! (?:zero|nothing|nil|none|[0-9]))"
    r"(?! (?:cover|hit|target|include|match|mirror|offset|honou?r)\b)"
    r"(?! (?:the same|a further|an initial|that) (?:period|time))"
    r"(?! (?:the (?:time being|most part|foreseeable|rest of|whole of)|years|months|ever|some time"
    r"|all that)\b)"
    r"(?! (?:now|good)\b)"
    r"(?! (?:the|great|general|much|widespread|his|her) (?:[a-z]+ )?(?:anger|dismay|delight|relief"
    r"|surprise|alarm|fury|annoyance|horror|displeasure|joy|consternation|frustration)\b)"
    r"(?!(?<=for) an? (?![A-Z][a-z]+(?:an|ese|ish|ch|ss) [a-z]))"  # "for a debt": the reason
    r"(?! (?:(?:at least|another|up to) )?\w+ (?:day|week|month|year)s?\b)"
    rf"(?! {DOING})|,? (?:if|when|where|provided) (?:they|it|the goods|these)"
    r" (?:comes?|(?:is|are) (?:made|built|grown|shipped|assembled|produced)|originates?)"
    r"(?= (?:from|in)\b)"
)
_OF = re.compile(
    r"(?<=exports) of\b|(?<=export) of\b|(?<=sanctioned)(?= )|(?<=assets) of\b|(?<=treatment) of\b"
    r"|(?<=imports) of\b|(?<=import) of\b|(?<=purchases) of\b|(?<=sales) of\b"
    r"|(?:(?<=shipments)|(?<=deliveries)|(?<=arrivals)|(?<=cargoes)|(?<=entry)) of\b"
    r"|(?<=banned)(?= )|(?:(?<=\bbans)|(?<=\bban)|(?<=\bbars)|(?<=\bbar)|(?<=barred)|(?<=outlaw)"
    r"|(?<=outlaws)|(?<=outlawed)|(?<=prohibit)|(?<=prohibits)|(?<=prohibited))"
    r"(?= (?!on\b|from\b|in\b|by\b))"
)
_FRONTED = re.compile(  # "On Peruvian fish, Chile charges 15%"
    rf"(?:And |But )?(?:On|Against|For) (?!now\b|the (?:time|moment)|[0-9]|{DAY})"
    r"(?P<what>[^,;:.%]{2,60}?),? (?=(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?"
    r" (?:(?:now|also|already|still|has|had|will|would) )*"
    r"(?:charge[sd]?|lev(?:y|ies|ied)|collect(?:s|ed)?|impose[sd]?|keeps|kept|takes|took|puts?"
    r"|place[sd]?|proposed|announced|slapped) )"
)
_RATE_OF = re.compile(  # "For tequila and beer the rate is 15%", "the tax on corn goes to 8%"
    r"(?:\A|[;,:] (?:and |but |while )?)(?:And |But )?"
    r"(?:(?P<tax>[Tt]he (?:tax|rate|charge) (?:on|for))|[Oo]n|[Ff]or|[Ii]n the case of)"
    rf" (?!now\b|the (?:time|moment)|[0-9]|{DAY}|(?:[a-z]+ ){{1,3}}(?:day|week|month|year)s?\b)"
    r"(?P<what>[^,;:.%]{2,60}?)(?(tax)|,? "
    r"(?:(?:the|its|their|that|this) (?:(?!the\b)[\w.-]+ ){0,2}?(?:rate|tariff|duty|levy|charge|tax"
    r"|surcharge|percentage|figure)|it)) (?:is|was|will|would|goes|rises?|rose|falls?|fell|went"
    r"|remains?|stays?|has|had|came|drops?|stands?)\b[^,;:%]{0,40}"
    r"(?:from [0-9.]+ ?(?:%|per ?cent) (?:down |up )?to )?$"
)
_DIRECTLY = re.compile(  # "tariffs on cars to 120% and on drinks to 140%"
    r" on (?:[^,;:]{2,60}, (?:[a-z]+ )+|[^,;:%]{2,60}? )(?:at|to) (?:up to )?"
)
_ASIDE = re.compile(  # "A tariff of 25%, Washington's heaviest on a friend, applies to"
    r", (?:[A-Z][\w.]+(?: [A-Z][\w.]+)?(?:’s|'s)|its|the|an?) [^,;:.]{3,50},"
    r"(?= (?:appl|is|are|was|were|will|would|has|have|hits?|took|takes?)\w*\b)"
)
_ACCESS = re.compile(  # "duty-free access to Peru for Fijian tea", "zero-tariff treatment to all"
    r" (?:market )?(?:treatment|(?:access|entry|admission)"
    r"(?: (?:in)?to (?:the )?[A-Z][\w.’' ]{2,30}?(?: market)?(?= (?:for|on)\b|[.,;]))?)"
    r"| imports(?= of\b)"
)
_SIZED = re.compile(r" of (?:up to )?[0-9][0-9.,]*(?: [a-z]+){1,3}?(?= (?:on|for)\b)")  # a quota
_ON_TOP = re.compile(  # "10% on top of its normal 10% duty on American apples"
    r" (?:on top of|in addition to|over and above) (?:the|its|their|an?) (?:[a-z-]+ ){0,3}"
    r"(?:[0-9.]+ ?(?:%|per ?cent) )?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?)"
    r"(?: of [0-9.]+ ?(?:%|per ?cent))?(?= (?:on|for) )"
)
_COLON = re.compile(r"[:;] (?:on|for|against)$")
_HURT = re.compile(
    r" (?:(?:has|have|had|would|will|already|all but|nearly|almost) )*"
    r"(?:stop(?:s|ped)?|halt(?:s|ed)?|hits?|hurts?|chok(?:es|ed)(?: off)?|kill(?:s|ed)?|wiped out"
    r"|dent(?:s|ed)?|slow(?:s|ed)?"
    r"|crush(?:es|ed)?|curb(?:s|ed)?|squeez(?:es|ed)|batter(?:s|ed)?|ended)"
    r" (?:the )?(?:sales|exports|shipments|deliveries) of\b"
)
_AND_ON = re.compile(
    r"(?:,|,? (?:and|but|while)) (?:(?:one|another|that|those) )?(?:on|for|against)\b"
)  # another rate's
_IS_VERB = re.compile(r"\b(?:that|which) (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)* $")  # "levies"
_THE_ONE = re.compile(r"\b(?:the|an?other) ones? (?:on|for|against)\b")
_THOSE_ON = re.compile(  # "duties on towers and cut those on Thai ones to 2%", ": on tin to 3%"
    r"(?:(?<=\bthose)|(?<=\bthat)|(?<=\bthe one)|(?<=[:;]))"
    r"(?= (?:on|for|against) [^,;:%]{2,60}? (?:to|at) $)"
)
_CURBS = re.compile(r"\b(?:sanctions|export controls|import bans?|export bans?|restrictions on)\b")
_CLAUSE = re.compile(
    r" (?:unless|if|while|after|because|although|though|whereas|until|once|on top of|instead of"
    r"|rather than|in (?:response|answer|reply|retaliation|return|addition) (?:to|for))\b"
)
_ELSEWHERE = re.compile(
    r"[;:.]\s|\b(?:wrote|posted|said|told) (?=on\b)| (?:as|than|from) (?:that|those) $"
    r"|, and | while | and [a-z]+ing |, [a-z]+ing (?!for\b|to\b)"
    r"| and (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?(?:’s|'s) $"
    r"| (?:unless|because|although|though|whereas) | over (?:an?|the|its|their) "
    r"|\b(?:ban|bans|embargo|quota|quotas|sanctions|crackdown|talks|ruling|vote|dependence|depends?"
    r"|rel(?:y|ies|iance)|based|insists?|focus(?:es|ed)?|pressure|impact|effects?|spending) $"
)
MONEY = re.compile(r" (?:dollars?|euros?|pounds?|yuan|pesos?|yen|francs?|rupees?)\b")
"""The rest of a currency's name behind a country's ("Canadian dollars"): no country is meant."""
_PEER_WORDS = (  # "its southern neighbour, Peru"
    r"(?:its|their|his) (?:[a-z-]+ ){0,2}(?:neighbou?r|ally|rival|partner),?"
)
_PEER = re.compile(rf"{_PEER_WORDS} (?=[A-Z])")
_WORKED = (  # what is done to goods where they come from
    r"(?:(?!(?:us|register|import|consum|land|unload|trad|list|charg|levi|impos|introduc|announc"
    rf"|collect|appli|pass|adopt|approv|bas|locat|stor|need)ed\b)[a-z]+ed|{MADE}|originating)"
)
WORKED_IN = re.compile(rf"\b{_WORKED} (?:in|at)(?: the)? $", re.I)
"""Words before a country that tell that goods come from it."""
_ORIGIN = re.compile(
    rf"(?<!\bworth )\b(?:(?:{_WORKED} and )?{_WORKED} (?:in|outside)"
    rf"|(?:(?:{_WORKED}|coming|originating|arriving|hailing|flown|brought|sent|bought|driven"
    r"|imported)(?: in| over| across)? )?from|of|by"
    rf"|to|for|in|into)\b(?: the| neighbou?ring| {_PEER_WORDS})? ?$"
)
_AND_OTHERS = re.compile(  # "China and other countries that have no deal with it"
    r",? (?:and|or) (?:(?:(?:at least )?[0-9]+|any|an?|other|several|some|many|most) )?"
    r"(?:[A-Z]?[a-z]+ ){0,2}"
    r"(?:countr(?:y|ies)|states?|nations?|economies|neighbou?rs|producers|partners|exporters)\b"
    r"(?: (?:without|outside|beyond|that|which|whose|(?:with|from|in) which|not covered)\b"
    r"[^,;:.%]*)?"
)
_MEASURED = re.compile(  # "every bottle of Australian wine" is on wine
    r"\b(?:(?:every|each|per|an?)(?: [a-z]+)? [a-z]+|bottles|cases|boxes|bags|bales|tons|tonnes"
    r"|kilos|barrels|crates|litres|loads|pairs|pounds)$",
    re.I,
)
_MADE = re.compile(r"-(?:made|grown|produced|assembled|brewed) ")
_SENDS = frozenset({"ship", "send", "export", "sell", "bring", "deliver", "import", "move"})
_LONGEST = 120
_REACH = 50


def target_words(rate: Rate, tokens: Tokens) -> tuple[int, int]:
    """Where the words stand that say on what or whom: behind the rate, behind its noun, or
    between the two; an empty stretch where there are none.
    """
    text, behind = tokens.text, rate.end
    if rate.noun and rate.end <= rate.noun[0] < rate.right:
        behind = rate.noun[1]
    first = max(rate.near[0], rate.left)
    told = _RATE_OF.search(text[first : rate.start])
    fronted = (first + told.start("what"), first + told.end("what")) if told else None
    if fronted and _AND_ON.match(text, rate.end):
        return fronted
    given = _ACCESS.match(text, rate.end) if is_free(text[rate.start : rate.end]) else None
    behind = given.end() if given else behind
    sized = _SIZED.match(text, behind)
    behind = sized.end() if sized else behind
    places = [(behind, _own_right(text, rate, behind))]
    if rate.noun and rate.noun[1] <= rate.start:
        named = _DIRECTLY.fullmatch(text, rate.noun[1], rate.start) is not None
        named = named or _AND_ON.match(text, behind) is not None
        those = _THOSE_ON.search(text, rate.noun[1], rate.start)
        own = those.start() if those else rate.noun[1]
        places.insert(0 if named else 1, (own, rate.start))
    for place in places:
        found = _words(*place, tokens)
        if found is not None:
            return found
    top = _ON_TOP.match(text, rate.end)
    found = _words(top.end(), rate.near[1], tokens) if top else None
    if found is not None:
        return found
    opening = _FRONTED.match(text, rate.sentence[0], rate.start)
    return opening.span("what") if opening else fronted or _hurt(rate, tokens) or (behind, behind)


def _hurt(rate: Rate, tokens: Tokens) -> tuple[int, int] | None:
    """Where the goods stand in "its 50% duty has all but stopped sales of Brazilian beef"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    hurt = _HURT.match(tokens.text, last, rate.near[1])
    return _up_to_stop(hurt.end(), rate.near[1], tokens) if hurt else None


def words_beside(words: tuple[int, int], rate: Rate, tokens: Tokens) -> tuple[int, int]:
    """Where words of the same duty stand on the rate's other side: "a tariff on beef of 26% for
    Brazil" is on beef, and on what comes from Brazil; an empty stretch where there are none.
    """
    text, last = tokens.text, rate.noun[1] if rate.noun else rate.end
    if rate.noun is None or last > rate.start:
        return words[1], words[1]
    colon = words[0] < rate.start and _COLON.search(text, last, words[0])
    if colon:  # "raised tariffs on Chinese goods: on cars to 100%"
        found = _words(last, colon.start(), tokens)
    elif words[0] < rate.start:
        opening = _FOR.match(text, rate.end, _own_right(text, rate, rate.end))
        found = _words(rate.end, rate.right, tokens) if opening else None
    else:
        led = text.endswith((" for", " to"), 0, words[0])
        found = _words(last, rate.start, tokens) if led else None
    return found or (words[1], words[1])


def _words(first: int, last: int, tokens: Tokens) -> tuple[int, int] | None:
    """The words for goods or targets that "on" or "for" opens near the start of a stretch."""
    text = tokens.text
    aside = _ASIDE.match(text, first, last)
    first = aside.end() if aside else first
    opening = _FOR.match(text, first, last) or _OF.match(text, first, last)
    doing = tokens.at(opening.end() + 1) if opening else None
    if doing is not None and doing.tag_ == "VB" and not _sends(doing):
        opening = None  # "pays 15% to get into Norway"
    match = opening or _ON.search(text, first, last)
    if match is None or match.start() >= first + _REACH:
        return None
    if _ELSEWHERE.search(text, first, match.start()):
        return None
    return _up_to_stop(match.end(), last, tokens)


def _sends(verb: Token) -> bool:
    """Whether goods are sent: "to ship figs"."""
    return verb.lemma_ in _SENDS and any(one.dep_ == "dobj" for one in verb.rights)


def _up_to_stop(first: int, last: int, tokens: Tokens) -> tuple[int, int]:
    """From a place to where the words for goods end that begin there."""
    stop = STOP.search(tokens.text, first, min(last, first + 2 * _LONGEST))
    last = min(stop.start() if stop else last, first + _LONGEST)
    return first, goods_until(tokens, first, last)


def _own_right(text: str, rate: Rate, behind: int) -> int:
    """Where the words of `rate` end on the right: before the next tariff's noun phrase."""
    right = min(rate.right, rate.near[1])
    nouns = tariff_words().noun.finditer(text, behind, right)
    noun = next((one for one in nouns if not _IS_VERB.search(text, behind, one.start())), None)
    noun = noun or _CURBS.search(text, behind, right) or _THE_ONE.search(text, behind, right)
    if noun is None:
        return right
    if _CLAUSE.search(text, behind, noun.start()):
        return noun.start()
    cut = max(text.rfind(" and ", behind, noun.start()), text.rfind(",", behind, noun.start()))
    return cut if cut > 0 else noun.start()


def _origin_start(lead: re.Match[str] | None, place: tuple[int, int], text: str) -> int:
    """Where the words begin that make a country, which stands at the end of `place`, the origin
    of goods; at the country itself where they only measure them ("a bottle of Peruvian wine").
    """
    start, country = place
    if lead is None:
        return country
    measured = lead.group().startswith("of") and _MEASURED.search(text, start, lead.start() - 1)
    return country if measured else lead.start()


def goods_of(start: int, end: int, parties: Parties, text: str) -> str | None:
    """The goods named between two places, without their countries and articles."""
    words, place = "", start
    for party in parties.within(start, end):
        if not (party.plain or party.referred) or MONEY.match(text, party.end):
            continue
        if _PEER.match(text, party.start) or (
            party.referred and text.endswith(", ", 0, party.start)
        ):
            continue  # the name behind it is cut out with it, or the words in commas
        made = _MADE.match(text, party.end)
        if text.startswith("-", party.end) and made is None:
            continue  # "Chinese-built ships" need not be Chinese
        lead = _ORIGIN.search(text, start, party.start)
        if lead and lead.group().startswith("to"):
            return tidied(words + text[place : lead.start()])  # "exports of tin to Peruvian firms"
        first = _origin_start(lead, (start, party.start), text)
        words += text[place : max(first, place)]
        place = max(place, made.end() if made else party.end)
        others = _AND_OTHERS.match(text, place, end)
        place = others.end() if others else place
        place += 2 if text[place : place + 2] in {"'s", "’s"} else 0
    words += text[place:end]
    return tidied(words)
