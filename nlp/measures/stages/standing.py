"""Tells that a duty stands by words that settle it, whatever else its clause says."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate
from nlp.measures.stages.decided import HEDGE
from nlp.measures.stages.undone import still_stands

_NOT_ENDED = re.compile(
    r"\bwould (?:otherwise )?have (?:expired|lapsed|ended|run out)\b|\bhad been (?:due|set) to"
    r" (?:expire|lapse|end)\b",
    re.I,
)
_HAS_DONE = re.compile(  # "duties of 45% on lumber have closed four mills"
    r" on [^,;:.%]{2,60}? (?:have|has) (?!(?:been|not|yet|to|never)\b)"
    r"(?:[a-z]+ed|hit|cut|hurt|cost|made|led"
    r"|sent|driven|forced|put|shut)\b"
)
_WOULD_STAY = re.compile(
    r"[^,;:.]{0,160}? (?:would|will) (?:stay|remain|be kept|continue|stand)\b", re.I
)
_UNDER_REVIEW = re.compile(
    r"[^,;:.%]{0,60}? (?:is|are|was|were|remains?|has been|have been) (?:now |still )?"
    r"(?:under|up for) review\b"
    r"|[^,;:.%]{0,60}? (?:will|(?:is|are) (?:(?:due|set|expected) )?to) be (?:reviewed|examined"
    r"|re-?assessed|discussed|reconsidered)\b"
)
_MATCHED = re.compile(
    r"\b(?:(?:match|answer|counter|protest|challenge|denounce|criticiz|criticis|condemn|oppose"
    r"|respond to|retaliate (?:for|against)|in (?:answer|response|reply|retaliation) (?:to|for))"
    r"(?:e?[sd]|ing)? "
    r"(?:[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:’s|'s)|(?:the )?[A-Z][\w.]+)"
    r"|(?:respond|retaliat|hit back|struck back)\w* (?:to|at|for|against) (?:an?|the)"
    r"(?: (?:earlier|existing|new|recent))? [A-Z][\w.]*)"
    r"(?: (?!with\b|by\b)\w+){0,2}? (?:of |up to )?$"
)
_HAS_FACED = re.compile(  # "from the 10% Brazil has faced since April"
    r" (?:(?:that|which) )?(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?"
    r" (?:has|have) (?:faced|paid|borne|put|imposed|charged|levied|applied)\b"
)
_COMES_AFTER = re.compile(  # "The move follows a 20% duty on rice": that one was before
    r"\b(?:move|step|decision|measure|announcement|increase|it) (?:follow(?:s|ed)"
    r"|comes? (?:\w+ ){0,2}after"
    r"|came (?:\w+ ){0,2}after|adds? to) (?:an?|the|its|earlier|existing)\b[^;:.%]*$"
)
_DECISION = re.compile(r"\bdecision(?: [a-z]+){0,3} to [a-z]+ [^,;:.%]{0,30}$")
_JUDGED = re.compile(  # "a court will rule on the tariff of 10 percent"
    r"\b(?:courts?|judges?|tribunal|panel)\b[^;:]{0,40} (?:rules?|decides?|hears?"
    r"|weighs?|considers?|reviews?|ruling|deciding|hearing)(?: [a-z]+){0,2} (?:the|its|their) "
    r"(?:[\w-]+ ){0,3}(?:of )?$"
)
_LEFT_ALONE = re.compile(  # "The ruling does not affect the 25% tariffs on steel"
    r"(?:\b(?:does|do|did|will|would|is|are) not|(?:does|do|did|wo|would|is|are)n[’']t)"
    r" (?:(?:affect|touch|cover|concern|reach)(?:ing)?|(?:extend|apply)(?:ing)? to)"
    r" (?:the|its|their|[A-Z][\w.]*(?:’s|'s)) (?:[\w-]+ ){0,3}(?:of )?$"
)
_ALONE = re.compile(
    r"[^,;:.%]{0,60}? (?:is|are|was|were|remains?|stays?|were left)"
    r" (?:untouched|unaffected|unchanged)\b"
)
_YEARS_AGO = re.compile(r"[^,;:.%]{0,60}? (?:last year|in 20[0-9]{2}|[a-z]+ years ago)\b")
_ONLY_THESE = re.compile(  # "beef no longer pays the 40% tariff on Brazilian goods": others do
    r"\bno longer (?:bears?|pays?|faces?|(?:(?:is|are) |be )?(?:subject to|charged|covered by))"
    r" (?:the|its) (?:[\w.’'-]+ )?$"
)


def stands(text: str, rate: Rate, clause: tuple[int, int]) -> bool:
    """Whether the words around the rate, in its clause, tell of it as of one that is charged."""
    start, end = clause
    lead, noun = text[start : rate.start], max(rate.end, rate.noun[1] if rate.noun else 0)
    stays = _WOULD_STAY.match(text, rate.end, end) and not HEDGE.search(text, start, end)
    judged = _JUDGED.search(lead) is not None
    older = _DECISION.search(lead) and _YEARS_AGO.match(text, rate.end, end)
    others = _ONLY_THESE.search(lead) and text.startswith(" on ", noun)
    return bool(
        still_stands(lead)
        or stays
        or older
        or others
        or judged
        or _LEFT_ALONE.search(lead)
        or _ALONE.match(text, rate.end, end)
        or _NOT_ENDED.search(text, rate.end, end)
        or _HAS_DONE.match(text, rate.end, end)
        or _UNDER_REVIEW.match(text, rate.end, end)
        or _MATCHED.search(text[rate.near[0] : rate.start])
        or _HAS_FACED.match(text, noun)
        or _COMES_AFTER.search(text, start, rate.start)
    )
