"""One claim by its id: reading what was typed, finding it, and what can be done with it next."""

from __future__ import annotations

import re

from handlers.errors import Refused
from handlers.newsroom import Held, Request, Status
from handlers.ports import World
from handlers.questions.query import tidy
from handlers.reply import Action

EXAMPLE = "abcdefghij"  # an id as it is shown where no claim is meant
_ID = re.compile(r"[a-z2-7]{10}")
_AROUND = "[](){}<>`'\".,:;"


def is_claim_id(text: str) -> bool:
    """Whether this looks like a claim's id."""
    return bool(_ID.fullmatch(tidy(text).lower().strip(_AROUND)))


def id_and_rest(argument: str, example: str) -> tuple[str, str]:
    """The typed claim's id and what follows it; raises Refused where no id comes first."""
    first, _, rest = tidy(argument).partition(" ")
    claim_id = first.lower().strip(_AROUND)
    if not _ID.fullmatch(claim_id):
        raise Refused(
            "Give the id of a claim first, the ten letters and digits behind /why in an "
            f"answer, such as: {example}"
        )
    return claim_id, rest


async def find(claim_id: str, request: Request, world: World) -> Held | None:
    """The claim as the asker's workspace may see it; None where it does not, on that day."""
    workspace = request.channel.workspace
    held = await world.store.claim(claim_id, workspace=workspace, as_of=request.as_of)
    if held is None or request.as_of is None:
        return held
    appeared = held.article.parsed.published  # of undated articles nobody can tell
    return held if appeared is not None and appeared.day <= request.as_of else None


def unknown(claim_id: str) -> Refused:
    """The error for an id that no claim has."""
    return Refused(
        f"No claim has the id {claim_id}. It may be of an older version of its article: "
        "ask again and take the id behind /why in the answer."
    )


def next_steps(held: Held, *done: str) -> tuple[Action, ...]:
    """What can be done with a claim, but for what was just done.

    A button cannot carry the note of a dispute: pressed, it says what to type.
    """
    claim = held.claim
    steps = [
        Action(name="why", label="How it was found", command=f"/why {claim.id}"),
        Action(name="context", label="In its article", command=f"/context {claim.id}"),
    ]
    if claim.status is not Status.VERIFIED:
        steps.append(Action(name="verify", label="Verify", command=f"/verify {claim.id}"))
    steps.append(
        Action(name="dispute", label="Dispute, with a note", command=f"/dispute {claim.id}")
    )
    return tuple(step for step in steps if step.name not in done)
