"""The house rules, held by reading the code: arrows, doors, sizes and broad excepts."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("nlp", "handlers", "bot")
MAY_IMPORT = {
    "nlp": {"nlp"},
    "handlers": {"handlers", "nlp"},
    "bot": {"bot", "handlers", "nlp"},
}
# The families of a room, each over those before it; what none of them owns stands beside them.
FAMILIES = {
    "nlp": ("dates", "attributions", "names", "figures", "measures"),
    "handlers": (
        *("words", "record", "ledger", "showing", "matters", "questions", "nothing_found"),
        *("answers", "one_claim", "given", "checks", "subscriptions", "digests", "exports"),
    ),
    "bot": ("store", "reading", "articles", "drawing", "own_lists", "platforms"),
}
# The rooms of a family, likewise; an entry stands on all of them, a module beside them on none.
FAMILY_ROOMS = {
    "attributions": ("marks", "grammar", "constructions", "contents", "choice", "speech"),
    "names": ("naming", "people", "references"),
    "figures": ("words", "numbers", "amounts", "moves", "subjects", "left_out"),
    "measures": ("rates", "stages", "days", "kinds", "goods", "parties", "sentence", "story"),
    "store": (
        *("database", "conditions", "facets", "names"),
        *("articles", "finding", "outbox", "migrations"),
    ),
}
ENTRIES = {
    "nlp.attributions.drafting",
    "nlp.names.roster",
    "nlp.names.parties",
    "nlp.figures.finding",
    "nlp.measures.finding",
    *("bot.store.sql_store", "bot.store.sql_showings", "bot.store.removing"),
    *("bot.store.care", "bot.store.checkup"),
}
# Each SDK has one door: the modules whose names begin so, and no others.
DOORS = {
    "slack_bolt": "bot.platforms.slack.",
    "slack_sdk": "bot.platforms.slack.",
    "discord": "bot.platforms.discord.",
    "apscheduler": "bot.schedule",
    "sqlalchemy": "bot.store",
    "alembic": "bot.store",
    "trafilatura": "bot.reading",
    "lxml": "bot.reading",
    "prompt_toolkit": "bot.console",
    "pebble": "bot.articles.analyst",
    "cryptography": "bot.platforms.slack.vault",
    "matplotlib": "bot.drawing.charts",
    "pydantic_settings": "bot.settings",
    "spacy": "nlp.",
    "datasketch": "nlp.minhash",
}
# What only bot/ may touch: the clock, the environment, sockets and files.
WORLDLY = {"os", "socket", "subprocess", "asyncio", "threading", "aiohttp"}
NOW = {"datetime.now", "date.today", "time.time"}
BROAD_EXCEPTS = 3


def modules() -> list[Path]:
    """Every module of the three rooms."""
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def imports(tree: ast.AST) -> Iterator[str]:
    """Dotted names a module imports, those for type checking only included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


Trees = dict[str, ast.Module]
Imported = dict[str, frozenset[str]]
FILES = {name_of(path): path for path in modules()}


@pytest.fixture(scope="module")
def trees() -> Trees:
    """Every module's syntax by its dotted name, parsed once where these tests run."""
    return {
        name_of(path): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in modules()
    }


@pytest.fixture(scope="module")
def imported(trees: Trees) -> Imported:
    """What each module imports."""
    return {name: frozenset(imports(tree)) for name, tree in trees.items()}


def test_arrows_run_one_way(imported: Imported) -> None:
    """bot imports handlers imports nlp, and never the other way round."""
    for name, named in imported.items():
        rooms = {each.split(".")[0] for each in named} & set(ROOMS)
        assert rooms <= MAY_IMPORT[name.split(".")[0]], name


def test_families_stand_on_those_before_them(imported: Imported) -> None:
    """figures may read names, and digests read matters, never the other way round."""
    for name, named in imported.items():
        room, *rest = name.split(".")
        families = FAMILIES.get(room, ())
        if rest and rest[0] in families:
            ours = {each.split(".")[1] for each in named if each.startswith(f"{room}.")}
            below = families[: families.index(rest[0]) + 1]
            assert ours & {*families} <= {*below}, name


