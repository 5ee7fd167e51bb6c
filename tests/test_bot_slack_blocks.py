"""The renderer: golden payloads, Slack's limits, nothing lost, nothing live."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from as_sent import as_sent
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_replies import SHAPES, answer, claim, long, receipt
from slack_rules import against_types, all_text, broken_rules, buttons, live_markup

from bot.platforms.slack.blocks import SlackMessage, render, sentence
from bot.platforms.slack.payloads import CLAIMS_ROW
from bot.platforms.slack.places import Place, read_value, write_value
from bot.platforms.slack.text import LONGEST_TEXT, cut_text, escape, safe_host
from handlers.reply import Action, Reply, Row
from handlers.showing import plaintext

GOLDEN = Path(__file__).parent / "golden" / "slack"
HERE = Place(command="/tariffs marenia")

# Pieces from which hostile words are made: Slack's markup, alone, torn and nested.
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<!channel>",
                "<!here|here>",
                "<@U123>",
                "<#C123|x>",
                "<https://evil.example|bank>",
                "<!date^1^x|y>",
                "&lt;!channel&gt;",
                "&amp;",
                "&amp;lt;",
                "*bold*",
                "_it_",
                "~gone~",
                "`code`",
                "```",
                ">",
                "&gt;",
                "@here",
                "@channel",
                "@everyone",
                "mailto:a@b.example",
                "a@b.example",
                "https://evil.example",
                "www.evil.example",
                ":tada:",
                ":+1:",
                "*",
                "_",
                "~",
                "`",
                "<",
                ">",
                "&",
                "|",
                "!",
                "#",
                "@",
                "^",
                "\\",
                ".",
                "30:1",
                "U.S.",
                "AT&T",
                "\u202e",
                "\u200b",
                "\x00",
                "\ud800",
                "\n",
                "\u2028",
                "\x07",
            ]
        ),
        st.text(max_size=12),
        st.just(" "),
    ),
    max_size=12,
).map("".join)


def payload(message: SlackMessage) -> dict[str, Any]:
    """A message as it goes over the wire."""
    body: dict[str, Any] = json.loads(json.dumps(as_sent(message)))
    return body


@pytest.mark.parametrize("name", SHAPES)
def test_golden_payload(name: str) -> None:
    """Each shape of reply renders to the payload kept beside the tests."""
    here = payload(render(SHAPES[name](), HERE, offer_share=True))
    path = GOLDEN / f"{name}.json"
    text = json.dumps(here, ensure_ascii=False, indent=1) + "\n"
    assert path.read_text(encoding="utf-8") == text, "rewrite with: python tests/rewrite_slack.py"


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_keep_the_rules(name: str) -> None:
    """Each shape keeps the limits, and Slack's own types where they are at hand."""
    message = payload(render(SHAPES[name](), HERE, offer_share=True))
    assert broken_rules(message) == []
    assert against_types(message) == []


def test_rules_can_fail() -> None:
    """The validators see what is wrong: a guard against a test that cannot fail."""
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    assert broken_rules({"text": "x", "blocks": [header]})
    assert broken_rules({"text": " ", "blocks": []})
    assert broken_rules({"text": "x", "blocks": [{"type": "divider"}] * 51})
    for live in ("<!here>", "<@U1>", "*b*", "_i_", "~s~", "`c`", "a & b", "&gt; q", "http://x"):
        assert live_markup(f"see {live}" if live != "&gt; q" else live), live
    assert live_markup("3 * 4 and 2 _ 3, 10:30:45, a_b_c &amp; U.S. 5 ~ 6") == []


