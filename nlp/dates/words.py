"""The words that name a day, a week, a month or a vaguer time, as one pattern.

Each kind of words has a pattern of its own; its named groups begin with the kind's short
name and are what `nlp.dates.reckoning` works on. Of two kinds that fit at one place the first
in this list is taken.
"""

from __future__ import annotations

import re

from nlp.dates.holidays import LONE, NAMES
from nlp.dates.spans import DAYS, MONTHS, MORE_NUMBERS, NUMBERS, ORDINALS, SEASONS, TENS

WEEKDAYS = "|".join(DAYS)
_NAMES = "|".join(name for row in MONTHS for name in row)
_DOT = "(?:" + "".join(rf"(?<!{row[0]})" for row in MONTHS) + r"\.)?"  # "Mar.", not "March."
_MONTH = r"(?P<{0}>" + _NAMES + r")\b" + _DOT
_DAY = r"(?P<{0}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?![:%]|[.,]\d|\s?(?:percent|billion))"
_YEAR = r"(?P<{0}>(?:1[4-9]|20)\d\d)\b(?![:%]|[.,]\d)"
_TENS = "|".join(TENS)
_WORDS = "|".join([rf"(?:{_TENS})-(?:{'|'.join(NUMBERS[:9])})", *NUMBERS, *MORE_NUMBERS, *TENS])
_COUNT = rf"(?P<{{0}}>(?<!\d[,.])\d{{{{1,3}}}}|(?<!-)(?i:an?\scouple\sof|an?|{_WORDS}))"
_SPAN = r"(?P<{0}>day|week|fortnight|month|quarter|year|decade)"
_SEASON = "|".join(SEASONS)
_HEDGE = r"(?:about|around|roughly|nearly|almost|just|only|some|exactly)"
_ON_DAY = rf"(?:(?:{WEEKDAYS}),?\s(?:the\s)?)?"
_EDGE = r"(?:[Tt]he\s)?(?:very\s)?(?P<{0}>[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle)\sof\s"
_THAT_YEAR = (
    r"(?:1[6-9]|20)\d\d|(?<!,\s)(?:(?:last|this|next)\syear|a\syear\sago)(?![’'])"
    r"|(?:that|the\ssame)\syear"
)
_DATED_YEAR = r"(?:(?:,?\s|\sof\s)(?P<{0}>" + _THAT_YEAR + r")\b)?"

_FEASTS = "|".join(re.escape(name).replace("\\ ", r"\s").replace("'", "[’']") for name in NAMES)
_BEFORE_FEASTS = [
    f"[{word[0].upper()}{word[0]}]{word[1:]}"
    for word in ("by", "before", "until", "since", "at", "after", "ahead of", "run-up to")
]

