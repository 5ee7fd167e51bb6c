"""/export: a file of claims, kept in mind, so that it can be had again with what has changed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from handlers.digests.text import line_of, shortened
from handlers.errors import Refused
from handlers.exported import Exported, ExportedClaim
from handlers.exports import as_csv
from handlers.exports.asked_file import Issued, issue, names_format
from handlers.exports.rows import Export, ExportRow
from handlers.newsroom import Request, Status
from handlers.ports import World
from handlers.reply import Action, File, Reply, Row, Section
from handlers.words.wording import count, day, local

_AGAIN = re.compile(r"again(?:\s+(?:no\.?\s*)?#?(?P<number>\d{1,18}))?", re.IGNORECASE)
_LISTED = 5  # exports that a refusal names
_COLUMNS = ("change", "id", "claim", "by", "on", "why")
_SHOWN = 20  # changes in the answer; all of them are in a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one claim of a file: added, withdrawn, or judged; by whom and why."""

    what: str
    claim_id: str
    line: str
    by: str = ""
    on: str = ""  # the day, where somebody judged it
    why: str = ""


def is_export(words: str) -> bool:
    """Whether a line without slash asks for a file: "export controls on china" does not."""
    return names_format(words) or bool(_AGAIN.fullmatch(words.strip()))


async def export(request: Request, world: World, argument: str) -> Reply:
    """Answer with a file of all claims that match, or with one of before as it is now.

    "again" is the last one of this channel, "again 3" no. 3: then what changed since is told,
    and written into a file beside it. Raises Refused where there is no such export.
    """
    asked = _AGAIN.fullmatch(argument.strip())
    if asked is None:
        issued = await issue(request, world, argument)
        return await _kept(issued, request, world)
    before = await _meant(asked["number"], request, world)
    issued = await issue(
        replace(request, as_of=before.as_of), world, f"{before.query} {before.kind}".strip()
    )
    if issued.export is None:
        issued = replace(issued, reply=replace(issued.reply, refused=False))
    changes = [each async for each in _changes(before, issued.export, request, world)]
    reply = await _kept(issued, replace(request, as_of=before.as_of), world)
    return _with_changes(reply, before, changes, request.zone)


async def _meant(number: str | None, request: Request, world: World) -> Exported:
    """The export that is asked for again."""
    here = await world.store.exports(request.channel)
    if not here:
        raise Refused(
            "No export was made here yet. Type /export and a question, such as /export tariffs csv."
        )
    wanted = int(number) if number else here[0].number
    found = await world.store.export_of(wanted, request.channel)
    if found is None:
        known = "; ".join(f"no. {each.number}, {_title(each)}" for each in here[:_LISTED])
        raise Refused(f"There is no export no. {wanted} here. The last ones are: {known}.")
    return found


def _title(exported: Exported) -> str:
    """ "tariffs china csv of 5 June 2025"."""
    asked = f"{exported.query} {exported.kind}".strip()
    return f"{shortened(asked)} of {day(exported.made.date())}"


async def _kept(issued: Issued, request: Request, world: World) -> Reply:
    """The answer, once its export is kept in mind."""
    if issued.export is None or request.trial:
        return issued.reply
    claims = tuple(ExportedClaim(id=row.id, status=row.status) for row in issued.export.rows)
    number = await world.store.exported(
        Exported(
            number=0,
            channel=request.channel,
            person=request.person,
            query=issued.query,
            kind=issued.kind.name,
            made=world.clock.now(),
            as_of=request.as_of,
            claims=claims,
        )
    )
    again = f"/export again {number}"
    reply = issued.reply
    return replace(
        reply,
        notes=(*reply.notes, f"This is export no. {number}: {again} gives it anew, with changes."),
        actions=(*reply.actions, Action(name="again", label="Again, with changes", command=again)),
    )


async def _changes(  # what is new first, then what is gone, then what was judged
    before: Exported, now: Export | None, request: Request, world: World
) -> AsyncIterator[Change]:
    had = {each.id: each.status for each in before.claims}
    rows = {row.id: row for row in now.rows} if now else {}
    for row in rows.values():
        if row.id not in had:
            yield Change(what="Added", claim_id=row.id, line=_line(row))
    for claim_id in had:
        if claim_id not in rows:
            yield await _withdrawn(claim_id, request, world)
    for row in rows.values():
        if row.id in had and (judged := _judged(row, had[row.id], before)):
            yield judged


async def _withdrawn(claim_id: str, request: Request, world: World) -> Change:
    """A claim that the file had and has no more, and why."""
    workspace = request.channel.workspace
    held = await world.store.recalled(claim_id, workspace=workspace)
    if held is None:
        return Change(what="Withdrawn", claim_id=claim_id, line="", why="its article is gone")
    if await world.store.claim(claim_id, workspace=workspace):
        why = "the question does not find it any more"
    else:
        article = await world.store.article(held.article.id)
        version = article.version if article else held.article.version
        outlet = held.article.parsed.outlet or "outlet unknown"
        why = f"no longer in its article, which is in version {version} ({outlet})"
    return Change(what="Withdrawn", claim_id=claim_id, line=line_of(held), why=why)


def _judged(row: ExportRow, was: Status, before: Exported) -> Change | None:
    """What somebody found out about a claim since; None where that is nothing."""
    review = row.review
    if review is None or (review.at <= before.made and row.status is was):
        return None
    return Change(
        what=row.status.shown.capitalize(),
        claim_id=row.id,
        line=_line(row),
        by=review.by,
        on=day(review.at.date()),
        why=review.note,
    )


def _line(row: ExportRow) -> str:
    return shortened(row.reading or f"{row.speaker}: {row.quoted}")


def _with_changes(reply: Reply, before: Exported, changes: list[Change], zone: str) -> Reply:
    """The answer with the list of changes; the whole list is a file as well."""
    since = f"export no. {before.number} of {local(before.made, zone)}"
    if not changes:
        note = f"Nothing has changed since {since}: the same claims, with the same statuses."
        return replace(reply, notes=(note, *reply.notes))
    more = len(changes) - _SHOWN
    notes = (f"The first {_SHOWN} are shown; all are in the file of changes.",) if more > 0 else ()
    rows = [
        Row(label=_label(each), text=f"{each.line or each.claim_id}{_why(each)}")
        for each in changes[:_SHOWN]
    ]
    title = f"{count(len(changes), 'change')} since {since}"
    return replace(
        reply,
        sections=(Section(title=title, notes=notes, rows=tuple(rows)), *reply.sections),
        files=(*reply.files, _file(reply, before, changes)),
        people=(*reply.people, *dict.fromkeys(each.by for each in changes[:_SHOWN] if each.by)),
    )


def _label(change: Change) -> str:
    return f"{change.what} by {change.by}, {change.on}" if change.by else change.what


def _why(change: Change) -> str:
    return f" — {change.why}" if change.why else ""


def _file(reply: Reply, before: Exported, changes: list[Change]) -> File:
    name = reply.files[0].name.rpartition(".")[0] if reply.files else f"claimwire-{before.number}"
    rows = [(each.what, each.claim_id, each.line, each.by, each.on, each.why) for each in changes]
    return File(
        name=f"{name}-changes.csv",
        media="text/csv",
        data=as_csv.table(_COLUMNS, rows),
        alt=f"{count(len(changes), 'change')} since export no. {before.number}, with who and why.",
    )
