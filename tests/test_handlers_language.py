"""The query language: what each sign means, what is refused, and that nothing ever breaks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.errors import ClaimwireError, Refused
from handlers.newsroom import ClaimKind, Status
from handlers.ports import Facet, FacetKind
from handlers.questions.asked import EVERY, ask, nearest
from handlers.questions.operators import as_of, tidy
from handlers.questions.query import read
from handlers.questions.understood import Understood
from handlers.record.vocabulary import Vocabulary
from handlers.showing.cards import SAID

FRIDAY = date(2025, 6, 6)
SPEAKERS = (
    "Mara Ellison",
    "Joan Ellison",
    "Tobias Okafor",
    "China",
    "Wen Dao",
    "Chinese Commerce Ministry",
    "Tobias B. Okafor",
)
OUTLETS = ("The Harbor Gazette", "Northern Ledger", "Northern Weekly Post")
WORDS = replace(
    Vocabulary.of(SPEAKERS),
    outlets=OUTLETS,
    today=FRIDAY,
)
KIND, SPEAKER, OUTLET = FacetKind.KIND, FacetKind.SPEAKER, FacetKind.OUTLET
ENTITY, TOPIC = FacetKind.ENTITY, FacetKind.TOPIC


def understood(typed: str) -> Understood:
    """What is understood of typed words on that Friday."""
    return read(typed, WORDS)


@pytest.mark.parametrize(
    ("typed", "speakers"),
    [
        ("from:okafor", ("Tobias Okafor",)),
        ("FROM:Okafor", ("Tobias Okafor",)),
        ('from:"Tobias Okafor"', ("Tobias Okafor",)),
        ("from:“Tobias Okafor”", ("Tobias Okafor",)),
        ("from: okafor", ("Tobias Okafor",)),
        ("from:tobias okafor", ("Tobias Okafor",)),
        ("from:envoy okafor", ("envoy",)),
        ("from:president okafor", ("Tobias Okafor",)),
        ("from:okafor,wen", ("Tobias Okafor", "Wen Dao")),
        ("from:okafor from:wen", ("Tobias Okafor", "Wen Dao")),
        ("from:beijing", ("China",)),
        ('from:"chinese commerce ministry"', ("Chinese Commerce Ministry",)),
        ("from:ellison", ("Mara Ellison", "Joan Ellison")),
        ("by:okafor", ("Tobias Okafor",)),
        ("form:okafor", ("Tobias Okafor",)),
        ("from:okafr", ("Tobias Okafor",)),
        ("from:zzyzx", ("zzyzx",)),
        ("from:peru", ("Peru",)),
        ('from:"okafor', ("Tobias Okafor",)),
        ("said by okafor", ("Tobias Okafor",)),
        ("any quotes by okafor on wheat now?", ("Tobias Okafor",)),
        ("is there a quote from wen about china", ("Wen Dao",)),
        ("according to okafor wheat", ("Tobias Okafor",)),
        ("according to okafor and wen, wheat", ("Tobias Okafor", "Wen Dao")),
        ("what did okafor and wen say about wheat", ("Tobias Okafor", "Wen Dao")),
        ("what did okafor or ellison say", ("Tobias Okafor", "Mara Ellison", "Joan Ellison")),
        ("what did okafor say about wen and china", ("Tobias Okafor",)),
        ("did okafor say he wants wheat", ("Tobias Okafor",)),
        ("wen wheat okafor said", ("Tobias Okafor",)),
    ],
)
def test_from_is_who_speaks(typed: str, speakers: tuple[str, ...]) -> None:
    """Any name will do, several are either; an unknown one stays as it was typed."""
    assert understood(typed).speakers == speakers


@pytest.mark.parametrize(
    ("typed", "about", "topics", "words"),
    [
        ("about:china", (("China",),), (), ()),
        ("about:prc from:okafor", (("China",),), (), ()),
        ("about:south korea", (("South Korea",),), (), ()),
        ("about:okafor wheat", (("Tobias Okafor",),), (), ("wheat",)),
        ("about:ellison", (("Mara Ellison", "Joan Ellison"),), (), ()),
        ("about:china about:peru", (("China",), ("Peru",)), (), ()),
        ("about:tariffs", (), ("tariffs",), ()),
        ("about:steel tariffs", (), ("steel",), ("tariffs",)),
        ("about:wheat", (), (), ("wheat",)),
        ('about:"wheat farmers"', (), (), ("wheat farmers",)),
        ("who said what about china", (("China",),), (), ()),
        ("what was said about Okafor?", (("Tobias Okafor",),), (), ()),
        ("what did Okafor say about china", (), (), ()),
    ],
)
def test_about_is_who_or_what_is_spoken_of(
    typed: str, about: tuple[tuple[str, ...], ...], topics: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """Entities by any name, the first topic, or plain words."""
    found = understood(typed)
    assert (found.about, found.topics, found.words) == (about, topics, words)


@pytest.mark.parametrize(
    ("typed", "outlets"),
    [
        ('in:"Harbor Gazette"', OUTLETS[:1]),
        ('in:"the harbor gazette"', OUTLETS[:1]),
        ("in:harbor gazette wheat", OUTLETS[:1]),
        ("in:gazette", OUTLETS[:1]),
        ("in:northern", OUTLETS[1:]),
        ("in:hg", OUTLETS[:1]),
        ("in:NWP", OUTLETS[2:]),
        ("in:hg,nwp", (OUTLETS[0], OUTLETS[2])),
        ('in:"Habor Gazete"', OUTLETS[:1]),
        ("in:gazete", OUTLETS[:1]),
        ("outlet:ledger", OUTLETS[1:2]),
    ],
)
def test_in_is_the_outlet(typed: str, outlets: tuple[str, ...]) -> None:
    """By name, by part of it, by its initials, and where it is nearly spelt so."""
    found = understood(typed)
    assert found.outlets == outlets
    assert any("Did you mean The Harbor Gazette?" in note for note in found.notes) == (
        "gazete" in typed.lower()
    )


@pytest.mark.parametrize(
    ("typed", "kinds", "status"),
    [
        ("kind:quote", (ClaimKind.QUOTE,), None),
        ("kind:Quotes", (ClaimKind.QUOTE,), None),
        ("kind:figure kind:measure", (ClaimKind.FIGURE, ClaimKind.MEASURE), None),
        ("kind:figure,measure", (ClaimKind.FIGURE, ClaimKind.MEASURE), None),
        ("kind:quote|statement", (ClaimKind.QUOTE, ClaimKind.STATEMENT), None),
        ("who wants kind:quote", (ClaimKind.QUOTE,), None),
        ("status:disputed", (), Status.DISPUTED),
        ("status:Verified status:verified", (), Status.VERIFIED),
    ],
)
def test_kind_and_status(typed: str, kinds: tuple[ClaimKind, ...], status: Status | None) -> None:
    """Several kinds are either; what is typed overrides what a question's verb says."""
    found = understood(typed)
    assert (found.kinds, found.status) == (kinds, status)


