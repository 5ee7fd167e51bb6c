"""Whose standpoint a sentence is told from: "according to X", "in X's view", "in a poll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import joins_clause, name_beside, subject_of

Bounds = tuple[int, int]
POLLED = "in-poll"
"""The frame of what a poll has found out."""
_FINITES = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVES = frozenset({"WP", "WP$", "WDT"})
_LEADING_IN = frozenset({"after", "because", "before", "if", "since", "that", "when", "while"})
_HELPING = frozenset({"aux", "auxpass"})
_DEPENDENT = frozenset({"relcl", "csubj", "advcl"})
_THEIRS = frozenset({"words", "view", "opinion", "judgment", "judgement", "estimation", "eyes"}) | {
    "account",
    "telling",
}
_BY = frozenset({"account", "admission", "estimate", "reckoning", "telling"})
_PARTING = frozenset({",", "(", "—", "–"})
_ASKING = frozenset({"poll", "survey"})


def standpoints(token: Token) -> Iterator[tuple[str, tuple[Bounds, ...], Token]]:
    """Frame, parts and last cue word of what a word tells from whose standpoint, if it does."""
    if token.lower_ == "according" and (found := _according(token)) and found[0]:
        yield "according", *found
    if parts := _per(token):
        yield "according", parts, token
    if token.pos_ == "NOUN" and (parts := _in_view(token)):
        yield "in-view", parts, token
    if token.pos_ == "NOUN" and (parts := _in_poll(token)):
        yield POLLED, parts, token.head


def _according(token: Token) -> tuple[tuple[Bounds, ...], Token] | None:
    """Token bounds of what stands around "according to X", and its "to"."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return None
    beside = name_beside(to)
    end = to.right_edge.i + 1 if beside is None else beside.end
    end = clause_taken_in(to) or end
    return _told_part(token, _around(token, token.left_edge.i, end)), to


def _per(preposition: Token) -> tuple[Bounds, ...]:
    """Token bounds of what stands around "per X" or "as per X", set apart by its marks."""
    source = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
    name = preposition.is_title and preposition.i > preposition.sent.start  # "Per Dahl"
    if preposition.lower_ != "per" or name or source is None:
        return ()
    told_by = source.pos_ == "PROPN" or any(c.dep_ in ("det", "poss") for c in source.lefts)
    doc, sentence = preposition.doc, preposition.sent
    start, end = preposition.i, preposition.right_edge.i + 1
    start -= start > sentence.start and doc[start - 1].lower_ == "as"
    opens = start == sentence.start or doc[start - 1].text in _PARTING
    closes = end == sentence.end or doc[end].is_punct
    return _around(preposition, start, end) if told_by and opens and closes else ()


def clause_taken_in(to: Token) -> int | None:
    """Where the clause begins whose subject the parse took for more of the source.

    In "According to polls of the Argus, most voters in Marlow want a bridge" nobody but the
    polls is the source.
    """
    doc, end = to.doc, to.right_edge.i + 1
    if to.i - 1 == to.sent.start and end >= to.sent.end - 1:
        return _behind_relative(to)
    if end >= to.sent.end or doc[end].tag_ not in _FINITES or subject_of(doc[end]) is not None:
        return None
    commas = [t.i for t in doc[to.i : end] if t.text == ","]
    return commas[-1] + 1 if commas and to.i - 1 == to.sent.start else None


def _behind_relative(to: Token) -> int | None:
    """Where the clause begins behind a relative one that the parse joined it to: "According to
    Mr. Hale, whose family farms here, the river used to flood".
    """
    sentence = to.doc[to.i : to.sent.end]
    commas = [t.i for t in sentence if t.text == ","]
    if len(commas) < 2 or to.doc[commas[0] + 1].tag_ not in _RELATIVES:
        return None
    inner, rest = to.doc[commas[0] : commas[1]], to.doc[commas[1] + 1 : to.sent.end]
    both = all(any(t.tag_[0] in "VM" for t in part) for part in (inner, rest))
    return commas[1] + 1 if both else None


