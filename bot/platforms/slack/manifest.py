"""The app manifest, drawn from the command table: `python -m bot.platforms.slack.manifest`.

What it prints has the newsroom's own topics too; the copy beside the code has not.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot.own_lists import topics_file
from bot.platforms.slack.spoken import STANDING
from bot.settings import read_settings
from handlers.commands import Command, commands_of
from handlers.errors import Refused
from nlp.topics import SHIPPED, Topics

# Where the copy for people lies, beside the code.
PATH = Path(__file__).resolve().parents[3] / "slack" / "manifest.json"
# Each scope has its reason in docs/slack.md.
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "users:read",
)
# Only where links to the newsroom's own articles are to be shown with their claims.
LINK_SCOPES = ("links:read", "links:write")
_EVENTS = (
    *("app_home_opened", "app_mention", "app_uninstalled"),
    *("channel_archive", "channel_deleted", "channel_id_changed", "channel_left"),
    *("channel_rename", "channel_shared", "channel_unarchive", "channel_unshared"),
    *("group_archive", "group_deleted", "group_left", "group_rename", "group_unarchive"),
    *("message.im", "tokens_revoked"),
)
SHORTCUTS = (
    {
        "name": "Check this quote",
        "type": "message",
        "callback_id": "claimwire_check",
        "description": "Are the quotations in this message right? Held against the articles.",
    },
    {
        "name": "Find claims in this message",
        "type": "message",
        "callback_id": "claimwire_find",
        "description": "Who says what in this message, with its figures. Nothing is stored.",
    },
    {
        "name": "Search the claims",
        "type": "global",
        "callback_id": "claimwire_search",
        "description": "What was said, measured and counted, by country, person, topic, words.",
    },
)
_LONGEST_DESCRIPTION = 2_000
_LONGEST_HINT = 1_000

# Slack's own commands: one of them in a manifest, and Slack takes none of its commands.
RESERVED = frozenset(
    {"me", "status", "away", "dnd", "shrug", "remind", "msg", "feed", "who", "collapse", "expand"}
    | {"leave", "join", "open", "search", "topic", "mute", "pro", "shortcuts", "invite"}
    | {"archive", "rename", "remove"}
)


def manifest(
    *, request_url: str = "", topics: Topics = SHIPPED, domains: tuple[str, ...] = ()
) -> str:
    """The manifest as JSON text; with a request URL for HTTP mode, else for Socket Mode.

    Links to articles at these `domains` are shown with their claims.
    """
    address = {"request_url": request_url} if request_url else {}
    unfurled = {"unfurl_domains": list(domains)} if domains else {}
    scopes = (*SCOPES, *LINK_SCOPES) if domains else SCOPES
    events = (*_EVENTS, "link_shared") if domains else _EVENTS
    wanted = {
        "display_information": {
            "name": "Claimwire",
            "description": "Answers with receipts: who said what, read from your own articles.",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Claimwire", "always_online": True},
            **unfurled,
            "shortcuts": [dict(each) for each in SHORTCUTS],
            "slash_commands": [_slash(command, request_url) for command in commands_of(topics)],
        },
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": list(events)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not request_url,
            "token_rotation_enabled": False,
        },
    }
    return json.dumps(wanted, ensure_ascii=False, indent=2) + "\n"


def _slash(command: Command, request_url: str) -> dict[str, object]:
    slash: dict[str, object] = {
        "command": f"/{command.alias if command.name in RESERVED else command.name}",
        "description": command.summary[:_LONGEST_DESCRIPTION],
        # With it Slack puts the id of a channel in the place of its name.
        "should_escape": command.name in STANDING,
    }
    if command.argument:
        slash["usage_hint"] = command.argument[:_LONGEST_HINT]
    if request_url:
        slash["url"] = request_url
    return slash


def main(arguments: list[str] | None = None) -> int:
    """Print the manifest with the newsroom's own topics, or write the copy for everybody."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.platforms.slack.manifest", description=__doc__
    )
    parser.add_argument("--http", metavar="URL", default="", help="for HTTP mode, at this address")
    parser.add_argument("--write", action="store_true", help="write slack/manifest.json")
    given = parser.parse_args(arguments)
    if given.write:
        PATH.write_text(manifest(request_url=given.http), encoding="utf-8")
        return 0
    try:
        settings = read_settings()
        topics = topics_file.read(settings.data)
    except Refused as error:
        sys.stderr.write(f"{error}\n")
        return 1
    text = manifest(request_url=given.http, topics=topics, domains=settings.domains)
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
