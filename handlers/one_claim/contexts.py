"""A claim in its article: `/context ID` shows the paragraphs before, of and after it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.newsroom import Held, Request
from handlers.one_claim.finding import EXAMPLE, find, id_and_rest, next_steps, unknown
from handlers.ports import World
from handlers.reply import Reply, Row
from handlers.showing.cards import intact, show
from handlers.showing.elsewhere import elsewhere
from handlers.words.passages import Passages
from handlers.words.wording import day, today
from nlp.analysis import Excerpt

OMITTED = "[…]"
_ROOM = 1200  # characters shown of a paragraph on each side of the claim
_MARKS = (("››", "‹‹"), ("⟦", "⟧"), (">>>", "<<<"), ("[[claim]]", "[[/claim]]"))


async def context(request: Request, world: World, argument: str) -> Reply:
    """The paragraphs around a claim, in the article's own words, the claim marked in them."""
    claim_id, _ = id_and_rest(argument, f"/context {EXAMPLE}")
    held = await find(claim_id, request, world)
    if held is None:
        raise unknown(claim_id)
    shown = show(await elsewhere([held], world, request))
    if not intact(held):
        return Reply(headline=f"Claim {claim_id} is withheld.", notes=shown.notes, private=True)
    passages = Passages.of(held.article.parsed.text)
    marks = _marks(passages.text)
    rows = tuple(_rows(held, passages, marks))
    as_of = request.as_of or today(request.zone, world.clock.now())
    notes = [f"The claim stands between {marks[0]} and {marks[1]}."]
    if any(OMITTED in row.text for row in rows):
        notes.append(f"{OMITTED} stands for words left out here; the source has them all.")
    return Reply(
        headline=f"Claim {claim_id} in its article: {_place(held, passages)}; as of {day(as_of)}.",
        notes=tuple(notes),
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
        rows=rows,
        receipts=shown.receipts,
        actions=next_steps(held, "context"),
        total=1,
    )


def _marks(text: str) -> tuple[str, str]:
    """A pair of marks that the article itself does not use."""
    unused = (pair for pair in _MARKS if not any(mark in text for mark in pair))
    return next(unused, _MARKS[0])


def _of(held: Held, passages: Passages) -> tuple[int, int]:
    """The numbers of the first and the last paragraph that the claim stands in."""
    span = held.claim.span
    return passages.paragraph(span.start), passages.paragraph(span.end - 1)


def _place(held: Held, passages: Passages) -> str:
    first, last = _of(held, passages)
    several = f"paragraphs {first} to {last}" if last > first else f"paragraph {first}"
    return f"{several} of {len(passages.paragraphs)}"


def _rows(held: Held, passages: Passages, marks: tuple[str, str]) -> Iterator[Row]:
    """The paragraph before, those of the claim, the one after, each in a row."""
    first, last = _of(held, passages)
    if first > 1:
        whole = passages.whole(first - 1)
        yield Row(label="Before", text=_cut(passages, whole, whole.end, whole.end))
    else:
        yield Row(label="Before", text="Nothing: the article begins with the claim's paragraph.")
    for number in range(first, last + 1):
        whole = passages.whole(number)
        start = max(held.claim.span.start, whole.start)
        end = min(held.claim.span.end, whole.end)
        text = _cut(passages, whole, start, end, marks)
        yield Row(label=f"Paragraph {number}", text=text)
    if last < len(passages.paragraphs):
        whole = passages.whole(last + 1)
        yield Row(label="After", text=_cut(passages, whole, whole.start, whole.start))
    else:
        yield Row(label="After", text="Nothing: the article ends with the claim's paragraph.")


def _cut(
    passages: Passages, whole: Excerpt, start: int, end: int, marks: tuple[str, str] = ("", "")
) -> str:
    """A paragraph with its words from start to end marked; a long one is cut around them.

    It is cut between sentences where it can be, and never without saying so.
    """
    text = passages.text
    first, last = whole.start, whole.end
    if start - first > _ROOM:
        first = passages.break_after(start - _ROOM, start)
    if last - end > _ROOM:
        last = passages.break_before(end + _ROOM, end)
    lead = f"{OMITTED} " if first > whole.start else ""
    tail = f" {OMITTED}" if last < whole.end else ""
    marked = f"{marks[0]}{text[start:end]}{marks[1]}"
    return f"{lead}{text[first:start]}{marked}{text[end:last]}{tail}"
