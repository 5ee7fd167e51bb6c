"""The verdict on a quotation in a sentence: who, where, and what is wrong with it."""

from __future__ import annotations

from handlers.checks.agreement import by_pronoun, relayed, said_then, titled
from handlers.checks.alignment import Kind
from handlers.checks.standing import Found, Place
from handlers.checks.verdicts import Checked, Verdict
from handlers.newsroom import Article
from handlers.ports import Coverage
from handlers.words.wording import count, coverage, day, listed, published


def sentence(result: Checked, over: Coverage) -> str:
    """The verdict in words."""
    if not result.found:
        return f"Not found in {coverage(over)}."
    if result.verdict is Verdict.ALTERED:
        return _altered(result)
    place = result.found[0]
    who, where = speaker_of(place), where_of(place.article)
    not_quoted = (
        f"as indirect speech of {who}"
        if place.place is Place.INDIRECT
        else "but not in quotation marks"
    )
    sentences = {
        Verdict.EXACT: f"Exact: {who}, {where}",
        Verdict.ANOTHER_SPEAKER: (
            f"Another speaker: the words are {who}’s ({where}), not {result.claimed.speaker}’s"
            if place.speakers and place.speakers[0][0].isupper()
            else f"Another speaker: the article ({where}) does not name {result.claimed.speaker}; "
            f"the words are given to {who if place.speakers else 'nobody'}"
        ),
        Verdict.UNCONFIRMED: f"Article or date not confirmed: {who}, {where}, {_open(result)}",
        Verdict.ANOTHER_ARTICLE: (
            f"Another article or date: {who}, {where}, not {result.claimed.elsewhere}"
        ),
        Verdict.UNCLEAR: (
            f"Speaker unclear: the words are in quotation marks there ({where}), but "
            + _whose(result, place)
        ),
        Verdict.NOT_QUOTED: f"Not a quotation: the words are there, {not_quoted} ({where})",
        Verdict.CLOSE: (
            f"Close to {count(len(result.found), 'passage')}, in other words: "
            "no quotation has this wording"
        ),
    }
    return f"{sentences[result.verdict]}."


def _whose(result: Checked, place: Found) -> str:
    """What an article leaves open of a speaker."""
    if whose := relayed(place):
        return f"{speaker_of(place)} tells there what {whose} said"
    if pronoun := by_pronoun(place):
        return (
            f"given to “{pronoun}”, read as {speaker_of(place)}; {result.claimed.speaker} is "
            "named in that paragraph too"
        )
    if not place.speakers:
        return "whose is open"
    if titled(place, result.claimed) is None:
        asked = result.claimed.speaker
        return f"given to {speaker_of(place)}; no article at hand says who “{asked}” is"
    return f"given to {speaker_of(place)}, without a name"


def _open(result: Checked) -> str:
    """Why an article neither confirms nor denies the day or outlet."""
    if unread := result.claimed.unread:
        return f"and “{unread}” was not understood: type a day as “on May 31, 2025”"
    then = said_then(result.found[0], result.claimed)
    if then and result.found[0].article.parsed.published:
        return f"where it was probably said on {day(then)}"
    return f"which does not tell whether it is {result.claimed.elsewhere}"


def _altered(result: Checked) -> str:
    places = result.found
    if result.joined or places[0].place is Place.APART:
        return f"Altered: {_parts(result)}."
    differing = places[0].changes
    if all(each.kind is Kind.WRITING for each in differing):
        return f"Altered, in writing only: {speaker_of(places[0])}, {where_of(places[0].article)}."
    turned = " The change turns the sense round." if any(each.denies for each in differing) else ""
    number = count(len(differing), "difference")
    where = f"{speaker_of(places[0])}, {where_of(places[0].article)}"
    return f"Altered: {number} from the nearest wording ({where}).{turned}"


def _parts(result: Checked) -> str:
    """What was run together."""
    owners = {place.claim.id if place.claim else place.article.id for place in result.found}
    speakers = {speaker_of(place) for place in result.found}
    if len({place.article.id for place in result.found}) > 1:
        return "passages of two articles are run together"
    if len(speakers) > 1:
        return f"words of {listed(sorted(speakers))} are run together"
    if len(owners) > 1 or len(result.found) == 1:
        return "two quotations are run together"
    return (
        "two parts of a quotation are run together; each is word for word, but the article "
        "breaks it off between them"
    )


def speaker_of(place: Found) -> str:
    if place.claim is None:
        return "no speaker named"
    return listed(place.speakers) or "speaker unclear"


def where_of(article: Article) -> str:
    outlet = article.parsed.outlet or "outlet unknown"
    return f"{outlet}, {published(article.parsed.published)}"
