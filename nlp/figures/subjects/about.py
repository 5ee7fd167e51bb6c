"""Says what a figure is about: its concept, whose it is, with whom, and for which time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from nlp.figures.amounts.finding import Amount
from nlp.figures.amounts.units import codes_of
from nlp.figures.moves.multiples import is_of_property
from nlp.figures.subjects.beside import is_multiple, root_of
from nlp.figures.subjects.concept_names import is_month, name_of
from nlp.figures.subjects.doers import doer_of, is_doer, receiver_of
from nlp.figures.subjects.lands import fronted, in_land, listed_in, of_whose, put_in
from nlp.figures.subjects.made_by_verb import is_span, made_by_verb
from nlp.figures.subjects.measurable import can_be_measured, is_distance
from nlp.figures.subjects.measured import (
    concept_noun,
    is_balance,
    is_elided,
    is_flow,
)
from nlp.figures.subjects.owners import owner_of
from nlp.figures.subjects.setting import Setting
from nlp.figures.subjects.sides import (
    between,
    inherited,
    phrase_of,
    sent_from,
    sides_of,
    trader_of,
)
from nlp.figures.words.bases import MONTH
from nlp.figures.words.periods import is_origin, period_of
from nlp.texts import next_to
from nlp.titles import titles

_TRADE_PARTS = re.compile(r"\b(?:trade|goods|services|bilateral|merchandise|current account)\b")
_OF_BUDGET = re.compile(r"\b(?:budget|fiscal|treasury|pension|public finances)\b", re.I)
_OWNED = re.compile(
    rf"\b(?!(?:{MONTH}|[A-Z][a-z]+day|(?:year|month|week|quarter|season|day|decade|century))[’'])"
    r"[A-Za-z]+[’']s $"
)  # whose amount it is, if it is no time's
_WORTH = re.compile(r"\b(?:is|was|are|were|be|been) (?:[a-z]+ ){0,2}worth (?:[a-z]+ ){0,3}$")
_RIVALS = frozenset({"rival", "opponent", "challenger", "incumbent", "winner", "loser"})
_BODIES = frozenset({"party", "union", "ministry", "agency", "commission", "council", "club"})
_CLIMB = 3
_AGES = frozenset({"year of age", "month of age"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DEEP = 12
_DESCRIBING = frozenset({"relcl", "acl", "pcomp", "advcl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a figure is about; each None where the text does not say it soundly."""

    concept: str | None = None
    subject: str | None = None
    counterpart: str | None = None
    period: str | None = None


def about(amount: Amount, since: int, sentence: tuple[int, int], setting: Setting) -> About:
    """What `amount` is about, in the sentence between two places; `since` is where the
    amount before it ends, or the sentence starts.
    """
    root = root_of(amount, setting.tokens)
    if is_span(amount, root):
        return About()
    period = None if amount.unit_name in _AGES else period_for(amount, sentence, setting)
    if _is_of_nothing(amount, setting.tokens.text):
        return About(period=period)
    noun = concept_noun(amount, since, setting.tokens, setting.is_country)
    noun = _whole_of(noun, root)
    made = made_by_verb(amount, root, noun)
    month = next(filter(is_month, noun.lefts), None) if noun is not None else None
    month = None if month is not None and next_to(month).like_num else month  # "the June 11 attack"
    if month is not None and not is_origin(setting.tokens.text, amount.start):
        period = month.text  # "August sales rose"
    if noun is None:
        subject, counterpart = _of_counted(amount, root, setting)
        concept = _counted(amount) or made
        held = noun
    else:
        by_doer = is_doer(noun, amount, root, setting)
        held = root if made is not None or by_doer else noun  # that may have an owner
        own = held is noun
        sides = _sides(noun, amount, setting) if own else _of_counted(amount, root, setting)
        subject, counterpart = sides
        concept = made or (_counted(amount) if by_doer else _concept(noun, amount, since, setting))
        if amount.share:  # "lost one in five jobs"
            concept = _counted(amount) or concept
        if is_balance(noun) and (subject or counterpart or _is_of_trade(noun)):
            concept = _balance_name(noun, concept or "")
    found = About(concept=concept, subject=subject, counterpart=counterpart, period=period)
    if amount.unit_name in _AGES:
        return replace(found, subject=None)
    found = _given(found, root, setting)
    elided = _elided(root, noun)
    if elided is not None:
        return replace(found, subject=setting.at(elided) or setting.owners.at(elided))
    if held is None or setting.owners.at(held) is None:
        found = replace(found, subject=subject or owner_of(held, root, setting.owners))
    return replace(found, subject=_owner(found, amount, (since, sentence[0]), setting))


