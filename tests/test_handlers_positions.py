"""Which side somebody's words take, and whether two articles tell of one matter."""

from __future__ import annotations

from datetime import date

import pytest
from newsroom_samples import analysis, keep, newsroom, request, said

from handlers.commands import answer
from handlers.matters.positions import position
from handlers.newsroom import ParsedArticle, Published
from handlers.showing.plaintext import render
from nlp.analysis import Attribution, AttributionKind, Modality, Precision

WHO = "Ada Quill"
FIRST = "Kenya plans a toll on barley ships in the outer harbor"
THEN = "Toll on Kenya’s barley ships wins a friend in the outer harbor"


def told(words: str, cue: str = "said") -> Attribution:
    """Words of hers; with a cue that is no "said", a position of hers."""
    sided = cue != "said"
    return said(
        f"{WHO} {cue} {words}.",
        (words,),
        WHO,
        WHO,
        cue,
        kind=AttributionKind.POSITION if sided else AttributionKind.INDIRECT,
        modality=Modality.DENIED if cue in ("oppose", "reject") else Modality.STATED,
    )


@pytest.mark.parametrize(
    ("words", "side", "shown"),
    [
        ("she now supports it", True, "now supports it"),
        ("she supports the toll on barley", True, "supports the toll on barley"),
        ("she does not support the toll", False, "does not support the toll"),
        ("she no longer opposes the toll", True, "no longer opposes the toll"),
        ("Quill rules out a toll", False, "rules out a toll"),
        ("she is open to a toll if ships pay", True, "is open to a toll"),
        ("“We’re open to exemptions for small boats”", True, "are open to exemptions for small"),
        ("“There will be no exemptions”", False, "will be no exemptions"),
        ("“I won’t vote for the toll”", False, "will not vote for the toll"),
        ("she would vote against the bill", False, "would vote against the bill"),
        ("she is against the toll", False, "is against the toll"),
        ("the toll would not be delayed by a day", False, "would not be delayed"),
        ("the port has delayed the toll", True, "has delayed the toll"),
        ("the mayor supports the toll", None, ""),  # not her own side
        ("the sea was calm", None, ""),
        ("it is for the court to say", None, ""),
    ],
)
def test_the_side_that_words_take(words: str, side: object, shown: str) -> None:
    """By a verb of theirs, by what will be or not, and by what is done after all."""
    found = position(told(words))
    assert (found.favors if found else None) is side
    assert (found.words if found else "").startswith(shown)


def test_a_cue_takes_its_side_whatever_its_mood() -> None:
    """The extractor calls opposition a denial: that does not turn it round."""
    for cue, favors in (("oppose", False), ("reject", False), ("support", True), ("want", True)):
        found = position(told("the toll", cue))
        assert found is not None
        assert found.favors is favors


async def changed(first: str, cue: str, then: str, *, story: str = THEN) -> str:
    """What is told of her by two articles: a position or words, and words a month later."""
    world, store, _ = await newsroom(empty=True)
    for number, (headline, words, verb) in enumerate(((FIRST, first, cue), (story, then, "said"))):
        text = f"{headline}.\n{WHO} {verb} {words}."
        parsed = ParsedArticle(
            source=f"{number}.txt",
            text=text,
            headline=headline,
            outlet="Harbor Today",
            published=Published(day=date(2026, 1 + number, 5), precision=Precision.DAY),
        )
        sided = verb != "said"
        kind = AttributionKind.POSITION if sided else AttributionKind.INDIRECT
        mood = Modality.DENIED if sided else Modality.STATED
        found = said(text, (words,), WHO, WHO, verb, kind=kind, modality=mood)
        await keep(store, parsed, analysis(parsed, found))
    return render(await answer(request("/changed quill"), world))


@pytest.mark.parametrize(
    ("first", "cue", "then", "shown"),
    [
        ("the toll", "oppose", "she now supports it", "oppose the toll → now supports it"),
        ("the toll", "oppose", "she supports the toll on barley ships", "→ supports the toll on"),
        (
            "there will be no exemptions",
            "said",
            "she is open to exemptions for ships",
            "will be no exemptions → is open to exemptions for ships",
        ),
        ("it will not be delayed", "said", "the port has delayed the toll", "→ has delayed"),
        ("she rules out a toll", "said", "she would consider a toll", "→ would consider a toll"),
        ("she expects no fall in prices", "said", "she expects a fall in prices", "→ affirmed"),
        (
            "the port will take 20 ships over three weeks",
            "said",
            "the port will take 30 ships over three weeks",
            "another number: 20 ships → 30 ships",
        ),
        ("inflation would fall to 3%", "said", "inflation would fall to 4%", "3% → 4%"),
        ("calls for a toll", "reject", "she supports a toll", "→ supports a toll"),
        ("fees will rise by 2% on barley", "said", "fees will rise by 3% on barley", "2% → 3%"),
    ],
)
async def test_another_side_than_before(first: str, cue: str, then: str, shown: str) -> None:
    """Both receipts, the older first, and what turned, in the words of both."""
    text = await changed(first, cue, then)
    assert shown in text
    assert text.index("5 January 2026") < text.index("5 February 2026")


@pytest.mark.parametrize(
    ("first", "cue", "then"),
    [
        ("the toll", "oppose", "she opposes the toll on barley ships"),
        ("the toll", "oppose", "she now supports the museum"),
        ("the toll on salt", "oppose", "she now supports the toll on barley"),
        ("there will be no exemptions", "said", "she is open to questions"),
        ("the toll would not be delayed", "said", "the port has delayed the parade"),
        ("six people left the port", "said", "two of the six people came back to the port"),
        ("we will not wait for ships", "said", "we will not wait for ships. Nothing has changed"),
    ],
)
async def test_in_doubt_nothing_has_changed(first: str, cue: str, then: str) -> None:
    """Another matter, the same side, a number beside the old one, more of the same words."""
    assert "nothing is told in another way" in await changed(first, cue, then)


async def test_a_bare_word_needs_one_story() -> None:
    """ "The toll" here is not "the toll" of another country's story."""
    other = "Peru’s miners ask for a road toll in the mountains"
    assert "nothing is told" in await changed("the toll", "oppose", "she supports it", story=other)
