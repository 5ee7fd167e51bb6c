"""Voices behind nouns, "as" and "per", and in reports turned around, with all that they tell."""

from __future__ import annotations

import pytest
from readings import who_told_what

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The mayor's claim that jobs could be lost surprised nobody.",
            ("mayor", "jobs could be lost"),
        ),
        (
            "The warning of two engineers that the pier could fall made headlines.",
            ("two engineers", "the pier could fall"),
        ),
        (
            "A claim by the clerk that nobody had read the file sent shares lower.",
            ("clerk", "nobody had read the file"),
        ),
        (
            "The board backed the clerk's prediction that rents would double by the summer.",
            ("clerk", "rents would double by the summer"),
        ),
        (
            "A plea from the bishop to spare both men went unheard.",
            ("bishop", "to spare both men"),
        ),
        ("There are fears that the port could close.", ("", "the port could close")),
        (
            "It was the view of most skippers that the port was lost.",
            ("most skippers", "the port was lost"),
        ),
    ],
)
def test_what_a_noun_tells(text: str, told: tuple[str, str]) -> None:
    """A claim and whose it is, by whatever the parse lost of it."""
    assert told in who_told_what(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rents would rise, per the council.", ("council", "Rents would rise")),
        ("As per the council, rents would rise.", ("council", "rents would rise")),
        (
            "By the clerk's account, the fire began in the hall.",
            ("clerk", "the fire began in the hall"),
        ),
        (
            "The fire began in the hall, as the clerk told reporters.",
            ("clerk", "The fire began in the hall"),
        ),
        ("“It is a farce,” as the clerk put it.", ("clerk", "“It is a farce,”")),
        (
            "The deal, as Rosa Pell put it, “takes from nurses.”",
            ("Rosa Pell", "The deal … “takes from nurses.”"),
        ),
        (
            "The clerk was adamant: the port would stay open.",
            ("clerk", "the port would stay open"),
        ),
        (
            "The clerk's message was blunt: the port would stay open.",
            ("clerk", "the port would stay open"),
        ),
        ("The port has closed, it is understood.", ("", "The port has closed")),
        ("The port is losing money, Pell claims.", ("Pell", "The port is losing money")),
        (
            "The dam is safe, a panel of engineers found on Thursday.",
            ("panel of engineers", "The dam is safe"),
        ),
        (
            "Bees can count to six, a group of Japanese biologists wrote in The Lancet on Friday.",
            ("group of Japanese biologists", "Bees can count to six"),
        ),
        (
            "The pier, the harbour master, Ana Marlow, told The Argus, would close by May.",
            ("Ana Marlow", "The pier … would close by May"),
        ),
        (
            "Prices, said the bank's chief economist, Ed Lowe, could double next year.",
            ("Ed Lowe", "Prices … could double next year"),
        ),
        (
            "The mill, its owner, Per Dahl, said on Monday, had been sold.",
            ("Per Dahl", "The mill … had been sold"),
        ),
        (
            "A minister, who asked not to be named, told the paper the dam had cracked.",
            ("minister", "the dam had cracked"),
        ),
        (
            "Ada Pell told reporters through an interpreter that the family felt betrayed.",
            ("Ada Pell", "the family felt betrayed"),
        ),
        (
            "The plan was that of Ada Pell, a chaplain, who said that bees calm inmates.",
            ("Ada Pell", "bees calm inmates"),
        ),
        (
            "The boy died of an infection that doctors said could have been treated.",
            ("doctors", "that … could have been treated"),
        ),
        (
            "Lund, who prosecutors say led the gang, was freed.",
            ("prosecutors", "who … led the gang"),
        ),
    ],
)
def test_from_whose_standpoint(text: str, told: tuple[str, str]) -> None:
    """Whoever a clause is told on the word of, before it, behind it and amid it."""
    assert who_told_what(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The port will close, warned two skippers.", ("two skippers", "The port will close")),
        ("The port, insisted Rosa Pell, will close.", ("Rosa Pell", "The port … will close")),
        (
            "When the rent falls due, Rosa Pell warned, the port will close.",
            ("Rosa Pell", "When the rent falls due … the port will close"),
        ),
        (
            "If rents rise, Rosa Pell told the Argus, the port will close.",
            ("Rosa Pell", "If rents rise … the port will close"),
        ),
        (
            "In a statement on Friday, the clerk said, the port is shut.",
            ("clerk", "the port is shut"),
        ),
        (
            "The clerk said in a notice posted on Monday that the port was shut.",
            ("clerk", "the port was shut"),
        ),
        (
            "The court found that the levies do not help, and gave the port ten days.",
            ("court", "the levies do not help"),
        ),
        ("The mayor was accused by two clerks of taking bribes.", ("two clerks", "taking bribes")),
        (
            "Anna Lund, accused by two clerks of selling the pier, left.",
            ("two clerks", "selling the pier"),
        ),
        (
            "“The pier is old,” Rosa Pell said—“and nobody mends it.”",
            ("Rosa Pell", "“The pier is old,” … “and nobody mends it.”"),
        ),
        (
            "Diallo claimed that she had won, hours before the commission was due to report.",
            ("Diallo", "she had won"),
        ),
        (
            "Axion said it expected sales to slow, sending its shares down 9 per cent.",
            ("Axion", "it expected sales to slow"),
        ),
        (
            "The hospital said in a statement that it was sorry and would appeal.",
            ("hospital", "it was sorry and would appeal"),
        ),
        (
            "The pool will close in May, the mayor said, as the council met to set its budget.",
            ("mayor", "The pool will close in May"),
        ),
        (
            "Pell said the volunteers were ill, so the results may not apply to others.",
            ("Pell", "the volunteers were ill, so the results may not apply to others"),
        ),
        ("Pell said it was late, so he went home.", ("Pell", "it was late")),
    ],
)
def test_where_a_report_ends(text: str, told: tuple[str, str]) -> None:
    """All that is told, and nothing of the report or of what the sayer did."""
    assert who_told_what(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor sang as he told his wife about the pier.",
        "The fee is 4 euros per visit.",
        "As the name suggests, the Long Pond is long.",
        "Shares fell amid fears that the port would close.",
        "Revenue fell 3%, less than Wall Street had feared.",
        "It was far worse than the council said it would be.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    """A deed at the time of another, a rate, and what no one's name is set to."""
    assert who_told_what(text) == []


def test_what_its_form_gives_to_the_sayer() -> None:
    """A verb in the singular is not what several did whom the sayer tells of."""
    text = "The association estimates that 74 towns have lost trains and wants new ones."
    told = [("association", "74 towns have lost trains"), ("association", "new ones")]
    assert who_told_what(text) == told
