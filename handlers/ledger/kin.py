"""Which claims are of one measure though not all of them name all of it.

A later article may leave out on whom a duty is, or on what, or may name the goods in fewer
words. It is put to a measure that another claim names in full only where it is the sole one
that it can be, a rate is told of both, and its words point back: "the 25 % duty".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from handlers.ledger.keys import Key, key_of, named_goods
from handlers.ledger.standing import Statement, statement
from handlers.newsroom import Held
from nlp.analysis import Measure

_Grouped = dict[Key, list[Statement]]
_POINTING = frozenset({"The", "the", "Its", "its", "Their", "their", "This", "this", "that"})


def by_measure(found: Iterable[Held], as_of: date) -> _Grouped:
    """The statements of each measure on a day, in the order of the claims."""
    stated = [
        (key_of(held), statement(held, held.claim.finding, as_of))
        for held in found
        if isinstance(held.claim.finding, Measure)
    ]
    for mend in (_wider_goods, _named_targets):
        if meant := mend(_grouped(stated)):
            stated = [(meant.get(key, key), each) for key, each in stated]
    grouped = _grouped(stated)
    if any(not key.goods for key in grouped):
        beside = _beside(grouped)
        stated = [(_with_goods(key, each, beside[_parties(key)]), each) for key, each in stated]
        grouped = _grouped(stated)
    return grouped


def _parties(key: Key) -> tuple[str, str, frozenset[str], bool]:
    """All of a key but the goods."""
    return key.family, key.imposer, key.targets, key.threat


def _beside(grouped: _Grouped) -> dict[tuple[object, ...], _Grouped]:
    """The measures of the same parties, by these."""
    beside: dict[tuple[object, ...], _Grouped] = {}
    for key, of_it in grouped.items():
        beside.setdefault(_parties(key), {})[key] = of_it
    return beside


def _grouped(stated: Iterable[tuple[Key, Statement]]) -> _Grouped:
    grouped: _Grouped = {}
    for key, each in stated:
        grouped.setdefault(key, []).append(each)
    return grouped


def _wider_goods(grouped: _Grouped) -> dict[Key, Key]:
    """ "Farmed salmon", where a later duty on "salmon" replaced or is just that rate."""
    meant = {}
    for several in _beside(grouped).values():
        for key, of_it in several.items() if len(several) > 1 else ():
            wider = [
                other
                for other, others in several.items()
                if other.goods < key.goods
                and other.goods
                and _one_thing(of_it[0], others[0])
                and (_followed(of_it, others) or _told_again(of_it, others))
            ]
            if len(wider) == 1:
                meant[key] = wider[0]
    return {key: meant.get(other, other) for key, other in meant.items()}


def _one_thing(more: Statement, less: Statement) -> bool:
    """Whether the longer name is the shorter one with words before or behind it."""
    long, short = ((each.measure.goods or "").casefold() for each in (more, less))
    return (
        " and " not in long
        and "," not in long
        and (long.endswith(f" {short}") or long.startswith(f"{short} "))
    )


def _followed(one: list[Statement], other: list[Statement]) -> bool:
    """Whether a rate before of the one is a rate that the other told earlier, or the reverse."""
    return any(
        later.measure.rate_before is not None
        and later.measure.rate_before == earlier.measure.rate
        and earlier.moment < later.moment
        for mine, theirs in ((one, other), (other, one))
        for later in mine
        for earlier in theirs
    )


def _told_again(narrow: list[Statement], wide: list[Statement]) -> bool:
    """Whether a later "the 8 % duty on salmon" speaks of the farmed one's rate."""
    return any(
        again.measure.rate is not None
        and again.measure.rate == told.measure.rate
        and told.moment < again.moment
        and _known(again)
        for told in narrow
        for again in wide
    )


def _named_targets(grouped: _Grouped) -> dict[Key, Key]:
    """A duty on goods that another claim says are of the one country its imposer has at all."""
    against: dict[str, set[frozenset[str]]] = {}
    for key in grouped:
        if key.targets:
            against.setdefault(key.imposer, set()).add(key.targets)
    meant = {}
    for key, of_it in grouped.items():
        sole = len(against.get(key.imposer, ())) == 1
        if key.targets or not key.goods or not sole or not all(map(_known, of_it)):
            continue
        named = replace(key, targets=next(iter(against[key.imposer])))
        if named in grouped and _rates(of_it) & _rates(grouped[named]):
            meant[key] = named
    return meant


def _with_goods(key: Key, each: Statement, beside: _Grouped) -> Key:
    """For "the 25 % duty" the measure of these countries that has been told at this rate."""
    rate = each.measure.rate
    if key.goods or rate is None or named_goods(each.measure) or not _known(each):
        return key
    meant = [
        other
        for other, others in beside.items()
        if other.goods and any(rate in _rates([one]) and one.moment < each.moment for one in others)
    ]
    return meant[0] if len(meant) == 1 else key


def _known(each: Statement) -> bool:
    """Whether its words speak of it as of something told before: "the 25 % duty"."""
    measure = each.measure
    at = measure.excerpt.start - measure.sentence.start
    before = measure.sentence.words[: max(0, at)].split()
    return bool({*before[-1:], *measure.excerpt.words.split()[:1]} & _POINTING)


def _rates(stated: Iterable[Statement]) -> set[Decimal]:
    told = ((each.measure.rate, each.measure.rate_before) for each in stated)
    return {rate for both in told for rate in both if rate is not None}
