"""The words of plain questions that are not searched for, and those that say how it is asked."""

from __future__ import annotations

import re

from handlers.words.names import folded

IDLE_WORDS = """
a about after against all am an and any anybody anyone anything are as at be been before being
between but by can concerning could current currently did do does doing during ever every everybody
everyone everything for from get give given going got had happen happened happening happens has
have having he her his how i if in into is it its just know lately latest let me my news not now
of on or our over please recently regarding she should show since so some somebody someone
something than that the their them then there these they things this those till to toward
towards under until upon was we were what when where whether which while who whom whose why will
with would you your s t re ve ll whats whos wheres whens hows whys thats theres
didnt doesnt dont isnt arent wasnt hasnt havent vs versus
"""
IDLE = frozenset(IDLE_WORDS.split())
# Of two idle words the capitals are a name: of a country and of the World Health Organization.
IN_CAPITALS = frozenset({"US", "WHO"})
SAYING_WORDS = """
say says said saying told tell tells think thinks thought speak speaks spoke talk talks talked
mention mentions mentioned comment comments commented announce announced
"""
SAYING = frozenset(SAYING_WORDS.split())
WANTING = frozenset(
    {"want", "wants", "wanted", "wanting", "demand", "demands", "demanded", "demanding"}
    | {"urge", "urges", "urged", "urging", "seek", "seeks", "seeking", "sought"}
)
REQUESTING = frozenset(  # before "for" they are words of wanting
    {"ask", "asks", "asked", "asking", "call", "calls", "called", "calling"}
    | {"push", "pushes", "pushed", "pushing", "press", "presses", "pressed", "pressing"}
)
# Words that tell of speech behind who speaks, and may be anything else elsewhere.
TELLING = frozenset(
    {"report", "reported", "state", "stated", "explain", "explained", "argue", "argued"}
    | {"add", "added", "write", "wrote", "reveal", "revealed", "post", "posted"}
)
ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "about"})
ASKING = frozenset(
    {"what", "who", "when", "why", "where", "how", "which", "whom", "did", "does", "do"}
    | {"has", "have", "had", "is", "are", "was", "were", "will", "would"}
    | {"whats", "whos", "wheres", "whens", "hows"}
)
HEARERS = frozenset({"reporters", "journalists", "press", "media"})  # behind "tell", no matter
# What a measure does on a day, in a question that begins with "when".
TIMING_WORDS = """
start starts started begin begins begun began effect force apply applies applied due end ends ended
expire expires expired take takes come comes kick kicks effective active place
"""
TIMING = frozenset(TIMING_WORDS.split())
RATED = frozenset({"the", "tariff", "duty", "current", "latest"})
QUOTING = frozenset({"quote", "quotes", "quotation", "quotations"})
STATING = frozenset({"statement", "statements", "remarks", "comments", "words"})
COUNTING = frozenset({"figures", "numbers", "statistics", "stats", "data"})
GIVING = frozenset({"from", "by", "of"})
STANCE = frozenset({"position", "stance", "view", "views", "opinion"})
# What somebody does who is asked for with "who": words tell of it, not figures.
TAKING_SIDES = frozenset(
    {"criticized", "criticised", "criticizes", "praised", "praises", "opposed", "opposes"}
    | {"supported", "supports", "backed", "backs", "rejected", "rejects", "denied", "welcomed"}
    | {"warned", "worried", "angry", "against", "attacked", "defended", "defends"}
)
SHARES = frozenset({"percent", "pct"})
REACTING = frozenset({"reaction", "reactions", "response", "responses"})
ON = frozenset({"on", "about", "for", "of"})
# What a request begins with: "tell me about", "can you show me".
LEAD = re.compile(
    r"(?:(?:can|could|would|will) (?:you|i) )?(?:please )?(?:(?:tell|show|give|find|get) (?:me|us)"
    r"|(?:an?|the|any)? ?(?:summary|overview|recap|rundown|roundup|gist|background|updates?)"
    r" (?:of|on)"
    r"|fact[- ]?check|(?:summari[sz]e|recap|brief me on|catch me up on|update me on)"
    r"|is it (?:true|right|correct)(?: that)?|do (?:we|you) know (?:if|whether|what|who)"
    r"|look up|search for|list|i(?: want|['’]d like)(?: to (?:know|see))?)\b",
    re.IGNORECASE,
)
PRINTED = frozenset({"in", "from", "by", "did", "does", "has", "per"})  # before an outlet
JOINING = frozenset({"and", "or"})
OF = frozenset({"about", "of", "regarding", "concerning", "on"})
# Words that say nothing behind one of these: "how big", "what is new".
BEFORE = {
    **dict.fromkeys(("big", "high", "large", "low", "many", "much", "often", "small"), ("how",)),
    "time": ("over",),
    "cent": ("per",),
    "new": ("anything", "something", "is", "what's", "whats", "what’s"),
}


def is_idle(word: str) -> bool:
    """Whether a typed word is too common to be searched for; "US" and "WHO" are names."""
    return word not in IN_CAPITALS and all(part in IDLE for part in folded(word))
