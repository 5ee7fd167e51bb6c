"""Hostile words through every renderer of Slack's: judged by a parser, nothing in them is live.

`make hostile` draws 100,000 strings, the suite a few thousand of the same kind.
"""

from __future__ import annotations

import itertools
import json
import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
from slack_mrkdwn import live
from slack_replies import claim, receipt
from slack_rules import against_types, broken_rules, broken_view

from bot.platforms.slack import views
from bot.platforms.slack.blocks import about_channel, put_right, render, sentence
from bot.platforms.slack.digest_form import change_form
from bot.platforms.slack.home import Home, home_view
from bot.platforms.slack.places import Place
from bot.platforms.slack.text import escape, safe_host
from bot.platforms.slack.views import Origin
from handlers.answers.front import Example
from handlers.newsroom import Status
from handlers.reply import (
    HISTORY,
    Action,
    Chart,
    FigureCard,
    File,
    MeasureCard,
    Reply,
    Row,
    Section,
)
from handlers.showing.plaintext import clean

STRINGS = int(os.environ.get("CLAIMWIRE_HOSTILE", "2400"))
_JUDGED = itertools.count()
_AT_ONCE = 12  # strings in one rendering
_PIECES = (
    *("<!channel>", "<!here|here>", "<!everyone>", "<@U0ANN>", "<@W1|x>", "<#C1|y>"),
    *("<!subteam^S1>", "<https://evil.example|bank.example>", "<mailto:a@b.example|x>"),
    *("<tel:1|2>", "<!date^1^{x}|y>", "&lt;!channel&gt;", "&amp;lt;", "&#60;", "&", "<", ">"),
    *("|", "^", "!", "@", "#", "\\", "*", "**", "*b*", "_", "__", "_i_", "~", "~s~", "`", "``"),
    *("```", "`c`", ">", ">>>", "&gt;", "@here", "@channel", "@everyone", "@U0ANN", "U0ANN"),
    *("C0TRADE", "#trade", "/remind me", "https://evil.example", "http://1.2.3.4"),
    *("HTTPS://E.example/a_b_*c*", "www.evil.example", "mailto:a@b.example", "a@b.example"),
    *("evil.example/x", "slack://open", "javascript:alert(1)", ":tada:", ":+1:", ":flag-us:"),
    *("::", ":", ":a", "b:", "10:30", "30:1", "\n", "\r\n", "\t", "\u2028", "\x00", "\x1b[2J"),
    *("\x07", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\udfff", "\U0001f600", "é"),
    *("e\u0301", "ß", "你好", "ا", "\uff20here", "\uff1c!here\uff1e", "\u2217", "\u02cb"),
    *("U.S.", "AT&T", "5 % of 3 * 4", "“quote”", "'s", "x" * 70, " ", "  ", "", "• ", "1. "),
)


def strings(number: int, seed: int = 20_251_125) -> Iterator[str]:
    """So many hostile strings, the same ones each time: pieces of markup, torn and nested."""
    dice = random.Random(seed)  # noqa: S311
    for _ in range(number):
        pieces = [dice.choice(_PIECES) for _ in range(dice.randint(1, 9))]
        if dice.random() < 0.3:  # tear one piece
            at = dice.randrange(len(pieces))
            cut = dice.randint(0, len(pieces[at]))
            pieces[at] = pieces[at][:cut]
        if dice.random() < 0.3:
            pieces.insert(dice.randrange(len(pieces) + 1), chr(dice.randrange(32, 0x3000)))
        yield dice.choice(("", " ")).join(pieces)


def batches() -> Iterator[list[str]]:
    """The strings, a dozen at a time."""
    waiting: list[str] = []
    for each in strings(STRINGS):
        waiting.append(each)
        if len(waiting) == _AT_ONCE:
            yield waiting
            waiting = []


def reply_of(words: list[str]) -> Reply:
    """A reply in every place of which hostile words stand."""
    a, b, c, d, e, f, g, h, i, j, k, m = words
    held = claim().held
    fact = {"claim_id": "m1", "status": Status.DISPUTED, "receipt": 1, "held": held}
    return Reply(
        headline=a,
        notes=(b, c),
        measures=(MeasureCard(line=d, sentence=e, **fact),),  # type: ignore[arg-type]
        figures=(FigureCard(line=f, sentence=e, **fact),),  # type: ignore[arg-type]
        claims=(claim((g, h), speaker=i, role=j),),
        rows=(Row(label=k, text=m), Row(label=HISTORY, text=f"by U0ANN: {a}")),
        sections=(Section(title=b, notes=(c,), rows=(Row(label=d, text=g),)),),
        charts=(Chart(title=h, unit="%", series=(), alt=i),),
        files=(File(name=j, media="text/csv", data=b"", alt=k),),
        receipts=(receipt(headline=m, url=f"https://harbour.example/{a}"), receipt(2, url=b)),
        actions=(
            Action(name="more", label=c, command=f"/claims {d}", page=e),
            Action(name=f, label=g, command=h),
        ),
        people=("U0ANN",),
    )


def judged(message: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a message."""
    return [*live(message), *broken_rules(message), *sampled_types(message)]


def sampled_types(payload: dict[str, Any]) -> list[str]:
    """Slack's own types, looked at for every twentieth payload: that takes long."""
    return against_types(payload) if next(_JUDGED) % 20 == 0 else []


def wire(**message: object) -> dict[str, Any]:
    """As it goes over the wire."""
    body: dict[str, Any] = json.loads(json.dumps(message, ensure_ascii=False).encode())
    return body


def without_sources(text: str, reply: Reply) -> str:
    """The text without the addresses of its sources, which are to be followed."""
    for each in reply.receipts:
        if each.url and safe_host(each.url):
            text = text.replace(escape(each.url, frozenset({each.url})), "-")
    return text


def test_messages_hold_nothing_live() -> None:
    """Every kind of message, with every string in every place."""
    for words in batches():
        reply, place = reply_of(words), Place(command=f"/claims {words[0]}")
        for message in (
            shown := render(reply, place, offer_share=True),
            put_right(shown, words[3:6]),
            sentence(words[1]),
            about_channel("In ", "C0TRADE", f" {words[2]}"),
        ):
            text = without_sources(message.text, reply)
            assert judged(wire(text=text, blocks=message.blocks)) == [], words
        alone = render(reply, place, alone=True)
        text = without_sources(alone.text, reply)
        called = live(wire(text=text, blocks=alone.blocks))
        assert set(called) <= {"mention of U0ANN"}, words


def test_forms_and_home_hold_nothing_live() -> None:
    """The Home tab and the forms, with every string in every place."""
    for words in batches():
        home = Home(
            examples=(Example(command=f"/claims {words[0]}", told=words[1]),),
            mine=(Row(label=f"no. 3 {words[2]}", text=words[3]),),
            channel=words[4],
            theirs=(Row(label=words[5], text=words[6]),),
            latest=reply_of(words),
            sources=(words[7],),
            told=words[8],
        )
        origin = Origin(channel=words[9], name=words[10], about=words[11])
        drawn = [
            home_view(home),
            views.review(origin, Status.DISPUTED, words[0]),
            change_form(origin, words[1]),
        ]
        for view in (wire(**each) for each in drawn):
            assert [*live(view), *broken_view(view), *sampled_types(view)] == [], words


def test_lines_hold_nothing_live_whatever_stands_beside_them() -> None:
    """An escaped line is harmless at the beginning, between words and at the end."""
    for each in strings(STRINGS, seed=7):
        line = escape(clean(each))
        for text in (line, f"  {line} [1]", f"x{line}y", f"{line}\n{line}", f"({line})"):
            assert live({"text": text}) == [], repr(each)


@pytest.mark.parametrize(
    "text",
    [
        *("<!here>", "a <@U1> b", "<#C1>", "<https://e.example|x>", "x & y", "a < b", "*b*"),
        *("&gt; quoted", "(_i_)", "a ~s~.", "`c`", "```x```", "https://e.example", "*a b*,"),
        *("see mailto:a@b.c", "a@b.example", "@here", "now :tada:", ":+1:"),
    ],
)
def test_parser_sees_what_is_live(text: str) -> None:
    """A guard against a judge that finds nothing."""
    assert live({"text": text}) != []
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    assert live({"text": "x", "blocks": [block]}) != []
    plain = {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}
    assert live({"text": "x", "blocks": [plain]}) == []


def test_parser_takes_plain_words_for_plain() -> None:
    """News as it is written is not called live."""
    for text in ("3 * 4 and 2 _ 3", "10:30:45", "a_b_c &amp; U.S.", "5 ~ 6", "x &lt; y", "50:50"):
        assert live({"text": text}) == []
