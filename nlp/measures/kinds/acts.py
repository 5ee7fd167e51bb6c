"""Finds what is done to a tariff without a rate: doubled, suspended, struck down, kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.rates.finding import Rate, unrated
from nlp.tariff_words import tariff_words

_ACTS = (
    r"doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|halv(?:e|es|ed|ing)"
    r"|suspend(?:s|ed|ing)?|block(?:s|ed|ing)|paus(?:e|es|ed|ing)|postpon(?:e|es|ed|ing)|delay(?:s|ed|ing)?"
    r"|struck down|strik(?:e|es|ing) down|threw out|throw(?:s|n|ing)? out|void(?:s|ed|ing)?"
    r"|overturn(?:s|ed|ing)?|invalidat(?:e|es|ed|ing)|quash(?:es|ed|ing)?|annul(?:s|led|ling)?"
    r"|rescind(?:s|ed|ing)?|repeal(?:s|ed|ing)?|scrapp(?:ed|ing)|lift(?:s|ed|ing)"
    r"|abolish(?:es|ed|ing)|eliminat(?:es|ed|ing)|(?:dropp|remov|end|waiv|withdr)(?:ed|ew|ing)"
)
_BEFORE = re.compile(rf"\b(?:{_ACTS})\b(?P<between>(?: [\w.’'-]+){{0,4}}) $", re.I)
_BEHIND = re.compile(
    rf"(?P<between>[^,;:.]{{0,90}}?) (?:is|are|was|were|be|been|being)(?: \w+)? (?:{_ACTS})\b"
    rf"|(?P<kept>[^,;:.]{{0,90}}?) (?:remains?|stays?)(?:ed)? in (?:place|force|effect)\b"
    r"|(?P<held>[^,;:.]{0,60}?) (?:is|are|was|were) (?:illegal|unlawful|invalid)\b"
    rf"|(?P<over>[^,;:.]{{0,90}}?) (?:expired?|lapsed?)\b",
    re.I,
)
_RULED = re.compile(
    r"\b(?:courts?|judges?|panel|tribunal)\b[^;:]{0,60}? (?:ruled|found|declared|held|decided)\b"
    r"(?:[^;:.]|(?<=[A-Z])\.){0,80}$"
)
_UNLAWFUL = re.compile(
    r"[^,;:.]{0,60}? (?:is|are|was|were) (?:illegal|unlawful|unconstitutional|invalid)\b"
)
_WISHED = re.compile(
    r"\b(?:want(?:s|ed)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|demand(?:s|ed)?"
    r"|hop(?:e|es|ed|ing)|ask(?:s|ed)?|seek(?:s|ing)?|not|no|never|whether|if|unless|could|might"
    r"|may|would|offer\w*"
    r"|refus\w+|declin\w+|reject\w+|fail\w+|unable|decides? not"
    r"|challeng\w+|to scrap)\b",
    re.I,
)
_BREAK = re.compile(r"\b(?:and|that|said|while|but|says|not|never)\b|n[’']t\b", re.I)
_SAME_SUBJECT = re.compile(r" (?:but|and)$")  # "… were due on Monday but were paused"
_PUT_ON = (
    r"impos(?:e|es|ed|ing)|slapp?(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|announc(?:e|es|ed|ing)"
    r"|unveil(?:s|ed|ing)?|lev(?:y|ies|ied|ying)|adopt(?:s|ed|ing)?|put(?:s|ting)?"
    r"|plac(?:e|es|ed|ing)|set(?:s|ting)?(?! to\b)"
    r"|br(?:ing|ings|ought|inging) in|charg(?:e|es|ed|ing)|collect(?:s|ed|ing)?"
    r"|threaten(?:s|ed|ing)?|propos(?:e|es|ed|ing)"
    r"|recommend(?:s|ed|ing)?|agree[sd]?|weigh(?:s|ed|ing)?|consider(?:s|ed|ing)?|plan(?:s|ned"
    r"|ning)?|prepar(?:e|es|ed"
    r"|ing)|approv(?:e|es|ed|ing)"
    r"|reimpos(?:e|es|ed|ing)|reintroduc(?:e|es|ed|ing)|reinstat(?:e|es|ed|ing)|restor(?:e|es|ed"
    r"|ing)"
    r"|rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|hik(?:e|es|ed|ing)|lower(?:s|ed|ing)?"
    r"|reduc(?:e|es|ed|ing)|cut(?:s|ting)?|slash(?:es|ed|ing)?|eas(?:e|es|ed|ing)"
    r"|upheld|upholds?|kept|keeps?|maintain(?:s|ed)|retain(?:s|ed)|extend(?:s|ed|ing)?|renew(?:s"
    r"|ed|ing)?|clos(?:e|es|ed|ing)|tighten(?:s|ed|ing)?"
    r"|(?:retaliat|respond|answer|hit back|struck back|strik(?:es|ing) back|follow)\w*"
    r"(?: on \w+day| last \w+| this \w+)? with|widen(?:s|ed|ing)?|expand(?:s|ed|ing)?"
    r"|lifts?|scraps?|waives?|suspends?|repeals?|rescinds?|remov(?:e|es)|drops?|ends?"
    r"|abolish(?:es)?|eliminates?"
    r"|withdraws?"
)
_BEFORE_PUT = re.compile(
    rf"\b(?P<verb>{_PUT_ON}|{_ACTS})\b(?P<between>(?: [\w.’'$€£-]+){{0,4}}) $", re.I
)
_BEHIND_PUT = re.compile(
    rf"(?P<between>[^,;:.]{{0,90}}?) (?:is|are|was|were|be|been|being)(?: \w+)?"
    rf" (?:{_PUT_ON}|{_ACTS})\b"
    r"|(?P<aside>[^,;:.]{0,90}?), (?:announced|imposed|introduced|unveiled|effective"
    r"|in (?:force|effect|place))\b"
    r"|(?P<over>[^,;:.]{0,90}?) (?:expire[sd]?|lapse[sd]?|ended|ran out)\b"
    r"|(?P<dates>[^,;:.]{0,90}?),? (?:which |that )?(?:dates?|goes back) (?:from|to|back to) "
    r"|(?P<starts>[^,;:.]{0,90}?) (?:t(?:ook|akes?) effect|(?:c[ao]mes?|goes?|went) into"
    r" (?:force|effect)|kick(?:s|ed)? in|(?:will |would )?(?:start|begin|apply|remain|stay)s?)\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:want|urg|demand|ask|call|hop|seek|sought|lobb|press|challeng|reject|refus|declin)\w*\b",
    re.I,
)
_DOING = re.compile(
    r"(?:\b(?:by|after|since|is|are|was|were|been|prepar\w*|start(?:s|ed)|began|begins"
    r"|consider(?:s|ed|ing)?"
    r"|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|discuss(?:es|ed|ing)?)(?: (?:also|now|\w+ly))?|,) $",
    re.I,
)
_TO_DO = re.compile(
    r"\b(?:threat\w*|vow\w*|pledg\w*|promis\w*|plan\w*|agree\w*|decid\w*|decision|set|due|about"
    r"|poised|prepar\w*|intend\w*|going|expected|likely|order\w*|mov(?:es|ed|ing)|vot(?:es|ed)"
    r"|began|begins?|start(?:s|ed)|is|are|continu\w*|propos\w*|bid|move)(?: \w+){0,2} to $",
    re.I,
)
_DOES = re.compile(
    r"\b(?:to|will|would|could|can|may|might|shall|should|must|and|they|we|you) $", re.I
)
_IF_THE = re.compile(r"\b(?:if|unless|once|until) (?:the|its|their|that) (?:\w+ ){0,2}$", re.I)
_MIGHT = re.compile(r"\b(?:would|could|might|may|can) (?:[a-z]+ )?$")
_ENDING = re.compile(
    r"(?:lift|scrap|waive|suspend|pause|postpone|delay|repeal|rescind|remove|drop|end|abolish"
    r"|eliminate|withdraw|lower|reduce|cut|slash|ease|halve)",
    re.I,
)
_IF = re.compile(r"\b(?:if|unless|provided|as long as|in exchange|in return)\b")
_REACH = 64


def find_acts(tokens: Tokens) -> Iterator[tuple[Rate, bool]]:
    """The tariffs of `doc` that no rate stands beside, in text order, as rates without a
    value; True where the words say what was done to them, False for mere mentions.
    """
    text = tokens.text
    for sentence in tokens.sentences:
        for match in tariff_words().noun.finditer(text, *sentence):
            if text.endswith("average ", 0, match.start()):
                continue
            one, acted = unrated(match.span(), sentence), _acted_on(text, match, sentence)
            put = not acted and is_put(text, match, sentence)
            put = put and not is_wished(text, match, sentence)
            yield (replace(one, put=True), True) if put else (one, acted)


def is_put(text: str, noun: re.Match[str], sentence: tuple[int, int]) -> bool:
    """Whether the words tell that somebody puts the measure on, moves or ends it."""
    start = max(sentence[0], noun.start() - _REACH)
    if _IF_THE.search(text, start, noun.start()):
        return False
    before = _BEFORE_PUT.search(text, start, noun.start())
    if before is not None and _would_end_if(text, before, sentence):
        return False
    if before is not None:
        lead = text[max(sentence[0], before.start() - 40) : before.start()]
        return not _BREAK.search(before.group("between")) and _is_deed(before, lead)
    behind = _BEHIND_PUT.match(text, noun.end(), sentence[1])
    between = next((words for words in behind.groups() if words is not None), "") if behind else ""
    return behind is not None and not _BREAK.search(between)


def _would_end_if(text: str, verb: re.Match[str], sentence: tuple[int, int]) -> bool:
    """Whether it would only be ended on a condition: "would suspend its tariffs if Peru did"."""
    offered = _MIGHT.search(text, max(sentence[0], verb.start() - 20), verb.start())
    ends = _ENDING.fullmatch(verb["verb"]) is not None
    return bool(offered and ends and _IF.search(text, verb.end(), sentence[1]))


def _is_deed(verb: re.Match[str], lead: str) -> bool:
    """Whether somebody does it, will or may: not "fine with imposing", "reasons to impose"."""
    if verb["verb"].lower() == "lower" and not _DOES.search(lead):
        return False  # "wins a lower car tariff"
    if verb["verb"].lower().endswith("ing"):
        return _DOING.search(lead) is not None
    return not lead.endswith("to ") or _TO_DO.search(lead) is not None


def is_wished(text: str, noun: re.Match[str], sentence: tuple[int, int]) -> bool:
    """Whether the words before only tell of somebody's wish or refusal."""
    return _ASKED.search(text, max(sentence[0], noun.start() - 90), noun.start()) is not None


def _acted_on(text: str, noun: re.Match[str], sentence: tuple[int, int]) -> bool:
    """Whether something definite is done to the tariff here, and not only wished for."""
    start = max(sentence[0], noun.start() - _REACH)
    if _UNLAWFUL.match(text, noun.end(), sentence[1]):
        return _RULED.search(text, max(sentence[0], noun.start() - 160), noun.start()) is not None
    before = _BEFORE.search(text, start, noun.start())
    if before and not _BREAK.search(before.group("between")):
        return not _WISHED.search(text, max(sentence[0], before.start() - 40), before.start())
    behind = _BEHIND.match(text, noun.end(), sentence[1])
    if behind is None:
        return False
    between = next((words for words in behind.groups() if words is not None), "")
    between = _SAME_SUBJECT.sub("", between)
    return not _WISHED.search(behind.group()) and not _BREAK.search(between)
