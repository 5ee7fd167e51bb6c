"""A typed line as a question that can be put again: by an answer, its next page, a digest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.errors import Refused
from handlers.newsroom import ClaimKind
from handlers.ports import Question
from handlers.questions.query import Understood, misspelt, read, tidy
from handlers.record.vocabulary import Guess, Vocabulary
from handlers.showing.cards import SAID
from handlers.words.wording import listed

PAGE = 10
EVERY = (ClaimKind.MEASURE, ClaimKind.FIGURE, *SAID)
_SHOWS = {
    "quotes": SAID,
    "figures": (ClaimKind.FIGURE,),
    "ledger": (ClaimKind.MEASURE,),
}
# Commands that take a question, beside those of topics; the others are asked of all kinds.
_ASKING = frozenset({"claims", "quotes", "figures", "ledger", "timeline", "changed", "export"})
_NO_WORDS = {
    "quotes": "Say whose words you want, such as /quotes NAME, of a person, a body or a country.",
    "claims": (
        "There is nothing to search for in that. Name a country, a topic, a speaker or "
        "words, such as /claims rare earth china; /help shows all commands."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the words it came in."""

    line: str  # as it can be typed again, without slash: "tariffs china"
    understood: Understood
    kinds: tuple[ClaimKind, ...] = EVERY
    leads: tuple[str, ...] = ()  # of a topic: what it shows most of
    workspace: str = ""  # whose findings the claims carry

    def question(
        self, as_of: date | None, *kinds: ClaimKind, limit: int = PAGE, page: str = ""
    ) -> Question:
        """For the store: these kinds, or all that were asked for."""
        plain = self.understood.question(as_of)
        return replace(
            plain, kinds=kinds or self.kinds, limit=limit, page=page, workspace=self.workspace
        )

    def once(
        self, as_of: date | None, *kinds: ClaimKind, limit: int = PAGE, page: str = ""
    ) -> Question:
        """The same, what several articles have only once."""
        return replace(self.question(as_of, *kinds, limit=limit, page=page), once=True)

    def only(self, understood: Understood) -> Asked:
        """The same question, narrowed to this; its line is written anew."""
        verb, _, _ = self.line.partition(" ")
        named = understood.known.topic(verb) is not None
        again = (replace(understood, topics=()) if named else understood).again()
        return replace(self, line=f"{verb} {again}".rstrip(), understood=understood)


def ask(
    line: str,
    vocabulary: Vocabulary,
    workspace: str = "",
    *,
    literal: bool = False,
    timed: bool = False,
) -> Asked:
    """The question of a line: a topic's key or a command that takes a question, and words.

    A line that begins with none of these is searched for as it is. Of a `literal` one topics,
    months and years are words, of a `timed` one never (see `handlers.questions.query.read`). Raises
    Refused where there is nothing to ask, too much, or what no command shows.
    """
    typed = tidy(line).removeprefix("/")
    verb, _, words = typed.partition(" ")
    verb = verb.lower()
    found = vocabulary.topics.topic(verb)
    if not found and verb not in _ASKING:
        verb, words = "claims", typed
    topic = found.key if found else None
    understood = read(words, vocabulary, topic, literal=literal, timed=timed)
    kinds, leads = understood.kinds or EVERY, tuple[str, ...]()
    if found:
        understood = replace(understood, topics=(*understood.topics, *found.related))
        leads = () if understood.kinds else found.leads
    elif verb in _NO_WORDS and understood.empty:
        raise Refused(_NO_WORDS[verb])
    elif verb in _SHOWS:
        kinds = _within(verb, understood.kinds)
    if verb == "quotes":
        understood = _spoken(understood, vocabulary)
    return Asked(
        line=f"{verb} {understood.typed}".rstrip(),
        understood=understood,
        kinds=kinds,
        leads=leads,
        workspace=workspace,
    )


def _within(verb: str, kinds: tuple[ClaimKind, ...]) -> tuple[ClaimKind, ...]:
    """The kinds that a command shows, or those of them that were asked for."""
    shown = _SHOWS[verb]
    if not kinds or kinds == SAID:
        return shown
    if not (both := tuple(kind for kind in shown if kind in kinds)):
        names = listed(tuple(f"{kind}s" for kind in shown))
        raise Refused(f"/{verb} shows {names} only: type /claims with kind:{kinds[0]}.")
    return both


def as_of_too(command: str, as_of: date | None) -> str:
    """A command that asks for the same day, so that what comes next knows nothing later."""
    if as_of is None or "as-of:" in command:
        return command
    return f"{command} as-of:{as_of.isoformat()}"


def nearest(asked: Asked, vocabulary: Vocabulary) -> tuple[Asked, tuple[Guess, ...]] | None:
    """The question with misspelt words put right; None where nothing is near."""
    guesses = misspelt(asked.understood, vocabulary)
    line = put_right(asked.line, guesses)
    if line == asked.line:
        return None
    return ask(line, vocabulary, asked.workspace), guesses


def did_you_mean(guess: Guess) -> str:
    """Says that the answer is one to what was probably meant."""
    return f"Nothing here matches “{guess.typed}”. Did you mean {guess.meant}? Answered for that."


def put_right(line: str, guesses: tuple[Guess, ...]) -> str:
    """The typed line with what was meant in place of what was typed."""
    for guess in guesses:
        typed, meant = re.escape(guess.typed), guess.meant.replace("\\", "")
        given = re.escape(meant.rpartition(" ")[0])  # "Stephen Milller" has one given name
        before = rf"(?:\b{given} )?" if given else ""
        before, after = (rf"{before}(?:\w+-)?", r"(?:-\w+)?") if "-" in meant else (before, "")
        line = re.sub(rf"{before}\b{typed}\b{after}", meant, line, flags=re.IGNORECASE)
    return line


def _spoken(understood: Understood, vocabulary: Vocabulary) -> Understood:
    """The question with its first name read as the speaker's."""
    understood = _by_phrase(understood, vocabulary)
    if understood.speakers:
        return understood
    if understood.shared:
        typed, names = understood.shared[0]
        rest = tuple(word for word in understood.words if word != typed.casefold())
        return replace(understood, speakers=names, words=rest)
    for name in understood.entities:
        if vocabulary.speaker(name):
            others = tuple(entity for entity in understood.entities if entity != name)
            return replace(understood, speakers=(name,), entities=others)
    if understood.entities:
        named = listed(understood.entities)
        note = f"No words of {named} alone are on record: this is what was said about it."
        return replace(understood, notes=(*understood.notes, note))
    if understood.words and not understood.topics and not understood.about:
        note = "Nobody who speaks here is called by any of these words: they are looked for."
        return replace(understood, notes=(*understood.notes, note))
    return understood


def _by_phrase(understood: Understood, vocabulary: Vocabulary) -> Understood:
    """The same with a name in quotation marks read as the speaker's, if nobody else is named.

    Where the line begins with it, whatever is named behind it is spoken of.
    """
    leads = understood.typed.startswith('"')
    if understood.speakers or ((understood.entities or understood.shared) and not leads):
        return understood
    for phrase in understood.quoted:
        if people := vocabulary.called(phrase):
            rest = tuple(word for word in understood.words if word != phrase)
            quoted = tuple(other for other in understood.quoted if other != phrase)
            names = tuple(person.name for person in people)
            return replace(understood, speakers=names, words=rest, quoted=quoted)
    return understood
