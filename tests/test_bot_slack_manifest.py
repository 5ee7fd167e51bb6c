"""The manifest: held equal to the command table, and within Slack's limits."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.platforms.slack.manifest import LINK_SCOPES, PATH, SCOPES, main, manifest
from handlers.commands import COMMANDS, named
from nlp.topics import extended

DOCS = Path(__file__).resolve().parent.parent / "docs" / "slack.md"
# Slack's own commands, which no app may take.
RESERVED = re.compile(
    "me|status|away|dnd|shrug|remind|msg|feed|who|collapse|expand|leave|join|open|search|topic"
    "|mute|pro|shortcuts|invite|archive|rename|remove"
)


def test_kept_file_is_the_table() -> None:
    """slack/manifest.json is what the command table says."""
    kept = PATH.read_text(encoding="utf-8")
    assert kept == manifest(), "rewrite it with: python -m bot.platforms.slack.manifest --write"


def test_every_command_is_there() -> None:
    """Each command of the table is a slash command, within the limits, and free to take."""
    slashes = json.loads(manifest())["features"]["slash_commands"]
    names = [each["command"].removeprefix("/") for each in slashes]
    assert [named(name) for name in names] == list(COMMANDS)
    assert "whois" in names  # Slack keeps /who to itself
    assert len(slashes) <= 50
    for each in slashes:
        assert re.fullmatch(r"/[a-z0-9_-]{1,31}", each["command"])
        assert not RESERVED.fullmatch(each["command"][1:])
        assert 0 < len(each["description"]) <= 2_000
        assert len(each.get("usage_hint", "-")) <= 1_000


def test_http_mode_has_its_address_everywhere() -> None:
    """In HTTP mode commands, events and buttons all go to the one address."""
    address = "https://claims.example/slack/events"
    text = manifest(request_url=address)
    given = json.loads(text)
    assert given["settings"]["socket_mode_enabled"] is False
    assert text.count(address) == len(COMMANDS) + 2


def test_scopes_are_few_and_explained() -> None:
    """The manifest asks for these scopes only, and the guide gives each its reason."""
    assert json.loads(manifest())["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    guide = DOCS.read_text(encoding="utf-8")
    for scope in (*SCOPES, *LINK_SCOPES):
        assert f"| `{scope}` |" in guide


def test_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python -m bot.platforms.slack.manifest` prints it, with the topics of the data folder."""
    monkeypatch.setenv("CLAIMWIRE_DATA", str(tmp_path))
    assert main([]) == 0
    assert capsys.readouterr().out == manifest()
    lexicon = '[[topic]]\nkey = "soy"\nwords = ["soybeans"]\n'
    (tmp_path / "topics.toml").write_text(lexicon, encoding="utf-8")
    assert main([]) == 0
    assert capsys.readouterr().out == manifest(topics=extended(lexicon))
    (tmp_path / "topics.toml").write_text("[[topic]]\n", encoding="utf-8")
    assert main([]) == 1
    assert "topics.toml" in capsys.readouterr().err
    (tmp_path / "topics.toml").unlink()
    monkeypatch.setenv("CLAIMWIRE_UNFURL_DOMAINS", "a.example, www.b.example")
    assert main([]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["features"]["unfurl_domains"] == ["a.example", "www.b.example"]
    assert "link_shared" in told["settings"]["event_subscriptions"]["bot_events"]
    assert set(told["oauth_config"]["scopes"]["bot"]) == {*SCOPES, *LINK_SCOPES}
    monkeypatch.setenv("CLAIMWIRE_UNFURL_DOMAINS", "https://a.example")
    assert main([]) == 1
    assert "CLAIMWIRE_UNFURL_DOMAINS" in capsys.readouterr().err


def test_broken_topics_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read in the data folder is said, and nothing is printed."""
    monkeypatch.setenv("CLAIMWIRE_DATA", str(tmp_path))
    (tmp_path / "topics.toml").write_text("[[topic]]\n", encoding="utf-8")
    assert main([]) == 1
    assert "topics.toml" in capsys.readouterr().err
