"""The JSON of an answer holds offsets, texts and values that programs can check."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from newsroom_samples import (
    LATER,
    TRUCE,
    VISAS,
    analysis,
    deficit,
    keep,
    newsroom,
    request,
)

from handlers.commands import answer
from handlers.newsroom import Published
from handlers.showing.as_json import as_json
from handlers.showing.plaintext import render
from nlp.analysis import Precision

TEXTS = {parsed.headline: parsed.text for parsed in (TRUCE, VISAS, LATER)}


async def asked(line: str) -> dict[str, Any]:
    """The JSON of one answer of the sample newsroom, through text and back."""
    world, _, _ = await newsroom()
    loaded: dict[str, Any] = json.loads(json.dumps(as_json(await answer(request(line), world))))
    return loaded


async def test_every_text_stands_at_its_offsets() -> None:
    """`text` is the stored article from `start` to `end`, for claims and their pieces."""
    told = await asked("/claims china")
    told["claims"] += (await asked("/claims embargo"))["claims"]
    found = [*told["claims"], *told["figures"], *told["measures"]]
    assert len(found) >= 4
    for each in found:
        text = TEXTS[each["article"]["headline"]]
        assert text[each["start"] : each["end"]] == each["text"]
        for piece in each.get("contents", ()):
            assert text[piece["start"] : piece["end"]] == piece["text"]
    broken = next(each for each in told["claims"] if each["speaker"] == "Mara Ellison")
    assert len(broken["contents"]) == 2
    assert broken["cue"] == "said"
    assert broken["kind"] == "quote"
    assert broken["status"] == "unchecked"


async def test_measures_and_figures_have_their_values() -> None:
    """Values are numbers in whole units and percent; parties and changes are named."""
    told = await asked("/tariffs china")
    (measure,), (figure,) = told["measures"], told["figures"]
    assert (measure["imposer"], measure["targets"], measure["goods"]) == (
        "United States",
        ["China"],
        "imports",
    )
    assert (measure["rate"], measure["rate_before"], measure["status"]) == (30, 145, "reduced")
    assert (figure["value"], figure["currency"], figure["unit"]) == (295400000000, "USD", "dollar")
    assert (figure["subject"], figure["counterpart"]) == ("United States", "China")
    assert figure["change"] == {
        "direction": "up",
        "amount": 5.8,
        "unit": "percent",
        "base": "2023",
        "from": None,
    }
    assert figure["upper"] is None
    assert told["total"] == 3
    assert told["next"] is None


async def test_dates_are_as_long_as_they_are_known() -> None:
    """A measure's dates have words and bounds; an article's date is never made longer."""
    told = await asked("/tariffs Brussels")
    (measure,) = told["measures"]
    assert measure["effective"] == {"text": "Aug. 7", "first": "2025-08-07", "last": "2025-08-07"}
    assert measure["announced"] is None
    assert measure["article"]["published"] == "2025-07-28"
    month = await asked("/visas")
    assert {claim["article"]["published"] for claim in month["claims"]} == {"2025-06"}
    undated = await asked("/steel")
    assert undated["claims"][0]["article"]["published"] is None
    assert undated["claims"][0]["article"]["outlet"] is None


@pytest.mark.parametrize(
    ("precision", "told"),
    [(Precision.YEAR, "2025"), (Precision.VAGUE, None), (Precision.WEEK, "2025-05-12")],
)
async def test_other_precisions(precision: Precision, told: str | None) -> None:
    """A year is four digits; a vague date is none."""
    world, store, _ = await newsroom(empty=True)
    parsed = replace(TRUCE, published=Published(day=date(2025, 5, 12), precision=precision))
    figure = replace(deficit(TRUCE.text), change=None, upper=Decimal("300000000000.5"))
    await keep(store, parsed, analysis(parsed, figure))
    reply = await answer(request("/figures"), world)
    shown = json.loads(json.dumps(as_json(reply)))["figures"][0]
    assert shown["article"]["published"] == told
    assert shown["change"] is None
    assert shown["upper"] == 300000000000.5


async def test_the_text_is_the_plain_text() -> None:
    """Programs get what people read, too; an unclear speaker is named so."""
    world, _, _ = await newsroom()
    reply = await answer(request("/claims nobody"), world)
    told = json.loads(json.dumps(as_json(reply)))
    assert told["text"] == render(reply)
    assert told["claims"][0]["speaker"] == "speaker unclear"
    assert told["claims"][0]["speakers"] == []
