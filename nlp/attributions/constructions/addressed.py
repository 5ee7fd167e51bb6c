"""Whom a speaker turns to: "Madam Speaker, …" opens a sentence, and says nothing in it."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.sources import SUBJECTS

_HONOURS = frozenset({"mr", "mr.", "madam", "madame", "mister"})
_OFFICES = frozenset(
    {"ambassador", "chair", "chairman", "chairwoman", "chancellor", "mayor", "minister"}
    | {"moderator", "president", "secretary", "secretary-general", "senator", "speaker"}
)


def behind_address(verb: Token, source: Token) -> Token | None:
    """The source that stands between an address and its verb: "Madam Speaker, the town says"."""
    if source.i > verb.i or not _is_address(source):
        return source
    for token in reversed(verb.doc[source.i + 2 : verb.i]):
        if token.is_punct:
            return None
        if token.dep_ in SUBJECTS or (token.dep_ == "appos" and token.head.i == source.i):
            return token
    return None


def _is_address(noun: Token) -> bool:
    """Whether an office with nothing but "Mr." or "Madam" opens its sentence before a comma."""
    doc, place = noun.doc, noun.i
    if noun.lower_ not in _OFFICES or place == 0 or doc[place - 1].lower_ not in _HONOURS:
        return False
    opens = place - 1 == noun.sent.start or doc[place - 2].is_punct
    return opens and place + 1 < len(doc) and doc[place + 1].text == ","
