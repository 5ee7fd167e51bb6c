"""What the parse says of a verb: its subject, object and agent, and whom a pronoun stands for."""

from __future__ import annotations

from spacy.tokens import Span, Token

from nlp.texts import next_to

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
MAX_CLIMB = 6
_TOLD = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BESIDE = 4  # tokens of a report behind its verb
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE"})


def subject_of(verb: Token) -> Token | None:
    """The verb's own grammatical subject, without looking further.

    The parse may make several of what is one ("co-host Nora Quist", "the non-profit",
    "Harbour spokesman the Rev. Lund"): the first is meant unless a hyphen joins them. Of
    "Voters, Quist said, are tired" it is the one beside the verb.
    """
    found: Token | None = None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i != verb.i and not is_mark(child):
            if found is not None and not _replaces(child, found, verb):
                return found
            found = child
    return found or _of_helper(verb)


def has_subject(verb: Token) -> bool:
    """Whether a clause has a subject, or the "there" that stands for one."""
    return subject_of(verb) is not None or any(c.dep_ == "expl" for c in verb.lefts)


def _of_helper(verb: Token) -> Token | None:
    """The subject of "The unions are opposed", which the parse may hang on "are"."""
    helpers = (child for child in verb.lefts if child.dep_ in ("aux", "auxpass"))
    hung = (child for helper in helpers for child in helper.lefts if child.dep_ in SUBJECTS)
    return next(hung, None)


def _replaces(later: Token, found: Token, verb: Token) -> bool:
    """Whether the later of two subjects is the verb's."""
    doc = verb.doc
    if later.i > verb.i:  # "It leaks, said the mayor"
        return later.left_edge.i == verb.i + 1 and doc[verb.i - 1].text == "," and found.i < verb.i
    placed = found.ent_type_ in _PLACES and doc[found.i + 1].text == ","
    if relates(found) and later.i + 1 == verb.i:  # "who prosecutors say led it"
        return True
    if placed and later.left_edge.i == found.i + 2 and later.i + 1 == verb.i:
        return True  # "In Salem, New Hampshire, Quist went"
    told = object_of(verb)  # "Prices, Quist told the Argus, are high"
    behind = (verb if told is None or told.left_edge.i != verb.i + 1 else told.right_edge).i + 1
    closed = behind == len(doc) or doc[behind].text in (",", ".")
    aside = closed and later.i + 1 == verb.i
    return _hyphen_follows(found) or (aside and doc[later.left_edge.i - 1].text == ",")


def relates(token: Token) -> bool:
    """Whether a word stands for what its clause is told of: "that" too, where it is a subject."""
    stands = token.lower_ == "that" and token.dep_ in ("nsubj", "nsubjpass", "dobj")
    return stands or token.tag_ in ("WDT", "WP")


def joins_clause(token: Token) -> bool:
    """Whether a "that" only opens what is told."""
    return token.lower_ == "that" and (token.tag_ == "IN" or token.dep_ == "mark")


def who_is_told_of(verb: Token, deed: Token) -> Token | None:
    """ "who" in "who prosecutors say led the gang", which the parse has say it with them."""
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    relative = subjects[0] if len(subjects) > 1 and relates(subjects[0]) else None
    return relative if deed.tag_ in ("VBD", "VBZ", "VBP", "VBN") and deed.i > verb.i else None


def _hyphen_follows(token: Token) -> bool:
    """Whether a token is, or runs into, the hyphen of a compound word."""
    return is_hyphen(token) or (token.i + 1 < len(token.doc) and is_hyphen(next_to(token)))


def is_mark(token: Token) -> bool:
    """Whether a token is no word; "%" is one, as in "47% say"."""
    return token.text != "%" and not any(map(str.isalnum, token.text))


def is_hyphen(token: Token) -> bool:
    """Whether a token joins two parts of one word."""
    return (
        token.text == "-"
        and not token.whitespace_
        and token.i > 0
        and not next_to(token, -1).whitespace_
    )


def follows_hyphen(token: Token) -> bool:
    """Whether a hyphen stands before a word."""
    return next_to(token, -1).text == "-"


