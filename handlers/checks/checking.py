"""Checking quotations: what was typed or pasted, held against the stored articles' own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.checks import checked
from handlers.checks.agreement import says
from handlers.checks.claimed import FEW, Around, Claimed, claimed, terms
from handlers.checks.otherwise import otherwise
from handlers.checks.quotations import Quoted, find
from handlers.checks.standing import found, of_claim
from handlers.checks.verdicts import (
    PLAIN_FROM,
    Checked,
    Verdict,
    across,
    alike,
    altered,
    best,
    broken_off,
    holds,
    likeliest,
    run_together,
    whole,
)
from handlers.errors import Refused
from handlers.newsroom import Article, Claim, Held, Request
from handlers.ports import MOST_OTHERS, Coverage, Question, World
from handlers.questions.offices import names_role, with_offices
from handlers.questions.question_words import is_idle
from handlers.record.vocabulary import Vocabulary, vocabulary
from handlers.reply import Reply
from handlers.words.wording import today

LONGEST = 10_000  # characters
MOST = 8  # quotations of one text that are checked
_ARTICLES = 8  # articles that are read for one quotation
_END, _ENDS = 12, 16  # words at the ends of pieces that are looked for, and how many ends
_RUN, _RUNS = 3, 8  # words of the stretches that are looked for throughout, and how many
_SHORT = 8  # words: in so few, two that stand together tell something
_WORDS = 16  # single words that are looked for
_CLOSE_FROM, _CLOSE = 0.5, 3  # what a paraphrase must share; how many are shown
_TELLING = 3  # words, of which each may be common
_COMMAND = re.compile(r"\s*[/／]?\s*check\b:?", re.IGNORECASE)
_USAGE = (
    "Give the words to check, in quotation marks, and who is said to have said them: "
    '/check "WORDS" SPEAKER. A whole paragraph can be pasted too.'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all quotations of one request are checked with."""

    world: World
    as_of: date | None
    over: Coverage

    async def articles(self, pieces: Iterable[str], **bounds: object) -> tuple[Article, ...]:
        """The likeliest sources of this wording."""
        question = replace(Question(as_of=self.as_of, limit=_ARTICLES), **bounds)  # type: ignore[arg-type]
        return await self.world.store.alike(tuple(dict.fromkeys(pieces)), question)

    async def said(self, words: str, names: tuple[str, ...]) -> list[Article]:
        """The newest articles in which these speakers say these words."""
        question = Question(words=(words,), speakers=names, as_of=self.as_of, limit=_ARTICLES)
        return [held.article for held in (await self.world.store.search(question)).found]

    async def claims(self, articles: Iterable[Article]) -> dict[str, tuple[Claim, ...]]:
        """The claims of these articles, by the article's id."""
        found: dict[str, tuple[Claim, ...]] = {each.id: () for each in articles}
        for claim in await self.world.store.claims_of(tuple(found)) if found else ():
            found[claim.article_id] = (*found[claim.article_id], claim)
        return found


def quotes(words: str) -> bool:
    """Whether words after "check" hold a quotation, so that the command is meant."""
    return any(each.marked for each in find(words))


async def check(request: Request, world: World, argument: str) -> Reply:
    """Whether quotations are right: one verdict each, with the passage that it rests on.

    Raises Refused where there are no words to check, or too many.
    """
    text = _COMMAND.sub("", request.text, count=1) if _COMMAND.match(request.text) else argument
    text = text.strip()
    if len(text) > LONGEST:
        raise Refused(
            f"That is {len(text):,} characters; {LONGEST:,} can be checked at a time. "
            "Paste the paragraphs with the quotations one after the other."
        )
    now = request.as_of or today(request.zone, world.clock.now())
    text, stated = terms(text, now)
    now = min(filter(None, (now, stated.as_of)))
    quotations = find(text)
    _demand_words(quotations)
    as_of = min(filter(None, (request.as_of, stated.as_of)), default=None)
    desk = _Desk(world=world, as_of=as_of, over=await world.store.coverage(as_of))
    around = Around(
        text=text,
        quotations=quotations,
        vocabulary=await _with_roles(text, quotations, stated.speaker, request, world),
        outlets=desk.over.outlets,
        today=now,
        terms=stated,
    )
    results = []
    for number in range(min(len(quotations), MOST)):
        who = await _on_record(claimed(around, number), desk)
        results.append(await _checked(quotations[number], who, desk))
    bounds = Question(as_of=as_of, limit=MOST_OTHERS, workspace=request.channel.workspace)
    several = await world.store.with_others(checked.places(tuple(results)), bounds)
    several = tuple([await _as_marked(held, bounds, world) for held in several])
    return checked.reply(
        tuple(results),
        desk.over,
        now,
        several,
        left_out=len(quotations) - len(results),
        search=await _search(results, desk),
    )


