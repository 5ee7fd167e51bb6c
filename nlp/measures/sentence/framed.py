"""Adds to a frame what its words alone do not give: a court's country, goods in lower case."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.antecedents import goods_above, meant_goods
from nlp.measures.goods.cutting import goods_of
from nlp.measures.goods.meant import (
    admitting,
    conditioned,
    listed_beside,
    lists,
    on_which,
    probed,
    told_by,
)
from nlp.measures.kinds.barred import barred
from nlp.measures.kinds.export_controls import LICENCES
from nlp.measures.parties.deals import partner_of
from nlp.measures.parties.origins import if_from, origin_of, shipped_from
from nlp.measures.parties.quoted import spoken_for
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.frames import Frame, frame_of
from nlp.measures.stages.status import is_struck_down
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_COURT = re.compile(
    r"\b(?i:(?:(?:supreme|high|constitutional|appeals?|federal|trade|general|administrative)"
    r" )*(?:courts?|tribunals?|judges?))(?: of (?:[A-Z][a-z]+|appeals?)(?= (?:of|in)\b))?"
    r"(?: (?:of|in) (?:the )?)?"
)
_THOSE_ON = re.compile(
    r"\b(?:those|that|the one) on (?P<goods>[^,;:%]{2,40}?)"
    r"(?: (?:rose|fell|went(?: up| down)?|climbed|dropped|(?:was|were|are|is) \w+))? (?:to|at) $"
)
_UPHELD = re.compile(r"\b[Cc]ourts?\b[^.;]{0,60}? (?:upheld|upholds|affirmed|affirms) ")
_OWNED = re.compile(r"(?:’s|'s)? (?:[a-z-]+ ){0,3}$")
_PEERS = re.compile(  # "Peru's duty on tea is 5%; Chile's, on most of it, 8%"
    r"[^;,%]{0,60}?(?:;|,|,? and|,? while) (?P<who>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:’s|'s)"
    r"(?: (?:on|for) (?P<on>[^,;%]{2,40}?))?(?:, [^,;%]{2,40},)?"
    r"(?: (?:is|at|was|stands at|(?:goes |falls |rises |drops )?(?:from [0-9.]+ ?(?:%|per ?cent)"
    r" )?to))?(?: only| just| about)? "
)
_PLUS = re.compile(  # "pays 50%, plus an anti-dumping duty of 2% and a countervailing duty of 6%"
    r"[^;:.%]{0,40}?,? (?:plus|as well as|on top of|in addition to|along with|and) (?:an?|the|its)"
    r" (?:(?:anti-?dumping|countervailing|safeguard|additional|extra|further|separate|second"
    r"|general|ordinary|normal|regular|usual|standard) )+(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)"
    r"|surcharges?|rates?) of (?:only |just |about |up to )?"
)
_A_ONE = re.compile(r"[0-9.]+ ?(?:%|per ?cent) ones?\b")
_EXPORTERS_OF = re.compile(
    r"\b(?:[Ee]xport(?:er)?s?|[Ss]hip(?:per|ment)s) of (?P<goods>[^,;:.%]{2,50}?)"
    r" (?:(?:will|would|must|now|also|soon) )*"
    r"(?:need|require)s?\b"
)
_SENT_TO = re.compile(
    r" (?:for|on|to) [^,;:.%]{0,40}?\b(?:exports?|shipments?|sales|ship|sell) [^,;:.%]{0,30}?to "
    r"(?:the )?"
)
_TELLS = re.compile(
    r"(?:(?:’s|'s)?(?: [a-z]+){0,2} (?:ministry|government|officials|commission|customs))?"
    r" (?:said|says|announced|ruled|decided)\b"
)
_TOLD = re.compile(rf"{_TELLS.pattern}[^,;:]{{0,20}}\.?[”\"]?\s*")
_MOST = 40  # courts that a passage names


def _court_country(rate: Rate, parties: Parties, text: str) -> str | None:
    """The country of the last court that the passage names up to the rate's sentence end."""
    found = None
    for number, court in enumerate(_COURT.finditer(text, 0, rate.sentence[1])):
        if number >= _MOST:
            break
        behind = parties.within(court.end(), court.end() + 1)
        if behind and behind[0].plain:
            found = behind[0].country
    return found