@pytest.mark.parametrize(
    ("typed", "since", "until", "words"),
    [
        ("since:2025-05-01", date(2025, 5, 1), None, ()),
        ('since:2025-05-01 until:"last friday"', date(2025, 5, 1), date(2025, 5, 30), ()),
        ("since:last friday wheat", date(2025, 5, 30), None, ("wheat",)),
        ("since:may until:may", date(2025, 5, 1), date(2025, 5, 31), ()),
        ("since:april 2 wheat", date(2025, 4, 2), None, ("wheat",)),
        ("since:may since:june", date(2025, 6, 1), None, ()),
        ("until:yesterday until:may", None, date(2025, 5, 31), ()),
        ("wheat last week", date(2025, 5, 26), date(2025, 6, 1), ("wheat",)),
        ("wheat in may since:2025-05-10", date(2025, 5, 10), date(2025, 5, 31), ("wheat",)),
        ('"last week" wheat', None, None, ("wheat", "last week")),
        ("wheat last -corn week", None, None, ("wheat", "last", "week")),
        ("deficit in 2024", None, None, ("2024",)),
        ("what did Okafor say in 2024", date(2024, 1, 1), date(2024, 12, 31), ()),
        ("who wanted wheat last year", date(2024, 1, 1), date(2024, 12, 31), ("wheat",)),
    ],
)
def test_days_bound_when_articles_appeared(
    typed: str, since: date | None, until: date | None, words: tuple[str, ...]
) -> None:
    """As operators and in plain words; the narrower bound counts."""
    found = understood(typed)
    assert (found.since, found.until, found.words) == (since, until, words)


