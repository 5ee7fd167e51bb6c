"""Knows goods that come from one country alone, by law or by name: "Scotch", "bourbon"."""

from __future__ import annotations

from nlp.tariff_words import tariff_words


def origin_of(goods: str | None) -> tuple[str, ...]:
    """The country that such goods come from; none of goods named beside others."""
    words = (goods or "").lower().split()
    made_in = tariff_words().made_in
    plain = " ".join(words)
    found = {made_in[name] for name in (plain, *words[:1], *words[-1:]) if name in made_in}
    alone = "and" not in words and "," not in plain and "or" not in words
    return (found.pop(),) if len(found) == 1 and alone else ()
