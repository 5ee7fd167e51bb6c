"""The last line of an answer: on how many articles and outlets, of which days, it rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.ports import Coverage
from handlers.reply import Receipt
from handlers.words.wording import coverage, day
from nlp.analysis import Precision


def rests(receipts: Sequence[Receipt], as_of: date) -> str:
    """ "Rests on 9 articles, 2 independent, from 5 outlets, 3 June 2025 to …; as of …."."""
    if not receipts:
        return ""
    return f"Rests on {coverage(over(receipts))}; as of {day(as_of)}."


def over(receipts: Sequence[Receipt]) -> Coverage:
    """Over what these receipts speak."""
    dated = [
        (each.day, each.precision or Precision.DAY) for each in receipts if each.day is not None
    ]
    first = min(dated, default=None)
    last = max(dated, key=lambda pair: pair[0], default=None)
    return Coverage(
        articles=len(receipts),
        outlets=tuple(sorted({each.outlet for each in receipts if each.outlet})),
        first=first[0] if first else None,
        last=last[0] if last else None,
        first_precision=first[1] if first else Precision.DAY,
        last_precision=last[1] if last else Precision.DAY,
        independent=len({each.family or each.article_id for each in receipts}),
    )
