"""Who is who: which names are one by rule, which only may be, and what decisions change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.newsroom import Decision, DecisionKind
from handlers.record.entities import Entities, EntityKind, fullest

AT = datetime(2025, 8, 1, tzinfo=UTC)


def merge(name: str, into: str) -> Decision:
    """A merge by nobody in particular."""
    return Decision(kind=DecisionKind.MERGE, name=name, into=into, by="ida", at=AT)


def split(name: str, into: str) -> Decision:
    """A split by nobody in particular."""
    return Decision(kind=DecisionKind.SPLIT, name=name, into=into, by="ida", at=AT)


def groups(names: tuple[str, ...], *decisions: Decision) -> set[frozenset[str]]:
    """The names that are one, without their order."""
    return {frozenset(each.names) for each in Entities.of(names, decisions).every}


def one(first: str, second: str, *decisions: Decision) -> bool:
    """Whether two names are one entity's."""
    who = Entities.of((first, second), decisions)
    return who.by_name[first] is who.by_name[second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mara Ellison", "Dr. Mara Ellison"),
        ("Mara Ellison", "Trade Secretary Mara Ellison"),
        ("Mara Ellison", "Mara J. Ellison"),
        ("Mara Ellison", "MARA ELLISON"),
        ("José Ibáñez", "Jose Ibanez"),
        ("China", "the Chinese"),
        ("China", "Beijing"),
        ("China", "Chinese government"),
        ("European Union", "EU"),
        ("Harbor Board", "the Harbor Board"),
        ("Chinese Commerce Ministry", "China's Commerce Ministry"),
        ("Chinese Commerce Ministry", "Ministry of Commerce of China"),
        ("Ruritanian Chamber", "The Ruritanian Chamber"),
        ("The Ruritanian Star", "Ruritanian Star"),
        ("J. D. Ellison", "JD Ellison"),
        ("Harbor Foods PLC", "Harbor Foods"),
        ("Ellison & Sons", "Ellison and Sons"),
        ("International Monetary Fund", "IMF"),
        ("Mara Ellison-Roth", "Mara Ellison Roth"),
        ("Türkiye", "Turkey"),
    ],
)
def test_names_that_are_one_by_rule(first: str, second: str) -> None:
    """Title, middle initial, case, accents, article and the state's form do not count."""
    assert one(first, second)
    assert one(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mara Ellison", "Joan Ellison"),
        ("Mara Ellison", "Ellison"),
        ("Mara Ellison", "M. Ellison"),
        ("Mara Ellison", "Mr. Ellison"),
        ("Mara Ellison", "President Ellison"),
        ("Mara A. Ellison", "Mara B. Ellison"),
        ("M. A. Ellison", "M. B. Ellison"),
        ("Otto Brandt", "Otto Brandt Jr."),
        ("Mara Ellison", "Mara Ellison-Roth"),
        ("Mara Ellison", "Marta Ellison"),
        ("Otto Brandt Sr.", "Otto Brandt Jr."),
        ("Nguyen Thi Hoa", "Nguyen Thi Lan"),
        ("Ellison Inc.", "Ellison"),
        ("Ellison Inc.", "Ellison Foods Inc."),
        ("Ellison Steel", "Ellison Motors"),
        ("Georgia", "Georgia Ellison"),
        ("China", "Taiwan"),
        ("Chinese Commerce Ministry", "Japanese Commerce Ministry"),
        ("Chinese Commerce Ministry", "Commerce Ministry"),
        ("Chinese Embassy in France", "French Embassy in China"),
        ("Bank of China", "China Bank"),
        ("China", "Chinese Commerce Ministry"),
    ],
)
def test_names_that_are_never_one_by_rule(first: str, second: str) -> None:
    """Two people of one surname, and two bodies, are not merged without somebody's word."""
    assert not one(first, second)
    assert one(first, second, merge(second, first)) or "China" in (first, second)


def test_a_bare_name_between_two_initials_is_neither() -> None:
    """“John Vale” may be John A. or John B.: as soon as both are known, he is kept apart."""
    assert one("John Vale", "John A. Vale")
    names = ("John Vale", "John A. Vale", "John B. Vale")
    assert groups(names) == {frozenset({name}) for name in names}
    who = Entities.of(names)
    assert [each.name for each in who.candidates("John Vale")] == ["John A. Vale", "John B. Vale"]


@pytest.mark.parametrize(
    ("name", "others", "near"),
    [
        ("Mara Ellison", ("Ellison", "M. Ellison", "Joan Ellison"), ["Ellison", "M. Ellison"]),
        ("Ellison", ("Mara Ellison", "Joan Ellison"), ["Mara Ellison", "Joan Ellison"]),
        ("Mara Ellison", ("Mr. Ellison",), ["Mr. Ellison"]),
        ("Mara Ellison", ("J. Ellison", "Mara Roth", "Ellison Company"), []),
        ("China", ("Ada China",), []),
        ("Nobody Known", (), []),
    ],
)
def test_who_else_it_may_be(name: str, others: tuple[str, ...], near: list[str]) -> None:
    """One surname with a given name missing or an initial is a candidate, never more."""
    who = Entities.of((name, *others))
    assert [each.name for each in who.candidates(name)] == near


