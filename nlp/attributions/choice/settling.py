"""The choice among drafts: one for each cue, the likeliest, and none that says another's again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from nlp.attributions.choice.confidence import corrected
from nlp.attributions.choice.drafts import Draft, is_speech
from nlp.attributions.choice.nesting import names_its_own, told
from nlp.attributions.constructions.stances import leads_to_report
from nlp.attributions.grammar.cues import QUOTING_SUFFIX, Lexicon
from nlp.attributions.grammar.misparsed import quoted_as

THRESHOLD = 0.32
QUOTING_THRESHOLD = 0.3  # where words are quoted, they are most often somebody's
DEED_THRESHOLD = 0.48  # "discussed the plan" tells no clause and no will: as often a mere deed
_DEEDS = re.compile(r"dobj|xcomp|prep-|adj-to$|subject$")  # frames without a clause
_SURE_FRAMES = (
    "quote-after",
    "quote-before-mixed",
    "quote-colon",
    "quote-above",
    "quote-signed",
    "quote-label",
)
_OCCASIONS = frozenset({"IN", "VBN"})
_HALVES = ("as-by", "ccomp-", "ccomp-before", "ccomp-that", "aside")
_LEADING_UP = ("quote-colon", "quote-before")
_OF_A_THING = frozenset({"acl", "relcl"})
_BLOCK = 256  # characters


def settle(drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """One draft per cue, the likeliest; none that repeats another's content."""
    likely = [d for d in drafts if d.chance >= _threshold(d, lexicon)]
    likely.sort(key=_likelihood)
    chosen: list[Draft] = []
    cues: set[tuple[int, int]] = set()
    near: dict[int, list[Draft]] = {}  # by block: whatever repeats a draft touches its blocks
    for draft in likely:
        key = (draft.passage.offset, draft.cue.i)
        blocks = _blocks(draft)
        rivals = {id(other): other for block in blocks for other in near.get(block, ())}
        repeats = (_repeats(draft, other) for other in rivals.values())
        if key in cues or (not names_its_own(draft) and any(repeats)):
            continue
        cues.add(key)
        chosen.append(draft)
        for block in blocks:
            near.setdefault(block, []).append(draft)
    _join_halves(chosen, likely, lexicon)
    framing = _framing(chosen, lexicon)
    kept = [draft for draft in chosen if (draft.passage.offset, draft.cue.i) not in framing]
    for draft in told(kept, lexicon):
        if not is_speech(draft):
            draft.chance = corrected(draft.chance, iter(("cue: told",)), lexicon.odds)
    kept = [draft for draft in kept if draft.chance >= _threshold(draft, lexicon)]
    return sorted(kept, key=lambda d: d.contents[0])


def _join_halves(chosen: Sequence[Draft], likely: Sequence[Draft], lexicon: Lexicon) -> None:
    """Gives "It was late, she said: “Too late.”" both halves of what she said."""
    halves: dict[tuple[int, int], list[Draft]] = {}
    for draft in likely:
        if draft.frame.removesuffix(QUOTING_SUFFIX) in _HALVES:
            halves.setdefault((draft.passage.offset, draft.cue.i), []).append(draft)
    for draft in chosen:
        if not draft.frame.startswith(_LEADING_UP):
            continue
        for half in halves.get((draft.passage.offset, draft.cue.i), ()):
            if _runs_up_to(half, draft, lexicon):
                draft.contents[0] = (half.contents[0][0], draft.contents[0][1])
                draft.reasons.append("both halves of what the cue reports")
                break
            if half.frame not in _HALVES or not _stands_alone(half, lexicon):
                continue
            if not any(s < f and t < e for s, e in draft.contents for t, f in half.contents):
                draft.contents = sorted([*draft.contents, *half.contents])
                draft.reasons.append("both halves of what the cue reports")
                break


