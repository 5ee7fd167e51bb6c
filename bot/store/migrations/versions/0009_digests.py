"""Digests at several times a day, their items, and messages of ours that may need correcting."""

from __future__ import annotations

import json
from datetime import time

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Widen subscriptions and deliveries, and make the tables of what was shown where."""
    _subscriptions()
    _deliveries()
    _showings()
    _amendments()


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError


def _subscriptions() -> None:
    with op.batch_alter_table("subscriptions") as table:
        table.add_column(sa.Column("policy", sa.Text, nullable=False, server_default="{}"))
        table.add_column(sa.Column("paused", MOMENT))
        table.add_column(sa.Column("resumes", MOMENT))
    conn = op.get_bind()
    for number, text in conn.execute(sa.text("SELECT number, cadence FROM subscriptions")).all():
        cadence = json.loads(text)
        cadence["times"] = [cadence.pop("at")]
        conn.execute(
            sa.text("UPDATE subscriptions SET cadence = :cadence WHERE number = :number"),
            {"cadence": json.dumps(cadence), "number": number},
        )


def _deliveries() -> None:
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("local_time", sa.Time, nullable=False, server_default="00:00"))
        table.add_column(sa.Column("place", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("items", sa.Text, nullable=False, server_default="[]"))
        table.add_column(sa.Column("notes", sa.Text, nullable=False, server_default="[]"))
        table.add_column(sa.Column("unsure", sa.Boolean, nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("carrier", sa.String(25)))
        table.drop_constraint("uq_deliveries_subscription_local_date", type_="unique")
        table.create_unique_constraint(
            "uq_deliveries_subscription_local_date_local_time",
            ["subscription", "local_date", "local_time"],
        )
    conn = op.get_bind()
    rows = sa.text(
        "SELECT d.key, d.claim_ids, s.platform, s.workspace, s.channel, s.cadence "
        "FROM deliveries d JOIN subscriptions s ON s.number = d.subscription"
    )
    for key, ids, platform, workspace, channel, cadence in conn.execute(rows).all():
        items = [{"why": "new words", "claim_id": each} for each in json.loads(ids)]
        filled = sa.text(
            "UPDATE deliveries SET items = :items, place = :place, local_time = :at "
            "WHERE key = :key"
        ).bindparams(sa.bindparam("at", type_=sa.Time))
        given = {
            "items": json.dumps(items),
            "place": "\x1f".join((platform, workspace, channel)),
            "at": time.fromisoformat(json.loads(cadence)["times"][0]),
            "key": key,
        }
        conn.execute(filled, given)
    with op.batch_alter_table("deliveries") as table:
        table.drop_column("claim_ids")
        table.drop_column("total")
    op.create_index("ix_deliveries_place_state_due", "deliveries", ["place", "state", "due"])
    op.create_index("ix_deliveries_carrier", "deliveries", ["carrier"])


def _showings() -> None:
    op.create_table(
        "showings",
        sa.Column("serial", KEY, primary_key=True, autoincrement=True),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("delivery", sa.String(25)),
        sa.Column("shown", MOMENT, nullable=False),
        sa.UniqueConstraint(
            *("platform", "workspace", "channel", "message_id"),
            name="uq_showings_platform_workspace_channel_message_id",
        ),
    )
    op.create_table(
        "shown_claims",
        sa.Column("showing", KEY, sa.ForeignKey("showings.serial"), primary_key=True),
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("review", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
    )
    op.create_index("ix_shown_claims_claim", "shown_claims", ["claim"])


def _amendments() -> None:
    op.create_table(
        "amendments",
        sa.Column("key", sa.String(25), primary_key=True),
        sa.Column("showing", KEY, sa.ForeignKey("showings.serial"), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("corrections", sa.Text, nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_tried", MOMENT),
        sa.Column("unsure", sa.Boolean, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("free_at", MOMENT, nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("why", sa.Text),
    )
    op.create_index("ix_amendments_state_free_at", "amendments", ["state", "free_at"])
    op.create_index("ix_amendments_showing", "amendments", ["showing"])
