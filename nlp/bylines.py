"""The lines around a report: headline and byline above it, contact and credits below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from nlp.analysis import Excerpt
from nlp.datelines import Stated, read_date

_HEAD_LINES = 6  # non-blank lines from the top that may frame a report
_FOOT_LINES = 12  # and from the bottom
_LONGEST_HEADLINE = 200
_LONGEST_FRAME = 400  # a longer line is a paragraph; patterns stay cheap

_CAPITAL = r"[^\W\d_a-z][\w.'’\-]*"
_PERSON = rf"{_CAPITAL}(?: (?:{_CAPITAL}|de|del|der|van|von|bin|al|la|le|da|dos)){{1,5}}"
_PEOPLE = rf"(?P<people>{_PERSON}(?:(?:, and |, | and | & ){_PERSON}){{0,5}})"
_BULLET = r"[\s•●▪■*·\-–—(\[_]*"
_ADDRESS = re.compile(r"[\w.+\-]{1,64}@(?P<domain>[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4})")
_POST = r"(?:(?:[Ss]taff|[Ss]enior) )?(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Ee]ditors?) "
_WORKED = r"[^\"“”]{1,99}\b(?:reported|contributed|covers?|writes?)\b[^\"“”]{1,99}\. "
_WAY = r"(?:@|\d{3}|\bwww\.|://|\b(?:Signal|WhatsApp|Telegram)\b)"  # to somebody
_REACHED = rf"(?:can|may) be (?:reached|contacted)\b.*{_WAY}.*"
_TIP = r"(?i:(?:got |have )?(?:an? )?(?:news )?(?:tip|story|question)s?\? )"
_NETWORK = r"(?:Twitter|X|Facebook|Instagram|Bluesky|Mastodon|Threads|LinkedIn|social media)\b"
_WAS = "(?:was |has been )?"
_RAN = "(?:appeared|published|ran|updated|corrected)"
_BETWEEN = re.compile(
    r"\s+[|·•—–]\s+"
    r"|(?<=[^\W\d]),\s+(?=(?:\d\d? )?[A-Z][a-z]{2,8}\.? (?:\d\d?(?:st|nd|rd|th)?, )?\d{4}\b)"
)
_SPEECH = re.compile(r"[\"“”]|\b(?:said|says|told|wrote|added)\b")

# Words in lower case that a byline may hold beside names.
_SMALL_WORDS = (
    "a al an and at bin business chief contributor correspondent correspondents da de del der "
    "desk editor editors for foreign from in la le of our political reporter reporters senior "
    "special staff the to trade van von wire with writer writers"
)
_BYLINE_WORDS = frozenset(_SMALL_WORDS.split())
_CALLING = re.compile(r", (?:[\w-]+ ){0,3}(?:correspondent|editor|reporter|writer|columnist)s?$")
_STAFF = ("staff reporters", "staff writers", "agencies")

# Who wrote it, most telling first; each may name `people`.
_CREDITS = tuple(
    re.compile(_BULLET + shape)
    for shape in (
        rf"(?:{_WORKED})??(?:{_POST})?{_PEOPLE}(?:, [^,\"“”]{{1,60}},)? {_REACHED}",
        rf"(?i:to contact the (?:reporter|author|writer)s? (?:on|of) this story):? {_PEOPLE} .*@.*",
        (
            rf"(?:You (?:can|may) )?(?i:contact|e-?mail|write to|reach|message) {_PEOPLE}"
            r"(?: (?:at|on|via)\b|:).*@.*"
        ),
        rf"(?i:to (?:reach|contact)) {_PEOPLE},? (?:call|e-?mail|write|text|message)\b.*{_WAY}.*",
        rf"{_PEOPLE}(?:, | )[(<]?{_ADDRESS.pattern}[)>]?",
        (
            rf"{_PEOPLE} (?:is|covers|writes) [^\"“”]{{1,150}}\. "
            rf"(?:(?:He|She|They) {_REACHED}|(?:Reach|Contact|E-?mail) (?:him|her|them)\b.*"
            rf"{_WAY}.*)"
        ),
        rf"(?:You can )?(?i:follow) {_PEOPLE} on {_NETWORK}.*",
        rf"(?i:(?:additional )?(?:reporting|report|story|written|writing) by) {_PEOPLE}\b.*",
    )
)

# Lines that frame a report and name nobody we need.
_CLOSERS = tuple(
    re.compile(_BULLET + shape)
    for shape in (
        (
            rf"(?:{_TIP})?(?i:contact|e-?mail|write to|reach) (?:the|our|this) "
            r"(?:writer|reporter|author|news)\w*\b.*"
        ),
        rf"(?:The|Our) (?:{_POST.rstrip()}|[Aa]uthors?) {_REACHED}",
        rf"(?:{_TIP})?(?i:e-?mail|contact|reach us)(?: at)?:? \S+@\S+",
        r"(?i:to contact the editors? responsible for this story)\b.*",
        r"(?i:follow) (?:@|the |us |him |her |them ).*(?:@|\bon )" + _NETWORK + ".*",
        r"(?i:follow) @\w+.*",
        r"(?i:reporting|editing|edited|compiled|writing|with assistance) (?i:by|from)\b.*",
        rf"(?i:this (?:story|article|report|piece|column)) {_WAS}(?:originally |first )?{_RAN}\b.*",
        r"[^\"“”]* contributed (?:reporting )?to this (?:report|story|article)\b.*",
        r"(?:(?i:copyright)|©).*",
        r"(?i:all rights reserved)\b.*",
        r"(?i:read more|read also|see also|more on this|related)\s*:.*",
        r"(?i:sign up|subscribe) (?:for|to|here)\b.*",
    )
)
_ABOUT_AUTHOR = re.compile(
    _BULLET + _PEOPLE + r" (?:is|are|covers?|writes?|reports?)\b[^;:]*?"
    r"(?:\b(?:reporters?|correspondents?|writers?|editors?|columnists?|journalists?|fellow)\b"
    r"[^;:]*)?\b(?:for|at|with) [^;:]*\.?"
)
_FIRST_RUN = re.compile(
    r".*?\b(?:originally|first) (?:appeared|published|ran) "
    r"(?:(?:by|in|on|at) (?P<outlet>(?:the )?[^\W\d_a-z][^.,;|@]{1,60}?)(?: and .*|,.*)?"
    r"|(?P<date>[^|;]*?))\.?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the lines around a report say, and the lines themselves (`aside`, in order)."""

    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    domain: str | None = None  # of the contact address, in lower case
    stated: Stated | None = None
    aside: tuple[Excerpt, ...] = ()


