"""The sketch of a text, by datasketch: of its own prose, what it quotes left out.

Two reports of one briefing share what was said there. What makes copy is the prose
between: so each quotation counts as one word, the same for all.
"""

from __future__ import annotations

import re

from datasketch import MinHash

from nlp.sketches import PERMUTATIONS, Sketch

_RUN = 3  # words
_FEWEST = 8  # runs of prose: a text with fewer is taken with what it quotes
_SEED = 1
_QUOTED = re.compile(r"“[^“”\n]{1,2000}(?:”|$)|\"[^\"\n]{1,2000}(?:\"|$)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+|\x00")


def sketch(text: str) -> Sketch:
    """The sketch of a text; the same for the same words, whatever their signs and capitals."""
    runs = _runs(_QUOTED.sub(" \x00 ", text))
    if len(runs) < _FEWEST:
        runs = _runs(text)
    made = MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme="affine32")
    made.update_batch([run.encode() for run in sorted(runs)])
    return Sketch(runs=len(runs), signature=made.hashvalues.astype("<u4").tobytes())


def _runs(text: str) -> set[str]:
    """All runs of so many words; the few words of a shorter text are one."""
    words = _WORD.findall(text.casefold())
    last = max(len(words) - _RUN + 1, 1)
    return {" ".join(words[at : at + _RUN]) for at in range(last)} if words else set()
