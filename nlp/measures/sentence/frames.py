"""Reads off a rate's sentence who charges whom for which goods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.cutting import goods_of, target_words, words_beside
from nlp.measures.goods.own_names import goods_in_name
from nlp.measures.parties.asides import (
    answered,
    exempted,
    goods_exempted,
    is_answer,
    is_spared,
    named_apart,
)
from nlp.measures.parties.bearers import goods_borne
from nlp.measures.parties.beside import alone, charged, charged_behind
from nlp.measures.parties.deals import of_deal
from nlp.measures.parties.hit import hits_itself, named_in
from nlp.measures.parties.markets import (
    hurt,
    is_elsewhere,
    market,
    place_of_import,
    sold_in,
)
from nlp.measures.parties.owners import OWN, is_moved, owner_of
from nlp.measures.parties.pointing import place_meant, pointed_at, theirs
from nlp.measures.parties.roles import Roles
from nlp.measures.parties.verbs import roles_of
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_DEFINITE = re.compile(r"\b(?:the|that|this|those|these|its|their|it was \w+ to)(?: \w+)? $", re.I)
_THE = re.compile(r"\b(?:the|that|this)(?: new| current| same)? $", re.I)
_OPENING = re.compile(r"(?:Under|From|On|In|As of|By|Until|Since|After|Next|Last)\b[^,;:%]{2,60}, ")
_GLOBAL = re.compile(  # "the global 10% surcharge"
    r"\b(?:global|worldwide|universal|across-the-board) (?:[a-z]+ ){0,2}$", re.I
)
UNTIL_THEN = re.compile(
    r"(?:Until (?:then|now|[A-Z][a-z]+(?: [0-9]{1,2})?|last [A-Za-z]+)|Before (?:that|then)"
    r"|Previously|For now|At present|Meanwhile|For the moment),? "
)
"""Opens a sentence that tells what holds before what was told comes about."""
_FRESH = re.compile(r"\b(?:an?|another|new)(?: \w+)? $", re.I)
_RESUMING = frozenset({"it", "they", "that", "this", "those", "these"})
_STEP_TO = re.compile(  # "a threatened rise to 30% was put off"
    r"\b(?:rise|increase|hike|jump|cut|reduction|drop|return|climb)s? to (?:up to |just |only )?$"
)
_UNDERGONE = re.compile(
    r"\b(?:see|sees|saw|seen|ha(?:ve|s|d|ving)|gets?|got|w[io]ns?|secured?|obtained|negotiated"
    r"|talked|bargained)\b"
    r"[^,;:.%]{0,60}?\b(?:its|their) (?:own )?(?:[\w.]+ ){0,2}$"
)
_COMPANY = re.compile(  # pays itself, and is no goods
    r"[A-Z][a-z]+(?: [A-Z][\w&]+)+"
    r"|(?:[A-Za-z]+ )?(?:[Cc]ustomers|[Ss]hoppers|[Cc]onsumers|[Hh]ouseholds|[Ff]amilies|[Pp]eople"
    r"|[Rr]etailers)(?: .*)?"
)
_ALL_SORTS = frozenset({"product", "products", "goods", "exports", "output", "wares", "shipments"})
_SELLERS = re.compile(
    r"\b(?:[a-z]*makers|mills|producers|manufacturers|growers|farmers|exporters|suppliers|shippers"
    r"|brewers|distillers|companies|firms|industry|plants|factories|smelters)\b"
)
_SHARED_OUT = re.compile(  # "the duty on dairy is 298% for butter and 245% for cheese"
    r" for [a-z][a-z -]{2,40}?(?:,|,? and) [0-9.]+ ?(?:%|per ?cent) (?:for|on) [a-z]"
)
_TO_DO = re.compile(r" to (?:[a-z]+ ){1,3}(?:its|their) (?:[a-z-]+ |[0-9.]+ ?(?:%|per ?cent) )*")
_PROMISED = re.compile(r"\b(?:promis|pledg|offer|assur)\w* (?:the )?$")
_PRONOUN = re.compile(r"(?:they|them|these|those|others|we|it|all|both)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What one sentence itself says of a measure, from `start` to `end` of its passage.

    `everyone` says that all or most countries are meant, `definite` that the words take
    up an earlier measure, `resumes` that they go on about the last one, `stranger` that
    someone who is no country put it on, `answers` that it answers another's, `ours` that a
    bare rate belongs to a word for its target or its imposer ("its rate"), `official` that
    an office of some country put it on ("the trade minister"), `fresh` that the words bring up
    a new one ("a 15% tariff").
    """

    imposer: str | None
    targets: tuple[str, ...]
    goods: str | None
    start: int
    end: int
    everyone: bool
    definite: bool
    resumes: bool
    stranger: bool
    answers: bool
    ours: bool = False
    official: bool = False
    fresh: bool = False


