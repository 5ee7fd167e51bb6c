"""Quotations of the night desk's articles, changed in ways that writers change them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from newsroom_samples import request
from perturbed import verdict
from seeds_world import night_world

from handlers.checks.verdicts import Verdict
from handlers.commands import answer
from handlers.words.wording import MONTHS

pytestmark = pytest.mark.model

_RIGHT = 0.95  # of the verdicts
_EACH = 12  # cases of each way

QUOTES = (
    # words, speaker, day of the article
    ("The coffee duty is not a threat. It is a date on the calendar", "Marian Oakes", "2025-09-02"),
    ("We will not negotiate with a stopwatch in the room", "Rui Camargo", "2025-09-02"),
    ("This has nothing to do with steel", "Dale Fenwick", "2025-09-02"),
    ("You cannot grow arabica in Ohio", "Greta Lindqvist", "2025-09-02"),
    ("We are giving talks a last chance, and I do mean last", "Marian Oakes", "2025-09-19"),
    ("We asked for the duty to be dropped, not for it to be late", "Rui Camargo", "2025-09-19"),
    ("No such offer was made, by me or by anybody in my ministry", "Rui Camargo", "2025-09-19"),
    ("Thirty is where this lands", "Marian Oakes", "2025-10-15"),
    ("At 30 percent I can vote for this duty on coffee", "Carla Whitmer", "2025-10-15"),
    ("Canada should correct its wrong practice at once", "Lin Qiao", "2025-09-24"),
    ("It is late, but it is real", "Bev Okafor", "2025-09-24"),
    ("Protection of this kind costs more than the jobs it saves", "Ingrid Vasey", "2025-09-24"),
    ("This is the hardest decision of my working life", "Tomas Brandvold", "2025-09-10"),
    ("A phone call costs nothing", "Denise Pruett", "2025-09-10"),
    ("The gap is a sign of strong demand, not of weak fences", "Ruth Amberley", "2025-10-02"),
    ("I want it at 28 percent by the new year", "Marian Oakes", "2025-10-02"),
    ("We transposed two digits, and I am sorry", "Ruth Amberley", "2025-10-03"),
    ("These numbers do not say what either side wants them to say", "Ruth Amberley", "2025-10-07"),
    (
        "The statute asks for a hearing. A press release is not a hearing",
        "Alma Whitcombe",
        "2025-09-29",
    ),
    ("Nobody cures cancer with an empty bench", "Nadia Holloway", "2025-09-16"),
    ("A visa is an invitation, not an entitlement", "Conrad Bellweather", "2025-09-16"),
    (
        "These are ordinary measures that any responsible country would take",
        "Lin Qiao",
        "2025-10-10",
    ),
    (
        "If the duty on machines goes to 10 percent, I tear up the closing notice",
        "Tomas Brandvold",
        "2025-10-17",
    ),
    ("There is no such plan", "Marian Oakes", "2025-10-17"),
    (
        "Every bottle we don't sell in Boston is a job we don't fill in Speyside",
        "Morag Kincaid",
        "2025-10-08",
    ),
)
Quote = tuple[str, str, str]
_SYNONYMS = dict(
    pair.split()
    for pair in (
        *("duty levy", "late overdue", "room hall", "saves protects", "sign mark", "vote speak"),
        *("hardest toughest", "strong robust", "plan scheme", "bottle flask", "digits numbers"),
        *("machines equipment", "ordinary normal", "talks negotiations", "invitation offer"),
        *("cancer disease", "country nation"),
    )
)
_TENSES = dict(
    pair.split()
    for pair in (
        *("is was", "are were", "has had", "costs cost", "was is", "asked ask", "goes went"),
        *("asks asked", "cures cured", "can could", "want wanted"),
    )
)
_NAMES = {"Ohio": "Iowa", "Canada": "Mexico", "Boston": "Denver", "Speyside": "Islay"}
_UNITS = {"percent": "percentage points"}
_FIGURES = {"30": "35", "28": "26", "10": "15", "Thirty": "Forty", "two": "three"}
_SAME_NUMBER = {"30": "thirty", "28": "twenty-eight", "10": "ten", "two": "2"}
_EXACT, _ALTERED = frozenset({Verdict.EXACT}), frozenset({Verdict.ALTERED})
Made = tuple[str, str, frozenset[Verdict]]  # words, what stands behind them, right verdicts


class Writer:
    """Changes quotations, in the same ways for the same seed."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)  # noqa: S311 - a table that is the same each time

    def cases(self) -> Iterator[tuple[str, str, frozenset[Verdict]]]:
        """The way, what is typed, and the right verdicts."""
        ways: dict[str, Callable[[Quote], Made | None]] = {
            "as it is": lambda quote: (quote[0], quote[1], _EXACT),
            "in capitals": lambda quote: (quote[0].upper(), quote[1], _EXACT),
            "surname alone": lambda quote: (quote[0], quote[1].split()[-1], _EXACT),
            "told around": lambda quote: (f"{quote[0]},", f"{quote[1]} said.", _EXACT),
            "insertion": self._inserted,
            "omission": self._omitted,
            "its day": lambda quote: (quote[0], f"{quote[1]} {self._day(quote, 0)}", _EXACT),
            "another day": self._moved,
            "another speaker": self._swapped,
            "synonym": self._by(_SYNONYMS),
            "tense": self._by(_TENSES),
            "name inside": self._by(_NAMES),
            "unit": self._by(_UNITS),
            "figure": self._by(_FIGURES),
            "number in words": self._by(_SAME_NUMBER, _EXACT | _ALTERED),
            "negation": self._negated,
            "turned words": self._turned,
            "half of another": self._halved,
        }
        for way, make in ways.items():
            fitting = [made for quote in QUOTES if (made := make(quote))]
            for words, behind, right in self._draw.sample(fitting, min(_EACH, len(fitting))):
                opening, closing = self._draw.choice(("“”", '""', "«»"))
                yield way, f"/check {opening}{words}{closing} {behind}", right

    def _by(
        self, table: dict[str, str], right: frozenset[Verdict] = _ALTERED
    ) -> Callable[[Quote], Made | None]:
        """One word changed for that of a table."""

        def made(quote: Quote) -> Made | None:
            known = [word for word in re.findall(r"\w+", quote[0]) if word in table]
            if not known:
                return None
            word = self._draw.choice(known)
            return re.sub(rf"\b{word}\b", table[word], quote[0], count=1), quote[1], right

        return made

    def _inserted(self, quote: Quote) -> Made:
        words = quote[0].split()
        words.insert(self._draw.randrange(2, len(words) - 1), "[the ministry]")
        return " ".join(words), quote[1], _EXACT

    def _omitted(self, quote: Quote) -> Made | None:
        words = quote[0].split()
        gone = words[3:-2]
        if len(words) < 9 or re.search(r"not?\b|n't|\.", " ".join(gone)):
            return None  # what is left out there turns the sense round
        mark = self._draw.choice(("…", "...", "[…]"))
        return " ".join((*words[:3], mark, *words[-2:])), quote[1], _EXACT

    def _day(self, quote: Quote, later: int) -> str:
        day = date.fromisoformat(quote[2]) + timedelta(days=later)
        month = MONTHS[day.month - 1]
        spelt = (f"on {day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", str(day))
        return self._draw.choice(spelt)

    def _moved(self, quote: Quote) -> Made:
        behind = f"{quote[1]} {self._day(quote, self._draw.choice((-40, -3, 4, 30)))}"
        return quote[0], behind, frozenset({Verdict.ANOTHER_ARTICLE})

    def _swapped(self, quote: Quote) -> Made:
        others = sorted({other for _, other, _ in QUOTES if other != quote[1]})
        return quote[0], self._draw.choice(others), frozenset({Verdict.ANOTHER_SPEAKER})

    def _negated(self, quote: Quote) -> Made:
        words = quote[0].split()
        words.insert(self._draw.randrange(1, len(words)), self._draw.choice(("not", "never")))
        return " ".join(words), quote[1], _ALTERED

    def _turned(self, quote: Quote) -> Made | None:
        words = quote[0].split()
        at = self._draw.randrange(1, len(words) - 2)
        words[at], words[at + 1] = words[at + 1], words[at]
        turned = " ".join(words)
        return (turned, quote[1], _ALTERED) if turned.lower() != quote[0].lower() else None

    def _halved(self, quote: Quote) -> Made:
        words = quote[0].split()
        other = self._draw.choice([each for each in QUOTES if each[1] != quote[1]])[0].split()
        glue = self._draw.choice((" ", " … ", " and "))
        made = " ".join(words[: len(words) // 2]) + glue + " ".join(other[len(other) // 2 :])
        return made, quote[1], _ALTERED


@pytest.fixture(scope="module", autouse=True)
def _articles() -> None:
    night_world()


async def test_what_a_writer_changed_is_never_exact() -> None:
    """At least 95 % of about 200 verdicts are right, and no changed quotation is exact."""
    world, wrong, number = night_world(), list[str](), 0
    for way, line, right in Writer(26).cases():
        found = verdict((await answer(request(line), world)).headline)
        number += 1
        assert found is not Verdict.EXACT or Verdict.EXACT in right, (way, line)
        wrong += [f"{way}: {line}: {found}"] if found not in right else []
    assert number >= 150
    assert len(wrong) <= (1 - _RIGHT) * number, "\n".join(wrong)


async def test_a_speaker_by_a_pronoun_beside_two_names_is_left_open() -> None:
    """“She said” behind two women's names is nobody's to decide; a surname alone says so."""
    world = night_world()
    line = '/check "There is no such plan" Marian Oakes'
    reply = await answer(request(line), world)
    assert verdict(reply.headline) is Verdict.EXACT
    assert any("calls its speaker Oakes and no more" in note for note in reply.notes)
