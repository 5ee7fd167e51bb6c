"""Leaves out countries that are only traded with: "those that buy Russian oil will pay 25%"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.names.parties import Parties
from nlp.texts import text_of

_FEW = r"(?: (?:[\w’'-]|\.(?=\w))+){1,4}"
_TRADED = re.compile(
    r"\b(?:(?:[Cc]ountr(?:y|ies)|[Nn]ations?|governments|economies|[Aa]ny(?:one|body)|[Ww]hoever)"
    r"(?: (?:that|who|which))?(?: (?:still|also|keeps?|continues? to))?"
    r" (?:buy|import|purchas|trad|deal|do(?:es|ing)? business)(?:s|es|e|ing)?\b"
    r"|(?:buyers?|purchasers?|users|customers|sellers|(?<=\bon )importers|(?<=against )importers"
    r"|(?<=hit )importers) of\b"
    r"|for (?:still |also )?(?:buying|purchasing)\b)"
    rf"(?P<what>{_FEW})"
)
_PAYS = re.compile(r" (?:will|would|could|may|might|must|should|can|faces?|pays?|to)\b")


def without_traded(parties: Parties, docs: Sequence[tuple[int, Doc]]) -> Parties:
    """The parties but for those whose goods somebody buys who is charged for it, or for whom."""
    traded: list[tuple[int, int]] = []
    for offset, doc in docs:
        text = text_of(doc)
        for match in _TRADED.finditer(text):
            pays = _PAYS.search(text, *match.span("what"))
            end = pays.start() if pays else match.end()
            traded.append((offset + match.start("what"), offset + end))
    if not traded:
        return parties
    kept = (one for one in parties.all if not any(a <= one.start < b for a, b in traded))
    return Parties(list(kept))
