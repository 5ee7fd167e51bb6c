"""The company a draft keeps: what else its sentence reports, and whether by the same source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.attributions.choice.drafts import Draft
from nlp.attributions.choice.nesting import is_given
from nlp.attributions.grammar.cues import Lexicon

_LIKELY = 0.5  # a draft less likely than this is no report that others stand beside
_LEAST = 0.1  # no company could save a draft less likely than this
_STANCES = ("dobj", "obj+prep", "obj-prep", "obj-xcomp", "xcomp", "noun", "prep", "adj")

Place = tuple[int, int]


def in_company(drafts: Sequence[Draft], lexicon: Lexicon) -> Iterator[tuple[Draft, str]]:
    """Each stance whose sentence holds another likely report, with the trait that this is.

    Where "Lund said it was late, and praised the crew", the praise is told as the saying is; what
    a sentence tells of others beside a report is more often the reporter's own.
    """
    reports: dict[Place, list[Draft]] = {}
    for draft in drafts:
        if draft.chance >= _LIKELY:
            reports.setdefault(_sentence(draft), []).append(draft)
    for draft in drafts:
        if draft.chance < _LEAST or not draft.frame.startswith(_STANCES):
            continue
        if is_given(draft.cue, lexicon):
            continue  # "sounded the alarm about": a report like any
        others = [d for d in reports.get(_sentence(draft), ()) if d.cue.i != draft.cue.i]
        if not others:
            continue
        same = any(_same_source(draft, other) for other in others)
        yield draft, "sentence: the same source reports" if same else "sentence: another reports"


def _sentence(draft: Draft) -> Place:
    return draft.passage.offset, draft.cue.sent.start


def _same_source(one: Draft, other: Draft) -> bool:
    if one.source is None or other.source is None:
        return False
    return one.source.i == other.source.i
