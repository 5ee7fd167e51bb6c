"""Storing an article with its claims: what changes, decided and written in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from bot.store.articles import families
from bot.store.articles.exchanging import (
    Entry,
    Seat,
    exchange_claims,
    facets_more,
    index_article,
    take_turn,
)
from bot.store.articles.reading import CURRENT, article_of, stored_article
from bot.store.articles.reviewing import ever_given
from bot.store.conditions import private
from bot.store.conditions.private import Owner
from bot.store.database import codec, places
from bot.store.database.dialect import Dialect
from bot.store.database.schema import (
    article_versions,
    articles,
    claim_bodies,
    claims,
    counters,
    retired_claims,
)
from bot.store.facets.shelf import TOUCHED, count_change
from handlers.errors import Refused
from handlers.matters.one_matter import matter_number
from handlers.matters.sameness import another_outlet, said_by
from handlers.newsroom import Article, Claim, Held
from handlers.ports import Outcome, Stored
from nlp.sketches import Sketch

AT_ONCE = 500  # ids in one question to the database


def put(
    conn: Connection,
    dialect: Dialect,
    article: Article,
    found: tuple[Claim, ...],
    sketch: Sketch | None = None,
    owner: Owner | None = None,
) -> Stored:
    """The law is that of `handlers.ports.Claims.put`; `article` is given as a first version.

    With an `owner` it is that of `keep`.
    """
    take_turn(conn)
    same = _same_text(conn, article, owner)
    for other in same:
        if not another_outlet(other.parsed, article.parsed):
            return Stored(outcome=Outcome.DUPLICATE, article=other)
    before = stored_article(conn, articles.c.id == article.id)
    article, outcome = _next_version(before, article)
    old = seat_of(conn, article.id)
    _refuse_clashes(conn, found, old, article.id)
    seat = _keep_article(conn, article, before, old, (len(found), _unique(article, same, owner)))
    if owner is not None:
        private.keep(conn, seat.serial, owner)
    family = families.keep(conn, seat.serial, article.id, sketch)
    was = live(conn, seat)
    now = _entries(conn, seat, was, article, found)
    if owner is not None:  # it is grouped with nothing: what others find must not tell of it
        now = [replace(each, said=None) for each in now]
    if (before, old, was) != (article, seat, now):
        index_article(conn, dialect, article, old, seat)
        exchange_claims(conn, dialect, article, (old, seat), (was, now))
        if owner is not None:
            private.recount(conn, owner.workspace, facets_more(article, was, now))
    return Stored(outcome=outcome, article=replace(article, family=family))


def _same_text(conn: Connection, article: Article, owner: Owner | None) -> list[Article]:
    """The other articles whose current version has this very text, the first stored first.

    What a workspace keeps for itself is no reason for others not to store it.
    """
    wanted = CURRENT.where(
        article_versions.c.digest == article.digest,
        articles.c.id != article.id,
        private.seen(articles.c.serial, owner.workspace if owner else ""),
    ).order_by(articles.c.serial)
    return [article_of(row) for row in conn.execute(wanted)]


def _unique(article: Article, same: list[Article], owner: Owner | None) -> str:
    """What no other article's row may have: its text, with the outlet where several print it.

    With the workspace where one keeps it for itself.
    """
    if not same and owner is None:
        return article.digest
    both = f"{article.digest}\n{owner.workspace if owner else article.parsed.outlet}"
    return hashlib.sha256(both.encode("utf-8", "surrogatepass")).hexdigest()


def _next_version(before: Article | None, given: Article) -> tuple[Article, Outcome]:
    """The article as it will be stored, and what that comes to."""
    if before is None:
        return given, Outcome.ADDED
    if before.digest == given.digest:
        return replace(before, parsed=given.parsed), Outcome.UNCHANGED
    version = before.version + 1
    return replace(given, version=version, family=before.family), Outcome.UPDATED


def seat_of(conn: Connection, article_id: str) -> Seat | None:
    """Where an article and its claims stand; None where it is not stored."""
    row = conn.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    if row is None:
        return None
    return Seat(
        serial=row.serial, base=row.base, room=row.room, bucket=row.bucket, outlet=row.outlet
    )


def _refuse_clashes(
    conn: Connection, found: tuple[Claim, ...], seat: Seat | None, article_id: str
) -> None:
    """A claim's id is its own: not twice in an article, nor in two articles."""
    ids = [claim.id for claim in found]
    clash = len(set(ids)) != len(ids)
    own = seat.serial if seat else 0
    for table in (claims, retired_claims):
        for at in range(0, len(ids), AT_ONCE):
            there = select(table.c.id).where(
                table.c.id.in_(ids[at : at + AT_ONCE]), table.c.article != own
            )
            clash = clash or conn.execute(there.limit(1)).first() is not None
    if clash:
        raise Refused(f"Two claims of {article_id} carry one id; nothing was stored.")