def _is_of_nothing(amount: Amount, text: str) -> bool:
    """Whether the amount measures no thing: how far off one is, or how much likelier."""
    if is_distance(text, amount):
        return True
    return is_multiple(amount) and is_of_property(text, amount.end)


def _given(found: About, root: Token | None, setting: Setting) -> About:
    """What was found, with the country that it is given to by the one whose it is."""
    if found.counterpart is not None or found.subject is None:
        return found
    receiver = receiver_of(root, setting)
    return replace(found, counterpart=receiver if receiver != found.subject else None)


def _owner(found: About, amount: Amount, starts: tuple[int, int], setting: Setting) -> str | None:
    """Whose the amount is by the words right beside it, else by what was found; `starts` are
    where the amount before it ends and where its sentence begins.
    """
    placed = put_in(amount, setting) or listed_in(amount, found.subject, starts[1], setting)
    subject, counterpart = placed or found.subject, found.counterpart
    owner = _OWNED.search(setting.tokens.text, max(0, amount.start - 24), amount.start)
    if owner is not None:
        near = setting.countries(owner.start(), amount.start)  # "above Italy’s 2.1 percent"
        subject = near[-1].country if near else None
    if subject is None:
        whole = of_whose(amount, setting)
        subject = whole if whole != counterpart else None
    if subject is None and counterpart is None:
        land = in_land(amount, found.concept, starts[1], setting)
        subject = fronted(starts[0], amount, setting) or land
    return subject


def _elided(root: Token | None, noun: Token | None) -> Token | None:
    """Whose a figure is by a subject that stands for the noun, which is told before: "Dell’s
    soared 9 percent", "that of Peru fell".
    """
    for _ in range(_CLIMB):
        if root is None or root.pos_ in {"VERB", "AUX"} or root.head.i == root.i:
            break
        root = root.head
    if root is None or noun is None:
        return None
    for child in root.lefts:
        if child.dep_ in _SUBJECTS and child.i > noun.i and is_elided(child):
            if child.tag_ != "DT":
                return child if child.lower_ != "little" else None
            inner = (word for word in child.rights if word.lower_ in {"in", "of", "for", "at"})
            return next((each for word in inner for each in word.rights), None)
    return None


def _concept(noun: Token, amount: Amount, since: int, setting: Setting) -> str | None:
    """The name of the noun; none where it is someone, who has figures but is measured by none."""
    worth = _WORTH.search(setting.tokens.text[since : amount.start])
    if noun.ent_type_ == "PERSON" and worth:
        return "net worth"
    if noun.lower_ in _RIVALS or _names_someone(noun):
        return _counted(amount)
    bodies = _BODIES if noun.idx < amount.start else frozenset[str]()  # "a 20-member council"
    someone = any(noun.lower_ in each for each in (titles().heads, titles().businesses, bodies))
    one = noun.tag_ == "NN" or (noun.tag_ == "NNP" and noun.lower_ in titles().heads)
    if someone and noun.lower_ != "staff" and one and noun.dep_ in _SUBJECTS:
        return _counted(amount)
    firm = setting.owners.at
    return name_of(noun, lambda word: setting.at(word) is not None or firm(word) is not None)


def _names_someone(noun: Token) -> bool:
    """Whether the noun is the name of a person, of a bank of some land, or of whoever is bought
    or beaten: "20% of Zellner", "beat Orlo by 5"; what opens a sentence may be no name.
    """
    known = noun.ent_type_ == "PERSON" or noun.lower_ in titles().explained
    if known and noun.pos_ == "PROPN" and not noun.is_sent_start:
        return True
    firm = noun.tag_ == "NNPS" and any(
        each.pos_ == "PROPN" for each in noun.lefts
    )  # "Castor Foods"
    named = (noun.tag_ == "NNP" or firm) and noun.ent_type_ != "NORP" and not noun.is_upper
    put = noun.head.lemma_.lower() == "put"  # "put the Greens at 14%"
    return named and noun.dep_ in _OBJECTS and not put


