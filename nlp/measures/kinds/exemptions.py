"""Reads exemptions from a duty: whom one spares and how far along it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.analysis import MeasureKind, MeasureStatus
from nlp.figures.amounts.finding import Tokens
from nlp.measures.day_names import DAY
from nlp.measures.rates.charged import charges_imports
from nlp.measures.rates.clauses import clause_of
from nlp.measures.rates.finding import Rate, unrated
from nlp.measures.stages.decided import HEDGE
from nlp.tariff_words import tariff_words

_FROM_THE = (
    r"(?:(?:the|its|their|this|that|these|those|any|all|an?|[A-Z][\w.]*(?:’s|'s)|[A-Z][a-z]+n)"
    r" (?:[a-z-]+ ){0,2}|(?:[a-z]+ )?(?:dut(?:y|ies)|tariffs)\b)"
)
_WHO = (
    r"(?:\A|(?<=[a-z0-9)”\"%][.!?:] )|(?<=\bsaid )|(?<=\bthat )"
    r"|(?<=, )|(?<=; )|(?<=\band )|(?<=\bbut )|(?<=\bwhile )|(?<=\bthough ))"
    r"(?P<who>(?![^,;:.%]{0,40}\b(?:said|says|announced) )(?!(?:that|which|but|and|though|while) )"
    r"(?:[^,;:.%]|(?<=[A-Z])\.|, (?=[A-Za-z ]{3,30}(?:,| and )))"
)
_BE = (
    r" (?:(?:will|would|is|are|was|were|has|have|remains?|remained|stays?|may|might|could|to)"
    r"(?: also| still| now| be| been| so far| to)*)"
)
_EXEMPTION = r"(?:an?|its|full|partial) (?:[a-z-]+ )?exemptions?"
_SPARED = re.compile(  # "Uruguay, which also makes wine, would be exempt from the tariff"
    rf"{_WHO}{{2,70}}?)(?:, (?:which|who) [^,;:]{{2,60}},)?(?:{_BE} (?:exempt(?:ed)?|spared"
    r"|excluded|shielded|protected) from|"
    rf"{_BE} (?:granted|given|offered) {_EXEMPTION} from|"
    rf"{_BE} (?:freed|relieved|rid) of|{_BE} (?:spared|let off)"
    r"| (?:is|are|was|were|will|would|do|does|need) (?P<out>not )(?:be |have to )?"
    r"(?:covered by|subject to|affected by|hit by|bear|pay|face|carry|attract|incur)"
    r"| (?:no longer|(?:do|does|wo)n[’']t) (?:bear|pay|face|carry|attract|incur)s?"
    r"| (?:stays?|remains?) outside)"
    rf" (?={_FROM_THE})"
)
_ALONE = re.compile(  # "Orange juice is exempt."
    rf"{_WHO}{{2,70}}?)(?:, (?:which|who) [^,;:]{{2,60}},)?"
    r" (?:(?:will|is|are|remains?|stays?|to)(?: also| still| be| to)*)"
    r" (?P<word>exempt(?:ed)?|spared|let off|excluded|left out|carved out)"
    r"(?=[.;]|\s*$| from (?:it|them)\b"
    r"| from (?:the|its|their|this|these|those) (?:[A-Za-z-]+ ){0,2}(?:measures?|regime"
    r"|rules|scheme|order|package|safeguards?)\b(?! (?:of|on|that)\b)"
    r"|, (?:as|but|and|though|while|however|too)\b| (?:for now|too|as well|altogether"
    r"|entirely|under|because|as long as|until|for [0-9a-z]+ (?:days|weeks|months|years))\b)"
)
_DOES_SPARE = re.compile(  # "It spared Chilean foil"
    r"(?:\b(?:and|It|They|government|ministry) )(?:(?:it|also|has|have) )*"
    r"(?P<word>exempt(?:s|ed|ing)|spar(?:ed|ing)) (?P<who>[^,;:.%]{2,60}?)(?=[.;]|\s*$)"
)
_TRADERS = re.compile(r" from |\b(?:makers|producers|exporters|growers|mills|suppliers|sellers)\b")
_WHAT = r"(?:[^,;:.%]|, (?=[a-z][a-z ]{2,30}(?:,| and ))){2,70})(?=[.,;]|\s*$)"
_LEAVES_OUT = re.compile(  # "…, sparing copper", "its tariff does not apply to copper"
    r"(?:(?<=, )(?P<word>exempting|sparing|excluding|leaving out|with (?:an )?exemptions? for)"
    r"|(?<=, but )(?P<but>exempts?|exempted|spare[sd])) (?!(?:from|the|it|itself|an?)\b)(?P<who>"
    + _WHAT
    + "|"
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?)(?: (?:of|on) [^,;:.]{2,40}?)?"
    r" (?P<not>(?:do|does|will|would) not|(?:do|does|wo|would)n[’']t) (?:apply to|cover|include"
    r"|extend to) (?P<whom>" + _WHAT
)
_SPARES = re.compile(  # "Brussels exempted Turkish tiles from the duties"
    r"(?P<lead>(?:\b(?:not|never|n[’']t|to) (?:[a-z]+ )?)?)"
    r"\b(?:exempt(?:s|ed|ing)?|spar(?:es|ed|ing)"
    r"|exclud(?:es|ed|ing)|let(?:s|ting)? off|(?P<gives>grant(?:s|ed|ing)?|gave|giv(?:es|ing)))"
    rf" (?!from\b)(?P<who>[^;:.%]{{2,70}}?)(?(gives) {_EXEMPTION}) from (?={_FROM_THE})"
)
_NO_GOODS = re.compile(  # who is spared otherwise, or is not said here
    r"\b(?:services|holders|owners|members|contracts|it|they|he|she|we|who|which|others?|those"
    r"|these|this|that|both|none|all|some|many|nobody"
    r"|people|workers|families|households|staff|civilians|children|women|men|passengers|tourists"
    r"|travell?ers|students|residents|investors|shareholders|shares|stocks|buyers|shoppers"
    r"|consumers|pensioners|patients|farmers|firms|companies|banks|hospitals|villages?|life|lives"
    r"|jobs?|importers|his|her"
    r"|my|our|their|its|for (?-i:[A-Z])[\w.]*"
    r"|[Tt]he (?:[a-z]+ )?(?:company|firm|group|bank|industry|sector|city|region))\b",
    re.I,
)
_RATED = re.compile(
    r"(?:(?:the|its|their|this|an?|[A-Z][\w.]*(?:’s|'s)?) )?(?:[a-z-]+ ){0,2}"
    r"(?P<rate>[0-9][0-9.]* ?(?:%|per ?cent))"
)
_TO_RATE = re.compile(r"(?:(?:the|its|their|this|an?|[A-Z][\w.]*(?:’s|'s)?) )?(?:[a-z-]+ ){0,2}")
_ITS_OWN = re.compile(r" (?:on|that|which)\b")
_SPARED_THEN = re.compile(  # "exempted foil from its 10% tariff on metals last week"
    r" on (?:(?! that | which )[^,;:.%]){2,60}?(?= (?:on|in|last|this|since|from|until) (?:the "
    r"|early |late |mid-)?"
    rf"(?:{DAY}|[0-9]|week|month|year|spring|summer|autumn|winter|next|end)\b)"
)
_REACH = 60  # from "from" to the duty
_GRANTED = re.compile(r"\bexemptions?(?: for [^;:.%]{2,80}?)? from (?:[\w.’'-]+ ){1,4}$")
_WAIVER = re.compile(  # "extended its waiver of the 11% duty"
    r"(?:\b(?:(?P<longer>extend|prolong|renew|stretch|lengthen|restor|grant)|(?P<over>end|scrap"
    r"|drop"
    r"|withdr[ae]w|remov|revok|cancel|abolish))(?:e?s|p?ed|l?ed|ing)? )?"
    r"(?:\b(?:the|its|their|an?|[A-Z][\w.]*(?:’s|'s)) (?:[a-z-]+ ){0,2})?(?:waivers?|exemptions?)"
    r" (?:of|from) (?:[\w.’'-]+ ){0,3}$"
)
_PERCENT = re.compile(r"%|per ?cent\b", re.I)
_OPEN = re.compile(r"\b(?:wants?|asks?|asked|seeks?|urged?|hopes?|demand\w*|lobb\w+)\b", re.I)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|is to|are to|plans? to|agreed to|[’']ll|to exempt)\b", re.I
)


def find_exempted(tokens: Tokens, *, in_context: bool) -> Iterator[tuple[Rate, bool]]:
    """The duties of a passage from which its sentences spare somebody, in text order, each as
    stated: where they name the duty, or the passage or (`in_context`) the article has told of one.
    """
    text = tokens.text
    named = tariff_words().noun.search(text)
    first = named.start() if named else len(text)
    charged = in_context or charges_imports(text)
    for sentence in tokens.sentences:
        percent = _PERCENT.search(text, *sentence) is not None
        for spared in _spared(text, *sentence):
            last = min(sentence[1], spared.end() + _REACH)
            noun = tariff_words().noun.search(text, spared.end(), last)
            rated = _RATED.match(text, spared.end(), last)
            if noun is not None and rated and _is_told_apart(text, spared, noun.end()):
                start = min(rated.start("rate"), noun.start())
                yield _beside(text, unrated((start, noun.end()), sentence)), True
            elif noun is not None and not percent:
                yield unrated(noun.span(), sentence), True
        for word, who in _alone(text, *sentence):
            told = charged or first < word[0]
            if told and not _NO_GOODS.search(text[slice(*who)]):
                yield replace(unrated(word, sentence), noun=None), True


def _alone(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the words between two places spare somebody without naming the duty: where the word
    for it stands, and who is spared.
    """
    for alone in _ALONE.finditer(text, start, end):
        if " not " not in alone.group():
            yield alone.span("word"), alone.span("who")
    for out in _LEAVES_OUT.finditer(text, start, end):
        word = next(name for name in ("word", "but", "not") if out[name])
        yield out.span(word), out.span("who" if out["who"] else "whom")
    for sparing in _DOES_SPARE.finditer(text, start, end):
        if not _TRADERS.search(sparing["who"]):
            yield sparing.span("word"), sparing.span("who")