def find_frame(text: str, *, head: bool) -> Frame:
    """Find the frame of a clean text; `head` looks for headline and byline on top too.

    Only whole lines are set aside, never part of a paragraph.
    """
    above = _head(text) if head else Frame()
    taken = {line.start for line in above.aside}
    below = _foot([line for line in _last_lines(text) if line.start not in taken])
    return Frame(
        headline=above.headline,
        byline=above.byline or below.byline,
        outlet=above.outlet or below.outlet,
        domain=below.domain,
        stated=above.stated or below.stated,
        aside=above.aside + below.aside,
    )


def plain_byline(words: str) -> str | None:
    """Give the names of a byline without "By"; None where nothing is left."""
    words = re.sub(r"\s+", " ", words[:_LONGEST_FRAME]).strip(" ,;|·•")
    return re.sub(r"(?i)^(?:(?:story|words|written|posted|reported) )?by\b:? ?", "", words) or None


def _first_lines(text: str) -> list[Excerpt]:
    """Give the first non-blank lines of a text, without the blanks around them."""
    lines = []
    for match in islice(re.finditer(r"\S[^\n]*", text), _HEAD_LINES):
        words = match[0].rstrip()
        lines.append(Excerpt(start=match.start(), end=match.start() + len(words), words=words))
    return lines


def _last_lines(text: str) -> list[Excerpt]:
    """Give the last non-blank lines of a text, in text order."""
    lines: list[Excerpt] = []
    end = len(text)
    while end > 0 and len(lines) < _FOOT_LINES:
        start = text.rfind("\n", 0, end) + 1
        words = text[start:end].strip()
        if words:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            lines.append(Excerpt(start=start, end=start + len(words), words=words))
        end = text.rfind("\n", 0, end)
    return lines[::-1]


def _head(text: str) -> Frame:
    """Read headline, standfirst, byline, outlet and date from the top of a text."""
    lines = _first_lines(text)
    for skipped in range(min(3, len(lines))):  # none, a headline, a headline and standfirst
        above, rest = lines[:skipped], lines[skipped:]
        if above and not _like_headline(above[0].words):
            break
        if any(len(line.words) > _LONGEST_FRAME for line in above):
            break
        frame = Frame(headline=above[0].words if above else None, aside=tuple(above))
        for number, line in enumerate(rest):
            told = read_frame_line(line.words)
            if told is None and frame.byline and not frame.outlet and _is_name(line.words):
                # A name between byline and date is the outlet's.
                after = read_frame_line(rest[number + 1].words) if rest[number + 1 :] else None
                told = after and Frame(outlet=line.words)
            if told is None:
                break
            frame = _joined(frame, told, line)
        if len(frame.aside) > len(above):
            return frame
    return _bare_headline(text, lines)


