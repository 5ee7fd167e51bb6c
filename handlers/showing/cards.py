"""Claims as shown: each re-read from its article, with its receipt's number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handlers.newsroom import Article, ClaimKind, Held
from handlers.record.claims import holds
from handlers.reply import ClaimCard, FigureCard, MeasureCard, Receipt
from handlers.words.wording import figure_line, listed, measure_line, published, when
from nlp.analysis import Attribution, Excerpt, Figure, FoundBy, Measure, Speaker

SAID = (ClaimKind.QUOTE, ClaimKind.STATEMENT, ClaimKind.POSITION)
UNCLEAR = "speaker unclear"
_HOW = {
    FoundBy.NAME: "by name",
    FoundBy.SHORT_NAME: "by short name",
    FoundBy.TITLE: "by title",
    FoundBy.METONYM: "by a place that stands for its government",
    FoundBy.PRONOUN: "by pronoun",
    FoundBy.CONTINUATION: "continued from the words before",
    FoundBy.DESCRIPTION: "by description",
    FoundBy.UNCLEAR: "not found",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The cards of one answer with their receipts, and how many had to be withheld."""

    measures: tuple[MeasureCard, ...]
    figures: tuple[FigureCard, ...]
    claims: tuple[ClaimCard, ...]
    cited: Receipts
    withheld: int

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """All receipts of the answer so far, made when they are asked for."""
        return self.cited.all()

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person must know about what is not shown."""
        return withheld(self.withheld)


class Receipts:
    """Numbers articles in the order in which they are cited, over all sections of an answer."""

    def __init__(self) -> None:
        self.cited: dict[str, tuple[int, Article, set[int]]] = {}

    def number(self, held: Held) -> int:
        """The receipt's number for this claim's article, its paragraph noted."""
        return self.cite(held.article, held.claim.paragraph)

    def cite(self, article: Article, paragraph: int) -> int:
        """The same for a paragraph (from 1) that is shown without being a claim."""
        first = (len(self.cited) + 1, article, set[int]())
        number, _, paragraphs = self.cited.setdefault(article.id, first)
        paragraphs.add(paragraph)
        return number

    def others(self, held: Held) -> tuple[int, ...]:
        """The numbers of the other articles that have the claim."""
        return tuple(self.number(other) for other in held.others)

    def all(self) -> tuple[Receipt, ...]:
        """The receipts, by number."""
        return tuple(
            receipt(article, number, tuple(sorted(paragraphs)))
            for number, article, paragraphs in self.cited.values()
        )


def show(found: Iterable[Held], receipts: Receipts | None = None) -> Shown:
    """Cards for these claims, in the order of an answer, each section in the given order.

    A claim whose words no longer stand at their offsets is withheld and counted. The
    same words, or the same measure or figure, of one article are shown once. An answer
    of several sections gives the same `receipts` to each, so that numbers run on.
    """
    different = list(distinct(found))
    sound = [with_sound_others(held) for held in different if intact(held)]
    receipts = receipts or Receipts()
    return Shown(
        measures=tuple(
            _measure(held, held.claim.finding, receipts)
            for held in sound
            if isinstance(held.claim.finding, Measure)
        ),
        figures=tuple(
            _figure(held, held.claim.finding, receipts)
            for held in sound
            if isinstance(held.claim.finding, Figure)
        ),
        claims=tuple(
            _said(held, held.claim.finding, receipts)
            for held in sound
            if isinstance(held.claim.finding, Attribution)
        ),
        cited=receipts,
        withheld=len(different) - len(sound),
    )


def withheld(number: int) -> tuple[str, ...]:
    """The note on so many claims that are not shown; none for none."""
    if not number:
        return ()
    what = "1 claim is" if number == 1 else f"{number:,} claims are"
    return (f"{what} withheld: the stored article no longer has these words there.",)


def distinct(found: Iterable[Held]) -> Iterator[Held]:
    """The claims without those that say the same once more in the same article."""
    found, seen = tuple(found), set[tuple[str, str, str]]()
    in_article = Counter(held.article.id for held in found)
    for held in found:
        if in_article[held.article.id] < 2:  # as most are: there is nothing to compare
            yield held
        elif (same := sameness(held)) not in seen:
            seen.add(same)
            yield held


def spread(held: Held) -> str:
    """Of how many articles a claim is ("in 9 articles, 2 independent"); "" where of one."""
    if held.articles < 2:
        return ""
    unnamed = held.articles - 1 - len(held.others)
    more = f"; {unnamed} more: /why {held.claim.id}" if unnamed else ""
    return f"in {held.articles:,} articles, {held.independent:,} independent{more}"


def with_sound_others(held: Held) -> Held:
    """The claim without those other places where the article no longer has its words."""
    sound = tuple(other for other in held.others if intact(other))
    if len(sound) == len(held.others):
        return held
    fewer = len(held.others) - len(sound)
    families = {one.article.family or one.article.id for one in (held, *sound)}
    at_most = min(held.independent, held.articles - fewer)
    unnamed = held.articles - 1 - len(held.others)
    return replace(
        held,
        others=sound,
        articles=held.articles - fewer,
        independent=at_most if unnamed else len(families),
    )


def intact(held: Held) -> bool:
    """Whether every excerpt of the claim still stands in the stored article's text."""
    text = held.article.parsed.text
    return held.claim.article_id == held.article.id and all(
        holds(text, excerpt) for excerpt in (held.claim.span, *_excerpts(held.claim.finding))
    )


