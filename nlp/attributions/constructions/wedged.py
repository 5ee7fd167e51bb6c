"""Reports told by their place alone, where the parse lost them: ", she said" at an end or amid."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.attributions.constructions.asides import aside, behind_semicolon, is_meanwhile
from nlp.attributions.constructions.questions import QUESTION, answered
from nlp.attributions.constructions.tellers import SPEECH_NOUNS
from nlp.attributions.constructions.verdicts import verdicts
from nlp.attributions.grammar.astray import (
    SOME,
    end_of_name,
    headline_before,
    taken_for_object,
    told_to_listener,
)
from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.distant import distant_that, says_of
from nlp.attributions.grammar.listeners import told_to_medium
from nlp.attributions.grammar.misparsed import (
    clause_behind,
    is_report_behind,
    team_of_people,
)
from nlp.attributions.grammar.sources import apposed_sayer, joins_clause, own_phrase
from nlp.texts import next_to

Bounds = tuple[int, int]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TELLS = _FINITE | {"MD"}
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "as", "if", "when", "where"})
_NO_SAYERS = _RELATIVES | {"and", "but", "or", "nor"}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_TOPICS = frozenset({"about", "concerning", "over", "regarding"})
_TRAILING = frozenset({"VBG", "WDT", "WP", "WP$"})
_SAYER_REACH = 8  # tokens of whoever says it, with an adverb
_ASIDE_REACH = 6  # tokens of the report behind its verb
_MOST_TOLD = 250  # tokens of a sentence: bounds the work
_THINKS = frozenset({"believe", "think", "suspect", "fear", "find", "reckon"})
_SHOWS = frozenset({"show", "indicate", "reveal"})
_PAPERS = frozenset(
    {"record", "document", "filing", "file", "transcript", "email", "e-mail", "figure", "data"}
    | {"datum", "poll", "survey", "study", "report", "statistic", "paper", "message", "log"}
    | {"photo", "result", "footage", "image", "video", "count", "analysis", "estimate", "letter"}
)  # ", court records show"
_WHERE = frozenset({"at", "during", "in"})
_WHERE_AND_WHEN = _WHERE | {"after", "before", "last", "on", "this"}
_GOING_ON = frozenset({"adding", "arguing", "calling", "citing", "noting", "saying", "warning"})
_WAYS = frozenset({"through", "via"})
_TIMES = frozenset({"after", "as", "before", "when", "while"})
_REASONS = frozenset({"because", "if", "unless", "until"})
_HEARD = frozenset({"dobj", "dative", "npadvmod", "prep", "dep"})
_LISTENED = frozenset({"tell", "assure", "inform", "remind"})
_OWN = frozenset({"ccomp", "xcomp", "dobj", "intj", "acomp", "oprd", "attr", "advcl", "dative"})


def loose_frames(verb: Token) -> Iterator[tuple[str, tuple[Bounds, ...]]]:
    """The frame and parts of what a verb tells by its place, not given to it by the parse."""
    if is_report_behind(verb):
        yield "ccomp-before", ((verb.head.left_edge.i, verb.left_edge.i),)
    if behind := told_to_medium(verb) or clause_behind(verb) or told_to_listener(verb):
        yield "ccomp-", (behind,)
    if found := aside(verb):
        yield found[0], but_for_occasion(verb, found[1])
    halves = amid(verb)
    if sentence := closing(verb):
        yield "ccomp-before", (sentence,)
    elif halves is not None:
        yield "aside", but_for_occasion(verb, halves)
    if headline := headline_before(verb):
        yield "ccomp-before", (headline,)
    if (told := distant_that(verb)) and (halves is None or told[0] < halves[1][0]):
        plain = says_of(verb) or _plainly(verb, verb.doc[told[0] - 1])
        yield "ccomp-that" if plain else "distant-that", (told,)
    if question := answered(verb):
        yield QUESTION, (question,)
    yield from verdicts(verb)


def but_for_occasion(verb: Token, parts: tuple[Bounds, ...]) -> tuple[Bounds, ...]:
    """The parts without "In a statement on Friday," before ", she said,", where it was said, and
    without ", as the council met", while what is told is not past.
    """
    (start, end), *_ = parts
    opener = verb.doc[start]
    nouns = (c.lemma_.lower() for c in opener.rights if c.dep_ == "pobj")
    occasion = opener.lower_ in _WHERE and end <= verb.i and any(n in SPEECH_NOUNS for n in nouns)
    if len(parts) > 1 and is_meanwhile(verb.doc[slice(*parts[0])], verb.doc[slice(*parts[1])]):
        return parts[:1]
    return parts[1:] if occasion and len(parts) > 1 else parts


def _plainly(verb: Token, that: Token) -> bool:
    """Whether only to whom, where and when parts a verb from its "that", and no claim or deed.

    In "told a crowd at her home that", not in "told him of fears that" or "wrote what shows that".
    """
    words = lexicon()
    before, between = next_to(that, -1), verb.doc[verb.i + 1 : that.i]
    by_way = any(t.lower_ in _WAYS for t in between)  # "through an interpreter that"
    if not (by_way or that.dep_ == "mark") or verb.lemma_.lower() not in words.speech:
        return False
    noun = before.lemma_.lower()
    told_of = next_to(verb).dep_ != "agent" and (noun not in SPEECH_NOUNS or before.dep_ == "dobj")
    told_of = told_of or any(t.lower_ in _TOPICS for t in between)
    if told_of and (noun in words.telling or noun in words.known["noun-that"]):
        return False
    return not any(t.is_punct or t.tag_ == "MD" or _is_deed(t) for t in between)


def _is_deed(token: Token) -> bool:
    """Whether a word is a verb, but none that tells which letter: "in a letter sent on Monday"."""
    which = token.dep_ == "acl" and token.head.lemma_ in SPEECH_NOUNS
    return token.tag_[0] == "V" and not which


def closing(verb: Token) -> Bounds | None:
    """Token bounds of the sentence that ends in ", she said", where no parse gives it to her."""
    comma = _closing_comma(verb)
    if comma is None:
        return None
    start = verb.sent.start
    given = any(
        c.dep_ == "ccomp" and c.left_edge.i <= start + 1 and c.right_edge.i >= comma - 1
        for c in verb.lefts
    )
    return None if given or not _is_told(verb, start, comma) else (start, comma)


def closes(verb: Token) -> bool:
    """Whether a verb of speech with its sayer ends a sentence behind a comma."""
    return _closing_comma(verb) is not None


def _closing_comma(verb: Token) -> int | None:
    """The comma before ", she said" at a sentence's end, or before ", said the mayor"."""
    if _turned(verb):
        return verb.i - 1
    comma = _comma_before(verb)
    return comma if comma is not None and _ends_sentence(verb) else None


