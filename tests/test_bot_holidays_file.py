"""The newsroom's holidays are read from their file, and a broken one is refused in a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.own_lists.holidays_file import NAME, read
from handlers.errors import Refused
from handlers.holidays import NONE


def test_holidays_for_all_and_for_a_zone(tmp_path: Path) -> None:
    """Without a file there are none."""
    assert read(tmp_path) is NONE
    (tmp_path / NAME).write_text('everywhere = [2025-12-25]\n"Europe/London" = [2025-08-25]\n')
    found = read(tmp_path)
    assert found.on(date(2025, 12, 25), "Asia/Tokyo")
    assert found.on(date(2025, 8, 25), "Europe/London")
    assert not found.on(date(2025, 8, 25), "Asia/Tokyo")
    assert found.known("Asia/Tokyo")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("everywhere = 2025-12-25", "everywhere is no list of dates"),
        ('everywhere = ["2025-12-25"]', "everywhere is no list of dates"),
        ("everywhere = [2025-12-25T10:00:00Z]", "everywhere is no list of dates"),
        ('"Europe/Lodnon" = []', "Did you mean Europe/London"),
        ('"Asia/Calcutta" = []', "is called Asia/Kolkata now"),
        ("everywhere = [", "is no list of holidays"),
        ("a = " + "[" * 5000, "is "),
        ("x" * 1_000_001, "is larger than"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    """With its path, and how to write it."""
    (tmp_path / NAME).write_text(content)
    with pytest.raises(Refused, match=complaint) as refused:
        read(tmp_path)
    assert NAME in str(refused.value)
