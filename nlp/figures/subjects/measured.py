"""Finds the noun that an amount measures, and gives it a plain name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from spacy.tokens import Token

from nlp.figures.amounts.finding import Amount, Tokens
from nlp.figures.subjects.beside import (
    IsCountry,
    is_multiple,
    moved_noun,
    noun_beside,
    root_of,
)
from nlp.figures.subjects.doers import MEASURING
from nlp.figures.subjects.measurable import can_be_measured, is_means, is_scale, is_source
from nlp.figures.words.changes import is_move

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CHARGES = frozenset({"cost", "pay", "owe", "charge", "fine", "save"})
_BALANCES = frozenset({"deficit", "surplus", "gap", "imbalance", "shortfall"})
_MOVERS = frozenset(
    {"cut", "raise", "lower", "increase", "reduce", "lift", "hike", "trim", "boost", "slash"}
    | {"double", "triple", "halve", "push", "bring", "keep", "hold", "leave", "set", "put"}
    | {"peg", "cap", "estimate", "list", "value", "price", "assess", "appraise", "fix", "reckon"}
)  # whose object is what the amount is of: "put the damage at $2 billion"
_FLOWS = frozenset({"import", "export", "shipment", "sale"})
_BALANCE = re.compile(
    r"\b(?:deficit|surplus|imbalance|shortfall|trade gap|gap(?= in (?:goods|trade)))\b", re.I
)
_OF_NOTHING = re.compile(
    r" of (?:(?:the|its|their|that) (?:total|whole|sum)|it|that)\b(?! [a-z]+s?\b)"
)
_WORTH = re.compile(
    r"([\w.]+),? worth (?:(?:about|around|some|more than|up to|nearly|almost|over|at least"
    r"|as much as|an estimated|a total of) )?$"
)
_SAYS = frozenset(
    {"say", "tell", "add", "write", "warn", "announce", "estimate", "note", "argue", "report"}
    | {"believe", "think", "claim", "predict", "explain", "suggest", "find", "calculate"}
    | {"reckon", "show", "conclude", "state", "insist"}
)
_LIKE_VERBS = frozenset({"double", "triple", "treble", "quadruple", "more", "less"})
# what the model takes for no verb: "fares double to £2", "profit more than halved, to $4"
_OF, _OF_OR_IN = frozenset({"of"}), frozenset({"of", "in"})
_MANNERS = frozenset(
    {"exchange", "return", "turn", "addition", "advance", "total", "all", "full", "part"}
    | {"person", "court", "fact", "search", "trading"}
)  # "50 euros in exchange for their votes"
_PERCENT = frozenset({"%", "percent", "cent"})  # "2.8% in the private sector" is of no sector
_SUMS = frozenset({"average", "total", "median", "maximum", "minimum"})
_MOVES = frozenset({"growth", "reduction", "expansion", "contraction", "improvement"})
_CLIMB = 8
_MOST_CHILDREN = 60


def is_balance(noun: Token) -> bool:
    """Whether the noun is a balance of trade or of money ("deficit", "surplus")."""
    return noun.lemma_.lower() in _BALANCES


def is_flow(noun: Token) -> bool:
    """Whether the noun is something that goes from one country to another."""
    return noun.lemma_.lower() in _FLOWS


def concept_noun(amount: Amount, since: int, tokens: Tokens, is_country: IsCountry) -> Token | None:
    """The noun that the amount measures; `since` is where the amount before it ends."""
    text = tokens.text
    if _OF_NOTHING.match(text, amount.end):
        return None  # which total is told before, if at all
    named = [match.end() for match in _BALANCE.finditer(text, since, amount.start)]
    if named:
        return tokens.at(named[-1] - 1)
    beside = text.rfind(" ", 0, since) + 1 if text[since - 1 : since].isalpha() else since
    worth = _WORTH.search(text, max(beside, amount.start - 60), amount.start)  # "40 jets worth"
    thing = tokens.at(worth.start(1)) if worth else None
    if thing is not None and is_country(thing):  # "exports of cars to America, worth"
        thing = next((each for each in islice(thing.ancestors, 4) if _heads(each)), None)
    if thing is not None and thing.pos_ in _NOUNS:  # "goods worth $3", not "were worth $3"
        return thing
    if (noun := noun_beside(amount, since, tokens, is_country)) is not None:
        return noun
    token = root_of(amount, tokens)
    found = None if token is None else _noun_of(token, amount, is_country)
    lost = found is None or found.idx < since  # of what was told before, where its own is lost
    moved = moved_noun(amount, since, tokens, is_country) if lost else None
    if found is None or moved is None or found.is_ancestor(moved):
        return found or moved  # the rate of "the rate on a 30-year mortgage slipped"
    return moved if moved.pos_ == "NOUN" else found


def _heads(noun: Token) -> bool:
    """Whether the noun heads a phrase that something can be worth: "exports of cars to"."""
    return can_be_measured(noun) and noun.dep_ in _SUBJECTS | {"dobj", "pobj", "ROOT", "appos"}


def _noun_of(token: Token, amount: Amount, is_country: IsCountry) -> Token | None:
    if (told := _by_preposition(token) or _beside(token, amount)) is not None:
        return told
    scale, far = None, amount.unit is not None and amount.unit.kind == "length"  # "350 km of Earth"
    for noun in _ways(token):
        if is_multiple(amount) and "size" in (noun.lemma_, noun.head.head.lemma_):
            continue  # "the bank is twice the size of its rival"
        outside = not amount.start <= noun.idx < amount.end
        if is_means(noun, token) or (far and noun.pos_ == "PROPN"):
            continue
        if outside and can_be_measured(noun) and not is_country(noun):
            if not (noun.i > token.i and is_scale(noun)):
                return noun
            scale = noun
    return scale


def _beside(token: Token, amount: Amount) -> Token | None:
    """The noun right before the amount whose verb stands but once: "and a pass 62 euros"."""
    for child in token.lefts:
        if (
            child.dep_ == "nmod"
            and child.pos_ == "NOUN"
            and child.idx < amount.start
            and can_be_measured(child)
        ):
            return child
    return None


def _by_preposition(token: Token) -> Token | None:
    """What is moved "by" the amount, or is "at" it where that opens the sentence."""
    if (value := _taken_off(token)) is not None:
        return value
    if token.dep_ != "pobj":
        return None
    if token.head.lower_ == "of" and token.head.head.lower_ in _SUMS:
        token = token.head.head  # "lowered it by an average of 9 points"
    if token.dep_ != "pobj":
        return None
    noun, whole = None, token.head.head
    if token.head.lower_ == "at" and token.head.is_sent_start:  # "At 2.6%, inflation was …"
        noun = next((each for each in whole.lefts if each.dep_ in _SUBJECTS), None)
    elif token.head.lower_ == "by":  # "cut waits by 5% in adults"
        while whole.dep_ == "pobj":  # "cut the risk of a stroke by 5%"
            whole = whole.head.head
        moved = is_move(whole.lower_) or whole.lemma_.lower() in _MOVERS
        objects = [each for each in whole.rights if moved and each.dep_ == "dobj"]
        objects = [each for each in objects if each.i < token.i]
        noun = whole if whole.dep_ == "dobj" else next(iter(objects), None)
    return noun if noun is not None and can_be_measured(noun) else None


def _taken_off(token: Token) -> Token | None:
    """What the amount is taken from: "wiping $3 billion off its market value"."""
    if token.dep_ not in {"dobj", "nsubjpass"}:
        return None
    for child in token.head.rights:
        if child.i > token.i and child.lower_ == "off":
            things = [each for each in child.children if each.dep_ == "pobj"]
            things += [
                each for each in token.head.rights if each.dep_ == "dobj" and each.i > child.i
            ]
            return next((each for each in things if can_be_measured(each)), None)
    return None


def _ways(token: Token) -> Iterator[Token]:
    """Nouns that may be what `token` measures, the likeliest first."""
    if token.pos_ == "VERB":
        yield from _multiplied(token)
    share = token.lower_ in _PERCENT and not _sizes_move(token)
    yield from objects_of(token, _OF if share else _OF_OR_IN)
    current = token
    for _ in range(_CLIMB):
        head = current.head
        if head.i == current.i:
            return
        if head.pos_ in _NOUNS or can_be_measured(head):
            yield head
            yield from objects_of(head)
        if head.pos_ in {"VERB", "AUX"} or head.lower_ in _LIKE_VERBS:
            if current.dep_ in _SUBJECTS and current is token:
                return  # "$5 million was sent": it is measured by nothing
            yield from _of_verb(head, token)
            if current.dep_ != "prep" and _adds_on(head):
                return
            if head.dep_ == "pcomp" and head.head.lower_ == "by" and head.tag_ == "VBG":
                return  # "cut its deficit by selling land for $4 million"
            if any(child.dep_ in _SUBJECTS and not is_elided(child) for child in head.lefts):
                return  # "after it set aside $3": what the main clause tells of is another
        current = head


def _sizes_move(token: Token) -> bool:
    """Whether a percentage is by how much something moved: "a rise of 2.8% in council tax"."""
    of = token.head if token.dep_ == "pobj" else token
    return of.lower_ == "of" and (is_move(of.head.lower_) or of.head.lower_ in _MOVES)


def is_elided(subject: Token) -> bool:
    """Whether a subject stands for a noun before it: "those to Asia rose", "Peru’s has fallen"."""
    return subject.lower_ in {"those", "that", "little"} or any(
        child.tag_ == "POS" for child in subject.children
    )


def _adds_on(verb: Token) -> bool:
    """Whether a verb tells of something beside its sentence: "cut 900 posts, saving $4 million"."""
    beside = verb.tag_ == "VBG" and verb.dep_ == "advcl"
    return beside and verb.lemma_.lower() not in MEASURING and not is_move(verb.lower_)


def _multiplied(verb: Token) -> Iterator[Token]:
    """What a verb such as "doubled" makes more or less of: its object, else its subject."""
    for child in verb.rights:
        if child.dep_ == "dobj":
            yield child
            yield from objects_of(child)
    seat = verb
    for _ in range(_CLIMB):
        for child in seat.lefts:
            if child.dep_ in _SUBJECTS:
                relative = child.tag_ in {"WDT", "WP"} and seat.dep_ == "relcl"
                yield seat.head if relative else child
                yield from objects_of(child)
        if seat.dep_ not in {"conj", "xcomp"}:
            return
        seat = seat.head


def objects_of(token: Token, words: frozenset[str] = _OF_OR_IN) -> Iterator[Token]:
    """The noun in "5% of its workforce", or "a rise in its workforce"."""
    for child in islice(token.children, _MOST_CHILDREN):
        if child.dep_ == "prep" and child.lower_ in words and child.i > token.i:
            for thing in child.children:
                place = child.lower_ == "in" and thing.ent_type_ in {"GPE", "LOC"}
                place = place or (child.lower_ == "in" and thing.lower_ in _MANNERS)
                if thing.dep_ == "pobj" and can_be_measured(thing) and not place:
                    yield thing


def _of_verb(verb: Token, token: Token) -> Iterator[Token]:
    """The subject of `verb`, its antecedent, or the object that the figure describes; the
    object first where the verb moves it ("the bank cut its rate to 4%").
    """
    objects = [
        child
        for child in islice(verb.children, _MOST_CHILDREN)
        if child.dep_ == "dobj" and child.i < token.i
    ]
    moved = verb.lemma_.lower() in _MOVERS
    if verb.lemma_.lower() in _CHARGES:
        objects = []  # who pays: "cost the airline $40"
    yield from _moved_objects(objects, moved=moved)
    for child in islice(verb.children, _MOST_CHILDREN):
        if child.dep_ in _SUBJECTS and child.i < token.i and not _tells(verb):
            if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                yield verb.head
            elif not (is_elided(child) or is_source(child)):
                yield child
                yield from objects_of(child)
    if not moved:
        yield from objects
    if verb.dep_ in {"relcl", "acl"}:
        yield verb.head


def _moved_objects(objects: Sequence[Token], *, moved: bool) -> Iterator[Token]:
    """What a verb moves, and what a move in its object is in: "approved a cut in the duty from"."""
    for each in objects:
        if moved:
            yield each
        if moved or is_move(each.lower_):
            yield from objects_of(each)


def _tells(verb: Token) -> bool:
    """Whether a verb only reports the figure: what "the mayor said" is not of the mayor."""
    tells = any(child.dep_ in {"ccomp", "parataxis"} for child in verb.children)
    return verb.lemma_.lower() in _SAYS and tells
