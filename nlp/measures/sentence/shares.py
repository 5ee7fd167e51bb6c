"""Shares out one sentence over several measures: lists without a verb, duties on each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from nlp.analysis import Measure
from nlp.figures.amounts.finding import Tokens
from nlp.measures.day_names import DAY
from nlp.measures.goods.cutting import goods_of
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.frames import Frame
from nlp.measures.sentence.joint import of_their_own
from nlp.names.parties import Parties, Party
from nlp.tariff_words import tariff_words

_PAYING = re.compile(  # what stands before the rate that goods pay
    r"\b(?:fac(?:e|es|ed)|pays?|paid|attract(?:s|ed)?|bears?|gets?|carr(?:y|ies|ied)|incurs?|owes?"
    r"|(?:be|is|are|was|were) (?:charged|taxed)(?: at)?|(?:is|are|was|were|stays?|remains?) at)"
    r"(?: (?:an?|extra|about|up to|dut(?:y|ies)|tariffs?|rate|levy|of)){0,4} $",
    re.I,
)
_WHY = re.compile(r"\b(?:in (?:response|retaliation|answer|reply|return) (?:to|for)|because)\b")
_LED = re.compile(r"(?:the |[^,;:%]{2,40} (?:from|made in) (?:the )?)?")  # "(beans from) Chile"
_WAS = (
    r"(?:,? (?:instead of|rather than|against|(?:(?:up|down) )?from)"
    r"(?: (?:about|around|nearly|just|only|as (?:much|little) as))? [0-9.]+(?: ?%| per ?cent)?)"
)
_WHEN = (  # "pay 35% there, and tyres 20%", "starting May 1 and buses 10%"
    r"(?P<when> (?:there|here|now|today|too|as well|already)"
    r"| (?:(?:starting|beginning|effective) (?:on |from |in )?"
    rf"|since |as of |from |on |in |until )(?:the )?(?:{DAY}|[0-9]|early|late|mid|next|last|then)"
    r"[^,;:%]{0,20}?)"
)
_ITEM = re.compile(  # from one rate to the next: " for Peru, 20 %", ", Chilean wine 20 %"
    r"(?: (?:[\w.-]+ ){0,3}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|surtax(?:es)?))?"
    rf"\)?{_WAS}?(?P<behind> (?:on|for|from|against|to|in|at) [^,;]{{1,60}}?)?{_WAS}?{_WHEN}?"
    r"(?P<parted>[,;]? (?:and|but|while)|[,;])(?: (?:and|but|while))? "
    r"(?P<whose>(?:[A-Z][\w.-]+, ){0,4}[^,;:()%]{2,60}?)"
    r"(?:,|, (?:since|from|as of|until) [^,;:%]{3,20},"
    r"|(?: (?:only|just|at|to|by|with|from|a|an|one of|a rate of|up to|about)){0,2}) \(?$"
)
_TARGETED = re.compile(
    r"(?:(?:that|those|the ones?) )?(?:on|against|for|from) |(?:those|the ones?|[a-z]+ers) in ",
    re.I,
)
_ELSEWHERE = re.compile(r"\b(?:in|into|at|to|by) ")
_SAME_ITEM = re.compile(
    r"(?: (?:[\w.-]+ ){0,3}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|surtax(?:es)?))?"
    r"(?: (?:on|for|from|against) [^;:%]{2,90}?)?"
    r"(?:(?:[,;]|[,;]? and|,? or) (?:of |at |an? )?|,? and the )$"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEARING = re.compile(
    r"[^,;:]{0,40}? (?:pays?|paid|fac(?:e|es|ed)|bears?|owes?)(?: (?:an?|the|about|only|up to))* ",
    re.I,
)
_BESIDE = re.compile(r".{0,2}|,? (?:at|with)(?: an?)? ")
_WITH = re.compile(r" (?:at|with)\b")
_PEER = re.compile(r"[A-Z][\w.]+(?: [A-Z][\w.]+)?(?:’s|'s),? (?:on|for) ")
_PLAIN_GOODS = re.compile(r"[a-z][a-z-]+(?: [a-z-]+){0,4}")
_CLAUSE = re.compile(
    r"(?:against(?! (?:the )?[A-Z])|compared|where|which|who|whose|when|after|before|because"
    r"|although|if|that(?! (?:from|on|for|of)\b))\b"
)
_ONES = re.compile(  # "and Chinese ones at 20%", "and those of Taiwan 9%"
    r"(?:[A-Z][\w.’'-]+ ){1,2}ones\b|(?:those|the ones?) of "
)
_WHOLE = frozenset({None, "goods", "imports", "products", "exports"})
_FARTHEST = 150


def continues(rate: Rate, before: Rate, text: str) -> bool:
    """Whether two rates are one verb's: "25% on steel, 10% on copper"."""
    spares = rate.value is None and rate.noun is None  # ", exempting copper": a verb of its own
    return not spares and _SAME_ITEM.fullmatch(text, before.end, rate.start) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The frame of a rate in a list; `aimed` says that the words before it name whom it hits,
    else they name who puts it on.
    """

    frame: Frame
    aimed: bool


def listed(
    rate: Rate, before: Rate, known: Shared | Frame, parties: Parties, tokens: Tokens
) -> Shared | None:
    """The frame of a rate that shares the verb of the one `before` it, of which `known` tells:
    in "Thailand will pay 19%, Vietnam 20%" Vietnam has the part that Thailand has. None
    where the words between the rates are no such list.
    """
    text, frame = tokens.text, known.frame if isinstance(known, Shared) else known
    item = _item(rate, before, text)
    if item is None:
        return None
    start, end = item.span("whose")
    peers = of_their_own((start, end), before, frame, parties, text)
    if peers is not None:
        return Shared(frame=replace(peers, start=start, end=rate.end), aimed=False)
    to = _TARGETED.match(text, start, end)
    named = [one for one in parties.within(start, end) if one.plain]
    place = to.end() if to else start
    told = goods_of(place, end, parties, text)
    apart = to is None and _is_apart(item, rate, frame, named, text)
    if apart or _has_verb(tokens, start, rate.start) or _ELSEWHERE.search(text, place, end):
        return None
    goods = told or frame.goods
    own = replace(frame, goods=goods, start=start, end=rate.end, definite=False, ours=False)
    names = tuple(dict.fromkeys(one.country for one in named))
    if not names:
        every = tariff_words().everyone.search(text, start, end)  # "those from everywhere else"
        paid = isinstance(known, Shared) or _is_paid(before, item, text)
        alone = told and paid and _PLAIN_GOODS.fullmatch(text, start, end) is not None
        plain = not every and frame.goods is not None and alone
        own = replace(own, targets=(), goods=frame.goods, everyone=True) if every else own
        shares = every or ((to or plain) and goods != frame.goods)
        return Shared(frame=own, aimed=True) if shares else None
    aimed = known.aimed if isinstance(known, Shared) else None
    known_part = _is_aimed(before, frame, parties, text, item) if aimed is None else aimed
    led = _LED.fullmatch(text, place, named[0].start) is not None
    if told and led and not tariff_words().any_noun.search(text, start, end):
        known_part = known_part or _hits(before, frame, parties)
    theirs = _ONES.match(text, start, end) or _is_owners(frame, text[start:end])
    if to is not None or known_part or theirs:
        targets = tuple(name for name in names if name != frame.imposer)
        return Shared(frame=replace(own, targets=targets), aimed=True)
    one = known_part is False and len(names) == 1
    return Shared(frame=replace(own, imposer=names[0]), aimed=False) if one else None


def _item(rate: Rate, before: Rate, text: str) -> re.Match[str] | None:
    """The words from one rate to the next where they are those of a list."""
    near = rate.sentence == before.sentence and rate.start - before.end <= _FARTHEST
    item = _ITEM.fullmatch(text, before.end, rate.start) if near else None
    return None if item is None or _CLAUSE.match(text, *item.span("whose")) else item


def _is_paid(before: Rate, item: re.Match[str], text: str) -> bool:
    """Whether the first of a list is what goods pay: "tin pays 5%", "duties on tin (5%)"."""
    paying = _PAYING.search(text, before.near[0], before.start) is not None
    return paying or item.group().startswith(")")


def _is_apart(
    item: re.Match[str], rate: Rate, frame: Frame, named: Sequence[Party], text: str
) -> bool:
    """Whether a rate behind another has its own owner or noun, or goes on what is behind it:
    "Peru's duty on tin is 5%, Chile's on wine 3%", "12% on wine, and Chile's 9% duty on tin".
    """
    start, end = item.span("whose")
    if _PEER.match(text, start) and frame.imposer and frame.goods not in _WHOLE:
        return True
    whole = item["behind"] or text[start:end].endswith(("’s", "'s"))
    if named and whole and rate.noun and rate.noun[0] >= rate.end:
        return True
    bare = [one for one in named if (one.start, one.end) == (start, end)]
    paying = set(frame.targets) - {frame.imposer}  # "Chad pays 15% in Peru and Mali 20%"
    return _is_one_list(item, bare=bool(bare) and not (paying and frame.imposer))


def _is_one_list(item: re.Match[str], *, bare: bool) -> bool:
    """Whether what stands before a rate may go on a list behind the one before it: "30% on goods
    from Chile and Peru 20%", unlike "15% in Chile and Peruvian pork 20%".
    """
    if not item["behind"] or item["parted"] != " and":
        return False
    return bare or not (item["behind"].startswith((" in ", " at ")) or item["when"])


def _is_owners(frame: Frame, words: str) -> bool:
    """Whether "Brazil's" behind a tariff on all that Peru sells is the one on Brazil."""
    return whose_part(frame) and words.rstrip().endswith(("’s", "'s"))


def whose_part(frame: Frame) -> bool:
    """Whether "and Brazil's to 50%" behind it tells of a tariff on Brazil: it is on all that
    some country sells.
    """
    return bool(frame.imposer and frame.targets) and frame.goods in _WHOLE


def with_date(
    measure: Measure, rate: Rate, before: tuple[Measure, Rate] | None, tokens: Tokens
) -> Measure:
    """The measure with the date of the one before it, whose verb it shares.

    In "Arland's duty will fall to 30% by May 2, and Borland's to 10%" both fall by May 2.
    """
    if before is None or measure.effective or measure.status is not before[0].status:
        return measure
    told, first = before
    if told.effective is None or rate.sentence != first.sentence or first.end > rate.start:
        return measure
    between = tokens.text[first.end : rate.start]
    early = told.effective.words in tokens.text[first.sentence[0] : first.start]
    shared = early and told.imposer == measure.imposer and continues(rate, first, tokens.text)
    own = ";" in between.partition(told.effective.words)[2]  # "10% from May 2; 5% on toys"
    late = (
        not own
        and told.effective.words in between
        and f"since {told.effective.words}" not in between
    )
    if not (shared or late) or _WHY.search(between) or _has_verb(tokens, first.end, rate.start):
        return measure
    return replace(measure, effective=told.effective)


def _has_verb(tokens: Tokens, start: int, end: int) -> bool:
    first = tokens.at(start)
    for token in tokens.doc[first.i :] if first is not None else ():
        if token.idx >= end:
            return False
        if (
            token.tag_ in _FINITE
            and token.lower_ not in {"'s", "’s"}
            and (token.pos_ == "AUX" or _is_verb(token, end))
        ):
            return True
    return False


def _is_verb(token: Token, end: int) -> bool:
    """Whether what looks like a verb is one: a plural just before a rate may be taken for it."""
    words = tariff_words()
    known = token.lemma_.lower() in words.bear | words.impose
    return known or token.idx + len(token) + 1 < end


def _bears(text: str, start: int, end: int) -> bool:
    """Whether the words between two places say that who stands before them pays."""
    return _BEARING.fullmatch(text, start, end) is not None


def _hits(before: Rate, frame: Frame, parties: Parties) -> bool:
    """Whether whom the first rate of a list hits stands nearest before it: "Chile charges Peruvian
    fish 5% and Bolivian beans 8%".
    """
    named = [one for one in parties.within(before.near[0], before.start) if one.plain]
    return bool(named) and frame.imposer is not None and named[-1].country in frame.targets


def _is_aimed(
    before: Rate, frame: Frame, parties: Parties, text: str, item: re.Match[str]
) -> bool | None:
    """Whether who stands beside the first rate of a list, or else its subject, bears it;
    False where they put it on, None where neither is known. In "hit Chile with 12% and Peru with
    9%" those beside the rates are likened.
    """
    first = max(before.near[0], before.left)
    named = [one for one in parties.within(first, before.start) if one.plain]
    if not named:
        return None
    if named[-1].country in frame.targets and _bears(text, named[-1].end, before.start):
        return True
    beside = _BESIDE.fullmatch(text, named[-1].end, before.start)
    alike = _WITH.match(text, item.end("whose")) and parties.at(item.end("whose") - 1)
    model = named[-1] if beside or alike else named[0]
    if model.country in frame.targets:
        return True
    return False if model.country == frame.imposer else None
