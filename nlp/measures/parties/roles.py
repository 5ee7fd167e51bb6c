"""Says what the verbs around a rate make of those named: who puts it on, who pays it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Whom the verbs make imposer, payers, and the one who answers another's tariff.

    `payer_words` bound the words for those who pay; `stranger` says that the verb's
    subject is named but is no country and acts for none.
    """

    imposer: str | None = None
    payers: tuple[str, ...] = ()
    payer_words: tuple[int, int] | None = None
    answering: str | None = None
    official: bool = False
    stranger: bool = False
    answers: bool = False
