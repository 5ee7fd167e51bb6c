"""Puts the findings of one reading together: attributions, figures, measures, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from spacy.tokens import Token

from nlp.analysis import (
    Attribution,
    Cue,
    Excerpt,
    Figure,
    Measure,
    Modality,
    Name,
    Speaker,
)
from nlp.attributions.choice.drafts import SCRIPTED, Draft
from nlp.attributions.choice.settling import settle
from nlp.attributions.constructions.phrases import name_span
from nlp.attributions.constructions.pledges import PROMISED
from nlp.attributions.contents.details import (
    AGAINST,
    addressee_of,
    is_condition_amid,
    kind_of,
    modality_of,
    mood_within,
    venue_of,
)
from nlp.attributions.drafting import draft_attributions
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.sources import antecedent, is_mark, subject_of
from nlp.attributions.marks.reading import Reading, place_of
from nlp.attributions.speech.carrying import carry_on
from nlp.dates.finding import said_on
from nlp.figures.finding import read_figures
from nlp.measures.finding import read_measures
from nlp.names.roster import Roster

Bounds = tuple[int, int]
_DEPENDENT = frozenset({"acl", "relcl", "advcl", "pcomp"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp"})
_OCCASIONS = frozenset(
    {"speak", "ask", "testify", "write", "appear", "address", "talk", "reply", "comment", "answer"}
)
_PUBLISHED = frozenset(
    {"air", "broadcast", "circulate", "date", "deliver", "file", "issue", "post", "publish"}
    | {"release", "send", "submit"}
)  # "in a report published on Monday": then it was said
_IN_DOUBT = 0.8  # of its confidence is left to a report whose speaker may be another
LONGEST_CUE = 40  # characters; a cue whose words stand further apart is its head alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All findings of one text, each kind in text order."""

    attributions: tuple[Attribution, ...]
    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    names: tuple[Name, ...]


def assemble(
    reading: Reading, words: Lexicon, published: date | None, aside: Sequence[Bounds]
) -> Findings:
    """Runs every finder over the reading; findings that touch `aside` are left out."""
    docs = [(p.offset, p.doc) for p in reading.passages]
    roster = Roster.read(docs, published.year if published else None)
    found = draft_attributions(reading, words, every=False)
    drafts = carry_on(reading, words, settle(found, words))
    attributions = [_attribution(reading, words, roster, draft, published) for draft in drafts]
    figures = read_figures(docs, roster)
    measures = read_measures(docs, roster, published)
    return Findings(
        attributions=tuple(a for a in attributions if not _aside(a.contents, aside)),
        figures=tuple(
            _true_sentence(reading, f) for f in figures if not _aside([f.excerpt], aside)
        ),
        measures=tuple(
            _true_sentence(reading, m) for m in measures if not _aside([m.excerpt], aside)
        ),
        names=tuple(
            replace(n, excerpt=_true(reading, n.excerpt))
            for n in roster.names()
            if not _aside([n.excerpt], aside)
        ),
    )


def _true(reading: Reading, excerpt: Excerpt) -> Excerpt:
    """The excerpt in the article's own characters: the parser is shown plain spaces."""
    words = reading.text[excerpt.start : excerpt.end]
    return excerpt if excerpt.words == words else replace(excerpt, words=words)


def _true_speaker(reading: Reading, speaker: Speaker) -> Speaker:
    return replace(
        speaker,
        excerpt=speaker.excerpt and _true(reading, speaker.excerpt),
        through=speaker.through and _true(reading, speaker.through),
    )


_Stated = TypeVar("_Stated", Figure, Measure)


def _true_sentence(reading: Reading, found: _Stated) -> _Stated:
    return replace(
        found,
        excerpt=_true(reading, found.excerpt),
        sentence=_true(reading, found.sentence),
    )


def _aside(excerpts: Sequence[Excerpt], aside: Sequence[Bounds]) -> bool:
    return any(x.start < end and start < x.end for x in excerpts for start, end in aside)


def _attribution(
    reading: Reading, words: Lexicon, roster: Roster, draft: Draft, published: date | None
) -> Attribution:
    contents = tuple(_excerpt(reading, *bounds) for bounds in sorted(draft.contents))
    speakers = tuple(_true_speaker(reading, s) for s in _speakers(roster, draft))
    doubts = () if all(s.certain for s in speakers) else ("speaker: another fits nearly as well",)
    scripted = draft.frame == SCRIPTED
    share = 1.0 if scripted else reading.quoted.of((x.start, x.end) for x in contents)
    clause_start, clause_end = _clause(draft)
    return Attribution(
        contents=contents,
        kind=kind_of(share, position=draft.lemma in words.position or draft.frame == PROMISED),
        speakers=speakers,
        cue=_cue(reading, words, draft),
        confidence=round(draft.chance * (_IN_DOUBT if doubts else 1), 2),
        reasons=(f"construction: {draft.frame}", *draft.reasons, *doubts),
        modality=_modality(words, draft),
        addressee=addressee_of(draft.cue),
        venue=venue_of(reading.text[clause_start:clause_end]),
        said=said_on(reading.text, clause_start, clause_end, published, _other_deeds(draft)),
    )


