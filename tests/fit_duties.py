"""Fits which percentages are rates of duty: python tests/fit_duties.py [--write].

Reads the texts of ours that measures are expected of, but none that are scored only, and texts of
other matters; fits the weights of nlp/lexicons/duties.toml. Prints how many percentages of each
eighth are told right by what is fitted without it; --write stores the weights fitted to all.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fit_imposers import texts, written  # noqa: E402
from measure_lines import ways  # noqa: E402
from readings import parsed  # noqa: E402
from tables import table  # noqa: E402

from nlp.figures.amounts.finding import Amount, Tokens, find_amounts  # noqa: E402
from nlp.golds import read_articles  # noqa: E402
from nlp.measures.parties.states import with_states  # noqa: E402
from nlp.measures.rates.alien import is_alien  # noqa: E402
from nlp.measures.rates.denied import is_other  # noqa: E402
from nlp.measures.rates.likely import Surroundings, traits  # noqa: E402
from nlp.measures.weights import Weights  # noqa: E402
from nlp.names.parties import parties_of  # noqa: E402
from nlp.names.roster import Roster  # noqa: E402
from nlp.tariff_words import tariff_words  # noqa: E402

LEXICON = ROOT / "nlp" / "lexicons" / "duties.toml"
LEAST = 0.5
FOLDS = 8
_DAY = date(2025, 6, 5)
_SHRINK = 2.0  # the inverse variance of a Gaussian prior on the weights
_STEPS = 30
_RATE = re.compile(
    r", (?P<rate>[0-9.]+)(?: to (?P<most>[0-9.]+))?(?: was (?P<was>[0-9.]+))?(?=,|$)"
)

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A percentage of a text, the traits of what surrounds it, and whether it is a rate of duty."""

    text: int
    traits: frozenset[str]
    is_duty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rates:
    """The rates that a text tells of, and those that it may tell of."""

    told: frozenset[Decimal]
    maybe: frozenset[Decimal]


def others() -> list[dict[str, Any]]:
    """Texts of ours that name no tariff: all their percentages are of other matters."""
    found = [
        article.text
        for file in sorted((ROOT / "tests" / "gold" / "texts").glob("*.gold.json"))
        for article in read_articles(file)
    ]
    found += [row["text"] for row in table("figures/passages")]
    noun = tariff_words().noun
    found = [one for one in found if not noun.search(one)]
    found += table("percentages/others")
    return [{"text": one, "date": _DAY, "told": []} for one in found]


def examples(rows: list[dict[str, Any]]) -> Iterator[Example]:
    """The percentages of all texts, but those of which it is not said whether they are duties."""
    for number, row in enumerate(rows):
        docs = parsed(row["text"])
        roster = Roster.read(docs, row["date"].year)
        parties = with_states(parties_of(docs, roster), docs)
        nouns = sum(len(tariff_words().noun.findall(doc.text)) for _, doc in docs)
        rates = _rates(row)
        for offset, doc in docs:
            tokens, view = Tokens(doc, doc.text), parties.passage(offset, len(doc.text))
            amounts = [one for one in find_amounts(tokens) if _is_percent(one)]
            for rank, sentence in enumerate(tokens.sentences):
                before = tokens.sentences[rank - 1] if rank else None
                around = Surroundings(
                    tokens=tokens, parties=view, sentence=sentence, before=before, nouns=nouns
                )
                last: bool | None = None
                for amount in amounts:
                    if not sentence[0] <= amount.start < sentence[1] or _is_alien(amount, around):
                        continue
                    found = _is_duty(amount, rates)
                    if found is not None:
                        own = frozenset(traits(amount, around, last=last))
                        yield Example(text=number, traits=own, is_duty=found)
                    last = found is not False


def _is_percent(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.kind == "percent"


def _is_alien(amount: Amount, around: Surroundings) -> bool:
    text = around.tokens.text
    return is_other(text, amount, around.tokens) or is_alien(text, around.sentence, amount)


def _rates(row: dict[str, Any]) -> _Rates:
    """The rates of a row's lines; those before a change, or that may be told, are uncertain."""
    told, maybe = set[Decimal](), set[Decimal]()
    for key, sure in (("told", told), ("also", maybe)):
        for line in (way for one in row.get(key, ()) for way in ways(one)):
            for match in _RATE.finditer(line):
                sure |= {Decimal(one) for one in (match["rate"], match["most"]) if one}
                maybe |= {Decimal(match["was"])} if match["was"] else set()
    return _Rates(told=frozenset(told), maybe=frozenset(maybe))


def _is_duty(amount: Amount, rates: _Rates) -> bool | None:
    own = {amount.value, *([amount.upper] if amount.upper is not None else [])}
    if own & rates.told:
        return True
    return None if own & rates.maybe else False


def fit(data: list[Example], names: list[str]) -> Vector:
    """The weights that make the right answers likeliest, by Newton's method."""
    table = np.array([[name in one.traits for name in names] for one in data], dtype=float)
    right = np.array([one.is_duty for one in data], dtype=float)
    prior = np.array([0.0 if name == "always" else _SHRINK for name in names]) + 1e-6
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - right) + prior * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(prior)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _known(data: list[Example], names: list[str]) -> Weights:
    fitted = dict(zip(names, fit(data, names).round(2).tolist(), strict=True))
    return Weights(traits=fitted, least=LEAST)


def tried(data: list[Example], names: list[str]) -> tuple[int, int]:
    """How many duties are told right and how many others are told, each fitted without it."""
    right = wrong = 0
    for fold in range(FOLDS):
        known = _known([one for one in data if one.text % FOLDS != fold], names)
        for one in (one for one in data if one.text % FOLDS == fold):
            if known.is_likely(dict.fromkeys(one.traits, 1.0)):
                right, wrong = right + one.is_duty, wrong + (not one.is_duty)
    return right, wrong


def main() -> None:
    """Fits, prints and, with --write, stores the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    data = list(examples([*texts(), *others()]))
    names = sorted({name for one in data for name in one.traits})
    duties = sum(one.is_duty for one in data)
    right, wrong = tried(data, names)
    sys.stdout.write(f"{duties} duties of {len(data)}; by the others {right}, {wrong} wrong\n")
    text = written(LEXICON, _known(data, names))
    sys.stdout.write(text)
    if write:
        LEXICON.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
