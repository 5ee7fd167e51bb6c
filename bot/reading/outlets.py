"""Which outlet an address belongs to, from the editable table in bot/outlets.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    """Read the table once: names by domain, and the domains that name no outlet."""
    table = tomllib.loads((Path(__file__).parent.parent / "outlets.toml").read_text("utf-8"))
    return table["outlets"], frozenset(table["nobody"]["domains"])


def outlet_of(domain: str) -> str | None:
    """Give the outlet of a domain, or the bare domain; None for mail providers."""
    outlets, nobody = _table()
    domain = domain.lower().strip(".").removeprefix("www.")
    parts = domain.split(".")
    parents = [".".join(parts[i:]) for i in range(len(parts) - 1)]
    if not parents or not set(parents).isdisjoint(nobody):
        return None
    return next((outlets[parent] for parent in parents if parent in outlets), domain)


def web_address(words: str | None) -> str | None:
    """Give a complete http or https address as it is; None for anything else."""
    words = (words or "").strip()
    if len(words) > 2000 or any(char.isspace() or not char.isprintable() for char in words):
        return None
    try:
        parts = urlsplit(words)
        return words if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def host_of(url: str) -> str:
    """Give the host of an address that `web_address` has passed."""
    return urlsplit(url).hostname or ""
