"""What people find out about claims: statuses, notes, history, and who sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fakes import FixedClock, MemoryStore
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import CHANNEL, TRUCE, VISAS, analysis, keep, newsroom, request

from handlers.commands import answer
from handlers.newsroom import Mistake, Status
from handlers.one_claim.reviews import LONGEST_NOTE
from handlers.ports import World
from handlers.reply import Reply
from handlers.showing.plaintext import clean, render

ELSEWHERE = replace(CHANNEL, workspace="another desk")


class Desk:
    """A newsroom in which lines are typed one after the other, an hour apart."""

    def __init__(self, world: World, store: MemoryStore, clock: FixedClock) -> None:
        self.world, self.store, self._clock = world, store, clock

    async def type(self, line: str, **changes: object) -> Reply:
        """The answer to one line; "ID" in it is the claim of Mr. Okafor."""
        self._clock.advance(timedelta(hours=1))
        return await answer(request(line.replace("ID", await self.id()), **changes), self.world)

    async def id(self) -> str:
        """The claim that the tests are about."""
        reply = await answer(request("/quotes Okafor"), self.world)
        return reply.claims[0].claim_id

    async def statuses(self, **changes: object) -> list[Status]:
        """What the claim's card shows."""
        reply = await answer(request("/quotes Okafor", **changes), self.world)
        return [card.status for card in reply.claims]


async def desk() -> Desk:
    """A desk with the four sample articles, at nine."""
    return Desk(*await newsroom())


@pytest.mark.parametrize(
    ("line", "status", "mistake", "note"),
    [
        ("/verify ID", Status.VERIFIED, None, ""),
        ("/verify ID Heard on tape.", Status.VERIFIED, None, "Heard on tape."),
        ("/verify [ID]: [note]", Status.VERIFIED, None, ""),
        ("/dispute `ID` They deny it.", Status.DISPUTED, None, "They deny it."),
        ("/dispute ID see page:3", Status.DISPUTED, None, "see page:3"),
        ("/correct ID It was 60 days.", Status.CORRECTED, None, "It was 60 days."),
        ("/wrong ID speaker", Status.WRONG, Mistake.SPEAKER, ""),
        ("/WRONG ID Speaker: the envoy", Status.WRONG, Mistake.SPEAKER, "the envoy"),
        ("/wrong ID words cut off", Status.WRONG, Mistake.WORDS, "cut off"),
        ("/wrong ID not-a-claim", Status.WRONG, Mistake.NOT_A_CLAIM, ""),
        ("/wrong ID not a claim. A heading", Status.WRONG, Mistake.NOT_A_CLAIM, "A heading"),
    ],
)
async def test_a_review_is_kept_as_typed(
    line: str, status: Status, mistake: Mistake | None, note: str
) -> None:
    """Status, what is wrong, note, person and time; the claim shows its status at once."""
    here = await desk()
    reply = await here.type(line, person="U42")
    assert not reply.refused
    assert [card.status for card in reply.claims] == [status]
    (kept,) = await here.store.reviews(CHANNEL.workspace, await here.id())
    assert (kept.status, kept.mistake, kept.note, kept.by) == (status, mistake, note, "U42")
    assert kept.at == datetime(2025, 8, 1, 10, tzinfo=UTC)
    assert await here.statuses() == [status]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/verify", "Give the id of a claim first"),
        ("/dispute It is not so", "Give the id of a claim first"),
        ("/verify abcdefghij", "No claim has the id abcdefghij"),
        ("/dispute ID", "such as: /dispute ID The minutes say otherwise."),
        ("/dispute ID \u200b\x07 ", "Say why"),
        ("/dispute ID NOTE", "Say why"),
        ("/correct ID", "Say why in a few words behind the id, such as: /correct ID "),
        ("/wrong ID", "speaker, words or not-a-claim"),
        ("/wrong ID speakers", "such as: /wrong ID speaker The minister said it."),
        ("/wrong ID headline", "speaker, words or not-a-claim"),
        (f"/dispute ID {'x ' * 501}", "has 1,001 characters and a note may have 1,000"),
    ],
)
async def test_what_cannot_be_kept_is_said_in_one_sentence(line: str, says: str) -> None:
    """What is missing or unknown is named, with what to type instead, and nothing is kept."""
    here = await desk()
    reply = await here.type(line)
    assert reply.refused
    assert says.replace("ID", await here.id()) in reply.headline
    assert await here.store.reviews(CHANNEL.workspace, await here.id()) == ()


