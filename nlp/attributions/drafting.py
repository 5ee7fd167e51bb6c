"""Drafts of attributions: every rule's finding with its chance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.attributions.choice.company import in_company
from nlp.attributions.choice.confidence import LEAST_BASE, corrected, traits_of
from nlp.attributions.choice.drafts import NAMING, SCRIPTED, Draft, is_speech
from nlp.attributions.choice.nesting import nested
from nlp.attributions.constructions.clauses import Candidate, find_candidates
from nlp.attributions.constructions.hearings import HEARD, TOLD_COURT, heard_from_whom
from nlp.attributions.constructions.hearsay import HEARSAY, RAISED
from nlp.attributions.constructions.namings import find_namings
from nlp.attributions.constructions.questions import QUESTION
from nlp.attributions.constructions.standpoints import POLLED
from nlp.attributions.constructions.taken_up import own_start
from nlp.attributions.constructions.tellers import (
    is_put_to_them,
    owner_of_noun,
    sayer_by_noun,
    source_of_verb,
)
from nlp.attributions.constructions.unsaid import is_taken_back, is_unsaid
from nlp.attributions.contents.borders import content_of, report_before, tidy
from nlp.attributions.contents.wholes import with_whole_quotation
from nlp.attributions.grammar.astray import TOLD_AS, taken_for_object
from nlp.attributions.grammar.cues import QUOTING_SUFFIX, Lexicon
from nlp.attributions.grammar.mending import lost_subject
from nlp.attributions.grammar.sources import agent_of, name_beside, subject_of
from nlp.attributions.marks.reading import Passage, Reading
from nlp.attributions.marks.scripts import find_lines
from nlp.attributions.speech.closings import is_told_to
from nlp.attributions.speech.quoted import Speech, find_speeches
from nlp.attributions.speech.reporting import Report
from nlp.texts import next_to

_RELATIVES = frozenset({"WP", "WDT"})  # whoever they stand for, the parser left them alone
MIXED_BELOW = 0.95
_COMMAS = frozenset({",", "(", "—", "–"})
_PUT_TO_SOMEONE = frozenset({"ask", "question", "press", "quiz", "tell", "urge", "warn", "advise"})
_PURPOSES = frozenset({"aim", "hope", "intend", "plan", "seek", "strive", "try", "want"})
_ADDS = re.compile(r",?\s(?:and|but|or)\b")
_NEXT = re.compile(r"(?:[?!]|[a-z0-9]\.)\s+$")  # before a content that is another sentence
_CONDITIONS = ("If ", "Unless ")
HEADED = "quote-label-headline"


def draft_attributions(reading: Reading, lexicon: Lexicon, *, every: bool = True) -> list[Draft]:
    """Every candidate in the article, the unlikely ones too, with its chance.

    Unless `every` one is asked for, as for a count, those that nothing could save are left out.
    """
    drafts = [*_from_speech(reading, lexicon), *_from_namings(reading, lexicon)]
    drafts += _from_lines(reading)
    for passage in reading.passages:
        for candidate in find_candidates(passage.doc):
            if not every and _is_hopeless(candidate, lexicon):
                continue
            draft = _from_candidate(reading, passage, lexicon, candidate)
            if draft is not None:
                drafts.append(draft)
    for draft in drafts:
        draft.chance = _chance(reading, lexicon, draft)
    for draft, trait in list(in_company(drafts, lexicon)):
        draft.chance = corrected(draft.chance, iter((trait,)), lexicon.odds)
    for draft in nested(drafts, lexicon):
        if draft.chance >= LEAST_BASE and not is_speech(draft):
            draft.chance = corrected(draft.chance, iter(("cue: nested",)), lexicon.odds)
    return drafts


def _is_hopeless(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a word hardly ever reports in its frame, with a quotation in it or without."""
    lemma, frame = candidate.cue.lemma_.lower(), candidate.frame
    return max(lexicon.chance(lemma, frame), lexicon.chance(lemma, frame + QUOTING_SUFFIX)) < (
        LEAST_BASE
    )


def _chance(reading: Reading, lexicon: Lexicon, draft: Draft) -> float:
    base = lexicon.chance(draft.lemma, draft.frame)
    if base < LEAST_BASE or is_speech(draft):
        return base
    traits = traits_of(reading, draft, lexicon)
    return corrected(base, traits, lexicon.odds)


