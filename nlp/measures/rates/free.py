"""Finds where no duty at all is charged: "at zero", "pays nothing", "enters duty-free"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.figures.amounts.finding import Amount

_NOUNS = r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))"
_NO_NEW = r"(?:(?!new|further|more|extra|additional|other|such|higher|retaliat|counter)\w+ ){0,2}?"
_ZERO = re.compile(
    r"(?<!close )(?<!near )(?<!closer )(?<!next )(?<!nearer )\b(?:to|at) (?P<rate>zero|nil)\b"
    rf"|\b{_NOUNS}\b[^,;:.%]{{0,40}}? (?:is|are|remains?|stays?)(?: now| already| currently)?"
    r" (?P<is>zero|nil)\b"
    r"|\b(?:(?:will|would|to) be|reach(?:es|ed)?|becomes?) (?P<none_left>zero|nil)\b"
    rf"|\b(?:an?|the|with) (?P<free>zero)(?= (?:{_NOUNS}|rate)\b)"
    r"|\b(?:fac(?:e|es|ed|ing)|pay(?:s|ing)?|paid|bears?|attracts?|incurs?) (?P<none>no)"
    rf" (?={_NO_NEW}{_NOUNS}\b)"
    r"|\b(?:lev(?:y|ies|ied)|charg(?:es?|ed)|impos(?:es?|ed)|tak(?:es?|en)|puts?|collects?)"
    rf" (?P<off>no) (?={_NO_NEW}{_NOUNS} (?:on|for)\b)"
    r"|\b(?:pays?|paid|bears?|attracts?|(?:is|are) charged) (?P<nothing>nothing|none)"
    r"(?=[.,;]| at (?:all|present|the (?:border|moment))\b| (?:and|but|while|under|because)\b)"
)
_FREE = re.compile(
    r"\b(?P<verb>enter(?:s|ing)?|arriv(?:es?|ing)|(?:com(?:es?|ing)|gets?|go|goes"
    r"|let(?:s|ting)?|br(?:ings?|ought)|allow(?:s|ed)?) (?:[\w ]{1,40}? )?in(?:to)?"
    r"|admit(?:s|ted)?|accept(?:s|ed)?|import(?:s|ed)?|export(?:s|ed)?|shipp?(?:s|ed)?|sells?|sold"
    r"|sent|be|is|are|stays?|remains?)\b(?P<what>[^,;:.%]{0,50}?) (?P<rate>(?:duty|tariff)[- ]free"
    r"|free of (?:any |all )?(?:customs |import )?(?:dut(?:y|ies)|tariffs?)"
    r"|without (?:(?:paying )?(?:any |an? )?)?(?:customs |import )?(?:dut(?:y|ies)|tariffs?"
    r"|lev(?:y|ies)))\b(?! (?:shops?|stores?|sales?|zones?|retail\w*|outlets?|goods|access"
    r"|quotas?|allowances?|status|treatment|trade|imports|limits?|worth))"
)
_ACCESS = re.compile(  # "enjoys duty-free access", "grants Fiji zero-tariff treatment"
    r"\b(?:(?:has|have|enjoy(?:s|ed)?|gets?|got|gain(?:s|ed)?|w[io]ns?|secur(?:es?|ed)|obtain(?:s"
    r"|ed)?"
    r"|receiv(?:es?|ed)|keeps?|kept|retain(?:s|ed)?)(?: full)?"
    r"|(?:giv(?:es?|en)|gave|grant(?:s|ed)?|allow(?:s|ed)?|extend(?:s|ed)?|permit(?:s|ted)?)"
    r"(?P<what>[^,;:.%]{0,50}?)) (?P<rate>(?:duty|tariff)[- ]free|zero[- ](?:tariff|duty))"
    r"(?= (?:market )?(?:access|entry|treatment|admission)\b| imports of\b)"
)
_JUST_FREE = re.compile(
    r"\b(?:(?:will|would|to) let in\b|admit(?:s|ted)?|enter(?:s|ing)?"
    r"|com(?:es?|ing) in)"
    r"(?P<what>[^;:.%]{0,60}?) (?P<rate>free)(?=[.,;]|\s*$)"
)
_MEASURED = re.compile(  # a quota, a small parcel, or what nobody lets in yet or any more
    r"\b(?:volumes?|amounts?|quantit(?:y|ies)|tonn?e?s|quotas?|ceilings?|caps?|worth|parcels?"
    r"|packages?|limits?"
    r"|thresholds?|barrels?|litres?|liters?|times|travell?ers|passengers|tourists|shoppers"
    r"|no longer|not|n[’']t|never|nor|cannot|neither|used to|once|formerly|previously|had|where"
    r"|wants?|wanted|asks?|asked|hop(?:es?|ed)|demand\w*|seek\w*|urg\w+|lobb\w+|call\w* for"
    r"|stop\w*|los\w+|end\w*)\b"
)
_LETS_IN = re.compile(  # "will let in Japanese lorries"
    r".*\b(?:(?:giv(?:es?|en)|gave|grant(?:s|ed)?) (?P<given>.{3,60})"
    r"|(?:let(?:s|ting)?|allow(?:s|ed|ing)?|br(?:ing(?:s|ing)?|ought)) in"
    r" (?P<behind>(?!to ).{3,60})"
    r"|(?:let(?:s|ting)?|allow(?:s|ed|ing)?) (?P<between>.{3,60}?) in(?:to [A-Z][\w. ]+)?"
    r"|(?:admit(?:s|ted|ting)?|accept(?:s|ed|ing)?|import(?:s|ed|ing)?)"
    r" (?P<object>(?!(?:in)?to ).{3,60}))",
    re.S,
)
_AT = re.compile(  # "49 trucks a year at a duty of"
    r"(?:,? (?:a|per|each|every) (?:year|month|season)| annually| into [A-Z][\w. ]{2,20}?)?"
    r" at (?:(?:an?|the|only|just|rate|duty|tariff|reduced|lower|of|about) )*$"
)
_AMOUNT = re.compile(
    r"(?:up to )?[0-9.,]+ (?:[a-z]+ )?(?:tonn?e?s|litres|liters|units|head|barrels)"
)
_COUNTED = re.compile(  # "1 million pairs of shoes"
    r"(?:up to |about |the first )?[0-9][0-9.,]* (?:million |thousand )?(?:(?:[a-z]+ )?[a-z]+ of )?"
)
_ENJOYS = re.compile(  # "Kenyan tea enjoys"
    r"(?:.*[.;:,] |.*\b(?:said|says|that|and|but|while) )?(?P<who>(?!(?:it|they)\b)[^,;:.%]{3,60}?)"
    r" (?:(?:will|would|to|also|now|still) )*(?:has|have|enjoy(?:s|ed)?|gain(?:s|ed)?|keeps?|kept"
    r"|retain(?:s|ed)?|is|are|be|remains?|stays?)(?: (?:full|still|now|again))?",
    re.S,
)
_NOW = re.compile(
    r"\b(?:enters?|arrives?|enjoys?|grants?|gives?|(?:has|have)(?= (?:full )?$| (?:granted|given"
    r"|extended|allowed|permitted)\b)"
    r"|(?:comes?|gets?|goes|go) (?:[\w ]{1,30}? )?in(?:to)?|remains?|stays?"
    r"|(?:is|are) "
    r"(?:(?:now|still|already|also|let|allowed|admitted|imported|sold|shipped|in) ?)*(?! ?to\b)"
    r"|(?:lets|allows) [\w ]*|admits|accepts|imports|sells?|ships?)\b[^,;:.%]{0,50} $"
)
_TO_COME = re.compile(
    r"\b(?:will|would|to|can|could|may|might|should|must|shall|did|does|do)"
    r" (?:(?:also|now|soon|then|all|be|still) )*$"
)
_SAYS = re.compile(
    r"(?:duty|tariff)[- ]free|zero[- ](?:tariff|duty)|free of|without|\bfree(?=[.,;]|\s*$)", re.I
)
_REACH = 200


def free_amounts(text: str) -> Iterator[Amount]:
    """The places of a text where no duty is charged, as rates of nought, in no order."""
    for match in _ZERO.finditer(text):
        yield _nought(*match.span(match.lastgroup or 0))
    ways = (_FREE, _JUST_FREE, _ACCESS) if _SAYS.search(text) else ()
    for match in (one for way in ways for one in way.finditer(text)):
        if _is_let_in(text, match):
            yield _nought(*match.span("rate"))


def lets_in_free(text: str) -> bool:
    """Whether goods enter a country free of duty, by the words of a text."""
    if _SAYS.search(text) is None:
        return False
    ways = (_FREE, _ACCESS)
    return any(_is_let_in(text, match) for way in ways for match in way.finditer(text))


def is_free(words: str) -> bool:
    """Whether the words of a rate say by themselves that no duty is charged."""
    return is_nothing(words) or _SAYS.match(words) is not None


def is_nothing(words: str) -> bool:
    """Whether the words of a rate are "nothing" or "free", which may be of something else."""
    return words in {"nothing", "none", "free"}


def let_in(text: str, left: int, start: int) -> tuple[int, int] | None:
    """Where the words stand for what is let in, before the rate at `start` that says free or
    stands behind "at".
    """
    first = max(left, start - _REACH)
    at = _AT.search(text, first, start)
    last = at.start() if at else start - 1
    found = _LETS_IN.fullmatch(text, first, last) or _ENJOYS.fullmatch(text, first, last)
    if found is None or found.lastgroup is None:
        return None
    other = found.lastgroup in {"given", "who"} or _AMOUNT.fullmatch(found[found.lastgroup])
    first, last = found.span(found.lastgroup)
    counted = _COUNTED.match(text, first, last) if at else None
    return None if at and other else (counted.end() if counted else first, last)


def is_free_now(text: str, left: int, start: int) -> bool:
    """Whether the words before the rate at `start` tell what is let in today: "enters"."""
    now = _NOW.search(text, left, start)
    return now is not None and _TO_COME.search(text, left, now.start()) is None


def _is_let_in(text: str, match: re.Match[str]) -> bool:
    first = max(0, match.start() - _REACH)
    start = max(text.rfind(mark, first, match.start()) for mark in (". ", "; ", "\n")) + 1
    return _MEASURED.search(text, max(start, first), match.end()) is None


def _nought(start: int, end: int) -> Amount:
    return Amount(
        start=start,
        end=end,
        number_start=start,
        number_end=end,
        value=Decimal(0),
        upper=None,
        unit=None,
    )
