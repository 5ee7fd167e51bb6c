"""Mends what parsers do to the subjects of reports: hung on another's clause, or on a town.

In "Lund said the mayor lied, adding that …" the parse may have the mayor add; in "In
Marlow, Nora Quist, the treasurer, said …" it may take Quist for a name of the town.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import MAX_CLIMB, apposed_sayer, is_hyphen, subject_of
from nlp.texts import next_to
from nlp.titles import titles

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TELLS_ON = _FINITE | {"VBG"}
_SHARES = frozenset({"conj", "advcl", "xcomp", "aux", "dep", "parataxis", "pcomp", "prep"})
_HANGS = _SHARES | {"acl"}
_STRAY = frozenset({"appos", "conj", "dep", "npadvmod", "ROOT", "csubj", "advmod"})
_SEATED = frozenset({"pobj", "dobj", "dative"})
_STRAY_REACH = 25  # tokens from a verb back to its subject
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_ASIDES = frozenset({"parataxis", "ccomp"})
_MARKS = frozenset({",", "-", "–", "—", "―"})
_NO_SUBJECTS = frozenset({"VBN", "IN"})
_PLACES = frozenset({"outside", "inside"})  # "Outside court, Nora Quist said"
_OPENERS = frozenset({"after", "as", "before", "once", "since", "until"})
_LEADS = frozenset(
    {"cause", "drive", "force", "inspire", "lead", "leave", "prompt", "provoke", "spur", "tempt"}
)
_EXPECTS = frozenset({"anticipate", "believe", "estimate", "expect", "forecast", "hope", "think"})
_BESIDE = 4  # tokens of a report before its comma


def report_around(verb: Token) -> Token | None:
    """The report whose source goes on telling with `verb`, which has no subject of its own.

    In "Lund said the mayor lied and called him …" it is Lund who calls, not the mayor.
    """
    if verb.dep_ not in _HANGS or subject_of(verb) is not None:
        return None
    tells_on = verb.lemma_.lower() in _telling()
    while verb.dep_ == "xcomp" and subject_of(verb) is None:  # "going on to say"
        verb = verb.head
    if verb.tag_ not in _TELLS_ON or subject_of(verb) is not None:
        return None
    return _report_beside(verb) or _report_above(verb, tells_on=tells_on)


@cache
def _telling() -> frozenset[str]:
    """The verbs that go on telling."""
    return lexicon().reporting | lexicon().naming


def _report_above(verb: Token, *, tells_on: bool) -> Token | None:
    """The report in whose told clause a verb hangs."""
    seat = verb.head
    if verb.dep_ not in _SHARES:
        return None
    for _ in range(MAX_CLIMB):
        above = seat.head
        if seat.dep_ == "ccomp":
            told = (
                tells_on and above.pos_ == "VERB" and _is_that_clause(seat)
            )  # "accepted that … but insisted"
            return above if told or (_reports(above) and (tells_on or _alike(verb, seat))) else None
        if seat.dep_ == "acl" and above.pos_ == "NOUN":
            trails = verb.tag_ == "VBG" and tells_on and _is_that_clause(seat)
            return clause_above(above) if trails else None
        if seat.dep_ not in _SHARES or above.i == seat.i:
            return None
        seat = above
    return None


def wedged_in(verb: Token, subject: Token) -> Token | None:
    """The true subject of a report set between commas in another's clause.

    "The storm, a spokesman for the port said, had passed" and "The storm, says the cook, …"
    are parsed as if the storm had spoken. None where the parse is right.
    """
    doc, behind = verb.doc, verb.i + 1
    if subject.left_edge.lower_ in _PLACES and doc[subject.i + 1].text == ",":
        return next((c for c in reversed(list(subject.rights)) if c.dep_ == "appos"), None)
    if subject.tag_ in _NO_SUBJECTS and not any(c.dep_ == "det" for c in subject.lefts):
        return lost_subject(verb)
    if verb.dep_ not in _ASIDES or not subject.i < verb.i or doc[verb.i - 1].text in _MARKS:
        aside = verb.dep_ in _ASIDES and subject.i < verb.i
        return (_behind(verb) if aside else None) or apposed_sayer(verb)
    if behind >= len(doc) or doc[behind].text != ",":
        return None
    commas = [t.i for t in doc[subject.i : verb.i] if t.text == ","]
    if not commas:
        return None
    first = commas[-1] + 1
    return next((t for t in doc[first : verb.i] if _heads(t, first)), None)


def _behind(verb: Token) -> Token | None:
    """The subject behind an inverted verb that a comma follows: ", says the cook, "."""
    for child in verb.rights:
        end = child.right_edge.i + 1
        closed = end < len(verb.doc) and verb.doc[end].text == ","
        if child.dep_ == "nsubj" and child.left_edge.i == verb.i + 1 and closed:
            return child
    return None


def _heads(token: Token, first: int) -> bool:
    """Whether a noun heads the phrase that begins at `first`."""
    return token.pos_ in _NOMINAL and token.left_edge.i == first and token.head.i < first


def outside_dashes(verb: Token, source: Token) -> Token:
    """The source, or the sentence's subject where it stands between two dashes.

    In "Groups marched on – where the Foxes had played – chanting …" it is the groups who chant.
    """
    if source.i + 2 >= verb.i or sum(map(_is_dash, verb.doc[source.i : verb.i])) != 1:
        return source
    opening = [t for t in verb.doc[verb.sent.start : source.i] if _is_dash(t)]
    if len(opening) % 2 == 0:
        return source
    for token in verb.doc[verb.sent.start : opening[0].i]:
        if token.dep_ == "nsubj":
            return token
    return source


def behind_colon(verb: Token, source: Token) -> Token:
    """The source, or who follows a colon between the two: "Reaction from Oslo: Quist said"."""
    if source.i > verb.i:
        return source
    colons = [t.i for t in verb.doc[source.i : verb.i] if t.text == ":" and t.whitespace_]
    if not colons:
        return source
    first = colons[-1] + 1
    between = (t for t in verb.doc[first : verb.i] if t.pos_ in _NOMINAL)
    opening = (t for t in between if t.left_edge.i == first and not first <= t.head.i < verb.i)
    return next(opening, source)


def _is_dash(token: Token) -> bool:
    return token.text in _DASHES and not is_hyphen(token)


def _reports(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return verb.pos_ == "VERB" and (lemma in lexicon().reporting or lemma in _EXPECTS)


def _alike(verb: Token, told: Token) -> bool:
    """Whether a verb joined to a told one has the form of the report: "said … and struck"."""
    return verb.dep_ == "conj" and verb.head.i == told.i and verb.tag_ == told.head.tag_


def _is_that_clause(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)


def _report_beside(verb: Token) -> Token | None:
    """The report that a participle goes on from at once: "the aide recalled Monday, adding"."""
    doc, comma = verb.doc, verb.i - 1
    if verb.tag_ != "VBG" or comma < 1 or doc[comma].text != ",":
        return None
    for token in reversed(doc[max(verb.sent.start, comma - _BESIDE) : comma]):
        if token.tag_ in _FINITE:
            when = any(c.dep_ == "mark" and c.lower_ != "as" for c in token.lefts)
            reports = _reports(token) and not when  # "until the trial goes on, ruling that"
            return token if reports and subject_of(token) is not None else None
        if token.is_punct or token.tag_[0] == "V":
            return None
    return None


def led_in(verb: Token) -> Token | None:
    """The noun before a clause's verb that the parse gave to the word which opens the clause.

    In "It closed after a study by Lund found that …" the study finds, not what closed.
    """
    if verb.dep_ != "advcl" or verb.tag_ not in _FINITE or subject_of(verb) is not None:
        return None
    for opener in verb.head.children:
        if (
            opener.dep_ == "prep"
            and opener.lower_ in _OPENERS
            and opener.right_edge.i + 1 == verb.i
        ):
            return next((c for c in opener.children if c.dep_ == "pobj"), None)
    return None


def left_to(verb: Token) -> Token | None:
    """Who wonders in "The delay left many to wonder": not what left or led them to."""
    above = verb.head
    if verb.dep_ not in ("xcomp", "advcl") or above.lemma_ not in _LEADS:
        return None
    between = (c for c in above.rights if c.dep_ == "dobj" and c.i < verb.i)
    return next(between, None) if subject_of(verb) is None else None


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ == "aux" and c.tag_ in _FINITE for c in verb.lefts)


def counted_subject(verb: Token) -> Token | None:
    """The number that the parse took for a count of the verb: "About 4 in 10 say"."""
    if verb.tag_ not in _FINITE:
        return None
    return next((c for c in verb.lefts if c.dep_ == "nummod" and c.tag_ == "CD"), None)


def shared_ahead(verb: Token) -> Token | None:
    """The subject of the clause before a finite verb that has none, which the parse took for
    what it reports: "Lund offered him a seat, then says it was late".
    """
    if verb.tag_ not in _FINITE:
        return None
    for clause in verb.lefts:
        if clause.dep_ in ("ccomp", "advcl") and clause.tag_ in _FINITE:
            marked = any(c.dep_ == "mark" or c.tag_ == "WRB" for c in clause.lefts)
            quoted = any(t.is_quote for t in verb.doc[clause.right_edge.i : verb.i])
            return None if marked or quoted else subject_of(clause)
    return None


def lost_subject(verb: Token) -> Token | None:
    """The subject of a finite verb that the parse hung on the words before it.

    In "Alarmed by the noise in Marlow, Nora Quist, the mayor, said" it may take Quist for
    another name of the town.
    """
    if not _is_finite(verb):
        return None
    bracketed = False
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - _STRAY_REACH) : verb.i]):
        if token.text in "()":
            bracketed = token.text == ")"
        if bracketed or token.pos_ not in _NOMINAL:
            continue
        if token.dep_ not in _STRAY and not _stands_apart(token, verb):
            continue
        if token.ent_type_ in ("DATE", "TIME"):
            continue
        while token.dep_ in ("appos", "conj") and _goes_on_from(token):
            token = token.head
        return token
    return None


def taken_for_part(verb: Token) -> Token | None:
    """The sayer right before a verb, whom the parse took for part of it ("records show") or for
    an adverb that opens the sentence ("Jolly said he")."""
    before = next_to(verb, -1) if verb.i else None
    if before is None or before.head.i != verb.i or verb.tag_ not in _FINITE:
        return None
    if subject_of(verb) is not None:
        return None
    opens = verb.i == verb.sent.start + 1 and before.dep_ == "advmod" and before.is_title
    name = opens and before.text not in titles().openers and not before.text.endswith("ly")
    return before if name or (before.dep_ == "compound" and before.pos_ in _NOMINAL) else None


def _stands_apart(token: Token, verb: Token) -> bool:
    """Whether a name stands between a comma and the verb: "In Marlow, Ohio, Nora Quist said"."""
    between = token.doc[token.i + 1 : verb.i]
    first = min((c.left_edge.i for c in token.lefts), default=token.i)
    comma = first > 0 and token.doc[first - 1].text == ","
    return comma and all(t.pos_ in ("ADV", "AUX") for t in between)


def _goes_on_from(token: Token) -> bool:
    """Whether a word describes a name before it, or is joined to it by "and"."""
    if token.dep_ == "conj":
        before = token.doc[token.head.i : token.left_edge.i]  # but "old, wet and cold, the owner,"
        return any(t.dep_ == "cc" for t in before) and before[-1].text != ","
    if token.head.dep_ in _SEATED:
        return False
    if token.pos_ == "PROPN":
        return token.head.pos_ == "NOUN" and token.head.lower_ in titles().heads
    return token.left_edge.pos_ in ("DET", "PRON") and token.head.pos_ == "PROPN"


def clause_above(verb: Token) -> Token | None:
    """The nearest verb above."""
    seat = verb.head
    for _ in range(MAX_CLIMB):
        if seat.pos_ in ("VERB", "AUX"):
            return seat
        seat = seat.head
    return None