def _from_speech(reading: Reading, lexicon: Lexicon) -> Iterator[Draft]:
    for speech in find_speeches(reading, lexicon):
        report = speech.report
        passage = reading.passage_at(report.start)
        contents = [
            t for t in (tidy(reading, *c, clause=True) for c in speech.contents) if t is not None
        ]
        if passage is None or not contents or _taken_back(report):
            continue
        share = reading.quoted.of(contents)
        if report.frame == "quote-object" and share <= MIXED_BELOW and not _adds(reading, speech):
            continue  # "cited “open door” policies": the grammar knows better where it ends
        yield Draft(
            passage=passage,
            cue=report.cue,
            cue_end=report.cue,
            lemma=report.cue.lemma_.lower(),
            frame=report.frame + ("" if share > MIXED_BELOW else "-mixed"),
            contents=contents,
            source=report.source,
        )


def _adds(reading: Reading, speech: Speech) -> bool:
    """ "saying “it is over” and that …": whether the report goes on behind its quotation."""
    return _ADDS.match(reading.text, speech.last.end) is not None


def _from_namings(reading: Reading, lexicon: Lexicon) -> Iterator[Draft]:
    for naming in find_namings(reading, lexicon):
        cue, source = naming.verb, source_of_verb(naming.verb)
        span = tidy(reading, naming.start, naming.end, clause=False)
        if source is None or source.tag_ in _RELATIVES or span is None:
            continue
        if is_unsaid(cue, source, lexicon):
            continue
        yield Draft(
            passage=naming.passage,
            cue=cue,
            cue_end=cue,
            lemma=cue.lemma_.lower(),
            frame=NAMING,
            contents=[with_whole_quotation(reading, lexicon, *span)],
            source=source,
        )


def _from_lines(reading: Reading) -> Iterator[Draft]:
    """ "Lund: It is late": the lines of a script, and headlines of that shape."""
    for line in find_lines(reading):
        span = tidy(reading, line.start, line.end, clause=False)
        if span is not None:
            yield Draft(
                passage=line.passage,
                cue=line.colon,
                cue_end=line.colon,
                lemma=":",
                frame=SCRIPTED if line.script else HEADED,
                contents=[span],
                source=line.name,
            )


def _taken_back(report: Report) -> bool:
    return is_taken_back(report.cue, report.start - report.offset, report.end - report.offset)


def _from_candidate(
    reading: Reading, passage: Passage, lexicon: Lexicon, candidate: Candidate
) -> Draft | None:
    offset = passage.offset
    cue = candidate.cue
    if reading.quoted.at(offset + cue.idx) is not None or _is_no_report(candidate, lexicon):
        return None
    source = _source_of(candidate, lexicon)
    if _is_within(source, candidate):
        source = lost_subject(cue)
    if _is_within(source, candidate) or is_unsaid(cue, source, lexicon):
        return None
    if _names_a_measure(candidate, source, lexicon) or _is_purpose(candidate, source, lexicon):
        return None
    own = ((own_start(cue, *part, lexicon), part[1]) for part in candidate.parts)
    spans = [content_of(reading, passage, lexicon, cue, part) for part in own]
    behind = offset + candidate.cue_end.idx + len(candidate.cue_end)
    contents = [s for s in spans if s is not None and not _NEXT.search(reading.text, behind, s[0])]
    if not contents or _is_occasion(reading, candidate, contents):
        return None
    return Draft(
        passage=passage,
        cue=cue,
        cue_end=candidate.cue_end,
        lemma=cue.lemma_.lower(),
        frame=candidate.frame + (QUOTING_SUFFIX if reading.quoted.of(contents) else ""),
        contents=contents,
        source=source,
    )


def _is_occasion(reading: Reading, candidate: Candidate, contents: list[tuple[int, int]]) -> bool:
    """ "Asked by the Argus, she said, “It leaks.”": what stands before is no part of what she says,
    unless the quotation goes on from it in mid-sentence or it is a condition.
    """
    if candidate.frame != "aside" or len(contents) == 1:
        return False
    (start, _), (behind, _) = contents
    quotation = reading.quoted.at(behind)
    if quotation is None or quotation.start != behind:
        return False
    opens = reading.text[quotation.inner_start]
    told = reading.text.startswith(_CONDITIONS, start) or reading.quoted.at(start) is not None
    return opens.isupper() and not told