def _runs_up_to(half: Draft, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a clause behind the cue runs on into its quotation: said it was late: “Too late.”"""
    (start, end), (first, last) = half.contents[0], draft.contents[0]
    cue_end = draft.passage.offset + draft.cue.idx + len(draft.cue)
    if len(half.contents) > 1 or draft.frame != "quote-colon":
        return False
    return cue_end < start < first < end <= last and _is_clause(half, start, first, lexicon)


def _stands_alone(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a half is a sentence for itself: no occasion ("On Monday"), no other's report."""
    return _is_clause(draft, *draft.contents[0], lexicon)


def _is_clause(draft: Draft, start: int, end: int, lexicon: Lexicon) -> bool:
    offset = draft.passage.offset
    words = draft.passage.doc.char_span(start - offset, end - offset, alignment_mode="expand")
    if words is None or words[0].lower_ == "when":
        return False
    if words[0].tag_ in _OCCASIONS and words[0].lower_ != "if":
        return False
    return not any(t.pos_ == "VERB" and t.lemma_.lower() in lexicon.speech for t in words)


def _likelihood(draft: Draft) -> tuple[bool, float, int, int]:
    """What puts the likelier draft first, and of two alike the longer one."""
    start, end = draft.contents[0]
    return not draft.frame.startswith(_SURE_FRAMES), -draft.chance, start, -end


def _threshold(draft: Draft, lexicon: Lexicon) -> float:
    """The chance a draft needs: less with quoted words, more with neither a clause nor a will."""
    if _quotes(draft):
        return QUOTING_THRESHOLD
    deed = _DEEDS.search(draft.frame) and draft.lemma not in lexicon.wills
    deed = deed and not leads_to_report(draft.cue)
    return DEED_THRESHOLD if deed else THRESHOLD


def _quotes(draft: Draft) -> bool:
    return draft.frame.endswith(QUOTING_SUFFIX)


def _blocks(draft: Draft) -> set[int]:
    """The blocks of the article that a draft's contents touch."""
    return {
        block
        for start, end in draft.contents
        for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1)
    }


def _framing(chosen: list[Draft], lexicon: Lexicon) -> set[tuple[int, int]]:
    """Cues whose content is only the vessel of a report: "issued a statement saying …".

    So is the concern in "voiced concern about …", which is told of as a noun.
    """
    vessels = {
        (other.passage.offset, other.cue.head.head.i)
        for other in chosen
        if (other.cue.dep_ == "acl" and other.cue.head.dep_ == "dobj") or quoted_as(other.cue)
    }
    deeds = [d for d in chosen if d.frame.startswith("dobj") and _is_deed(d, lexicon)]
    vessels |= {
        (deed.passage.offset, deed.cue.i)
        for deed in deeds
        for other in chosen
        if other.passage is deed.passage and _stands_in_object(other.cue, deed.cue)
    }
    vessels |= {  # "said in a statement that …": one report, not two
        (noun.passage.offset, noun.cue.i)
        for noun in chosen
        for report in chosen
        if noun.passage is report.passage
        and noun.contents[0][0] == report.contents[0][0]
        and noun.cue.dep_ == "pobj"
        and noun.cue.head.head.i == report.cue.i
    }
    return vessels | {
        (other.passage.offset, other.cue.head.i)
        for other in chosen
        if other.frame.startswith("noun-prep")
        and other.cue.dep_ == "dobj"
        and other.cue.head.lemma_.lower() in lexicon.light.get(other.lemma, ())
    }


def _is_deed(draft: Draft, lexicon: Lexicon) -> bool:
    """ "passed out", "published": what a thing with words is brought out by."""
    told = (lexicon.speech, lexicon.wills, lexicon.judging)
    return not any(draft.lemma in words for words in told)


def _stands_in_object(cue: Token, verb: Token) -> bool:
    """Whether a report belongs to the thing itself: "published a flyer that said …"."""
    if cue.dep_ not in _OF_A_THING or cue.i <= verb.i or not verb.is_ancestor(cue):
        return False
    return any(c.dep_ == "dobj" and c.is_ancestor(cue) for c in verb.rights)


def _repeats(draft: Draft, other: Draft) -> bool:
    """Whether two drafts have nearly the same content, or one half of a speech is the other's."""
    halves = [[span] for span in other.contents] if other.frame.startswith(_SURE_FRAMES) else []
    return any(_alike(draft.contents, theirs) for theirs in (other.contents, *halves))


def _alike(mine: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> bool:
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in mine for t, f in theirs)
    return shared > 0.8 * (_length(mine) + _length(theirs) - shared)


def _length(spans: list[tuple[int, int]]) -> int:
    return sum(e - s for s, e in spans)