def apposed_sayer(verb: Token) -> Token | None:
    """The clerk of "The pier, the clerk, Ida Roe, said on Monday, would close", whom the parse
    makes another name of the pier."""
    thing, doc = subject_of(verb), verb.doc
    if thing is None or next_to(verb, -1).text != ",":
        return None
    if any(t.tag_ in _TOLD for t in doc[verb.sent.start : thing.left_edge.i]):
        return None  # "What counts, Ida Roe, the clerk, said on Monday, is"
    behind = doc[verb.i + 1 : verb.i + _BESIDE + 1]
    ends = next((t.i for t in behind if t.text == "," or t.tag_[0] == "V"), verb.i)
    if doc[ends].text != "," or not any(map(_lacks_its_thing, (verb.head, *verb.rights))):
        return None
    apposed = (c for c in thing.rights if c.dep_ == "appos" and c.i < verb.i)
    return next((c for c in apposed if doc[c.left_edge.i - 1].text == ","), None)


def _lacks_its_thing(clause: Token) -> bool:
    """Whether a finite verb or its helper opens a clause behind a comma, without a subject."""
    finite = next((c for c in clause.lefts if c.dep_ in ("aux", "auxpass")), clause)
    opens = next_to(finite, -1).text == "," and finite.tag_ in _TOLD
    return opens and subject_of(clause) is None


def own_phrase(verb: Token) -> range:
    """The places of a sayer that a comma stands before and only the verb behind: "a study in The
    Argus found".
    """
    sayer = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i < verb.i), None)
    if sayer is None or sayer.right_edge.i + 1 != verb.i:
        return range(0)
    start = sayer.left_edge.i
    return range(start, verb.i) if start and verb.doc[start - 1].text == "," else range(0)


def object_of(verb: Token) -> Token | None:
    """The verb's direct or dative object."""
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)


def agent_of(verb: Token) -> Token | None:
    """The source of a passive: the noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent":
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    return noun
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive ("was told", "accused by")."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    return passive and not _has_said(verb)


def is_reduced(verb: Token) -> bool:
    """Whether a passive lacks its "was": "the mayor, accused by nurses of lying"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and agent_of(verb) is not None


def _has_said(verb: Token) -> bool:
    """ "He's said that it leaks", "She's told them it leaks": has, which the parse takes for is."""
    helper = next((c for c in verb.lefts if c.dep_ == "auxpass"), None)
    if helper is None or helper.lower_ not in ("'s", "’s"):
        return False
    told = {c.dep_ for c in verb.rights}
    return "ccomp" in told and ("dobj" in told or verb.lemma_ != "tell")


def antecedent(head: Token) -> Token:
    """The noun a relative pronoun stands for; any other word stands for itself."""
    if head.lower_ not in _RELATIVE or head.pos_ != "PRON":
        return head
    seat = head.head
    for _ in range(MAX_CLIMB):
        if seat.dep_ == "relcl":
            named = seat.head.head
            apposed = seat.head.dep_ == "appos" and named.pos_ == "PROPN" and named.i < seat.head.i
            return named if apposed and head.i and next_to(head, -1).text == "," else seat.head
        if seat.dep_ == "ccomp" and seat.head.lemma_ == "be" and head.lower_ == "who":
            own = (c for c in seat.head.rights if c.dep_ == "attr" and c.right_edge.i + 1 == head.i)
            return next(own, head)  # "It was Quist who said"
        if seat.head.i == seat.i:
            break
        seat = seat.head
    return head


def name_beside(preposition: Token) -> Span | None:
    """The name that the parse left out of "according to its builder, Nora Quist"."""
    doc, place = preposition.doc, preposition.right_edge.i + 1
    end = preposition.sent.end
    if place >= end or doc[place].text != ",":
        return None
    last = place + 1
    while last < end and _is_of_name(doc[last]):
        last += 1
    closed = last == end or doc[last].text in (",", ".", ";")
    return doc[place + 1 : last] if closed and last - place > 1 else None


def _is_of_name(token: Token) -> bool:
    """Whether a word is one of a name, "Per" of "Per Moe" too, which looks like a preposition."""
    if token.pos_ == "PROPN":
        return True
    return token.is_title and next_to(token).pos_ == "PROPN"


def are_people(source: Token) -> bool:
    """ "those who have seen it": no things."""
    return source.lower_ == "those" and any(
        c.dep_ == "relcl" and c.left_edge.lower_ == "who" for c in source.rights
    )
