"""Who somebody is, as the articles have it: roles, latest words, positions, who speaks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handlers.answers.taking import sided
from handlers.errors import Refused
from handlers.newsroom import ClaimKind, Held, Request
from handlers.nothing_found.empty import nothing_found
from handlers.ports import Page, Question, World
from handlers.questions.asked import Asked, ask, nearest
from handlers.questions.hindsight import without_later
from handlers.questions.offices import with_offices
from handlers.questions.plainwords import means_nothing
from handlers.questions.query import Understood, read, tidy
from handlers.record.entities import fullest
from handlers.record.vocabulary import Guess, Vocabulary, everyone, vocabulary
from handlers.reply import Action, Reply, Row, Section
from handlers.showing.cards import SAID, Receipts, intact, show
from handlers.showing.elsewhere import elsewhere
from handlers.words.names import folded
from handlers.words.wording import count, coverage, day, kept_apart, listed, published, today
from nlp.analysis import Attribution
from nlp.topics import Topics

_SAMPLE = 60  # newest claims that roles, outlets and topics are read from
_WORDS = 3  # cards of each sort
_SPEAKERS = 8  # others who speak of them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the store has of somebody: by them, their positions, of them by others."""

    name: str
    names: tuple[str, ...]  # all names of theirs
    said: Page
    sample: tuple[Held, ...]  # the newest by them, repetitions included; without texts
    positions: tuple[Held, ...]
    of: tuple[Held, ...]  # without texts


async def who(request: Request, world: World, argument: str) -> Reply:
    """Answer with roles as given and when, outlets, topics, words, positions and others' words.

    A name that several bear is asked back; a misspelt one is answered for what it is near.
    """
    typed = tidy(argument).replace('"', " ").strip()
    if means_nothing(typed):
        raise Refused("Say who is meant, such as /who NAME, of a person, a body or a country.")
    words = await vocabulary(world, request.zone)
    words, understood, guesses = await _meant(typed, words, request, world)
    if not (understood.speakers or understood.entities or understood.shared):
        words = await everyone(world, request.zone)  # who is spoken of, and never speaks
        words, understood, guesses = await _meant(typed, words, request, world)
    if understood.shared:
        called, several = understood.shared[0]
        one = fullest(several)
        if one is None:
            return await _which(called, several, request, world, words)
        apart = kept_apart([name for name in several if name != one], one)
        understood = replace(understood, speakers=(one,), notes=(*understood.notes, apart))
    names = (*understood.speakers, *understood.entities)
    if not names:
        return await nothing_found(
            request, world, Asked(line=f"claims {typed}", understood=understood), guesses
        )
    found = await _look(names[0], request, world, words)
    notes = understood.notes + tuple(
        f"Nobody here is called “{guess.typed}”. Did you mean {guess.meant}? Answered for that."
        for guess in guesses
    )
    if not (found.said.total or found.of):
        asked = Asked(line=f"claims {names[0]}", understood=understood)
        return await nothing_found(request, world, asked, guesses)
    return await _profile(found, notes, request, world)


async def _meant(
    typed: str, words: Vocabulary, request: Request, world: World
) -> tuple[Vocabulary, Understood, tuple[Guess, ...]]:
    """Whom these words mean among those who can be called, on the day of the request."""
    words = await without_later(f"figures {typed}", words, request.as_of, world)
    words = await with_offices(f"who {typed}", words, request, world)
    return words, *_read(typed, words)


def _read(typed: str, words: Vocabulary) -> tuple[Understood, tuple[Guess, ...]]:
    """Whom the typed words mean, put right where nobody is called so."""
    understood = read(typed, words)
    if not _foreign(understood):
        return understood, ()
    corrected = nearest(ask(f"claims {typed}", words), words)
    if corrected is None or _foreign(corrected[0].understood):
        return replace(understood, entities=(), shared=()), ()
    return corrected[0].understood, corrected[1]


