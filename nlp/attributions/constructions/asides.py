"""Reports hung on what they report: "as he said", "as told by the Argus", ", he said,"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from nlp.attributions.grammar.astray import taken_for_object
from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.openings import subtree
from nlp.attributions.grammar.sources import agent_of, apposed_sayer, subject_of
from nlp.texts import next_to

Bounds = tuple[int, int]

_PUTS = frozenset({"it", "this", "things"})
_LINKS = frozenset({"because", "so", "yet"})
_APART = frozenset({",", "—", "–", "(", "-"})
_HEARD = frozenset({"inform", "remind", "tell", "warn"})  # whose object hears it
_PUTTING = frozenset({"put", "see"})  # "as she sees it"
_TELLS_MORE = frozenset({"advcl", "ccomp", "dative", "dobj", "oprd", "xcomp"})
_CLAUSAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SAYER_REACH = 16  # tokens from "as" to "put it"
_GOES_ON_WITH = frozenset(
    {"against", "among", "because", "by", "despite", "for", "in", "including", "like", "without"}
    | {"with"}
)
_MANNERS = frozenset(
    {"address", "appearance", "briefing", "call", "chuckle", "conference", "court", "e-mail"}
    | {"email", "english", "example", "filing", "grin", "hearing", "instance", "interview", "laugh"}
    | {"letter", "memo", "message", "nod", "note", "phone", "post", "release", "remark", "report"}
    | {"shrug", "sigh", "smile", "speech", "statement", "tear", "telephone", "testimony", "text"}
    | {"tone", "tweet", "video", "voice", "whisper", "wink"}
)
_MANNERLY = frozenset({"ask", "cite", "decline", "quote", "refuse", "request", "speak"})
_MANNER_REACH = 5  # tokens from "in" to "statement"
_FEWEST = 2  # tokens of such a phrase behind its first
_TIMES = frozenset({"when", "as", "while", "before", "after", "until", "since", "once"})
_LEADING = frozenset({"if", "unless", "until", "once", "after", "because", "since", "even"})
_PRESENT = frozenset({"VBP", "VBZ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def aside(verb: Token) -> tuple[str, tuple[Bounds, ...]] | None:
    """The frame of such a report, and the token bounds of what stands on either side of it."""
    if verb.dep_ not in ("parataxis", "advcl"):
        return None
    marked = any(c.lower_ == "as" for c in verb.lefts if c.dep_ in ("mark", "advmod"))
    by = marked and verb.tag_ == "VBN" and agent_of(verb) is not None
    turned = taken_for_object(verb)
    if not (subject_of(verb) or by or turned) or (verb.dep_ == "advcl" and not marked):
        return None
    if any(c.dep_ == "xcomp" and c.lemma_.lower() in lexicon().speech for c in verb.rights):
        return None  # "as she likes to say", where she says it
    inner_start, inner_end = _report_start(verb), _report_end(verb)
    start, end = subtree(_told_around(verb))
    end = max(end, verb.right_edge.i + 1)
    start = behind_semicolon(verb.doc, start, inner_start)
    around = ((start, inner_start), (inner_end, end))
    if start == inner_start and verb.doc[inner_end : inner_end + 1].text == ";":
        return None  # "It leaks, she said; it is old": what she said stands before
    parts = tuple(part for part in around if not _only_joins(verb.doc[slice(*part)]))
    if len(parts) > 1 and _tells_manner(verb.doc[slice(*parts[1])]):
        parts = parts[:1]
    if len(parts) == 1 and not marked and (led := _led_in_by(verb)):
        parts = (led, *parts)
    told = any(c.dep_ == "dobj" and c.lower_ not in _PUTS for c in verb.rights)
    if marked and told and verb.lemma_ not in _HEARD:
        return None  # "as the carrier reported a loss", which is what it reported
    frame = "as-by" if by or (marked and _set_apart(verb)) else "as" if marked else "aside"
    return (frame, parts) if parts else None


def _only_joins(words: Span) -> bool:
    """ "because" and "yet" before ", as she puts it,": nothing that is told."""
    return all(t.is_punct or t.pos_ == "CCONJ" or t.lower_ in _LINKS for t in words)


def is_meanwhile(told: Span, behind: Span) -> bool:
    """Whether "as" opens a clause of the past behind what is told of now or of what comes."""
    opener = behind[0]
    past = opener.lower_ == "as" and opener.dep_ == "mark" and opener.head.tag_ == "VBD"
    return past and any(t.tag_ in ("VBZ", "VBP") or t.lower_ == "will" for t in told)


def _set_apart(verb: Token) -> bool:
    """Whether ", as Quist warned," tells nothing else than what stands around it."""
    doc, start, end = verb.doc, verb.left_edge.i, verb.right_edge.i + 1
    told = {c for c in verb.rights if c.dep_ in _TELLS_MORE and c.lower_ not in _PUTS}
    if verb.lemma_ in _HEARD:
        told = {c for c in told if c.dep_ not in ("dobj", "dative")}
    opens = start == verb.sent.start and doc[end : end + 1].text == ","
    before = doc[max(start - 1, 0)]
    parted = opens or before.text in _APART or before.is_quote
    it = any(c.lower_ in _PUTS for c in verb.rights)
    tells = it if verb.lemma_ in _PUTTING else lexicon().takes(verb.lemma_.lower(), "as-by")
    return parted and tells and not told


def _led_in_by(verb: Token) -> Bounds | None:
    """The condition or time of what is told in "If it rains, she warned, the dam will go", which
    the parse gave to her; but not when she was asked.
    """
    for child in verb.lefts:
        start, end = subtree(child)
        if child.dep_ != "advcl" or start != verb.sent.start or verb.doc[end].text != ",":
            continue
        opener = verb.doc[start].lower_
        tells = subject_of(child) is not None and child.lemma_.lower() not in lexicon().speech
        coming = opener == "when" and child.tag_ in _PRESENT and verb.tag_ == "VBD"
        if (opener in _LEADING or coming) and tells:
            return start, end
    return None


def behind_semicolon(doc: Doc, start: int, end: int) -> int:
    """Where what stands between two places begins, without a sentence that ";" ends before it."""
    marks = [t.i for t in doc[start:end] if t.text == ";"]
    return marks[-1] + 1 if marks and marks[-1] + 1 < end else start


def goes_on(verb: Token, clause: Token) -> bool:
    """Whether a clause behind ", she wrote," goes on with what is told: "one of which is new"."""
    start = clause.left_edge.i
    if verb.dep_ != "parataxis" or start <= verb.i or verb.doc[start - 1].text != ",":
        return False
    if verb.doc[start].lower_ in _TIMES:  # "It is over, she said, when she was asked"
        return False
    finite = any(t.tag_ in _FINITE for t in (clause, *clause.lefts))
    return clause.dep_ in ("ccomp", "advcl") and finite and subject_of(clause) is not None


def phrase_behind(verb: Token) -> Bounds | None:
    """Token bounds of what ends a sentence behind ", she said," and goes on with what is told:
    "with a child on his back", no "with a smile", "by two men", no "by phone".
    """
    doc, end = verb.doc, verb.sent.end
    comma = next(
        (t.i for t in doc[verb.i + 1 : end] if t.ent_type_ != "DATE" and t.tag_ != "IN"), 0
    )
    while end > comma + 2 and doc[end - 1].is_punct:
        end -= 1
    if doc[comma].text != "," or not comma + 1 < end:
        return None
    opener, rest = doc[comma + 1], doc[comma + 2 : end]
    if opener.lower_ not in _GOES_ON_WITH or _tells_manner(doc[comma:end]) or len(rest) < _FEWEST:
        return None
    own = any(t.tag_ in _FINITE or t.text in (",", ";", ":") or t.is_quote for t in rest)
    return None if own else (comma + 1, end)


def _tells_manner(rest: Span) -> bool:
    """Whether what follows a report tells how and where it was made: ", in an interview",
    ", asking not to be named".
    """
    words = [t for t in rest[: _MANNER_REACH + 2] if not t.is_punct]
    if not words:
        return False
    opener = words[0]
    if opener.tag_ == "VBG" and opener.lemma_.lower() in _MANNERLY:
        return True
    manner = any(t.lemma_.lower() in _MANNERS for t in words[1:])
    return manner and opener.pos_ == "ADP" and all(t.tag_ not in _FINITE for t in rest)


def _report_start(verb: Token) -> int:
    """Where the words of the report begin: "The pier, said the clerk, is old" with its verb."""
    turned = next_to(verb, -1).text == "," and any(
        c.dep_ in ("nsubj", "dobj") and c.left_edge.i == verb.i + 1 for c in verb.rights
    )
    sayer = apposed_sayer(verb)
    return verb.i if turned else verb.left_edge.i if sayer is None else sayer.left_edge.i


def _report_end(verb: Token) -> int:
    """Where the words of the report end, and what it tells goes on."""
    for child in verb.rights:
        parted = verb.doc[child.left_edge.i - 1].text == "," and child.i > verb.i
        led = parted and child.dep_ == "prep" and verb.dep_ == "advcl"  # "As she said, in June …"
        if led or goes_on(verb, child):
            return child.left_edge.i - 1
    more = phrase_behind(verb)
    return verb.right_edge.i + 1 if more is None else more[0] - 1


def _told_around(verb: Token) -> Token:
    """The head of what is told: in "It owes a million, she said, half of it to us", "owes".

    What "and" adds may be told alone: "He leaves a son and, neighbours say, a cat".
    """
    head = verb.head
    first = verb.left_edge.i
    while head.left_edge.i >= first or head.pos_ not in _CLAUSAL:
        if head.head.i == head.i or head.head.i >= first or head.dep_ == "conj":
            break
        head = head.head
    return head


def sayer_who_puts(verb: Token) -> Token | None:
    """Quist, in "The move would, as Quist put it, “sink the port”": the parse may have the move
    put it; None for another verb.
    """
    if not puts_it(verb):
        return None
    doc = verb.doc
    for token in reversed(doc[max(verb.sent.start, verb.i - _SAYER_REACH) : verb.i]):
        if token.lower_ == "as":
            first = token.i + 1
            return next((t for t in doc[first : verb.i] if _leads(t, first, verb.i)), None)
        if token.tag_ in _FINITE or token.is_quote:
            return None
    return None


def puts_it(verb: Token) -> bool:
    """Whether a verb is that of "as she put it"."""
    behind = next_to(verb).lower_
    return verb.lemma_ == "put" and behind in _PUTS


def _leads(token: Token, first: int, end: int) -> bool:
    """Whether a noun heads the phrase between two places."""
    outside = token.head.i < first or token.head.i >= end
    return token.pos_ in _NOMINAL and token.left_edge.i == first and outside
