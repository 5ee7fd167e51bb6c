"""A due digest is planned once, told from frozen claims, and sent exactly once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from fakes import FixedClock, MemoryStore
from newsroom_samples import (
    TRUCE,
    VISAS,
    analysis,
    deficit,
    keep,
    newsroom,
    request,
    said,
)

from handlers.commands import answer
from handlers.digests.planning import plan_due
from handlers.digests.sending import LEASE, TRIES, send_due
from handlers.digests.views import previewed
from handlers.errors import SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Channel, ParsedArticle, Platform
from handlers.ports import World
from handlers.record import claims
from handlers.reply import Reply
from handlers.showing.plaintext import render
from handlers.showings import Showing, Told
from handlers.subscribed import Delivery, DeliveryState, Policy

MOST = Policy().most

DUE = datetime(2025, 8, 2, 7, 30, tzinfo=UTC)  # 08:30 in London
LINE = "/digest here daily 08:30 tariffs china"


class Board:
    """A platform that keeps what is posted, and fails as it is told to."""

    def __init__(self) -> None:
        self.posts: list[tuple[Channel, Reply, str]] = []
        self.failures: list[tuple[SendFailed, bool]] = []  # the error; did it arrive all the same
        self.blind: SendFailed | None = None
        self.looks: list[tuple[str, datetime]] = []
        self.updates: list[tuple[Channel, str, Reply, str]] = []
        self.below: list[tuple[str, Reply]] = []

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """Keep the message, or fail."""
        if self.failures:
            error, arrived = self.failures.pop(0)
            if arrived:
                self.posts.append((channel, reply, key))
            raise error
        self.posts.append((channel, reply, key))
        return f"m{len(self.posts)}"

    async def finish(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """What was found is whole."""
        del channel, reply, key
        return message_id

    async def update(
        self, showing: Showing, reply: Reply, told: tuple[Told, ...], key: str
    ) -> None:
        """Keep what a message was changed to, or fail."""
        if self.failures:
            raise self.failures.pop(0)[0]
        now = replace(reply, notes=(*(each.words for each in told), *reply.notes))
        self.updates.append((showing.channel, showing.message_id, now, key))

    async def answer(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """Keep what was posted below a message."""
        posted = await self.post(channel, reply, key)
        self.below.append((message_id, reply))
        return posted

    async def find(
        self, channel: Channel, key: str, since: datetime, *, under: str = ""
    ) -> str | None:
        """Look the message up by its key."""
        del under
        self.looks.append((key, since))
        if self.blind:
            raise self.blind
        for number, post in enumerate(self.posts, start=1):
            if (post[0], post[2]) == (channel, key):
                return f"m{number}"
        return None

    @property
    def texts(self) -> list[str]:
        """All messages as plain text."""
        return [render(reply) for _, reply, _ in self.posts]


async def subscribed(
    line: str = LINE, *, empty: bool = False
) -> tuple[World, MemoryStore, FixedClock, Board]:
    """A newsroom with one digest, the clock at its first due time."""
    world, store, clock = await newsroom(empty=empty)
    await answer(request(line), world)
    clock.set(DUE)
    return world, store, clock, Board()


async def tick(world: World, board: Board, owner: str = "one") -> int:
    """What the scheduler does every few seconds."""
    await plan_due(world)
    return await send_due(world, {Platform.CONSOLE: board}, owner)


async def only(store: MemoryStore) -> Delivery:
    """The one delivery there is."""
    (delivery,) = await store.deliveries(1)
    return delivery


async def test_nothing_is_sent_before_it_is_due() -> None:
    """A second early is too early."""
    world, store, clock, board = await subscribed()
    clock.set(DUE - timedelta(seconds=1))
    assert await tick(world, board) == 0
    assert await store.deliveries(1) == ()


async def test_the_first_digest_tells_what_is_known() -> None:
    """It holds the claims that match, with their receipts, and is recorded as sent."""
    world, store, clock, board = await subscribed()
    assert await tick(world, board) == 1
    (text,) = board.texts
    assert text.startswith(
        "Digest no. 1 on tariffs and trade deficits · China: 3 items, what is known so far."
    )
    assert "United States → China, imports: 30 %" in text
    assert "12 May 2025" in text
    assert "late" not in text
    delivery = await only(store)
    assert (delivery.state, delivery.message_id) == (DeliveryState.SENT, "m1")
    assert delivery.local_date == date(2025, 8, 2)
    assert len(delivery.key) == 25
    assert delivery.key == board.posts[0][2]
    clock.advance(timedelta(hours=1))
    assert await tick(world, board) == 0
    assert len(board.posts) == 1


async def test_the_next_digest_tells_only_what_is_new() -> None:
    """The window goes by the order of storing: old articles stored late are new."""
    world, store, clock, board = await subscribed()
    await tick(world, board)
    clock.advance(timedelta(days=1))
    await tick(world, board)
    assert board.texts[1].startswith(
        "Digest no. 1 on tariffs and trade deficits · China: nothing new since the last digest."
    )
    old = replace(
        TRUCE,
        source="old",
        url=None,
        text=TRUCE.text.replace("$295.4", "$279.4"),
        published=VISAS.published,
    )
    figure = deficit(TRUCE.text)
    words = replace(figure.excerpt, words="$279.4 billion")
    sentence = replace(figure.sentence, words=figure.sentence.words.replace("295", "279"))
    value = Decimal("279400000000")
    revised = replace(figure, excerpt=words, sentence=sentence, value=value)
    await keep(store, old, analysis(old, revised))
    clock.advance(timedelta(days=1))
    await tick(world, board)
    assert "1 item, new since the last digest." in board.texts[2]
    assert "$279.4 billion" in board.texts[2]
    assert "$295.4 billion → $279.4 billion" in board.texts[2]


async def test_a_first_digest_of_nothing_says_so() -> None:
    """An empty store is one line, and the next digest is not called the first."""
    world, _, clock, board = await subscribed(empty=True)
    await tick(world, board)
    assert "nothing is known yet" in board.texts[0]
    clock.advance(timedelta(days=1))
    await tick(world, board)
    assert "nothing new since the last digest" in board.texts[1]


async def test_claims_are_frozen_when_the_row_is_planned() -> None:
    """What comes in between plan and send waits for the next digest."""
    world, store, clock, board = await subscribed(
        "/digest here daily 08:30 claims students", empty=True
    )
    await plan_due(world)
    text = VISAS.text
    found = said(text, ("“Students are welcome here,”",), "Joan Ellison", "Joan Ellison", "said")
    await keep(store, VISAS, analysis(VISAS, found))
    await tick(world, board)
    assert "nothing is known yet" in board.texts[0]
    clock.advance(timedelta(days=1))
    await tick(world, board)
    assert "“Students are welcome here,”" in board.texts[1]


async def test_a_long_digest_is_capped_and_counted() -> None:
    """The newest are shown, the rest counted with the command that shows them."""
    world, store, _, board = await subscribed("/digest here daily 08:30 quotes Lind", empty=True)
    for number in range(MOST + 5):
        text = f"“Tariff {number},” Petra Lind said."
        parsed = ParsedArticle(source=str(number), text=text)
        words = f"“Tariff {number},”"
        found = said(text, (words,), "Petra Lind", "Petra Lind", "said")
        await keep(store, parsed, analysis(parsed, found))
    await tick(world, board)
    assert sum(len(part.claims) for part in board.posts[0][1].sections) == MOST
    assert "5 more: /digest more 1 20" in board.texts[0]
    assert f"{MOST + 5} items, what is known so far" in board.texts[0]


async def test_claims_that_vanished_are_counted() -> None:
    """A new version of an article takes claims away between plan and send."""
    world, store, clock, board = await subscribed()
    await plan_due(world)
    changed = replace(TRUCE, text=f"Corrected.\n{TRUCE.text}")
    await store.put(changed, (), article_id=claims.article_id(TRUCE), fetched=clock.now())
    await tick(world, board)
    assert "3 claims that were found are no longer in their articles" in board.texts[0]


async def test_a_late_start_sends_the_latest_missed_once() -> None:
    """After days away one digest goes out; it says for when it was due."""
    world, store, clock, board = await subscribed()
    clock.set(DUE + timedelta(days=4, hours=3))
    assert await plan_due(world) == 1
    assert await plan_due(world) == 0
    await tick(world, board)
    assert len(board.posts) == 1
    delivery = await only(store)
    assert delivery.local_date == date(2025, 8, 6)
    assert "was due Wednesday 6 August 2025, 08:30 (Europe/London) and is late" in board.texts[0]
    (kept,) = await store.subscriptions()
    assert kept.due == DUE + timedelta(days=5)


async def test_a_stopped_digest_is_not_sent() -> None:
    """Nothing is planned for what was stopped, and what is planned is not posted any more."""
    for planned in (False, True):
        world, store, _, board = await subscribed()
        if planned:
            await plan_due(world)
        await answer(request("/digest stop 1"), world)
        assert await tick(world, board) == 0
        assert board.posts == []
        assert [row.state for row in await store.deliveries(1)] == [DeliveryState.FAILED] * planned


async def test_two_processes_post_once() -> None:
    """Whoever comes second finds the row planned and taken."""
    world, _, _, board = await subscribed()
    assert await plan_due(world) == 1
    assert await plan_due(world) == 0
    assert await tick(world, board, "one") + await tick(world, board, "two") == 1
    assert len(board.posts) == 1


async def test_a_definite_failure_is_tried_again_later() -> None:
    """The row waits at least as long as the platform asked for."""
    world, store, clock, board = await subscribed()
    board.failures = [(SendFailed("busy", retry_after=90), False)]
    assert await tick(world, board) == 0
    clock.advance(timedelta(seconds=89))
    assert await tick(world, board) == 0
    assert (await only(store)).attempts == 1
    clock.advance(timedelta(seconds=1))
    assert await tick(world, board) == 1
    assert len(board.posts) == 1
    assert (await only(store)).attempts == 2


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_lost_answer_is_looked_up_before_posting_again(
    arrived: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Whether or not the message had arrived, it is there once in the end."""
    world, store, clock, board = await subscribed()
    board.failures = [(SendUnknown("no answer"), arrived)]
    assert await tick(world, board) == 0
    assert board.looks == []
    clock.advance(timedelta(minutes=1))
    assert await tick(world, board) == 1
    delivery = await only(store)
    assert board.looks == [(delivery.key, DUE)]
    assert len(board.posts) == 1
    assert (delivery.state, delivery.message_id) == (DeliveryState.SENT, "m1")


