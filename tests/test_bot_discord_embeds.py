"""Replies as Discord messages: within every limit, nothing lost, and nothing foreign alive."""

from __future__ import annotations

import json
import re
from typing import Any

import discord_replies
import pytest
from as_sent import as_sent
from discord_replies import SHAPES, card, figure, measure, receipt
from discord_rules import Parsed, parse, problems
from hypothesis import given, settings
from hypothesis import strategies as st
from rewrite_discord import ASKED, HOW, golden, payload

from bot.platforms.discord.buttons import (
    CUSTOM_ID,
    Button,
    Press,
    Stand,
    controls,
    key_of,
    read,
    write,
    write_key,
)
from bot.platforms.discord.embeds import MESSAGES, DiscordMessage, render, render_plain, sentence
from bot.platforms.discord.markup import LONGEST, clean, escape, inline, link, split
from handlers.reply import Action, Reply, Row

HOSTILE = [
    "**bold** _i_ __u__ ~~s~~ ||s|| `c` ```block```", "# head", "-# small", "> quote", ">>> all",
    "- item", "* item", "+ item", "1. item", "23) item", "[a](https://evil.example)",
    "[a](https://x.example) [b](https://y.example)", "<@123>", "<@!123>", "<@&123>", "<#123>",
    "</ban:123>", "<id:home>", "<:name:123>", "<a:name:123>", ":smile:", ":a::skin-tone-2:",
    "<t:1700000000:R>", "@everyone", "@here", "https://evil.example/a_b", "<https://evil.example>",
    "steam://run/1", "discord.gg/abc", "https://discord.com/invite/abc", "DiscordApp.com/invite/a",
    "discord.gift/x", "\\", "\\\\", "\\*a*", "*a\\", "<mailto:a@b.example>", "a@b.example",
    "¯\\_(ツ)_/¯", "\u202eabc", "\u2028- x", "\r# x", "\x00", "\ud800", "```\n", "~~", "|", "08:30",
    "5 * 3 * 2",
    "a_b_c", "line\n- list\n# head\n> q", "\n", " ", "“Fine,” she said.", "é🙂",
]  # fmt: skip
MARKS = st.text(alphabet="*_~`|>#-[](){}<@:!&/\\.1 \nab", max_size=12)
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
words = st.lists(st.one_of(st.sampled_from(HOSTILE), MARKS, ANY), max_size=6).map("".join)


def payloads(messages: tuple[DiscordMessage, ...]) -> list[dict[str, Any]]:
    return [{**as_sent(each), "allowed_mentions": {"parse": []}} for each in messages]


def texts(messages: tuple[DiscordMessage, ...]) -> list[str]:
    """Every piece of markup in order."""
    return [
        text
        for message in messages
        for text in (message.content, *(str(embed["description"]) for embed in message.embeds))
        if text
    ]


def squeezed(text: str) -> str:
    """Text without blanks, what only keeps names apart, and marks of broken characters."""
    return re.sub(r"[\s\u200b\ufffd]+", "", text)


def shown(messages: tuple[DiscordMessage, ...]) -> str:
    """All that a person reads, blanks aside."""
    return squeezed("".join(parse(text).shown for text in texts(messages)))


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("name", SHAPES)
def test_golden(name: str, how: str) -> None:
    """A shape of reply is rendered as reviewed; `python tests/rewrite_discord.py` rewrites."""
    found = payload(name, how)
    assert found == json.loads(golden(name, how).read_text(encoding="utf-8"))
    for message in found["messages"]:
        assert problems({**message, "allowed_mentions": {"parse": []}}) == []


def test_no_golden_file_is_left_over() -> None:
    """Each belongs to a shape that there is."""
    kept = {golden(name, how) for name in SHAPES for how in HOW}
    assert set(golden("answer", "plain").parent.iterdir()) == kept


@pytest.mark.parametrize("words", HOSTILE)
def test_no_known_trick_is_alive(words: str) -> None:
    """What each trick would make is not made, and its words read the same."""
    parsed = parse(escape(words))
    assert parsed.live == []
    assert parsed.shown.replace("\u200b", "") == clean(words)


@settings(max_examples=300, deadline=None)
@given(words)
def test_nothing_foreign_is_alive(words: str) -> None:
    """Whatever the words: no markup, mention, link or invitation, and they read the same."""
    for text in (escape(words), inline(words)):
        parsed = parse(text)
        assert parsed.live == []
        assert squeezed(parsed.shown) == squeezed(clean(words))


