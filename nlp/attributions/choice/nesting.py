"""Which drafts stand inside what another draft reports: their cue is the other source's word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from spacy.tokens import Token

from nlp.attributions.choice.drafts import SCRIPTED, Draft
from nlp.attributions.constructions.standpoints import POLLED
from nlp.attributions.grammar.cues import TOLD_OF, Lexicon
from nlp.attributions.grammar.sources import subject_of
from nlp.attributions.marks.reading import place_of

_NOMINAL = ("dobj", "noun-prep", "prep-")
HOLDS_FROM = 0.3  # a draft less likely than this is not taken to hold another


def nested(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """The drafts whose cue lies in the content of a draft that is likely itself.

    "Lund said the board wants a vote": what the board wants is told by Lund, and most
    readers count it as Lund's report only. Not so a noun that says whose it is: "dismissed the
    board's claim that".
    """
    return _within([d for d in drafts if not names_its_own(d)], drafts, lexicon)


def told(chosen: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """The chosen drafts that stand inside what another chosen draft tells.

    "blasted critics who say that": a thing that somebody speaks of tells no report of
    others, so that only nouns ("rejected the charge that") belong to it, unless they say whose
    they are ("rejected the bank's charge that").
    """
    clauses = [d for d in chosen if not d.frame.startswith(_NOMINAL)]
    verbs = [d for d in chosen if d.cue.pos_ != "NOUN"]
    nouns = [d for d in chosen if d.cue.pos_ == "NOUN" and not names_its_own(d)]
    return [*_within(verbs, clauses, lexicon), *_within(nouns, chosen, lexicon)]


def names_its_own(draft: Draft) -> bool:
    """Whether a noun with a clause says itself whose it is: "a warning by the bank that …"."""
    cue, source = draft.cue, draft.source
    if not draft.frame.startswith(TOLD_OF) or source is None or not cue.is_ancestor(source):
        return False
    return source.tag_ != "PRP$" or _is_of_another(source, subject_of(cue.head))


def _is_of_another(owner: Token, subject: Token | None) -> bool:
    """Whether "her" in "Critics dismissed her claim that …" cannot be the critics'."""
    if subject is None:
        return True
    several = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "we")
    return several is not (owner.lower_ in ("their", "our"))


def _within(drafts: Sequence[Draft], holders: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    likely = [d for d in holders if d.chance >= HOLDS_FROM and d.frame != POLLED]
    lines = [d for d in likely if d.frame == SCRIPTED]
    found = _inside(drafts, [d for d in likely if d.frame != SCRIPTED], lexicon)
    if not lines:
        return found
    held = {id(d) for d in found}
    own = (d for d in _inside(drafts, lines, lexicon) if not _speaks_for_itself(d, lexicon))
    return [*found, *(d for d in own if id(d) not in held)]


def _speaks_for_itself(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a transcript's line tells what somebody else said: "The ministry tells me …"."""
    source = draft.source
    named = source is not None and source.pos_ in ("NOUN", "PROPN")
    return named and draft.lemma in lexicon.reporting


def _inside(drafts: Sequence[Draft], holders: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    spans = sorted(span for d in holders for span in d.contents)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))  # furthest end so far
    found = []
    for draft in drafts:
        place = place_of(draft.passage, draft.cue)[0]
        before = bisect_right(starts, place)
        if before and place < reach[before - 1] and not is_given(draft.cue, lexicon):
            found.append(draft)
    return found


def is_given(cue: Token, lexicon: Lexicon) -> bool:
    """ "sounded the alarm about": verb and noun are one report, though each may seem its own."""
    return cue.dep_ == "dobj" and cue.head.lemma_ in lexicon.light.get(cue.lemma_.lower(), ())
