"""Says what sort of measure a tariff is: a tariff, an answer to one, an exemption or a deal."""

from __future__ import annotations

import re

from nlp.analysis import MeasureKind, MeasureStatus
from nlp.measures.kinds.bans import is_import_ban, is_quota
from nlp.measures.kinds.curbs import is_fee, is_for_parcels, is_sanction
from nlp.measures.kinds.export_controls import is_control
from nlp.measures.rates.clauses import clause_of
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.free import is_free
from nlp.tariff_words import tariff_words

_ANSWER_REACH = 45
_ANSWERED = re.compile(
    r"\b(?:answer(?:s|ed|ing)?|(?:respond|retaliat|repl)(?:s|ed|es|ies|ied|e|ing|y)? (?:to"
    r"|for|against)"
    r"|counter(?:s|ed|ing)?|match(?:es|ed|ing)?|in (?:response|retaliation|answer|reply) (?:to|for)"
    r"|retaliation (?:for|against)|(?:hit(?:s|ting)?|str(?:ikes?|uck|iking)|fir(?:es|ed)) back at)"
    r" [^;:.,]{0,30}$"
    r"|\b(?:hit(?:s|ting)? back|str(?:ikes?|uck|iking) back|retaliat\w+|respon[ds]\w+|answer\w*)"
    r"\b[^;:.]{0,40}?\b(?:after|since|because)\b[^;:.]{0,60}$",
    re.I,
)
OPENING = re.compile(
    r"[^\w]{0,3}(?:In (?:response|retaliation|answer|reply)|(?:Respond|Reply|Retaliat)ing"
    r"|To (?:answer|counter|match|hit back at))"
    r"(?! to (?:an? |the )?(?:question|report|critic|concern))"
    r"(?: ?(?:to|for|against|at)?(?P<what> [^;:]{2,90}?))?, "
)
"""Opens a sentence that tells how a measure is answered, with what it answers."""
_ANSWERS_WITH = re.compile(  # "answered Peru's 30% duty on its tin with one of", a rate in between
    r"\b(?:answer(?:s|ed|ing)?|(?:respond|retaliat|repl)(?:s|ed|es|ies|ied|e|ing|y)?"
    r"|counter(?:s|ed|ing)?|m[ae]t|match(?:es|ed|ing)?"
    r"|(?:hit(?:s|ting)?|str(?:ikes?|uck|iking)|fir(?:es|ed)) back)\b"
    r"(?:(?! (?:if|unless|after|because|when) )"
    r"(?:[^;:.]|(?<=[0-9])\.(?=[0-9])|(?<=[A-Z])\.)){0,120}?"
    r"(?: (?:with|by)(?: [a-z-]+){0,4}|, [a-z]+ing(?: [a-z-]+){0,2}) $"
)
_IN_ANSWER = re.compile(  # "a 20% tariff on wine from April 6 in response to its decision"
    r"[^;:%]{0,70}?(?:,? in (?:response|retaliation|answer|reply)(?: (?:to|for) |[.,;]|$)"
    r"|\b(?:is|are|was|were) (?:an? |its |the |their )?(?:countermeasures?|answer|response|reply"
    r"|retaliation) (?:to|for|against) )"
)
_WITH = re.compile(r"\b(?:with|by)\b")
_EXEMPT = re.compile(
    r"\b(?:exempt(?:s|ed|ing|ions?)?|waiv(?:e|es|ed|ers?|ing)|carve[sd]?[- ]?outs?|exclusions?"
    r"|spare[sd]?|sparing)\b",
    re.I,
)
_NOT_EXEMPT = re.compile(r"\b(?:no|not|without|n[’']t|end(?:s|ed)?|never)(?: \w+){0,2} $", re.I)
_DEAL = re.compile(
    r"\b(?:(?:under|in|as part of|by|through|thanks to) (?:the|an?|their|its|this"
    r"|that)(?: [\w’'.-]+){0,3}? (?:deal|agreement"
    r"|accord|truce|pact)"
    r"|(?:the|an?|their|this)(?: [\w’'.-]+){0,3}? (?:deal|agreement|accord|truce|pact)"
    r"(?:,? (?:that was )?(?:reached|struck|signed|sealed|agreed|clinched|concluded)[^,;:%]{0,30}?"
    r"| \w+)? (?:reduce|cut|lower|set|bring|leave|keep|cap|remove|slash|halve|end|drop)\w*"
    r"|agreed (?:with [\w ]{2,30} )?to (?:\w+ ){0,2}?(?:reduce|cut|lower|remove|drop|slash"
    r"|halve|end|lift|scrap|cap|set|(?:bring|take)(?= [^;:%]{3,60} (?:down|to zero)\b)))\b",
    re.I,
)
_DEAL_ONLY = re.compile(
    r"\b(?:outside|without|nothing|no|not|unless|if|beyond|before|despite)\b[^,;]{0,40}$", re.I
)
_RETURN = re.compile(r"\bin (?:return|exchange)\b(?! rates?\b)", re.I)
_LOWERS = re.compile(
    r"\b(?:(?:lower|reduc|remov|scrapp?|dropp?|slash|halv|abolish|eliminat|exempt|cut)(?:e|es|s|ed"
    r"|ing|ting)?|let(?:s|ting)? in|bring[^;:%]{3,60} down)\b"
)
_ON_EXPORTS = re.compile(r" on (?:[\w’'-]+ ){1,3}exports\b")  # "a ban on palm oil exports"
_BY_NOUN = (
    (MeasureKind.EXPORT_CONTROL, is_control),
    (MeasureKind.SANCTION, is_sanction),
    (MeasureKind.FEE, is_fee),
    (MeasureKind.EXEMPTION, is_for_parcels),
    (MeasureKind.IMPORT_BAN, is_import_ban),
    (MeasureKind.QUOTA, is_quota),
)


