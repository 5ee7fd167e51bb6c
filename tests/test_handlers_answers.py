"""Conversations: what is typed, and what the answer must hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import (
    ANALYSES,
    CHANNEL,
    TRUCE,
    analysis,
    deficit,
    keep,
    measure,
    newsroom,
    request,
    reviewed,
    said,
)

from handlers.commands import COMMANDS, Command, answer
from handlers.newsroom import Held, ParsedArticle, Published, Status
from handlers.ports import Page, Question, World
from handlers.reply import Reply
from handlers.showing.plaintext import render
from nlp.analysis import Precision

QUOTE = "“We never wanted an embargo,” … “We wanted balance.”"
TRUCE_LINE = "United States → China, imports: 30 % (reduced, was 145 %) [1]"
DEFICIT_LINE = "U.S. trade deficit with China: $295.4 billion in 2024, up 5.8 % on 2023 [1]"


async def ask(text: str, **changes: object) -> Reply:
    """One answer of the sample newsroom."""
    world, _, _ = await newsroom()
    return await answer(request(text, **changes), world)


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("/tariffs china", (TRUCE_LINE, DEFICIT_LINE, "China wants", "position: Washington to")),
        ("tariffs Beijing", (TRUCE_LINE, DEFICIT_LINE)),
        ("/TARIFFS the PRC", (TRUCE_LINE,)),
        ("／tariffs\u00a0Chinese", (TRUCE_LINE,)),
        ("/tariffs", ("European Union, most goods: 15 % (announced, from Aug. 7", TRUCE_LINE[:-4])),
        ("/tariffs Brussels", ("It is a tariff we can live with", "28 July 2025")),
        ("/deficits", (DEFICIT_LINE,)),
        ("/figures deficits", (DEFICIT_LINE, "1 figure in 1 article")),
        ("/figures", (DEFICIT_LINE,)),
        ("/claims embargo", (QUOTE, "Mara Ellison (Trade Envoy) said [1]", "12 May 2025")),
        ('/claims "wanted an embargo"', (QUOTE,)),
        ("/claims okafor", ("told lawmakers [1]", "indirect: the truce would hold for 90 days")),
        ("/quotes Okafor", ("Tobias Okafor told", "by short name (“Mr. Okafor”)")),
        ("/quotes Beijing tariffs", ("China wants", "(“Beijing”)")),
        ("/quotes Ellison", ("“Ellison” can be", "Joan Ellison", "Mara Ellison", QUOTE)),
        ("/quotes Ellison embargo", (QUOTE, "Mara Ellison")),
        ("/claims Ellison", ("searched for as a word",)),
        ("/quotes U.S.", ("No words of United States alone are on record", "China wants")),
        ("/quotes Joan Ellison", ("“Students are welcome here,”", "June 2025", "denied")),
        ("/claims nobody", ("speaker unclear", "“Nobody asked us,”")),
        ("/steel", ("“Our steel is *not* a <threat>,”", "outlet unknown", "date unknown")),
        ("what did Okafor say about the truce?", ("the truce would hold", "Said by Tobias Okafor")),
        ("who wants tariffs?", ("position: Washington to drop",)),
        ("embargo", (QUOTE,)),
        ("who denied it?", ("Joan Ellison", "denied")),
        ("what is the tariff on china now?", (TRUCE_LINE,)),
        ("why is an embargo wanted", ("in so many words", "embargo")),
        ("/tariffs chnia", ("Did you mean China?", TRUCE_LINE)),
        ("/quotes Okafr", ("Did you mean Tobias Okafor?", "the truce would hold")),
        ("/claims embargoes", (QUOTE,)),
        ("/claims embargos", (QUOTE,)),
        ("/quotes Joan Ellison student", ("“Students are welcome",)),
        ("/tariffs peru", ("Nothing found:", "Peru", "Searched: 4 articles", "Topics on record")),
        ("/quotes Zzyzx", ("Nothing found", "Speakers on record: Joan Ellison (2 claims)")),
        ("/claims tariffs wombats", ("Without “wombats” (5 claims): /claims tariffs",)),
        ("/claims chnia wombats", ("did you mean China? Nothing on that either",)),
        ('/claims tariffs "big wombats" & O’Brien', ("(5 claims): /claims tariffs\n",)),
        ("what did Okafor say about the wombats?", ('(1 claim): /claims from:"Tobias Okafor"\n',)),
        ("/claims peru wombats", ("Nothing found: Peru · “wombats”",)),
        (
            "/claims wombats",
            ("Nothing found: “wombats”", "/digest here daily 08:30 claims wombats"),
        ),
        ("/sources", ("Answers rest on 4 articles", "Pact with Europe", "date unknown", "“Our …")),
        ("/sources visas", ("1 article · “visas”", "https://ledger.example/visas")),
        ("/sources wombats", ("Nothing found: “wombats”",)),
        ("/help", ("/tariffs [COUNTRY or words]", "/digest here|me")),
        ("", ("/tariffs [COUNTRY or words]",)),
        ("/", ("/help [COMMAND]",)),
        ("help quotes", ("/quotes SPEAKER [WORDS]:", "/quotes Joan Ellison")),
        ("/help qoutes", ("no command /qoutes", "Did you mean /quotes?")),
        ("/help something", ("no command /something.",)),
        ("/tarifs china", ("no command /tarifs. Did you mean /tariffs? Answered", TRUCE_LINE)),
        ("/mrege A into B", ("There is no command /mrege. Did you mean /merge? /help",)),
        ("/sources chnia", ("Did you mean China? Answered", "Sources")),
        ("/changed chnia", ("Did you mean China? Answered", "China: nothing is told")),
        ("/claims from:okafor", ("Said by Tobias Okafor: 1 claim", "the truce would hold")),
        (
            "what did Okafor and Ellison say?",
            ("Said by Tobias Okafor, Joan Ellison or Mara Ellison: 4 claims",),
        ),
        ("tariffs -china", ("Tariffs and trade deficits · without China: ", "European Union")),
        ("about:china kind:quote", ("About China · quotes: 2 claims",)),
        ('in:gazette "embargo"', ("in Harbor Gazette", QUOTE)),
        ("in:gazete embargo", ("Did you mean Harbor Gazette? It is read so.", QUOTE)),
        ("in:Nowhere embargo", ("No outlet here is called “Nowhere”: type in:",)),
        ("since:2025-07-01 tariffs", ("published since 1 July 2025", "15 %")),
        ('until:"last friday" tariffs', ("published until 25 July 2025", TRUCE_LINE)),
        (
            "tariffs as-of:2025-06-30",
            ("4 claims in 1 article from Harbor Gazette, 12 May 2025; as of 30 June 2025",),
        ),
        (
            "tariffs as of June 2025",
            ("4 claims in 1 article from Harbor Gazette, 12 May 2025; as of 30 June 2025",),
        ),
        ("/digest here daily 08:30 tariffs as of June 2025", ("as-of: belongs to a question",)),
        ("status:doubtful", ("“doubtful” is no status: type status:unchecked",)),
        ("kind:", ("Type a kind, such as kind:quote",)),
        ('"', ("nothing to search for",)),
        ("AND OR NOT", ("nothing to search for",)),
        ("\N{PARTY POPPER}", ("nothing to search for",)),
        ("/nonsensical", ("There is no command /nonsensical. /help",)),
        ("how are you?", ("nothing to search for",)),
        ("/claims", ("nothing to search for",)),
        ("/quotes", ("Say whose words",)),
        ("/why", ("Give the id",)),
        ("/why aaaaaaaaaa", ("No claim has the id aaaaaaaaaa",)),
        ("/claims " + "x" * 10_000, ("a question may have 300",)),
    ],
)
async def test_a_conversation(typed: str, held: tuple[str, ...]) -> None:
    """Each line gets what it asks for, in the plain text that every platform has."""
    text = render(await ask(typed))
    for words in held:
        assert words in text


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_every_command_answers_nothing_and_explains_itself(command: Command) -> None:
    """An empty argument gets a sentence; help has examples, none of which is refused."""
    assert (await ask(f"/{command.name}")).headline
    assert len(command.summary) <= 100
    rows = (await ask(f"/help {command.name}")).rows
    assert rows
    for row in rows:
        # Nobody reads texts here, and what no /merge brought together is not split.
        assert not (await ask(row.text)).refused or command.name in ("find", "keep", "split")


async def test_the_headline_says_over_what_it_speaks() -> None:
    """Claims, articles, outlets, dates and the day of asking are in the first line."""
    assert (await ask("/tariffs china")).headline == (
        "Tariffs and trade deficits · China: 3 claims in 1 article from Harbor Gazette, "
        "12 May 2025; as of 1 August 2025."
    )


async def test_refusals_are_private_and_marked() -> None:
    """What can't be done is told to the person alone."""
    refused = await ask("/nonsense")
    assert refused.refused
    assert refused.private
    assert not (await ask("/tariffs")).private


