"""What a source calls something, with a quotation as the name: called the plan “a joke”.

Works on the surface: between the verb and the quotation the parser often takes the thing
named for part of the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.marks.quotes import Quotation
from nlp.attributions.marks.reading import Passage, Reading
from nlp.texts import next_to

LONGEST_NAMED = 18  # tokens of what is given the name
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_A_FEW_WORDS = 20  # characters
_ENDS = frozenset(".,;!?")
_DEEDS = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_PARTICLES = frozenset({"for", "on", "out", "upon", "off", "up"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A verb of naming and what it says: places of the article, end-exclusive."""

    passage: Passage
    verb: Token
    start: int
    end: int


def find_namings(reading: Reading, lexicon: Lexicon) -> Iterator[Naming]:
    """Every quotation of the article that an active verb gives to something as its name."""
    for quotation in reading.quotations:
        start = max(
            reading.sentences.last_stop(quotation.start),
            reading.paragraphs[quotation.paragraph][0],
        )
        passage = reading.passage_at(start)
        tokens = reading.tokens_between(start, quotation.start, LONGEST_NAMED)
        verb = _naming_verb(tokens, lexicon)
        if passage is None or verb is None or not _closes_clause(reading, quotation):
            continue
        named = next_to(verb, 2) if next_to(verb).lower_ == "to" else next_to(verb)
        start = passage.offset + named.idx
        yield Naming(passage=passage, verb=verb, start=start, end=quotation.end)


def _naming_verb(tokens: Sequence[Token], lexicon: Lexicon) -> Token | None:
    """The verb that names, with nothing but what it names behind it."""
    for token in reversed(tokens):
        if token.tag_[0] == "V" and token.lemma_ in lexicon.naming:
            behind = [t for t in tokens if t.i > token.i]
            says_as = any(t.lower_ == "as" for t in behind)
            named = any(t.pos_ in _NOMINAL for t in behind)
            fits = says_as or token.lemma_ not in lexicon.naming_as
            split = behind and behind[0].lower_ in _PARTICLES
            return token if named and fits and not split and not _is_passive(token) else None
        if token.is_quote or token.tag_ in _FINITE or (token.is_punct and token.text != "-"):
            return None
    return None


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _closes_clause(reading: Reading, quotation: Quotation) -> bool:
    """Whether what is said ends with the quotation: a mark follows, or another deed."""
    if not quotation.closed:
        return False
    text = reading.text
    if text[quotation.inner_end - 1] in _ENDS or text[quotation.end : quotation.end + 1] in _ENDS:
        return True
    behind = reading.tokens_between(quotation.end, quotation.end + _A_FEW_WORDS)
    return not behind or (behind[0].dep_ == "cc" and any(t.tag_ in _DEEDS for t in behind[1:2]))
