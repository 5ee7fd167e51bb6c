"""Figures: values, units, ranges, bounds, changes, and what they are about."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import model, parsed

from nlp.analysis import Figure
from nlp.figures.finding import answerable, change_symbol, find_figures, read_figures, values
from nlp.names.roster import Roster

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
Find = Callable[[str], tuple[Figure, ...]]


@pytest.fixture(scope="module")
def find() -> Find:
    """From a text to the figures of its lines, read as one article."""

    def figures(text: str) -> tuple[Figure, ...]:
        docs = parsed(text)
        return read_figures(docs, Roster.read(docs, 2025))

    return figures


@pytest.mark.parametrize(
    ("text", "found", "unit", "symbol"),
    [
        ("Output fell 3%.", ["3"], "percentage", "down"),
        ("Shares of Nordvik rose 4.5 percent.", ["4.5"], "percentage", "up"),
        ("Growth will be between 1% and 2%.", ["1", "2"], "percentage", "="),
        ("They expect 20 to 30 percent.", ["20", "30"], "percentage", "="),
        ("The rate moved from 4.1% to 3.9%.", ["4.1", "3.9"], "percentage", "="),
        ("The plant cost $3-5 billion.", ["3000000000", "5000000000"], "dollar", "="),
        ("They paid US$ 40 a barrel.", ["40"], "dollar per barrel", "="),
        ("Copper cost $9,830 a metric ton.", ["9830"], "dollar per tonne", "="),
        ("Masons get 40 euros a working day.", ["40"], "euro per working day", "="),
        (
            "Wages grew 3 percent annually between 2010 and 2019.",
            ["3"],
            "percentage per year",
            "up",
        ),
        ("It cost about 12 million euros.", ["12000000"], "euro", "~"),
        ("More than 300 workers left.", ["300"], "worker", ">"),
        ("Grants of up to £2.7m were paid.", ["2700000"], "pound sterling", "<"),
        ("The yard bought seven new cranes.", ["7"], "new crane", "="),
        ("Bonds gained 15 basis points.", ["15"], "basis point", "up"),
        ("It fell by two percentage points.", ["2"], "percentage point", "down"),
        ("The road is 20 km long.", ["20"], "kilometre", "="),
        ("Wages rose 2% (1.4 points).", ["2"], "percentage", "up"),
        ("The bridge, 52 metres long, opened.", ["52"], "metre", "="),
        ("It lost $0.50 per share.", ["0.5"], "dollar per share", "down"),
        ("Rates are at 4 1/2 percent.", ["4.5"], "percentage", "="),
        (
            "It cut its rate by a quarter of a percentage point.",
            ["0.25"],
            "percentage point",
            "down",
        ),
        ("The bank cut its rate by half a percentage point.", ["0.5"], "percentage point", "down"),
        ("The yard sold 2.4m cars.", ["2400000"], "car", "="),
        ("She won the 100m final.", ["100"], "metre", "="),
        ("Output rose to 2.5% from 2.4%.", ["2.5"], "percentage", "="),
    ],
)
def test_value_unit_and_change(
    find: Find, text: str, found: list[str], unit: str, symbol: str
) -> None:
    """The first figure has the value, the unit and the sign of change that the words give."""
    figure = find(text)[0]

    assert [Decimal(value) for value in found] == list(values(figure))
    assert (unit, symbol) == (figure.normalized_unit, change_symbol(figure))


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2019.",
        "They met on March 3, 2025, at 10:45 a.m.",
        "The league's 2-1 result stood.",
        "She lives at 12 Orchard Road.",
        "No one came, and this one stayed.",
        "The Boeing 737 arrived as Flight 22.",
        "1. Opening remarks",
        "Section 232 applies.",
    ],
)
def test_dates_scores_names_and_labels_are_no_figures(find: Find, text: str) -> None:
    """Numbers that date, name or count off are left out."""
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("€5 million", "EUR"),
        ("C$5 million", "CAD"),
        ("5 million Canadian dollars", "CAD"),
        ("¥5", "JPY"),
    ],
)
def test_currency_is_an_iso_code(find: Find, text: str, currency: str) -> None:
    """Signs, codes and words lead to the ISO code."""
    assert currency == find(f"The port received {text} last year.")[0].currency


BALANCE = (
    "The Japanese trade deficit with Brazil was $3.2 billion in 2024, a 12.5% increase from 2023."
)


@pytest.mark.parametrize(
    ("text", "direction", "origin"),
    [
        ("Inflation slowed to 2.3% in April from 2.4% in March.", "down", "2.4"),
        ("Exports slipped to $3.4 billion, from $3.9 billion.", "down", "3900000000"),
        ("The population grew to 5.3m from 5.1m.", "up", "5100000"),
    ],
)
def test_a_level_knows_where_it_came_from(
    find: Find, text: str, direction: str, origin: str
) -> None:
    """ "to X from Y" gives X its direction and Y as where it came from."""
    change = find(text)[0].change
    assert change is not None
    assert (change.direction, change.came_from) == (direction, Decimal(origin))


@pytest.mark.parametrize(
    "text", ["Wages are $12, from Harbor to $14.", "Bus 5 goes to 10 villages from 4 towns."]
)
def test_what_did_not_move_came_from_nowhere(find: Find, text: str) -> None:
    """Numbers of other things beside "from" are no earlier level."""
    assert all(f.change is None or f.change.came_from is None for f in find(text))


def test_whoever_trades_is_the_subject(find: Find) -> None:
    """ "Japan exported … to Brazil" names both sides of the flow."""
    (figure,) = find("Japan exported $3 billion worth of goods to Brazil in 2024.")
    assert (figure.subject, figure.counterpart) == ("Japan", "Brazil")


def test_what_a_bank_cuts_is_the_concept(find: Find) -> None:
    """The thing moved is measured, not whoever moves it."""
    assert find("The bank cut its key rate to 4%.")[0].concept == "key rate"


def test_a_level_carries_its_change(find: Find) -> None:
    """The level has value, parties, period and change; the change alone is not stored."""
    level, change = find(BALANCE)

    assert Decimal("3200000000") == level.value
    assert (
        level.concept,
        level.subject,
        level.counterpart,
        level.period,
    ) == ("trade deficit", "Japan", "Brazil", "2024")
    assert level.change is not None
    assert ("up", Decimal("12.5"), "2023") == (
        level.change.direction,
        level.change.amount,
        level.change.base,
    )
    assert [answerable(level), answerable(change)] == [True, False]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Sales doubled to $8 million in 2023.", ("up", 100)),
        ("Exports of tin tripled to 9 million tons.", ("up", 200)),
        ("Its debt was halved to €4 billion.", ("down", 50)),
    ],
)
def test_a_multiple_is_a_change_in_percent(find: Find, text: str, change: tuple[str, int]) -> None:
    """What doubled went up by 100 percent, never by points; the value stays as it stands."""
    moved = find(text)[0].change

    assert moved is not None
    assert (moved.direction, moved.unit) == (change[0], "percentage")
    assert moved.amount == Decimal(change[1])


@pytest.mark.parametrize(
    ("text", "words", "value", "change", "concept"),
    [
        ("Exports doubled in May.", "doubled", 2, ("up", 100), "exports"),
        ("Soybean sales halved last year.", "halved", 0.5, ("down", 50), "soybean sales"),
        ("Freight rates nearly tripled.", "tripled", 3, ("up", 200), "freight rates"),
        ("The number of ships has quadrupled.", "quadrupled", 4, ("up", 300), "ships"),
        ("The firm doubled its orders.", "doubled", 2, ("up", 100), "orders"),
        ("Prices rose and then doubled.", "doubled", 2, ("up", 100), "prices"),
        ("Profits increased fivefold.", "fivefold", 5, ("up", 400), "profits"),
        ("Exports of steel fell by a third.", "a third", 1 / 3, ("down", 33.3), "exports of steel"),
        ("The firm cut its workforce in half.", "half", 0.5, ("down", 50), "workforce"),
        ("Sales dropped by two-thirds.", "two-thirds", 2 / 3, ("down", 66.7), "sales"),
        ("Output rose by a quarter.", "a quarter", 0.25, ("up", 25), "output"),
    ],
)
def test_a_multiple_alone_is_a_figure(
    find: Find, text: str, words: str, value: float, change: tuple[str, float], concept: str
) -> None:
    """In words too: its value tells how many times, its change how many percent."""
    (figure,) = find(text)
    assert (figure.excerpt.words, figure.concept) == (words, concept)
    assert float(figure.value) == pytest.approx(value)
    assert figure.change is not None
    assert figure.change.amount is not None
    assert (figure.change.direction, figure.change.unit) == (change[0], "percentage")
    assert float(figure.change.amount) == pytest.approx(change[1])
    assert answerable(figure)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Rents are 30% higher than in Berlin.", None),
        ("Pay is 17% below that of neighbouring Estonia.", None),
        ("Costs were 5% above those of its rivals.", None),
        ("Sales were 17% below those of May.", "down"),
        ("Rents are 30% higher than in 2019.", "up"),
    ],
)
def test_what_is_compared_with_others_has_not_moved(find: Find, text: str, way: str | None) -> None:
    """Only against an earlier time is a difference a change."""
    (figure,) = find(text)
    assert (figure.change and figure.change.direction) == way


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Exports fell to about 40 billion euros.", "down"),
        ("The toll climbed steadily to 12 euros.", "up"),
        ("The fee went to 12 euros.", None),
        ("The firm made a loss of £12 million.", None),
    ],
)
def test_a_level_tells_the_way_it_went(find: Find, text: str, way: str | None) -> None:
    """ "Fell to" gives the direction without an amount; a loss of money is a level."""
    (figure,) = find(text)
    assert (figure.change and figure.change.direction) == way
    assert figure.change is None or figure.change.amount is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Sweden sold goods worth 90 million pounds.", "GBP"),
        ("The ticket cost 20 pounds.", "GBP"),
        ("The ship held 90 million pounds of beef.", None),
        ("The stone weighs 20 pounds.", None),
    ],
)
def test_pounds_of_money_and_of_weight(find: Find, text: str, currency: str | None) -> None:
    """Pounds that are paid are sterling, pounds of something are a weight."""
    assert find(text)[0].currency == currency


@pytest.mark.parametrize(
    "text",
    [
        "The firm doubled down on its plan.",
        "The hall doubles as a market.",
        "It was a double standard.",
        "A twofold plan was made.",
        "The fire tore the roof in half a century of rain.",
    ],
)
def test_what_multiplies_nothing_is_no_figure(find: Find, text: str) -> None:
    """Idioms with the words of a multiple."""
    assert not [one for one in find(text) if one.change]


def test_percent_and_points_stay_apart(find: Find) -> None:
    """A fall of points to a level in percent keeps both units."""
    level = find("Approval fell four percentage points to 38 percent.")[-1]

    assert level.normalized_unit == "percentage"
    assert level.change is not None
    assert (level.change.amount, level.change.unit) == (Decimal(4), "percentage point")


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("The talks ended with dozens of countries at higher rates.", []),
        ("The talks at 10% went on.", []),
        ("Britain took in 13,000 metric tons of beef.", ["13,000 metric tons"]),
        ("Inflation rose to 3.1% in May.", ["3.1%"]),
        ("The deficit with Chile was $3 billion.", ["$3 billion"]),
        ("About 42,300 foreign students hold permits.", ["42,300 foreign students"]),
        ("The college will take 30,000 students for 4 years.", ["30,000 students"]),
    ],
)
def test_what_is_worth_storing(find: Find, text: str, answers: list[str]) -> None:
    """Only numbers with a digit, a unit and a concept that a question can be about."""
    kept = [figure.excerpt.words for figure in find(text) if answerable(figure)]

    assert kept == answers


def test_owner_of_a_deficit_is_taken_from_the_last_mention(find: Find) -> None:
    """A deficit that names only the other side belongs to whom the text gave it before."""
    text = (
        "Norway's trade deficits worry its ministers.\n"
        "The trade deficit with Chile was $2 billion in 2023 and the deficit with Peru was"
        " $1 billion."
    )

    assert [(figure.subject, figure.counterpart) for figure in find(text)] == [
        ("Norway", "Chile"),
        ("Norway", "Peru"),
    ]


def test_owner_of_a_deficit_is_not_guessed(find: Find) -> None:
    """Where nothing says whose the deficit is, it stays open."""
    (figure,) = find("The trade deficit with Chile was $2 billion.")

    assert (figure.subject, figure.counterpart) == (None, "Chile")


@pytest.mark.parametrize(
    "text",
    [
        "The call lasted one and a half hours.",
        "He announced a 25% tariff on cars.",
        "Three ministers came.",
        "The fee was raised.",
    ],
)
def test_not_answerable(find: Find, text: str) -> None:
    """Durations, rates of duty and counts are not stored as claims of their own."""
    assert not any(answerable(figure) for figure in find(text))


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Unemployment rate fell to 4.2% in May.", "unemployment rate"),
        ("About 60% of exporters lost orders.", "exporters"),
        ("Exports of timber rose to $4 billion in March.", "exports of timber"),
    ],
)
def test_concept(find: Find, text: str, concept: str) -> None:
    """An answerable figure says what it measures."""
    (figure,) = [one for one in find(text) if answerable(one)]

    assert concept == (figure.concept or "").lower()


@pytest.mark.parametrize(
    "text",
    [
        "9" * 200,
        "%" * 200,
        "$1 " * 800,
        "1% 2% " * 300,
        "1e999999 NaN 1,00,000 ٣٠٪ x² ⅓ -- $-$ 5-5-5 €€5",
        "from 1 to from 2 to " * 100,
        "million billion trillion " * 60,
    ],
)
def test_hostile_numbers(text: str) -> None:
    """Odd numbers neither raise nor point outside the text."""
    for figure in find_figures(model()(text), 7):
        place = figure.excerpt
        assert figure.excerpt.words == text[place.start - 7 : place.end - 7]
        assert figure.value.is_finite()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "$3 billion",
                "12%",
                "from",
                "to",
                "between",
                "and",
                "a million",
                "cars",
                "rose",
                "of",
                ",",
                ".",
                "\n",
                "the deficit",
                "2024",
                "-",
                "up",
                "percent",
                "€",
                "½",
                "per barrel",
                "U.S.",
                "one",
            ]
        ),
        min_size=1,
        max_size=25,
    ),
    st.integers(0, 50),
)
def test_excerpts_are_the_words_of_the_text(words: list[str], offset: int) -> None:
    """Every excerpt and sentence is the text between its offsets."""
    text = " ".join(words)
    for figure in find_figures(model()(text), offset):
        for place in (figure.excerpt, figure.sentence):
            assert place.words == text[place.start - offset : place.end - offset]
        assert figure.sentence.start <= figure.excerpt.start
        assert figure.excerpt.end >= figure.excerpt.start


@pytest.mark.shared
def test_newsquant_floor() -> None:
    """On news sentences that nobody here wrote, the F1 stays above the pinned floors."""
    file = SHARED / "eval" / "data" / "newsquant_half.jsonl"
    if not file.exists():
        pytest.skip("the shared evaluation data is not here")
    floors = tomllib.loads((ROOT / "nlp" / "floors_quantities.toml").read_text())["newsquant_half"]
    gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    docs = model().pipe([row["text"] for row in gold])
    pairs = [(row["quantities"], find_figures(doc, 0)) for row, doc in zip(gold, docs, strict=True)]

    assert floors["value"] <= _f1(pairs, lambda *_: True)
    assert floors["value_change"] <= _f1(pairs, lambda g, f: g["change"] == change_symbol(f))
    assert floors["value_unit"] <= _f1(
        pairs, lambda g, f: g["normalized_unit"].lower() == (f.normalized_unit or "-")
    )


Row = dict[str, str]
Pairs = list[tuple[list[Row], tuple[Figure, ...]]]


def _f1(pairs: Pairs, agree: Callable[[Row, Figure], bool]) -> float:
    """F1 in percent of figures whose value is right and that agree otherwise, one to one."""
    hits = 0
    for rows, found in pairs:
        left = list(found)
        for row in rows:
            match = next((f for f in left if _same(row["value"], f) and agree(row, f)), None)
            if match is not None:
                left.remove(match)
                hits += 1
    total = sum(len(rows) + len(found) for rows, found in pairs)
    return 200 * hits / total


def _same(gold: object, figure: Figure) -> bool:
    """Whether the values agree to five digits."""
    wanted = [float(v) for v in gold] if isinstance(gold, list) else [float(str(gold))]
    found = [float(value) for value in values(figure)]
    close = (
        abs(a - b) <= 1e-5 * max(abs(a), abs(b), 1e-9) for a, b in zip(wanted, found, strict=False)
    )
    return len(wanted) == len(found) and all(close)


CONCEPTS = [
    ("Steel makers added 1,500 jobs in May.", "1,500 jobs", "jobs"),
    ("The company employs 1,200 people.", "1,200 people", "people"),
    ("The ship carried 18,000 containers.", "18,000 containers", "containers"),
    ("The law was backed by 300 lawmakers.", "300 lawmakers", "lawmakers"),
    ("The toll reached 300 people.", "300 people", "toll"),
    ("Car exports fell to 12,400 units.", "12,400 units", "car exports"),
    ("The firm earned $1.20 per share.", "$1.20 per share", "earnings"),
    ("The city spent 3 million euros on buses.", "3 million euros", "spending"),
    ("The mill lost $12 million.", "$12 million", "losses"),
    ("Imports from Peru were worth $43 billion.", "$43 billion", "imports"),
    ("The yard sold goods worth $43 billion.", "$43 billion", "goods"),
    ("The bank cut its key rate by a quarter point to 3.75%.", "3.75%", "key rate"),
    ("The bank raised its inflation forecast to 3.1%.", "3.1%", "inflation forecast"),
    ("A 30-year mortgage now costs 6.8%.", "6.8%", "mortgage"),
]


@pytest.mark.parametrize(("text", "words", "concept"), CONCEPTS, ids=[row[0] for row in CONCEPTS])
def test_what_a_verb_makes_of_its_amount(find: Find, text: str, words: str, concept: str) -> None:
    """What is added or carried is counted by itself; money is named for what is done."""
    assert {f.excerpt.words: f.concept for f in find(text)}[words] == concept


CHANGES = [
    ("The bank cut its rate by a quarter point.", "a quarter point", "down", "0.25", None),
    (
        "The bank cut its rate half a percentage point.",
        "half a percentage point",
        "down",
        ".5",
        None,
    ),
    ("Wheat is up 12% since January.", "12%", "up", "12", "January"),
    ("Openings fell by 200,000 to 7.2 million.", "200,000", "down", "200000", None),
    ("Sales fell 3%, the steepest fall since 2020.", "3%", "down", "3", None),
    ("House prices rose 0.5% month on month.", "0.5%", "up", "0.5", "month on month"),
]


@pytest.mark.parametrize(
    ("text", "words", "way", "amount", "base"), CHANGES, ids=[row[0] for row in CHANGES]
)
def test_changes_of_more_shapes(
    find: Find, text: str, words: str, way: str, amount: str, base: str | None
) -> None:
    """Parts of a point, "since" as the base, and no base in "the lowest since"."""
    change = {f.excerpt.words: f.change for f in find(text)}[words]
    assert change is not None
    assert (change.direction, change.amount, change.base) == (way, Decimal(amount), base)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Up to 50,000 jobs are at risk.", "50,000 jobs"),
        ("The tax raised $9 billion.", "$9 billion"),
        ("Exports make up 20% of output.", "20%"),
    ],
)
def test_neither_a_bound_nor_money_raised_is_a_change(find: Find, text: str, words: str) -> None:
    """ "Up to" bounds, and who raises money moves no price."""
    assert {f.excerpt.words: f.change for f in find(text)}[words] is None


def test_a_record_year_is_not_the_period(find: Find) -> None:
    """ "For the first time since 2021" says what it is measured against."""
    assert find("Oil fell below $60 for the first time since 2021.")[0].period is None


def test_the_buyer_is_the_subject(find: Find) -> None:
    """Whose goods are bought is the other side."""
    figure = find("China bought 22 million tons of American soybeans in 2023.")[0]
    assert (figure.subject, figure.counterpart) == ("China", "United States")


@pytest.mark.parametrize(
    "text",
    [
        "Call 555-0142 for tickets.",
        "The match ended 3-2.",
        "The A320 and the Norvik 737 were grounded.",
        "Mara Holt, 47, leads the firm.",
        "It opened on May 3, 2024.",
        "The talks lasted three days.",
    ],
)
def test_no_answer_is_made_of_these_numbers(find: Find, text: str) -> None:
    """Telephone numbers, scores, models, ages, dates and durations are no statistics."""
    assert not any(answerable(figure) for figure in find(text))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "For the first three months of the year sales were $4 billion, above those of 2024.",
            "first three months of the year",
        ),
        ("The deficit in 2024 was $4 billion, up from $3 billion in 2023.", "2024"),
        ("In 2024 the deficit was $4 billion, against $3 billion in 2023.", "2024"),
        ("The deficit was $4 billion, 5% more than in 2023.", None),
    ],
)
def test_the_time_of_what_it_is_compared_with_is_not_its_own(
    find: Find, text: str, period: str | None
) -> None:
    """Nor does a capital letter hide it."""
    (figure,) = [one for one in find(text) if one.excerpt.words == "$4 billion"]
    assert figure.period == period