def _filled(frame: Frame, rate: Rate, parties: Parties, tokens: Tokens) -> Frame:
    """The frame with what words apart from the rate tell of it."""
    text, imposer = tokens.text, frame.imposer
    imposer = imposer or admitting(rate, parties, text)
    targets, goods = frame.targets or spoken_for(rate, parties, text), frame.goods
    imposer = None if imposer in targets else imposer
    which = on_which(rate, tokens) if goods is None else None
    if which is not None:
        goods = goods_of(*which, parties, text)
        origin = tuple(p.country for p in parties.within(*which) if p.plain)[:1]
        named = [p for p in parties.within(rate.near[0], which[0]) if p.plain]
        if origin and named and (imposer is None or imposer in origin or not targets):
            imposer = next((p.country for p in reversed(named) if p.country not in origin), imposer)
        targets = targets or origin
    looked_at = _looked_at(frame, rate, tokens) if goods == frame.goods else None
    if looked_at is not None:
        goods = goods_of(*looked_at, parties, text)
        named = [p for p in parties.within(*looked_at) if p.plain]
        targets = targets or tuple(one.country for one in named[:1])
    if not targets and imposer is not None:
        targets = conditioned(rate, parties, text, imposer)
    if imposer is None and (targets or goods) and not frame.stranger:
        imposer = told_by(rate, parties, text, targets)
        imposer = imposer or (lists(rate, parties, text, targets) if targets else None)
    if goods is None:
        meant, whose = meant_goods(rate, parties, tokens)
        same = set(whose) <= set(targets) or not targets or frame.everyone
        goods = meant if same else None
        targets = whose if meant and whose and same else targets or whose
    if goods is None and not targets and not frame.everyone:
        goods, targets = goods_above(rate, parties, tokens)
    targets = targets or shipped_from(rate, parties, text) or if_from(rate, parties, text)
    if not targets and not frame.everyone and imposer is not None:
        targets = origin_of(goods) or partner_of(rate, imposer, parties, text)
    targets = tuple(name for name in targets if name != imposer)
    return replace(frame, imposer=imposer, targets=targets, goods=goods)


def _looked_at(frame: Frame, rate: Rate, tokens: Tokens) -> tuple[int, int] | None:
    """Where goods stand that the words of the duty do not tell, or only as goods of any sort."""
    found = probed(rate, tokens.text) if frame.goods is None else None
    alone = frame.goods in tariff_words().general or (frame.goods is None and not frame.targets)
    return found or (listed_beside(rate, tokens) if alone else None)


def _licensed(frame: Frame, rate: Rate, parties: Parties, text: str) -> Frame:
    """The frame of a licence that exporters need: whose government says so, and for what."""
    needed = _EXPORTERS_OF.search(text, rate.near[0], rate.start)
    goods = goods_of(*needed.span("goods"), parties, text) if needed else frame.goods
    home = parties.at(needed.start() - 2) if needed else None  # "Chinese exporters of tin"
    imposer = home.country if home is not None and home.plain else frame.imposer
    for party in parties.within(*needed.span("goods")) if needed and imposer is None else ():
        imposer = party.country if text.endswith("from ", 0, party.start) else None
    for party in parties.within(*rate.near) if imposer is None else ():
        before = party.end < rate.start and _TELLS.match(text, party.end)
        if party.plain and (before or _TOLD.fullmatch(text, party.end, rate.sentence[1])):
            imposer = party.country
            break
    sent = _SENT_TO.match(text, rate.end)
    buyers = parties.within(sent.end(), sent.end() + 1) if sent else ()
    named = frame.targets or tuple(one.country for one in buyers if one.plain)
    targets = tuple(name for name in named if name != imposer)
    return replace(frame, imposer=imposer, targets=targets, goods=goods)


