"""The newsroom's holidays: `holidays.toml` in the data folder, read at start.

Each line is a list of dates on which digests for business days are not sent, under the
name of a time zone or for all of them: everywhere = [2025-12-25].
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

from bot.own_lists.tables import load
from handlers.errors import Refused
from handlers.holidays import NONE, Holidays
from handlers.words.zones import called, refusal

NAME = "holidays.toml"
EVERYWHERE = "everywhere"

_FORM = 'write lines such as "Europe/London" = [2025-08-25] or everywhere = [2025-12-25]'


def read(data: Path) -> Holidays:
    """The holidays of the file; none where there is no file.

    Raises Refused with one sentence where it cannot be read.
    """
    path = data / NAME
    table = load(path, "holidays", _FORM, tomllib.loads)
    if table is None:
        return NONE
    listed = {name: _dates(path, name, value) for name, value in table.items()}
    everywhere = listed.pop(EVERYWHERE, frozenset())
    return Holidays(
        everywhere=everywhere,
        of_zones={_zone(path, name): dates for name, dates in listed.items()},
    )


def _zone(path: Path, name: str) -> str:
    try:
        found = called(name)
    except Refused as error:
        raise Refused(f"{path}: {error}") from error
    if found is None:
        raise Refused(f"{path}: {refusal(name)}")
    return found


def _dates(path: Path, name: str, value: object) -> frozenset[date]:
    days = value if isinstance(value, list) else [None]
    if all(isinstance(day, date) and not isinstance(day, datetime) for day in days):
        return frozenset(days)
    raise Refused(f"{path}: {name} is no list of dates; {_FORM}.")
