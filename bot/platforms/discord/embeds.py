"""A reply as Discord messages: embeds within every limit, or complete plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from bot.platforms.discord.cards import LINE, NAME, QUOTED, bold, fact, number_of, outlet_of, said
from bot.platforms.discord.markup import escape, inline, link, split
from handlers.reply import Moment, Receipt, Reply, Row, Section
from handlers.showing import plaintext
from handlers.showing.restated import shows

# Discord's limits, in code points.
CONTENT = 2_000
PLAIN = CONTENT - 560  # of a message without embeds: the rest is for what may be put right
DESCRIPTION = 4_096
EMBEDS = 10
ALL_EMBEDS = 6_000  # over all embeds of one message

MESSAGES = 8  # of one answer; what is left is counted, with the way to it
_CORRECTION, _LONGEST_CORRECTION = 200, 800  # characters, of which markup may make twice as many
REFERENCE = "Claimwire"  # before the key of a digest, where it can be looked for
COLOUR = 0x2B6CB0

_PERSON = re.compile(r"&?\d{1,20}", re.ASCII)

Embed = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordMessage:
    """One message as Discord takes it; an answer may need several, in order.

    `claims` are the ids of those that its embeds show.
    """

    content: str = ""
    embeds: tuple[Embed, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line or block of an answer, and the claims that it shows."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """One embed to be, how many entries of the answer it holds, and the claims in them."""

    title: str
    description: str
    entries: int
    claims: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.title) + len(self.description)

    def embed(self) -> Embed:
        titled = {"title": self.title} if self.title else {}
        return {**titled, "description": self.description, "color": COLOUR}


def render(
    reply: Reply, *, key: str = "", opening: str = "", most: int = MESSAGES
) -> tuple[DiscordMessage, ...]:
    """The reply as at most so many messages with embeds; what does not fit is counted.

    `opening` is a line of ours above it, in Discord's markup; `key` rides in the last
    embed's footer, so that the message can be found again, and in those before with its number.
    """
    heads = split(_head(reply, opening), CONTENT)
    messages = [DiscordMessage(content=each) for each in heads]
    batches = _batches(_parts(reply))
    if batches:
        first = messages.pop() if messages else DiscordMessage()
        room = most - len(messages)
        left = sum(part.entries for batch in batches[room:] for part in batch)
        messages += _with_embeds(first.content, batches[:room], _left_out(left), key)
    elif key:
        # In the same message: one sentence is one post, so that no kill can part it from its key.
        said = messages.pop().content if messages else ""
        messages.append(DiscordMessage(content=said, embeds=(_keyed({}, key),)))
    return tuple(messages)


def render_plain(
    reply: Reply, *, key: str = "", opening: str = "", most: int = MESSAGES
) -> tuple[DiscordMessage, ...]:
    """The reply without embeds, for places where they are not allowed, as complete."""
    whole = plaintext.render(reply, escape=partial(escape, limit=QUOTED))
    text = _stamped(whole, reply.moments)
    text = "\n".join(_called(line, reply.people) for line in text.split("\n"))
    text = f"{opening}\n{text}" if opening else text
    pieces = split(text, PLAIN)
    if len(pieces) > most:
        pieces = split(text, CONTENT)
    if len(pieces) > most:
        left = sum(piece.count("\n") + 1 for piece in pieces[most - 1 :])
        pieces = (*pieces[: most - 1], _left_out(left))
    if key:
        keys = [part_of(key, number) for number in range(len(pieces) - 1)] + [key]
        named = zip(pieces, keys, strict=True)
        pieces = tuple(
            each
            for piece, own in named
            for each in split(f"{piece}\n-# {_reference(own)}", CONTENT)
        )
    return tuple(DiscordMessage(content=each) for each in pieces)


def part_of(key: str, number: int) -> str:
    """The key of a message before the last one of a digest, counted from 0; "" without a key."""
    return f"{key}-{number + 1}" if key else ""


def put_right(message: DiscordMessage, told: Iterable[str]) -> DiscordMessage | None:
    """The message with what is no longer so at its head; None where there is no room for it."""
    room = min((CONTENT - len(message.content)) // 2 - 5, _LONGEST_CORRECTION)
    if room < _CORRECTION:
        return None
    words = inline(" ".join(told), room)
    head = f"**{words}**\n" if words else ""
    return replace(message, content=f"{head}{message.content}".strip())


def sentence(words: str) -> DiscordMessage:
    """One sentence of ours to a person; what it quotes is made plain."""
    return DiscordMessage(content=escape(words, CONTENT // 2))


def _head(reply: Reply, opening: str) -> str:
    headline = _called(_stamped(inline(reply.headline, LINE), reply.moments), reply.people)
    bold = f"**{headline}**" if 0 < len(headline) < NAME else headline
    return "\n".join(each for each in (opening, bold) if each)


def _left_out(entries: int) -> str:
    if not entries:
        return ""
    what = "1 entry does" if entries == 1 else f"{entries} entries do"
    return f"{what} not fit here. Ask with one more word to narrow the answer."


def _reference(key: str) -> str:
    return f"{REFERENCE} {key}"


def _keyed(embed: Embed, key: str) -> Embed:
    return {**embed, "footer": {"text": _reference(key)}} if key else embed


def _with_embeds(
    head: str, batches: list[list[_Part]], left_out: str, key: str
) -> Iterator[DiscordMessage]:
    for number, batch in enumerate(batches):
        last = number == len(batches) - 1
        embeds = [part.embed() for part in batch]
        embeds[-1] = _keyed(embeds[-1], key if last else part_of(key, number))
        content = head if number == 0 else ""
        if last and left_out:
            content = f"{content}\n{left_out}".strip()
        claims = dict.fromkeys(each for part in batch for each in part.claims)
        yield DiscordMessage(content=content, embeds=tuple(embeds), claims=tuple(claims))


def _batches(parts: Iterable[_Part]) -> list[list[_Part]]:
    """Embeds message by message, as many as each may carry."""
    batches: list[list[_Part]] = []
    room = 0
    for part in parts:
        if not batches or part.size > room or len(batches[-1]) == EMBEDS:
            batches.append([])
            room = ALL_EMBEDS - len(_reference("x" * 28))
        batches[-1].append(part)
        room -= part.size
    return batches


def _parts(reply: Reply) -> Iterator[_Part]:
    """The sections of an answer in their order, each in as many embeds as it needs."""
    moments = [
        _stamped(inline(moment.words, LINE), (moment,))
        for moment in reply.moments
        if not any(moment.words in text for text in (reply.headline, *reply.notes))
    ]
    notes = [
        _called(_stamped(escape(note, LINE), reply.moments), reply.people) for note in reply.notes
    ]
    yield from _section("", notes)
    receipts = {receipt.number: receipt for receipt in reply.receipts}
    for part in reply.parts:
        yield from _lists(part, receipts, reply.people)
    yield from _section("", moments)
    yield from _section(
        "", [f"{bold(each.title)}  {inline(each.alt, LINE)}" for each in reply.charts]
    )
    yield from _section("Sources", [_receipt(receipt) for receipt in reply.receipts])
    yield from _section(
        "", [f"{bold(each.name)}  {inline(each.alt, LINE)}" for each in reply.files]
    )
    yield from _section("", [f"-# {inline(reply.rests, LINE)}"] if reply.rests else [])


def _lists(part: Section, receipts: dict[int, Receipt], people: tuple[str, ...]) -> Iterator[_Part]:
    """One section of an answer: title and notes, then its lists."""
    yield from _section("", [bold(part.title), *(escape(note, LINE) for note in part.notes)])
    lists = (
        ("Measures", [_Entry(fact(card), shows(card)) for card in part.measures]),
        ("Figures", [_Entry(fact(card), shows(card)) for card in part.figures]),
        ("Who said what", [_Entry(said(card, receipts), shows(card)) for card in part.claims]),
    )
    for title, entries in lists:
        yield from _section(title if part.mixed else "", entries)
    yield from _section("", [_called(_row(row), people) for row in part.rows])


def _row(row: Row) -> str:
    numbers = "".join(f" {number_of(number)}" for number in row.receipts)
    return f"{bold(row.label)}  {inline(row.text, QUOTED)}{numbers}".strip()


def _section(title: str, entries: Iterable[str | _Entry]) -> Iterator[_Part]:
    """Entries joined into descriptions; one that is too long for any goes on in the next."""
    description, count = "", 0
    claims: tuple[str, ...] = ()
    for entry in entries:
        whole = _Entry(entry) if isinstance(entry, str) else entry
        for number, piece in enumerate(split(whole.text, DESCRIPTION) if whole.text else ()):
            if description and len(description) + 1 + len(piece) > DESCRIPTION:
                yield _Part(title, description, count, claims)
                title = title if title.endswith("continued") or not title else f"{title}, continued"
                description, count, claims = "", 0, ()
            description = f"{description}\n{piece}" if description else piece
            count += number == 0
            claims = (*claims, *whole.claims)
    if description:
        yield _Part(title, description, count, claims)


def _stamped(text: str, moments: Iterable[Moment]) -> str:
    """Escaped text with each moment's words followed by the reader's own local time."""
    for moment in moments:
        words = inline(moment.words)
        if words:
            stamp = f"<t:{int(moment.at.timestamp())}:F>"
            text = text.replace(words, f"{words} (your time: {stamp})", 1)
    return text


def _called(text: str, people: Iterable[str]) -> str:
    """Escaped text with the first id of each of these people shown as who it is.

    Nobody is called by that: mentions are switched off. Later ones may be foreign words.
    """
    for each in people:
        if _PERSON.fullmatch(each):
            text = re.sub(rf"(?<![\d&]){each}(?!\d)", f"<@{each}>", text, count=1)
    return text


def _receipt(receipt: Receipt) -> str:
    parts = [outlet_of(receipt)]
    if receipt.byline:
        parts.append(inline(receipt.byline, NAME))
    parts.append(inline(receipt.published, NAME))
    if receipt.paragraphs:
        several = "s" if len(receipt.paragraphs) > 1 else ""
        numbers = inline(", ".join(map(str, receipt.paragraphs)), NAME)
        parts.append(f"paragraph{several} {numbers}")
    headline = link(receipt.headline, receipt.url)
    return f"{number_of(receipt.number)} {headline} — {' · '.join(parts)}"
