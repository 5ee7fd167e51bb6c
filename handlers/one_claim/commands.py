"""The commands on one claim: how it was found, where it stands, what people found out about it."""

from __future__ import annotations

from functools import partial

from handlers.command import Command, slashed_only
from handlers.newsroom import Status
from handlers.one_claim import contexts, lookups, reviews
from handlers.one_claim.finding import is_claim_id


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


ON_ONE_CLAIM: tuple[Command, ...] = (
    Command(
        name="why",
        argument="ID",
        summary="How a claim was found: its sentence and rules; what was found out about it since.",
        examples=("/why {id}", "/why {figure_id}", "/why {measure_id}"),
        handler=lookups.why,
        meant=is_claim_id,
    ),
    Command(
        name="context",
        argument="ID",
        summary="A claim in its article: the paragraphs before, of and after it.",
        examples=("/context {id}", "/context {figure_id}", "/context {measure_id}"),
        handler=contexts.context,
        meant=is_claim_id,
    ),
    _review(
        Status.VERIFIED,
        "verify",
        "ID [NOTE]",
        "Mark a claim as verified in this workspace; /why shows by whom and when.",
        "/verify {id}",
        "/verify {id} Heard on the recording.",
        "/verify {figure_id} Seen in the table.",
    ),
    _review(
        Status.DISPUTED,
        "dispute",
        "ID NOTE",
        "Mark a claim as disputed in this workspace, and say why.",
        "/dispute {id} The minutes say otherwise.",
        "/dispute {figure_id} The table has another number.",
        "/dispute {measure_id} The order is not signed.",
    ),
    _review(
        Status.CORRECTED,
        "correct",
        "ID NOTE",
        "Mark a claim as corrected in this workspace, and say how.",
        "/correct {id} The outlet now has other words.",
        "/correct {figure_id} The outlet now has another number.",
        "/correct {measure_id} The outlet now says 30 %.",
    ),
    _review(
        Status.WRONG,
        "wrong",
        "ID speaker|words|not-a-claim [NOTE]",
        "Mark a claim as misread by this bot: its speaker or words, or that it is none.",
        "/wrong {id} speaker The minister said it.",
        "/wrong {id} words",
        "/wrong {figure_id} not-a-claim",
    ),
)
