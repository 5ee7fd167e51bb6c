"""Which side somebody's words take, and on what: "opposes the toll", "is open to exemptions"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from handlers.matters.stances import side, stem
from handlers.newsroom import Article, Held
from handlers.words.names import folded
from nlp import countries
from nlp.analysis import Attribution

_READ = 200  # characters: the side is taken in the first clause
_SUBJECT = 8  # words that its subject may have
_MOST = 12  # words of what a position is on that are looked at
_SHOWN = 5  # of them that are shown
_THIN = 1  # words on which alone articles must be of one story
_LEAD = 300  # characters of an article that tell what it is about, with its headline
_FEWEST = 2  # telling words that the leads of one story share, beside the country it is about
_EVERYWHERE = frozenset({"United States"})  # which most articles name
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
_WILL = frozenset({"will", "would", "shall"})
_HAS = frozenset({"has", "have", "had"})
_BEING = frozenset({"is", "are", "am", "was", "were", "be", "been"})
_DENYING = frozenset({"not", "never", "longer"})  # "no longer"
_AUX = frozenset(
    {"should", "can", "could", "may", "might", "do", "does", "did", "now", "still", "also"}
    | {"fully", "firmly", "strongly", "no", "currently", "always"}
    | _WILL
    | _HAS
    | _BEING
    | _DENYING
)
_FORMS = ("", "s", "es", "d", "ed", "ing")
_FOR = frozenset(
    verb + form
    for verb in ("support", "back", "favor", "favour", "endorse", "welcome", "embrace")
    for form in _FORMS
) | frozenset({"consider", "considers", "considered", "champion", "champions"})
_AGAINST = frozenset(
    verb + form for verb in ("oppose", "reject", "resist", "condemn", "denounce") for form in _FORMS
)
_RULING = frozenset({"rule", "rules", "ruled", "ruling"})
_VOTING = frozenset({"vote", "votes", "voted", "voting", "campaign", "campaigns", "campaigned"})
_VERBS = _AUX | _FOR | _AGAINST | _RULING | _VOTING
# Behind a form of "be", and the side that each takes.
_STANDING = {
    ("open", "to"): True,
    ("in", "favor", "of"): True,
    ("in", "favour", "of"): True,
    ("ready", "for"): True,
    ("ready", "to", "consider"): True,
    ("willing", "to", "consider"): True,
    ("against",): False,
    ("opposed", "to"): False,
}
_SHORT = re.compile(r"\b(?:(wo)n|(ca)n|(\w+)n)[’']t\b|\b(\w+)[’'](re|m|s)\b", re.IGNORECASE)
_FULL = {"re": "are", "m": "am", "s": "is"}
_POINTING = re.compile(
    r"^(?:that|this|these|those)\s+(?!(?:it|he|she|they|we|i|you|the|an?|its|their)\b)(?=[a-z])",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,:;.!?]|\b(?:if|because|after|before|but|as|when|until|unless|while|that|which|who|since"
    r"|from|by)\b",
    re.IGNORECASE,
)
_IDLE_WORDS = """
a an the it its this that them they these those his her their our my your any all such some of on
for to in with at and or be been is are was now still also very more
"""
# "Calls for a freeze" are on the freeze.
_IDLE = frozenset(
    {*_IDLE_WORDS.split(), "call", "calls", "idea", "proposal", "proposals", "notion", "talk"}
    | {"one"}
)
# What leads of different stories share: beside idle words those of telling.
_COMMON = f"""
{_IDLE_WORDS} says said say saying told tell tells announced announcement reporters statement news
he she his her who would will could has had have not no from by as after before week month year
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december washington united states u s american president
secretary minister ministry representative senator government trade
"""
_DEED = 3  # letters that a deed has more than
_NO_DEEDS = frozenset({"have", "been", "like", "take", "make", "need", "want", "also", "only"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """For or against what, by the stems of its words; none where it is only "it".

    `deed` is the stem of what will be done or not, where the words are of that sort.
    """

    favors: bool
    matter: frozenset[str]
    words: str  # those that take the side: "now supports"
    deed: str = ""


def position(attribution: Attribution) -> Position | None:
    """The side that somebody's words take; None where they take none that is plain."""
    cue = attribution.cue.excerpt.words if attribution.cue else ""
    who = tuple(each.name for each in attribution.speakers)
    pieces = tuple(piece.words for piece in attribution.contents)
    return _position_of(pieces, cue, who, favors=side(attribution))


