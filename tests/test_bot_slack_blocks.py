"""The renderer: golden payloads, Slack's limits, nothing lost, nothing live."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_replies import SHAPES, answer, claim, long, receipt
from slack_rules import all_text, block_schema, broken_rules, buttons, live_markup

from bot.slack_blocks import SlackMessage, render, sentence
from bot.slack_payloads import Place, read_value
from bot.slack_text import LONGEST_TEXT, cut_text, escape, safe_host
from handlers import plaintext
from handlers.reply import Action, Reply, Row

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


def payload(message: SlackMessage) -> dict[str, object]:
    """A message as it goes over the wire."""
    body: dict[str, object] = json.loads(json.dumps(asdict(message)))
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
    schema = block_schema()
    if schema is None:
        pytest.skip("Slack's types are not at hand")
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(message["blocks"], schema)


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
    assert read_value(more[0]["value"]) == Place(command="/claims statement", page="p2")
    flat = re.sub(r"\s+", " ", seen)
    for card in reply.claims:
        assert card.speaker in flat
        for number in range(400) if len(card.words[0]) > 5_000 else ():
            assert f"Sentence number {number} of" in flat
    for source in reply.receipts:
        assert f"[{source.number}] {source.headline}" in flat


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


def test_sentence_is_a_whole_message() -> None:
    """One sentence has text and a block."""
    message = payload(sentence("Write a country, such as <Marenia>."))
    assert broken_rules(message) == []
    assert message["text"] == "Write a country, such as &lt;Marenia&gt;."
