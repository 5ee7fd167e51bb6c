"""Strips from words for goods what is none: articles, counts, sums, who trades in them."""

from __future__ import annotations

import re

from nlp.measures.day_names import DAY

_SUM = re.compile(
    r"^(?i:(?:(?:a )?further|additional|about|around|roughly|some|nearly|almost|up to|more than"
    r"|over|at least) )?"
    r"(?:[A-Z]{0,2}[$€£¥][0-9.,]+[ -]?(?:bn|billion|million|m|tn|trillion)?(?:’s|'s)?"
    r"(?: worth)?(?: of)?|[0-9.]+ ?(?:%|percent|per cent)(?: of)?"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?= [a-z])|[0-9]{3}(?= (?:products|goods|items|lines)\b)"
    r"|[0-9][0-9,]* (?:kinds?|types?|categor(?:y|ies)|sorts?|products? lines?)(?: of)?) "
)
_OPENING = re.compile(
    r"^[\s,]*(?:(?:(?:(?:nearly|almost|virtually|about|around|roughly|over|more than|up to|at least"
    r"|some) )?"
    r"(?:(?:half|(?:an?|one|two|three|four)[ -](?:third|quarter|fifth|tenth)s?"
    r"|(?:the )?(?:(?:vast|great|large|overwhelming) )?(?:bulk|majority|rest)"
    r"|hundreds|dozens|scores|thousands)(?: of)?"
    r"|(?:part|much|most|some|all|an? few) of|every|both|either|each(?! other)|all(?! imports))"
    r"(?: the)?"
    r"|(?:each other|one another|country|nation|island|bloc|neighbou?r|rival)(?:[’']s)?"
    r"|(?:(?:narrow|wide|broad|long|limited) )?"
    r"(?:class|range|group|list|set|series|variety|number)(?: of|(?= [a-z]+s\b))"
    r"|(?:cargo(?:es)?|loads?|containers?|pairs?|crates?|(?:truck|ship)loads?|kilos?|tonnes?"
    r"|barrels?)(?: of|(?= [a-z]))|(?:box(?:es)?|bottles?|cases?|bags?|bales?|tons?|pounds?) of"
    r"|all|most|many|of(?= (?:the|their|its) )|various|or|the|an?|other|imported|foreign"
    r"|certain|only|fewer|so-called|dumped|subsidi[sz]ed|not (?:just|only)"
    r"|(?<=every )single|(?:(?:full|customs|declared|dutiable|total|import|taxable) )?value of"
    r"|his|her|our|my|your|those|another|and|any|every|each|such|same|’s|'s|some|each|its|their"
    r"|own)"
    r"[\s,]+)+",
    re.I,
)
_OWNERS = re.compile(  # "Harmon's wire", "everybody else's shirts"
    r"^(?!(?:Children|Women|Men|Girls|Boys|Babies)[’'])(?:[A-Z][\w-]+(?: [A-Z][\w-]+)?"
    r"|(?:every|some|any|no)(?:body|one)(?: else)?)[’']s (?=[a-z])"
)
COUNTED = re.compile(
    r"^(?:one|two|three|four|five|six|seven|eight|nine|ten|a dozen|dozens of|several|some|many"
    r"|[2-9]|[1-9][0-9])"
    r" (?!or |to |and |per |[%-]|percent|million|billion|trillion|hundred|thousand)(?=[A-Za-z])",
    re.I,
)
"""The count in "three banks", of which only the sort is told."""
_SUCH_AS = re.compile(
    r"^(?:[a-z]+ )?(?:goods|products|items|imports),? (?:such as|including"
    r"|among them) (?=[a-z])"
)
_RANGE = re.compile(  # "everything from bicycles to blenders", "items from bourbon to boats"
    r"(?P<all>^(?:(?:almost|nearly|virtually) )?(?:every|any)thing from [a-z][^,;:]*? to [a-z]"
    r"[^,;:]*)"
    r"|(?<=[a-z]),?(?: ranging| varying)? from (?!the\b)[a-z][^,;:]*? to [a-z].*"
)
_MADE_OF = re.compile(
    r"(?<=[a-z]) (?:(?:amid|citing|despite|following|thanks|regardless|irrespective|wherever"
    r"|no matter|via|per (?:an?|the)|pending|yesterday|overnight|today|tomorrow|earlier"
    r"|in (?:line|addition|part|each)"
    r"|even (?:though|if|as)|alike|respectively|priced|costing|valued|like|such as"
    r"|without (?:[a-z]+ing|warning|notice|an? vote|approval)"
    r"|for (?:the (?:time|first|second|sake)|reasons?|not|no|fear)"
    r"|from (?:its|their|the) (?:[a-z]+ )?(?:neighbou?r|rival|ally|allie|partner)s?"
    r"|of (?:all|any|every|whatever) (?:kind|sort|type|origin)s?|worth more)\b.*"
    r"|for (?:[a-z-]+ ){0,2}?(?:farms?|firms?|buyers|customers|users|use"
    r"|compan(?:y|ies)|[a-z]*makers|manufacturers|producers|exporters|importers|growers|suppliers"
    r"|businesses"
    r"|households|investors|people|those)\b.*"
    r"|(?<!qualify )(?<!fall )(?<!come )(?<!made )(?:under|covered by) (?:an?|the|its|their|that)"
    r" (?:[a-z-]+ ){0,3}"
    r"(?:pact|agreement|deal|accord|treaty|quota|scheme|programme|program|law|order|rules?)\b.*"
    r"|(?:crossing|passing|transiting|landing|landed|unloaded|cleared|docking|entering|reaching)"
    r" (?:at|in|into|through|from|over|the|[A-Z])\b.*"
    r"|(?:made|refined|produced) (?:abroad|elsewhere|overseas|there|here|[a-z]+ly)"
    r"|(?:made|built|produced|assembled|sold|shipped|grown) by\b.*"
    r"|worth (?:less|under|up|below)\b.*"
    r"|made with\b.*|(?:sent|mailed|ordered|bought) (?:by|through|via|in the)\b.*"
    r"|at (?:the |its )?(?:[a-z]+ )?(?:ports?|borders?|customs|docks)\b.*"
    r"|by (?:[A-Z]?[a-z]+ )?(?:brands|firms|companies|makers|groups)\b.*"
    r"|(?:on|in) (?:the|its|their|this|that) (?:list|schedule|category|categories|annex)\b.*"
    r"|from (?:Asia|Africa|Latin America|South America|the Gulf|abroad|overseas|elsewhere"
    r"|anywhere|everywhere)\b.*"
    r"|from (?:the|any|such|that|(?:[0-9]+ )?[A-Z]\w+) countr(?:y|ies)\b.*"
    r"|from (?:both|all|either|several|many|most|any|other|outside|two|three|four|five|six|seven"
    r"|eight|nine|ten|[0-9]+|some|certain)\b.*"
    r"|from the (?:new year|weekend|spring|summer|autumn|fall|winter|(?:start|beginning|middle|end)"
    r" of)\b.*"
    r"|(?:in case|(?<!and )(?:they|we))\b.*"
    r"|(?:(?:made|built|grown|produced|assembled|manufactured|imported|shipped|brought) (?:in )?)?"
    r"(?:outside|above|beyond|over|in excess of)"
    r" (?:(?:an?|the|its|their|any|this|each|country[’']s|yearly|annual|tariff|set) ){0,3}"
    r"(?:quotas?|limits?|country|nation|bloc|region|threshold|ceiling|cap)\b.*"
    r"|(?:a few|some|several|many|two|three|four|five|six) (?:day|week|month|year)s\b.*)$"
)
_ASIDE = re.compile(  # "tin, of which Chile sells most", "tiles, most of which"
    r",? (?:(?:[a-z]+ )?(?:of|through|in|on|from|for|with|to|by|under) (?:which|whom)|whose)\b.*$"
    r"|(?:,| ranging|, ranging) from (?!the\b)[a-z].*$|,? whatever\b.*$"
    r"|,? (?:(?:better|also) )?(?:known|sold|referred to) as\b.*$"
    r"|, (?:also|mostly|mainly|largely|chiefly|often|now|at present|already|currently|long"
    r"|once|formerly|still"
    r"|usually|especially)\b.*$"
    r"|, (?:the|an?|its|his|their) (?:(?! (?:and|or) )[^,])+$"  # "shrimp, the island's main export"
    r"|, (?:most|many|some|all|half|both|the (?:bulk|rest)) of them\b.*$|,? among them\b.*$"
    r"|, (?:[a-z]+ed|grown|made|built|sold|sent|caught) (?:in|by|for|from|at|under|on|with|to)\b.*$"
    r"|,? (?:except|excluding|other than|apart from|but not|but for|unlike)\b.*$"
)
_TRADE_OF = re.compile(  # "steel mills" pay on steel
    r"(?<=[a-z]) (?:exporters|growers|farmers|shippers|mills|producers|manufacturers|plants"
    r"|makers|builders|packers|brewers|distillers|millers|weavers|processors|canners|bakers"
    r"|industry|sector"
    r"|factories|smelters|foundries|farms|imports|exports|shipments)(?: in [A-Z].*)?$"
)
_NO_THINGS = frozenset(  # words before "imports" that name no goods
    {"all", "other", "most", "many", "some", "such", "new", "foreign", "farm", "agricultural"}
    | {"industrial", "manufactured", "medical", "chemical", "global", "future", "key", "critical"}
    | {"strategic", "covered", "remaining", "further", "asian", "african", "european", "competing"}
)
_MAKERS = re.compile(r"(?P<thing>[A-Za-z][a-z]{2,}?)-?makers?")  # carmakers pay on cars
_MASS = frozenset({"steel", "wine", "cheese", "glass", "paper", "beer", "furniture", "tea"})
_PIECES = frozenset(  # of what a maker makes, that more than one is sold
    {"car", "truck", "tyre", "tire", "tile", "chip", "shoe", "watch", "toy", "bike", "drug", "bus"}
    | {"garment", "appliance", "bicycle", "tractor", "machine", "computer", "phone", "brick"}
    | {
        "panel",
        "battery",
        "lorry",
        "van",
        "motorcycle",
        "parcel",
        "magnet",
        "vehicle",
        "soybean",
        "bean",
        "onion",
        "tomato",
        "potato",
        "banana",
        "orange",
        "apple",
    }
)
_IMPORTS_OF = re.compile(
    r"^(?:all |any )?(?:(?:imports?|exports?|purchases|shipments) (?:of (?:all |the |certain )?)?"
    r"|(?:ship|send|sell|export|deliver|bring)(?:ping|ing)? "  # "pay 12% to ship figs to Peru"
    r"|(?:[A-Z][a-z]+n )?(?:importers|exporters|shippers|producers|makers|growers|suppliers)"
    r"(?: of)? (?:all |the )?|(?:buyers|consumers|sellers|drinkers) (?!of\b))"
    r"(?=(?!from\b|by\b|into\b|in\b)[a-z])",
    re.I,
)
_CLOSING = re.compile(
    r"(?:,? (?:(?:and|or)(?: an?| the| one)?|the|from (?:abroad|there)|as|at|on"
    r"|to|of|for|from|in|with|not|but|have|has|had|outside|an?(?: few)?"
    r"|origin|make|manufacture|provenance|expired|made|built|produced|melted|poured|smelted"
    r"|coming|originating|imported|arriving"
    r"|shipped|sent|sold|exported|brought|bound|headed|it|he|she|later|then|also|too|as well"
    r"|there|here|instead|mostly|mainly|largely|chiefly|kept|lowered|removed|lifted|scrapped"
    r"|hardest|worst|alike|soon|again|subsequently|quickly|briefly|down|up|back"
    r"|(?:each|a|per|every) year)|,)+$"
)
_NO_GOODS = re.compile(
    r"(?:(?:nearly|almost|most|many|virtually|all|both|every|dozen|dozens of|other|its|their"
    r"|trading|developed|developing|advanced|industriali[sz]ed|rich|single|two|three|four|five) )*"
    r"(?:countries|ranges?$|islands|(?:country|nation|island)(?:[’']s)?|nations?|partners?"
    r"|everyone|everybody|everything|them|us|it|sides?"
    r"|bloc|the"
    r"|and|others|other$|(?:any|every|some)thing|(?:first|last|other) (?:two|three|four|five)"
    r"|(?:(?:first|second|third|former|latter|rest|lists?|traders?)(?: ones?)?$)"
    r"|(?:first|last|same|very|next) (?:day|date)s?"
    r"|(?:smaller|small|big|large|local|foreign|domestic|rival|(?:bigg|larg|small|great"
    r"|main)(?:est)?)$"
    r"|less than|more than|volumes?|sales|shipments"
    r"|rivals?|competitors?|peers|neighbou?rs?|now|hold|top|whose|which"
    r"|that|who|like|has|have|had|exporters?|importers?"
    r"|(?:rising|falling|climbing|dropping|going|starting|beginning|taking|coming)"
    r"|no (?:plans?|reason|need|intention|deal|talks|change)"
    r"|compan(?:y|ies)|brands?|any(?:one|body)|whoever|buy(?:s|ing)?|sells|sends|vintners"
    r"|firms?|producers?|shippers?|mills|makers?|manufacturers?|growers?|farmers?|factor(?:y|ies)"
    r"|plants|suppliers?|smelters?|business(?:es)?|industr(?:y|ies)|(?:[Mm]ember )?[Ss]tates"
    r"|economies"
    r"|(?:[0-9]{1,2} )?(?:" + DAY + r"))(?: .*)?|(?:up|more than|at least)"
    r"|(?:first|next|last) [0-9][0-9,.]*|[0-9.,]+ ?(?:%|per ?cent)",
    re.I,
)
_NO_THING = re.compile(  # a pronoun or the duty itself, whatever stands before it
    r"(?:above|beyond|within|outside) .*|(?:[a-z-]+ ){1,3}ones"
    r"|(?:[\w-]+ ){1,3}(?:rivals?|competitors?|counterparts?|peers?|suppliers?|exporter|maker"
    r"|producer|company|firm|brands?|buyers?|neighbou?rs?)|only|two|three|four|five|six|seven"
    r"|eight|(?:(?:those|that|ones?|them) )?(?:from )?(?:every|any|else|no)where(?: else)?"
    r"|(?:everyone|everybody|anyone|all) (?:else|others)|rest(?: of .*)?"
    r"|(?:(?:part|share|portion|rest) of )?(?:(?:its|their|the) )?"
    r"(?:value|content|price|cost)s?|(?:full |customs |declared )?value that .*"
    r"|(?:(?:all|both|most|some|many|none|each|any|half) )?(?:of )?(?:i|you|he|she|it|we|they|him"
    r"|her|us|them|mine|yours|his|hers|its|ours|theirs|these|those|this|that|ones?|each|all|both"
    r"|none|some|nothing|nil|zero"
    r"|such|same|own|what(?: .*)?|itself|themselves|(?:(?:the|its|an?|plus|and|new|other|import"
    r"|additional|anti-?dumping|countervailing|safeguard|baseline) )*(?:tariffs?"
    r"|dut(?:y|ies)|lev(?:y|ies)|rates?|charges?|surcharges?|taxes|tax|measures?))"
    r"(?: (?:all|both|too|also|alone|now|charged|imposed|levied))*",
    re.I,
)
_COMPANY = re.compile(  # "Orrin, a small maker of bicycles"
    r"[A-Z][\w&-]+, an? [^,]*\b(?:brand|maker|company|firm|producer|exporter|grower|supplier"
    r"|manufacturer|brewer|distiller|mill|start-?up|business)\b.*"
)
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w&’'-]+)+")  # of a paper, a person or a firm
_LONGEST = 120


