"""Matches a sentence that goes on about a measure: "The levy takes effect on July 9."""

from __future__ import annotations

import re

from nlp.measures.story.pointed import POINTED

UNDONE = (
    r"(?:lifted|scrapped|dropped|removed|abolished|repealed|revoked|withdrawn|eliminated"
    r"|phased out|cancell?ed)"
)
_SAID = r"(?:,? [^,;:.]{2,40} (?:said|says),)?"
_VERB = (
    r"(?P<past>took effect|(?:in (?:force|effect|place)|effective|charged|collected|imposed"
    r"|introduced|levied)(?= since)|(?:imposed|introduced|levied)(?= (?:on|in|last)\b)"
    r"|dates?(?: back)?(?= (?:from|to)\b)"
    r"|(?:came|went|entered) into (?:force|effect)|started|began|kicked in"
    r"|(?:has|have) (?:now |already )?(?:applied|been (?:in (?:force|effect|place)|(?:charg|levi"
    r"|impos|collect|appli|enforc)ed))|applied|(?:began|started) (?:to (?:be collected|apply)"
    r"|applying|being collected)"
    r"|(?:is|are) (?:now |already )?in (?:force|effect)|came in(?= on| in| last)"
    r"|(?:was|were) (?:imposed|introduced|levied)"
    rf"|(?:was|were|has been|have been) (?:later |since |then )?{UNDONE}"
    r"|expired|lapsed|ended|ran)"
    r"|(?P<next>effective(?! since)|(?:(?:will|would|could|may|might"
    r"|(?:(?:is|are) )?(?:(?:due|set|scheduled"
    r"|expected) )?to|shall"
    r"|should) )?(?:also |now |then |only |still )?(?:takes? effect|(?:comes?|goes?|enters?) into"
    r" (?:force|effect)|starts?|begins?|kicks? in|appl(?:y|ies)|comes?|runs?|lasts?|expires?"
    r"|(?:is|are|be|remains?) (?:valid|applicable|payable|due|effective)"
    r"|lapses?|ends?|(?:stays?|remains?|be) (?:in (?:place|force|effect)|suspended|paused)"
    r"|(?:stays?|remains?|continues?)(?= (?:until|through|for)\b)"
    r"|(?:(?:was|were|(?:has|have)(?: now| since| already| twice)? been) )?(?:extended|prolonged"
    r"|renewed)"
    r"(?= (?:until|to|through|till)\b)"
    r"|be (?:imposed|levied|charged|collected|introduced|phased in|paid)"
    rf"|be {UNDONE}|disappears?|vanish(?:es)?|sunsets?|falls? away))"
)
_WHEN = (
    r"(?:(?:(?:From|On|In|Since|As of|Starting|Beginning|Until|By|Last|This|Next|Late|Early)"
    r" [^,;:.%]{3,30}?|Yesterday|Tomorrow|Today),? (?![0-9]))"
)
_TOLD = re.compile(
    r"[\s“\"]*(?:(?:But|And|However|Both|All|Since|When|After|Once|Before|Until),? )?"
    r"(?:(?:[Ii]f|[Uu]nless) [^,;:.%]{3,80}, )?"
    rf"(?P<early>{_WHEN})?(?i:(?=[a-z]))"
    r"(?:(?:[A-Z][\w.]*|[Tt]he [a-z]+)(?: [a-z]+)?(?:, [^,;:.]{3,40},)?"
    r" (?:said|says|added|confirmed)(?: on \w+)?(?: that)? )?"
    + POINTED
    + _SAID
    + r"(?:, (?:(?P<since>imposed|introduced|levied)|published|announced|signed|approved|set out"
    r"|which (?:was|were|had been) (?:due |set )?to\b)(?:[^,;:.]|\.(?= [0-9])){0,60},)?"
    + r"(?:, which (?:(?:will|would) )?(?:cover|appl|affect|hit|includ|target|span|fall)\w*"
    r" [^;:.%]{2,90}?,)?(?:(?P<aside>, which)|, that|,)? (?:"
    + _VERB
    + r")(?P<gap>(?:,? [^,;:.]{2,40} (?:said|says),)?)(?P<rest>[^;:?!]*)",
)
_MOST = (
    r"(?:collect|charge|levy|apply|enforce|impose|collecting|charging|levying|applying|enforcing"
    r"|imposing)"
)
_COLLECTED = re.compile(  # "Customs will begin to collect it on Oct. 1", "put it into force"
    rf"[\s“\"]*(?P<lead>{_WHEN})?(?:(?!others? )[\w.’'-]+ ){{1,7}}?(?:(?P<began>(?:(?:has"
    rf"|have) )?beg[au]n"
    r"|started|(?:has|have) had to|put|brought)|will(?: (?:begin|start|have to))?|must|begins?"
    r"|starts?"
    r"|(?:is|are|plans?|intends?|has|have|wants?)(?: (?:due|set|going|ready))? to(?: (?:begin"
    r"|start))?)"
    rf" (?:(?:(?:to )?(?:{_MOST}|pay|bring|put)) )?{POINTED}"
    r"(?: (?:into|in) (?:force|effect|place)| in)?(?: at (?:all|its|the)(?: [a-z]+){1,3}?)?"
    r"(?P<then>(?:,? (?:from|on|in|at|as of|since|starting|beginning|next|this|last|tomorrow"
    r"|yesterday|today) [^;:?!]*|\.)?)$"
)
_HOPED = re.compile(r"\b(?:hop|want|wish|ask|urg)(?:e?[sd]|ed|ing)?\b")
_OPENING = re.compile(  # "In force since May 1, the duty has hurt dairies"
    r"[\s“\"]*(?:In (?:force|effect|place)|Introduced|Imposed|Levied|Collected|Effective)"
    rf" (?P<day>(?:on|in|since|from) [^,;:%]{{3,30}}), {POINTED}"
)
_DAY_WHEN = re.compile(  # "Nothing changes before June 1, when the order takes effect"
    r"\b(?:before|until|on|from|by|as of) (?P<day>[^,;:.%]{3,24}), when (?P<subject>(?:it|they|the"
    r"(?: [a-z]+){1,3}) (?:will )?(?:takes? effect|(?:comes?|goes?|enters?) into (?:force|effect)"
    r"|starts?|begins?|kicks? in|applies|apply))\b"
)


