"""Typed words are understood as countries, speakers, topics and words, or refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.errors import ClaimwireError, Refused
from handlers.newsroom import ClaimKind
from handlers.questions.asked import ask, nearest
from handlers.questions.query import LONGEST, read, tidy
from handlers.record.vocabulary import Vocabulary
from handlers.showing.cards import SAID
from handlers.words.names import folded
from handlers.words.wordforms import forms

SPEAKERS = (
    "Mara Ellison",
    "Joan Ellison",
    "Tobias Okafor",
    "China",
    "Wen Dao",
    "Chinese Commerce Ministry",
    "Otto Brandt Jr.",
    "Émile O'Brien",
    "Chinese students",
    "Vietnamese Trade Ministry",
    "Peruvian Trade Ministry",
    "Chinese Orchard Guild",
    "Livia Sand-Ostrom",
    "Tomé Arana de la Peña",
)
WORDS = Vocabulary.of(tuple(SPEAKERS))


@pytest.mark.parametrize(
    ("typed", "entities"),
    [
        ("china", ("China",)),
        ("China.", ("China",)),
        ("PRC", ("China",)),
        ("beijing", ("China",)),
        ("the Chinese", ("China",)),
        ("EU", ("European Union",)),
        ("europe", ("European Union",)),
        ("Brussels", ("European Union",)),
        ("U.S.", ("United States",)),
        ("US", ("United States",)),
        ("U.S.-China", ("United States", "China")),
        ("south korea", ("South Korea",)),
        ("u.k. and canada", ("United Kingdom", "Canada")),
        ("Okafor", ("Tobias Okafor",)),
        ("Mr. Okafor", ("Tobias Okafor",)),
        ("Prime Minister Okafor", ("Tobias Okafor",)),
        ("tobias okafor's", ("Tobias Okafor",)),
        ("Wen", ("Wen Dao",)),
        ("brandt", ("Otto Brandt Jr.",)),
        ("O’Brien", ("Émile O'Brien",)),
        ("emile o'brien", ("Émile O'Brien",)),
        ("President China", ("China",)),
        ("ministry", ()),
        ("commerce ministry", ("Chinese Commerce Ministry",)),
        ("the Commerce Ministry", ("Chinese Commerce Ministry",)),
        ("the Chinese Commerce Ministry", ("Chinese Commerce Ministry",)),
        ("China's commerce ministry", ("Chinese Commerce Ministry",)),
        ("ministry of commerce of china", ("Chinese Commerce Ministry",)),
        ("Vietnam’s Trade Ministry", ("Vietnamese Trade Ministry",)),
        ("trade ministry", ()),  # of two states: a word, with a note
        ("the Chinese Orchard Guild", ("Chinese Orchard Guild",)),
        ("Sand-Ostrom", ("Livia Sand-Ostrom",)),
        ("sand ostrom", ("Livia Sand-Ostrom",)),
        ("ostrom", ("Livia Sand-Ostrom",)),
        ("arana", ("Tomé Arana de la Peña",)),
        ("de la pena", ("Tomé Arana de la Peña",)),
        ("Tome Arana de la Pena", ("Tomé Arana de la Peña",)),
        ("President", ()),
        ("President nobody", ()),
    ],
)
def test_names_are_known_by_any_usual_form(typed: str, entities: tuple[str, ...]) -> None:
    """Countries go by any usual name, people by full, last, titled or first name."""
    assert read(typed, WORDS).entities == entities


@pytest.mark.parametrize(
    ("typed", "topics", "words"),
    [
        ("tariffs", ("tariffs",), ()),
        ("rare earths from the mines", ("rare-earths",), ("mines",)),
        ("steel tariffs", ("steel",), ("tariffs",)),
        ("tariffs tariff", ("tariffs",), ()),
        ("chinese students", ("visas",), ()),
        ("soy, corn & wheat", (), ("soy", "corn", "wheat")),
        ('"very positive" call', (), ("call", "very positive")),
        ("“very positive", (), ("very positive",)),
        ('"" call', (), ("call",)),
        ("wheat AND corn OR rye", (), ("wheat", "corn", "rye")),
        ("-tax", (), ()),
        ("wheat NEAR(corn rye, 2)", (), ("wheat", "corn", "rye", "2")),
        ("col:x* (a^2)", (), ("col", "x", "a 2")),
        ("'; DROP TABLE claims;--", (), ("drop", "table", "claims")),
        ("what is it about", (), ()),
        ("ＴＡＲＩＦＦＳ wheat", ("tariffs",), ("wheat",)),
        ("wheat wheat", (), ("wheat",)),
        ("   ", (), ()),
        ("!!! ??? ...", (), ()),
    ],
)
def test_topics_and_plain_words(
    typed: str, topics: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """The first topic is one; idle words and signs are dropped; the rest are plain words."""
    understood = read(typed, WORDS)
    assert (understood.topics, understood.words) == (topics, words)


@pytest.mark.parametrize(
    ("typed", "speakers", "kinds", "rest"),
    [
        ("what did Okafor say about students?", ("Tobias Okafor",), SAID, ("students",)),
        ("what did China say about wheat", ("China",), SAID, ("wheat",)),
        ("Okafor said wheat", ("Tobias Okafor",), SAID, ("wheat",)),
        ("what does Ellison think?", ("Joan Ellison", "Mara Ellison"), SAID, ()),
        ("what did Peru say", ("Peru",), SAID, ()),
        ("what did Kenya say", (), SAID, ()),
        ("what did the chinese commerce ministry say", ("Chinese Commerce Ministry",), SAID, ()),
        ("who wants wheat", (), (ClaimKind.POSITION,), ("wheat",)),
        ("they say wheat", (), (), ("say", "wheat")),
    ],
)
def test_plain_questions(
    typed: str,
    speakers: tuple[str, ...],
    kinds: tuple[ClaimKind, ...],
    rest: tuple[str, ...],
) -> None:
    """Whoever stands before "say" in a question is its speaker."""
    understood = read(typed, WORDS)
    assert sorted(understood.speakers) == sorted(speakers)
    assert understood.kinds == kinds
    assert understood.words == rest


@pytest.mark.parametrize("typed", ["from:china", "what did China say?", "-from:china"])
def test_a_country_speaks_through_its_ministries(typed: str) -> None:
    """Who asks for a country's words, or for all but them, means its ministries as well."""
    question = read(typed, WORDS).question(None)
    said = (*question.speakers, *(facet.key for facet in question.barred))
    assert set(said) == {"China", "Chinese Commerce Ministry"}
    assert read("about:china", WORDS).question(None).about == (("China",),)