def _demand_words(quotations: Sequence[Quoted]) -> None:
    """Refuse what has no words, or but one or two that mean nothing by themselves."""
    if not quotations or not quotations[0].pieces:
        raise Refused(_USAGE)
    first = quotations[0]
    if len(quotations) == 1 and len(first.typed.keys) < _TELLING and not _words(first):
        typed = first.typed.text.strip()[:40]
        raise Refused(f"“{typed}” stands in every article: give more words of the quotation.")


async def _as_marked(held: Held, bounds: Question, world: World) -> Held:
    """The claim with what the asker's workspace has found out about it by that day."""
    if not bounds.workspace:
        return held
    own = await world.store.claim(held.claim.id, workspace=bounds.workspace, as_of=bounds.as_of)
    return replace(held, claim=replace(held.claim, status=own.claim.status)) if own else held


async def _with_roles(
    text: str, quotations: Sequence[Quoted], speaker: str, request: Request, world: World
) -> Vocabulary:
    """What can be meant, with those whom a role beside a quotation means: "India's premier"."""
    known, rest = await vocabulary(world), text
    for each in reversed(quotations):
        rest = f"{rest[: each.start]} {rest[each.end :]}" if each.marked else ""
    line = f"quotes {speaker or rest}"
    if len(line.split()) > FEW or not names_role(line):
        return known
    return await with_offices(line, known, request, world)


async def _search(results: Sequence[Checked], desk: _Desk) -> str:
    """The rarest words of a quotation that was not found, if some claim has them; else ""."""
    if any(result.found for result in results):
        return ""
    words = _words(results[0].quoted)
    for few in (words[:2], words[:1], words[1:2]):
        if (
            few
            and (await desk.world.store.newest(Question(words=few, as_of=desk.as_of, limit=1)))[0]
        ):
            return " ".join(few)
    return ""


async def _on_record(who: Claimed, desk: _Desk) -> Claimed:
    """The same without those who were on no record on the day asked for."""
    if desk.as_of is None or not who.people:
        return who
    people = []
    for person in who.people:
        asked = {name: Question(speakers=(name,), as_of=desk.as_of, limit=1) for name in person}
        pages = {name: await desk.world.store.search(asked[name]) for name in person}
        people.append(tuple(name for name in person if pages[name].total))
    known = tuple(filter(None, people))
    return replace(who, people=known, guessed=who.guessed and bool(known))


async def _checked(quoted: Quoted, who: Claimed, desk: _Desk) -> Checked:
    result = Checked(quoted=quoted, claimed=who, verdict=Verdict.NOT_FOUND)
    articles = list[Article]()
    for pieces in (_ends(quoted), (*_words(quoted), *_runs(quoted))):
        articles = _once((*articles, *await desk.articles(pieces)))
        holding = [article for article in articles if holds(quoted, article)]
        if len(holding) >= _ARTICLES:  # there may be more, and older ones
            others = await _claimed_sources(quoted, who, desk)
            holding = _once((*(one for one in others if holds(quoted, one)), *holding))
        claims = await desk.claims(holding)
        if decided := best(whole(quoted, holding, claims), who):
            return await _with_other(replace(result, verdict=decided[0], found=(decided[1],)), desk)
    if who.names and (words := _words(quoted)):
        articles = _once((*articles, *await desk.said(words[0], who.names)))
    return await _nearly(result, articles, desk)


