"""Counts how often each word in each construction was an attribution.

    python -m nlp.counting GOLD.jsonl.gz > nlp/lexicons/cue_counts.toml

Every candidate the grammar and the quotations give is compared with the gold: right when
its content overlaps a gold content by at least 0.8 and its source's head lies in the gold
source. Only the counts are kept, none of the text.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from nlp.attributions.choice.drafts import Draft
from nlp.attributions.constructions.phrases import name_span
from nlp.attributions.drafting import draft_attributions
from nlp.attributions.grammar.cues import SURFACE, lexicon, smoothed_average
from nlp.attributions.marks.reading import place_of
from nlp.golds import Marked, MarkedArticle, read_articles
from nlp.pipeline import Pipeline, load
from nlp.scoring import MATCH, item_maker, same_source

LEAST_FRAME = 5  # a frame seen less often is not listed
LEAST_EXPECTED = 0.5  # a cue never right is listed where its frame made us expect this many
HEADER = """\
# Counted, not written: how often each word in each construction was an attribution, as
# [candidates seen, candidates right]; under [totals] how often by the averages of its
# constructions and how often in fact, as [expected, right]. Counted by
# `python -m nlp.counting` over the training part of PolNeAR (840 articles of political
# news, 2015-16), of which no text is kept.
"""
_WORD = re.compile(r"[a-z-]+")

Key = tuple[str, str]


def count(pipeline: Pipeline, articles: list[MarkedArticle]) -> tuple[Counter[Key], Counter[Key]]:
    """How often each (lemma, frame) was seen, and how often it was right."""
    seen: Counter[Key] = Counter()
    right: Counter[Key] = Counter()
    words = lexicon()
    for article in articles:
        reading = pipeline.read(article.text)
        make = item_maker(article.text)
        golds = [item for a in article.attributions if (item := make(a)) is not None]
        for draft in draft_attributions(reading, words):
            found = make(_marked(draft))
            if found is None:
                continue
            key = draft.lemma, draft.frame
            seen[key] += 1
            near = (g for g in golds if g.words & found.words)
            right[key] += any(g.overlap(found) >= MATCH and same_source(g, found) for g in near)
    return seen, right


def _marked(draft: Draft) -> Marked:
    source: tuple[tuple[int, int], ...] = ()
    if draft.source is not None:
        source = (place_of(draft.passage, name_span(draft.source, draft.cue)),)
    return Marked(content=tuple(sorted(draft.contents)), source=source, cue=())


def as_toml(seen: Mapping[Key, int], right: Mapping[Key, int]) -> Iterator[str]:
    """The counts as the lines of `cue_counts.toml`."""
    frame_seen: Counter[str] = Counter()
    frame_right: Counter[str] = Counter()
    for (lemma, frame), n in seen.items():
        frame_seen[frame] += n
        frame_right[frame] += right[lemma, frame]
    yield HEADER
    yield "[frames]"
    for frame, n in sorted(frame_seen.items()):
        if n >= LEAST_FRAME:
            yield f"{json.dumps(frame)} = [{n}, {frame_right[frame]}]"
    averages = {f: smoothed_average(n, frame_right[f]) for f, n in frame_seen.items()}
    yield "\n[cues]"
    yield from _cells(seen, right, averages)
    yield "\n[totals]"
    yield from _totals(seen, right, averages)


def _cells(
    seen: Mapping[Key, int], right: Mapping[Key, int], averages: Mapping[str, float]
) -> Iterator[str]:
    by_lemma: dict[str, list[str]] = {}
    for (lemma, frame), n in sorted(seen.items()):
        if right[lemma, frame] or n * averages[frame] >= LEAST_EXPECTED:
            cell = f"{json.dumps(frame)} = [{n}, {right[lemma, frame]}]"
            by_lemma.setdefault(lemma, []).append(cell)
    for lemma, cells in by_lemma.items():
        if _WORD.fullmatch(lemma):
            yield f"{json.dumps(lemma)} = {{ {', '.join(cells)} }}"


def _totals(
    seen: Mapping[Key, int], right: Mapping[Key, int], averages: Mapping[str, float]
) -> Iterator[str]:
    expected: dict[str, float] = {}
    rights: Counter[str] = Counter()
    for (lemma, frame), n in sorted(seen.items()):
        if not frame.startswith(SURFACE):
            expected[lemma] = expected.get(lemma, 0.0) + n * averages[frame]
            rights[lemma] += right[lemma, frame]
    for lemma, of_all in expected.items():
        if _WORD.fullmatch(lemma) and (rights[lemma] or of_all >= LEAST_EXPECTED):
            yield f"{json.dumps(lemma)} = [{of_all:.1f}, {rights[lemma]}]"


def main() -> int:
    """Writes the counts over the gold files named on the command line."""
    articles = [a for name in sys.argv[1:] for a in read_articles(Path(name))]
    seen, right = count(load(), articles)
    sys.stdout.write("\n".join(as_toml(seen, right)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