def _excerpts(finding: Attribution | Figure | Measure) -> tuple[Excerpt, ...]:
    if not isinstance(finding, Attribution):
        return (finding.excerpt, finding.sentence)
    named = tuple(who.excerpt for who in finding.speakers if who.excerpt is not None)
    cue = (finding.cue.excerpt,) if finding.cue else ()
    return (*finding.contents, *named, *cue)


def sameness(held: Held) -> tuple[str, str, str]:
    """Two claims with the same one are the same thing said twice in one article."""
    finding = held.claim.finding
    if isinstance(finding, Measure):
        return held.article.id, "measure", measure_line(finding)
    if isinstance(finding, Figure):
        return held.article.id, "figure", figure_line(finding)
    words = " ".join(piece.words for piece in finding.contents)
    who = " ".join(held.claim.speakers)
    return held.article.id, who, " ".join(words.casefold().split()).strip("“”\"',. ")


def receipt(article: Article, number: int, paragraphs: tuple[int, ...]) -> Receipt:
    """The source line of an article."""
    parsed = article.parsed
    return Receipt(
        number=number,
        article_id=article.id,
        headline=parsed.headline or first_words(parsed.text),
        outlet=parsed.outlet,
        byline=parsed.byline,
        published=published(parsed.published),
        paragraphs=paragraphs,
        url=parsed.url,
        family=article.family,
        day=parsed.published.day if parsed.published else None,
        precision=parsed.published.precision if parsed.published else None,
    )


def first_words(text: str, length: int = 70) -> str:
    """The beginning of a text in one line, cut between words with an omission mark."""
    line = " ".join(text[: length * 4].split())
    if len(line) <= length:
        return line
    cut = line[:length].rpartition(" ")[0] or line[:length]
    return f"{cut.rstrip(' ,;:')} …"


def how(speaker: Speaker) -> str:
    """How the speaker's name was found, with the words that led to it."""
    words = _HOW[speaker.found_by]
    if speaker.excerpt is None or speaker.excerpt.words == speaker.name:
        return words
    return f"{words} (“{speaker.excerpt.words}”)"


def _said(held: Held, finding: Attribution, receipts: Receipts) -> ClaimCard:
    names = held.claim.speakers
    known = " ; ".join(name.casefold() for name in names)
    roles = {who.role for who in finding.speakers if who.role and who.role.casefold() not in known}
    said = finding.said
    return ClaimCard(
        claim_id=held.claim.id,
        kind=held.claim.kind.value,
        speaker=listed(names) if names else UNCLEAR,
        role=roles.pop() if len(roles) == 1 and len(names) == 1 else None,
        cue=finding.cue.excerpt.words if finding.cue else "",
        words=tuple(piece.words for piece in finding.contents),
        how="; ".join(dict.fromkeys(how(who) for who in finding.speakers)) or "not found",
        modality=finding.modality.value,
        addressee=finding.addressee,
        venue=finding.venue,
        said=when(said),
        status=held.claim.status,
        receipt=receipts.number(held),
        held=held,
        also=receipts.others(held),
        spread=spread(held),
    )


def _figure(held: Held, finding: Figure, receipts: Receipts) -> FigureCard:
    return FigureCard(
        claim_id=held.claim.id,
        line=figure_line(finding),
        sentence=finding.sentence.words,
        status=held.claim.status,
        receipt=receipts.number(held),
        held=held,
        also=receipts.others(held),
        spread=spread(held),
    )


def _measure(held: Held, finding: Measure, receipts: Receipts) -> MeasureCard:
    return MeasureCard(
        claim_id=held.claim.id,
        line=measure_line(finding),
        sentence=finding.sentence.words,
        status=held.claim.status,
        receipt=receipts.number(held),
        held=held,
        also=receipts.others(held),
        spread=spread(held),
    )
