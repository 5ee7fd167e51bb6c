"""Sources without a name: what they are called, and which of them a later "he" may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Span, Token

from nlp import countries
from nlp.analysis import Excerpt, FoundBy, Speaker, SpeakerKind
from nlp.attributions.constructions.phrases import name_span
from nlp.attributions.grammar.cues import lexicon
from nlp.names.naming.lookalikes import is_one_of_them
from nlp.names.naming.salience import salience
from nlp.names.people.entities import Entity, Linked
from nlp.names.references.descriptions import is_definite, is_pair, narrowed
from nlp.names.references.events import Place
from nlp.names.references.listed import stripped
from nlp.titles import calls_people, titles

_ARTICLES = 8  # characters that a comma and an article take
_MOST_WORDS = 16  # of a source that has no name
_MOST_GROUP_WORDS = 12
_NEAR = 3  # paragraphs in which "the aide" still means the one spoken of
_ACTS, _SPEAKS = 3, 5  # least weight of a subject, and that of a main one
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_CLAUSE = re.compile(
    r", (?:an? |who|whom|whose|which|where|when|speaking|citing|asked"
    r"|(?:in|at|on|during|after|before|for) (?:an?|the|his|her|their|its)\b)"
)
_DAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)"
_TIME = re.compile(
    rf"(?<!ed)(?<! on) (?:(?:on |late |early |last |this )*{_DAY}"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|for (?:many |several |some )?(?:days|weeks|months|years|decades)"
    r"|(?:this|last) (?:week|month|year|spring|summer|autumn|fall|winter))$"
)
_CALLING = re.compile(r"(?:[^u]er|or|ist|ian|man|woman)$")
_SEVERAL = frozenset({"half", "many", "most", "others", "some"})
_SOMEONE = frozenset({"person", "source"})
_OWNERS = frozenset({"his", "her", "its", "their", "whose"})
_OWNER_TAGS = ("PRP$", "WP$", "NN")
_MOST_OWNERS = 2
_NAMELESS = frozenset({SpeakerKind.UNNAMED, SpeakerKind.GROUP})
_NOBODY = frozenset({"no", "any", "every", "each", "another"})
_BODY_ROLE = re.compile(r"^(?:[a-z]+ )?(?:charity|firm|group|retailer|union) (?=[A-Z])")
_OF_LAND = re.compile(r"^([A-Z][\w. ]+)'s (?=[A-Z][a-z]+ [A-Z][a-z]+$)")
_TELLS_MORE = frozenset({"amod", "compound", "conj", "det", "nmod", "poss"})
_THINGS_TOO = frozenset({"chair", "head", "staff"})
_MALE, _FEMALE = re.compile(r"\w{2}man$|^(?:man|boy)$"), re.compile(r"woman$|^girl$")


def unnamed(excerpt: Excerpt, head: Token, part_end: int) -> Speaker:
    """A source without a name, called as the article calls it; `part_end` is the last token's."""
    words = _plain_description(" ".join(excerpt.words.replace("’", "'").split()))
    words = " ".join(words.split()[:_MOST_WORDS])
    several = head.tag_ == "CD" and head.lower_ not in ("1", "one")
    plural = head.tag_ in ("NNS", "NNPS") or several or head.lower_ in _SEVERAL
    kind = SpeakerKind.GROUP if plural else SpeakerKind.UNNAMED
    name = _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words
    role = name if head.lower_ in titles().heads else None
    named = head.tag_ == "NNP" and head.text[:1].isupper() and head.i == part_end
    if named and not is_one_of_them(head):
        one = head.ent_type_ == "PERSON" and name == words  # but "The Old Bailey"
        kind = SpeakerKind.PERSON if one else SpeakerKind.ORGANISATION
        name = _OF_LAND.sub(_unowned, _BODY_ROLE.sub("", name))
        return Speaker(excerpt=excerpt, name=name, kind=kind, found_by=FoundBy.NAME, role=None)
    return Speaker(excerpt=excerpt, name=name, kind=kind, found_by=FoundBy.DESCRIPTION, role=role)


def _unowned(owned: re.Match[str]) -> str:
    """Nothing instead of a country before the name of one of its people ("Norway's Ola Storm")."""
    return "" if countries.named(owned[1]) else owned[0]


def in_full(name: str, found: Linked | None) -> str:
    """An unnamed source with its ministry in full ("a Commerce Ministry spokesman").

    `found` is the mention that the words of the source begin with, if any.
    """
    if found is None or found.entity is None or found.entity.country is None:
        return name
    body, written = found.entity, found.mention.written
    if body.kind is not SpeakerKind.ORGANISATION or not name.startswith(written + " "):
        return name
    return body.name + name.removeprefix(written)


def owner_in(words: Span) -> Token | None:
    """The word that tells whose a source is ("His office", "whose party", "the firm's lawyers")."""
    return next((t for t in words if t.dep_ == "poss" and t.tag_ in _OWNER_TAGS), None)