def _foreign(understood: Understood) -> set[str]:
    """Words that are no part of a known name: they make it the name of somebody else."""
    return set(understood.words) - {" ".join(folded(name)) for name, _ in understood.shared}


async def _look(name: str, request: Request, world: World, words: Vocabulary) -> _Found:
    names = words.entities.names(name)
    asked = Question(
        speakers=names, as_of=request.as_of, workspace=request.channel.workspace, once=True
    )
    of = Question(
        among=(names,),
        kinds=SAID,
        as_of=request.as_of,
        workspace=request.channel.workspace,
        limit=2 * _SAMPLE,
        once=True,
        counted=False,
        texts=False,
    )
    positions = replace(_limited(asked, 2 * _WORDS, ClaimKind.POSITION), counted=False)
    repeated = replace(_limited(asked, _SAMPLE), once=False, counted=False, texts=False)
    said, sample, stands, by_others = await world.store.pages(
        _limited(asked, _WORDS), repeated, positions, of
    )
    return _Found(
        name=name,
        names=names,
        said=said,
        sample=sample.found,
        positions=sided(stands.found, sample.found),
        of=tuple(held for held in by_others.found if not set(held.claim.speakers) & set(names)),
    )


def _limited(question: Question, limit: int, *kinds: ClaimKind) -> Question:
    return Question(
        speakers=question.speakers,
        kinds=kinds or SAID,
        as_of=question.as_of,
        workspace=question.workspace,
        limit=limit,
        once=question.once,
    )


async def _profile(found: _Found, notes: tuple[str, ...], request: Request, world: World) -> Reply:
    receipts = Receipts()
    latest = show(await elsewhere(found.said.found[:_WORDS], world, request), receipts)
    shown = {card.claim_id for card in latest.claims}
    positions = [held for held in found.positions if held.claim.id not in shown][:_WORDS]
    stands = show(await elsewhere(positions, world, request), receipts)
    told, others = tuple(_roles(found)), tuple(_others(found))
    read = await _by_id((*told, *others), request, world)
    sections = (
        Section(
            title="Roles, as the articles give them",
            rows=tuple(_role_row(role, receipts) for role in _sound(told, read)),
        ),
        Section(title="Latest words", claims=latest.claims),
        Section(title="Positions", claims=stands.claims),
        Section(
            title="Who speaks of them",
            rows=tuple(_other_row(other, receipts) for other in _sound(others, read)),
        ),
        Section(title="On record", rows=tuple(_record(found, world.topics))),
    )
    as_of = request.as_of or today(request.zone, world.clock.now())
    total = count(found.said.total, "claim", capped=found.said.capped)
    over = f" in {coverage(found.said.coverage)}" if found.said.total else ""
    if not found.said.total:
        notes = (*notes, "No words of theirs are on record: this is who speaks of them.")
    return Reply(
        headline=f"{found.name}: {total}{over}; as of {day(as_of)}.",
        notes=(*notes, *latest.notes, *stands.notes),
        sections=tuple(each for each in sections if each.cards or each.rows),
        receipts=receipts.all(),
        actions=tuple(_actions(found)),
        total=found.said.total,
        capped=found.said.capped,
    )


