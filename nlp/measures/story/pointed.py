"""Finds which of the measures told a later sentence means: "it", "the levy", "its start"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.analysis import MeasureKind
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.called import are_duties, is_called
from nlp.measures.story.plural import is_many
from nlp.names.parties import Parties

SINGULAR = (
    r"tariff|duty|levy|surcharge|surtax|tax|charge|fee|sanction|control|ban|curb|restriction"
    r"|exemption"
    r"|suspension|pause|truce|reprieve|extension|measure|rate|increase|hike|cut|move|step|change"
    r"|decree|order|rule|regulation|law|decision|repeal|removal|arrangement|safeguard|quota|waiver"
    r"|scheme|plan|embargo"
)
PLURAL = (
    r"tariffs|duties|levies|surcharges|surtaxes|taxes|charges|quotas|fees|sanctions|controls|bans"
    r"|curbs"
    r"|restrictions|measures|rates|increases|cuts|moves|steps|changes|rules|regulations"
)
_PHASE = (
    r"(?:start|launch|introduction|implementation|enforcement|collection|imposition"
    r"|entry into force)"
)
POINTED = (
    rf"(?P<subject>(?:(?:the |its |their )?{_PHASE}(?: date)? of )?(?:"
    r"(?P<pronoun>(?i:It|They|Them|This|That|These|Those|Both|All)\b(?![’'\-]))"
    r"|(?P<whose>(?:(?i:The|This|That|These|Those|Its|Their|Both)|[A-Z][\w.]+(?:’s|'s))"
    rf"(?: [\w-]+){{0,3}}?) (?P<noun>(?P<many>{PLURAL})|(?:{SINGULAR}))\b"
    r"(?! (?:of|from|against|that|which)\b)"
    r"(?: (?:on|for) (?P<on>(?!(?:an?|one|[0-9]+) )[a-z][^,;:.%]{1,40}?))?)"
    rf"|(?P<work>(?i:(?:(?:The|Its|Their) (?:planned )?)?{_PHASE}(?: date)?\b)(?! of)))"
)
"""A later sentence's words for a measure, to be put into one pattern once."""
_BESIDE = re.compile(  # what such a sentence is about was told before it
    r"[\s“\"]*(?:It|This|That|These|They|The [a-z][a-z -]{2,30}?) (?:will |would )?"
    r"(?:comes?|is|are|be|adds?|goes)\b[^;:.%]{0,30}?(?:on top of|in addition to|(?<=add) to"
    r"|(?<=adds) to|over and above) "
)
_PAIR = 2
_COUNTING = frozenset({"both", "all"})
_MANY = frozenset({"they", "them", "these", "those"})
_FAR = 3  # sentences that a definite noun reaches back


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """Words for a measure told before, at `at` of the article up to `end`: a pronoun, or a noun
    (`many` if of several) behind `whose` and before the goods `on` which it is; `start` where they
    name only its `work` of being collected.
    """

    at: int
    end: int
    pronoun: str | None
    called: tuple[str, str]
    many: bool
    work: bool

    @classmethod
    def of(cls, found: re.Match[str], start: int) -> Pointed:
        """Those that a pattern with `POINTED` found in a sentence which starts at `start`."""
        at = start + found.start("subject")
        return cls(
            at=at,
            end=at + len(found["subject"]) + 1,
            pronoun=found["pronoun"].lower() if found["pronoun"] else None,
            called=(found["noun"] or "", f"{found['whose']} {found['on'] or ''}"),
            many=found["many"] is not None,
            work=found["work"] is not None,
        )


def meant(
    words: Pointed, drafts: Sequence[Draft], before: Sequence[int], parties: Parties
) -> Iterator[int]:
    """The places of the measures that the words mean; `before` is where the sentences before
    theirs start.
    """
    stated = [n for n, draft in enumerate(drafts) if draft.stated]
    if not stated or not before:
        return
    if _BESIDE.match(drafts[stated[-1]].measure.sentence.words) and len(before) > 1:
        at = drafts[stated.pop()].measure.sentence
        before = before[:-1] if at.end > before[-1] else before
    if words.pronoun:
        yield from _by_pronoun(words.pronoun, drafts, stated, before[-_PAIR:])
        return
    owners = {p.country for p in parties.within(words.at, words.end) if p.plain}
    if owners:
        stated = [n for n in stated if drafts[n].measure.imposer in owners]
    else:
        far = before[-_FAR:][0]
        stated = [n for n in stated if drafts[n].measure.sentence.end > far]
    if not words.work:
        by_name = [n for n in stated if is_called(drafts[n].measure, *words.called)]
        if by_name or not are_duties([drafts[n].measure for n in stated], *words.called):
            stated = by_name
    if not stated:
        return
    last = drafts[stated[-1]].measure.sentence.start
    same = [n for n in stated if drafts[n].measure.sentence.start == last]
    same = _duties(same, drafts) if words.called[0] else same
    if len(same) == 1 and words.called[1].lower().startswith("both") and len(stated) > 1:
        same = stated[-_PAIR:]  # each told in a sentence of its own
    told_of = {drafts[n].measure.excerpt.start for n in same}
    yield from same if words.many or words.work or len(told_of) == 1 else ()


def _duties(places: list[int], drafts: Sequence[Draft]) -> list[int]:
    """Those places whose measures are duties, where exemptions from one stand beside it."""
    spared = [n for n in places if drafts[n].measure.kind is MeasureKind.EXEMPTION]
    others = [n for n in places if n not in spared]
    return others if others and all(drafts[n].measure.rate is None for n in spared) else places


def _by_pronoun(
    pronoun: str, drafts: Sequence[Draft], stated: Sequence[int], before: Sequence[int]
) -> Iterator[int]:
    """The measures of the sentence that starts at the last of `before` that a pronoun means; "both"
    may mean one of each of the last two.
    """
    near = [n for n in stated if drafts[n].measure.sentence.end > before[-1]]
    if pronoun == "both" and len(near) == 1:
        near = [n for n in stated if drafts[n].measure.sentence.end > before[0]]
    if pronoun in _COUNTING:
        yield from near if (len(near) == _PAIR if pronoun == "both" else len(near) > _PAIR) else ()
        return
    many = pronoun in _MANY
    fit = [n for n in near if is_many(drafts[n].measure) == many]
    told_of = {drafts[n].measure.excerpt.start for n in fit}  # two may put on one together
    yield from fit if len(fit) == len(near) and (many or len(told_of) == 1) else ()
