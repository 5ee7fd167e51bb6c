"""Finds the rates of duty in a passage, each with its own stretch of the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.figures.amounts import Amount, Tokens, find_amounts
from nlp.measures.alien import is_alien
from nlp.measures.bare import bare_amounts, is_bare, is_told
from nlp.measures.charged import charges_imports
from nlp.measures.denied import is_other
from nlp.measures.earlier import goes_on, highest, with_earlier
from nlp.measures.free import free_amounts, is_free, is_nothing
from nlp.measures.items import in_list, is_of_others
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
    r"|enters? (?:(?:the )?[A-Z][\w.]+(?: [A-Z]\w+)? )?at"
    r"|(?:is|are|was|were) (?:assessed"
    r"|levied) at|(?:return|revert|(?:go|went|snap(?:s|ped)?) back)"
    r"(?:s|ed|ing)? to|back (?:up |down )?(?:at|to)"
    r"|(?:sees?|seeing|puts?|fix(?:ed)?|set)"
    r" (?:it|them|that|the (?:rate|duty|tariff|levy)) at|customs at(?: an?)?(?: flat)?"
    r"|let(?:s|ting)? in [^,;:.%]{3,60} at)\b",
    re.I,
)
_HIT = re.compile(  # "hit American whiskey with 25%"
    r"\b(?:hits?|slapp?(?:s|ed)?|struck|strikes?|target(?:s|ed)?) [^,;:%]{2,50}? with $"
)
_GOES_TO = re.compile(  # "will rise to 60% in July and could reach 100%"
    r"[^;:%.]{0,60}?,? (?:and|but|before|then) (?:(?:could|may|might|would|will|is to|are to) )?"
    r"(?:later |then |eventually |even )?(?:reach(?:es)?|rises? to|climbs? to|goes to|go to"
    r"|doubles? to|falls? to|drops? to) (?:as much as |up to )?"
)
_ANOTHER_PAYS = re.compile(
    r"(?:,? while|; |, but|,? and) [^;%]{3,80}"
    r"\b(?:pays?|paid|fac(?:e|es|ed)|bears?|(?:is|are|was|were|be) (?:charged|taxed|hit))\b"
)
_OTHERS_PAY = re.compile(r", [^,;]{2,60}\b(?:pays?|paid|fac(?:e|es|ed))\b")
_GAP = re.compile(r"[,;:]|\b(?:on|and|for|to|in|the|of|that)\b")
_IN_ITS = re.compile(r" in (?:its|the|their|[A-Z][\w.]*(?:’s|'s)) (?:[a-z]+ )?")
_CONTINUES = re.compile(
    r"(?:,|,? or|\band|,? but|\bto|\bthe|(?:,|\band|,? but) (?:of|at|another)) $"
)
_CHARGE_ON = re.compile(
    r" at (?:customs\b|(?:the|its|their) (?:[A-Z]\w+ )?(?:border|frontier|customs)\b)"
    r"| (?:import |border |extra |new |similar )?charges?\b(?! cards?\b)"
)
_STANDING_IN = re.compile(r"\b(?:one|ones|that|those) of [0-9]")
_ONE_OF = re.compile(r"\b(?:with|by|to) (?:one|ones|that|those) of (?:up to )?$")
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
_BULLET = re.compile(r"\s*[•·▪●‣◦*] ?(?:[Aa] |[Aa]n )?(?:new |extra )?")
_STAYS_AT = re.compile(r"\b(?:stay|remain|kept)(?:s|ed|ing)? (?:taxed |charged )?at $")
_ANSWERS = re.compile(r" (?:answers|matches|mirrors|exceeds|equals|counters|follows|tops) the $")
_OF_OTHERS = re.compile(r" (?:if|when|where|on|for) ")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate of duty from `start` to `end` of the passage, in percent.

    `left` and `right` bound its own stretch of the sentence: from the rate before it to
    the rate behind it. `noun` is the place of the tariff noun it belongs to, if one stands
    in the sentence. `near` bounds the sentence again, but at most `NEAR` characters away.
    `value` is None where only the tariff itself is spoken of; `most` is the upper end of a
    range of which it is the lower; `put` says that only what is done is told, no rate; `step`
    that it is a further one of a move ("to 4%, to 2% a year later").
    """

    start: int
    end: int
    value: Decimal | None
    before: Decimal | None
    sentence: tuple[int, int]
    near: tuple[int, int]
    left: int
    right: int
    noun: tuple[int, int] | None
    most: Decimal | None = None
    put: bool = False
    step: bool = False


def find_rates(tokens: Tokens, parties: Parties, *, in_context: bool) -> Iterator[Rate]:
    """The rates of duty of a passage, in text order.

    `in_context` says that the article speaks of tariffs around this passage, so that a
    sentence without a tariff noun may be about them too.
    """
    text = tokens.text
    told = list(find_amounts(tokens))
    amounts = [
        amount
        for amount in told
        if _is_percent(amount) and not _STANDING_IN.match(text, amount.start)
    ]
    amounts += bare_amounts(text, told)
    taken = {amount.number_end for amount in amounts}
    amounts += [one for one in free_amounts(text) if one.number_end not in taken]
    amounts.sort(key=lambda amount: amount.start)
    starts = [amount.start for amount in amounts]
    for first, last in tokens.sentences:
        inside = amounts[bisect_left(starts, first) : bisect_left(starts, last)]
        named = tariff_words().noun.search(text, first, last) is not None
        named = named or charges_imports(text[first:last])
        in_context = in_context or named
        if inside and in_context:
            kept = [
                one
                for rank, one in enumerate(inside)
                if not (
                    is_bare(one)
                    and not is_told(text, first, one, inside[rank - 1] if rank else None)
                )
                and not is_other(text, one, tokens)
                and not is_alien(text, (first, last), one)
            ]
            yield from _of_sentence(text, (first, last), kept, parties, named=named)