def _actions(found: _Found) -> Iterator[Action]:
    if found.said.total:
        yield Action(name="more", label="All their words", command=f"/quotes {found.name}")
    yield Action(
        name="subscribe", label="Subscribe", command=f"/digest here daily 08:30 claims {found.name}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A role, or somebody else who speaks of them, and the claims that tell it, latest first."""

    label: str
    number: int
    by: tuple[Held, ...]


def _roles(found: _Found) -> Iterator[_Told]:
    """Each role in the words of the articles, with the latest and the first that give it."""
    given: dict[str, list[tuple[str, Held]]] = {}
    for held in found.sample:
        finding = held.claim.finding
        for speaker in finding.speakers if isinstance(finding, Attribution) else ():
            if speaker.role and speaker.name in found.names:
                given.setdefault(speaker.role.casefold(), []).append((speaker.role, held))
    for uses in given.values():
        (label, last), (_, first) = uses[0], uses[-1]
        yield _Told(label=label, number=len(uses), by=(last, first))


def _others(found: _Found) -> Iterator[_Told]:
    """Those who speak of them, most first, each with the latest place."""
    spoken = Counter(name for held in found.of for name in held.claim.speakers)
    latest: dict[str, Held] = {}
    for held in found.of:
        for name in held.claim.speakers:
            latest.setdefault(name, held)
    for name, number in spoken.most_common(_SPEAKERS):
        yield _Told(label=name, number=number, by=(latest[name],))


async def _by_id(told: Iterable[_Told], request: Request, world: World) -> dict[str, Held]:
    """What tells these, whole, by id: those whose words still stand where they were found."""
    by = {held.claim.id: held for each in told for held in each.by}
    read = await elsewhere(by.values(), world, request, most=0)
    return {held.claim.id: held for held in read if intact(held)}


def _sound(told: Iterable[_Told], read: Mapping[str, Held]) -> Iterator[_Told]:
    """Those of which all that tells them was read."""
    for each in told:
        by = tuple(read[held.claim.id] for held in each.by if held.claim.id in read)
        if len(by) == len(each.by):
            yield replace(each, by=by)


def _role_row(role: _Told, receipts: Receipts) -> Row:
    """The role with the days it was given on."""
    days = dict.fromkeys(published(held.article.parsed.published) for held in reversed(role.by))
    numbers = dict.fromkeys(receipts.number(held) for held in reversed(role.by))
    return Row(label=role.label, text=" to ".join(days), receipts=tuple(numbers))


def _other_row(other: _Told, receipts: Receipts) -> Row:
    """Somebody else, how often, and where last."""
    (held,) = other.by
    when = published(held.article.parsed.published)
    text = f"{count(other.number, 'claim')}, last {when}: /why {held.claim.id}"
    return Row(label=other.label, text=text, receipts=(receipts.number(held),))


def _record(found: _Found, topics: Topics) -> Iterator[Row]:
    """Outlets, topics and other names, with how much of the record they are read from."""
    outlets = _counted(held.article.parsed.outlet for held in found.sample)
    titles = (
        topic.title
        for held in found.sample
        for key in held.claim.topics
        if (topic := topics.topic(key))
    )
    of = f" (of the newest {_SAMPLE})" if len(found.sample) == _SAMPLE else ""
    if outlets:
        yield Row(label=f"Outlets{of}", text=outlets)
    if subjects := _counted(titles):
        yield Row(label=f"Topics{of}", text=subjects)
    if others := tuple(name for name in found.names if name != found.name):
        yield Row(label="Also called", text=listed(others[:_SPEAKERS]))


def _counted(names: Iterable[str | None]) -> str:
    most = Counter(name for name in names if name).most_common(_SPEAKERS)
    return ", ".join(f"{name} ({number})" for name, number in most)


async def _which(
    typed: str, names: tuple[str, ...], request: Request, world: World, words: Vocabulary
) -> Reply:
    """Ask back, with what tells the bearers of a name apart."""
    rows, receipts = list[Row](), Receipts()
    for name in names:
        found = await _look(name, request, world, words)
        roles = tuple(_roles(found))[:1]
        read = await _by_id(roles, request, world)
        role = next((_role_row(each, receipts) for each in _sound(roles, read)), None)
        total = count(found.said.total, "claim", capped=found.said.capped)
        text = f"{role.label}, {total}" if role else total
        rows.append(Row(label=name, text=text, receipts=role.receipts if role else ()))
    return Reply(
        headline=f"“{typed}” can be {listed(names, 'or')}: which one?",
        rows=tuple(rows),
        receipts=receipts.all(),
        actions=tuple(
            Action(name="who", label=name, command=f"/who {name}") for name in names[:_SPEAKERS]
        ),
        private=True,
    )
