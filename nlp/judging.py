"""How findings fare that people judged one by one: kept where right, gone where wrong.

Such gold is partial: it says nothing of the rest of its text, so what is found there counts
neither for nor against anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.golds import Marked, MarkedArticle, Spans, Wrong
from nlp.scoring import MATCH, Item, item_maker, same_source


def judged_part(
    gold: Sequence[MarkedArticle], predicted: Sequence[MarkedArticle]
) -> list[MarkedArticle]:
    """The predictions without those attributions that partial gold does not judge.

    What shares words with a right finding, or repeats a wrong one, stays.
    """
    partial = {article.id: article for article in gold if article.partial}
    return [
        _within(partial[other.id], other) if other.id in partial else other for other in predicted
    ]


def _within(article: MarkedArticle, predicted: MarkedArticle) -> MarkedArticle:
    right = {word for item in _items(article, article.attributions) for word in item.words}
    wrong = _wrong_items(article)
    kept = tuple(
        item.marked
        for item in _items(article, predicted.attributions)
        if item.words & right or any(_repeats(item, bad, mistake) for bad, mistake in wrong)
    )
    return replace(predicted, attributions=kept)


def judged_lines(
    gold: Sequence[MarkedArticle], predicted: Sequence[MarkedArticle]
) -> Iterator[str]:
    """What became of judged figures and measures, and of all that was called wrong.

    Right attributions are in the table. No line where nothing was judged.
    """
    nothing = MarkedArticle(id="", text="", attributions=())
    found = {article.id: article for article in predicted}
    pairs = [(one, found.get(one.id, nothing)) for one in gold if one.partial]
    figures = [(span in other.figures) for one, other in pairs for span in one.figures]
    measures = [(span in other.measures) for one, other in pairs for span in one.measures]
    for noun, kept in (("figures", figures), ("measures", measures)):
        if kept:
            yield f"{noun} called right: {len(kept)}, still found {sum(kept)}"
    again = [result for one, other in pairs for result in _outcomes(one, other)]
    if again:
        yield f"findings called wrong: {len(again)}, found like this again {_count(again)}"
    for mistake in sorted({mistake for mistake, _ in again}):
        some = [one for one in again if one[0] == mistake]
        yield f"  {mistake}: {len(some)}, again {_count(some)}"


def _count(outcomes: Sequence[tuple[str, bool]]) -> int:
    return sum(repeated for _, repeated in outcomes)


def _outcomes(article: MarkedArticle, predicted: MarkedArticle) -> Iterator[tuple[str, bool]]:
    """Each mistake that was named in an article, and whether a prediction makes it again."""
    items = _items(article, predicted.attributions)
    for bad, mistake in _wrong_items(article):
        yield mistake, any(_repeats(item, bad, mistake) for item in items)
    for wrong in article.wrong:
        if wrong.figure is not None:
            yield wrong.mistake, _stands(wrong, wrong.figure, predicted.figures)
        if wrong.measure is not None:
            yield wrong.mistake, _stands(wrong, wrong.measure, predicted.measures)


def _stands(wrong: Wrong, place: tuple[int, int], found: Spans) -> bool:
    if wrong.mistake == "not-a-claim":
        return any(start < place[1] and place[0] < end for start, end in found)
    return place in found


def _items(article: MarkedArticle, marks: Sequence[Marked]) -> list[Item]:
    make = item_maker(article.text)
    return [item for mark in marks if (item := make(mark)) is not None]


def _wrong_items(article: MarkedArticle) -> list[tuple[Item, str]]:
    """The attributions that were called wrong, each with its mistake."""
    make = item_maker(article.text)
    return [
        (item, wrong.mistake)
        for wrong in article.wrong
        if wrong.attribution is not None and (item := make(wrong.attribution)) is not None
    ]


def _repeats(found: Item, bad: Item, mistake: str) -> bool:
    """Whether an attribution has the words, or the speaker, that were called wrong."""
    if mistake == "words":
        return found.words == bad.words
    if bad.overlap(found) < MATCH:
        return False
    return mistake != "speaker" or _same_speakers(bad, found)


def _same_speakers(one: Item, other: Item) -> bool:
    """By resolved names where both have them: who is meant may be wrong while the words are not."""
    if one.marked.speakers and other.marked.speakers:
        return set(one.marked.speakers) == set(other.marked.speakers)
    return same_source(one, other)
