"""Who a cue belongs to: from a verb or noun to the head of the words that name its source."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.constructions.addressed import behind_address
from nlp.attributions.constructions.asides import sayer_who_puts
from nlp.attributions.constructions.standpoints import words_of
from nlp.attributions.grammar.astray import (
    some_who,
    taken_for_object,
    team_of_reporters,
    whose_named,
)
from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.joined import joined_sayer, nearest_clause
from nlp.attributions.grammar.mending import (
    behind_colon,
    clause_above,
    counted_subject,
    led_in,
    left_to,
    lost_subject,
    outside_dashes,
    report_around,
    shared_ahead,
    taken_for_part,
    wedged_in,
)
from nlp.attributions.grammar.misparsed import (
    is_what_is_told,
    officer_before,
    quoted_as,
    sayer_of_noun,
    tells_behind,
)
from nlp.attributions.grammar.openings import clauses_of_noun, mark_of
from nlp.attributions.grammar.sources import MAX_CLIMB, agent_of, is_passive, subject_of
from nlp.texts import next_to

_LIGHT_OBJECTS = frozenset({"dobj", "pobj", "attr", "conj"})
_NO_VERBS = frozenset({"NOUN", "ADJ"})
_MOMENTS = frozenset({"moment", "point", "stage", "time", "turn"})
_PUT_TO_SOMEONE = frozenset({"ask", "question", "press", "quiz"})
_TOLD_TO_SOMEONE = frozenset({"advise", "inform", "remind", "tell", "warn"})
_OPENING = frozenset({"after", "and", "but", "once", "when", "while"})
_SENDS = frozenset({"email", "e-mail", "text", "message", "write", "tell", "notify", "phone"})
# Who does this to a claim did not make it.
_ANSWERING = frozenset(
    {"address", "answer", "challenge", "condemn", "contradict", "counter", "deny", "discredit"}
    | {"dismiss", "dispute", "face", "follow", "hear", "hit", "ignore", "investigate", "rebut"}
    | {"receive", "refute", "reject", "reply", "respond", "scoff", "shrug"}
)
# Nor did whoever or whatever brings others to it, or quiets them.
_STIRRING = frozenset(
    {"allay", "arouse", "assuage", "attract", "calm", "cause", "draw", "drive", "ease", "fan"}
    | {"feed", "fuel", "generate", "ignite", "inspire", "prompt", "provoke", "quell", "raise"}
    | {"reinforce", "renew", "revive", "soothe", "spark", "spur", "stir", "stoke", "trigger"}
)
_AMID = frozenset({"after", "amid", "because", "despite", "following", "over", "since"})
_WHEN = frozenset({"DATE", "TIME"})
_SOMEBODY = frozenset({"he", "she", "they", "we", "i", "who"})
_TOLD_OF = frozenset({"ccomp", "prep", "xcomp"})
_OWNERS_BEHIND = frozenset({"by", "from", "among", "amongst"})  # "fears among nurses that"
_BRINGS_OUT = frozenset(
    {"air", "circulate", "deliver", "distribute", "file", "give", "hand", "issue", "launch", "mail"}
    | {"make", "plant", "post", "publish", "put", "release", "repeat", "run", "send", "sign", "to"}
    | {"write"}
)
SPEECH_NOUNS = frozenset(
    {
        "statement",
        "letter",
        "email",
        "e-mail",
        "memo",
        "report",
        "tweet",
        "post",
        "message",
        "interview",
        "speech",
        "note",
        "remark",
        "comment",
        "article",
        "column",
        "editorial",
        "ad",
        "op-ed",
        "release",
        "document",
        "call",
        "text",
        "notice",
        "filing",
        "posting",
        "testimony",
        "affidavit",
    }
)


def source_of_verb(verb: Token) -> Token | None:
    """The head word of the verb's source, found by climbing to where a subject is shared."""
    if is_passive(verb):
        agent = agent_of(verb)
        return subject_of(verb) if agent is None and verb.lemma_ in lexicon().felt else agent
    if is_put_to_them(verb):
        return agent_of(verb)
    if quoted := quoted_as(verb):
        return quoted
    if put := sayer_who_puts(verb):
        return put
    officer = officer_before(verb) if verb.dep_ == "conj" else None
    if officer is not None and tells_behind(verb, officer):
        return officer
    report = report_around(verb)
    told = source_of_verb(report) if report is not None else None
    source = told or _climbed(verb)
    found = source and behind_colon(verb, outside_dashes(verb, source))
    return found and behind_address(verb, found)


def _climbed(verb: Token) -> Token | None:
    """The subject that a verb has or borrows from what it hangs on."""
    seat = verb
    led = led_in(verb) or left_to(verb) or joined_sayer(verb) or taken_for_part(verb)
    led = led or whose_named(verb) or some_who(verb)
    if led is not None or (led := taken_for_object(verb)) is not None:
        return led
    for _ in range(MAX_CLIMB):
        source = subject_of(seat) or agent_of(seat)
        if source is not None:
            none = source.tag_ == "EX" or source.dep_ == "expl"
            return None if none else wedged_in(seat, source) or source
        above = (clause_above(seat) if _trails(seat) else nearest_clause(seat)) or _seat_above(seat)
        if above is None:
            return counted_subject(seat) or shared_ahead(seat) or lost_subject(verb)
        if above.pos_ in ("NOUN", "PROPN", "PRON"):
            return _through_noun(above)
        seat = above
    return None


def is_put_to_them(verb: Token) -> bool:
    """ "when asked whether she would go": whoever is spoken of was asked, and asks nothing.

    Nor does anybody tell who is "Told that it was late" at a sentence's head.
    """
    participle = verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD")
    if not participle or subject_of(verb) is not None:
        return False
    opens = all(t.lower_ in _OPENING for t in verb.doc[verb.sent.start : verb.i])
    return verb.lemma_ in _PUT_TO_SOMEONE or (opens and verb.lemma_ in _TOLD_TO_SOMEONE)


