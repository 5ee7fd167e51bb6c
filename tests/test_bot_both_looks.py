"""Every shape of answer in both looks: as reviewed, and within both platforms' rules."""

from __future__ import annotations

import json

import pytest
from both_looks import GOLDEN, payloads
from discord_rules import problems
from newsroom_samples import SHAPES
from slack_rules import broken_rules


@pytest.mark.parametrize("name", sorted(SHAPES))
async def test_each_shape_is_sent_as_reviewed(name: str) -> None:
    """`python tests/update_golden.py` rewrites them; `make gallery` draws them."""
    found = await payloads(name)
    assert found == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert broken_rules(found["slack"]) == []
    for message in found["discord"]["messages"]:
        assert problems({**message, "allowed_mentions": {"parse": []}}) == []


def test_no_golden_file_is_left_over() -> None:
    """Every file belongs to a shape."""
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(SHAPES)
