"""A checked quotation as an answer: the verdict in a sentence, the differences, the passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from handlers.checks.agreement import appeared, says, titled
from handlers.checks.alignment import Change, Kind
from handlers.checks.claimed import Claimed
from handlers.checks.quotations import Joint
from handlers.checks.standing import Found, Place, passages, regions
from handlers.checks.verdict_words import sentence, speaker_of, where_of
from handlers.checks.verdicts import Checked, Verdict
from handlers.newsroom import Held, Status
from handlers.ports import Coverage
from handlers.reply import Action, ClaimCard, Reply, Row, Section
from handlers.showing.cards import Receipts, first_words, show
from handlers.words.wording import count, coverage, day, listed
from nlp import countries

_SHOWN = 12  # words left out at an omission that are shown whole
_OPEN = (Verdict.EXACT, Verdict.UNCONFIRMED, Verdict.ANOTHER_ARTICLE)
_OTHERWISE = (
    "Nearly the same words stand otherwise in another article of those days, which may put them "
    "right: see below."
)
_DOUBTED = frozenset({Status.DISPUTED, Status.CORRECTED, Status.WRONG})
_LABELS = {
    Kind.MISSING: "Missing",
    Kind.ADDED: "Added",
    Kind.CHANGED: "Changed",
    Kind.WRITING: "Written otherwise",
}


def places(results: tuple[Checked, ...]) -> tuple[Held, ...]:
    """The claims that the verdicts rest on."""
    found = (each for result in results for each in result.found)
    return tuple(Held(claim=each.claim, article=each.article) for each in found if each.claim)


def reply(
    results: tuple[Checked, ...],
    over: Coverage,
    as_of: date,
    several: Sequence[Held],
    *,
    left_out: int,
    search: str,
) -> Reply:
    """The answer: one section for each quotation, or the whole answer for a single one.

    `several` are the claims of `places` with all articles that have them, `search` the words
    that are worth looking for where nothing was found.
    """
    receipts, known = Receipts(), {held.claim.id: held for held in several}
    sections = tuple(_section(result, over, receipts, known) for result in results)
    until = (
        f"{coverage(over)}; as of {day(as_of)}"
        if len(results) > 1 or results[0].found  # "not found in …" says itself over what
        else f"as of {day(as_of)}"
    )
    notes = []
    if left_out:
        notes.append(
            f"The first {len(results)} quotations are checked; {left_out} more are not. "
            "Paste the rest again."
        )
    first = sections[0]
    many = len(results) > 1
    numbered = tuple(
        replace(section, title=f"{number}. {section.title}")
        for number, section in enumerate(sections, start=1)
    )
    return Reply(
        headline=f"{_tally(results)} Checked against {until}."
        if many
        else f"{sentence(results[0], over)} {_asked(results[0])}; {until}.",
        notes=tuple(notes) if many else (*notes, *first.notes),
        claims=() if many else first.claims,
        rows=() if many else first.rows,
        sections=numbered if many else (),
        receipts=receipts.all(),
        actions=_actions(results, search),
        total=sum(len(result.found) for result in results),
    )


def _tally(results: tuple[Checked, ...]) -> str:
    """ "3 quotations: 1 exact, 2 altered."."""
    counted = Counter(result.verdict for result in results)
    each = listed([f"{counted[verdict]} {verdict}" for verdict in Verdict if counted[verdict]])
    return f"{count(len(results), 'quotation')}: {each}."


def _asked(result: Checked) -> str:
    """What was understood: the words, for whom, and where."""
    who = result.claimed
    parts = [f"Checked: “{first_words(result.quoted.typed.text.strip(' ,;'))}”"]
    if who.typed:
        parts.append(f"by {who.speaker}")
    if who.elsewhere:
        parts.append(who.elsewhere)
    return ", ".join(parts)


def _section(
    result: Checked, over: Coverage, receipts: Receipts, known: Mapping[str, Held]
) -> Section:
    shown = show((known[each.claim.id] for each in result.found if each.claim), receipts)
    rows = [row for place in result.found for row in _rows(result, place, receipts)]
    rows += _elsewhere(result, receipts)
    title = f"{sentence(result, over)} {_asked(result)}."
    other = (_OTHERWISE,) if result.otherwise else ()
    return Section(
        title=title,
        notes=(*other, *_notes(result), *_marked_here(shown.claims), *shown.notes),
        claims=shown.claims,
        rows=tuple(rows),
    )


def _marked_here(cards: Iterable[ClaimCard]) -> Iterator[str]:
    """Says so where this newsroom doubts the claim that a verdict rests on."""
    for card in cards:
        if card.status in _DOUBTED:
            yield f"Marked here as {card.status.shown}: /why {card.claim_id} says by whom and why."


def _notes(result: Checked) -> Iterator[str]:
    """What must be known beside the verdict."""
    who = result.claimed
    if not result.quoted.closed:
        yield "The quotation mark was not closed: it is read to the end of the line."
    if who.guessed:
        yield f"Nobody called “{who.typed}” is on record. Did you mean {who.speaker}?"
    elif who.typed and not who.people and not (result.found and _fits(result.found[0], who)):
        yield f"Nobody called “{who.typed}” is on record as a speaker."
    if not result.found or result.verdict is Verdict.CLOSE:
        return
    place = result.found[0]
    if result.verdict in (Verdict.ALTERED, Verdict.NOT_QUOTED):
        if who.typed and place.claim and not says(place.claim, who):
            yield f"And it is {speaker_of(place)}’s, not {result.claimed.speaker}’s."
        yield from _how_altered(result, place)
    if result.verdict is not Verdict.ANOTHER_ARTICLE and appeared(place, who) is False:
        yield f"And the article is another: {where_of(place.article)}, not {who.elsewhere}."
    if result.verdict in _OPEN and not place.speakers:
        yield "The article does not make clear who said it."
    yield from _known_as(result, place)


def _how_altered(result: Checked, place: Found) -> Iterator[str]:
    """What an altered quotation's omission hides, and that the nearest words are no quotation."""
    if result.verdict is not Verdict.ALTERED:
        return
    if _hidden(result, place):
        yield "What the mark of omission leaves out changes the sense."
    if place.place in (Place.INDIRECT, Place.OWN):
        start, end = place.span
        marks = regions(place.text.text)
        part = any(each.inner_start < end and start < each.inner_end for each in marks)
        stands = "partly outside" if part else "in no"
        yield f"The nearest wording stands {stands} quotation marks."


