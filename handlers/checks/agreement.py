"""Whether a passage's speaker, article and day are those that are claimed of a quotation."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.checks import named
from handlers.checks.claimed import Claimed
from handlers.checks.standing import Found
from handlers.newsroom import Article, Claim
from handlers.record.callings import described
from handlers.words.names import folded, persons_words, surname
from nlp import countries
from nlp.analysis import Attribution, FoundBy, Precision


def says(claim: Claim | None, claimed: Claimed) -> bool:
    """Whether the claimed speaker is the claim's: by a name on record, the name or role there."""
    if not claimed.typed:
        return True
    if claim is None or not isinstance(claim.finding, Attribution):
        return False
    if not {*claimed.names}.isdisjoint(claim.speakers):
        return True
    if any(_initials(claimed.typed, name) or _so(claimed, name) for name in claim.speakers):
        return True
    if claimed.names:
        return False
    asked = set(folded(claimed.typed))
    return any(
        asked <= {*folded(who.name), *folded(who.role or "")} for who in claim.finding.speakers
    )


def _so(claimed: Claimed, name: str) -> bool:
    """Whether an article calls a speaker by these words and by no name: "the trade envoy"."""
    return described(name) and folded(name) == folded(claimed.typed)


def titled(place: Found, claimed: Claimed) -> bool | None:
    """Whether the article gives the claimed words as the speaker's role: "Peru's envoy, Ana Lind".

    None where they are a state's office whose holder nobody on record is, and no other role
    of the speaker is told.
    """
    if claimed.names or not claimed.typed:
        return False
    asked, words = folded(claimed.typed), folded(place.article.parsed.text)
    for name in map(folded, place.speakers):
        for at in range(len(words) - len(asked) + 1):
            if name and words[at : at + len(asked)] == asked:
                before, after = words[max(0, at - 3) : at], words[at + len(asked) :]
                if after[: len(name)] == name or name[-1] in _last_words(before):
                    return True
    finding = place.claim.finding if place.claim else None
    roles = finding.speakers if isinstance(finding, Attribution) else ()
    office = named.has_office(claimed.typed) and countries.mentioned(claimed.typed)
    return None if office and not any(who.role for who in roles) else False


def _last_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The last word, and that before an article: of "Ana Lind, the" it is "lind"."""
    return words[-2:] if words[-1:] in (("the",), ("a",), ("an",)) else words[-1:]


def _initials(one: str, other: str) -> bool:
    """Whether one of two names is the other's capitals: "IMF"."""
    short, long = sorted((one.replace(".", ""), other), key=len)
    capitals = "".join(word[0] for word in long.split() if word[0].isupper())
    return len(short) > 1 and short.isupper() and short == capitals


def relayed(place: Found) -> str:
    """Whose words the claimed speaker only passes on: "Foy said Ana explained that she “…”."""
    finding = place.claim.finding if place.claim else None
    if not isinstance(finding, Attribution):
        return ""
    start, text = place.span[0], place.text.text
    content = next((each for each in finding.contents if each.start <= start < each.end), None)
    before = text[content.start : start].rstrip(" “\"‘'") if content else ""
    name = "" if any(mark in before for mark in '“”"') else named.told_of(before)
    known = {word for speaker in place.speakers for word in folded(speaker)}
    return name if known.isdisjoint(folded(name)) else ""


def named_in(article: Article, claimed: Claimed) -> bool:
    """Whether an article names the claimed speaker, by the last word of a name at least.

    Only of people that is certain: a country or an office goes by many other words.
    """
    people = [name for name in (claimed.names or (claimed.typed,)) if persons_words(name)]
    if not people or len(people) < len(claimed.names):
        return True
    words = {*folded(article.parsed.text), *folded(article.parsed.headline or "")}
    return any(not words.isdisjoint(surname(name).split()) for name in people)


def by_pronoun(place: Found) -> str:
    """The pronoun by which the speaker was found ("she"); "" where it was another way."""
    finding = place.claim.finding if place.claim else None
    if not isinstance(finding, Attribution):
        return ""
    pronouns = (who for who in finding.speakers if who.found_by is FoundBy.PRONOUN and who.excerpt)
    return next((who.excerpt.words for who in pronouns if who.excerpt), "")


def named_beside(place: Found, claimed: Claimed) -> bool:
    """Whether the paragraph names the claimed speaker before the words: whom "she" may mean."""
    text, (start, _) = place.text.text, place.span
    before = {*folded(text[text.rfind("\n", 0, start) + 1 : start])}
    before -= {word for name in place.speakers for word in folded(name)}
    people = [name for name in (claimed.names or (claimed.typed,)) if persons_words(name)]
    return any(not before.isdisjoint(surname(name).split()) for name in people)


def appeared(place: Found, claimed: Claimed) -> bool | None:
    """Whether the passage is from a claimed outlet, and was published on a claimed day.

    None where nothing is against it and nothing for it: the article gives no outlet or day,
    only the day it was said on, as we read it, is one of the claimed, or part of what was
    typed could not be read as a day.
    """
    outlet, published = place.article.parsed.outlet, place.article.parsed.published
    if claimed.outlets and outlet and outlet not in claimed.outlets:
        return False
    if not _on_weekday(place, claimed):
        return False
    on_day = not claimed.days
    if claimed.days and published:
        last = _last(published.day, published.precision)
        on_day = _within(claimed, published.day, last)
        if not on_day and not said_then(place, claimed):
            return False
    return (on_day and not claimed.unread and bool(outlet or not claimed.outlets)) or None


def _on_weekday(place: Found, claimed: Claimed) -> bool:
    """Whether it was said on a claimed weekday of whichever week, as far as the article tells.

    Where it tells no day, that of its publication counts, and the one before.
    """
    published = place.article.parsed.published
    if not claimed.weekdays or (published and published.precision is not Precision.DAY):
        return True
    finding = place.claim.finding if place.claim else None
    said = finding.said if isinstance(finding, Attribution) else None
    if said and said.first and said.precision is Precision.DAY:
        return said.first.weekday() in claimed.weekdays
    day = published.day.weekday() if published else None
    return day is None or not {day, (day - 1) % 7}.isdisjoint(claimed.weekdays)


def said_then(place: Found, claimed: Claimed) -> date | None:
    """The claimed day on which it was said, as we read the article; None if it tells none."""
    finding = place.claim.finding if place.claim else None
    said = finding.said if isinstance(finding, Attribution) else None
    if said is None or said.first is None or said.precision is not Precision.DAY:
        return None
    return said.first if _within(claimed, said.first, said.last or said.first) else None


def _within(claimed: Claimed, first: date, last: date) -> bool:
    return any(since <= last and first <= until for since, until in claimed.days)


def _last(day: date, precision: Precision) -> date:
    """The last day that a publication known to its month or year may be of."""
    if precision is Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision is Precision.MONTH:
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return day
