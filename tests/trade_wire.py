"""Short invented wire stories with their findings written down by hand, for tests of digests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from newsroom_samples import analysis, excerpt, said

from handlers.newsroom import Claim, ParsedArticle, Published
from handlers.ports import Claims
from handlers.record import claims
from nlp.analysis import (
    Attribution,
    AttributionKind,
    Figure,
    Measure,
    MeasureKind,
    MeasureStatus,
    Modality,
    Precision,
    When,
)


def on(day: date) -> When:
    """A day as an article names it."""
    return When(words=f"{day:%B} {day.day}", precision=Precision.DAY, first=day, last=day)


@dataclass(slots=True)
class Story:
    """A story in the making: each finding adds a sentence of its own."""

    name: str
    day: date | None
    outlet: str = "Harbor Gazette"
    text: str = ""
    findings: list[Attribution | Figure | Measure] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = f"Trade news, {self.name}."

    def _sentence(self, words: str) -> str:
        self.text = f"{self.text}\n{words}"
        return words

    def tariff(
        self,
        status: MeasureStatus,
        rate: int | None,
        *,
        goods: str | None = "steel",
        target: str = "Norland",
        before: int | None = None,
        effective: date | None = None,
        expires: date | None = None,
    ) -> Story:
        """A tariff of Marenia's."""
        percent = f"{rate}% " if rate is not None else ""
        words = self._sentence(
            f"Marenia: a {percent}tariff on {goods} of {target} is {status} ({len(self.text)})."
        )
        self.findings.append(
            Measure(
                excerpt=excerpt(self.text, words),
                sentence=excerpt(self.text, words),
                kind=MeasureKind.TARIFF,
                status=status,
                imposer="Marenia",
                targets=(target,),
                goods=goods,
                rate=Decimal(rate) if rate is not None else None,
                rate_before=Decimal(before) if before is not None else None,
                effective=on(effective) if effective else None,
                expires=on(expires) if expires else None,
            )
        )
        return self

    def figure(
        self,
        value: str,
        *,
        unit: str = "percentage",
        period: str = "2024",
        concept: str = "growth",
        of: str = "",
    ) -> Story:
        """A figure of Marenia's; `of` are words of its sentence that its concept leaves out."""
        words = self._sentence(f"Marenia's {of}{concept} was {value} {unit} in {period}.")
        self.findings.append(
            Figure(
                excerpt=excerpt(self.text, f"{value} {unit}"),
                sentence=excerpt(self.text, words),
                value=Decimal(value),
                unit=unit,
                normalized_unit=unit,
                concept=concept,
                subject="Marenia",
                period=period,
            )
        )
        return self

    def quote(self, who: str, words: str, modality: Modality = Modality.STATED) -> Story:
        """Somebody's words on tariffs."""
        self._sentence(f"“{words},” {who} said.")
        self.findings.append(
            said(
                self.text,
                (f"“{words},”",),
                who,
                who,
                "said",
                kind=AttributionKind.DIRECT,
                modality=modality,
            )
        )
        return self

    def position(self, who: str, cue: str, words: str) -> Story:
        """For or against what somebody is."""
        self._sentence(f"{who} {cue} {words}.")
        kind = AttributionKind.POSITION
        self.findings.append(said(self.text, (words,), who, who, cue, kind=kind))
        return self

    @property
    def parsed(self) -> ParsedArticle:
        """The article as it is stored."""
        published = Published(day=self.day, precision=Precision.DAY) if self.day else None
        return ParsedArticle(
            source=self.name,
            text=self.text,
            headline=f"Wire {self.name}",
            outlet=self.outlet,
            published=published,
            url=f"https://wire.example/{self.name}",
        )

    async def keep(self, store: Claims, fetched: datetime) -> tuple[Claim, ...]:
        """Store it, as an ingest does; the ids of its claims are as they come."""
        parsed = self.parsed
        article_id = claims.article_id(parsed)
        built = claims.build(parsed, analysis(parsed, *self.findings), article_id)
        await store.put(parsed, built, article_id=article_id, fetched=fetched)
        return built
