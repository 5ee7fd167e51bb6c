"""The documents keep up with the code: commands, settings, links and the licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from newsroom_samples import request
from seeds_world import seeds_world

from bot.settings import Settings
from handlers.commands import COMMANDS, Command, answer, named

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "seeds").glob("*.md")])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_readme_lists_every_command(command: Command) -> None:
    """The table of the README says what the command table says."""
    usage = f"/{command.name} {command.argument}".rstrip().replace("|", "\\|")
    assert f"| `{usage}` | {command.summary} |" in README


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_readme_lists_every_setting(field: str) -> None:
    """Each variable that is read is in the README's table."""
    name = str(Settings.model_fields[field].validation_alias or field.upper())
    assert re.search(rf"^\| [^|]*`{name}`", README, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that is there."""
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_readme_has_no_placeholder() -> None:
    """What was to be filled in is filled in."""
    assert not re.search(r"^(TRANSCRIPT|COMMANDS)$", README, re.MULTILINE)


def examples() -> list[str]:
    """What the pages show to be typed: commands, questions, and each line of the table of signs."""
    found = []
    for page in (
        README,
        *((ROOT / "docs" / name).read_text() for name in ("slack.md", "discord.md")),
    ):
        typed = re.findall(r"`(/[a-z-]+ [^`]+)`|^claimwire> (.+)$", page, re.MULTILINE)
        found += [line for pair in typed for line in pair if line]
    asking = README.partition("## Asking")[2].partition("## Commands")[0]
    found += re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", asking)
    signs = re.findall(r"^\| (`[^|]+`) \|", asking, re.MULTILINE)
    kinds = re.findall(r"`([^`]+)`", " ".join(signs))
    found += [f"tariffs {each}" if each.startswith(("-", "as-of:")) else each for each in kinds]
    return [line for line in dict.fromkeys(found) if _typed(line)]


def _typed(line: str) -> bool:
    """Whether a line is an example: of our commands, with nothing left to fill in."""
    name = line.split(" ")[0].removeprefix("/")
    ours = not line.startswith("/") or named(name) is not None
    return ours and not re.search(r"\b[A-Z]{2,}\b|…|\[|\bwords\b|phrase", line)


@pytest.fixture(scope="module", autouse=True)
def _seeds() -> None:
    seeds_world()


@pytest.mark.model
@pytest.mark.parametrize("line", examples())
async def test_examples_of_the_pages_work_on_the_sample_articles(line: str) -> None:
    """Whoever types what the pages show gets an answer that is not empty."""
    world = seeds_world()
    (disputed,) = (await answer(request("/help dispute"), world)).rows[:1]
    await answer(request(disputed.text), world)
    reply = await answer(request(line), world)
    assert not reply.refused
    assert reply.receipts or reply.files or line.startswith("/digest")