@pytest.mark.parametrize(
    ("typed", "without", "barred"),
    [
        ("-wheat", ("wheat",), []),
        ("–wheat", ("wheat",), []),
        ('-"wheat farmers"', ("wheat farmers",), []),
        ("-O'Brien", ("o brien",), []),
        ("-china", (), [(ENTITY, "China")]),
        ("-U.S.", (), [(ENTITY, "United States")]),
        ("-okafor", (), [(ENTITY, "Tobias Okafor")]),
        ("-ellison", ("ellison",), []),
        ("-steel", (), [(TOPIC, "steel")]),
        ("-rare-earths", (), [(TOPIC, "rare-earths")]),
        ("-soy-beans", ("soy", "beans"), []),
        ("-from:okafor", (), [(SPEAKER, "Tobias Okafor")]),
        ("-from:ellison", (), [(SPEAKER, "Mara Ellison"), (SPEAKER, "Joan Ellison")]),
        ("-about:china", (), [(ENTITY, "China")]),
        ('-about:"south korea"', (), [(ENTITY, "South Korea")]),
        ("-in:ledger", (), [(OUTLET, "Northern Ledger")]),
        ("-kind:figure", (), [(KIND, "figure")]),
        ("wheat - corn", (), []),
        ("wheat -", (), []),
        ("pre-war", (), []),
        ("--", (), []),
    ],
)
def test_a_minus_leaves_out_what_the_rest_finds(
    typed: str, without: tuple[str, ...], barred: list[tuple[FacetKind, str]]
) -> None:
    """Only at the beginning of a word; a hyphen is none."""
    found = understood(typed)
    assert found.without == without
    assert [(facet.kind, facet.key) for facet in found.barred] == barred


def test_everything_an_entity_goes_by_is_meant() -> None:
    """Speakers, those spoken of and those left out are asked for under all their names."""
    both = ("Tobias Okafor", "Tobias B. Okafor")
    question = understood("from:okafor about:wen -okafor").question(None)
    assert question.speakers == both
    assert question.about == (("Wen Dao",),)
    assert question.barred == tuple(Facet(kind=ENTITY, key=name) for name in both)
    assert understood("about:okafor").question(None).about == (both,)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("kind:foo", "“foo” is no kind: type kind:quote, kind:statement, kind:position, kind:fig"),
        ("kind:qoute", "did you mean kind:quote?"),
        ("status:doubtful", "“doubtful” is no status: type status:unchecked, status:verified"),
        ("since:yesterdayish", "“yesterdayish” is no date here: type a date, such as since:2025"),
        ("until:05/01/2025", "is no date here: type a date, such as until:2025-05-31"),
        ("in:Nowhere", "No outlet here is called “Nowhere”: type in:"),
        ("from:", "Type a speaker, such as from:NAME"),
        ('from:""', "Type a speaker"),
        ("from:?", "Type a speaker"),
        ("wheat in:", "Type an outlet, such as in:"),
        ("kind: ", "Type a kind, such as kind:quote"),
        ("-since:may", "leave the minus away"),
        ("-status:disputed", "can't be left out"),
        ("since:may until:april", "Nothing can be both since 1 May 2025 and until 30 April 2025"),
        ("since:june wheat in may", "Nothing can be both since 1 June 2025 and until 31 May"),
        ("status:disputed status:verified", "one status"),
        ("as-of:2025-05-01", "belongs to a question of its own"),
    ],
)
def test_a_bad_value_gets_one_sentence(typed: str, says: str) -> None:
    """It says what to type; nothing is guessed silently."""
    with pytest.raises(Refused, match=r"[.?]$") as refusal:
        understood(typed)
    assert says in str(refusal.value)


def test_an_outlet_where_none_is_known() -> None:
    """Without a single outlet on record, in: is refused with the reason."""
    with pytest.raises(Refused, match="names its outlet"):
        read("in:ledger", Vocabulary.of(()))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (
            "tariffs china from:okafor about:wen",
            "tariffs · China · said by Tobias Okafor · about Wen Dao",
        ),
        ('"free trade" kind:quote status:disputed', "“free trade” · quotes · disputed"),
        (
            "in:ledger since:may until:2025-05-31",
            "in Northern Ledger · published 1 May 2025 to 31 May 2025",
        ),
        ("-steel -wheat -from:wen", "without “wheat”, words of Wen Dao or steel and aluminum"),
        ("wheat -kind:figure", "“wheat” · without figures"),
        ("wheat yesterday", "“wheat” · published on 5 June 2025"),
        ("since:may", "published since 1 May 2025"),
        ("until:may", "published until 31 May 2025"),
        ("who wants wheat", "“wheat” · positions"),
        ("who said wheat", "“wheat” · what was said"),
        ("in:northern", "in Northern Ledger or Northern Weekly Post"),
    ],
)
def test_what_was_understood_is_one_line(typed: str, line: str) -> None:
    """Every part that narrows is named in it."""
    assert understood(typed).line == line


