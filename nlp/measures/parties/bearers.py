"""Reads off the words before a rate who bears it, where the parse has lost the verb: "Bed linen
from Pakistan bears 19%".
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.measures.goods.cutting import goods_of
from nlp.measures.parties.roles import Roles
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.verbs_above import subjects_of
from nlp.names.parties import Parties
from nlp.texts import text_of

_NAME = r"(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}"
_SAYS = r" (?:proposed|said|says|announced|decided|ruled|warned|recommended|told|agreed)\b"
_BEARING = re.compile(
    r"(?P<lead>\A|[;:—] |, (?:and|but|while|whereas) | (?:while|whereas|that) )"
    rf"(?P<who>(?!(?:he|she|who|which|that|there)\b)(?:(?!{_SAYS})[^,;:.%]){{2,70}}?)"
    r"(?: (?:cleared|landed|shipped|loaded|unloaded|entered|arriving|imported|dispatched)"
    r" (?:after|before|from|since|on or after) [^,;:.%]{2,40}?)?"
    r"(?:, (?:(?:most|many|some|all|half|part) of )?(?:which|who|whom)\b[^;:.%]{2,80},)?"
    r"(?:, (?:(?:s?he|they|it) (?:says?|said|adds?|added|notes?|noted)|by contrast|too|however"
    r"|meanwhile|for (?:(?:its|their) part|now|instance|example)|like (?:the|its) [a-z]+s?),)?"
    r" (?:(?:now|already|still|also|currently|today|will|would|must|may|could"
    r"|should|have to|had to|has|have|had|each|both) )*"
    r"(?:bears?|bore|borne|pays?|paid|faces?|faced|incurs?|attracts?|carr(?:y|ies)"
    r"|(?:is|are|was|were|be|been) (?:now |still |also )?(?:charged|taxed|assessed|liable to"
    rf"|subject to)(?: at)?|enters? (?P<market>{_NAME}) at)"
    r"(?: (?:an?|the|its|their|at|between|up to|about|only|just|as much as|dut(?:y|ies)|tariffs?"
    r"|rates?|lev(?:y|ies)|of|extra|additional|new|flat|import|customs|anti-?dumping|countervailing"
    r"|safeguard))* $"
)
_COMING = re.compile(  # "Steel that comes into Peru"
    r" (?:that|which) (?:(?:comes?|go(?:es)?|is|are) (?:(?:sold|shipped|imported|brought) )?"
    r"(?:in|into|to)|enters?|reach(?:es)?) (?:the )?(?=[A-Z])"
)
_LETTERS = re.compile(r"(?<![\w-])[A-Za-z]{1,5}-$")
_FEW = 6
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_VERBAL = re.compile(r"\b(?:will|would|could|can|may|might|must|should|not|be|been|has|have|had)\b")
_HELPS = frozenset({"aux", "auxpass", "neg", "advmod"})
_CLAUSE = re.compile(
    r"\b(?:said|says|told|announced|if|when|because|after|where|who|whose|is|are|was|were)\b"
)


def spanned(subject: Token, verb: Token) -> tuple[int, int]:
    """Where the words for a verb's subject stand: behind the "Relief in Bangkok:" that the parse
    adds to them, and with the "E-" of "E-bikes" that it parts from them.
    """
    text, start, edge = text_of(subject.doc), subject.left_edge.idx, subject.right_edge
    end = max(subject.idx + len(subject), min(edge.idx + len(edge), verb.idx))
    colon = text.rfind(": ", start, max(verb.idx, start))
    own = (one for one in verb.lefts if one.dep_ in _SUBJECTS and one.tag_ in _NOUNS)
    if colon >= 0 and any(one.idx > colon for one in own):
        helps = (one.idx for one in verb.lefts if one.dep_ in _HELPS and one.idx > colon)
        return colon + 2, max(end, min(helps, default=verb.idx))
    letters = _LETTERS.search(text, max(0, start - _FEW), start)
    return letters.start() if letters else start, end


def one_of(countries: Token) -> Token | None:
    """Who is meant in "Norway is one of eight European countries that would be charged 10%"."""
    being, led = countries.head, countries.dep_ == "pobj" and countries.head.lower_
    if led == "of" and being.head.lower_ == "one":
        being = being.head.head
    elif led == "among":
        being = being.head
    elif countries.lower_ != "one":
        return None
    return next(subjects_of(being), None) if being.lemma_ == "be" else None


def shipped(antecedent: Token, verb: Token) -> Token:
    """The goods in "trucks from Mexico, which are charged 25%", whose relative clause the parse
    hangs on the country; those in "exports to Peru, which face 25%" by their number.
    """
    link = antecedent.head
    many = any(one.tag_ == "VBP" for one in (verb, *verb.lefts))
    if antecedent.dep_ != "pobj" or link.lower_ not in (
        {"from", "of"} | ({"to"} if many else set())
    ):
        return antecedent
    goods = link.head
    mass = goods.tag_ == "NN" and link.lower_ == "from" and not any(goods.lefts)  # "Coil from Peru"
    thing = goods.tag_ == "NNS" or mass
    return goods if thing and antecedent.tag_ == "NNP" else antecedent


def bearing(rate: Rate, text: str) -> re.Match[str] | None:
    """The words before a rate that say that somebody ("who") bears it, as one match."""
    parted = text[rate.left : rate.left + 1] in {";", ",", ":"}
    first = max(rate.near[0], rate.left) if parted else rate.near[0]
    found = _BEARING.search(text[first : rate.start])
    return None if found is None or _CLAUSE.search(found["who"]) else found


def bearer(rate: Rate, parties: Parties, text: str) -> Roles | None:
    """Who bears the rate by the words of its own clause; None where these do not say."""
    found = bearing(rate, text)
    if found is None:
        return None
    first = rate.start - len(found.string)
    start, end = first + found.start("who"), first + found.end("who")
    named = [one for one in parties.within(start, end) if one.plain]
    place = first + found.start("market") if found["market"] else None
    coming = _COMING.search(text, start, end)
    if coming is not None and place is None:
        place, end = coming.end(), coming.start()
    market = parties.within(place, place + 1) if place is not None else ()
    importer = market[0].country if market else None
    payers = dict.fromkeys(one.country for one in named if one.country != importer)
    if not payers and not importer:
        return None
    return Roles(imposer=importer, payers=tuple(payers), payer_words=(start, end))


def goods_borne(rate: Rate, parties: Parties, text: str) -> str | None:
    """The goods of a clause whose subject the parse has lost, taking "that" for a pronoun:
    "proposed that dump trucks, most of which come from Japan, should pay 15%".
    """
    found = bearing(rate, text)
    if found is None or found["lead"].strip() != "that" or _VERBAL.search(found["who"]):
        return None
    first = rate.start - len(found.string)
    return goods_of(first + found.start("who"), first + found.end("who"), parties, text)