def test_an_entity_has_its_kind_its_key_and_its_most_used_name() -> None:
    """The most used name is shown; the key stays when another name is used more."""
    who = Entities.of(("Mara J. Ellison", "Mara Ellison", "Beijing", "Harbor Board"))
    person, country, body = who.every
    assert (person.name, person.aliases) == ("Mara J. Ellison", ("Mara Ellison",))
    assert (country.name, country.aliases) == ("China", ("Beijing",))
    assert [each.kind for each in who.every] == [
        EntityKind.PERSON,
        EntityKind.COUNTRY,
        EntityKind.ORGANISATION,
    ]
    assert body.names == ("Harbor Board",)
    assert Entities.of(("Mara Ellison", "Mara J. Ellison")).every[0].key == person.key


A, B, C, D = "Ada Quill", "Bo Vale", "Cy Roth", "Dr. Ada Quill"


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), ({A, D}, {B}, {C})),
        ((merge(A, B),), ({A, B, D}, {C})),
        ((merge(A, B), merge(B, C)), ({A, B, C, D},)),
        ((merge(A, B), merge(B, A)), ({A, B, D}, {C})),
        ((merge(A, B), split(A, B)), ({A, D}, {B}, {C})),
        ((merge(A, B), split(A, B), merge(A, B)), ({A, B, D}, {C})),
        ((merge(A, B), merge(B, C), split(B, C)), ({A, B, D}, {C})),
        ((merge(A, B), merge(B, C), split(A, B)), ({A, D}, {B, C})),
        ((merge(A, B), merge(A, C)), ({A, B, C, D},)),
        ((split(D, A),), ({A}, {B}, {C}, {D})),
        ((split(D, A), merge(D, A)), ({A, D}, {B}, {C})),
        ((split(D, A), merge(A, D)), ({A, D}, {B}, {C})),
        ((split(D, A), merge(D, B)), ({A}, {B, D}, {C})),
        ((merge(A, B), split(D, A)), ({A, B}, {C}, {D})),
        ((split(A, A), merge(A, A)), ({A, D}, {B}, {C})),
    ],
)
def test_decisions_override_rules_and_each_other(
    decisions: tuple[Decision, ...], expected: tuple[set[str], ...]
) -> None:
    """Replayed in their order, the newest has the last word."""
    assert groups((A, B, C, D), *decisions) == {frozenset(each) for each in expected}


def test_who_a_merged_name_is_shown_as() -> None:
    """Under the name it was merged into, unless only the other is on record."""
    assert Entities.of((A, B), (merge(A, B),)).by_name[A].name == B
    assert Entities.of((A,), (merge(A, B),)).by_name[B].name == A
    assert Entities.of((C,), (merge(A, B),)).every[0].names == (C,)


def test_countries_keep_their_names() -> None:
    """Others may be merged into a country; no decision merges or splits the table's names."""
    assert one("Pearl Court", "China", merge("Pearl Court", "China"))
    assert not one("China", "Japan", merge("China", "Japan"))
    assert not one("China", A, merge("China", A))
    assert one("Beijing", "China", split("Beijing", "China"))


NAMES = st.sampled_from([A, B, C, D, "China", "Beijing", "Quill", "‮", "J. A. Vale", "", "🙂"])
DECISIONS = st.lists(st.builds(merge, NAMES, NAMES) | st.builds(split, NAMES, NAMES), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMES, max_size=8), DECISIONS)
def test_every_name_is_in_one_entity(names: list[str], decisions: list[Decision]) -> None:
    """Whatever was decided in whatever order, each name on record has one entity."""
    who = Entities.of(names, tuple(decisions))
    held = [name for entity in who.every for name in entity.names]
    assert len(held) == len(set(held))
    assert set(names) <= set(held)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_a_name(first: str, second: str) -> None:
    """Odd text is its own name, and candidates can be asked for."""
    who = Entities.of((first, second))
    assert {first, second} <= {name for each in who.every for name in each.names}
    who.candidates(first)


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (("Lind", "Ada Lind"), "Ada Lind"),
        (("Ada Lind", "Mr. Lind", "Lind"), "Ada Lind"),
        (("Ada Lind", "Bo Lind"), None),
        (("Ada Lind", "Ada Strom"), None),
        (("Lind",), None),
    ],
)
def test_a_surname_alone_means_the_only_full_name(
    names: tuple[str, ...], meant: str | None
) -> None:
    """Two given names stay two people."""
    assert fullest(names) == meant


def test_a_bare_word_for_a_body_has_those_of_full_name_beside_it() -> None:
    """ "Police" are all police on record, each under its name; a baker is no Baker."""
    who = Entities.of(("police", "Greater Marlow Police", "baker", "Ada Baker", "Quill Council"))
    assert who.speaking_for("police") == ("Greater Marlow Police",)
    assert who.speaking_for("council") == ("Quill Council",)
    assert who.speaking_for("baker") == ()
