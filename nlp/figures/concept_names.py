"""Names the noun that a figure is of, with its own modifiers: "crude steel output"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.figures.measured import IsCountry, is_balance, objects_of

_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_BARE_ADJECTIVES = frozenset(
    {"same", "total", "new", "other", "more", "most", "many", "last", "next", "first"}
    | {"second", "third", "record", "overall", "estimated", "percent", "cent", "own", "such"}
    | {"several", "few", "additional", "further"}
)


def name_of(noun: Token, is_country: IsCountry) -> str:
    """The noun with its own modifiers, without countries, articles, numbers and owners."""
    words = [
        _cased(child)
        for child in noun.lefts
        if child.dep_ in _MODIFIERS
        and not is_country(child)
        and child.lower_ not in _BARE_ADJECTIVES
        and not child.like_num
        and not _is_counted(child)
        and child.is_alpha
    ]
    name = " ".join([*words, f"{_cased(noun)}{_hyphened(noun)}"])
    if (gain := _before_tax(noun)) or is_balance(noun):
        return f"{_cased(gain)} {gain.nbor().lower_} {name}" if gain else name
    for what in objects_of(noun):
        counted = what.i > 0 and what.nbor(-1).like_num  # "a profit of £300m"
        if what.head.lower_ == "of" and not counted and not is_country(what):
            inner = [_cased(c) for c in what.lefts if c.dep_ in _MODIFIERS and not is_country(c)]
            return f"{name} of {' '.join([*inner, _cased(what)])}"
    return name


def _before_tax(noun: Token) -> Token | None:
    """The profit of "Profit before tax slid", whose tax the parse takes for what slid."""
    if noun.lower_ not in {"tax", "taxes", "interest", "items", "charges"} or noun.i < 2:
        return None
    lead, gain = noun.nbor(-1), noun.nbor(-2)
    earned = gain.lemma_.lower() in {"profit", "earnings", "earning", "income", "loss", "result"}
    return gain if lead.lower_ in {"before", "after"} and earned else None


def _is_counted(word: Token) -> bool:
    """Whether a number stands before the word: the years of "a 30-year mortgage"."""
    before = word.nbor(-1) if word.i else word
    if before.text in {"-", "–"} and word.i > 1:
        before = word.nbor(-2)
    return before.like_num


def _hyphened(noun: Token) -> str:
    """The rest of a noun that is cut at its hyphen: "counter-tariffs"."""
    behind = noun.doc[noun.i + 1 : noun.i + 3]
    joined = behind.text[:1] == "-" and not noun.whitespace_ and behind[-1].is_alpha
    return behind.text.lower() if joined and len(behind) > 1 else ""


def _cased(word: Token) -> str:
    if word.is_sent_start and word.text.istitle() and not word.ent_type_:
        return word.lower_  # "Turnout was 71 percent"
    return word.text if word.pos_ == "PROPN" or word.text.isupper() else word.lower_
