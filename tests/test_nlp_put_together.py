"""Plain reports put together from lists: whoever says it, by whatever verb, is heard."""

from __future__ import annotations

from itertools import product

import pytest

from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model

# Each with the word of it that must stand in the source.
SAYERS = {
    "Quist": "Quist",
    "she": "she",
    "the judge": "judge",
    "one man": "man",
    "many residents": "residents",
    "another": "another",
    "the two": "two",
    "a man in the crowd": "man",
    "pollster Dara Shaw": "Shaw",
    "Nora Quist, the harbour master,": "Nora Quist",
    "Paris": "Paris",
    "the ministry": "ministry",
}
SPOKE = ("said", "says", "argued", "claims", "warned", "insisted", "added", "wrote", "explained")
ALOUD = (*SPOKE, "joked", "recalled", "shouted", "complained", "replied", "answers", "sighed")
THOUGHT = (*SPOKE, "thinks", "believes", "hopes")
FRAMES = {
    "quotation before": ("“The pier leaks, and nobody mends it,” {sayer} {verb}.", ALOUD, 0.96),
    "turned around": ("“The pier leaks, and nobody mends it,” {verb} {sayer}.", ALOUD, 0.98),
    "quotation behind": ("{Sayer} {verb}: “The pier leaks, and nobody mends it.”", ALOUD, 0.98),
    "around": ("“The pier leaks,” {sayer} {verb}, “and nobody mends it.”", ALOUD, 0.97),
    "clause behind": ("{Sayer} {verb} that the old pier would close in June.", THOUGHT, 0.98),
    "clause before": ("The old pier would close in June, {sayer} {verb}.", THOUGHT, 0.96),
}


@pytest.mark.parametrize("frame", FRAMES)
def test_nearly_all_of_them_are_heard(frame: str, pipeline: Pipeline) -> None:
    """What is said of the pier has its sayer for a source, among all findings of the text."""
    pattern, verbs, least = FRAMES[frame]
    heard = [_is_heard(pipeline, pattern, sayer, verb) for sayer, verb in product(SAYERS, verbs)]
    assert sum(heard) >= least * len(heard)


def _is_heard(pipeline: Pipeline, pattern: str, sayer: str, verb: str) -> bool:
    said = pattern.format(sayer=sayer, Sayer=sayer[0].upper() + sayer[1:], verb=verb)
    told = said.replace(",.", ".")
    text = f"The council met on Monday evening. {told} The meeting ended late."
    return any(
        SAYERS[sayer].casefold() in speaker.excerpt.words.casefold()
        for found in pipeline.analyze(text).attributions
        for speaker in found.speakers
        if speaker.excerpt and any("pier" in part.words for part in found.contents)
    )
