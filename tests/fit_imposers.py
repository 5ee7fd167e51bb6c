"""Fits who puts a measure on whose sentence does not say: python tests/fit_imposers.py [--write].

Reads the texts of ours that measures are expected of, but none that are scored only, and fits the
weights of nlp/lexicons/imposers.toml. Prints how many choices of each eighth are right that is
fitted without; --write stores the weights fitted to all.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import test_nlp_measures_articles as articles  # noqa: E402
from measure_lines import ways  # noqa: E402
from tables import table  # noqa: E402

from nlp.measures.sentence.drafts import Draft  # noqa: E402
from nlp.measures.story.rivals import Rival, rivals  # noqa: E402
from nlp.measures.story.so_far import Story  # noqa: E402
from nlp.measures.story.whose import imposer_of  # noqa: E402
from nlp.measures.weights import Weights  # noqa: E402

LEXICON = ROOT / "nlp" / "lexicons" / "imposers.toml"
READ = (
    *("TUNED", "DESK", "FRESH", "NIGHT", "REMEDIES", "SHAPES", "WIRE", "STORIES", "SHORT", "NEWS"),
    *("SHORT_2", "NEWS_2", "SHORT_3", "NEWS_3"),
)
SENTENCES = ("swept", "duties", "fates")  # tables of single sentences, of the day named there
DAY = date(2025, 6, 5)
LEAST = 0.6
FOLDS = 8
ROUNDS = 5  # of fitting; each reads the articles with the weights fitted
# to all readings before, so that they hold for what is read before it is known to be right
_SHRINK = 4.0  # half the inverse variance of a Gaussian prior on the weights
_STEPS, _STEP = 400, 0.1

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A measure whose imposer its sentence leaves open: the rivals, and the right one."""

    article: int
    choices: tuple[Rival, ...]
    right: int


def texts() -> list[dict[str, Any]]:
    """All that is read: articles, single sentences and the samples, each with what it tells."""
    rows = [row for name in READ for row in getattr(articles, name)]
    for name in SENTENCES:
        rows += [{"date": DAY, "also": [], **row} for row in table(f"measures/{name}")]
    for file in sorted((ROOT / "seeds").glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        told = [_line(one) for one in gold["measures"]]
        rows.append({"text": gold["text"], "date": DAY, "told": told, "also": []})
    return rows


def _line(one: dict[str, Any]) -> str:
    """A measure of the samples as a line of the tables."""
    rate = "-" if one["rate_pct"] is None else f"{Decimal(str(one['rate_pct'])).normalize():f}"
    whom = f"{one['imposer'] or '?'} > {' + '.join(one['targets']) or '-'}"
    return f"{one['status']}: {whom}, {one['goods'] or '-'}, {rate}"


def examples(rows: list[dict[str, Any]]) -> Iterator[Example]:
    """Those of all articles; what was told before is as the present weights read it."""
    for number, row in enumerate(rows):
        lines = [way for line in (*row["told"], *row["also"]) for way in ways(line)]
        found: list[Example] = []

        def known(
            draft: Draft,
            story: Story,
            lines: list[str] = lines,
            number: int = number,
            found: list[Example] = found,
        ) -> str | None:
            choices = rivals(draft, story)
            named = {(one.name or "?").casefold(): place for place, one in enumerate(choices)}
            whose_it_is = _told_of(draft, lines)
            if len(whose_it_is) == 1 and whose_it_is <= set(named):
                place = named[whose_it_is.pop()]
                found.append(Example(article=number, choices=tuple(choices), right=place))
            return imposer_of(draft, story)

        with patch("nlp.measures.story.context.imposer_of", known):
            articles.read(row["text"], row["date"])
        yield from found


def _told_of(draft: Draft, lines: list[str]) -> set[str]:
    """Who is told to put on what this draft means: by the lines most like it with its rate."""
    measure, best, names = draft.measure, 0, set[str]()
    rate = "-" if measure.rate is None else f"{measure.rate.normalize():f}"
    if not draft.stated:
        return set()
    for line in lines:
        status, imposer, targets, goods, *rest = line.casefold().split(", ")
        if not rest or rest[0].split()[0] != rate:
            continue
        hit = {name.casefold() for name in measure.targets}
        told = set(targets.split(" + ")) - {"-"}
        alike = 1 + 4 * (bool(hit & told) if hit else not told) + (measure.status.value == status)
        alike += 2 * ((measure.goods or "-").casefold() == goods)
        if hit and told and not hit & told:
            continue
        if alike > best:
            best, names = alike, set()
        if alike == best:
            names.add(imposer)
    return names


def fit(data: list[Example], traits: list[str]) -> Vector:
    """The weights that make the right choices likeliest, by Adam."""
    most = max(len(one.choices) for one in data)
    values = np.zeros((len(data), most, len(traits)))
    mask = np.full((len(data), most), -1e9)
    for row, one in enumerate(data):
        mask[row, : len(one.choices)] = 0
        values[row, : len(one.choices)] = _values(one, traits)
    right = values[np.arange(len(data)), [one.right for one in data]].sum(0)
    weights, mean, square = (np.zeros(len(traits)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        chances = _chances(values @ weights + mask)
        slope = (np.einsum("nc,nct->t", chances, values) - right + _SHRINK * weights) / len(data)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        pace = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights = weights - _STEP * pace
    return weights


def _values(one: Example, traits: list[str]) -> list[list[float]]:
    return [[own.traits.get(trait, 0.0) for trait in traits] for own in one.choices]


def _chances(worth: Vector) -> Vector:
    powers = np.exp(worth - worth.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))


def tried(data: list[Example], traits: list[str]) -> tuple[int, int, int]:
    """How many choices are right, wrong and left open, each by weights fitted without it."""
    right = wrong = 0
    for fold in range(FOLDS):
        weights = fit([one for one in data if one.article % FOLDS != fold], traits)
        for one in (one for one in data if one.article % FOLDS == fold):
            chances = _chances(np.array(_values(one, traits)) @ weights)
            chosen = int(chances.argmax())
            if one.choices[chosen].name is not None and chances[chosen] >= LEAST:
                right, wrong = right + (chosen == one.right), wrong + (chosen != one.right)
    return right, wrong, len(data) - right - wrong


def main() -> None:
    """Fits, prints and, with --write, stores the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    rows = texts()
    known = Weights(traits={}, least=LEAST)
    data: list[Example] = []
    for _ in range(ROUNDS):
        with patch("nlp.measures.story.whose.weights_of", lambda _, known=known: known):
            data += examples(rows)
        traits = sorted({trait for one in data for own in one.choices for trait in own.traits})
        right, wrong, left = tried(data, traits)
        sys.stdout.write(f"{len(data)} by the others: {right} right, {wrong} wrong, {left} open\n")
        fitted = dict(zip(traits, fit(data, traits).round(2).tolist(), strict=True))
        known = Weights(traits=fitted, least=LEAST)
    text = written(LEXICON, known)
    sys.stdout.write(text)
    if write:
        LEXICON.write_text(text, encoding="utf-8")


def written(lexicon: Path, known: Weights) -> str:
    """A lexicon with these weights, under the comment that it opens with."""
    head = re.match(r"(?:#.*\n)*", lexicon.read_text(encoding="utf-8"))
    text = f"{head[0] if head else ''}least = {known.least}\n\n[traits]\n"
    return text + "".join(f'"{trait}" = {weight}\n' for trait, weight in known.traits.items())


if __name__ == "__main__":
    main()
