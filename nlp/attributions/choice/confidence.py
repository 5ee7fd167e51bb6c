"""How sure a draft is: the counted rate of its cue and frame, corrected by what surrounds it.

The corrections are log-odds, set by hand in `lexicons/cues.toml` under [odds] after
looking at how often drafts with each trait were right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from nlp.attributions.choice.bearing import bearing_of, is_subject, lacking_source
from nlp.attributions.choice.drafts import Draft
from nlp.attributions.constructions.hearsay import UNSOURCED
from nlp.attributions.constructions.stances import leads_to_report
from nlp.attributions.constructions.taken_up import is_told_before
from nlp.attributions.constructions.tellers import is_senders
from nlp.attributions.constructions.wedged import amid, closes, closing
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.joined import joined_sayer
from nlp.attributions.grammar.mending import left_to
from nlp.attributions.grammar.misparsed import is_report_behind, officer_before, quoted_as
from nlp.attributions.grammar.openings import lost_deed
from nlp.attributions.grammar.sources import antecedent, are_people, is_hyphen, is_reduced
from nlp.attributions.marks.reading import Reading, place_of
from nlp.texts import next_to

LEAST_BASE = 0.04  # below this no trait can save a draft, so none is looked at
_LEAST, _MOST = 0.005, 0.985

_FIRST = frozenset({"i", "we", "my", "our", "us", "me"})
_THINGS = frozenset({"it", "this", "these", "those", "its", "there"})
_RELATIVES = frozenset({"WDT", "WP", "WP$"})
_MOODS = {
    **dict.fromkeys(("could", "should", "may", "must"), "cue: doubtful"),
    **dict.fromkeys(("do", "does", "did"), "cue: emphatic"),
    **dict.fromkeys(("will", "’ll", "'ll"), "cue: future"),
    "to": "cue: infinitive",
}
_SENTENCE_ENDS = frozenset(".!?\"”'")
_TOLD = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_NAMED = frozenset({"NOUN", "PROPN"})
_WISHES = frozenset({"want", "demand"})
_SEATS = frozenset(
    {"acl", "acomp", "ccomp", "conj", "pcomp", "relcl", "amod", "csubj", "nsubj", "parataxis"}
)
_ODD_SEATS = frozenset({"dobj", "pobj"})
_ORDER = ("tell", "obj-xcomp-to")  # "told them to leave", where no idiom tells
_CLAUSES = frozenset({"ccomp-", "ccomp-that", "ccomp-before"})
_TOLD_MARKS = frozenset({"that", "if", "whether"})
_PARTING = frozenset({",", ";", ":", "(", "—", "–", "-"})
SHORT_WORDS, LONG_WORDS, VERY_LONG_WORDS = 4, 10, 26
HARDLY, MOSTLY, WHOLLY = 0.25, 0.75, 0.95  # shares of a content that quotation marks hold
_AS = frozenset({"as", "as-by"})
# Behind it something else begins.
_ADDED = re.compile(
    r" (?:and|but|when (?:asked|pressed|questioned)|in (?:an?|the|its|his|her|their) (?:[a-z]+ )?"
    r"(?:email|interview|letter|memo|report|speech|statement))\b"
)
LONGEST_TITLE = 5  # words of a quotation that can be the title of a book or a nickname
WIDE_GAP = 30  # characters between cue and content


def corrected(base: float, traits: Iterator[str], odds: Mapping[str, float]) -> float:
    """The base rate moved by the log-odds of its traits."""
    base = min(max(base, _LEAST), _MOST)
    total = math.log(base / (1 - base)) + sum(odds.get(trait, 0.0) for trait in traits)
    return 1 / (1 + math.exp(-total))


def traits_of(reading: Reading, draft: Draft, lexicon: Lexicon) -> Iterator[str]:
    """What surrounds a draft, and its construction, as names that the odds table knows."""
    yield f"frame: {draft.frame}"
    if draft.lemma in lexicon.position and _tells_of_another(draft):
        yield f"stance: {draft.frame}"
    elif draft.lemma in lexicon.position and draft.frame == "aside" and _is_anothers(draft.source):
        yield "stance: aside"
    if (draft.lemma, draft.frame) == _ORDER and _tells_of_another(draft):
        yield "cue: tells to"
    told = draft.lemma in lexicon.reporting or draft.lemma in lexicon.position
    yield from _of_source(draft.cue, draft.source, draft.frame, told=told)
    yield from _of_cue(draft.cue, draft.source, lexicon)
    if draft.frame == "dobj":
        yield from _of_thing(draft.cue, draft.source, lexicon)
        if leads_to_report(draft.cue):
            yield "stance: beside a report"
    share = reading.quoted.of(draft.contents)
    yield from bearing_of(reading, draft, lexicon, quoting=share > 0)
    yield from _of_contents(reading, draft, lexicon, quoting=share > 0)
    yield from _of_quotations(reading, draft, share)


def _of_source(cue: Token, source: Token | None, frame: str, *, told: bool) -> Iterator[str]:
    if source is None:
        yield "source: none" + lacking_source(cue, frame)
        return
    word = source.lower_
    if word in _FIRST:
        yield "source: first person"
    elif word in ("that", "which") and source.tag_ in _RELATIVES:
        told_by_body = told and frame.startswith("ccomp") and _stands_for_body(source)
        yield "source: relative body" if told_by_body else "source: relative thing"
    elif (word in _THINGS and not are_people(source)) or word == "that":
        clause = ", clause" if frame.startswith("ccomp") else ""
        yield "source: it" + (", telling" if told and word == "it" else clause)
    elif word in ("they", "them", "their"):
        yield "source: they"
    elif word in ("he", "she", "his", "her"):
        yield "source: he or she"
    elif source.pos_ == "PROPN":
        yield "source: name"
    quoted = quoted_as(cue) is not None or left_to(cue) is not None  # "quoted Lund as saying"
    quoted = quoted or (source.dep_ == "dobj" and source.head.i == cue.i)  # ", said a clerk"
    officer = officer_before(cue) if source.dep_ == "conj" else None
    quoted = quoted or officer == source  # "old, wet and cold, the owner, Ann Lund, said"
    if source.dep_ in ("dobj", "pobj", "poss", "nsubjpass", "conj") and not quoted:
        yield f"source is {source.dep_}"
    if abs(source.i - cue.i) >= 10:
        yield "source: far"


def _stands_for_body(relative: Token) -> bool:
    """Whether "which" stands for a body by name, set apart: "Free Lines, which says that …"."""
    named = antecedent(relative)
    return (
        next_to(relative, -1).text == "," and named.pos_ == "PROPN" and relative.lower_ == "which"
    )


def _of_cue(cue: Token, source: Token | None, lexicon: Lexicon) -> Iterator[str]:
    noun = cue.pos_ == "NOUN"
    if noun:
        yield f"noun cue is {'nsubj' if lost_deed(cue) else cue.dep_}"
    elif cue.dep_ in _SEATS and not (_stands_apart(cue, lexicon) or is_senders(cue, source)):
        yield f"cue is {cue.dep_}"
    elif cue.dep_ in _ODD_SEATS:
        yield "cue is object"
    if cue.tag_ == "VB":
        yield "cue: bare verb"
    for child in cue.lefts:
        if child.dep_ == "aux" and child.lower_ in _MOODS:
            yield _MOODS[child.lower_]
        elif child.dep_ == "mark" and child.lower_ in ("if", "unless"):
            yield "cue: hypothetical"


def _stands_apart(cue: Token, lexicon: Lexicon) -> bool:
    """Whether what the parse hung on another verb is a clause beside it, as before ";".

    So is the reason in "That is why she thinks …".
    """
    if is_told_before(cue, lexicon) or is_report_behind(cue) or quoted_as(cue):
        return True
    if joined_sayer(cue) is not None or is_reduced(cue):
        return True
    if closing(cue) or amid(cue):
        return True
    if cue.dep_ != "ccomp":
        return False
    if any(c.dep_ == "mark" and c.lower_ not in _TOLD_MARKS for c in cue.lefts):
        return True  # "Years after she claimed that …", which no one says
    reason = cue.head.lemma_ == "be" and any(c.lower_ == "why" for c in cue.lefts)
    after = cue.doc[cue.right_edge.i + 1 : cue.head.i]
    return reason or any(t.text in (";", ":") for t in after)


def _of_thing(cue: Token, source: Token | None, lexicon: Lexicon) -> Iterator[str]:
    """A wish for a thing or its denial is told ("wants a refund"), "denied him a loan" is not."""
    if _is_stance(cue, source, lexicon):
        yield "cue: wish or denial of a thing"
    elif cue.lemma_.lower() == "deny" or cue.lemma_.lower() in _WISHES:
        yield "cue: other wish or denial"


def _tells_of_another(draft: Draft) -> bool:
    """Whether a sentence's own verb is somebody else's."""
    return _is_anothers(draft.source) and _is_own_sentence(draft.cue)


def _is_anothers(source: Token | None) -> bool:
    """Whether somebody else than the writer and the reader tells it."""
    return source is not None and (source.pos_ in _NAMED or source.lower_ in ("he", "she"))


def _is_own_sentence(cue: Token) -> bool:
    """Whether a verb is its sentence's own, or that of what ";" parts from the rest."""
    apart = cue.dep_ == "ccomp" and any(
        t.text == ";" for t in cue.doc[cue.right_edge.i + 1 : cue.head.i]
    )
    return cue.dep_ in ("ROOT", "conj") or apart


