"""All claims that a question finds, as a file that can be opened without harm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from handlers.answers.answering import Settled, settle
from handlers.errors import Refused
from handlers.exports import as_claimreview, as_csv, as_markdown, strict_json
from handlers.exports.rows import Export, ExportRow, row
from handlers.newsroom import Held, Request, Review, Status
from handlers.nothing_found.empty import nothing_found
from handlers.ports import World
from handlers.questions.asked import as_of_too, did_you_mean
from handlers.questions.operators import tidy
from handlers.reply import Action, File, Reply
from handlers.showing.cards import intact, withheld
from handlers.words.wording import count, coverage, day, listed, today

MOST = 5_000  # claims in one file
_PAGE = 500  # claims read at once
_LONGEST_NAME = 60  # characters that the question has in the name of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to write claims into a file."""

    name: str  # as it is typed and shown
    render: Callable[[Export], bytes]
    media: str
    ending: str
    note: str  # what a person should know before opening or publishing it


FORMATS = (
    Format(
        name="csv",
        render=as_csv.render,
        media="text/csv",
        ending="csv",
        note="A cell that a spreadsheet could run as a formula begins with an apostrophe.",
    ),
    Format(
        name="json",
        render=strict_json.render,
        media="application/json",
        ending="json",
        note="Offsets count characters of the stored article, end-exclusive.",
    ),
    Format(
        name="md",
        render=as_markdown.render,
        media="text/markdown",
        ending="md",
        note="Words of articles are escaped: they hold no links, mentions or formatting.",
    ),
    Format(
        name="claimreview",
        render=as_claimreview.render,
        media="application/ld+json",
        ending="jsonld",
        note=(
            "Before you publish a ClaimReview, add your organisation as its author and the "
            "address of your page: neither is known here."
        ),
    ),
)
_CALLED = {each.name: each for each in FORMATS} | {"markdown": FORMATS[2], "jsonld": FORMATS[3]}
# Kinds of files that people ask for and do not get.
_OTHERS = frozenset(
    {"pdf", "xls", "xlsx", "excel", "ods", "doc", "docx", "word", "html", "xml", "yaml", "tsv"}
    | {"txt", "rtf", "sql", "zip", "parquet"}
)
_NAMES = listed(tuple(each.name for each in FORMATS), "or")


