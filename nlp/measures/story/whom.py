"""Tells whom a measure hits whose own sentence does not say, by the story so far."""

from __future__ import annotations

import re

from nlp.analysis import Measure, MeasureKind, MeasureStatus
from nlp.measures.parties.origins import origin_of
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.kin import at_odds, first_of_sentence
from nlp.measures.story.so_far import FOREIGN, GENERAL, Story

_QUALIFIED = re.compile(r"\b(?:the|that|who|which|beyond|outside|under|qualif\w+)\b", re.I)
_COUNTS = {"three": 3, "four": 4}
_THE_TWO = re.compile(
    r"(?:The|Both|These|All)(?: (?P<many>two|three|four))?"
    r" (?:countries|nations|allies|neighbou?rs|economies|exporters|governments)\b"
)
_OURS_PAY = re.compile(
    r"\b(?:(?P<one>its?|our|we)|their|they|exporters|growers|producers|makers|mills|farmers"
    r"|fishermen"
    r"|winemakers|distillers|the (?:company|firm|industry))\b[^.;:%]{0,60}?"
    r"\b(?:pay|pays|paid|paying|face|faces|faced|facing|bear|bears|carry|carries|carried|owe"
    r"|(?:is|are|was|were|been|be) (?:[a-z]+ )?(?:charged|taxed|hit))\b[^.;:%]{0,30}$",
    re.I,
)
_NAMELESS = re.compile(  # whose goods they are, where the sentence before named the country
    r"\b(?:(?:on|against|hits?|hitting|tax(?:es|ed|ing)?|charg(?:es?|ed|ing)) (?:its|their)"
    r" (?!own|imports|quotas?)[a-z]"
    r"|(?:on|against|for|off|over|from|hits?|hitting|tax(?:es|ed|ing)?|charg(?:es?|ed|ing)|targets?"
    r"|targeted|targeting) (?:(?:all|most|some|many|any|other) (?:of )?)?"
    r"(?:the (?:[a-z]+ )?(?:country|nation|island|kingdom|republic|neighbou?r)\b"
    r"|(?:its|their) (?:[a-z]+ )?(?:neighbou?r|rival|partner)\b|there\b))"
)
_FROM_ALL = re.compile(r"\b(?:all|any|every) (?:imported|foreign)\b")
_LEAD, _FAR = 60, 400  # characters before a measure's words, and before its sentence
_ALL = re.compile(r"\b(?:all|any|every|other|imported|foreign|most)\b", re.I)


def targets_of(draft: Draft, story: Story) -> tuple[str, ...]:
    """Whom the measure hits, by those told before it or else by the headline."""
    if _FROM_ALL.search(draft.measure.excerpt.words):
        return ()
    told = (
        _the_two(draft, story)
        or _nameless(draft, story)
        or _by_others(draft, story)
        or _of_two(draft, story)
    )
    return told or of_the_one(draft, story) or origin_of(draft.measure.goods)


def _the_two(draft: Draft, story: Story) -> tuple[str, ...]:
    """Whom "The two countries now pay 15%" means: those that the sentence before told of."""
    measure, last = draft.measure, story.done[-1] if story.done else None
    said = _THE_TWO.match(measure.sentence.words)
    if said is None or last is None or draft.paragraph - last.paragraph > 1:
        return ()
    hit = {
        name: None
        for one in story.done
        if one.measure.sentence == last.measure.sentence
        for name in one.measure.targets
    }
    return tuple(hit) if len(hit) == _COUNTS.get((said["many"] or "").lower(), 2) else ()


def _nameless(draft: Draft, story: Story) -> tuple[str, ...]:
    """Whom "the country's goods" and "its neighbour" mean: the last country that was named before
    the sentence beside whoever puts the measure on.
    """
    measure = draft.measure
    sentence, start = measure.sentence, measure.excerpt.start - measure.sentence.start
    said = _NAMELESS.search(sentence.words, max(0, start - _LEAD))
    if said is None or measure.imposer is None or story.named_in(measure) - {measure.imposer}:
        return ()
    before = story.parties.within(max(0, sentence.start - _FAR), sentence.start)
    named = [one.country for one in before if one.plain and one.country != measure.imposer]
    return (named[-1],) if named else ()


def _by_others(draft: Draft, story: Story) -> tuple[str, ...]:
    """Whom the measure hits, by what it answers, continues or takes up again."""
    measure, near = draft.measure, story.near(draft)
    if draft.answers and near and near.imposer and near.imposer != measure.imposer:
        return (near.imposer,)
    meant = _meant_again(draft, story)
    label = None if story.imposers.labels_put else draft.label
    label = label if label != measure.imposer else None
    if meant is not None or label is not None:
        return meant.targets if meant else (label or "",)
    leading, everybodys = story.imposers.leading, _ALL.search(measure.excerpt.words)
    others = story.named_in(measure) - {measure.imposer, leading}
    closed = everybodys or others or measure.imposer == leading or draft.fresh
    closed = closed or "export" in measure.sentence.words
    spares = measure.kind is MeasureKind.EXEMPTION
    if leading and not (closed or spares) and at_odds(leading, measure.imposer, story.all()):
        return (leading,)
    general = measure.goods in GENERAL and not everybodys
    if measure.goods and not general and not _QUALIFIED.search(measure.goods):
        return _of_same_paragraph(draft, story)
    others = story.named_in(measure) - {measure.imposer}
    elsewhere = others and not others <= ({near.imposer, *near.targets} if near else set())
    # "could impose a 15% tariff": on whom is left open
    if elsewhere or (draft.fresh and measure.status is MeasureStatus.THREATENED):
        return ()
    return _continued(measure, near, story) or _only_target(measure.imposer, story)


