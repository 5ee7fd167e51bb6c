"""Where a content ends, and what belongs to a quotation: reports beside and behind each other."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model

CASES = [
    (  # a thing refuses nothing: whoever reports does
        "Orla Venn conceded that the dam was old but refused to resign.",
        [("Venn", "the dam was old"), ("Venn", "to resign")],
    ),
    (  # a "That" that opens a sentence is what it tells of, and joins nothing
        "Orla Venn had left. That was “simply untrue”, the mayor said.",
        [("mayor", "That was “simply untrue”")],
    ),
    (  # a report in a relative clause is one of its own
        "Orla Venn said the harbor would close, which the mayor called “a joke.”",
        [("Venn", "the harbor would close"), ("mayor", "which … “a joke.”")],
    ),
    (  # the verb at which a content ends has the source of the report before it
        "Orla Venn said they hid the bill and accused the mayor of “plain theft.”",
        [("Venn", "they hid the bill"), ("Venn", "the mayor of “plain theft.”")],
    ),
    (
        "Tam Okoye called the town “a mistake” because nobody lives there.",
        [("Okoye", "the town “a mistake” because nobody lives there")],
    ),
    (
        "“We are late,” Tam Okoye said. Still, “there is time to mend the harbor wall.”",
        [("Okoye", "“We are late,” … Still, “there is time to mend the harbor wall.”")],
    ),
    (
        "“We are late,” Tam Okoye said. “They know the harbor is in need of repair” in spring.",
        [("Okoye", "“We are late,” … “They know the harbor is in need of repair” in spring")],
    ),
    (  # what joins the report to the next verb is not the report's
        "The harbor board demanded an inquiry and asked witnesses to come forward.",
        [("board", "an inquiry"), ("board", "witnesses to come forward")],
    ),
    (  # a dash parts the reporter's words from a quotation
        "The critics wrote to the council - “Nobody asked us,” Tam Okoye said.",
        [("Okoye", "“Nobody asked us,”")],
    ),
    (  # whoever is brought in before a colon speaks behind it
        "“It is done,” said Tam Okoye. His aide Orla Venn was less sure: “One vote is little.”",
        [("Okoye", "“It is done,”"), ("Venn", "“One vote is little.”")],
    ),
    (
        "“It is done,” said Tam Okoye. The rule on the gate is simple: “Nobody swims here alone.”",
        [("Okoye", "“It is done,”")],
    ),
    (
        "Orla Venn came late. Her answer was short: “Not while I am here.”",
        [("Venn", "“Not while I am here.”")],
    ),
    (
        "Orla Venn told the town that when it rained, “the harbor is a lake.”",
        [("Venn", "when it rained, “the harbor is a lake.”")],
    ),
    (
        "Tam Okoye said the harbor was lost, “not by a long shot.”",
        [("Okoye", "the harbor was lost, “not by a long shot.”")],
    ),
    (  # how and when it was told is no part of it
        "The harbor has shut, Tam Okoye said, asking not to be quoted.",
        [("Okoye", "The harbor has shut")],
    ),
    (
        "The town has hired Orla Venn, the mayor said on Monday, hours after a vote that she lost.",
        [("mayor", "The town has hired Orla Venn")],
    ),
    (
        "It is clear, Orla Venn said on Monday, that the harbor leaks.",
        [("Venn", "It is clear … the harbor leaks")],
    ),
    (  # what Okoye hopes is told by Venn
        "Orla Venn said that Tam Okoye hopes to open the “new harbor” in May.",
        [("Venn", "Tam Okoye hopes to open the “new harbor” in May")],
    ),
    (  # whom the paper quotes it quotes to the end
        "“We are late,” Tam Okoye said, according to the Post. “There is no time left to lose.”",
        [
            ("Okoye", "“We are late,” … “There is no time left to lose.”"),
            ("Post", "“We are late,” Tam Okoye said … “There is no time left to lose.”"),
        ],
    ),
    (  # whoever fails is not silent: another tells of it
        "The harbor trust has failed to mend the wall, according to Tam Okoye.",
        [("Okoye", "The harbor trust has failed to mend the wall")],
    ),
    (
        "Tam Okoye asked the guests if they planned to swim.",
        [("Okoye", "if they planned to swim")],
    ),
    (  # what a clause is told of stands before it
        "They gave Tam Okoye a boat he knew would leak in the spring.",
        [("Okoye", "a boat … would leak in the spring")],
    ),
    (  # what the reporter sets against it is not what was said
        "Though rents are up all over the town, the harbor is safe, Tam Okoye said.",
        [("Okoye", "the harbor is safe")],
    ),
    (
        "Despite the strike in March, the harbor is safe, according to Tam Okoye.",
        [("Okoye", "the harbor is safe")],
    ),
    (
        "More from Okoye: “The harbor wall is the oldest in the county.”",
        [("Okoye", "“The harbor wall is the oldest in the county.”")],
    ),
    (
        "From the report: “The harbor wall is the oldest in the county.”",
        [("report", "“The harbor wall is the oldest in the county.”")],
    ),
    (
        "Here is Okoye in May 1992: “The harbor wall is the oldest in the county.”",
        [("Okoye", "“The harbor wall is the oldest in the county.”")],
    ),
    (
        "There is a saying attributed to Tam Okoye — “A harbor is a promise.”",
        [("Okoye", "“A harbor is a promise.”")],
    ),
    (  # a thing with words on it says them, and whoever brings it out says nothing else
        "The guild passed out water bottles that said, “The harbor belongs to us.”",
        [("bottles", "“The harbor belongs to us.”")],
    ),
    (  # whoever writes a letter says what it says
        "Orla Venn released a letter asking the town to stop the “waste.”",
        [("Venn", "the town to stop the “waste.”")],
    ),
    (
        "The charity has written to ministers asking for a new law on rents.",
        [("charity", "a new law on rents")],
    ),
    (  # labels of a headline
        "Okoye camp: The harbor plan is a threat to the town.\n\nTam Okoye is mayor.",
        [("camp", "The harbor plan is a threat to the town")],
    ),
    (
        "Harbor Watch: City hid the letter for years.\n\nThe group Harbor Watch is new.",
        [("Watch", "City hid the letter for years")],
    ),
    (  # whoever is spoken to says nothing
        "Madam Speaker, one year ago, Orla Venn warned that the harbor was unsafe.",
        [("Venn", "the harbor was unsafe")],
    ),
    (
        "Mr. Speaker, the people of Velden say that the harbor is unsafe.",
        [("Velden", "the harbor is unsafe")],
    ),
    (  # somebody else goes on
        "“Tell her I promised it,” Venn said, and her husband cut in. “Don’t forget the old boat.”",
        [("Venn", "“Tell her I promised it,”")],
    ),
    (
        "Orla Venn says “the old tub” and laughs at it.",
        [("Venn", "“the old tub”")],
    ),
    (  # nobody says themselves
        "He had a voice in it, said a former clerk of the harbor, Tam Okoye, who ran for mayor.",
        [("Okoye", "He had a voice in it")],
    ),
    (
        "The board hopes to open the quay by Easter, the deputy mayor, Orla Venn, said.",
        [("Venn", "The board hopes to open the quay by Easter")],
    ),
    (  # whole already; the rest is the writer's
        "The quay earned six million last year, according to Venn, a huge sum for a small port.",
        [("Venn", "The quay earned six million last year")],
    ),
    (
        "He left the port after, according to Venn, he had lost his job.",
        [("Venn", "he had lost his job")],
    ),
    (
        "The hitch, according to Venn, is that nobody checked.",
        [("Venn", "The hitch … is that nobody checked")],
    ),
    (
        "Side effects were mild, according to Venn: a runny nose and a sore arm.",
        [("Venn", "Side effects were mild … a runny nose and a sore arm")],
    ),
    (
        "No one was hurt, according to Venn, but two people were treated for burns.",
        [("Venn", "No one was hurt")],
    ),
    (  # a subject that the parse gave to the report
        "Venn said the nearest school, in Great Marlow, was already full.",
        [("Venn", "the nearest school, in Great Marlow, was already full")],
    ),
    (
        "Venn said at the time that the letter was false and had been written to cause panic.",
        [("Venn", "the letter was false and had been written to cause panic")],
    ),
    (  # between commas, to a listener
        "Prices, Venn told the Argus, could not wait for “academic certainty.”",
        [("Venn", "Prices … could not wait for “academic certainty.”")],
    ),
    (
        "Venn demanded a halt and warned of layoffs if none came.",
        [("Venn", "a halt"), ("Venn", "layoffs if none came")],
    ),
    (
        "Venn raised the alert and told residents to stay away from the crater.",
        [("Venn", "residents to stay away from the crater")],
    ),
    (
        "The mayor, Orla Venn, described the leaks as deeply troubling.",
        [("Venn", "the leaks as deeply troubling")],
    ),
    (
        "Orla Venn, 58, denies 11 counts of fraud between 2017 and 2022.",
        [("Venn", "11 counts of fraud between 2017 and 2022")],
    ),
    (  # as a British paper spells it
        "Orla Venn criticised the bank for being too slow.",
        [("Venn", "the bank for being too slow")],
    ),
    (
        "The watchdog Free Lines, which says at least ten people were held, met in Velden.",
        [("Lines", "at least ten people were held")],
    ),
    (  # hung on the object
        "Venn accused the referee of bias, a charge the league rejected.",
        [("Venn", "the referee of bias")],
    ),
    (
        "The Venns described the couple as quiet and polite.",
        [("Venns", "the couple as quiet and polite")],
    ),
    (  # when it was said is none of it
        "The coach, Orla Venn, said last week she had no intention of leaving.",
        [("Venn", "she had no intention of leaving")],
    ),
    (
        "Orla Venn said last week was hard.",
        [("Venn", "last week was hard")],
    ),
    (  # two sentences parted by ";"
        "According to Venn, the man, 44, died on Monday; his wife, she said, is in hospital.",
        [("Venn", "the man, 44, died on Monday; his wife, she said, is in hospital")],
    ),
    (
        "Venn, who denies the charges, was bailed.",
        [("Venn", "the charges")],
    ),
    (
        "Orla Venn is quoted by the newspaper as saying that the roof leaked for years.",
        [("Venn", "the roof leaked for years")],
    ),
    (
        "“This,” said Orla Venn, pointing at the ruins, “was my kitchen.”",
        [("Venn", "“This,” … “was my kitchen.”")],
    ),
    (
        "Residents were upset; one, Orla Venn, said her eyes had watered for hours.",
        [("Venn", "her eyes had watered for hours")],
    ),
    (  # what the speaker did next goes on in the report's tense, not in that of what is said
        "Tam Okoye said nobody would be spared the fee, and later named two firms.",
        [("Okoye", "nobody would be spared the fee")],
    ),
    (
        "Tam Okoye said no ship would be spared, and later extended the promise to paper.",
        [("Okoye", "no ship would be spared")],
    ),
    (
        "Orla Venn said the mill would close and reopen in spring.",
        [("Venn", "the mill would close and reopen in spring")],
    ),
    (  # behind a last dash the reporter remarks on it, but a clause there is said
        "Orla Venn said the mill would close in May - a step long feared on the island.",
        [("Venn", "the mill would close in May")],
    ),
    (
        "Orla Venn said the mill - the oldest on the island - would close.",
        [("Venn", "the mill - the oldest on the island - would close")],
    ),
    (  # a colon leads to more of what is said
        "Orla Venn said the fault was known: The pump leaks.",
        [("Venn", "the fault was known: The pump leaks")],
    ),
    (
        "A study noted more islanders own a boat than a car: 70 percent keep one at the quay.",
        [("study", "more islanders own a boat than a car: 70 percent keep one at the quay")],
    ),
    (  # a headline's verb, taken for a noun
        "Port union rejects contract, threatens to resume strike",
        [("union", "to resume strike")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_contents_end_where_the_report_does(
    pipeline: Pipeline, text: str, expected: list[tuple[str, str]]
) -> None:
    """Each source's words to their end, and no word of another's report."""
    found = [
        (a.speakers[0].name.split()[-1], " … ".join(c.words for c in a.contents))
        for a in pipeline.analyze(text).attributions
    ]
    assert sorted(found) == sorted(expected)