async def test_a_kill_between_post_and_record_doubles_nothing() -> None:
    """The lease runs out, another process finds the message and records it."""
    world, store, clock, board = await subscribed()
    await plan_due(world)
    delivery = await store.lease("killed", clock.now(), LEASE)
    assert delivery is not None
    await board.post(delivery.subscription.channel, Reply(headline="it"), delivery.key)
    assert await tick(world, board, "two") == 0
    clock.advance(LEASE)
    assert await tick(world, board, "two") == 1
    assert len(board.posts) == 1
    assert (await only(store)).message_id == "m1"


class Slow:
    """A store at whose desk time passes: the lease runs out before it is asked about."""

    def __init__(self, store: MemoryStore, clock: FixedClock) -> None:
        self._store, self._clock = store, clock

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def within(self, workspace: str) -> Slow:
        return Slow(self._store.within(workspace), self._clock)

    async def still_mine(self, key: str, owner: str, _now: datetime) -> bool:
        """Ask after the lease has run out and somebody else took the row."""
        self._clock.advance(LEASE)
        await self._store.lease("somebody else", self._clock.now(), LEASE)
        return await self._store.still_mine(key, owner, self._clock.now())


async def test_a_lease_lost_while_composing_posts_nothing() -> None:
    """The lease is asked about just before posting; whoever has it posts."""
    world, store, clock, board = await subscribed()
    slow = World(store=Slow(store, clock), clock=clock)  # type: ignore[arg-type]  # wraps the whole store
    assert await tick(slow, board) == 0
    assert board.posts == []
    clock.advance(LEASE)
    assert await tick(world, board) == 1
    assert len(board.posts) == 1


