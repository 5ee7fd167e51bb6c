"""Calls to Discord that hold against a bad connection, and what its refusals mean."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import aiohttp
import discord

LATE, TWICE, EXPIRED, NO_SUCH_WEBHOOK = 10062, 40060, 50027, 10015
NO_ACCESS, NO_PERMISSION, INVALID, NO_HISTORY = 50001, 50013, 50035, 160002

# discord.py repeats 500, 502, 504 and short 429s itself; the rest is done here. A cut
# connection is no HTTPException of its own.
CUT = (aiohttp.ClientError, OSError, TimeoutError)
FAILURES = (discord.DiscordException, *CUT)
QUICK = (0.1, 0.2, 0.3)  # seconds between tries where a person's three seconds run
PATIENT = (0.5, 2.0, 5.0)
CALL = 30.0  # seconds one try may take
QUICK_TRY = 1.4  # … where Discord waits three: the library would sit out a failure in it
QUICK_CALL = 5.0  # … the last one of these
LONGEST_WAIT = 60.0

_SENTENCES = {
    10003: "That channel is gone. Pick another one.",
    10008: "That message is gone. Ask again.",
    30033: "This thread is full. Ask in its channel.",
    40001: "I am not allowed to do that here. Invite me again with the link in the set-up page.",
    40062: "Discord is busy. Ask again in a minute.",
    NO_ACCESS: "I cannot see that channel. Give my role View Channel there, or ask me elsewhere.",
    50007: "I cannot send you direct messages. Allow them in this server's privacy settings.",
    50008: "I cannot write in that kind of channel. Pick a text channel or a thread.",
    NO_PERMISSION: (
        "I may not write in that channel. Give my role Send Messages there "
        "(in threads: Send Messages in Threads), or ask me elsewhere."
    ),
    EXPIRED: "The answer took more than the 15 minutes that Discord waits. Ask again.",
    50083: "That thread is archived. Open it again, then ask again.",
    NO_HISTORY: "I may not read this channel's history. Give my role Read Message History there.",
}

_T = TypeVar("_T")


async def insist(
    call: Callable[[], Awaitable[_T]], waits: Sequence[float] = PATIENT, lasting: float = CALL
) -> _T:
    """Make a call that may safely arrive twice, again after cuts, 429 and 5xx.

    `waits` are the seconds between tries, `lasting` those that one try may take (the last one
    takes `QUICK_CALL` at least).

    Raises what the last try raised; refusals (other 4xx) are raised at once.
    """
    for wait in waits:
        try:
            async with asyncio.timeout(lasting):
                return await call()
        except discord.RateLimited as error:
            wait = max(wait, error.retry_after)
        except discord.HTTPException as error:
            if error.status != 429 and error.status < 500:
                raise
            wait = max(wait, wait_of(error))
        except CUT:
            pass
        await asyncio.sleep(min(wait, LONGEST_WAIT))
    async with asyncio.timeout(max(lasting, QUICK_CALL)):
        return await call()


async def after_limits(call: Callable[[], Awaitable[_T]], waits: Sequence[float] = PATIENT) -> _T:
    """Make a call that must not arrive twice, again only after a 429: that one did not arrive.

    Raises what the last try raised.
    """
    for wait in waits:
        try:
            return await call()
        except discord.RateLimited as error:
            wait = max(wait, error.retry_after)
        except discord.HTTPException as error:
            if error.status != 429:
                raise
            wait = max(wait, wait_of(error))
        await asyncio.sleep(min(wait, LONGEST_WAIT))
    return await call()


def wait_of(error: discord.HTTPException) -> float:
    """The seconds after which Discord asks to be tried again; 0 where it does not say."""
    text = error.response.headers.get("Retry-After", "")
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0


def sentence_for(error: BaseException) -> str:
    """What went wrong with Discord, in one sentence for a person."""
    if isinstance(error, discord.HTTPException):
        if error.code in _SENTENCES:
            return _SENTENCES[error.code]
        if error.status == 429 or error.status >= 500:
            return "Discord is busy. Ask again in a minute."
        return f"Discord did not accept that (error {error.code or error.status}). Ask again."
    return "The connection to Discord was cut. Ask again."


def name_of(error: BaseException) -> str:
    """An error for the log: its kind and Discord's code, without any message text."""
    if isinstance(error, discord.HTTPException):
        return f"{type(error).__name__} {error.status} {error.code}"
    return type(error).__name__
