"""The newsroom's list of names: read at start, followed, and refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom_samples import newsroom, request

from bot.own_lists.names_file import NAME, bring_in, read
from handlers.commands import answer
from handlers.errors import Refused
from handlers.newsroom import DecisionKind
from handlers.ports import World
from handlers.showing.plaintext import render

LIST = '"Mara Ellison" = ["Envoy of Trade", "Joan Ellison"]\nChina = ["Pearl Court"]\n'


async def asked(line: str, world: World) -> str:
    """One answer as plain text."""
    return render(await answer(request(line), world))


async def test_the_list_is_followed(tmp_path: Path) -> None:
    """What is written is merged, once; what is taken out is split again; no file is no change."""
    world, _, _ = await newsroom()
    assert await bring_in(tmp_path, world) == 0
    (tmp_path / NAME).write_text(LIST, encoding="utf-8")
    assert await bring_in(tmp_path, world) == 3
    assert await bring_in(tmp_path, world) == 0
    for name in ("Envoy of Trade", "Joan Ellison", "Mara Ellison"):
        assert "Said by Mara Ellison: 3 claims" in await asked(f"/quotes {name}", world)
    assert "Washington to drop" in await asked("/quotes Pearl Court", world)
    (tmp_path / NAME).write_text('"Mara Ellison" = []\n', encoding="utf-8-sig")
    assert await bring_in(tmp_path, world) == 3
    assert await bring_in(tmp_path, world) == 0
    assert "Said by Mara Ellison: 1 claim " in await asked("/quotes Mara Ellison", world)
    (tmp_path / NAME).write_text(LIST, encoding="utf-8")
    assert await bring_in(tmp_path, world) == 3


async def test_what_people_decide_since_then_stays(tmp_path: Path) -> None:
    """A start does not undo a /split, and taking a line out does not undo a /merge."""
    world, _, _ = await newsroom()
    (tmp_path / NAME).write_text(LIST, encoding="utf-8")
    await bring_in(tmp_path, world)
    await answer(request("/split Joan Ellison"), world)
    assert await bring_in(tmp_path, world) == 0
    assert "1 claim " in await asked("/quotes Mara Ellison", world)
    await answer(request("/merge Joan Ellison into Mara Ellison"), world)
    (tmp_path / NAME).write_text("", encoding="utf-8")
    assert await bring_in(tmp_path, world) == 2
    assert "3 claims" in await asked("/quotes Mara Ellison", world)
    kinds = [each.kind for each in await world.store.decisions() if each.by == NAME]
    assert kinds == [DecisionKind.MERGE] * 3 + [DecisionKind.SPLIT] * 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Mara = [", "is no list of names"),
        (b"\xff\xfe\x00", "is no list of names"),
        (b'Mara = "M."', "“Mara” has no list of names; write lines such as"),
        (b'Mara = ["M.", 3]', "“Mara” has no list of names"),
        (b'[Mara]\nother = ["M."]', "“Mara” has no list of names"),
        (b'Mara = [""]', "is empty, odd or too long"),
        (b'"" = ["M."]', "is empty, odd or too long"),
        (b'Mara = ["a\\u202Eb"]', "is empty, odd or too long"),
        (b'Mara = ["a\\u0000b"]', "is empty, odd or too long"),
        (b'Mara = ["' + b"x" * 300 + b'"]', "is empty, odd or too long"),
        (b'Mara = ["Beijing"]', "Beijing is a country and can't stand for “Mara”"),
        (b"#" * 1_000_001, "larger than 1,000,000 bytes"),
        (b"a = " + b"[" * 20_000, "is no list of names|nested too deep"),
    ],
)
async def test_a_bad_list_is_refused_whole(tmp_path: Path, content: bytes, says: str) -> None:
    """One sentence says what is wrong; nothing of the list is taken."""
    world, store, _ = await newsroom()
    (tmp_path / NAME).write_bytes(b'"Bo Vale" = ["B. Vale"]\n' + content)
    with pytest.raises(Refused, match=says):
        await bring_in(tmp_path, world)
    assert await store.decisions() == ()


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    """What is no file is named."""
    (tmp_path / NAME).mkdir()
    with pytest.raises(Refused, match="cannot be read"):
        read(tmp_path / NAME)
