"""The three platforms side by side: the same claims, in the same order, in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from discord_rules import parse
from newsroom_samples import TRUCE, analysis, keep, newsroom, request, said
from seeds_world import seeds_world
from slack_rules import all_text

from bot.platforms.discord.embeds import render as discord
from bot.platforms.discord.embeds import render_plain as discord_plain
from bot.platforms.slack.blocks import render as slack
from bot.platforms.slack.places import Place
from handlers.commands import COMMANDS, answer
from handlers.reply import ClaimCard, Reply
from handlers.showing.plaintext import clean, render

pytestmark = pytest.mark.model

QUESTIONS = (
    *("/tariffs", "/tariffs china", "/tariffs canada", "/tariffs from:trump", "/deficits"),
    *("/deficits china", "/steel", "/steel european union", "/visas", "/rare-earths"),
    "/sanctions",
    *("/claims tariffs", "/claims china kind:quote", '/claims "national security"', "/claims law"),
    *("/claims about:canada", "/claims until:2025-04-30 trade", "/quotes Bessent", "/quotes EU"),
    *("/quotes Carney", "/quotes Trump steel", "/figures", "/figures deficits", "/figures steel"),
    *("/who Carney", "/who China", "/who Bessent", "/compare china canada", "/compare uk eu"),
    *("/compare Trump Carney", "/changed", "/changed china", "/ledger", "/ledger china"),
    *("/ledger as-of:2025-04-20", "/timeline", "/timeline china", "/sources", "/sources steel"),
    *("/tariffs chnia", "what did Bessent say about rates?", "who wants tariffs dropped?"),
    *('/check "the equivalent of an embargo" Bessent', '/check "an embargo" Carney'),
    *(
        "/claims wombats",
        "/export tariffs china csv",
        "/help quotes",
        "/tariffs china as-of:2025-05-01",
    ),
)
_WHY = re.compile(r"/why ([a-z2-7]{10})")
_MARKS = '"“”‘’„«»'


@pytest.fixture(scope="module", autouse=True)
def _seeds() -> None:
    seeds_world()


def one_line(text: str) -> str:
    """Words without the breaks and quotation bars that a platform sets them with."""
    return " ".join(re.sub(r"^> ?", "", text, flags=re.MULTILINE).split())


def on_slack(reply: Reply) -> str:
    """All that the blocks show, page after page of one answer."""
    place, pages = Place(command="/x"), []
    while True:
        message = slack(reply, place)
        pages.append(all_text({"blocks": message.blocks}))
        if not message.rest:
            return one_line("\n".join(pages))
        place = Place(command="/x", skip=message.rest)


def on_discord(reply: Reply) -> str:
    """All that content and embeds show, message after message, as a person reads it."""
    texts = []
    for message in discord(reply):
        texts.append(message.content)
        for embed in message.embeds:
            texts += [str(embed.get("title", "")), str(embed["description"])]
    return one_line("\n".join(parse(text).shown for text in texts))


def on_discord_plainly(reply: Reply) -> str:
    """The same where embeds are not allowed."""
    return one_line("\n".join(parse(each.content).shown for each in discord_plain(reply)))


def shown(reply: Reply) -> Iterator[str]:
    """What each item must show, in the order of an answer."""
    for part in reply.parts:
        for card in part.cards:
            if isinstance(card, ClaimCard):
                yield one_line(clean(card.speaker))
                yield one_line(" … ".join(clean(piece) for piece in card.words))
                yield f"/why {card.claim_id}"
            else:
                yield one_line(clean(card.line))
        yield from (one_line(clean(row.text)) for row in part.rows)


def assert_in_order(text: str, wanted: Iterator[str], where: str) -> None:
    """Each stands behind the one before."""
    at = 0
    for words in wanted:
        found = text.find(words, at)
        assert found >= 0, (where, words, text[at : at + 300])
        at = found + len(words)


@pytest.mark.parametrize("line", QUESTIONS)
async def test_platforms_show_the_same_claims_in_the_same_order(line: str) -> None:
    """Ids, speakers and words: of the console, of Slack's blocks, of Discord's embeds and text."""
    reply = await answer(request(line), seeds_world())
    assert_alike(replace(reply, actions=()))  # these are buttons, in words only on the console


def assert_alike(reply: Reply) -> None:
    """Every platform shows the same."""
    texts = {
        "console": one_line(render(reply)),
        "slack": on_slack(reply),
        "slack text": one_line(slack(reply).text),
        "discord": on_discord(reply),
        "discord text": on_discord_plainly(reply),
    }
    ids = _WHY.findall(texts["console"])
    for where, text in texts.items():
        assert _WHY.findall(text) == ids, where
        if where != "slack text":  # there signs that Slack reads give way to look-alikes
            assert_in_order(text, shown(reply), where)


@pytest.mark.parametrize("line", QUESTIONS)
async def test_plain_text_holds_speaker_words_source_and_date_of_each_item(line: str) -> None:
    """The words are those of the article, to the last; nobody sets marks around indirect speech."""
    reply = await answer(request(line), seeds_world())
    text = render(reply)
    receipts = {receipt.number: receipt for receipt in reply.receipts}
    for part in reply.parts:
        for card in part.cards:
            receipt = receipts[card.receipt]
            assert f"[{receipt.number}] {clean(receipt.headline)} — {receipt.outlet}" in text
            assert receipt.published in text
            if not isinstance(card, ClaimCard):
                continue
            stored = card.held.article.parsed.text
            assert all(piece in stored for piece in card.words)
            words = " … ".join(clean(piece) for piece in card.words)
            label = {"statement": "indirect: ", "position": "position: "}.get(card.kind, "")
            (block,) = re.findall(
                rf"  ([^\n]+)\n    ([^\n]+)\n    — ([^\n]+); /why {card.claim_id}(?:\n|$)", text
            )[:1]
            assert clean(card.speaker) in block[0]
            assert block[1] == label + words
            assert block[2].startswith(f"{receipt.outlet}, {receipt.published}, speaker ")


@pytest.mark.parametrize("length", [1_500, 5_000, 12_000])
async def test_no_quotation_is_cut_anywhere(length: int) -> None:
    """However long it is, each platform shows it to its last word, and its paragraph too."""
    world, store, _ = await newsroom(empty=True)
    words = " ".join(f"word{number}" for number in range(length // 8))
    text = f"“{words},” Mara Ellison said."
    parsed = replace(TRUCE, text=text)
    quote = text.partition(" Mara")[0]
    finding = said(text, (quote,), "Mara Ellison", "Mara Ellison", "said")
    (claim,) = await keep(store, parsed, analysis(parsed, finding))
    for line in ("/quotes Ellison", f"/why {claim.id}", f"/context {claim.id}"):
        reply = await answer(request(line), world)
        told = re.findall(r"word\d+", render(reply))
        texts = [on_slack(reply), on_discord(reply)]
        if length < 8_000:  # without embeds a message holds a third, and says how much is left
            texts.append(on_discord_plainly(reply))
        for text in texts:
            assert re.findall(r"word\d+", text) == told
        assert words.split() == told[: len(words.split())]


async def test_where_slack_has_to_cut_there_is_a_mark_and_the_way_to_the_rest() -> None:
    """A quotation that goes on in the next message says so, and More leads there."""
    world, store, _ = await newsroom(empty=True)
    words = " ".join(f"word{number}" for number in range(3_000))
    text = f"“{words},” Mara Ellison said."
    parsed = replace(TRUCE, text=text)
    quote = text.partition(" Mara")[0]
    finding = said(text, (quote,), "Mara Ellison", "Mara Ellison", "said")
    await keep(store, parsed, analysis(parsed, finding))
    message = slack(
        await answer(request("/quotes Ellison"), world), Place(command="/quotes Ellison")
    )
    assert message.rest
    shown = all_text({"blocks": message.blocks})
    assert re.search(r"word\d+ +…$", shown, re.MULTILINE)
    assert "press More for the rest" in shown


def test_all_commands_that_ask_are_compared() -> None:
    """A new command has to be asked here, or to be none that shows claims."""
    changing = {
        "why",
        "context",
        "verify",
        "dispute",
        "correct",
        "wrong",
        "merge",
        "split",
        "digest",
        "alerts",
        "find",  # of a text that is given, not of articles
        "keep",
    }
    asked = {line.split()[0].removeprefix("/") for line in QUESTIONS}
    assert {each.name for each in COMMANDS} - changing <= asked
