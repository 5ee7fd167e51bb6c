"""Completes what a sentence leaves out of a measure from the article's other measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nlp.analysis import Measure, MeasureStatus
from nlp.countries import members
from nlp.measures.sentence.drafts import Draft, Then
from nlp.measures.sentence.frames import UNTIL_THEN
from nlp.measures.story.held import with_held
from nlp.measures.story.home import Setting
from nlp.measures.story.kept import kept
from nlp.measures.story.so_far import GENERAL, Story
from nlp.measures.story.was import with_before
from nlp.measures.story.whom import of_the_one, targets_of
from nlp.measures.story.whose import imposer_of
from nlp.names.parties import Parties

_SELLERS = re.compile(
    r"\b(?:suppliers|producers|mills|makers|manufacturers|exporters|shippers|growers|companies"
    r"|firms|rivals|those|ones)\b[^;:]*$"
)
_TO_COME = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.THREATENED, MeasureStatus.SIGNED})
_REST = re.compile(
    r"\b(?:(?:every|any)(?:one|body|where) else|(?:the|all) others|the rest)\b", re.I
)
_ALL_ELSE = re.compile(
    r"\b(?:on|for) (?:nearly |almost |most of )?(?:everything|all|anything) else\b"
)
_MOVED_IT = re.compile(
    r"\b(?:rais|cut|lower|increas|reduc|doubl|halv|lift|slash|hik|trim|brought|put|tak|took)\w*"
    r" (?:it|them|that)(?: up| down| back)? to (?:just |only )?$"
)
_NEXT = re.compile(r"(?:,| and|, and|, while|;)(?: (?:it is|of|at|a))? ")
_ADJACENT = 2  # characters between two sentences


def complete(
    drafts: Sequence[Draft],
    parties: Parties,
    setting: Setting,
    dated: Callable[[list[Draft]], list[Draft]],
) -> tuple[Measure, ...]:
    """The stated measures, completed; those left out that say neither whose they are, nor
    whom they hit, nor which rate is charged on what. The `setting`
    says whom the article is about. `dated` adds what later sentences say once it is known
    whose each measure is.
    """
    story = Story(drafts, parties, setting)
    for draft in drafts:
        story.done.append(_completed(draft, story))
    return kept([_in_order(draft) for draft in dated(with_held(with_before(story.done)))])


def _in_order(draft: Draft) -> Draft:
    """The draft without a start that lies behind its end: one of the two is another's."""
    effective, expires = draft.measure.effective, draft.measure.expires
    if not (effective and effective.first and expires and expires.last):
        return draft
    late = effective.first > expires.last
    return replace(draft, measure=replace(draft.measure, effective=None)) if late else draft


def _completed(draft: Draft, story: Story) -> Draft:
    """Complete one draft from those before it and, last, from those behind it."""
    draft = _turned(draft, story)
    imposer = draft.measure.imposer or imposer_of(draft, story)
    if not draft.measure.imposer and set(members(imposer or "")) & set(draft.measure.targets):
        imposer = None  # a union puts no duty on its own
    known = replace(draft, measure=replace(draft.measure, imposer=imposer))
    targets = known.measure.targets
    if not targets and not draft.everyone:
        targets = targets_of(known, story)
    elif not targets:
        targets = of_the_one(known, story)
    own = {imposer, *members(imposer or ""), *story.spared_beside(known)}
    targets = tuple(name for name in targets if name not in own)
    known = replace(known, measure=replace(known.measure, targets=targets))
    return _on_what(known, story)


def _on_what(draft: Draft, story: Story) -> Draft:
    """ "It is now 10%" goes on about the goods of the measure just before."""
    measure, near = draft.measure, story.near(draft)
    near = None if _ALL_ELSE.search(measure.excerpt.words) else near
    if measure.goods is None and near is not None and _is_the_others(draft, near):
        return replace(draft, measure=replace(measure, goods=near.goods))
    if measure.goods is None and not draft.resumes and _speaks_of_it(draft, near, story):
        return replace(draft, measure=replace(measure, goods=near.goods if near else None))
    if measure.goods is None and measure.targets and not draft.resumes:
        return _of_others(draft, story)
    if not draft.resumes or measure.goods or near is None or measure.rate is None:
        return draft
    if near.imposer != measure.imposer or not set(measure.targets) <= set(near.targets):
        return draft
    known = replace(draft, measure=replace(measure, goods=near.goods))
    return _since(_of_same_days(known, story), story)


def _speaks_of_it(draft: Draft, near: Measure | None, story: Story) -> bool:
    """Whether a duty only called "the rate" is that of the measure just before."""
    measure = draft.measure
    start = max(0, measure.excerpt.start - measure.sentence.start)
    moved = _MOVED_IT.search(measure.sentence.words, 0, start) is not None
    told = (draft.definite or moved) and measure.rate is not None
    if near is None or not told or near.goods in GENERAL:
        return False
    if draft.everyone:
        return False
    theirs = {near.imposer, *near.targets}
    same = near.imposer == measure.imposer and set(measure.targets) <= set(near.targets)
    return bool(near.goods) and same and story.named_in(measure) <= theirs


