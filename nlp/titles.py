"""The words that introduce people and institutions, loaded from the lexicons."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_PEOPLE = re.compile(r"(?:ers|ors|ists|ians|men|women)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigure:
    """Someone whom articles of the years `first` to `last` call by surname or title alone."""

    name: str
    surname: str
    gender: str  # "m" or "f"
    country: str
    roles: tuple[str, ...]
    first: int
    last: int | None
    alone: bool  # whether the bare surname is enough
    terms: tuple[tuple[int, int], ...]  # years in office, where they are fewer; 0: still so

    def in_office(self, year: int | None) -> bool:
        """Whether the roles were held in that year, as far as the list says."""
        if year is None:
            return False
        spans = self.terms or ((self.first, self.last or 0),)
        return any(first <= year <= (last or year) for first, last in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """The lists of lexicons/titles.toml, given_names.toml and figures.toml, ready for look-up.

    `known` leads from an institution's words to its printed name; `again` from a noun
    ("ministry") to the words that a name meant by it holds.
    """

    honorifics: dict[str, str]  # "mr" → "m"; "" where it tells no gender
    with_given: frozenset[str]  # "Sir": may stand before a given name alone
    heads: frozenset[str]
    ties: frozenset[str]  # "daughter", "friend": roles after "his", and never a title
    leaders: frozenset[str]
    of_lands: dict[str, frozenset[str]]  # "head of state" → the offices it may mean
    firms_too: frozenset[str]  # callings that a business has as well
    before_title: frozenset[str]
    before_head: frozenset[str]  # "prime": opens an office, and nobody's name
    business_heads: frozenset[str]
    fields: tuple[str, ...]
    fields_too: frozenset[str]
    role_gender: dict[str, str]
    spokespeople: frozenset[str]
    org_nouns: frozenset[str]
    owners: frozenset[str]
    org_lower: tuple[str, ...]
    again: dict[str, frozenset[str]]
    of_state: frozenset[str]
    known: dict[str, str]
    businesses: frozenset[str]
    no_business: frozenset[str]
    any_body: frozenset[str]  # nouns that may mean any body spoken of just before
    explained: frozenset[str]  # nouns that an organisation's name may follow after a comma
    legal_forms: tuple[str, ...]
    default: dict[str, dict[str, str]]  # country → noun → institution
    members: frozenset[str]
    things: frozenset[str]  # words in -ers and -ors that are no people
    men: frozenset[str]
    women: frozenset[str]
    pair: frozenset[str]
    country_groups: frozenset[str]
    country_nouns: frozenset[str]
    documents: frozenset[str]
    not_names: frozenset[str]
    days: frozenset[str]  # weekdays and months
    openers: frozenset[str]
    names_too: frozenset[str]  # openers that are somebody's name behind a title
    particles: frozenset[str]
    articles: frozenset[str]  # Arabic ones, before a hyphen
    given: dict[str, str]  # given name → "m", "f" or ""
    figures: dict[str, tuple[PublicFigure, ...]]  # by folded surname


def fold(words: str) -> str:
    """`words` without case, accents or curly apostrophes, for comparing names."""
    if words.isascii():
        return words.casefold()
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@cache
def titles() -> Titles:
    """The lexicon, read once at first use."""
    lexicon = _read("titles.toml")
    return Titles(
        **_of_people(lexicon),
        **_of_organisations(lexicon["organisations"], lexicon["roles"]["heads"]),
        **_of_groups(lexicon["groups"]),
        legal_forms=tuple(lexicon["legal"]["forms"]),
        documents=frozenset(lexicon["documents"]["nouns"]),
        not_names=frozenset(lexicon["not_names"]["words"]),
        days=frozenset(lexicon["not_names"]["days"]),
        openers=frozenset(lexicon["not_names"]["openers"]),
        names_too=frozenset(lexicon["not_names"]["names_too"]),
        particles=frozenset(lexicon["not_names"]["particles"]),
        articles=frozenset(lexicon["not_names"]["articles"]),
        given=_given(_read("given_names.toml")),
        figures=_figures(_read("figures.toml")["figure"]),
    )


def figures_named(folded: str) -> tuple[PublicFigure, ...]:
    """The public figures of that full name, which is given as `fold` leaves it."""
    return _by_full_name().get(folded, ())


@cache
def _by_full_name() -> dict[str, tuple[PublicFigure, ...]]:
    found: dict[str, tuple[PublicFigure, ...]] = {}
    for rows in titles().figures.values():
        for row in rows:
            given = row.name.rpartition(" ")[0]
            for name in {fold(row.name), fold(f"{given} {row.surname}")}:  # as it is spelt too
                found[name] = (*found.get(name, ()), row)
    return found


def _of_people(lexicon: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Titles` about people and what they are called."""
    roles, honorifics = lexicon["roles"], lexicon["honorifics"]
    return {
        "honorifics": _by_gender(honorifics),
        "with_given": frozenset(word.lower() for word in honorifics["with_given"]),
        "heads": frozenset(roles["heads"]),
        "ties": frozenset(roles["ties"]),
        "business_heads": frozenset(roles["business"]),
        "firms_too": frozenset(roles["firms_too"]),
        "before_title": frozenset(roles["before"]),
        "before_head": frozenset(roles["before_head"]),
        "of_lands": {office: frozenset(heads) for office, heads in roles["of_lands"].items()},
        "leaders": frozenset(roles["leaders"]),
        "fields": tuple(roles["fields"]),
        "fields_too": frozenset(roles["fields_too"]),
        "role_gender": dict.fromkeys(roles["male"], "m") | dict.fromkeys(roles["female"], "f"),
        "spokespeople": frozenset(roles["spokespeople"]),
    }


