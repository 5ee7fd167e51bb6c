"""Organisations by their words: ministries, courts, companies, embassies, acronyms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from nlp import countries
from nlp.names.naming.apposed import apposed_end
from nlp.names.naming.words import Word
from nlp.titles import titles

_MOST_WORDS = 8
_LINKS = frozenset({"of", "for", "on"})
_AND_TAILS = frozenset(
    ("Affairs", "Studies", "Security", "Development", "Budget", "Technology", "Industry")
) | frozenset(
    ("Services", "Cooperation", "Protection", "Prevention", "Trade", "Control", "Commerce")
)
_ON_NOUNS = frozenset({"Committee", "Council", "Commission", "Center", "Conference", "Institute"})
_CONTINENTS = frozenset({"Africa", "America", "Asia", "Europe", "International", "Worldwide"})
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}$|(?:[A-Z]\.){2,5}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """An organisation's printed name, the position after its last word, and its country.

    `labelled` where no word of its own tells that it is one.
    """

    name: str
    end: int
    country: str | None
    labelled: bool = False


def institution_at(text: str, words: tuple[Word, ...], i: int) -> Institution | None:
    """The organisation whose name starts at word `i`, if one does."""
    return (
        _known(words, i)
        or _by_apposition(text, words, i)
        or _by_noun(text, words, i)
        or _by_lower_noun(words, i)
        or _by_label(text, words, i)
    )


def printed(words: str) -> str:
    """An institution's name as we print it: no article, a nation before it as adjective."""
    plain = " ".join(words.replace("’", "'").split())
    plain = re.sub(r"^(?:the|an?) ", "", plain, flags=re.IGNORECASE)
    if _ACRONYM.fullmatch(plain):
        return plain.replace(".", "")
    if plain.endswith((" campaign", " administration")):
        plain = plain.replace("'s ", " ")
    nation, possessive, rest = plain.partition("'s ")
    if possessive and countries.named(nation):
        plain = f"{adjective(nation)} {rest}"
    if re.match(r"U\.?S\.? ", plain) and titles().of_state & set(plain.split()):
        plain = re.sub(r"^U\.?S\.? ", "United States ", plain)
    return plain


def adjective(nation: str) -> str:
    """ "Chinese" for "China"; the country's name where no adjective is known."""
    canonical = countries.named(nation) or nation
    if canonical == "United States":
        return canonical
    return countries.adjective(canonical) or canonical


def government_of(country: str) -> str:
    """What we call a country's government when the text says only "the government"."""
    return f"{adjective(country)} government"


def _known(words: tuple[Word, ...], i: int) -> Institution | None:
    """An institution of the lexicon, the longest form first."""
    known = titles().known
    for length in (4, 3, 2, 1):
        run = words[i : i + length]
        if len(run) < length or not _run_on(run):
            continue
        name = known.get(" ".join(word.text.replace("’", "'").replace(".", "") for word in run))
        if name and not (length == 1 and _goes_on(words, i + 1)):
            return Institution(name=name, end=i + length, country=countries.named(run[0].text))
    return None


def _goes_on(words: tuple[Word, ...], i: int) -> bool:
    """Whether a capitalised word follows, so that a one-word name would be cut short."""
    return i < len(words) and words[i].capital and words[i].joined and not words[i - 1].possessive


def _by_noun(text: str, words: tuple[Word, ...], i: int) -> Institution | None:
    """A capitalised phrase with an institution's noun ("Court of International Trade")."""
    nouns = titles().org_nouns
    end, best = i, None
    while end < len(words) and end - i < _MOST_WORDS and (end == i or words[end].joined):
        word = words[end]
        if not word.capital or word.dates or word.low in titles().honorifics:
            break
        if word.text in nouns and (end > i or _followed_by_of(words, end)):
            best = end + 1
        if word.possessive and not _continues_name(words, i, end):
            break
        end += 1
    if best is None:
        return None
    best = _past_place(words, _with_links(words, best))
    first, last = words[i], words[best - 1]
    country = countries.mentioned(text[first.start : last.end])
    name = printed(text[first.start : last.end])
    return Institution(name=name, end=best, country=country[0][2] if country else None)


def _continues_name(words: tuple[Word, ...], i: int, k: int) -> bool:
    """Whether a possessive is part of the name ("Farmers' Union", "China's Commerce Ministry")."""
    word = words[k].text
    nation = k == i and countries.named(word) is not None
    return word.endswith("s") or word in titles().owners or nation


def _followed_by_of(words: tuple[Word, ...], k: int) -> bool:
    return k + 1 < len(words) and _with_links(words, k + 1) > k + 1


def _with_links(words: tuple[Word, ...], end: int) -> int:
    """The end after "of …", "for …" and "on …" phrases that belong to the name."""
    for _ in range(3):
        k = end
        if (
            k >= len(words)
            or words[k].text not in _LINKS
            or not words[k].joined
            or words[k - 1].possessive
        ):
            break
        if words[k].text != "of" and words[k - 1].text not in titles().org_nouns | {"Appeals"}:
            break
        if words[k].text == "on" and words[k - 1].text not in _ON_NOUNS:
            break
        k += 1
        if k < len(words) and words[k].text in ("the", "a", "an"):
            k += 1
        start = k
        while k < len(words) and words[k].joined and _may_follow(words[k]) and k - start < 5:
            if k > start and words[k].low in titles().heads and _goes_on(words, k + 1):
                break  # "Alliance of Canada President Nora Quist"
            k += 1
            if words[k - 1].possessive:
                break
        if k == start:
            break
        end = _with_and(words, k)
    return end