def _keep_article(
    conn: Connection,
    article: Article,
    before: Article | None,
    old: Seat | None,
    needed: tuple[int, str],
) -> Seat:
    """Write the article's rows; it keeps its keys unless its date or its size forbids it.

    `needed` are how many keys it needs, and what tells its row from all others.
    """
    (room_needed, unique), parsed = needed, article.parsed
    bucket = places.bucket(parsed.published)
    if old is not None and old.bucket == bucket and room_needed <= old.room:
        base, room = old.base, old.room
    else:
        base, room = _free_keys(conn, bucket, places.room_for(room_needed))
    values = {
        "id": article.id,
        "version": article.version,
        "digest": unique,
        "outlet": parsed.outlet,
        "day": parsed.published.day if parsed.published else None,
        "precision": parsed.published.precision.value if parsed.published else None,
        "bucket": bucket,
        "base": base,
        "room": room,
        "touched": TOUCHED,
    }
    count_change(conn)
    if old is None:
        serial = conn.scalar(insert(articles).values(values).returning(articles.c.serial))
    else:
        serial = old.serial
        conn.execute(update(articles).where(articles.c.serial == serial).values(values))
    if before != article:
        keep_version(conn, serial or 0, article, before)
    return Seat(serial=serial or 0, base=base, room=room, bucket=bucket, outlet=parsed.outlet)


def _free_keys(conn: Connection, second: int, room: int) -> tuple[int, int]:
    """Keys above all others of that second, so that of one second the later stored is newer."""
    while True:
        start, end = places.first_key(second), places.first_key(second + 1)
        top = conn.execute(
            select(articles.c.base, articles.c.room)
            .where(articles.c.base >= start, articles.c.base < end)
            .order_by(articles.c.base.desc())
            .limit(1)
        ).one_or_none()
        base = top.base + top.room if top else start
        if base + room <= end:
            return base, room
        second += 1


def keep_version(conn: Connection, serial: int, article: Article, before: Article | None) -> None:
    """Write the text of a new version; of the one that is there only what was read beside it."""
    parsed = codec.dump_parsed(article.parsed)
    if before is not None and before.version == article.version:
        of = (article_versions.c.article == serial, article_versions.c.version == article.version)
        conn.execute(update(article_versions).where(*of).values(parsed=parsed))
        return
    conn.execute(
        insert(article_versions).values(
            article=serial,
            version=article.version,
            digest=article.digest,
            fetched=article.fetched,
            text=article.parsed.text,
            parsed=parsed,
        )
    )


def live(conn: Connection, seat: Seat) -> list[Entry]:
    """The article's claims as they are stored, in text order."""
    rows = conn.execute(
        select(claims, claim_bodies)
        .join_from(claims, claim_bodies, claims.c.key == claim_bodies.c.key)
        .where(claims.c.article == seat.serial)
        .order_by(claims.c.key.desc())
    ).all()
    given = ever_given(conn, [row.id for row in rows])
    return [
        Entry(
            key=row.key,
            id=row.id,
            sequence=row.sequence,
            body=row.body,
            finding=row.finding,
            said=row.said,
            matter=row.matter,
            statuses=given[row.id],
        )
        for row in rows
    ]


def _entries(
    conn: Connection, seat: Seat, was: list[Entry], article: Article, found: tuple[Claim, ...]
) -> list[Entry]:
    """The article's claims as they will be: those known before keep their sequence."""
    gone = select(retired_claims.c.id, retired_claims.c.sequence)
    rows = conn.execute(gone.where(retired_claims.c.article == seat.serial))
    kept = {row.id: row.sequence for row in rows} | {entry.id: entry.sequence for entry in was}
    ids = [claim.id for claim in found]
    new = [each for each in ids if each not in kept]
    for sequence, each in enumerate(new, start=_count_up(conn, len(new)) - len(new) + 1):
        kept[each] = sequence
    given = ever_given(conn, ids)
    numbers = said_by(article, found)
    entries = []
    in_order = sorted(found, key=lambda claim: (claim.span.start, claim.span.end))
    for rank, claim in enumerate(in_order):
        body, finding = codec.dump_claim(claim)
        entries.append(
            Entry(
                key=seat.key(rank),
                id=claim.id,
                sequence=kept[claim.id],
                body=body,
                finding=finding,
                said=numbers[claim.id],
                matter=matter_number(Held(claim=claim, article=article)),
                statuses=given[claim.id],
            )
        )
    return entries


def _count_up(conn: Connection, by: int) -> int:
    """Take so many ingest sequences; the highest of them."""
    value = conn.scalar(
        update(counters)
        .where(counters.c.name == "sequence")
        .values(value=counters.c.value + by)
        .returning(counters.c.value)
    )
    return int(value or 0)