@pytest.mark.parametrize(
    ("line", "kinds", "leads"),
    [
        ("tariffs china kind:quote", (ClaimKind.QUOTE,), False),
        ("tariffs china", EVERY, True),
        ("figures wheat kind:figure", (ClaimKind.FIGURE,), False),
        ("quotes okafor kind:position", (ClaimKind.POSITION,), False),
        ("quotes what did okafor say", SAID, False),
        ("claims kind:quote", (ClaimKind.QUOTE,), False),
    ],
)
def test_kinds_narrow_a_command(
    line: str,
    kinds: tuple[ClaimKind, ...],
    leads: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A topic with kinds is a plain list; what a command shows is not widened."""
    asked = ask(line, WORDS, "desk")
    assert (asked.kinds, bool(asked.leads), asked.question(None).workspace) == (
        kinds,
        leads,
        "desk",
    )


@pytest.mark.parametrize("line", ["figures wheat kind:quote", "quotes okafor kind:measure"])
def test_a_command_does_not_show_other_kinds(line: str) -> None:
    """The sentence names the command that does."""
    with pytest.raises(Refused, match="type /claims with kind:"):
        ask(line, WORDS)


def test_misspelt_values_are_put_right_in_the_line() -> None:
    """What stands behind about: is corrected as a word is."""
    better = nearest(ask("claims about:chnia wheat", WORDS), WORDS)
    assert better is not None
    assert better[0].understood.about == (("China",),)
    assert better[0].line == "claims about:China wheat"


@pytest.mark.parametrize(
    ("typed", "rest", "day"),
    [
        ("/tariffs as-of:2025-05-30 china", "/tariffs china", date(2025, 5, 30)),
        ("tariffs as-of:yesterday", "tariffs", date(2025, 6, 5)),
        ("tariffs as-of:last friday wheat", "tariffs wheat", date(2025, 5, 30)),
        ("as_of:may asof:april", "", date(2025, 4, 30)),
        ('tariffs "as-of:2025-05-30"', 'tariffs "as-of:2025-05-30"', None),
        ("tariffs", "tariffs", None),
    ],
)
def test_as_of_is_taken_out_of_the_line(typed: str, rest: str, day: date | None) -> None:
    """The earliest counts; within quotation marks it is a phrase."""
    assert as_of(typed, FRIDAY) == (rest, day)


@pytest.mark.parametrize("typed", ["as-of:never", "as-of:", "-as-of:may"])
def test_a_bad_as_of_gets_one_sentence(typed: str) -> None:
    """It is refused before anything is answered."""
    with pytest.raises(Refused, match="as-of:"):
        as_of(typed, FRIDAY)


PARTS = st.sampled_from(
    re.findall(
        r"\S+",
        'from: about: in: kind: status: since: until: as-of: - -- " “ okafor ellison china wheat '
        "ledger quote disputed may 2025-05-01 last week tariffs steel who said wants about by AND "
        "OR NOT NEAR( * ^ col: : , | 'x; 12:30 \u202e \x00 what is how big",
    )
)
LINES = st.lists(PARTS, max_size=12).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=250, deadline=None)
@given(LINES | st.text(max_size=320))
def test_no_typed_text_breaks_the_reading(text: str) -> None:
    """Any text is understood or refused with a sentence; words reach the store as plain words."""
    try:
        found = understood(text)
    except ClaimwireError:
        return
    for word in (*found.words, *found.without):
        assert word == " ".join(word.split())
        assert all(part.isalnum() for part in word.split())
    assert found.line or found.empty or found.kinds == SAID


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_what_was_understood_can_be_typed_again(text: str) -> None:
    """The plain form of a question asks the same of the store."""
    try:
        found = understood(tidy(text))
        again = understood(found.again())
    except Refused:
        return
    wanted, got = found.question(None), again.question(None)
    assert (got.since, got.until, got.outlets, got.topics) == (
        wanted.since,
        wanted.until,
        wanted.outlets,
        wanted.topics,
    )
    assert {*got.barred} == {*wanted.barred}
    assert {*got.speakers} == {*wanted.speakers}
    assert again.again() == found.again()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Wheat O'Brien", "“wheat” · “O'Brien”"),
        ("zölle auf Wein", "“zölle” · “auf” · “wein”"),
        ("тарифы на Китай", "“тарифы” · “на” · “Китай”"),
        ('"toll-road" 25%', "“25%” · “toll-road”"),
        ("wheat -Żółć", "“wheat” · without “Żółć”"),
    ],
)
def test_what_was_understood_keeps_accents_and_signs(typed: str, line: str) -> None:
    """Words are compared without them, and shown as they were typed."""
    assert understood(typed).line == line