def test_the_commission_speaks_for_the_union() -> None:
    """It is the one office of that name; states have many commissions."""
    words = Vocabulary.of(("European Commission", "Peruvian Barley Commission", "Ida Roth"))
    assert "European Commission" in read("what did the EU say?", words).question(None).speakers
    assert read("from:brussels", words).question(None).speakers[-1] == "European Commission"
    assert read("from:peru", words).question(None).speakers == ("Peru",)


def test_what_was_understood_is_one_line() -> None:
    """Topic, countries, speaker and words stand in one line."""
    understood = read("what did Okafor say about tariffs on Chinese wheat", WORDS)
    assert understood.line == "tariffs · China · said by Tobias Okafor · “wheat”"
    assert read("", WORDS).line == ""
    assert read("", WORDS).empty


def test_a_shared_surname_merges_nobody() -> None:
    """Two people of one surname are both named, and neither is chosen."""
    understood = read("Ellison wheat", WORDS)
    assert understood.entities == ()
    assert understood.shared == (("Ellison", ("Mara Ellison", "Joan Ellison")),)
    assert understood.words == ("ellison", "wheat")
    assert ask("quotes Ellison wheat", WORDS).understood.speakers == (
        "Mara Ellison",
        "Joan Ellison",
    )


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ('say "hello', "not closed"),
        ("wheat*", "whole words"),
        ("wheat NOT corn", "-word"),
        ("col:x", "“col:” is no operator"),
        ("wheat", ""),
    ],
)
def test_oddities_are_told(typed: str, note: str) -> None:
    """What was read in another way than it looks is said."""
    notes = " ".join(read(typed, WORDS).notes)
    assert note in notes
    assert bool(note) is bool(notes)


