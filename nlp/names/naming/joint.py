"""Whether a name stands together with the one before it: "Ana Sol and her clerk, Tim Roe,"."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_NAMED_BEFORE = re.compile(r"\b(?P<word>[A-Z][\w’'-]*) $")
_NAMED_BEHIND = re.compile(r" [A-Z][a-z]")
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


def capitals_told(texts: Sequence[str]) -> frozenset[str]:
    """The capitals that are too often something else, where an article names their country and
    nobody by that word: "Bern" beside "Swiss", but not beside "Ada Bern"."""
    lands = {land for text in texts for _, _, land in countries.mentioned(text)}
    told: set[str] = set()
    others: set[str] = set()
    for text in texts:
        for start, end, _ in countries.doubted(text, lands):
            (others if _is_in_a_name(text, start, end) else told).add(text[start:end])
    return frozenset(told - others)


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Whether another word with a capital stands beside these, or a number within them."""
    before = _NAMED_BEFORE.search(text, max(0, start - 30), start)
    grammar = titles().openers | titles().days
    led = before is not None and before["word"] not in grammar
    return led or _NAMED_BEHIND.match(text, end) is not None or text[start:end][-1].isdigit()


def capitals_beside(text: str, told: frozenset[str] = frozenset()) -> list[tuple[int, int, str]]:
    """The capitals that are too often something else where the article has `told` that they are
    meant, or where they speak beside another ("Lima and Quito said"): start, end, country."""
    lands = {land for word in told if (land := countries.doubtful(word))}
    found = [each for each in countries.doubted(text, lands) if text[each[0] : each[1]] in told]
    for pair in _CAPITALS.finditer(text):
        one, other = pair["one"], pair["other"]
        for name, beside in (("one", other), ("other", one)):
            land = countries.doubtful(pair[name])
            if land and countries.is_metonym(beside) and countries.named(beside) != land:
                found.append((*pair.span(name), land))
    return found
