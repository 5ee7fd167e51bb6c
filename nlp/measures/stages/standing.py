"""Tells that a duty stands by words that settle it, whatever else its clause says."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate
from nlp.measures.stages.decided import HEDGE
from nlp.measures.stages.undone import still_stands

_HAS_DONE = re.compile(  # "duties of 45% on lumber have closed four mills"
    r" on [^,;:.%]{2,60}? (?:have|has) (?!(?:been|not|yet|to|never)\b)"
    r"(?:[a-z]+ed|hit|cut|hurt|cost|made|led"
    r"|sent|driven|forced|put|shut)\b"
)
_WOULD_STAY = re.compile(  # "Peru's 12% duty on corn, in place for decades, would stay"
    r"[^,;:.]{0,160}?(?:(?:, [a-z -]{2,30}){1,5},? and [^,;:.%]{2,60}?|, [^,;:.%]{2,60},|,)?"
    r" (?:would|will) (?:stay|remain|be kept|continue|stand"
    r"|not (?:change|be (?:changed|touched|lifted|lowered|cut|raised|affected)))\b",
    re.I,
)
_SAID_BEHIND = re.compile(  # "is under review", "will be discussed", "were left untouched"
    r"[^,;:.%]{0,60}? (?:is|are|was|were|remains?|has been|have been) (?:now |still )?"
    r"(?:under|up for) review\b"
    r"|[^,;:.%]{0,60}? (?:will|(?:is|are) (?:(?:due|set|expected) )?to) be (?:reviewed|examined"
    r"|re-?assessed|discussed|reconsidered)\b"
    r"|[^,;:.%]{0,80}? (?:(?:has|have) )?replaced (?:the|its|an?|earlier|existing|older)\b"
    r"|[^,;:.%]{0,60}? (?:is|are|was|were|remains?|stays?|were left)"
    r" (?:untouched|unaffected|unchanged"
    r"|not (?:affected|touched|changed|covered|at issue|part of))\b"
    r"|[^,;:.%]{0,80}? (?:does|do|did)(?: not|n[o’']t) (?:change|move)\b"
)
_MATCHED = re.compile(
    r"\b(?:(?:match|answer|counter|protest|challenge|denounce|criticiz|criticis|condemn|oppose"
    r"|respond to|retaliate (?:for|against)|(?:in|an?|its|their)"
    r" (?:[a-z]+ )?(?:answer|response|reply|retaliation|riposte) (?:to|for))"
    r"(?:e?[sd]|ing)? "
    r"(?:[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:’s|'s)|(?:the )?[A-Z][\w.]+)"
    r"|(?:answer|match|counter|respond to|retaliate (?:for|against))(?:e?[sd]|ing)? the"
    r"|(?:respond|retaliat|hit back|struck back)\w* (?:to|at|for|against) (?:an?|the)"
    r"(?: (?:earlier|existing|new|recent))? [A-Z][\w.]*)"
    r"(?: (?!with\b|by\b)\w+){0,2}? (?:of |up to )?$"
)
_HAS_FACED = re.compile(  # "from the 10% Brazil has faced since April"
    r" (?:(?:that|which) )?(?:(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?|it|he|she|they"
    r"|the [a-z]+(?: [a-z]+)?)"
    r" (?:(?:has|have) (?:faced|paid|borne|charged|applied|put|imposed|levied|placed|slapped)"
    r"|(?:put|imposed|levied|placed|slapped|introduced|left in place))\b"
    r"(?![^;:%]{0,90}\b(?:suspend|paus|lift|scrapp|dropp|later|then|expire|lapse|struck))"
)
_UNDONE = re.compile(r"\b(?:suspend|paus|halt|fr[eo]+z|postpon|delay|defer|block|struck|void)\w*")
_THEIRS = r"(?:its|their|his|her|[A-Z][\w.]+(?:’s|'s))"
_WHICH_IS = re.compile(  # "will drop its duty on cheese, which goes up to 8%"
    r"\b(?:lift|drop|scrap|abolish|remov|cut|lower|reduc|eliminat|waiv|suspend|end|eas|trim|slash)"
    rf"[a-z]*\b(?: all| most)?(?: of)? {_THEIRS} (?!planned|proposed|threatened)(?:[\w-]+ ){{0,3}}?"
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b[^,;:.%]{0,60}, (?:which|now|currently)"
    r" (?:is|are|now|goe?s? up to|reach(?:es)?|stands? at|runs? (?:to|at)|can reach)"
    r"(?: (?:at|as high as|up to|from|between|now|currently|about))* "
    r"(?:[0-9.]+(?: ?(?:%|per ?cent))? (?:and|to) )?$"
)
_PAYS_AND_WILL = re.compile(
    r"(?:(?! (?:from|on|as of|if|once|when|until|unless) )[^,;:.%]){0,60}?"
    r",? (?:and|but) (?:will|would|could|may|might|is|are|was|has|hopes|wants)\b"
)
_PAYS = re.compile(
    r"\b(?<!to )(?<!will )(?<!would )(?:pays?|faces?|bears?|charges?|levies|takes)"
    r"(?: (?:an?|the|up to|only|just|about))* $"
)
_WHEN_OR_IF = re.compile(
    r"\b(?:[Ff]rom|[Oo]n|[Oo]nce|[Ii]f|[Ww]hen|[Uu]nless|[Ww]ill|to|[Uu]nder|[Aa]s of)\b"
)
_ON_TOP_OF = re.compile(  # "comes on top of a basic duty of 25% on cells and 40% on modules"
    r"\b(?:on top of|in addition to|over and above|(?:stacked on|added to)(?: top of)?)"
    r" (?:an?|the|its|their|those|existing|older|earlier|ordinary|regular|normal)"
    r" (?!planned|proposed|threatened|announced|new)[^,;:.%]*$"
)
_IN_ITS_PLACE = re.compile(  # "replaced its 10% duty on figs with a 12% one"
    r"\breplac(?:ed|es) [^;:.]{3,80} (?:with|by) (?:an?|one of|duties of|tariffs of)(?: [a-z]+)? $"
)
_SAID_TO_COME = re.compile(r"[^,;:.%]{0,60}? (?:announced|threatened|planned|proposed)\b")
_MEANT = re.compile(
    r"\b(?:(?:propos|plan|threat|announc|mull|consider|letter|new|higher)\w*|will|would|could|may"
    r"|might|if|unless)\b"
)
_WOULD_BE_HIT = re.compile(  # "Laos, at 40%, would suffer most", but "would gain if they fell"
    r"[^;:]*?\b(?:will|would|could|may|might)\b(?![^;:]*\b(?:winners?|gain|benefit|profit)\b)"
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
    # or somebody decides what becomes of it
    r"|\bwhether to (?:confirm|keep|extend|renew|prolong|maintain|lift|scrap|drop|remove|lower|cut"
    r"|raise|end|retain) (?:the|its|their) (?:[\w-]+ ){0,3}(?:of )?(?:up to )?$"
    # or a ruling that does not affect it
    r"|(?:\b(?:does|do|did|will|would|is|are) not|(?:does|do|did|wo|would|is|are)n[’']t)"
    r" (?:(?:affect|touch|cover|concern|reach)(?:ing)?|(?:extend|apply)(?:ing)? to)"
    r" (?:the|an?|its|their|[A-Z][\w.]*(?:’s|'s)) (?:[\w-]+ ){0,3}(?:of )?$"
)
_YEARS_AGO = re.compile(r"[^,;:.%]{0,60}? (?:last year|in 20[0-9]{2}|[a-z]+ years ago)\b")
_ONLY_THESE = re.compile(  # "beef no longer pays the 40% tariff on Brazilian goods": others do
    r"\bno longer (?:bears?|pays?|faces?|(?:(?:is|are) |be )?(?:subject to|charged|covered by))"
    r" (?:the|its) (?:[\w.’'-]+ )?$"
)
_REPLACING = re.compile(  # "came into force on May 1, replacing provisional duties of 21%"
    r"\breplac(?:ing|es|ed) (?:(?:an?|the|its|their) )?(?:[a-z-]+ )?"
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?) of (?:up to )?$"
)
_TO_COME = re.compile(
    r"\b(?:will|would|could|may|might|(?:plan|propos)\w*|set to|due to"
    r"|is to|(?:announc|approv|adopt|unveil|order)\w* (?:an?|new|more|another))\b"
)
_MOVING_TO = re.compile(
    r", (?:fall|drop|declin|ris|climb|go|increas|decreas|step)ing (?:up |down )?to [^;:]{0,90}$"
)
_BEGINS_ONCE = re.compile(  # "takes effect once parliament ratifies the deal"
    r"[^,;:.%]{0,80}? (?:begins?|starts?|(?:takes?|comes? into) (?:effect|force)|kicks? in"
    r"|appl(?:y|ies)) (?:only )?(?:once|when|after|as soon as|if) "
)
_LATER_YEAR = re.compile(
    r",? (?:in|from|after) (?:(?:the|its) (?:second|third|fourth|fifth|next|following|final|last)\b"
    r"|(?:two|three|four|five|[2-9]) years)"
)
_GOES_ON_CHARGING = re.compile(
    r"\b(?:go(?:es)? on|keeps?|kept|continues? to) (?:charg|tax|levy|collect|pay|fac|appl)"
    r"(?:e|ing|y|ying)?\b[^;:.%]{0,40}$"
)
_SUFFERED = re.compile(  # "will help mills hit by the 25% tariff"
    r"(?<!be )(?<!being )\b(?:(?:hurt|hit|squeezed|battered|crippled|hammered|stung)"
    r"(?: hard| badly)? by|(?:soften|cushion|offset)[a-z]* (?:the (?:blow|pain|impact) of)?)"
    r" (?:an?|the|[A-Z][\w.]+(?:’s|'s))"
    r" (?:(?!planned|threatened|proposed|looming|possible|potential)[a-z]+ )?$"
)
_NOT_BEGUN = re.compile(
    r"[^;:.%]{0,80}? (?:(?:is|are|was|were)(?: still)?(?: not|n[’']t) (?:yet )?"
    r"(?:in (?:force|effect|place)|effective)"
    r"|(?:has|have)(?: still)?(?: not|n[’']t| yet to) (?:yet )?(?:start(?:ed)?|begun|begin"
    r"|tak(?:en|e) effect|(?:com|gon|go)e? in(?:to)? (?:force|effect)|kick(?:ed)? in))\b"
)
_AWAITS = re.compile(  # "Peru's 12% duty on rice awaits the president's signature"
    r"(?:(?! (?:and|but|that|which|who|whose|while|as) )[^,;:.%]){0,60}? (?:(?:still )?"
    r"(?:awaits?|hinges? on|depends? on) (?![0-9])|(?:is|are) (?:still )?(?:awaiting|pending"
    r"|subject to (?:[a-z’'-]+ ){0,3}(?:approval|vote|consent|ratification|signature))\b"
    r"|(?:has|have) (?:yet|still) to be (?:gazetted|published|signed|approved|ratified|adopted"
    r"|passed|implemented|enforced|enacted|put in(?:to)? (?:place|force))\b)"
)


def _is_suffered(text: str, rate: Rate) -> bool:
    """Whether somebody has been hit by it, whatever else will be done for him."""
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.end
    return _SUFFERED.search(text, rate.near[0], first) is not None


def stands(text: str, rate: Rate, clause: tuple[int, int]) -> bool:
    """Whether the words around the rate, in its clause, tell of it as of one that is charged."""
    start, end = clause
    lead, noun = text[start : rate.start], max(rate.end, rate.noun[1] if rate.noun else 0)
    stays = _WOULD_STAY.match(text, rate.end, end)
    sure = not HEDGE.search(text, start, end)
    to_come = _TO_COME.search(lead)  # "will put a 10% duty on figs that will stay"
    judged = _JUDGED.search(lead) is not None
    before = text[rate.near[0] : rate.start]
    on_top = _ON_TOP_OF.search(before) and not _SAID_TO_COME.match(text, rate.end, end)
    older = _DECISION.search(lead) and _YEARS_AGO.match(text, rate.end, end)
    others = _ONLY_THESE.search(lead) and text.startswith(" on ", noun)
    return bool(
        still_stands(lead)
        or (stays and sure and not to_come)
        or older
        or others
        or judged
        or _HAS_DONE.match(text, rate.end, end)
        or _SAID_BEHIND.match(text, rate.end, end)
        or on_top
        or _IN_ITS_PLACE.search(text, start, rate.start)
        or _pays_now(text, rate, lead)
        or _is_apposed(text, rate, lead)
        or _MATCHED.search(before)
        or _is_suffered(text, rate)
        or _GOES_ON_CHARGING.search(lead)
        or (_HAS_FACED.match(text, noun, end) and not _UNDONE.search(lead))
        or _COMES_AFTER.search(text, start, rate.start)
    )


def _pays_now(text: str, rate: Rate, lead: str) -> bool:
    """Whether somebody pays it and, in the same breath, will do something else."""
    pays = _PAYS.search(lead) is not None and _WHEN_OR_IF.search(lead) is None
    return pays and _PAYS_AND_WILL.match(text, rate.end, rate.near[1]) is not None


def _is_apposed(text: str, rate: Rate, lead: str) -> bool:
    """Whether it only tells whose rate is meant: "Laos, at 40%, is left where it was"."""
    apposed = lead.endswith(", at ") and text.startswith(",", rate.end)
    hit = _WOULD_BE_HIT.match(text, rate.end, rate.near[1]) is not None
    return apposed and not hit and _MEANT.search(text, rate.near[0], rate.start) is None


def is_told_aside(text: str, rate: Rate) -> bool:
    """Whether an aside says which rate somebody has now on what will be changed."""
    return _WHICH_IS.search(text[rate.sentence[0] : rate.start]) is not None


def is_replaced(text: str, rate: Rate) -> bool:
    """Whether another duty has taken the place of this one."""
    taken = rate.before is None and _REPLACING.search(text, rate.near[0], rate.start)
    return bool(taken) and _TO_COME.search(text, *rate.near) is None


def comes_later(text: str, rate: Rate) -> bool:
    """Whether a duty that is put on comes to this rate in a later year, or once something is."""
    if _BEGINS_ONCE.match(text, rate.end, rate.near[1]) or has_not_begun(text, rate):
        return True
    moving = _MOVING_TO.search(text, rate.near[0], rate.start)
    return moving is not None and _LATER_YEAR.match(text, rate.end) is not None


def has_not_begun(text: str, rate: Rate) -> bool:
    """Whether the words behind a rate say that it is not charged yet: "is not yet in force"."""
    return any(one.match(text, rate.end, rate.near[1]) for one in (_NOT_BEGUN, _AWAITS))
