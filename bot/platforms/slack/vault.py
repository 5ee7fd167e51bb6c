"""The one door to cryptography: seals tokens, so that nobody reads them in the store."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from handlers.errors import Refused

_MAKE_ONE = (
    "Make one with: python -c 'from cryptography.fernet import Fernet; "
    "print(Fernet.generate_key().decode())'"
)


class _Cipher(Protocol):
    def encrypt(self, data: bytes) -> bytes: ...

    def decrypt(self, token: bytes) -> bytes: ...

    def rotate(self, msg: bytes) -> bytes: ...


class Vault:
    """Seals with the first key and opens with any: a new key is put before the old ones."""

    def __init__(self, keys: str) -> None:
        """Take keys with commas between them; raises Refused, without a word of them."""
        try:
            library = import_module("cryptography.fernet")
        except ImportError:
            raise Refused(
                "Many workspaces need the package cryptography: pip install cryptography"
            ) from None
        single: Callable[[str], _Cipher] = library.Fernet
        several: Callable[[list[_Cipher]], _Cipher] = library.MultiFernet
        self._broken: type[Exception] = library.InvalidToken
        try:
            ciphers = [single(key) for key in keys.replace(",", " ").split()]
        except ValueError:
            raise Refused(f"CLAIMWIRE_KEYS holds a malformed key. {_MAKE_ONE}") from None
        if not ciphers:
            raise Refused(f"CLAIMWIRE_KEYS is not set. {_MAKE_ONE}")
        self._cipher = several(ciphers)

    def seal(self, words: str) -> str:
        """The words as only this vault can read them."""
        return self._cipher.encrypt(words.encode()).decode()

    def unseal(self, sealed: str) -> str | None:
        """The words; None where none of the keys opens them."""
        try:
            return self._cipher.decrypt(sealed.encode()).decode()
        except self._broken:
            return None

    def reseal(self, sealed: str) -> str | None:
        """The same words sealed with the first key; None where none of the keys opens them."""
        try:
            return self._cipher.rotate(sealed.encode()).decode()
        except self._broken:
            return None
