"""Topics are found by whole words, in linear time, as the lexicon lists them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import topics


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tariffs exceeded 100%.", ("tariffs",)),
        ("a tariff-driven rise", ("tariffs",)),
        ("new levies on farm goods", ("tariffs",)),
        ("American duties on Chinese goods", ("tariffs",)),
        ("The 20% duty over fentanyl stays", ("tariffs",)),
        ("a 12.5 percent duty", ("tariffs",)),
        ("a 25 per cent duty", ("tariffs",)),
        ("an import tax on toys", ("tariffs",)),
        ("a tax on imports", ("tariffs",)),
        ("the trade war", ("tariffs",)),
        ("a TRADE-TRUCE", ("tariffs",)),
        ("trade talks resumed", ("tariffs",)),
        ("“Liberation Day” came", ("tariffs",)),
        ("de minimis parcels", ("tariffs",)),
        ("Section 232 and Section 301", ("tariffs",)),
        ("He was on duty on Monday", ()),
        ("jury duty", ()),
        ("the duties of his office", ()),
        ("Section 7 of the lease", ()),
        ("trade deficit with China", ("deficits",)),
        ("trading deficits grew", ("deficits",)),
        ("a smaller deficit in goods trade", ("deficits",)),
        ("attention deficit disorder", ()),
        ("rare earth minerals and magnets", ("rare-earths",)),
        ("a refrigerator magnet", ()),
        ("student visas", ("visas",)),
        ("a Visa card", ()),
        ("Chinese students at colleges", ("visas",)),
        ("foreign steel and aluminium", ("steel",)),
        ("nerves of steel", ()),
        ("steal and stealing", ()),
        ("steel tariffs and a trade deficit", ("tariffs", "deficits", "steel")),
        ("", ()),
    ],
)
def test_a_text_has_its_topics(text: str, found: tuple[str, ...]) -> None:
    """Listed phrases count as whole words; look-alikes do not."""
    assert topics.topics_in(text) == found


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("tariffs", "tariffs"),
        ("TARIFF", "tariffs"),
        ("duties", "tariffs"),
        ("deficit", "deficits"),
        ("trade deficits", "deficits"),
        ("rare earths", "rare-earths"),
        ("rare-earths", "rare-earths"),
        ("visas and students", "visas"),
        ("aluminium", "steel"),
        ("steel in china", None),
        ("china", None),
        ("", None),
    ],
)
def test_typed_words_name_a_topic(typed: str, key: str | None) -> None:
    """Typed words as a whole are a topic's key, title or one of its phrases, or nothing."""
    assert topics.named(typed) == key


def test_every_topic_can_be_a_command() -> None:
    """Keys, summaries and leads keep the bounds that help and the platforms rely on."""
    for each in topics.TOPICS:
        assert topics.topic(each.key) == each
        assert len(each.key) <= 32
        assert 0 < len(each.summary) <= 100
        assert each.leads
    assert topics.topic("weather") is None


GOOD = '[[topic]]\nkey = "wheat"\nsummary = "Wheat."\nwords = ["wheat"]\n'


def test_a_newsroom_may_add_a_topic() -> None:
    """A topic of its own needs no more than key, summary and words."""
    (wheat,) = topics.read(GOOD)
    assert (wheat.title, wheat.words, wheat.leads) == ("wheat", ("wheat",), ())


@pytest.mark.parametrize(
    ("lexicon", "complaint"),
    [
        (GOOD.replace('"wheat"\ns', '"Wheat Prices"\ns'), "small letters"),
        (GOOD.replace('"Wheat."', f'"{"x" * 101}"'), "summary"),
        (GOOD.replace('["wheat"]', "[]"), "needs words"),
        (GOOD.replace('["wheat"]', '["!"]'), "needs words"),
        (GOOD.replace('["wheat"]', '"wheat"'), "needs words"),
        (f'{GOOD}leads = ["weather"]\n', "may lead"),
        (f'{GOOD}related = ["corn"]\n', "related"),
        (GOOD + GOOD, "same key"),
    ],
)
def test_a_faulty_lexicon_is_refused_with_its_fault(lexicon: str, complaint: str) -> None:
    """Each fault of a lexicon is named."""
    with pytest.raises(ValueError, match=complaint):
        topics.read(lexicon)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_topics_of_the_table_only(text: str) -> None:
    """No text raises, and only known keys come out, each once, in the table's order."""
    keys = [each.key for each in topics.TOPICS]
    found = topics.topics_in(text)
    assert list(found) == [key for key in keys if key in found]


def test_capitals_and_neighbours_do_not_change_a_topic() -> None:
    """Words before and after leave a phrase what it is."""
    assert topics.topics_in("xx TRADE WAR yy") == topics.topics_in("trade war")