async def test_a_figure_has_no_speaker_to_be_wrong() -> None:
    """Its words or its being a claim may be wrong; that is said with what to type."""
    here = await desk()
    figure = (await here.type("/figures deficits")).figures[0].claim_id
    reply = await here.type(f"/wrong {figure} speaker")
    assert reply.headline == (
        f"A figure has no speaker: type /wrong {figure} words or /wrong {figure} not-a-claim."
    )
    assert not (await here.type(f"/wrong {figure} words")).refused


async def test_without_its_slash_nothing_is_changed() -> None:
    """A sentence that begins with such a word is a question."""
    here = await desk()
    for line in ("verify ID", "dispute ID they deny it", "wrong ID speaker"):
        await here.type(line)
    assert await here.statuses() == [Status.UNCHECKED]


async def test_why_shows_the_whole_history() -> None:
    """Who, when, what and why, oldest first, in the asker's time; the last is the status."""
    here = await desk()
    await here.type("/dispute ID They deny it.", person="bo")
    await here.type("/wrong ID speaker", person="cy")
    await here.type("/verify ID Heard on tape.")
    text = render(await here.type("/why ID", zone="Asia/Tokyo"))
    assert "\nStatus  verified\n" in text
    assert text.count("\nHistory  ") == 3
    assert (
        "\nHistory  disputed by bo, Friday 1 August 2025, 19:00 (Asia/Tokyo): They deny it."
        "\nHistory  wrong finding, speaker by cy, Friday 1 August 2025, 20:00 (Asia/Tokyo)"
        "\nHistory  verified by ida, Friday 1 August 2025, 21:00 (Asia/Tokyo): Heard on tape.\n"
    ) in text
    assert "Confidence  90%" in text


async def test_repeating_changes_nothing_and_says_so() -> None:
    """The same status again is told with who gave it; a new note is kept beside it."""
    here = await desk()
    await here.type("/verify ID Heard on tape.", person="bo")
    again = await here.type("/verify ID")
    when = "Friday 1 August 2025, 11:00 (Europe/London)"
    assert again.headline.endswith(f"is verified already, by bo, {when}: nothing was changed.")
    assert not (await here.type("/verify ID Read in the minutes.")).headline.endswith("changed.")
    notes = [one.note for one in await here.store.reviews(CHANNEL.workspace, await here.id())]
    assert notes == ["Heard on tape.", "Read in the minutes."]


async def test_another_workspace_sees_none_of_it() -> None:
    """Neither status nor note nor history; its own are its own."""
    here = await desk()
    await here.type("/dispute ID The secret minutes.")
    theirs = render(await here.type("/why ID", channel=ELSEWHERE))
    assert "Status  unchecked" in theirs
    assert "secret" not in theirs
    assert "History" not in theirs
    assert await here.statuses(channel=ELSEWHERE) == [Status.UNCHECKED]
    await here.type("/verify ID", channel=ELSEWHERE)
    assert await here.statuses(channel=ELSEWHERE) == [Status.VERIFIED]
    assert await here.statuses() == [Status.DISPUTED]


async def test_an_earlier_day_shows_no_later_review() -> None:
    """As of a day before it was made a review is not there, and none can be made then."""
    here = await desk()
    await here.type("/dispute ID They deny it.")
    before, same = date(2025, 7, 31), date(2025, 8, 1)
    early = render(await here.type("/why ID", as_of=before))
    assert "Status  unchecked" in early
    assert "deny" not in early
    assert "They deny it." in render(await here.type("/why ID", as_of=same))
    assert await here.statuses(as_of=before) == [Status.UNCHECKED]
    assert await here.statuses(as_of=same) == [Status.DISPUTED]
    assert (await here.type("/verify ID", as_of=same)).refused
    assert (await here.type("/why ID", as_of=date(2025, 5, 1))).refused