def _is_no_report(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether the cue itself shows that its source says nothing with it."""
    cue = candidate.cue
    put = candidate.frame != QUESTION and _is_put_to_them(cue)
    if put or _is_idiom(cue) or _is_none(cue) or is_told_to(cue):
        return True
    return _is_of_a_report(candidate, lexicon) or _tells_which(candidate, lexicon)


def _is_put_to_them(cue: Token) -> bool:
    """ "Asked whether he would go, he said no": the subject was asked, and asks nothing."""
    if agent_of(cue) is not None:
        return False  # "Asked by Quist whether he would go": Quist asks
    trails = cue.lemma_.lower() in _PUT_TO_SOMEONE and _trails_its_subject(cue)
    return trails or is_put_to_them(cue)


def _trails_its_subject(cue: Token) -> bool:
    """ "Quist, asked whether he would go, laughed": no single comma parts a subject and a verb."""
    subject = subject_of(cue)
    apart = next_to(cue, -1).text == "," and not taken_for_object(cue)
    if subject is None or subject.i >= cue.i or not apart:
        return False
    return sum(t.text in _COMMAS for t in cue.doc[subject.left_edge.i : cue.i]) == 1


def _is_of_a_report(candidate: Candidate, lexicon: Lexicon) -> bool:
    """ "reportedly told aides": a report with a source of its own, which it only colours."""
    return candidate.frame == HEARSAY and candidate.cue.head.lemma_.lower() in lexicon.speech


def _tells_which(candidate: Candidate, lexicon: Lexicon) -> bool:
    """ "embodied the qualities that …": no verb that reports, and its object is told apart."""
    cue = candidate.cue
    lemma = cue.lemma_.lower()
    if candidate.frame != "ccomp-that" or cue.pos_ != "VERB":
        return False
    if lemma in lexicon.reporting or lemma in lexicon.position:
        return False
    if lexicon.counts.get(lemma, {}).get(candidate.frame, (0, 0))[1]:
        return False
    return any(c.dep_ == "dobj" and cue.i < c.i < candidate.parts[0][0] for c in cue.rights)


def _is_within(source: Token | None, candidate: Candidate) -> bool:
    """ ", said a clerk, Ann Lund, who left": nobody says themselves."""
    if source is None or not candidate.frame.startswith(("ccomp", "dobj")):
        return False
    (first, end), *halves = candidate.parts
    return first <= source.i < end and not halves


def _is_none(cue: Token) -> bool:
    """ "had no plans to", "made no claim that": whoever it is of did not say or mean it."""
    return cue.pos_ == "NOUN" and any(child.lower_ == "no" for child in cue.children)


def _names_a_measure(candidate: Candidate, source: Token | None, lexicon: Lexicon) -> bool:
    """ "according to size": what a deed goes by, no source."""
    if candidate.frame != "according" or source is None:
        return False
    return source.pos_ != "PROPN" and source.lemma_.lower() in lexicon.unspeaking


def _is_purpose(candidate: Candidate, source: Token | None, lexicon: Lexicon) -> bool:
    """ "The course aims to": what a thing is for."""
    thing = source is not None and source.lemma_.lower() in lexicon.purposeful
    cue = candidate.cue
    above = cue.head if cue.dep_ == "xcomp" else cue
    to_do = above.i != cue.i or candidate.frame.startswith("xcomp-to")
    return thing and to_do and above.lemma_ in _PURPOSES


def _is_idiom(cue: Token) -> bool:
    """ "That said, …" and "that being said": a turn of phrase, nobody's words."""
    before = next_to(cue, -1)
    before = next_to(before, -1) if before.lower_ == "being" else before
    return cue.lower_ == "said" and before.lower_ == "that" and next_to(cue).text == ","


def _source_of(candidate: Candidate, lexicon: Lexicon) -> Token | None:
    cue, frame = candidate.cue, candidate.frame
    if frame in ("according", POLLED):
        beside = name_beside(candidate.cue_end) if frame == "according" else None
        named = (n for n in candidate.cue_end.children if n.dep_ == "pobj")
        return next(named, None) if beside is None else beside.root
    if frame.startswith((HEARSAY, HEARD, RAISED, TOLD_COURT)):
        return heard_from_whom(cue) if frame == HEARD else agent_of(cue)
    if frame.startswith(TOLD_AS) and (argument := subject_of(cue)) is not None:
        return owner_of_noun(argument) or argument
    if cue.pos_ == "NOUN":
        return sayer_by_noun(cue, frame)
    if cue.pos_ == "ADJ":
        return subject_of(cue) or source_of_verb(cue.head)
    return source_of_verb(report_before(cue, lexicon) or cue)
