"""Judged findings as gold: what the evaluation reads is what people said of stored claims."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from newsroom_samples import CHANNEL, PLAIN, TRUCE, analysis, keep, newsroom, request

from handlers.commands import answer
from handlers.one_claim.examples import examples
from handlers.ports import World
from nlp.golds import MarkedArticle, read_articles

ELSEWHERE = replace(CHANNEL, workspace="another desk")


async def ids(world: World, line: str) -> list[str]:
    """The claims of an answer."""
    reply = await answer(request(line), world)
    return [*(card.claim_id for card in reply.claims), *(card.claim_id for card in reply.figures)]


async def exported(world: World, folder: Path) -> list[MarkedArticle]:
    """What the evaluation reads from the export."""
    file = folder / "judged.jsonl"
    rows = examples(await world.store.judged())
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return read_articles(file)


async def test_judged_findings_become_gold(tmp_path: Path) -> None:
    """Verified ones are right, wrong ones name their mistake; each stands at its offsets."""
    world, _, _ = await newsroom()
    (okafor,), (envoy,) = await ids(world, "/quotes Okafor"), await ids(world, "/quotes Mara")
    (deficit,) = await ids(world, "/figures deficits")
    (steel,) = await ids(world, "/quotes Lindqvist")
    for line in (
        f"/verify {envoy} On tape.",
        f"/wrong {okafor} speaker It was the envoy.",
        f"/wrong {deficit} not-a-claim",
        f"/dispute {steel} They deny it.",
    ):
        assert not (await answer(request(line), world)).refused
    (truce,) = await exported(world, tmp_path)
    assert truce.text == TRUCE.text
    assert truce.partial
    assert [truce.text[s:e] for mark in truce.attributions for s, e in mark.content] == [
        "“We never wanted an embargo,”",
        "“We wanted balance.”",
    ]
    assert truce.figures == truce.measures == ()
    speaker, figure = truce.wrong
    assert speaker.mistake == "speaker"
    assert speaker.attribution is not None
    assert speaker.attribution.speakers == ("Tobias Okafor",)
    assert [truce.text[s:e] for s, e in speaker.attribution.content] == [
        "the truce would hold for 90 days"
    ]
    assert figure.mistake == "not-a-claim"
    assert figure.figure is not None
    assert truce.text[slice(*figure.figure)] == "$295.4 billion"


async def test_a_mind_that_changed_is_no_gold(tmp_path: Path) -> None:
    """The last word counts, of all workspaces the latest; no person or workspace is named."""
    world, _, _ = await newsroom()
    (okafor,) = await ids(world, "/quotes Okafor")
    await answer(request(f"/wrong {okafor} words", person="U42"), world)
    await answer(request(f"/verify {okafor}", person="U43", channel=ELSEWHERE), world)
    (truce,) = await exported(world, tmp_path)
    assert truce.wrong == ()
    assert len(truce.attributions) == 1
    told = (tmp_path / "judged.jsonl").read_text("utf-8")
    assert not any(name in told for name in ("U42", "U43", "another desk", '"desk"'))
    await answer(request(f"/dispute {okafor} No.", channel=ELSEWHERE), world)
    assert [one.wrong[0].mistake for one in await exported(world, tmp_path)] == ["words"]
    await answer(request(f"/correct {okafor} 60 days."), world)
    assert await exported(world, tmp_path) == []


async def test_a_finding_of_an_older_text_keeps_that_text(tmp_path: Path) -> None:
    """Its offsets hold in the version in which it was found."""
    world, store, _ = await newsroom()
    (okafor,) = await ids(world, "/quotes Okafor")
    await answer(request(f"/wrong {okafor} words"), world)
    changed = replace(TRUCE, text=PLAIN.text + " And more.")
    await keep(store, changed, analysis(changed))
    (truce,) = await exported(world, tmp_path)
    assert truce.text == TRUCE.text
