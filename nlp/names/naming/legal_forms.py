"""What tells a firm beside its name: ", Inc.", " B.V.", a chief executive, shares."""

from __future__ import annotations

import re
from functools import cache

from nlp.titles import titles

_HEADS_OF_FIRMS = re.compile(
    r"\b(?:chief executive(?: officer)?|chairman|chairwoman|managing director) (?:of|at) $"
)
_OF_FIRMS = re.compile(
    r"\b(?:[Ss]hares (?:of|in)|[Ss]takes? in|(?:unit|subsidiary|division|shareholders|employees) of"
    r"|owned by) $"
)
# Whoever has these is a house: "analysts at Dunmore Price".
STAFFED = re.compile(
    r"\b(?:[Aa]nalysts?|[Ee]conomists?|[Ss]trategists?|[Cc]onsultants?|[Bb]rokers?) (?:at|with) $"
)
_FIRMS_OWN = re.compile(
    r"[’']s? (?:(?:former|new|then|acting|outgoing) )?(?:chief (?:executive|financial|operating)"
    r"|managing director|finance (?:director|chief)|shares?\b|shareholders)"
)  # what only a firm has


@cache
def _legal_forms() -> re.Pattern[str]:
    forms = sorted(titles().legal_forms, key=len, reverse=True)
    plain = "|".join(re.escape(form) for form in forms)
    return re.compile(rf",? (?:{plain})(?![\w/])\.?")


def legal_form(text: str, end: int) -> str:
    """The legal form after a name that ends at `end` (" B.V."), or the dot of its own ("Inc")."""
    dotted = text.endswith((" Inc", " Corp", " Ltd", " Co"), 0, end) and text[end : end + 1] == "."
    found = _legal_forms().match(text, end)
    if found is None:
        return "." if dotted else ""
    form = found.group().removesuffix(".")
    short = form.split()[-1] in ("Inc", "Corp", "Ltd", "Co") or form.count(".")
    return form + "." if short and found.group().endswith(".") else form


def without_legal_form(name: str) -> str:
    """The name without ", Inc." or the like at its end."""
    for found in _legal_forms().finditer(name):
        if found.end() == len(name):
            return name[: found.start()]
    return name


def is_firm(text: str, start: int, end: int) -> bool:
    """Whether what the words name has a chief executive or shares of its own."""
    before = (lead.search(text, max(0, start - 34), start) for lead in (_HEADS_OF_FIRMS, STAFFED))
    if any(before) or _FIRMS_OWN.match(text, end) is not None:
        return True
    if text.startswith(", which ", end):
        return True
    return text.startswith((",", " is ", " was "), end) and bool(_called_firm().match(text, end))


def is_owned(text: str, start: int) -> bool:
    """Whether what stands at `start` has shares or units: "shares of Baxter Lane"."""
    return _OF_FIRMS.search(text, max(0, start - 24), start) is not None


@cache
def _called_firm() -> re.Pattern[str]:
    """ ", a Leeds bank,", " is the consultancy that": what a name is said to be."""
    kinds = sorted(titles().businesses | (titles().explained - titles().heads))
    nouns = "|".join(re.escape(kind) for kind in kinds)
    return re.compile(
        rf"(?:,| is| was) (?:an?|the) (?:[\w-]+ ){{0,3}}(?:{nouns})"
        r"(?:[,.;]| (?:in|of|that|which|based))"
    )
