"""Finds the rates of duty in a passage, each with its own stretch of the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.figures.amounts.finding import Amount, Tokens, find_amounts
from nlp.measures.rates.alien import is_alien
from nlp.measures.rates.bare import bare_amounts, is_bare, is_told
from nlp.measures.rates.charged import charges_imports
from nlp.measures.rates.denied import is_other
from nlp.measures.rates.earlier import highest, with_earlier
from nlp.measures.rates.free import free_amounts, is_free
from nlp.measures.rates.items import is_listed, is_of_others
from nlp.measures.rates.likely import Context, Surroundings, is_likely
from nlp.measures.rates.ruled import NEAR, is_ruled, noun_of
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_NEXT_DEED = re.compile(  # "replied to the 50% tariff Peru charges, putting 9% on its tin"
    r", (?:(?:putt|impos|charg|levy|slapp|add|tax|hitt|threaten)ing\b"
    r"|(?:(?:and|while|but) )?(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?"
    r"(?: (?:said|announced)(?: on [A-Z]\w+)?(?: that)? (?:it|they))?"
    r" (?:(?:has|have|had|will|would|also|now) )*"
    r"(?:put|impose|charge|levie|slap|levy|tax|add|introduce|announce|threaten|hit|struck)[a-z]*\b)"
)
_STANDING_IN = re.compile(r"\b(?:one|ones|that|those) of [0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate of duty from `start` to `end` of the passage, in percent.

    `left` and `right` bound its own stretch of the sentence: from the rate before it to
    the rate behind it. `noun` is the place of the tariff noun it belongs to, if one stands
    in the sentence. `near` bounds the sentence again, but at most `NEAR` characters away.
    `value` is None where only the tariff itself is spoken of; `most` is the upper end of a
    range of which it is the lower; `put` says that only what is done is told, no rate; `step`
    that it is a further one of a move ("to 4%, to 2% a year later"); `until_next` that it is
    charged until the one told behind it ("tariffs of 20% will rise to 30%"); `guessed` that only
    its surroundings make it a rate of duty.
    """

    start: int
    end: int
    value: Decimal | None
    before: Decimal | None
    sentence: tuple[int, int]
    near: tuple[int, int]
    left: int
    right: int
    noun: tuple[int, int] | None
    most: Decimal | None = None
    put: bool = False
    step: bool = False
    until_next: bool = False
    guessed: bool = False


def find_rates(tokens: Tokens, parties: Parties, context: Context) -> Iterator[Rate]:
    """The rates of duty of a passage, in text order.

    Where the article names tariffs around this passage, a sentence without a tariff noun may be
    about them too; elsewhere only what is likely is told.
    """
    text = tokens.text
    told = list(find_amounts(tokens))
    amounts = [
        amount
        for amount in told
        if _is_percent(amount) and not _STANDING_IN.match(text, amount.start)
    ]
    amounts += bare_amounts(text, told)
    taken = {amount.number_end for amount in amounts}
    amounts += [one for one in free_amounts(text) if one.number_end not in taken]
    amounts.sort(key=lambda amount: amount.start)
    starts = [amount.start for amount in amounts]
    in_context, led = context.nouns > 1, context.led
    for number, (first, last) in enumerate(tokens.sentences):
        inside = amounts[bisect_left(starts, first) : bisect_left(starts, last)]
        named = tariff_words().noun.search(text, first, last) is not None
        named = named or charges_imports(text[first:last])
        in_context = in_context or named
        kept = [
            one
            for rank, one in enumerate(inside)
            if not (
                is_bare(one) and not is_told(text, first, one, inside[rank - 1] if rank else None)
            )
            and not is_other(text, one, tokens)
            and not is_alien(text, (first, last), one)
        ]
        before = tokens.sentences[number - 1] if number else None
        around = Surroundings(
            tokens=tokens,
            parties=parties,
            sentence=(first, last),
            before=before,
            nouns=context.nouns,
            led=led,
        )
        yield from _of_sentence(kept, around, named=named, in_context=in_context)
        led = named


def near(place: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The part of a sentence that lies near `place`."""
    return max(sentence[0], place - NEAR), min(sentence[1], place + NEAR)


def unrated(noun: tuple[int, int], sentence: tuple[int, int]) -> Rate:
    """A measure of which only the noun is known, as a rate without a value."""
    return Rate(
        start=noun[0],
        end=noun[1],
        value=None,
        before=None,
        sentence=sentence,
        near=near(noun[0], sentence),
        left=near(noun[0], sentence)[0],
        right=near(noun[0], sentence)[1],
        noun=noun,
    )


def _is_percent(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.kind == "percent"


def _of_sentence(
    kept: Sequence[Amount], around: Surroundings, *, named: bool, in_context: bool
) -> Iterator[Rate]:
    text, sentence = around.tokens.text, around.sentence
    stated, earlier = with_earlier(text, kept)
    charged: bool | None = None  # whether the amount before is a rate of duty
    for rank, amount in enumerate(stated):
        left, right = _stretch(stated, rank, sentence)
        if is_of_others(text, amount, around.parties):
            continue
        free = is_free(text[amount.start : amount.end])
        noun = None
        if in_context and not free and not is_bare(amount):
            noun = noun_of(text, amount, left, right)
        if noun is None:
            last, charged = charged, False
            if in_context:
                charged = amount.moved and named
                charged = charged or (last and is_listed(text, amount, left, around.parties))
                charged = charged or is_ruled(amount, around, left, last=last)
            if not charged and (free or not is_likely(amount, around, last=last)):
                continue
        guessed, charged = charged is False, True
        noun = None if noun and _is_the_others(text, noun, left, amount.start) else noun
        most = highest(text, amount)
        moved = amount.moved and amount.upper is not None and most is None
        yield Rate(
            start=amount.start,
            end=amount.end,
            value=amount.upper if moved else amount.value,
            before=amount.value if moved else earlier.get(amount.start),
            sentence=sentence,
            near=near(amount.start, sentence),
            left=left,
            right=right,
            noun=noun,
            most=most,
            guessed=guessed,
        )


def _is_the_others(text: str, noun: tuple[int, int], left: int, start: int) -> bool:
    """Whether a noun stands with the rate before, and only then it is told what somebody does."""
    between = text[left : noun[0]].replace(" ", "") if left < noun[0] else "-"
    joined = not between or between.isalpha()
    return joined and noun[1] < start and _NEXT_DEED.search(text, noun[1], start) is not None


def _stretch(stated: Sequence[Amount], rank: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """From the rate before one of those stated to the one behind it."""
    left = stated[rank - 1].end if rank else sentence[0]
    return left, stated[rank + 1].start if rank + 1 < len(stated) else sentence[1]