def _bare_headline(text: str, lines: list[Excerpt]) -> Frame:
    """Take a first line that stands alone above longer prose for the headline."""
    if len(lines) < 2 or not _like_headline(lines[0].words):
        return Frame()
    first, second = lines[0], lines[1]
    apart = text.count("\n", first.end, second.start) > 1
    prose = len(second.words) > len(first.words) and second.words.rstrip("\"”’')")[-1:] in ".!?"
    if apart and prose:
        return Frame(headline=first.words, aside=(first,))
    return Frame()


def _like_headline(words: str) -> bool:
    """Tell whether a line is short and has no full stop at its end."""
    return len(words) <= _LONGEST_HEADLINE and words[-1:] not in (".", ":", ";", ",", "”", '"')


def _joined(frame: Frame, told: Frame, line: Excerpt) -> Frame:
    """Add what one line tells; what was told above it stays."""
    return replace(
        frame,
        byline=frame.byline or told.byline,
        outlet=frame.outlet or told.outlet,
        stated=frame.stated or told.stated,
        aside=(*frame.aside, line),
    )


def read_frame_line(line: str) -> Frame | None:
    """Read a line such as "By A. Roe | The Paper | May 12, 2025"; None where it is none."""
    if len(line) > _LONGEST_HEADLINE:
        return None
    byline = outlet = stated = None
    updated, others = False, []
    for part in _BETWEEN.split(line.strip()):
        if _is_byline(part):
            byline = byline or plain_byline(part)
        elif date := read_date(part):
            stated = stated or date
        elif re.match(r"(?i)(?:last )?(?:updated|modified)\b", part):
            updated = True
        else:
            others.append(part)
    if not (byline or stated or updated) or not all(map(_is_name, others)) or len(others) > 2:
        return None
    if others and byline:
        outlet = others[-1]
    elif len(others) == 2:  # "A. Roe | The Paper | May 12, 2025"
        byline, outlet = others
    return Frame(byline=byline, outlet=outlet, stated=stated)


def _is_byline(words: str) -> bool:
    """Tell whether words are "By" and names, not a sentence that starts with "By"."""
    begun = re.match(r"(?:(?:Story|Words|Written) by|By|BY)\b:? ?", words)
    named = _CALLING.sub("", words[begun.end() :]) if begun else ""
    return named in _STAFF or _is_name(named)


def _is_name(words: str) -> bool:
    """Tell whether words are a few names: capitalised but for small words."""
    parts = words.replace(",", " ").split()
    if not 0 < len(parts) <= 14:
        return False
    if parts[-1].endswith((".", "!", "?")) and parts[-1] not in ("Jr.", "Sr.", "Inc.", "Co."):
        return False
    small = [part for part in parts if not part[0].isupper() and part not in ("&", "+")]
    return len(small) < len(parts) and all(part in _BYLINE_WORDS for part in small)


def _foot(lines: list[Excerpt]) -> Frame:
    """Read contact, credits and notices from the last lines of a text."""
    credited: dict[int, str] = {}
    domain = outlet = stated = None
    aside: list[Excerpt] = []
    for number, line in enumerate(lines):
        rank, names = _credit(line.words)
        about = number >= len(lines) - 3 and _about_author(line.words)
        if rank is None and not about and not _is_closer(line.words):
            continue
        aside.append(line)
        if rank is not None and names:
            credited.setdefault(rank, names)
        if address := _ADDRESS.search(line.words):
            domain = domain or address["domain"].lower().rstrip(".")
        if told := _FIRST_RUN.fullmatch(line.words):
            date = read_date(told["date"] or told["outlet"])
            stated = stated or date
            outlet = outlet or (None if date else told["outlet"])
    byline = credited[min(credited)] if credited else None
    return Frame(byline=byline, outlet=outlet, domain=domain, stated=stated, aside=tuple(aside))


def _credit(line: str) -> tuple[int | None, str]:
    """Give the rank of the credit that a line is (0 tells most) and the names in it."""
    if len(line) <= _LONGEST_FRAME:
        for rank, shape in enumerate(_CREDITS):
            if found := shape.fullmatch(line):
                return rank, found["people"].rstrip(".") + (
                    "." if found["people"].endswith(("Jr.", "Sr.")) else ""
                )
    return None, ""


def _is_closer(line: str) -> bool:
    """Tell whether a line is a notice below a report."""
    return len(line) <= _LONGEST_FRAME and any(shape.fullmatch(line) for shape in _CLOSERS)


def _about_author(line: str) -> bool:
    """Tell whether a line introduces the author rather than quotes anyone."""
    return (
        len(line) <= _LONGEST_FRAME
        and _ABOUT_AUTHOR.fullmatch(line) is not None
        and not _SPEECH.search(line)
    )