def _told_part(token: Token, parts: tuple[Bounds, ...]) -> tuple[Bounds, ...]:
    """The parts without the writer's own: what follows a clause that is whole already, and what
    leads up to one ("It closed after, according to Lund, …", "Much has changed: according to …").
    """
    words = [t for t in token.doc[slice(*parts[0])] if not t.is_punct] if parts else []
    if _tells_nothing(token, words):
        return ()
    if len(parts) < 2:
        return parts
    (_, end), (behind, last) = parts
    joins = len(words) == 1 and words[0].pos_ == "CCONJ"
    spoken = words[-1].pos_ == "VERB" and words[-1].lemma_.lower() in lexicon().speech
    leads = spoken or words[-1].lower_ in _LEADING_IN
    if joins or leads or token.doc[end - 1].text == ":":
        return parts[1:]
    if words[-1].pos_ == "CCONJ" or token.doc[end - 1].text not in (",", words[-1].text):
        return parts
    told = (t.head if t.dep_ in _HELPING else t for t in words if t.tag_ in _FINITES)
    whole = any(t.dep_ not in _DEPENDENT and subject_of(t) is not None for t in told)
    return parts[:1] if whole and not _adds(token.doc[behind:last]) else parts


def _tells_nothing(token: Token, words: Sequence[Token]) -> bool:
    """ "That is according to Lund", or "According to Lund, writing for the Argus": no content."""
    if not words:
        return True
    points = words[0].lower_ in ("that", "this") and all(t.lemma_ == "be" for t in words[1:])
    doing = words[0].tag_ == "VBG" and words[0].i > token.i
    return points or (doing and all(t.tag_ not in _FINITES for t in words))


def _adds(rest: Span) -> bool:
    """Whether what follows is part of the clause before: ": two of them", "and two years old"."""
    opener = next((t for t in rest if not t.is_punct), None)
    if opener is None or any(
        t.text == ":" or t.is_quote for t in rest.doc[rest.start - 1 : opener.i]
    ):
        return True
    if joins_clause(opener):  # "It is clear, according to Lund, that"
        return True
    return opener.lower_ in ("and", "or") and all(t.tag_ not in _FINITES for t in rest)


def _in_view(noun: Token) -> tuple[Bounds, ...]:
    """Token bounds of what stands around "in X's view", which marks part from the rest."""
    before = noun.head
    leads = before.lower_ == "in" or (before.lower_ == "by" and noun.lower_ in _BY)
    if noun.dep_ != "pobj" or not leads or before.left_edge.i != before.i:
        return ()
    owned = any(c.dep_ == "poss" for c in noun.lefts) and noun.right_edge.i == noun.i
    if not owned and words_of(noun) is None:
        return ()
    doc, start, end = noun.doc, before.i, noun.right_edge.i + (not noun.right_edge.is_punct)
    opens = start == noun.sent.start or doc[start - 1].is_punct
    closes = end == noun.sent.end or doc[end].is_punct
    return _around(noun, start, end) if opens and closes else ()


def words_of(noun: Token) -> Token | None:
    """Whose words they are: "in the words of its director", "in Quist's view"."""
    if noun.lower_ not in _THEIRS:
        return None
    own = next((c for c in noun.lefts if c.dep_ == "poss" and c.pos_ != "PRON"), None)
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    if own is not None or of is None or noun.left_edge.lower_ != "the":
        return own
    return next((c for c in of.rights if c.dep_ == "pobj"), None)


def _in_poll(noun: Token) -> tuple[Bounds, ...]:
    """Token bounds of what follows "In a poll of the Argus, …" at a sentence's head."""
    before, sentence = noun.head, noun.sent
    if noun.dep_ != "pobj" or noun.lemma_.lower() not in _ASKING or before.lower_ != "in":
        return ()
    end = before.right_edge.i + 1
    told = (end, sentence.end)
    opens = before.left_edge.i == sentence.start and before.head.i >= end
    return (told,) if opens and any(t.is_alpha for t in noun.doc[slice(*told)]) else ()


def _around(token: Token, start: int, end: int) -> tuple[Bounds, ...]:
    first, last = _brackets_around(token)
    around = ((first, start), (end, last))
    return tuple(part for part in around if any(not t.is_punct for t in token.doc[slice(*part)]))


def _brackets_around(token: Token) -> Bounds:
    """Token bounds of the sentence, or of what stands in the brackets that the token stands in."""
    doc, sentence = token.doc, token.sent
    opening = next((t.i for t in reversed(doc[sentence.start : token.i]) if t.text in "()"), None)
    if opening is None or doc[opening].text == ")":
        return sentence.start, sentence.end
    closing = next((t.i for t in doc[token.i : sentence.end] if t.text == ")"), sentence.end)
    return opening + 1, closing