def _turned(verb: Token) -> bool:
    """Whether the sayer follows the verb, and a comma stands before it."""
    if verb.tag_ not in _FINITE or next_to(verb, -1).text != ",":
        return False
    if verb.lemma_.lower() not in lexicon().speech:
        return False
    sayers = [c for c in verb.children if c.dep_ == "nsubj"]
    return taken_for_object(verb) is not None or any(
        c.i > verb.i and c.left_edge.i == verb.i + 1 for c in sayers
    )


def amid(verb: Token) -> tuple[Bounds, Bounds] | None:
    """Token bounds of the halves around ", she said on Monday,", which the parse tied otherwise."""
    commas = _commas_around(verb)
    if commas is None:
        return None
    (comma, behind), doc, end = commas, verb.doc, verb.sent.end
    while end > behind + 1 and doc[end - 1].is_punct and not doc[end - 1].is_quote:
        end -= 1
    return (behind_semicolon(doc, verb.sent.start, comma), comma), (behind + 1, end)


def _commas_around(verb: Token) -> tuple[int, int] | None:
    """The commas before and behind a report, where the sentence goes on with what is told."""
    if sayer := taken_for_object(verb):  # ", warned the clerk,"
        end = end_of_name(sayer)
        return (verb.i - 1, end) if verb.doc[end : end + 1].text == "," else None
    sayer, behind = apposed_sayer(verb), _comma_behind(verb)
    comma = _comma_before(verb) if sayer is None else sayer.left_edge.i - 1
    if comma is None or behind is None or comma == verb.sent.start:
        return None
    return (comma, behind) if _goes_on(verb, comma, behind) else None


def _goes_on(verb: Token, comma: int, behind: int) -> bool:
    """Whether what follows the report is more of what is told."""
    start, end = verb.sent.start, verb.sent.end
    reason = verb.doc[behind + 1].lower_ in _REASONS and _is_told(verb, start, comma)
    that = verb.doc[behind + 1]  # "It is clear, she said, that it leaks"
    begun = joins_clause(that) and _is_told(verb, start, comma)
    return reason or begun or _is_told(verb, behind + 1, end)


def _comma_behind(verb: Token) -> int | None:
    """The comma that ends the report, where the sentence goes on with what is told."""
    doc, end = verb.doc, verb.sent.end
    for token in doc[verb.i + 1 : min(end - 1, verb.i + _ASIDE_REACH)]:
        if token.text in (",", ";"):
            own = any(c.dep_ in _OWN and verb.i < c.i < token.i for c in _unheard(verb))
            follows = doc[token.i + 1]  # but "…, she said, adding that"
            goes_on = follows.tag_ not in _TRAILING or joins_clause(follows)
            return token.i if goes_on and not own else None
        if token.tag_[0] == "V" or token.is_punct or token.lower_ == "that":
            return None
    return None


