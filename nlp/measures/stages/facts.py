"""Tells measures that a text asserts from those it asks for, wishes, denies or makes up."""

from __future__ import annotations

import re
from datetime import date

from nlp.measures.rates.clauses import MEASURED, clause_of
from nlp.measures.rates.finding import Rate
from nlp.measures.stages.fate import still_stands

_PUT = (
    r"(?:impos|levy|levi|charg|slap|rais|hik|increas|introduc|adopt|announc|put|plac|set|appl"
    r"|doubl|tripl|retaliat|respond|hit|add|enact|bring|reinstat|restor|reimpos|target|use|bann?"
    r"|restrict|curb|prohibit|tighten)\w*"
)
_NOBODY = r"\b(?:no|any|without(?: any)?)(?: \w+){0,2} "
_UNREAL = re.compile(
    r"\b(?:rumou?r(?:s|ed)?|hoax(?:es)?|myths?|fake|falsely|wrongly|mistakenly|erroneously|parody"
    r"|satirical|fictional|imaginary|hypothetical(?:ly)?|simulat\w+|model(?:s|l?ed|l?ing)"
    r"|suppose[ds]?|supposing"
    r"|imagine[ds]?"
    r"|(?:an? )?earlier (?:entry|version|report|story|post) (?:said|stated|gave)"
    r"|hop(?:e|es|ed|ing) (?:that )?[^;:,]{0,60}\b(?:will|would|can|could) (?:be )?"
    r"(?:cut|lowered|reduced|dropped|lifted|scrapped|removed)"
    r"|den(?:y|ies|ied|ying) (?:reports?|rumou?rs?|suggestions|claims|media reports|speculation"
    r"|(?:that )?(?:it|they|he|she) (?:would|will|was|were|is|are|had|(?:plan|intend)\w*))"
    r"|no truth\W+(?:at all\W+)?(?:in|to) |(?:dismiss|reject|play(?:ed|s) down|scotch)(?:e[sd]|ed)?"
    r" (?:[a-z]+ )?(?:reports?|rumou?rs?|suggestions|claims|speculation)"
    r"|what if|speculation|speculat(?:e|ed|es|ing)|untrue|unfounded|baseless|debunk\w*"
    rf"|{_NOBODY}(?:plans?|plan|intentions?|intent|desire|wish|need|reason|proposal|decision|talk)"
    r"(?: \w+)? (?:to|for|of|on)"
    r"|(?:not|never|no longer|n[o’']t) (?:going|planning|plan(?:ned|s)?|intend\w*|consider\w*"
    r"|seek\w*"
    r"|want\w*|about|ready|willing|yet)(?: \w+)?"
    r"|voted down|vot(?:ed|es)(?! to\b)[^,;:.]{0,40}? against|vetoe[sd]|turned down"
    r"|back(?:s|ed|ing) (?:away|off|down)(?: (?:on|in) \w+| last \w+)? from"
    r"|(?:dropped|drops|abandon(?:s|ed)|shelved?s?|ditch(?:es|ed)|rejected|gave up"
    r"|walked away from)"
    r" (?:(?:its|their|the|his|her|a|an|any|all|earlier) ){0,2}"
    r"(?:plans?|ideas?|proposals?|threats?|bid|push|effort)"
    rf"|(?:ruled|rules|ruling|rule) out|stopp?\w* short of"
    rf"|(?:yet|fail(?:s|ed)?|tried(?: and failed)?) to {_PUT}|(?:almost"
    r"|nearly) (?:imposed|put|levied)|refrain\w* from"
    r"|(?:would|could|might)(?:n[o’']t| not)? have (?:\w+ ){0,2}?(?:\w{2,}ed|put|set|hit|paid|been)"
    rf"|(?:without|instead of|rather than|against) {_PUT}|not to {_PUT}"
    rf"|(?:never|not|n[o’']t|nor|neither)(?: \w+){{0,3}} {_PUT}(?! by the\b))\b",
    re.I,
)
_FALSE = re.compile(
    r"^[^;!?]{0,160}?\b(?:(?:was|were|is|are|be|been|proved|proven"
    r"|turned out)(?: \w+){0,2}? (?:false|untrue|wrong"
    r"|unfounded|baseless|fake|a (?:hoax|lie|myth|fabrication|joke|rumou?r)|denied|not true"
    r"|incorrect|implausible|out of the question|off the table"
    r"|inaccurate|mistaken|fabricated|made up))\b",
    re.I,
)
_WOULD_HAVE = re.compile(
    r"[^,;:.%]{0,60}? (?:would|could|might) have (?:taken|come|gone|kicked|started|begun|risen)\b"
)
_RUMOURED = re.compile(
    r"[^;:.]{0,40}?\b(?:was|were|had been|has been|is) (?:also )?(?:rumou?red|mooted)\b", re.I
)
_CLAIMS = re.compile(
    r"\b(?:reports?|claims?|rumou?rs?|stor(?:y|ies)|talk|suggestions?|assertions?|idea|notion"
    r"|posts?"
    r"|news|allegations?|it)\b",
    re.I,
)
_WISHED_OF = re.compile(
    r"\b(?:ask|urg|petition|beg|implor|call(?:s|ed|ing)? (?:on|for|upon)|want|press|pressur"
    r"|lobb(?:y|i)"
    r"|push|demand|plead|encourag|advis|appeal(?:s|ed|ing)? to|wish|hop)\w*\b"
    rf"(?P<whom>[^;:.]{{2,70}}?) (?:to|would|should|not to) (?:\w+ ){{0,2}}?{_PUT} ",
    re.I,
)
_WISHED_DONE = re.compile(  # "wants the 39% tariff lowered to 15%"
    r"\b(?:want|demand|seek|sought|wish|hop|need|like)\w* (?:to (?:see|have|get) )?[^;:,]{0,80}?"
    r"(?<!\bbe )(?<!\bwas )(?<!\bwere )\b(?:lowered|cut|reduced|removed|lifted|dropped"
    r"|scrapped|abolished|suspended|halved|eliminated)\b",
    re.I,
)
_PLAN_DROPPED = re.compile(
    r"\b(?:plans?|proposals?|bills?|ideas?) (?:for|of|to [a-z]+) (?:an? |the |its )?"
    r"(?:[a-z]+ ){0,2}$"
)
_HAD_MEANT = re.compile(r"\bhad (?:planned|intended|meant|wanted|been going) to [^,;:]{2,80}$")
_IS_DROPPED = re.compile(
    r"[^,;:.%]{0,90}? (?:was|were|has been|have been) (?:[a-z]+ )?(?:dropped|shelved"
    r"|scrapped|rejected|withdrawn|abandoned|voted down|ditched|defeated)\b"
)
_DROPPED = re.compile(
    r"\bbut (?:later |then |soon |has |have |had ){0,2}(?:dropped|abandoned|shelved|rejected"
    r"|ditched|decided against|thought better of)\b",
    re.I,
)
_PUT_ON = re.compile(  # "put a duty on figs in May, but dropped it": that one was charged
    r"(?<!to )\b(?:put|imposed|levied|introduced|raised|charged|slapped|doubled|hiked)\b"
)
_MEANT = re.compile(
    r"\b(?:plan|propos|threat|want|vow|intend|pledg|promis|consider)\w*"
    r"|\b(?:to|would) (?:have )?put\b"
)
_NONE = re.compile(
    r"\bno(?: such| new| longer an?)?"
    r"(?: (?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax)(?: of| above| at)?(?: up to)?)? $",
    re.I,
)
_CALLED_FOR = re.compile(
    r"\b(?:call(?:s|ed|ing)? for|plead(?:s|ed|ing)? for"
    r"|(?:ask|petition|urg|press|lobb)(?:s|es|ied|e?d|ing)? (?:[^,;:.%]{2,60}? )?for"
    r"(?! consultations| talks| a panel| a ruling| a review| a meeting)|lobb(?:y|ied|ies"
    r"|ying) for"
    r"|favou?r(?:s|ed|ing)?|support(?:s|ed|ing)?|dream(?:s|ed|t)? of|hop(?:e|es|ed|ing) for"
    r"|push(?:es|ed|ing)? for)"
    r"(?: \w+){0,5} $",
    re.I,
)
_MAKERS_WANT = re.compile(  # "rice growers want a 50% tariff": they put on none
    r"\b(?:makers|growers|packers|producers|farmers|breeders|mills|millers|unions?|workers"
    r"|fishermen"
    r"|industry|lobby|groups?|associations?|federations?|chambers?|companies|firms|manufacturers"
    r"|[a-z]+makers) (?:\w+ )?(?:wants?|wanted|seeks?|sought|(?:is|are|was|were) (?:seeking|after"
    r"|demanding)|demand(?:s|ed)?)(?: (?:an?|the|up to|duties of|tariffs of))* $",
    re.I,
)
_TO_BE_MOVED = re.compile(  # "asked for the tariff to be dropped to 15%"
    r"\b(?:ask|call|press|push|lobb|hop|wish|want|plead)\w* (?:for )?(?:the|its|their|an?|that) "
    r"[^;:,]{2,50}? to be (?:[a-z]+ed|cut|put|set) (?:to|at|from) $",
    re.I,
)
_ONLY_WANTED = re.compile(  # "less than the 14% that canners had hoped for"
    r"[^,;:.%]{0,30}? (?:(?:that|which) )?(?:[\w.’'-]+ ){1,4}?(?:had|have|has) (?:\w+ )?"
    r"(?:(?:hoped|asked|called|pressed|pushed|lobbied|campaigned|argued) for|wanted(?! to)|sought"
    r"|demanded|requested|urged|feared|expected|predicted|suggested)\b"
)
_ENDING = re.compile(r"[?!](?=[\s”\"’')]|$)|\.(?=[\s”\"’')]|$)(?<![A-Z]\.)(?<!\b(?:Mr|Ms|Dr)\.)")
_PAST_AGE = re.compile(
    r"\b(?:in|during|of|by|until|till|before|through|throughout|from|between|since)(?: (?:the"
    r"|early|late|mid))*"
    r"[ -](?P<year>1[0-9]{3})s?\b|\b(?:in|during) the 20[0-2]0s\b"
    r"|\b(?:centur(?:y|ies)|decades?|generations?) ago\b|\b(?:eighteenth|nineteenth|twentieth"
    r"|1[5-9]th|20th)[ -]century\b"
    r"|\b(?:Great Depression|colonial|medieval|Smoot)\b"
    r"|\b(?:used to|once|formerly|historically) (?:charge|levy|levied|impose|collect|pay|paid"
    r"|face|put)\w*\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:in|during|until|till|through|by|before) (?P<year>20[0-9]{2})\b", re.I)