def frame_of(rate: Rate, parties: Parties, tokens: Tokens) -> Frame:
    """The roles that the sentence of `rate` states."""
    text = tokens.text
    roles = roles_of(rate, parties, tokens)
    words = _own_words(rate, roles, tokens)
    owner, bearer = owner_of(rate, parties, text)
    owner = None if _is_disowned(owner, roles, rate, parties, text) else owner
    moved = is_moved(rate, parties, text)  # "Vietnam's rate went to 20%"
    place, doer = _apart(words, rate, parties, tokens), roles.imposer
    if (moved and doer in bearer) or (not place and hits_itself(doer, words, rate, parties, text)):
        doer = None
    imposer = owner or doer or place
    beside = words_beside(words, rate, tokens)
    named = [*named_in(words, rate, parties, text)] or [*named_in(beside, rate, parties, text)]
    targets = (
        tuple(name for name in dict.fromkeys(named) if name != imposer)
        or (alone(rate, parties, text) or charged(rate, parties, text))
        or bearer
        or _apart_hit(rate, roles, parties, text, imposer)
        or pointed_at(words, rate, parties, tokens, imposer)
        or theirs(roles.payer_words, rate, parties, tokens, imposer)
    )
    goods = _goods_told((words, beside), roles, rate, parties, tokens)
    imposer, targets = of_deal(rate, imposer, targets, parties, text)
    other = roles.answering if roles.answering != imposer else None
    targets = targets or ((other,) if other else answered(rate, parties, text, imposer))
    return Frame(
        imposer=imposer,
        targets=tuple(name for name in targets if name != imposer),
        goods=goods,
        start=min(rate.start, rate.noun[0] if rate.noun else rate.start),
        end=max(rate.end, rate.noun[1] if rate.noun else 0, *_ends(words, beside)),
        everyone=_everyone(rate, words[1], text, roles),
        definite=_is_definite(rate, text),
        fresh=_is_fresh(rate, text),
        resumes=_resumes(rate, text, tokens),
        stranger=(roles.stranger and owner is None) or is_elsewhere(rate, parties, text),
        answers=(roles.answers and owner is None) or is_answer(rate, text),
        official=roles.official and imposer is None,
        ours=bool(bearer) and targets == bearer and (moved or _is_pronouns(rate, text)),
    )


def _own_words(rate: Rate, roles: Roles, tokens: Tokens) -> tuple[int, int]:
    """The words for whom it hits; none where others stand behind them that pay it: "a tariff on
    Brazilian beans; Colombian ones pay 10%".
    """
    words, paid = target_words(rate, tokens), roles.payer_words if roles.payers else None
    others = paid is not None and words[0] < words[1] <= paid[0] and paid[1] <= rate.start
    return (rate.end, rate.end) if others else words


def _ends(*stretches: tuple[int, int]) -> Iterator[int]:
    """Where those of the stretches end that are not empty."""
    yield 0
    yield from (end for start, end in stretches if end > start)


def _apart_hit(
    rate: Rate, roles: Roles, parties: Parties, text: str, imposer: str | None
) -> tuple[str, ...]:
    """Whom it hits by words apart from its own: who is charged, spared, sells or pays."""
    return (
        charged_behind(rate, parties, text)
        or exempted(rate, parties, text)
        or sold_in(rate, parties, text, imposer)
        or roles.payers
        or hurt(rate, parties, text)
    )


def _is_disowned(owner: str | None, roles: Roles, rate: Rate, parties: Parties, text: str) -> bool:
    """Whether the verb knows better whose "its tariff" is than the pronoun: in "wants Washington to
    drop its tariff", "will see its tariff rise", "granted Peru an exemption from its tariff".
    """
    if owner in exempted(rate, parties, text):
        return True
    first = rate.noun[0] if rate.noun else rate.start
    before = parties.within(max(rate.near[0], first - 90), first)
    led = (one for one in before if one.country == owner and _TO_DO.fullmatch(text, one.end, first))
    if any(not _PROMISED.search(text, 0, one.start) for one in led):
        return False  # "urged Washington to drop its tariff"
    undergone = _UNDERGONE.search(text, max(rate.near[0], first - 90), first)
    if owner in roles.payers and undergone is not None:
        return True
    return roles.imposer is not None and _is_own(rate, text, first)


