"""Rewrites the golden payloads of the Slack renderer; look at the diff before keeping it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from as_sent import as_sent
from slack_replies import SHAPES
from slack_view_shapes import VIEWS

from bot.platforms.slack.blocks import render
from bot.platforms.slack.places import Place

GOLDEN = Path(__file__).parent / "golden" / "slack"


def main() -> None:
    """Write each shape of message, and each form and Home tab."""
    place = Place(command="/tariffs marenia")
    shown = {
        name: as_sent(render(make(), place, offer_share=True)) for name, make in SHAPES.items()
    }
    for name, payload in (shown | {name: view() for name, view in VIEWS.items()}).items():
        text = json.dumps(payload, ensure_ascii=False, indent=1)
        (GOLDEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