def _modality(words: Lexicon, draft: Draft) -> Modality:
    """The mood of the report, or where that states, the mood of what it reports."""
    mood = modality_of(draft.cue, draft.source, draft.lemma, words)
    if mood is Modality.STATED and draft.frame.startswith(AGAINST):
        return Modality.DENIED
    if mood is not Modality.STATED:
        return mood
    (start, end), offset = draft.contents[0], draft.passage.offset
    if len(draft.contents) > 1:
        halves = [(s - offset, e - offset) for s, e in draft.contents]
        on_condition = is_condition_amid(draft.passage.doc, halves)
        return Modality.CONDITIONAL if on_condition else mood
    content = draft.passage.doc.char_span(start - offset, end - offset, alignment_mode="expand")
    return mood if content is None or not len(content) else mood_within(content)


def _excerpt(reading: Reading, start: int, end: int) -> Excerpt:
    """The words between two places of the article, with their place."""
    return Excerpt(start=start, end=end, words=reading.text[start:end])


def _cue(reading: Reading, words: Lexicon, draft: Draft) -> Cue:
    """The cue's words: with its preposition, and with the verb that carries a noun."""
    start, own_end = place_of(draft.passage, draft.cue)
    _, end = place_of(draft.passage, draft.cue_end)
    verb = draft.cue.head
    if (draft.cue.pos_ == "NOUN" and verb.lemma_ in words.light.get(draft.lemma, ())) or (
        draft.cue.pos_ == "ADJ" and verb.pos_ == "AUX" and verb.i < draft.cue.i
    ):
        start, _ = place_of(draft.passage, verb)
    if end < start or end - start > LONGEST_CUE:
        start, end = place_of(draft.passage, draft.cue)[0], own_end
    for particle in draft.cue.rights:  # "ruled out" says the contrary of "ruled"
        if particle.dep_ == "prt" and particle.i == draft.cue.i + 1:
            end = max(end, place_of(draft.passage, particle)[1])
    return Cue(excerpt=_excerpt(reading, start, end), lemma=draft.lemma)


def _clause(draft: Draft) -> Bounds:
    """Bounds of the reporting clause: the cue's sentence up to the contents beside it, and
    to another clause with a subject of its own ("had said in March, and on Friday he added")."""
    sentence = draft.cue.sent
    start, _ = place_of(draft.passage, sentence)
    end = place_of(draft.passage, sentence)[1]
    cue_start, cue_end = place_of(draft.passage, draft.cue)
    start = max([start, *(e for _, e in draft.contents if e <= cue_start)])
    end = min([end, *(s for s, _ in draft.contents if s >= cue_end)])
    bidden = _bidden_until(draft.cue)  # "asked the court on Monday to stop the sale"
    if bidden is not None:
        end = max(end, place_of(draft.passage, bidden)[0])
    if _starts_anew(draft.cue):
        start = max(start, place_of(draft.passage, draft.cue.left_edge)[0])
    for verb in draft.cue.rights:
        if _starts_anew(verb):
            end = min(end, place_of(draft.passage, verb.left_edge)[0])
    return min(start, cue_start), max(end, cue_end)


def _bidden_until(cue: Token) -> Token | None:
    """The "to" of what somebody is asked to do; None where nobody is asked for anything."""
    bidden = any(c.dep_ == "dobj" for c in cue.rights)
    deed = next((c for c in cue.rights if c.dep_ == "xcomp" and bidden), None)
    return deed and next((c for c in deed.lefts if c.tag_ == "TO"), None)


def _starts_anew(verb: Token) -> bool:
    """Whether a verb is coordinated to another and has its own subject."""
    return verb.dep_ == "conj" and verb.pos_ == "VERB" and subject_of(verb) is not None


def _other_deeds(draft: Draft) -> list[Bounds]:
    """The clauses of the cue's sentence that tell of something else than the speech."""
    cue, offset = draft.cue, draft.passage.offset
    return [
        (offset + verb.left_edge.idx, offset + verb.right_edge.idx + len(verb.right_edge))
        for verb in cue.sent
        if (verb.dep_ in _DEPENDENT or (verb.dep_ in _COMPLEMENTS and verb.head.is_ancestor(cue)))
        and not (verb.dep_ not in ("acl", "relcl") and verb.lemma_ in _OCCASIONS)
        and not (verb.dep_ == "acl" and verb.lemma_ in _PUBLISHED)
        and not verb.is_ancestor(cue)
        and verb.i != cue.i
    ]


def _speakers(roster: Roster, draft: Draft) -> tuple[Speaker, ...]:
    """Whom the source words mean; a relative pronoun stands for the noun before it."""
    source = draft.source
    if source is None or is_mark(source):  # as subjects they are misparsed
        return ()
    span = name_span(source, draft.cue)
    noun = antecedent(source)
    if noun.i == source.i:
        return roster.resolve(span, draft.passage.offset)
    start, end = place_of(draft.passage, span)
    here = Excerpt(start=start, end=end, words=span.text)
    meant = roster.resolve(name_span(noun, draft.cue), draft.passage.offset)
    return tuple(replace(speaker, excerpt=here) for speaker in meant)
