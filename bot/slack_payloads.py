"""What Slack tells us, as one plain noun: who said what, where, and how to answer there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from handlers.newsroom import Channel, Platform

Json = Mapping[str, object]

# Pasted paragraphs and claims' notes must arrive whole, to be checked, kept or refused: a cut
# one would be judged for words that nobody typed. Slack lets a button carry 2,000
# characters, but all buttons of a message share its room with the answer.
LONGEST_QUESTION = 12_000
_LONGEST_VALUE = 650
_MARKUP = re.compile(r"<([^<>]*)>")
_SPOKEN_SUBTYPES = frozenset({"", "file_share", "thread_broadcast"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which part of which answer: the command line, its page, and items already shown."""

    command: str
    page: str = ""
    skip: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing a person did. `keys` tell it from all others, however often it arrives.

    `public` asks for an answer that all in the channel see (mentions, direct messages);
    else it goes to this person alone, by `response_url` where there is one. `share` asks
    to post the answer anew for all. `place` is None for a button we cannot read.
    """

    place: Place | None
    channel: Channel
    person: str
    keys: tuple[str, ...]
    thread: str = ""  # where an answer for all goes
    inside: str = ""  # the thread it was said in; Slack hides whispers in new threads
    response_url: str = ""
    public: bool = False
    share: bool = False
    share_key: str = ""


def command(body: Json) -> Heard:
    """A slash command."""
    line = f"{text_of(body, 'command')} {unescape(text_of(body, 'text'))}".strip()
    return Heard(
        place=Place(command=line[:LONGEST_QUESTION]),
        channel=_channel(body, text_of(body, "channel_id")),
        person=text_of(body, "user_id"),
        keys=_keys(text_of(body, "trigger_id")),
        response_url=text_of(body, "response_url"),
    )


def message(body: Json, me: str) -> Heard | None:
    """A mention or a direct message; None for what needs no answer (bots, edits, ourselves).

    `me` is our own user id, or "" while it is unknown.
    """
    event = _part(body, "event")
    person = text_of(event, "user")
    direct = text_of(event, "type") == "message"
    if direct and text_of(event, "channel_type") != "im":
        return None
    if not person or person == me or text_of(event, "bot_id"):
        return None
    if text_of(event, "subtype") not in _SPOKEN_SUBTYPES:
        return None
    channel, stamp = text_of(event, "channel"), text_of(event, "ts")
    thread = text_of(event, "thread_ts")
    return Heard(
        place=Place(command=_plain(text_of(event, "text"), me) or "/help"),
        channel=_channel(body, channel),
        person=person,
        # A message may arrive as two events; its channel and time stay the same.
        keys=_keys(text_of(body, "event_id"), f"{channel}:{stamp}" if stamp else ""),
        thread=thread if direct else thread or stamp,
        inside=thread,
        public=True,
    )


def press(body: Json) -> Heard | None:
    """A click on one of our buttons; None where the payload names no button."""
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    if not isinstance(first, dict):
        return None
    container = _part(body, "container")
    channel = text_of(body, "channel", "id") or text_of(container, "channel_id")
    person = text_of(body, "user", "id")
    stamp = text_of(container, "message_ts")
    thread = text_of(container, "thread_ts") or text_of(body, "message", "thread_ts")
    return Heard(
        place=read_value(text_of(first, "value")),
        channel=_channel(body, channel),
        person=person,
        keys=_keys(text_of(body, "trigger_id")),
        thread=thread,
        inside=thread,
        response_url=text_of(body, "response_url"),
        share=text_of(first, "action_id").startswith("claimwire_share"),
        share_key=f"share:{channel}:{stamp}:{person}" if stamp else "",
    )


def write_value(place: Place) -> str | None:
    """What a button must carry to work after a restart; None where it does not fit."""
    value = json.dumps(
        {"v": 1, "c": place.command, "p": place.page, "s": place.skip},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    # Slack would hand these three back in another form; a lone surrogate it would refuse.
    for sign in "&<>":
        value = value.replace(sign, f"\\u{ord(sign):04x}")
    value = value.encode("utf-8", "replace").decode()
    return value if len(value) <= _LONGEST_VALUE else None


def read_value(value: str) -> Place | None:
    """The place a button's value stands for; None where it is not ours or too old."""
    try:
        held = json.loads(value)
    except ValueError:
        return None
    if not isinstance(held, dict) or held.get("v") != 1:
        return None
    command_line, page, skip = held.get("c"), held.get("p"), held.get("s")
    if not (isinstance(command_line, str) and isinstance(page, str) and isinstance(skip, int)):
        return None
    return Place(command=command_line[:LONGEST_QUESTION], page=page, skip=max(skip, 0))


def first_page(place: Place) -> Place:
    """The same question from its beginning."""
    return replace(place, page="", skip=0)


def unescape(words: str) -> str:
    """Undo Slack's escaping of the three characters it escapes."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def text_of(body: Json, *path: str) -> str:
    """The text at `path` in a payload; "" where there is none."""
    held: object = body
    for step in path:
        held = held.get(step) if isinstance(held, Mapping) else None
    return held if isinstance(held, str) else ""


def _plain(words: str, me: str) -> str:
    """What a person typed, without Slack's markup and without our own name."""

    def word(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            ours = target == f"@{me}" or (not me and match.start() == 0)
            return " " if ours else f"@{label or target[1:]}"
        if target.startswith("#"):
            return f"#{label or target[1:]}"
        if target.startswith("!"):
            return label or " "
        return label or target.removeprefix("mailto:")

    spoken = unescape(_MARKUP.sub(word, words[: 4 * LONGEST_QUESTION]))
    lines = (" ".join(line.split()) for line in spoken.splitlines())
    return "\n".join(lines).strip()[:LONGEST_QUESTION]


def _channel(body: Json, channel: str) -> Channel:
    workspace = text_of(body, "team_id") or text_of(body, "team", "id")
    return Channel(platform=Platform.SLACK, workspace=workspace, id=channel)


def _keys(*keys: str) -> tuple[str, ...]:
    return tuple(key for key in keys if key)


def _part(body: Json, name: str) -> Json:
    held = body.get(name)
    return held if isinstance(held, Mapping) else {}
