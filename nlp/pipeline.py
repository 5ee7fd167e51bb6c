"""Reads an article: the only translator from spaCy's documents to our findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from spacy.about import __version__ as SPACY_VERSION  # noqa: N812 - a constant, by any name
from spacy.language import Language

from nlp.analysis import Analysis
from nlp.assembly import Findings, assemble
from nlp.attributions.grammar.cues import Lexicon, lexicon
from nlp.attributions.marks.reading import Passage, Reading
from nlp.faults import RULES_FAULTS, TextRefused
from nlp.model import load_model
from nlp.pieces import Piece, cut

RULES_VERSION = "19"
BATCH_CHARACTERS = 20_000  # of one article that the model reads at once: bounds its memory
TEXTS_PER_ZONE = 16  # articles whose vocabulary is kept before it is forgotten

Bounds = tuple[int, int]


def load(model: str | None = None) -> Pipeline:
    """The pipeline over the spaCy model `model` (package or path; the locked one by default).

    Raises ModelUnavailable.
    """
    return Pipeline(load_model(model), lexicon())


class Pipeline:
    """Finds attributions, figures, measures and names; the same text gives the same result."""

    def __init__(self, nlp: Language, words: Lexicon) -> None:
        self._nlp = nlp
        self._words = words
        meta = nlp.meta
        self.version = (
            f"claimwire {RULES_VERSION}, {meta['lang']}_{meta['name']} {meta['version']},"
            f" spacy {SPACY_VERSION}"
        )

    def analyze(
        self, text: str, published: date | None = None, aside: Sequence[Bounds] = ()
    ) -> Analysis:
        """All findings of one text.

        `published` resolves words like "Thursday"; findings that touch a stretch in
        `aside` (a contact line, say) are left out. Raises TextRefused.
        """
        with self._nlp.memory_zone():
            return self._analyze(text, published, aside)

    def analyze_many(self, texts: Iterable[str]) -> Iterator[Analysis | TextRefused]:
        """One result a text, in order; a text that is refused, or that a rule of ours fails on,
        gives its refusal, and the rest go on.
        """
        waiting = iter(texts)
        while batch := list(islice(waiting, TEXTS_PER_ZONE)):
            with self._nlp.memory_zone():
                results = [self._analyze_or_refuse(text) for text in batch]
            yield from results

    def _analyze_or_refuse(self, text: str) -> Analysis | TextRefused:
        try:
            return self._analyze(text, None, ())
        except TextRefused as refusal:
            return refusal
        except RULES_FAULTS as fault:
            trouble = f"{type(fault).__name__}: {fault}"
            return TextRefused(
                f"A rule failed on this text ({trouble}). Please report it with the text."
            )

    def read(self, text: str) -> Reading:
        """The parsed text before any finding; only for use inside a memory zone or a script."""
        return Reading(text, list(self._passages(cut(text))))

    def _analyze(self, text: str, published: date | None, aside: Sequence[Bounds]) -> Analysis:
        reading = self.read(text)
        found: Findings = assemble(reading, self._words, published, aside)
        return Analysis(
            digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            pipeline=self.version,
            attributions=found.attributions,
            figures=found.figures,
            measures=found.measures,
            names=found.names,
        )

    def _passages(self, pieces: Sequence[Piece]) -> Iterator[Passage]:
        """The pieces, parsed; batches depend on this article alone, so results do too."""
        for batch in _batches(pieces):
            docs = self._nlp.pipe([p.text for p in batch], batch_size=len(batch))
            for piece, doc in zip(batch, docs, strict=True):
                yield Passage(offset=piece.start, doc=doc, paragraph=piece.paragraph)


def _batches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece.text) > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece.text)
    if batch:
        yield batch