_STATE = re.compile(
    r"\b(?:charged|levied|(?:was|were)(?! (?:\w+ )?(?:imposed|introduced|brought in|put)\b)"
    r"|stood|paid|faced|collected|applied|carried|had(?! (?:already|since|long|all but)\b))\b",
    re.I,
)
_CHARGES = re.compile(
    r"\b(?:charges|pays|faces|levies|applies|keeps)(?: (?:them|it|an?|the|its|about|up to)){0,2} $"
)
_LAW = re.compile(r"\b[A-Z][\w.]* $")  # "the Trade Act of 1974"
_STILL = re.compile(
    r"\b(?:still|remains?|stays?|continues? to) "
    r"(?:in (?:force|effect|place)|appl(?:y|ies)|charged)\b"
)
_THEN_NOW = re.compile(r"\b(?:now|today|currently|nowadays)\b")  # "used to pay 8%, now pays 9%"
_UNTIL_THEN = re.compile(  # "Before the deal, Thai rice paid 10%"
    r"[\s“\"]*(?:Before|Until|Prior to) [^;:%]{2,50}?,? [^,;:%]{2,40}? (?:(?:had )?(?:paid|faced"
    r"|borne|attracted|carried)|bore|were|was|entered|stood)\b[^,;:%]*$"
)
_LONG = 2  # years after which a state that the text puts in the past may be over


