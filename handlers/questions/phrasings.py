"""How lines are phrased that ask for what a command answers: changes, a profile, help."""

from __future__ import annotations

import re

from handlers.questions.question_words import SAYING

_CHANGING = re.compile(
    r"(?:(?:what|how|has|have)\b(.*?)\bchanged"
    r"|(?:how\s+)?(?:did|does|do|has|have|is|are)\b(.*?)\bchang(?:e|ed|es|ing)"
    r"(?=\s*[?!.]*$|\s+(?:since|in|on|about|from|over|his|her|its|their|last|this)\b)"
    r"|what(?:['’]s| is) different)\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
# "his mind", and what "on coffee" begins with: neither is what changed.
_MINDS = re.compile(
    r"\b(?:his|her|its|their)\s+(?:mind|minds|tune|position|stance|views?|opinion)\b"
    r"|^\s*(?:on|in|about|with|for|of|to|(?:has|have|is|are|did|does)(?:\s+the)?|the)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hello|hi|hey|good (?:morning|evening|afternoon)|thanks|thank you|help me"
    r"|what can (?:i|you) (?:ask|do)|how does (?:this|it) work|how do i use (?:this|you|it))"
    r"(?: there| all| you)?[\s.!?,]*",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"(?:so |and )?(?:what(?:['’]s| is)|any ?thing|something|any) (?:new|news)(?: here)?[\s.!?]*"
    r"|(?:the )?(?:latest(?: news)?|news)[\s.!?]*",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r"who(?:['’]s| is| was| are)\s+([^?]{2,80}?)\s*\?*", re.IGNORECASE)
_STANDING_FOR = frozenset({"for", "against", "behind", "in", "on", "to", "saying", "not", "being"})


# Whether somebody said certain words: "did Roth say “…”?", "is it true that she wrote “…”?".
_SAYING = r"(?:say|said|says|tell|told|claim(?:ed)?|write|wrote|call(?:ed)?|use[d]?|announce[d]?)"
_WHETHER = re.compile(
    r"(?:is it (?:true|right|correct)(?: that)?|did|does|has|have)\s+(?P<who>[^\"?]{2,60}?)\s+"
    rf"(?:really |ever |actually |once )?{_SAYING}\b[^\"]*\"(?P<words>[^\"]+)\"?\s*[?.]*",
    re.IGNORECASE,
)
# Whether a quotation is right: "is the quote “…” right?", "was “…” said by Roth?".
_RIGHT = re.compile(
    r"(?:is|was|are|were)\s+[^\"]*\"(?P<words>[^\"]+)\"(?P<rest>[^\"]*)"
    r"|\"(?P<first>[^\"]+)\"\s*[-–—,:;.]*\s*(?P<after>(?:is|was|did)\s[^\"]*)",
    re.IGNORECASE,
)
_OF_RIGHT = re.compile(
    r"\b(?:quote[ds]?|quotations?|right|correct|accurate|real|genuine|exact|verbatim|authentic"
    r"|true|said|really|ever|word for word|what)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    rf"{_OF_RIGHT.pattern}|\b(?:is|was|are|were|did|a|an|the|this|that|it|by|from|of|say|not|or|wrong)\b"
    r"|[?.!,]",
    re.IGNORECASE,
)
# "verify “…” by Roth", "fact-check this quote: “…”".
_CHECKING = re.compile(
    r"(?:verify|confirm|fact[- ]?check|double[- ]?check|validate)\b[^\"]{0,40}(?P<rest>\".{3,})",
    re.IGNORECASE,
)
_FEWEST = 3  # words of a quotation: of fewer somebody rather asks what was said about them
_BETWEEN = re.compile(
    r"(?:(?:what(?:['’]s| is| are)|show(?: me)?|is there an?)\s+)?(?:the\s+)?differences?\s+between"
    r"\s+(?:the\s+)?(?P<one>.{2,50}?)\s+and\s+(?:the\s+)?(?P<other>.{2,50}?)"
    r"(?:\s+(?:on|about|over|regarding|when it comes to)\s+(?:the\s+)?(?P<matter>.{2,80}?))?"
    r"\s*[?.]*",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?P<one>[^?,]{2,50}?)\s+(?:vs\.?|versus|compared (?:to|with))\s+(?P<other>[^?,]{2,50}?)"
    r"(?:\s+(?:on|about|over)\s+(?:the\s+)?(?P<matter>.{2,80}?))?\s*[?.]*",
    re.IGNORECASE,
)
# What happened in order: "the history of the steel duty", "steel duties over time".
_OVER_TIME = re.compile(
    r"(?:(?:what(?:['’]s| is)|show(?: me)?|give me|draw(?: me)?)\s+)?(?:the\s+)?"
    r"(?:history|chronology|timeline) of\s+"
    r"(?:the\s+)?(?P<of>.{2,120}?)\s*[?.]*"
    r"|(?:how (?:has|have|did)\s+)?(?:the\s+)?(?P<what>[^?]{2,120}?)\s+over time\s*[?.]*",
    re.IGNORECASE,
)
# Which of somebody's words: the first, the last, how many times.
_TOLD = (
    r"(?:say|said|tell|told|mention(?:ed)?|speak|spoke|spoken|talk(?:ed)?|call(?:ed)?|warn(?:ed)?"
    r"|claim(?:ed)?|announce[d]?|comment(?:ed)?|promise[d]?|use[d]?|raise[d]?|admit(?:ted)?)"
)
_WHICH = re.compile(
    rf"(?:when|where) (?P<did>did|was|has) (?P<who>[^?]{{2,60}}?) (?P<at>first|last|latest)"
    rf" (?P<verb>{_TOLD})\b(?P<rest>[^?]*)"
    rf"|who (?P<one>first|else|was the first to|was first to) (?P<does>{_TOLD})\b(?P<what>[^?]*)"
    rf"|how (?:often|many times) (?P<have>did|has|have) (?P<by>[^?]{{2,60}}?) (?P<says>{_TOLD})\b"
    r"(?P<of>[^?]*)",
    re.IGNORECASE,
)
_LINKING = re.compile(r"^(?:that|about|on|of|the words?|the)\s+", re.IGNORECASE)
_ARTICLES = re.compile(
    r"(?:(?:all|the|any|which|what|list)\s+)*(?:articles|stories|coverage|reporting)\s+"
    r"(?:(?:do (?:we|you) have|are there|is there)\s+)?(?:written\s+)?"
    r"(?:by|from|on|about|of)\s+(?P<of>.{2,80})",
    re.IGNORECASE,
)
_HOW_TO = re.compile(r"how (?:do|can|should) (?:i|we|you) (?P<verb>[a-z]+)\b", re.IGNORECASE)
# What stands: "which countries face tariffs", "what tariffs are in force against Peru?".
_IN_FORCE = re.compile(
    r"(?:(?:who|(?:what|which)\s+(?:countries|country|goods|imports|products))\s+"
    r"(?:now\s+|currently\s+)?(?:has to |have to |must )?"
    r"(?:faces?|pays?|charges?|(?:is|are) (?:hit|charged)(?: by| with)?)\s+(?!for\b|by\b)"
    r"(?:the\s+|an?\s+)?(?:(?P<rate>\d+(?:\.\d+)?)\s*(?:%|per\s?cent|pct)?\s*)?"
    r"(?:(?P<which>[\w-]+(?:\s[\w-]+)?)\s+)?"
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|(?<=%)|(?<=cent))(?P<of>(?:\W.*)?)"
    r"|(?:what|which)\s+(?:(?P<goods>[\w-]+(?:\s[\w-]+)?)\s+)?(?:tariffs?|duties|levies|measures)"
    r"(?P<on>\s+(?:on|against|by|of|from)\s[^?]{2,40}?)?"
    r"\s+(?:are|is)\s+(?:now\s+|currently\s+)?"
    r"(?:in force|in effect|in place)\b(?P<where>.*))",
    re.IGNORECASE,
)
_OF_LEDGER = re.compile(
    r"\b(?:tariffs?|duties|duty|levies|by|with|from|on|against|for|in|now|today|at|the|moment)\b",
    re.IGNORECASE,
)


