"""Topics are found by whole words, in linear time, as the lexicon lists them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import topics
from nlp.topics import SHIPPED, Topics


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
    assert SHIPPED.within(text) == found


def test_a_word_may_go_on_with_the_topic_of_its_article() -> None:
    """Alone it says nothing: a duty is a tariff only where tariffs were spoken of."""
    sentence = "She ruled out lifting the duty before October."
    assert SHIPPED.within(sentence) == ()
    assert SHIPPED.echoed(sentence, ("tariffs", "steel")) == ("tariffs",)
    assert SHIPPED.echoed(sentence, ("steel",)) == ()
    assert SHIPPED.echoed("He was on duty.", ("tariffs",)) == ()


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
    assert SHIPPED.named(typed) == key


def test_every_topic_can_be_a_command() -> None:
    """Keys, summaries and leads keep the bounds that help and the platforms rely on."""
    for each in SHIPPED.every:
        assert SHIPPED.topic(each.key) == each
        assert len(each.key) <= 32
        assert 0 < len(each.summary) <= 100
        assert each.leads
    assert SHIPPED.topic("weather") is None


GOOD = '[[topic]]\nkey = "wheat"\nwords = ["wheat"]\n'


def test_a_newsroom_may_add_a_topic() -> None:
    """A topic of its own needs no more than key or name, and words or patterns."""
    (wheat,) = topics.read(GOOD)
    assert (wheat.title, wheat.words) == ("wheat", ("wheat",))
    assert wheat.summary == "Everything about wheat: measures, figures, words."
    assert wheat.leads == ("measure", "figure", "said")
    (soy,) = topics.read(
        '[[topic]]\nname = "Soy Beans"\npatterns = ["soy|soya bean|beans", "# tons of soy"]\n'
        'leads = ["quotes", "figures"]\n'
    )
    assert (soy.key, soy.title, soy.leads) == ("soy-beans", "Soy Beans", ("said", "figure"))
    both = Topics.of(SHIPPED.every, (wheat, soy))
    assert both.within("Soya beans and 300 tons of soy") == ("soy-beans",)
    assert both.named("SOY BEANS") == "soy-beans"
    assert both.title("soy-beans") == "Soy Beans"
    assert both.title("corn") == "corn"


def test_an_own_topic_takes_nothing_from_those_that_ship() -> None:
    """The same words may speak of both, even where one phrase is longer than the other's."""
    own = topics.extended('[[topic]]\nkey = "duties"\nwords = ["steel tariffs", "wheat"]\n')
    assert own.within("steel tariffs") == ("tariffs", "steel", "duties")
    assert own.named("steel") == "steel"
    assert own.digest
    assert topics.extended("").digest == ""
    assert topics.extended("").every == SHIPPED.every


@pytest.mark.parametrize(
    ("lexicon", "complaint"),
    [
        (GOOD.replace('"wheat"\nw', '"Wheat Prices"\nw'), "small letters"),
        (f'{GOOD}summary = "{"x" * 101}"\n', "summary"),
        (f'{GOOD}title = " "\n', "title"),
        (f'{GOOD}words = ["rye"]\n', "overwrite|twice|duplicate"),
        (GOOD.replace('["wheat"]', "[]"), "needs words"),
        (GOOD.replace('["wheat"]', '["!"]'), "no phrase"),
        (GOOD.replace('["wheat"]', '["wheat.*"]'), "no phrase"),
        (GOOD.replace('["wheat"]', '["a|"]'), "no phrase"),
        (GOOD.replace('["wheat"]', f'["{" ".join(["a|b"] * 10)}"]'), "no phrase"),
        (GOOD.replace('["wheat"]', '"wheat"'), "is a list such as"),
        (GOOD.replace('["wheat"]', "[3]"), "is a list such as"),
        (f'{GOOD}leads = ["weather"]\n', "may lead"),
        (f"{GOOD}weight = 3\n", "field 'weight', which says nothing"),
        (f'{GOOD}related = ["corn"]\n', "related"),
        (GOOD + GOOD, "two topics have the key wheat"),
        (GOOD.replace("wheat", "steel"), "two topics have the key steel"),
        (f"soy = 3\n{GOOD}", "nothing but"),
        ("topic = 3\n", "nothing but"),
        ("".join(GOOD.replace("wheat", f"w{n}") for n in range(16)), "15 is the most"),
    ],
)
def test_a_faulty_lexicon_is_refused_with_its_fault(lexicon: str, complaint: str) -> None:
    """Each fault of a lexicon is named."""
    with pytest.raises(ValueError, match=complaint):
        topics.extended(lexicon)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_topics_of_the_table_only(text: str) -> None:
    """No text raises, and only known keys come out, each once, in the table's order."""
    keys = [each.key for each in SHIPPED.every]
    found = SHIPPED.within(text)
    assert list(found) == [key for key in keys if key in found]


def test_capitals_and_neighbours_do_not_change_a_topic() -> None:
    """Words before and after leave a phrase what it is."""
    assert SHIPPED.within("xx TRADE WAR yy") == SHIPPED.within("trade war")
