"""The commands of standing questions, as the command table has them."""

from __future__ import annotations

from handlers.command import Command, slashed_only
from handlers.digests import subscribing

ON_STANDING_QUESTIONS: tuple[Command, ...] = (
    Command(
        name="digest",
        argument="here|me|CHANNEL WHEN QUERY, list, show N, edit N …, pause N, stop N, preview N",
        summary="Post what is new at set times; list, show, edit, pause, resume or stop it.",
        examples=(
            "/digest here daily 08:30 {topic} {country}",
            "/digest me weekly on MON 8:30am in Europe/London quotes {speaker}",
            "/digest here every 4h quiet 22:00-07:00 at most 5 {topic}",
            "/digest preview {topic} {country}",
            "/digest list",
        ),
        called=("subscribe", "unsubscribe", "subscriptions", "schedule"),
        handler=subscribing.digest,
        verbatim=True,
    ),
    Command(
        name="alerts",
        argument="[here|me|CHANNEL] [cap N] QUERY, list, stop N",
        summary="Post what is new at once, at most so many times a day; list or stop such alerts.",
        examples=("/alerts here {topic} {country}", "/alerts me cap 3 {topic}", "/alerts list"),
        called=("follow", "watch", "notify"),
        handler=subscribing.alerts,
        meant=slashed_only,
        verbatim=True,
    ),
)