def _of_ban(
    frame: Frame, imposer: str, words: tuple[int, int], parties: Parties, text: str
) -> Frame:
    """The frame of a ban on the goods in the `words` before its verb."""
    origin = dict.fromkeys(one.country for one in parties.within(*words) if one.plain)
    targets = tuple(name for name in origin if name != imposer)
    goods = goods_of(*words, parties, text)
    return replace(frame, imposer=imposer, targets=targets, goods=goods, start=words[0])


def framed(rate: Rate, done: Rate, parties: Parties, tokens: Tokens) -> Frame:
    """The frame of a rate; what a court strikes down or upholds is its own country's."""
    frame = _filled(frame_of(rate, parties, tokens), rate, parties, tokens)
    if rate.noun is not None and tokens.text[rate.noun[0] :][:5].lower() in LICENCES:
        return _licensed(frame, rate, parties, tokens.text)
    ban = barred(rate, parties, tokens.text) if rate.put else None
    if ban is not None:
        return _of_ban(frame, *ban, parties, tokens.text)
    ruled = is_struck_down(tokens.text, done) or _UPHELD.search(tokens.text, *done.near)
    if frame.imposer is None and ruled:
        return replace(frame, imposer=_court_country(rate, parties, tokens.text))
    return frame


def of_those(
    frame: Frame, gap: tuple[int, int], parties: Parties, text: str, before: Frame
) -> Frame:
    """The frame with what "those on Malaysian timber rose to 25%" are on, told in the `gap`."""
    peer = _PEERS.fullmatch(text, *gap) if _is_owned(before, parties, text) else None
    owner = parties.within(*peer.span("who")) if peer and before.imposer else []
    if owner and owner[0].country != before.imposer:
        told = peer.span("on") if peer and peer["on"] else None
        hit = tuple(p.country for p in parties.within(*told) if p.plain) if told else before.targets
        targets = tuple(name for name in hit if name != owner[0].country)
        own = (goods_of(*told, parties, text) if told else None) or frame.goods or before.goods
        return replace(frame, imposer=owner[0].country, targets=targets, goods=own)
    unsaid = frame.goods is None and set(frame.targets) <= set(before.targets)
    same = _A_ONE.match(text, gap[1]) and frame.imposer in {None, before.imposer}
    if unsaid and (same or _PLUS.fullmatch(text, *gap)):  # "replaced it with a 12% one"
        imposer = frame.imposer or before.imposer
        return replace(frame, imposer=imposer, goods=before.goods, targets=before.targets)
    those = _THOSE_ON.search(text, *gap)
    if those is None:
        return frame
    words = those.span("goods")
    named = tuple(p.country for p in parties.within(*words) if p.plain)
    goods = frame.goods or goods_of(*words, parties, text)
    return replace(frame, goods=goods, targets=frame.targets or named)


def _is_owned(before: Frame, parties: Parties, text: str) -> bool:
    """Whether whoever puts a measure on stands right before it: "Peru's duty", "the Swiss levy"."""
    named = parties.within(before.start - 60, before.start)
    own = named and named[-1].plain and named[-1].country == before.imposer
    return bool(own) and _OWNED.match(text, named[-1].end, before.start) is not None


def plain_goods(goods: str | None, rate: Rate, tokens: Tokens) -> str | None:
    """The goods without the capital that only the start of a sentence gives them."""
    first = tokens.at(rate.sentence[0])
    if goods is None or first is None or re.split("[ ’']", goods)[0] != first.text:
        return goods
    plain = first.pos_ != "PROPN" and first.text[1:].islower()
    return goods[0].lower() + goods[1:] if plain else goods