@settings(max_examples=300, deadline=None)
@given(st.lists(words, min_size=9, max_size=9))
def test_no_reply_brings_foreign_words_to_life(words: list[str]) -> None:
    """Through the real renderer, in each place: only our own markup is alive, nothing is lost."""
    headline, note, line, said, more, speaker, label, text, title = words
    reply = Reply(
        headline=headline,
        notes=(note,),
        measures=(measure(line),),
        figures=(figure(line),),
        claims=(card(said, more, speaker=speaker, role=label, cue=text, how=title),),
        rows=(Row(label=label, text=text),),
        receipts=(receipt(1, title, f"https://gazette.example/{line}", speaker),),
    )
    ours = {"bold", "quote", "subtext", "link"}
    for messages in (render(reply), render_plain(reply)):
        assert [p for each in payloads(messages) for p in problems(each)] == []
        parsed = [parse(text) for text in texts(messages)]
        assert {kind for each in parsed for kind in each.kinds()} <= ours
        links = [source for each in parsed for kind, source in each.live if kind == "link"]
        assert all(each.startswith("https://gazette.example/") for each in links)
        everything = shown(messages)
        for each in (headline, note, line, said, more, label, text, title):
            assert squeezed(clean(each)[:150]) in everything  # names longer than that are cut


def test_links_in_answers_are_those_of_the_receipts() -> None:
    """As the newsroom's article has it, with what could end a link encoded."""
    text = link("A [title]", "https://gazette.example/a_(b)?q=<x>&r=1")
    parsed = parse(text)
    assert parsed == Parsed(
        shown="A [title]",
        live=[("link", "https://gazette.example/a_%28b%29?q=%3Cx%3E&r=1")],
    )


