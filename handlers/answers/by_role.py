"""What those of one calling say ("what do economists say of the gap?"), by the roles they have."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.answers.taking import told_by
from handlers.matters.stances import stem
from handlers.newsroom import Held, Request
from handlers.ports import World
from handlers.questions.asked import Asked, ask
from handlers.questions.hindsight import without_later
from handlers.questions.understood import Understood
from handlers.record.vocabulary import Vocabulary, vocabulary
from handlers.reply import Reply
from handlers.showing.cards import SAID
from handlers.words.names import folded
from handlers.words.wordforms import other_number
from nlp import countries
from nlp.analysis import Attribution

_LOOKED_AT = 200  # newest claims that the rest of the question has
_ASKED = re.compile(
    r"what\s+(?:do|did|have|are)\s+(?:the\s+|some\s+|other\s+)?"
    r"(?P<role>[^\W\d_][\w-]*(?:\s+[\w-]+)?s)\s+"
    r"(?:say|said|saying|think|thinking|tell|told|argue|expect|warn)\b"
    r"(?:\s+(?:about|of|on|regarding|from))?(?P<what>.*)",
    re.IGNORECASE,
)


async def those(request: Request, world: World, line: str) -> Reply | None:
    """What those say whose role the question names in the plural, newest first.

    None where it names none, or a name on record, or nobody with that role has said it.
    """
    found = _ASKED.fullmatch(line.strip(" ?.!"))
    if found is None or request.page:
        return None
    words = await vocabulary(world, request.zone)
    *before, last = folded(found["role"])
    single = " ".join((*before, other_number(last)))
    if any(words.called(each) or countries.named(each) for each in (found["role"], single)):
        return None
    asked = await _rest(found["what"].strip(), words, request, world)
    wanted = frozenset(map(stem, (*before, other_number(last))))
    question = replace(asked.question(request.as_of, *SAID, limit=_LOOKED_AT), once=True)
    newest, _ = await world.store.newest(replace(question, texts=False))
    theirs = [held for held in newest if _has_role(held, wanted)]
    if not theirs:
        return None
    note = f"Said by whoever the articles call {single}, among the newest {_LOOKED_AT} claims."
    notes = (note, *asked.understood.notes)
    return await told_by(theirs, f"By role: {single}", asked, notes, request, world)


async def _rest(what: str, words: Vocabulary, request: Request, world: World) -> Asked:
    """The question for everybody's words on this, or for all words where it is on nothing."""
    if not what:
        return Asked(
            line="claims", understood=Understood(typed=""), workspace=request.channel.workspace
        )
    line = f"claims {what}"
    known = await without_later(line, words, request.as_of, world)
    return ask(line, known, request.channel.workspace)


def _has_role(held: Held, wanted: frozenset[str]) -> bool:
    """Whether a speaker's role, or what stands for a name, has all these words."""
    finding = held.claim.finding
    return isinstance(finding, Attribution) and any(
        wanted
        <= frozenset(
            map(stem, folded(f"{who.role or ''} {who.name if who.name.islower() else ''}"))
        )
        for who in finding.speakers
    )
