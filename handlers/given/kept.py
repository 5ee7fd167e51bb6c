"""A text that somebody has stored: an article that only their workspace is answered from."""

from __future__ import annotations

from handlers.errors import Refused
from handlers.given.pasted import claims_in, text_given
from handlers.newsroom import ParsedArticle, Request
from handlers.ports import Outcome, Stored, World
from handlers.questions.query import tidy
from handlers.record.claims import article_id
from handlers.reply import Action, Reply
from handlers.words.wording import count

_HOW = "Give the text to keep behind the command: /keep and a few sentences."
_ALONE = "It has no outlet and no day, for nobody told them, and is no source for other workspaces."


async def keep(request: Request, world: World, argument: str) -> Reply:
    """Store a text for this workspace alone, or drop one: "drop" and its id.

    What is typed at the console is the operator's and everyone's. Raises Refused where there is
    no text, too much of it, nobody to read it, or nothing in it; NotAllowed where this person
    may not.
    """
    first, _, rest = tidy(argument).partition(" ")
    if first.lower() == "drop" and rest and " " not in rest:
        return await _drop(request, world, rest)
    text = text_given(request, argument, "keep", _HOW)
    world.rights.refuse_text(request)
    whose = request.channel.whose
    parsed = ParsedArticle(source=f"kept by {whose}: {text}", text=text)
    number = article_id(parsed)
    found = await claims_in(text, number, request, world)
    if not found:
        raise Refused(
            f"No claim was found in these {len(text):,} characters, so nothing was kept. "
            "/find and a text shows what would be."
        )
    stored = await world.store.keep(
        ParsedArticle(source=f"kept {number}", text=text),
        tuple(held.claim for held in found),
        article_id=number,
        fetched=world.clock.now(),
        person=request.person,
    )
    return _told(stored, count(len(found), "claim"), alone=bool(whose))


def _told(stored: Stored, claims: str, *, alone: bool) -> Reply:
    """What came of it, and how it is undone."""
    there = stored.article.id
    if stored.outcome is Outcome.DUPLICATE:
        named = stored.article.parsed.headline or f"article {there}"
        return Reply(
            headline=f"You are answered from this text already: {named}. Nothing was kept twice.",
            private=True,
        )
    if not alone:
        headline = f"Kept as article {there}, with {claims}: everybody is answered from it."
        return Reply(headline=headline, private=True)
    drop = f"/keep drop {there}"
    return Reply(
        headline=f"Kept as article {there}, with {claims}: this workspace alone is answered by it.",
        notes=(_ALONE, f"To have it forgotten: {drop}"),
        actions=(Action(name="drop", label="Drop this text", command=drop),),
        private=True,
    )


async def _drop(request: Request, world: World, number: str) -> Reply:
    kept = await world.store.kept()
    if number not in kept:
        raise Refused(
            f"This workspace keeps no article {number[:40]}. The id is the one that /keep told."
        )
    world.rights.refuse_text(request, kept[number])
    await world.store.discard(number)
    return Reply(headline=f"Article {number} and all claims of it are forgotten.", private=True)