def test_too_long_a_question_is_refused() -> None:
    """The refusal says how long it is and what to do."""
    assert read("x" * LONGEST, WORDS).words == ("x" * LONGEST,)
    with pytest.raises(Refused, match="10,000 characters"):
        read("x" * 10_000, WORDS)


@pytest.mark.parametrize(
    ("line", "kinds", "again"),
    [
        ("tariffs china", 5, "tariffs china"),
        ("/Tariffs", 5, "tariffs"),
        ("claims wheat", 5, "claims wheat"),
        ("wheat china", 5, "claims wheat china"),
        ("figures", 1, "figures"),
        ("quotes Okafor", 3, "quotes Okafor"),
    ],
)
def test_a_line_is_a_question_that_can_be_put_again(line: str, kinds: int, again: str) -> None:
    """The same line in its plain form asks the same."""
    asked = ask(line, WORDS)
    assert len(asked.kinds) == kinds
    assert asked.line == again
    assert ask(asked.line, WORDS) == asked


def test_tariffs_take_in_deficits() -> None:
    """A topic's related topics belong to its answers."""
    assert ask("tariffs china", WORDS).question(None).topics == ("tariffs", "deficits")


@pytest.mark.parametrize("line", ["", "claims", "quotes", "quotes the", "claims what is it", "/"])
def test_nothing_to_ask_is_refused(line: str) -> None:
    """The refusal shows how to ask."""
    with pytest.raises(Refused, match="such as"):
        ask(line, WORDS)


def test_quotes_without_a_speaker_keep_their_words() -> None:
    """A country nobody speaks for, or a plain word, still narrows."""
    assert ask("quotes kenya", WORDS).understood.entities == ("Kenya",)
    assert ask("quotes what did Okafor say", WORDS).understood.speakers == ("Tobias Okafor",)
    both = ask("quotes Kenya China", WORDS).understood
    assert (both.speakers, both.entities) == (("China",), ("Kenya",))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chnia", "China"),
        ("Lutnik", None),
        ("okafr", "Tobias Okafor"),
        ("tobias okafr", "Tobias Okafor"),
        ("tarrifs", "tariffs"),
        ("unted states", "United States"),
        ("mexco", "Mexico"),
        ("wheat", None),
        ("abc", None),
        ("okafor", None),
    ],
)
def test_near_misses_are_guessed(typed: str, meant: str | None) -> None:
    """A slip of one or two letters is guessed; other words are let alone."""
    guess = WORDS.guess(typed)
    assert (guess.meant if guess else None) == meant


def test_a_corrected_question_keeps_the_rest() -> None:
    """Only the misspelt words change."""
    better = nearest(ask("tariffs chnia wheat new zeland", WORDS), WORDS)
    assert better is not None
    understood, guesses = better[0].understood, better[1]
    assert understood.topics == ("tariffs", "deficits")
    assert understood.entities == ("China", "New Zealand")
    assert understood.words == ("wheat",)
    assert [guess.typed for guess in guesses] == ["chnia", "new zeland"]
    assert nearest(ask("wheat", WORDS), WORDS) is None
    many = nearest(ask("wheat corn soy oats rice barley flax hops chnia", WORDS), WORDS)
    assert many is None  # the ninth word is not looked at
    asked = ask("quotes Okafr wheat", WORDS)
    closer = nearest(asked, WORDS)
    assert closer is not None
    assert closer[0].understood.speakers == ("Tobias Okafor",)
    assert closer[0].line == "quotes Tobias Okafor wheat"
    assert nearest(ask("claims wheat", WORDS), WORDS) is None


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("wheat", "wheats"),
        ("farmers", "farmer"),
        ("company", "companies"),
        ("companies", "company"),
        ("valley", "valleys"),
        ("embargoes", "embargo"),
        ("dropped", "drop"),
        ("drop", "dropped"),
        ("raising", "raise"),
        ("denied", "deny"),
        ("deny", "denied"),
        ("passed", "pass"),
        ("controlled", "control"),
        ("threaten", "threatens"),
        ("visited", "visiting"),
        ("exports", "exported"),
        ("fell", "fall"),
        ("fall", "fallen"),
        ("rises", "rose"),
        ("cuts", "cutting"),
        ("job", "jobs"),
        ("ban", "banned"),
        ("ask", "asked"),
    ],
)
def test_forms_of_a_word_stand_for_each_other(typed: str, other: str) -> None:
    """The word itself comes first; there are few."""
    assert forms(typed)[0] == typed
    assert other in forms(typed)
    assert len(forms(typed)) <= 10


