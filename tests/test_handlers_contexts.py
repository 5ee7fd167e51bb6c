"""A claim in its article: what is shown of long paragraphs, and how it is marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import analysis, keep, newsroom, request, said

from handlers.commands import answer
from handlers.newsroom import ParsedArticle
from handlers.reply import Reply
from handlers.words.passages import Passages

WORDS = "“We close the pier,”"
SENTENCE = f"{WORDS} Ada Moss said."


async def in_context(text: str, *contents: str) -> Reply:
    """The context of the one claim of a text, in which Ada Moss says these words."""
    world, store, _ = await newsroom(empty=True)
    parsed = ParsedArticle(source="pier.txt", text=text)
    found = said(text, contents or (WORDS,), "Ada Moss", "Ada Moss", "said")
    (claim,) = await keep(store, parsed, analysis(parsed, found))
    return await answer(request(f"/context {claim.id}"), world)


async def test_long_paragraphs_are_cut_between_sentences() -> None:
    """With a mark wherever words are left out, a note on it, and never the claim itself."""
    filler = " ".join(f"Sentence number {number} stands here." for number in range(100))
    reply = await in_context(f"{filler}\n{filler} {SENTENCE} {filler}\n{filler}")
    before, of, after = (row.text for row in reply.rows)
    assert re.fullmatch(r"\[…\] Sentence number \d+ stands .* number 99 stands here\.", before)
    assert re.fullmatch(
        rf"\[…\] Sentence number .* here\. ››{WORDS}‹‹ Ada Moss said\. .* here\. \[…\]", of
    )
    assert re.fullmatch(r"Sentence number 0 stands here\. .* stands here\. \[…\]", after)
    assert all(len(row.text) < 2600 for row in reply.rows)
    assert "[…] stands for words left out here; the source has them all." in reply.notes


async def test_a_claim_of_several_paragraphs_is_marked_in_each() -> None:
    """Each of its paragraphs has a row of its own."""
    text = "A first line.\n“We close the pier,” Ada Moss said.\n“And the dock.”\nA last line."
    reply = await in_context(text, WORDS, "“And the dock.”")
    assert "paragraphs 2 to 3 of 4" in reply.headline
    assert [(row.label, row.text) for row in reply.rows] == [
        ("Before", "A first line."),
        ("Paragraph 2", "››“We close the pier,” Ada Moss said.‹‹"),
        ("Paragraph 3", "››“And the dock.”‹‹"),
        ("After", "A last line."),
    ]


@pytest.mark.parametrize(
    ("other", "marks"),
    [
        ("»Nein‹", "›› ‹‹"),
        ("Look: ››", "⟦ ⟧"),
        ("‹‹ ⟧", ">>> <<<"),
        ("‹‹ ⟦ >>>", "[[claim]] [[/claim]]"),
    ],
)
async def test_the_marks_are_not_the_articles_own(other: str, marks: str) -> None:
    """A text that has the usual marks gets others, and the note names them."""
    reply = await in_context(f"{SENTENCE}\n{other}")
    opening, closing = marks.split()
    assert f"{opening}{WORDS}{closing}" in reply.rows[1].text
    assert f"The claim stands between {opening} and {closing}." in reply.notes


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.sampled_from("ab. ”“\n"), max_size=4000),
    st.text(st.sampled_from("ab. ”“\n"), max_size=4000),
)
async def test_any_context_is_words_of_the_article(before: str, after: str) -> None:
    """Without marks and omissions, each row stands in the text as it is."""
    reply = await in_context(f"{before}\n{SENTENCE}{after}")
    assert sum(WORDS in row.text for row in reply.rows) == 1
    text = f"{before}\n{SENTENCE}{after}"
    for row in reply.rows:
        if not row.text.startswith("Nothing: "):
            plain = re.sub("››|‹‹", "", row.text)
            assert plain.removeprefix("[…] ").removesuffix(" […]") in text


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("aB. !\n”\u00a0"), max_size=80))
def test_whole_paragraphs(text: str) -> None:
    """All that is not blank, paragraph by paragraph, without breaks or blanks at the ends."""
    passages = Passages.of(text)
    wholes = [passages.whole(number + 1) for number in range(len(passages.paragraphs))]
    assert all(text[each.start : each.end] == each.words.strip() != "" for each in wholes)
    assert not any("\n" in each.words for each in wholes)
    lines = [line.strip() for line in text.split("\n")]
    assert [each.words for each in wholes] == [line for line in lines if line]
