"""How well predicted attributions agree with gold ones: precision, recall, F1.

A span is the set of its words; punctuation and quotation marks do not count. Matching is
one to one, best overlap first. An attribution is right when its content overlaps the gold
by at least 0.8 (shared words over all words) and the source's head word lies in both.
Direct, mixed and indirect are told apart by the text's own quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from nlp.golds import Marked, MarkedArticle, Spans

MATCH = 0.8
DIRECT_SHARE = 0.95
KINDS = ("all", "direct", "mixed", "indirect")
_WORD = re.compile(r"\w+(?:['’\-/.]\w+)*")
_MARK = re.compile("[\u201c\u201d\u201e\u201f\"]|``|''")
_OPENING = frozenset({"\u201c", "\u201e", "``"})
_CLOSING = frozenset({"\u201d", "\u201f", "''"})
_NAME_ENDS = re.compile(r",| \(| who | which | that | of | in | from | at | on | for | with | by ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A marked attribution as sets of words."""

    marked: Marked
    words: frozenset[int]
    kind: str  # direct, mixed or indirect, by the quotation marks
    head: tuple[int, int] | None  # of the source

    def overlap(self, other: Item) -> float:
        """Shared words over all words of the two contents."""
        return len(self.words & other.words) / len(self.words | other.words)


@dataclass(slots=True)
class Tally:
    """Counts of one metric: right and asked on either side."""

    predicted: int = 0
    gold: int = 0
    right_predicted: int = 0
    right_gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Report:
    """All counts of one run, with what was missed and what was wrong."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    speaker_asked: Counter[str] = field(default_factory=Counter)
    speaker_right: Counter[str] = field(default_factory=Counter)
    name_asked: int = 0
    name_right: int = 0
    bins: dict[int, list[int]] = field(default_factory=dict)  # tenths → [stored, right]
    missed: list[tuple[MarkedArticle, Marked]] = field(default_factory=list)
    wrong: list[tuple[MarkedArticle, Marked]] = field(default_factory=list)
    misnamed: list[tuple[MarkedArticle, Marked, Marked]] = field(default_factory=list)

    def tally(self, metric: str, kind: str) -> Tally:
        """The counts of a metric for one kind or for "all"."""
        return self.tallies.setdefault((metric, kind), Tally())


def score(gold: Sequence[MarkedArticle], predicted: Sequence[MarkedArticle]) -> Report:
    """Compares predictions with gold, article by article; a missing article predicts nothing."""
    found = {article.id: article for article in predicted}
    report = Report()
    for article in gold:
        other = found.get(article.id)
        _score_article(report, article, () if other is None else other.attributions)
    return report


def _score_article(report: Report, article: MarkedArticle, predicted: Iterable[Marked]) -> None:
    make = item_maker(article.text)
    golds = [item for a in article.attributions if (item := make(a)) is not None]
    founds = [item for a in _merged(predicted) if (item := make(a)) is not None]
    metrics: dict[str, Callable[[Item, Item], bool]] = {
        "content exact": lambda g, p: g.words == p.words,
        "content .8": lambda g, p: g.overlap(p) >= MATCH,
        "attribution .8": lambda g, p: g.overlap(p) >= MATCH and same_source(g, p),
    }
    for name, accepts in metrics.items():
        pairs = _pairs(golds, founds, accepts)
        _count(report, name, golds, founds, pairs)
        if name == "content .8":
            _count_speakers(report, article, golds, founds, pairs)
    _list_errors(report, article, golds, founds, pairs)


def item_maker(text: str) -> Callable[[Marked], Item | None]:
    """A function from spans to word sets, with the text's words and quotations found once."""
    words = [m.span() for m in _WORD.finditer(text)]
    starts, ends = [s for s, _ in words], [e for _, e in words]
    quoted = _letters_quoted(text)

    def make(marked: Marked) -> Item | None:
        inside: set[int] = set()
        for start, end in marked.content:
            inside.update(range(bisect_right(ends, start), bisect_left(starts, end)))
        if not inside:
            return None
        kind = _kind(text, marked.content, quoted)
        head = _head(text, marked.source)
        return Item(marked=marked, words=frozenset(inside), kind=kind, head=head)

    return make


def _letters_quoted(text: str) -> bytearray:
    """1 where a character is quoted, by the plain rules that published figures rest on.

    Unlike `nlp.attributions.marks.quotes`, a typewriter's '' never opens and no mark is judged
    by its place.
    """
    mask = bytearray(len(text))
    for line in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in _MARK.finditer(text, *line.span()):
            if opened is None and mark.group() not in _CLOSING:
                opened = mark.start()
            elif opened is not None and mark.group() not in _OPENING:
                mask[opened : mark.end()] = b"\1" * (mark.end() - opened)
                opened = None
        if opened is not None:
            mask[opened : line.end()] = b"\1" * (line.end() - opened)
    return mask


