"""Tells a rate from the one before it in the same words: "a 12% duty, up from 4%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlp.figures.amounts.finding import Amount
from nlp.measures.moving_verbs import AND_WAS_MOVED, GO, GOES, MOVED, WENT

_UP_FROM = re.compile(
    r"(?:^(?: (?:last|this) \w+| (?:on|in|by|as of) [A-Z][a-z]+\.?(?: [0-9]{1,2}\b)?"
    r"(?:,? 20[0-9]{2})?)?,? from"
    r"|(?:^|[, ])(?:instead of|rather than|not|against|compared with"
    r"|(?:up|down|raised|increased|doubled|lifted|cut|lowered|reduced|halved) from))"
    r" (?:(?:just|only|the|an?|its|their|today[’']s|current|currently|present|usual|existing|old"
    r"|combined|total|earlier|normal|ordinary|former|regular|threatened|planned|proposed"
    r"|announced|previous|original"
    r"|as (?:much|little|high|low) as|about|around|up to) )*$"
    r"|^[^.;:%]{0,90}?, which (?:had|previously|until now) (?:faced|paid|borne|attracted"
    r"|been (?:charged|taxed|subject to))(?: at)? (?:an? )?$"
    r"|^[^.;:%]{0,40}?, an? (?:rate|duty|levy|level|charge) (?:(?:that|which) )?[^,;:.%]{2,40}"
    r" (?:lowered|cut|raised|reduced|increased|doubled) from $"
    r"|^[^.;:%]{0,60}?, (?:having been|where (?:it|they) (?:used to|previously|had|until now)"
    r" (?:charged?|paid|pay|been|be|faced?))(?: at)? $"
    r"|^[^.;:%]{0,90}? (?:rose|climbed|went up|(?:was|has been|have been|were) (?:raised|increased"
    r"|doubled|lifted|cut|lowered|reduced)|fell|dropped|came down)(?: in \w+| on \w+)? from $"
    r"|^, (?!and\b|but\b|or\b)[^,;:.%]{3,70}, (?:up |down )?from $"  # "50%, a record, from 20%"
    r"|^, (?:but )?(?:was|had been)(?: at)? (?:only |just )?$"  # "now 50%, was 25%"
    r"|^[^.;:%]{0,60}?, (?:scrapp|dropp|ditch|abolish)ing (?:an?|the|its) $"
    r"|^[^.;:%]{0,80}?, replac(?:ing|es) (?:(?:an?|the|its) )?(?:[a-z-]+ ){0,3}?(?:of |at )?$"
)
_ITS = re.compile(r" (?:its|their|the|an?|[A-Z][\w.]*(?:’s|'s)) (?:[a-z]+ )?")
_CUT_TO = re.compile(  # "cut to zero its 8% tariff"
    r"\b(?:cut|lower|reduc|rais|increas|slash|trim|hik|lift|halv|doubl)\w* to (?:just |only )?$"
)
_TIMES = re.compile(  # "a tariff of 50% on steel, twice today's 25%"
    r"[^.;:%]{0,90}?(?:,| [-–—]|—) (?P<how>twice|double|triple|treble|half|three times"
    r")(?: of)? (?:(?:the|its|their|what is|today[’']s|now|current|present|existing|old"
    r"|previous|earlier|rate|level|of|a|at) )+"
)
_MULTIPLES = {"twice": 2, "double": 2, "triple": 3, "treble": 3, "three times": 3}
_ANOTHER = re.compile(  # what was only wished for, or is charged on something else
    r" (?:[a-z-]+ ){0,2}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|rates?)?"
    r" ?(?:on|for|(?:that|which) (?!(?:applied|applies|stood|stands|was|is|has)\b)|(?!until)[A-Z])"
)
_BESIDE = re.compile(r"(?:^|[, ])(?:against|compared with|rather than|not)\b[^,;]*$")
_OF_OTHERS = re.compile(r" (?:on|for) (?:the ones?|[A-Z]|(?!average|most|now|years|the|an?)[a-z])")
_NOT_PUT_ON = re.compile(  # "20% rather than the 30% that it had announced"
    r"(?:instead of|rather than|and not|, not) (?:(?:the|an?|originally|first) )*"
    r"(?:threatened|planned|proposed|announced|mooted|feared) (?:rate of )?$"
    r"|(?:instead of|rather than|not) (?:(?:rising|going|climbing|increasing|jumping|doubling|being"
    r" (?:raised|increased|doubled)|to rise|letting (?:it|them) (?:rise|go)) (?:up )?to )$"
)
_IN_PLACE = re.compile(r"\b(?:instead of|rather than) (?:the |an? )?$")
_MOVED_FROM = re.compile(r"\b(?:down|up) from (?:the |an? )?$")
_ONLY_MEANT = re.compile(
    r" (?:(?:duty|tariff|levy|rate) )?(?:(?:that|which) )?"
    r"(?:(?:it|they|he|she|(?:[A-Z]\w*\.? )*[A-Z]\w+|the [a-z]+) )?"
    r"(?:(?:had|was|were|has|have)(?: (?:been|first|earlier|initially|originally|once|to))* )?"
    r"(?:threatened|planned|proposed|announced|mooted|floated|feared|expected|meant|intended"
    r"|originally (?:sought|wanted))\b"
)
_FROM_BARE = re.compile(  # "to eight percent from 16"
    r",? (?:(?:up |down )?from|instead of|rather than|against) (?:the |an? )?(?P<was>[0-9]{1,3}"
    r"(?:\.[0-9]+)?)(?=[,;)”\"]|\.?$|\.\s| (?:before|previously|now|at present|until|when|as soon"
    r"|and|but|while|in [12A-Z]|at the (?:end|start|beginning)|on [A-Z]|last|this|next|today"
    r"|currently|under|for) ?)"
)
_ONCE = re.compile(
    r"\b(?:was|were|stood|had been|had stood|paid|faced|charged|once|previously|formerly|earlier"
    r"|used to (?:pay|face|bear|attract|stand|be(?: charged| taxed| subject to)?)"
    r"|(?:had|used to) (?:enter(?:ed)?|paid|faced|carried|attracted|borne"
    r"|(?:been let|be let|come) in(?:to)?)(?: [A-Z][\w.]+| the [a-z]+)?"
    r"|initially|originally)(?: (?:at|an?|still|about|only|as high as|up to|[0-9.]+)){0,3} $",
    re.I,
)
_NOW_SINCE = re.compile(
    r"(?:[^.;]|(?<=[A-Z])\.){0,80}?(?:[,;:–—(]|\band|\bbut)"
    r" (?:(?:and|but|it|they|is|are|has|have) ){0,3}(?:now|currently|today|at present)\b"
    r"(?: (?:it|they|is|are|stands?|pays?|faces?|charged|taxed|subject to|attracts?"
    r"|(?:dut|tarif|lev)\w+ of|at|an?|only|just|is at|no more than)){0,4} $"
    r"|, (?:has|have) (?:been|stood at) (?:only |just )?$",
    re.I,
)
_MOVED_TO = re.compile(  # "which had paid 4%, was moved to 11%"
    r"(?:(?: in| at| on)? [^,;:%]{2,30})?,? (?:and |but |when )?(?:(?:they|it) )?(?:was|were"
    r"|(?:has|have) been|is|are)(?: [a-z]+ly| now| then)? (?:moved|raised|lifted|put|increased"
    r"|taken|cut|lowered|reduced|brought|shifted|doubled|tripled|trebled|halved)(?: up| down)? to"
    r" (?:only |just )?$"
    r"| until [^,;:.%]{3,30}, (?:(?:is|are)(?: now| at)?|(?:now )?stands? at) $"
)
_THEN_MOVED = re.compile(  # "came into force on May 1 and was raised to 50%"
    rf"(?! (?:on|for|against) [^,;%]*\bbut\b)[^;:%]{{0,90}}? (?:took effect|(?:c[ao]me|went) into"
    rf" (?:force|effect)|(?:was|were) (?:imposed|introduced|put on|levied)|began|started)"
    rf"[^;:%]{{0,40}}?,? {AND_WAS_MOVED}$"
)
_FROM_THE = re.compile(  # "from the current 35% to 28%"
    r"\bfrom (?:the |an? |its |their |today[’']s )(?:current |present |existing |old |previous )?$"
)
_TO = re.compile(r"(?: (?:today|now))? to (?:just |only |about )?$")
_NOW_AT = re.compile(  # "raised tariffs on pork, already at 37%, to 72%"
    r", (?:already|now|currently|today|at present|still)(?: at| an?| charged| taxed(?: at)?)? $"
)
_ASIDE_TO = re.compile(r", to (?:only |just |about )?")
_TO_PAY = re.compile(  # "cars, which today pay 20%, will pay 50%"
    r"(?:[^.;:%]|(?<=[A-Z])\.){0,30}?,? (?:and )?(?:(?:they|it) )?"
    r"(?:will|would|are to|is to) (?:soon |now |then )?"
    r"(?:pay|face|be (?:charged|taxed)|attract)"
    r"(?: (?:at|an?|the|full|up to|of|with|as much as)){0,2} $"
)
_PAYS_NOW = re.compile(
    r"\b(?:now|today|currently|at present|still|already) (?:pays?|faces?|(?:is|are) (?:charged"
    r"|taxed)|attracts?)(?: (?:at|an?|just|only|with|about)){0,2} $"
    r"|\b(?:pays?|faces?) (?:now|today|currently) $"
)
_DUTY = r"(?:rates?|tariffs?|dut(?:y|ies)|lev(?:y|ies)|charges?|surcharges?|surtax(?:es)?|fees?)"
_IT = (
    r"(?:it|they|this|that|these|those"
    rf"|(?:the|that|this|those|these) (?:new |current |same )?{_DUTY})"
)
_WHEN = (  # "In May", "Two weeks later,"
    r"(?:(?:(?:on|in|by|from|since|as of|until|at|last|this|next|later|late in|early in)\b"
    r"[^,;:.%]{1,24}|(?:an?|one|two|three|four|five|six|ten|[0-9]+) (?:days?|weeks?|months?|years?)"
    r" (?:later|after that|on)|later|then|soon|now|today|since then),? )"
)
_RESUMED = re.compile(
    rf"[\s“\"]*(?:A[:.] )?(?:(?:But|And),? )?(?P<when>(?:If|Unless|Without"
    rf"|Should) [^;:.%]{{3,90}}, "
    rf"|{_WHEN}(?:[^,;:.%]{{3,40}}, )?)?(?:{_IT}"
    r" (?P<verb>(?:(?:is|are) (?:now |currently |today )?"
    r"|(?:now |currently |today )?(?:stands?|amounts? to) "
    r"|(?:will|would|(?:is|are) to) (?:then |soon )?(?:be (?:charged |taxed |set )?|reach "
    r"|come to )|reaches )"
    rf"|(?:was|were|(?:has|have)(?: since| now| later)? been) (?:later |then |since |soon )?{MOVED}"
    r"[^,;:.]{0,20}? to "
    rf"|(?:{WENT}|{GOES}|rise|fall|drop|come down"
    r"|(?:will|(?:is|are|was|were) (?:(?:set|due|scheduled|expected|supposed) )?to) "
    rf"(?:{GO}|be {MOVED}))[^,;:.]{{0,20}}? to )"
    r"|(?P<doer>it|they|he|she|(?-i:[A-Z])[\w.]+(?: (?-i:[A-Z])[\w.]+){0,3}"
    r"|the (?:(?!bank\b)[\w-]+ ){0,2}?(?!bank\b)[\w-]+)"
    r"(?: (?:will|would|said (?:it|they|he|she) would|is to|are to|is due to|plans? to|agreed to"
    r"|decided to|intends? to|has|have|had|later|then|since|soon|again|finally))* ?"
    r"(?P<moved>cut|lower(?:ed|s)?|reduc(?:es?|ed)|rais(?:es?|ed)|increas(?:es?|ed)|br(?:ings?"
    r"|ought)"
    rf"|lift(?:s|ed)?|hik(?:es?|ed)|doubl(?:es?|ed)|halv(?:es?|ed)|put|takes?|took) "
    rf"(?:(?:the|that|this|those) (?:[\w-]+ )?{_DUTY}|it|that|them)\b[^,;:.%]{{0,20}}? to )"
    r"(?:at |just |only |about |an? )*",
    re.I,
)
_ONCE_IT = re.compile(  # "The old rate was", "It was 10% until", "That compares with"
    rf"[\s“\"]*(?P<then>(?:Previously|Before(?: that)?|Until [^,;:.%]{{3,20}}|Earlier"
    rf"|Formerly),? )?"
    rf"(?:{_IT}|(?P<old>(?:the|its|their|that) (?:previous|old|earlier|former|prior) {_DUTY}))"
    r" (?:(?:was|were|stood)|(?P<past>had (?:been|stood)|used to be|compares? (?:with|to)"
    r"|(?:is|are) (?:up|down) from|replace[sd]?))(?: (?:at|just|only|an?|one of|rate of"
    r"|tariff of))* ",
    re.I,
)
_NO_MORE = re.compile(r" ?(?:%|per ?cent),? (?:until|before|previously|earlier|till|up to)\b")
_RANGING = re.compile(
    r"[\s“\"]*(?:It|They|These|Those|The (?:new |current )?(?:rates?|tariffs?|dut(?:y|ies)"
    r"|lev(?:y|ies)))(?:, [^,;.]{3,50},)? (?:now |currently )?(?:rang|var|run)\w* (?:from|between) "
)
_AT_PRESENT = re.compile(r"\b(?:now|currently|today)\b", re.I)
_NOW_BEHIND = re.compile(  # "It is 15% now", "It stands at 15%, down from 50%"
    r"[0-9.]+ ?(?:%|per ?cent)(?:,? (?:now|currently|today|at present)\b|, (?:up|down) from )"
)
_RANGE = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|span(?:s|ned|ning)?|runn?(?:s|ing)?)"
    r"(?: \w+){0,2} from (?:about |just |only |as low as )?$",
    re.I,
)
_TO_BE = re.compile(r"\b(?:will|would|to) (?:then |soon )?(?:be|reach|come)\b")
_COME_TO = ("to", "be", "charged", "taxed", "set", "reach", "reaches")
_REACH = 60


def with_earlier(text: str, kept: Sequence[Amount]) -> tuple[list[Amount], dict[int, Decimal]]:
    """The rates that are stated, and by where one starts the rate before it: of "a 12% duty,
    up from 4%" the second is no rate of its own, of "was 50% at first, now 20%" the first.
    """
    stated, earlier = list[Amount](), dict[int, Decimal]()
    for amount in kept:
        if stated and _was_only_meant(text, stated[-1], amount):
            continue
        if stated and _is_before(text, stated[-1], amount):
            earlier[stated[-1].start] = amount.value
        elif stated and _was_before(text, stated[-1], amount):
            earlier[amount.start] = stated.pop().value
            stated.append(amount)
        else:
            stated.append(amount)
        bare = _FROM_BARE.match(text, stated[-1].end)
        if bare is not None and not amount.moved:
            earlier.setdefault(stated[-1].start, Decimal(bare["was"]))
    return stated, earlier


def _is_before(text: str, stated: Amount, amount: Amount) -> bool:
    """Whether `amount` tells what was charged before `stated`: "12%, up from 4%", "50%, twice
    today's 25%".
    """
    gap = text[stated.end : amount.start]
    if _UP_FROM.search(gap):
        return _BESIDE.search(gap) is None or _OF_OTHERS.match(text, amount.end) is None
    if _ITS.fullmatch(gap) and _CUT_TO.search(text, max(0, stated.start - _REACH), stated.start):
        return True
    times = _TIMES.fullmatch(gap)
    if times is None or _ANOTHER.match(text, amount.end):
        return False
    many = _MULTIPLES.get(times["how"])
    exact = stated.value * 2 if many is None else stated.value / many
    return exact == amount.value


def _was_only_meant(text: str, stated: Amount, amount: Amount) -> bool:
    """Whether `amount` tells what was planned or threatened in place of `stated`."""
    gap = text[stated.end : amount.start]
    if _NOT_PUT_ON.search(gap):
        return True
    meant = _ONLY_MEANT.match(text, amount.end)
    if meant is None:
        return False
    feared = meant.group().endswith(("threatened", "feared", "floated"))
    return _IN_PLACE.search(gap) is not None or (feared and _MOVED_FROM.search(gap) is not None)


def _was_before(text: str, before: Amount, amount: Amount) -> bool:
    """Whether the words put `before` into the past and `amount` beside it into the present."""
    gap, lead = (before.end, amount.start), text[max(0, before.start - _REACH) : before.start]
    if _TO.fullmatch(text, *gap) and _FROM_THE.search(lead):
        return True
    if _ASIDE_TO.fullmatch(text, *gap) and _NOW_AT.search(lead):
        return True
    if _THEN_MOVED.fullmatch(text, *gap):
        return True
    if _NOW_SINCE.fullmatch(text, *gap) or _MOVED_TO.fullmatch(text, *gap):
        return _ONCE.search(text, max(0, before.start - _REACH), before.start) is not None
    if _TO_PAY.fullmatch(text, before.end, amount.start) is None:
        return False
    return _PAYS_NOW.search(text, max(0, before.start - _REACH), before.start) is not None


def highest(text: str, amount: Amount) -> Decimal | None:
    """The upper end of a range ("10 to 25 percent", "ranging from 10% to 41%"), else None."""
    if amount.upper is None or (amount.moved and not _is_range(text, amount)):
        return None
    return amount.upper if amount.upper > amount.value else None


def _is_range(text: str, amount: Amount) -> bool:
    return _RANGE.search(text, max(0, amount.start - _REACH), amount.start) is not None


def goes_on(text: str, sentence: int, start: int) -> bool:
    """Whether the sentence up to the rate at `start` says what became of the one before it:
    "It is now", "They were cut to".
    """
    told = _RESUMED.fullmatch(text, sentence, start)
    if told is None:
        return _RANGING.fullmatch(text, sentence, start) is not None
    now = _AT_PRESENT.search(told.group()) or _NOW_BEHIND.match(text, start)
    come = told["verb"] is not None and told["verb"].rstrip().endswith(_COME_TO)
    return bool(told["moved"] or come or now)


def tells_of_before(text: str, sentence: int, start: int) -> bool:
    """Whether the sentence up to the rate at `start` says what was charged before what was told:
    "The old rate was".
    """
    told = _ONCE_IT.fullmatch(text, sentence, start)
    if told is None:
        return False
    return bool(
        told["then"] or told["old"] or told["past"] or _NO_MORE.search(text, start, start + 24)
    )


def is_now(text: str, sentence: int, start: int) -> bool:
    """Whether the sentence up to the rate at `start` says what is charged today."""
    ranging = text.endswith(("to ", "from ", "between ", "reaches "), 0, start)
    to_come = _TO_BE.search(text, sentence, start)
    return goes_on(text, sentence, start) and not ranging and to_come is None


def is_of_once(text: str, sentence: int, start: int) -> bool:
    """Whether the rate at `start` is put into the past: "The duty was 25%"."""
    return _ONCE.search(text, max(sentence, start - _REACH), start) is not None