def _hidden(result: Checked, place: Found) -> bool:
    """Whether one of the differences is what was left out at a mark of omission."""
    pieces = result.quoted.pieces
    if len(place.runs) != len(pieces):
        return False
    lost = {
        place.text.words(place.runs[at - 1].last, place.runs[at].first)
        for at in range(1, len(pieces))
        if pieces[at].joint is Joint.OMISSION
    }
    return any(each.theirs and each.theirs in lost for each in place.changes)


def _fits(place: Found, who: Claimed) -> bool:
    """Whether the claimed speaker is the passage's, by name or by the role it gives."""
    return says(place.claim, who) or bool(titled(place, who))


def _known_as(result: Checked, place: Found) -> Iterator[str]:
    """Says so where the article gives a surname alone to somebody asked for by a full name."""
    known = result.verdict in _OPEN and result.claimed.people
    if known and " " in result.claimed.speaker and _surname_only(place):
        yield (
            f"The article calls its speaker {place.speakers[0]} and no more; no other full name "
            "with that surname is on record."
        )


def _surname_only(place: Found) -> bool:
    """Whether a passage's speaker is known by one word that is no country's."""
    alone = len(place.speakers) == 1 and " " not in place.speakers[0]
    return alone and countries.named(place.speakers[0]) is None


def _rows(result: Checked, place: Found, receipts: Receipts) -> Iterator[Row]:
    for each in place.changes:
        yield Row(label=_LABELS[each.kind], text=_change(each))
    if result.verdict is Verdict.CLOSE:
        return
    yield from _marked(result, place)
    if result.verdict is Verdict.EXACT and place.claim:
        return
    start, _ = place.span
    paragraph = passages(place.text.text).paragraph(start)
    number = receipts.cite(place.article, paragraph)
    yield Row(label="The article has", text=_excerpt(place), receipts=(number,))


def _elsewhere(result: Checked, receipts: Receipts) -> Iterator[Row]:
    """Where nearly the same words stand otherwise: one of the two is put right, or wrong."""
    if place := result.otherwise:
        start, _ = place.span
        number = receipts.cite(place.article, passages(place.text.text).paragraph(start))
        yield Row(
            label=f"Otherwise in {where_of(place.article)}",
            text=_excerpt(place),
            receipts=(number,),
        )


def _change(each: Change) -> str:
    """ "“not”, after “will”"; "“40” should be “30”, after “tariff of”"."""
    after = f", after “{each.after}”" if each.after else ", at the beginning"
    if each.kind is Kind.MISSING:
        return f"“{each.theirs}”{after}"
    if each.kind is Kind.ADDED:
        return f"“{each.yours}”{after}"
    return f"“{each.yours}” should be “{each.theirs}”{after}"


def _marked(result: Checked, place: Found) -> Iterator[Row]:
    """What the writer's own brackets and omissions stand for."""
    if len(place.runs) != len(result.quoted.pieces):
        return
    for at in range(1, len(place.runs)):
        piece = result.quoted.pieces[at]
        first, last = place.runs[at - 1].last, place.runs[at].first
        words = place.text.words(first, last)
        if piece.joint is Joint.BRACKET:
            theirs = f"the article has “{words}”" if words else "not in the article"
            yield Row(label="In brackets", text=f"[{piece.inserted}]: {theirs}")
        elif words and words not in {each.theirs for each in place.changes}:
            short = last - first <= _SHOWN
            text = f"“{words}”" if short else f"{count(last - first, 'word')}"
            yield Row(label="Left out at the omission", text=text)


def _excerpt(place: Found) -> str:
    """The sentences that hold the words, with marks where they cut into a quotation."""
    start, end = place.span
    around = passages(place.text.text).sentences(start, end)
    inside = regions(place.text.text)
    lead = "… " if any(each.inner_start < around.start < each.inner_end for each in inside) else ""
    tail = " …" if any(each.inner_start < around.end < each.inner_end for each in inside) else ""
    return f"{lead}{around.words}{tail}"


def _actions(results: tuple[Checked, ...], words: str) -> tuple[Action, ...]:
    """How the first passage was found and what stands around it, or where else to look."""
    claims = [each.claim for result in results for each in result.found if each.claim]
    sources = Action(name="sources", label="Sources", command="/sources")
    if claims:
        return (
            Action(name="why", label="Why", command=f"/why {claims[0].id}"),
            Action(name="context", label="Context", command=f"/context {claims[0].id}"),
            sources,
        )
    search = Action(name="retry", label="Search", command=f"/claims {words}")
    return (search, sources) if words else (sources,)
