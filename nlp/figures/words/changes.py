"""Reads the words around an amount that tell how it moved: up, down, or not at all."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.figures.words.bases import MONTH
from nlp.figures.words.bounds import went_up_to

UP = (
    r"rises?|rose|risen|rising|climb(?:s|ed|ing)?|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?|increas(?:es?|ed|ing)|advanc(?:es?|ed|ing)"
    r"|rall(?:y|ies|ied|ying)|add(?:s|ed|ing)?|gr(?:ow|ows|ew|own|owing)|up|upward"
    r"|rais(?:es?|ed|ing)|widen(?:s|ed|ing)?|expand(?:s|ed|ing)?|leap(?:s|ed|t)?"
    r"|spik(?:es?|ed|ing)|swell(?:s|ed)?|put on|higher|lift(?:s|ed|ing)?|hik(?:es?|ed|ing)"
    r"|boost(?:s|ed|ing)?|bump(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|balloon(?:s|ed|ing)?"
    r"|rocket(?:s|ed|ing)?|accelerat(?:es?|ed|ing)|quicken(?:s|ed|ing)?"
    r"|rebound(?:s|ed|ing)?|recover(?:s|ed|ing)?|bounc(?:es?|ed|ing) back"
    r"|(?:(?<=is )|(?<=are )|(?<=was )|(?<=were ))ahead"
)
DOWN = (
    r"(?<!this )(?<!last )(?<!next )(?<!past )falls?"
    r"|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)"
    r"|los(?:es?|t|ing)|slid(?:es?|ing)?|plung(?:es?|ed|ing)|plummet(?:s|ed|ing)?"
    r"|slip(?:s|ped|ping)?|tumbl(?:es?|ed|ing)|s[aiu]nks?|sinking|down|shed(?:s|ding)?"
    r"|cut(?:s|ting)?|reduc(?:es?|ed|ing)|shr[aiu]nk(?:s|ing)?|narrow(?:s|ed|ing)?"
    r"|eas(?:es?|ed|ing)|slump(?:s|ed|ing)?|dip(?:s|ped|ping)?|retreat(?:s|ed|ing)?"
    r"|lower(?:s|ed|ing)?|slash(?:es|ed|ing)?|slow(?:s|ed|ing)?|weaken(?:s|ed|ing)?|trim(?:s|med"
    r"|ming)?"
    r"|par(?:es?|ed|ing)|contract(?:s|ed|ing)?|collaps(?:es?|ed|ing)|crash(?:es|ed|ing)?"
    r"|dwindl(?:es?|ed|ing)|sag(?:s|ged|ging)?"
)
_UP_NOUN = (
    r"increase|rise|gain|jump|surge|growth|improvement|boost|uptick|hike|raise|climb|rally"
    r"|expansion|rebound|leap|higher|more|larger|wider|bigger|dearer|pricier|costlier|heavier|warmer|hotter|stronger|faster|longer"
)
_DOWN_NOUN = (
    r"decrease|drop|fall|decline|cut|reduction|loss|slump|plunge|slide|dip|contraction"
    r"|discount|lower|less|fewer|smaller|narrower|cheaper|lighter|cooler|colder|weaker|slower|shorter"
)
_LOOSE = (
    r"(?:about|around|roughly|nearly|almost|approximately|some|just|only|another"
    r"|an? (?:further|additional|extra)|more than|less than|over|under|at least|up to"
    r"|as much as|an estimated|an? (?:average|total)(?: of)?|by|slightly|sharply|further|an?|more)"
)
_OWN_WORD = r"(?: (?!(?:to|at|from|by|of|in|for|on)\b)[a-z]+)"
_MOVED_WORD = rf"(?: (?!(?:and|or|but|while|as|that|than|{UP}|{DOWN})\b)[a-z’'-]+)"
_MADE_UP = re.compile(
    r"\b(?:ma(?:de|kes?|king)|t(?:akes?|aking|ook)|eat(?:s|ing)?|ate|us(?:es?|ed|ing)|soak(?:s|ed)?"
    r"|gobbl(?:es?|ed)|bought|buy(?:s|ing)?|snap(?:s|ped)?) up (?:[a-z]+ ){0,3}$"
    r"|\b(?:shoot|shot|gunned|tear|tore|torn|pull(?:s|ed)?|knock(?:s|ed)?|hunt(?:s|ed)?|track(?:s"
    r"|ed)?"
    r"|turn(?:s|ed)?|vot(?:e|es|ed)|shut(?:s|ting)?) down (?:[a-z]+ ){0,3}$",
    re.I,
)
_CLOSED_DOWN = re.compile(r"\bclos(?:e|es|ed) down (?:[a-z]+ ){0,3}$", re.I)  # shops, not 4%
_PARTICLE = re.compile(  # "freed up $26 million": no move, as "edged up" and "closed up" are
    r"\b(?!(?:tick|edg|inch|creep|mov|jump|nudg|bump|push|climb|go|trend|revis|clos|end|finish"
    r"|trad|settl|start|open)(?:ed|ing)\b)[a-z]+(?:ed|ing) (?:up|down) (?:[a-z]+ ){0,2}$"
)
_UNDER = re.compile(rf"\b(?:{DOWN}) (?:back )?under $", re.I)  # a level: "dropped under $65"
_MOVE = re.compile(rf"{UP}|{DOWN}", re.I)
_OF_RATES = (  # what headlines cut or raise without an article
    r"(?: (?!(?:to|and|or|but|on|of|for)\b)[a-z-]+){0,2} (?:rates?|prices?|forecasts?|outlook"
    r"|targets?|guidance|dividends?|estimates?|fares|fees|taxes|tax|wages|pay|spending|output"
    r"|stake|budgets?|jobs)"
)
_MOVING = re.compile(
    rf"(?<![\w–-])(?:(?P<up>{UP})|(?P<down>{DOWN}))"
    rf"(?:(?:{_MOVED_WORD}| [0-9]{{1,4}}){{1,8}},? by| (?:its|their){_OWN_WORD}{{1,3}}"
    rf"|{_OF_RATES})?"
    r"(?: at an? (?:annual|annuali[sz]ed|yearly|monthly|quarterly) (?:rate|pace) of)?"
    rf"(?: {_LOOSE}){{0,4}}(?:(?<= by) between)? $",
    re.I,
)
_MOVING_TO = re.compile(
    rf"(?<![\w–-])(?:(?P<up>{UP})|(?P<down>{DOWN}))"
    r"(?: (?:[a-z]+ly|again|back|further|down|up|(?:last|this) (?:week|month|quarter|year)"
    r"|in [A-Z][a-z]+|on [A-Z][a-z]+day|for (?:an?|the) [a-z]+ (?:straight |consecutive "
    r"|successive )?(?:month|quarter|year|week|day)(?: running| in a row)?)){0,2}"
    rf"(?: (?:its|their|the)(?:{_MOVED_WORD}){{1,4}}| that| it|{_OF_RATES})?"
    r"(?:,? to(?: as (?:high|low|much|many|few|little) as)?"
    r"| as (?:high|low) as| below| above| past| under)"
    r"(?: (?:between|about|around|roughly|nearly|almost|some|just|only|over|under|more than"
    r"|less than|at least|an?|a record)){0,2} $",
    re.I,
)
_IN_HALF = re.compile(r"\b(?:cut|slash|reduc|chop)\w*(?: [\w’'-]+){0,5} in $", re.I)
_ALSO_OF_THINGS = re.compile(
    r"(?:add|gain|rais|recover|lift|boost|bump|up\b|los|trim|pared|cut|shed|drop|advanc|put|reduc|expand"
    r"|sank|sunk)\w*(?!.*\bby $)",
    re.I,
)
_NOUN_BEHIND = re.compile(
    r"(?:\)| \([0-9.]+ ?(?:%|per ?cent)\))?"  # "£4,000 (1.9%) more than": both are how much more
    rf"[ -](?:(?!(?:and|or|but|as|while|when|in|at|by|for|with|from|to|on|than|plus"
    r"|is|are|was|were|be|been|has|have|had|will|would|can|could|do|does|did|of"
    r"|this|next|last|past|each|every|denotes|signals|indicates|means|suggests|shows|points)\b)"
    r"[a-z][a-z-]* )?"
    rf"(?:(?P<up>{_UP_NOUN})"
    rf"|(?P<down>{_DOWN_NOUN}))\b",
    re.I,
)
_NOUN_BEFORE = re.compile(
    rf"\b(?!growth)(?:(?P<up>{_UP_NOUN})|(?P<down>{_DOWN_NOUN})) of (?:{_LOOSE} ){{0,3}}$", re.I
)
_OVER_OR_UNDER = re.compile(  # "20% below last year's level"
    r" (?:(?P<up>above|up on)|(?P<down>below|down on)) (?:the )?"
    r"(?!(?:sea|ground|street|eye|poverty|water) level)(?:last|previous|prior|same|its"
    r"|year|their|those|that|what|a year"
    rf"|pre-|{MONTH}|levels?|(?:19|20)[0-9][0-9]|(?:[\w-]+ ){{0,2}}(?:level|average)s?\b"
    r"|(?:[\w-]+ ){0,2}(?:peak|high|low|norm)\b)",
)
_UP_OR_DOWN = re.compile(  # "turnout was 61%, two points up"
    r" (?:(?P<up>up)|(?P<down>down))(?=[.,;)]|$| (?:on|from) )"
)
_THAN_OTHERS = re.compile(  # "17% below that of neighbouring Estonia": nothing has moved
    r"(?: than|(?<=above)|(?<=below)) (?:(?:in|at|for|among|(?:that|those) (?:of|in|for)) )?"
    r"(?:the )?"
    r"(?:(?:neighbouring|neighboring|nearby|rival|the rest of) )?"
    rf"(?:(?!{MONTH}|Q[1-4]\b|Covid|Christmas|Easter|Ramadan)[A-Z][a-z]\w+"
    r"|(?:men|women|boys|girls|adults|children|whites|natives|migrants|doctors|teachers)\b"
    r"|(?:its|their|his|her) (?:\w+ )?"
    r"(?:neighbou?r|rival|peer|counterpart|competitor|predecessor)s?)"
    r"(?![^.;,]*\b(?:expect|forecast|predict|estimat|level|project|era|crisis|times))"
)
_SIGN = re.compile(r"(?:^|[\s(])(?P<sign>[+])$")
_UNMOVED = re.compile(
    r"\b(?:unchanged|(?:held?|holds|holding|kept|keeps?|remain(?:s|ed)?|stay(?:s|ed)?|was|were|is"
    r"|are"
    r"|stood|leaves?|left)(?: [a-z]+){0,3} (?:steady|stable|flat|unchanged)) at (?:an? |about )?$",
    re.I,
)
_HELD = re.compile(r"\b(?:held|holds|holding)(?: firm| fast)? at (?:an? |about |just )?$", re.I)
_PERCENT = re.compile(r"(?:%|per ?cent)")
_KEPT = re.compile(
    r"\b(?:held|holds|holding|kept|keeps|keeping|left|leaves|leaving|maintained) (?:its|their|the)"
    r" (?:[a-z-]+ ){1,4}at $"
)
_UNMOVED_BEHIND = re.compile(r",? unchanged (?:from|on|since)\b")
_THE = re.compile(r"\b(?:the|an?|its|their|his|her|this) $", re.I)
_THAN_SO_MANY = re.compile(r" than (?:an? )?[$€£]?(?!(?:19|20)[0-9]{2}\b)[0-9]")
_MANY = frozenset({"more", "fewer", "less"})
_COMPARED = re.compile(r"(?:er|less|more)$")
_ITS_NOUN = re.compile(r"-| (?!than\b)[a-z]")
_REACH = 48
_SIGNS = frozenset("$€£¥")


def is_move(word: str) -> bool:
    """Whether a verb's form tells that something moves: "rose", "cut"."""
    return _MOVE.fullmatch(word) is not None