def of_quotation(line: str) -> str:
    """What `/check` is asked by "did Roth say “…”?": the words and the speaker; else ""."""
    if right := _RIGHT.fullmatch(line.strip()):
        words = right["words"] or right["first"]
        beside = line.replace(words, "").replace('"', " ")
        if len(words.split()) >= _FEWEST and _OF_RIGHT.search(beside):
            return f'"{words}" {" ".join(_NOBODY.sub(" ", beside).split())}'.strip()
    if checking := _CHECKING.fullmatch(line.strip()):
        return checking["rest"]
    found = _WHETHER.fullmatch(line.strip())
    if not found or len(found["words"].split()) < _FEWEST:
        return ""
    return f'"{found["words"].rstrip("? ")}" {found["who"]}'  # it is the asker's own mark


def of_difference(line: str) -> str:
    """What `/compare` is asked by "the difference between A and B on C", "A vs B"; else ""."""
    found = _BETWEEN.fullmatch(line.strip()) or _BESIDE.fullmatch(line.strip())
    if not found:
        return ""
    sides = (each.replace('"', "") for each in (found["one"], found["other"]))
    return " ".join((*(f'"{each}"' for each in sides), found["matter"] or "")).strip()


def of_history(line: str) -> str:
    """What `/timeline` is asked by "the history of X", "X over time"; else ""."""
    found = _OVER_TIME.fullmatch(line.strip())
    return (found["of"] or found["what"] or "") if found else ""


