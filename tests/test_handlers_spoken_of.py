"""Somebody who is spoken of and never speaks can be asked for, and misspelt, all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from newsroom_samples import TRUCE, analysis, excerpt, keep, newsroom, request, said

from handlers.commands import answer
from handlers.newsroom import Published
from handlers.ports import World
from handlers.reply import Reply
from nlp.analysis import Name, Precision, SpeakerKind

TEXT = "“We trust Castor Winslade,” Mara Ellison said of Mr. Winslade."


async def told_world() -> World:
    """The newsroom, and an article of 1 July in which Castor Winslade is only spoken of."""
    world, store, _ = await newsroom()
    parsed = replace(
        TRUCE, source="trust.txt", headline="Ellison on trust", text=TEXT, url=None,
        published=Published(day=date(2025, 7, 1), precision=Precision.DAY),
    )  # fmt: skip
    finding = said(TEXT, ("“We trust Castor Winslade,”",), "Mara Ellison", "Mara Ellison", "said")
    found = analysis(parsed, finding)
    name = Name(
        excerpt=excerpt(TEXT, "Castor Winslade"), name="Castor Winslade", kind=SpeakerKind.PERSON
    )
    await keep(store, parsed, replace(found, names=(*found.names, name)))
    return world


async def ask(line: str) -> Reply:
    """One answer in that world."""
    return await answer(request(line), await told_world())


@pytest.mark.parametrize(
    "line", ["/who Castor Winslade", "/who Winslade", "/who Winslaed", "/who Castor Winslaid"]
)
async def test_who_says_who_speaks_of_them(line: str) -> None:
    """There are no words of theirs, and that is said; a slip gets "did you mean"."""
    reply = await ask(line)
    assert reply.headline.startswith("Castor Winslade: 0 claims")
    assert any("No words of theirs are on record" in note for note in reply.notes)
    assert [row.label for part in reply.sections for row in part.rows][:1] == ["Mara Ellison"]
    slip = "Winslade" not in line
    assert slip == any("Did you mean Castor Winslade?" in note for note in reply.notes)


@pytest.mark.parametrize("line", ["/claims Winslaed", "/claims about:Winslade", "/quotes Winslade"])
async def test_claims_about_them_are_found(line: str) -> None:
    """By name, by a slip, and where their own words were asked for, which is said."""
    reply = await ask(line)
    assert [card.speaker for card in reply.claims] == ["Mara Ellison"]


async def test_as_of_an_earlier_day_nobody_knows_them() -> None:
    """A name does not leak back."""
    for line in ("/who Winslaed as-of:2025-06-20", "/claims Winslaed as-of:2025-06-20"):
        reply = await ask(line)
        assert reply.headline.startswith("Nothing found")
        assert "Winslade" not in str(reply.notes)