def _is_the_others(draft: Draft, near: Measure) -> bool:
    """Whether the rest of the world pays on the same goods: "Britain pays 25%. Others pay 50%"."""
    measure = draft.measure
    lead = measure.sentence.words[: max(0, measure.excerpt.start - measure.sentence.start)]
    same = near.imposer == measure.imposer and near.rate is not None and near.targets
    alone = draft.everyone and measure.rate is not None and not measure.targets
    return bool(same and alone and near.goods not in GENERAL and _REST.search(lead))


def _of_others(draft: Draft, story: Story) -> Draft:
    """ "Japanese mills pay 15%, Indian suppliers 9%" of what the measure before is on."""
    measure, last = draft.measure, story.done[-1] if story.done else None
    if last is None or last.paragraph != draft.paragraph or measure.rate is None:
        return draft
    before = last.measure
    if _is_next_of_list(before, measure):
        return replace(draft, measure=replace(measure, goods=before.goods))
    others = before.imposer == measure.imposer and not set(before.targets) & set(measure.targets)
    start = measure.excerpt.start - measure.sentence.start
    if not others or before.goods in GENERAL or not _SELLERS.search(measure.sentence.words[:start]):
        return draft
    return replace(draft, measure=replace(measure, goods=before.goods))


def _is_next_of_list(before: Measure, measure: Measure) -> bool:
    """Whether a rate is of the same duty as the one before: "13% for Peru and 8% for Chile"."""
    between = measure.sentence.words[
        before.excerpt.end - measure.sentence.start : measure.excerpt.start - measure.sentence.start
    ]
    alike = before.sentence == measure.sentence and before.imposer == measure.imposer
    others = before.targets and not set(before.targets) & set(measure.targets)
    return bool(alike and others and before.rate is not None and _NEXT.fullmatch(between))


def _of_same_days(draft: Draft, story: Story) -> Draft:
    """ "… extended its duties from April 16. The rate falls to 6%": falls on that day too."""
    measure, last = draft.measure, story.done[-1]
    whole = last.paragraph == draft.paragraph and last.measure.rate is None and last.stated
    whole = whole and not UNTIL_THEN.match(measure.sentence.words)
    if not whole or any((measure.announced, measure.effective, measure.expires)):
        return draft
    before = last.measure
    return replace(
        draft,
        measure=replace(
            measure,
            announced=before.announced,
            effective=before.effective,
            expires=before.expires,
        ),
    )


def _since(draft: Draft, story: Story) -> Draft:
    """ "The duty was 25%. It is now 10%": the later sentence tells the rate before too."""
    last, measure = story.done[-1], draft.measure
    was, rate = last.measure.rate or last.measure.rate_before, measure.rate
    apart = measure.sentence.start - last.measure.sentence.end
    if draft.then is Then.ONCE and 0 <= apart <= _ADJACENT and measure.rate_before is None:
        return _had_been(draft, story)
    if draft.then not in {Then.NOW, Then.MOVED} or not 0 <= apart <= _ADJACENT:
        return draft
    if was is None or rate is None or was == rate or measure.rate_before is not None:
        return draft
    if draft.then is Then.NOW and last.measure.status in _TO_COME:
        come = replace(
            last.measure, rate_before=rate, direction="raised" if was > rate else "reduced"
        )
        story.done[-1] = replace(last, measure=come)
        return replace(draft, measure=replace(measure, status=MeasureStatus.IN_FORCE))
    down, status = rate < was, measure.status
    if draft.then is Then.NOW or (down and status is MeasureStatus.IN_FORCE):
        status = MeasureStatus.REDUCED if down else MeasureStatus.IN_FORCE
    moved = replace(
        measure, rate_before=was, status=status, direction="reduced" if down else "raised"
    )
    if last.then is Then.ONCE:
        story.done[-1] = replace(last, stated=False)
    return replace(draft, measure=moved)


def _had_been(draft: Draft, story: Story) -> Draft:
    """ "The duties were raised to 35%. They had stood at 14%": the rate before, no measure; of
    steps ("5% this year, 3% the next") before the first.
    """
    last, was = story.done[-1], draft.measure.rate
    same = (n for n, one in enumerate(story.done) if _is_step(one.measure, last.measure))
    place = next(same, len(story.done) - 1)
    last = story.done[place]
    measure = last.measure
    if measure.status is MeasureStatus.EXPIRED and measure.rate is None and last.stated:
        story.done[place] = replace(last, measure=replace(measure, rate=was))
        return replace(draft, stated=False)
    if was is None or measure.rate in {None, was} or measure.rate_before is not None:
        return draft
    story.done[place] = replace(last, measure=replace(measure, rate_before=was))
    return replace(draft, stated=False)


def _is_step(one: Measure, last: Measure) -> bool:
    """Whether a sentence tells two rates of one duty."""
    same = one.imposer == last.imposer and one.targets == last.targets and one.goods == last.goods
    return same and one.sentence == last.sentence


def _turned(draft: Draft, story: Story) -> Draft:
    """ "Its rate" is charged by whoever is known to charge, else paid by the one meant."""
    near, owner = story.near(draft), draft.measure.targets
    if not draft.ours or near is None or (near.imposer,) != owner:
        return draft
    turned = replace(draft.measure, imposer=near.imposer, targets=near.targets)
    return replace(draft, measure=replace(turned, goods=turned.goods or near.goods))