def _trails(verb: Token) -> bool:
    """Whether a participle follows a comma (", saying …"): it belongs to the clause."""
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and next_to(verb, -1).text == ","


def _seat_above(verb: Token) -> Token | None:
    """Where a verb without a subject borrows it: its coordinate, its governor or its noun.

    What the parse joins to a noun ("put on an accent and joked") the clause above does.
    """
    if verb.dep_ == "conj" and verb.head.pos_ in _NO_VERBS and next_to(verb, -1).pos_ == "CCONJ":
        return clause_above(verb) or verb.head
    if verb.dep_ in ("acomp", "conj", "xcomp", "advcl", "acl", "aux", "dep", "parataxis", "ccomp"):
        return verb.head
    if verb.dep_ == "pcomp":
        return verb.head.head
    return None


def _through_noun(noun: Token) -> Token:
    """ "released a statement saying" belongs to who released it; "people saying" to the people."""
    if noun.lemma_.lower() in SPEECH_NOUNS and noun.dep_ in _LIGHT_OBJECTS:
        return owner_of_noun(noun) or noun
    above = noun.head
    if noun.dep_ == "dobj" and above.lemma_ in _SENDS:
        return source_of_verb(above) or noun
    if noun.dep_ == "pobj" and above.lower_ == "to" and above.head.lemma_ in SPEECH_NOUNS:
        return owner_of_noun(above.head) or noun
    if noun.dep_ == "pobj" and above.head.pos_ == "VERB":
        sent = above.lower_ == "to" and (above.head.lemma_ in _SENDS or _sends_words(above.head))
        if sent or (above.lower_ == "at" and noun.lemma_ in _MOMENTS):
            return source_of_verb(above.head) or noun
    return noun


def _sends_words(verb: Token) -> bool:
    """ "sent out a message": whoever gets it does not say it."""
    return any(c.dep_ == "dobj" and c.lemma_ in SPEECH_NOUNS for c in verb.rights)


def sayer_by_noun(noun: Token, frame: str) -> Token | None:
    """Whose words a noun tells, or who says it by a verb that the parse took for a noun."""
    if frame.startswith("ccomp"):
        return team_of_reporters(noun) or sayer_of_noun(noun) or subject_of(noun)
    in_view = words_of(noun) if frame.startswith("in-view") else None
    return in_view or owner_of_noun(noun)


def owner_of_noun(noun: Token) -> Token | None:
    """Whose claim, decision or statement it is: possessor, "by", or subject of a light verb."""
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ not in _WHEN:  # "Thursday night's debate"
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and _leads_to_owner(noun, child):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
        made = child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _BRINGS_OUT
        if made and (maker := agent_of(child)) is not None:  # "a claim, made by Lund, that"
            return maker
    verb = noun.head
    if noun.dep_ == "nsubjpass" and verb.lemma_ in _BRINGS_OUT:
        return agent_of(verb)  # "The claim that it leaks was made by Lund"
    return _doer_to_noun(noun) if noun.dep_ in ("dobj", "pobj") else None


def _leads_to_owner(noun: Token, preposition: Token) -> bool:
    """ "a claim by nurses", and "the claim of the nurses that …", where "of" tells no topic."""
    if preposition.lower_ != "of":
        return preposition.lower_ in _OWNERS_BEHIND
    if not any(map(_is_somebody, preposition.rights)):
        return False
    told_as = noun.head.rights if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else ()
    clauses = (*clauses_of_noun(noun), *told_as)  # "The view of nurses is that"
    return any(mark_of(c) == "that" or is_what_is_told(noun, c) for c in clauses)


def _is_somebody(noun: Token) -> bool:
    """Whether a noun may stand for who says something: "of the court", but no "sense of dread"."""
    which = any(c.dep_ in ("amod", "det", "nummod", "poss") for c in noun.lefts)
    return which or noun.pos_ in ("PRON", "PROPN") or noun.tag_ == "NNS"


def _doer_to_noun(noun: Token) -> Token | None:
    """Who makes a claim that stands in an object or a phrase, where it is theirs."""
    verb = noun.head
    if noun.dep_ == "pobj":
        if verb.lower_ in _AMID:
            return None  # "It closed amid fears that …": not the fears of what closed
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    lemma, source = verb.lemma_.lower(), source_of_verb(verb)
    if lemma in _STIRRING and source is not None:
        told = source.pos_ == "PROPN" or source.tag_ == "NNS" or source.lower_ in _SOMEBODY
        return source if told else None
    return None if lemma in _ANSWERING else source


def is_senders(cue: Token, source: Token | None) -> bool:
    """ "wrote a letter asking for it": no letter asks, but whoever wrote it."""
    if source is None or cue.dep_ != "acl" or cue.tag_ != "VBG":
        return False
    tells = any(c.dep_ in _TOLD_OF for c in cue.rights)
    sender = source.i < cue.head.i and next_to(cue, -1).text != ","
    return tells and sender and cue.head.head.lemma_ in _BRINGS_OUT


def sayer_behind(verb: Token, start: int, end: int) -> int:
    """Where a clause before its report ends, if the parse hung the sayer on its last word.

    In "It is in storage, Nora Quist, the clerk, wrote in a memo", Quist is no storage.
    """
    if subject_of(verb) is not None:
        return end
    lost = lost_subject(verb)
    if lost is None:
        return end
    officer = officer_before(verb)
    edge = (lost if officer is None else officer).left_edge.i
    return edge - 1 if start < edge - 1 < end and verb.doc[edge - 1].text == "," else end
