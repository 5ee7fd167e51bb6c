"""The other forms of an English word by its spelling: "students", "drop" of "dropped"."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_VERBS = """
become became|begin began begun|bet|bid|bind bound|break broke broken|bring brought|buy bought
build built|burst|cast|catch caught|choose chose chosen|come came|cost|cut|deal dealt
draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought
find found|fly flew|forbid forbade forbidden|forecast|forget forgot forgotten|freeze froze frozen
get got|give gave given|go went gone|grow grew grown|hear heard|hide hid hidden|hit|hold held|hurt
keep kept|know knew known|lay laid|lead led|leave left|lend lent|let|lose lost|make made
mean meant|meet met|pay paid|put|quit|raise raised|read|rise rose risen|run ran|seek sought
sell sold|send sent|set|shake shook shaken|shoot shot|shrink shrank shrunk|shut|sink sank sunk
speak spoke spoken|spend spent|split|spread|stand stood|steal stole stolen|strike struck stricken
swear swore sworn|take took taken|teach taught|tear tore torn|think thought|throw threw thrown
understand understood|uphold upheld|win won|withdraw withdrew withdrawn|withhold withheld
write wrote written
"""
_IRREGULAR = {
    form: tuple(row.split())
    for line in _VERBS.split("\n")
    for row in line.split("|")
    for form in row.split()
}


def _shortest(word: str) -> int:
    """How long a word must be to have other forms; "gas" and "bus" are no plurals."""
    return 4 if word.endswith("s") else 3


def other_number(word: str) -> str:
    """The plural of a singular and the singular of a plural."""
    if len(word) < _shortest(word) or not word.isalpha():
        return word
    if word.endswith(("ss", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s"):
        stem = word.removesuffix("es")
        return stem if stem.endswith(_HISSING) and stem != word else word[:-1]
    return f"{word[:-1]}ies" if word[-1] == "y" and word[-2] not in _VOWELS else f"{word}s"


def verb_forms(word: str) -> tuple[str, ...]:
    """What else the word may be as a verb, most likely first; it may hold words there are not."""
    if len(word) < _shortest(word) or not (word.isalpha() and word.isascii()):
        return ()
    forms = dict[str, None]()
    for base in _bases(word):
        forms |= dict.fromkeys((base, other_number(base), *_derived(base)))
    return tuple(form for form in forms if form != word)


def _bases(word: str) -> Iterator[str]:
    """ "drop" for "dropped", "raise" for "raising"."""
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        if ending == "ed" and stem.endswith("i"):
            yield f"{stem[:-1]}y"
        elif stem[-1] == stem[-2] and stem[-1] not in "sl":
            yield stem[:-1]
        elif stem[-1] == stem[-2]:
            yield from (stem, stem[:-1])
        else:
            yield from (stem, f"{stem}e")
        return
    yield word


def _derived(base: str) -> Iterator[str]:
    if base.endswith("e"):
        yield from (f"{base}d", f"{base[:-1]}ing")
    elif base.endswith("y") and base[-2] not in _VOWELS:
        yield from (f"{base[:-1]}ied", f"{base}ing")
    else:
        yield from (f"{base}ed", f"{base}ing")
        short = base[-1] not in _VOWELS | {"w", "x", "y"} and base[-2] in _VOWELS
        if short and base[-3:-2] not in _VOWELS:
            yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")


def forms(word: str) -> tuple[str, ...]:
    """The word itself, then what it may be otherwise: "fall" is also "falls", "fell", "fallen".

    By its spelling, so some of them are no words there are; `word` is in lower case.
    """
    irregular = _IRREGULAR.get(word) or _IRREGULAR.get(word.removesuffix("s"))
    if irregular is not None:
        base = irregular[0]
        derived = (each for each in _derived(base) if each.endswith("ing"))
        return tuple(dict.fromkeys((word, *irregular, other_number(base), *derived)))
    number = other_number(word)
    several = (number,) if not word.endswith(("ed", "ing")) else ()
    if word.endswith("o") and word[-2:-1] not in _VOWELS:  # "photos", "tomatoes"
        several = (*several, f"{word}es")
    plural = word.endswith("s") and not word.endswith("ss")
    verbs = verb_forms(number if plural else word)
    return tuple(dict.fromkeys((word, *several, *verbs)))
