"""Follows the verbs above a rate to those who put it on and those who bear it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Token

from nlp.amounts import Tokens
from nlp.measure_rates import Rate
from nlp.parties import Parties, Party
from nlp.tariff_words import tariff_words

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ANSWERS = frozenset({"answer", "retaliate", "respond", "counter", "match", "follow", "reply"})
_SPEECH = frozenset({"say", "tell", "write", "report", "note", "argue", "call", "warn"})
_CARRIED = frozenset({"conj", "xcomp", "advcl", "ccomp"})
_STRUCK = frozenset({"charge", "hit", "slap", "target", "tax"})
_GOING_TO = re.compile(r"\b(?:exports?|sales|shipments?|goods) (?:bound )?(?:to|for) (?:the )?")
_ASKS = frozenset(
    {"want", "urge", "ask", "press", "tell", "push", "persuade", "pressure"}
    | {"authorise", "authorize", "allow", "permit", "force", "enable", "invite"}
)
_KEEPS = frozenset({"keep", "get", "retain"})
_OBTAINS = frozenset({"get", "secure", "win", "receive", "negotiate", "obtain"})
_PAPERS = frozenset(
    {"order", "package", "bill", "law", "decree", "proclamation", "decision", "rule", "plan"}
    | {"probe", "investigation", "inquiry", "review", "proposal"}
)
_PRONOUNS = frozenset({"it", "they", "he", "she"})  # whom they mean, the text before tells
_IN_PLACE = re.compile(r"(?:^|[—–] )In (?:\w+ )?$")
_BUYERS = frozenset(
    {"shoppers", "consumers", "buyers", "importers", "customers", "households", "retailers"}
)
_REGARDS = frozenset({"study", "review", "explore", "eye", "weigh", "consider"})
_GOVERNING = frozenset(
    {"government", "administration", "parliament", "congress", "senate", "cabinet", "ministry"}
    | {"department", "treasury", "authorities", "officials", "lawmakers", "regulators", "ministers"}
    | {"commission", "customs", "president", "premier", "minister", "chancellor", "secretary"}
    | {"leader", "king", "queen", "republic", "kingdom", "office", "service", "authority", "board"}
)
_SEATED = re.compile(r" (?:in|of) (?:the )?")
_AGENT = re.compile(r"\bby (?:the )?")
_PARTED = re.compile(r", and (?:the|an?|its|their|her|his)\b|; ")
_RELATIVE = re.compile(
    r" from countries\b|,? (?:(?:with|to|in|for) which|whose)\b|, (?:which|who)\b"
)
_CLIMB = 10
_MOST_CHILDREN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Whom the verbs make imposer, payers, and the one who answers another's tariff.

    `payer_words` bound the words for those who pay; `stranger` says that the verb's
    subject is named but is no country and acts for none.
    """

    imposer: str | None = None
    payers: tuple[str, ...] = ()
    payer_words: tuple[int, int] | None = None
    answering: str | None = None
    official: bool = False
    stranger: bool = False
    answers: bool = False


def roles_of(rate: Rate, parties: Parties, tokens: Tokens) -> Roles:
    """The roles that the verbs of the sentence give around `rate`."""
    token = tokens.at(rate.start)
    noun = tokens.at(rate.noun[0]) if rate.noun else None
    if token is None:
        return Roles()
    borne = _payers(token, parties)
    if borne is not None:
        putter = _relative_putter(noun, parties) if borne.imposer is None else None
        return replace(borne, imposer=putter) if putter else borne
    agent = _agent(rate, parties, tokens)
    for start in (noun, _unit(token)):
        found = _relative_putter(start, parties)
        if found is not None:
            return Roles(imposer=found)
    roles = _climb(token, parties)
    return Roles(imposer=agent, answers=roles.answers) if agent else roles


def _unit(token: Token) -> Token:
    return token.head if token.head.lower_ in {"%", "percent"} else token


def _relative_putter(noun: Token | None, parties: Parties) -> str | None:
    """The subject in "the tariff that Mr. Trump announced"."""
    if noun is None:
        return None
    for child in noun.children:
        if child.dep_ == "relcl" and child.lemma_.lower() not in tariff_words().bear:
            for subject in _subjects(child):
                party = _party_of(subject, parties)
                return party.country if party else None
    return None


