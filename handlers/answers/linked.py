"""A link to an article we hold: the article in a line, and what is claimed in it."""

from __future__ import annotations

from handlers.newsroom import Held
from handlers.ports import World
from handlers.record.claims import id_of_address
from handlers.reply import Reply
from handlers.showing.cards import SAID, show
from handlers.words.wording import count, published

_SHOWN = 3  # claims of one article
_LONGEST = 2_000  # characters of an address


async def linked(url: str, world: World) -> Reply | None:
    """What to show below a link to an article; None where it is none that we hold."""
    if len(url) > _LONGEST:
        return None
    article = await world.store.article(id_of_address(url))
    if article is None:
        return None
    parsed = article.parsed
    claims = await world.store.claims_of((article.id,))
    said = [claim for claim in claims if claim.kind in SAID]
    first = [*said, *(claim for claim in claims if claim.kind not in SAID)][:_SHOWN]
    shown = show(Held(claim=claim, article=article) for claim in first)
    facts = (parsed.outlet or "outlet unknown", parsed.byline, published(parsed.published))
    what = count(len(claims), "claim") if claims else "no claims"
    return Reply(
        headline=parsed.headline or "An article without a headline",
        notes=(f"{' · '.join(filter(None, facts))}: {what} found.", *shown.notes),
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
        receipts=shown.receipts,
        total=len(claims),
    )
