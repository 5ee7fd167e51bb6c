"""The form to search with from anywhere: what it asks, suggests and stands for."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from bot.platforms.slack.buttons import words
from bot.platforms.slack.calls import Json
from bot.platforms.slack.payloads import channel_of, text_of
from bot.platforms.slack.views import Origin, View, entry, filled, form
from handlers.commands import commands_of, named
from handlers.completions import complete
from handlers.newsroom import ClaimKind
from handlers.ports import World

SEARCH = "claimwire_search"
# The blocks that are filled in, each with one element of the same name.
MATTER, WORDS, KIND, WHERE = "matter", "words", "kind", "where"
_LONGEST_CHOICE = 75
_TO_SUGGEST = 2.3  # seconds; Slack gives three
_EVERYTHING = "everything"
_KINDS = {
    _EVERYTHING: "Everything",
    ClaimKind.QUOTE.value: "Quotations",
    ClaimKind.STATEMENT.value: "Indirect statements",
    ClaimKind.POSITION.value: "Positions",
    ClaimKind.FIGURE.value: "Figures",
    ClaimKind.MEASURE.value: "Measures",
}


def search_form() -> View:
    """The form: a country, person or topic that is suggested, words, and a kind of claim."""
    kinds = [{"text": words(said), "value": kind} for kind, said in _KINDS.items()]
    matter: View = {
        "type": "external_select",
        "action_id": MATTER,
        "min_query_length": 0,
        "placeholder": words("China, tariffs, a speaker"),
    }
    typed: View = {"type": "plain_text_input", "action_id": WORDS, "max_length": 500}
    kind: View = {
        "type": "static_select",
        "action_id": KIND,
        "options": kinds,
        "initial_option": kinds[0],
    }
    where: View = {
        "type": "conversations_select",
        "action_id": WHERE,
        "default_to_current_conversation": True,
        "response_url_enabled": True,
    }
    hint = "Only you see it there. Left empty, it comes as a direct message."
    blocks = [
        entry(MATTER, "Country, person or topic", matter, optional=True),
        entry(WORDS, "Words", typed, hint="All of them must occur.", optional=True),
        entry(KIND, "What to look for", kind),
        entry(WHERE, "Where to show the answer", where, hint=hint, optional=True),
    ]
    return form(SEARCH, "Search the claims", "Search", Origin(channel=""), blocks)


def search_line(view: Json) -> str:
    """The command line that a filled-in search stands for."""
    kind = filled(view, KIND)
    narrowed = f"kind:{kind}" if kind in _KINDS and kind != _EVERYTHING else ""
    typed = " ".join(filled(view, WORDS).split())
    return " ".join(filter(None, ("/claims", filled(view, MATTER), typed, narrowed)))


async def suggestions(body: Json, world: World) -> list[View]:
    """What is typed into the form may become these; none rather than too late."""
    typed = text_of(body, "value")
    commands = commands_of(world.topics)
    claims = named("claims", world.topics)
    found: tuple[str, ...] = ()
    if claims and text_of(body, "action_id") == MATTER:
        with suppress(TimeoutError):
            async with asyncio.timeout(_TO_SUGGEST):
                theirs = world.within(channel_of(body, ""))
                found = await complete(claims, typed, theirs, commands)
    short = (each for each in found if len(each) <= _LONGEST_CHOICE and not each.endswith(":"))
    return [{"text": words(each), "value": each} for each in short]