def _agent(rate: Rate, parties: Parties, tokens: Tokens) -> str | None:
    """The party in "tariffs imposed by the United States"."""
    first = rate.noun[1] if rate.noun else rate.end
    for match in _AGENT.finditer(tokens.text, min(first, rate.end), min(rate.right, rate.near[1])):
        near = parties.within(match.end(), match.end() + 1)
        if near and "," not in tokens.text[first : match.start()]:
            return near[0].country
    return None


def _climb(token: Token, parties: Parties) -> Roles:
    """The roles by the first verb above `token` that has a subject of its own."""
    words, chain = tariff_words(), []
    for verb in _verbs_above(token):
        chain.append(verb.lemma_.lower())
        subject = next((one for one in _subjects(verb) if one.i < token.i), _decider(verb))
        if subject is None:
            continue
        if verb.dep_ == "relcl" and subject.lemma_.lower() in _PAPERS:
            continue  # "signed an order that puts": whoever signed it puts
        own = verb.dep_ == "relcl" and verb.left_edge.i and verb.left_edge.nbor(-1).text == ","
        if not own and subject.left_edge.i <= token.i <= subject.right_edge.i:
            return Roles()
        if (subject.dep_ == "nsubjpass" and not _is_to_act(verb, token)) or _PARTED.search(
            token.doc[verb.i : max(verb.i, token.i)].text
        ):
            return Roles(answers=any(lemma in _ANSWERS for lemma in chain))
        answers = any(lemma in _ANSWERS for lemma in chain)
        puts = any(lemma in words.impose for lemma in chain) and chain[-1] not in _SPEECH
        if chain[0] in _REGARDS and token.doc.text.endswith("the ", 0, token.idx):
            return Roles(official=True)  # "is studying the 25% tariff": another's
        doer = _asked(verb, token) or subject
        said = doer.lower_ in {"we", "i"}
        found = _saying(doer, parties) if said else _party_of(doer, parties)
        if found is None and doer.lower_ in {"it", "they"} and verb.dep_ == "ccomp":
            found = _saying(doer, parties)
        party = found if puts else None
        if party is not None:
            taken = _ANSWERS & set(chain[-1:]) and verb.dep_ != "relcl"
            answering = party.country if taken else None
            return Roles(imposer=party.country, answers=answers, answering=answering)
        official = puts and (doer.lower_ in _GOVERNING or doer.lower_ in _PRONOUNS)
        stranger = puts and not official and subject.pos_ == "PROPN"
        return Roles(answers=answers, official=official, stranger=stranger)
    return Roles()