def as_percent(share: Decimal) -> Decimal:
    """A part of a whole in percent, to one decimal: a third is 33.3."""
    percent = abs(share * 100).quantize(Decimal("0.1"))
    return percent.quantize(Decimal(1)) if percent == int(percent) else percent


def moved_by(text: str, start: int, *, signed: bool = False, counted: bool = False) -> str:
    """ "up" or "down" where a verb moves something by the amount at `start`; "" otherwise.

    `signed` allows for a plain + in front of it ("Dow +0.2%"). `counted` says that the
    amount counts things, so that "add ten users" or "gave up 30 yards" moves nothing.
    """
    before = text[max(0, start - _REACH) : start]
    if _IN_HALF.search(before) and text.startswith("half", start):
        return "down"
    paid = text[start : start + 1] in _SIGNS and _PARTICLE.search(before)
    made = (
        paid
        or _UNDER.search(before)
        or _MADE_UP.search(before)
        or (counted and _CLOSED_DOWN.search(before))
    )
    match = None if made else _MOVING.search(before)
    if match and _THE.search(before, 0, match.start()) and " by " not in match.group():
        return ""  # "each who misses the cut about $4,000"
    if match and not (counted and _ALSO_OF_THINGS.match(match.group())):
        return "up" if match.group("up") else "down"
    return "up" if signed and _SIGN.search(before) else ""