def tidied(words: str) -> str | None:
    """The goods that the words name, or None where they name none."""
    words = " ".join(words.replace("U.S.", "").split()).replace(" ,", ",").replace(",,", ",")
    words = words.rpartition(": ")[2].strip().removeprefix("on ")
    if _COMPANY.match(words):
        return None
    words = _SUM.sub("", _OPENING.sub("", words.strip(" ,.;“”\"’'-")))
    words = _OPENING.sub("", words)  # "the first 1.2 million imported cars"
    words = _OWNERS.sub("", words)
    among = _RANGE.search(words)
    if among is not None and among["all"]:
        return among["all"].strip()
    words = words[: among.start()] if among is not None else words
    words = _ASIDE.sub("", _SUCH_AS.sub("", words))
    words = _CLOSING.sub("", words.strip(" ,.;“”\"’'-")).strip()
    words = _IMPORTS_OF.sub("", _CLOSING.sub("", words.partition(" to ")[0]))
    words = of_sellers(_MADE_OF.sub("", words))
    if not re.search(r"[A-Za-z][a-z]{2}", words) or len(words) > _LONGEST:
        return None
    if any(none.fullmatch(words) for none in (_NO_GOODS, _NO_THING, _NAME)):
        return None
    return words


def of_sellers(words: str) -> str:
    """What makers make or sellers sell, where only they are named; other words as they are."""
    makers = _MAKERS.fullmatch(words)
    if makers is not None:
        thing = makers["thing"].lower().replace("auto", "car")
        return thing if thing in _MASS else _several(thing)
    thing = _CLOSING.sub("", _TRADE_OF.sub("", words))
    last = thing.rpartition(" ")[2].lower()
    if thing == words or last in _NO_THINGS:
        return words
    return many_of(COUNTED.sub("", thing))  # "two pasta makers" pay on pasta


def many_of(thing: str) -> str:
    """Things of which more than one is sold, where one stands for them: "car" imports are cars."""
    return _several(thing) if thing.rpartition(" ")[2].lower() in _PIECES else thing


def _several(thing: str) -> str:
    if thing.endswith("ry"):
        return f"{thing[:-1]}ies"
    return thing + ("es" if thing.endswith(("ch", "sh", "x", "s", "ato")) else "s")
