"""What people find out about a claim: /verify, /dispute, /correct and /wrong, and its history."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.errors import Refused
from handlers.newsroom import Mistake, Request, Review, Status
from handlers.one_claim.finding import EXAMPLE, find, id_and_rest, next_steps, unknown
from handlers.ports import World
from handlers.questions.query import tidy
from handlers.reply import HISTORY, Reply, Row
from handlers.showing.cards import show
from handlers.showing.elsewhere import elsewhere
from handlers.words.wording import count, local
from nlp.analysis import Attribution

LONGEST_NOTE = 1000  # characters
_SHOWN = 50  # reviews of one claim in one answer
_NEEDS_NOTE = frozenset({Status.DISPUTED, Status.CORRECTED})
_EXAMPLES = {
    Status.VERIFIED: "/verify {} Heard on the recording.",
    Status.DISPUTED: "/dispute {} The minutes say otherwise.",
    Status.CORRECTED: "/correct {} The outlet now says 30 %.",
    Status.WRONG: "/wrong {} speaker The minister said it.",
}
_MISTAKE = re.compile(r"(?i)(speaker|words|not[ -]?an?[ -]?claim)(?![^\W_])[.:,;]?\s*(.*)")
_IS_WRONG = {
    Mistake.SPEAKER: "its speaker is not the one who said it",
    Mistake.WORDS: "its words are not those that were said or counted",
    Mistake.NOT_A_CLAIM: "it is no claim",
}


async def refuse_unless_permitted(request: Request, world: World, claim_id: str) -> None:
    """Raise Refused where this person may not review that claim here.

    Those may whom the newsroom has set, in the present, and where there is a workspace
    that it would belong to.
    """
    if not request.channel.workspace:
        raise Refused("Nothing can be kept here: ask in a channel of your workspace instead.")
    if request.as_of is not None:
        raise Refused("A claim is reviewed as of today: ask again without an earlier day.")
    past = await world.store.reviews(request.channel.workspace, claim_id)
    world.rights.refuse_review(request, past[-1].by if past else "")


async def review(status: Status, request: Request, world: World, argument: str) -> Reply:
    """Give a claim a status in this workspace, with who, when and why."""
    given = await read_review(status, request, world, argument)
    standing = await world.store.review(given)
    return await _told(request, world, given, standing)


async def read_review(status: Status, request: Request, world: World, argument: str) -> Review:
    """What a typed review would keep; nothing is kept yet.

    Raises Refused where it is not complete, or not this person's to make.
    """
    claim_id, note = id_and_rest(argument, _EXAMPLES[status].format(EXAMPLE))
    await refuse_unless_permitted(request, world, claim_id)
    example = _EXAMPLES[status].format(claim_id)
    mistake = None
    if status is Status.WRONG:
        mistake, note = _mistake(note, example)
    note = _note(note)
    if not note and status in _NEEDS_NOTE:
        raise Refused(f"Say why in a few words behind the id, such as: {example}")
    held = await find(claim_id, request, world)
    if held is None:
        raise unknown(claim_id)
    if mistake is Mistake.SPEAKER and not isinstance(held.claim.finding, Attribution):
        raise Refused(
            f"A {held.claim.kind} has no speaker: type /wrong {claim_id} words or "
            f"/wrong {claim_id} not-a-claim."
        )
    return Review(
        workspace=request.channel.workspace,
        claim_id=claim_id,
        status=status,
        mistake=mistake,
        note=note,
        by=request.person,
        at=world.clock.now(),
    )


def _mistake(typed: str, example: str) -> tuple[Mistake, str]:
    """What is wrong, and the note behind it."""
    match = _MISTAKE.match(typed)
    if match is None:
        raise Refused(
            f"Say what is wrong, speaker, words or not-a-claim, behind the id, such as: {example}"
        )
    kind = match[1].lower()
    return Mistake(kind) if kind in ("speaker", "words") else Mistake.NOT_A_CLAIM, match[2]


def _note(typed: str) -> str:
    """The note in one clean line; raises Refused where it is too long."""
    note = tidy(typed)
    if note.strip("[]").upper() == "NOTE":  # copied from the usage line
        note = ""
    if len(note) > LONGEST_NOTE:
        raise Refused(
            f"That note has {len(note):,} characters and a note may have {LONGEST_NOTE:,}: "
            "nothing was kept, so shorten it and send it again."
        )
    return note


async def _told(request: Request, world: World, given: Review, standing: Review | None) -> Reply:
    """What was kept, or that nothing new was said; the claim as it stands now."""
    held = await find(given.claim_id, request, world)
    if held is None:  # its article has changed since
        raise unknown(given.claim_id)
    shown = show(await elsewhere([held], world, request))
    said = f"Claim {given.claim_id} {_verdict(given)}"
    if standing is None:
        headline = f"{said}."
    else:
        when = local(standing.at, request.zone)
        headline = f"{said} already, by {standing.by}, {when}: nothing was changed."
    return Reply(
        headline=headline,
        notes=("Only this workspace sees this.", *shown.notes),
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
        rows=await history(held.claim.id, request, world),
        receipts=shown.receipts,
        people=await reviewers(held.claim.id, request, world),
        actions=next_steps(held, given.status.value),
        total=1,
        private=True,
    )


def _verdict(given: Review) -> str:
    if given.mistake is None:
        return f"is {given.status}"
    return f"is marked as a {given.status.shown}: {_IS_WRONG[given.mistake]}"


async def history(claim_id: str, request: Request, world: World) -> tuple[Row, ...]:
    """All that the asker's workspace found out about a claim, oldest first."""
    workspace = request.channel.workspace
    reviews = await world.store.reviews(workspace, claim_id, as_of=request.as_of)
    return tuple(_rows(reviews, request.zone))


async def reviewers(claim_id: str, request: Request, world: World) -> tuple[str, ...]:
    """The ids of those in the asker's workspace who found something out about a claim."""
    workspace = request.channel.workspace
    reviews = await world.store.reviews(workspace, claim_id, as_of=request.as_of)
    return tuple(dict.fromkeys(one.by for one in reviews))


def _rows(reviews: Sequence[Review], zone: str) -> list[Row]:
    left_out = len(reviews) - _SHOWN
    rows = []
    if left_out > 0:
        rows.append(Row(label=HISTORY, text=f"{count(left_out, 'earlier review')} not shown."))
    for one in reviews[-_SHOWN:]:
        what = f"{one.status.shown}, {one.mistake}" if one.mistake else one.status.shown
        note = f": {one.note}" if one.note else ""
        text = f"{what} by {one.by}, {local(one.at, zone)}{note}"
        rows.append(Row(label=HISTORY, text=text))
    return rows
