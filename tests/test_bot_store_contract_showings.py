"""The law of `handlers.ports.Showings`, and of recalling claims, held to every store alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import MemoryStore
from store_samples import CHANNEL, FETCHED, HOUR, Said, delivery, make, store_one, subscription
from stores import KINDS, opened

from bot.store import SqlStore
from handlers.newsroom import Review, Status
from handlers.reply import Action, Moment, Reply, Row, Section
from handlers.showing.cards import show
from handlers.showings import Amendment, AmendmentState, Showing, Stage

Store = MemoryStore | SqlStore

NOW = datetime(2025, 6, 10, 6, 30, tzinfo=UTC)
LASTS = timedelta(seconds=60)


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store of each kind with an article of three claims."""
    async with opened(request.param, tmp_path) as one:
        await store_one(one, ARTICLE, "a")
        yield one


ARTICLE = make("a", Said(words="One."), Said(words="Two."), Said(words="Three."))
IDS = tuple(claim.id for claim in ARTICLE[1])
SHOWING = Showing(channel=CHANNEL, message_id="m1", claim_ids=IDS[:2], shown=NOW, headline="“Head”")


def review(claim_id: str, status: Status, hours: int, note: str = "why") -> Review:
    """What the workspace says so many hours later."""
    return Review(
        workspace=CHANNEL.workspace,
        claim_id=claim_id,
        status=status,
        by="U1",
        at=NOW + hours * HOUR,
        note=note,
    )


async def leased(store: Store, after: timedelta = timedelta(0)) -> Amendment:
    """The next amendment."""
    found = await store.lease_amendment("one", NOW + after, LASTS)
    assert found is not None
    return found


async def test_what_was_disputed_before_it_was_shown_needs_no_correction(store: Store) -> None:
    """The message told it already; later words are one correction each, of that message alone."""
    await store.review(review(IDS[0], Status.DISPUTED, -1))
    await store.showed(SHOWING)
    await store.showed(replace(SHOWING, message_id="m2", claim_ids=IDS[2:]))
    assert await store.plan_amendments(NOW) == 0
    await store.review(review(IDS[1], Status.WRONG, 1, "“no”"))
    assert await store.plan_amendments(NOW) == 1
    assert await store.plan_amendments(NOW) == 0
    found = await leased(store)
    assert (found.showing, found.stage, found.made) == (
        replace(SHOWING, claim_ids=tuple(sorted(IDS[:2]))),
        Stage.EDIT,
        NOW,
    )
    (correction,) = found.corrections
    assert (correction.claim_id, correction.status) == (IDS[1], Status.WRONG)
    assert (correction.by, correction.note, correction.at) == ("U1", "“no”", NOW + HOUR)
    assert len(found.key) <= 25


async def test_only_a_verdict_that_turns_needs_correction(store: Store) -> None:
    """Verified needs none, unless the message tells another status; nor does another workspace."""
    await store.showed(SHOWING)
    await store.review(review(IDS[0], Status.VERIFIED, 1))
    await store.review(replace(review(IDS[1], Status.DISPUTED, 1), workspace="other"))
    assert await store.plan_amendments(NOW) == 0
    await store.review(review(IDS[0], Status.DISPUTED, 2))
    assert await store.plan_amendments(NOW) == 1
    await store.review(review(IDS[0], Status.VERIFIED, 3))
    assert await store.plan_amendments(NOW + HOUR) == 1
    first = await leased(store)
    assert await store.lease_amendment("two", NOW + HOUR, LASTS) is not None
    await store.amended(first.key)
    second = await leased(store, 2 * HOUR)
    assert [one.status for one in second.corrections] == [Status.VERIFIED]
    assert second.earlier == first.corrections


async def test_a_claim_gone_from_its_article_needs_correction_once(store: Store) -> None:
    """Since which version; read again without it at the same version, it needs none."""
    await store.showed(SHOWING)
    parsed, claims = ARTICLE
    await store.put(parsed, claims[1:], article_id="a", fetched=FETCHED)
    assert await store.plan_amendments(NOW) == 0
    changed = make("a", Said(words="Two and a half."), Said(words="Three."))
    await store.put(*changed, article_id="a", fetched=NOW)
    assert await store.plan_amendments(NOW) == 1
    (gone,) = (await leased(store)).corrections
    assert (gone.claim_id, gone.status, gone.version, gone.at) == (IDS[1], None, 2, NOW)
    assert await store.plan_amendments(NOW) == 0
    recalled = await store.recalled(IDS[1])
    assert recalled is not None
    assert (recalled.claim.span.words, recalled.article.version) == ("Two.", 1)
    assert await store.recalled("nothing") is None


