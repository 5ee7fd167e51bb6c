"""The worker process: reads and analyses one article at a time, and may be killed at any."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import resource
import signal
import sys
import threading
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle
from nlp.analysis import Analysis, Precision
from nlp.faults import ModelUnavailable, TextRefused

if TYPE_CHECKING:
    from nlp.pipeline import Pipeline

OUT_OF_MEMORY = 77  # exit status of a worker that an article made too large

_ORPHAN_CHECK = 2.0  # seconds
_PR_SET_PDEATHSIG = 1
_KEPT_ENVIRONMENT = ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "PATH", "PYTHONPATH", "TMPDIR", "TZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of one article: read and analysed, or a sentence why not."""

    article: ParsedArticle | None = None
    analysis: Analysis | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What came of one pasted text: its analysis, or a sentence why there is none."""

    analysis: Analysis | None = None
    refusal: str | None = None


class _Desk:
    """What this process holds between jobs."""

    pipeline: Pipeline | None = None
    trouble: str | None = None  # why there is no pipeline


def start(parent: int, model: str | None, memory: int) -> None:
    """Make this process a worker: die with the parent, load the model, bound the memory.

    `memory` is the number of bytes it may take beyond what the loaded model takes. A
    model that cannot be loaded is told by `check`, not here: the pool would give up.
    """
    settle(parent)
    # Imported here: the main process imports this module and must stay free of the model.
    from nlp import minhash  # noqa: F401 - so that it is there before memory is bounded
    from nlp.pipeline import load

    try:
        _Desk.pipeline = load(model)
    except ModelUnavailable as error:
        _Desk.trouble = str(error)
    logging.disable(logging.CRITICAL)  # libraries quote the text they stumble over
    gc.collect()
    gc.freeze()  # the model is not garbage: no need to look at it again
    bound_memory(memory)


def settle(parent: int) -> None:
    """Take on a worker's manners: polite, without secrets, gone when the parent is."""
    _die_with(parent)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once, whatever runs
    for name in set(os.environ).difference(_KEPT_ENVIRONMENT):
        del os.environ[name]  # tokens are no business of a process that reads hostile files
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    os.nice(5)  # people who ask go first


def bound_memory(beyond: int) -> None:
    """Let this process grow by `beyond` bytes and no further, where the system can."""
    if not sys.platform.startswith("linux"):
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + beyond
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def check() -> str | None:
    """Give the sentence why this worker cannot analyse; None where it is ready."""
    return _Desk.trouble


def read_article(name: str, data: bytes) -> Found:
    """Read and analyse the bytes of one file."""
    if _Desk.pipeline is None:
        raise RuntimeError("a worker was given work before it had a model")
    # Imported here for the same reason as the pipeline.
    from bot.reading.reader import read
    from nlp.minhash import sketch

    try:
        article = read(name, data)
        analysis = _Desk.pipeline.analyze(
            article.text, _day(article), tuple((a.start, a.end) for a in article.aside)
        )
        analysis = replace(analysis, sketch=sketch(article.text))
    except (ArticleRefused, TextRefused) as refusal:
        return Found(refusal=str(refusal))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    return Found(article=article, analysis=analysis)


def examine_text(text: str, day: date) -> Examined:
    """Analyse a text that somebody pasted, as it stands."""
    if _Desk.pipeline is None:
        raise RuntimeError("a worker was given work before it had a model")
    try:
        return Examined(analysis=_Desk.pipeline.analyze(text, day))
    except TextRefused as refusal:
        return Examined(refusal=str(refusal))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _day(article: ParsedArticle) -> date | None:
    """Give the day that "Thursday" is counted from; None where only month or year is known."""
    known = article.published
    return known.day if known and known.precision is Precision.DAY else None


def _die_with(parent: int) -> None:
    """Make sure that no worker outlives the process it works for."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)
    threading.Thread(target=_watch, args=(parent,), daemon=True, name="orphan-watch").start()


def _watch(parent: int) -> None:
    """End this process when its parent is gone, where the system does not do it for us."""
    while os.getppid() == parent:
        time.sleep(_ORPHAN_CHECK)
    os._exit(1)
