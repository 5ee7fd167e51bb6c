"""Invented articles about one invented trade quarrel, told measure by measure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from fakes import FixedClock, MemoryStore
from newsroom_samples import NOW, analysis, excerpt, keep

from handlers.newsroom import ParsedArticle, Published
from handlers.ports import Claims, World
from nlp.analysis import Figure, Measure, MeasureKind, MeasureStatus, Precision, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence, and the measure that it states; `on` and the others are dates as ISO."""

    sentence: str
    imposer: str | None
    targets: tuple[str, ...]
    status: MeasureStatus
    goods: str | None = None
    rate: str | None = None
    before: str | None = None
    kind: MeasureKind = MeasureKind.TARIFF
    announced: str | None = None
    starts: str | None = None
    ends: str | None = None


def day_of(iso: str | None) -> When | None:
    """A date that the text gives in full."""
    if iso is None:
        return None
    day = date.fromisoformat(iso)
    return When(words=f"{day:%B} {day.day}", precision=Precision.DAY, first=day, last=day)


def measure(told: Told) -> Measure:
    """The measure, its excerpt and sentence without their place in the text."""
    return Measure(
        excerpt=excerpt(told.sentence, told.sentence),
        sentence=excerpt(told.sentence, told.sentence),
        kind=told.kind,
        status=told.status,
        imposer=told.imposer,
        targets=told.targets,
        goods=told.goods,
        rate=Decimal(told.rate) if told.rate else None,
        rate_before=Decimal(told.before) if told.before else None,
        announced=day_of(told.announced),
        effective=day_of(told.starts),
        expires=day_of(told.ends),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article of such sentences, one a paragraph."""

    day: str
    told: tuple[Told, ...]
    outlet: str = "Harbor Gazette"
    figures: tuple[Figure, ...] = ()  # each with its own sentence, a paragraph behind them

    @property
    def parsed(self) -> ParsedArticle:
        """The article that holds them."""
        sentences = [each.sentence for each in self.told]
        sentences += [each.sentence.words for each in self.figures]
        return ParsedArticle(
            source=f"{self.day} {self.outlet}",
            headline=f"The quarrel on {self.day}",
            outlet=self.outlet,
            published=Published(day=date.fromisoformat(self.day), precision=Precision.DAY),
            text="\n".join(sentences),
        )


def story(day: str, *told: Told, outlet: str = "Harbor Gazette") -> Story:
    """An article of a day that tells these."""
    return Story(day=day, told=told, outlet=outlet)


async def told_world(*stories: Story) -> World:
    """A world that holds these articles, at `newsroom_samples.NOW`."""
    store = MemoryStore()
    await tell(store, *stories)
    return World(store=store, clock=FixedClock(NOW))


async def tell(store: Claims, *stories: Story) -> None:
    """Keep these articles in a store."""
    for each in stories:
        parsed = each.parsed
        found = [_placed(parsed.text, measure(told)) for told in each.told]
        counted = [_placed_figure(parsed.text, figure) for figure in each.figures]
        await keep(store, parsed, analysis(parsed, *found, *counted))


def _placed(text: str, found: Measure) -> Measure:
    words = found.sentence.words
    return replace(found, excerpt=excerpt(text, words), sentence=excerpt(text, words))


def _placed_figure(text: str, found: Figure) -> Figure:
    sentence = excerpt(text, found.sentence.words)
    number = excerpt(text[sentence.start :], found.excerpt.words)
    start = sentence.start + number.start
    end = sentence.start + number.end
    return replace(
        found,
        sentence=sentence,
        excerpt=replace(number, start=start, end=end),
    )


IN_FORCE, ANNOUNCED = MeasureStatus.IN_FORCE, MeasureStatus.ANNOUNCED
PERU, CHILE = "Peru", "Chile"

QUARREL = (
    story(
        "2025-01-10",
        Told(
            sentence="Peru will charge 12% on Chilean copper from February 1.",
            imposer=PERU,
            targets=(CHILE,),
            goods="copper",
            rate="12",
            status=ANNOUNCED,
            starts="2025-02-01",
        ),
        Told(
            sentence="It threatened a 40% tariff on Chilean wine.",
            imposer=PERU,
            targets=(CHILE,),
            goods="wine",
            rate="40",
            status=MeasureStatus.THREATENED,
        ),
    ),
    story(
        "2025-02-03",
        Told(
            sentence="A 12% duty on all imported copper from Chile is now charged in Peru.",
            imposer=PERU,
            targets=(CHILE,),
            goods="all imported copper",
            rate="12",
            status=IN_FORCE,
        ),
        Told(
            sentence="Chile answers with 8% on Peruvian fish, it announced on February 2.",
            imposer=CHILE,
            targets=(PERU,),
            goods="fish",
            rate="8",
            status=ANNOUNCED,
            kind=MeasureKind.RETALIATION,
            announced="2025-02-02",
        ),
        Told(
            sentence="Bolivian copper pays 12% in Peru too.",
            imposer=PERU,
            targets=("Bolivia",),
            goods="copper",
            rate="12",
            status=IN_FORCE,
        ),
    ),
    story(
        "2025-03-05",
        Told(
            sentence="Peru cut its copper duty for Chile to 5%.",
            imposer=PERU,
            targets=(CHILE,),
            goods="copper",
            rate="5",
            status=MeasureStatus.REDUCED,
        ),
        Told(
            sentence="Chile paused its 8% on Peruvian fish until April 30.",
            imposer=CHILE,
            targets=(PERU,),
            goods="Fish",
            rate="8",
            status=MeasureStatus.PAUSED,
            ends="2025-04-30",
        ),
        Told(
            sentence="Chilean wine has paid 15% since March 1.",
            imposer=PERU,
            targets=(CHILE,),
            goods="wine",
            rate="15",
            status=IN_FORCE,
            starts="2025-03-01",
        ),
        outlet="Northern Ledger",
    ),
    story(
        "2025-04-02",
        Told(
            sentence="The copper duty for Chile rises to 9% on May 1.",
            imposer=PERU,
            targets=(CHILE,),
            goods="copper",
            rate="9",
            status=ANNOUNCED,
            starts="2025-05-01",
        ),
    ),
    story(
        "2025-05-20",
        Told(
            sentence="Under the accord Peru charges 3% on Chilean copper until June 30, not 9%.",
            imposer=PERU,
            targets=(CHILE,),
            goods="copper",
            rate="3",
            before="9",
            status=IN_FORCE,
            kind=MeasureKind.DEAL,
            ends="2025-06-30",
        ),
        Told(
            sentence="A court struck down Chile's duties on Peruvian fish.",
            imposer=CHILE,
            targets=(PERU,),
            goods="fish",
            status=MeasureStatus.STRUCK_DOWN,
        ),
        Told(
            sentence="Peru imposed 40% on Chilean wine.",
            imposer=PERU,
            targets=(CHILE,),
            goods="wine",
            rate="40",
            status=IN_FORCE,
        ),
    ),
)
