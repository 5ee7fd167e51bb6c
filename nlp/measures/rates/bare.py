"""Takes bare numbers for rates beside one: "from Turkey it bears 15, and from India 50"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.figures.amounts.finding import Amount
from nlp.measures.day_names import DAY
from nlp.measures.moving_verbs import GO, GOES, MOVED, WAY, WENT

_BEHIND = re.compile(
    r"(?=[,.;:)”\"]|\s*$| (?:and|but|instead of|rather than|from|under|while|until|when|if|unless"
    r"|at (?:the (?:border|start|end)|customs)|on [A-Z]|in (?:[A-Z12]|the (?:second|third|next))"
    r"|for the first|by|as (?:soon|of)|next|this|last|today|now|once|within|per cent)\b)"
)
_PAYS = re.compile(
    r"(?<!his )(?<!hers )(?<!mine )(?<!ours )(?<!he )(?<!she )(?<!I )(?<!we )"
    r"\b(?:pays?|paid|paying|bears?|bore|attracts?|incurs?|carr(?:y|ies)"
    r"|(?:is|are|was|were|be|been) (?:now |still |also )?(?:charged|taxed|assessed)(?: at)?"
    r"|taxed at|charged at|enters?(?: [\w .]{2,30})? at|costs? \w+"
    r"|\b(?:rates?|tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?)\b[^.;:%0-9]{0,40}"
    r" (?:to|at|is|was|remains)|\b(?:stay|remain|kept)(?:s|ed|ing)? at"
    r"|\b(?:figure|number) (?:for [^.;:%0-9]{2,40} )?(?:is|was|remains|stays at)"
    r"|(?:they|it|goods|exports) (?:would |will |could |is |are )?(?:be )?back (?:up |down )?"
    r"(?:to|at)|becomes?) (?:only |just |about |up to )?$"
)
_MOVED = re.compile(rf"[^,;:.%]{{0,110}}? (?:{GOES}|{GO}|{WENT}|{MOVED}){WAY} to ")
_NO_NAME = (
    rf"(?!(?:{DAY}|[Pp]age|[Aa]ge|Section|[Aa]rticle|[Cc]hapter|No|[Pp]ays?|paid|bears?|by|until"
    rf"|on|of|least|most|about)"
    r"\b)"
)
_LISTED = re.compile(
    r"(?: (?:instead of|rather than|from) [0-9.]+(?:%| per ?cent)?| in [A-Z][\w ]{2,20})?"
    r"(?:[,;]|,? (?:and|but|while)) (?:(?:from|on|for|in) )?(?:[a-z’'-]+ ){0,3}?"
    rf"{_NO_NAME}(?:[A-Z][\w’'-]+|[a-z]{{3,}}s?)(?: {_NO_NAME}[a-z]+){{0,2}} "
    r"(?:at |to |only |just )?"
)
_NUMBER = re.compile(r"(?<= )[0-9]{1,3}(?:\.[0-9]+)?(?![0-9,.]*[0-9])")
_MOST = 400  # percent
_FAR = 250  # characters from a rate in percent


def bare_amounts(text: str, told: Sequence[Amount]) -> Iterator[Amount]:
    """The bare numbers of a text that stand near behind a percentage and end what they tell;
    `told` are all amounts that the text names.
    """
    units = [amount for amount in told if amount.unit is not None]
    ends = [one.end for one in units if one.unit is not None and one.unit.kind == "percent"]
    rank = 0
    for match in _NUMBER.finditer(text) if ends else ():
        while rank < len(ends) and ends[rank] <= match.start():
            rank += 1
        near = rank and match.start() - ends[rank - 1] <= _FAR
        if near and 0 < float(match.group()) <= _MOST and _BEHIND.match(text, match.end()):
            at = bisect_right(units, match.start(), key=lambda one: one.start)
            if not at or units[at - 1].end <= match.start():
                yield _plain(match)


def _plain(match: re.Match[str]) -> Amount:
    start, end = match.span()
    return Amount(
        start=start,
        end=end,
        number_start=start,
        number_end=end,
        value=Decimal(match.group()),
        upper=None,
        unit=None,
    )


def is_bare(amount: Amount) -> bool:
    """Whether an amount is a number and no more."""
    return amount.unit is None and amount.start == amount.number_start and amount.value != 0


def is_told(text: str, sentence: int, amount: Amount, before: Amount | None) -> bool:
    """Whether the words before a bare number say that it is paid, or tell it as a list does:
    "from Turkey it bears 15, and from India 50".
    """
    first = max(sentence, amount.start - 80)
    if _PAYS.search(text, first, amount.start):
        return True
    if before is None or before.end < sentence or text[amount.start - 2 :][:1] in ".":
        return False
    gap = before.end, amount.start
    if _MOVED.fullmatch(text, *gap) is not None:
        return True
    return _LISTED.fullmatch(text, *gap) is not None
