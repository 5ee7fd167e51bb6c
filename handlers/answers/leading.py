"""Who heads a body ("who runs Calder Mills?"), by the roles that articles give."""

from __future__ import annotations

import re

from handlers.newsroom import Request
from handlers.ports import World
from handlers.questions.offices import bearers
from handlers.words.names import office_words
from nlp.titles import titles

_HEADS = re.compile(
    r"who (?:runs|leads|heads|chairs|manages|directs|is in charge of"
    r"|(?:is|['’]s) (?:the )?(?:head|boss|leader|chief|chair\w*|president|director|ceo|manager) of)"
    r"\s+(?:the\s+)?(?P<what>.{2,60})",
    re.IGNORECASE,
)
_LINKS = frozenset({"and", "s"})


async def of_head(line: str, request: Request, world: World) -> str:
    """The one who has a head's role in what the line asks for; "" where nobody or several do."""
    found = _HEADS.fullmatch(line.strip(" ?.!"))
    if found is None:
        return ""
    wanted = office_words(found["what"]) - _LINKS
    held = await bearers([found["what"]], request, world)
    heads = {name for name, roles in held.items() if any(_heads(role, wanted) for role in roles)}
    return heads.pop() if len(heads) == 1 else ""


def _heads(role: frozenset[str], wanted: frozenset[str]) -> bool:
    return bool(wanted) and wanted < role and not titles().heads.isdisjoint(role - wanted)
