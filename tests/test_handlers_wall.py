"""What is typed about steel quotas, rents and permits, and what must come.

People and bodies are invented; surnames have particles, accents, hyphens and doubles, some
articles are scripts and live pages. Each row stands in the articles in plain sight.
"""

from __future__ import annotations

import pytest
from newsroom_samples import request
from seeds_world import wall_world

from handlers.commands import answer
from handlers.record.vocabulary import Vocabulary
from handlers.showing.plaintext import render

pytestmark = pytest.mark.model

NOTHING = "Nothing found"


@pytest.fixture(scope="module", autouse=True)
def _articles() -> None:
    wall_world()


async def asked(line: str) -> str:
    """The plain text of the answer."""
    return render(await answer(request(line), wall_world()))


NAMES = (
    # a name as people type it, what the answer holds, and what it does not
    (
        "/quotes van der laan",
        ("is read as Henrik van der Laan", "open mill yard", "quota of its own"),
        (NOTHING, "can be"),
    ),
    ("/compare ashdown-reyes van der laan", ("beside Henrik van der Laan", "/merge"), ("can be",)),
    ("/who van der laan", ("Henrik van der Laan: ", "Trade Commissioner"), ("which one?",)),
    ("/quotes ó cléirigh", ("Said by Ruairí Ó Cléirigh: ",), ("“o”", NOTHING)),
    ("/quotes mac giolla bhride", ("Said by Seán Mac Giolla Bhríde",), (NOTHING,)),
    (
        '/compare "mac giolla bhride" "o\'leary"',
        ("Seán Mac Giolla Bhríde beside Marcus O'Leary",),
        ("no country",),
    ),
    ("/quotes Charboneau", ("Did you mean Élise Charbonneau-Wu?",), (NOTHING,)),
    ("/quotes Ashdwon-Reyes", ("Did you mean Philippa Ashdown-Reyes?", "lifeline"), (NOTHING,)),
    ("/quotes malhotra", ("is read as Rajiv Malhotra", "“Malhotra” alone"), ("can be",)),
    (
        "What did Ms. Ashdown-Reyes tell the Sunday Register?",
        ("Said by Philippa Ashdown-Reyes · in The Sunday Register", "signed nothing"),
        ("Reyes · said",),
    ),
    ("sir alastair", ("Alastair Pruett: 2 claims",), (NOTHING,)),
    ("who runs calder steel?", ("Tom Gallacher: ", "chief executive of Calder Steel"), ("Moira",)),
    ("who leads the foundry and furnace workers' union", ("Ray Finnegan: ",), (NOTHING,)),
    ('/check "it is"', ("stands in every article",), ("Exact",)),
    ("/who it", ("Say who is meant",), (NOTHING,)),
)
ASKED = (
    ("whats the latest from demirkan", ("Said by Ayşe Demirkan", "good month"), (NOTHING,)),
    ("summary of the steel quota", ("Steel and aluminum · “quota”",), ("“summary”",)),
    ("give me an overview of calder", ("“calder”: ",), ("“overview”",)),
    ("which countries face steel tariffs?", ("Measure ledger · ", "12 %"), ("answered without",)),
    ("steel tarrifs india", ("Did you mean tariffs?", "12 %"), (NOTHING,)),
    ("steel quotas november", ("published 1 November 2025 to 30 November 2025",), (NOTHING,)),
    ("2025", ("published 1 January 2025 to 31 December 2025",), (NOTHING,)),
    ("steel|india", ("Steel and aluminum · India",), (NOTHING,)),
    ("has the scrap duty been imposed?", ("ferrous scrap: 15 %", "threatened"), ("without",)),
    ("50 per cent duty", ("“50”",), ("“per”", "“cent”")),
    (
        "tom gallacher and demirkan",
        ("Tom Gallacher beside Ayşe Demirkan", "No claim names both"),
        (NOTHING,),
    ),
    ("what did Ashdown-Reyes say about Turkey?", ("market next door",), ("beside",)),
    ("what happens on april 1", (NOTHING,), ("“1”: ",)),
    ("show me the ledger for india", ("Measure ledger · India",), ("“show”",)),
    ("can you compare india and turkey", ("India beside Turkey",), ("Did you mean",)),
    ('please check "summer is not a plan"', ("Exact: Ray Finnegan",), ("Altered",)),
    ("what did gallacher ask for?", ("called for", "position: an emergency order"), (NOTHING,)),
    ("what does south korea want?", ("in so many words",), (NOTHING,)),
    ("how has the quota changed", ("“quota”",), ("/claims has",)),
    ("what did canada say", ("Charbonneau-Wu",), ("hold an office",)),
    ("articles by anjali roy", ("1 article · ", "India slaps"), (NOTHING,)),
    ("ASEC", ("Anatolian Steel Exporters' Council: ",), (NOTHING,)),
    ('verify "Summer is not a plan" by Finnegan', ("Exact: Ray Finnegan",), (NOTHING,)),
    ('where was "Summer is not a plan" published', ("Ray Finnegan", "“published”"), (NOTHING,)),
    ("rents: ireland vs canada", ("Ireland beside Canada",), ("“vs”",)),
    ("how did the quota change", ("“quota”: ", "Compared: "), ("“change”",)),
    ("canada permits 2026 vs 2025", (NOTHING,), ("Nothing can be both",)),
    (
        '/check "I trust him to look after Dutch and German mills" Moira Gallacher',
        ("Exact: Moira Gallacher",),
        ("indirect speech",),
    ),
    (
        '/check "I trust him to look after Dutch and Polish mills" Moira Gallacher',
        ("Altered: 1 difference",),
        ("Exact: ",),
    ),
    ("tarrif india", ("Did you mean tariff?", "India"), (NOTHING,)),
    ("/help zzz", ("There is no command /zzz.",), ("Did you mean",)),
)
WORDING = (
    # how an answer tells it, and how not
    (
        "/quotes moira gallacher",
        ("Moira Gallacher [1]", "Moira Gallacher (Labour MP) called for [2]"),
        ("Gallacher : [", "called for, asked"),
    ),
    ("/claims kind:quote steel", ("Tyne Ledger, asked [",), (":, asked",)),
    ("/visas canada", ("in 2026, down 10 %", "C$350, up from C$150"), ("10%, down", "150 CAD")),
    ("/steel turkey", ("head of their export council told",), ("(of their export council)",)),
)