def names_format(words: str) -> bool:
    """Whether a line names a kind of file first or last."""
    typed = words.lower().split()
    return bool(typed) and not _CALLED.keys().isdisjoint((typed[0], typed[-1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The answer with its file, and what the file holds; None where nothing was found."""

    reply: Reply
    query: str
    kind: Format
    export: Export | None = None


async def issue(request: Request, world: World, argument: str) -> Issued:
    """Answer with a file of all claims that match, newest first, at most `MOST`.

    The format stands last or first; without one it is CSV. The question may begin with a
    command that asks ("quotes bessent"). Raises Refused for another kind of file.
    """
    query, kind = _read(argument)
    settled = await settle(_line(query), request, world)
    if not settled.total:
        reply = await nothing_found(request, world, settled.asked, settled.guesses)
        return Issued(reply=reply, query=query, kind=kind)
    rows, gone = await _rows(settled, request, world)
    whole, understood = settled.whole, settled.asked.understood
    wanted = Export(
        asked=settled.asked.line if query else "",
        title=(understood.line[:1].upper() + understood.line[1:]) or "All claims on record",
        as_of=request.as_of or today(request.zone, world.clock.now()),
        total=whole.total,
        capped=whole.capped,
        rows=rows,
    )
    file = await world.aside(partial(_file, wanted, kind))
    total = count(whole.total, "claim", capped=whole.capped)
    over = f"{total} in {coverage(whole.coverage)}; as of {day(wanted.as_of)}"
    reply = Reply(
        headline=f"{wanted.title}: {over}. They are in the file {file.name}.",
        notes=(
            *map(did_you_mean, settled.guesses),
            *understood.notes,
            *_left_out(wanted, kind, gone),
            kind.note,
        ),
        files=(file,),
        actions=_actions(query, kind, request),
        total=whole.total,
        capped=whole.capped,
    )
    return Issued(reply=reply, query=query, kind=kind, export=wanted)


def _read(argument: str) -> tuple[str, Format]:
    """The question, and the format that stands behind or before it."""
    words = tidy(argument).split(" ")
    for at in (-1, 0):
        typed = words[at].lower().removeprefix(".")
        if found := _CALLED.get(typed):
            rest = words[:-1] if at else words[1:]
            if at and rest and rest[-1].lower() in ("as", "to"):
                rest = rest[:-1]
            return " ".join(rest).removeprefix("/"), found
        if at and typed in _OTHERS:
            query = " ".join(words[:-1])
            raise Refused(
                f"I write {_NAMES}, not {typed}: type {f'/export {query}'.rstrip()} csv, which "
                "spreadsheets open."
            )
    return " ".join(words).removeprefix("/"), FORMATS[0]


def _line(query: str) -> str:
    """The question as a line that begins with what it asks: a topic, a command, or its words."""
    if not query:
        return "export"
    return f"claims {query}" if query.lower().startswith("export") else query


async def _rows(
    settled: Settled, request: Request, world: World
) -> tuple[tuple[ExportRow, ...], int]:
    """All rows up to the limit, and how many claims were withheld."""
    rows, read, page = list[ExportRow](), 0, ""
    while read < MOST:
        question = settled.asked.question(request.as_of, limit=min(_PAGE, MOST - read), page=page)
        found, page = await world.store.newest(question)
        read += len(found)
        reviews = {held.claim.id: await _review(held, request, world) for held in found}
        rows += await world.aside(partial(_sound, found, reviews))
        if not page:
            break
    return tuple(rows), read - len(rows)


def _sound(found: Iterable[Held], reviews: Mapping[str, Review | None]) -> list[ExportRow]:
    """The rows of the claims whose words stand in their articles."""
    return [row(held, reviews[held.claim.id]) for held in found if intact(held)]


async def _review(held: Held, request: Request, world: World) -> Review | None:
    """The workspace's last word on a claim, which no other workspace sees."""
    if held.claim.status is Status.UNCHECKED:
        return None
    workspace = request.channel.workspace
    past = await world.store.reviews(workspace, held.claim.id, as_of=request.as_of)
    return past[-1] if past else None


def _file(wanted: Export, kind: Format) -> File:
    plain = unicodedata.normalize("NFKD", wanted.asked or "all").encode("ascii", "ignore")
    words = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower())[:_LONGEST_NAME].strip("-")
    name = "-".join(filter(None, ("claimwire", words, wanted.as_of.isoformat())))
    held = count(len(wanted.rows), "claim")
    return File(
        name=f"{name}.{kind.ending}",
        media=kind.media,
        data=kind.render(wanted),
        alt=f"{held} as {kind.name}, newest first, with ids, words, offsets and sources.",
    )


def _left_out(wanted: Export, kind: Format, gone: int) -> tuple[str, ...]:
    """What the file does not hold, said plainly."""
    notes = list[str]()
    held = len(wanted.rows) + gone
    if held >= MOST and (wanted.capped or held < wanted.total):
        notes.append(
            f"A file holds the newest {MOST:,} claims at most, and there may be more: narrow the "
            "question, such as with until: and the date of the last one in the file."
        )
    if held > wanted.total and not wanted.capped:
        notes.append(
            "What several articles have is counted once, and has a row in the file for each: "
            f"{held:,} rows for {count(wanted.total, 'claim')}."
        )
    notes += withheld(gone)
    wrong = sum(each.status is Status.WRONG for each in wanted.rows)
    if kind.name == "claimreview" and wrong:
        notes.append(f"Left out: {count(wrong, 'finding')} marked as wrong here.")
    return tuple(notes)


def _actions(query: str, kind: Format, request: Request) -> tuple[Action, ...]:
    """The same in the other formats."""
    return tuple(
        Action(
            name="export",
            label=f"As {each.name}",
            command=as_of_too(f"/export {query}".rstrip(), request.as_of) + f" {each.name}",
        )
        for each in FORMATS
        if each is not kind
    )
