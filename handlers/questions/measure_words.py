"""Tells that a plain question asks for measures, by the verbs and states of tariffs in it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

MEASURED = frozenset({"tariffs", "steel", "rare-earths", "sanctions"})  # topics of measures
# Measures that are no topic: their word is searched for.
_NAMED = frozenset({"ban", "bans", "embargo", "embargoes", "quota", "quotas", "levies", "curbs"})
_WHICH = frozenset({"which", "what"})
_WHETHER = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "did", "does", "do", "will"}
)
_BEING = frozenset({"is", "are", "was", "were", "been", "being"})
_DECIDED = frozenset({"announced", "threatened", "paused", "suspended", "signed", "reduced"})
_STRUCK_DOWN = ("struck", "down")
_IMPOSED = frozenset({"imposed", "levied", "imposing", "impose", "levy"})
_ANNOUNCED = frozenset({"announce", "announced"})
_PUT_ASKED = frozenset({"when", "who"})  # "when did Peru announce tariffs", "who imposed them"


def asks_for_measures(lower: list[str], at: int, topics: AbstractSet[str]) -> tuple[int, str]:
    """How many words from `at` on only say so, and which of them stays to be searched for.

    "Which tariffs are in force", "has Peru imposed", "when did Peru announce tariffs"; how far
    along a measure is ("announced", "struck down") stands among a measure's words. None where
    neither a topic of measures is named nor a measure.
    """
    word, before = lower[at], "".join(lower[at - 1 : at])
    if not MEASURED & topics and not _NAMED.intersection(lower):
        return 0, ""
    if lower[0] in _PUT_ASKED and word in _IMPOSED | _ANNOUNCED:
        return 1, ""
    if lower[0] not in _WHICH | _WHETHER:
        return 0, ""
    if (word, *lower[at + 1 : at + 2]) == _STRUCK_DOWN:
        return 2, " ".join(_STRUCK_DOWN)
    if word in _DECIDED and before in _BEING:
        return 1, word
    in_force = word in ("force", "effect") and before in ("in", "into")
    return int(in_force or word in _IMPOSED), ""