@pytest.mark.parametrize(
    ("line", "holds", "lacks"),
    [*NAMES, *ASKED, *WORDING],
    ids=[row[0] for row in (*NAMES, *ASKED, *WORDING)],
)
async def test_an_answer_is_as_a_night_editor_expects(
    line: str, holds: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """Names of all sorts are known, loose questions answered, and lines read well."""
    text = await asked(line)
    assert [words for words in holds if words not in text] == []
    assert [words for words in lacks if words in text] == []


async def test_what_a_measure_is_asked_for_stands_first() -> None:
    """Of several in one sentence, the one that has the words."""
    text = await asked("is there a tariff on whisky")
    assert text.index("whisky and cars: 30 %") < text.index("flat steel: 12 %")


CALLED = (
    # a name as typed, and whom it means of those on record
    ("thorsdottir", ("Hildur Þórsdóttir",)),
    ("Þórsdóttir", ("Hildur Þórsdóttir",)),
    ("torbjorn", ("Torbjørn Aas-Hansen",)),
    ("lins de moraes", ("Lins de Moraes", "Otávio Lins de Moraes")),
    ("Van Jones", ("Van Jones",)),
    ("van der laan", ("van der Laan", "Henrik van der Laan")),
    ("CSA", ("Coastal Seafood Association",)),
    ("csa", ()),
)


@pytest.mark.parametrize(("typed", "names"), CALLED, ids=[row[0] for row in CALLED])
def test_a_name_is_known_as_people_type_it(typed: str, names: tuple[str, ...]) -> None:
    """Without the letters of its language, by several surnames, by initials in capitals."""
    on_record = dict.fromkeys(name for _, every in CALLED for name in every)
    people = Vocabulary.of(tuple(on_record)).called(typed)
    assert {person.name for person in people} == set(names)


VERDICTS = (
    # an omission that leaves out whole clauses is the writer's own; one that turns round is not
    ('"First you close your own market … ask for the key to theirs" Pruett', "Exact"),
    ('"We are not Turkey and … the market next door" Ashdown-Reyes', "Altered"),
    ('"I have signed … promised nothing" Ashdown-Reyes', "Altered"),
    ('"Europe takes 78 per cent … weeks from the edge, not months" Tom Gallacher', "Altered"),
    ('"Every month … is a good month" Demirkan', "Altered"),
    ('"Every month without … is a good month" Demirkan', "Exact"),
    # what goes on behind a quotation is not who said it
    ("“It is a wall with a very small door.” That is what the paper printed.", "Exact"),
    ("“It is a wall with a very small door.” It was the first reaction.", "Exact"),
    ("“It is a wall with a very small door.” said the fishmonger", "Another speaker"),
    ('"Summer is not a plan" Ray Finnegan', "Exact"),
    ('"Summer is not a plan" Tom Gallacher', "Another speaker"),
)


@pytest.mark.parametrize(("line", "begins"), VERDICTS, ids=[row[0] for row in VERDICTS])
async def test_an_omission_that_turns_words_round_is_no_exact_quotation(
    line: str, begins: str
) -> None:
    """Denials and conditions of clauses that are kept in part count; whole clauses do not."""
    text = await asked(f"/check {line}")
    assert text.startswith(begins)
    assert ("changes the sense" in text) == (begins == "Altered")
