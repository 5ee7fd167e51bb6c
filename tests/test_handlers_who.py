"""Who somebody is: what the answer holds, asks back, and does not let out too early."""

from __future__ import annotations

from datetime import date

import pytest
from newsroom_samples import newsroom, request

from handlers.commands import answer
from handlers.showing.plaintext import render


async def ask(text: str, **changes: object) -> str:
    """One answer of the sample newsroom, as plain text."""
    world, _, _ = await newsroom()
    return render(await answer(request(text, **changes), world))


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("/who Mara Ellison", ("Trade Envoy  12 May 2025 [1]", "We never wanted an embargo")),
        ("/who Okafor", ("Tobias Okafor: 1 claim", "the truce would hold for 90 days")),
        ("/who Beijing", ("China: 1 claim", "position: Washington to drop its tariffs")),
        ("/who European Union", ("No words of theirs are on record", "Anselm Roth  1 claim")),
        ("/who Okafr", ("Did you mean Tobias Okafor?", "the truce would hold")),
        ("/who Ellison", ("“Ellison” can be", "which one?", "Trade Envoy", "/who Joan Ellison")),
        ("/who is Mr. Okafor", ("Tobias Okafor: 1 claim",)),
        ("/who Zora Okafor", ("Nothing found",)),
        ("/who", ("Say who is meant",)),
        ("/who zzyzx", ("Nothing found", "Speakers on record")),
        ("/who Mara Ellison", ("Outlets  Harbor Gazette (1)", "/quotes Mara Ellison")),
    ],
)
async def test_who(typed: str, held: tuple[str, ...]) -> None:
    """Each of these is in the answer."""
    text = await ask(typed)
    for words in held:
        assert words in text


@pytest.mark.parametrize("name", ["Anselm Roth", "Joan Ellison", "Roth"])
async def test_nobody_is_known_before_the_first_word(name: str) -> None:
    """As of a day before somebody spoke, no role, word or count of theirs is told."""
    text = await ask(f"/who {name}", as_of=date(2025, 5, 20))
    assert "Commissioner" not in text
    assert "Dean" not in text
    assert "Nothing found" in text


async def test_one_of_two_namesakes_is_not_betrayed_by_the_other() -> None:
    """As of a day on which only one of two had spoken, the name means that one."""
    text = await ask("/who Ellison", as_of=date(2025, 5, 20))
    assert text.startswith("Mara Ellison: 1 claim")
    assert "Joan" not in text
