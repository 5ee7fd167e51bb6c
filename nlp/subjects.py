"""Says what a figure is about: its concept, whose it is, with whom, and for which time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Span, Token

from nlp.amounts import Amount
from nlp.concept_names import name_of
from nlp.figure_verbs import made_by_verb
from nlp.measured import can_be_measured, concept_noun, is_balance, is_flow, root_of
from nlp.owners import owner_of
from nlp.parties import Party
from nlp.periods import period_of
from nlp.setting import NEARBY, Setting

_HAVE = frozenset(
    {
        "have",
        "run",
        "post",
        "log",
        "book",
        "notch",
        "enjoy",
        "suffer",
        "record",
        "report",
        "register",
        "earn",
        "show",
    }
    | {"receive", "attract", "draw", "host", "welcome", "produce", "make", "build", "grow", "owe"}
    | {"hold", "own", "collect", "consume", "spend", "invest", "lose", "create", "generate"}
)
_SAYS = frozenset({"say", "tell", "add", "impose", "threaten", "announce", "put", "slap", "levy"})
_TRADES = frozenset({"export", "import", "sell", "buy", "ship", "purchase"})
_TAKEN_IN = frozenset({"import", "purchase"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TRADE_PARTS = re.compile(r"\b(?:trade|goods|services|bilateral|merchandise|current account)\b")
_WITH = re.compile(r" (?:with|against) (?:the )?")
_WITH_LEAD = re.compile(r"\b(?:with|against|between)(?: the| its)? $", re.I)
_TO_LEAD = re.compile(r"\b(?:to|from)(?: the)? $", re.I)
_FROM_LEAD = re.compile(r"\bfrom(?: the)? $", re.I)
_ONLY_TO = re.compile(r"\bto(?: the)? $", re.I)
_OF_LEAD = re.compile(r"\b(?:of|by|in)(?: the)? $", re.I)
_ANOTHER = re.compile(
    r"(?:,? and|[,;]) (?:about |some |another )?[$€£]?[0-9]|, (?:of )?(?:which|whom|including) "
)
_WORTH = re.compile(r"\b(?:is|was|are|were|be|been) (?:[a-z]+ ){0,2}worth (?:[a-z]+ ){0,3}$")
_LASTING = frozenset({"over", "in", "within", "for", "after", "during", "since", "until"})
_LEAD = 16
_PHRASE = 30
_SIDE = 120  # characters behind a verb in which the other side is named


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a figure is about; each None where the text does not say it soundly."""

    concept: str | None = None
    subject: str | None = None
    counterpart: str | None = None
    period: str | None = None


def about(amount: Amount, since: int, sentence: tuple[int, int], setting: Setting) -> About:
    """What `amount` is about, in the sentence between two places; `since` is where the
    amount before it ends, or the sentence starts.
    """
    if _is_span(amount, setting):
        return About(period=period_of(setting.tokens.text, amount.start, amount.end, sentence))
    noun = concept_noun(amount, since, setting.tokens, lambda word: setting.at(word) is not None)
    noun = _whole_of(noun, root_of(amount, setting.tokens))
    period = period_of(setting.tokens.text, amount.start, amount.end, sentence)
    made = made_by_verb(amount, root_of(amount, setting.tokens), noun)
    doer = _doer(amount, setting)
    owner = owner_of(noun, root_of(amount, setting.tokens), setting.owners)
    if noun is None:
        root = root_of(amount, setting.tokens)
        sold = root is not None and root.dep_ == "dobj"
        other = _trader(root, amount, setting, None)[1] if root is not None and sold else None
        subject = doer or owner
        counterpart = other if other != subject else None
        concept = _counted(amount) or made
        return About(concept=concept, subject=subject, counterpart=counterpart, period=period)
    concept = made or name_of(noun, lambda word: setting.at(word) is not None)
    if noun.ent_type_ == "PERSON" and _WORTH.search(setting.tokens.text[since : amount.start]):
        concept = "net worth"
    if amount.share:  # "lost one in five jobs"
        concept = _counted(amount) or concept
    subject, counterpart = _parties(noun, amount, setting)
    if is_balance(noun):
        if not (counterpart or subject or _TRADE_PARTS.search(_phrase(noun).text)):
            return About(concept=concept, period=period)
        concept = _balance_name(noun, concept)
        subject = subject or _inherited(noun, counterpart, setting)
    elif is_flow(noun) and not (subject or counterpart):
        subject = _inherited(noun, None, setting)
    if subject is None and doer != counterpart:
        subject = doer
    subject = subject or owner
    return About(concept=concept, subject=subject, counterpart=counterpart, period=period)


