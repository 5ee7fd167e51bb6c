"""Gives an amount without a unit the noun it counts, or the years of an age."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from nlp.figures.amounts.amount import Amount, Tokens
from nlp.figures.amounts.units import MULTIPLE, Unit, per_many, per_what, unit_after
from nlp.figures.words.bounds import or_more
from nlp.figures.words.counted_nouns import counted_words, plain
from nlp.texts import next_to

_OLDEST = 120
_OF_WHAT_WAS = re.compile(
    r" (?:as|its|their|average|annual|median|typical|normal|usual|global|national|expected"
    r"|his|her|our|what|that(?= of|[.,;]|$)|those of|(?:more|less|fewer|higher"
    r"|larger|bigger|greater|faster|richer|likelier|[a-z]+er(?= than))\b"
    r"|the (?!day|week|month|year|season|past|last)"
    r"|(?:[a-z-]+ ){0,2}(?:incomes?|salar(?:y|ies)|wages?|GDP|gross domestic product)\b)"
)
_READING = re.compile(
    r"\b(?:readings?|scores?|anything|numbers?|figures?) (?:above|below|over|under) $"
)
_MAGNITUDE = re.compile(r"\bmagnitude[ -]$", re.I)  # "a magnitude 6.3 earthquake" is one
_INSIDE = re.compile(r"\w+ (?!out )[a-z]+ in ")
_LEVELS = frozenset(
    {"average", "total", "level", "peak", "norm", "amount", "sum", "value"}
    | {"number", "increase", "rise", "growth", "fall", "drop", "decline", "gain", "reduction"}
)
_FORECASTERS = frozenset({"analysts", "economists", "experts", "forecasters", "investors"})
_FORESAW = re.compile(r" (?:had |have )?(?:expected|forecast|predicted|hoped|estimated|reckoned)")
_TO_DO = re.compile(r" (?:to|that) [a-z]")
_COMPARING = frozenset({"less", "fewer", "more", "lower", "higher", "smaller", "larger"})
_MEANS = frozenset({"average", "median", "typical"})
_ALSO_VERBS = frozenset(
    {"plans", "hopes", "wants", "needs", "claims", "reports", "fears", "doubts", "says", "intends"}
)

_DOES = frozenset(
    {"owes", "earns", "lives", "works", "pays", "owns", "gets", "uses", "spends", "smokes", "votes"}
    | {"drives", "dies", "drinks", "eats", "reads", "sleeps", "struggles", "fails", "suffers"}
    | {"goes", "comes", "sits", "skips", "relies", "speaks", "saves", "travels", "feels"}
)  # what one in ten does, and no things


def counted(amount: Amount, tokens: Tokens) -> Amount:
    """The amount with the noun it counts, where it has no unit of its own, and without one
    that is its sentence's verb ("below 50 points to a fall").
    """
    if amount.unit is not None:
        return _well_named(amount, tokens)
    if amount.share and _INSIDE.match(tokens.text, amount.start, amount.end):
        return amount  # "one worker in five earns", which counts no "earns"
    token = tokens.at(amount.number_end - 1)
    if token is None or tokens.text[amount.number_end : amount.number_end + 1] in {'"', ">", "”"}:
        return amount
    read = _READING.search(tokens.text, max(0, amount.start - 30), amount.start)
    read = read or _MAGNITUDE.search(tokens.text, max(0, amount.start - 10), amount.start)
    words = [] if read else counted_words(token)  # "a figure above 50 denotes growth"
    if words and words[-1].lower_ in _FORECASTERS and _FORESAW.match(tokens.text, _end(words)):
        words = []  # "above the 64,000 economists had expected"
    if not words and (more := or_more(tokens.text, amount.number_end)):  # "300 or more people"
        last = tokens.at(more.end() - 1)
        words = counted_words(last) if last is not None and last.idx < more.end() else []
    if not words:
        return _as_first(amount, tokens) if amount.moved else _aged(amount, token)
    words = _without_owner(words)
    if words[0].lower_ == "such" and len(words) > 1:
        words = words[1:]  # "340 such claims"
    if amount.share and _is_of_none(words, tokens.text):
        return amount
    if len(words) > 1 and words[0].lower_ in {"more", "fewer"}:
        words = words[1:]
    unit = _unit(words, tokens.text)
    per = per_many(tokens.text, unit.end) or per_what(tokens.text, unit.end)
    end = per[0] if per else unit.end
    return replace(amount, unit=unit, end=end, per=per[1] if per else amount.per)


def _without_owner(words: list[Token]) -> list[Token]:
    """The counted words without whose they are: the nurses of "half of the state’s nurses"."""
    ends = [i for i, word in enumerate(words[:-1], 1) if word.tag_ == "POS"]
    return words[ends[-1] :] if ends else words


def _is_of_none(words: list[Token], text: str) -> bool:
    """Whether the words behind a share are nothing it counts: "a fifth less water", "one in ten
    plans to leave", "a third of its value".
    """
    many = text[max(0, words[0].idx - 16) : words[0].idx]  # "one in ten owes"
    if len(words) == 1 and words[0].lower_ in _DOES and " in " in many:
        return True
    plans = words[-1].lower_ in _ALSO_VERBS and _TO_DO.match(text, _end(words)) is not None
    its = words[0].i > 0 and next_to(words[0], -1).tag_ in {"PRP$", "POS"}
    mass = words[-1].tag_ == "NN" and its
    return plans or mass or words[-1].lower_ in _LEVELS or words[0].lower_ in _COMPARING | _MEANS


def _well_named(amount: Amount, tokens: Tokens) -> Amount:
    unit = amount.unit
    if unit is None or unit.words not in {"points", "times"}:
        return amount
    if unit.words == "times":
        if amount.per or not _OF_WHAT_WAS.match(tokens.text, unit.end):
            return amount
        return replace(amount, unit=replace(unit, name=MULTIPLE))
    verb = tokens.at(unit.start)
    read = _READING.search(tokens.text, max(0, amount.start - 30), amount.start)
    pointing = read and tokens.text.startswith(" to ", unit.end)
    if verb is None or not (verb.pos_ == "VERB" or pointing):
        return amount
    return replace(amount, unit=None, end=amount.number_end)


def _as_first(amount: Amount, tokens: Tokens) -> Amount:
    """The movement with what its first number counts: "from 12 vessels to 31"."""
    first = tokens.at(amount.first_end - 1)
    words = counted_words(first) if first is not None else []
    if not words or words[-1].idx >= amount.number_end:
        return amount
    unit = _unit(words, tokens.text)
    return replace(amount, unit=unit) if unit.kind == "count" else amount


def _end(words: list[Token]) -> int:
    return words[-1].idx + len(words[-1])


def _unit(words: list[Token], text: str) -> Unit:
    start, end = words[0].idx, _end(words)
    units = (unit_after(text, start), unit_after(text, words[-1].idx))
    known = next((unit for unit in units if unit and unit.end == end), None)
    return Unit(
        start=start,
        end=end,
        words=text[start:end],
        name=known.name if known else plain(words),
        kind=known.kind if known else "count",
    )


def _aged(amount: Amount, token: Token) -> Amount:
    """The amount in years of age, where it stands between commas behind a name."""
    doc, i = token.doc, token.i
    if not 0 < i - 1 < i + 1 < len(doc) or not 0 < amount.value < _OLDEST:
        return amount
    framed = doc[i - 1].text == "," and doc[i + 1].text == ","
    framed = framed and doc[i - 2].ent_type_ != "DATE"  # "born Sept, 26, 1990"
    if not framed or doc[i - 2].pos_ != "PROPN" or amount.upper is not None:
        return amount
    place = amount.number_end
    unit = Unit(start=place, end=place, words="", name="year of age", kind="time")
    return replace(amount, unit=unit)
