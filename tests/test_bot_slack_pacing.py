"""Who waits for Slack, and how long: also after a long life with many outages."""

from __future__ import annotations

import pytest

from bot.platforms.slack.calls import Busy
from bot.platforms.slack.pacing import Pacing


class Slack:
    """A Slack that is busy until a moment, and is asked when it is asked."""

    def __init__(self) -> None:
        self.now = 0.0
        self.open_at = 0.0
        self.asked: list[float] = []

    async def once(self) -> str:
        """One call."""
        self.asked.append(self.now)
        if self.now < self.open_at:
            raise Busy("busy", retry_after=10)
        return "done"

    async def sleep(self, seconds: float) -> None:
        """Waiting, which takes no time here."""
        self.now += seconds

    def pacing(self) -> Pacing:
        """Who waits for it."""
        return Pacing(now=lambda: self.now, sleep=self.sleep)


async def test_a_busy_slack_is_asked_again_when_it_said() -> None:
    """Once, and once more when its pause is over."""
    slack = Slack()
    pacing = slack.pacing()
    slack.open_at = 5
    assert await pacing.insist("chat.update C1", 60, slack.once) == "done"
    assert slack.asked == [0, 10]


async def test_outages_of_long_ago_cost_nobody_a_pause() -> None:
    """A thousand answers that were given up, each with an address of its own, are forgotten.

    Else the next busy spell would be met by asking again at once, and again.
    """
    slack = Slack()
    pacing = slack.pacing()
    slack.open_at = 5
    for number in range(1_001):
        with pytest.raises(Busy):
            await pacing.insist(f"https://hooks.example/{number}", 0, slack.once)
    slack.now, slack.open_at = 3_600, 3_615
    slack.asked.clear()
    assert await pacing.insist("https://hooks.example/new", 60, slack.once) == "done"
    assert slack.asked == [3_600, 3_610, 3_620]