async def test_an_answer_as_of_a_day_knows_nothing_later() -> None:
    """Neither claims, counts nor suggestions come from later articles."""
    day = date(2025, 5, 31)
    text = render(await ask("/tariffs", as_of=day))
    assert "1 article from Harbor Gazette, 12 May 2025; as of 31 May 2025" in text
    assert "European Union" not in text
    nothing = render(await ask("/tariffs Brussels", as_of=day))
    assert "Nothing found: tariffs and trade deficits · European Union up to 31 May" in nothing
    assert "Searched: 1 article" in nothing
    assert "Roth" not in nothing
    assert "Joan" not in nothing
    assert "Tobias Okafor (1 claim)" in nothing
    before = await ask("/tariffs", as_of=date(2020, 1, 1))
    assert "No articles have been read up to 1 January 2020" in before.headline
    sources = render(await ask("/sources", as_of=day))
    assert "Pact" not in sources
    assert "as of 31 May 2025" in sources


@pytest.mark.parametrize(
    ("typed", "shown", "leaked"),
    [
        ("/quotes Ellison", "Said by Mara Ellison: 1 claim", "Joan"),
        ("/quotes Joan", "Nothing found: “joan” up to 31 May 2025", "Joan Ellison"),
        ("/quotes Rothe", "Nothing found: “rothe”", "Anselm"),
        ("/claims Anselm Roth", "Nothing found: “anselm”", "Roth "),
        ("/quotes Okafr", "Did you mean Tobias Okafor?", "Joan"),
    ],
)
async def test_nobody_is_known_before_their_first_words(
    typed: str, shown: str, leaked: str
) -> None:
    """Names that only later articles have are neither meant, shared nor guessed."""
    text = render(await ask(typed, as_of=date(2025, 5, 31)))
    assert shown in text
    assert leaked not in text


