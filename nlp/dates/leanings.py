"""Which way a date looks: to a day to come or to one gone by, by the words around it."""

from __future__ import annotations

import re

__all__ = ["way_of"]

_TO = (
    r"(?<!first )(?<!last )to(?=\s(?!(?:the|an?|his|her|its|their|this|that|people|parliament"
    r"|work|court|prison|power|staff|zero|about)\b)(?-i:[a-z]*[a-rt-z]|[a-z]*ss|focus)\b)"
)
_MAY = r"(?:may|might|must|can|should|could)(?! not\b|n[’']t\b| have\b| be (?:heard|seen)\b)"
_DOING = (
    r"(?:is|are) (?:meeting|visiting|travell?ing|holding|hosting|striking|playing|arriving|leaving"
    r"|returning|voting|flying|heading|launching|opening|closing|walking out)|turns(?= \d)"
    r"|(?:flies|fly|gathers?)(?= (?:to|home|in|at|back|for))"
)  # who is meeting on some day meets on one to come
_PAST = r"(?!hundred|indeed|exceed|proceed|succeed|speed|breed|shed)[a-z]{3,}ed"
_VERB = re.compile(
    rf"\b(?:(?P<ahead>will|would|shall|(?:is|are) to(?=\s(?!blame\b)[a-z])|{_TO}|{_DOING}"
    r"|takes?|begins?|starts?|runs(?= (?:from|to|till|through)\b)|ends?|expires?|goes|kicks?|meets?"
    r"|steps?(?= (?:down|aside))|retires?|lapses?"
    r"|(?<!the )(?<!\ba )(?<!\bno )(?<![’']s )(?:votes?|plans?)|opens?|closes?|resumes?|reconvenes?"
    r"|(?<!the )(?<!\ba )(?<![’']s )(?<!his )(?<!her )(?<!their )(?<!its )"
    r"(?:plays?|hosts?|visits?|returns?|travels?|departs?|arrives?|reports|publishes|releases"
    r"|unveils|announces|holds|marks|convenes)"
    r"|(?:go|heads?)(?= to the polls)|chooses?|elects?|(?<=\bis )forecast|(?<=\bare )forecast"
    r"|(?:continues|concludes|airs)(?= (?:on|next|this|at|tomorrow)\b)"
    r"|reopens?|falls due|deadline|planned|expects?|expected|scheduled|slated|due|hopes?|hoped"
    rf"|(?-i:{_MAY})|[’']ll)"
    r"|(?<!\bbe )(?<!\bis )(?<!\bare )(?P<behind>said|told|wrote|were|was|had|has|have|met"
    r"|began|took|fell|rose|went|came|left|held|made|gave|struck|won|lost|grew|shrank|hit|cut"
    r"|fled|sent|kept|broke"
    r"|brought|became|bought|sold|spoke|found|shot|led|paid|ran|saw|got|flew|stood|drove|swept"
    rf"|threw|sank|chose|spent|(?-i:{_PAST})))\b",
    re.IGNORECASE,
)
_FIRMLY_AHEAD = re.compile(
    r"\b(?:by|until|before|next|starting|beginning|effective|due|scheduled|(?:set|slated|planned"
    r"|scheduled|expected) for|as (?:early|soon|late) as|(?:no|not) (?:later|earlier) than"
    r"|(?:postponed|delayed|moved|pushed(?: back)?|put off|deferred|adjourned|rescheduled|shifted)"
    r" (?:to|till)|(?:is|are|comes?|falls))\s+(?:on\s+|for\s+|in\s+|at\s+)?$",
    re.IGNORECASE,
)
_IS_DUE = re.compile(r"\b(?:is|are) (?:due|scheduled|expected|slated) (?:on|in|for|at) $")
_BY = re.compile(r"\bby $", re.IGNORECASE)
_MUST_BY = re.compile(
    r"\b(?:must|will|shall|(?:has|have|is|are|needs?) to)\b[^,;:.]* (?:by|before|until) $"
)
_CALLED_FOR = re.compile(  # "called a strike for Monday"
    r"\b(?:call(?:s|ed|ing)?|schedul(?:e|es|ed|ing)|plan(?:s|ned|ning)?|an?|the) (?:\w+ ){0,2}"
    r"(?:strikes?|walkouts?|protests?|rall(?:y|ies)|marches|march|meetings?|talks|elections?|votes?"
    r"|hearings?|sessions?|summit|launch|referendum|sittings?|demonstrations?) for $"
)
_TERM = re.compile(r"\b(?:months?|quarter|half|year) (?:to|ended|ending) (?:the )?$")
_CLAUSE = re.compile(r"[,;:.!?“”\"—]")
_SENTENCE_END = re.compile(r"[.!?;“”\n]")
_OF_PLANS = frozenset(
    {"said", "told", "wrote", "announced", "agreed", "ordered", "approved", "unveiled"}
    | {"proposed", "threatened", "signed", "decided", "vowed", "pledged", "promised", "confirmed"}
    | {"proclaimed", "warned", "has", "have", "had"}
)  # what they tell of may be to come
_ON_IT = re.compile(  # "proposed in February", but "said on May 3 all would close"
    r"(?<!\bsaid) (?:back )?(?:in|on)(?: (?:early|late|mid))? ?$"
)
_WAS = re.compile(r"\b(?:was|were|been) $")  # and what was approved in December is done
_DONE = frozenset(
    {"had", "got", "gave", "took", "tried", "managed", "failed", "helped", "refused", "began"}
    | {"met", "went", "came", "gathered", "used", "flew", "travelled", "traveled", "returned"}
)  # what somebody did in order to do another thing was done with it
_ONWARDS = re.compile(r"\b(?:from|to|till|through|for|as of)\s+$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:(?:shortly|just|soon|minutes|hours) before )?"
    r"(?:\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|midnight|noon|midday|dawn|dusk|the close)"
    r"(?: (?:Eastern|Pacific|Central|Mountain|local|GMT|BST|[A-Z]{1,2}T|[A-Z]{2,3}T|UTC))?"
    r"(?: time)? ?"
    r"(?=(?:on )?$)",
    re.IGNORECASE,
)
_UNSURE = frozenset({"to", "plan", "plans", "planned", "expects", "expected", "hoped", "deadline"})
_SURELY = frozenset(
    {"will", "shall", "expires", "begins", "ends", "opens", "resumes", "lapses"}
    | {"reconvenes", "reopens", "retires", "steps"}
)  # what they tell of is to come, however long ago such a month was
_IS_THEN = re.compile(r", [^.;:,]{2,60}? (?:is|are|pays?|faces?|costs?|needs?|has to|have to) ")
_SINCE = re.compile(r"\bsince (?:(?:just |shortly |long |well )?(?:before|after) )?$", re.I)
_OWNED = re.compile(r"[’']s?\s+\w+")  # "Tuesday's vote": no verb
_FIRST_WORDS = re.compile(r"(?:^|[.!?”\"\n])\s*(?:[\w’']+\s){0,3}$")
_VERB_BACK = 110  # characters before a date in which its clause's verb stands
_VERB_ON = 60  # and behind it, where it opens the clause