def _is_to_act(verb: Token, token: Token) -> bool:
    """Whether the passive only puts off a deed of its subject: "is set to impose"."""
    acts = (child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VB")
    return any(act.i < token.i <= act.right_edge.i for act in acts)


def _saying(pronoun: Token, parties: Parties) -> Party | None:
    """The party whose words "we" or "I" stand in: the subject of a verb of speech."""
    sentence = pronoun.sent
    for verb in sentence[:_MOST_CHILDREN]:
        if verb.lemma_.lower() in _SPEECH:
            subject = next(_subjects(verb), None)
            if subject is not None and (party := _party_of(subject, parties)):
                return party
    return None


def _asked(verb: Token, token: Token) -> Token | None:
    """The one who is to act in "wants Washington to drop its tariff"."""
    if verb.lemma_.lower() not in _ASKS:
        return None
    objects = (child for child in verb.children if child.dep_ == "dobj")
    return next((one for one in objects if verb.i < one.i < token.i), None)


def _decider(verb: Token) -> Token | None:
    """The owner of the noun in "Mr. Trump's decision to double tariffs"."""
    if verb.dep_ != "acl":
        return None
    return next((child for child in verb.head.children if child.dep_ == "poss"), None)


def _verbs_above(token: Token) -> Iterator[Token]:
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            yield token
        if token.head.i == token.i:
            return
        token = token.head


def _subjects(verb: Token) -> Iterator[Token]:
    """The subject of `verb`; of a relative clause, the noun it stands on."""
    for child in islice(verb.children, _MOST_CHILDREN):
        if child.dep_ in _SUBJECTS:
            yield verb.head if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else child


def _party_of(subject: Token, parties: Parties) -> Party | None:
    """The party that a subject is, or that opens its noun phrase."""
    found = _seat_of(subject, parties) or parties.at(subject.idx)
    if found is not None:
        return found
    within = [one for one in parties.within(subject.left_edge.idx, subject.idx) if one.plain]
    if within:
        return within[0]
    if subject.pos_ != "PROPN":
        return None
    opening = parties.within(subject.sent.start_char, subject.sent.start_char + 12)
    lead = subject.sent.text[: opening[0].start - subject.sent.start_char] if opening else ""
    return opening[0] if opening and _IN_PLACE.search(lead) else None


def _seat_of(subject: Token, parties: Parties) -> Party | None:
    """The country in "the parliament in Seoul"."""
    if subject.lower_ not in _GOVERNING:
        return None
    seat = _SEATED.match(subject.doc.text, subject.idx + len(subject))
    named = parties.within(seat.end(), seat.end() + 1) if seat else ()
    return next((one for one in named if one.plain), None)


def _payers(token: Token, parties: Parties) -> Roles | None:
    """Who bears the rate: "Canadian energy pays 10%", "the 30% that Chinese goods have paid"."""
    relative = (child for child in _unit(token).children if child.dep_ == "relcl")
    for verb in (*relative, *_verbs_above(token)):
        lemma = verb.lemma_.lower()
        subject = next(_subjects(verb), None)
        if subject is None and _shares_subject(verb, lemma):
            subject = next(_subjects(verb.head), None)
        if verb.dep_ == "acl" and lemma in _STRUCK:
            return _borne_by(verb.head, verb, parties)
        passive = subject is not None and subject.dep_ == "nsubjpass" and lemma in _STRUCK
        bears = lemma in tariff_words().bear or passive or _is_subject_to(verb)
        bears = bears or (lemma in _KEEPS and verb.dep_ == "relcl") or _obtained(verb, token)
        if bears and subject is not None:
            return _borne_by(subject, verb, parties)
        if subject is not None and subject.i < token.i:
            return None
    return None


def _shares_subject(verb: Token, lemma: str) -> bool:
    """Whether the one who pays is the subject of the verb before: "sells it and is subject
    to", "is to pay".
    """
    pays = lemma in tariff_words().bear
    if verb.dep_ == "xcomp":
        return pays
    return verb.dep_ == "conj" and (pays or lemma in _OBTAINS or _is_subject_to(verb))


def _obtained(verb: Token, token: Token) -> bool:
    """Whether the rate is what somebody got ("secured a 19% rate"): to pay, not to charge."""
    if verb.lemma_.lower() not in _OBTAINS:
        return False
    things = (child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i)
    return any(one.left_edge.i <= token.i <= one.right_edge.i for one in things)


def _is_subject_to(verb: Token) -> bool:
    return any(child.lower_ == "subject" and child.dep_ == "acomp" for child in verb.children)


def _borne_by(subject: Token, verb: Token, parties: Parties) -> Roles:
    if verb.dep_ == "relcl" and any(child.lower_ == "whose" for child in subject.lefts):
        subject = verb.head  # "Cambodia, whose exporters face 49%"
    start = subject.left_edge.idx
    edge = subject.right_edge
    end = max(subject.idx + len(subject), min(edge.idx + len(edge), verb.idx))
    other = _RELATIVE.search(subject.doc.text, subject.idx, end)
    end = other.start() if other else end
    text = subject.doc[subject.left_edge.i : verb.i].text if verb.i > subject.i else ""
    bound = next((m.end() + start for m in _GOING_TO.finditer(text)), -1)
    named = [one for one in parties.within(start, end) if one.plain or one.referred]
    if subject.lower_ in _BUYERS and len(named) == 1:  # "shoppers in Japan pay 12% on parcels"
        seat = _SEATED.match(subject.doc.text, subject.idx + len(subject))
        if seat is not None and seat.end() == named[0].start:
            return Roles(imposer=named[0].country)
    importer = next((one.country for one in named if one.start == bound), None)
    named = [one for one in named if one.plain] or named  # "its Vietnamese rival"
    payers = dict.fromkeys(one.country for one in named if one.country != importer)
    if not payers and (place := _opening_place(subject, parties)):
        payers = {place: None}
    return Roles(imposer=importer, payers=tuple(payers), payer_words=(start, end))


def _opening_place(subject: Token, parties: Parties) -> str | None:
    """The country in "In Norway, where prices fall, exporters pay 15%"."""
    start = subject.sent.start_char
    if subject.tag_ not in {"NNS", "NN"} or not subject.doc.text.startswith("In ", start):
        return None
    named = parties.within(start + 3, start + 7)
    return named[0].country if named and named[0].plain else None
