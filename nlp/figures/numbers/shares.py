"""Finds the parts of a whole that words tell: "a third of", "two-thirds", "one in six"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.figures.words.number_words import PARTS, SCALES, SMALL, TENS, Numeral

_word = "|".join([*SMALL, *TENS])
_part = "|".join(PARTS)

_PART_RE = re.compile(rf"\b(?:(an?|{_word})[ -])?({_part})\b", re.I)
_HALF_A = re.compile(r"\bhalf an?(?= (?:percentage point|percent|point|mile|ton|hour)\b)", re.I)
_QUARTER_A = re.compile(
    r"\b(?P<many>a|one|three)[ -]quarters?(?: of an?)?(?=[ -](?:percentage )?points?\b)", re.I
)
_A_POINT = re.compile(
    r"\b(?:(?<=by )an?|an? (?:full|whole|entire))(?= (?:percentage )?point\b)"
    r"|(?<!of )(?<!half )\ba(?= percentage point\b)",
    re.I,
)
_OF_A_SCALE = re.compile(  # "three quarters of a million"
    rf"\b(?P<many>an?|one|two|three)[ -](?P<part>{_part}) of a"
    r" (?P<scale>million|billion|trillion)\b",
    re.I,
)
_BY_PART = re.compile(
    r"\b(?:by|in|up|down)"
    r"(?: (?:about|almost|nearly|around|some|over|more than|less than|roughly))? $"
)  # "fell by a third", "cut in half"
_PART_THAN = re.compile(
    r" (?:higher|lower|more|less|fewer|larger|smaller|bigger|greater|cheaper|dearer) than\b"
    r"| (?:less|fewer|lower|cheaper|smaller)\b| (?:more|higher|larger|dearer)(?=[.,;]|$)"
    r"|(?: \w+){0,1} (?:above|below) (?:the|its|their|his|her|last|those|that|(?:19|20)[0-9]{2})\b"
)  # "a fifth higher than", "a quarter below its level"
_HALF_THE = re.compile(
    r" (?:the|its|his|her|their|our|my|all) (?!(?<=the )[0-9$€£]|(?:battle|time|story|fun|way"
    r"|former|original|previous|usual|normal|size|value"
    r"|price|level|peak)\b)"
)
_OF_A_POINT = re.compile(
    r"(?:[ -](?:percentage )?points?| of an? (?:percentage )?p)\b"
    r"|[ -](?:year|century|hour|day|dozen|final|time)",
    re.I,
)
_ORDERED = re.compile(r"\b(?:first|second|latter|other|last|final)[ -]$", re.I)  # "first half"
_WAS = re.compile(  # "up from half in May", "compared with a quarter in 2010"
    r"\b(?:(?:up|down) from|compared (?:with|to)|against|versus)"
    r" (?:about |around |nearly |almost |just |some |over |more than |less than )?$"
)
_HEDGED = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|just|only|at least|(?:more|less) than) $", re.I
)
_THEY = re.compile(  # what only many do: "a third were", no third one
    r" (?:were|are|have|do|say|think|want|live|work|own|use|come|plan|hope|support|oppose)\b"
)
_OF_WHICH = re.compile(r"\bof (?:which|whom|these|those|them),? $")
_THEY_DID = re.compile(
    r" (?:was|is|has|had|said|came|went|voted|lived|worked|wanted|thought|used|will|would|did)\b"
)
_IN_EVERY = re.compile(
    rf"\b({_word}|[0-9]{{1,2}}) (?:in|out of)(?: every)? ({_word}|[0-9]{{1,3}}(?:,[0-9]{{3}})?)\b"
    r"(?!,?[0-9]|[.%-][0-9]|[ -](?:hour|minute|second|day|week|month|quarter|year|decade|game|match"
    r"|attempt|innings|start|race|million|billion|percent|per cent)|:)",
    re.I,
)
_ONE_IN = re.compile(  # "one dairy in six has closed"
    rf"\b(one|two|three) [a-z]+ in (?:every )?({_word}|[0-9]{{1,3}})"
    r"(?= (?:is|are|was|were|has|have|had|will|would|could|does|do|did|says?|said|lives?|dies|earns"
    r"|works|wants|thinks|plans|owns|pays|needs|fails|leaves|suffers|owes|gets|uses|speaks"
    r"|stands|lies|sits|goes|comes|falls|takes|makes|drives|smokes|votes|remains)\b"
    r"| (?:on|in|across) (?:the|its|this|[A-Z]))",
    re.I,
)
_FEW = 3  # so many "in" so many is a share whatever follows


def in_every(text: str) -> Iterator[Numeral]:
    """Shares as so many of so many: "one in six", "two out of three"."""
    for match in _IN_EVERY.finditer(text):
        part, whole = (_word_value(match.group(place)) for place in (1, 2))
        said = part <= _FEW or whole in {5, 10, 20, 100}
        if 0 < part < whole and said and (whole <= 100 or part == 1):
            value = Decimal(part) / Decimal(whole)
            yield Numeral(
                start=match.start(), end=match.end(), value=value, spelled=True, share=True
            )

    for match in _ONE_IN.finditer(text):
        part, whole = _word_value(match.group(1)), _word_value(match.group(2))
        if 0 < part < whole:
            value = Decimal(part) / Decimal(whole)
            yield Numeral(
                start=match.start(), end=match.end(), value=value, spelled=True, share=True
            )


def _word_value(word: str) -> int:
    word = word.lower().replace(",", "")
    return int(word) if word.isdecimal() else SMALL.get(word, TENS.get(word, 0))


def _scaled(text: str) -> Iterator[Numeral]:
    """Numbers that are told as parts: "a quarter of a million"."""
    for match in _OF_A_SCALE.finditer(text):
        scale = SCALES[match["scale"].lower()]
        worth = scale * SMALL.get(match["many"].lower(), 1) / PARTS[match["part"].lower()]
        start, end = match.span()
        yield Numeral(start=start, end=end, value=worth, scale=scale, spelled=True)


def parts(text: str) -> Iterator[Numeral]:
    """Shares of a whole: "two-thirds", "a quarter of", "half of", "half a point"."""
    for match in _HALF_A.finditer(text):
        yield Numeral(start=match.start(), end=match.end(), value=Decimal("0.5"), spelled=True)
    yield from _scaled(text)
    for match in _A_POINT.finditer(text):
        yield Numeral(start=match.start(), end=match.end(), value=Decimal(1), spelled=True)
    for match in _QUARTER_A.finditer(text):
        value = Decimal("0.75" if match["many"].lower() == "three" else "0.25")
        yield Numeral(start=match.start(), end=match.end(), value=value, spelled=True)
    for match in _PART_RE.finditer(text):
        count, name = (match.group(1) or "").lower(), match.group(2).lower()
        of_what = text.startswith(" of ", match.end())
        by_it = _BY_PART.search(text, max(0, match.start() - 16), match.start()) is not None
        half_the = name == "half" and not count and _HALF_THE.match(text, match.end())
        of_what = of_what or _PART_THAN.match(text, match.end()) is not None or bool(half_the)
        of_what = of_what or _does_it(text, match.start(), match.end())
        of_what = of_what or _WAS.search(text, 0, match.start()) is not None
        by_it = by_it and not _OF_A_POINT.match(text, match.end())
        many = name.endswith("s")
        if name == "half" and _ORDERED.search(text, max(0, match.start() - 8), match.start()):
            continue  # "the first half of the year"
        if count in SMALL and many == (SMALL[count] > 1):
            part = Decimal(SMALL[count])
        elif not many and (of_what or by_it) and (count in {"a", "an"} or name == "half"):
            part = Decimal(1)
        else:
            continue
        value = part / PARTS[name]
        whole = value >= 1 and not of_what  # "the first fall in six quarters"
        if not whole and (many or of_what or by_it or name == "third"):
            yield Numeral(
                start=match.start(), end=match.end(), value=value, spelled=True, share=True
            )


def _does_it(text: str, start: int, end: int) -> bool:
    """Whether the part from `start` to `end` does what its verb tells: "a third were hurt"."""
    if _THEY.match(text, end) or _OF_WHICH.search(text, max(0, start - 12), start):
        return True
    hedged = _HEDGED.search(text, max(0, start - 12), start) is not None
    hedged = hedged or text.startswith("alf", start + 1)
    return hedged and _THEY_DID.match(text, end) is not None