def _is_stance(cue: Token, source: Token | None, lexicon: Lexicon) -> bool:
    """Whether somebody is told to want or deny a thing that has a name ("wants a refund")."""
    if source is None or source.lower_ in {*_FIRST, "you"} or cue.tag_ not in _TOLD:
        return False
    charged = source.lower_ == "who" and cue.lemma_.lower() == "deny"
    if not (charged or _is_own_sentence(cue)):
        return False
    thing = next((c for c in cue.rights if c.dep_ == "dobj"), None)
    if thing is None or any(c.dep_ == "dative" for c in cue.rights):
        return False
    lemma = cue.lemma_.lower()
    if lemma == "deny":
        doing = thing.tag_ == "VBG" or thing.text.endswith("ing")
        return doing or thing.lemma_.lower() in lexicon.charges
    return lemma in _WISHES and thing.pos_ in ("NOUN", "PROPN")


def _of_contents(
    reading: Reading, draft: Draft, lexicon: Lexicon, *, quoting: bool
) -> Iterator[str]:
    text, contents = reading.text, draft.contents
    start, end = contents[0][0], contents[-1][1]
    yield from _of_place(draft, start, lexicon)
    words = sum(text.count(" ", s, e) + 1 for s, e in contents)
    kind = ", quoting" if quoting else ""
    if words < SHORT_WORDS:
        yield "content: short" + kind
    elif words >= VERY_LONG_WORDS:
        yield "content: very long" + kind
    elif words >= LONG_WORDS:
        yield "content: long"
    follows = text[end : end + 2]
    if not follows.strip() or follows[0] in _SENTENCE_ENDS:
        yield "content: ends sentence"
    elif follows[1:].isalpha() and not is_subject(draft.cue) and not _ADDED.match(text, end):
        yield "content: breaks off" + (kind or ", clause" * (draft.frame in _CLAUSES))
    opening = text[start : start + 1]
    if opening.isdigit():
        yield "content: opens with number"
    elif opening in "\"“'`‘":
        yield "content: opens with quotation"


