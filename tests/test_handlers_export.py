"""Exports: complete, the same bytes each time, and harmless in whatever opens them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships no types
from markdown_it import MarkdownIt
from newsroom_samples import CHANNEL, TRUCE, analysis, keep, newsroom, request, said

from handlers.commands import answer
from handlers.exports import as_csv, as_markdown, asked_file
from handlers.newsroom import Held, ParsedArticle
from handlers.ports import Question, World
from handlers.reply import Reply
from handlers.showing.plaintext import clean

GOLDEN = Path(__file__).parent / "golden" / "export"
ENVOY = "bntquimv63"  # Mara Ellison's quotation, in two pieces


async def exported(line: str, world: World, **changes: object) -> Reply:
    """The answer to an export."""
    return await answer(request(line, **changes), world)


def table(reply: Reply) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(reply.files[0].data.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", [each.name for each in asked_file.FORMATS])
async def test_bytes_are_the_golden_ones(kind: str) -> None:
    """The same question at the same state gives the same bytes."""
    (file,) = await golden(kind)
    kept = GOLDEN / file[0]
    assert kept.read_bytes() == file[1]


async def golden(kind: str) -> list[tuple[str, bytes]]:
    """An export with reviewed and wrong findings, as (name, bytes)."""
    world, _, _ = await newsroom()
    for line in (f"/verify {ENVOY} Heard on the recording.", "/dispute b4ggbjya5q It was less."):
        await answer(request(line), world)
    reply = await exported(f"/export {kind}", world)
    return [(file.name, file.data) for file in reply.files]


async def test_every_claim_is_a_row_that_equals_its_article() -> None:
    """All that /claims counts; each passage stands at its offsets, with its source and day."""
    world, store, _ = await newsroom()
    reply = await exported("/export china csv", world)
    rows = table(reply)
    assert len(rows) == reply.total == (await exported("/claims china", world)).total == 6
    for each in rows:
        article = await store.article(each["article_id"])
        assert article is not None
        assert article.parsed.text[int(each["start"]) : int(each["end"])] == each["passage"]
        assert (each["headline"], each["outlet"]) == (
            article.parsed.headline,
            article.parsed.outlet,
        )
        assert each["as_of"] == "2025-08-01"
    denied = next(each for each in rows if each["cue"] == "denied")
    assert (denied["speaker"], denied["published"]) == ("Joan Ellison", "2025-06")
    assert denied["how_found"] == "by pronoun (“She”)"


async def test_json_is_strict_and_each_piece_has_its_place() -> None:
    """No NaN, no trailing comma; a broken quotation has two pieces."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    world, _, _ = await newsroom()
    reply = await exported("/export quotes ellison json", world)
    held = json.loads(reply.files[0].data, parse_constant=refuse)
    envoy = next(each for each in held["claims"] if each["id"] == ENVOY)
    assert [each["text"] for each in envoy["contents"]] == [
        "“We never wanted an embargo,”",
        "“We wanted balance.”",
    ]
    for each in (envoy, *envoy["contents"]):
        assert TRUCE.text[each["start"] : each["end"]] == each["text"]


@pytest.mark.parametrize(
    ("line", "query", "name"),
    [
        ("tariffs china csv", "tariffs china", "csv"),
        ("md tariffs china", "tariffs china", "md"),
        ("/quotes Ellison as MARKDOWN", "quotes Ellison", "md"),
        ("china .json", "china", "json"),
        ("claimreview", "", "claimreview"),
        ("china", "china", "csv"),
        ('"the csv file"', '"the csv file"', "csv"),
    ],
)
def test_the_format_stands_last_or_first(line: str, query: str, name: str) -> None:
    """Without one it is CSV; a quoted word is none."""
    found, kind = asked_file._read(line)
    assert (found, kind.name) == (query, name)


async def test_other_formats_and_nothing_found_say_what_to_do() -> None:
    """One sentence with what to type; nothing found brings no file."""
    world, _, _ = await newsroom()
    refused = await exported("/export tariffs xlsx", world)
    assert refused.refused
    assert "/export tariffs csv" in refused.headline
    assert not (await exported("/export wombats csv", world)).files
    assert (await exported("/export chnia csv", world)).notes[0].startswith("Nothing here matches")
    asked = await exported("export controls on china", world)
    assert not asked.files  # a question, not the command
    assert (await exported("export china csv", world)).files


async def test_as_of_holds_nothing_later() -> None:
    """Neither claims nor what was found out later."""
    world, _, _ = await newsroom()
    await answer(request("/dispute b4ggbjya5q It was less."), world)
    rows = table(await exported("/export csv as-of:2025-06-15", world))
    assert max(each["published"] for each in rows) < "2025-06-15"
    assert {each["status"] for each in rows} == {"unchecked"}
    assert {each["as_of"] for each in rows} == {"2025-06-15"}


