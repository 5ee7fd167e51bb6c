"""Reads lists of rates: under a line about tariffs, "Brazil: 50%", "Steel and copper: 25%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc

from nlp.analysis import Excerpt, Measure, MeasureKind, MeasureStatus, When
from nlp.measures.goods.cutting import goods_of
from nlp.measures.rates.alien import speaks_of_others
from nlp.measures.sentence.drafts import Draft
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words
from nlp.texts import text_of

_PERCENT = r"(?P<rate>[0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:%|per ?cent\b)"
_ITEM = re.compile(
    r"\s*(?:[•·▪●‣◦*–—-]+\s*|[0-9]{1,2}[.)] )?"
    r"(?P<names>[^\W\d_][^:;%()\t\n]{1,70}?)"
    r"\s*(?::|\t| [–—-] ?| \(|\.{2,}|\s(?=[0-9]))\s*"
    r"(?:up to |about |a )?" + _PERCENT
)
_INLINE = re.compile(
    r"(?:^|[;:.] |, )(?P<names>[A-Z](?:[^:;%().\t\n]|\.(?! [A-Z])){1,60}?): (?:up to |about )?"
    + _PERCENT
)
_BEFORE = re.compile(
    r"[^.;%]{0,20}?\b(?:(?:up|down) from|from|was|previously|instead of|against)"
    r" (?:the |an? )?(?P<before>[0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:%|per ?cent\b)"
)
_RATES = re.compile(r"\b(?:rates?|levels?|pays?|charged|percentages?)\b", re.I)
_BEGUN = re.compile(
    r"\b(?:took effect|(?:is|are|now|has been|have been) in (?:force|effect)"
    r"|came into (?:force|effect)|went into (?:force|effect)"
    r"|(?:now|already|currently) (?:pay|face|apply)"
    r"|as of today|from today|kicked in)\b",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:which|who|its|was|were|is|are|has|have|had|said|says|will|would|rose|fell|by)\b", re.I
)
_TARIFF_ON = re.compile(
    r"(?:The )?(?:[Tt]ariff|[Dd]ut(?:y|ie)|[Ll]ev(?:y|ie)|[Rr]ate)s? (?:on|for) "
)
_OTHERS = re.compile(r"\b(?:all|every|any) others?\b|\belse\b|\bthe rest\b", re.I)
_STANDS = re.compile(r"\b(?:since|unchanged|previously|formerly|already|now|still|was|were)\b")
_REST = re.compile(r"(?:[^.;:]|\.(?=[0-9])){0,90}[.;]?\s*")
_FELL = re.compile(
    r"\b(?:rose|fell|grew|climbed|dropped|jumped|imports? (?:from|rose|fell)|sales|outlook"
    r"|forecasts?|expected|market|exporters by|deficits?)\b",
    re.I,
)
_FULL_STOP = re.compile(r"(?<!\.[a-z])\. (?=[A-Z])")
_FEW = 4
_FAR = 3  # passages from the line that opens a list back to what it goes on about
_LEAST = 2  # items that make a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list, by its places in its passage; `head` is the passage that opens it."""

    names: tuple[int, int]
    end: int
    rate: Decimal
    before: Decimal | None
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The passages that open a list, by their places in the article, their words, and those
    of them that may date it.
    """

    start: int
    end: int
    words: str
    line: str


def find_lists(docs: Sequence[tuple[int, Doc]]) -> dict[int, tuple[Item, ...]]:
    """The items of the lists of duty rates of an article, by the number of their passage."""
    texts = [text_of(doc) for _, doc in docs]
    found: dict[int, tuple[Item, ...]] = {}
    run: list[tuple[int, Item]] = []
    for number, text in enumerate([*texts, ""]):
        item = _item(text, number - len(run) - 1)
        if item is not None:
            run.append((number, item))
            continue
        if len(run) >= _LEAST and _opens(texts, run[0][0] - 1):
            found |= {place: (one,) for place, one in run}
        run.clear()
        inline = tuple(_inline(text, number)) if number < len(texts) else ()
        if len(inline) >= _LEAST and _opens(texts, number):
            found[number] = inline
    return found


def list_drafts(
    items: Sequence[Item],
    passage: tuple[int, str],
    number: int,
    head: Head,
    article: tuple[Parties, Sequence[Draft]],
) -> Iterator[Draft]:
    """The measures of the items of the passage `number`, in an article given by its parties and
    the measures told so far: who puts them on and how far along they are is said by the words
    that open the list (`head`), and by what is told just before.
    """
    (offset, text), (parties, known) = passage, article
    for item in items:
        last = _told_before(known, item.head)
        start, end = _without_noun(item, text), item.names[1]
        named = [p for p in parties.within(offset + start, offset + end) if p.plain]
        targets = tuple(dict.fromkeys(one.country for one in named))
        goods = goods_of(start, end, parties.passage(offset, len(text)), text)
        if not targets and goods is None:
            continue
        imposer, status, effective = _of_head(last, head)
        status = MeasureStatus.IN_FORCE if _STANDS.search(rest_of(text, item.end)) else status
        imposer = imposer or _only_named(parties, head, offset + start)
        targets = tuple(name for name in targets if name != imposer)
        yield Draft(
            measure=Measure(
                excerpt=_excerpt(offset, text, start, item.end),
                sentence=_excerpt(offset, text, 0, len(text)),
                kind=MeasureKind.TARIFF,
                status=status,
                imposer=imposer,
                targets=targets or (last.measure.targets if last and goods else ()),
                goods=goods,
                rate=item.rate,
                rate_before=item.before,
                effective=effective,
            ),
            paragraph=number,
            opens=offset,
            everyone=_OTHERS.search(text, start, end) is not None,
            stated=True,
            listed=True,
        )


def opening(docs: Sequence[tuple[int, Doc]], number: int, item: Item) -> Head:
    """What opens the list to which `item` in the passage `number` belongs."""
    first = max(0, item.head - 1)
    if _ITEM.match(docs[first][1].text):
        first = item.head  # the end of another list
    end = docs[item.head][0] + len(docs[item.head][1].text)
    if number == item.head:
        end = docs[number][0] + item.names[0]
    words = " ".join(text_of(doc) for _, doc in docs[first : item.head + 1])
    line = docs[item.head][1].text.rstrip(" :")
    begun = _BEGUN.search(words)
    if number == item.head:  # items in the words of its own line
        line = line[: item.names[0]]
    elif begun is not None:  # the sentence that says so
        opens = words.rfind(". ", 0, begun.start())
        stop = _FULL_STOP.search(words, begun.end())
        line = words[opens + 2 if opens >= 0 else 0 : stop.start() if stop else len(words)]
    return Head(start=docs[first][0], end=end, words=words, line=line)


def _without_noun(item: Item, text: str) -> int:
    """Where the names of an item start behind "Tariff on"."""
    noun = _TARIFF_ON.match(text, *item.names)
    return noun.end() if noun is not None else item.names[0]


def rest_of(text: str, end: int) -> str:
    """What an item says behind its rate that ends at `end`: ", unchanged since May"."""
    rest = _REST.match(text, end)
    return rest.group() if rest is not None else ""


def _told_before(known: Sequence[Draft], head: int) -> Draft | None:
    """The measure told before a list of which its items are parts: one told without a rate,
    else the last of somebody.
    """
    near = [d for d in known if d.paragraph >= head - _FAR and not d.listed and d.measure.imposer]
    bare = [d for d in near if d.measure.rate is None]
    return next(reversed(bare or near), None)


def _only_named(parties: Parties, head: Head, end: int) -> str | None:
    """The one country that the words name which open a list."""
    named = {one.country for one in parties.within(head.start, min(head.end, end)) if one.plain}
    return named.pop() if len(named) == 1 else None


def _of_head(last: Draft | None, head: Head) -> tuple[str | None, MeasureStatus, When | None]:
    status = MeasureStatus.IN_FORCE if _BEGUN.search(head.words) else MeasureStatus.ANNOUNCED
    if last is None:
        return None, status, None
    measure = last.measure
    if measure.rate is not None or not last.stated:
        return measure.imposer, status, None
    return measure.imposer, measure.status, measure.effective


def _opens(texts: Sequence[str], number: int) -> bool:
    """Whether a passage opens a list of duties: it names tariffs, or rates just after them."""
    if number < 0:
        return False
    head = texts[number]
    if speaks_of_others(head) or _FELL.search(head):
        return False
    if tariff_words().noun.search(head):
        return True
    around = " ".join(texts[max(0, number - 2) : number])
    return bool(_RATES.search(head)) and tariff_words().noun.search(around) is not None


def _item(text: str, head: int) -> Item | None:
    match = _ITEM.match(text)
    if match is None or _NO_NAME.search(match["names"]):
        return None
    if tariff_words().noun.search(match["names"]) or not _REST.fullmatch(text, match.end()):
        return None
    bare = not text[match.end("names") : match.start("rate")].strip()
    if bare and (len(match["names"].split()) > _FEW or text[match.end() :].strip()):
        return None  # "Toys 5%" is an item, "Norway kept its 5%" none
    return _made(text, match, head)


def _inline(text: str, number: int) -> Iterator[Item]:
    for match in _INLINE.finditer(text):
        if not _NO_NAME.search(match["names"]):
            yield _made(text, match, number)


def _made(text: str, match: re.Match[str], head: int) -> Item:
    before = _BEFORE.match(text, match.end())
    return Item(
        names=match.span("names"),
        end=match.end(),
        rate=Decimal(match["rate"]),
        before=Decimal(before["before"]) if before else None,
        head=head,
    )


def _excerpt(offset: int, text: str, start: int, end: int) -> Excerpt:
    return Excerpt(start=offset + start, end=offset + end, words=text[start:end])
