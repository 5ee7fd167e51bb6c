"""What was handed out as files: each function runs in one transaction of its caller."""

from __future__ import annotations

import zlib
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, delete, insert, select

from bot.store.database.faults import plain
from bot.store.outbox.tables import exports
from bot.store.outbox.to_send import place_of
from handlers.exported import Exported, ExportedClaim
from handlers.newsroom import Channel

KEPT = 50  # of a channel
_CLAIMS = TypeAdapter(tuple[ExportedClaim, ...])


def keep(conn: Connection, exported: Exported) -> int:
    """The law is that of `handlers.ports.Exports.exported`."""
    place = place_of(exported.channel)
    values = {
        "place": place,
        "person": plain(exported.person),
        "query": plain(exported.query),
        "kind": exported.kind,
        "made": exported.made,
        "as_of": exported.as_of,
        "claims": zlib.compress(_CLAIMS.dump_json(exported.claims)),
    }
    number = conn.scalar(insert(exports).values(values).returning(exports.c.number))
    here = exports.c.place == place
    newest = select(exports.c.number).where(here).order_by(exports.c.number.desc()).limit(KEPT)
    conn.execute(delete(exports).where(here, exports.c.number.not_in(list(conn.scalars(newest)))))
    return int(number or 0)


def of_channel(conn: Connection, channel: Channel) -> tuple[Exported, ...]:
    """The law is that of `handlers.ports.Exports.exports`."""
    bare = select(*(each for each in exports.c if each.name != "claims"))
    rows = conn.execute(
        bare.where(exports.c.place == place_of(channel)).order_by(exports.c.number.desc())
    )
    return tuple(_exported(row, channel, ()) for row in rows)


def one(conn: Connection, number: int, channel: Channel) -> Exported | None:
    """The law is that of `handlers.ports.Exports.export_of`."""
    if not 0 < number < 1 << 31:
        return None
    wanted = select(exports).where(exports.c.number == number, exports.c.place == place_of(channel))
    row = conn.execute(wanted).one_or_none()
    if row is None:
        return None
    return _exported(row, channel, _CLAIMS.validate_json(zlib.decompress(row.claims)))


def _exported(row: Row[Any], channel: Channel, claims: tuple[ExportedClaim, ...]) -> Exported:
    return Exported(
        number=row.number,
        channel=channel,
        person=row.person,
        query=row.query,
        kind=row.kind,
        made=row.made,
        as_of=row.as_of,
        claims=claims,
    )