def test_rooms_stand_on_those_before_them(imported: Imported) -> None:
    """How far along a measure is may be told by its rate, never the other way round."""
    for name, named in imported.items():
        if name in ENTRIES or name.count(".") < 2 or name.split(".")[1] not in FAMILY_ROOMS:
            continue
        top, family, room = name.split(".")[:3]
        rooms = FAMILY_ROOMS[family]
        ours = {each for each in named if each.startswith(f"{top}.{family}.")}
        below = rooms[: rooms.index(room) + 1] if room in rooms else ()
        assert {each.split(".")[2] for each in ours} & {*rooms} <= {*below}, name
        assert not any(".".join(each.split(".")[:3]) in ENTRIES for each in ours), name


def test_no_platform_knows_another(imported: Imported) -> None:
    """What Slack and Discord share lies beside them, in `bot.platforms`."""
    for ours, theirs in (("slack", "discord"), ("discord", "slack")):
        for name, named in imported.items():
            if name.startswith(f"bot.platforms.{ours}"):
                assert not [each for each in named if each.startswith(f"bot.platforms.{theirs}")]


def test_each_sdk_has_one_door(imported: Imported) -> None:
    """A library of the outside world is imported only by its own module or package."""
    for name, named in imported.items():
        for each in named:
            door = DOORS.get(each.split(".")[0])
            assert door is None or name.startswith(door), f"{name} imports {each}, not by {door}"


def test_the_world_stays_in_bot(trees: Trees, imported: Imported) -> None:
    """nlp/ and handlers/ touch no clock, environment, socket, process or thread."""
    for name, tree in trees.items():
        if name.startswith("bot"):
            continue
        worldly = {each.split(".")[0] for each in imported[name]} & WORLDLY
        assert worldly <= ({"os"} if name == "nlp.__main__" else set()), name
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "time"}:
                assert ast.unparse(node) not in NOW, name


def test_no_import_circles(imported: Imported) -> None:
    """The modules can be put in an order in which each imports only earlier ones."""
    graph: dict[str, set[str]] = defaultdict(set)
    for name, named in imported.items():
        graph[name] |= {each for each in named if each in imported and each != name}
        package = FILES[name].name == "__init__.py"
        if package:  # a package face may import its own modules
            continue
        graph[name] -= {name.rpartition(".")[0]}
    assert list(TopologicalSorter(graph).static_order())  # a circle raises


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its `def`, its docstring left out."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_modules_and_functions_stay_small(trees: Trees) -> None:
    """A module has at most 300 lines, a function at most 40 beside its docstring."""
    for name, tree in trees.items():
        assert FILES[name].read_text(encoding="utf-8").count("\n") <= 300, name
        assert {f.name: code_lines(f) for f in functions(tree) if code_lines(f) > 40} == {}, name


def test_every_module_has_its_caption(trees: Trees) -> None:
    """Each module opens with a docstring whose first line is one sentence."""
    for name, tree in trees.items():
        docstring = ast.get_docstring(tree)
        assert docstring, name
        assert docstring.split("\n\n")[0].rstrip().endswith((".", ":")), name


def test_three_broad_excepts_in_all(trees: Trees) -> None:
    """One per platform edge: a person always gets a sentence; everything else is named."""
    broad = [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert len(broad) <= BROAD_EXCEPTS, broad


def test_nothing_is_raised_in_except_star(trees: Trees) -> None:
    """Before Python 3.11.4 it comes wrapped in a group, so that nobody above catches it."""
    assert not [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        for group in ast.walk(tree)
        if isinstance(group, ast.TryStar)
        for handler in group.handlers
        for node in ast.walk(handler)
        if isinstance(node, ast.Raise)
    ]


def test_names_that_would_shadow_libraries_are_absent() -> None:
    """bot/discord.py would shadow the library, tests/bot/ the room."""
    assert not (ROOT / "bot" / "discord.py").exists()
    assert not [room for room in ROOMS if (ROOT / "tests" / room).exists()]


def test_the_answering_process_loads_no_model() -> None:
    """spaCy, what it stands on, and matplotlib are for workers: they cost as much as all else."""
    code = "import sys, bot.app; print(*{*sys.argv[1:]} & {*sys.modules})"
    heavy = ("spacy", "thinc", "numpy", "matplotlib", "datasketch")
    told = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", code, *heavy], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == []
