"""Finds who bears a rate: "Canadian energy pays 10%", "shoppers in Japan pay 12%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.measures.goods.meant import meant_by
from nlp.measures.parties.bearers import one_of, shipped, spanned
from nlp.measures.parties.burdens import (
    CUTS,
    DEALT,
    UNDERGOES,
    draws_up,
    goes_to,
    is_aside,
    is_burdened,
    is_of,
    undergoes,
)
from nlp.measures.parties.roles import Roles
from nlp.measures.rates.verbs_above import is_passive, subjects_of, unit_of, verbs_above
from nlp.names.parties import Parties, Party
from nlp.tariff_words import tariff_words
from nlp.texts import next_to, text_of

_STRUCK = frozenset(
    {"assure", "cap", "charge", "free", "guarantee", "promise", "relieve", "rid", "hit", "slap"}
    | {"target", "tax"}
)
_LIABLE = frozenset({"subject", "liable", "exposed"})
_GOING_TO = re.compile(
    r"\b(?:(?:exports?|sales|shipments?|goods) (?:of [^,;:]{2,40}? )?(?:bound )?(?:to|for)"
    r"|entering|arriving in|bound for|(?:shipped|exported|sold|sent) (?:to|in|into)"
    r"|(?:exporters|exports)(?: (?:in|from) (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)? to"
    r"|headed (?:to|for)|imports?(?:ed)?(?: of [^,;:]{2,40}?)? (?:in)?to"
    r"|(?:ships?|sells?|exports?|sends?)(?: [^,;:]{2,40}?)? (?:in)?to)"
    r" (?:(?:its|their) (?:[a-z]+ ){1,3}?(?:market|customer|buyer|destination), )?(?:the )?",
    re.I,
)
_OUTSIDE = re.compile(r"\b(?:made|built|assembled|grown|produced) outside (?:of )?(?:the )?$")
_ON_GOODS = re.compile(r"(?: of [0-9.]+ ?(?:%|per ?cent))? (?:on|for|against) (?!(?:its|their)\b)")
_STANDS = frozenset({"sit", "stand"})
_STAYS = frozenset({"stay", "remain"}) | _STANDS
_COMES = frozenset(
    {"admit", "arrive", "bring", "come", "enter", "get", "go", "import", "sell", "ship"}
)
_ARE_AT = _COMES | _STAYS | {"be"}
_SELLS = frozenset({"sell", "ship"})
_LETS = frozenset({"accept", "admit", "allow", "bring", "import", "let"})
_FREE = frozenset({"duty", "tariff", "free", "without"})  # "enters Peru free of duty"
_OFF = frozenset({"off", "away"})
_KEEPS = frozenset({"keep", "get", "retain"})
_SALES = frozenset({"exports", "sales", "shipments", "goods"})
_BUYERS = frozenset(
    {"shoppers", "consumers", "buyers", "importers", "customers", "households", "retailers"}
)
_A_RATE = re.compile(r"\b(?:an?|the (?:same|old|lower)) (?:[a-z]+ )?rate of $")
_OWN = re.compile(r"\b(?:its|their) (?:[a-z]+ )?$")
_ITS_RATE = re.compile(r"[0-9.]+ ?(?:%|percent|per cent) rates?\b")
_SEATED = re.compile(
    r" (?:in|of(?! (?:the )?[A-Z][a-z]+ (?!pay|fac|bear|will|have|must|are)[a-z]+ )) (?:the )?"
)
_RELATIVE = re.compile(
    r" from (?:[a-z-]+ ){0,2}(?:countries|firms|companies|makers|mills)\b"
    r"|,? (?:(?:[a-z]+ )?(?:with|to|in|for|of|through|from|on|by|under) which|whose)\b"
    r"|, (?:which|who|where)\b"
    r"| (?:that|which) (?=(?:do|does|did|have|has|had|refuse|could|would|will|may|might|are|is|was"
    r"|were|comes?|enters?|exceeds?)\b)"
    r"|, (?:hit|taxed|charged|struck|targeted|slapped) "
)
_APPOSED = re.compile(r", (?:an?|the|one of|home|long|its|their|already|once) (?=[a-z])")
_GOODS_BETWEEN = re.compile(r"(?:’s|'s)?(?: [a-z-]+){0,2} ")
_AND = re.compile(r" and(?: (?:has|have|had|will|would))? ")  # "made in China and carry 25%"


def payers_of(token: Token, parties: Parties) -> Roles | None:
    """Who bears the rate: "Canadian energy pays 10%", "the 30% that Chinese goods have paid"."""
    for verb in (*_said_of(unit_of(token)), *verbs_above(token)):
        lemma = verb.lemma_.lower()
        subject = next(subjects_of(verb), None)
        beside = _just_before(verb, parties) if subject is None and verb.dep_ == "conj" else None
        if beside is not None and lemma in tariff_words().bear:
            return _made_there(beside, verb)
        shared = _shares_subject(verb, lemma) or (verb.dep_ == "conj" and lemma in _STAYS)
        if subject is None and (shared or is_aside(verb, lemma)):
            subject = next(subjects_of(verb.head), None)
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and lemma in _STRUCK:
            return _borne_by(verb.head, verb, parties)
        winner = (
            _winner(verb, parties) if verb.dep_ == "acl" and lemma in tariff_words().win else None
        )
        if winner is not None:
            return Roles(payers=(winner,))
        struck = lemma in _STRUCK or (lemma in DEALT and verb.tag_ == "VBN")
        passive = subject is not None and struck and _is_struck(verb, subject)
        passive = passive and tariff_words().noun.fullmatch(subject.text if subject else "") is None
        bears = (lemma in tariff_words().bear and not draws_up(verb)) or passive
        bears = bears or _is_subject_to(verb)
        bears = bears or (lemma in _ARE_AT and _is_at(verb, token, subject))
        bears = bears or is_burdened(verb, token) or undergoes(verb, token) or _enters(verb, token)
        bears = bears or (lemma == "get" and any(one.lower_ in _OFF for one in verb.children))
        bears = bears or goes_to(verb, token)
        bears = bears or (lemma == "agree" and _agreed_to(verb, token))
        bears = bears or (lemma in _KEEPS and _is_borne(verb, token)) or _obtained(verb, token)
        if bears and subject is not None:
            return _borne_by(subject, verb, parties)
        if _is_of_duties(verb):
            continue  # "Chinese goods pay duties, which go up to 25%"
        undergone = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in UNDERGOES
        lets = lemma in _LETS and token.lower_ in _FREE  # "lets in Peruvian tin free of duty"
        if lets or (subject is not None and subject.i < token.i and not undergone):
            return None
    return None


def _said_of(unit: Token) -> Iterator[Token]:
    """The verbs that a relative clause says of a rate, and "negotiated" behind its noun."""
    yield from (child for child in unit.children if child.dep_ == "relcl")
    if tariff_words().any_noun.fullmatch(unit.head.text):
        bear = tariff_words().bear  # "the 15% tariff Norway pays"
        clauses = (child for child in unit.head.children if child.dep_ == "relcl")
        yield from (verb for verb in clauses if verb.lemma_.lower() in bear)
        said = (child for child in unit.head.children if child.dep_ == "acl")
        yield from (verb for verb in said if verb.lemma_.lower() in tariff_words().win)


def _is_of_duties(verb: Token) -> bool:
    """Whether a relative clause tells of the duties that somebody pays."""
    duty = verb.head
    if verb.dep_ != "relcl" or tariff_words().any_noun.fullmatch(duty.text) is None:
        return False
    return duty.dep_ == "dobj" and duty.head.lemma_.lower() in tariff_words().bear


def _is_struck(verb: Token, subject: Token) -> bool:
    """Whether the subject is whom it strikes: "was hit with 25%", "India, hit with 50%, said"."""
    if is_passive(verb) or any(one.dep_ == "auxpass" for one in verb.lefts):
        return True
    aside = verb.i and next_to(verb, -1).text == "," and subject.i == verb.i - 2
    behind = next_to(verb).lower_
    return bool(aside) and behind in {"with", "by"}


def _is_borne(verb: Token, token: Token) -> bool:
    """Whether what is kept is paid: "which keeps 25%", "Chad keeps a rate of 25%"."""
    text = text_of(token.doc)
    lead = text[max(0, token.idx - 24) : token.idx]
    own = _OWN.search(lead) is not None and _ITS_RATE.match(text, token.idx) is not None
    return verb.dep_ == "relcl" or own or _A_RATE.search(lead) is not None


def _made_there(country: Party, verb: Token) -> Roles:
    """Whose goods pay that stand just before the verb or "are made in China and carry 25%"."""
    joint = _AND.fullmatch(text_of(verb.doc), country.end, verb.idx)
    maker = next(subjects_of(verb.head), None) if joint else None
    words = spanned(maker, verb.head) if maker else (country.start, verb.idx)
    return Roles(payers=(country.country,), payer_words=words)


def _just_before(verb: Token, parties: Parties) -> Party | None:
    """The one in "and British steel pays 25%", where the parse gives no subject."""
    near = [p for p in parties.within(max(0, verb.idx - 40), verb.idx) if p.plain]
    if not near or _GOODS_BETWEEN.fullmatch(text_of(verb.doc), near[-1].end, verb.idx) is None:
        return None
    return near[-1]


def _shares_subject(verb: Token, lemma: str) -> bool:
    """Whether the one who pays is the subject of the verb before: "sells it and is subject
    to", "is to pay".
    """
    pays = lemma in tariff_words().bear
    if verb.dep_ == "advcl":  # "dropped its tax to escape a 25% tariff"
        return lemma == "escape" and any(one.lower_ == "to" for one in verb.lefts)
    if verb.dep_ == "xcomp":
        return (
            pays
            or lemma in _COMES - _LETS - _SELLS
            or (lemma in _STRUCK and any(one.dep_ == "auxpass" for one in verb.lefts))
        )
    passive = lemma in _STRUCK and any(one.dep_ == "auxpass" for one in verb.lefts)
    return verb.dep_ == "conj" and (
        passive or pays or lemma in tariff_words().win or _is_subject_to(verb)
    )


def _obtained(verb: Token, token: Token) -> bool:
    """Whether the rate is what somebody got ("secured a 19% rate"): to pay, not to charge."""
    if verb.lemma_.lower() not in tariff_words().win:
        return False
    if verb.dep_ == "relcl":  # "the 10% that Britain secured"
        return verb.head.i in {token.i, unit_of(token).i, unit_of(token).head.i}
    things = [child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i]
    to = unit_of(token).head.lower_ in {"to", "from"}
    down = any(one.lower_ == "down" for one in verb.rights)  # "negotiated its tariff down to"
    cut = to and any(one.lemma_.lower() in CUTS for one in things)  # "won a cut in its tariff to"
    cut = cut or (down and any(_is_own(one) for one in things))
    return cut or any(is_of(one, token) for one in things)


def _is_own(duty: Token) -> bool:
    return any(one.lower_ in {"its", "their"} for one in duty.lefts)


def _enters(verb: Token, token: Token) -> bool:
    """Whether the subject is what enters free of duty, and not who lets it in."""
    lemma = verb.lemma_.lower()
    if token.lower_ not in _FREE or lemma not in _COMES | _LETS:
        return False
    return lemma not in _LETS or is_passive(verb)


def _is_at(verb: Token, token: Token, subject: Token | None) -> bool:
    """Whether the rate is where goods stay: "steel will stay at 50%"."""
    if subject is None or tariff_words().any_noun.search(subject.text):
        return False
    if subject.lower_ == "it" or (subject.tag_ == "PRP" and verb.lemma_.lower() in _STANDS):
        return False  # "it stays at 10%": the duty
    places = (child for child in verb.children if child.lower_ == "at")
    return any(place.i < token.i <= place.right_edge.i for place in places)


def _agreed_to(verb: Token, token: Token) -> bool:
    """Whether a rate was only accepted: "agreed to a 19% tariff", on nothing of another's."""
    for to in (child for child in verb.children if child.lower_ == "to" and child.dep_ == "prep"):
        noun = next((child for child in to.children if child.dep_ == "pobj"), None)
        if noun is not None and to.i < token.i <= noun.right_edge.i:
            return _ON_GOODS.match(text_of(noun.doc), noun.idx + len(noun)) is None
    return False


def _winner(verb: Token, parties: Parties) -> str | None:
    """Who got the rate in "the 15% rate negotiated by the European Union": to pay."""
    for agent in (child for child in verb.children if child.dep_ == "agent"):
        named = parties.within(agent.idx + len(agent), agent.right_edge.idx + 1)
        return next((one.country for one in named if one.plain), None)
    return None


def _is_subject_to(verb: Token) -> bool:
    return any(child.lower_ in _LIABLE and child.dep_ == "acomp" for child in verb.children)


def _borne_by(subject: Token, verb: Token, parties: Parties) -> Roles:
    market, owned = None, None
    if verb.dep_ == "relcl" and any(child.lower_ == "whose" for child in subject.lefts):
        if subject.lower_ not in _SALES:  # "Brazil, whose beans pay 3%"
            owned = subject.left_edge.idx + len("whose "), subject.idx + len(subject)
        market = _market_of(subject, verb, parties)
        subject = verb.head  # "Cambodia, whose exporters face 49%"
    subject = one_of(subject) or (
        shipped(subject, verb) if verb.dep_ == "relcl" else meant_by(subject) or subject
    )
    whole, (start, end) = text_of(subject.doc), spanned(subject, verb)
    other = _RELATIVE.search(whole, subject.idx, end)
    end = other.start() if other else end
    told = _APPOSED.search(whole, subject.idx, end)  # "Lesotho, a maker of jeans for Americans"
    known = told is not None and any(one.plain for one in parties.within(start, told.start()))
    end = told.start() if told and known else end
    text = subject.doc[subject.left_edge.i : verb.i].text if verb.i > subject.i else ""
    going = next(_GOING_TO.finditer(text), None)
    bound = going.end() + start if going else -1
    named = [one for one in parties.within(start, end) if one.plain or one.referred]
    if subject.lower_ in _BUYERS and len(named) == 1:  # "shoppers in Japan pay 12% on parcels"
        seat = _SEATED.match(whole, subject.idx + len(subject))
        theirs = named[0].end + 1 == subject.idx  # "American buyers"
        if theirs or (seat is not None and seat.end() == named[0].start):
            return Roles(imposer=named[0].country)
    importer = market or next((one.country for one in named if one.start == bound), None)
    outside = (one.country for one in named if _OUTSIDE.search(whole, start, one.start))
    importer = importer or next(outside, None)
    named = [one for one in named if one.plain] or named  # "its Vietnamese rival"
    if going and importer and not going[0].endswith(("to ", "to the ")):
        end = start + going.start()  # "goods entering the US"
    payers = dict.fromkeys(one.country for one in named if one.country != importer)
    return Roles(imposer=importer, payers=tuple(payers), payer_words=owned or (start, end))


def _market_of(subject: Token, verb: Token, parties: Parties) -> str | None:
    """The country in "Taiwan, whose exports to Peru face 20%"."""
    first = subject.left_edge.idx
    going = _GOING_TO.search(text_of(subject.doc), first, verb.idx)
    near = parties.within(going.end(), going.end() + 1) if going else ()
    return near[0].country if near else None
