"""Who is for something, against it, or wants it: questions answered by verbs of one sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handlers.answers.answering import about
from handlers.matters.positions import position
from handlers.matters.stances import AGAINST, FOR, stem
from handlers.newsroom import ClaimKind, Held, Request
from handlers.ports import World
from handlers.questions.asked import Asked, ask
from handlers.questions.hindsight import without_later
from handlers.questions.offices import with_offices
from handlers.record.claims import WISHES
from handlers.record.vocabulary import vocabulary
from handlers.reply import Action, Reply
from handlers.showing.cards import SAID, show
from handlers.showing.elsewhere import elsewhere
from handlers.showing.rests import over
from handlers.words.names import folded
from handlers.words.wording import count, coverage, day, listed, today
from nlp.analysis import Attribution, Modality
from nlp.topics import Topics, asked_words

_NOBODY = "Nobody on record is told to take that side: this is all that is said of it."
_LOOKED_AT = 60  # newest claims with such a verb
_SHOWN = 20
_OF_TOPIC = 12  # words that mean a topic
_WISHES = frozenset({"want", "demand", "seek", "urge", "love", "prefer"})  # no praise of what is
_ASKS = ("want", "demand", "urge", "call", "ask", "seek", "press", "push", "plead", "appeal")
_MUST = ("must", "should", "need")
# What verbs of a wish share with others: who wants a duty "dropped" may ask to "lift" it.
_SENSES = tuple(
    frozenset(words.split())
    for words in (
        "drop lift remove scrap end abolish repeal cancel withdraw eliminate rescind revoke go",
        "cut lower reduce ease halve",
        "raise increase hike double",
        "keep maintain retain preserve stay",
        "delay postpone pause suspend",
        "exempt spare exclude",
    )
)
# What takes up whatever the article is about: "rejected the step", "welcomed it".
_TAKING_UP_WORDS = """
announcement decision effort idea measure move order plan policy proposal push scheme step thing
approach action threat
"""
_TAKING_UP = frozenset(map(stem, _TAKING_UP_WORDS.split()))
_BETWEEN = (
    r"(?:\s+(?:else|also|all|still|now|publicly|openly|most|strongly|has|have|had|came|out))*"
)
_DENIED = r"(?P<no>\s+(?:does|do|did|is|are|was|were)(?:n['’]t|\s+not))?"
_WHO = rf"(?:who|(?:which|what)(?:\s+\w+){{1,2}}?)(?:['’]s)?{_DENIED}{_BETWEEN}\s+"
_IS = r"(?:(?:is|are|was|were|be|been|stands?|spoke|speaks?|came|comes)\s+(?:out\s+)?)?"
_AGAINST = re.compile(
    _WHO + r"(?P<verb>oppos(?:e[sd]?|ing)|critici[sz](?:e[sd]?|ing)|reject(?:s|ed|ing)?"
    r"|condemn(?:s|ed|ing)?|denounc(?:e[sd]?|ing)|object(?:s|ed)?\s+to|attack(?:s|ed)?"
    r"|resist(?:s|ed)?|protest(?:s|ed)?(?:\s+against)?|disagree[sd]?\s+with|dislikes?|hates?"
    rf"|{_IS}(?:against|opposed\s+to|unhappy\s+(?:with|about)|critical\s+of))\s+(?P<what>.+)",
    re.IGNORECASE,
)
_FOR = re.compile(
    _WHO + r"(?P<verb>support(?:s|ed|ing)?|back(?:s|ed|ing)?|favou?r(?:s|ed)?|endors(?:e[sd]?|ing)"
    r"|welcom(?:e[sd]?|ing)|defend(?:s|ed|ing)?|prais(?:e[sd]?|ing)|applaud(?:s|ed)?"
    r"|champion(?:s|ed)?|approve[sd]?\s+of|agree[sd]?\s+with|likes?"
    rf"|{_IS}(?:in\s+favou?r\s+of|behind)|(?:is|are)\s+for)\s+(?P<what>.+)",
    re.IGNORECASE,
)
_WISH = re.compile(
    _WHO + r"(?:wants?|wanted|demand(?:s|ed)?|(?:is\s+|are\s+)?(?:ask|call|push|press)(?:s|es|ed"
    r"|ing)?\s+for|urge[sd]?|seeks?|sought|would\s+like|hopes?\s+for)\s+(?P<what>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What a question asks of those who speak: a side, or else a wish, and on what."""

    favors: bool | None
    what: str
    told: str  # what was understood, in words
    verb: str = ""  # as typed

    @property
    def verbs(self) -> tuple[str, ...]:
        """Words that take it."""
        if self.favors is None:
            return (*_ASKS, *_MUST)
        verbs = sorted(FOR - _WISHES) if self.favors else (*sorted(AGAINST), "against")
        return tuple(dict.fromkeys((*folded(self.verb)[:1], *verbs)))