def of_owner(name: str, owners: tuple[Entity, ...]) -> str:
    """What a source such as "His office" is called, where it is clear whose: the same words
    mean another office in the next article.
    """
    owner, _, rest = name.partition(" ")
    whose = owner.lower() in _OWNERS or owner.endswith("'s")
    if not whose or not 0 < len(owners) <= _MOST_OWNERS or not rest:
        return name
    if any(not owner.name or owner.kind in _NAMELESS for owner in owners):
        return name
    return f"{' and '.join(owner.name for owner in owners)}'s {rest.removeprefix('own ')}"


class Strangers:
    """The persons without a name of whom an article has spoken so far."""

    def __init__(self, linked: Sequence[Linked]) -> None:
        named = (one.mention for one in linked if one.entity is not None)
        self._roles = {  # by place, what is told behind names: ", deputy head of the port"
            at: m.role.lower().split()
            for m in named
            if m.role and m.start == m.name_start
            for at in range(m.end, m.end + len(m.role) + _ARTICLES)
        }
        self._known: dict[str, list[tuple[int, Entity]]] = {}
        self._bare: dict[str, Entity] = {}  # by the one word that names them

    def bare(self, noun: Token, *, alone: bool) -> Entity | None:
        """Somebody named by one word that nothing explains ("Sorensen blamed the weather").

        `alone` where nobody has been named before, so that it may be a person's.
        """
        if not _is_bare_name(noun, alone=alone):
            return None
        return self._bare.setdefault(noun.text, Entity(name=noun.text, kind=SpeakerKind.PERSON))

    def again(self, noun: Token, place: Place) -> tuple[Entity, ...] | None:
        """Someone spoken of before ("an aide to the mayor … the aide")."""
        if noun.lower_ not in self._known or noun.tag_ != "NN" or _says_which(noun):
            return None
        if not is_definite(noun) or narrowed(noun):
            return None
        known = self._known.get(noun.lower_, ())
        near = [one for at, one in known if place.paragraph - at <= _NEAR]
        return (near[0],) if len(near) == 1 else None

    def met(
        self, noun: Token, place: Place, named: Linked | None
    ) -> tuple[Entity, Span] | tuple[None, None]:
        """Someone whom the noun names for the first time, if a later word may mean them.

        `named` is the mention their words begin with, if any ("Commerce Ministry").
        """
        if noun.tag_ != "NN" or not _is_somebody(noun) or self._is_in_a_role(noun, place):
            return None, None
        span = stripped(name_span(noun, noun.head if noun.dep_ == "nsubj" else None))
        called = unnamed(excerpt_of(span, 0), noun, span.end - 1)
        entity = Entity(
            name=in_full(called.name, named), kind=SpeakerKind.UNNAMED, gender=_gender(noun)
        )
        body = _is_body(noun)
        again = noun.lower_ in titles().again and noun.lower_ not in titles().heads  # "the judge"
        if body or noun.lower_ in titles().businesses or again:
            entity.kind = SpeakerKind.ORGANISATION  # "it", but no "she"
            lands = countries.mentioned(span.text)
            entity.country = lands[0][2] if lands else None
        if called.role:
            entity.roles.append(called.role)
        if _says_which(noun):
            self._known.setdefault(noun.lower_, []).append((place.paragraph, entity))
        return entity, span

    def _is_in_a_role(self, noun: Token, place: Place) -> bool:
        """Whether the noun only tells who somebody is who was named just before it."""
        return noun.lower_ in self._roles.get(place.start, ())


def unsigned(document: Token) -> tuple[Entity, Span]:
    """A report, a letter or the like of which nobody is told to be behind, for a later "it"."""
    span = stripped(name_span(document, document.head if document.dep_ == "nsubj" else None))
    called = unnamed(excerpt_of(span, 0), document, span.end - 1)
    return Entity(name=called.name, kind=SpeakerKind.UNNAMED), span


def _is_bare_name(noun: Token, *, alone: bool) -> bool:
    """Whether one word names whoever a sentence is about, though nothing tells who it is."""
    tells = noun.tag_ == "NN" and noun.head.lemma_.lower() in _telling()  # "Moss conceded that"
    person = noun.ent_type_ == "PERSON" or (alone and (noun.tag_ == "NNP" or tells))
    plain = noun.is_title and noun.is_alpha and weight(noun) == _SPEAKS
    if not (person and plain) or any(c.dep_ in _TELLS_MORE for c in noun.children):
        return False
    known, word = titles(), noun.text
    other = word in known.org_nouns or word in known.not_names or word in known.days
    other = other or word.lower() in known.heads or word.lower() in known.documents
    return not other and countries.named(word) is None


def opening_of(noun: Token) -> Token:
    """The first word, but for an article, of the phrase around a noun."""
    span = stripped(name_span(noun))
    return next((token for token in span if token.pos_ != "DET"), noun)


