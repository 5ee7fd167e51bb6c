"""Cuts the words for a source into those who are named together in them."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Span, Token

from nlp.names.naming.roles import of_two_fields
from nlp.texts import next_to
from nlp.titles import titles

_HYPHENS = ("-", "‐", "–")
_PARTISANS = ("Democrat", "Republican", "Independent")
_OPENERS = ("a", "an", "his", "her", "their", "its")


def stripped(span: Span) -> Span:
    """The span without punctuation at its ends; a bracket that it opens is closed."""
    start, end = span.start, span.end
    while start < end - 1 and (span.doc[start].is_punct or span.doc[start].is_space):
        start += 1
    while start < end - 1 and span.doc[end - 1].is_punct and span.doc[end - 1].text not in ".%":
        end -= 1
    opened = [token.text for token in span.doc[start:end] if token.text in ("(", ")")]
    closing = opened[-1:] == ["("] and end < len(span.doc) and span.doc[end].text == ")"
    return span.doc[start : end + closing]


def parts_of(span: Span) -> list[tuple[Token, Span]]:
    """The members of a coordination, each with its head; one for a plain phrase."""
    if span.root.i + 1 < span.end and next_to(span.root).tag_ == "POS":
        return [(_owned(span), span)]
    _, _, office = span.text.partition(", ")
    if "," not in office and of_two_fields(office, titles()):  # "Quist, trade and health minister"
        return [(span.root, span)]
    heads, reached = [span.root], {span.root.i}
    for token in span:
        if token.i <= span.root.i or token.head.i not in reached or _tells(token, span, reached):
            continue
        listed = token.dep_ == "appos" and any(child.dep_ == "cc" for child in token.children)
        if listed and _is_between_names(token, span.root):
            reached.add(token.i)
        elif token.dep_ == "conj" or (listed and not _is_role(token, span.root)):
            heads.append(token)
            reached.add(token.i)
    if len(heads) > 2 and not _joint(heads[-2], heads[-1]) and _joint(heads[0], heads[-2]):
        heads.pop()  # "she and her co-author, Jane Roe": a list ends with "and"
    if len(heads) == 1:
        return [(span.root, span)]
    named = span.root.tag_ == "NNS" and heads[1].pos_ == "PROPN" and len(heads) > 2
    closed = span.end == len(span.doc) or span.doc[span.end].is_punct  # as an apposition is
    named = named and closed and not _joint(span.root, heads[1])
    parts = []
    for number, head in enumerate(heads):
        opens = number == named  # "two teachers, Ada Boyd and Luke Marsh" are no third source
        start = span.start if opens else max(heads[number - 1].i + 1, head.left_edge.i)
        end = heads[number + 1].left_edge.i if number + 1 < len(heads) else span.end
        part = _without_joint(span.doc[start : max(end, head.i + 1)])
        parts.append((head, part))
    return parts[named:]


def _owned(span: Span) -> Token:
    """Who is meant where the parser took an owner for the head ("Kay's co-author, Ravi Menon")."""
    behind = [token for token in span if token.i > span.root.i + 1 and token.is_alpha]
    apposed = [token for token in behind if token.dep_ == "appos" and token.pos_ == "PROPN"]
    return next(iter(apposed or behind), span.root)


def _tells(token: Token, span: Span, reached: Set[int]) -> bool:
    """Whether a word tells of somebody and is nobody itself: "Mr. Dale, now 81 and retired", or
    is the other half of a word: "co-author"."""
    halved = next_to(token, -1).text in _HYPHENS and token.i - 2 in reached
    partisan = token.dep_ == "appos" and token.text in _PARTISANS  # "Roe, Republican of Ohio"
    told = span.root.pos_ == "PROPN" and (token.pos_ in ("NUM", "ADJ", "VERB") or partisan)
    return halved or told or token.text in _HYPHENS


def _is_between_names(token: Token, root: Token) -> bool:
    """Whether a word tells of the first of two: "Ada Boyd, a teacher, and Luke Marsh"."""
    article = token.left_edge.lower_ in ("a", "an")
    others = [child for child in token.rights if child.dep_ == "conj"]
    named = root.pos_ == "PROPN" and all(other.pos_ == "PROPN" for other in others)
    joints = [child for child in token.rights if child.dep_ == "cc"]
    apart = any(token.doc[joint.i - 1].text == "," for joint in joints)
    return token.tag_ == "NN" and article and named and len(others) == 1 and apart


def _is_role(token: Token, root: Token) -> bool:
    """Whether a word tells what somebody named is: "Quist, a farmer and head of the choir"."""
    others = [child for child in token.rights if child.dep_ == "conj"]
    own = any(child.dep_ in ("det", "poss") for other in others for child in other.lefts)
    opened = token.left_edge.lower_ in _OPENERS and not own  # "his old friend and ex-rival"
    if token.tag_ != "NN" or not (token.lower_ in titles().heads or opened):
        return False
    if token.left_edge.i == token.i:
        return True
    joints = [child for child in token.rights if child.dep_ == "cc"]
    listed = any(token.doc[joint.i - 1].text == "," for joint in joints)
    alike = all(other.tag_ == "NN" or other.lower_ == "one" for other in others)
    return root.pos_ == "PROPN" and not listed and alike


def _joint(left: Token, right: Token) -> bool:
    """Whether "and" stands between two words."""
    return any(token.dep_ == "cc" for token in left.doc[left.i : right.i])


def _without_joint(part: Span) -> Span:
    """The part without the comma or "and" at its end."""
    end = part.end
    while end > part.start + 1 and (part.doc[end - 1].is_punct or part.doc[end - 1].dep_ == "cc"):
        end -= 1
    return part.doc[part.start : end]