def _side(line: str) -> _Side | None:
    """Which side a line asks for; None where it asks for none."""
    plain = line.strip(" ?.!")
    for favors, pattern in ((False, _AGAINST), (True, _FOR)):
        if found := pattern.fullmatch(plain):
            favors = favors != bool(found["no"])
            told = "For it" if favors else "Against it"
            single = " " not in found["verb"] and not found["no"]
            verb = found["verb"] if single else ""
            return _Side(favors=favors, what=found["what"], told=told, verb=verb)
    found = _WISH.fullmatch(plain)
    return _Side(favors=None, what=found["what"], told="Wanted") if found else None


async def takers(request: Request, world: World, line: str) -> Reply | None:
    """Those who take the side that a question asks for, newest first; else what is said of it.

    None where it asks for no side, or for a wish that nobody is found to have.
    """
    side = _side(line)
    if side is None or request.page:
        return None
    found, asked = await _found(side, request, world)
    if not found:
        if side.favors is None:
            return None
        every = f"{side.what} kind:{','.join(SAID)}"
        of_it = await about("claims", request, world, every, plain=True)
        return replace(of_it, notes=(_NOBODY, *of_it.notes)) if of_it.receipts else of_it
    notes = (_read_as(side), *asked.understood.notes)
    return await told_by(found, side.told, asked, notes, request, world)


async def told_by(
    found: list[Held],
    head: str,
    asked: Asked,
    notes: tuple[str, ...],
    request: Request,
    world: World,
) -> Reply:
    """The answer of these claims, newest first, to a question that no index answers whole."""
    first = await elsewhere(found[:_SHOWN], world, request)
    shown = show(first)
    as_of = request.as_of or today(request.zone, world.clock.now())
    of_what = asked.understood.line.removesuffix("what was said").removesuffix(" · ")
    what = " · ".join(filter(None, (head, of_what)))
    more = len(found) - len(first)
    left = (f"The newest {_SHOWN} are shown; a name or a day narrows it.",) if more > 0 else ()
    total = count(len(found), "claim")
    return Reply(
        headline=f"{what}: {total} in {coverage(over(shown.receipts))}; as of {day(as_of)}.",
        notes=(*notes, *left, *shown.notes),
        claims=shown.claims,
        receipts=shown.receipts,
        actions=tuple(_actions(asked, request.text)),
        total=len(found),
    )


def _read_as(side: _Side) -> str:
    """By which verbs those were looked for."""
    some = {None: ("wants", "demands", "urges"), True: ("supports", "welcomes", "defends")}
    verbs = some.get(side.favors, ("opposes", "criticizes", "rejects"))
    return f"Looked for whoever {listed(verbs, 'or')} it, in these or like words."


def _actions(asked: Asked, line: str) -> Iterator[Action]:
    if every := asked.understood.again():
        yield Action(name="more", label="All that is said of it", command=f"/claims {every}")
    digest = f"/digest here daily 08:30 claims {line.strip()}"
    yield Action(name="subscribe", label="Subscribe", command=digest)