@lru_cache(maxsize=1 << 12)
def _position_of(
    pieces: tuple[str, ...], cue: str, who: tuple[str, ...], *, favors: bool | None
) -> Position | None:
    """Kept, for each is compared with many others."""
    plain = " ".join(pieces)
    if favors is not None:
        return Position(favors=favors, matter=_matter(plain), words=_told(cue, plain))
    return next(_taken(plain, frozenset(word for name in who for word in folded(name))), None)


def _taken(text: str, who: frozenset[str]) -> Iterator[Position]:
    """The positions that the first clause takes, the plainest first."""
    words = _spelled(text).split()
    plain = [word.strip("“”\"‘’'(),;:.!?…").lower() for word in words]
    start = 1 if plain[:1] == ["that"] else 0
    if plain[start : start + 1] == ["there"]:
        yield from _there(words, plain, start + 1)
        return
    first = start + 1
    while first < min(start + _SUBJECT, len(plain)) and plain[first] not in _VERBS:
        if words[first - 1][-1] in ",;:.!?":
            return
        first += 1
    verb = first
    while verb < len(plain) and plain[verb] in _AUX:
        verb += 1
    aux = frozenset(plain[first:verb])
    if verb < len(plain):
        speaks = first > start and (plain[first - 1] in _PRONOUNS or plain[first - 1] in who)
        yield from _sided(words, plain, first, verb) if speaks else ()
        yield from _deed(words, plain, (start, first, verb), aux)


def _there(words: list[str], plain: list[str], at: int) -> Iterator[Position]:
    """ "There will be no exemptions", "there could be exemptions"."""
    size = 2 if plain[at + 1 : at + 2] == ["be"] else 1
    no = plain[at + size : at + size + 1] == ["no"]
    if no or size > 1:
        end = at + size + no
        yield _position(words[at:end], words[end:], favors=not no)


def _sided(words: list[str], plain: list[str], first: int, verb: int) -> Iterator[Position]:
    """A verb that takes a side, or what somebody "is": open to it, against it."""
    favors, size, word = None, 1, plain[verb]
    following = plain[verb + 1 : verb + 2]
    if word in _FOR or word in _AGAINST:
        favors = word in _FOR
    elif word in _RULING and following == ["out"]:
        favors, size = False, 2
    elif word in _VOTING and following in (["for"], ["against"]):
        favors, size = following == ["for"], 2
    elif not _BEING.isdisjoint(plain[first:verb]):
        for standing, side_taken in _STANDING.items():
            if tuple(plain[verb : verb + len(standing)]) == standing:
                favors, size = side_taken, len(standing)
    if favors is not None:
        denied = not _DENYING.isdisjoint(plain[first:verb])
        end = verb + size
        yield _position(words[first:end], words[end:], favors=favors != denied)


def _deed(
    words: list[str], plain: list[str], places: tuple[int, int, int], aux: frozenset[str]
) -> Iterator[Position]:
    """What will be done or not, or has been: where its subject, its verb and the deed begin."""
    start, first, verb = places
    denied, deed = not _DENYING.isdisjoint(aux), plain[verb]
    told = not _WILL.isdisjoint(aux) or (not denied and not _HAS.isdisjoint(aux))
    if not told or len(deed) <= _DEED or not deed.isalpha() or deed in _NO_DEEDS:
        return
    passive = not _BEING.isdisjoint(aux)
    thing = words[start:first] if passive else words[verb + 1 :]
    shown = _position(words[first : verb + 1], [] if passive else thing, favors=not denied)
    yield replace(shown, matter=_matter(" ".join(thing)), deed=stem(deed))


def _position(verb: list[str], what: list[str], *, favors: bool) -> Position:
    plain = " ".join(what)
    return Position(favors=favors, matter=_matter(plain), words=_told(" ".join(verb), plain))