def _of_organisations(orgs: dict[str, Any], heads: list[str]) -> dict[str, Any]:
    """The fields of `Titles` about organisations."""
    businesses = orgs["businesses"]
    return {
        "org_nouns": frozenset(orgs["nouns"]),
        "owners": frozenset(orgs["owners"]),
        "org_lower": tuple(orgs["lower"]),
        "again": {noun: frozenset(found) for noun, found in orgs["again"].items()},
        "of_state": frozenset(orgs["state"]["words"]),
        "known": dict(orgs["known"]),
        "businesses": frozenset(businesses["nouns"]),
        "no_business": frozenset(businesses["not"]),
        "any_body": frozenset(businesses["any"]),
        "explained": frozenset([*businesses["explained"], *businesses["nouns"]])
        | (orgs["again"].keys() - set(heads)),
        "default": dict(orgs["default"]),
    }


def _of_groups(groups: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Titles` about groups of people."""
    return {
        "members": frozenset(groups["members"]),
        "things": frozenset(groups["things"]),
        "men": frozenset(groups["men"]),
        "women": frozenset(groups["women"]),
        "pair": frozenset(groups["pair"]),
        "country_groups": frozenset(groups["countries"]),
        "country_nouns": frozenset(groups["country"]),
    }


def _given(names: dict[str, str]) -> dict[str, str]:
    """Given names with the gender they tell, "" where they tell none."""
    genders = (("either", ""), ("female", "f"), ("male", "m"))
    return {name: gender for group, gender in genders for name in names[group].split()}


def is_given(word: str, lexicon: Titles) -> bool:
    """Whether a word is a given name on the list, with its accents or without, or two of them
    ("Jean-Luc")."""
    if word in lexicon.given:
        return True
    if "-" in word:
        return all(is_given(part, lexicon) for part in word.split("-"))
    return not word.isascii() and fold(word).capitalize() in lexicon.given


def calls_people(word: str) -> bool:
    """Whether a plural noun, in small letters, means people ("officials", "engineers")."""
    lists = titles()
    by_ending = _PEOPLE.search(word) is not None and word not in lists.things
    return word in lists.members or by_ending or word.removesuffix("s") in lists.heads


def gender_of(given_name: str) -> str:
    """ "m" or "f" for a given name that tells, with its accents or without; else ""."""
    given, first = titles().given, given_name.partition("-")[0]
    told = given.get(given_name) or given.get(fold(given_name).capitalize(), "")
    return told or ("" if first == given_name else gender_of(first))


def _by_gender(rows: dict[str, list[str]]) -> dict[str, str]:
    marks = {"male": "m", "female": "f", "either": ""}
    return {word.lower(): mark for group, mark in marks.items() for word in rows[group]}


def _figures(rows: list[dict[str, Any]]) -> dict[str, tuple[PublicFigure, ...]]:
    found: dict[str, tuple[PublicFigure, ...]] = {}
    for row in rows:
        figure = PublicFigure(
            name=row["name"],
            surname=row["surname"],
            gender=row["gender"],
            country=row["country"],
            roles=tuple(row["roles"]),
            first=row["first"],
            last=row.get("last"),
            alone=row.get("alone", False),
            terms=tuple((first, last) for first, last in row.get("terms", ())),
        )
        key = fold(figure.surname)
        found[key] = (*found.get(key, ()), figure)
    return found


def _read(file: str) -> dict[str, Any]:
    found = resources.files("nlp") / "lexicons" / file
    return tomllib.loads(found.read_text(encoding="utf-8"))
