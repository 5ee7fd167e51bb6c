"""Finds trade measures: who charges whom which rate on what, and how far along it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from spacy.tokens import Doc

from nlp.analysis import Excerpt, Measure, MeasureKind, MeasureStatus
from nlp.figures.amounts.finding import Tokens
from nlp.measures.days.dating import dated
from nlp.measures.days.sense import is_to_end
from nlp.measures.goods.cutting import goods_of, target_words
from nlp.measures.goods.tidied import COUNTED
from nlp.measures.kinds.bans import mentions_ban
from nlp.measures.kinds.curbs import is_fee, mentions_curb, names_its_goods
from nlp.measures.kinds.exemptions import status_of_exemption, without_value
from nlp.measures.kinds.export_controls import is_control, mentions_control
from nlp.measures.kinds.sorts import kind_of
from nlp.measures.parties.states import with_states
from nlp.measures.parties.traders import without_traded
from nlp.measures.rates.charged import charges_imports
from nlp.measures.rates.clauses import clause_of
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.likely import Context, speaks_of_charges
from nlp.measures.rates.moves import (
    direction_of,
    is_step,
    multiplied,
    rate_before,
    step_start,
)
from nlp.measures.sentence.apposed import apposed
from nlp.measures.sentence.dealt_out import of_one_origin
from nlp.measures.sentence.drafts import Draft, takes_up, then_of
from nlp.measures.sentence.followed import deed_of, replaced
from nlp.measures.sentence.framed import framed, of_those, plain_goods
from nlp.measures.sentence.frames import Frame
from nlp.measures.sentence.gathered import gathered, is_nobodys
from nlp.measures.sentence.joint import mutual
from nlp.measures.sentence.lists import Head, find_lists, list_drafts, opening, rest_of
from nlp.measures.sentence.marked import label_of, opens_item, under_label
from nlp.measures.sentence.plain import aside_of, head_of, plain
from nlp.measures.sentence.pointing_back import pointing_back
from nlp.measures.sentence.ranked import one_of_two
from nlp.measures.sentence.shares import (
    Shared,
    continues,
    listed,
    with_date,
)
from nlp.measures.stages.facts import asserted, long_past
from nlp.measures.stages.fate import fate_of, lifted
from nlp.measures.stages.felt import is_felt
from nlp.measures.stages.status import status_of
from nlp.measures.stages.undone import put_off_again
from nlp.measures.story.context import complete
from nlp.measures.story.home import setting_of
from nlp.measures.story.labels import labelled, labels_of
from nlp.measures.story.later import dated_later
from nlp.measures.story.same import with_same_day
from nlp.names.parties import Parties, parties_of
from nlp.names.roster import Roster
from nlp.tariff_words import tariff_words
from nlp.texts import text_of

_LOOKS = (mentions_control, mentions_curb, mentions_ban)
_STANDING = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.ANNOUNCED})
MOST_MEASURES = 1_000  # of one article, about; each is compared with the others
_LOOSE_END = re.compile(r"[\s,;]*(?:[\s,;](?:and|or|but))?(?: of)?[\s,;]*$")
_THOSE = re.compile(r" (?:on|for) (?:those|that|ones)\b| (?:if|when|where) (?:they|it) ")
_RATE = re.compile(r"%|per[ -]?cent|\b(?:zero|nil|nothing|none|exempt\w*|spared|let off)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is said of a rate, and the rate (`done`) whose clause tells how far along it is:
    its own, or that of the first in a list.
    """

    rate: Rate
    frame: Frame
    done: Rate
    shared: Shared | None = None


def find_measures(
    doc: Doc, offset: int, roster: Roster | None = None, anchor: date | None = None
) -> tuple[Measure, ...]:
    """The measures of one passage on its own; see `read_measures`."""
    return read_measures([(offset, doc)], roster, anchor)