def _told(verb: str, what: str) -> str:
    """The words that take the side, with the first of what it is on: "opposes the tariff"."""
    first = _ENDS.split(what.strip(" “”\"‘’'.,"), maxsplit=1)[0].split()
    more = " …" if len(first) > _SHOWN else ""
    return f"{' '.join((verb.strip(), *first[:_SHOWN]))}{more}"


def _spelled(text: str) -> str:
    """The first words of a text, without marks of quotation, with short forms written out."""
    plain = text[:_READ].lstrip(" “\"‘'…")
    return _SHORT.sub(_in_full, plain) if "’" in plain or "'" in plain else plain


def _in_full(short: re.Match[str]) -> str:
    will, can, other, whose, end = short.groups()
    if end:
        return f"{whose} {_FULL[end.lower()]}" if whose.lower() in _PRONOUNS else short[0]
    return f"{'will' if will else 'can' if can else other} not"


@lru_cache(maxsize=1 << 12)
def _matter(words: str) -> frozenset[str]:
    """The stems of what a position is on, up to where another clause begins."""
    pointed = _POINTING.sub("", words.strip(" “\"‘'"))  # "that argument" begins no clause
    first = _ENDS.split(pointed, maxsplit=1)[0]
    plain = [word for word in folded(first) if word not in _IDLE and not word[0].isdigit()]
    return frozenset(map(stem, plain[:_MOST]))


def turned_over(was: Held, now: Held) -> str | None:
    """How somebody came to the other side of one matter: "opposes → now supports"; else None."""
    before = _of(was)
    after = _of(now) if before else None
    if before is None or after is None or before.favors == after.favors:
        return None
    if before.deed != after.deed or not _one_matter(before, was, after, now):
        return None
    return f"{before.words} → {after.words}"


def keeps(was: Held, now: Held) -> bool:
    """Whether somebody is still on the same side of one matter."""
    before = _of(was)
    after = _of(now) if before else None
    if before is None or after is None or before.favors != after.favors:
        return False
    return before.deed == after.deed and _one_matter(before, was, after, now)


def takes_side(held: Held) -> bool:
    """Whether a claim's words take a side at all."""
    return _of(held) is not None


def _of(held: Held) -> Position | None:
    finding = held.claim.finding
    return position(finding) if isinstance(finding, Attribution) else None


def _one_matter(before: Position, was: Held, after: Position, now: Held) -> bool:
    """Whether both are on one matter: one says it in fewer words, which its article tells.

    On a single word, or on "it", both articles must be of one story.
    """
    less, more = sorted(((before, was), (after, now)), key=lambda each: len(each[0].matter))
    if not less[0].matter <= more[0].matter:
        return False
    if not more[0].matter - less[0].matter <= _stems(less[1].article):
        return False
    return len(less[0].matter) > _THIN or _one_story(was, now)


def _one_story(was: Held, now: Held) -> bool:
    """Whether two articles tell of the same: their leads do, and both name the country it is on."""
    speakers = {*was.claim.speakers, *now.claim.speakers}
    named = {*was.claim.entities, *now.claim.entities} - speakers - _EVERYWHERE
    abroad = {name for name in named if countries.named(name)}
    there = [_countries(held.article.parsed.text) for held in (was, now)]
    if abroad and abroad.isdisjoint(there[0] & there[1]):
        return False
    own = {stem(word) for name in speakers for word in folded(name)}
    shared = (_lead(was.article) & _lead(now.article)) - own
    return len(shared) >= (_FEWEST if abroad else _FEWEST + 1)


@lru_cache(maxsize=256)
def _countries(text: str) -> frozenset[str]:
    """The countries that a text names, by any of their names."""
    return frozenset(name for _, _, name in countries.mentioned(text))


def _lead(article: Article) -> frozenset[str]:
    """The telling stems of an article's headline and first words."""
    text = f"{article.parsed.headline or ''} {article.parsed.text[:_LEAD]}"
    return _stems_of(text) - _stems_of(_COMMON)


def _stems(article: Article) -> frozenset[str]:
    return _stems_of(f"{article.parsed.headline or ''} {article.parsed.text}")


@lru_cache(maxsize=256)
def _stems_of(text: str) -> frozenset[str]:
    """The stems of all words of an article."""
    return frozenset(map(stem, folded(text)))