def test_nothing_is_lost_over_all_parts() -> None:
    """Pressing More until it ends shows every word of every claim and every source."""
    reply, place, seen, presses = long(), Place(command="/claims statement"), "", 0
    while True:
        message = payload(render(reply, place))
        assert broken_rules(message) == []
        seen += all_text(message)
        more = [each for each in buttons(message) if each["action_id"].startswith("claimwire_more")]
        if not render(reply, place).rest:
            break
        following = read_value(more[0]["value"])
        assert following is not None
        assert following.skip > place.skip
        place, presses = following, presses + 1
    assert presses > 2
    following = read_value(more[0]["value"])
    assert following is not None
    assert (following.page, following.skip) == ("p2", 0)
    steps = 0
    while (before := following.back()) is not None:
        assert message_at(reply, before).blocks
        following, steps = before, steps + 1
    assert steps == presses + 1
    assert following == Place(command="/claims statement")
    flat = re.sub(r"\s+", " ", seen)
    for card in reply.claims:
        assert card.speaker in flat
        for number in range(400) if len(card.words[0]) > 5_000 else ():
            assert f"Sentence number {number} of" in flat
    for source in reply.receipts:
        assert f"[{source.number}] {source.headline}" in flat


def message_at(reply: Reply, place: Place) -> SlackMessage:
    """The part of a reply that a button leads to, which keeps the rules."""
    message = render(reply, place)
    assert broken_rules(payload(message)) == []
    return message


def test_back_leads_to_the_first_page_where_the_way_is_forgotten() -> None:
    """However long the way was, Back is there until the first page, and fits its button."""
    place = Place(command="/claims " + "x" * 500)
    for number in range(40):
        place = place.onward(f"cursor-{number}-{'y' * 12}", number)
    carried = write_value(place)
    assert carried is not None
    held = read_value(carried)
    assert held is not None
    assert (held.page, held.skip) == (place.page, place.skip)
    for _ in range(50):
        if (before := held.back()) is None:
            break
        held = before
    assert held == Place(command=place.command)
    for broken in ('{"v":1,"c":"/x","p":"","s":0,"b":7}', '{"v":1,"c":"/x","p":"","s":0,"b":[1]}'):
        assert read_value(broken) == Place(command="/x")


def test_each_claim_can_be_looked_into() -> None:
    """One row is on the claims shown; with several, a menu says on which of them."""
    message = payload(render(answer(), HERE))
    (row,) = [b for b in message["blocks"] if b.get("block_id") == CLAIMS_ROW]
    menu, *several = row["elements"]
    assert [each["text"]["text"] for each in several] == ["Why", "Context", "Verify", "Dispute"]
    assert len({each["value"] for each in menu["options"]}) == len(menu["options"]) == 3
    assert menu["options"][-1]["text"]["text"].startswith("[1] Odile Brandt: “We shall")
    first = read_value(several[0]["value"])
    assert first is not None
    assert first.command == f"/why {menu['initial_option']['value']}"
    alone = Reply(
        headline="One",
        claims=(claim(),),
        actions=(Action(name="context", label="x", command="/context c1"),),
    )
    message = payload(render(alone, HERE, offer_share=True))
    said = [each["text"]["text"] for each in buttons(message)]
    assert said == ["Share to channel", "Context"]


def test_each_part_brings_its_sources() -> None:
    """Every receipt number shown in a part is explained in that part."""
    reply, place = long(), Place(command="/claims statement")
    while True:
        message = render(reply, place)
        shown = all_text(payload(message))
        cited = set(re.findall(r"reporters.*?\[(\d+)\]", shown))
        explained = set(re.findall(r"\[(\d+)\] Lorbach", shown))
        assert cited <= explained
        if not message.rest:
            break
        place = Place(command=place.command, skip=message.rest)


def test_text_is_the_whole_answer() -> None:
    """The top-level text holds every word, figure and source of the reply."""
    text = render(answer(), HERE).text
    for words in ("Odile Brandt", "Emil Varga", "12 %", "4.1 billion", "The Harbour Post"):
        assert words in text
    assert "R&amp;D at &lt;Calder &amp; Sons&gt;" in text
    assert "https://harbour.example/2025/06/lorbach?a=1&amp;b=2" in text


def test_words_stand_unaltered_in_the_blocks() -> None:
    """Foreign words are shown letter for letter, whatever signs they hold."""
    hostile = "“<!channel> *stay* AT&T _now_ https://evil.example :tada:”"
    message = payload(render(Reply(headline="One", claims=(claim((hostile,)),)), HERE))
    assert hostile in all_text(message)
    assert '"<!channel' not in json.dumps(message["blocks"])


