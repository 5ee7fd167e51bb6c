"""A paragraph's words, as names are read from them: capitals, gaps and grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.texts import text_of
from nlp.titles import titles

_WORD = re.compile(
    r"[^\W\d_]\.(?: ?[^\W\d_]\.)+|[^\W\d_]\.(?=\s[^\W\d_])|[^\W\d_]+(?:[-‐'’][^\W\d_]+)*",
    re.UNICODE,
)
_POSSESSIVE = ("’s", "'s")
_GAPS = frozenset((" ", "\u00a0", " & ", "’s ", "'s ", "’ ", "' "))
_ABBREVIATED = frozenset(
    (
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Sen",
        "Sens",
        "Rep",
        "Reps",
        "Gov",
        "Govs",
        "Lt",
        "Gen",
        "Col",
        "Adm",
        "Rev",
        "St",
        "Sgt",
        "Capt",
        "Cpl",
        "Maj",
        "Cmdr",
        "Cllr",
        "Hon",
        "Insp",
        "Wm",
    )
)
SECOND_NAME = re.compile(  # "Jae-myung", but not "Trump-era"
    r"[A-Z][a-z]+-(?!(?:era|led|based|made|backed|owned|style|wide|like|free|born|area|old"
    r"|to)$)[a-z]+"
)
# A Korean or a Taiwanese given name as it is spelt in English: "Eun-ji".
_SYLLABLE = (
    r"(?:[chwmgbknt][hwsy]|kk|tt|pp|ss|jj|[bcdghjklmnprstwy])?"
    r"(?:yeo|eou|[eo][aeou]|[iu][aeiou]|a[eio]|w[aeio]|[aeiou])(?:ng|[nklmprh])?"
)
GIVEN_PAIR = re.compile(
    r"(?!(?:Re|Co|Pre|De|Un|Bi|Tri)-|\w+-(?:in|up|to|on|man|year|kong)$)"
    rf"(?=[A-Z][a-z]*-[a-z]+$)(?i:{_SYLLABLE}-{_SYLLABLE})"
)
_NAMES_TOO = frozenset({"Jan", "March", "April", "May", "June", "August"})  # months and people
_DATING = frozenset(
    ("in", "since", "by", "of", "last", "next", "this", "early", "late", "mid", "until", "till")
) | frozenset(("through", "from", "before", "after", "on", "for", "to", "and", "during", "between"))
_NUMBER_NEXT = re.compile(r"\.? [0-9]")
_NAME_NEXT = re.compile(r" (?P<next>[A-Z][\w’'-]+)")
_OF_OFFICE = frozenset(  # verbs by their ending, but part of an office: "managing director"
    {"acting", "attending", "commanding", "founding", "managing", "presiding", "sitting"}
)
_FUNCTION = frozenset({"DET", "ADP", "SCONJ", "CCONJ", "PRON", "VERB", "AUX", "ADV", "PART", "NUM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word; offsets are characters of the Doc's text, `token` the index in the Doc."""

    start: int
    end: int  # without a possessive ending
    text: str
    token: int
    pos: str
    entity: str  # the model's label, or ""
    capital: bool
    joined: bool  # whether only a space parts it from the word before
    possessive: bool
    opens: bool  # whether a sentence starts here
    dates: bool  # whether it is a weekday or a month here, and nobody's name

    @property
    def low(self) -> str:
        """The word in lower case, without a final dot."""
        return self.text.casefold().rstrip(".")

    @property
    def functional(self) -> bool:
        """Whether the model takes it for a word of grammar, which ends a noun phrase."""
        return self.pos in _FUNCTION and self.text not in _OF_OFFICE


def words_of(doc: Doc) -> tuple[Word, ...]:
    """The words of a parsed paragraph, in order."""
    return tuple(_words(doc))


def _words(doc: Doc) -> Iterator[Word]:
    starts = {token.idx: token.i for token in doc}
    text, last = text_of(doc), -1
    at, before = 0, ""
    for match in _WORD.finditer(text):
        start, end, possessive = match.start(), match.end(), False
        if match.group().endswith(_POSSESSIVE):
            end, possessive = end - 2, True
        at = starts.get(start, at)
        gap = text[last:start] if last >= 0 else ""
        token = doc[at]
        yield Word(
            start=start,
            end=end,
            text=text[start:end],
            token=at,
            pos=token.pos_,
            entity=token.ent_type_,
            capital=_capital(text[start:end])
            or _is_given_pair(token, text[start:end], before, _NAME_NEXT.match(text, end)),
            joined=gap in _GAPS or (gap == ". " and before in _ABBREVIATED),
            possessive=possessive or text[end : end + 2] in ("’ ", "' "),
            dates=text[start:end] in titles().days
            and not is_named_for_month(token, text[start:end], before if gap == " " else ""),
            opens=last < 0 or any(mark in gap for mark in '.!?:;“”"—•'),
        )
        last, before = end, text[start:end]


def _is_given_pair(token: Token, word: str, before: str, behind: re.Match[str] | None) -> bool:
    """Whether a hyphened word is a given name by what the model or a rank before it says, or by
    its syllables before a surname."""
    if "-" in word and behind and GIVEN_PAIR.fullmatch(word):
        return True
    ranked = before.casefold() in titles().honorifics
    return (ranked or token.ent_type_ == "PERSON") and SECOND_NAME.fullmatch(word) is not None


def _capital(word: str) -> bool:
    """Whether every part of the word begins with a capital ("Saint-Martin", "O'Brien"), but for
    an Arabic article ("al-Hariri").
    """
    if "-" not in word and "‐" not in word:
        return word[:1].isupper()
    parts = re.split(r"[-‐]", word)
    named = parts[1:] if parts[0] in titles().articles else parts
    return all(part[:1].isupper() for part in named)


def with_letters(name: Token) -> Token:
    """The head of a name with the letters behind it, which the parse may hang it on: "Lund MP"."""
    above = name.head
    letters = 0 < above.i - name.i < 4 and above.text.isupper() and above.lower_ in titles().heads
    return above if letters and name.dep_ in ("compound", "nmod") else name


def is_named_for_month(token: Token, word: str, before: str) -> bool:
    """Whether a month's name is a person's here: "June Harlow", "Theresa May", "May said".

    `before` is the word before it, "" where more than a space parts the two.
    """
    if word not in _NAMES_TOO or token.pos_ == "AUX":
        return False
    rest = text_of(token.doc)[token.idx + len(word) :][:40]
    if _NUMBER_NEXT.match(rest):
        return False
    if before in titles().given and before not in titles().days:
        return True
    if before[:1].isupper() and before.lower() in titles().heads | titles().honorifics.keys():
        return True
    follows = _NAME_NEXT.match(rest)
    if follows and follows["next"] not in titles().days and word in titles().given:
        return before.lower() not in _DATING or token.ent_type_ == "PERSON"
    return token.dep_ == "nsubj"  # a surname, if the article knows one


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of its sentence for each word of a paragraph."""
    numbers, count = [], -1
    for token in doc:
        count += bool(token.is_sent_start) or count < 0
        numbers.append(count)
    return numbers or [0]