def _is_freed(spared: re.Match[str]) -> bool:
    """Whether a duty ends for somebody: "were freed of their 30% tariff"."""
    return spared.group().endswith(" of ")


def _is_told_apart(text: str, spared: re.Match[str], end: int) -> bool:
    """Whether a duty whose words end at `end` is told beside who is spared it: "is exempt from the
    10% tariff", "exempted tin from the 10% tariff on metals", but not "exempted tin from its 5%".
    """
    if spared.re is _SPARES:
        return _ITS_OWN.match(text, end) is not None
    return not _is_freed(spared)


def _beside(text: str, rate: Rate) -> Rate:
    """An exemption without what is told of the duty itself: "that it has charged since May"."""
    end = rate.end
    if not _ITS_OWN.match(text, end):
        return rate
    return replace(rate, near=(rate.near[0], end), right=min(rate.right, end))


def beside_exempted(text: str, rate: Rate) -> Rate | None:
    """A rate without the words for whom it spares ("exempt from the 19% tariff on Malaysian
    goods"); None where nothing is told of it but that.
    """
    first = max(rate.sentence[0], rate.start - 2 * _REACH)
    for spared in _spared(text, rate.sentence[0], rate.start):
        rated = _RATED.match(text, spared.end()) if spared.end() >= first else None
        if rated is None or rated.start("rate") != rate.start or rate.noun is None:
            continue
        if not _is_told_apart(text, spared, rate.noun[1]):
            continue
        if rate.noun[0] < rate.end or not _ITS_OWN.match(text, rate.noun[1]):
            return None
        start, when = spared.end(), _SPARED_THEN.match(text, rate.noun[1])
        end = when.end() if when else max(rate.near[1], rate.end)
        return replace(rate, left=max(rate.left, start), near=(start, end))
    return rate