def excerpt_of(span: Span, offset: int) -> Excerpt:
    """The words with their place in the article; `offset` is that of their piece."""
    start = offset + span.start_char
    return Excerpt(start=start, end=start + len(span.text), words=span.text)


def weight(token: Token) -> int:
    """How much its sentence is about a word; whom it goes according to is its speaker."""
    before = token.head
    source = token.dep_ == "pobj" and before.lower_ == "to" and before.head.lower_ == "according"
    return _SPEAKS if source else salience(token)


def group_of(noun: Token) -> Span | None:
    """People who act together as a subject, for a later "they"."""
    plural = noun.tag_ in ("NNS", "NNPS") and noun.dep_ != "appos"
    if not plural or weight(noun) < _ACTS or is_pair(noun) or not calls_people(noun.lower_):
        return None
    end = min(noun.right_edge.i + 1, noun.i + _MOST_GROUP_WORDS)
    stop = next((t.i for t in noun.doc[noun.i : end] if t.dep_ in ("relcl", "punct")), end)
    return noun.doc[noun.left_edge.i : max(stop, noun.i + 1)]


def _says_which(noun: Token) -> bool:
    """Whether an unnamed person is told from others ("an aide to the mayor")."""
    owners = (c for c in noun.lefts if c.dep_ == "poss" and c.tag_ != "PRP$")
    owner = next(owners, None)
    some = next((c for c in noun.lefts if c.lower_ in ("a", "an")), None)
    if noun.dep_ == "poss" or (owner is None and some is None):
        return False
    end = min(noun.right_edge.i + 1, noun.i + _MOST_GROUP_WORDS)
    ends = ("relcl", "appos", "punct")
    stop = next((t.i for t in noun.doc[noun.i + 1 : end] if t.dep_ in ends), end)
    start = owner.left_edge.i if owner is not None else some.i + 1 if some is not None else noun.i
    return stop >= start + 2


def _is_somebody(noun: Token) -> bool:
    """Whether the noun means one person of whom no name is given here."""
    word, lists = noun.lower_, titles()
    if noun.dep_ in ("dobj", "pobj") and (word in _THINGS_TOO or _is_bare(noun)):
        return False  # "shook her head", "asked for justice", "served as mayor"
    if noun.dep_ in ("poss", "compound") or (noun.dep_ == "appos" and not _speaks_behind(noun)):
        return False
    appositions = (t for c in noun.children if c.dep_ == "appos" for t in c.subtree)
    named = (t.pos_ == "PROPN" for t in appositions)
    if any(named) or any(child.lower_ in _NOBODY for child in noun.children):
        return False
    if word in lists.heads or word in lists.ties or word in lists.role_gender or _gender(noun):
        return True
    if noun.dep_ != "nsubj" or noun.head.lemma_.lower() not in _telling():
        return (weight(noun) == _SPEAKS and f"{word}s" in lists.members) or _is_body(noun)
    calling = _CALLING.search(word) is not None and f"{word}s" not in lists.things
    return f"{word}s" in lists.members or calling or word in _SOMEONE or _is_body(noun)


def _is_bare(noun: Token) -> bool:
    """Whether no word tells which one is meant, and it is no source."""
    return noun.is_lower and weight(noun) != _SPEAKS and noun.left_edge.i == noun.i


@cache
def _telling() -> frozenset[str]:
    """What somebody does who tells something or judges it."""
    return lexicon().reporting | lexicon().judging | {"express", "voice"}


def _is_body(noun: Token) -> bool:
    """Whether a thing speaks, which a later "it" may mean ("The port said it had no money")."""
    word, lists = noun.lower_, titles()
    says = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _telling()
    says = says or (weight(noun) == _SPEAKS and word in lists.businesses | lists.explained)
    calling = _CALLING.search(word) is not None and f"{word}s" not in lists.things
    people = word in lists.heads or word in lists.ties or word in lists.role_gender
    people = people or f"{word}s" in lists.members or word in _SOMEONE or bool(_gender(noun))
    return says and is_definite(noun) and not (people or calling)


def _speaks_behind(noun: Token) -> bool:
    """Whether it is no apposition but a source: The bridge, an aide to the mayor said, is safe;
    or tells who is only counted: "One of them, a woman in her sixties, said".
    """
    if noun.head.lower_ in ("one", "another") and noun.head.dep_ == "nsubj":
        return True
    behind = noun.right_edge.i + 1
    if behind >= len(noun.doc):
        return False
    verb = noun.doc[behind]
    return verb.tag_ in ("VBD", "VBZ") and verb.lemma_.lower() in lexicon().speech


def _gender(noun: Token) -> str:
    word = noun.lower_
    if told := titles().role_gender.get(word, ""):
        return told
    return "f" if _FEMALE.search(word) else "m" if _MALE.search(word) else ""


def _plain_description(words: str) -> str:
    """A description without the clause or the time that follows it in the sentence."""
    words = _CLAUSE.split(words, maxsplit=1)[0]
    return _TIME.sub("", words).rstrip(" ,")
