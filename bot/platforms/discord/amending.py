"""Which messages of ours in Discord a correction changes, and how each of them reads then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.platforms.discord.embeds import DiscordMessage, put_right
from handlers.errors import SendRefused
from handlers.showings import Told


def those_put_right(
    ids: list[int], parts: tuple[DiscordMessage, ...], told: tuple[Told, ...]
) -> Iterator[tuple[int, DiscordMessage]]:
    """Those messages that show what is told of, each as it is to be.

    What none of them shows by itself is told at the head of the first, and where fewer
    messages are known than there are, at the head of the last: that one is always known.
    """
    if len(ids) != len(parts):
        whole = tuple(each.words for each in told)
        yield ids[-1], _headed(parts[-1], whole)
        return
    shown = [_shown_in(part, told) for part in parts]
    elsewhere = {each.claim_id for each in told}.difference(*shown)
    for number, (part, mine) in enumerate(zip(parts, shown, strict=True)):
        wanted = mine | elsewhere if number == 0 else mine
        words = [each.words for each in told if each.claim_id in wanted]
        if words:
            yield ids[number], _headed(part, words)


def _headed(part: DiscordMessage, words: Iterable[str]) -> DiscordMessage:
    """Raises SendRefused where the message has no room for these words."""
    headed = put_right(part, words)
    if headed is None:
        raise SendRefused("That message has no room for a correction.")
    return headed


def _shown_in(part: DiscordMessage, told: tuple[Told, ...]) -> set[str]:
    """The claims told of that a message shows; without embeds, by their ids in the text."""
    return {
        each.claim_id
        for each in told
        if each.claim_id in part.claims or f"/why {each.claim_id}" in part.content
    }
