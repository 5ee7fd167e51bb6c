"""Finds what words apart from a rate say of it: on which goods, on condition of whose deed."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.figures.amounts.finding import Tokens
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.free import is_free
from nlp.measures.rates.verbs_above import unit_of, verbs_above
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words
from nlp.texts import next_to

_PROBE = re.compile(
    r"\b(?:investigations?|inquir(?:y|ies)|probes?|cases?|reviews?|petitions?)"
    r" (?:(?:in)?to|on|of|against) (?P<goods>(?:[\w.-]+ ){0,3}?[a-z-]+)"
    r"(?: from [A-Z]\w+)?(?: in [A-Z]\w+)?"
    r"(?= (?:could|may|might|would|will|that|is|has|was)\b|,)"
)
_UNIT = r"(?:(?:metric )?ton(?:ne)?s|litres|liters|kilos|head|barrels|pairs|pieces|units|bottles)\b"
_MANY = r"[0-9][0-9,.]*(?: million| thousand)?"
_LET_IN_AT = (
    r"(?: a year| per year| annually| each year)?(?: free of duty)?(?: in| into [\w ]{2,20})?"
    r" at (?:(?:an?|the) [^,;:%]{0,30})?$"
)
_LET_IN = re.compile(
    rf"\b{_MANY} {_UNIT} of (?P<goods>(?:[\w-]+ ){{0,3}}?[a-z-]+){_LET_IN_AT}"
    r"|\b(?:let|allow|admit)(?:s|ed|ing|ting)? (?:in )?(?:up to |as many as |about )?"
    rf"{_MANY}(?! {_UNIT}) (?P<many>(?:[\w-]+ ){{0,3}}?[a-z-]+){_LET_IN_AT}"
    r"|\blet(?:s|ting)? (?P<what>(?!in\b)[^,;:.%]{3,50}?) in at (?:only |just )?$"
)
_PAYS = (
    r"(?:(?:now|also|still|already|will|would|must|has|have|had) )*"
    r"(?:pay|pays|paid|face[sd]?|bears?|bore|incurs?|attracts?|(?:is|are|was|were|be|been) charged)"
)
_WHOSE = re.compile(  # "Brazil, whose ethanol fills British tanks, pays 17%"
    r"[A-Z][\w.]+, whose (?P<goods>[^,;:.%]{3,40}?) (?:once |used to |still |now |already )?"
    r"(?:(?:fill|make|made|account|go|sell|sold|compete|reach|find|dominate)(?:e?s|ed)?|went)\b"
    rf"[^,;:.%]{{2,60}}, {_PAYS}(?: (?:an?|the|up to|about|only|just|duty|tariff|of|at))* $"
)
_SELLING = re.compile(  # "Greenland pays 10% when it sells prawns to America"
    r" (?:when(?:ever)?|if) (?:it|they) (?:sells?|ships?|sends?|exports?)"
    r" (?P<goods>[^,;:.%]{3,40}?) (?:in)?to\b"
)
_COVERED = re.compile(  # "shoes fall under Chile's 15% tariff", "will protect its shoemakers with"
    r"(?:\A|[.;:] |, |\b(?:and|but|that) )(?P<goods>(?!(?:it|they|which)\b)[^,;:.%]{3,50}?)"
    r" (?:(?:is|are|was|were|will be|would be|(?:has|have) been) (?:now |also )?(?:covered by"
    r"|added to|included in|brought under)|(?:now |also )?(?:f[ae]lls?|comes?|came) under)"
    r" (?:the|its|an?|[A-Z][\w.]*(?:’s|'s)?) (?:[a-z-]+ ){0,2}$"
    r"|\b(?:protect|shield)(?:s|ed|ing)? (?:its|their|the|home|domestic|local)"
    r" (?P<own>[^,;:.%]{3,40}?) with (?:an?|the|new) (?:[a-z-]+ ){0,2}$"
)
_AMONG = re.compile(  # "Wine and pork are on the list of goods on which it levies 15%"
    r"(?:\A|[.;:] |, )(?P<goods>[^.;:%]{3,90}?) (?:(?:also|both|all) )?(?:is|are|was|were|will be"
    r"|figures?|comes?)(?: also| both| all)? (?:on|among|in) (?:the |a |its |those |several )?"
    r"(?:[a-z-]+ ){0,2}?(?:of (?:the )?)?(?:goods|products|items|imports|things|list|wares),? $"
)
_LISTED = re.compile(
    r"(?:: |\A(?:,|;|,? and|,? while) )"
    r"(?P<goods>(?!(?:and|of|the|an?|to|up|down|now|from|then|than|by|about|it|they|these|those|for"
    r"|on|in|at|with|or|only|another|plus|against|as|instead|rather|not|no|well|far|down|more"
    r"|less|nearly|almost|just|around|between|roughly)\b)"
    r"[a-z][a-z-]+(?:,? (?!(?:of|to|from|by|than|at|or|is|are|was|were|below|above|the|an?)\b)"
    r"[a-z-]+){0,6}?) $"
)
_ITEM_ENDS = re.compile(r"\s*(?:[,;.)]|and\b|$)")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ACCESS_TO = re.compile(
    r" (?:market )?(?:access|entry|treatment|admission) (?:(?:in)?to|in) (?:the )?"
)
_UNLESS = re.compile(r"\b(?:if|unless|until|should|as long as) (?:the )?")
_PRONOUNS = frozenset({"those", "they", "these", "both"})
_NOUNS = frozenset({"NNS", "NNPS", "NN", "NNP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OFFICE = (
    r"(?:government|administration|cabinet|(?:[a-z]+ )?(?:ministry|minister|commission|department)"
    r"|[Cc]ommission|(?:[A-Z][a-z]+ ){0,2}(?:Ministry|Department|Office|Commission|Agency|Board)"
    r"|(?:[a-z]+ )?(?:authority|agency|office)|customs|treasury|officials"
    r"|(?:trade |finance |commerce )?(?:representative|secretary|negotiator|envoy|minister)"
    r"(?:,? [A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2},?)?)"
)
_TELLS = (
    r"(?:said|says|announced|confirmed|declared|told reporters|decided)(?: (?:on|late|early) \w+)?"
)
_WILL_BEAR = re.compile(  # "The White House said furniture would be hit with a 30% duty"
    rf"(?:(?:’s|'s)? {_OFFICE})? {_TELLS}(?: that)? [^;:%]{{3,90}}? (?:would|will|is to|are to)"
    r" (?:also )?(?:be (?:hit|charged|taxed|slapped|subject)|face|pay|attract|bear)\b[^;:%]{0,60}"
)
_AS_SAID = re.compile(  # "…, the Australian government said"
    rf"(?:(?:’s|'s)? {_OFFICE})? {_TELLS}\b"
)
_OF_OFFICE = re.compile(rf"{_OFFICE}|White House|Brussels|Commission", re.I)
_OPENS = re.compile(r"(?:[A-Z][a-z]+, |In )?(?:[Tt]he )?")
_OF_ONE = re.compile(r": (?:it|they) ")
_BEHIND = re.compile(r",(?: the| officials in)? $")


def on_which(rate: Rate, tokens: Tokens) -> tuple[int, int] | None:
    """Where the goods stand in "pork, on which it levies 15%", and in a list of such."""
    token = tokens.at(rate.start)
    for verb in verbs_above(unit_of(token)) if token is not None else ():
        if token is None or verb.dep_ != "relcl" or verb.i > token.i:
            continue
        first = verb.left_edge
        if first.lower_ in {"on", "for"} and next_to(first).lower_ == "which":
            goods = verb.head
            while goods.dep_ == "pobj" and goods.head.lower_ in {"from", "of"}:
                goods = goods.head.head
            among = _AMONG.search(tokens.text[: first.idx])
            if among is not None and among.start() >= rate.sentence[0]:
                return among.span("goods")
            return goods.left_edge.idx, min(first.idx, goods.right_edge.idx + len(goods.right_edge))
    return None


def probed(rate: Rate, text: str) -> tuple[int, int] | None:
    """Where the goods stand in "a probe into semiconductors might bring tariffs of 100%", in "will
    let in 99,000 tons of beef a year at a duty of 7.5%", and in what its seller pays them for.
    """
    found = _PROBE.search(text, rate.near[0], rate.start)
    found = found or _LET_IN.search(text, max(rate.near[0], rate.start - 120), rate.start)
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    found = found or _WHOSE.search(text, rate.near[0], rate.start) or _SELLING.match(text, last)
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.start
    found = found or _COVERED.search(text, rate.near[0], first)
    return found.span(found.lastgroup or 0) if found is not None else None


def listed_beside(rate: Rate, tokens: Tokens) -> tuple[int, int] | None:
    """Where the goods stand in "Tariffs at a glance: steel and tin 50%, cars 25%"."""
    text, first = tokens.text, max(rate.near[0], rate.left)
    found = _LISTED.search(text[first : rate.start])
    ends = _ITEM_ENDS.match(text, rate.end)
    if found is None or ends is None or tariff_words().any_noun.search(found["goods"]):
        return None
    start, end = first + found.start("goods"), first + found.end("goods")
    head, last = tokens.at(start), tokens.at(end - 1)
    words = tokens.doc[head.i : last.i + 1] if head is not None and last is not None else ()
    return None if any(one.tag_ in _FINITE for one in words) else (start, end)


def admitting(rate: Rate, parties: Parties, text: str) -> str | None:
    """Who lets goods in free where they have "duty-free access to Japan"."""
    access = _ACCESS_TO.match(text, rate.end) if is_free(text[rate.start : rate.end]) else None
    named = parties.within(access.end(), access.end() + 1) if access else ()
    return named[0].country if named and named[0].plain else None


def conditioned(rate: Rate, parties: Parties, text: str, imposer: str | None) -> tuple[str, ...]:
    """Whom "it would go back to 25% if Japan does not keep its promise" means."""
    for match in _UNLESS.finditer(text, rate.near[0], rate.near[1]):
        named = [p for p in parties.within(match.end(), match.end() + 1) if p.plain]
        if named and named[0].country != imposer:
            return (named[0].country,)
    return ()


def meant_by(pronoun: Token) -> Token | None:
    """The goods that "those" or "they" pay for: "Steel is not covered: those still carry 50%"."""
    if pronoun.lower_ not in _PRONOUNS or any(one.dep_ == "prep" for one in pronoun.rights):
        return None  # "those from Japan" are told themselves
    before = [one for one in pronoun.sent if one.i < pronoun.i and one.dep_ in _SUBJECTS]
    subject = next((one for one in before if one.tag_ in _NOUNS), None)
    if not before and pronoun.lower_ == "they" and pronoun.sent.start:
        last = pronoun.doc[pronoun.sent.start - 1].sent.root  # "Solar panels are the exception."
        being = last.lemma_ == "be"
        subject = next((one for one in last.lefts if being and one.dep_ in _SUBJECTS), None)
    many = subject is not None and (
        subject.tag_ in {"NNS", "NNPS"} or any(one.dep_ == "conj" for one in subject.rights)
    )
    return subject if many else None


def told_by(rate: Rate, parties: Parties, text: str, targets: tuple[str, ...]) -> str | None:
    """Whose government says of others that they will be charged: it is the one that charges."""
    for party in parties.within(rate.near[0], rate.start):
        named = text[party.start : party.end]
        told = _WILL_BEAR.fullmatch(text, party.end, rate.start)
        office = told is not None and (
            _OF_OFFICE.search(named) or _OF_OFFICE.match(text[party.end :][:40].lstrip("’'s "))
        )
        if office and party.country not in targets:
            return party.country
    for party in parties.within(rate.end, rate.near[1]):
        lead = text[rate.end : party.start]
        told = _AS_SAID.match(text, party.end)
        by_office = told is not None and _OF_OFFICE.search(text[party.start : told.end()])
        if by_office and _BEHIND.search(lead) and party.country not in targets:
            return party.country
    return None


def lists(rate: Rate, parties: Parties, text: str, targets: tuple[str, ...]) -> str | None:
    """Who opens a sentence that lists behind a colon what others pay: "America treats each
    in its way: Thai rice faces 19%, Indian rice 18%".
    """
    colon = text.find(": ", rate.near[0], rate.start)
    first = next((p for p in parties.within(rate.sentence[0], colon) if p.plain), None)
    if colon < 0 or first is None or first.country in targets or _OF_ONE.match(text, colon):
        return None
    opens = _OPENS.fullmatch(text, rate.sentence[0], first.start)
    return first.country if opens and not text.startswith((": ", "’s", "'s"), first.end) else None
