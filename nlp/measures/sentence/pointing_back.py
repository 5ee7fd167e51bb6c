"""Reads what words point back to: "those from Chile", "the second", "Dryers, at 20%, are"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.antecedents import owned_before, pointed_out
from nlp.measures.goods.cutting import goods_of
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.frames import Frame
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_THOSE = r"(?:those|that|the ones?|ones|the same|imports|shipments|exports)"
_ON_THOSE = re.compile(
    rf"(?: (?:[\w-]+ ){{0,3}}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|surcharges?|one))?"
    rf" (?:on|for|from|against) (?:all )?{_THOSE} (?:from|made in|of|grown in|built in) "
)
_THOSE_PAY = re.compile(
    rf"(?:\A|[;:—,] |\band |\bwhile |\bbut )(?:all )?{_THOSE} (?:from|made in|grown in|built in)"
    r" (?:the )?(?-i:[A-Z])[^;:.%]{1,60}$",
    re.I,
)
_CHILES_PAY = re.compile(  # "Thailand's are charged 375%"
    r"(?:\A|[;:—,] |\band |\bwhile |\bbut )(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?[’']s,?"
    r"(?: (?:own|now|also|too|still|will|would|has|have|been|currently),?){0,3}"
    r" (?:pays?|paid|faces?|faced|bears?|carr(?:y|ies)|attracts?"
    r"|(?:is|are|was|were|be) (?:charged|taxed))"
    r"(?: (?:an?|the|about|only|up to|as much as|just|at)){0,2} $"
)
_APPOSED = re.compile(
    r"(?:\A|[;:—] |,? (?:and|but|while) |, )"
    r"(?:(?:to|from|for|on|of) )?(?P<who>(?!(?:and|but|while|which|who)\b)[^,;:.%]{2,60}?)"
    r", (?:now |already |currently )?(?:at|with|paying|charged|taxed at|on)(?: only| just)? $"
)
_ASIDE_ENDS = re.compile(r"(?: (?:tariffs?|dut(?:y|ies)|rates?))?(?:,| and\b|;|\.(?P<last>\Z| ))")
_ANOTHER = re.compile(
    r"\b(?:threaten|add|impos|plan|put|promis|announc|lev|charg|vow|pledg|propos|prepar|want)\w*"
    r"(?: [a-z]+){0,2}? (?:another|a further|an (?:extra|additional)) $"
)
_IN_TURN = re.compile(  # "20% in Brazil and 30% in Mexico"
    r"(?: in (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:,|,? (?:and|but|against|while))"
    r"(?: (?:only|just|at|an?|as much as|up to)){0,2} "
)
_IN = re.compile(r" in (?:the )?[A-Z]")
_MOVES_ON = re.compile(
    r"(?![^;:%]*\b(?:on|for|against) (?!(?:the )?[A-Z0-9]))"
    r"[^;:%]{0,60}?(?:,| and| but| then)[^;:%]{0,30}? (?:(?:will|would|could|may|might|can|should"
    r"|then|now|also) )*(?:remains?|stays?|rises?|rose|falls?|fell|goes|go|went|reach(?:es|ed)?"
    r"|climbs?|drops?|jumps?|returns?|increases?|(?:be|is|are|was|were) (?:(?:now|then) )?(?:raised"
    r"|cut|lowered|increased|doubled|halved|brought down))(?: (?:back|again|up|down))?"
    r"(?: (?:to|at))?(?: (?:only|just|about|up to|as much as))? "
)
_TRADERS_PAY = re.compile(  # "Importers will pay 35 percent"
    r"(?:\A|[;:—,] |\band |\bbut |\bwhile |\bwhich )(?:(?:the|its|their|most|all|local|foreign) )?"
    r"(?:importers|exporters|buyers|traders|shippers|growers|farmers|producers|makers|manufacturers"
    r"|mills|firms|companies|suppliers|brands|sellers|dealers)"
    r"(?: (?:now|still|will|would|must|have|had|has|could|may|to|been|currently|be|also)){0,3}"
    r" (?:pay|paid|paying|face|faced|facing|bear|owe|charged|taxed)"
    r"(?: (?:an?|the|about|only|up to|as much as|just|at)){0,2} $",
    re.I,
)
_MOVES_IT = re.compile(
    r"\b(?:lift|rais|cut|bring|brought|lower|doubl|increas|reduc|tak|trim|push|slash)(?:e|es|ed|ing|s)?"
    r" (?:it|them|that|this) (?:up |down |back )?(?:to|by)(?: (?:about|only|just|up to))? $"
)
_THE_DUTY = re.compile(
    r"(?:The|That|This)(?: [0-9.]+(?: ?%| per ?cent)| [a-z-]+){0,2} (?:dut(?:y|ies)|tariffs?"
    r"|lev(?:y|ies)|rates?|charge|surcharge|surtax)\b(?! (?:on|for|of(?! [0-9])|against|from|to) )"
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|put|puts|set|sets)\b|[’']s "
)
_RANKS = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2}
_RANKED = re.compile(
    r"(?:\A|[;:—,] |\band |\bwhile |\bbut |\b(?:rate|duty|tariff|levy|charge) (?:on|for) )(?:the )?"
    r"(?P<rank>first|former|second|latter|third)(?: one)?(?= )(?! (?:time|of|day|stage|step|tariff"
    r"|duty|levy|rate|rise|increase|cut|half|quarter|year|month|batch|round|(?-i:[A-Z0-9])))",
    re.I,
)
_ON_RANKED = re.compile(
    r"(?: (?:[\w-]+ ){0,3}?(?:tariff|duty|levy|rate|surcharge|one))?"
    r" (?:on|for) the (?P<rank>first|former|second|latter|third)\b(?! [a-z0-9]+s?\b(?<! and))",
    re.I,
)
_ITEMS = re.compile(r",? and |, ")
_MOST_ITEMS = 3
_PAIR = 2  # countries, of which "the former" is one


def pointing_back(
    frame: Frame, rate: Rate, before: tuple[Frame, Rate] | None, parties: Parties, tokens: Tokens
) -> Frame:
    """The frame with what its words point back to, in the sentence of the rate told `before` it
    or in the one before its own.
    """
    frame = apposed(frame, rate, parties, tokens.text)
    return _meant(frame, rate, before, parties, tokens) if frame.goods is None else frame


def _meant(
    frame: Frame, rate: Rate, before: tuple[Frame, Rate] | None, parties: Parties, tokens: Tokens
) -> Frame:
    last, text = before[0] if before else None, tokens.text
    if last is None and not frame.targets and _THE_DUTY.match(text, rate.sentence[0]):
        goods, owner = owned_before(rate, parties, tokens)
        named = goods is not None and owner != frame.imposer
        return replace(frame, goods=goods, targets=(owner,)) if named else frame
    near = before is not None and _is_near(rate, before[1], tokens)
    if last is not None and _goes_on(frame, rate, before, parties, text):
        targets = frame.targets or tuple(one for one in last.targets if one != frame.imposer)
        return replace(frame, goods=last.goods, targets=targets)
    rank = _rank(rate, text)
    if rank is not None:
        return _ranked(frame, rank, last if near else None, rate, parties, tokens)
    if not _speaks_of_those(rate, text):
        traders = _TRADERS_PAY.search(text[max(rate.near[0], rate.left) : rate.start])
        theirs = traders and near and last and set(frame.targets) <= set(last.targets)
        return replace(frame, goods=last.goods) if theirs and last else frame
    goods = last.goods if near and last is not None else None
    if goods is None and not (before and before[1].sentence == rate.sentence):
        goods = pointed_out(rate, parties, tokens)
    return replace(frame, goods=goods)


def _is_near(rate: Rate, last: Rate, tokens: Tokens) -> bool:
    """Whether a rate stands in the same sentence as the last one, or in the next."""
    if rate.sentence == last.sentence:
        return True
    between = [one for one in tokens.sentences if last.sentence[1] <= one[0] < rate.sentence[0]]
    return not between


def _goes_on(
    frame: Frame, rate: Rate, before: tuple[Frame, Rate] | None, parties: Parties, text: str
) -> bool:
    """Whether a rate is on what the one before in its sentence is on: "threatened another 5%",
    "…, which was to double to 50%, will remain at 25%".
    """
    if before is None or before[1].sentence != rate.sentence or before[1].end > rate.start:
        return False
    last, gap = before[0], (before[1].end, rate.start)
    known = {last.imposer, *last.targets}
    others = {one.country for one in parties.within(*gap) if one.plain} - known
    if _IN_TURN.fullmatch(text, *gap) and _IN.match(text, rate.end):
        return frame.imposer is not None and not frame.targets
    if rate.before is not None and rate.before == before[1].value:
        return not others - {frame.imposer} and set(frame.targets) <= known
    if others or frame.imposer not in {None, last.imposer} or set(frame.targets) - known:
        return False
    it = _MOVES_IT.search(text, *gap)
    another = it or _ANOTHER.search(text, max(gap[0], rate.start - 48), rate.start)
    return another is not None or _MOVES_ON.fullmatch(text, *gap) is not None


def _speaks_of_those(rate: Rate, text: str) -> bool:
    """Whether goods are only pointed at: "11% on those from Chile", "Those from Peru pay 5%"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    if _ON_THOSE.match(text, rate.end) or _ON_THOSE.match(text, last):
        return True
    lead = text[max(rate.near[0], rate.left) : rate.start]
    return (_THOSE_PAY.search(lead) or _CHILES_PAY.search(lead)) is not None


