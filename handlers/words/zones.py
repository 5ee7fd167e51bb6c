"""Time zones as people write them: by place, by city, under an older name, or misspelt."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from handlers.errors import Refused
from handlers.words.wording import listed
from nlp import countries

_TELLING = 5  # letters of a word that may be a city misspelt
_OFFSET = re.compile(r"(?:utc|gmt)[+-]\d{1,2}(?::?\d\d)?", re.IGNORECASE)
_ABBREVIATED = {
    **dict.fromkeys(("est", "edt", "et"), "America/New_York"),
    **dict.fromkeys(("cst", "cdt", "ct"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt", "pt"), "America/Los_Angeles"),
    **dict.fromkeys(("cet", "cest", "met"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Athens"),
    "wet": "Europe/Lisbon",
    "bst": "Europe/London",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
}
_CONTINENTS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian"}
    | {"Pacific"}
)


def known_zone(name: str) -> str:
    """This zone under its present name; UTC where there is none of the name."""
    found = _zones().get(name.lower())
    return present_name(found) if found else "UTC"


def called(typed: str) -> str | None:
    """The zone that a name or a city means; None where it means none.

    Raises Refused for a name that was given up for another.
    """
    found = _zones().get(_plain(typed))
    if found is None:
        return None
    now = present_name(found)
    if now != found and now.rpartition("/")[2] == found:
        return now
    if now != found:
        raise Refused(f"The time zone {found} is called {now} now: write that instead.")
    return found


def _plain(typed: str) -> str:
    """As the zones are written: "São Paulo" is sao_paulo."""
    bare = unicodedata.normalize("NFKD", typed.strip().replace(" ", "_").casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


def misspelt(typed: str) -> bool:
    """Whether a word behind "in" is meant for a zone and is none: "Londn", "CET", "UTC+2"."""
    if typed.lower() in _ABBREVIATED or _OFFSET.fullmatch(typed):
        return True
    if len(typed) < _TELLING or countries.named(typed):
        return False
    return (
        process.extractOne(_plain(typed), _cities(), scorer=fuzz.ratio, score_cutoff=85) is not None
    )


def land(typed: str) -> bool:
    """Whether this is rather a country that once was a zone's name too, such as Japan."""
    found = _zones().get(typed.strip().lower(), "/")
    return "/" not in found and present_name(found).rpartition("/")[2] != found


def present_name(zone: str) -> str:
    """The name that a zone goes by now."""
    current, links = _tables()
    return zone if zone in current else links.get(zone, zone)


def refusal(typed: str) -> Refused:
    """Says that no zone is called so, and which are called nearly so."""
    if _OFFSET.fullmatch(typed):
        return Refused(
            f"{typed} is the same all year: name a place, such as Europe/London, or UTC."
        )
    if place := _ABBREVIATED.get(typed.lower()):
        return Refused(f"{typed.upper()} is no place, and its clocks change: write {place}.")
    near = process.extract(
        _plain(typed),
        list(_zones()),
        scorer=fuzz.ratio,
        limit=5,
        score_cutoff=70,
    )
    names = tuple(dict.fromkeys(present_name(_zones()[key]) for key, _, _ in near))[:3]
    hint = f"Did you mean {listed(names, 'or')}?" if names else "Write it like Europe/London."
    return Refused(f"“{typed[:40]}” is not a time zone. {hint}")


@cache
def _cities() -> tuple[str, ...]:
    """The cities that zones are called by."""
    return tuple({key.rpartition("/")[2] for key, zone in _zones().items() if "/" in zone})


@cache
def _zones() -> dict[str, str]:
    """Zones by their small-letter names, and by their city where no zone is called so."""
    places = [
        zone
        for zone in sorted(available_timezones())
        if not zone.startswith(("posix", "right", "SystemV"))
        and zone not in ("localtime", "Factory")
    ]
    found = {zone.lower(): zone for zone in places}
    cities = [zone for zone in places if zone.split("/")[0] in _CONTINENTS]
    for zone in cities:
        found.setdefault(zone.rsplit("/", 1)[-1].lower(), present_name(zone))
    return found


@cache
def _tables() -> tuple[frozenset[str], dict[str, str]]:
    """The zones that countries have now, and the older names that lead to one of them."""
    folder = files("tzdata") / "zoneinfo"
    rows = (folder / "zone.tab").read_text(encoding="utf-8").splitlines()
    current = frozenset(row.split("\t")[2] for row in rows if row and not row.startswith("#"))
    lines = (folder / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = {
        old: zone
        for _, zone, old in (line.split() for line in lines if line.startswith("L "))
        if zone in current
    }
    return current, links