async def test_where_there_is_no_workspace_nothing_is_kept() -> None:
    """A status without a workspace would be everybody's."""
    here = await desk()
    reply = await here.type("/verify ID", channel=replace(CHANNEL, workspace=""))
    assert "in a channel of your workspace" in reply.headline


async def test_history_outlives_its_claim() -> None:
    """Once the article changes, /why still tells what was found out, and no more."""
    here = await desk()
    claim_id = await here.id()
    await here.type("/dispute ID They deny it.")
    changed = replace(TRUCE, text="The talks were put off.")
    await keep(here.store, changed, analysis(changed))
    reply = await answer(request(f"/why {claim_id}"), here.world)
    assert f"Claim {claim_id} is no longer found in its article." in render(reply)
    assert "They deny it." in render(reply)
    for line, changes in (
        (f"/why {claim_id}", {"channel": ELSEWHERE}),
        (f"/why {claim_id}", {"as_of": date(2030, 1, 1)}),
        (f"/verify {claim_id}", {}),
        (f"/context {claim_id}", {}),
    ):
        gone = await answer(request(line, **changes), here.world)
        assert "No claim has the id" in gone.headline


async def test_next_steps_can_be_pressed() -> None:
    """Each action's command does what it says; a dispute asks for its note."""
    here = await desk()
    reply = await here.type("/why ID")
    told = {}
    for action in reply.actions:
        told[action.name] = (await here.type(action.command)).headline
    claim_id = await here.id()
    assert told["context"].startswith(f"Claim {claim_id} in its article")
    assert told["verify"] == f"Claim {claim_id} is verified."
    assert told["dispute"].startswith("Say why")
    assert "verify" not in {action.name for action in (await here.type("/why ID")).actions}


@pytest.mark.parametrize("name", ["why", "context", "verify", "dispute", "correct", "wrong"])
async def test_the_examples_of_help_work_on_the_articles_at_hand(name: str) -> None:
    """They name a claim that is there, and can be typed as they stand."""
    here = await desk()
    for row in (await here.type(f"/help {name}")).rows:
        assert not (await here.type(row.text)).refused
    before = await here.type(f"/help {name}", as_of=date(2020, 1, 1))
    assert "abcdefghij" in before.rows[0].text


async def test_the_many_reviews_of_a_claim_are_counted() -> None:
    """Beyond fifty the oldest are left out, and their number is told."""
    here = await desk()
    for number in range(53):
        await here.type(f"/dispute ID reason {number}")
    text = render(await here.type("/why ID"))
    assert "History  3 earlier reviews not shown." in text
    assert text.count("reason") == 50


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.text("\x1b[31m\u202e\x00\ud800<>&*_`|@#: \n", max_size=60))
async def test_hostile_notes_are_words_in_one_line(note: str) -> None:
    """Whatever is typed, it is kept clean or refused, and shown as it was kept."""
    here = await desk()
    reply = await here.type(f"/verify ID so {note}")
    kept = await here.store.reviews(CHANNEL.workspace, await here.id())
    assert not reply.refused
    assert kept[0].note == clean(kept[0].note)
    assert len(kept[0].note) <= LONGEST_NOTE
    assert f": {kept[0].note}\n" in render(reply)


async def test_a_context_is_the_article_itself() -> None:
    """Before, of and after, re-read from the text, with the claim marked where it stands."""
    here = await desk()
    paragraphs = TRUCE.text.split("\n")
    rows = {row.label: row.text for row in (await here.type("/context ID")).rows}
    words = "the truce would hold for 90 days"
    assert rows == {
        "Before": paragraphs[1],
        "Paragraph 3": paragraphs[2].replace(words, f"››{words}‹‹"),
        "After": paragraphs[3],
    }


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ("/quotes Joan Ellison", "Nothing: the article begins", VISAS.text.split("\n")[1]),
        ("/claims nobody", VISAS.text.split("\n")[1], "Nothing: the article ends"),
    ],
)
async def test_the_edges_of_an_article(typed: str, before: str, after: str) -> None:
    """Where nothing stands before or after, that is said."""
    here = await desk()
    found = await here.type(typed)
    rows = (await here.type(f"/context {found.claims[0].claim_id}")).rows
    assert rows[0].text.startswith(before)
    assert rows[-1].text.startswith(after)