def read_measures(
    docs: Sequence[tuple[int, Doc]], roster: Roster | None = None, anchor: date | None = None
) -> tuple[Measure, ...]:
    """All measures of an article, in text order, given its parsed passages with offsets.

    What a sentence leaves out (who imposes, whom it hits) is taken from the article's
    other measures where they leave one answer; else it stays None or empty. `anchor` is
    the article's date, against which "Thursday" is reckoned.
    """
    texts = [text_of(doc) for _, doc in docs]
    nouns = [_named(text) for text in texts]
    controls = [any(look(text) for look in _LOOKS) for text in texts]
    if not any(nouns) and not any(controls) and not any(map(speaks_of_charges, texts)):
        return ()
    parties = without_traded(with_states(parties_of(docs, roster), docs), docs)
    lists, labels = find_lists(docs), labels_of(docs, anchor)
    drafts: list[Draft] = []
    for number, (offset, doc) in enumerate(docs):
        if len(drafts) >= MOST_MEASURES:
            break
        text = text_of(doc)
        if number in lists:
            head = opening(docs, number, lists[number][0])
            told = list_drafts(lists[number], (offset, text), number, head, (parties, drafts))
            rest = partial(rest_of, text)
            drafts += [
                _with_head(one, rest(one.measure.excerpt.end - offset), head, anchor)
                for one in told
            ]
        elif nouns[number] or controls[number] or _RATE.search(text):
            view, tokens = parties.passage(offset, len(text)), Tokens(doc, text)
            context = Context(nouns=sum(nouns), led=number > 0 and bool(nouns[number - 1]))
            found = list(_dated(tokens, offset, view, anchor, context))
            drafts += (
                labelled(replace(one, paragraph=number, opens=offset), labels.get(number), anchor)
                for one in of_one_origin(found, text, offset)
            )
    later = partial(dated_later, docs=docs, parties=parties, anchor=anchor)
    return complete(drafts, parties, setting_of(texts), later)


def _with_head(draft: Draft, rest: str, head: Head, anchor: date | None) -> Draft:
    """An item of a list with the dates that it gives itself (`rest`), else those of the line
    which opens it.
    """
    draft = replace(draft, measure=dated(draft.measure, rest, 0, anchor))
    within = dated(draft.measure, head.line, len(head.line), anchor)
    return draft if draft.measure.effective is not None else replace(draft, measure=within)


def _dated(
    tokens: Tokens, offset: int, parties: Parties, anchor: date | None, context: Context
) -> Iterator[Draft]:
    """The measures of one passage with the dates that their sentences give them."""
    text = tokens.text
    before: tuple[Measure, Rate] | None = None
    for draft, rate in _drafts(tokens, offset, parties, context):
        words, aside = plain(text, rate), aside_of(text, rate)
        near = (step_start(text, rate), rate.right) if rate.step else deed_of(tokens, rate)
        first, last = clause_of(words, replace(rate, near=near))
        last = rate.right if put_off_again(words, rate.end, rate.right) else last
        clause = words[first:last]
        at, behind = rate.start - first, _behind(text, rate, aside[0] if aside else last)
        fate, told = fate_of(words, rate), (draft.measure, clause, at, anchor)
        measure = dated(*told, fate=fate, behind=behind)
        if (head := head_of(text, rate)) and not (measure.effective or measure.expires):
            measure = dated(measure, head, len(head), anchor)
        if not rate.step:
            measure = with_date(measure, rate, before, tokens)
            measure = with_same_day(measure, rate, before, text)
        before = measure, rate
        dateless = measure.kind in {MeasureKind.SANCTION, MeasureKind.FEE}  # they last until lifted
        if measure.status in _STANDING and not dateless and long_past(words, rate, anchor):
            measure = replace(measure, status=MeasureStatus.EXPIRED)
        yield replace(draft, measure=measure, to_end=is_to_end(draft.measure, fate))


def _behind(text: str, rate: Rate, start: int) -> str:
    """What goes on from `start`, where that is said of this rate and not of the next."""
    return text[start : rate.near[1]] if start <= rate.right else ""


def _named(text: str) -> int:
    """How often a passage speaks of tariffs, or of charges on imports."""
    return len(tariff_words().noun.findall(text)) or int(charges_imports(text))