def _apart(words: tuple[int, int], rate: Rate, parties: Parties, tokens: Tokens) -> str | None:
    """Who puts it on by words apart from its verb: where it is charged, "under Peru's duties"."""
    text = tokens.text
    place = place_of_import(rate, parties, text) or market(*words, parties, text)
    return place or named_apart(rate, parties, text) or place_meant(rate, parties, tokens)


def _is_definite(rate: Rate, text: str) -> bool:
    noun = rate.noun[0] if rate.noun and rate.noun[1] <= rate.start else rate.start
    before = text[max(rate.near[0], noun - 24) : noun]
    if noun < rate.start and _THE.search(before) is not None:
        return True
    return _DEFINITE.search(text[max(rate.near[0], rate.start - 24) : rate.start]) is not None


def _is_fresh(rate: Rate, text: str) -> bool:
    first = min(rate.start, rate.noun[0] if rate.noun else rate.start)
    return _FRESH.search(text, max(rate.near[0], first - 24), first) is not None


def _is_own(rate: Rate, text: str, first: int) -> bool:
    return rate.noun is not None and bool(OWN.search(text, max(0, first - 40), rate.noun[0]))


def _is_pronouns(rate: Rate, text: str) -> bool:
    """Whether a bare rate stands behind "its" or "their" and is no more than that."""
    if rate.noun is None:
        return False
    return OWN.search(text, max(rate.near[0], rate.noun[0] - 40), rate.noun[0]) is not None


def _resumes(rate: Rate, text: str, tokens: Tokens) -> bool:
    """Whether the sentence opens with a word for the measure before ("It was cut to 10%")."""
    start = rate.sentence[0]
    start += 3 if text.startswith("A: ", start) else 0  # an answer
    now = UNTIL_THEN.match(text, start, rate.start)
    first = tokens.at(now.end() if now else start)
    if rate.noun is None and _STEP_TO.search(text, max(rate.left, rate.start - 40), rate.start):
        return True
    if first is None or rate.left != rate.sentence[0]:
        return False
    if first.lower_ in _RESUMING and first.dep_ in {"nsubj", "nsubjpass"}:
        before = any(one.lower_ == "had" for one in first.head.lefts)  # "They had paid 6%"
        return before or first.head.lemma_.lower() not in tariff_words().bear
    opening = _OPENING.match(text, first.idx, rate.start)
    first = (tokens.at(opening.end()) if opening else None) or first
    behind = text[first.idx + len(first) :][:12].lstrip()
    noun = tariff_words().any_noun.match(behind)
    return first.lower_ in {"the", "these", "those"} and noun is not None


def _goods_told(
    words: Sequence[tuple[int, int]], roles: Roles, rate: Rate, parties: Parties, tokens: Tokens
) -> str | None:
    """The goods that are charged, spared or part of the duty's name."""
    spared = goods_exempted(rate, parties, tokens.text)
    if spared and (rate.value is None or is_spared(rate, tokens.text)):
        return spared
    goods = _goods(words[0], roles, parties, tokens.text) or spared or goods_in_name(rate, tokens)
    goods = goods or goods_borne(rate, parties, tokens.text)
    other = goods_of(*words[1], parties, tokens.text)
    return other or goods if _SHARED_OUT.match(tokens.text, rate.end) else goods or other


def _goods(words: tuple[int, int], roles: Roles, parties: Parties, text: str) -> str | None:
    """The goods in the words for the target, else in those for who pays; these first where the
    others only go on about them: "cars pay 25% on their parts".
    """
    paid = goods_of(*roles.payer_words, parties, text) if roles.payer_words else None
    paid = None if paid and _COMPANY.fullmatch(paid) else paid
    own, theirs = goods_of(*words, parties, text), text.startswith((" their ", " its "), words[0])
    sold = roles.payer_words and _SELLERS.search(text, *roles.payer_words) and own not in _ALL_SORTS
    return (paid if theirs and not sold else None) or own or paid


def _everyone(rate: Rate, end: int, text: str, roles: Roles) -> bool:
    """Whether the words say that all or most countries are meant."""
    pattern = tariff_words().everyone
    words = roles.payer_words
    if _GLOBAL.search(text, max(rate.near[0], rate.start - 40), rate.start):
        return True
    if words and (pattern.search(text, *words) or _PRONOUN.fullmatch(text[slice(*words)].strip())):
        return True  # whom a pronoun means, the measures before cannot tell
    return pattern.search(text, rate.end, min(rate.right, max(end, rate.end + 40))) is not None
