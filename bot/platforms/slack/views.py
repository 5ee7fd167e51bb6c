"""The forms that Slack shows over a conversation: pure functions to views of Block Kit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.platforms.slack.buttons import words
from bot.platforms.slack.payloads import Json, text_of
from bot.platforms.slack.text import shorten
from handlers.newsroom import Mistake, Status
from handlers.one_claim.reviews import LONGEST_NOTE
from handlers.showing.plaintext import clean

View = dict[str, object]

REVIEW = "claimwire_review"
# Of a form: the blocks that are filled in, each with one element of the same name.
FINDING, NOTE = "finding", "note"
_LONGEST_META = 3_000
_LONGEST_QUOTE = 600
_FINDINGS = {
    Status.VERIFIED.value: ("Verified", "/verify {}"),
    Status.DISPUTED.value: ("Disputed: the note says why", "/dispute {}"),
    Status.CORRECTED.value: ("Corrected: the note says how", "/correct {}"),
    f"{Status.WRONG}-{Mistake.SPEAKER}": ("Misread: another speaker", "/wrong {} speaker"),
    f"{Status.WRONG}-{Mistake.WORDS}": ("Misread: other words", "/wrong {} words"),
    f"{Status.WRONG}-{Mistake.NOT_A_CLAIM}": ("Misread: no claim", "/wrong {} not-a-claim"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a form was opened from, so that its answer goes back there."""

    channel: str
    name: str = ""  # of the channel, as people write it
    thread: str = ""
    response_url: str = ""
    about: str = ""  # the claim's id, or the digest's number

    def write(self) -> str:
        """As a form carries it; without its address where that is too long."""
        held = {"v": 1, "c": self.channel, "n": self.name, "t": self.thread, "a": self.about}
        whole = json.dumps(held | {"u": self.response_url}, separators=(",", ":"))
        return whole if len(whole) <= _LONGEST_META else json.dumps(held, separators=(",", ":"))


def origin_of(view: Json) -> Origin | None:
    """Where a form was opened from; None where it is not ours or of another version."""
    try:
        held = json.loads(text_of(view, "private_metadata"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, Mapping) or held.get("v") != 1:
        return None
    return Origin(
        channel=text_of(held, "c"),
        name=text_of(held, "n"),
        thread=text_of(held, "t"),
        response_url=text_of(held, "u"),
        about=text_of(held, "a"),
    )


def review(origin: Origin, status: Status, claim: str) -> View:
    """The form to give a claim a status; `claim` is the claim in words, or ""."""
    options = [_option(name, said) for name, (said, _) in _FINDINGS.items()]
    chosen = next(each for each in options if each["value"] == status.value)
    told = shorten(clean(claim), _LONGEST_QUOTE)
    about = [_told(f"Claim {clean(origin.about)[:20]}" + (f": {told}" if told else ""))]
    finding: View = {
        "type": "static_select",
        "action_id": FINDING,
        "options": options,
        "initial_option": chosen,
    }
    note: View = {"type": "plain_text_input", "action_id": NOTE, "multiline": True}
    note |= {"placeholder": words("Heard on the recording.")}
    kept = f"Only this workspace sees it. At most {LONGEST_NOTE:,} characters."
    return form(
        REVIEW,
        "Review a claim",
        "Keep",
        origin,
        [
            *about,
            entry(FINDING, "What you found out", finding),
            entry(NOTE, "Note", note, hint=kept, optional=True),
        ],
    )


def review_line(view: Json, claim_id: str) -> tuple[Status, str] | None:
    """The status of a filled-in review and its command line; None where it has no finding."""
    finding = filled(view, FINDING)
    if finding not in _FINDINGS:
        return None
    command = _FINDINGS[finding][1].format(claim_id)
    status = Status(finding.partition("-")[0])
    return status, f"{command} {filled(view, NOTE)}".strip()


def form(name: str, title: str, submit: str, origin: Origin, blocks: list[View]) -> View:
    """A form with its title and its two buttons."""
    return {
        "type": "modal",
        "callback_id": name,
        "title": words(title),
        "submit": words(submit),
        "close": words("Cancel"),
        "private_metadata": origin.write(),
        "blocks": blocks,
    }


def entry(name: str, label: str, element: View, *, hint: str = "", optional: bool = False) -> View:
    """One thing to fill in."""
    block: View = {"type": "input", "block_id": name, "label": words(label), "element": element}
    if hint:
        block["hint"] = words(hint)
    return block | {"optional": optional}


def filled(view: Json, name: str) -> str:
    """What was typed or chosen in a form's block of that name."""
    typed = text_of(view, "state", "values", name, name, "value")
    return typed or text_of(view, "state", "values", name, name, "selected_option", "value")


def _option(value: str, said: str) -> View:
    return {"text": words(said), "value": value}


def _told(said: str) -> View:
    """Words to be read, shown as they stand."""
    return {"type": "section", "text": words(said)}