def of_which(line: str) -> tuple[str, str] | None:
    """What "when did Roth first say …?" is asked as: ("timeline", "what did Roth say about …").

    The first words are looked for in the order of telling, the last and their number newest
    first; "who else said" asks who said it. None where it asks for something else.
    """
    found = _WHICH.fullmatch(line.strip(" ?.!"))
    if not found:
        return None
    if found["one"]:
        first = "first" in found["one"].lower()
        return "timeline" if first else "claims", f"who said {_matter_of(found['what'])}?"
    who, rest = found["who"] or found["by"], found["rest"] or found["of"] or ""
    name = "timeline" if (found["at"] or "").lower() == "first" else "claims"
    about = f" about {matter}" if (matter := _matter_of(rest)) else ""
    return name, f"what did {who} say{about}?"


def _matter_of(rest: str) -> str:
    words = rest.strip()
    while found := _LINKING.match(words):
        words = words[found.end() :]
    return words


def of_articles(line: str) -> str:
    """What `/sources` is asked by "articles by Ana Lind", "which stories on steel"; else ""."""
    found = _ARTICLES.fullmatch(line.strip(" ?.!"))
    return found["of"] if found else ""


def of_how_to(line: str) -> str:
    """The verb of "how do I check a quote?", which may be a command's name; else ""."""
    found = _HOW_TO.match(line.strip())
    return found["verb"].lower() if found else ""


def of_standing(line: str) -> str | None:
    """What `/ledger` is asked by "what tariffs are in force against Peru?": "Peru in force".

    Who only faces or pays a duty may ask for one to come: there it is the whole ledger. None
    where something else is asked.
    """
    found = _IN_FORCE.fullmatch(line.strip(" ?.!"))
    if not found:
        return None
    parts = ("which", "goods", "on", "of", "where")
    rate = f"{found['rate']}% " if found["rate"] else ""
    told = rate + " ".join(found[each] or "" for each in parts)
    standing = "in force" if found["where"] is not None else ""
    return " ".join((*_OF_LEDGER.sub(" ", told).split(), *standing.split()))


def of_changes(line: str) -> str | None:
    """What a question asks the changes of: "steel since May" of "what changed on steel since May";
    None where it asks for something else.
    """
    found = _CHANGING.match(line)
    words = f"{found[1] or found[2] or ''} {found[3]}" if found else ""
    words = " ".join(_MINDS.sub(" ", words).split()).strip(" ?!.")
    return words if found and not any(each in SAYING for each in words.lower().split()) else None


def asks_for_help(line: str) -> bool:
    """Whether somebody greets, or asks what can be asked."""
    return bool(_GREETING.fullmatch(line.strip()))


def asks_for_news(line: str) -> bool:
    """Whether somebody asks what is new, and of nothing in particular."""
    return bool(_NEWS.fullmatch(line.strip()))


def of_somebody(line: str) -> str:
    """Of whom a question asks who that is: "Mara Ellison" of "who is Mara Ellison?"; else ""."""
    found = _WHO_IS.fullmatch(line.strip())
    return found[1] if found and found[1].split()[0].lower() not in _STANDING_FOR else ""