def near(place: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The part of a sentence that lies near `place`."""
    return max(sentence[0], place - NEAR), min(sentence[1], place + NEAR)


def unrated(noun: tuple[int, int], sentence: tuple[int, int]) -> Rate:
    """A measure of which only the noun is known, as a rate without a value."""
    return Rate(
        start=noun[0],
        end=noun[1],
        value=None,
        before=None,
        sentence=sentence,
        near=near(noun[0], sentence),
        left=near(noun[0], sentence)[0],
        right=near(noun[0], sentence)[1],
        noun=noun,
    )


def _is_percent(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.kind == "percent"


def _of_sentence(
    text: str,
    sentence: tuple[int, int],
    kept: Sequence[Amount],
    parties: Parties,
    *,
    named: bool,
) -> Iterator[Rate]:
    (stated, earlier), charged = with_earlier(text, kept), False  # charged: the one before is
    for rank, amount in enumerate(stated):
        left, right = _stretch(stated, rank, sentence)
        if is_of_others(text, amount, parties):
            continue
        unnamed = is_free(text[amount.start : amount.end]) or is_bare(amount)
        noun = None if unnamed else _noun_of(text, amount, left, right)
        if noun is None:
            continued = bool(rank) and _continues(text, amount, parties)
            further = charged and bool(_GOES_TO.fullmatch(text, left, amount.start))
            listed = in_list(text, stated, rank, parties, charged=charged)
            charged = continued or further or listed or (amount.moved and named)
            charged = charged or goes_on(text, sentence[0], amount.start)
            charged = charged or bool(_STAYS_AT.search(text, left, amount.start))
            if not charged and not _is_duty(text, amount, left, parties):
                continue
        charged = True
        most = highest(text, amount)
        moved = amount.moved and amount.upper is not None and most is None
        yield Rate(
            start=amount.start,
            end=amount.end,
            value=amount.upper if moved else amount.value,
            before=amount.value if moved else earlier.get(amount.start),
            sentence=sentence,
            near=near(amount.start, sentence),
            left=left,
            right=right,
            noun=noun,
            most=most,
        )


def _stretch(stated: Sequence[Amount], rank: int, sentence: tuple[int, int]) -> tuple[int, int]:
    left = stated[rank - 1].end if rank else sentence[0]
    return left, stated[rank + 1].start if rank + 1 < len(stated) else sentence[1]


def _noun_of(text: str, amount: Amount, left: int, right: int) -> tuple[int, int] | None:
    """The tariff noun of a rate: behind it ("a 25% tariff"), else the last one before it."""
    words = tariff_words()
    behind = words.any_noun.search(text, amount.end, min(right, amount.end + _REACH))
    if behind:  # "a 10% baseline tariff"
        behind = words.noun.match(text, behind.end() + 1) or behind
        gap = text[amount.end : behind.start()]
        if len(gap.split()) < _DUTY_BEHIND and (not _GAP.search(gap) or _IN_ITS.fullmatch(gap)):
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
        equal = text.endswith("or ", 0, amount.start)  # "$3 million, or 5%" is one sum
        return not equal or _OF_OTHERS.match(text, amount.end) is not None
    near = parties.within(amount.start - 30, amount.start)
    return bool(near) and text[near[-1].end : amount.start] in {"", " ", " ("}


def _is_duty(text: str, amount: Amount, left: int, parties: Parties) -> bool:
    """Whether a rate without a tariff noun is one: "pay 25%", "15% on coal", "went to 84%"."""
    lead = text[max(left, amount.start - _REACH) : amount.start]
    if is_free(text[amount.start : amount.end]):
        nothing = is_nothing(text[amount.start : amount.end])
        return not nothing or bool(parties.within(left, amount.start))
    if _OF_THEIRS.match(text, amount.end) and text.endswith(("the ", "The "), 0, amount.start):
        return True
    bare = not lead.strip(" •*–-A:") and _ANSWERED.match(text, amount.end)
    bare = bare or (_BULLET.fullmatch(lead) and _ON.match(text, amount.end))
    hit = _HIT.search(lead)
    hits = hit is not None and parties.within(amount.start - len(hit.group()), amount.start)
    if bare or hits or _CHARGE_ON.match(text, amount.end) or _ONE_OF.search(lead):
        return True
    if not _BEARS.search(lead) and not _BEFORE_RATE.search(lead):
        return False
    if _ON.match(text, amount.end):
        return True
    whom = _FOR.match(text, amount.end)
    theirs = whom is not None and bool(parties.within(whom.end(), whom.end() + 1))
    return theirs or _BEARS.search(lead) is not None
