"""The table behind `nlp.countries`: read from the lexicon, pycountry and CLDR at first use."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

# Dotted initials ("U.S.", "U.A.E"), or letters with the apostrophes inside a name ("N'Djamena").
WORD = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?|[^\W\d_]+(?:['’][^\W\d_]{3,})*\d*|\d+", re.UNICODE
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All that is known, ready for look-up.

    `names` leads from a folded form to the canonical name, `phrases` from a first word
    to the longer forms that begin with it (longest first; None: not a country).
    """

    names: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    adjectives: dict[str, str]
    members: dict[str, tuple[str, ...]]
    blocs: frozenset[str]
    metonyms: frozenset[str]  # folded capitals and seats
    doubted: dict[str, str]  # capitals as written, read only where their country is named
    phrases: dict[str, tuple[tuple[tuple[str, ...], str | None, bool], ...]]
    people: frozenset[str]
    given_names: frozenset[str]
    georgia_signs: frozenset[str]
    ordinary: dict[str, frozenset[str]]


@lru_cache(maxsize=1 << 12)  # hardly any article has more words; new names come without end
def key_of(word: str) -> str:
    """The form under which one word is compared."""
    return _plain(word).replace(".", "")


def _plain(words: str) -> str:
    """Case, accents and the kind of apostrophe taken out."""
    if words.isascii():
        return words.casefold()
    decomposed = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def fold(words: str) -> str:
    """The form under which names are looked up."""
    plain = _POSSESSIVE.sub("", " ".join(words.split()).strip(' ,;:!?"“”'))
    keys = [key_of(word) for word in WORD.findall(plain)]
    return " ".join(keys[1:] if keys[:1] == ["the"] and len(keys) > 1 else keys)


@cache
def table() -> Table:
    """The table, read once at first use."""
    lexicon, given = _lexicon("countries.toml"), _lexicon("given_names.toml")
    forms = dict(_country_forms(lexicon["countries"]))
    blocs = {row["name"]: _forms_of(row, row["name"]) for row in lexicon["blocs"].values()}
    every = {name: _with_plurals(found) for name, found in (forms | blocs).items()}
    names: dict[str, str] = {}
    for rank in range(max(len(found) for found in every.values())):
        for name, found in every.items():
            if rank < len(found):
                names.setdefault(fold(found[rank]), name)
    caution = lexicon["caution"]
    asked_only = frozenset(fold(words) for words in caution["asked_only"])
    by_code = dict(_printed_names(lexicon["countries"]))
    return Table(
        names=names,
        aliases={name: tuple(dict.fromkeys(found)) for name, found in every.items()},
        adjectives=dict(_adjectives(lexicon, by_code)),
        members={
            row["name"]: tuple(by_code[code] for code in row["members"])
            for row in lexicon["blocs"].values()
            if "members" in row
        },
        blocs=frozenset(blocs),
        metonyms=frozenset(map(fold, _metonyms(lexicon))),
        doubted={
            form: names[fold(form)] for form in _metonyms(lexicon) if fold(form) in asked_only
        },
        phrases=_phrases(names, every, asked_only, lexicon["not_countries"]["phrases"]),
        people=frozenset(key_of(word) for word in caution["people"]),
        given_names=frozenset(f"{given['male']} {given['female']} {given['either']}".split()),
        georgia_signs=frozenset(key_of(word) for word in caution["georgia_signs"]),
        ordinary={word: frozenset(found) for word, found in caution["ordinary"].items()},
    )


def _adjectives(lexicon: dict[str, Any], by_code: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The first demonym that is no noun for one of the people ("Icelandic", not "Islander")."""
    every = {by_code[code]: row for code, row in lexicon["countries"].items()}
    for name, row in (every | {row["name"]: row for row in lexicon["blocs"].values()}).items():
        plain = [form for form in row.get("demonyms", ()) if not form.endswith("er")]
        if plain:
            yield name, plain[0]


def _metonyms(lexicon: dict[str, Any]) -> Iterator[str]:
    for group in ("countries", "blocs"):
        for row in lexicon[group].values():
            yield from (*row.get("capitals", ()), *row.get("seats", ()))


def _lexicon(file: str) -> dict[str, Any]:
    found = resources.files("nlp") / "lexicons" / file
    return tomllib.loads(found.read_text(encoding="utf-8"))


def _phrases(
    names: dict[str, str],
    every: dict[str, tuple[str, ...]],
    asked_only: frozenset[str],
    others: list[str],
) -> dict[str, tuple[tuple[tuple[str, ...], str | None, bool], ...]]:
    found: dict[tuple[str, ...], tuple[str | None, bool]] = {
        tuple(key_of(word) for word in WORD.findall(words)): (None, False) for words in others
    }
    for form in (form for forms in every.values() for form in forms):
        folded = fold(form)
        if folded and folded not in asked_only:
            keys, short = tuple(folded.split()), form.replace(".", "").replace("-", "")
            shouted = short.isupper() and len(short) <= 5
            found[keys] = (names[folded], shouted and found.get(keys, (None, True))[1])
    by_first: dict[str, list[tuple[tuple[str, ...], str | None, bool]]] = {}
    for keys, (name, shouted) in found.items():
        by_first.setdefault(keys[0], []).append((keys, name, shouted))
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()
    }


def _country_forms(rows: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    import pycountry  # here, so that importing this module costs nothing

    for code, name in _printed_names(rows):
        iso = pycountry.countries.get(alpha_2=code)
        kept = (getattr(iso, key, None) for key in ("name", "common_name", "official_name"))
        official = tuple(_uninverted(form) for form in kept if form)
        ampersand = (name.replace(" and ", " & "),) if " and " in name else ()
        yield name, (*_forms_of(rows.get(code, {}), name), *ampersand, *official)


def _uninverted(form: str) -> str:
    """The natural order of a name that ISO sorts by its noun ("Korea, Republic of")."""
    noun, comma, rest = form.partition(", ")
    return f"{rest} {noun}" if comma and rest.endswith(" of") else form


def _printed_names(rows: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """ISO code and the name we print, for every country of ISO 3166 and Kosovo."""
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    for code in (*(country.alpha_2 for country in pycountry.countries), "XK"):
        name = str(rows.get(code, {}).get("name") or territories[code])
        yield code, name.replace(" & ", " and ")


def _forms_of(row: dict[str, list[str]], name: str) -> tuple[str, ...]:
    groups = ("also", "demonyms", "capitals", "seats")
    return (name, *(form for group in groups for form in row.get(group, ())))


def _with_plurals(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms, and the plurals of those that name a people ("Canadians")."""
    plurals = (f"{form}s" for form in forms if form[-3:] in ("ian", "can", "ean", "man", "ion"))
    return (
        *forms,
        *plurals,
        *(f"{form}s" for form in forms if form.endswith(("ni", "eli", "ati"))),
    )
