"""Finds what is done to a tariff without a rate: doubled, suspended, struck down, kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.amounts import Tokens
from nlp.measure_rates import Rate, unrated
from nlp.tariff_words import tariff_words

_ACTS = (
    r"doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|halv(?:e|es|ed|ing)"
    r"|suspend(?:s|ed|ing)?|paus(?:e|es|ed|ing)|postpon(?:e|es|ed|ing)|delay(?:s|ed|ing)?"
    r"|struck down|strik(?:e|es|ing) down|threw out|throw(?:s|n|ing)? out|void(?:s|ed|ing)?"
    r"|overturn(?:s|ed|ing)?|invalidat(?:e|es|ed|ing)|quash(?:es|ed|ing)?|annul(?:s|led|ling)?"
    r"|rescind(?:s|ed|ing)?|repeal(?:s|ed|ing)?|scrapp(?:ed|ing)|lift(?:s|ed|ing)"
    r"|abolish(?:es|ed|ing)|eliminat(?:es|ed|ing)|(?:dropp|remov|end|waiv|withdr)(?:ed|ew|ing)"
)
_BEFORE = re.compile(rf"\b(?:{_ACTS})\b(?P<between>(?: [\w.’'-]+){{0,4}}) $", re.I)
_BEHIND = re.compile(
    rf"(?P<between>[^,;:.]{{0,90}}?) (?:is|are|was|were|be|been|being)(?: \w+)? (?:{_ACTS})\b"
    rf"|(?P<kept>[^,;:.]{{0,90}}?) (?:remains?|stays?)(?:ed)? in (?:place|force|effect)\b"
    rf"|(?P<over>[^,;:.]{{0,90}}?) (?:expired?|lapsed?)\b",
    re.I,
)
_WISHED = re.compile(
    r"\b(?:want(?:s|ed)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|demand(?:s|ed)?"
    r"|hop(?:e|es|ed|ing)|ask(?:s|ed)?|seek(?:s|ing)?|not|no|never|whether|if|unless|could|might|may|would|offer\w*"
    r"|refus\w+|declin\w+|reject\w+|fail\w+|unable|decides? not"
    r"|challeng\w+|to scrap)\b",
    re.I,
)
_BREAK = re.compile(r"\b(?:and|that|said|while|but|says)\b", re.I)
_SAME_SUBJECT = re.compile(r" (?:but|and)$")  # "… were due on Monday but were paused"
_REACH = 64


def find_acts(tokens: Tokens) -> Iterator[tuple[Rate, bool]]:
    """The tariffs of `doc` that no rate stands beside, in text order, as rates without a
    value; True where the words say what was done to them, False for mere mentions.
    """
    text = tokens.text
    for span in tokens.doc.sents:
        sentence = (span.start_char, span.end_char)
        for match in tariff_words().noun.finditer(text, *sentence):
            yield unrated(match.span(), sentence), _acted_on(text, match, sentence)


def _acted_on(text: str, noun: re.Match[str], sentence: tuple[int, int]) -> bool:
    """Whether something definite is done to the tariff here, and not only wished for."""
    start = max(sentence[0], noun.start() - _REACH)
    before = _BEFORE.search(text, start, noun.start())
    if before and not _BREAK.search(before.group("between")):
        return not _WISHED.search(text, max(sentence[0], before.start() - 40), before.start())
    behind = _BEHIND.match(text, noun.end(), sentence[1])
    if behind is None:
        return False
    between = next((words for words in behind.groups() if words is not None), "")
    between = _SAME_SUBJECT.sub("", between)
    return not _WISHED.search(behind.group()) and not _BREAK.search(between)
