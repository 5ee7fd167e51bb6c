"""How well predicted quantities agree with gold ones: by value, with their change, their unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from nlp.golds import MarkedArticle, Quantity

_NEAR = 1e-5  # of the larger value: equal but for rounding
_SMALLEST = 1e-9

_METRICS: dict[str, Callable[[Quantity, Quantity], bool]] = {
    "value": lambda _gold, _found: True,
    "value+change": lambda gold, found: gold.change == found.change,
    "value+unit": lambda gold, found: gold.unit.lower() == found.unit.lower(),
}


def quantity_lines(
    gold: Sequence[MarkedArticle], predicted: Sequence[MarkedArticle]
) -> Iterator[str]:
    """One line a metric, matched one to one; none where the gold marks no quantities."""
    if not any(article.quantities for article in gold):
        return
    found = {article.id: article.quantities for article in predicted}
    pairs = [(article.quantities, found.get(article.id, ())) for article in gold]
    asked, given = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    for name, agrees in _METRICS.items():
        hits = sum(_hits(wanted, others, agrees) for wanted, others in pairs)
        precision, recall = hits / max(given, 1), hits / max(asked, 1)
        f1 = 2 * precision * recall / max(precision + recall, _SMALLEST)
        scores = f"{100 * f1:.1f} P {100 * precision:.1f} R {100 * recall:.1f}"
        yield f"quantities, {name} ({asked}): {scores}"


def _hits(
    gold: Sequence[Quantity],
    found: Sequence[Quantity],
    agrees: Callable[[Quantity, Quantity], bool],
) -> int:
    left, hits = list(found), 0
    for wanted in gold:
        match = next((one for one in left if _same(wanted, one) and agrees(wanted, one)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def _same(one: Quantity, other: Quantity) -> bool:
    if len(one.values) != len(other.values):
        return False
    pairs = zip(one.values, other.values, strict=True)
    return all(abs(a - b) <= _NEAR * max(abs(a), abs(b), _SMALLEST) for a, b in pairs)
