"""What else a report says: its kind, its mood, to whom it was said and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from nlp.analysis import AttributionKind, Modality
from nlp.attributions.constructions.phrases import name_span
from nlp.attributions.constructions.unsaid import is_negated, rejects
from nlp.attributions.grammar.cues import Lexicon
from nlp.texts import next_to, text_of

DIRECT_SHARE = 0.95
_ADDRESSED = frozenset({"tell", "inform", "assure", "remind", "warn", "advise", "urge", "ask"})
_CONDITIONALS = frozenset({"if", "unless", "should", "whether", "would", "could", "might", "may"})
_ONLY_IF = frozenset({"if", "unless", "provided"})
AGAINST = "prep-against"
"""The frame of what somebody "came out against"."""

_PLAYED_DOWN = frozenset(
    {"play down", "brush off", "brush aside", "shrug off", "laugh off", "wave away", "push back"}
    | {"allay", "quell", "quash", "scotch", "rubbish", "downplay", "dispel", "counter", "rebuff"}
    | {"discount", "ridicule", "debunk"}
)
_BIDDING = frozenset({"tell", "warn", "advise", "remind", "caution", "instruct", "direct"})
_GIVEN_THAT = frozenset({"provided", "providing", "assuming"})
_IF = re.compile(r"[\s\"“‘']*(?:[Ii]f|[Uu]nless|[Pp]rovided|[Oo]nly if)\b")
_ENDED = re.compile(r"[.!?][\"”’']?(?:\s|$)")
_INVERTED = frozenset({"should", "were", "had"})
_MARKS = " \n\"'”’»"
_PROPOSING = frozenset({"insist", "propose", "recommend", "suggest"})
_ONE = frozenset({"he", "she", "it"})
_COMPLETING = frozenset({"prep", "prt", "aux"})  # "call on", "rule out", "a call to"
_SELVES = _ONE | {"they", "we", "i"}
_COMING = frozenset({"would", "will", "'d", "’d", "'ll", "’ll", "could", "might"})
_WISHES = frozenset({"like", "love", "prefer"})
_LATER = frozenset({"later", "eventually", "subsequently", "soon"})
_VENUE = re.compile(
    r"\b(?:on|in|at|via|during) (?P<place>(?:the |a |an |his |her |its |their )?(?:"
    r"Truth Social|Twitter|X|Facebook|Instagram|social media|Oval Office|Rose Garden|White House"
    r"|Capitol Hill|(?:news|press) conference|(?:\w+ )?statement|interview|speech|rally|hearing"
    r"|letter|tweet|post|memo|blog post|e-?mail|op-ed|debate|briefing|press release|report"
    r"|testimony|radio address))\b"
)


def kind_of(quoted_share: float, *, position: bool) -> AttributionKind:
    """Direct where the words are quoted, mixed where some are, else position or indirect."""
    if quoted_share >= DIRECT_SHARE:
        return AttributionKind.DIRECT
    if position:
        return AttributionKind.POSITION
    return AttributionKind.MIXED if quoted_share > 0 else AttributionKind.INDIRECT


def modality_of(cue: Token, source: Token | None, lemma: str, lexicon: Lexicon) -> Modality:
    """The mood of the report: by the cue's class, or by what governs or negates the cue."""
    if rejects(cue, lexicon) and is_negated(cue, source):
        return Modality.DENIED
    if any(c.lower_ in _CONDITIONALS and c.dep_ in ("mark", "aux") for c in cue.lefts):
        # "would later say", "would say only that": it was said
        told = any(c.lower_ in _LATER for c in cue.children) or _says_only(cue)
        mood = Modality.STATED if told else Modality.CONDITIONAL
        return Modality.WANTED if lemma in _WISHES else mood  # "would like it to stay"
    phrases = {lemma}
    if not any(c.dep_ == "oprd" for c in cue.rights):  # "called it a disgrace to the state"
        phrases |= {
            f"{lemma} {c.lower_}" for c in cue.rights if c.dep_ in _COMPLETING and not _dates(c)
        }
        bidden = (c.left_edge for c in cue.rights if c.dep_ == "advcl")
        phrases |= {f"{lemma} for" for c in bidden if c.lower_ == "for"}  # "called for him to go"
        phrases |= {f"{lemma} to"} if _bids(cue) else set()  # "agreed to go"
    for mood, lemmas in lexicon.moods.items():
        if phrases & lemmas:
            sworn = mood is Modality.PROMISED and _tells_of_past(cue)
            return Modality.STATED if sworn else mood
    if cue.pos_ == "NOUN" and cue.dep_ == "dobj" and _plays_down(cue.head):
        return Modality.DENIED
    if lemma == "warn" and _warns_of_own_deed(cue, lexicon):
        return Modality.THREATENED
    asked = _orders(cue) or (lemma in _BIDDING and _bids(cue))
    return Modality.ASKED if asked else Modality.STATED


def _tells_of_past(cue: Token) -> bool:
    """ "He swore he had not been there": no promise, as nothing of it is to come."""
    told = next((c for c in cue.rights if c.dep_ == "ccomp"), None)
    if told is None:
        return False
    helpers = [c for c in told.lefts if c.dep_ == "aux"]
    return (helpers[0] if helpers else told).tag_ == "VBD"