async def test_why_tells_how_a_claim_was_found() -> None:
    """Sentence, place, rules, confidence and the way to the speaker; not before its day."""
    world, _, _ = await newsroom()
    for line in ("/quotes Okafor", "/figures deficits", "/tariffs china"):
        reply = await answer(request(line), world)
        card = (reply.measures or reply.figures or reply.claims)[0]
        shown = render(await answer(request(f"/why [{card.claim_id.upper()}]"), world))
        assert card.held.claim.span.words in shown
        assert "Status  unchecked" in shown
    reply = await answer(request("/quotes Okafor"), world)
    line = f"why {reply.claims[0].claim_id}"
    shown = render(await answer(request(line), world))
    assert "Sentence  Mr. Okafor told lawmakers the truce would hold for 90 days." in shown
    assert "Speaker  Tobias Okafor: found by short name (“Mr. Okafor”)" in shown
    assert "Confidence  90%" in shown
    assert "Rule  a quotation with its cue" in shown
    early = await answer(request(line, as_of=date(2025, 5, 11)), world)
    assert "No claim has the id" in early.headline
    assert "Sentence" in render(await answer(request(line, as_of=date(2025, 5, 12)), world))
    undated = await answer(request("/steel"), world)
    line = f"/why {undated.claims[0].claim_id}"
    assert (await answer(request(line, as_of=date(2030, 1, 1)), world)).refused


async def test_why_tells_the_way_to_the_speaker() -> None:
    """Words and place of what a pronoun stands for; the sentence that a quotation goes on from."""
    world, _, _ = await newsroom()
    reply = await answer(request("/quotes Joan Ellison"), world)
    card = next(each for each in reply.claims if "pronoun" in each.how)
    text = card.held.article.parsed.text
    start = text.index("Joan Ellison")
    shown = await answer(request(f"/why {card.claim_id}"), world)
    (speaker,) = (row.text for row in shown.rows if row.label == "Speaker")
    assert "found by pronoun (“She”). It stands for “Joan Ellison”, characters " in speaker
    assert f"{start} to {start + 12}, paragraph " in speaker
    assert "“Students are welcome here,”" in speaker
    reply = await answer(request("/quotes Mara Ellison"), world)
    card = next(each for each in reply.claims if len(each.words) == 2)
    shown = await answer(request(f"/why {card.claim_id}"), world)
    (carried,) = (row.text for row in shown.rows if row.label == "Carried on")
    assert "Trade Envoy Mara Ellison said in Geneva.”, characters " in carried