@pytest.mark.parametrize(
    "address",
    [
        None, "", "javascript:alert(1)", "ftp://x.example", "https://discord.gg/abc",
        "https://ptb.discord.com/invite/abc", "https://user@evil.example/", "https://x.example\\@y",
        "https://x.example/ y", "https://x.example/" + "é" * 300, "https://",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_no_link(address: str | None) -> None:
    """The headline stands there without one."""
    assert link("Title", address) == "Title"


@settings(max_examples=300, deadline=None)
@given(words, st.integers(20, 60))
def test_cutting_loses_nothing_and_brings_nothing_to_life(words: str, limit: int) -> None:
    """Pieces are short enough, and read one after the other they are the whole."""
    pieces = split(escape(words), limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert [live for piece in pieces for live in parse(piece).live] == []
    assert squeezed("".join(parse(piece).shown for piece in pieces)) == squeezed(clean(words))


def test_escaping_takes_linear_time() -> None:
    """Its input is capped first, so the worst of tricks is only as long as that."""
    for trick in ("[a](", "\\", "- ", ":a", "<@1>", "1", "*_", "\n1"):
        assert len(escape(trick * 500_000)) <= 2 * LONGEST + 1


def test_a_quotation_stays_one_where_it_is_cut() -> None:
    """Each part of a long quoted line is quoted again."""
    pieces = split("> " + "word " * 1000, 2000)
    assert len(pieces) == 3
    assert all(piece.startswith("> ") for piece in pieces)


def test_what_no_message_holds_is_counted() -> None:
    """With the way to the rest."""
    rows = tuple(Row(label=f"row {n}", text="words " * 190) for n in range(100))
    for messages in (render(Reply(headline="Rows", rows=rows)),
                     render_plain(Reply(headline="Rows", rows=rows))):  # fmt: skip
        assert len(messages) == MESSAGES
        told = re.search(r"(\d+) entries do not fit here. Ask with", messages[-1].content)
        assert told is not None
        everything = shown(messages)
        missing = [n for n in range(100) if f"row{n}words" not in everything]
        assert int(told[1]) == len(missing)


def test_moments_are_shown_in_the_readers_own_time() -> None:
    """Beside the words, in embeds and in plain text."""
    for messages in (render(discord_replies.SUBSCRIBED), render_plain(discord_replies.SUBSCRIBED)):
        live = [each for text in texts(messages) for each in parse(text).live]
        assert ("time", "<t:1749198600:F>") in live


def test_a_sentence_with_foreign_words_is_plain() -> None:
    """Errors quote what was typed."""
    message = sentence("There is no command '@everyone **x**'.")
    assert parse(message.content).live == []


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["run", "share", "turn", "note", "pick"]),
    words,
    st.lists(words, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["", "3002", "9" * 20]),
)
def test_a_button_carries_its_question_or_says_that_it_cannot(
    verb: str, command: str, pages: tuple[str, ...], asker: str
) -> None:
    """What is written can be read, and a key is always short enough."""
    press = Press(verb=verb, command=command, pages=pages, asker=asker)
    custom_id = write(press)
    assert custom_id is None or (read(custom_id) == press and 0 < len(custom_id) <= CUSTOM_ID)
    kept = key_of(press)
    assert read(write_key(kept)) == kept
    assert len(write_key(kept)) <= CUSTOM_ID


def test_a_button_of_an_earlier_version_still_works() -> None:
    """They stand under messages for months."""
    assert read("cw1|q|run|p2|/tariffs china") == Press(
        verb="run", command="/tariffs china", pages=("p2",)
    )
    assert read("cw1|k|share|0123456789abcdef01234567") is not None
    assert read("cw1|q|turn|p2|/tariffs") is None


def under(reply: Reply, *, private: bool = True, alone: bool = True) -> tuple[Button, ...]:
    """The buttons of an answer."""
    return controls(reply, ASKED, Stand(private=private), alone=alone).buttons


def test_what_changes_something_cannot_be_shared() -> None:
    """Sharing runs the question again: only answers with receipts can be."""
    shareable = {
        name
        for name, reply in SHAPES.items()
        if "Share to channel" in [button.label for button in under(reply)]
    }
    assert shareable == {"answer", "sources", "long"}
    labels = [button.label for button in under(SHAPES["answer"], private=False)]
    assert labels == ["More", "Subscribe"]


def test_more_is_offered_wherever_there_is_more() -> None:
    """Also where the handlers named no such action."""
    (more,) = under(Reply(headline="x", next="p9"), private=False)
    assert more.press == Press(verb="run", command="/tariffs china", pages=("", "p9"))
    many = tuple(Action(name="a", label=f"{n} \n", command=f"/c {n}") for n in range(40))
    assert len(under(Reply(headline="x", actions=many))) == 20


def test_pages_lead_back_the_way_they_came() -> None:
    """Back drops the last page; on the last one More is greyed out."""
    stand = Stand(private=False, asker="3002", trail=("", "p2", "p3"))
    back, more = controls(Reply(headline="x"), ASKED, stand, alone=True).buttons
    assert (back.label, back.press.pages, back.press.verb) == ("Back", ("", "p2"), "turn")
    assert back.press.asker == "3002"
    assert (more.label, more.over) == ("More", True)
    again = controls(Reply(headline="x", next="p4"), ASKED, stand, alone=False).buttons
    assert [(each.label, each.press.verb, each.over) for each in again] == [
        ("Back", "run", False),
        ("More", "run", False),
    ]


def test_each_claim_can_be_picked_once() -> None:
    """By its number and first words, within Discord's limits; not where it is shown alone."""
    long = card("“Word " * 60 + "”", claim_id="bbbbbbbbbb")
    reply = Reply(headline="x", claims=(card("“Fine.”"), long, long), figures=(figure("5 %"),))
    options = controls(reply, ASKED, Stand(private=True), alone=True).options
    assert [each.value for each in options] == ["f", "abcdefghij", "bbbbbbbbbb"]
    assert options[1].label == "[1] Mara Ellison: “Fine.”"
    assert all(0 < len(each.label) <= 100 for each in options)
    why = Action(name="why", label="Why", command="/why abcdefghij")
    alone = Reply(headline="x", claims=(card("“Fine.”"),), actions=(why,))
    assert controls(alone, ASKED, Stand(private=True), alone=True).options == ()


def test_a_digest_of_one_sentence_is_one_message_with_its_key() -> None:
    """Two posts would look doubled, and a kill between them would lose the key."""
    only = Reply(headline="Digest no. 1: nothing new since the last digest.")
    (message,) = render(only, key="k2345")
    assert "nothing new" in message.content
    assert [embed["footer"] for embed in message.embeds] == [{"text": "Claimwire k2345"}]
