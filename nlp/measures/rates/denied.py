"""Tells percentages that are shares, growth, averages or denied from rates of duty."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from spacy.tokens import Token

from nlp.figures.amounts.finding import Amount, Tokens
from nlp.tariff_words import tariff_words
from nlp.texts import next_to

_SHARE = re.compile(r" of (?!(?:[a-z]+ )?(?:duty|tariffs?|duties))\w")
_VOTED_DOWN = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ruled|decid(?:ed|es)|c[ao]me out|spoke|argued)\b[^,;:.%]{0,60}?"
    r" against (?:an?|the|any|its|their) (?:[\w-]+ ){0,3}$"
)
_NOT_RATE = re.compile(
    r"[ -](?!or (?:more|less|higher|lower)\b)(?:(?!on\b|over\b)\w+ )?"
    r"(?:increase|rise|drop|fall|decline|decrease|growth|stake|chance|share|discount"
    r"|higher|lower|more|less|from a year|points?|raise|cut|inflation|unemployment)\b"
    r"| (?:plan|say|said|expect|want|think|thought|believe|told|answered|disagree|approve|voted"
    r"|favou?r|oppose)(?:d|ed)?\b"
    r"| (?:against|versus) the (?:dollar|euro|yen|pound|yuan|peso|rupee|franc|won|real)\b"
    r"| on (?:\w+ ){0,2}(?:revenues?|profits?|incomes?|turnover|earnings|wages|dividends"
    r"|capital gains|salaries|remittances)\b"
    r"| (?:to|off|from|for) (?:[\w.]+ ){0,2}"
    r"(?:prices?|costs?|inflation|growth|GDP|output|profits?)\b"
)
_WISHED = re.compile(  # "the 14% that canners had hoped for"
    r"(?: (?:[a-z-]+ ){0,2}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)))?(?: (?:that|which))?"
    r"(?: [\w’'-]+){0,3} (?:[a-z’'-]+s|industry|lobby|association|union|federation|chamber)"
    r" (?:had |have )?"
    r"(?:demanded|hoped for|asked for|sought|wanted|called for|lobbied for|pressed for|requested"
    r"|wished for|pushed for|campaigned for)\b"
)
_BY_A_TARIFF = re.compile(
    r"\b(?:hit|struck|covered|affected|hurt) by (?:about |around |roughly |nearly |up to )?$", re.I
)
_DOWN_FROM = re.compile(r"\b(?:is|are|was|were) (?:up|down) from (?:the |an? )?$", re.I)
_NOW_IS = re.compile(
    r"(?:[^.,;%]{0,20}|(?<=[0-9])),? (?:and )?(?:is|are|stands? at) now |, (?:is|are) now "
)
_AVERAGE = re.compile(r"\baverage (?:[\w.]+ ){0,2}(?:tariff|duty|rate|levy)\b", re.I)
_NO_RATE_BEFORE = re.compile(
    r"(?:\bby (?:about |around |roughly |nearly |another |up to )?|(?<!%, )(?<!cent, )\bnot "
    r"|(?<!no more )(?<!rather )\bthan (?:the |an? )?"
    r"|\b(?:fell|rose|dropped|grew|gained|jumped|slid|climbed|declined|shrank|tumbled|plunged"
    r"|surged|soared|slumped|sank|slipped|lost|shed|up|down)(?: by)?(?: about| around| roughly"
    r"| nearly| some| almost| more than| another| a further| an additional| only| just)? "
    r"|\b(?:weakened|strengthened|appreciated|depreciated|firmed|eased)(?: by)? "
    r"|\b(?:increase|rise|jump|drop|fall|decline|decrease|gain|premium|discount|stake|turnout"
    r"|yield|majority|shortfall) of (?:about |nearly |more than )?"
    r"|\bhad been |\bexceed(?:ed|s|ing)? |\bgrew |\bgained |\babout |\baccounts? for )$"
)
_OF_ABOUT = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?) (?:of|at|(?:(?:that|which) )?(?:is|comes to"
    r"|amounts to|stands at)) about $"
)
_MOVED_TO_ABOUT = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?)\b[^,;:.%]{0,80}? to about $"
)
_BORNE = frozenset({"cover", "affect", "hit", "subject"})  # passives
_UNTOUCHED = frozenset(
    {"touch", "affect", "alter", "change", "concern", "let", "allow", "strike", "phase"}
    | {"answer", "match", "respond", "retaliate", "compete", "cope", "survive", "absorb", "afford"}
    | {"live", "sell", "export", "grow", "start", "begin"}
    | {"take effect", "kick in", "come into", "go into", "enter into"}
)


def is_other(text: str, amount: Amount, tokens: Tokens) -> bool:
    """Whether the percentage is a share, a growth, a change or denied, not a rate."""
    if any(one.match(text, amount.end) for one in (_SHARE, _NOT_RATE, _WISHED)):
        return True
    if _NOW_IS.match(text, amount.end):
        return False
    first = max(0, amount.start - 24)
    moved = amount.moved or _OF_ABOUT.search(text, first, amount.start)
    moved = moved or _MOVED_TO_ABOUT.search(text, max(0, amount.start - 120), amount.start)
    if not moved and _NO_RATE_BEFORE.search(text, first, amount.start):
        return _BY_A_TARIFF.search(text, max(0, amount.start - 40), amount.start) is None
    first = max(0, amount.start - 120)
    if any(one.search(text, first, amount.start) for one in (_VOTED_DOWN, _DOWN_FROM, _AVERAGE)):
        return True
    token = tokens.at(amount.number_start)
    new = text.endswith(("to ", "from "), 0, amount.start)
    known = text.endswith("the ", 0, amount.start)
    return token is not None and _denied(token, new=new, known=known)


def _denied(token: Token, *, new: bool, known: bool) -> bool:
    """Whether the first verb above `token` is negated, or one above it denies; what is not done to
    a duty leaves its rate as it was, but puts on no `new` one: "refused to raise it to 50%", and
    a `known` one stands that somebody does not bear.
    """
    negated, verbs, touched = False, 0, True
    for _ in range(6):
        token = token.head
        if token.pos_ != "VERB" or (new and not verbs and _is_of_goods(token)):
            continue
        verbs += 1
        if verbs == 1:
            borne = known and token.lemma_ in _BORNE
            touched = new or not (borne or _leaves(token))
            negated = touched and any(child.dep_ == "neg" for child in token.children)
        if touched and token.lemma_ in {"deny", "reject", "refuse", "resist"}:
            return True
    return negated


def _is_of_goods(verb: Token) -> bool:
    """Whether a clause only tells which goods: "put it up on cars that do not run to 9%"."""
    which = verb.dep_ == "advcl" and verb.left_edge.tag_ == "WDT"
    tells = which or verb.dep_ in ("acl", "relcl")
    return tells and verb.lemma_.lower() not in tariff_words().impose


def _leaves(verb: Token) -> bool:
    """Whether a verb that is negated leaves a duty as it is: "scrap", "do away with"."""
    behind = next_to(verb).lower_
    lemma = verb.lemma_.lower()
    return lemma in _untouched() or f"{lemma} {behind}" in _untouched()


@cache
def _untouched() -> frozenset[str]:
    """The verbs of which a negated one leaves a duty as it is: "has not scrapped its 20% duty"."""
    verbs = list(chain.from_iterable(tariff_words().undoing.values()))
    whole = {verb.split()[0] for verb in verbs if "/" not in verb}
    parted = (verb.split(" / ") for verb in verbs if "/" in verb)
    return _UNTOUCHED | whole | {f"{v.split()[0]} {particle.split()[0]}" for v, particle in parted}
