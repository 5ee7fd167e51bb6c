"""Stand-ins for the worker's start and job: importable in a new process, and no model."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import time
from datetime import date
from pathlib import Path

from bot.articles.worker import OUT_OF_MEMORY, Examined, Found, bound_memory, settle
from handlers.newsroom import ParsedArticle
from nlp.analysis import Analysis


def start(parent: int, model: str | None, memory: int) -> None:
    """Take on a worker's manners; `model` names what is to go wrong."""
    settle(parent)
    if model == "dies while loading":
        os._exit(3)
    if model == "hangs while loading":
        time.sleep(600)
    bound_memory(memory)


def work(name: str, data: bytes) -> Found:
    """Do what the data says: an order of the table, or else answer with the data."""
    order, _, rest = data.decode().partition(" ")
    return _ORDERS[order](name, rest) if order in _ORDERS else found(name, data.decode())


def examine(text: str, _day: date) -> Examined:
    """The same for a pasted text; refused, it says so."""
    result = work("pasted", text.encode())
    return Examined(analysis=result.analysis, refusal=result.refusal)


def _refuse(_name: str, _rest: str) -> Found:
    return Found(refusal="This is no article.")


def _sleep(name: str, _rest: str) -> Found:
    time.sleep(600)
    return found(name, "slept")


def _spin(_name: str, _rest: str) -> Found:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    while True:
        pass


def _die(name: str, _rest: str) -> Found:
    os.kill(os.getpid(), signal.SIGKILL)
    return _sleep(name, "")


def _crash(_name: str, _rest: str) -> Found:
    ctypes.string_at(0)
    return Found()


def _swallow(_name: str, _rest: str) -> Found:
    try:
        return found("", str(len(bytearray(8_000_000_000))))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _break(_name: str, _rest: str) -> Found:
    raise KeyError("words of the article")


def _environment(name: str, _rest: str) -> Found:
    return found(name, " ".join(sorted(os.environ)))


def _whoami(name: str, _rest: str) -> Found:
    return found(name, str(os.getpid()))


def _tell(name: str, rest: str) -> Found:
    Path(rest).write_text(str(os.getpid()), encoding="ascii")
    return _sleep(name, "")


_ORDERS = {
    "refuse": _refuse,
    "sleep": _sleep,
    "spin": _spin,
    "die": _die,
    "crash": _crash,
    "swallow": _swallow,
    "break": _break,
    "environment": _environment,
    "whoami": _whoami,
    "tell": _tell,
}


def found(name: str, text: str) -> Found:
    """Wrap a text as an article without findings."""
    return Found(article=ParsedArticle(source=name, text=text), analysis=analysis(text))


def analysis(text: str) -> Analysis:
    """Give an analysis that found nothing in a text."""
    return Analysis(
        digest=hashlib.sha256(text.encode()).hexdigest(),
        pipeline="pretend",
        attributions=(),
        figures=(),
        measures=(),
        names=(),
    )
