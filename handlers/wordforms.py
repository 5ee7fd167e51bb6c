"""The other forms of an English word by its spelling: "students", "drop" of "dropped"."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh", "o")


def other_number(word: str) -> str:
    """The plural of a singular and the singular of a plural."""
    if len(word) < 4 or not word.isalpha() or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s"):
        stem = word.removesuffix("es")
        return stem if stem.endswith(_HISSING) and stem != word else word[:-1]
    return f"{word[:-1]}ies" if word[-1] == "y" and word[-2] not in _VOWELS else f"{word}s"


def verb_forms(word: str) -> tuple[str, ...]:
    """What else the word may be as a verb, most likely first; it may hold words there are not."""
    if len(word) < 4 or not (word.isalpha() and word.isascii()):
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
