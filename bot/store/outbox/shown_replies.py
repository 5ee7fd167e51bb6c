"""Answers as they were shown, packed: all but the articles, which the store has anyway."""

from __future__ import annotations

import json
import zlib
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection

from bot.store.articles.recalling import found_anywhere
from handlers.reply import Reply

_REPLY = TypeAdapter(Reply)
_CARDS = ("measures", "figures", "claims")
_BARE: dict[str, Any] = {name: {"__all__": {"held"}} for name in _CARDS}
_WITHOUT: Any = {**_BARE, "sections": {"__all__": _BARE}, "files": True, "charts": True}


def pack(reply: Reply) -> bytes:
    """A reply without its files, its pictures and the articles of its claims."""
    return zlib.compress(_REPLY.dump_json(reply, exclude=_WITHOUT, exclude_defaults=True))


def unpack(conn: Connection, packed: bytes) -> Reply:
    """The reply as it was packed; a claim of which no text is left is left out."""
    kept = json.loads(zlib.decompress(packed))
    parts = [kept, *kept.get("sections", ())]
    lists = [(part, name) for part in parts for name in _CARDS if name in part]
    ids = dict.fromkeys(card["claim_id"] for part, name in lists for card in part[name])
    texts = {held.claim.id: held for held in found_anywhere(conn, list(ids))}
    for part, name in lists:
        there = [card for card in part[name] if card["claim_id"] in texts]
        part[name] = [{**card, "held": texts[card["claim_id"]]} for card in there]
    return _REPLY.validate_python(kept)