async def _with_other(result: Checked, desk: _Desk) -> Checked:
    """With the article that has nearly the same words otherwise, where these are exact."""
    if result.verdict is not Verdict.EXACT:
        return result
    words, bounds = _words(result.quoted), Question(as_of=desk.as_of)
    other = await otherwise(result.quoted, result.found[0], words, bounds, desk.world)
    return replace(result, otherwise=other)


async def _claimed_sources(quoted: Quoted, who: Claimed, desk: _Desk) -> list[Article]:
    """Articles with the wording by the claimed speaker, of the claimed outlets and days."""
    pieces, articles = _ends(quoted), list[Article]()
    if who.names:
        articles += await desk.said(pieces[0], who.names)
    if who.outlets:
        articles += await desk.articles(pieces, outlets=who.outlets)
    for first, last in who.days[:1]:
        articles += await desk.articles(pieces, since=first, until=last)
    return articles


def _once(articles: Iterable[Article]) -> list[Article]:
    return list({article.id: article for article in articles}.values())


async def _nearly(result: Checked, articles: Sequence[Article], desk: _Desk) -> Checked:
    """Altered, run together, close to, or not found."""
    quoted, who = result.quoted, result.claimed
    near = likeliest(quoted, articles)
    claims = await desk.claims(near)
    places = [place for one in near if (place := altered(quoted, one, claims[one.id]))]
    places.sort(key=lambda place: (-round(place.likeness, 1), not says(place.claim, who)))
    broken = bool(places) and broken_off(quoted, places[0])
    if places and places[0].likeness >= PLAIN_FROM and not broken:
        return replace(result, verdict=Verdict.ALTERED, found=(places[0],))
    parts = run_together(quoted, (places[0].article,) if broken else articles)
    if parts:
        claims |= await desk.claims(article for article, _ in parts)
        joined = tuple(found(article, claims[article.id], (run,)) for article, run in parts)
        return replace(result, verdict=Verdict.ALTERED, found=joined, joined=True)
    parted = [place for one in near if (place := across(quoted, one, claims[one.id]))]
    places = sorted((*parted, *places), key=lambda place: -place.likeness)
    if places:
        return replace(result, verdict=Verdict.ALTERED, found=(places[0],))
    return _close(result, near, claims)


def _close(
    result: Checked, articles: Sequence[Article], claims: dict[str, tuple[Claim, ...]]
) -> Checked:
    """The claims that say something like it, if any do."""
    scored = [
        (likeness, place)
        for article in articles
        for claim in claims[article.id]
        if (likeness := alike(result.quoted, claim)) >= _CLOSE_FROM
        and (place := of_claim(article, claim))
    ]
    if not scored:
        return result
    scored.sort(key=lambda pair: (-pair[0], not says(pair[1].claim, result.claimed)))
    places = tuple(place for _, place in scored[:_CLOSE])
    return replace(result, verdict=Verdict.CLOSE, found=places)


def _ends(quoted: Quoted) -> tuple[str, ...]:
    """The first and last words of each of its pieces."""
    words = quoted.typed.words
    ends = [
        end
        for piece in quoted.pieces
        for end in (
            words(piece.first, min(piece.first + _END, piece.last)),
            words(max(piece.first, piece.last - _END), piece.last),
        )
    ]
    return tuple(ends[:_ENDS])


def _runs(quoted: Quoted) -> tuple[str, ...]:
    """Short stretches of the wording throughout: what is left where a word was changed."""
    width = _RUN if len(quoted.typed.keys) > _SHORT else _RUN - 1
    runs = [
        quoted.typed.words(at, at + width)
        for piece in quoted.pieces
        for at in range(piece.first, piece.last - width + 1)
    ]
    return tuple(runs[:: 1 + len(runs) // _RUNS])


def _words(quoted: Quoted) -> tuple[str, ...]:
    """Single words to look for, the longest first: they are rarest, as a rule."""
    plain = [key for key in dict.fromkeys(quoted.typed.keys) if not is_idle(key)]
    return tuple(sorted(plain, key=len, reverse=True)[:_WORDS])
