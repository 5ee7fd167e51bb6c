"""What a page does not show never becomes text; hostile pages end in text or a refusal."""

from __future__ import annotations

import json

import pytest

from bot.reading.html import paragraphs_of
from bot.reading.reader import read
from handlers.errors import ArticleRefused

FAKE = "“I made it all up,” Mayor Tomas Linde said."
REAL = "<p>The council doubled the mooring fee on Tuesday, the harbor master said in town.</p>"

HIDDEN = [
    f"<template><p>{FAKE}</p></template>",
    f"<p hidden>{FAKE}</p>",
    f"<p hidden='until-found'>{FAKE}</p>",
    f"<p aria-hidden=TRUE>{FAKE}</p>",
    f"<div style='display:none'><p>{FAKE}</p></div>",
    f"<p style='color:red;DISPLAY : none !important'>{FAKE}</p>",
    f"<p style='display:/**/none'>{FAKE}</p>",
    f"<p style='visibility: hidden'>{FAKE}</p>",
    f"<p style='opacity:0'>{FAKE}</p>",
    f"<p style='font-size:0px'>{FAKE}</p>",
    f"<p style='position:absolute; left:-9999px'>{FAKE}</p>",
    f"<p style='height:0;overflow:hidden'>{FAKE}</p>",
    f"<p style='color:transparent'>{FAKE}</p>",
    f"<noscript><p>{FAKE}</p></noscript>",
    f"<script>{FAKE}</script>",
    f"<svg><text>{FAKE}</text></svg>",
    f"<textarea>{FAKE}</textarea>",
    f"<dialog><p>{FAKE}</p></dialog>",
    f"<!-- {FAKE} -->",
    f"<p class='x sr-only'>{FAKE}</p>",
    f"<style>.g{{display:none}}</style><p class='a g'>{FAKE}</p>",
    f"<style>p{{color:red}} #g , .z {{ margin:0; visibility : hidden }}</style><p id=g>{FAKE}</p>",
    f"<style>.a .b > p{{display:none}}</style><div class=a><div class=b><p>{FAKE}</p></div></div>",
    f"<style>@media screen {{ .g {{display:none}} }}</style><p class=g>{FAKE}</p>",
    f"<style>.g{{display:block}} .g{{display:none}}</style><p class=g>{FAKE}</p>",
]
SHOWN = [
    f"<p aria-hidden=false>{FAKE}</p>",
    f"<p style='opacity:0.9; font-size:0.9em'>{FAKE}</p>",
    f"<style>.g{{display:none}} .g{{display:block}}</style><p class=g>{FAKE}</p>",
    f"<style>@media print {{ .g {{display:none}} }}</style><p class=g>{FAKE}</p>",
    f"<style>/* .g {{display:none}} */</style><p class=g>{FAKE}</p>",
    f"<style>.a .g {{display:none}}</style><p class=g>{FAKE}</p>",
    f"<style>.g:hover {{display:none}}</style><p class=g>{FAKE}</p>",
    f"<style>@keyframes k {{ from {{visibility:hidden}} }}</style><p class=k>{FAKE}</p>",
]


@pytest.mark.parametrize("markup", HIDDEN)
def test_hidden_words_never_become_text(markup: str) -> None:
    """Neither a page, nor raw HTML in Markdown, nor an article body smuggles words in."""
    page = f"<html><body><article>{REAL}{markup}{REAL}</article></body></html>"
    body = json.dumps({"@type": "NewsArticle", "articleBody": REAL + markup})
    markdown = f"The mayor spoke.\n\n{markup}\n\nMore."
    assert "made it all up" not in read("a.html", page.encode()).text
    assert "made it all up" not in read("a.json", body.encode()).text
    assert "made it all up" not in read("a.md", markdown.encode()).text


@pytest.mark.parametrize("markup", SHOWN)
def test_shown_words_stay(markup: str) -> None:
    """What a reader of the page sees is kept, whatever the style sheet does elsewhere."""
    assert FAKE in paragraphs_of(REAL + markup)


def test_words_after_a_hidden_node_stay() -> None:
    """Removing a node keeps the words that follow it in the same paragraph."""
    markup = "<p>“We <i hidden>never</i>pay,” she<br>said <b>twi</b>ce.</p>"
    assert paragraphs_of(markup) == "“We pay,” she\nsaid twice."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<div>" * 50_000 + REAL),
        ("a.html", "<b>" * 50_000 + REAL),
        ("a.html", "<p " + " ".join(f"a{i}=1" for i in range(5_000)) + ">" + REAL),
        ("a.html", "<style>" + "/*" * 100_000 + "</style>" + REAL),
        ("a.html", "<style>" + "{" * 100_000 + "</style>" + REAL),
        ("a.html", "<style>" + "@media{" * 30_000 + "</style>" + REAL),
        ("a.html", "<p style='" + "left:" * 100_000 + "'>" + REAL),
        ("a.html", "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + REAL),
        ("a.html", "<p>a" * 200_000),
        ("a.html", "<!--" * 100_000 + REAL),
        ("a.html", "<table><tr><td>" * 5_000 + REAL),
        ("a.json", '{"@graph":' * 900 + "1" + "}" * 900),
        ("a.json", '{"@type":"NewsArticle","articleBody":"Hello","x":' + "9" * 10_000 + "}"),
        ("a.md", "---\na: " + "[" * 15_000 + "\n---\nBody"),
        ("a.md", "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\nBody"),
        ("a.md", "[" * 20_000 + "a"),
        ("a.md", "[a](" * 5_000),
        ("a.md", ">" * 50_000 + "a"),
        ("a.md", "<!--" * 20_000 + "a"),
        ("a.md", "*a **b " * 5_000),
        ("a.txt", "a" + " " * 199_000 + "b"),
        ("a.txt", "\n" * 199_000 + "b"),
    ],
    ids=range(22),
)
def test_hostile_files_end_in_text_or_a_refusal(name: str, data: str) -> None:
    """Deep, wide and endless constructs neither crash nor hang the reader."""
    try:
        article = read(name, data.encode())
    except ArticleRefused:
        return
    assert article.text
