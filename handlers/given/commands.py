"""The commands that read a text which somebody gives: shown only, or kept as an article."""

from __future__ import annotations

from handlers.command import Command, slashed_only
from handlers.given import kept, pasted

ON_GIVEN_TEXTS: tuple[Command, ...] = (
    Command(
        name="find",
        argument="TEXT",
        summary="Who says what in a text that you paste, with its figures; nothing is stored.",
        examples=("/find {pasting}",) * 3,
        handler=pasted.find,
        meant=slashed_only,
        verbatim=True,
    ),
    Command(
        name="keep",
        argument="TEXT, or drop ID",
        summary="Keep a text as an article that only this workspace is answered from, or drop it.",
        examples=("/keep {pasting}",) * 3,
        handler=kept.keep,
        meant=slashed_only,
        verbatim=True,
    ),
)
