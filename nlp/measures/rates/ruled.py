"""Tells by rules whether a percentage is a rate of duty, and which tariff noun is its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.figures.amounts.finding import Amount
from nlp.measures.rates.charged import ENTERING
from nlp.measures.rates.earlier import goes_on, tells_of_before
from nlp.measures.rates.free import is_free, is_nothing
from nlp.measures.rates.likely import Surroundings
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_ON = re.compile(
    r" (?:on|against|over) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May"
    r"|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* [0-9])"
)
_FOR = re.compile(r" (?:for|to|of) (?:the |an? )?")
_BEARS = re.compile(
    r"\b(?:settle[sd]? (?:for|on)|tax(?:es|ed|ing)?|pay|pays|paid|paying|fac(?:e|es|ed|ing)"
    r"|charg(?:e|es|ed|ing)|impos(?:e|es|ed|ing)|levi(?:es|ed)|levy|went to|go to|goes to"
    r"|collect(?:s|ed)?|(?:liable|subject) (?:to|for)"
    r"|match(?:es|ed)? (?:it|that|them)? ?with"
    r"|follow(?:s|ed)? with|answer(?:s|ed)? with|respond(?:s|ed)? with|cut to|raised to|lowered to"
    r"|reduced to|rise .{0,20}to|stands? at|stood at|set at|capped at|carr(?:y|ies|ied)|bears?|bore"
    r"|attract(?:s|ed)?|incur(?:s|red)?|hit with"
    r"|(?:escape|got off|get off|gets off|made do"
    r"|c[ao]me away)(?:s|d)? with|(?:comes?|came) in at"
    rf"|(?:enters?|{ENTERING} (?:the )?(?:(?-i:[A-Z])[\w.]+(?: [A-Z]\w+)?|bloc|country|union)) at"
    r"|(?:is|are|was|were) (?:assessed"
    r"|levied) at|(?:return|revert|(?:go|went|snap(?:s|ped)?) back)"
    r"(?:s|ed|ing)? to|back (?:up |down )?(?:at|to)"
    r"|(?:sees?|seeing|puts?|fix(?:ed)?|set)"
    r" (?:it|them|that|the (?:rate|duty|tariff|levy)) at|customs at(?: an?)?(?: flat)?"
    r"|(?:let(?:s|ting)? in|admit(?:s|ted|ting)?) (?:[^,;:.%]|,(?=[0-9])){3,60}"
    r"(?<!tonnes)(?<!tons) at|let(?:s|ting)? (?:[^,;:.%]|,(?=[0-9])){3,60} in at)\b",
    re.I,
)
_HIT = re.compile(  # "hit American whiskey with 25%"
    r"\b(?:hits?|slapp?(?:s|ed)?|struck|strikes?|target(?:s|ed)?) [^,;:%]{2,50}? with $"
)
_OWN_RATE = re.compile(  # "Peru's rate of 19%", "a deal fixed Peru's rate at 19%"
    r"(?:’s|'s|’|')(?: (?:own|new|tariff))? (?:rate|(?P<bare>stays|stayed|remains|goes|went|rises"
    r"|rose|falls|fell|drops|dropped)) (?!for |of [a-z])"
    r"(?:[a-z]+ |from [0-9.]+(?:%| per ?cent) ){1,6}$"
)
_GOES_TO = re.compile(  # "will rise to 60% in July and could reach 100%"
    r"[^;:%.]{0,60}?,? (?:and|but|before|then) (?:(?:could|may|might|would|will|is to|are to) )?"
    r"(?:later |then |eventually |even )?(?:reach(?:es)?|rises? to|climbs? to|goes to|go to"
    r"|doubles? to|falls? to|drops? to) (?:as much as |up to )?"
)
_ANOTHER_PAYS = re.compile(
    r"(?:,? while|; |, but|,? and| \()[^;%]{3,80}"
    r"\b(?:pays?|paid|fac(?:e|es|ed)|bears?|(?:is|are|was|were|be) (?:charged|taxed|hit))\b"
)
_OTHERS_PAY = re.compile(r", [^,;]{2,60}\b(?:pays?|paid|fac(?:e|es|ed))\b")
_GAP = re.compile(r"[,;:]|\b(?:on|and|for|to|in|the|of|that)\b")
_IN_ITS = re.compile(r" in (?:its|the|their|[A-Z][\w.]*(?:’s|'s)) (?:[a-z]+ )?")
_THE = re.compile(r" the (?:(?:[a-z-]+|[0-9.]+%) ){0,2}")  # "raised to 40% the extra duty on"
_CONTINUES = re.compile(
    r"(?:,|,? or|\band|,? but|\bto|\bthe|(?:,|\band|,? but) (?:of|at|another)) $"
)
_CHARGE_ON = re.compile(
    r" at (?:customs\b|(?:the|its|their) (?:[A-Z]\w+ )?(?:border|frontier|customs)\b)"
    r"| (?:import |border |extra |new |similar )?charges?\b(?! cards?\b)"
)
_ONE_OF = re.compile(r"\b(?:with|by|to) (?P<one>one|ones|that|those) of (?:up to )?$")
_A_ONE = re.compile(r" (?P<one>ones?)(?= on\b| of its\b| of their\b|[.,;]|$)")
_OF_THEIRS = re.compile(  # "the 17% that Peru has charged"
    r" (?:(?:that|which) )?(?:the )?(?:[A-Z][\w.]+(?: [A-Z][\w.]+)?|everyone|everybody|others|it"
    r"|they|we) (?:has |have |had |now |also |is |are |been )*(?:faced?s?|paid|pays?|charged|puts?"
    r"|levie[sd]|imposed|demand(?:s|ed)|collect(?:s|ed))\b"
    r"| (?:that|which) [^,;:%]{2,40}? (?:charge[sd]?|levie[sd]|impose[sd]|puts?|collects?"
    r"|demand(?:s|ed))\b"
)
_ANSWERED = re.compile(  # a bare answer: "45% for rebar, 30% for wire rod."
    r" (?:for|on) (?!(?:average|the|all|it)\b)(?:[\w-]+ ){0,3}?[\w-]+(?:[,;.]| and [0-9])"
)
_HEADED = re.compile(  # "In force today: 25% on steel; 10% on toys"
    r"\b(?:(?:in|into) (?:force|effect|place)|applies|applied|charged|levied|on (?:hold|ice)"
    r"|(?:suspend|paus|plann|threaten|announc|propos|agre|delay|postpon)ed|pending|coming|to come"
    r"|new|now|rates?|tariffs?|dut(?:y|ies)|lev(?:y|ies))\b[^.;:%]{0,50}: (?:up to |an? )?$",
    re.I,
)
_ITEM = re.compile(r"; (?:(?:and|an?|plus|up to) )*$")
_BULLET = re.compile(r"\s*[•·▪●‣◦*] ?(?:[Aa] |[Aa]n )?(?:new |extra )?")
_STAYS_AT = re.compile(r"\b(?:stay|remain|kept)(?:s|ed|ing)? (?:taxed |charged )?at $")
_ANSWERS = re.compile(r" (?:answers|matches|mirrors|exceeds|equals|counters|follows|tops) the $")
_BEFORE_RATE = re.compile(
    r"\b(?:mention(?:s|ed)|suggest(?:s|ed)|spoke of|spoken of"
    r"|to|at|are|is|with|additional|put|puts|slapped|slaps|placed|takes?|took|asks?|demand(?:s|ed)?"
    r"|no more than) $"
)
_DIRECTLY = re.compile(r" (?:(?:an?|up to|about|just|as much as|between|the|at least) )*")
_TO_A_RATE = re.compile(r"[^;:%]{0,80}? (?:to|at) (?:an?|the) (?:[a-z-]+ ){0,2}")
_DUTY_BEHIND = 4
NEAR = 350
"""How far words may tell about a rate, in characters: keeps hostile sentences cheap."""
_REACH = 60


def is_ruled(amount: Amount, around: Surroundings, left: int, *, last: bool | None) -> bool:
    """Whether a rule makes a percentage a rate of duty whose own part of the sentence starts at
    `left`; `last` says whether the one before it is one, None where there is none.
    """
    text = around.tokens.text
    further = last and _GOES_TO.fullmatch(text, left, amount.start)
    continued = last is not None and _continues(text, amount, around.parties)
    continued = continued or _goes_on(amount, around)
    stays = _STAYS_AT.search(text, left, amount.start) is not None
    named = around.parties.within(max(left, amount.start - _REACH), amount.start)
    own = (_OWN_RATE.match(text, one.end, amount.start) for one in named)
    stays = stays or any(one and (around.led or not one["bare"]) for one in own)
    return bool(further) or continued or stays or _is_duty(amount, around, left, last=last)


def _goes_on(amount: Amount, around: Surroundings) -> bool:
    """Whether a rate is what became of a duty; "In May it rose to 10%" only where one is told of
    just before.
    """
    text, place = around.tokens.text, (around.sentence[0], amount.start)
    return around.led and (goes_on(text, *place) or tells_of_before(text, *place))


def noun_of(text: str, amount: Amount, left: int, right: int) -> tuple[int, int] | None:
    """The tariff noun of a rate: behind it ("a 25% tariff"), else the last one before it."""
    words = tariff_words()
    one = _A_ONE.match(text, amount.end) or _ONE_OF.search(
        text, max(left, amount.start - 24), amount.start
    )
    if one:  # "answered the 10% duty with a 15% one": no duty told before
        return one.span("one")
    behind = words.any_noun.search(text, amount.end, min(right, amount.end + _REACH))
    if behind:  # "a 10% baseline tariff"
        behind = words.noun.match(text, behind.end() + 1) or behind
        gap = text[amount.end : behind.start()]
        moved = text.endswith(" to ", 0, amount.start) and _THE.fullmatch(gap)
        joined = not _GAP.search(gap) or _IN_ITS.fullmatch(gap) or moved
        if len(gap.split()) < _DUTY_BEHIND and joined:
            return behind.span()
    first = max(left, amount.start - NEAR)
    if _ANSWERS.search(text, first, amount.start):
        return None
    found = [
        match.span()
        for match in words.any_noun.finditer(text, first, amount.start)
        if words.noun.fullmatch(match.group())
        or not _OTHERS_PAY.search(text, match.end(), amount.start)
    ]
    if not found or _ANOTHER_PAYS.search(text, found[-1][1], amount.start):
        return None
    return _not_bare(found, text, amount)


def _not_bare(
    found: Sequence[tuple[int, int]], text: str, amount: Amount
) -> tuple[int, int] | None:
    """The last of some tariff nouns, or the one before it: "duties on seed to a rate of"; None
    where it is a verb: "Malaysia levies 40%".
    """
    last = found[-1]
    if text[slice(*last)].lower() == "levies" and _DIRECTLY.fullmatch(text, last[1], amount.start):
        return None
    if len(found) > 1 and tariff_words().noun.fullmatch(text[slice(*last)]) is None:
        to_rate = _TO_A_RATE.fullmatch(text, found[-2][1], last[0])
        return found[-2] if to_rate else last
    return last


def _continues(text: str, amount: Amount, parties: Parties) -> bool:
    """Whether a rate adds to the one before it: "... and 10% on crude oil"."""
    if _CONTINUES.search(text, max(0, amount.start - 12), amount.start):
        return not text.endswith("or ", 0, amount.start)  # "$3 million, or 5%" is one sum
    near = parties.within(amount.start - 30, amount.start)
    return bool(near) and text[near[-1].end : amount.start] in {"", " ", " ("}


def _is_duty(amount: Amount, around: Surroundings, left: int, *, last: bool | None) -> bool:
    """Whether a rate without a tariff noun is one: "pay 25%", "15% on coal", "went to 84%"."""
    text, parties = around.tokens.text, around.parties
    lead = text[max(left, amount.start - _REACH) : amount.start]
    if is_free(text[amount.start : amount.end]):
        nothing = is_nothing(text[amount.start : amount.end])
        return not nothing or bool(parties.within(left, amount.start))
    if _OF_THEIRS.match(text, amount.end) and text.endswith(("the ", "The "), 0, amount.start):
        return True
    bare = not lead.strip(" •*–-A:") and _ANSWERED.match(text, amount.end)
    opens = _BULLET.fullmatch(lead) or _HEADED.search(lead) or (last and _ITEM.search(lead))
    bare = bare or (opens and _ON.match(text, amount.end))
    hit = _HIT.search(lead)
    named = parties.within(amount.start - len(hit.group()), amount.start) if hit else ()
    if bare or named or _CHARGE_ON.match(text, amount.end) or _ONE_OF.search(lead):
        return True
    if not _BEARS.search(lead) and not _BEFORE_RATE.search(lead):
        return False
    if _ON.match(text, amount.end) or _BEARS.search(lead):
        return True
    whom = _FOR.match(text, amount.end)
    return whom is not None and bool(parties.within(whom.end(), whom.end() + 1))