async def test_no_other_workspace_sees_what_was_found_out() -> None:
    """Status, note and review leave with their own workspace only."""
    world, _, _ = await newsroom()
    await answer(request(f"/dispute {ENVOY} They deny it."), world)
    ours = (await exported("/export claimreview", world)).files[0].data
    assert b"They deny it." in ours
    assert b"ida" not in ours  # who reviewed it is nobody's business outside
    elsewhere = replace(CHANNEL, workspace="another desk")
    theirs = (await exported("/export claimreview", world, channel=elsewhere)).files[0].data
    assert b"They deny it." not in theirs
    assert b"ClaimReview" not in theirs


async def test_words_that_changed_are_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no longer stands in its article is in no file, and the answer says so."""
    world, store, _ = await newsroom()
    changed = replace(TRUCE, text=TRUCE.text.replace("30%", "31%"))
    newest = store.newest

    async def tampered(question: Question) -> tuple[tuple[Held, ...], str]:
        found, page = await newest(question)
        return tuple(
            replace(held, article=replace(held.article, parsed=changed))
            if held.article.parsed == TRUCE
            else held
            for held in found
        ), page

    monkeypatch.setattr(store, "newest", tampered)
    reply = await exported("/export truce kind:measure csv", world)
    assert table(reply) == []
    assert "1 claim is withheld" in reply.notes[0]


async def test_more_than_the_limit_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest ones up to the limit, and what to do for the rest."""
    monkeypatch.setattr(asked_file, "MOST", 4)
    monkeypatch.setattr(asked_file, "_PAGE", 3)
    world, _, _ = await newsroom()
    reply = await exported("/export csv", world)
    assert len(table(reply)) == 4
    assert "newest 4 claims at most" in reply.notes[0]
    everything = (await exported("/claims -wombats", world)).total
    assert reply.total == everything == 11


HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM", "−1"),
    *('"=1+1', "“=1+1", "'=1", " =1", "\u200b=1", "\ufeff=1", "\u00a0@x", '"\t=cmd|x', "”\n=1"),
)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_can_begin_a_formula(words: str) -> None:
    """A spreadsheet takes what an apostrophe leads for text."""
    assert as_csv.cell(words).startswith("'")


@pytest.mark.parametrize("words", ["a;=1+1", 'a,"=1', "a|-1", "a,＝1"])
def test_no_formula_begins_where_another_sign_divides(words: str) -> None:
    """Also where a spreadsheet cuts at semicolons."""
    assert as_csv.cell(words) == f"{words[:2]}'{words[2:]}"


@pytest.mark.parametrize("words", ["30 % - 40 %", "U.S.-China", "a, -5 percent", "1=1", "“We go"])
def test_plain_words_stay_as_they_are(words: str) -> None:
    """Only what could run is changed."""
    assert as_csv.cell(words) == words


@given(st.lists(st.text("=+-@\t\r\n\"',;|“ ab＝\u200b"), min_size=1, max_size=4))
def test_a_cell_stays_one_cell_and_never_a_formula(cells: list[str]) -> None:
    """Whatever the words: read back it is one line of as many cells, none of them live."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(map(as_csv.cell, cells))
    (back,) = csv.reader(io.StringIO(text.getvalue(), newline=""))
    assert len(back) == len(cells)
    for each in back:
        bare = each.lstrip(" \"“'\u200b")
        assert not bare or bare[0] not in "=+-@＝" or each.startswith("'")


MARKUP = (
    *("[a](https://x.example)", "![a](https://x.example/p.png)", "<script>alert(1)</script>"),
    *("**bold**", "_it_", "`code`", "~~gone~~", "# head", "- item", "1. item", "> quote", "+ item"),
    *(
        "<https://x.example>",
        "&lt;b&gt;",
        "a | b",
        "***",
        "---",
        "===",
        "<!--x-->",
        "[x]: http://y",
    ),
    *("line\n\n# head", "    code", "\\*not\\*", "$x$", "[^1]", "```"),
)


@pytest.mark.parametrize("words", MARKUP)
@pytest.mark.parametrize("before", ["", "> ", "## ", "- Source: "])
def test_markdown_shows_words_as_they_are(words: str, before: str) -> None:
    """A reader of Markdown shows the words, and finds nothing in them but words."""
    told = " ".join(clean(words).split())
    assert shown(before + as_markdown.escape(words)).removeprefix("Source: ") == told


@given(st.text("*_`[]()<>#&\\~|!:@.-+=$^1a \n"))
def test_any_words_are_plain_in_markdown(words: str) -> None:
    """No sign and no row of signs comes to life."""
    plain = shown(f"> {as_markdown.escape(words)}").replace("\u2060", "")
    assert plain.split() == clean(words).split()


def shown(markdown: str) -> str:
    """What a reader of Markdown shows; fails on anything that is more than plain text."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    words = []
    for token in reader.parse(markdown):
        for inner in token.children or ():
            assert inner.type in ("text", "text_special", "softbreak"), (inner.type, markdown)
            words.append(inner.content)
        assert token.type not in ("html_block", "fence", "code_block", "table_open", "hr"), markdown
    return " ".join("".join(words).split())


