"""Follows the verbs above a rate to those who put it on and those who bear it."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from nlp.figures.amounts.finding import Tokens
from nlp.measures.parties.asides import ANSWERED
from nlp.measures.parties.bearers import bearer
from nlp.measures.parties.burdens import draws_up
from nlp.measures.parties.payers import payers_of
from nlp.measures.parties.putters import agent_of, putter_of, striker_of
from nlp.measures.parties.roles import Roles
from nlp.measures.parties.sold_there import sold_there
from nlp.measures.parties.ultimatums import ultimatum
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.verbs_above import subjects_of, unit_of, verbs_above
from nlp.names.parties import Parties, Party
from nlp.tariff_words import tariff_words
from nlp.texts import next_to, text_of

_ANSWERS = frozenset({"answer", "retaliate", "respond", "counter", "match", "reply"})
_SPEECH = frozenset({"say", "tell", "write", "report", "note", "argue", "call", "warn"})
_TELLS = _SPEECH | {"announce", "confirm", "declare"}  # of what the subject itself will do
_ASKS = frozenset(
    {"want", "urge", "ask", "press", "tell", "push", "persuade", "pressure", "like", "expect"}
    | {"call", "lobby", "beg", "implore", "encourage", "need", "prefer"}
    | {"authorise", "authorize", "allow", "permit", "force", "enable", "invite"}
)
_PAPERS = frozenset(
    {"order", "package", "bill", "law", "decree", "proclamation", "decision", "rule", "plan"}
    | {"probe", "investigation", "inquiry", "review", "proposal"}
)
_PRONOUNS = frozenset({"it", "they", "he", "she"})  # whom they mean, the text before tells
_OWNING = frozenset({"its", "their", "his", "her"})
_ANSWERED_DUTY = re.compile(r"(?:to|for|against)? ?(?:the|an?)(?: [a-z]+){0,2}")
_IN_PLACE = re.compile(r"(?:^|[—–] )In (?:\w+ )?$")
_RESOLVES = frozenset({"decision", "plan", "move", "threat", "vow", "proposal", "bid", "push"})
_REGARDS = frozenset({"study", "review", "explore", "eye", "weigh", "consider"})
_GOVERNING = frozenset(
    {"government", "administration", "parliament", "congress", "senate", "cabinet", "ministry"}
    | {"department", "treasury", "authorities", "officials", "lawmakers", "regulators", "ministers"}
    | {"commission", "customs", "president", "premier", "minister", "chancellor", "secretary"}
    | {"diet", "duma", "assembly", "legislature", "leader", "king", "queen", "republic", "kingdom"}
    | {"office", "service", "authority", "board"}
)
_DEALS = frozenset({"deal", "pact", "agreement", "accord", "truce", "framework", "talks"})
_SEATED = re.compile(r" (?:in|of) (?:the )?")
_RANGES = frozenset({"go", "run", "range", "vary", "reach", "start", "begin"})
_STANDING = re.compile(r"\w+ (?:in place|untouched|intact|unchanged|standing)\b")
_QUARREL = re.compile(r"\bover (?:the|an?|its|their|new|that|those)\b")  # "took Peru to court over"
_PARTED = re.compile(r", and (?:the|an?|its|their|her|his)\b|; ")
_OPENING = 24  # characters in which a sentence names its place: "In neighbouring Peru"
_MOST_CHILDREN = 60


def roles_of(rate: Rate, parties: Parties, tokens: Tokens) -> Roles:
    """The roles that the verbs of the sentence give around `rate`."""
    token = tokens.at(rate.start)
    noun = tokens.at(rate.noun[0]) if rate.noun else None
    if (
        rate.noun
        and rate.noun[0] > rate.end
        and ANSWERED.search(tokens.text, rate.end, rate.noun[0])
    ):
        noun = None  # "put 10% on wine in answer to the tariff that Peru has": Peru's
    if token is None:
        return Roles()
    borne = ultimatum(rate, parties, tokens.text)
    borne = borne or _answering(token, parties) or payers_of(token, parties)
    if borne is None or not (borne.payers or borne.imposer):
        borne = bearer(rate, parties, tokens.text) or borne
    if borne is not None:
        borne = sold_there(borne, rate, parties, tokens)
        putter = _relative_putter(noun, parties) or striker_of(rate, parties, tokens.text)
        if putter is None or borne.imposer is not None:
            return borne
        payers = tuple(name for name in borne.payers if name != putter)
        return replace(borne, imposer=putter, payers=payers)
    agent = agent_of(rate, parties, tokens) or putter_of(rate, parties, tokens.text)
    for start in (noun, unit_of(token)):
        found = _relative_putter(start, parties)
        if found is not None:
            return Roles(imposer=found)
    roles = _climb(token, parties)
    return Roles(imposer=agent, answers=roles.answers) if agent else roles


def _relative_putter(noun: Token | None, parties: Parties) -> str | None:
    """The subject in "the tariff that Mr. Trump announced"."""
    if noun is None:
        return None
    words = tariff_words()
    for child in noun.children:
        if child.dep_ == "relcl" and child.lemma_.lower() not in words.bear | words.win:
            for subject in subjects_of(child):
                if subject.i == child.head.i:
                    break  # "a duty on Chilean wine, which goes up to 8%": the duty does
                party = _party_of(subject, parties)
                return party.country if party else None
    return None


def _leaves_standing(verb: Token) -> bool:
    return (
        verb.lemma_.lower() == "leave" and _STANDING.match(text_of(verb.doc), verb.idx) is not None
    )


def _is_of_the_duty(verb: Token, subject: Token) -> bool:
    """Whether a relative clause says how high the duty is: in "set duties that reach 40%" and
    "duties on tin, which go to 40%" whoever set them puts them on.
    """
    noun = tariff_words().noun.fullmatch(subject.text) is not None
    return noun or verb.lemma_.lower() in _RANGES


def _is_parted(verb: Token) -> bool:
    """Whether a comma parts a relative clause from what it tells of."""
    before = verb.left_edge.i and next_to(verb.left_edge, -1).text
    return verb.dep_ == "relcl" and before == ","


def _climb(token: Token, parties: Parties) -> Roles:
    """The roles by the first verb above `token` that has a subject of its own."""
    words, chain = tariff_words(), []
    for verb in verbs_above(token):
        chain.append(verb.lemma_.lower())
        if verb.dep_ == "advcl" and any(_holds(one, token) for one in subjects_of(verb)):
            break  # "gin will cost more if a 150% tariff is imposed"
        subject = next((one for one in subjects_of(verb) if one.i < token.i), _decider(verb))
        if subject is None or (verb.dep_ == "relcl" and subject.lemma_.lower() in _PAPERS):
            continue  # "signed an order that puts": whoever signed it puts
        if verb.dep_ == "relcl" and _is_of_the_duty(verb, subject):
            chain.clear()
            continue
        if not _is_parted(verb) and _holds(subject, token):
            break
        between = token.doc[verb.i : max(verb.i, token.i)].text
        if subject.dep_ == "nsubjpass" or _PARTED.search(between):
            return Roles(answers=any(lemma in _ANSWERS for lemma in chain))
        if _QUARREL.search(between):
            return _accused(verb, parties)
        answers = any(lemma in _ANSWERS for lemma in chain)
        puts = any(lemma in words.impose for lemma in chain) and chain[-1] not in _SPEECH
        puts = puts or _leaves_standing(verb) or draws_up(verb)
        if chain[0] in _REGARDS and text_of(token.doc).endswith("the ", 0, token.idx):
            return Roles(official=True)  # "is studying the 25% tariff": another's
        doer = _asked(verb, token) or subject
        said = doer.lower_ in {"we", "i"}
        reported = doer.lower_ in _PRONOUNS and verb.dep_ == "ccomp"  # "X said it would"
        found = _saying(doer, parties) if said or reported else None
        found = found or (None if said else _party_of(doer, parties))
        party = found if puts else None
        if party is not None:
            taken = _ANSWERS & set(chain[-1:]) and verb.dep_ != "relcl"
            answering = party.country if taken else None
            return Roles(imposer=party.country, answers=answers, answering=answering)
        official = puts and (doer.lower_ in _GOVERNING or doer.lower_ in _PRONOUNS)
        stranger = puts and not official and subject.pos_ == "PROPN"
        return Roles(answers=answers, official=official, stranger=stranger)
    return Roles()


def _accused(verb: Token, parties: Parties) -> Roles:
    """Whose duty a quarrel is over: "took Peru to court over"."""
    accused = next((one for one in verb.rights if one.dep_ == "dobj"), None)
    party = None if accused is None else _party_of(accused, parties)
    return Roles() if party is None else Roles(imposer=party.country)


def _answering(token: Token, parties: Parties) -> Roles | None:
    """Who bears what it answers: "Norway answered the 15% duty on its salmon"."""
    verb = next(iter(verbs_above(token)), None)
    if verb is None or verb.lemma_.lower() not in _ANSWERS:
        return None
    between, subject = token.doc[verb.i + 1 : token.i].text, next(subjects_of(verb), None)
    if subject is None or _ANSWERED_DUTY.fullmatch(between) is None:
        return None
    hit = _party_of(subject, parties)
    return Roles(payers=(hit.country,) if hit is not None else ())


def _holds(noun: Token, token: Token) -> bool:
    """Whether a token stands in a noun's own phrase."""
    return noun.left_edge.i <= token.i <= noun.right_edge.i


