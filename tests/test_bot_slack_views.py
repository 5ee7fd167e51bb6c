"""Forms and the Home tab: golden views within Slack's limits, and what they carry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from slack_rules import against_types, broken_view
from slack_view_shapes import VIEWS

from bot.platforms.slack.views import Origin, origin_of

GOLDEN = Path(__file__).parent / "golden" / "slack"


@pytest.mark.parametrize("name", VIEWS)
def test_golden_view(name: str) -> None:
    """Each view is as it is kept beside the tests, and as Slack's rules and types want it."""
    view = json.loads(json.dumps(VIEWS[name]()))
    text = json.dumps(view, ensure_ascii=False, indent=1) + "\n"
    kept = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert kept == text, "rewrite with: python tests/rewrite_slack.py"
    assert broken_view(view) == []
    assert against_types(view) == []


def test_origin_comes_back_as_it_went() -> None:
    """A form carries where it was opened from; a long address is left out, not cut."""
    origin = Origin(channel="C1", name="#a", thread="1.2", response_url="https://x", about="3")
    assert origin_of({"private_metadata": origin.write()}) == origin
    long = Origin(channel="C1", response_url="https://x/" + "y" * 4_000)
    assert origin_of({"private_metadata": long.write()}) == Origin(channel="C1")
    for broken in ("", "{", "[1]", '{"v":2}', "[" * 5_000):
        assert origin_of({"private_metadata": broken}) is None
