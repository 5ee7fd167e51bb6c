"""Lines that begin with who speaks, in transcripts, interviews, headlines: "Lund: It is late"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.attributions.marks.reading import Passage, Reading
from nlp.titles import titles

WHOLLY = 0.95  # quoted share of a line that is one quotation
FEWEST_LINES = 4  # of a transcript
LONGEST_LABEL = 6  # words of a name before a colon
FEWEST_WORDS = 4  # of a headline: "Lund: Now or never" is none; "Lund: 547" is a row of a table
_LABEL = re.compile(
    r"(?:[A-Z][\w’'-]*(?: [a-z][a-z-]+){0,2} (?P<office>[a-z][a-z-]+) (?=[A-Z]\S* [A-Z]))?"
    r"(?P<name>[A-Z][\w.’'&-]*(?: (?:[A-Z][\w.’'&-]*|of|the|and|de|la|van|von|bin|al)){0,5}?"
    r"(?: (?P<body>[a-z]+))?)"
    r"(?P<topic> (?:[Oo]n|[Tt]o|[Aa]t) [A-Z][\w.’'&-]*"
    r"(?: (?:[A-Z][\w.’'&-]*|and|for|in|of|the)){0,8})?:\s+(?=\S)"
)
_WORD = re.compile(r"\w+")
# What a newsroom puts before a line of its own.
_NOTES = frozenset(
    {"amendment", "clarification", "clarifications", "correction", "corrections", "note"}
    | {"editor's note", "editor’s note", "photo", "picture", "related", "see", "update", "updated"}
)
_PIECE = re.compile(
    r"(?:an? |the )?(?:interview|obituary|portrait|profile|timeline|transcript|video)\b", re.I
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SOURCES = frozenset(
    {"analysts", "court", "experts", "historians", "minister", "officials", "paper", "police"}
    | {"poll", "report", "scientists", "sources", "study", "survey", "un", "watchdog"}
    | {"insiders", "newspaper"}
)
_SPEAKING_BODIES = frozenset({"aide", "aides", "camp", "campaign", "editorial", "lawyer"}) | (
    _SOURCES - {"un"}
)  # as the last word of a label: "Lund camp: …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a label says: its colon, the last word of its name, and bounds in the article."""

    passage: Passage
    colon: Token
    name: Token
    start: int
    end: int
    script: bool  # whether the same labels come again, as in a transcript


def find_lines(reading: Reading) -> Iterator[Line]:
    """The paragraphs that begin with a name and a colon, quotation marks apart."""
    labelled = [
        (number, match)
        for number, (start, end) in enumerate(reading.paragraphs)
        if (match := _LABEL.match(reading.text, start, end)) is not None
    ]
    if not labelled:
        return
    people, others = _people(reading), _people(reading, {match.start() for _, match in labelled})
    often = Counter(_name(match) for _, match in labelled)
    turns = Counter(_last(_name(match)) for _, match in labelled)  # "Ada Lund:", and then "Lund:"
    full = {_last(name).casefold() for name in often if " " in name}
    talk, beside = _is_talk(often, len(reading.paragraphs)), _named_beside(reading, often)
    for number, match in labelled:
        name, end = _name(match), reading.paragraphs[number][1]
        script = turns[_last(name)] > 1 or (talk and name.isupper())
        named = len(name) > 1 and (talk or _last(name) in beside)  # "Q" and "A" are no names
        # A single word before a colon is a name where the text has it as one elsewhere: "See: …".
        called = _last(name).casefold() in (people if " " in name else others | full)
        body = match["body"] in _SPEAKING_BODIES or (
            not number and (_is_body(reading, name) or _last(name).lower() in titles().heads)
        )
        known = body if match["body"] else called or body or (script and named)
        if name.casefold() in _NOTES or not _holds_office(match):
            continue
        if not (known or name.casefold() in _SOURCES) or name.count(" ") >= LONGEST_LABEL:
            continue
        if match["topic"] and number:
            continue  # "Lund on the Port: …" is a headline's
        if _PIECE.match(reading.text, match.end()):
            continue  # "Nora Quist: An Interview with the Mayor"
        if reading.quoted.of([(match.end(), end)]) > WHOLLY:  # a quotation, and found as such
            continue
        words = len(_LETTERS.findall(reading.text, match.end(), end))
        if words < (1 if script else FEWEST_WORDS):
            continue
        line = _line(reading, match, end, script=script)
        if line is not None:
            yield line


def _holds_office(match: re.Match[str]) -> bool:
    """Whether a word in small letters before a name is an office: "Port chief Ann Lund"."""
    return match["office"] is None or match["office"] in titles().heads


def _is_talk(often: Counter[str], paragraphs: int) -> bool:
    """Whether a text is a transcript: most of it labelled, and some labels in turn."""
    lines = sum(often.values())
    turns = sum(count > 1 for count in often.values())
    return turns > 1 and lines >= FEWEST_LINES and 2 * lines > paragraphs


def _named_beside(reading: Reading, labels: Counter[str]) -> frozenset[str]:
    """The last words of labels that stand elsewhere in the text, too."""
    words = Counter(_WORD.findall(reading.text))
    used: Counter[str] = Counter()
    for label, count in labels.items():
        used[_last(label)] += count
    return frozenset(word for word, count in used.items() if words[word] > count)


def _last(name: str) -> str:
    return str(_WORD.findall(name)[-1])


def _name(match: re.Match[str]) -> str:
    return match.string[match.start() : match.end("name")]


def _is_body(reading: Reading, name: str) -> bool:
    """Whether a headline's label is a body that the text names, too."""
    return any(
        body.label_ == "ORG" and body.text.removeprefix("the ") == name
        for passage in reading.passages[1:]
        for body in passage.doc.ents
    )


def _people(reading: Reading, but: Container[int] = ()) -> frozenset[str]:
    """The last words of the persons' names in the text, but for those that begin there."""
    return frozenset(
        person[-1].lower_.removesuffix("’s").removesuffix("'s")
        for passage in reading.passages
        for person in passage.doc.ents
        if person.label_ == "PERSON" and passage.offset + person.start_char not in but
    )


def _line(reading: Reading, match: re.Match[str], end: int, *, script: bool) -> Line | None:
    passage = reading.passage_at(match.start())
    if passage is None:
        return None
    words = [t for t in reading.tokens_between(match.start(), match.end()) if not t.is_space]
    named = reading.tokens_between(match.start(), match.end("name"))
    if len(words) < 2 or words[-1].text != ":" or not named:
        return None
    return Line(
        passage=passage,
        colon=words[-1],
        name=named[-1],
        start=match.end(),
        end=end,
        script=script,
    )
