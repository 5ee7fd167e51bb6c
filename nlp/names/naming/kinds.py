"""Bodies named with what they are, at the head of a sentence: "Union Unison", "Retailer Quill"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import SpeakerKind
from nlp.names.naming.mentions import Mention
from nlp.titles import titles

_IN_NAMES = frozenset({"bank", "brand", "company", "firm", "giant", "label", "team", "network"})
_BESIDE_OTHERS = frozenset({"rival", "competitor", "subsidiary"})


def without_kinds(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, bodies without the noun before their name.

    The noun is none of the name where the article also names the body without it, or where
    hardly a name begins with it.
    """
    alone = {m.words for m in mentions}
    return [_bare(m, alone) if _may_be_led(m) else m for m in mentions]


def _may_be_led(mention: Mention) -> bool:
    body = mention.kind is SpeakerKind.ORGANISATION
    person = mention.kind is SpeakerKind.PERSON and not (mention.honorific or mention.role)
    return (body or person) and " " in mention.written and mention.start == mention.name_start


def _bare(mention: Mention, alone: set[str]) -> Mention:
    lexicon = titles()
    first, _, rest = mention.written.partition(" ")
    kind, words = first.lower(), " ".join(rest.split())
    sure = kind in lexicon.businesses - _IN_NAMES or kind in _BESIDE_OTHERS
    nouns = lexicon.businesses | lexicon.explained | lexicon.any_body | _BESIDE_OTHERS | {"union"}
    if kind not in nouns or first in lexicon.given or words in lexicon.org_nouns:
        return mention
    if not (words in alone or sure) or not words[:1].isupper():
        return mention
    place = mention.name_start + len(first) + 1
    return replace(
        mention,
        name_start=place,
        kind=SpeakerKind.ORGANISATION,
        name=(words,),
        written=rest,
    )