@pytest.mark.parametrize("words", ["hey @here", "@team go", "see #42", "nice :smile: one"])
def test_names_and_numbers_are_no_mentions(words: str) -> None:
    """A sign that nobody sees parts what would be looked for after all escapes."""
    escaped = as_markdown.escape(words)
    assert "\u2060" in escaped
    assert shown(escaped).replace("\u2060", "") == words


@pytest.mark.parametrize("words", ["https://x.example/a", "www.x.example", "a@b.example"])
def test_addresses_in_words_are_no_links(words: str) -> None:
    """Nothing is left that a reader would make a link of, with a scheme or without one."""
    escaped = as_markdown.escape(f"see {words} now")
    assert not re.search(r"https?://|www\.|[\w.+-]@\w", escaped)
    assert shown(escaped).replace("\u2060", "") == f"see {words} now"


async def test_a_hostile_article_exports_harmlessly() -> None:
    """Its headline, byline, outlet, address and words, in every format."""
    world, store, _ = await newsroom(empty=True)
    text = "“=HYPERLINK(1) [x](https://x.example) @here <b>” Bo Hale said."
    parsed = ParsedArticle(
        source="x.txt", headline="=cmd|' /C calc'!A0", byline="@everyone", outlet="+1 News",
        url="javascript:alert(1)", text=text,
    )  # fmt: skip
    quote = text.partition(" Bo")[0]
    await keep(store, parsed, analysis(parsed, said(text, (quote,), "Bo Hale", "Bo Hale", "said")))
    (cells,) = table(await exported("/export csv", world))
    assert [name for name, cell in cells.items() if cell.startswith("'")] == [
        "words", "passage", "headline", "outlet", "byline",
    ]  # fmt: skip
    markdown = (await exported("/export md", world)).files[0].data.decode()
    assert "link_open" not in {
        inner.type
        for token in MarkdownIt("commonmark").parse(markdown)
        for inner in token.children or ()
    }
    (node,) = json.loads((await exported("/export claimreview", world)).files[0].data)["@graph"]
    assert "url" not in node["appearance"]
    assert (await exported("/export csv", world)).files[0].name == "claimwire-all-2025-08-01.csv"


TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


def node(kind: str, required: tuple[str, ...] = (), **properties: object) -> dict[str, object]:
    """A node of schema.org that has no property but those of its type that we use."""
    return {
        "type": "object",
        "required": ["@type", *required],
        "properties": {"@type": {"const": kind}, "@id": TEXT, **properties},
        "additionalProperties": False,
    }


PERSON = node("Person", ("name",), name=TEXT, jobTitle=TEXT)
ORGANISATION = node("Organization", ("name",), name=TEXT)
AGENT = {"anyOf": [PERSON, ORGANISATION]}
VALUE = node("PropertyValue", ("propertyID", "value"), propertyID=TEXT, value={"type": "integer"})
ARTICLE = node(
    "NewsArticle",
    ("identifier", "hasPart"),
    identifier=TEXT, headline=TEXT, datePublished=DAY, creditText=TEXT, publisher=ORGANISATION,
    url={"type": "string", "pattern": "^https?://"},
    hasPart=node("Quotation", ("text", "identifier"), text=TEXT,
                 identifier={"type": "array", "items": VALUE, "minItems": 2, "maxItems": 2}),
)  # fmt: skip
CLAIM = node(
    "Claim",
    ("@id", "text", "appearance"),
    identifier=TEXT, text=TEXT, abstract=TEXT, appearance=ARTICLE,
    author={"anyOf": [AGENT, {"type": "array", "items": AGENT, "minItems": 2}]},
)  # fmt: skip
REVIEW = node(
    "ClaimReview",
    ("claimReviewed", "reviewRating", "itemReviewed", "datePublished"),
    claimReviewed=TEXT, datePublished=DAY, reviewBody=TEXT, itemReviewed=CLAIM,
    reviewRating=node("Rating", ("alternateName",), alternateName=TEXT),
)  # fmt: skip
JSON_LD = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {"type": "array", "items": {"anyOf": [CLAIM, REVIEW]}},
    },
    "additionalProperties": False,
}


async def test_claimreview_is_what_schema_org_describes() -> None:
    """Claims with their appearance; a review where there is one; wrong findings are none."""
    world, _, _ = await newsroom()
    for line in (f"/verify {ENVOY} On tape.", "/wrong b4ggbjya5q not-a-claim"):
        await answer(request(line), world)
    reply = await exported("/export claimreview", world)
    held = json.loads(reply.files[0].data)
    assert [each.message for each in Draft202012Validator(JSON_LD).iter_errors(held)] == []
    assert len(held["@graph"]) == reply.total - 1
    assert "Left out: 1 finding marked as wrong here." in reply.notes
    (review,) = [each for each in held["@graph"] if each["@type"] == "ClaimReview"]
    assert review["reviewRating"]["alternateName"] == "Verified"
    assert review["reviewBody"] == "On tape."
    assert review["itemReviewed"]["author"] == {
        "@type": "Person", "name": "Mara Ellison", "jobTitle": "Trade Envoy",
    }  # fmt: skip
