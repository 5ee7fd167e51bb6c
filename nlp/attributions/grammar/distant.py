"""The "that" of a report that stands apart from its verb: "told a crowd in Dover that"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.misparsed import is_finite
from nlp.attributions.grammar.sources import subject_of
from nlp.texts import next_to

_OPENERS = frozenset({"mark", "nsubj", "dobj", "det", "nsubjpass", "advmod"})
_TELLING = frozenset(
    {"add", "argue", "assure", "claim", "explain", "inform", "note", "remind", "rule", "say"}
    | {"state", "tell", "testify", "warn", "write"}
)
# What else is told, where no thing is: "tweeted in the small hours that", not "a photo that".
_TELLING_THAT = frozenset(
    {"acknowledge", "admit", "announce", "complain", "concede", "confirm", "insist", "joke"}
    | {"maintain", "predict", "reiterate", "reveal", "stress", "suggest", "tweet"}
)
_ASIDE = 7  # tokens between the commas of a report in between
_THAT_REACH = 14  # tokens between "told" and the "that" of what was told
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def distant_that(verb: Token) -> tuple[int, int] | None:
    """Token bounds of what follows "told a crowd in Dover on Monday that …".

    The parse gives the clause to "Dover", or to the letter that it stands in. Behind "said of
    his time at sea" it is taken for a relative clause; only one that "that" is the subject of is.
    """
    loose = verb.lemma_ in _TELLING_THAT and not any(c.dep_ == "dobj" for c in verb.rights)
    given = next((c.left_edge.i for c in verb.children if c.dep_ == "ccomp"), None)
    if not (verb.lemma_ in _TELLING or loose) or (given is not None and given < verb.i):
        return None
    doc, end, of_somebody = verb.doc, given or verb.sent.end, says_of(verb)
    for token in doc[verb.i + 1 : min(end - 1, verb.i + _THAT_REACH)]:
        if token.is_quote or token.text == ";":
            return None
        if token.lower_ == "that" and (token.dep_ in _OPENERS or of_somebody):
            end = verb.sent.end
            if _is_anothers(token, end) or (of_somebody and is_finite(next_to(token))):
                return None
            return token.i + 1, _before_next_deed(verb, token, end)
    return None


def _before_next_deed(verb: Token, that: Token, end: int) -> int:
    """Where what is told ends, if the teller did more: "said in May that …, but gave no dates";
    or before the clause that "Although he said that …, nobody came" leads up to.
    """
    main = subject_of(verb.head) if verb.dep_ == "advcl" else None
    if main is not None and main.left_edge.i > that.i + 1:
        return main.left_edge.i
    deeds = [c for c in verb.rights if c.dep_ == "conj" and c.i > that.i and c.tag_ in _FINITE]
    if not deeds or subject_of(deeds[0]) is not None:
        return end
    links = [c.i for c in verb.rights if c.dep_ == "cc" and that.i < c.i < deeds[0].i]
    return links[0] if links else end


def _is_anothers(that: Token, end: int) -> bool:
    """Whether what follows is told by another: "wrote a book that, critics say, was stolen"."""
    doc, place = that.doc, that.i + 1
    if doc[place].text != ",":
        return False
    comma = next((t.i for t in doc[place + 1 : min(end, place + _ASIDE)] if t.text == ","), place)
    return any(t.lemma_.lower() in lexicon().speech for t in doc[place + 1 : comma])


def says_of(verb: Token) -> bool:
    """Whether a verb first tells of whom or what: "said of the talks that they had failed"."""
    return verb.lemma_ in _TELLING and verb.doc[verb.i + 1 : verb.i + 2].text == "of"
