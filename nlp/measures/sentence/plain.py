"""Blanks out of a text what would be taken for the status or the dates of a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.measures.kinds.bans import is_deed
from nlp.measures.kinds.curbs import is_for_parcels
from nlp.measures.parties.ultimatums import OR_FACE
from nlp.measures.rates.finding import Rate
from nlp.tariff_words import tariff_words

_NO_HEAD = re.compile(  # what is said on a day of tariffs starts none of them
    r"[0-9] ?(?:%|per ?cent)|[“”\"]|\b(?:sp(?:oke|eaking)|talk|ask|complain|argu|wr(?:ote|iting)"
    r"|met|call|warn|explain|answer|question)\w*\b|\bsaid\b(?!$)"
)
_PUT = (
    r"(?:imposed|introduced|announced|levied|proposed|planned|drafted|adopted|charged|collected"
    r"|threatened|promised|trailed|unveiled|published|approved|agreed|signed|ordered|brought in"
    r"|put|lifted|dropped|scrapped|(?:re)?instated|restored|revived|doubled|tripled|raised"
    r"|increased|lowered|reduced|halved|slashed)"
)
_HELD = r"(?:suspended|paused|fro[sz]en?|shelved|delayed|postponed|waived)"
_NO_RETURN = r"(?! (?:will|would|comes?|returns?|(?:is|are) (?:to|due|set|expected|about))\b)"
_PREDICATE = (
    r"(?= (?:expire|lapse|end|appl|run|remain|stay|last|beg[aiu]n|start|kick|enter|rise|fall"
    r"|go|went|rose|fell|climbed|jumped|dropped|cover|cost|stand|affect|hit"
    r"|will|would|is|are|was|were|has|have|had|takes?|took|came|comes?|may|might|could|must"
    r"|should|does|do|did)\w*\b)"
)
_RELATIVE = re.compile(
    r"[^,;:—]{0,90}?(?:(?P<aside>, (?:which|that|first|(?:(?:once|originally|only|again) )?"
    rf"(?:{_PUT}|in (?:place|force|effect) since|(?:due|set|meant|supposed) (?:to|in|on|for)))"
    r" [^;:—]{2,90}?,)"
    # what was held back and is to come back is held back until then
    rf"|(?P<held>, {_HELD} [^;:—]{{2,90}}?,){_NO_RETURN}"
    rf"|(?P<that> (?:that|which) (?:it|they|(?:the )?[A-Z][\w.]+(?: [\w.]+){{0,2}}?) (?:ha[ds] )?"
    rf"{_HELD}(?: [^,;:—%]{{2,50}}?)?){_NO_RETURN}){_PREDICATE}"
)

_WHICH = re.compile(r", (?:which|that) (?:was|were|had|stood) [^;:—]{2,80}?,(?= )")
_WHERE = re.compile(r", where [^,;:—%]{2,80}?,(?= )")
_IF_FROM = re.compile(
    r",? (?:if|when|where|provided) (?:they|it|the goods|these) [a-z ]{2,20}? (?:from|in) "
)
_OF_WHOM = re.compile(  # which countries are hit, and no condition
    r"\b(?:countr(?:y|ies)|nations?|states|economies|partners|exporters|producers|suppliers"
    r"|everyone|anyone|those|all)"
    r"(?P<which> (?:(?:that|which|who) (?:(?:do|does|did|has|have|had|ha[sd]n[’']t|haven[’']t) )"
    r"|without |with (?:no |which |whom )|lacking |still without )"
    r"[^,;:.%]{0,30}?\b(?:deals?|agreements?|pacts?|accords?|treat(?:y|ies))\b)"
)
_MANNER = re.compile(  # how it is put on, and no condition
    r"\bwithout (?:warning|notice|delay|debate|explanation|consult\w+|ceremony|fanfare|a vote)\b"
)
_CUT_GOODS = re.compile(r"\bcut(?= (?:flowers|roses|tulips|diamonds|stones?|glass)\b)")
_LIFTED_TO = re.compile(  # raised, and not ended
    r"\blift(?:s|ed|ing)\b(?= [^,;:.%]{2,70}?(?<! up) to [0-9][0-9.,]* [a-z])"
)
_WHICH_FEARED = re.compile(
    r", which (?:had|has|have|was|were)(?: been)? (?:threatened|faced|feared|expected|warned)"
    r"[^,;:]{2,60}?,(?= )"
)
_DECISION = re.compile(r"\b(?:decision|move)\b[^,;:.]{0,30}? to [a-z]+ [^,;:.]{0,30}$", re.I)
_MODAL = re.compile(r" (?:could|would|may|might|will|should|can)\b")
_ANOTHERS = re.compile(r", which [^,;:—%]{2,80}?, ")
_AGAINST = re.compile(
    r"[^.;:%]{0,80}?, replac(?:ing|es) [^,;]{2,80}"
    r"| from (?:an?|the) (?:threatened|planned|proposed|announced|original) [0-9.]+ ?(?:%|percent)"
    r"|, (?:against|compared with|up from|down from|instead of|rather than|having been"
    r"|where (?:it|they) (?:used|previously|had)) [^,;]{2,80}"
)
_FROM_THREAT = re.compile(  # "a 19% tariff for Peru, down from the 32% it had threatened"
    r"[^.;:,%]{0,50}, (?:down|up) from (?:the |an? )?[0-9.]+ ?(?:%|per ?cent) [^,;.%]{0,30}?"
    r"(?:threatened|planned|proposed|announced|floated)\b"
)
_GOES_AT_LAST = re.compile(  # "cut it to 30%, to go on falling until it is abolished in 2029"
    r",? (?:until|till|before) (?:(?:it|they|the [a-z]+) (?:is|are) (?:[a-z]+ly )?(?:abolished"
    r"|scrapped|phased out|eliminated|removed)|(?:scrapping|abolishing|eliminating|removing)"
    r" (?:it|them))\b[^,;:.%]{0,30}"
)
_TODAY = re.compile(r" today(?=[,;)])")
_DAY = r"(?P<day>(?:since|from|dating from) (?:[A-Z][a-z]+\.? ?)?(?:[0-9]{1,4})?(?:, [0-9]{4})?)"
_SINCE = re.compile(rf"(?: [a-z-]+){{0,3}}? {_DAY}(?=,? (?:and|but|plus)\b|,)")
_SINCE_THEN = re.compile(
    rf"\b{_DAY}(?=(?:,|,? (?:and|but|plus)) [^%;.]{{0,40}}?[0-9.]+ ?(?:%|per))"
)
_A_DUTY_FROM = re.compile(
    rf"\ban? (?P<rate>[0-9][0-9.]*) ?(?:%|percent|per cent) (?:[a-z-]+ ){{1,3}}?{_DAY}"
)


def head_of(text: str, rate: Rate) -> str:
    """What a sentence says before the colon behind which it lists its rates: "Peru will put on
    new duties from May 1: 14% on ropes"; else nothing.
    """
    colon = text.rfind(": ", rate.sentence[0], rate.start)
    head = text[rate.sentence[0] : colon] if colon >= 0 else ""
    lists = tariff_words().noun.search(head) and not _NO_HEAD.search(head)
    return head if lists and text.find(". ", colon, rate.start) < 0 else ""


def aside_of(text: str, rate: Rate) -> tuple[int, int] | None:
    """Where the relative clause stands that parts a rate from the verb of its sentence: "The
    levy of 20%, which took effect in June, expires in October".
    """
    found = _RELATIVE.match(text, max(rate.end, rate.noun[1] if rate.noun else 0), rate.near[1])
    return found.span(found.lastgroup or 0) if found else None


def plain(text: str, rate: Rate) -> str:
    """The text with the same places, without that clause and without a noun that is itself a
    word of status ("de minimis exemption").
    """
    text = _renamed(text, rate)
    for first, last in _said_of_others(text, rate):
        text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
    aside = aside_of(text, rate)
    if aside is None:
        return text
    first, last = aside
    return f"{text[:first]}{' ' * (last - first)}{text[last:]}"


def _renamed(text: str, rate: Rate) -> str:
    """The text with another word of the same length for a noun that tells of a status."""
    if rate.noun is not None and is_for_parcels(text[slice(*rate.noun)]):
        first, last = rate.noun
        text = f"{text[:first]}{'rule'.ljust(last - first, '-')}{text[last:]}"
    elif rate.noun is not None and is_deed(text[slice(*rate.noun)]):
        first, last = rate.noun  # "suspended imports": the ban is no pause
        long = last - first
        text = f"{text[:first]}{'banned'.ljust(long, '-')[:long]}{text[last:]}"
    return text


def _said_of_others(text: str, rate: Rate) -> Iterator[tuple[int, int]]:
    """Where words stand that tell of another measure, or of the rate before."""
    found = (
        # as in "the tariff on cars, which was zero until 2023, went up to 18%"
        _WHICH.search(text, rate.noun[1], rate.start) if rate.noun else None,
        # as in "or 15% if they come from Japan": no condition
        _IF_FROM.match(text, rate.end),
        # as in "Lesotho, which had been threatened with 50%, was hit with 15%"
        _WHICH_FEARED.search(text, rate.near[0], rate.start),
        # as in "The duty, which took effect in May, answers the 17% that"
        None if rate.noun else _ANOTHERS.search(text, rate.near[0], rate.start),
        # as in "India, where the firm opened last year, was hit"
        _WHERE.search(text, rate.near[0], rate.start),
        # as in "the duty, 13% today, will rise": no day
        _TODAY.match(text, rate.end),
        # what is told of the rate before
        _AGAINST.match(text, rate.end) if rate.before is not None else None,
        _FROM_THREAT.match(text, rate.end),
        # what is told of its end, long after the step
        _GOES_AT_LAST.search(text, rate.end, rate.near[1]) if rate.before is not None else None,
    )
    yield from (match.span() for match in found if match is not None)
    yield from (one.span("which") for one in _OF_WHOM.finditer(text, *rate.near))
    yield from (one.span() for one in _MANNER.finditer(text, *rate.near))
    yield from (one.span() for one in _CUT_GOODS.finditer(text, *rate.near))
    yield from (one.span() for one in _LIFTED_TO.finditer(text, *rate.near))
    yield from _days_of_others(text, rate)
    if threat := OR_FACE.search(text, rate.near[0], rate.start):
        yield rate.near[0], threat.start()  # "to scrap its tax by Friday or face 20%"
    decided = _DECISION.search(text, max(rate.near[0], rate.start - 80), rate.start)
    what_of_it = _MODAL.search(text, rate.end, rate.right) if decided else None
    if what_of_it is not None:  # "its decision to put a 20% duty on figs could not have come"
        yield what_of_it.start(), rate.near[1]


def _days_of_others(text: str, rate: Rate) -> Iterator[tuple[int, int]]:
    """Where days stand that are of another rate in the same list: "50% on steel, 25% since 2018
    and a 10% baseline", "a 20% tariff and a 25% duty from 2018".
    """
    if rate.left > rate.sentence[0]:
        behind = _SINCE.match(text, rate.left, rate.start)
        if behind is not None:
            yield behind.span("day")
    if rate.right < rate.sentence[1]:
        for match in _SINCE_THEN.finditer(text, rate.right, rate.near[1]):
            yield match.span("day")
        own = _A_DUTY_FROM.search(text, max(rate.end, rate.right - 8), rate.near[1])
        if own is not None and own.start("rate") >= rate.right:
            yield own.span("day")