def _of_two(draft: Draft, story: Story) -> tuple[str, ...]:
    """Whom a measure hits in an article about two, where all that its imposer puts on hits
    only the other.
    """
    measure = draft.measure
    other = story.other_of_two(draft, [measure.imposer])
    threat = measure.status is MeasureStatus.THREATENED and not draft.definite
    special = measure.goods and measure.goods not in GENERAL and not story.of_deal
    if other is None or draft.fresh or threat or special or FOREIGN.search(measure.sentence.words):
        return ()
    own = (one.targets for one in story.all() if one.imposer == measure.imposer)
    return (other,) if {name for names in own for name in names} <= {other} else ()


def of_the_one(draft: Draft, story: Story) -> tuple[str, ...]:
    """Whom "their bottles pay 30%" means in an article about one country's goods."""
    measure, about = draft.measure, story.about(draft.measure.imposer)
    lead = measure.sentence.words[: max(0, measure.excerpt.start - measure.sentence.start)]
    pays = _OURS_PAY.search(lead)
    if measure.imposer is None or about is None or pays is None:
        return ()
    if draft.everyone and not pays["one"]:
        return ()  # "they" may be everybody's
    told = story.parties.within(measure.sentence.start, measure.excerpt.end)
    others = {one.country for one in told if one.plain} - {measure.imposer, about}
    return () if others or FOREIGN.search(measure.sentence.words) else (about,)


def _of_same_paragraph(draft: Draft, story: Story) -> tuple[str, ...]:
    """Whom the measure just before hits, where the same paragraph goes on about other goods
    and its sentence names nobody: "… on Peruvian goods. The rate also covers cars".
    """
    last = story.done[-1] if story.done else None
    if last is None or last.paragraph != draft.paragraph:
        return ()
    near, measure = last.measure, draft.measure
    if measure.imposer is None or near.imposer != measure.imposer or len(near.targets) != 1:
        return ()
    here = (one.measure for one in story.done if one.paragraph == draft.paragraph)
    if any(one.imposer == measure.imposer and not one.targets for one in here):
        return ()
    since = story.parties.within(near.sentence.end, measure.excerpt.end)
    rest = max(measure.excerpt.end, near.sentence.end)
    after = story.parties.within(rest, measure.sentence.end)
    named = {one.country for one in since if one.plain} - {measure.imposer, *near.targets}
    named |= {one.country for one in after if one.plain} - {measure.imposer}
    if named or _ALL.search(measure.excerpt.words) or FOREIGN.search(measure.sentence.words):
        return ()
    return near.targets


def _continued(measure: Measure, near: Measure | None, story: Story) -> tuple[str, ...]:
    """Whom the measure just before hit, or its imposer where this one strikes back."""
    if near is None:
        return ()
    if near.imposer and measure.imposer in near.targets and not measure.goods:
        return (near.imposer,)
    if near.imposer is None or near.imposer != measure.imposer:
        return ()
    return first_of_sentence(near, (done.measure for done in story.done)).targets


def _meant_again(draft: Draft, story: Story) -> Measure | None:
    """An earlier measure of the same imposer that the draft goes on with or repeats."""
    measure = draft.measure
    before, near = story.in_sentence(draft), story.near(draft)
    others = _named_since(before, measure, story) if before else set()
    if others:
        return None  # "Peru pays 15%, and Chile and Bolivia sit at 20% and 19%"
    if before and before.imposer == measure.imposer and (not measure.goods or before.targets):
        return before
    like = near if draft.resumes else story.of_like_goods(draft)
    if like is not None and like.imposer == measure.imposer:
        return like
    same = story.same_rate(draft)
    if same is not None and not measure.goods and same.imposer == measure.imposer:
        return same
    return None


def _named_since(before: Measure, measure: Measure, story: Story) -> set[str]:
    """The other countries that a sentence names between two measures of whom none is known to put
    them on.
    """
    if measure.imposer or before.imposer or not before.targets:
        return set()
    named = story.parties.within(before.excerpt.end, measure.excerpt.start)
    return {one.country for one in named if one.plain} - set(before.targets)


def _only_target(imposer: str | None, story: Story) -> tuple[str, ...]:
    """The country that all measures of `imposer` hit, if there are several or it answers."""
    stated = [d.measure.targets for d in story.drafts if d.measure.imposer == imposer]
    aimed = [targets for targets in stated if targets]
    if len(set(aimed)) != 1:
        return ()
    back = any(
        (d.measure.imposer,) == aimed[0] and imposer in d.measure.targets for d in story.drafts
    )
    return aimed[0] if back else ()