async def test_a_refusal_is_final() -> None:
    """A definite no is marked failed at once, and the list says so."""
    world, store, clock, board = await subscribed()
    board.failures = [(SendRefused("the channel is archived"), False)]
    assert await tick(world, board) == 0
    assert (await only(store)).state is DeliveryState.FAILED
    clock.advance(timedelta(hours=5))
    assert await tick(world, board) == 0
    assert "could not be delivered" in render(await answer(request("/digest list"), world))
    clock.advance(timedelta(days=1))
    assert await tick(world, board) == 1
    assert "The digest of 2025-08-02 could not be delivered: it is told here." in board.texts[0]


@pytest.mark.parametrize(
    ("error", "state", "hours"),
    [
        (SendFailed("busy"), DeliveryState.FAILED, (24, 25)),
        (SendUnknown("no answer"), DeliveryState.UNKNOWN, (2, 6)),
    ],
)
async def test_after_long_trying_the_row_is_given_up(
    error: SendFailed, state: DeliveryState, hours: tuple[int, int]
) -> None:
    """A platform that is down is waited for a day; what may have arrived is looked up less long."""
    world, store, clock, board = await subscribed()
    board.failures = [(error, False)] * 1000
    await plan_due(world)
    began = clock.now()
    while (await only(store)).state in (DeliveryState.DUE, DeliveryState.SENDING):
        await send_due(world, {Platform.CONSOLE: board}, "one")
        clock.advance(timedelta(minutes=5))
    delivery = await only(store)
    assert delivery.state is state
    assert timedelta(hours=hours[0]) <= clock.now() - began <= timedelta(hours=hours[1])
    assert state is DeliveryState.FAILED or delivery.attempts == TRIES


