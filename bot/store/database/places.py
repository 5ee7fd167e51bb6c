"""Where a claim stands among all others: keys that sort by publication, and page cursors.

    key = (second of publication) · 2^24 + (place among all claims of that second)

Undated articles fill the seconds before the first day there is, so they come last. An
article holds a run of keys, its first claim the highest: read downwards, articles come
newest first, those of one second in reverse order of storing, claims in text order.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, time, timedelta

from handlers.errors import Refused
from handlers.newsroom import Published

WIDTH = 24  # bits: 16 million keys a second; what overflows runs on into the next second
DAY = 86_400
DATED = 1 << 30  # seconds left free for undated articles
SLOT = 6  # bits: runs of keys begin and end with slots of 64, so that each is of one article
LEAST_ROOM = 1 << SLOT
MAX_KEY = (1 << 63) - 1
_LAST_SECOND = (1 << 63 - WIDTH) - 1

_CURSOR = re.compile(r"[0-9a-f]{1,16}")


def bucket(published: Published | None) -> int:
    """The second an article counts as published in: its time, if that lies in its day."""
    if published is None:
        return 0
    seconds = 0
    if published.at is not None:
        start = datetime.combine(published.day, time(), UTC)
        seconds = min(max(int((published.at - start).total_seconds()), 0), DAY - 1)
    return _first_second(published.day) + seconds


def time_of(key: int) -> datetime | None:
    """When the article of a key was published; None for midnight, as where no time is known."""
    second = key >> WIDTH
    if second < DATED or not (second - DATED) % DAY:
        return None
    days, seconds = divmod(second - DATED, DAY)
    start = datetime.combine(date.fromordinal(days + 1), time(), UTC)
    return start + timedelta(seconds=seconds)


def first_key(second: int) -> int:
    """The lowest key of a second."""
    return second << WIDTH


def rank(second: int, article_id: str) -> int:
    """By what claims that say the same are ordered: the first published has the least.

    Articles without a date come last. Of one second their ids decide, not which was stored
    first; within one article the higher key is the earlier.
    """
    at = second if second >= DATED else _LAST_SECOND
    digest = hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=3).digest()
    return first_key(at) | int.from_bytes(digest, "big")


def room_for(claims: int) -> int:
    """How many keys an article gets: twice its claims, so that a new version fits too."""
    return max(LEAST_ROOM, 1 << (2 * claims - 1).bit_length()) if claims else LEAST_ROOM


def bounds(since: date | None, until: date | None, as_of: date | None) -> tuple[int, int]:
    """The keys (low included, high excluded) of articles published on these days."""
    ends = [day for day in (until, as_of) if day is not None]
    low = first_key(_first_second(since)) if since else first_key(DATED) if ends else 0
    high = first_key(_first_second(min(ends)) + DAY) if ends else MAX_KEY
    return low, high


def cursor(key: int) -> str:
    """The page that follows this key, as an opaque word."""
    return f"{key:x}"


def after_cursor(page: str) -> int:
    """The key that a page follows; raises Refused on words that are no cursor."""
    if not page:
        return MAX_KEY
    if not _CURSOR.fullmatch(page) or int(page, 16) > MAX_KEY:
        raise Refused("That page is not known here. Please ask the question again.")
    return int(page, 16)


def _first_second(day: date) -> int:
    return DATED + (day.toordinal() - 1) * DAY