def _sides(noun: Token, amount: Amount, setting: Setting) -> tuple[str | None, str | None]:
    """The country whose the noun is, and the one it is with."""
    subject, counterpart = between(noun, setting) or sides_of(noun, amount, setting)
    if is_balance(noun) and (subject or counterpart or _is_of_trade(noun)):
        subject = subject or inherited(noun, counterpart, setting)
    elif is_flow(noun) and not subject:
        subject = inherited(noun, counterpart, setting)
    doer = doer_of(root_of(amount, setting.tokens), setting)
    if not (subject or doer) and sent_from(noun, setting) == counterpart:
        return counterpart, None  # "shipments from Peru rose", and nobody else's are told of
    return subject or (doer if doer != counterpart else None), counterpart


def _is_of_trade(noun: Token) -> bool:
    return _TRADE_PARTS.search(phrase_of(noun).text) is not None


def _of_counted(
    amount: Amount, root: Token | None, setting: Setting
) -> tuple[str | None, str | None]:
    """Who sells or buys what is only counted, and to or from whom: "sold 40 jets to Peru"."""
    doer = doer_of(root, setting)
    if root is None or root.dep_ != "dobj":
        return doer, None
    other = trader_of(root, amount, setting, None)[1]
    return doer, other if other != doer else None


def period_for(amount: Amount, sentence: tuple[int, int], setting: Setting) -> str | None:
    """The time the amount is for, unless that stands in a clause that tells of something else."""
    root, tokens = root_of(amount, setting.tokens), setting.tokens

    def fits(place: int) -> bool:
        token = tokens.at(place)
        if root is None or token is None:
            return True
        return not (_is_aside(token, root) or _is_beyond(token, root))

    return period_of(tokens.text, amount.start, amount.end, sentence, fits)


def _is_aside(token: Token, root: Token) -> bool:
    """Whether the word stands in a clause that only describes something, and `root` does not:
    "since taking office in 2014", "the primaries that follow in March".
    """
    for _ in range(_DEEP):
        if token.dep_ in _DESCRIBING:
            own = token.dep_ == "acl" or (token.dep_ == "relcl" and root.like_num)
            if own and token.head.i == root.i:
                return False  # "the 5 percent recorded in May", "the 3 million who came in 2024"
            return not token.is_ancestor(root) and token.i != root.i
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _is_beyond(token: Token, root: Token) -> bool:
    """Whether the amount stands in an aside that the word is no part of: "Peru, which sends 75%
    of it south, saw sales drop in May".
    """
    for _ in range(_DEEP):
        if root.dep_ == "relcl" and root.left_edge.i and next_to(root.left_edge, -1).text == ",":
            return not (root.left_edge.i <= token.i <= root.right_edge.i)
        if root.head.i == root.i:
            return False
        root = root.head
    return False


def _whole_of(noun: Token | None, root: Token | None) -> Token | None:
    """The noun that the amount is "of", or what that is part of: the margin of "a margin of
    error of 3 points".
    """
    if noun is None or root is None or root.dep_ != "pobj" or root.head.lower_ != "of":
        return noun
    if root.head.head.i != noun.i or noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "for"}:
        return noun
    whole = noun.head.head
    return whole if whole.pos_ == "NOUN" and can_be_measured(whole) else noun


def _counted(amount: Amount) -> str | None:
    """What a bare count counts: "42,300 foreign students"."""
    unit = amount.unit
    if unit is None or unit.kind != "count" or codes_of(unit.words.rpartition(" ")[2]):
        return None  # "crowns" are no things
    return unit.words or None


def _balance_name(noun: Token, concept: str) -> str:
    """One name for the many ways to write a trade balance."""
    if "account" in concept:
        return concept if "current" in concept else f"current {concept}"
    text = noun.sent.text
    own = _OF_BUDGET.search(text) and not _TRADE_PARTS.search(text)
    if own or "services" in concept or "budget" in concept:
        return concept
    return "trade surplus" if noun.lemma_.lower() == "surplus" else "trade deficit"
