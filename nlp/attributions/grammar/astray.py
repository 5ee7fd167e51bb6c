"""What the parse hung on a neighbour of the word that tells it: on a person, a body, or "be"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.misparsed import verb_taken_for_noun
from nlp.attributions.grammar.openings import mark_of, subtree
from nlp.attributions.grammar.sources import object_of, subject_of
from nlp.texts import next_to
from nlp.titles import calls_people, titles

Told = tuple[str, tuple[tuple[int, int], ...], Token]
TOLD_AS = "noun-is"
"""The frame of "Their fear is that it is late"."""
_PRESENT = frozenset({"VBZ", "VBP", "VB"})
_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_TOLD = frozenset({"VBD", "VBZ", "VBP"})
_LEADING = frozenset({"if", "once", "unless", "until", "when", "without"})
_TOLD_THINGS = frozenset({"joke", "lie", "lies", "news", "story", "stories", "tale", "truth"})
_BEHIND = frozenset({"dobj", "npadvmod", "oprd"})
_HEARD = frozenset({"assure", "inform", "remind", "tell"})  # whose object hears it
_FINDS = frozenset({"find", "show", "suggest"})
_LONGEST_SAYER = 5  # tokens
_SHORTEST_TOLD = 3
_NOBODY = frozenset({"it", "this", "that", "what"})
SOME = frozenset(
    {"another", "both", "few", "many", "most", "one", "others", "several", "some", "two", "three"}
)
"""Words that stand for people nobody names: "many argue", "another said"."""
_PLAIN = frozenset({"clear", "plain"})
_CLAUSES = frozenset({"advcl", "ccomp", "csubj"})
_BEING = frozenset({"be", "remain", "seem", "sound", "feel", "become", "stay"})


def accused(verb: Token, obj: Token) -> Iterator[Told]:
    """ "accused ministers of hiding it", "called it grave", hung by the parse on the ministers."""
    for phrase in obj.rights:
        hung = phrase.dep_ == "prep" or (phrase.dep_ == "amod" and phrase.left_edge.lower_ == "as")
        frame = f"obj+prep-{'as' if phrase.dep_ == 'amod' else phrase.lower_}"
        doing = any(t.dep_ == "pcomp" or t.tag_ == "VBG" for t in phrase.rights)
        if hung and (doing or lexicon().takes(verb.lemma_.lower(), frame)):
            yield frame, (subtree(obj),), verb


def accused_by(agent: Token) -> Iterator[Told]:
    """ "was accused by ministers of hiding it", hung by the parse on the ministers."""
    verb = agent.head
    if agent.dep_ != "agent":
        return
    for accuser in agent.rights:
        for phrase in accuser.rights:
            frame = f"prep-{phrase.lower_}"
            if phrase.dep_ != "prep" or not lexicon().takes(verb.lemma_.lower(), f"obj+{frame}"):
                continue
            for inner in phrase.rights:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield frame, (subtree(inner),), phrase


def behind_colon(adjective: Token) -> tuple[int, int] | None:
    """Token bounds of what "Quist was adamant: the pool would stay" tells behind its colon."""
    known = adjective.lemma_.lower() in lexicon().known["adj-that"]
    being = known and adjective.head.lemma_ in _BEING
    return _behind_colon(adjective) if being else None


def _behind_colon(token: Token) -> tuple[int, int] | None:
    """Token bounds of the clause behind the colon that follows a word; None for a quotation."""
    doc, colon, end = token.doc, token.i + 1, token.sent.end
    if doc[colon : colon + 1].text != ":":
        return None
    rest = doc[colon + 1 : end]
    whole = any(subject_of(t) is not None and t.i > colon for t in rest)
    return (colon + 1, end) if whole and not any(t.is_quote for t in rest) else None


def hung_above(adjective: Token) -> Iterator[Token]:
    """The clause that "was adamant that …" tells, hung by the parse on "was"."""
    verb = adjective.head
    if adjective.dep_ != "acomp" or verb.lemma_ not in _BEING:
        return
    told = adjective.lemma_.lower() in lexicon().known["adj-that"]
    if not told or any(c.lower_ in _NOBODY and c.dep_ == "nsubj" for c in verb.lefts):
        return
    for clause in verb.rights:
        behind = clause.left_edge.i == adjective.right_edge.i + 1
        if behind and clause.dep_ in ("ccomp", "advcl") and mark_of(clause) == "that":
            yield clause


def made_clear(verb: Token) -> Iterator[Told]:
    """ "made it clear that it was late", which the parse hangs on "clear"."""
    if verb.lemma_ != "make" or verb.tag_ == "VB":
        return
    for clear in verb.rights:
        if clear.lower_ not in _PLAIN:
            continue
        for clause in clear.rights:
            told = clause.dep_ in _CLAUSES and subject_of(clause) is not None
            if told and mark_of(clause) in ("that", ""):
                yield "ccomp-that", (subtree(clause),), clear


def verbs_as_nouns(noun: Token) -> Iterator[Told]:
    """ "Lund predicts that …" and "It is old, Lund claims", where the parse finds no verb."""
    if told := verb_taken_for_noun(noun):
        yield "ccomp-that", (told,), noun
    if noun.tag_ != "NNS" or noun.lemma_.lower() not in lexicon().speech:
        return
    doc, start, place = noun.doc, noun.sent.start, noun.i - 1
    team = team_of_reporters(noun)
    while place > start and noun.i - place <= _LONGEST_SAYER and doc[place].pos_ in _NAMES:
        place -= 1
    if team is not None:
        place = team.left_edge.i - (team.left_edge.text != ",")
    rest = doc[noun.i + 1 : noun.sent.end]
    closes = len(rest) == 0 or rest[0].text == "." or (team is not None and _says_where(rest))
    whole = any(t.tag_ in (*_TOLD, "MD") for t in doc[start:place])
    if closes and whole and doc[place].text == "," and place + 1 < noun.i:
        yield "ccomp-before", ((start, place),), noun


def team_of_reporters(noun: Token) -> Token | None:
    """The team of "a team of engineers reports", where the parse has them be the reports."""
    people = next_to(noun, -1)
    of = noun.head if noun.dep_ == "pobj" else people.head
    team = of.head if of.lower_ == "of" and calls_people(people.lower_) else None
    told = people.dep_ == "compound" or (team is not None and team.dep_ in ("nsubj", "appos"))
    return team if told else None


def _says_where(rest: Span) -> bool:
    """Whether all that follows is where and when it was said: "reports in Nature"."""
    return rest[0].pos_ == "ADP" and not any(t.tag_ in (*_TOLD, "MD") for t in rest)


def told_as(noun: Token) -> Iterator[Told]:
    """ "Their fear is that it is late", "The view of the board is that": what an argument is."""
    verb = noun.head
    own = (c for c in noun.children if c.dep_ == "poss" or c.lower_ == "of")
    if next(own, None) is None or noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return
    for clause in verb.rights:
        if clause.dep_ == "ccomp" and mark_of(clause) == "that":
            yield TOLD_AS, (subtree(clause),), verb
        if clause.dep_ == "acomp" and (told := _behind_colon(clause)):
            yield TOLD_AS, (told,), verb  # "Her message was blunt: it is late"


def taken_for_object(verb: Token) -> Token | None:
    """The clerk of "It is old, warned the clerk" and of "The pier, warned the clerk, is old",
    whom the parse makes what is warned of.
    """
    if verb.tag_ not in _TOLD or next_to(verb, -1).text != ",":
        return None
    behind = (c for c in verb.rights if c.dep_ in _BEHIND and c.left_edge.i == verb.i + 1)
    sayer = next(behind, None) or _taken_for_told(verb)
    dated = sayer is not None and sayer.ent_type_ in ("DATE", "TIME")
    if sayer is None or dated or not _tells_clauses(verb.lemma_.lower()):
        return None
    told = any(c.dep_ in ("advcl", "ccomp") and not mark_of(c) for c in verb.lefts)
    ends = told and subject_of(verb) is None
    return sayer if ends or _goes_on_behind(verb, sayer) else None


def told_to_listener(verb: Token) -> tuple[int, int] | None:
    """Token bounds of what "told the paper the dam had cracked" tells, where the parse has the
    paper cracked: nobody tells a paper, as one tells a story."""
    heard = object_of(verb) if verb.lemma_ == "tell" else None
    if heard is None or heard.lower_ in _TOLD_THINGS or heard.i < verb.i:
        return None
    for clause in heard.rights:
        subject = subject_of(clause)
        behind = subject is not None and subject.left_edge.i == heard.i + 1
        relative = subject is not None and subject.tag_ in ("WDT", "WP", "IN")
        if clause.dep_ == "relcl" and behind and not relative:
            return heard.i + 1, clause.right_edge.i + 1
    return None


def _taken_for_told(verb: Token) -> Token | None:
    """The clerk of "The pier, said the clerk, Ida Roe, would close", where the parse closes her."""
    thing = subject_of(verb)
    before = verb.doc[thing.i : verb.i] if thing is not None and thing.i < verb.i else ()
    if sum(t.text == "," for t in before) != 1:
        return None  # "Lund, the mate, said the clerk, Ida Roe, would go"
    subjects = (subject_of(c) for c in verb.rights if c.dep_ == "ccomp")
    return next((s for s in subjects if s is not None and s.left_edge.i == verb.i + 1), None)


def _goes_on_behind(verb: Token, sayer: Token) -> bool:
    """Whether the clause that a report turned around stands in goes on behind it."""
    doc, start = verb.doc, verb.sent.start
    comma = end_of_name(sayer)
    if doc[comma : comma + 1].text != "," or comma + 1 >= verb.sent.end:
        return False
    own = [t for t in doc[start : verb.i] if t.tag_ in (*_TOLD, "MD")]
    follows = doc[comma + 1]
    if own:  # "If prices rise, warned the clerk, the pier …"
        return doc[start].lower_ in _LEADING and follows.pos_ not in ("CCONJ", "SCONJ")
    return follows.tag_ in (*_TOLD, "MD")


def end_of_name(name: Token) -> int:
    """The place behind a name, its commas and those of what follows left out."""
    return max(t.i for t in name.subtree if not t.is_punct) + 1


def _tells_clauses(lemma: str) -> bool:
    """Whether a clause is what a verb tells: "warned", but neither "blamed" nor "told"."""
    words = lexicon()
    _, right = words.counts.get(lemma, {}).get("ccomp-that", (0, 0))
    known = bool(right) or lemma in words.known["ccomp-that"]
    return known and lemma in words.speech and lemma not in _HEARD


def headline_before(verb: Token) -> tuple[int, int] | None:
    """Token bounds of "Rail strike to go ahead" in the headlines "Rail strike to go ahead, union
    says" and "…, says union", in which the parse finds no clause."""
    if verb.tag_ not in _PRESENT or any(c.dep_ == "ccomp" for c in verb.lefts):
        return None
    doc, last = verb.doc, len(verb.doc)
    while last > verb.i + 1 and doc[last - 1].is_space:
        last -= 1
    if last - verb.i > _LONGEST_SAYER or any(t.pos_ not in _NAMES for t in doc[verb.i + 1 : last]):
        return None
    comma = verb.i - 1
    while comma > 1 and doc[comma].pos_ in _NAMES and verb.i - comma < _LONGEST_SAYER:
        comma -= 1
    turned = last > verb.i + 1
    if (comma < verb.i - 1) is turned or not _reports(
        verb, doc[last - 1 if turned else verb.i - 1]
    ):
        return None
    end = comma - (doc[comma].is_quote and comma > 0)
    start = verb.sent.start
    if doc[end].text != "," or end - start < _SHORTEST_TOLD:
        return None
    return start, comma + (end < comma)


def _reports(verb: Token, sayer: Token) -> bool:
    """Whether a verb tells what its sayer says, or what a study has found."""
    lemma = verb.lemma_.lower()
    found = lemma in _FINDS and sayer.lower_ in titles().documents
    return found or lemma in lexicon().speech


def whose_named(verb: Token) -> Token | None:
    """The editor of "The Argus, whose editor, Ida Roe, said so", which the parse makes a name of
    the Argus."""
    name = next_to(verb, -2) if verb.i > 3 and next_to(verb, -1).text == "," else verb
    noun = name.head
    if name.dep_ != "appos" or noun.dep_ != "appos" or noun.i > name.i:
        return None
    if next_to(noun).text != ",":
        return None
    return noun if any(c.lower_ == "whose" and c.dep_ == "poss" for c in noun.lefts) else None


def some_who(verb: Token) -> Token | None:
    """ "many" in "The mill, many argue, could reopen", which the parse finds no subject in."""
    before = next_to(verb, -1) if verb.i > 1 else verb
    apart = before.lower_ in SOME and next_to(before, -1).text == ","
    return before if apart and verb.tag_ in ("VBP", "VBD") and before.head.i == verb.i else None
