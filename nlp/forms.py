"""Sets word classes and forms just as spaCy's attribute ruler does, in less time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

RULER = "attribute_ruler"
_FACTORY = "claimwire_forms"
_READ = ("TAG", "DEP", "LOWER", "IS_SPACE")  # all that a plain rule asks of a word
_SET = frozenset({"POS", "MORPH", "LEMMA", "TAG", "DEP"})

Pattern = Sequence[dict[str, Any]]
Signature = tuple[int, int, int, int]  # tag, dependency, lower case where a rule asks, a space
Form = tuple[int, Any, int, int, int]  # class, morphology, lemma, tag, dependency


class Forms:
    """The ruler's own rules, asked once for each kind of word.

    A rule of the locked model reads no more than a word's tag, dependency and lower case, so
    that what it sets for one word it sets for all alike; spaCy matches its 178 rules against
    each word anew, which was a tenth of all reading time. Passages in which one of the few
    other rules may match, such as those over two words, are left to the ruler; the forms are
    the same, word for word (tests/test_nlp_forms.py).
    """

    def __init__(self, ruler: Any, vocab: Any, patterns: Sequence[Pattern]) -> None:  # noqa: ANN401 - compiled, and ships no types
        self._ruler = ruler
        self._known: dict[Signature, Form] = {}
        asked = {word for one in patterns if _is_plain(one) for word in _words_of(one)}
        self._asked = frozenset(vocab.strings.add(word) for word in asked)
        self._others = Matcher(vocab)
        self._others.add(_FACTORY, [list(one) for one in patterns if not _is_plain(one)])

    def __call__(self, doc: Doc) -> Doc:
        """Set the forms of one document, which is tagged and parsed."""
        if self._others(doc):
            return self._ruled(doc)
        signatures = list(self._signatures(doc))
        try:
            forms = [self._known[one] for one in signatures]
        except KeyError:
            self._ruled(doc)
            self._known.update(zip(signatures, map(_form, doc), strict=True))
            return doc
        for token, form in zip(doc, forms, strict=True):
            token.pos, token.morph, token.lemma, token.tag, token.dep = form
        return doc

    def _ruled(self, doc: Doc) -> Doc:
        ruled: Doc = self._ruler(doc)
        return ruled

    def _signatures(self, doc: Doc) -> Iterator[Signature]:
        for tag, dep, lower, space in doc.to_array(list(_READ)).tolist():
            yield tag, dep, lower if lower in self._asked else 0, space


def _form(token: Token) -> Form:
    return token.pos, token.morph, token.lemma, token.tag, token.dep


def _is_plain(pattern: Pattern) -> bool:
    """Whether a rule asks no more than the signature of a single word tells."""
    if len(pattern) > 1 or not set(_READ).issuperset(pattern[0]):
        return False
    words = pattern[0].get("LOWER", "")
    return isinstance(words, str) or set(words) == {"IN"}


def _words_of(pattern: Pattern) -> Sequence[str]:
    """The words that a plain rule names: none, one, or one of several."""
    words = pattern[0].get("LOWER", {"IN": ()})
    named: Sequence[str] = (words,) if isinstance(words, str) else words["IN"]
    return named


@Language.factory(_FACTORY)
def _made(nlp: Language, name: str) -> Forms:  # noqa: ARG001 - spaCy's signature
    ruler: Any = nlp.get_pipe(RULER)
    patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
    return Forms(ruler, nlp.vocab, patterns)


def form_faster(nlp: Language) -> None:
    """Set forms in place of the ruler, where its rules are of the known shape."""
    if RULER not in nlp.pipe_names:
        return
    ruler: Any = nlp.get_pipe(RULER)
    if not all(_SET.issuperset(rule["attrs"]) for rule in ruler.patterns):
        return
    nlp.add_pipe(_FACTORY, after=RULER)
    nlp.remove_pipe(RULER)
