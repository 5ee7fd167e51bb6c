"""The tables of standing questions, of what is due, and of what was shown or handed out."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from bot.store.database.schema import Key, Moment, metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("platform", String(16), nullable=False),
    Column("workspace", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("cadence", Text, nullable=False),  # as JSON
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False, index=True),
    Column("seen", BigInteger, nullable=False),
    Column("stopped", Moment),
    Column("policy", Text, nullable=False),  # as JSON
    Column("paused", Moment),
    Column("resumes", Moment),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", String(25), primary_key=True),
    Column("subscription", ForeignKey("subscriptions.number"), nullable=False),
    Column("local_date", Date, nullable=False),
    Column("local_time", Time, nullable=False),
    Column("due", Moment, nullable=False),
    Column("place", Text, nullable=False),  # the channel in one value, for its order
    Column("items", Text, nullable=False),  # as JSON
    Column("notes", Text, nullable=False),  # as JSON
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_tried", Moment),
    Column("unsure", Boolean, nullable=False),  # a try may have arrived
    Column("message_id", Text),
    Column("owner", Text),
    Column("free_at", Moment, nullable=False),  # due, retry time or end of the lease
    Column("ended", Moment),
    Column("why", Text),
    Column("carrier", String(25), index=True),  # the delivery whose message tells it
    UniqueConstraint("subscription", "local_date", "local_time"),
    Index(None, "state", "free_at"),
    Index(None, "place", "state", "due"),
)

showings = Table(  # messages of ours that show claims
    "showings",
    metadata,
    Column("serial", Key, primary_key=True, autoincrement=True),
    Column("platform", String(16), nullable=False),
    Column("workspace", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("delivery", String(25)),
    Column("shown", Moment, nullable=False),
    Column("reply", LargeBinary),  # as it was shown, packed
    Column("place", Text, nullable=False, server_default=""),  # the platform's words
    Column("by", Text, nullable=False, server_default=""),  # who shared it, in its words
    UniqueConstraint("platform", "workspace", "channel", "message_id"),
)

shown_claims = Table(
    "shown_claims",
    metadata,
    Column("showing", ForeignKey("showings.serial"), primary_key=True),
    Column("claim", Text, primary_key=True, index=True),
    Column("review", BigInteger, nullable=False),  # the last one that the message tells of
    Column("version", Integer, nullable=False),  # of its article, when it was shown; 0 unknown
    Column("gone", Boolean, nullable=False),  # the message tells that it left its article
)

amendments = Table(  # what such a message must be corrected by
    "amendments",
    metadata,
    Column("key", String(25), primary_key=True),
    Column("showing", ForeignKey("showings.serial"), nullable=False, index=True),
    Column("made", Moment, nullable=False),
    Column("corrections", Text, nullable=False),  # as JSON
    Column("stage", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_tried", Moment),
    Column("unsure", Boolean, nullable=False),
    Column("owner", Text),
    Column("free_at", Moment, nullable=False),
    Column("message_id", Text),
    Column("why", Text),
    Index(None, "state", "free_at"),
)

exports = Table(  # files that were handed out
    "exports",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("place", Text, nullable=False, index=True),  # the channel in one value
    Column("person", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("made", Moment, nullable=False),
    Column("as_of", Date),
    Column("claims", LargeBinary, nullable=False),  # with their statuses, packed
    sqlite_autoincrement=True,  # numbers are not reused
)