def _spared(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where the words between two places say that somebody is spared, or spares others."""
    for one in _SPARED.finditer(text, start, end):
        if one.group().count(" not ") == (one["out"] is not None):
            yield one
    yield from (one for one in _SPARES.finditer(text, start, end) if not one["lead"])


def spared_by(rate: Rate, text: str) -> tuple[int, int] | None:
    """Where the words stand for whoever is spared the duty of `rate`."""
    if rate.noun is None:
        alone = _alone(text, *rate.near) if rate.value is None else ()
        return next((who for word, who in alone if word[0] == rate.start), None)
    found = list(_spared(text, rate.near[0], rate.noun[1]))
    found = [one for one in found if one.end() <= rate.noun[0]]
    near = found and rate.noun[0] - found[-1].end() < _REACH
    return found[-1].span("who") if near else None


def _is_spared_its(rate: Rate, text: str) -> bool:
    """Whether the rate is that of a duty of which somebody is freed: "exempted tin from its 5%"."""
    found = [one for one in _SPARES.finditer(text, rate.near[0], rate.start) if not one["lead"]]
    return bool(found) and _TO_RATE.fullmatch(text, found[-1].end(), rate.start) is not None


def without_value(rate: Rate) -> Rate:
    """The rate of a duty that is spared, as that of an exemption: none."""
    return replace(rate, value=None, before=None, most=None)


def status_of_exemption(
    text: str, rate: Rate, kind: MeasureKind, status: MeasureStatus
) -> MeasureStatus | None:
    """How far along an exemption is, by its verb: wished for, to come or made; None where the
    measure of this kind and status is none, or a duty with its rate is paused.
    """
    first, last = clause_of(text, rate)
    words = text[first:last]
    waiver = _WAIVER.search(text, first, rate.start)
    if waiver and (waiver["over"] or status is MeasureStatus.EXPIRED):
        return MeasureStatus.EXPIRED
    if waiver and waiver["longer"] and not HEDGE.search(words):
        return MeasureStatus.ANNOUNCED if _TO_COME.search(words) else MeasureStatus.IN_FORCE
    made = "exempt" in words if rate.value is None else _GRANTED.search(text, first, rate.start)
    freed = status is not MeasureStatus.PAUSED and rate.noun is not None
    spared = freed and _is_spared_its(rate, text)
    if spared or (rate.value is None and spared_by(rate, text) is not None):
        words = text[slice(*rate.near)]
    elif not made or kind is not MeasureKind.EXEMPTION or status is not MeasureStatus.PAUSED:
        return None
    if HEDGE.search(words) or _OPEN.search(words):
        return MeasureStatus.THREATENED
    return MeasureStatus.ANNOUNCED if _TO_COME.search(words) else MeasureStatus.IN_FORCE
