"""What Slack tells us, as one plain noun: who did what, where, and how to answer there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.platforms.slack.places import Place, read_value
from bot.platforms.slack.spoken import LONGEST_QUESTION, STANDING, plain, spoken, unescape
from handlers.newsroom import Channel, Platform

Json = Mapping[str, object]

# The row of buttons on one claim of several, and the menu in it that says which one.
CLAIMS_ROW, CLAIM_MENU = "claimwire_claims", "claimwire_claim"
_CLAIM_ID = re.compile(r"[a-z2-7]{10}")
_ACTION = re.compile(r"claimwire_([a-z]+)")
_NAME = re.compile(r"[\w-]{1,80}")
_SPOKEN_SUBTYPES = frozenset({"", "file_share", "thread_broadcast"})
_ON_A_CLAIM = frozenset({"why", "context", "verify", "dispute"})
_NO_NAMES = frozenset({"directmessage", "privategroup"})


class Act(StrEnum):
    """What a person wants done."""

    ASK = "ask"
    SHARE = "share"  # post the answer anew for all
    REVIEW = "review"  # open the form with which a claim gets a status
    SEARCH = "search"  # open the form to search with
    HOME = "home"  # show the Home tab
    MANAGE = "manage"  # do it, and show the Home tab again
    NOTHING = "nothing"  # a message without words was pointed at
    CHANGE = "change"  # open the form to change a digest


_ACTS = {
    "share": Act.SHARE,
    "change": Act.CHANGE,
    "search": Act.SEARCH,
    "verify": Act.REVIEW,
    "dispute": Act.REVIEW,
}
_ACTS_AT_HOME = {"stop": Act.MANAGE, "channel": Act.HOME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing a person did. `keys` tell it from all others, however often it arrives.

    `public` asks for an answer that all in the channel see (mentions, direct messages);
    else it goes to this person alone, by `response_url` where there is one. `place` is
    None for a button we cannot read. Where no channel is known (App Home, a shortcut
    from anywhere), its id is "@" and the person's: the conversation with us.
    """

    place: Place | None
    channel: Channel
    person: str
    keys: tuple[str, ...]
    act: Act = Act.ASK
    thread: str = ""  # where an answer for all goes
    inside: str = ""  # the thread it was said in; Slack hides whispers in new threads
    response_url: str = ""
    trigger: str = ""  # opens a form, within three seconds
    public: bool = False
    turning: bool = False  # a page of a private answer, to be put in the place of the last
    share_key: str = ""
    outside: bool = False  # of another organisation, in a channel shared with it
    repeated: bool = False  # an event: Slack sends it again, for hours and after a restart
    channel_name: str = ""
    answer_key: str = ""  # rides with the answer, so that it can be found
    home: str = ""  # the channel whose digests the person's Home tab shows
    typed: bool = False  # a slash command: its words are the person's own
    kept: bool = False  # until it is answered, in case a kill comes before

    @property
    def alone(self) -> bool:
        """Whether nobody else reads what is said in this channel."""
        return self.channel.id[:1] in ("D", "@")


def command(body: Json) -> Heard:
    """A slash command."""
    named, typed = text_of(body, "command"), text_of(body, "text")
    standing = named.lower().lstrip("/") in STANDING
    line = f"{named} {plain(typed, '', channels=True) if standing else unescape(typed)}".strip()
    return Heard(
        place=Place(command=line[:LONGEST_QUESTION]),
        channel=channel_of(body, text_of(body, "channel_id")),
        channel_name=_channel_name(text_of(body, "channel_name")),
        person=text_of(body, "user_id"),
        keys=_keys(text_of(body, "trigger_id")),
        response_url=text_of(body, "response_url"),
        trigger=text_of(body, "trigger_id"),
        typed=True,
    )


def message(body: Json, me: str) -> Heard | None:
    """A mention or a direct message; None for what needs no answer (bots, edits, ourselves).

    `me` is our own user id, or "" while it is unknown.
    """
    event = part_of(body, "event")
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
    me = _ourselves(body) or me
    return Heard(
        place=Place(command=spoken(text_of(event, "text"), me) or "/help"),
        channel=channel_of(body, channel),
        person=person,
        # A message may arrive as two events; its channel and time stay the same.
        keys=_keys(text_of(body, "event_id"), f"{channel}:{stamp}" if stamp else ""),
        thread=thread if direct else thread or stamp,
        inside=thread,
        public=True,
        outside=_is_outside(body, text_of(event, "user_team") or text_of(event, "source_team")),
        repeated=True,
    )


