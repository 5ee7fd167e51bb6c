"""Says which country a figure is of and with which other: exports, balances, purchases."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise

from spacy.tokens import Span, Token

from nlp.figures.amounts.finding import Amount
from nlp.figures.subjects.beside import is_multiple
from nlp.figures.subjects.measured import is_flow
from nlp.figures.subjects.setting import NEARBY, Setting
from nlp.names.parties import Party
from nlp.titles import titles

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
_TRADES = frozenset({"export", "import", "sell", "buy", "ship", "purchase", "order"})
_TAKEN_IN = frozenset({"import", "purchase"})
_WITH = re.compile(r" (?:with|against) (?:the )?")
_WITH_LEAD = re.compile(r"\b(?:with|against|between)(?: the| its)? $", re.I)
_PAIRED, _AND = re.compile(r"\bbetween (?:the )?$"), re.compile(r" and (?:the )?")
_AMONG = re.compile(  # "Hungary has the EU’s highest tax"
    r"[’'](?:s)? (?:[a-z]+-)?(?:[a-z]{2,}est|most|least|only|worst) "
)
_FLOW = re.compile(r"\b(?:imports|exports|shipments)\b")
_SENT_LEAD = re.compile(r"\b(?:with|against|between|to|from|for)(?: the| its)? $", re.I)
_TO_LEAD = re.compile(r"\b(?:to|from)(?: the)? $", re.I)
_FROM_LEAD = re.compile(r"\bfrom(?: the)? $", re.I)
_ONLY_TO = re.compile(r"\bto(?: the)? $", re.I)
_OF_LEAD = re.compile(r"\b(?:of|by|in)(?: the)? $", re.I)
_PEOPLE_LEAD = re.compile(r"\b(?:for|among|across)(?: the| all| young| older| adult)? $", re.I)
_PEOPLE = re.compile(
    r" (?:[a-z]+ )?(?:men|women|boys|girls|people|workers|households|families|adults|children"
    r"|students|pupils|pensioners|farmers|firms|companies|consumers|voters)\b"
)  # "life expectancy for Russian men"
_OWNED = re.compile(r"[’']s [a-z]")  # "emissions from Germany’s power plants"
_ANOTHER = re.compile(
    r"(?:,? and|[,;]) (?:about |some |another )?[$€£]?[0-9]|, (?:of )?(?:which|whom|including) "
)
_NAME_ON = re.compile(r" [A-Z][a-z]")
_LEAD = 16
_PHRASE = 30
_SIDE = 120  # characters behind a verb in which the other side is named
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def sides_of(noun: Token, amount: Amount, setting: Setting) -> tuple[str | None, str | None]:
    """Whose the noun is and with whom, as far as its own phrase and its verb tell."""
    phrase, text = phrase_of(noun), setting.tokens.text
    subject = counterpart = sender = receiver = None
    end = phrase.end_char if not is_multiple(amount) else min(phrase.end_char, amount.end)
    for party in setting.countries(phrase.start_char, end):
        lead = text[max(phrase.start_char, party.start - _LEAD) : party.start]
        if is_flow(noun) and _FROM_LEAD.search(lead) and party.start > noun.idx:
            sender = sender or party.country
        with_whom = _WITH_LEAD.search(lead) or (is_flow(noun) and _TO_LEAD.search(lead))
        if with_whom:
            counterpart = counterpart or party.country
            receiver = receiver or (party.country if _ONLY_TO.search(lead) else None)
        elif noun.lemma_ in _TAKEN_IN and party.start > noun.idx and lead.endswith(" of "):
            counterpart = counterpart or party.country  # "imports of Russian crude"
        elif (
            party.start < noun.idx and not (_is_named(noun) or _AMONG.match(text, party.end))
        ) or _names_owner(text, lead, party.end):
            subject = subject or party.country
    sends = receiver or noun.lemma_.lower() == "export"  # "exports from Peru"
    if sender and sends and subject is None:  # "shipments from Peru to Japan"
        subject, counterpart = sender, receiver
        if noun.lemma_.lower() == "import":
            subject, counterpart = receiver, sender
    counterpart = _other_behind(amount, setting) or counterpart
    subject = subject or _holder(noun, setting)
    trader = trader_of(noun, amount, setting, counterpart)
    subject, counterpart = _beside_trader(noun, (subject, counterpart), trader)
    return subject, counterpart if counterpart != subject else None


def _beside_trader(
    noun: Token, own: tuple[str | None, str | None], traders: tuple[str | None, str | None]
) -> tuple[str | None, str | None]:
    """Whose the noun is and with whom, given that by its phrase and who buys or sells it."""
    (subject, _), (trader, other) = own, traders
    if trader is not None and subject not in (None, trader):
        if noun.lemma_.lower() == "export":
            return subject, trader  # "bought 62% of Canada’s steel exports"
        other = other or subject  # "China bought American soybeans"
    return (trader, other) if subject is None or trader is not None else own


def between(noun: Token, setting: Setting) -> tuple[str, str] | None:
    """The two of "trade between Peru and Japan"."""
    phrase = phrase_of(noun)
    text, near = setting.tokens.text, setting.countries(phrase.start_char, phrase.end_char)
    for one, other in pairwise(near):
        lead = text[max(0, one.start - _LEAD) : one.start]
        if _PAIRED.search(lead) and _AND.fullmatch(text, one.end, other.start):
            return one.country, other.country
    return None


def sent_from(noun: Token, setting: Setting) -> str | None:
    """The country that shipments come from by their own phrase."""
    if noun.lemma_.lower() not in {"shipment", "delivery", "supply"}:
        return None
    phrase, text = phrase_of(noun), setting.tokens.text
    for party in setting.countries(phrase.start_char, phrase.end_char):
        if _FROM_LEAD.search(text, max(phrase.start_char, party.start - _LEAD), party.start):
            return party.country
    return None


def _is_named(noun: Token) -> bool:
    """Whether the noun is a firm or a name, whose country owns nothing of it: "the German
    carmaker sold".
    """
    return noun.pos_ == "PROPN" or noun.lower_ in titles().businesses


def _names_owner(text: str, lead: str, end: int) -> bool:
    """Whether "of" or "in" leads to a country, and not to the first words of a longer name:
    "in the United States Senate".
    """
    if _PEOPLE_LEAD.search(lead):
        return _PEOPLE.match(text, end) is not None
    if _FROM_LEAD.search(lead):
        return _OWNED.match(text, end) is not None
    return _OF_LEAD.search(lead) is not None and _NAME_ON.match(text, end) is None


def _other_behind(amount: Amount, setting: Setting) -> str | None:
    """The country in "$3 billion with Japan"."""
    behind = _WITH.match(setting.tokens.text, amount.end)
    near = setting.countries(behind.end(), behind.end() + 1) if behind else []
    return near[0].country if near else None


def trader_of(
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
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head.lemma_ == "leave":
        left = (child for child in noun.head.head.children if child.dep_ == "dobj")
        return next((setting.at(child) for child in left), None)  # "leaving Peru with a surplus"
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


def inherited(noun: Token, counterpart: str | None, setting: Setting) -> str | None:
    """Whose a trade balance or flow is that names at most the other side.

    The sentence's only other country; or the only owner at the last mention of the same
    noun within a few passages; or else, of a balance whose other side is named, the country that
    the article names more often than all the others but that side together.
    """
    balance = not is_flow(noun)
    if not balance and (whose := _of_flow_before(noun, counterpart, setting)):
        return whose
    if counterpart is not None and balance:
        start, end = noun.sent.start_char, noun.sent.end_char
        near = _owners(setting.tokens.text, setting.countries(start, end), counterpart)
        if len(near) == 1:
            return next(iter(near))
    other = "deficit|surplus" if balance else "import|export|deficit|surplus"
    mention = re.compile(rf"\b(?:{re.escape(noun.lemma_)}|{other})(?:e?s)?\b", re.I)
    before = (setting.tokens.text[: noun.sent.start_char], setting.parties)
    for text, parties in (before, *setting.before[:NEARBY]):
        if not mention.search(text):
            continue
        named = [one for one in parties.within(0, len(text)) if one.plain]
        owners = _owners(text, named, None)
        if len(owners) == 1 and counterpart not in owners:
            return next(iter(owners))
    if counterpart is None or not balance:
        return None
    others = Counter({name: n for name, n in setting.tally.items() if name != counterpart})
    best = others.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > others.total() and best[0][1] > 1 else None


def _of_flow_before(noun: Token, counterpart: str | None, setting: Setting) -> str | None:
    """Whose an earlier flow of the same sentence is: "Peru’s imports rose, while exports to Chile
    fell".
    """
    text, start = setting.tokens.text, noun.sent.start_char
    if not _FLOW.search(text, start, noun.idx):
        return None
    named = [one for one in setting.countries(start, noun.idx) if one.plain]
    owners = {
        one.country
        for one in named
        if not _SENT_LEAD.search(text, max(start, one.start - _LEAD), one.start)
    }
    return next(iter(owners)) if len(owners) == 1 and counterpart not in owners else None


def _owners(text: str, parties: list[Party], but: str | None) -> Counter[str]:
    """The countries that may own a balance: those that no "with" makes the other side."""
    return Counter(
        one.country
        for one in parties
        if one.country != but and not _WITH_LEAD.search(text[max(0, one.start - _LEAD) : one.start])
    )


def phrase_of(noun: Token) -> Span:
    """The noun phrase with its prepositions, as far as the next verb."""
    last = noun.i
    for token in noun.doc[noun.i + 1 : min(noun.right_edge.i, noun.i + _PHRASE) + 1]:
        acts = token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod"  # no "existing homes"
        if acts or token.text in {",", ";", "\n"}:
            break
        last = token.i
    return noun.doc[max(noun.left_edge.i, noun.i - _PHRASE) : last + 1]
