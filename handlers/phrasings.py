"""How lines are phrased that ask for what a command answers: changes, a profile, help."""

from __future__ import annotations

import re

from handlers.plainwords import SAYING

_CHANGING = re.compile(
    r"(?:(?:what|how|has|have)\b(.*?)\bchanged"
    r"|(?:did|does|do|has|have|is|are)\b(.*?)\bchang(?:e|ed|es|ing)"
    r"(?=\s*[?!.]*$|\s+(?:since|in|on|about|from|over|his|her|its|their|last|this)\b)"
    r"|what(?:['’]s| is) different)\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
# "his mind", and what "on coffee" begins with: neither is what changed.
_MINDS = re.compile(
    r"\b(?:his|her|its|their)\s+(?:mind|minds|tune|position|stance|views?|opinion)\b"
    r"|^\s*(?:on|in|about|with|for|of|to)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hello|hi|hey|good (?:morning|evening|afternoon)|thanks|thank you|help me"
    r"|what can (?:i|you) (?:ask|do)|how does (?:this|it) work|how do i use (?:this|you|it))"
    r"(?: there| all| you)?[\s.!?,]*",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r"who(?:['’]s| is| was| are)\s+([^?]{2,80}?)\s*\?*", re.IGNORECASE)
_STANDING_FOR = frozenset({"for", "against", "behind", "in", "on", "to", "saying", "not", "being"})


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


def of_somebody(line: str) -> str:
    """Of whom a question asks who that is: "Mara Ellison" of "who is Mara Ellison?"; else ""."""
    found = _WHO_IS.fullmatch(line.strip())
    return found[1] if found and found[1].split()[0].lower() not in _STANDING_FOR else ""