def _saying(pronoun: Token, parties: Parties) -> Party | None:
    """The party whose words "we" or "I" stand in: the subject of a verb of speech."""
    sentence = pronoun.sent
    for verb in sentence[:_MOST_CHILDREN]:
        if verb.lemma_.lower() in _TELLS:
            subject = next(subjects_of(verb), None)
            if subject is not None and (party := _party_of(subject, parties)):
                return party
    return None


def _asked(verb: Token, token: Token) -> Token | None:
    """The one who is to act in "wants Washington to drop its tariff"."""
    if verb.lemma_.lower() not in _ASKS:
        return None
    objects = (child for child in verb.children if child.dep_ == "dobj")
    found = next((one for one in objects if verb.i < one.i < token.i), None)
    named = found is not None and tariff_words().any_noun.fullmatch(found.text)
    return None if named else found  # "authorised tariffs on Turkey, putting 20% on steel"


def _decider(verb: Token) -> Token | None:
    """The owner of the noun in "Mr. Trump's decision to double tariffs"."""
    if verb.dep_ != "acl":
        return None
    owner = next((child for child in verb.head.children if child.dep_ == "poss"), None)
    if owner is not None and owner.lower_ in _OWNING:  # "if Peru carries out its threat to put 5%"
        doing = verb.head.head
        owner = next((one for one in subjects_of(doing) if one.i < doing.i < owner.i), owner)
    if owner is not None or verb.head.lemma_.lower() not in _RESOLVES:
        return owner  # "the American decision to double tariffs"
    return next((child for child in verb.head.lefts if child.ent_type_ in {"NORP", "GPE"}), None)