@pytest.mark.parametrize("word", ["2024", "us", "gas", ""])
def test_what_has_no_other_forms_stands_for_itself(word: str) -> None:
    """Short words and numbers."""
    assert forms(word) == (word,)


@pytest.mark.parametrize(
    ("typed", "speakers", "words"),
    [
        ("what does the WHO say about polio?", ("World Health Organization",), ("polio",)),
        ("WHO", (), ()),
        ("who said polio", (), ("polio",)),
        ("WHO SAID POLIO?", (), ("polio",)),
        ("WHOLESALE POLIO", (), ("wholesale", "polio")),
    ],
)
def test_capitals_make_a_body_of_an_idle_word(
    typed: str, speakers: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """ "WHO" is the World Health Organization, unless all is in capitals."""
    known = Vocabulary.of((*SPEAKERS, "World Health Organization"))
    asked = read(typed, known)
    assert (asked.speakers, asked.words) == (speakers, words)
    assert ("World Health Organization" in asked.entities) == (typed == "WHO")


def test_bans_are_asked_for_as_tariffs_are() -> None:
    """Their word is searched for, as they are no topic; "in force" only says what is asked."""
    asked = read("which bans are in force?", WORDS)
    assert (asked.kinds, asked.words) == ((ClaimKind.MEASURE,), ("bans",))
    assert read("what did Okafor say about bans?", WORDS).kinds != (ClaimKind.MEASURE,)


def test_tidy_makes_odd_spaces_plain() -> None:
    """Full-width letters, non-breaking spaces, controls and quotation marks become plain."""
    assert tidy("／ｔａｒｉｆｆｓ\u00a0china\x00\n“x”") == '/tariffs china "x"'
    assert folded("O’Brien's café") == ("o", "brien", "cafe")


ASK_OF_ALL = frozenset({"figures", "ledger", "timeline", "changed", "export"})  # with no matter
HOSTILE = st.text(max_size=400) | st.text('"“”-:*^()/ tariffschn\u00a0\x00\ud800', max_size=60)


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
@example("TIMELINE")
@example("ledger -")
def test_parsing_raises_nothing_but_our_own_errors(text: str) -> None:
    """Any text is understood or refused with a sentence."""
    try:
        asked = ask(text, WORDS)
    except ClaimwireError:
        with suppress(ClaimwireError):  # an operator without its value is refused of all kinds
            assert len(tidy(text)) > LONGEST or ask(f"figures {text}", WORDS).understood.words == ()
    else:
        assert asked.understood.line or folded(text)[0] in ASK_OF_ALL
        assert all(word and word == word.casefold() for word in asked.understood.words)
        nearest(asked, WORDS)


@pytest.mark.parametrize("typed", ["van der Holt", "Holt", "from:holt", 'from:"van der holt"'])
def test_a_surname_is_known_with_its_particles_and_without(typed: str) -> None:
    """Nothing of it is left over as words to search for."""
    understood = read(typed, Vocabulary.of(("Mila van der Holt", "Ada Quill")))
    assert (understood.speakers or understood.entities) == ("Mila van der Holt",)
    assert not understood.words
