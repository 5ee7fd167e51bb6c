"""The words that name a source: the noun phrase around its head, as a reader would take it."""

from __future__ import annotations

from spacy.tokens import Span, Token

from nlp.attributions.constructions.standpoints import clause_taken_in
from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import SUBJECTS, is_hyphen, joins_clause
from nlp.texts import next_to

_TIMES = frozenset({"year", "month", "week", "day", "decade", "time", "hour", "moment"})
_DROPPED = frozenset({"relcl", "acl", "punct", "cc", "advcl", "ccomp", "parataxis"})
_LEADING_ON = frozenset({"ADP", "AUX", "CCONJ", "PART", "PUNCT"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_LEADS_TO_TOPIC = frozenset({"at", "in", "on", "to"})  # "Lund on the harbour: It is late"
_TELLS_WHICH = frozenset({"VBN", "VBG"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ASKS = frozenset({"WP", "WDT", "WP$"})
_LONGEST_CLAUSE = 24  # tokens


def name_span(head: Token, cue: Token | None = None) -> Span:
    """The noun phrase around `head` as a reader would name the source of `cue`.

    A clause that tells which one is meant belongs to it ("officials briefed on the talks",
    "an aide who asked not to be named"), unless the cue itself stands in the clause.
    """
    doc = head.doc
    alone = head.pos_ == "PRON" and not any(child.dep_ == "conj" for child in head.rights)
    if alone or head.dep_ == "poss":
        left, right = head.left_edge.i, head.i
        return doc[left : right + 1] if head.dep_ == "poss" else doc[right : right + 1]
    start, end = _start(head), _short_of_told(head, cue, _end(head, cue))
    if cue is not None and cue.text == ":" and cue.i > head.i:  # "Lund: It is late"
        topic = any(t.lower_ in _LEADS_TO_TOPIC for t in doc[head.i + 1 : cue.i])
        end = head.i if topic else cue.i - 1
    if cue is not None and cue.i > end:
        end = _up_to(cue, _as_far_as_named(head, end))
    if head.dep_ == "pobj" and (taken := clause_taken_in(head.head)):
        end = min(end, taken - 2)
    while end > head.i and doc[end].dep_ == "cc":
        end -= 1
    while start < head.i and doc[start].is_punct:
        start += 1
    while start > 1 and is_hyphen(doc[start - 1]):
        start = doc[start - 2].left_edge.i
    return doc[start : _before_verb(doc[start : end + 1])]


def _short_of_told(head: Token, cue: Token | None, end: int) -> int:
    """The last word of a name that the parse runs on into its cue, or into what is told: "told by
    aides familiar with the talks that".
    """
    doc = head.doc
    if cue is not None and cue.tag_ == "VBN" and head.dep_ == "pobj":
        end = next((t.i - 1 for t in doc[head.i + 1 : end] if joins_clause(t)), end)
    if cue is None or not head.i < cue.i <= end:
        return end
    end = cue.i - 1
    while end > head.i and doc[end].pos_ in _LEADING_ON:
        end -= 1
    return end


def _before_verb(name: Span) -> int:
    """The end of a headline's source whose verb was taken for a noun: "Port union rejects deal,
    threatens to …".
    """
    for token in name[1:]:
        if token.tag_ == "VBZ" and token.dep_ == "compound" and name[0].is_sent_start:
            return token.i
    return name.end


def _start(head: Token) -> int:
    start = head.left_edge.i
    for child in head.lefts:
        if child.dep_ in _DROPPED and child.dep_ != "cc" and not is_hyphen(child):
            start = child.right_edge.i + 1
    return start


def _end(head: Token, cue: Token | None) -> int:
    """The last word of the phrase."""
    end = head.i
    for child in head.rights:
        if child.dep_ in _CLAUSES:
            if _tells_which(child, end, cue):
                end = child.right_edge.i + _manner_follows(child.right_edge, cue)
            break
        if child.dep_ in ("punct", "cc"):
            continue
        if child.dep_ == "prep" and (_tells_time(child) or _is_verdict(child, cue)):
            break
        end = child.right_edge.i
    return end


def _is_verdict(preposition: Token, cue: Token | None) -> bool:
    """Whether a phrase behind the agent is what it tells: "seen by nurses as unsafe", "accused by
    nurses of lying".
    """
    if cue is None or cue.tag_ != "VBN":
        return False
    word = preposition.lower_
    return word == "as" or lexicon().takes(cue.lemma_.lower(), f"obj+prep-{word}")


def _as_far_as_named(head: Token, end: int) -> int:
    """The last word of what the parse made a second subject: "Harbour spokesman the Rev. Lund"."""
    if head.dep_ != "nsubj" or head.head.i < head.i:
        return end
    for other in head.head.lefts:
        adjoins = other.left_edge.i == end + 1 and other.left_edge.tag_ not in _ASKS
        if other.dep_ == "nsubj" and adjoins and other.pos_ in ("NOUN", "PROPN"):
            end = other.i
    return end


def _up_to(cue: Token, end: int) -> int:
    """The phrase's last word where a participle follows that was parsed as the main verb.

    In "Surveys taken on the day showed" all up to "showed" says which surveys.
    """
    if cue.tag_ not in _FINITE or cue.i > end + _LONGEST_CLAUSE:
        return end
    between = list(cue.doc[end + 1 : cue.i])
    while between and between[-1].pos_ in ("ADV", "AUX", "PART"):
        between.pop()
    if not between or between[0].tag_ not in _TELLS_WHICH or between[0].dep_ == "aux":
        return end
    goes_on = between[-1].pos_ == "CCONJ" or any(t.is_punct for t in between)
    return end if goes_on else between[-1].i


def _tells_which(clause: Token, end: int, cue: Token | None) -> bool:
    """Whether a clause right behind a phrase that ends at `end` tells which one is meant."""
    if cue is None or clause.left_edge.i != end + 1:
        return False
    if clause.i == cue.i or clause.is_ancestor(cue):
        return False
    opener = clause.left_edge
    if cue.pos_ == "NOUN" and opener.lower_ == "that" and opener.dep_ not in SUBJECTS:
        return False  # "a warning from the clerk that rents would rise" tells what, not which
    if clause.right_edge.i - end > _LONGEST_CLAUSE:
        return False
    asks = clause.left_edge.tag_ in _ASKS
    return asks or (clause.dep_ == "acl" and clause.tag_ in _TELLS_WHICH)


def _manner_follows(last: Token, cue: Token | None) -> bool:
    """ "who was not authorized to speak publicly said": an adverb that only the clause takes."""
    if cue is None or last.i + 2 != cue.i:
        return False
    return last.pos_ == "VERB" and next_to(last).lower_.endswith("ly")


def _tells_time(preposition: Token) -> bool:
    """Whether a phrase such as "for years" only says when."""
    return any(child.lemma_.lower() in _TIMES for child in preposition.children)
