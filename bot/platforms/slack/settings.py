"""The settings of Slack: which there are, and why it stays off where one is missing."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """One workspace by its bot token, or many by client id and secret; "" where not set."""

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    api_url: str = ""
    client_id: str = ""
    client_secret: str = ""
    keys: str = ""  # that seal the tokens of many workspaces, the newest first
    public_url: str = ""  # where people reach our pages
    lines: int = 2  # connections of Socket Mode that are open at once
    links: bool = False  # whether links to articles are shown with their claims

    @property
    def many(self) -> bool:
        """Whether many workspaces may install us: a bot token means that one only does."""
        return not self.bot_token and bool(self.client_id and self.client_secret and self.keys)


def off_because(settings: SlackSettings) -> str:
    """Why Slack stays off, in one sentence; "" where it can run."""
    if not settings.bot_token:
        if not (settings.client_id and settings.client_secret):
            return "Slack is off: SLACK_BOT_TOKEN is not set."
        if not settings.keys:
            return (
                "Slack is off: set SLACK_BOT_TOKEN for one workspace, or CLAIMWIRE_KEYS beside "
                "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many."
            )
    if not (settings.app_token or settings.signing_secret):
        return (
            "Slack is off: set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode)."
        )
    return ""


def check_tokens(settings: SlackSettings) -> None:
    """Raise Refused, naming the variable, where a setting cannot be right."""
    for name, value, prefix in (
        ("SLACK_BOT_TOKEN", settings.bot_token, "xoxb-"),
        ("SLACK_APP_TOKEN", settings.app_token, "xapp-"),
        ("SLACK_SIGNING_SECRET", settings.signing_secret, ""),
        ("SLACK_CLIENT_ID", settings.client_id, ""),
        ("SLACK_CLIENT_SECRET", settings.client_secret, ""),
    ):
        if value and not (
            value.startswith(prefix)
            and value.isascii()
            and value.isprintable()
            and " " not in value
        ):
            begins = f" and begins with {prefix}" if prefix else ""
            raise Refused(
                f"{name} is malformed: it is one word of plain letters{begins}. Copy it again from "
                "the app's settings."
            )