def _whole_of(noun: Token | None, root: Token | None) -> Token | None:
    """The noun that the amount is "of", or what that is part of: the margin of "a margin of
    error of 3 points".
    """
    if noun is None or root is None or root.dep_ != "pobj" or root.head.lower_ != "of":
        return noun
    if root.head.head.i != noun.i or noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "for"}:
        return noun
    whole = noun.head.head
    return whole if whole.pos_ == "NOUN" and can_be_measured(whole) else noun


def _doer(amount: Amount, setting: Setting) -> str | None:
    """The country that is the subject of the verb whose object the amount is: "Sweden took in
    9,600 asylum seekers".
    """
    token = root_of(amount, setting.tokens)
    for _ in range(NEARBY):
        if token is None or token.dep_ not in {
            "dobj",
            "pobj",
            "prep",
            "conj",
            "nummod",
            "quantmod",
        }:
            break
        token = token.head
    if token is None or token.pos_ != "VERB" or token.lemma_.lower() in _SAYS:
        return None
    for child in token.children:
        if child.dep_ == "nsubj":
            owners = (each for each in child.lefts if each.dep_ == "poss")  # "Panama’s canal"
            return next((name for each in (child, *owners) if (name := setting.at(each))), None)
    return None


def _is_span(amount: Amount, setting: Setting) -> bool:
    """Whether a time only says how long something took or lasts: "over two years"."""
    if amount.unit is None or amount.unit.kind != "time" or amount.per:
        return False
    root = root_of(amount, setting.tokens)
    return root is not None and root.dep_ == "pobj" and root.head.lower_ in _LASTING


def _counted(amount: Amount) -> str | None:
    """What a bare count counts: "42,300 foreign students"."""
    unit = amount.unit
    return unit.words if unit is not None and unit.kind == "count" and unit.words else None


def _balance_name(noun: Token, concept: str) -> str:
    """One name for the many ways to write a trade balance."""
    if "account" in concept:
        return concept if "current" in concept else f"current {concept}"
    if "services" in concept or "budget" in concept:
        return concept
    return "trade surplus" if noun.lemma_.lower() == "surplus" else "trade deficit"


def _phrase(noun: Token) -> Span:
    """The noun phrase with its prepositions, as far as the next verb."""
    last = noun.i
    for token in noun.doc[noun.i + 1 : min(noun.right_edge.i, noun.i + _PHRASE) + 1]:
        if token.pos_ in {"VERB", "AUX"} or token.text in {",", ";", "\n"}:
            break
        last = token.i
    return noun.doc[max(noun.left_edge.i, noun.i - _PHRASE) : last + 1]


def _parties(noun: Token, amount: Amount, setting: Setting) -> tuple[str | None, str | None]:
    """Whose the noun is and with whom, as far as its own phrase and its verb tell."""
    phrase, text = _phrase(noun), setting.tokens.text
    subject = counterpart = sender = receiver = None
    for party in setting.countries(phrase.start_char, phrase.end_char):
        lead = text[max(phrase.start_char, party.start - _LEAD) : party.start]
        if is_flow(noun) and _FROM_LEAD.search(lead) and party.start > noun.idx:
            sender = sender or party.country
        with_whom = _WITH_LEAD.search(lead) or (is_flow(noun) and _TO_LEAD.search(lead))
        if with_whom:
            counterpart = counterpart or party.country
            receiver = receiver or (party.country if _ONLY_TO.search(lead) else None)
        elif noun.lemma_ in _TAKEN_IN and party.start > noun.idx and lead.endswith(" of "):
            counterpart = counterpart or party.country  # "imports of Russian crude"
        elif party.start < noun.idx or _OF_LEAD.search(lead):
            subject = subject or party.country
    if sender and receiver and subject is None:  # "shipments from Peru to Japan"
        subject, counterpart = sender, receiver
        if noun.lemma_.lower() == "import":
            subject, counterpart = receiver, sender
    counterpart = _other_behind(amount, setting) or counterpart
    subject = subject or _holder(noun, setting)
    trader, other = _trader(noun, amount, setting, counterpart)
    if trader is not None and subject not in (None, trader):  # "China bought American soybeans"
        other = other or subject
    if subject is None or trader is not None:
        subject, counterpart = trader, other
    return subject, counterpart if counterpart != subject else None


