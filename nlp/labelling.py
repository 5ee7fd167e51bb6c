"""Labels names, places and dates just as spaCy's recogniser does, in less time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span

RECOGNIZER = "ner"
_FACTORY = "claimwire_labelling"
_FEATURES = 3  # of a state: the word, the first of the open entity, the one before
_OPENING, _GOING_ON, _CLOSING, _ALONE, _NONE = "B-", "I-", "L-", "U-", "O"

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


class Labelling:
    """The recogniser's own weights, without its way of deciding.

    spaCy takes Python's lock some hundred times for each word to ask which of 74 moves are
    allowed. Outside an entity a word's score depends on no earlier decision, so that all words
    are scored in one product; only the inside of entities is decided word by word, and there
    two moves are left. Decisions, and so labels, are spaCy's (tests/test_nlp_labelling.py).
    """

    def __init__(self, recognizer: Any) -> None:  # noqa: ANN401 - compiled, and ships no types
        model, system = recognizer.model, recognizer.moves
        moves = [system.get_class_name(place) for place in range(system.n_moves)]
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._vectors = model.get_ref("tok2vec")
        self._features: Numbers = lower.get_param("W")
        self._bias: Numbers = lower.get_param("b")
        self._absent: Numbers = lower.get_param("pad")[0]
        self._moves: Numbers = upper.get_param("W")
        self._move_bias: Numbers = upper.get_param("b")
        self._names = moves
        self._number = {move: place for place, move in enumerate(moves)}
        self._opening = np.array([move.startswith(_OPENING) for move in moves])
        # spaCy's own "U-", without a label, is for words that were labelled beforehand.
        self._alone = np.array([move.startswith(_ALONE) and move != _ALONE for move in moves])
        self._outside = self._opening | self._alone | np.array([move == _NONE for move in moves])

    def __call__(self, doc: Doc) -> Doc:
        """Label one document, whose sentences are known."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Label documents in batches, as any part of spaCy's pipeline does."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._label([doc for doc in batch if len(doc)])
            yield from batch

    def _label(self, docs: Sequence[Doc]) -> None:
        if not docs:
            return
        vectors: Numbers = self._vectors.predict(docs)
        shape = (len(vectors), *self._features.shape[:3])
        weights = self._features.reshape(-1, self._features.shape[3])
        read = (vectors @ weights.T).reshape(shape)
        ends = np.cumsum([len(doc) for doc in docs])
        space, closed = _spaces(docs), _closed(docs)
        chosen = self._chosen(read, space, closed)
        for doc, end in zip(docs, ends, strict=True):
            start = int(end) - len(doc)
            here = slice(start, int(end))
            spans = self._spans(doc, read[here], chosen[here], closed[here])
            doc.set_ents(list(spans), default="outside")

    def _chosen(self, read: Numbers, space: Flags, closed: Flags) -> npt.NDArray[np.intp]:
        """The best move at each word if no entity is open there."""
        state = read[:, 0] + (self._absent[1] + self._absent[2] + self._bias)
        scores = state.max(axis=2) @ self._moves.T + self._move_bias
        scores[:, ~self._outside] = -np.inf
        scores[np.ix_(closed | space, self._opening)] = -np.inf
        scores[np.ix_(space, self._alone)] = -np.inf
        best: npt.NDArray[np.intp] = scores.argmax(axis=1)
        return best

    def _spans(
        self, doc: Doc, read: Numbers, chosen: npt.NDArray[np.intp], closed: Flags
    ) -> Iterator[Span]:
        end = 0
        for start in np.flatnonzero(chosen != self._number[_NONE]).tolist():
            if start < end:
                continue
            move = self._names[chosen[start]]
            alone = move.startswith(_ALONE)
            label = move.removeprefix(_ALONE if alone else _OPENING)
            end = start + 1 if alone else self._end(read, closed, start, label)
            yield Span(doc, start, end, label=label)

    def _end(self, read: Numbers, closed: Flags, start: int, label: str) -> int:
        """Where the entity ends that was opened at `start`."""
        two = [self._number[_GOING_ON + label], self._number[_CLOSING + label]]
        moves, bias = self._moves[two], self._move_bias[two]
        opened = read[start, 1] + self._bias
        for place in range(start + 1, len(read)):
            state = read[place, 0] + opened + read[place - 1, 2]
            goes_on, closes = moves @ state.max(axis=1) + bias
            if closed[place] or closes > goes_on:
                return place + 1
        return len(read)


def _spaces(docs: Sequence[Doc]) -> Flags:
    return np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(np.bool_)


def _closed(docs: Sequence[Doc]) -> Flags:
    """Whether a word is a sentence's last, across which no entity goes on."""
    starts = [doc.to_array("SENT_START") == 1 for doc in docs]
    return np.concatenate([np.append(each[1:], True) for each in starts])


@Language.factory(_FACTORY)
def _made(nlp: Language, name: str) -> Labelling:  # noqa: ARG001 - spaCy's signature
    return Labelling(nlp.get_pipe(RECOGNIZER))


def label_faster(nlp: Language) -> None:
    """Decide in place of the recogniser, where its model is of the known shape."""
    if RECOGNIZER not in nlp.pipe_names:
        return
    recognizer: Any = nlp.get_pipe(RECOGNIZER)
    model = recognizer.model
    if not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
        return
    if model.get_ref("lower").get_dim("nF") != _FEATURES:
        return
    nlp.add_pipe(_FACTORY, after=RECOGNIZER)
    nlp.remove_pipe(RECOGNIZER)