def asserted(text: str, rate: Rate) -> bool:
    """Whether the sentence says of the measure that it is, was, will or may be put on.

    False for questions, for what others wish the imposer did, for what is denied, ruled
    out, rumoured or only imagined: nobody has put that on and nobody threatens it.
    """
    start, end = rate.near
    clause = max(_clause_start(text, rate), clause_of(text, rate)[0])
    ending = _ENDING.search(text, rate.end, end)
    asked = ending is not None and ending.group() == "?"
    if asked or still_stands(text, rate):  # "has not scrapped its 20% duty"
        return not asked
    lead, behind = text[clause : rate.start], text[rate.end : end]
    if (
        _UNREAL.search(lead)
        or _MAKERS_WANT.search(lead)
        or _CALLED_FOR.search(lead)
        or _TO_BE_MOVED.search(lead)
    ):
        return False
    meant = _HAD_MEANT.search(lead) is not None and " but " in behind
    planned = _PLAN_DROPPED.search(lead) and _IS_DROPPED.match(behind)
    done = _PUT_ON.search(lead) and not _MEANT.search(lead)
    dropped = meant or planned or (_DROPPED.search(behind) and not done)
    bettered = rate.guessed and lead.endswith("had been threatened with ")
    if bettered or _WISHED_OF.search(lead + " ") or _NONE.search(lead) or dropped:
        return False
    stop = ending.end() if ending is not None else end
    wished = _WISHED_DONE.search(text, clause, stop)
    if wished is not None and wished.start() < rate.start:
        return False
    false = _FALSE.search(behind) and _CLAIMS.search(text, start, rate.start)
    if false or _WOULD_HAVE.match(behind) or _RUMOURED.match(behind) or _ONLY_WANTED.match(behind):
        return False
    return not re.search(r"\b(?:false|untrue|not true|a lie) that\b", lead, re.I)


