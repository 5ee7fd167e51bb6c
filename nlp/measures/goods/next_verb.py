"""Finds where words for goods end because what stands there can be no goods: a verb, an adverb."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.ends import WITH_ARTICLE
from nlp.tariff_words import tariff_words
from nlp.texts import next_to

_WHAT_IT = re.compile(
    r" ?(?:what|everything|all|whatever|anything) (?:it|they|he|she|we|the company) "
)
MADE = r"(?:made|built|grown|woven|sewn|spun|caught|melted|poured|produced|mined|assembled|refined)"
"""How goods come to be, where the model may see the verb of the sentence."""
_MADE = re.compile(MADE)
_MADE_IN = re.compile(rf"{MADE}(?: and [a-z]+ed)? in ")
_AND_NAME = re.compile(r", and (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)? ")
_OTHERS = re.compile(rf"the {WITH_ARTICLE}(?:,| and| or) [^%]*, ")
_FARM = re.compile(r"\b(?:farm|fresh|agricultural|dairy|garden) $")
_NOUNS = frozenset({"NN", "NNS"})
_NAMED = frozenset({*_NOUNS, "NNP", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_THINGS = frozenset({"pobj", "dobj", "compound"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAYING = frozenset({"say", "report", "write", "confirm", "add"})  # no goods do
_ADVERBS = frozenset({"RB", "RBR"})
_GO_ON = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "CC", "HYPH"})


def goods_until(tokens: Tokens, start: int, end: int) -> int:
    """Where the first word between two places starts that can be no goods, or `end`."""
    first = tokens.at(start)
    for token in tokens.doc[first.i + 1 :] if first is not None else ():
        if token.idx > end + 1:  # the verb may stand right behind
            break
        if token.idx < end and _leaves_them(token, end):
            return token.idx
        if token.tag_ not in _FINITE or _is_listed(token) or _is_worked(token):
            continue
        if first is not None and _is_thing(token, first):
            continue
        if not _is_of_goods(tokens.text, start, token.idx):
            return _before_subject(tokens.text, start, token)
    return end


def _is_thing(verb: Token, first: Token) -> bool:
    """Whether what is tagged as a verb is one of the goods, the sentence having had its verb:
    "raised its duty on excavator tracks".
    """
    told = (one for one in verb.sent if one.i < first.i)
    return verb.dep_ in _THINGS and any(one.tag_ in _FINITE for one in told)


def _is_worked(verb: Token) -> bool:
    """Whether what looks like a verb tells what was done to goods: "on Kenyan rolled steel"."""
    if verb.i + 1 >= len(verb.doc) or verb.tag_ != "VBD" or not verb.lower_.endswith("ed"):
        return False
    return next_to(verb, -1).ent_type_ == "NORP" and next_to(verb).tag_ in _NOUNS


def _is_listed(verb: Token) -> bool:
    """Whether what looks like a verb is a part of a list: "cars, liquefied gas and tyres"."""
    if verb.i + 1 >= len(verb.doc) or verb.tag_ != "VBD":
        return False
    thing, joined = next_to(verb), next_to(verb, -1).text == "," and verb.lower_.endswith("ed")
    named = thing.tag_ in _NOUNS and tariff_words().any_noun.fullmatch(thing.text) is None
    return joined and named


def _is_of_goods(text: str, start: int, verb: int) -> bool:
    """Whether what looks like the sentence's verb only tells of the goods: "what it ships from
    Peru", "steel melted and poured in Peru".
    """
    shipped = _WHAT_IT.fullmatch(text, start, verb)
    farmed = text.startswith("produce", verb) and _FARM.search(text, start, verb)
    return bool(shipped or farmed or _MADE_IN.match(text, verb))


def _leaves_them(token: Token, end: int) -> bool:
    """Whether goods are over: "sugar | only last month", "cotton yarn|, charged since May"."""
    if token.i + 2 >= len(token.doc) or next_to(token, -1).tag_ not in _NAMED:
        return False
    behind, then = next_to(token), next_to(token, 2)
    if token.tag_ in _ADVERBS:
        return behind.idx > end or behind.tag_ not in _GO_ON
    charged = behind.tag_ == "VBN" and not _MADE.fullmatch(behind.text)
    return (
        token.text == ","
        and (charged or behind.lower_ == "due")
        and then.tag_ not in _GO_ON
        and then.text != ","
    )


def _before_subject(text: str, start: int, verb: Token) -> int:
    """Where the subject of a verb starts that a comma parts from the goods ("…, growers fear")."""
    subject = next((one.left_edge.idx for one in verb.lefts if one.dep_ in _SUBJECTS), start)
    others = _OTHERS.match(text, subject, verb.idx)  # "Peru, the EU and Chile, officials said"
    if subject - 2 > start and text.startswith(", ", subject - 2) and not others:
        return subject - 2  # "…, traders and mills said"
    comma = text.rfind(", ", start, verb.idx)
    if comma <= start:
        return verb.idx
    another = text[comma - 1].islower() and _AND_NAME.fullmatch(text, comma, verb.idx)
    if another or (text.startswith(", and ", comma) and ", " not in text[start:comma]):
        return comma  # "… on barley, and exporters of lobster and beef hope": no list of three
    listed = verb.lemma_ not in _SAYING and re.search(r"\b(?:and|or)\b", text[comma : verb.idx])
    return verb.idx if listed else comma