def way_of(text: str, start: int, end: int) -> str:
    """ "ahead" where the words around the date `text[start:end]` look to a day to come ("by
    Friday", "will meet on Friday") and "surely" where they can tell of no other, "behind"
    where they tell of one gone by; "" where they do not say.
    """
    lead = _CLOCK.sub("", text[max(0, start - _VERB_BACK) : start])
    if _SINCE.search(lead):
        return "behind"
    if _TERM.search(lead):
        return ""
    then = lead.endswith("From ") and _IS_THEN.match(text, end)  # "From Friday, tea is taxed"
    if then or _FIRMLY_AHEAD.search(lead) or _CALLED_FOR.search(lead):
        done = _BY.search(lead) and _way_on(lead, text[end : end + _VERB_ON]) == "behind"
        surely = _IS_DUE.search(lead) or _MUST_BY.search(lead)
        return "behind" if done else "surely" if surely else "ahead"  # "By noon it was out"
    verbs = list(_VERB.finditer(_CLAUSE.split(lead)[-1]))
    last = verbs[-1] if verbs else None
    if len(verbs) > 1 and last and last.group().lower() == "to":
        done = verbs[-2].group().lower() in _DONE  # "had a chance to speak Tuesday"
        last = verbs[-2] if done else last
    if last is None:
        return _way_on(lead, text[end : end + _VERB_ON])
    looking = (last.group("ahead") or "").lower()
    if looking:
        return "surely" if looking in _SURELY else "ahead"
    passive = last.start() > 3 and _WAS.search(last.string, 0, last.start())
    happened = passive or _ON_IT.match(last.string, last.end())
    plans = not happened and last.group().lower() in _OF_PLANS and last is verbs[-1]
    return "" if plans or _ONWARDS.search(lead) else "behind"


def _way_on(lead: str, tail: str) -> str:
    """The way of a date before its clause's verb ("On Friday they will meet")."""
    owned = _OWNED.match(tail)
    rest = tail[owned.end() :] if owned else tail.removeprefix(",")
    verb = _VERB.search(_SENTENCE_END.split(rest)[0])
    if verb is None or verb.group().lower() in _OF_PLANS:
        return ""
    looking = (verb.group("ahead") or "").lower()
    if looking:
        return "" if looking in _UNSURE else "ahead"
    return "behind" if _FIRST_WORDS.search(lead) else ""