def test_unsafe_addresses_become_no_links() -> None:
    """Only plain web addresses are linked, under their own host's name."""
    addresses = {
        "https://harbour.example/a b": None,
        "javascript:alert(1)": None,
        "https://bank.example@evil.example/": None,
        "https://[broken/": None,
        "https://evil.example/<!channel>": None,
        "http://harbour.example/x": "harbour.example",
    }
    for url, host in addresses.items():
        reply = Reply(headline="One", claims=(claim(),), receipts=(receipt(url=url),))
        shown = json.dumps(payload(render(reply, HERE))["blocks"])
        assert ('"type": "link"' in shown) == bool(host), url
        assert host is None or f'"text": "{host}"' in shown


@settings(max_examples=300, deadline=None)
@given(words=HOSTILE, name=HOSTILE, url=HOSTILE)
def test_hostile_words_stay_words(words: str, name: str, url: str) -> None:
    """No foreign words become a mention, link, quotation, command or formatting; limits hold."""
    reply = Reply(
        headline=words,
        notes=(name, words),
        claims=(claim((words, name), speaker=name, role=words),),
        rows=(Row(label=words, text=name),),
        receipts=(receipt(headline=words, url=url),),
        actions=(Action(name="more", label="More", command=words, page=name),),
    )
    message = payload(render(reply, Place(command=f"/claims {words}"), offer_share=True))
    assert broken_rules(message) == []
    lines = str(message["text"]).splitlines()
    if safe_host(url):  # a source's own address is to be followed
        lines = [line.replace(escape(url, frozenset({url})), "") for line in lines]
    assert [live for line in lines for live in live_markup(line)] == []
    assert re.findall(r"<[!@#]", json.dumps(message["blocks"])) == []
    json.dumps(message, ensure_ascii=False).encode()


@settings(max_examples=300, deadline=None)
@given(words=HOSTILE)
def test_escaped_line_is_harmless(words: str) -> None:
    """A line of foreign words in `text` has nothing live, whatever stands around it."""
    line = escape(plaintext.clean(words))
    assert live_markup(line) == []
    assert live_markup(f"  {line} [1]") == []


def test_escape_takes_linear_time() -> None:
    """A hundred thousand hostile signs are escaped at once, and cut for the message."""
    for sign in "<&*_`~>:@[":
        text = escape(sign * 100_000)
        assert len(cut_text(text)) <= LONGEST_TEXT
    assert "cut here" in cut_text("&amp;" * 20_000)
    assert live_markup(cut_text("&amp;" * 20_000)) == []


def test_ordinary_words_are_not_touched() -> None:
    """Escaping leaves news as it is: abbreviations, ratios, names with signs inside."""
    for words in (
        "U.S. tariffs of 10.5 %",
        "a 30:1 vote at 10:30:45",
        "page:c-2",
        "snake_case_name",
        "5 – 6",
    ):
        assert escape(words) == words


def test_long_commands_cost_no_button_its_limit() -> None:
    """A button that cannot carry its command is left out rather than refused."""
    reply = Reply(
        headline="One",
        actions=(Action(name="more", label="M" * 200, command="&" * 500, page="p"),),
    )
    message = payload(render(reply, Place(command="/x"), offer_share=True))
    assert broken_rules(message) == []
    assert [each["text"]["text"] for each in buttons(message)] == ["Share to channel"]
    assert "too long for a button" in all_text(message)
    message = payload(render(reply, Place(command="x" * 3_000), offer_share=True))
    assert buttons(message) == []
    assert "too long for a button" in all_text(message)


def test_sentence_is_a_whole_message() -> None:
    """One sentence has text and a block."""
    message = payload(sentence("Write a country, such as <Marenia>."))
    assert broken_rules(message) == []
    assert message["text"] == "Write a country, such as &lt;Marenia&gt;."
