"""Reads the fitted weights by which what a sentence leaves open is decided."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each trait is worth, in log-odds; what is less likely than `least` is not told."""

    traits: Mapping[str, float]
    least: float

    def worth(self, traits: Mapping[str, float]) -> float:
        """The log-odds of these traits; one that no text of ours showed weighs nothing."""
        return sum(self.traits.get(trait, 0.0) * much for trait, much in traits.items())

    def is_likely(self, traits: Mapping[str, float]) -> bool:
        """Whether a yes by these traits is likely enough to be told."""
        return 1 / (1 + math.exp(-self.worth(traits))) >= self.least


@cache
def weights_of(lexicon: str) -> Weights:
    """The weights of a lexicon, read once at first use."""
    file = resources.files("nlp") / "lexicons" / f"{lexicon}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Weights(traits=table["traits"], least=table["least"])
