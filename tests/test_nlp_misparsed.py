"""Reports that the parser takes apart, and whose standpoint a sentence is told from."""

from __future__ import annotations

import pytest

from nlp.analysis import Analysis
from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "It was confirmed by the abbey on Friday that the bell would be sold.",
            "abbey",
            "the bell would be sold",
        ),
        (
            "Tenants were promised by the landlord, Piers Holm, that no one would be moved.",
            "Piers Holm",
            "no one would be moved",
        ),
        (
            "The plans have been condemned by nurses as unsafe.",
            "nurses",
            "The plans … unsafe",
        ),
        ("The pier would close in June, Quist thinks.", "Quist", "The pier would close in June"),
        ("The pier would close in June, Quist hopes.", "Quist", "The pier would close in June"),
        (
            "The pier, Quist believes, would close in June.",
            "Quist",
            "The pier … would close in June",
        ),
        (
            "The pier would close in June, Nora Quist, the harbour master, wrote.",
            "Nora Quist",
            "The pier would close in June",
        ),
        (
            "The pier would close in June, the two insisted.",
            "two",
            "The pier would close in June",
        ),
        (
            "Nora Quist is convinced that the pier will close in June.",
            "Nora Quist",
            "the pier will close in June",
        ),
        (
            "The view of the harbour master, Nora Quist, is that the pier will close.",
            "Nora Quist",
            "the pier will close",
        ),
        (
            "Nora Quist told the inquest that falls on the pier had doubled.",
            "Nora Quist",
            "falls on the pier had doubled",
        ),
        (
            "An inquiry found no evidence that the pier was unsafe.",
            "inquiry",
            "no evidence that the pier was unsafe",
        ),
        ("Quist admitted to having closed the pier.", "Quist", "having closed the pier"),
        (
            "Although the board said that no one was hurt, nobody believed it.",
            "board",
            "no one was hurt",
        ),
        (
            "Tenants were told by people familiar with the talks that no one would be moved.",
            "people familiar with the talks",
            "no one would be moved",
        ),
        (
            "Quist went on to say that nobody was to blame and the pier would close.",
            "Quist",
            "nobody was to blame and the pier would close",
        ),
        ("It was Nora Quist who first argued that it leaked.", "Nora Quist", "it leaked"),
        (
            "Quist emailed Dara Shaw to say that the pier would close.",
            "Quist",
            "the pier would close",
        ),
        (
            "The trust believes rain caused the leak and has promised to mend it.",
            "trust",
            "rain caused the leak",
        ),
        ("Quist acknowledged in an email that she had signed.", "Quist", "she had signed"),
        ("Quist said last month there were no plans.", "Quist", "there were no plans"),
        (
            "The pier is sinking, a team of engineers reports in the journal Quays.",
            "team of engineers",
            "The pier is sinking",
        ),
        (
            "Some say the pier will last, while others believe that it is lost.",
            "others",
            "it is lost",
        ),
        (
            "What counts most, Nora Quist, the harbour master, said on Friday, is that it held.",
            "Nora Quist",
            "is that it held",
        ),
        (
            "The tunnel would flood, a report by the Argus found.",
            "Argus",
            "The tunnel would flood",
        ),
        (
            "The vote was a farce, in the opinion of Maud Ellery.",
            "Maud Ellery",
            "The vote was a farce",
        ),
        (
            "The claim, made by Maud Ellery, that the fund was empty was never tested.",
            "Maud Ellery",
            "the fund was empty",
        ),
        (
            "The mayor's promise to plant 3,000 trees has not been kept.",
            "mayor",
            "to plant 3,000 trees",
        ),
        (
            "A No 10 source said the vote was off.",
            "No 10 source",
            "the vote was off",
        ),
        (
            "The fire brigade appealed for drivers to stay at home.",
            "fire brigade",
            "drivers to stay at home",
        ),
        (
            "“Let her go,” pleaded her sister, Maud Ellery.",
            "Maud Ellery",
            "“Let her go,”",
        ),
        (
            "The bell, as the vicar sees it, belongs to the town.",
            "vicar",
            "The bell … belongs to the town",
        ),
        (
            "A statement from the choir read: “Nobody was paid.”",
            "choir",
            "“Nobody was paid.”",
        ),
        (
            "“We lost,” the coach told “Good Morning Velden” on Monday.",
            "coach",
            "“We lost,”",
        ),
        (
            "She was asked by the coroner whether she had locked it.",
            "coroner",
            "whether she had locked it",
        ),
        (
            "Vicar: Nobody may ring the bell",
            "Vicar",
            "Nobody may ring the bell",
        ),
        (
            "In the opinion of Dr Maud Ellery, the boy should stay.",
            "Maud Ellery",
            "the boy should stay",
        ),
        (
            "The ban began after a study by Lund University found that pupils slept badly.",
            "Lund University",
            "pupils slept badly",
        ),
        (
            "Outside court, one of the victims, retired teacher Maud Ellery, said it was over.",
            "Maud Ellery",
            "it was over",
        ),
        (
            "Maud Ellery made it clear that the bridge would not be sold.",
            "Maud Ellery",
            "the bridge would not be sold",
        ),
        (
            "Ellery's fear is that the bridge will close before the summer.",
            "Ellery",
            "the bridge will close before the summer",
        ),
        (
            "Bolton leads by nine points, according to a poll of the islanders - despite losing.",
            "poll of the islanders",
            "Bolton leads by nine points",
        ),
        (
            "The bridge, many argue, could reopen in May.",
            "many",
            "The bridge … could reopen in May",
        ),
        (
            "Tam Okoye said in one of a series of messages that the truck carried arms.",
            "Tam Okoye",
            "the truck carried arms",
        ),
        (
            "Marjorie Quill said it was too early to tell, but that feathers had been found.",
            "Marjorie Quill",
            "it was too early to tell, but that feathers had been found",
        ),
        (
            "Parents' groups have called for the full data to be published.",
            "Parents' groups",
            "the full data to be published",
        ),
        (
            "Nora Quist said of her time at Marlow Mills that they had agreed on not asking.",
            "Nora Quist",
            "they had agreed on not asking",
        ),
        (
            "The hull has split into four pieces, the divers wrote, the largest of which is red.",
            "divers",
            "The hull has split into four pieces … the largest of which is red",
        ),
        (
            "The firm owes five million, Nora Quist said, half of it to the bank.",
            "Nora Quist",
            "The firm owes five million … half of it to the bank",
        ),
        (
            "Ole Lund wrote a book that, critics say, was copied.",
            "critics",
            "that … was copied",
        ),
        (
            "The mayor said of the bridge that the town would build it in May.",
            "mayor",
            "the town would build it in May",
        ),
        (
            "As reported by the Argus, the town has raised its levy.",
            "Argus",
            "the town has raised its levy",
        ),
        (
            "In a poll of the Argus, the mayor had a lead of ten points.",
            "poll of the Argus",
            "the mayor had a lead of ten points",
        ),
        (
            "Nora Quist told the Argus the plan was dead: “We have buried it.”",
            "Nora Quist",
            "the plan was dead: “We have buried it.”",
        ),
        (
            "Carver Mills will close two plants, its president, Dora Ruhl, told The Echo.",
            "Dora Ruhl",
            "Carver Mills will close two plants",
        ),
        (
            "Brightwater Lines, its president, Ole Dahl, told The Echo, would sell its last ship.",
            "Ole Dahl",
            "Brightwater Lines … would sell its last ship",
        ),
        (
            "Nora Quist told the Argus-Herald of Marlow last week she would rather vote for him.",
            "Nora Quist",
            "she would rather vote for him",
        ),
        (
            "Quist said in a talk with the Marlow Press last week that she had never met him.",
            "Quist",
            "she had never met him",
        ),
        (
            "The mayor told the Argus’s editorial board that he backed a plan focused on ferries.",
            "mayor",
            "he backed a plan focused on ferries",
        ),
        (
            "The clerk told two agents that sometime in the week that followed, he had left.",
            "clerk",
            "sometime in the week that followed, he had left",
        ),
        (
            "About 4 in 10 say they want the next mayor to have more ferries.",
            "About 4 in 10",
            "they want the next mayor to have more ferries",
        ),
        (
            "Two letters are in storage, Ole F. Dahl, the undersecretary, said in a memo.",
            "Ole F. Dahl",
            "Two letters are in storage",
        ),
        (
            "It has made it possible for people with like-minded ideas to meet, Nora Quist said.",
            "Nora Quist",
            "It has made it possible for people with like-minded ideas to meet",
        ),
        (
            "This sort of opining, the Argus claimed, violates its code, and so Lund left.",
            "Argus",
            "This sort of opining … violates its code, and so Lund left",
        ),
        (
            "As Nora Quist said, the two ferries were among the oldest in the country.",
            "Nora Quist",
            "the two ferries were among the oldest in the country",
        ),
        (
            "Lund jokingly offered the man a job as his deputy, then says he’ll welcome advice.",
            "Lund",
            "he’ll welcome advice",
        ),
        (
            "Lund predicts that as the others drop out, many of their voters will switch to him.",
            "Lund",
            "as the others drop out, many of their voters will switch to him",
        ),
        (
            "The Argus cited three officials as saying that the bridge was safe.",
            "three officials",
            "the bridge was safe",
        ),
        (
            "The plant is full, but the boats are old, said the line’s founder, Ole Lund.",
            "Ole Lund",
            "The plant is full, but the boats are old",
        ),
        (
            "It was never about him, his aides argued this week; rather, it was his voice.",
            "his aides",
            "It was never about him … rather, it was his voice",
        ),
        (
            "The harbour will reopen in May, and the pier in June, the guild has announced.",
            "guild",
            "The harbour will reopen in May, and the pier in June",
        ),
        (
            "The pool will close (the third in town, according to Nora Quist).",
            "Nora Quist",
            "the third in town",
        ),
        (
            "The Marlow Bank has sold two branches, it said in a statement on Monday.",
            "Marlow Bank",
            "The Marlow Bank has sold two branches",
        ),
        (
            "Fair Dose accused the company of tripling its price, a charge that Lund denied.",
            "Fair Dose",
            "the company of tripling its price",
        ),
        (
            "But the mayor has one thing in common with gulls, Quist said: “He comes back.”",
            "Quist",
            "But the mayor has one thing in common with gulls … “He comes back.”",
        ),
        (
            "Sooner or later, the governor told supporters, “it starts to pay off.”",
            "governor",
            "Sooner or later … “it starts to pay off.”",
        ),
        (
            "“It leaks,” Nora Quist said, and still “it will not sink in my time.”",
            "Nora Quist",
            "“It leaks,” … and still “it will not sink in my time.”",
        ),
        (
            "Lund called the plan “a threat” to the peace of the town.",
            "Lund",
            "the plan “a threat” to the peace of the town",
        ),
        (
            "Lund said the plan was not only “a threat” but also a waste.",
            "Lund",
            "the plan was not only “a threat” but also a waste",
        ),
        (
            "Lund called the plan “a joke” and ranked it among the follies “of the age.”",
            "Lund",
            "the plan “a joke”",
        ),
        (
            "Quist said she would go, as have her rivals in the south.",
            "Quist",
            "she would go",
        ),
        (
            "The mayor told MARLOW TODAY that there are two keys.",
            "mayor",
            "there are two keys",
        ),
        (
            "“We draw no lines on walls,” the foreign minister, Kari Lien, posted on Monday.",
            "Kari Lien",
            "“We draw no lines on walls,”",
        ),
        (
            "Several papers reported on Monday the bank had closed two branches.",
            "Several papers",
            "the bank had closed two branches",
        ),
        (
            "The margin narrowed to 41.2%, finance chief Owen Dacosta said, adding prices rose.",
            "Owen Dacosta",
            "The margin narrowed to 41.2%",
        ),
        (
            "The vote comes days after Joel Tait told The Harbor Post he was tired.",
            "Joel Tait",
            "he was tired",
        ),
        (
            "LISBON, June 17, 2025 (TL) — Dockers at Lisbon's port said they would stay out.",
            "Dockers at Lisbon's port",
            "they would stay out",
        ),
        (
            "Joel Baden told the Gazette on Friday he would resign.",
            "Joel Baden",
            "he would resign",
        ),
        (
            "The report named the server, which an inspector said was careless.",
            "inspector",
            "which … was careless",
        ),
        (
            "Joel Baden accused ministers of sitting on a warning for two years.",
            "Joel Baden",
            "ministers of sitting on a warning for two years",
        ),
        (
            (
                "The bank, meanwhile, warned Orlin against lending, "
                "a clerk at the mint said on Friday."
            ),
            "clerk at the mint",
            "The bank, meanwhile, warned Orlin against lending",
        ),
        (
            "Joel Baden said the port was safe and accused the mayor of scaremongering.",
            "Joel Baden",
            "the mayor of scaremongering",
        ),
        (
            "A report leaked to the Gazette makes hard reading. It found that the gate was rotten.",
            "report leaked to the Gazette",
            "the gate was rotten",
        ),
        (
            "Ida Bolton wrote in a letter that the firm had “lied twice” and “paid nobody.”",
            "Ida Bolton",
            "the firm had “lied twice” and “paid nobody.”",
        ),
        (
            "Joel Baden disputes her account; in court papers he called it “a fable.”",
            "Joel Baden",
            "her account",
        ),
        (
            "Ida Bolton called on the chief executive, Fiona Marr, to resign.",
            "Ida Bolton",
            "the chief executive, Fiona Marr, to resign",
        ),
        (
            "Lawmakers pressed Ida Bolton to explain why it took four days.",
            "Lawmakers",
            "Ida Bolton to explain why it took four days",
        ),
        (
            "Two clerks have told investigators that they warned Ida Bolton, according to papers.",
            "papers",
            "Two clerks have told investigators that they warned Ida Bolton",
        ),
        ("The King's Fund said rents rose.", "King's Fund", "rents rose"),
        ("The People's Bank of China said rates fell.", "People's Bank of China", "rates fell"),
        ("Moody's Analytics said rents rose.", "Moody's Analytics", "rents rose"),
        (
            "The pact is an across-the-board failure, in Ida Bolton’s view.",
            "Ida Bolton",
            "The pact is an across-the-board failure",
        ),
        (
            "Ida Bolton told reporters that the plan, which she called reckless, would fail.",
            "Ida Bolton",
            "the plan, which she called reckless, would fail",
        ),
        (
            'Ida Bolton vowed to "take on the cartel," secure the border and lower taxes.',
            "Ida Bolton",
            'to "take on the cartel," secure the border and lower taxes',
        ),
        (
            "Ida Bolton told state broadcaster NRK prices could rise by 5%.",
            "Ida Bolton",
            "prices could rise by 5%",
        ),
        (
            "Ida Bolton told the news agency AFP two people had died.",
            "Ida Bolton",
            "two people had died",
        ),
        (
            "Ida Bolton told the BBC's Today programme the deal was dead.",
            "Ida Bolton",
            "the deal was dead",
        ),
        (
            "Ida Bolton accepted that the fans had every right to boo but insisted she would stay.",
            "Ida Bolton",
            "she would stay",
        ),
        (
            "It means, Ida Bolton told the Argus, that the pier must close.",
            "Ida Bolton",
            "It means … the pier must close",
        ),
        (
            "It is clear, according to Ida Bolton, that the pier must close.",
            "Ida Bolton",
            "It is clear … that the pier must close",
        ),
        (
            "He had been ill for a year, the union's president, Ida Bolton, told The Argus.",
            "Ida Bolton",
            "He had been ill for a year",
        ),
        (
            "The Bolton Group expects sales of $1.1 million, down from $1.3 million in May.",
            "Bolton Group",
            "sales of $1.1 million, down from $1.3 million in May",
        ),
        (
            "He swam to shore, Ida Bolton said, with a child on his back.",
            "Ida Bolton",
            "He swam to shore … with a child on his back",
        ),
        (
            "The plan is dead, Ida Bolton said, in a long interview on Sunday.",
            "Ida Bolton",
            "The plan is dead",
        ),
        (
            "The claim that prices would fall was put forward by Ida Bolton.",
            "Ida Bolton",
            "prices would fall",
        ),
        (
            "Ida Bolton doubts it will last: “Nobody builds with him,” noted Per Moe.",
            "Ida Bolton",
            "it will last",
        ),
    ],
)
def test_report(pipeline: Pipeline, text: str, speaker: str, content: str) -> None:
    """One of its claims is this one, with this speaker."""
    (found,) = pipeline.analyze_many([text])
    assert isinstance(found, Analysis)
    said = [
        (" and ".join(s.name for s in each.speakers), " … ".join(p.words for p in each.contents))
        for each in found.attributions
    ]
    assert (speaker, content) in said


@pytest.mark.parametrize(
    "text",
    [
        "In this view, the harbor is small.",
        "The bay came in full view of the crowd.",
        "The papers printed on Monday are gone.",
        "Joel Baden met Ida Bolton in Paris to discuss trade.",
        "Ida Bolton, asked whether she feared the storm, laughed.",
        "The problem is that the bridge closes in May.",
        "It is fair to say that the bridge has lost its trade.",
        "According to Ida Bolton, writing for the Argus:",
        "That is according to two clerks of the board.",
        "The storm made it hard for the bridge to open.",
        "Correction: An earlier version of this article said the vote was on May 3.",
        "Correction: The bridge is 40 years old.\n\nCorrection: Mayor Ann Lund is 61 years old.",
    ],
)
def test_no_report(pipeline: Pipeline, text: str) -> None:
    """Look-alikes give nothing."""
    (found,) = pipeline.analyze_many([text])
    assert isinstance(found, Analysis)
    assert found.attributions == ()