def unmoved(text: str, start: int, end: int) -> bool:
    """Whether the level from `start` to `end` is as before ("held steady at 3%")."""
    near = max(0, start - _REACH)
    before = _UNMOVED.search(text, near, start) or _KEPT.search(text, near, start)
    if before is None and _PERCENT.search(text, start, end):
        before = _HELD.search(text, near, start)  # "the rate held at 4%"; talks are held at noon
    return before is not None or _UNMOVED_BEHIND.match(text, end) is not None


def moved_to(text: str, start: int) -> str:
    """ "up" or "down" where a verb brings something to the level at `start` ("fell to $3")."""
    match = _MOVING_TO.search(text, max(0, start - _REACH), start)
    if match is None:
        return ""
    if match.group().lower().startswith("up to"):  # a bound, unless it "inched up to"
        return "up" if went_up_to(text, start) else ""
    return "up" if match.group("up") else "down"


def named_change(
    text: str, start: int, end: int, *, bare: bool = False, plural: bool = False
) -> str:
    """ "up" or "down" where a noun or comparative makes the amount a change ("a 5% rise");
    a `bare` number of more of them is a change only where it says than what, and `plural`
    things do what stands behind them ("46 people fall ill").
    """
    match = (
        _NOUN_BEHIND.match(text, end)
        or _NOUN_BEFORE.search(text, max(0, start - _REACH), start)
        or _OVER_OR_UNDER.match(text, end)
        or _UP_OR_DOWN.match(text, end)
    )
    if match is None:
        return ""
    done = " " in match.group()[1:] or not _COMPARED.search(match.group())
    if plural and match.start() == end and done:
        return ""
    if " " in match.group()[1:] and _THAN_SO_MANY.match(text, match.end()):
        return ""  # "three hearings drew more than 600"
    if bare and match.group()[1:] in _MANY and not text.startswith(" than", match.end()):
        return ""  # "options on 40 more"
    if bare and _COMPARED.search(match.group()) and _ITS_NOUN.match(text, match.end()):
        return ""  # "two weaker-than-expected results"
    way = "up" if match.group("up") else "down"
    return "" if _THAN_OTHERS.match(text, match.end(way)) else way