async def _found(side: _Side, request: Request, world: World) -> tuple[list[Held], Asked]:
    """The claims that take the side, newest first, and the question without its verb."""
    line = f"claims {side.what}"
    words = await without_later(line, await vocabulary(world, request.zone), request.as_of, world)
    words = await with_offices(line, words, request, world)
    asked = ask(line, words, request.channel.workspace)
    meant, topics = asked.understood, words.topics
    senses = _senses(meant.words) if side.favors is None else ()
    plain = tuple(word for word in meant.words if not any(_in(word, sense) for sense in senses))
    either = (side.verbs, *(tuple(sorted(sense)) for sense in senses))
    base = replace(
        asked.question(request.as_of, *SAID, limit=_LOOKED_AT),
        words=plain,
        either=either,
        once=True,
        counted=False,
    )
    wider = replace(base, topics=(), either=(*either, *_topic_words(meant.topics, topics)))
    pages = await world.store.pages(*((base, wider) if meant.topics else (base,)))
    wanted = frozenset(stem(word) for each in plain for word in folded(each))
    wanted |= {stem(word) for group in _topic_words(meant.topics, topics) for word in group}
    met: dict[str, Held] = {}
    for held in (held for page in pages for held in page.found):
        if _takes(held, side, wanted, senses):
            met.setdefault(held.claim.id, held)
    return sorted(met.values(), key=_published, reverse=True), asked


def _published(held: Held) -> str:
    published = held.article.parsed.published
    return published.day.isoformat() if published else ""


def _topic_words(keys: Iterable[str], topics: Topics) -> Iterator[tuple[str, ...]]:
    """For each topic the plain words that mean it."""
    for key in keys:
        if topic := topics.topic(key):
            single = (word for word in asked_words(topic) if word.isalpha())
            if words := tuple(dict.fromkeys(single))[:_OF_TOPIC]:
                yield words


def _senses(words: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(sense for word in words for sense in _SENSES if _in(word, sense)))


def _in(word: str, sense: frozenset[str]) -> bool:
    """Whether a word is a form of one of these."""
    return stem(word) in set(map(stem, sense))


def _takes(
    held: Held, side: _Side, wanted: frozenset[str], senses: tuple[frozenset[str], ...]
) -> bool:
    """Whether a claim takes the side on what is asked of, or on what its article is about."""
    finding = held.claim.finding
    if not isinstance(finding, Attribution):
        return False
    if side.favors is None:
        return _wishes(finding, senses)
    if side.verb and finding.cue and finding.modality is not Modality.DENIED:
        told = map(stem, folded(finding.cue.excerpt.words))
        if stem(folded(side.verb)[0]) in told:
            return True
    taken = position(finding)
    if taken is None or taken.deed or taken.favors != side.favors:
        return False
    return taken.matter <= _TAKING_UP or bool(taken.matter & wanted) or not wanted


def _wishes(finding: Attribution, senses: tuple[frozenset[str], ...]) -> bool:
    """Whether somebody wants or asks for it, and with a verb of each sense."""
    words = folded(" ".join(piece.words for piece in finding.contents))
    cue = finding.cue.lemma if finding.cue else ""
    asks = finding.modality in WISHES or cue in _ASKS or not {*_MUST}.isdisjoint(words)
    return asks and all(any(_in(word, sense) for word in words) for sense in senses)


def sided(positions: Iterable[Held], sample: Iterable[Held]) -> tuple[Held, ...]:
    """Positions, with the claims of a sample that take a side in indirect speech, newest first."""
    told = {_said(held) for held in positions}
    found = list(positions)
    for held in sample:
        finding = held.claim.finding
        if held.claim.kind is not ClaimKind.STATEMENT or not isinstance(finding, Attribution):
            continue
        taken = position(finding)
        if taken and not taken.deed and _said(held) not in told:
            told.add(_said(held))
            found.append(held)
    return tuple(sorted(found, key=_published, reverse=True))


def _said(held: Held) -> tuple[str, ...]:
    """The words of a claim, by which copies are told."""
    return folded(held.claim.span.words)
