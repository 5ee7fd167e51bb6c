"""Finds the noun that a number without a unit counts, and names it in the singular."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.texts import next_to

_NOUNS = frozenset({"NOUN", "PROPN"})
_NO_COUNTED = frozenset(
    {"cast", "involving", "concerning", "including", "regarding", "alleging", "featuring"}
    | {"containing", "affecting", "covering", "following", "representing", "using"}
)
_NAMED_BEFORE = frozenset({"them", "which", "whom", "it", "us", "you"})
_MISTAKEN = {"dos": "dose"}  # what the model takes for the singular
_ALSO_PLURAL = frozenset(
    {"staff", "police", "personnel", "aircraft", "cattle", "people", "percent"}
)
_TIMES = frozenset(
    {"day", "week", "month", "quarter", "season", "year", "decade"}
    | {"spring", "summer", "autumn", "winter"}
)
MAX_COUNTED_WORDS = 6  # so far behind its number a counted noun stands at most


def plain(words: list[Token]) -> str:
    """The counted words in lower case, the last one in the singular."""
    *lead, last = words
    plain = "".join(_form(word) + word.whitespace_ for word in lead)
    single = last.lemma_.lower()
    if last.tag_ == "NNPS" and single.endswith("s"):
        single = single.removesuffix("s")
    return plain + _MISTAKEN.get(single, single)


def _form(word: Token) -> str:
    return word.lemma_.lower() if word.pos_ == "ADJ" else word.lower_


def counted_words(number: Token) -> list[Token]:
    """The noun that `number` counts, with the words between them."""
    doc, first = number.doc, number.i + 1
    if first < len(doc) and not (number.whitespace_ or doc[first].text in {"-", "–"}):
        return []  # a mark, a quotation or a tag stands between
    if first < len(doc) and (doc[first].lower_ == "of" or number.lower_ == "half"):
        first += doc[first].lower_ == "of"
        while first < len(doc) and doc[first].pos_ in {"DET", "PRON"}:
            first += 1
        last = doc[first - 1].lower_ in _NAMED_BEFORE  # "half of them children"
        if last or (first < len(doc) and doc[first].lower_ in _TIMES):
            return []  # "double the 640 of the week before"
    if first < len(doc) and doc[first].text in {"-", "–"}:
        first += 1
        if first + 1 < len(doc) and _is_tied_to(doc[first], number):
            return [doc[first]]
    head = _head_noun(number, first)
    if head is None or (head.lower_ in _TIMES and doc[first].lower_ in {"last", "next", "this"}):
        return []  # "fell to 40 last autumn"
    within = doc[first : head.i if doc[number.i + 1].lower_ == "of" else min(first + 1, head.i)]
    for inner in within:  # "320 of its 900 jobs" counts jobs
        if inner.like_num and next_to(inner).text not in {"-", "–"}:
            first = inner.i + 1
    return [word for word in doc[first : head.i + 1] if not word.is_space]


def _is_tied_to(noun: Token, number: Token) -> bool:
    """Whether a noun is counted with a hyphen before another: "a 20-nation bloc"."""
    other = next_to(noun)
    before_other = noun.whitespace_ and other.pos_ in _NOUNS | {"ADJ"}
    return noun.pos_ in _NOUNS and bool(before_other) and number.head.i == noun.i


def _head_noun(number: Token, first: int) -> Token | None:
    """The last noun of the run of adjectives and nouns that starts at `first`."""
    doc, noun = number.doc, None
    for word in doc[first : first + MAX_COUNTED_WORDS]:
        if noun is None and word.lower_ in _NO_COUNTED:
            break  # "1,204 of 61,330 cast", "16 involving unions"
        if noun is not None and noun.tag_ == "NNS" and word.pos_ == "PROPN":
            break  # "the 154 meetings Orbel had"
        if word.pos_ in _NOUNS and word.ent_type_ not in {"DATE", "TIME"}:
            noun = word
        elif _is_misread(word, noun, number):
            return word
        elif not _may_precede(word):
            break
        if (
            noun is not None
            and word.i == noun.i
            and word.tag_ in {"NNS", "NNPS"}
            and number.head.i == word.i
        ):
            break
    return noun


def _is_misread(word: Token, noun: Token | None, number: Token) -> bool:
    """Whether a plural is taken for a verb behind a noun that many of cannot be: "120 truck
    trips a day".
    """
    if noun is None or noun.i != word.i - 1 or number.head.i != noun.i:
        return False
    single = noun.tag_ == "NN" and noun.lower_ not in _ALSO_PLURAL
    many = number.pos_ == "NUM" and number.lower_ not in {"one", "1"}
    return single and many and word.tag_ == "VBZ" and word.pos_ == "VERB"


def _may_precede(word: Token) -> bool:
    return (
        word.pos_ in {"ADJ", "NUM"}
        or word.tag_ in {"VBN", "VBG", "POS", "HYPH"}
        or word.dep_ == "amod"
        or word.text in {"-", "–", "'s", "’s"}
    )
