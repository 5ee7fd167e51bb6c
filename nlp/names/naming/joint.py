"""Whether a name stands together with the one before it: "Ana Sol and her clerk, Tim Roe,"."""

from __future__ import annotations

import re

from nlp import countries
from nlp.names.naming.roles import is_calling, is_tie
from nlp.titles import titles

_BETWEEN = re.compile(
    r"(?:, (?:[1-9][0-9]?|(?:the|an?|his|her|their) [a-z][^,.;:“”\n]{2,60}|[a-z][a-z -]{2,60}),)?"
    r"(?:,? and|,) "
    r"(?:the |an? |his |her |their )?(?P<role>[a-z][a-z -]{1,40})?,? ?"
)
_PLAIN = re.compile(r"(?:,? and|,) (?:the )?")
_TELLS = re.compile(r"\b(?:who|whose|which|that|and|said|told|met)\b")
_CAPITALS = re.compile(r"\b(?P<one>[A-Z]\w+) and (?P<other>[A-Z]\w+)\b")


def is_joined(text: str, end: int, start: int) -> bool:
    """Whether only "and", a comma or what the two are to each other parts two names, the first
    of which ends where the gap begins: ", a farmer, and his wife,".
    """
    if end <= 0 or not 0 < start - end < 160:
        return False
    if _PLAIN.fullmatch(text, end, start):
        return True
    found = _BETWEEN.fullmatch(text, end, start)
    if found is None or " and" not in found[0] or _TELLS.search(found[0].replace(" and ", " ", 1)):
        return False
    role = found["role"]
    last = role.split()[-1] if role else ""
    return not role or is_tie(last, titles()) or is_calling(last, titles())


def capitals_beside(text: str) -> list[tuple[int, int, str]]:
    """The capitals that are too often something else where they speak beside another: "Lima" in
    "Lima and Quito said": start, end, country."""
    found = []
    for pair in _CAPITALS.finditer(text):
        one, other = pair["one"], pair["other"]
        for name, beside in (("one", other), ("other", one)):
            land = countries.doubtful(pair[name])
            if land and countries.is_metonym(beside) and countries.named(beside) != land:
                found.append((*pair.span(name), land))
    return found
