"""Matches a sentence that goes on about a measure: "The levy takes effect on July 9."""

from __future__ import annotations

import re

_SINGULAR = (
    r"tariff|duty|levy|surcharge|surtax|tax|charge|fee|sanction|control|ban|curb|restriction|exemption"
    r"|suspension|pause|truce|reprieve|extension|measure|rate|increase|hike|cut|move|step|change"
    r"|decree|order|rule|regulation|law|decision|repeal|removal|arrangement|safeguard|quota|waiver"
    r"|scheme"
)
_PLURAL = (
    r"tariffs|duties|levies|surcharges|surtaxes|taxes|charges|quotas|fees|sanctions|controls|bans|curbs"
    r"|restrictions|measures|rates|increases|cuts|moves|steps|changes|rules|regulations"
)
UNDONE = (
    r"(?:lifted|scrapped|dropped|removed|abolished|repealed|revoked|withdrawn|eliminated"
    r"|phased out|cancell?ed)"
)
_SAID = r"(?:,? [^,;:.]{2,40} (?:said|says),)?"
_VERB = (
    r"(?P<past>took effect|in (?:force|effect|place)(?= since)"
    r"|(?:came|went|entered) into (?:force|effect)|started|began|kicked in"
    r"|(?:has|have) (?:been in (?:force|effect)|applied|been (?:charged|levied|imposed))|applied"
    r"|(?:is|are) (?:now |already )?in (?:force|effect)|came in(?= on| in| last)"
    r"|(?:was|were) (?:imposed|introduced|levied)"
    rf"|(?:was|were|has been|have been) (?:later |since |then )?{UNDONE}"
    r"|expired|lapsed|ended|ran)"
    r"|(?P<next>(?:(?:will|would|is to|are to|(?:is|are) (?:due|set|scheduled|expected) to|shall"
    r"|should) )?(?:also |now |then |only |still )?(?:takes? effect|(?:comes?|goes?|enters?) into"
    r" (?:force|effect)|starts?|begins?|kicks? in|appl(?:y|ies)|comes?|runs?|lasts?|expires?"
    r"|(?:is|are|be|remains?) (?:valid|applicable|payable|due|effective)"
    r"|lapses?|ends?|(?:stays?|remains?|be) (?:in (?:place|force|effect)|suspended|paused)"
    r"|(?:stays?|remains?|continues?)(?= (?:until|through|for)\b)"
    r"|(?:(?:was|were|has been|have been) )?(?:extended|prolonged|renewed)"
    r"(?= (?:until|to|through|till)\b)"
    r"|be (?:imposed|levied|charged|collected|introduced|phased in)"
    rf"|be {UNDONE}|disappears?|vanish(?:es)?|sunsets?|falls? away))"
)
_TOLD = re.compile(
    r"[\s“\"]*(?:(?:But|And|However|Both|All),? )?"
    r"(?P<early>(?:From|On|Since|As of|Starting|Beginning|Until) [^,;:.%]{3,30}?,? )?(?i:(?=[a-z]))"
    r"(?:(?:[A-Z][\w.]*|[Tt]he [a-z]+)(?: [a-z]+)?(?:, [^,;:.]{3,40},)?"
    r" (?:said|says|added|confirmed)(?: on \w+)?(?: that)? )?(?P<subject>"
    r"(?P<pronoun>(?i:It|They|This|That|These|Those|Both|All))"
    r"|(?P<whose>(?:(?i:The|This|That|These|Those|Its|Their|Both)|[A-Z][\w.]+(?:’s|'s))"
    r"(?: [\w-]+){0,3}?) (?P<noun>(?P<many>" + _PLURAL + r")|(?:" + _SINGULAR + r"))"
    r"(?: (?:on|for) (?P<on>[a-z][^,;:.%]{1,40}?))?"
    r"|(?P<work>(?i:Collection|Enforcement)))"
    + _SAID
    + r"(?:, (?:(?P<since>imposed|introduced|levied)|published|announced|signed|approved|set out"
    r"|which (?:was|were|had been) (?:due |set )?to\b)(?:[^,;:.]|\.(?= [0-9])){0,60},)?"
    + r"(?:, which (?:(?:will|would) )?(?:cover|appl|affect|hit|includ|target|span|fall)\w*"
    r" [^;:.%]{2,90}?,)?(?:(?P<aside>, which)|, that|,)? (?:"
    + _VERB
    + r")(?P<gap>(?:,? [^,;:.]{2,40} (?:said|says),)?)(?P<rest>[^;:?!]*)",
)
_DAY_WHEN = re.compile(  # "Nothing changes before June 1, when the order takes effect"
    r"\b(?:before|until|on|from|by|as of) (?P<day>[^,;:.%]{3,24}), when (?P<subject>(?:it|they|the"
    r"(?: [a-z]+){1,3}) (?:will )?(?:takes? effect|(?:comes?|goes?|enters?) into (?:force|effect)"
    r"|starts?|begins?|kicks? in|applies|apply))\b"
)


def resumed(text: str) -> tuple[re.Match[str], int] | None:
    """How a sentence goes on about what stands before it, and where in it that starts; of
    "before June 1, when the order takes effect" the words "The order takes effect on June 1".
    """
    told = _TOLD.match(text)
    when = _DAY_WHEN.search(text) if told is None else None
    if when is not None:
        told = _TOLD.match(f"{when['subject'][0].upper()}{when['subject'][1:]} on {when['day']}.")
    return (told, when.start("subject") if when else 0) if told else None