def _of_place(draft: Draft, start: int, lexicon: Lexicon) -> Iterator[str]:
    gap = start - place_of(draft.passage, draft.cue_end)[1]
    if gap < 0 and not draft.frame.startswith(UNSOURCED):
        yield "content: before cue"
        if draft.frame == "ccomp-before" and (draft.cue.tag_ == "NNS" or closes(draft.cue)):
            yield "cue: closes its sentence"
    elif gap >= WIDE_GAP and not _only_told_to(draft, start, lexicon):
        yield "content: far" + (", clause" if draft.frame == "ccomp-" else "")
    elif draft.frame.partition("+")[0] in _AS and draft.lemma in lexicon.speech:
        yield "content: behind an opening report"


def _only_told_to(draft: Draft, start: int, lexicon: Lexicon) -> bool:
    """Whether all that parts a clause from its cue is to whom, where or when it was said.

    "that" tells as much of itself; so does "told the Argus of Marlow last week she would".
    """
    if draft.frame in ("according", "in-view", "noun-that"):
        return draft.frame != "noun-that" or draft.lemma in lexicon.known["noun-that"]
    frame = draft.frame.removeprefix("passive:")
    if not frame.startswith("ccomp-") or draft.lemma not in lexicon.speech:
        return False
    if frame.startswith("ccomp-that"):
        return True
    for token in draft.cue.doc[draft.cue_end.i + 1 :]:
        if token.idx + draft.passage.offset >= start:
            return True
        parted = token.text in _PARTING and not is_hyphen(token)
        if token.tag_[0] == "V" or parted or token.lower_ == "that":
            return False
    return False


def _of_quotations(reading: Reading, draft: Draft, share: float) -> Iterator[str]:
    """How much of the content is quoted, and whether it may be names of things."""
    if share == 0:
        yield "content: unquoted"
        return
    if share < HARDLY:
        yield "content: hardly quoted"
    elif share < WHOLLY:
        yield "content: mostly quoted" if share >= MOSTLY else "content: half quoted"
    text = reading.text
    inner = [
        text[q.inner_start : q.inner_end]
        for start, end in draft.contents
        for q in reading.quoted.overlapping(start, end)
    ]
    if all(words[:1].isupper() and words.count(" ") < LONGEST_TITLE for words in inner):
        yield "content: quotes a title"
