"""Articles by the claims they hold: the same questions as for claims, each article once."""

from __future__ import annotations

import pytest
from newsroom_samples import TRUCE, newsroom, request
from test_handlers_spoken_of import told_world

from handlers.answers import sources
from handlers.commands import answer


@pytest.mark.parametrize(
    ("line", "headline", "headlines"),
    [
        ("/sources from:ellison", "2 articles · said by", ["Colleges", "Truce"]),
        ("/sources about:china kind:position", "1 article · about China", []),
        ("/sources kind:measure", "2 articles · measures", ["Pact", "Truce"]),
        ("/sources china -okafor kind:statement", "1 article · China", ["Colleges"]),
        ("/sources from:okaffor", "1 article · said by Tobias Okafor", ["Truce"]),
    ],
)
async def test_articles_with_such_claims(line: str, headline: str, headlines: list[str]) -> None:
    """Newest first, counted, with the same narrowing as claims."""
    world, _, _ = await newsroom()
    reply = await answer(request(line), world)
    assert not reply.refused
    if headlines:
        assert reply.headline.startswith(headline)
        assert [receipt.headline.split()[0] for receipt in reply.receipts] == headlines
    else:
        assert reply.headline.startswith("Nothing found: about China · positions")


async def test_they_are_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each article stands on one page only, and the last page ends it."""
    monkeypatch.setattr(sources, "PAGE", 1)
    monkeypatch.setattr(sources, "_READ", 1)
    world = await told_world()
    seen, line = list[str](), "/sources from:Mara Ellison"
    reply = await answer(request(line), world)
    while True:
        seen += [receipt.headline for receipt in reply.receipts]
        if not reply.next:
            break
        (more,) = reply.actions
        reply = await answer(request(more.command, page=more.page), world)
    assert seen == ["Ellison on trust", TRUCE.headline]


async def test_as_of_counts_no_later_article() -> None:
    """Nor does the next page."""
    world = await told_world()
    reply = await answer(request("/sources from:ellison as-of:2025-05-20"), world)
    assert [receipt.headline for receipt in reply.receipts] == [TRUCE.headline]
