"""Tells percentages of other matters (interest, prices, pay, votes) from rates of duty."""

from __future__ import annotations

import re

from nlp.figures.amounts.finding import Amount
from nlp.tariff_words import tariff_words

_TAX = (
    r"(?:sales|consumption|value[- ]added|corporat\w+|income|payroll|property|excise|fuel|carbon"
    r"|wealth|windfall|capital gains|profits?|inheritance|turnover|digital|services?|land"
    r"|tourist|hotel|sugar|fat|meals?) tax(?:es)?\b"
)
_OF_MONEY = (
    r"(?:policy|key|benchmark|interest|lending|deposit|repo|cash|discount|overnight|bank|base"
    r"|mortgage|savings?|exchange|jobless|unemployment|inflation|growth|vacancy|tax|funds) rates?\b"
)
_OTHER = (
    r"(?:dis|de|stag)?inflation\w*|consumer[- ]prices?|house prices?|cost of living|mortgages?"
    r"|interest|yields?|bonds?|gilts?|treasur(?:y|ies) yields?|central bank\w*|\w*[Bb]ankers?"
    r"|(?-i:Bank of|Fed|ECB|GDP|VAT|CPI)|monetary|gross domestic|growth"
    r"|economy(?! minist| secretar)"
    r"|wages?|salar(?:y|ies)|payrolls?|earnings|(?<!to )(?<!will )pay"
    r" (?:rise|deal|award|packet|was|is|were|rose|grew|increased|growth|climbed)\w*"
    r"|jobless\w*|unemployment|turnout|ballots?|polls?|polled|polling|pollsters?|approval"
    r"|majority|(?:won|win|of the) votes?|votes? cast|vote share|seats|constituenc\w+"
    r"|odds|probability|likelihood|chances?|investors?|traders (?:see|put|give)"
    r"|shares?|stocks?|index|indices|equities|futures|market cap\w*|stakes?|dividends?|profits?"
    r"|margins?|revenues?|receipts|turnover|arrears|rents?|deficit|surplus|debt|borrowing"
    r"|budget|subsid(?:y|ies)|savings?|saving|spending|probab\w+|output|capacity|population"
    r"|half of the firms|respondents|surveyed|quarter[- ]point|basis points"
    rf"|excise|{_TAX}|{_OF_MONEY}"
)
_ALIEN = re.compile(rf"\b(?:{_OTHER})\b", re.I)
_POLICY = re.compile(  # "the central bank to lower its rate by 50 basis points, to 4 percent"
    r"\b(?:central bank|basis points|rate[- ]setters?|policymakers|monetary policy|Fed|ECB)\b"
    r"(?:(?!tariff|dut(?:y|ies)|lev(?:y|ies)|customs)[^;:]){0,140}$"
)
_BORDER = re.compile(
    r"[,;:()—](?![0-9])|\b(?:and|but|while|whereas|where|which|who|though|although|as|after)\b"
)
_CHARGED = re.compile(
    r"\b(?:pays?|paid|paying|fac(?:e|es|ed|ing)|(?:is|are|was|were|be|been) (?:taxed|charged)"
    r"|charges?"
    r"|levies|tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax\w*|surcharges?)\b",
    re.I,
)
_REACH = 110


def is_alien(text: str, sentence: tuple[int, int], amount: Amount) -> bool:
    """Whether a percentage is of something else than a duty: the words beside it say so and
    none beside it names a tariff, or its sentence does and nobody pays or faces it.
    """
    start, end = _beside(text, sentence, amount)
    alien = _ALIEN.search(text, start, end)
    if alien is not None:
        return tariff_words().noun.search(text, start, end) is None
    if _CHARGED.search(text, start, end):
        return False
    if _POLICY.search(text, sentence[0], amount.start):
        return True
    first, last = max(sentence[0], amount.start - 300), min(sentence[1], amount.end + 300)
    return (
        tariff_words().noun.search(text, first, last) is None
        and _ALIEN.search(text, first, last) is not None
    )


def speaks_of_others(text: str) -> bool:
    """Whether a text names prices, pay, votes or the like."""
    return _ALIEN.search(text) is not None


def _beside(text: str, sentence: tuple[int, int], amount: Amount) -> tuple[int, int]:
    """The words around the percentage, up to what parts clauses and the members of lists."""
    start, end = max(sentence[0], amount.start - _REACH), min(sentence[1], amount.end + _REACH)
    for match in _BORDER.finditer(text, start, end):
        if match.end() <= amount.start:
            start = match.end()
        elif match.start() >= amount.end:
            end = match.start()
            break
    return start, end