class Altered:
    """A store whose articles were changed behind the claims' backs."""

    def __init__(self, store: object) -> None:
        self._store = store

    def within(self, _workspace: str) -> object:
        return self

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def search(self, question: Question) -> Page:
        """The page with each article's text shifted by a character."""
        page: Page = await self._store.search(question)  # type: ignore[attr-defined]  # the wrapped store
        return replace(page, found=tuple(map(_shifted, page.found)))

    async def pages(self, *questions: Question) -> tuple[Page, ...]:
        """The same for several questions."""
        return tuple([await self.search(question) for question in questions])

    async def newest(self, question: Question) -> tuple[tuple[Held, ...], str]:
        """The same without the count."""
        page = await self.search(question)
        return page.found, page.next

    async def claim(self, claim_id: str, **fields: object) -> Held | None:
        """The claim on its shifted article."""
        held: Held = await self._store.claim(claim_id, **fields)  # type: ignore[attr-defined]  # the wrapped store
        return _shifted(held)


def _shifted(held: Held) -> Held:
    parsed = replace(held.article.parsed, text=f" {held.article.parsed.text}")
    return replace(held, article=replace(held.article, parsed=parsed))


async def test_words_that_no_longer_stand_there_are_withheld() -> None:
    """Every claim is re-read; what differs is counted, and not one word of it shown."""
    world, store, clock = await newsroom()
    good = await answer(request("/quotes Okafor"), world)
    broken = World(store=Altered(store), clock=clock)  # type: ignore[arg-type]  # wraps the whole store
    reply = await answer(request("/quotes Okafor"), broken)
    assert reply.claims == ()
    assert "1 claim is withheld" in render(reply)
    assert "3 claims are withheld" in render(await answer(request("/tariffs china"), broken))
    why = await answer(request(f"/why {good.claims[0].claim_id}"), broken)
    assert "is withheld" in why.headline
    assert why.claims == ()


async def test_the_same_words_are_shown_once() -> None:
    """Repetition within an article and in another one is one card, with a receipt for each."""
    world, store, _ = await newsroom(empty=True)
    text = "“No deal,” Petra Lind said.\nLater: “No deal,” Petra Lind said."
    first = ParsedArticle(source="1", text=text)
    one = said(text, ("“No deal,”",), "Petra Lind", "Petra Lind", "said")
    at = text.rindex("“")
    two = replace(one, contents=(replace(one.contents[0], start=at, end=at + 10),))
    await keep(store, first, analysis(first, one, two))
    other = ParsedArticle(source="2", text=f"{text} ")
    await keep(store, other, analysis(other, one))
    reply = await answer(request("/quotes Lind"), world)
    assert [(card.receipt, card.also) for card in reply.claims] == [(1, (2,))]
    assert reply.total == 1
    assert "[1][2] in 2 articles, 2 independent" in render(reply)


async def test_more_pages_on_without_gap_or_repetition() -> None:
    """The cursor of "more", as a field or typed, leads through all claims once."""
    world, store, _ = await newsroom(empty=True)
    for number in range(23):
        text = f"“Tariff number {number},” Petra Lind said."
        parsed = ParsedArticle(
            source=str(number),
            text=text,
            published=Published(day=date(2025, 1, 1 + number), precision=Precision.DAY),
        )
        words = f"“Tariff number {number},”"
        found = analysis(parsed, said(text, (words,), "Petra Lind", "Petra Lind", "said"))
        await keep(store, parsed, found)
    for line in ("/tariffs", "/claims tariffs", "/quotes Lind"):
        seen: list[str] = []
        reply = await answer(request(line), world)
        while True:
            seen += [card.claim_id for card in reply.claims]
            assert reply.total == 23
            if not reply.next:
                break
            more = next(action for action in reply.actions if action.name == "more")
            assert more.page == reply.next
            typed = await answer(request(f"{more.command} page:{more.page}"), world)
            reply = await answer(request(more.command, page=more.page), world)
            assert typed == reply
            assert ", continued" in reply.headline
        assert len(seen) == len(set(seen)) == 23
    sources = await answer(request("/sources"), world)
    assert "More: /sources page:" in render(sources)
    assert (await answer(request("/sources", page=sources.next), world)).receipts[0].number == 1