def resumed(text: str) -> tuple[re.Match[str], int] | None:
    """How a sentence goes on about what stands before it, and where in it that starts; of
    "before June 1, when the order takes effect" the words "The order takes effect on June 1", of
    "customs will collect it from June 1" the words "It takes effect from June 1".
    """
    told = _TOLD.match(text)
    if told is not None:
        return told, 0
    opening = _OPENING.match(text)
    if opening is not None:
        return _said_plainly(opening, f"took effect {opening['day']}.")
    when = _DAY_WHEN.search(text)
    if when is not None:
        return _said_plainly(when, f"on {when['day']}.")
    collected = _COLLECTED.match(text)
    if collected is None or _HOPED.search(text, 0, collected.start("subject")):
        return None
    verb = "took effect" if collected["began"] else "takes effect"
    day = (collected["lead"] or "").rstrip(", ")
    behind = f" {day[:1].lower()}{day[1:]}." if day else collected["then"]
    return _said_plainly(collected, f"{verb}{behind}")


def _said_plainly(found: re.Match[str], verb: str) -> tuple[re.Match[str], int] | None:
    """The subject found, with that verb, as a sentence of its own."""
    subject = {"them": "they"}.get(found["subject"], found["subject"])
    told = _TOLD.match(f"{subject[0].upper()}{subject[1:]} {verb}")
    return (told, found.start("subject")) if told else None