def kind_of(text: str, rate: Rate, span: tuple[int, int], status: MeasureStatus) -> MeasureKind:
    """The kind of the measure whose words stand at `span`, by its own clause.

    A tariff that another answers is no answer itself ("answered the 10% tariff with one
    of 18%"), and what a deal leaves out is no part of it.
    """
    named = _by_noun(text, rate.noun) if rate.noun else None
    if named is not None:
        return named
    first, last = clause_of(text, rate)
    exempt = _EXEMPT.search(text, first, last)
    if (
        exempt
        and status is MeasureStatus.PAUSED
        and not _NOT_EXEMPT.search(text, max(first, exempt.start() - 24), exempt.start())
    ):
        return MeasureKind.EXEMPTION
    if _is_answer(text, rate, span, last):
        return MeasureKind.RETALIATION
    deal = _DEAL.search(text, first, last)
    if deal and not _DEAL_ONLY.search(text[max(first, deal.start() - 50) : deal.start()]):
        return MeasureKind.DEAL
    given = status is not MeasureStatus.THREATENED and _RETURN.search(text, *rate.near)
    lowers = is_free(text[slice(*span)]) or _LOWERS.search(text, first, span[1])
    return MeasureKind.DEAL if given and lowers else MeasureKind.TARIFF


def _is_answer(text: str, rate: Rate, span: tuple[int, int], last: int) -> bool:
    """Whether the words at `span`, whose clause ends at `last`, are an answer to a tariff."""
    start, end = span
    answered = _ANSWERED.search(text[max(rate.near[0], start - 60) : start])
    if answered is not None and not _WITH.search(answered.group()):
        return False
    if tariff_words().retaliation.search(text, max(rate.left, start - _ANSWER_REACH), end):
        return True
    lead = text[rate.sentence[0] : start]
    told = OPENING.match(lead) or _ANSWERS_WITH.search(lead) or _IN_ANSWER.match(text, end, last)
    return told is not None


def _by_noun(text: str, noun: tuple[int, int]) -> MeasureKind | None:
    """The kind that the noun of a measure names, if it names one."""
    named = next((kind for kind, is_so in _BY_NOUN if is_so(text[slice(*noun)])), None)
    of_exports = named is MeasureKind.IMPORT_BAN and _ON_EXPORTS.match(text, noun[1])
    return MeasureKind.EXPORT_CONTROL if of_exports else named