def _drafts(
    tokens: Tokens, offset: int, parties: Parties, context: Context
) -> Iterator[tuple[Draft, Rate]]:
    """The measures that the sentences of one passage state, in text order, with their rates."""
    text = tokens.text
    last: _Told | None = None
    found = gathered(tokens, parties, context)
    for one, stated in replaced(text, sorted(found, key=lambda pair: pair[0].start)):
        rate = multiplied(text, one)
        told = _told(rate, last, parties, tokens)
        frame = one_of_two(under_label(told.frame, parties, text), rate, text)
        if is_nobodys(text, rate, frame, stated=stated) or (stated and not asserted(text, rate)):
            continue
        noun = text[slice(*rate.noun or (0, 0))]
        control = rate.noun is not None and is_control(noun)
        about = frame.goods or frame.targets or names_its_goods(noun)
        owned = frame.imposer or opens_item(text)  # whose an item is, the line before it tells
        guessed = rate.put and is_fee(noun) and not owned
        if (control or rate.put) and not ((owned or guessed) and about):
            continue
        last = told
        for share in mutual(rate, frame, parties, text):
            yield (
                Draft(
                    measure=_measure(tokens, offset, replace(told, frame=share)),
                    paragraph=0,
                    everyone=frame.everyone or control,
                    definite=frame.definite,
                    resumes=frame.resumes or takes_up(text, rate),
                    answers=frame.answers,
                    stated=stated,
                    ours=frame.ours,
                    stranger=frame.stranger,
                    fresh=frame.fresh,
                    label=label_of(parties, text),
                    put=rate.put,
                    guessed=rate.guessed or guessed,
                    then=then_of(text, rate),
                ),
                told.rate,
            )


def _told(rate: Rate, last: _Told | None, parties: Parties, tokens: Tokens) -> _Told:
    """What is said of a rate, the measure before it knowing what they share."""
    known = last and (last.shared or last.frame)
    shared = listed(rate, last.rate, known, parties, tokens) if last and known else None
    if last is not None and shared is not None:
        frame = apposed(shared.frame, rate, parties, tokens.text)
        if frame.goods is None:  # "charges Peru 14% and Chile 23% on foil"
            goods = goods_of(*target_words(rate, tokens), parties, tokens.text)
            frame = replace(frame, goods=goods)
        return _Told(rate=rate, frame=frame, done=last.done, shared=replace(shared, frame=frame))
    text, done = tokens.text, replace(rate, near=deed_of(tokens, rate))
    told_of = (last.frame, last.rate) if last else None
    frame = pointing_back(framed(rate, done, parties, tokens), rate, told_of, parties, tokens)
    told = _Told(rate=rate, frame=frame, done=done)
    if last is None:
        return told
    if rate.sentence == last.rate.sentence:
        gap = last.rate.end, rate.start
        told = replace(told, frame=of_those(told.frame, gap, parties, text, last.frame))
        if is_step(text, last.rate, rate):
            frame = replace(last.frame, start=rate.start, end=rate.end)
            before = last.rate.value if rate.before is None else rate.before
            moved = replace(rate, before=before, step=True)
            return _Told(rate=moved, frame=frame, done=replace(done, before=before))
    if rate.before is not None or last.rate.before is not None:
        return told
    if rate.sentence != last.rate.sentence or not continues(rate, last.rate, text):
        return told
    frame = replace(told.frame, start=max(told.frame.start, rate.start))
    if frame.goods is None and _THOSE.match(text, rate.end):
        frame = replace(frame, goods=last.frame.goods)
    return replace(told, frame=frame, done=last.done)


def _measure(tokens: Tokens, offset: int, told: _Told) -> Measure:
    text, rate, frame = tokens.text, told.rate, told.frame
    goods = plain_goods(frame.goods, rate, tokens)
    words = plain(text, told.done)
    status = status_of(words, told.done, felt=is_felt(tokens, rate))
    span = (frame.start, frame.end) if told.done.start == rate.start else _span(told.done)
    kind = kind_of(text, told.done, span, status)
    rate = lifted(rate, fate_of(words, told.done))
    own = replace(rate, near=told.done.near)
    if (spared := status_of_exemption(text, told.done, kind, status)) is not None:
        rate, kind, status = without_value(rate), MeasureKind.EXEMPTION, spared
    return Measure(
        excerpt=_excerpt(text, frame.start, frame.end, offset),
        sentence=_excerpt(text, *rate.sentence, offset),
        kind=kind,
        status=status,
        imposer=frame.imposer,
        targets=frame.targets,
        goods=COUNTED.sub("", goods or "") or None if kind is MeasureKind.SANCTION else goods,
        rate=rate.value,
        rate_before=rate_before(text, own),
        direction=direction_of(text, replace(own, near=clause_of(text, own))),
        rate_most=rate.most,
    )


def _span(rate: Rate) -> tuple[int, int]:
    """From a rate to its noun, whichever comes first."""
    noun = rate.noun or (rate.start, rate.end)
    return min(rate.start, noun[0]), max(rate.end, noun[1])


def _excerpt(text: str, start: int, end: int, offset: int) -> Excerpt:
    words = text[start:end]
    end = start + len(_LOOSE_END.sub("", words))
    return Excerpt(start=offset + start, end=offset + end, words=text[start:end])
