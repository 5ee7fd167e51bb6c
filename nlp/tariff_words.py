"""The words of tariffs and of their status, compiled from their lexicon."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nlp.analysis import MeasureStatus

_TAX = (
    "tax(?:es)?(?= on (?:[a-z]+ )?(?:imports?|exports?|imported|foreign)\\b"
    "| on (?:[a-z]+ )?(?-i:[A-Z][a-z]+(?:an|ese|ish|ch|i|ss)) (?!households|families|people|firms)"
    "(?-i:[a-z]))"
)
_NO_QUOTA = "(?!-free|-rate| rate quota| quota)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffWords:
    """Patterns for the nouns, verbs, statuses and directions of trade measures.

    `noun` finds a tariff by its own name, `any_noun` also a bare "rate". `impose` and `bear` are
    lemmas of verbs whose subject puts the measure on or pays it, `win` of those by which it gets a
    lower rate, `winning` the forms of those without a particle. `offices` are those that only one
    country calls so, with that country; `laws` its statutes; `parts` the states that a dateline
    gives without their country, `at_home` the offices that only a paper at home leaves without it,
    with that country; `made_in` goods of one country alone. `undoing` is what may be done to a duty
    that stands, by kind, each verb with its forms, `taken_up` what a later sentence may tell of it
    besides.
    """

    noun: re.Pattern[str]
    any_noun: re.Pattern[str]
    impose: frozenset[str]
    bear: frozenset[str]
    win: frozenset[str]
    winning: str
    status: dict[MeasureStatus, re.Pattern[str]]
    direction: dict[str, re.Pattern[str]]
    retaliation: re.Pattern[str]
    everyone: re.Pattern[str]
    general: frozenset[str]
    offices: dict[str, str]
    laws: dict[str, str]
    parts: dict[str, str]
    at_home: dict[str, tuple[str, ...]]
    made_in: dict[str, str]
    undoing: dict[str, tuple[str, ...]]
    taken_up: dict[str, tuple[str, ...]]


@cache
def tariff_words() -> TariffWords:
    """The lexicon, read once at first use."""
    file = resources.files("nlp") / "lexicons" / "measures.toml"
    lexicon = tomllib.loads(file.read_text(encoding="utf-8"))
    nouns, verbs = lexicon["nouns"], lexicon["verbs"]
    before = (word if word.endswith("-") else f"{word} " for word in nouns["not_tariff"])
    other = "".join(rf"(?<!\b{re.escape(words)})" for words in before)
    tariff = "|".join(re.escape(form) for form in sorted(nouns["tariff"], key=len, reverse=True))
    rate = "|".join(map(re.escape, nouns["rate"]))
    return TariffWords(
        noun=re.compile(rf"\b(?={tariff}|tax){other}(?:{tariff}|{_TAX})\b{_NO_QUOTA}", re.I),
        any_noun=re.compile(
            rf"\b(?={tariff}|tax|{rate}){other}(?:{tariff}|{_TAX}|{rate})\b{_NO_QUOTA}", re.I
        ),
        impose=frozenset(verbs["impose"]),
        bear=frozenset(verbs["bear"]),
        win=frozenset(forms.split()[0] for forms in verbs["win"]),
        winning="|".join(" ".join(forms for forms in verbs["win"] if "/" not in forms).split()),
        status={
            MeasureStatus(name.replace("_", " ")): _words(forms)
            for name, forms in lexicon["status"].items()
        },
        direction={name: _words(forms) for name, forms in lexicon["direction"].items()},
        retaliation=_words(lexicon["kind"]["retaliation"]),
        everyone=re.compile(lexicon["goods"]["all_countries"], re.I),
        general=frozenset(lexicon["goods"]["general"]),
        offices=lexicon["offices"],
        laws=lexicon["laws"],
        at_home={whole: tuple(names) for whole, names in lexicon["at_home"].items()},
        parts={part: whole for whole, names in lexicon["parts"].items() for part in names},
        made_in={name: whole for whole, names in lexicon["made_in"].items() for name in names},
        undoing={kind: tuple(verbs) for kind, verbs in lexicon["undoing"].items()},
        taken_up={kind: tuple(verbs) for kind, verbs in lexicon["taken_up"].items()},
    )


def _words(forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{forms})\b", re.I)