def _party_of(subject: Token, parties: Parties) -> Party | None:
    """The party that a subject is, or that opens its noun phrase."""
    if subject.lower_ in _DEALS:
        return None  # "the Japan deal sets tariffs at 15%": another's
    found = _seat_of(subject, parties) or parties.at(subject.idx)
    governing = subject.lower_ in _GOVERNING
    if found is not None and (found.plain or not governing):
        return found
    within = list(parties.within(subject.left_edge.idx, subject.idx))
    own = next((one for one in within if one.plain or governing), None)  # "Modi's government"
    if own is not None:
        return own
    if subject.pos_ != "PROPN" and not governing:
        return None
    opening = parties.within(subject.sent.start_char, subject.sent.start_char + _OPENING)
    lead = subject.sent.text[: opening[0].start - subject.sent.start_char] if opening else ""
    return opening[0] if opening and _IN_PLACE.search(lead) else found


def _seat_of(subject: Token, parties: Parties) -> Party | None:
    """The country in "the parliament in Seoul"."""
    if subject.lower_ not in _GOVERNING:
        return None
    seat = _SEATED.match(text_of(subject.doc), subject.idx + len(subject))
    named = parties.within(seat.end(), seat.end() + 1) if seat else ()
    return next((one for one in named if one.plain), None)