def _warns_of_own_deed(cue: Token, lexicon: Lexicon) -> bool:
    """Whether one warns of what one would do oneself: "warned that it would close the strait"."""
    told = next((c for c in cue.rights if c.dep_ == "ccomp"), None)
    if told is None or told.lemma_.lower() not in lexicon.hostile:
        return False
    doers = [c.lower_ for c in told.lefts if c.dep_ == "nsubj"]
    coming = any(c.dep_ == "aux" and c.lower_ in _COMING for c in told.lefts)
    return coming and bool(set(doers) & _SELVES)


def _plays_down(verb: Token) -> bool:
    """Whether a verb turns down the fear or claim that is its object."""
    lemma = verb.lemma_.lower()
    beside = {f"{lemma} {c.lower_}" for c in verb.rights if c.dep_ in ("prt", "advmod", "prep")}
    return bool({lemma, *beside} & _PLAYED_DOWN)


def _dates(phrase: Token) -> bool:
    """Whether a phrase only tells when: "insisted on Thursday"."""
    return any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in phrase.rights)


def _bids(cue: Token) -> bool:
    """Whether somebody is told what to do: "warned drivers not to cross"."""
    return any(
        child.dep_ == "xcomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts)
        for child in cue.rights
    )


def _orders(cue: Token) -> bool:
    """Whether what is said should be so, and is not: "insisted that the gate be closed"."""
    clause = next((c for c in cue.rights if c.dep_ == "ccomp"), None)
    if clause is None or all(c.lower_ != "that" for c in clause.lefts):
        return False
    helpers = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")]
    if helpers or clause.lemma_ == "be":
        return (helpers[0] if helpers else clause).lower_ == "be"
    subject = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    one = subject is not None and (subject.lower_ in _ONE or subject.tag_ in ("NN", "NNP"))
    return one and clause.tag_ in ("VB", "VBP") and cue.lemma_ in _PROPOSING


def mood_within(content: Span) -> Modality:
    """The mood of what is said itself, where it is one sentence: a question is asked, and
    what holds only if something else does is conditional.
    """
    if content[0].sent.end < content.end:
        return Modality.STATED
    if content.text.rstrip(_MARKS).endswith("?"):
        return Modality.ASKED
    clause = content.root
    hangs = any(_is_condition(child) for child in clause.children if child.i >= content.start)
    hangs = hangs or any(_is_turned(word, content) for word in content)
    return Modality.CONDITIONAL if hangs else Modality.STATED


def is_condition_amid(doc: Doc, halves: Sequence[tuple[int, int]]) -> bool:
    """Whether one of two halves of a sentence is the condition of the other: "The firm would
    go, its boss said, if taxes rose". The halves are characters of `doc`.
    """
    (start, end), (again, last), *more = halves
    text = text_of(doc)
    between = text[end:again]
    return (
        not more
        and not _ENDED.search(between)
        and any(_IF.match(text, at, to) is not None for at, to in ((start, end), (again, last)))
    )


def _is_condition(clause: Token) -> bool:
    """ "If the bridge closes", "unless it closes"; no "even if", "as if"."""
    if clause.lower_ in _GIVEN_THAT and any(c.dep_ == "ccomp" for c in clause.rights):
        return True
    if clause.dep_ != "advcl":
        return False
    mark = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ in _ONLY_IF), None)
    if mark is None:
        return False
    return not (mark.i and next_to(mark, -1).lower_ in ("even", "as", "what"))


def _is_turned(word: Token, content: Span) -> bool:
    """ "Should inflation rise", "had the pilot been warned": the auxiliary before its subject."""
    if word.lower_ not in _INVERTED or word.dep_ not in ("aux", "auxpass"):
        return False
    before = next_to(word, -1) if word.i > content.start else None
    opens = before is None or before.is_punct
    opens = opens or (word.lower_ == "should" and before is not None and before.pos_ == "NOUN")
    subjects = (c for c in word.head.children if c.dep_ in ("nsubj", "nsubjpass"))
    return opens and any(word.i < c.i < word.head.i for c in subjects)


def _says_only(cue: Token) -> bool:
    """Whether "only" beside the cue tells of someone who says no more than this."""
    doc, beside = cue.doc, (cue.i - 1, cue.i + 1)
    would = any(c.lower_ == "would" and c.dep_ == "aux" for c in cue.lefts)
    return would and any(0 <= i < len(doc) and doc[i].lower_ == "only" for i in beside)


def addressee_of(cue: Token) -> str | None:
    """Who was told: the object of "told", or the noun after "to"."""
    if cue.lemma_.lower() not in _ADDRESSED:
        return None
    for child in cue.children:
        if child.dep_ in ("dobj", "dative") and child.i > cue.i:
            return name_span(child).text
    return None


def venue_of(clause: str) -> str | None:
    """Where it was said, as the reporting clause words it: "Truth Social", "the Oval Office"."""
    found = _VENUE.search(clause)
    return found["place"] if found else None
