"""When two claims say the same: the same words of the same speaker, or one value of one matter.

Claims that say the same in several articles are one item of an answer with several
receipts. In doubt two claims are two: one item too many misleads nobody.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from handlers.ledger.keys import key_of
from handlers.matters.one_matter import matter
from handlers.newsroom import Article, Claim, ClaimKind, Held, ParsedArticle
from handlers.showing.cards import sameness
from handlers.words.passages import Passages
from handlers.words.wording import figure_line, measure_line
from nlp import countries
from nlp.analysis import Attribution, Figure, Measure, When

_FEW = 4  # words: fewer are said on many occasions, and are the same only in one sentence
_TELLING = 6  # words of nobody in particular that are the same wherever they stand
# Cues that say no more than that it was said, so that copy may put one for another.
_PLAIN = frozenset(
    {"say", "tell", "add", "state", "note", "remark", "announce", "declare", "explain", "report"}
)
_WORD = re.compile(r"[^\W_]+|[%‰$€£¥]|[-−](?=\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_APART = "\x1f"


def another_outlet(one: ParsedArticle, other: ParsedArticle) -> bool:
    """Whether two articles are told to be of two outlets: one text of both is printed twice."""
    return bool(one.outlet and other.outlet) and one.outlet != other.outlet


def first_to_say(held: Held, in_order: Iterable[Held]) -> Held:
    """Of claims in their order of telling the first that says the same as this one: a copy
    that another outlet printed later is not where something was told first."""
    this: tuple[str, ...] = ()
    for one in in_order:
        if one is held:
            break
        if _of_one_value(one, held):
            this = this or sameness(held)[1:]
            if sameness(one)[1:] == this:
                return one
    return held


def _of_one_value(one: Held, other: Held) -> bool:
    """Whether they may say the same, by what is quickly looked at."""
    mine, theirs = one.claim.finding, other.claim.finding
    if isinstance(mine, Figure) and isinstance(theirs, Figure):
        return mine.value == theirs.value
    if isinstance(mine, Measure) and isinstance(theirs, Measure):
        return mine.rate == theirs.rate and mine.status is theirs.status
    return type(mine) is type(theirs)


def said_by(article: Article, claims: Iterable[Claim]) -> dict[str, int]:
    """By the id of each of an article's claims, a number below zero of 64 bits.

    Claims with the same number say the same. What one article says twice, be it in other
    sentences, has the number of its first place.
    """
    numbers, first = dict[str, int](), dict[tuple[str, str, str], int]()
    for claim in sorted(claims, key=lambda claim: (claim.span.start, claim.span.end)):
        held = Held(claim=claim, article=article)
        again = sameness(held)
        if again not in first:
            first[again] = _said(held)
        numbers[claim.id] = first[again]
    return numbers


def _said(held: Held) -> int:
    made_of = _APART.join(_what(held))
    digest = hashlib.blake2b(made_of.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return -1 - (int.from_bytes(digest, "big") >> 1)


def _what(held: Held) -> tuple[str, ...]:
    finding = held.claim.finding
    if isinstance(finding, Figure):
        return ("figure", *_figure(held, finding))
    if isinstance(finding, Measure):
        return ("measure", *_measure(held, finding))
    return (held.claim.kind.value, *_words(held, finding))


def _words(held: Held, finding: Attribution) -> tuple[str, ...]:
    """Words, who says them, and how: who denies something does not say it."""
    words = _folded(" ".join(piece.words for piece in finding.contents))
    who = sorted({_folded(countries.named(name) or name) for name in held.claim.speakers})
    cue = finding.cue.lemma if finding.cue else ""
    how = "" if held.claim.kind is ClaimKind.QUOTE or cue in _PLAIN else cue
    few = words.count(" ") + 1 < (_FEW if who else _TELLING)
    where = _folded(_sentence(held)) if few else ""
    return (words, *who, finding.modality.value, how, where)


def _figure(held: Held, figure: Figure) -> tuple[str, ...]:
    """The value, what it counts and for when; a period without a year is of its month."""
    if matter(held) is None:
        return (_folded(figure_line(figure)), _folded(figure.sentence.words))
    change = figure.change
    return (
        " ".join(sorted(_folded(figure.concept or "").split())),
        *(each or "" for each in (figure.subject, figure.counterpart)),
        _folded(figure.period or ""),
        "" if _YEAR.search(figure.period or "") else _month(held),
        *(_number(each) for each in (figure.value, figure.upper)),
        *(figure.normalized_unit, figure.currency or "", figure.bound, figure.hedge),
        *((change.direction, _number(change.amount), change.base or "") if change else ()),
    )


def _measure(held: Held, measure: Measure) -> tuple[str, ...]:
    """Who puts it on whom and what, at which rates, how far along, and from when to when.

    Where no day is given on which it takes effect, only the same sentence says the same:
    a rate that went up and came back is not the one that it was before.
    """
    if matter(held) is None or measure.effective is None or measure.effective.first is None:
        return (_folded(measure_line(measure)), _folded(measure.sentence.words))
    key = key_of(held)
    return (
        *(key.family, key.imposer, " ".join(sorted(key.targets)), " ".join(sorted(key.goods))),
        *(_number(each) for each in (measure.rate, measure.rate_before)),
        *(measure.status.value, measure.kind.value),
        *(_day(each) for each in (measure.effective, measure.expires)),
    )


def _day(when: When | None) -> str:
    if when is None:
        return ""
    return when.first.isoformat() if when.first else _folded(when.words)


def _month(held: Held) -> str:
    appeared = held.article.parsed.published
    return appeared.day.isoformat()[:7] if appeared else held.article.id


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _sentence(held: Held) -> str:
    span = held.claim.span
    return _passages(held.article.parsed.text).sentences(span.start, span.end).words


@lru_cache(maxsize=4)
def _passages(text: str) -> Passages:
    return Passages.of(text)


@lru_cache(maxsize=1 << 12)
def _folded(text: str) -> str:
    """The words without capitals, accents and signs, but for those that change a number."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_WORD.findall(bare.replace("’", "'")))
