"""Which of several measures stands first in an answer."""

from __future__ import annotations

from dataclasses import replace

from ledger_samples import Told, story, told_world
from newsroom_samples import request

from handlers.commands import answer
from handlers.showing.plaintext import render
from nlp.analysis import MeasureStatus

NEW = Told(
    sentence="Peru has begun to tax wool from Chile at 9%.",
    imposer="Peru",
    targets=("Chile",),
    status=MeasureStatus.IN_FORCE,
    goods="wool",
    rate="9",
)
OLD = replace(NEW, sentence="Peru will tax wool from Chile at 9%.", status=MeasureStatus.THREATENED)
TIN = replace(NEW, sentence="As it does wool, Peru taxes tin at 4%.", goods="tin", rate="4")


async def test_what_is_asked_for_stands_before_what_is_told_beside_it() -> None:
    """The duty on tin, of the newer article, comes behind all that is told of wool."""
    world = await told_world(story("2025-03-01", OLD), story("2025-04-01", TIN, NEW))
    text = render(await answer(request("what is the tariff on wool?"), world))
    lines = [line.strip().partition(" (")[0] for line in text.splitlines() if "→" in line]
    assert lines == ["Peru → Chile, wool: 9 %", "Peru → Chile, wool: 9 %", "Peru → Chile, tin: 4 %"]
