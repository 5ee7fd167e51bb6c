"""The law of `handlers.ports.Reviews` and of statuses in questions, held to every store alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from fakes import MemoryStore
from store_samples import Said, make, store_one
from stores import KINDS, opened

from bot.store import SqlStore, care
from handlers.errors import Refused
from handlers.newsroom import ClaimKind, Mistake, Review, Status
from handlers.ports import Question

Store = MemoryStore | SqlStore
MAY, JUNE = date(2025, 5, 12), date(2025, 6, 4)


@pytest_asyncio.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind; a database is sound at the end, whatever was done to it."""
    async with opened(request.param, tmp_path) as one:
        yield one
        if isinstance(one, SqlStore):
            assert (await care.check(one)).faults == ()


async def fill(store: Store, number: int = 3) -> list[str]:
    """Two articles, the newer one with so many claims about duties; their ids, newest first."""
    old = make("old", Said(words="Duties fell long ago", entities=("Freedonia",)), day=MAY)
    said = [Said(words=f"Duties rise for the {at}. time") for at in range(number)]
    new = make("new", *said, Said(words="No more", kind=ClaimKind.QUOTE), day=JUNE)
    await store_one(store, old, "old")
    await store_one(store, new, "new")
    return [claim.id for claim in (*new[1], *old[1])]


