"""Tells whom words mean that name nobody: "both countries", "in its case", "the country's"."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.figures.amounts.finding import Tokens
from nlp.measures.parties.markets import of_all_from, opponent
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties

_BOTH = re.compile(
    r"\b(?:both|the two) (?:countries|nations|sides|neighbou?rs|allies|islands|states)\b"
    r"|\b(?:for|on|from) both\b(?! (?:[a-z]+ )?(?:and|of)\b)|\beach other\b",
    re.I,
)
_BOTH_PAY = re.compile(
    r"(?:(?:And|But) |[^.;:%]{0,120}[:;,] (?:and |but )?)?(?:[Bb]oth|The two|They both)"
    r" (?:(?:now|still|also|will|would|must|have|had) ){0,2}(?:pay|paid|face|faced|bear|owe"
    r"|(?:are|were|be) (?:charged|taxed|subject))\b"
)
_THEY_EACH = re.compile(  # "They pay 20% and 19%"
    r"(?:(?:And|But|Now) )?(?:They|The two|The pair|These)\b[^.;:%]{2,60}? [0-9.]+ ?(?:%|per ?cent)"
    r"(?: tariffs?| dut(?:y|ies))? and [0-9.]+ ?(?:%|per ?cent)"
)
_AND = re.compile(r"(?:’s|'s)?,? and (?:the )?")
_THEIRS = re.compile(
    r"(?:(?:all|most|some|part|many) of )?(?:(?P<many>their)|its)(?: own)? (?=[a-z])",
    re.I,
)
_MAIN = re.compile(r"[^,;:.%]{0,60}, (?:the )?(?=[A-Z])")  # opens the clause behind another
_CASE = re.compile(
    r"(?:\A|(?<=[.!?;] ))(?:(?:And|But) )?(?:[Ff]or|[Ii]n(?: the case of)?) (?:the )?"
)
_CASE_ENDS = re.compile(r"(?:’s|'s)? (?:case|exporters|producers|exports),|,")
_THERE = re.compile(  # "pays 12% there", not "12% got there"
    r"[^,;:.%]{0,50}?(?<! got)(?<! get)(?<! from)(?<! over)(?<! out)(?<! go) there\b"
    r"(?! (?:is|are|was|were|will|has|have|had|may|can|could|would)\b)"
)
_THERE_PAYS = re.compile(
    r"(?<!from) there (?:(?:now|already|still|also|today) )?(?:pays?|paid|fac(?:es?|ed)|bears?"
    r"|owes?|is|are|was|were|stands?|stood|has|have|had|rose|fell|remains?|stays?)\b"
)
_TO = re.compile(r"\b(?:in|into|to|across|at|entering|enters?|reach(?:es|ed)?)(?: the)? $", re.I)
_LEAD = 14  # characters before a country
_TWO = 2


def pointed_at(
    words: tuple[int, int], rate: Rate, parties: Parties, tokens: Tokens, imposer: str | None
) -> tuple[str, ...]:
    """Whom "the country's exports", tariffs told of before, or "both countries" mean."""
    text = tokens.text
    own = opponent(rate, parties, text, imposer) or _in_its_case(rate, parties, text)
    own = own or of_all_from(rate, parties, text)
    return (
        own
        or _both(rate, parties, tokens, imposer)
        or theirs(words, rate, parties, tokens, imposer)
    )


def place_meant(rate: Rate, parties: Parties, tokens: Tokens) -> str | None:
    """Where goods pay it "there": in the place they go to by the sentence before, or the only one
    that it names.
    """
    text, first = tokens.text, rate.noun[0] if rate.noun else rate.start
    behind = _THERE.match(text, max(rate.end, rate.noun[1] if rate.noun else 0), rate.near[1])
    if not behind and not _THERE_PAYS.search(text, rate.left, max(rate.start, rate.left)):
        return None
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    paying = {one.country for one in parties.within(rate.near[0], first) if one.plain}
    named = [one for place in before for one in parties.within(*place) if one.plain]
    named = [one for one in named if one.country not in paying]
    placed = [one for one in named if _TO.search(text, max(0, one.start - _LEAD), one.start)]
    meant = {one.country for one in placed[-1:] or named}
    return meant.pop() if len(meant) == 1 else None


def theirs(
    words: tuple[int, int] | None,
    rate: Rate,
    parties: Parties,
    tokens: Tokens,
    imposer: str | None,
) -> tuple[str, ...]:
    """Whose "their vehicles" are, where whoever charges them is known: of the only other country
    that the sentence names before them, or the one before where it names none; of the one who acts
    in "Replying to Peru's 50% duty on its copper, Chile …".
    """
    text, first = tokens.text, words[0] if words else 0
    first += text.startswith(" ", first)
    own = _THEIRS.match(text, first, words[1]) if words and imposer else None
    if own is None:
        return ()
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    for place in ((rate.sentence[0], first), *(before if own["many"] else ())):
        named = {one.country for one in parties.within(*place) if one.plain} - {imposer}
        if named:
            return tuple(named) if len(named) == 1 else ()
    main = _MAIN.match(text, max(first, rate.end), rate.sentence[1])
    acting = (
        [one for one in parties.within(main.end(), main.end() + 1) if one.plain] if main else []
    )
    return tuple(one.country for one in acting if one.country != imposer)


def _in_its_case(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """The country in "For Norway, the rate is 15%" and "In Norway's case"."""
    for opening in _CASE.finditer(text, rate.near[0], rate.start):
        named = parties.within(opening.end(), opening.end() + 1)
        if named and named[0].plain and _CASE_ENDS.match(text, named[0].end):
            return (named[0].country,)
    return ()


def _both(rate: Rate, parties: Parties, tokens: Tokens, imposer: str | None) -> tuple[str, ...]:
    """The two countries that "both countries" means, of this sentence or the one before."""
    both_pay = _BOTH_PAY.match(tokens.text, rate.sentence[0], rate.start)
    each = _THEY_EACH.match(tokens.text, rate.sentence[0])
    both_pay = both_pay or (each if each and each.end() >= rate.end else None)
    if not both_pay and not _BOTH.search(tokens.text, *rate.near):
        return ()
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    for place in (rate.near, *before):
        named = [one for one in parties.within(*place) if one.plain and one.country != imposer]
        names = tuple(dict.fromkeys(one.country for one in named))
        joined = [
            (one.country, other.country)
            for one, other in pairwise(named)
            if _AND.fullmatch(tokens.text, one.end, other.start)
        ]
        if len(names) == _TWO or (len(joined) == 1 and len(names) == _TWO + 1):
            return names if len(names) == _TWO else joined[0]
    return ()
