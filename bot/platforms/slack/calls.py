"""Calling Slack: the port that the Slack modules share, and Slack's refusals in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from handlers.errors import SendFailed, SendRefused, SendUnknown

Json = Mapping[str, object]

_INSTALL = "Install the app again in the workspace and set the new SLACK_BOT_TOKEN."
_SENTENCES = {
    "channel_not_found": "I cannot see this channel: it is gone, or private and I am not in it. "
    "Type /invite @Claimwire there and try again.",
    "not_in_channel": "I am not in this channel. Type /invite @Claimwire there and try again.",
    "user_not_in_channel": "You are not in this channel. Join it and try again.",
    "is_archived": "This channel is archived. Ask in another one, or have it unarchived.",
    "restricted_action": "A workspace setting keeps me from posting in this channel. "
    "Ask a workspace admin to allow it, or ask me in another channel.",
    "restricted_action_read_only_channel": "This channel is read-only for me. "
    "Ask a workspace admin to allow me to post, or ask me in another channel.",
    "restricted_action_thread_only_channel": "This channel takes replies in threads only. "
    "Ask me in a thread or in another channel.",
    "restricted_action_thread_locked": "This thread is locked. Ask me in the channel.",
    "msg_too_long": "Slack refused the answer as too long. Ask for less, such as one country.",
    "msg_blocks_too_long": "Slack refused the answer as too long. "
    "Ask for less, such as one country.",
    "invalid_blocks": "Slack refused the layout of this answer. Please tell who runs this bot.",
    "token_revoked": f"My access to this workspace was revoked. {_INSTALL}",
    "token_expired": f"My access to this workspace has expired. {_INSTALL}",
    "account_inactive": f"My account in this workspace is switched off. {_INSTALL}",
    "invalid_auth": "Slack does not accept the token. Copy it again from the app's settings.",
    "not_authed": "Slack got no token. Set SLACK_BOT_TOKEN.",
    "not_allowed_token_type": "Slack wants another kind of token here: SLACK_BOT_TOKEN begins "
    "with xoxb-, SLACK_APP_TOKEN with xapp-.",
    "missing_scope": "The app lacks a permission for this. Add the scopes listed in docs/slack.md "
    "in the app's settings and install it again.",
    "file_uploads_disabled": "This workspace allows no file uploads. Ask a workspace admin.",
    "file_uploads_except_images_disabled": "This workspace allows pictures only to be uploaded. "
    "Ask a workspace admin.",
    "file_type_not_allowed": "This workspace does not allow files of this kind. "
    "Ask a workspace admin, or ask for another format.",
    "file_upload_size_restricted": "This workspace does not allow files of this size. "
    "Narrow the question, so that the file gets smaller.",
    "storage_limit_reached": "This workspace has no room left for files. Ask a workspace admin.",
    "posting_to_channel_denied": "A workspace setting keeps me from posting in this channel. "
    "Ask a workspace admin to allow it, or ask me in another channel.",
    "no_permission": "This workspace does not allow me to do this. Ask a workspace admin.",
    "ekm_access_denied": "The workspace's admins have suspended posting. Try again later.",
    "messages_tab_disabled": "Messages to the app are switched off. Switch on the Messages tab "
    "under App Home in the app's settings.",
    "expired_url": "This answer's time is over. Type the command again.",
    "used_url": "This answer was used up. Type the command again.",
}
# Waiting and trying again may mend these.
_PASSING = frozenset(
    {"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable"}
)
# "It is possible some aspect of the operation succeeded" (Slack's reference).
_UNCERTAIN = frozenset({"fatal_error", "internal_error", "request_timeout"})
# The token itself is wrong: waiting will not mend it.
HOPELESS = frozenset(
    {"invalid_auth", "not_authed", "not_allowed_token_type", "token_revoked", "token_expired"}
    | {"account_inactive", "forbidden_team"}
)
EVENT = "claimwire_delivery"  # what Slack calls the metadata of our messages
NO_ANSWER = "Slack did not answer; nobody can say whether the message arrived."


def keyed(key: str) -> Json:
    """The metadata by which a message of ours is found again."""
    return {"metadata": {"event_type": EVENT, "event_payload": {"key": key}}}


class SlackNo(SendRefused):
    """Slack said no; `code` is its own word for it."""

    def __init__(self, code: str) -> None:
        sentence = _SENTENCES.get(code, f"Slack refused this ({_readable(code)}).")
        super().__init__(sentence)
        self.code = code


class Busy(SendFailed):
    """Slack took nothing and asks to wait, or could not be reached: it surely did not arrive."""


class Calls(Protocol):
    """Slack's Web API. All raise SendFailed, SendUnknown or SlackNo."""

    async def call(
        self, method: str, arguments: Json, *, patience: float = 0, team: str = ""
    ) -> Json:
        """Call a method with the token of this workspace ("" where there is only one).

        A busy Slack is asked again for up to `patience` seconds.
        """
        ...

    async def respond(self, url: str, message: Json, *, patience: float = 0) -> None:
        """Send a message to the `response_url` of a command or a button."""
        ...

    async def upload(self, url: str, data: bytes, *, patience: float = 0) -> None:
        """Send the bytes of a file to the address that `files.getUploadURLExternal` gave."""
        ...


def refusal(code: str, *, retry_after: float = 0) -> SendFailed:
    """The error to raise for Slack's error `code`."""
    if code in _PASSING:
        return Busy("Slack asks us to wait. Try again in a minute.", retry_after=retry_after or 30)
    if code in _UNCERTAIN:
        return SendUnknown(NO_ANSWER)
    return SlackNo(code)


def by_status(status: int, *, retry_after: float = 0) -> SendFailed:
    """The error to raise for an answer that is no Slack JSON, by its HTTP status."""
    if status == 429 or status >= 500:
        kind = Busy if status in (429, 503) else SendFailed
        return kind(
            f"Slack is busy or unwell (HTTP {status}). Try again in a minute.",
            retry_after=retry_after or 30,
        )
    return SlackNo(f"http_{status}")


def _readable(code: str) -> str:
    """An error code fit for a sentence, whatever came."""
    plain = "".join(
        sign for sign in code[:60] if sign.isascii() and (sign.isalnum() or sign == "_")
    )
    return plain or "no reason given"