PATTERNS = {
    "iso": r"(?P<iso_y>\d{4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)",
    "slashed": r"(?<![\d/])(?P<sl_a>\d{1,2})/(?P<sl_b>\d{1,2})/(?P<sl_y>(?:19|20)\d\d)(?![\d/])",
    "dotted": r"(?<![\d.])(?P<dot_d>\d{1,2})\.(?P<dot_m>\d{1,2})\.(?P<dot_y>(?:19|20)\d\d)(?!\d)",
    "weekof": r"(?:[Tt]he\s)?(?P<wk_u>[Ww]eek(?:end)?)\s(?:of|beginning|starting|ending)\s(?:"
    + _MONTH.format("wk_m")
    + r"\s"
    + _DAY.format("wk_d")
    + "|"
    + _DAY.format("wkb_d")
    + r"\s"
    + _MONTH.format("wkb_m")
    + ")",
    "full": _ON_DAY
    + _MONTH.format("full_m")
    + r"\s"
    + _DAY.format("full_d")
    + r"(?:(?:(?:,\s(?:3[01]|[12]\d|[1-9]))*,?\sand\s|-|–|\sto\s|\sthrough\s)"
    r"(?P<full_to>3[01]|[12]\d|[1-9])\b(?!\s?%))?" + _DATED_YEAR.format("full_y"),
    "british": _ON_DAY + r"(?:(?<![\d.,])(?P<brit_from>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?"
    r"(?:\s?[-–]\s?|\sto\s|\sand\s))?"
    + r"(?:"
    + _DAY.format("brit_d")
    + rf"(?:\sof)?\s|(?:[Tt]he\s)?(?P<brit_w>(?i:{'|'.join(ORDINALS)}))\sof\s)"
    + _MONTH.format("brit_m")
    + _DATED_YEAR.format("brit_y"),
    "partofmonth": r"(?:[Tt]he\s)?(?P<pm_p>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal"
    rf"|[Ll]atter)\s(?:(?P<pm_n>\d{{1,2}}|{_WORDS})\s)?(?P<pm_u>half|weeks?|days?)\sof\s(?:"
    + _MONTH.format("pm_m")
    + _DATED_YEAR.format("pm_y")
    + r"|(?P<pm_o>the|this|last|next)\smonth\b)",
    "edge": _EDGE.format("edge_e")
    + r"(?:(?:the\s(?P<edge_u>week|month|quarter|year)|th(?:e|is)\s(?P<edge_ten>decade))\b|"
    + _MONTH.format("edge_m")
    + _DATED_YEAR.format("edge_my")
    + "|"
    + _YEAR.format("edge_y")
    + ")|(?P<edge_x>[Yy]ear[’']s\\send|[Yy]ear-end)\\b",
    "part": r"(?P<part_p>[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier in|[Ll]ater in|[Ll]ast|[Nn]ext"
    r"|[Tt]his(?:\scoming|\spast)?)[\s-]" + _MONTH.format("part_m") + _DATED_YEAR.format("part_y"),
    "inyear": r"(?P<iny_p>[Ee]arly|[Ll]ate|[Mm]id)(?:\sin)?[\s-]" + _YEAR.format("iny_y"),
    "mquarter": _MONTH.format("mq_a")
    + r"(?:[-–](?:to[-–])?"
    + _MONTH.format("mq_b")
    + r"(?:\s(?:quarter|half|period))?|\s(?P<mq_u>quarter|half)\b)"
    + _DATED_YEAR.format("mq_y"),
    "nthday": r"(?:[Tt]he\s)?(?P<nth_n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast)\s"
    rf"(?P<nth_d>{WEEKDAYS})\s(?:of|in)\s(?:(?P<nth_o>the|each|every|this|next|last)\smonth\b|"
    + _MONTH.format("nth_m")
    + _DATED_YEAR.format("nth_y")
    + ")",
    "month": _MONTH.format("month_m") + _DATED_YEAR.format("month_y"),
    "weekon": rf"(?P<wo_d>{WEEKDAYS})\s(?P<wo_u>week|fortnight)(?=[.,;:!?)”\"]|$|\s(?:to|at|in|and"
    r"|for|when|after|with|but|or)\b)|"
    + "".join(rf"(?<!\b{word}\s)" for word in ("for", "once", "twice", "times", "days", "hours"))
    + rf"(?P<wo_n>[Aa]|[Tt]wo)\sweeks?\son\s(?P<wo_on>{WEEKDAYS})\b",
    "beyond": rf"[Tt]he\s(?P<bey_u>week|weekend|month|year|{WEEKDAYS})"
    r"\s(?P<bey_w>before\slast|after\snext)\b",
    "ordinal": r"(?:(?<=\b[Oo]n\s)|(?<=\b[Bb]y\s)|(?<=\buntil\s)|(?<=\bbefore\s)|(?<=\bsince\s)"
    rf"|(?<=\bfrom\s)|(?P<ord_w>{WEEKDAYS}),?\s)"
    r"the\s(?P<ord_d>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)"
    r"(?:\sof\s(?P<ord_o>this|the|next|last)\smonth\b|(?=[.,;:!?)”\"]|$)"
    r"|(?=\s(?:and|to|at|in|or|but|after|before|they|he|she|it|we|the)\b))",
    "weekday": r"(?:(?P<wd_p>[Ll]ast|[Nn]ext|[Tt]his(?:\scoming|\spast)?|the\scoming"
    r"|[Tt]he\s(?:following|previous|preceding|next|same))\s)?"
    r"(?P<wd>" + WEEKDAYS + r")\b"
    r"(?:\s(?:of\s)?(?P<wd_w>last|next|this|the\s(?:following|previous))\sweek\b)?",
    "holiday": r"(?P<hol>(?:"
    + "|".join(rf"(?<=\b{word}\s)" for word in _BEFORE_FEASTS)
    + rf")(?:{'|'.join(LONE)})(?!\s(?:[A-Z]|[a-z]+ing\b))|(?:{_FEASTS}))\b"
    + r"(?!\s(?:[Ww]eekend|[Aa]greement|[Aa]ccords?|[Pp]arade|[Ss]ales?)\b)"
    + _DATED_YEAR.format("hol_y"),
    "today": r"(?P<today>[Tt]oday|[Tt]he\sday\sbefore\syesterday|[Tt]he\sday\safter\stomorrow"
    r"|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast\snight"
    r"|[Tt]his\s(?:morning|afternoon|evening))\b",
    "ago": r"(?:(?P<ago_v>(?i:more\sthan|less\sthan|over|at\sleast|well\sover))\s)?"
    + _COUNT.format("ago_n")
    + rf"\s(?:(?P<ago_w>{WEEKDAYS})|"
    + _SPAN.format("ago_u")
    + rf")s?\sago(?:\s(?:(?:on\s)?(?P<ago_d>{WEEKDAYS})|(?P<ago_t>today|yesterday|tomorrow)"
    + rf"|(?P<ago_p>this|last|next)\s(?P<ago_x>week|month|{WEEKDAYS})|(?:(?:on|in|this)\s)?"
    + rf"(?:{_DAY.format('ago_b')}\s)?"
    + _MONTH.format("ago_m")
    + r"(?:\s"
    + _DAY.format("ago_o")
    + r")?(?![,\s]*\d)))?\b",
    "fromday": r"(?:[Ii]n\s)?"
    + _COUNT.format("fr_n")
    + r"\s"
    + _SPAN.format("fr_u")
    + rf"s?\sfrom\s(?P<in_from>now|today|tomorrow|yesterday|{WEEKDAYS})\b",
    "overnight": rf"(?P<overnight>[Oo]vernight)(?!\s(?:from|into|on|to)\s(?:{WEEKDAYS}|\d))"
    r"(?=[.,;:!?)”\"’]|$|\s(?:on|in|at|to|and|by|from|as"
    r"|but|after|when|between|into|with|that|the|an?|he|she|it|they|its)\b)",
    "apart": r"(?:"
    + _COUNT.format("ap_n")
    + r"\s"
    + _SPAN.format("ap_u")
    + r"s?\s(?:(?:earlier|later)(?!\sthan\b)|afterwards?|beforehand"
    r"|(?:after|before)(?!\s(?:yesterday|tomorrow|last|next)\b))|"
    + r"[Tt]he\s(?:following|next|same|previous|preceding)\s(?P<ap_w>day|week|month|quarter|year)"
    r"|(?<!\bto\s)[Tt]he\s(?P<ap_d>day|night|evening|morning)\s(?:before|after)"
    r"(?!\s(?:yesterday|tomorrow|last|next)\b))\b",
    "ahead": rf"[Ii]n\s(?:{_HEDGE}\s)?"
    + _COUNT.format("in_n")
    + r"\s"
    + _SPAN.format("in_u")
    + r"s?(?:[’'](?:\stime)?)?(?!\w)(?!\sof)",
    "firstmonths": r"(?:[Tt]he\s)?(?P<fm_p>[Ff]irst|[Ll]ast|[Ff]inal)\s"
    + _COUNT.format("fm_n")
    + r"\smonths\sof\s(?P<fm_y>(?:1[89]|20)\d\d|this\syear|last\syear|the\syear)\b",
    "quarter": r"(?:[Tt]he\s)?(?P<q>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)"
    r"(?:\s|(?P<q_h>-))"
    r"(?P<q_u>quarter|half)(?!\sof\s(?:the\s(?:match|game)|[Ff]iscal))"
    r"(?:\s(?:of\s)?(?P<q_y>(?:1[89]|20)\d\d|(?:this|last|next|that|the)\syear)\b)?"
    r"|[Tt]he\s(?:last|final)\s(?P<ql_u>quarter|half)\sof\s(?P<ql_y>(?:1[89]|20)\d\d|this\syear"
    r"|last\syear"
    r"|the\syear)\b",
    "short": r"(?P<qs_k>[QH])(?P<qs>[1-4])\b(?:\s(?P<qs_y>(?:1[89]|20)\d\d)\b)?",
    "fiscal": r"(?:(?:(?:[Tt]he\s)?(?:first|second|third|fourth)\s(?:quarter|half)\sof\s)?"
    r"(?:[Ff]iscal|[Ff]inancial\s[Yy]ear)(?:\s[Yy]ears?)?\s|FY\s?[’']?)"
    r"(?P<fis>(?:(?:19|20)\d\d|\d\d)(?:[-–/]\d\d(?:\d\d)?)?)\b"
    r"|(?P<fis_p>[Ll]ast|[Tt]his|[Nn]ext|(?:the\s)?(?:current|previous|past|last|coming))\s"
    r"(?:fiscal|financial)\syear\b",
    "season": rf"(?:[Tt]he\s)?(?P<sea>{_SEASON})\s(?:of\s)?"
    rf"(?:{_YEAR.format('sea_y')}|(?P<sea_r>(?:last|this|next|that)\syear)\b)"
    r"|(?<=\b[Bb]y\s)(?:the\s)?(?P<sea_by>spring|summer|autumn|winter)\b"
    r"|(?<=\b[Uu]ntil\s)(?:the\s)?(?P<sea_to>spring|summer|autumn|winter)\b"
    r"|(?<=\b[Ii]n\s)the\s(?P<sea_in>spring|summer|autumn|winter)(?=[.,;:!?)”\"]|$"
    r"|\s(?:and|but|to|for|after|when|as|or|at)\b)",
    "stretch": r"(?:(?:[Ii]n|[Ff]or|[Ww]ithin|[Oo]ver|[Dd]uring)\s)?the\s(?P<str_p>next|past|last"
    r"|coming)\s" + _COUNT.format("str_n") + r"\s" + _SPAN.format("str_u") + r"s\b",
    "hours": r"(?:[Ii]n|[Ww]ithin|[Oo]ver|[Dd]uring)\sthe\s(?:past|last)\s"
    r"(?P<hrs_n>12|24|36|48|72)\shours\b",
    "relative": r"(?:(?P<rel_e>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly|[Mm]id"
    r"|(?:the\s)?(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle)\sof)[\s-])?"
    r"(?P<rel_p>[Tt]his(?:\scoming)?|[Ll]ast|[Nn]ext|[Tt]he\spast|[Tt]he\scoming|[Tt]he\scurrent)\s"
    rf"(?P<rel_u>week|weekend|month|quarter|year|{_SEASON})\b"
    r"|(?P<rin_e>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\sin\sthe\s(?P<rin_u>week|month|quarter"
    r"|year)\b"
    r"|(?:(?:[Oo]ver|[Dd]uring|[Aa]t|[Oo]n)\sthe)\s(?P<over>weekend)\b"
    r"|(?:(?:[Tt]hrough(?:out)?|[Ii]nto)\sthe|[Aa]ll)\s(?P<over_on>weekend)\b"
    r"|the(?:(?<=\b[Bb]y\sthe)|(?<=\buntil\sthe)|(?<=\bbefore\sthe))\s(?P<over_by>weekend)\b",
    "years": r"(?<![$€£#.\d/-])(?P<yy_a>(?:19|20)\d\d)[-–—/](?P<yy_b>(?:19|20)\d\d|1[3-9]|[2-9]\d)"
    r"(?![\d/%.-]\d|\d)",
    "year": r"(?<![$€£#.\d/-])" + _YEAR.format("year_y"),
    "duration": r"(?:for|within|over|after)\s(?:at\sleast\s|about\s|another\s|up\sto\s)?"
    + _COUNT.format("dur_n")
    + r"[\s-]"
    + _SPAN.format("dur_u")
    + r"s?\b",
    "vague": r"(?P<vague>(?<!\bas )[Rr]ecently|[Ll]ately|[Ii]n\srecent\s(?:days|weeks|months|years)"
    r"|(?:[Ii]n|[Oo]ver)\sthe\s(?:coming|next\sfew|past\sfew|last\sfew)\s(?:days|weeks|months"
    r"|years)"
    r"|for\s(?:years|decades|months|weeks)|of\slate|[Ii]n\sthe\snear\sfuture"
    r"|(?:[Ii]n|[Ii]nto|[Uu]ntil|[Bb]efore|[Aa]fter)\sthe\s[Nn]ew\s[Yy]ear\b(?![’'])|[Aa]t\sa\slater\sdate"
    r"|(?<!\bas )[Ss]oon(?!-)"
    r"|(?:(?:[Aa]\s)?[Ff]ew|[Ss]everal|[Mm]any|[Ss]ome)\s(?:days|weeks|months|years|decades)\sago"
    r"|(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades|[Cc]enturies)\sago"
    r"|(?:[Hh]alf\sa|[Mm]ore\sthan\sa|[Aa](?:bout\sa)?)\s(?:half[\s-])?century\sago"
    r"|(?:[Aa]\s)?[Hh]alf\s(?:an?\s)?(?:week|month|year|decade)\sago"
    r"|(?:(?:[Ii]n|[Ss]ince|[Ff]rom|[Bb]y|[Uu]ntil|[Dd]uring|[Oo]f)\s)?[Tt]he\s"
    r"(?:(?:early|late|mid)[\s-])?(?:1[6-9]|20)\d0s"
    r"|[Ii]n\s(?:less|more)\sthan\s(?:an?|" + _WORDS + r")\s(?:days?|weeks?|months?|years?))\b",
}
_CORES = (
    *(names[-1].lower() for names in MONTHS),
    *("day", "week", "month", "quarter", "half", "year", "decade", "fiscal", "night", "morning"),
    *(
        "afternoon",
        "evening",
        "tomorrow",
        "ago",
        "recent",
        "lately",
        "of late",
        "soon",
        "near future",
        "later date",
        "century",
        "centuries",
    ),
    *("christmas", "halloween", "easter", "thanksgiving", "friday", "sunday"),
    *SEASONS,
)
_DIGIT = re.compile("[0-9]")


def may_hold_date(text: str) -> bool:
    """Whether a text can hold any of these words: a cheap look before the work."""
    folded = text.lower()
    return any(core in folded for core in _CORES) or _DIGIT.search(text) is not None


ANY = re.compile(
    r"\b(?=\w)(?:" + "|".join(f"(?P<_{kind}>{w})" for kind, w in PATTERNS.items()) + ")"
)
"""Finds the next date words; the group that begins with "_" tells their kind."""
