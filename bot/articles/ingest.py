"""Ingesting: files and folders go through the analyst into the store, a line for each."""

from __future__ import annotations

import asyncio
import hashlib
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from bot.articles.analyst import ReadingStopped
from bot.articles.folders import GONE, Stamp, Unreadable, files_in, load, named, stamps, unreadable
from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle
from handlers.ports import Clock, Files, KnownFile, Outcome, Store
from handlers.record.claims import article_id, build
from nlp.analysis import Analysis
from nlp.topics import SHIPPED, Topics

REFUSED = "refused"
MOST_TRIES = 3  # readings of a file that stops or breaks the reader, over all restarts

_IN_FLIGHT = 2  # so that the worker finds the next article when it is done with one
_CUT_OFF = "Reading this file was cut off each time it was tried."


class Reader(Protocol):
    """What turns bytes into findings: `bot.articles.analyst.Analyst`, or a stand-in in tests."""

    @property
    def version(self) -> str:
        """Changes when the same bytes may give another result."""
        ...

    async def read(self, name: str, data: bytes) -> tuple[ParsedArticle, Analysis]:
        """Raises ArticleRefused, or its kind ReadingStopped where a retry makes sense."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one file; `detail` says why it was refused or whose duplicate it is.

    `again` marks a refusal that is remembered from an earlier time, `retry` one that the
    next look may turn into something better.
    """

    path: str
    outcome: str  # a value of Outcome, or "refused"
    detail: str = ""
    article_id: str | None = None
    claims: int | None = None  # None where the file was not read this time
    again: bool = False
    retry: bool = False

    def text(self) -> str:
        """The line for people."""
        told, outcome = self.detail, str(self.outcome)
        if self.outcome == Outcome.DUPLICATE:
            outcome, told = outcome.removesuffix(" of"), f"of {told}"
        elif self.claims is not None and not told:
            told = f"{self.claims} claim{'' if self.claims == 1 else 's'}"
        return f"{outcome:<10} {self.path}" + (f" — {told}" if told else "")

    def as_json(self) -> dict[str, str | int | None]:
        """The line for programs."""
        return {
            "path": self.path,
            "outcome": str(self.outcome),
            "detail": self.detail,
            "article": self.article_id,
            "claims": self.claims,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fresh:
    """A file that had to be read, with what was found in it and what was known before."""

    shown: str
    before: KnownFile
    article: ParsedArticle
    analysis: Analysis


async def ingest(
    paths: Sequence[Path],
    analyst: Reader,
    store: Store,
    clock: Clock,
    *,
    topics: Topics = SHIPPED,
    only: frozenset[str] | None = None,
) -> AsyncGenerator[Line, None]:
    """Read what is new in files and folders, in order, and yield a line for each file.

    A file that is refused is one line, and the rest go on. Known unchanged files cost
    no analysis. `only` narrows folders to these paths. Raises ClaimwireError where
    nothing can be read or stored at all; what was stored before stays stored.
    """
    waiting: deque[asyncio.Task[Line | _Fresh]] = deque()
    files = files_in(paths)
    try:
        while True:
            while len(waiting) < _IN_FLIGHT:
                file = await asyncio.to_thread(next, files, None)
                if file is None:
                    break
                if isinstance(file, Path) and only is not None and named(file) not in only:
                    continue
                examined = _examine(file, analyst, store, topics)
                waiting.append(asyncio.create_task(examined))
            if not waiting:
                return
            result = await waiting[0]
            line = result if isinstance(result, Line) else await _keep(result, store, clock, topics)
            waiting.popleft()
            yield line
    finally:
        await _drop(waiting, store)


class Watch:
    """Looks into folders again and again, and reads only what changed since the last look."""

    def __init__(
        self,
        paths: Sequence[Path],
        analyst: Reader,
        store: Store,
        clock: Clock,
        topics: Topics = SHIPPED,
    ) -> None:
        self._topics = topics
        self._paths = tuple(paths)
        self._analyst, self._store, self._clock = analyst, store, clock
        self._seen: dict[str, Stamp] = {}

    async def look(self) -> AsyncGenerator[Line, None]:
        """Yield a line for each file that is news: neither unchanged nor refused before."""
        now = await asyncio.to_thread(stamps, self._paths)
        changed = {name for name, stamp in now.items() if self._seen.get(name) != stamp}
        if not changed:
            return
        lines = ingest(
            self._paths,
            self._analyst,
            self._store,
            self._clock,
            topics=self._topics,
            only=frozenset(changed),
        )
        async with aclosing(lines):
            async for line in lines:
                stamp = now.get(line.path, GONE)
                old = line.again or line.outcome == Outcome.UNCHANGED
                news = not old and self._seen.get(line.path) != stamp
                if not line.retry:
                    self._seen[line.path] = stamp
                if news:
                    yield line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fetched:
    """A file as it is now: its name to show and to keep, its bytes, and the print of these.

    The print covers what reads them too: of another version the same bytes may tell more.
    """

    shown: str
    path: str
    data: bytes
    fingerprint: str


def _fetch(file: Path, analyst: Reader, topics: Topics) -> _Fetched:
    data = load(file)
    version = f"{analyst.version}{topics.digest}".encode()
    fingerprint = hashlib.sha256(version + b"\0" + data).hexdigest()
    path = named(file.absolute())
    return _Fetched(shown=named(file), path=path, data=data, fingerprint=fingerprint)


async def _examine(
    file: Path | Unreadable, analyst: Reader, store: Files, topics: Topics
) -> Line | _Fresh:
    """Read one file unless it is known: the same bytes, read in the same way."""
    if isinstance(file, Unreadable):
        return Line(path=file.path, outcome=REFUSED, detail=file.why)
    try:
        found = await asyncio.to_thread(_fetch, file, analyst, topics)
    except OSError as error:
        return Line(path=named(file), outcome=REFUSED, detail=unreadable(file, error).why)
    except ArticleRefused as refusal:
        return Line(path=named(file), outcome=REFUSED, detail=str(refusal))
    before = await store.file(found.path)
    if before is None or before.fingerprint != found.fingerprint:
        before = KnownFile(path=found.path, fingerprint=found.fingerprint)
    if before.article_id is not None:
        return Line(path=found.shown, outcome=Outcome.UNCHANGED, article_id=before.article_id)
    if before.tries >= MOST_TRIES and before.refusal:
        return Line(path=found.shown, outcome=REFUSED, detail=before.refusal, again=True)
    return await _try(found.shown, found.data, before, analyst, store)


async def _try(
    shown: str, data: bytes, before: KnownFile, analyst: Reader, store: Files
) -> Line | _Fresh:
    """Have one file read; a try that is called off, by us and in order, does not count."""
    after: KnownFile | None = before
    await store.remember(replace(before, refusal=_CUT_OFF, tries=before.tries + 1))
    try:
        article, analysis = await analyst.read(before.path, data)
        after = None  # `_keep` or `_drop` will tell
    except ReadingStopped as stopped:
        after = replace(before, refusal=str(stopped), tries=before.tries + 1)
        last = after.tries >= MOST_TRIES
        return Line(path=shown, outcome=REFUSED, detail=str(stopped), retry=not last)
    except ArticleRefused as refusal:
        after = replace(before, refusal=str(refusal), tries=MOST_TRIES)
        return Line(path=shown, outcome=REFUSED, detail=str(refusal))
    finally:
        if after is not None:
            await store.remember(after)
    return _Fresh(shown=shown, before=before, article=article, analysis=analysis)


async def _keep(fresh: _Fresh, store: Store, clock: Clock, topics: Topics) -> Line:
    """Store what was found, and that the file is done."""
    identity = article_id(fresh.article)
    try:
        # Aside: of a long article it takes a fifth of a second, and people are answered here.
        claims = await asyncio.to_thread(build, fresh.article, fresh.analysis, identity, topics)
        stored = await store.put(
            fresh.article,
            claims,
            article_id=identity,
            fetched=clock.now(),
            sketch=fresh.analysis.sketch,
        )
    except ArticleRefused as refusal:
        await store.remember(replace(fresh.before, refusal=str(refusal), tries=MOST_TRIES))
        return Line(path=fresh.shown, outcome=REFUSED, detail=str(refusal))
    await store.remember(replace(fresh.before, article_id=stored.article.id, refusal=None, tries=0))
    duplicate = stored.outcome is Outcome.DUPLICATE
    return Line(
        path=fresh.shown,
        outcome=stored.outcome,
        detail=stored.article.parsed.source if duplicate else "",
        article_id=stored.article.id,
        claims=0 if duplicate else len(claims),
    )


async def _drop(waiting: Iterable[asyncio.Task[Line | _Fresh]], store: Files) -> None:
    """Call off what is under way; what was read but not stored was no failed try."""
    for task in waiting:
        task.cancel()
    for result in await asyncio.gather(*waiting, return_exceptions=True):
        if isinstance(result, _Fresh):
            await store.remember(result.before)