def review(claim_id: str, status: Status = Status.DISPUTED, **changes: object) -> Review:
    """A review of the claim by a person of workspace W."""
    made = Review(
        workspace="W",
        claim_id=claim_id,
        status=status,
        by="ida",
        at=datetime(2025, 6, 10, 12, tzinfo=UTC),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # each names its own field's type


async def found(store: Store, **fields: object) -> list[tuple[str, Status]]:
    """What a question to workspace W finds: ids with their statuses."""
    question = replace(Question(workspace="W"), **fields)  # type: ignore[arg-type] # as above
    page = await store.search(question)
    assert page.total >= len(page.found)
    return [(held.claim.id, held.claim.status) for held in page.found]


async def test_the_last_word_is_the_status_and_all_words_stay(store: Store) -> None:
    """Who, when, what and why are kept in order, for ever, and come back as they were."""
    first, second, *_ = await fill(store)
    words = [
        review(first, note="The minutes say <otherwise> — “curly”, 😀"),
        review(first, Status.WRONG, mistake=Mistake.NOT_A_CLAIM, by="Bo"),
        review(first, Status.CORRECTED, at=datetime(2025, 6, 11, 1, 2, 3, 4, tzinfo=UTC)),
    ]
    for word in words:
        assert await store.review(word) is None
    assert await store.reviews("W", first) == tuple(words)
    assert await store.reviews("W", second) == ()
    held = await store.claim(first, workspace="W")
    assert held is not None
    assert held.claim.status is Status.CORRECTED
    statuses = dict(await found(store))
    assert (statuses[first], statuses[second]) == (Status.CORRECTED, Status.UNCHECKED)


async def test_repeating_changes_nothing(store: Store) -> None:
    """The standing word is given back; another note, mistake or status is a word of its own."""
    first, *_ = await fill(store)
    said = review(first, Status.WRONG, mistake=Mistake.WORDS, note="Cut short.")
    assert await store.review(said) is None
    for again in (replace(said, by="Bo"), replace(said, note="", at=datetime.now(UTC))):
        assert await store.review(again) == said
    for other in (
        replace(said, note="Cut short twice."),
        replace(said, mistake=Mistake.SPEAKER),
        replace(said, status=Status.VERIFIED, mistake=None),
        said,
    ):
        assert await store.review(other) is None
    assert len(await store.reviews("W", first)) == 5


async def test_workspaces_never_see_each_other(store: Store) -> None:
    """Neither statuses nor history nor counts cross over, and none is shown to nobody."""
    first, second, *_ = await fill(store)
    await store.review(review(first))
    await store.review(review(first, Status.VERIFIED, workspace="W 2"))
    await store.review(review(second, workspace="W 2"))
    for workspace, statuses in {
        "W": [Status.DISPUTED, Status.UNCHECKED],
        "W 2": [Status.VERIFIED, Status.DISPUTED],
        "": [Status.UNCHECKED, Status.UNCHECKED],
        "disputed W": [Status.UNCHECKED, Status.UNCHECKED],
        "\ud800": [Status.UNCHECKED, Status.UNCHECKED],
        "W\0": [Status.UNCHECKED, Status.UNCHECKED],
    }.items():
        page = await store.search(Question(workspace=workspace))
        assert [held.claim.status for held in page.found][:2] == statuses
        disputed = await store.search(Question(workspace=workspace, status=Status.DISPUTED))
        assert disputed.total == len(disputed.found) == statuses.count(Status.DISPUTED)
        held = await store.claim(first, workspace=workspace)
        assert held is not None
        assert held.claim.status is statuses[0]
        verdicts = [word.status for word in await store.reviews(workspace, first)]
        assert verdicts == [status for status in statuses[:1] if status is not Status.UNCHECKED]


async def test_a_status_is_asked_for_like_anything_else(store: Store) -> None:
    """With words, entities and dates; newest first; what has changed its mind is not found."""
    a, b, c, quote, old = await fill(store)
    for claim_id in (old, a, c, quote):
        await store.review(review(claim_id))
    await store.review(review(c, Status.VERIFIED))
    disputed = Status.DISPUTED
    assert await found(store, status=disputed) == [(each, disputed) for each in (a, quote, old)]
    assert await found(store, status=disputed, words=("duties",)) == [
        (a, disputed),
        (old, disputed),
    ]
    assert await found(store, status=disputed, entities=("Freedonia",)) == [(old, disputed)]
    assert await found(store, status=disputed, kinds=(ClaimKind.QUOTE,)) == [(quote, disputed)]
    assert await found(store, status=disputed, until=MAY) == [(old, disputed)]
    assert await found(store, status=disputed, after=4) == [(quote, disputed)]
    assert await found(store, status=Status.VERIFIED) == [(c, Status.VERIFIED)]
    assert await found(store, status=Status.CORRECTED) == []
    assert await found(store, status=Status.UNCHECKED) == [(b, Status.UNCHECKED)]
    assert await found(store, status=Status.UNCHECKED, words=("fell",)) == []


async def test_statuses_come_in_pages_with_exact_counts(store: Store) -> None:
    """Each once, newest first, the number of all on every page."""
    ids = await fill(store, 12)
    chosen = ids[1:12:2]
    for claim_id in reversed(chosen):
        await store.review(review(claim_id))
    question = Question(workspace="W", status=Status.DISPUTED, limit=4)
    first = await store.search(question)
    second = await store.search(replace(question, page=first.next))
    assert [held.claim.id for held in (*first.found, *second.found)] == chosen
    assert (first.total, second.total, second.next) == (6, 6, "")
    assert first.coverage.articles == 1


async def test_an_earlier_day_knows_no_later_word(store: Store) -> None:
    """Statuses, what is found by them, and history are those of the end of that day."""
    first, second, *_ = await fill(store)
    at = datetime(2025, 6, 10, 23, 59, 59, tzinfo=UTC)
    await store.review(review(first, at=at))
    await store.review(review(first, Status.VERIFIED, at=datetime(2025, 6, 11, tzinfo=UTC)))
    await store.review(review(second, at=datetime(2025, 6, 11, tzinfo=UTC)))
    days = {
        date(2025, 6, 9): (Status.UNCHECKED, Status.UNCHECKED),
        date(2025, 6, 10): (Status.DISPUTED, Status.UNCHECKED),
        date(2025, 6, 11): (Status.VERIFIED, Status.DISPUTED),
        date.max: (Status.VERIFIED, Status.DISPUTED),
    }
    for day, statuses in days.items():
        all_of_it = dict(await found(store, as_of=day))
        assert (all_of_it[first], all_of_it[second]) == statuses
        held = await store.claim(first, workspace="W", as_of=day)
        assert held is not None
        assert held.claim.status is statuses[0]
        for status in Status:
            expected = [one for one in all_of_it.items() if one[1] is status]
            assert await found(store, as_of=day, status=status) == expected
    assert await store.reviews("W", first, as_of=date(2025, 6, 10)) == (review(first, at=at),)


async def test_reviews_outlive_versions(store: Store) -> None:
    """A claim that stays keeps its status, one that vanishes its history, and back again both."""
    kept, gone = Said(words="Kept, he said"), Said(words="Gone, she said")
    first = make("a", kept, gone, day=MAY)
    ids = [claim.id for claim in first[1]]
    await store_one(store, first, "a")
    for claim_id in ids:
        await store.review(review(claim_id, note="Asked again."))
    await store_one(store, make("a", Said(words="New"), kept, day=JUNE), "a")
    assert await found(store, status=Status.DISPUTED) == [(ids[0], Status.DISPUTED)]
    assert await store.claim(ids[1], workspace="W") is None
    assert await store.reviews("W", ids[1]) == (review(ids[1], note="Asked again."),)
    assert await store.review(review(ids[1], Status.VERIFIED)) is None
    await store_one(store, first, "a")
    assert await found(store, status=Status.DISPUTED) == [(ids[0], Status.DISPUTED)]
    assert await found(store, status=Status.VERIFIED) == [(ids[1], Status.VERIFIED)]
    assert await found(store, words=("gone",)) == [(ids[1], Status.VERIFIED)]


async def test_judged_findings_with_the_text_they_stand_in(store: Store) -> None:
    """Only last words that judge; of all workspaces the latest; retired ones in their version."""
    kept, gone = Said(words="Kept, he said"), Said(words="Gone, she said")
    first = make("a", kept, gone, Said(words="Other"), day=MAY)
    ids = [claim.id for claim in first[1]]
    await store_one(store, first, "a")
    wrong = review(ids[1], Status.WRONG, mistake=Mistake.NOT_A_CLAIM, note="A heading.")
    verified = review(ids[0], Status.VERIFIED)
    elsewhere = review(ids[0], Status.WRONG, mistake=Mistake.WORDS, workspace="V")
    words = (verified, elsewhere, wrong, review(ids[2], Status.VERIFIED), review(ids[2]))
    for word in (*words, review("none", Status.VERIFIED)):
        await store.review(word)
    await store_one(store, make("a", kept, day=MAY), "a")
    for workspace, expected in {
        "W": [verified, wrong],
        "V": [elsewhere],
        "": [elsewhere, wrong],
        "X": [],
    }.items():
        judged = await store.judged(workspace)
        assert [one.review for one in judged] == expected
        for one in judged:
            text, span = one.held.article.parsed.text, one.held.claim.span
            assert one.held.claim.id == one.review.claim_id
            assert text[span.start : span.end] == span.words
    versions = {one.review.claim_id: one.held.article.version for one in await store.judged()}
    assert versions == {ids[0]: 2, ids[1]: 1}


async def test_what_cannot_be_stored_is_refused(store: Store) -> None:
    """A note that no database takes is refused, and a person's odd id is not."""
    first, *_ = await fill(store)
    if isinstance(store, SqlStore):
        with pytest.raises(Refused, match="cannot be stored"):
            await store.review(review(first, note="\ud800"))
    await store.review(review(first, by="U\0"))
    assert len(await store.reviews("W", first)) == 1
