"""What was heard lately, so that it is answered once, and where we are installed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database.faults import plain
from bot.store.database.schema import heard, installs, unanswered
from bot.store.outbox.tables import deliveries, exports, showings, subscriptions
from bot.store.outbox.to_send import place_of
from handlers.newsroom import Channel, Platform
from handlers.ports import Install, Unanswered

KEPT = timedelta(days=3)  # longer than any platform sends a thing again


def first_time(conn: Connection, key: str, now: datetime) -> bool:
    """Remember it; False where it is known already."""
    conn.execute(delete(heard).where(heard.c.at < now - KEPT))
    row = {"key": plain(key), "at": now}
    inserting = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    new = inserting(heard).values(row).on_conflict_do_nothing().returning(heard.c.key)
    return conn.execute(new).first() is not None


def forget(conn: Connection, key: str) -> None:
    """As if it had not been heard."""
    conn.execute(delete(heard).where(heard.c.key == plain(key)))


def ask(conn: Connection, asked: Unanswered) -> None:
    """The law is that of `handlers.ports.Workspaces.ask`."""
    conn.execute(delete(unanswered).where(unanswered.c.key == plain(asked.key)))
    row = {
        "key": plain(asked.key),
        "platform": asked.platform.value,
        "body": plain(asked.body),
        "at": asked.at,
        "taken": False,
    }
    conn.execute(insert(unanswered).values(row))


def answered(conn: Connection, key: str) -> None:
    """It need not be answered any more."""
    conn.execute(delete(unanswered).where(unanswered.c.key == plain(key)))


def not_answered(conn: Connection, platform: Platform, since: datetime) -> tuple[Unanswered, ...]:
    """The law is that of `handlers.ports.Workspaces.unanswered`."""
    of_it = unanswered.c.platform == platform.value
    conn.execute(delete(unanswered).where(of_it, unanswered.c.at < since))
    waiting = select(unanswered).where(of_it, unanswered.c.taken.is_(False))
    return tuple(
        Unanswered(key=row.key, platform=platform, body=row.body, at=row.at)
        for row in conn.execute(waiting.order_by(unanswered.c.at, unanswered.c.key))
    )


def take_up(conn: Connection, key: str) -> bool:
    """The law is that of `handlers.ports.Workspaces.take_up`."""
    waiting = (unanswered.c.key == plain(key), unanswered.c.taken.is_(False))
    return conn.execute(update(unanswered).where(*waiting).values(taken=True)).rowcount == 1


def install(conn: Connection, new: Install) -> None:
    """Keep it, in the place of what was known of that workspace."""
    conn.execute(delete(installs).where(*_is(new.platform, new.id)))
    conn.execute(
        insert(installs).values(
            platform=new.platform.value,
            id=plain(new.id),
            organisation=plain(new.organisation),
            secret=new.secret,
            user=plain(new.user),
            bot=plain(new.bot),
            person=plain(new.by),
            at=new.at,
        )
    )


def installed(conn: Connection, platform: Platform, name: str) -> Install | None:
    """What is known of one workspace or organisation."""
    row = conn.execute(select(installs).where(*_is(platform, name))).one_or_none()
    return _install(row) if row else None


def listed(conn: Connection, platform: Platform) -> tuple[Install, ...]:
    """All of a platform, by id."""
    wanted = select(installs).where(installs.c.platform == platform.value).order_by(installs.c.id)
    return tuple(map(_install, conn.execute(wanted)))


def uninstall(conn: Connection, platform: Platform, name: str) -> tuple[str, ...]:
    """Forget it, and those that use its token; all workspaces that are uninstalled so."""
    conn.execute(delete(installs).where(*_is(platform, name)))
    if not name:
        return ()
    using = (installs.c.organisation == plain(name)) & (installs.c.secret == "")
    of_it = delete(installs).where(installs.c.platform == platform.value, using)
    return (plain(name), *conn.scalars(of_it.returning(installs.c.id)))


def move(conn: Connection, channel: Channel, name: str) -> int:
    """Give a channel's subscriptions its new id, and what is due or was shown there too."""
    there = replace(channel, id=plain(name))
    posts = update(deliveries).where(deliveries.c.place == place_of(channel))
    conn.execute(posts.values(place=place_of(there)))
    files = update(exports).where(exports.c.place == place_of(channel))
    conn.execute(files.values(place=place_of(there)))
    told = update(showings).where(
        showings.c.platform == channel.platform.value,
        showings.c.workspace == plain(channel.workspace),
        showings.c.channel == plain(channel.id),
    )
    conn.execute(told.values(channel=there.id))
    moving = update(subscriptions).where(
        subscriptions.c.platform == channel.platform.value,
        subscriptions.c.workspace == plain(channel.workspace),
        subscriptions.c.channel == plain(channel.id),
    )
    return conn.execute(moving.values(channel=plain(name))).rowcount


def _is(platform: Platform, name: str) -> tuple[Any, Any]:
    return installs.c.platform == platform.value, installs.c.id == plain(name)


def _install(row: Row[*tuple[Any, ...]]) -> Install:
    return Install(
        platform=Platform(row.platform),
        id=row.id,
        organisation=row.organisation,
        secret=row.secret,
        user=row.user,
        bot=row.bot,
        by=row.person,
        at=row.at,
    )
