"""The documents keep up with the code: commands, settings, links and the licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from handlers.commands import COMMANDS, Command

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