def _may_follow(word: Word) -> bool:
    return word.capital and not word.dates and word.low not in titles().honorifics


def _with_and(words: tuple[Word, ...], k: int) -> int:
    """The end after "and …" in names like "Strategic and International Studies"."""
    if k + 1 < len(words) and words[k].text == "and" and words[k + 1].capital:
        for length in (1, 2):
            run = words[k + 1 : k + 1 + length]
            if (
                run
                and run[-1].text in _AND_TAILS
                and all(word.capital and word.joined for word in run)
            ):
                return k + 1 + length
    return k


def _by_apposition(text: str, words: tuple[Word, ...], i: int) -> Institution | None:
    """The name that a description beside it tells ("a campaign group, Save the Lido, said")."""
    end = apposed_end(text, words, i)
    name = text[words[i].start : words[end - 1].end] if end else ""
    return Institution(name=printed(name), end=end, country=None, labelled=True) if end else None


def _by_lower_noun(words: tuple[Word, ...], i: int) -> Institution | None:
    """A nation or a name with a noun in lower case ("China's commerce ministry")."""
    k = i
    while k < len(words) and k - i < 3 and words[k].capital and (k == i or words[k].joined):
        k += 1
    if k == i:
        return None
    nation = countries.named(" ".join(word.text for word in words[i:k]))
    fields = (0, 1, 2) if nation else (0,)
    end = next((end for n in fields if (end := _lower_noun_end(words, k, k + n)) > 0), 0)
    if not end or (nation is None and words[end - 1].text not in ("administration", "campaign")):
        return None
    end = _place(words, end) if words[end - 1].text in ("embassy", "consulate") else end
    spoken = [word.text + ("'s" if word.possessive else "") for word in words[i:end]]
    if words[end - 1].text in ("ministry", "department"):
        spoken[k - i :] = [word.capitalize() for word in spoken[k - i :]]
    return Institution(name=printed(" ".join(spoken)), end=end, country=nation)


def _lower_noun_end(words: tuple[Word, ...], k: int, at: int) -> int:
    """The end of a lower-case noun at `at`, words from `k` on being its field; 0 if none."""
    if any(not word.joined or word.functional for word in words[k:at]):
        return 0
    for noun in titles().org_lower:
        parts = noun.split()
        run = words[at : at + len(parts)]
        if [word.text for word in run] == parts and all(word.joined for word in run):
            return at + len(parts)
    return 0


def _place(words: tuple[Word, ...], k: int) -> int:
    """The end after "in Washington"."""
    if k + 1 < len(words) and words[k].text == "in" and words[k + 1].capital:
        while k + 1 < len(words) and words[k + 1].capital and words[k + 1].joined:
            k += 1
        return k + 1
    return k


def _by_label(text: str, words: tuple[Word, ...], i: int) -> Institution | None:
    """A phrase that the model calls an organisation, or an acronym; never a nation or a thing."""
    lexicon = titles()
    k = i
    while (
        k < len(words) and words[k].capital and (k == i or words[k].joined) and k - i < _MOST_WORDS
    ):
        if (
            words[k].entity != "ORG"
            or words[k].dates
            or words[k].text in lexicon.not_names
            or words[k].low in lexicon.heads
            or words[k].low in lexicon.honorifics
        ):
            break
        k += 1
        if words[k - 1].possessive:
            break
    k = _past_place(words, _past_particle(words, k)) if k > i else k
    run = words[i:k] or words[i : i + 1]
    name = " ".join(word.text for word in run)
    if (
        countries.named(name)
        or words[i].dates
        or name in lexicon.not_names
        or words[i].low in lexicon.honorifics
        or name.casefold() in lexicon.heads
    ):
        return None
    if not words[i:k] and not (_ACRONYM.fullmatch(words[i].text) and not _goes_on(words, i + 1)):
        return None
    labelled = _ACRONYM.fullmatch(run[0].text) is None
    if "&" in text[run[0].start : run[-1].end]:  # "Kowalski & Sons"
        name = text[run[0].start : run[-1].end]
    return Institution(name=printed(name), end=i + len(run), country=None, labelled=labelled)


def _past_particle(words: tuple[Word, ...], k: int) -> int:
    """The end of a labelled name that goes on behind a particle: "Ana de Sol"."""
    while k + 1 < len(words) and words[k].low in titles().particles and words[k].joined:
        if words[k].entity != "ORG" or not (words[k + 1].capital and words[k + 1].joined):
            break
        k += 2
    return k


def _past_place(words: tuple[Word, ...], k: int) -> int:
    """The end of a labelled name that goes on with a place: "Free Lines Africa said"."""
    if k >= len(words) or not (words[k].capital and words[k].joined):
        return k
    behind = words[k + 1] if k + 1 < len(words) else None
    placed = words[k].entity in ("GPE", "LOC", "ORG") and not words[k].dates
    placed = placed and bool(countries.mentioned(words[k].text) or words[k].text in _CONTINENTS)
    ends = behind is None or not behind.joined or behind.pos in ("VERB", "AUX", "ADV")
    return k + 1 if placed and ends and not words[k - 1].possessive else k


def _run_on(run: tuple[Word, ...]) -> bool:
    return all(word.joined and not before.possessive for before, word in pairwise(run))
