"""Who says what in a text that somebody pasted: read by the extractor, shown, and not stored."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import partial

from handlers.errors import Refused
from handlers.newsroom import Article, Held, ParsedArticle, Request
from handlers.ports import World
from handlers.record.claims import build
from handlers.reply import Action, Reply
from handlers.showing.cards import intact, show
from handlers.words.wording import count, day, today
from nlp.cleaning import clean

LONGEST = 10_000  # characters
_MOST = 25  # claims that are shown of one text
_ID = "pasted"
_LOOKED_FOR = (
    "I look for who said, wants or denies what, for figures and for measures, in English. "
    "To look for words in the articles instead, type /claims WORDS."
)
_KEEP = "Keep as a private article"
_HOW = "Give the text to read behind the command: /find and a few sentences."
_NOT_STORED = "Nothing of this text is stored. To be answered from it, type /keep and the text."


async def find(request: Request, world: World, argument: str) -> Reply:
    """The claims of a pasted text, as the extractor finds them in an article.

    Raises Refused where there is no text, too much of it, or nobody to read it.
    """
    text = text_given(request, argument, "find", _HOW)
    now = request.as_of or today(request.zone, world.clock.now())
    found = await claims_in(text, _ID, request, world)
    if not found:
        return Reply(
            headline=f"No claim found in these {len(text):,} characters.",
            notes=(_LOOKED_FOR, _NOT_STORED),
            private=True,
        )
    shown = show(found[:_MOST])
    left = len(found) - _MOST
    more = (f"The first {_MOST} are shown; paste the rest to see the others.",) if left > 0 else ()
    return Reply(
        headline=f"{count(len(found), 'claim')} in this text, read on {day(now)} and not checked.",
        notes=(*more, *shown.notes, _NOT_STORED),
        measures=tuple(replace(card, claim_id="") for card in shown.measures),
        figures=tuple(replace(card, claim_id="") for card in shown.figures),
        claims=tuple(replace(card, claim_id="") for card in shown.claims),
        receipts=tuple(
            replace(each, outlet="the text you gave", published=f"read {day(now)}")
            for each in shown.receipts
        ),
        actions=(Action(name="keep", label=_KEEP, command=f"/keep {text}"),),
        total=len(found),
    )


def text_given(request: Request, argument: str, command: str, how: str) -> str:
    """The text behind a command, clean, with its lines; raises Refused where none is to be read."""
    typed = re.compile(rf"\s*[/／]?\s*{command}\b:?", re.IGNORECASE)
    text = typed.sub("", request.text, count=1) if typed.match(request.text) else argument
    text = clean(text).strip()
    if not text:
        raise Refused(how)
    if len(text) > LONGEST:
        raise Refused(
            f"That is {len(text):,} characters; {LONGEST:,} can be read at a time. "
            "Paste it in parts."
        )
    return text


async def claims_in(text: str, number: str, request: Request, world: World) -> tuple[Held, ...]:
    """The claims of a text as of an article of that id, which no store holds yet."""
    if world.analyst is None:
        raise Refused("No text can be read here. Type /help for what I can do.")
    now = request.as_of or today(request.zone, world.clock.now())
    analysis = await world.analyst.examine(text, now)
    parsed = ParsedArticle(source=number, text=text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(id=number, version=1, digest=digest, fetched=world.clock.now(), parsed=parsed)
    made = await world.aside(partial(build, parsed, analysis, number, world.topics))
    held = (Held(claim=claim, article=article) for claim in made)
    return tuple(each for each in held if intact(each))