def press(body: Json) -> Heard | None:
    """A click on one of our buttons; None where nothing is to be done."""
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    if not isinstance(first, Mapping):
        return None
    name = _ACTION.match(text_of(first, "action_id"))
    if name is None or text_of(first, "action_id") == CLAIM_MENU:
        return None
    container = part_of(body, "container")
    stamp = text_of(container, "message_ts")
    place = read_value(text_of(first, "value"))
    if text_of(first, "block_id") == CLAIMS_ROW and place:
        place = _of_chosen_claim(place, body)
    heard = _interaction(body, place)
    thread = text_of(container, "thread_ts") or text_of(body, "message", "thread_ts")
    act = _ACTS.get(name[1], Act.ASK)
    if text_of(body, "view", "type") == "home":
        act = _ACTS_AT_HOME.get(name[1], act)
        chosen = text_of(first, "selected_conversation")
        shown = chosen or text_of(body, "view", "private_metadata")
        heard = replace(heard, place=place or Place(command=""), home=shown)
    return replace(
        heard,
        act=act,
        thread=thread,
        inside=thread,
        turning=name[1] in ("more", "back") and container.get("is_ephemeral") is True,
        share_key=f"share:{heard.channel.id}:{stamp}:{heard.person}" if stamp else "",
    )


def home(body: Json) -> Heard | None:
    """Somebody opens the Home tab; None for our other tab, the messages."""
    event = part_of(body, "event")
    person = text_of(event, "user")
    if not person or text_of(event, "tab") != "home":
        return None
    return Heard(
        place=Place(command=""),
        channel=channel_of(body, f"@{person}"),
        person=person,
        keys=_keys(text_of(body, "event_id")),
        act=Act.HOME,
        repeated=True,
        home=text_of(event, "view", "private_metadata"),
    )


def shortcut(body: Json) -> Heard | None:
    """A shortcut on a message or from anywhere; None for one that is not ours."""
    name = text_of(body, "callback_id")
    said = words_of(part_of(body, "message"))
    place = Place(command="")
    if name == "claimwire_check":
        act, place = Act.ASK, Place(command=f"/check {said}"[:LONGEST_QUESTION])
    elif name == "claimwire_find":
        act, place = Act.ASK, Place(command=f"/find {said}"[:LONGEST_QUESTION])
    elif name == "claimwire_search":
        act = Act.SEARCH
    else:
        return None
    if not said and act is Act.ASK:
        act = Act.NOTHING
    heard = _interaction(body, place)
    thread = text_of(body, "message", "thread_ts")
    return replace(heard, act=act, thread=thread, inside=thread)


def words_of(message: Json) -> str:
    """What a message says, without markup: its text, and the fallbacks of what is attached."""
    attached = message.get("attachments")
    several = attached if isinstance(attached, list) else []
    more = [text_of(each, "text") or text_of(each, "fallback") for each in several]
    return "\n".join(filter(None, (plain(each, "") for each in (text_of(message, "text"), *more))))


def _interaction(body: Json, place: Place | None) -> Heard:
    """What all clicks, shortcuts and forms tell alike."""
    person = text_of(body, "user", "id")
    container = part_of(body, "container")
    channel = text_of(body, "channel", "id") or text_of(container, "channel_id")
    trigger = text_of(body, "trigger_id")
    return Heard(
        place=place,
        channel=channel_of(body, channel or f"@{person}"),
        channel_name=_channel_name(text_of(body, "channel", "name")),
        person=person,
        keys=_keys(trigger),
        response_url=text_of(body, "response_url"),
        outside=_is_outside(body, text_of(body, "user", "team_id")),
        trigger=trigger,
    )


def _of_chosen_claim(place: Place, body: Json) -> Place:
    """The same command on the claim that stands in the menu beside the button."""
    chosen = text_of(body, "state", "values", CLAIMS_ROW, CLAIM_MENU, "selected_option", "value")
    verb = place.command.partition(" ")[0]
    if not _CLAIM_ID.fullmatch(chosen) or verb.lstrip("/") not in _ON_A_CLAIM:
        return place
    return replace(place, command=f"{verb} {chosen}")


def text_of(body: object, *path: str) -> str:
    """The text at `path` in a payload; "" where there is none."""
    held: object = body
    for step in path:
        held = held.get(step) if isinstance(held, Mapping) else None
    return held if isinstance(held, str) else ""


def _ourselves(body: Json) -> str:
    """Our own user id in the workspace that an event was sent for, where it is told."""
    given = body.get("authorizations")
    first = given[0] if isinstance(given, list) and given else {}
    return text_of(first, "user_id")


def _is_outside(body: Json, team: str) -> bool:
    """Whether a person of workspace `team` comes from another one than the payload."""
    ours = text_of(body, "team_id") or text_of(body, "team", "id")
    one_organisation = bool(body.get("enterprise") or body.get("enterprise_id"))
    return bool(team and ours and team != ours) and not one_organisation


def channel_of(body: Json, channel: str) -> Channel:
    """This channel in the workspace that a payload comes from."""
    workspace = text_of(body, "team_id") or text_of(body, "team", "id")
    # Of an app installed for an organisation, a click may name the person's workspace only.
    workspace = workspace or text_of(body, "user", "team_id")
    return Channel(platform=Platform.SLACK, workspace=workspace, id=channel)


def part_of(body: Json, name: str) -> Json:
    """The object of that name in a payload; an empty one where there is none."""
    held = body.get(name)
    return held if isinstance(held, Mapping) else {}


def _channel_name(name: str) -> str:
    """A channel's name as people write it; "" where it has none, or an odd one."""
    return f"#{name}" if _NAME.fullmatch(name) and name not in _NO_NAMES else ""


def _keys(*keys: str) -> tuple[str, ...]:
    return tuple(key for key in keys if key)