async def test_a_bad_cursor_is_refused_with_a_sentence() -> None:
    """A page that is not ours is no engine error."""
    reply = await ask("/tariffs", page="rubbish")
    assert reply.refused


async def test_many_measures_are_cut_with_the_way_to_the_rest() -> None:
    """What a topic leaves out is counted, and the command that shows it named."""
    world, store, _ = await newsroom(empty=True)
    for number in range(8):
        text = TRUCE.text.replace("90 days", f"{number} days")
        parsed = replace(TRUCE, source=str(number), url=None, text=text)
        rate, value = Decimal(30 + number), Decimal(number + 1)
        found = replace(measure(text), rate=rate), replace(deficit(text), value=value)
        await keep(store, parsed, analysis(parsed, *found))
    reply = await answer(request("/tariffs china"), world)
    assert (len(reply.measures), len(reply.figures)) == (6, 6)
    assert (
        "The newest 6 measures are shown; /claims tariffs china kind:measure has all."
        in reply.notes
    )
    assert (
        "The newest 6 figures are shown; /claims tariffs china kind:figure has all." in reply.notes
    )


async def test_an_empty_store_says_what_to_do() -> None:
    """Before the first article there is nothing to search, and that is said."""
    world, _, _ = await newsroom(empty=True)
    for line in ("/tariffs", "/claims wheat", "/sources"):
        text = render(await answer(request(line), world))
        assert "No articles have been read" in text
        assert "claimwire ingest PATH" in text


async def test_articles_without_claims_leave_nothing_to_suggest() -> None:
    """Where nothing is on record, no list of it is begun."""
    world, store, _ = await newsroom(empty=True)
    await keep(store, TRUCE, analysis(TRUCE))
    text = render(await answer(request("/tariffs"), world))
    assert "Searched: 1 article from Harbor Gazette" in text
    assert "on record" not in text


async def test_words_without_a_cue_have_no_cue() -> None:
    """A quotation that runs on has no reporting verb of its own."""
    world, store, _ = await newsroom(empty=True)
    words = "“We wanted balance.”"
    found = replace(said(TRUCE.text, (words,), "Mara Ellison", "Mara Ellison", "said"), cue=None)
    (claim,) = await keep(store, TRUCE, analysis(TRUCE, found))
    text = render(await answer(request(f"/why {claim.id}"), world))
    assert "  Mara Ellison [1]\n" in text
    assert "Cue" not in text


async def test_today_is_the_askers_today() -> None:
    """The day of an answer is that of the person's zone."""
    world, _, clock = await newsroom()
    clock.set(datetime(2025, 8, 1, 23, 30, tzinfo=UTC))
    reply = await answer(request("/tariffs", zone="Asia/Tokyo"), world)
    assert "as of 2 August 2025" in reply.headline
    unknown = await answer(request("/tariffs", zone="Mars/Olympus"), world)
    assert "as of 1 August 2025" in unknown.headline


async def test_statuses_are_shown() -> None:
    """What the newsroom found out about a claim stands behind it."""
    world, store, _ = await newsroom(empty=True)
    for claim in await keep(store, TRUCE, ANALYSES[0][1]()):
        await store.review(reviewed(claim, Status.DISPUTED))
    assert render(await answer(request("/tariffs china"), world)).count("(disputed)") == 3
    elsewhere = replace(CHANNEL, workspace="another desk")
    other = await answer(request("/tariffs china", channel=elsewhere), world)
    assert "disputed" not in render(other)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.text('/"“tarifschn -:*^()\u00a0', max_size=40))
async def test_no_typed_line_goes_without_a_sentence(text: str) -> None:
    """Whatever is typed, something is answered and nothing is raised."""
    world, _, _ = await newsroom()
    assert render(await answer(request(text), world)).strip()