def _unheard(verb: Token) -> Iterator[Token]:
    """What hangs on the verb behind it, but for whom it is told to."""
    for child in verb.rights:
        if verb.lemma_ not in _LISTENED or child.dep_ not in ("dobj", "dative"):
            yield child


def _comma_before(verb: Token) -> int | None:
    """The comma before the sayer and the verb, where no other verb stands between."""
    lemma = verb.lemma_.lower()
    tells = lemma in lexicon().speech or lemma in _THINKS or lemma in _SHOWS
    if not tells:
        return None
    team = team_of_people(verb)
    helpers = (c for c in verb.lefts if c.dep_ == "aux" and c.tag_ in _TELLS)  # "has reported"
    finite = next(helpers, verb)
    if team is not None or finite.tag_ not in _FINITE:
        return team.left_edge.i - 1 if team is not None else None
    doc, found, own = verb.doc, False, own_phrase(verb)
    apposed = any(token.text == "," for token in doc[own.start : own.stop])
    if apposed:  # "Nora Quist, the clerk, wrote"
        return own.start - 1 if doc[own.start].lower_ not in _NO_SAYERS else None
    for token in reversed(doc[max(verb.sent.start, finite.i - _SAYER_REACH) : finite.i]):
        if token.text == ",":
            first, sayer = doc[token.i + 1], doc[token.i + 1 : finite.i]
            shown = lemma not in _SHOWS or any(t.lemma_.lower() in _PAPERS for t in sayer)
            return token.i if found and shown and first.lower_ not in _NO_SAYERS else None
        led = token.pos_ == "ADP" and next_to(token).ent_type_ != "DATE" and token.lower_ != "of"
        led = led and token.i not in own
        parted = token.is_punct or led or token.lower_ in _RELATIVES
        if parted or token.tag_ in _TELLS:
            return None
        found = found or token.pos_ in _NOMINAL or token.lower_ in SOME
    return None


def _ends_sentence(verb: Token) -> bool:
    start = verb.i + 1
    if verb.lemma_ in _LISTENED:  # ", she told the board on Monday."
        heard = [c for c in verb.rights if c.dep_ in _HEARD]
        start = max((c.right_edge.i + 1 for c in heard), default=start)
        if any(t.tag_[0] == "V" or t.text == "," for t in verb.doc[verb.i + 1 : start]):
            return False
    rest = verb.doc[start : verb.sent.end]
    ends = all((t.is_punct and not t.is_quote) or t.is_space for t in rest)
    return ends or _tells_on(rest) or _only_where(verb, rest)


def _tells_on(rest: Span) -> bool:
    """Whether a report only goes on behind itself: "she told the Argus, citing costs"."""
    return len(rest) > 1 and rest[0].text == "," and rest[1].lower_ in _GOING_ON


def _only_where(verb: Token, rest: Span) -> bool:
    """Whether all that follows a report is where and when it was made: "wrote on Monday"."""
    first = rest[0]
    if not (first.tag_ == "IN" and first.lower_ in _WHERE_AND_WHEN) and first.ent_type_ != "DATE":
        return False
    own = any(c.dep_ in _OWN and c.i > verb.i for c in verb.rights)
    return not own and not any(t.is_quote or (t.tag_ in _TELLS and not _dates(t)) for t in rest)


def _dates(token: Token) -> bool:
    """Whether a finite verb only tells which or when: "hours after a loss that left it last"."""
    clause = token.head if token.dep_ in ("aux", "auxpass") else token
    timed = any(c.dep_ in ("mark", "advmod") and c.lower_ in _TIMES for c in clause.lefts)
    return clause.dep_ == "relcl" or timed


def _is_told(verb: Token, start: int, end: int) -> bool:
    """Whether a clause that can stand for itself lies between two places."""
    if end - start > _MOST_TOLD:
        return False
    speech = lexicon().speech
    told = False
    for token in verb.doc[start:end]:
        if token.tag_ not in _TELLS:
            continue
        clause = token.head if token.dep_ in ("aux", "auxpass") else token
        if clause.lemma_.lower() in speech and any(c.dep_ == "ccomp" for c in clause.children):
            return False
        marked = any(c.dep_ == "mark" or c.tag_ == "WRB" for c in clause.lefts)
        told = told or not (marked or clause.dep_ == "relcl") or clause.i == verb.i
    return told
