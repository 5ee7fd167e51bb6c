"""Plain texts put together from lists: whoever says it, by whatever verb, is heard and known."""

from __future__ import annotations

from itertools import product

import pytest

from nlp.analysis import SpeakerKind
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


# A full name, its short form and the pronoun.
PEOPLE = (
    ("Fatima al-Sayed", "al-Sayed", "She"),
    ("Omar Al-Hariri", "Al-Hariri", "He"),
    ("Hamza el-Masri", "el-Masri", "He"),
    ("Yusuf bin Rashid", "bin Rashid", "He"),
    ("Karim Abu Jaber", "Abu Jaber", "He"),
    ("Ludwig van Beek", "Van Beek", "He"),
    ("Rosa dos Santos", "dos Santos", "She"),
    ("Nguyen Van Minh", "Minh", "He"),
    ("Kim Da-eun", "Kim", "She"),
    ("Søren Østergaard", "Østergaard", "He"),
    ("J. D. Hartley", "Hartley", "He"),
    ("Ian McAllister", "McAllister", "He"),
    ("Eun-ji Choi", "Choi", "She"),
    ("Miguel Pinto Luz", "Pinto Luz", "He"),
    ("María José Pérez Gómez", "Pérez", "She"),
    ("Carlos Alberto de Souza Filho", "de Souza", "He"),
    ("Siti Nurhaliza binti Ahmad", "Siti", "She"),
    ("Đorđe Petrović", "Petrović", "He"),
)
MET = (
    "{name}, the mayor, opened the pier on Monday.",
    "The mayor, {name}, opened the pier on Monday.",
    "Mayor {name} opened the pier on Monday.",
    "“The pier is open,” {name}, the mayor, said on Monday.",
)
AGAIN = (
    "{Short} said the pier was safe.",
    "{Pronoun} said the pier was safe.",
    "“The pier is safe,” {short} said.",
    "“The pier is safe,” said the mayor.",
    "According to {short}, the pier was safe.",
)


@pytest.mark.parametrize(("name", "short", "pronoun"), PEOPLE, ids=[name for name, *_ in PEOPLE])
def test_whoever_is_met_by_name_is_known_again(
    name: str, short: str, pronoun: str, pipeline: Pipeline
) -> None:
    """By the surname with what belongs to it, by a pronoun and by the office."""
    for met, again in product(MET, AGAIN):
        capital = short[0].upper() + short[1:]
        text = f"{met} {again}".format(name=name, short=short, Short=capital, Pronoun=pronoun)
        said = [
            [speaker.name for speaker in found.speakers]
            for found in pipeline.analyze(text).attributions
            if any("safe" in part.words for part in found.contents)
        ]
        assert said == [[name]], text


BODIES = ("airline", "bank", "brewery", "chain", "contractor", "developer", "newspaper", "union")
HOUSES = ("Vermeulen", "Orbis", "Granite Peak", "Northline")
NAMED = (
    "The {noun} {house} was fined on Monday.",
    "Local {noun} {house} will close two sites.",
    "A court ruled that {noun} {house} must pay.",
    "“It was late,” {noun} {house} wrote in May.",
)


@pytest.mark.parametrize("noun", BODIES)
def test_a_body_is_known_by_the_noun_before_its_name(noun: str, pipeline: Pipeline) -> None:
    """No person, however it is named, and meant by the noun alone in the next sentence."""
    for named, house in product(NAMED, HOUSES):
        text = f"{named.format(noun=noun, house=house)} The {noun} said that it was sorry."
        said = [
            (speaker.name, speaker.kind)
            for found in pipeline.analyze(text).attributions
            for speaker in found.speakers
            if any("sorry" in part.words for part in found.contents)
        ]
        assert said == [(house, SpeakerKind.ORGANISATION)], text
