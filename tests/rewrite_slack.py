"""Rewrites the golden payloads of the Slack renderer; look at the diff before keeping it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from as_sent import as_sent  # noqa: E402  the path is set above
from slack_replies import SHAPES  # noqa: E402  the path is set above
from slack_view_shapes import VIEWS  # noqa: E402  the path is set above

from bot.slack_blocks import render  # noqa: E402  the path is set above
from bot.slack_places import Place  # noqa: E402  the path is set above

for name, make in SHAPES.items():
    message = as_sent(render(make(), Place(command="/tariffs marenia"), offer_share=True))
    path = HERE / "golden" / "slack" / f"{name}.json"
    path.write_text(json.dumps(message, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
for name, view in VIEWS.items():
    path = HERE / "golden" / "slack" / f"{name}.json"
    text = json.dumps(view(), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
