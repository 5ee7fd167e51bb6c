"""The commands on one claim: how it was found, where it stands, what people found out about it."""

from __future__ import annotations

from functools import partial

from handlers import contexts, lookups, reviews
from handlers.command import Command, slashed_only
from handlers.newsroom import Status
from handlers.one_claim import EXAMPLE, is_claim_id


def _review(status: Status, name: str, argument: str, summary: str, *examples: str) -> Command:
    """A command that gives a status: it needs its slash, because what it changes stays."""
    return Command(
        name=name,
        argument=argument,
        summary=summary,
        examples=examples,
        handler=partial(reviews.review, status),
        meant=slashed_only,
        verbatim=True,
    )


EVERY: tuple[Command, ...] = (
    Command(
        name="why",
        argument="ID",
        summary="How a claim was found: its sentence and rules; what was found out about it since.",
        examples=(f"/why {EXAMPLE}",),
        handler=lookups.why,
        meant=is_claim_id,
    ),
    Command(
        name="context",
        argument="ID",
        summary="A claim in its article: the paragraphs before, of and after it.",
        examples=(f"/context {EXAMPLE}",),
        handler=contexts.context,
        meant=is_claim_id,
    ),
    _review(
        Status.VERIFIED,
        "verify",
        "ID [NOTE]",
        "Mark a claim as verified in this workspace; /why shows by whom and when.",
        f"/verify {EXAMPLE}",
        f"/verify {EXAMPLE} Heard on the recording.",
    ),
    _review(
        Status.DISPUTED,
        "dispute",
        "ID NOTE",
        "Mark a claim as disputed in this workspace, and say why.",
        f"/dispute {EXAMPLE} The minutes say otherwise.",
    ),
    _review(
        Status.CORRECTED,
        "correct",
        "ID NOTE",
        "Mark a claim as corrected in this workspace, and say how.",
        f"/correct {EXAMPLE} The outlet now says 30 %.",
    ),
    _review(
        Status.WRONG,
        "wrong",
        "ID speaker|words|not-a-claim [NOTE]",
        "Mark a claim as misread by this bot: its speaker or words, or that it is none.",
        f"/wrong {EXAMPLE} speaker The minister said it.",
        f"/wrong {EXAMPLE} not-a-claim",
    ),
)