def apposed(frame: Frame, rate: Rate, parties: Parties, text: str) -> Frame:
    """The frame of a rate that stands in commas behind what pays it: "Dryers, at 20%, are"."""
    left = max(rate.near[0], rate.left)
    found = _APPOSED.search(text[left : rate.start])
    ends = _ASIDE_ENDS.match(text, rate.end)
    alone = ends is None or (ends["last"] is not None and rate.left == rate.sentence[0])
    if found is None or ends is None or alone:
        return frame
    if _VERBAL.search(found["who"]) or tariff_words().any_noun.search(found["who"]):
        return frame
    start, end = left + found.start("who"), left + found.end("who")
    targets = tuple(dict.fromkeys(p.country for p in parties.within(start, end) if p.plain))
    goods = goods_of(start, end, parties, text)
    if not targets and (goods is None or ends["last"] is not None):
        return frame
    imposer = None if frame.imposer in targets else frame.imposer
    targets = targets or frame.targets
    everyone = frame.everyone or not targets
    return replace(frame, imposer=imposer, targets=targets, goods=goods, everyone=everyone)


def _rank(rate: Rate, text: str) -> int | None:
    """Which of those named before is meant by "the second"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    behind = _ON_RANKED.match(text, last)
    lead = text[max(rate.near[0], rate.left) : rate.start]
    found = behind or next(reversed(list(_RANKED.finditer(lead))), None)
    return _RANKS[found["rank"].lower()] if found else None


def _ranked(
    frame: Frame,
    rank: int,
    last: Frame | None,
    rate: Rate,
    parties: Parties,
    tokens: Tokens,
) -> Frame:
    """The frame with the goods, or the country, that stands at this place of those just named."""
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    goods = last.goods if last else None
    for words in (goods, *(_listed_in(one, parties, tokens) for one in before)):
        items = _ITEMS.split(words or "")
        if 1 < len(items) <= _MOST_ITEMS and rank < len(items):
            return replace(frame, goods=items[rank])
    for start, end in before:
        named = list(dict.fromkeys(p.country for p in parties.within(start, end) if p.plain))
        named = [name for name in named if name != frame.imposer]
        if len(named) == _PAIR and rank < len(named) and not frame.targets:
            return replace(frame, targets=(named[rank],))
    return frame


def _listed_in(sentence: tuple[int, int], parties: Parties, tokens: Tokens) -> str | None:
    """The goods that a sentence names side by side as its subject or object."""
    first = tokens.at(sentence[0])
    for noun in tokens.doc[first.i :] if first is not None else ():
        if noun.idx >= sentence[1]:
            break
        joined = any(one.dep_ == "conj" for one in noun.rights)
        if noun.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or not joined:
            continue
        start, last = noun.left_edge.idx, noun.right_edge
        goods = goods_of(start, last.idx + len(last), parties, tokens.text)
        if goods is not None and goods[0].isalpha():
            return goods
    return None
