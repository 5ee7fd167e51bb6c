"""The judges themselves: what they let pass and what they must not."""

from __future__ import annotations

from typing import Any

import pytest
from discord_rules import NO_SPEC, SPEC, parse, problems, schema_problems

MENTIONS: dict[str, Any] = {"allowed_mentions": {"parse": []}}
POST = "/channels/{channel_id}/messages"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("**a**", "bold"), ("x *a* y", "italic"), ("_a_", "italic"), ("__a__", "underlined"),
        ("~~a~~", "struck"), ("||a||", "spoiler"), ("`a`", "code"), ("```a```", "code block"),
        ("# a", "heading"), ("a\n### b", "heading"), ("-# a", "subtext"), ("> a", "quote"),
        ("- a", "list"), ("12. a", "list"), ("a\n* b", "list"), ("[a](https://b.example)", "link"),
        ("[a](<https://b.example>)", "link"), ("see https://b.example", "bare link"),
        ("<@1>", "user"), ("<@&1>", "role"), ("<#1>", "channel"), ("</a:1>", "command"),
        ("<:a:1>", "emoji"), ("a :smile: b", "named emoji"), ("<t:1:R>", "time"),
        ("hey @everyone", "crowd"), ("\\@here", "raw crowd"), ("\\<@1>", "raw mention"),
        ("discord.gg/abc", "raw invitation"), ("**[a](https://b.example)**", "link"),
        ("<a@b.example>", "mail"),
    ],
)  # fmt: skip
def test_the_parser_sees_what_is_alive(text: str, kind: str) -> None:
    """Each thing that Discord would make of a text is found."""
    assert kind in parse(text).kinds()


@pytest.mark.parametrize("text", ["5 * 3", "a_b", "08:30", "\\*a\\*", "a - b", "x@y", "1,000. A"])
def test_the_parser_lets_plain_words_be(text: str) -> None:
    """What Discord shows as it stands is not alive."""
    assert parse(text).live == []


@pytest.mark.parametrize(
    "payload",
    [
        {"content": "x" * 2001}, {"content": " "}, {"content": "x", "nonce": "n" * 26},
        {"embeds": [{"description": "x"}] * 11}, {"embeds": [{"description": "x" * 4097}]},
        {"embeds": [{"description": "x" * 3001}] * 2}, {"embeds": [{"title": "x" * 257}]},
        {"embeds": [{"color": 1}]}, {"embeds": [{"title": "a", "url": "https://a.example"}] * 2},
        {"embeds": [{"fields": [{"name": "a", "value": "x" * 1025}]}]},
        {"content": "x", "allowed_mentions": {"parse": ["everyone"]}},
        {"content": "x", "components": [{"components": [{"label": "a", "custom_id": "x" * 101}]}]},
        {"content": "x", "components": [{"components": [{"label": "x" * 81, "custom_id": "a"}]}]},
        {"content": "x", "components": [{"components": [{"label": "a", "custom_id": "a"}] * 2}]},
        {"content": "x", "components": [{"components": []}]},
    ],
)  # fmt: skip
def test_a_broken_limit_is_a_problem(payload: dict[str, Any]) -> None:
    """One over each limit is refused."""
    assert problems({**MENTIONS, **payload})


def test_a_message_within_the_limits_is_none() -> None:
    """At the limits all is well; mentions must be switched off."""
    payload = {"content": "x" * 2000, "embeds": [{"description": "x" * 4096}], **MENTIONS}
    assert problems(payload) == []
    assert problems({"content": "x"}) == ["mentions not forbidden"]


@pytest.mark.shared
@pytest.mark.skipif(not SPEC.exists(), reason=NO_SPEC)
def test_the_published_description_judges_too() -> None:
    """What it does not allow is found by its place."""
    assert schema_problems(POST, "post", {"content": "x", "nonce": "1"}) == []
    assert schema_problems(POST, "post", {"content": 5})
    assert schema_problems(POST, "post", {"embeds": [{"title": "x" * 257}]})
