"""What a digest says: its items under their titles, most pressing first, each with its receipts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from handlers.answers.changed import section
from handlers.digests.calendar_file import deadlines_file
from handlers.digests.deadlines import Deadline, told_of
from handlers.matters.one_matter import Difference, Moved, moved
from handlers.newsroom import Held
from handlers.ports import World
from handlers.questions.asked import Asked
from handlers.reply import Action, Chart, File, Reply, Row, Section
from handlers.showing.cards import Receipts, show
from handlers.showing.pictures import rates_over_time
from handlers.showing.rests import rests
from handlers.subscribed import Delivery, Item, Subscription, Why
from handlers.words.wording import count, figure_line, measure_line
from nlp.analysis import AttributionKind, Figure, Measure

_TITLES = {
    Why.CORRECTED: "Corrections of what was told here",
    Why.MOVED: "Moved on",
    Why.MEASURE: "New measures",
    Why.DEADLINE: "Coming up",
    Why.POSITION: "Other positions than before",
    Why.REVISED: "Figures revised",
    Why.FIGURE: "New figures",
    Why.VOICE: "New voices",
    Why.WORDS: "Also said",
}
_MOVES = (Why.MOVED, Why.POSITION, Why.REVISED)
_LONGEST = 160  # characters of a claim in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item with its claims as they stand now; None where one is gone."""

    item: Item
    now: Held | None
    was: Held | None


@dataclass(slots=True)
class Page:
    """Sections in the making, with receipts that run on over all of them."""

    receipts: Receipts = field(default_factory=Receipts)
    sections: list[Section] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)
    coming: list[Deadline] = field(default_factory=list)
    gone: int = 0

    def add(self, items: Iterable[Shown]) -> None:
        """Put items under their titles, in their order."""
        by_why: dict[Why, list[Shown]] = {}
        for each in items:
            by_why.setdefault(each.item.why, []).append(each)
        for why, of_it in by_why.items():
            if why in _MOVES:
                of_it = [each for each in of_it if not self._move(each)]
            if why in (Why.DEADLINE, Why.CORRECTED):
                self._rows(why, of_it)
            elif of_it:
                self._cards(why, of_it)

    def _move(self, each: Shown) -> bool:
        """Show what moved with both its claims; False where one of them is gone."""
        move = moved(each.was, each.now) if each.was and each.now else None
        shown = section(move, self.receipts) if move else None
        if move is None or shown is None:
            return False
        self.moves.append(move)
        self.sections.append(shown)
        return True

    def _rows(self, why: Why, of_it: Sequence[Shown]) -> None:
        rows = []
        for each in of_it:
            label, _, text = each.item.told.partition(": ")
            if why is Why.DEADLINE and each.now and (day := told_of(each.now, each.item.told)):
                self.coming.append(day)
            cited = (self.receipts.number(each.now),) if each.now else ()
            rows.append(Row(label=label, text=text, receipts=cited))
        self.sections.append(Section(title=_TITLES[why], rows=tuple(rows)))

    def _cards(self, why: Why, of_it: Sequence[Shown]) -> None:
        there = [each for each in of_it if each.now]
        self.gone += len(of_it) - len(there)
        shown = show((each.now for each in there if each.now), self.receipts)
        self.sections.append(
            Section(
                title=_TITLES[why],
                notes=shown.notes,
                measures=shown.measures,
                figures=shown.figures,
                claims=shown.claims,
            )
        )

    def charts(self, as_of: date) -> tuple[Chart, ...]:
        """A picture where a rate moved."""
        rates = [move for move in self.moves if move.difference is Difference.RATE]
        found = {held.claim.id: held for move in rates for held in (move.was, move.now)}
        return tuple(rates_over_time(found.values(), self.receipts, as_of))

    def files(self, made: datetime) -> tuple[File, ...]:
        """A calendar of the days to come that it tells of, if there are any."""
        return (deadlines_file(self.coming, made),) if self.coming else ()


async def hold(items: Iterable[Item], subscription: Subscription, world: World) -> list[Shown]:
    """The items with their claims as they stand now, statuses of the workspace included."""
    items = list(items)
    ids = (each for item in items for each in (item.claim_id, item.was_id, *item.also) if each)
    workspace = subscription.channel.workspace
    found = await world.store.several(tuple(ids), workspace=workspace)
    by_id = {held.claim.id: held for held in found}
    return [
        Shown(
            item=item,
            now=_everywhere(item, by_id),
            was=by_id.get(item.was_id),
        )
        for item in items
    ]


def _everywhere(item: Item, by_id: Mapping[str, Held]) -> Held | None:
    """An item's claim with the other articles that it was told to stand in."""
    held = by_id.get(item.claim_id)
    if held is None or not item.also:
        return held
    others = {by_id[each].article.id: by_id[each] for each in item.also if each in by_id}
    others.pop(held.article.id, None)
    articles = [held.article, *(other.article for other in others.values())]
    return replace(
        held,
        others=tuple(others.values()),
        articles=len(articles),
        independent=len({article.family or article.id for article in articles}),
    )


def headline(delivery: Delivery, asked: Asked, total: int, *, first: bool) -> str:
    """ "Digest no. 3 on tariffs · China: 4 items, new since the last digest."."""
    line = asked.understood.line or "everything"
    number = delivery.subscription.number
    if delivery.subscription.cadence.at_once:
        # One without items, but with a note, says that the day's cap is reached (`planning`).
        capped = delivery.notes and not delivery.items
        what = "enough for today." if capped else "nothing new."
        what = f"{count(total, 'new item')}." if total else what
        return f"Alert no. {number} on {line}: {what}"
    if not total:
        what = "nothing is known yet" if first else "nothing new since the last digest"
        return f"Digest no. {number} on {line}: {what}."
    what = "what is known so far" if first else "new since the last digest"
    return f"Digest no. {number} on {line}: {count(total, 'item')}, {what}."


def actions(subscription: Subscription, asked: Asked, total: int, shown: int) -> list[Action]:
    """What can be asked for next: the rest, why each line is there, all of it."""
    number = subscription.number
    found = []
    if total > shown:
        more = f"/digest more {number} {shown}"
        found.append(Action(name="more", label=f"{total - shown} more", command=more))
    if total:
        found.append(
            Action(name="why", label="Why each line is here", command=f"/digest why {number}")
        )
        found.append(Action(name="all", label="All of it", command=f"/{asked.line}"))
    return found


def finished(page: Page, reply: Reply, as_of: date, made: datetime) -> Reply:
    """A reply with the sections, receipts, pictures and files of its page, made at that time."""
    charts = page.charts(as_of)
    notes = reply.notes
    if page.gone:
        gone = f"{count(page.gone, 'claim')} that were found are no longer in their articles."
        notes = (*notes, gone)
    return replace(
        reply,
        notes=notes,
        sections=(*page.sections, *reply.sections),
        charts=charts,
        files=(*page.files(made), *reply.files),
        receipts=page.receipts.all(),
        rests=rests(page.receipts.all(), as_of),
    )


def line_of(held: Held) -> str:
    """A claim in one line."""
    finding = held.claim.finding
    if isinstance(finding, Measure):
        return measure_line(finding)
    if isinstance(finding, Figure):
        return figure_line(finding)
    who = ", ".join(held.claim.speakers) or "speaker unclear"
    if finding.kind is AttributionKind.POSITION and finding.cue:
        who = f"{who} {finding.cue.excerpt.words}"  # for or against is told by it alone
    words = " … ".join(piece.words for piece in finding.contents)
    return shortened(f"{who}: {words}")


def shortened(line: str) -> str:
    """A line as it is, or its beginning where it is long."""
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"
