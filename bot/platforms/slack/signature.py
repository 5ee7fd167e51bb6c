"""Whether a raw HTTP request really comes from Slack: decided on bytes, before any parsing."""

from __future__ import annotations

import hashlib
import hmac

# Slack's own rule: an older request may be a replay.
_MOST_SECONDS_APART = 300
_LONGEST_TIMESTAMP = 12


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature that Slack puts on `body` at `timestamp` (seconds since 1970)."""
    base = b"v0:" + timestamp.encode("utf-8", "surrogateescape") + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def is_signed(secret: str, timestamp: str, signature: str, body: bytes, now: float) -> bool:
    """Whether the headers `timestamp` and `signature` vouch for `body` at the moment `now`.

    Any text is taken, however malformed: what is not a fresh, right signature is False.
    """
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _LONGEST_TIMESTAMP):
        return False
    if abs(now - int(timestamp)) > _MOST_SECONDS_APART:
        return False
    expected = sign(secret, timestamp, body).encode()
    return hmac.compare_digest(expected, signature.encode("utf-8", "surrogateescape"))