async def test_where_no_look_is_allowed_nothing_is_doubled() -> None:
    """A row that may have arrived and can't be looked up is never posted again."""
    world, store, clock, board = await subscribed()
    board.failures = [(SendUnknown("no answer"), True)]
    await tick(world, board)
    board.blind = SendUnknown("may not look")
    for _ in range(100):
        clock.advance(timedelta(minutes=10))
        await send_due(world, {Platform.CONSOLE: board}, "one")
    assert len(board.posts) == 1
    assert (await only(store)).state is DeliveryState.UNKNOWN


async def test_a_platform_that_is_off_keeps_its_digests() -> None:
    """Without the channel's messenger the row waits and is not lost."""
    world, _, clock, board = await subscribed()
    await plan_due(world)
    assert await send_due(world, {}, "one") == 0
    clock.advance(timedelta(minutes=5))
    assert await tick(world, board) == 1


async def test_a_preview_changes_nothing() -> None:
    """What would be sent is composed, and neither planned nor recorded."""
    world, store, _, board = await subscribed()
    (kept,) = await store.subscriptions()
    shown = render(await previewed(kept, world))
    assert "3 items, what is known so far" in shown
    assert await store.deliveries(1) == ()
    await tick(world, board)
    assert board.texts[0].split("\n")[0] == shown.split("\n")[0]


async def test_a_year_of_days_is_a_year_of_digests() -> None:
    """Ticking through spring and autumn sends each date once."""
    line = "/digest here daily 01:30 in Europe/London tariffs"
    world, store, clock, board = await subscribed(line, empty=True)
    clock.set(datetime(2026, 1, 1, tzinfo=UTC))
    await tick(world, board)
    for _ in range(365 * 4):
        clock.advance(timedelta(hours=6))
        await tick(world, board)
    dates = [delivery.local_date for delivery in await store.deliveries(1)]
    assert len(dates) == len(set(dates)) == len(board.posts)
    assert dates == [dates[0] + timedelta(days=number) for number in range(len(dates))]
    assert dates[-1] == date(2026, 12, 31)


async def test_what_was_told_is_not_new_in_another_paper() -> None:
    """The words of a claim that the channel knows are no news where others have them too."""
    world, store, clock, board = await subscribed()
    await tick(world, board)
    for number in range(2):
        text = f"“China has waited for lower tariffs,” Petra Lind said. Paper {number}."
        parsed = ParsedArticle(source=f"{number}", text=text, outlet=f"Paper {number}")
        words = ("“China has waited for lower tariffs,”",)
        found = analysis(parsed, said(text, words, "Petra Lind", "Petra Lind", "said"))
        await keep(store, parsed, found)
        clock.advance(timedelta(days=1))
        await tick(world, board)
    assert "1 item, new since the last digest." in board.texts[1]
    assert "Rests on 1 article from Paper 0" in board.texts[1]
    assert "nothing new since the last digest." in board.texts[2]