def _other_behind(amount: Amount, setting: Setting) -> str | None:
    """The country in "$3 billion with Japan"."""
    behind = _WITH.match(setting.tokens.text, amount.end)
    near = setting.countries(behind.end(), behind.end() + 1) if behind else []
    return near[0].country if near else None


def _trader(
    noun: Token, amount: Amount, setting: Setting, counterpart: str | None
) -> tuple[str | None, str | None]:
    """The two countries in "China exported goods worth $3 billion to the United States"."""
    verb = next((token for token in islice(noun.ancestors, 3) if token.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in _TRADES:
        return None, counterpart
    named = (setting.at(child) for child in verb.children if child.dep_ in _SUBJECTS)
    subject = next((name for name in named if name), None)
    last = verb.right_edge
    for party in setting.countries(verb.idx, min(last.idx, verb.idx + _SIDE) + len(last)):
        lead = setting.tokens.text[max(0, party.start - _LEAD) : party.start]
        apart = _ANOTHER.search(setting.tokens.text, amount.end, party.start)
        if _TO_LEAD.search(lead) and not apart:
            counterpart = counterpart or party.country
    return subject, counterpart


def _holder(noun: Token, setting: Setting) -> str | None:
    """The country that has the noun: "the U.S. has with", "Japan ran a deficit"."""
    relative = next((child for child in noun.children if child.dep_ == "relcl"), None)
    verb = relative or (noun.head if noun.dep_ == "dobj" else None)
    if verb is not None and verb.lemma_.lower() in _HAVE:
        for child in verb.children:
            if child.dep_ in _SUBJECTS and (name := setting.at(child)):
                return name
    if any(child.lower_ in {"its", "their"} for child in noun.children):
        return _last_subject(noun, setting)
    return None


def _last_subject(noun: Token, setting: Setting) -> str | None:
    """The country that was subject of the sentence before that of `noun`."""
    start = noun.sent.start
    if start == 0:
        return None
    subjects = (
        t for t in noun.doc[start - 1].sent if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"
    )
    return next((setting.at(token) for token in subjects), None)


def _inherited(noun: Token, counterpart: str | None, setting: Setting) -> str | None:
    """Whose a trade balance is that names at most the other side.

    The sentence's only other country; or the only owner at the last mention of the same
    noun within a few passages; or else, where the other side is named, the country that
    the article names more often than all the others but that side together.
    """
    if counterpart is not None:
        start, end = noun.sent.start_char, noun.sent.end_char
        near = _owners(setting.tokens.text, setting.countries(start, end), counterpart)
        if len(near) == 1:
            return next(iter(near))
    other = "import|export|deficit" if is_flow(noun) else "deficit|surplus"
    mention = re.compile(rf"\b(?:{re.escape(noun.lemma_)}|{other})(?:e?s)?\b", re.I)
    before = (setting.tokens.text[: noun.sent.start_char], setting.parties)
    for text, parties in (before, *setting.before[:NEARBY]):
        if not mention.search(text):
            continue
        named = [one for one in parties.within(0, len(text)) if one.plain]
        owners = _owners(text, named, None)
        if len(owners) == 1 and counterpart not in owners:
            return next(iter(owners))
    if counterpart is None:
        return None
    others = Counter({name: n for name, n in setting.tally.items() if name != counterpart})
    best = others.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > others.total() and best[0][1] > 1 else None


def _owners(text: str, parties: list[Party], but: str | None) -> Counter[str]:
    """The countries that may own a balance: those that no "with" makes the other side."""
    return Counter(
        one.country
        for one in parties
        if one.country != but and not _WITH_LEAD.search(text[max(0, one.start - _LEAD) : one.start])
    )