def long_past(text: str, rate: Rate, anchor: date | None) -> bool:
    """Whether the words put the measure into a past that need not reach to today."""
    start, end = _clause_start(text, rate), rate.near[1]
    stops = (one.search(text, rate.end, end) for one in (_ENDING, MEASURED))
    words = text[start : min((stop.start() for stop in stops if stop), default=end)]
    if re.search(r"\bsince\b(?! then\b)", words[rate.start - start :]) or _STILL.search(words):
        return False
    until = _UNTIL_THEN.match(text[start : rate.start]) and not _THEN_NOW.search(words)
    return bool(until) or _is_of_old(text, rate, (start, words), anchor)


def _is_of_old(text: str, rate: Rate, told: tuple[int, str], anchor: date | None) -> bool:
    """Whether the words name an age or a year in which the measure was charged."""
    start, words = told
    stated = _YEAR.search(words)
    if stated is not None and re.search(r"\bsince\b", words[stated.end() :]):
        return False
    place = rate.start - start
    ages = (m for m in _PAST_AGE.finditer(words) if not _is_of_law(m))
    ages = (m for m in ages if not _THEN_NOW.search(words, m.end(), max(m.end(), place)))
    old = next(ages, None)
    if old is not None:
        return not old.group().lower().startswith("since")
    if _CHARGES.search(text, max(0, rate.start - 30), rate.start):
        return False
    first, last = clause_of(text, rate)
    own = max(start, first)  # "and raised its duty to 15% in 2020" is a deed
    if stated is not None and start + stated.start() > max(last, rate.end):
        stated = None  # "charges them 10%, and does as the EU did in 2024"
    if stated is None or anchor is None or not _STATE.search(words[own - start :]):
        return False
    return int(stated.group("year")) <= anchor.year - _LONG


def _is_of_law(year: re.Match[str]) -> bool:
    """Whether a year belongs to a statute's name: "the Trade Act of 1974"."""
    return year.group().lower().startswith("of ") and bool(
        _LAW.search(year.string, 0, year.start())
    )


def _clause_start(text: str, rate: Rate) -> int:
    """Where what governs the rate may begin: behind the last semicolon, colon or dash."""
    start = rate.near[0]
    for match in re.finditer(
        r"[;—]|(?<![A-Z])\. |, (?:but|while|although|though) ", text[start : rate.start]
    ):
        start = rate.near[0] + match.end()
    return start
