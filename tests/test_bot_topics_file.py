"""A newsroom's own topics: a file, and each is a command everywhere, without a line of code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom_samples import ANALYSES, TRUCE, newsroom, request

from bot.articles.ingest import ingest
from bot.own_lists.topics_file import NAME, read
from bot.platforms.slack.manifest import manifest
from handlers.commands import answer, commands_of
from handlers.errors import Refused
from handlers.newsroom import ParsedArticle
from handlers.ports import World
from handlers.showing.plaintext import render
from nlp.analysis import Analysis
from nlp.topics import SHIPPED, Topics

OWN = """
[[topic]]
name = "Trade embargo"
key = "embargo"
words = ["embargo|embargoes"]
patterns = ["# days"]
leads = ["said"]

[[topic]]
key = "status"
title = "wheat"
words = ["wheat"]
"""


class Reader:
    """Reads every file as the article on the truce, and counts how often."""

    version = "1"

    def __init__(self) -> None:
        self.times = 0

    async def read(self, name: str, _data: bytes) -> tuple[ParsedArticle, Analysis]:
        """The article and its findings, whatever the bytes."""
        self.times += 1
        return replace(TRUCE, source=name), ANALYSES[0][1]()


def own(folder: Path, content: str = OWN) -> Topics:
    """The topics of a data folder with this file."""
    (folder / NAME).write_text(content, encoding="utf-8")
    return read(folder)


async def told(folder: Path, topics: Topics, reader: Reader, world: World) -> list[str]:
    """How each of the folder's files was taken in."""
    lines = ingest([folder], reader, world.store, world.clock, topics=topics)
    return [str(line.outcome) async for line in lines]


def test_without_a_file_there_are_those_that_ship(tmp_path: Path) -> None:
    """No file, or one with nothing in it, adds nothing and has no article read again."""
    assert read(tmp_path) == SHIPPED
    empty = own(tmp_path, "# none yet\n")
    assert (empty.every, empty.digest) == (SHIPPED.every, "")


async def test_a_topic_is_a_command_with_help(tmp_path: Path) -> None:
    """It answers, is in help and in the one line, and may be named in any question."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("any", encoding="utf-8")
    plain, _, _ = await newsroom(empty=True)
    world = replace(plain, topics=own(tmp_path))
    reader = Reader()
    assert await told(articles, world.topics, reader, world) == ["added"]
    for line in ("/embargo", "embargo", "/claims trade embargo", "about:embargo", "/emargo"):
        shown = render(await answer(request(line), world))
        assert "rade embargo: " in shown
        assert "We never wanted an embargo" in shown
        assert "the truce would hold for 90 days" in shown
    assert "without China: 1 claim " in render(await answer(request("/embargo -china"), world))
    shown = render(await answer(request("/help"), world))
    assert "/embargo [COUNTRY or words]  Everything about Trade embargo" in shown
    assert "Example  /embargo United States" in render(
        await answer(request("/help embargo"), world)
    )
    assert "“embargo”" in render(await answer(request("embargo"), plain))


async def test_articles_are_read_again_when_the_topics_change(tmp_path: Path) -> None:
    """The file's own words decide: changed, added or gone, its topics hold for old articles too."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("any", encoding="utf-8")
    world, _, _ = await newsroom(empty=True)
    reader = Reader()
    await told(articles, SHIPPED, reader, world)
    assert not (await answer(request("/embargo"), replace(world, topics=own(tmp_path)))).total
    for topics, times in ((read(tmp_path), 2), (read(tmp_path), 2), (SHIPPED, 3)):
        await told(articles, topics, reader, world)
        assert reader.times == times
        known = {known.key for known in await world.store.known_topics()}
        assert ("embargo" in known) == bool(topics.digest)


def test_slack_is_offered_the_topics(tmp_path: Path) -> None:
    """The manifest has each, and one that Slack keeps to itself goes by its other name."""
    slashes = json.loads(manifest(topics=own(tmp_path)))["features"]["slash_commands"]
    offered = {each["command"]: each for each in slashes}
    assert offered["/embargo"]["usage_hint"] == "[COUNTRY or words]"
    assert (
        offered["/topic-status"]["description"]
        == "Everything about wheat: measures, figures, words."
    )
    assert "/status" not in offered
    assert len(slashes) == len(commands_of(SHIPPED)) + 2


async def test_the_other_name_is_the_same_command(tmp_path: Path) -> None:
    """What Slack sends for a reserved name is answered as the topic."""
    world = replace((await newsroom())[0], topics=own(tmp_path))
    assert "heat" in (await answer(request("/topic-status"), world)).headline
    assert not (await answer(request("/help topic-status"), world)).refused


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[topic]]\nkey = 'soy'\n", 'the topic soy needs words = ["..."]'),
        ("[[topic]]\nkey = 'Soy!'\nwords = ['soy']\n", "small letters"),
        ("[[topic]]\nkey = 'help'\nwords = ['help']\n", "/help is a command already"),
        ("[[topic]]\nkey = 'whois'\nwords = ['help']\n", "/whois is a command already"),
        ("[[topic]]\nkey = 'steel'\nwords = ['iron']\n", "two topics have the key steel"),
        ("topic = 'soy'", "nothing but"),
        ("[[topic", "is no list of topics"),
        ("a = " + "[" * 20_000, "is no list of topics|nested too deep"),
        ("#" * 1_000_001, "larger than 1,000,000 bytes"),
    ],
)
def test_a_bad_file_is_refused_with_one_sentence(tmp_path: Path, content: str, says: str) -> None:
    """It names the file and the fault."""
    with pytest.raises(Refused) as refusal:
        own(tmp_path, content)
    assert NAME in str(refusal.value)
    assert any(part in str(refusal.value) for part in says.split("|"))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, and a folder of that name."""
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="is no list of topics"):
        read(tmp_path)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises(Refused, match="cannot be read"):
        read(tmp_path)
