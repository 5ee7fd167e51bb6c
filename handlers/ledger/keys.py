"""What makes two claims one line of the ledger: imposer, targets, goods, kind, threat or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from handlers.newsroom import Held
from nlp.analysis import Measure, MeasureKind, MeasureStatus

_WORD = re.compile(r"[^\W_]+(?:[.,’'][^\W_]+)*")
# Words that do not tell goods from others: "all imported steel" is "steel".
_IDLE = frozenset({"a", "all", "an", "and", "imported", "imports", "of", "or", "the"})
_ANY = frozenset({"goods", "products", "merchandise", "items", "exports"})
_SPELT = {"aluminium": "aluminum", "autos": "cars"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Claims with the same key speak of the same measure."""

    family: str
    imposer: str
    targets: frozenset[str]
    goods: frozenset[str]  # empty where the goods are not narrowed
    threat: bool

    @property
    def imposed(self) -> Key:
        """The key of the same measure, if it is no mere threat."""
        return replace(self, threat=False) if self.threat else self


def key_of(held: Held) -> Key:
    """The key of a measure claim; where no imposer is stated, it is its article's and its copies'.

    Raises TypeError for a claim of another kind.
    """
    measure = held.claim.finding
    if not isinstance(measure, Measure):
        raise TypeError("only a measure has a place in the ledger")
    return Key(
        family=_family(measure),
        imposer=measure.imposer or f"in {held.article.family or held.article.id}",
        targets=frozenset(measure.targets),
        goods=goods_words(measure.goods),
        threat=measure.status is MeasureStatus.THREATENED,
    )


def _family(measure: Measure) -> str:
    """A duty is one whether it is called a tariff, a retaliation or a part of a deal."""
    if measure.kind in (MeasureKind.TARIFF, MeasureKind.RETALIATION):
        return MeasureKind.TARIFF
    if measure.kind is MeasureKind.DEAL and measure.rate is not None:
        return MeasureKind.TARIFF
    return measure.kind


@lru_cache(maxsize=1 << 12)
def goods_words(goods: str | None) -> frozenset[str]:
    """The words that tell goods from others, in no order: "aluminium and steel" is
    "steel and aluminum", and "imports" are any goods.
    """
    words = _WORD.findall((goods or "").casefold())
    telling = frozenset(_SPELT.get(word, word) for word in words) - _IDLE
    return frozenset() if telling <= _ANY else telling


def named_goods(measure: Measure) -> bool:
    """Whether the claim states any goods, be it only "goods"."""
    return bool(measure.goods)