def _kind(text: str, content: Spans, quoted: bytearray) -> str:
    letters = [k for start, end in content for k in range(start, end) if text[k].isalnum()]
    share = sum(quoted[k] for k in letters) / len(letters) if letters else 0.0
    return "direct" if share >= DIRECT_SHARE else "mixed" if share else "indirect"


def _head(text: str, source: Spans) -> tuple[int, int] | None:
    """The last word of the name before what describes it."""
    if not source:
        return None
    start, end = source[0]
    cut = _NAME_ENDS.search(text, start + 1, end)
    name = [m.span() for m in _WORD.finditer(text, start, cut.start() if cut else end)]
    if name:
        return name[-1]
    rest = [m.span() for m in _WORD.finditer(text, start, end)]
    return rest[-1] if rest else (start, end)


def same_source(one: Item, other: Item) -> bool:
    """Whether the sources' heads lie in each other; by name where the gold marks no words."""
    named = one.marked.speakers
    if named and not one.marked.source:
        return set(named) == set(other.marked.speakers or ())
    if one.head is None or other.head is None:
        return one.head is None and other.head is None
    return _holds(one.marked.source, other.head) and _holds(other.marked.source, one.head)


def _holds(spans: Spans, head: tuple[int, int]) -> bool:
    return any(start < head[1] and head[0] < end for start, end in spans)


def _merged(predicted: Iterable[Marked]) -> list[Marked]:
    """Predictions that share one cue and source are one attribution."""
    by_key: dict[tuple[Spans, Spans], int] = {}
    out: list[Marked] = []
    for marked in predicted:
        key = (marked.cue, marked.source)
        if marked.cue and key in by_key:
            earlier = out[by_key[key]]
            joined = tuple(sorted(earlier.content + marked.content))
            out[by_key[key]] = replace(earlier, content=joined)
        else:
            by_key[key] = len(out)
            out.append(marked)
    return out


def _pairs(
    golds: Sequence[Item], founds: Sequence[Item], accepts: Callable[[Item, Item], bool]
) -> list[tuple[int, int]]:
    """Accepted pairs, each item at most once, best overlap first."""
    candidates = sorted(
        (
            (g.overlap(p), i, j)
            for i, g in enumerate(golds)
            for j, p in enumerate(founds)
            if g.words & p.words and accepts(g, p)
        ),
        key=lambda c: -c[0],
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in candidates:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def _count(
    report: Report,
    metric: str,
    golds: Sequence[Item],
    founds: Sequence[Item],
    pairs: Sequence[tuple[int, int]],
) -> None:
    for gold in golds:
        for kind in ("all", gold.kind):
            report.tally(metric, kind).gold += 1
    for found in founds:
        for kind in ("all", found.kind):
            report.tally(metric, kind).predicted += 1
    for i, j in pairs:
        for kind in ("all", golds[i].kind):
            report.tally(metric, kind).right_gold += 1
        for kind in ("all", founds[j].kind):
            report.tally(metric, kind).right_predicted += 1


def _count_speakers(
    report: Report,
    article: MarkedArticle,
    golds: Sequence[Item],
    founds: Sequence[Item],
    pairs: Sequence[tuple[int, int]],
) -> None:
    """Of the contents found, how many have the right source, and the right resolved names."""
    for i, j in pairs:
        gold, found = golds[i], founds[j]
        right = same_source(gold, found)
        for kind in ("all", gold.kind):
            report.speaker_asked[kind] += 1
            report.speaker_right[kind] += right
        if gold.marked.speakers is not None and found.marked.speakers is not None:
            report.name_asked += 1
            if set(gold.marked.speakers) == set(found.marked.speakers):
                report.name_right += 1
            else:
                report.misnamed.append((article, gold.marked, found.marked))


def _list_errors(
    report: Report,
    article: MarkedArticle,
    golds: Sequence[Item],
    founds: Sequence[Item],
    pairs: Sequence[tuple[int, int]],
) -> None:
    hit_golds = {i for i, _ in pairs}
    hit_founds = {j for _, j in pairs}
    report.missed += [(article, g.marked) for i, g in enumerate(golds) if i not in hit_golds]
    report.wrong += [(article, p.marked) for j, p in enumerate(founds) if j not in hit_founds]
    for j, found in enumerate(founds):
        if found.marked.confidence is not None:
            tenth = min(9, int(found.marked.confidence * 10))
            stored = report.bins.setdefault(tenth, [0, 0])
            stored[0] += 1
            stored[1] += j in hit_founds