async def test_each_stage_is_leased_by_itself(store: Store) -> None:
    """Tries are counted anew; a lease that ran out, or a lost answer, leaves it unsure."""
    await store.showed(SHOWING)
    await store.review(review(IDS[0], Status.DISPUTED, 1))
    await store.plan_amendments(NOW)
    first = await leased(store)
    assert (first.state, first.attempts, first.unsure) == (AmendmentState.WORKING, 1, False)
    assert await store.lease_amendment("two", NOW, LASTS) is None
    again = await leased(store, LASTS)
    assert (again.attempts, again.unsure) == (2, True)
    await store.amend_on(first.key, Stage.THREAD, NOW)
    told = await leased(store)
    assert (told.stage, told.attempts, told.unsure, told.first_tried) == (
        *(Stage.THREAD, 1, False),
        NOW,
    )
    await store.retry_amendment(first.key, NOW + HOUR, "no answer", unsure=True)
    assert await store.lease_amendment("one", NOW, LASTS) is None
    assert (await leased(store, HOUR)).unsure
    await store.amended(first.key)
    assert await store.lease_amendment("one", NOW + 9 * HOUR, LASTS) is None
    (done,) = await store.amendments(CHANNEL, NOW - HOUR)
    assert done.state is AmendmentState.DONE
    assert await store.amendments(CHANNEL, NOW) == ()
    assert await store.amendments(replace(CHANNEL, id="C9"), NOW - HOUR) == ()


async def test_a_digest_that_was_sent_is_a_showing(store: Store) -> None:
    """With the claims it tells of and those it compares them with; and what it carried."""
    kept = await store.subscribe(subscription(NOW))
    planned = delivery(kept, "k1")
    item = replace(planned.items[1], claim_id=IDS[0], was_id=IDS[1])
    await store.plan(replace(planned, items=(item,)), NOW + HOUR, 5)
    await store.lease("one", NOW, LASTS)
    await store.review(review(IDS[1], Status.CORRECTED, 0))
    await store.sent("k1", "m7", NOW + HOUR, told=NOW)
    await store.review(review(IDS[0], Status.CORRECTED, 1))
    assert await store.plan_amendments(NOW + HOUR) == 1
    found = await leased(store, HOUR)
    assert (found.showing.message_id, found.showing.delivery) == ("m7", "k1")
    assert [one.claim_id for one in found.corrections] == [IDS[0]]
    await store.give_up_amendment(found.key, "gone", unknown=True)
    assert await store.lease_amendment("one", NOW + 9 * HOUR, LASTS) is None


async def test_claims_in_the_order_in_which_they_were_stored(store: Store) -> None:
    """Those that are there, each once; and when the newest text came in."""
    await store_one(store, make("b", Said(words="Old.")), "b")
    (last,) = await store.claims_of(("b",))
    wanted = (last.id, IDS[2], "nothing", IDS[0], IDS[0])
    assert await store.in_order(wanted) == (IDS[0], IDS[2], last.id)
    assert await store.in_order(()) == ()
    await store.review(review(last.id, Status.DISPUTED, 1))
    held = await store.several(wanted, workspace=CHANNEL.workspace)
    assert sorted((one.claim.id, one.claim.status) for one in held) == sorted(
        [
            (IDS[0], Status.UNCHECKED),
            (IDS[2], Status.UNCHECKED),
            (last.id, Status.DISPUTED),
        ]
    )
    assert await store.last_stored() == FETCHED


async def test_an_answer_is_kept_as_it_was_shown(store: Store) -> None:
    """All of its words, its lists and receipts; its files and pictures are not."""
    claims = ARTICLE[1]
    held = [each for each in [await store.claim(claim.id) for claim in claims] if each]
    shown = show(held)
    part = Section(title="One side", claims=shown.claims[:1], rows=(Row(label="a", text="b"),))
    reply = Reply(
        headline="“Head” of it",
        notes=("A note.",),
        claims=shown.claims,
        sections=(part,),
        receipts=shown.receipts,
        actions=(Action(name="why", label="Why", command="/why x"),),
        moments=(Moment(at=NOW, words="now"),),
        total=3,
    )
    kept = replace(SHOWING, reply=reply, place='{"c":"/claims"}', by="U1", claim_ids=IDS)
    await store.showed(kept)
    await store.review(review(IDS[1], Status.DISPUTED, 1))
    assert await store.plan_amendments(NOW) == 1
    assert (await leased(store)).showing == replace(kept, claim_ids=tuple(sorted(IDS)))


async def test_a_page_that_was_turned_shows_other_claims(store: Store) -> None:
    """What the message does not show any more needs no correction there."""
    await store.showed(SHOWING)
    turned = replace(
        SHOWING, message_id="m1 m2", claim_ids=IDS[2:], reply=Reply(headline="Page 2"), headline="P"
    )
    await store.showed(turned)
    await store.review(review(IDS[0], Status.DISPUTED, 1))
    assert await store.plan_amendments(NOW) == 0
    await store.review(review(IDS[2], Status.DISPUTED, 2))
    assert await store.plan_amendments(NOW) == 1
    assert (await leased(store)).showing == turned


async def test_what_came_from_where_is_counted_by_outlet(store: Store) -> None:
    """The longest silent first; another version counts as heard from, and as no other article."""
    (first,) = await store.arrivals()
    assert (first.articles, first.last) == (1, FETCHED)
    other = make("b", Said(words="Four."), outlet="Other Paper")
    await store.put(*other, article_id="b", fetched=FETCHED + HOUR)
    assert [each.outlet for each in await store.arrivals()] == [first.outlet, "Other Paper"]
    newer = make("a", Said(words="One."), Said(words="Five."))
    await store.put(*newer, article_id="a", fetched=FETCHED + 2 * HOUR)
    last = (await store.arrivals())[-1]
    assert (last.outlet, last.articles, last.last) == (first.outlet, 1, FETCHED + 2 * HOUR)
