"""The real process killed while it sends: nothing is lost and nothing stands twice.

The long rehearsal of the same is `make kills`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bench_kills import Count, Load, local, measure

from handlers.newsroom import Platform


async def killed(platform: Platform, folder: Path) -> Count:
    """Two lives end soon after their first post, the third ends its work."""
    load = Load(channels=5, each=2, life=0.3)  # the last of the ten takes several messages
    async with local(platform) as wire:
        return await measure(wire, folder, kills=2, lose=0, seed=7, load=load)


def folders(tmp_path: Path, *platforms: Platform) -> Iterator[tuple[Platform, Path]]:
    """One for each."""
    for each in platforms:
        (tmp_path / each).mkdir()
        yield each, tmp_path / each


async def test_kills_while_sending_lose_and_double_nothing(tmp_path: Path) -> None:
    """On both platforms, one beside the other."""
    both = folders(tmp_path, Platform.SLACK, Platform.DISCORD)
    for count in await asyncio.gather(*(killed(*each) for each in both)):
        assert count.kills == 2
        assert count.messages > 5
        assert (count.lost, count.doubled, count.unknown, count.failed) == (0, 0, 0, 0)
        assert (count.waiting, count.files_doubled) == (0, 0)
