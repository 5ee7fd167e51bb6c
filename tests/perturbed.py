"""Quotations of the seeds' gold, perturbed in known ways, and the verdicts they must get."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fakes import FixedClock, MemoryStore
from newsroom_samples import ANALYSES, NOW, analysis, keep

from handlers.checks.verdicts import Verdict
from handlers.newsroom import ParsedArticle, Published
from handlers.ports import World
from handlers.words.names import sameness
from handlers.words.wording import MONTHS
from nlp.analysis import (
    Attribution,
    AttributionKind,
    Cue,
    Excerpt,
    FoundBy,
    Precision,
    Speaker,
    SpeakerKind,
)

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_QUOTED = re.compile('[“"]([^“”"]+)[”"]')


_HEADS = {
    "Exact: ": Verdict.EXACT,
    "Altered": Verdict.ALTERED,
    "Another speaker: ": Verdict.ANOTHER_SPEAKER,
    "Another article or date: ": Verdict.ANOTHER_ARTICLE,
    "Article or date not confirmed: ": Verdict.UNCONFIRMED,
    "Speaker unclear: ": Verdict.UNCLEAR,
    "Not a quotation: ": Verdict.NOT_QUOTED,
    "Close to ": Verdict.CLOSE,
    "Not found in ": Verdict.NOT_FOUND,
}


def verdict(line: str) -> Verdict:
    """The verdict that a headline, or a section's title, opens with."""
    return next(each for head, each in _HEADS.items() if line.startswith(head))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Quoted words of the gold, their speaker and their article's date."""

    words: str
    speaker: str
    article: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is typed, in which way it was perturbed, and the right verdict."""

    way: str
    line: str
    verdict: Verdict


def _excerpt(text: str, span: list[int]) -> Excerpt:
    return Excerpt(start=span[0], end=span[1], words=text[span[0] : span[1]])


def _attribution(text: str, item: dict[str, Any]) -> Attribution:
    cues = [_excerpt(text, span) for span in item["cue"]]
    return Attribution(
        contents=tuple(_excerpt(text, span) for span in item["content"]),
        kind=AttributionKind(item["kind"]),
        speakers=tuple(
            Speaker(excerpt=None, name=name, kind=SpeakerKind.PERSON, found_by=FoundBy.NAME)
            for name in item["speakers"]
        ),
        cue=Cue(excerpt=cues[0], lemma=cues[0].words) if cues else None,
        confidence=1.0,
        reasons=("gold",),
    )


def _gold() -> Iterator[tuple[ParsedArticle, list[Attribution]]]:
    for path in sorted(SEEDS.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        day = date.fromisoformat(path.name[:10])
        parsed = ParsedArticle(
            source=gold["id"],
            headline=path.name[11:].removesuffix(".gold.json").replace("-", " "),
            outlet="Claimwire Samples",
            published=Published(day=day, precision=Precision.DAY),
            text=gold["text"],
        )
        yield parsed, [_attribution(gold["text"], item) for item in gold["attributions"]]


async def gold_newsroom() -> tuple[World, list[Quote]]:
    """The seeds with the attributions of their gold, the invented articles, all quotations."""
    store, quotes = MemoryStore(), list[Quote]()
    for parsed, found in _gold():
        await keep(store, parsed, analysis(parsed, *found))
        assert parsed.published is not None
        quotes += [
            Quote(
                words=quoted.strip(" ,."),
                speaker=each.speakers[0].name,
                article=parsed.source,
                day=parsed.published.day,
            )
            for each in found
            if each.speakers and each.speakers[0].name
            for content in each.contents
            for quoted in _QUOTED.findall(content.words)
            if len(quoted.split()) > 3
        ]
    for parsed, findings in ANALYSES:
        await keep(store, parsed, findings())
    return World(store=store, clock=FixedClock(NOW)), quotes


class Perturbed:
    """Draws cases, the same ones for the same seed."""

    def __init__(self, quotes: list[Quote], seed: int) -> None:
        self._quotes = quotes
        self._draw = random.Random(seed)  # noqa: S311 - a table that is the same each time

    def cases(self, each: int) -> Iterator[Case]:
        """So many of each way."""
        ways: tuple[tuple[str, Callable[[], tuple[str, Verdict]]], ...] = (
            ("as it is", self._as_it_is),
            ("its own date", self._own_date),
            ("marked omission", self._omission),
            ("dropped word", self._dropped),
            ("swapped speaker", self._swapped),
            ("moved date", self._moved),
            ("merged halves", self._merged),
            ("merged by an omission", lambda: self._merged(" … ")),
            ("added negation", self._negated),
            ("changed figure", self._figure),
        )
        for way, make in ways:
            for _ in range(each):
                line, verdict = make()
                yield Case(way=way, line=line, verdict=verdict)

    def _one(self, least: int = 4) -> Quote:
        return self._draw.choice([one for one in self._quotes if len(one.words.split()) >= least])

    def _line(self, words: str, speaker: str, rest: str = "") -> str:
        opening, closing = self._draw.choice(("“”", '""', "«»"))
        return f"/check {opening}{words}{closing} {speaker} {rest}".rstrip()

    def _as_it_is(self) -> tuple[str, Verdict]:
        one = self._one()
        return self._line(one.words, one.speaker), Verdict.EXACT

    def _own_date(self) -> tuple[str, Verdict]:
        one = self._one()
        return self._line(one.words, one.speaker, self._date(one.day)), Verdict.EXACT

    def _date(self, day: date) -> str:
        month = MONTHS[day.month - 1]
        spelt = (f"on {day.day} {month} {day.year}", f"{month} {day.day}, {day.year}")
        return self._draw.choice((*spelt, day.isoformat(), f"since:{day} until:{day}"))

    def _omission(self) -> tuple[str, Verdict]:
        one = self._one(least=9)
        words = one.words.split()
        third = len(words) // 3
        left, right = " ".join(words[:third]), " ".join(words[2 * third :])
        mark = self._draw.choice((" … ", " ... ", " [...] "))
        return self._line(f"{left}{mark}{right}", one.speaker), Verdict.EXACT

    def _dropped(self) -> tuple[str, Verdict]:
        one = self._one()
        words = one.words.split()
        del words[self._draw.randrange(len(words))]
        return self._line(" ".join(words), one.speaker), Verdict.ALTERED

    def _swapped(self) -> tuple[str, Verdict]:
        one = self._one()
        said = {sameness(each.speaker).words for each in self._quotes if one.words in each.words}
        every = sorted({each.speaker for each in self._quotes})
        others = [name for name in every if sameness(name).words not in said]
        return self._line(one.words, self._draw.choice(others)), Verdict.ANOTHER_SPEAKER

    def _moved(self) -> tuple[str, Verdict]:
        one = self._one()
        taken = {each.day for each in self._quotes if one.words in each.words}
        day = one.day
        while day in taken:
            day += timedelta(days=self._draw.choice((-40, -2, -1, 1, 2, 9)))
        return self._line(one.words, one.speaker, self._date(day)), Verdict.ANOTHER_ARTICLE

    def _merged(self, mark: str = " ") -> tuple[str, Verdict]:
        one, other = self._one(6), self._one(6)
        while other.article == one.article and other.speaker == one.speaker:
            other = self._one(6)
        first, second = one.words.split(), other.words.split()
        left = " ".join(first[: len(first) // 2])
        right = " ".join(second[len(second) // 2 :])
        return self._line(f"{left}{mark}{right}", one.speaker), Verdict.ALTERED

    def _negated(self) -> tuple[str, Verdict]:
        one = self._one()
        words = one.words.split()
        words.insert(self._draw.randrange(len(words)), self._draw.choice(("not", "never", "no")))
        return self._line(" ".join(words), one.speaker), Verdict.ALTERED

    def _figure(self) -> tuple[str, Verdict]:
        one = self._draw.choice([one for one in self._quotes if re.search(r"\d", one.words)])
        figure = self._draw.choice(list(re.finditer(r"\d+", one.words)))
        other = str(int(figure.group()) + self._draw.choice((1, 5, 10, 90)))
        words = one.words[: figure.start()] + other + one.words[figure.end() :]
        return self._line(words, one.speaker), Verdict.ALTERED
