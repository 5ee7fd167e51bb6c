"""What was shown and is no longer so is put right where it stands, and told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fakes import FixedClock, MemoryStore
from newsroom_samples import CHANNEL, request
from test_handlers_digests import Board, subscribed, tick
from trade_wire import Story

from handlers.commands import answer
from handlers.digests.chasing import chase, showing_of
from handlers.errors import SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Platform
from handlers.ports import World
from handlers.showing.plaintext import render
from handlers.showings import Showing
from nlp.analysis import MeasureStatus

LINE = "/digest here daily 08:30 claims wire"


def story(rate: int = 25) -> Story:
    """An article with a tariff and somebody's words."""
    one = Story("harbour", date(2025, 7, 1)).tariff(MeasureStatus.IN_FORCE, rate)
    return one.quote("Ada Quill", "The port is busy")


async def told() -> tuple[World, MemoryStore, FixedClock, Board, list[str]]:
    """A channel that was told of an article, and the ids of its claims."""
    world, store, clock, board = await subscribed(LINE, empty=True)
    claims = await story().keep(store, clock.now())
    await tick(world, board)
    clock.advance(timedelta(minutes=5))
    return world, store, clock, board, [claim.id for claim in claims]


async def run(world: World, board: Board) -> int:
    """What the bot does every half minute."""
    return await chase(world, {Platform.CONSOLE: board}, "one")


async def test_a_disputed_claim_is_put_right_and_told_once() -> None:
    """The message in place with what changed, who and why; its thread once; then nothing more."""
    world, _, clock, board, ids = await told()
    assert await run(world, board) == 0
    await answer(request(f"/dispute {ids[0]} The minutes say otherwise."), world)
    assert await run(world, board) == 2
    ((channel, message_id, reply, key),) = board.updates
    assert (channel, message_id, key) == (CHANNEL, "m1", board.posts[0][2])
    text = render(reply)
    assert "disputed by ida, 2 August 2025: The minutes say otherwise." in text
    assert "Marenia → Norland, steel: 25 % (in force) [1] (disputed)" in text
    assert "The port is busy" in text
    ((below, note),) = board.below
    assert below == "m1"
    assert "Correction: 1 claim above is no longer as shown." in render(note)
    for _ in range(5):
        clock.advance(timedelta(minutes=1))
        assert await run(world, board) == 0
    assert (len(board.updates), len(board.posts)) == (1, 2)


async def test_a_later_word_is_another_correction() -> None:
    """What was disputed and is verified now is told too; a mere verification is not."""
    world, _, clock, board, ids = await told()
    await answer(request(f"/verify {ids[1]}"), world)
    assert await run(world, board) == 0
    await answer(request(f"/dispute {ids[0]} The minutes say otherwise."), world)
    await run(world, board)
    clock.advance(timedelta(hours=1))
    await answer(request(f"/verify {ids[0]} The minutes were wrong."), world)
    assert await run(world, board) == 2
    assert "verified now by ida" in render(board.updates[1][2])
    assert "disputed" not in render(board.updates[1][2])
    assert len(board.below) == 2


async def test_a_claim_that_left_its_article_is_corrected() -> None:
    """A new version without it: the message says since when, and what it was."""
    world, store, clock, board, _ = await told()
    changed = replace(story(), text="")
    changed.findings.clear()
    changed.tariff(MeasureStatus.IN_FORCE, 15).quote("Ada Quill", "The port is busy")
    await changed.keep(store, clock.now())
    assert await run(world, board) == 2
    text = render(board.updates[0][2])
    assert "steel: 25 % (in force) — no longer in its article since its version 2" in text
    assert "Harbor Gazette" in text
    assert await run(world, board) == 0


async def test_where_it_cannot_be_edited_the_channel_is_told_once() -> None:
    """With which digest is meant."""
    world, _, _, board, ids = await told()
    await answer(request(f"/correct {ids[0]} It is 15 %."), world)
    board.failures = [(SendRefused("too old"), False)]
    await run(world, board)
    assert board.updates == []
    assert board.below == []
    assert len(board.posts) == 2
    text = board.texts[1]
    assert "Correction: 1 claim of the digest of 2 August 2025 on claims wire" in text
    assert "corrected by ida, 2 August 2025: It is 15 %." in text
    assert await run(world, board) == 0


async def test_a_lost_answer_is_looked_up_before_telling_again() -> None:
    """The edit may be done twice, the thread is told once."""
    world, _, clock, board, ids = await told()
    await answer(request(f"/dispute {ids[0]} The minutes say otherwise."), world)
    board.failures = [(SendFailed("busy"), False)]
    await run(world, board)
    clock.advance(timedelta(minutes=1))
    original = board.post

    async def lost(*given: object) -> str:
        await original(*given)  # type: ignore[arg-type]  # as it came
        board.post = original  # type: ignore[method-assign]
        raise SendUnknown("no answer")

    board.post = lost  # type: ignore[method-assign,assignment]
    await run(world, board)
    clock.advance(timedelta(minutes=1))
    await run(world, board)
    assert len(board.updates) == 1
    assert len(board.posts) == 2
    clock.advance(timedelta(hours=1))
    assert await run(world, board) == 0


async def test_an_answer_that_was_shown_is_chased_too() -> None:
    """Its claims as they stand now, under the headline it had."""
    world, store, clock, board, ids = await told()
    reply = await answer(request("/claims wire"), world)
    empty = Showing(channel=CHANNEL, message_id="m77", claim_ids=(), shown=clock.now())
    await store.showed(showing_of(reply, empty))
    await answer(request(f"/wrong {ids[1]} speaker The clerk said it."), world)
    await run(world, board)
    by_message = {message: render(reply) for _, message, reply, _ in board.updates}
    assert set(by_message) == {"m1", "m77"}
    assert reply.headline[:40] in by_message["m77"]
    assert "marked as a wrong finding of ours by ida" in by_message["m77"]


async def test_other_workspaces_are_left_alone() -> None:
    """What one workspace disputes is not disputed in another."""
    world, store, clock, board, ids = await told()
    other = replace(CHANNEL, workspace="other")
    shown = Showing(channel=other, message_id="m5", claim_ids=(ids[0],), shown=clock.now())
    await store.showed(shown)
    await answer(request(f"/dispute {ids[0]} The minutes say otherwise."), world)
    await run(world, board)
    assert [message for _, message, _, _ in board.updates] == ["m1"]


async def test_the_next_digest_tells_what_was_corrected() -> None:
    """Once, at its head, with who said so and why."""
    world, _, clock, board, ids = await told()
    await answer(request(f"/dispute {ids[0]} The minutes say otherwise."), world)
    await run(world, board)
    for _ in range(2):
        clock.advance(timedelta(days=1))
        await tick(world, board)
    corrected, after = board.texts[-2:]
    assert "Corrections of what was told here" in corrected
    assert "Disputed by ida  Marenia → Norland, steel: 25 % (in force) (The minutes" in corrected
    assert "nothing new since the last digest" in after
