"""What can go wrong on purpose: each error's message is the sentence a person reads.

ClaimwireError
├── Refused            the request cannot be done as asked; says what to do instead
│   └── NotAllowed     this person may not do it; says who can
├── ArticleRefused     a file is not an article we can read; says why
├── StoreUnavailable   the database cannot be opened or used
└── SendFailed         a platform did not take a message
    ├── SendUnknown    no answer: the message may or may not have arrived
    └── SendRefused    a definite no that waiting will not mend
"""

from __future__ import annotations


class ClaimwireError(Exception):
    """Base of all errors raised on purpose; `str(error)` is a sentence for people."""


class Refused(ClaimwireError):
    """The request cannot be done as asked."""


class NotAllowed(Refused):
    """This person may not do it; `people` are the ids, named in the sentence, of who can."""

    def __init__(self, sentence: str, *, people: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.people = people


class ArticleRefused(ClaimwireError):
    """A file is not an article we can read."""


class StoreUnavailable(ClaimwireError):
    """The database cannot be opened or used; its files are left as they are."""


class SendFailed(ClaimwireError):
    """A platform did not take a message; it may be tried again after `retry_after` s."""

    def __init__(self, sentence: str, *, retry_after: float = 0.0) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class SendUnknown(SendFailed):
    """The platform gave no answer: the message may or may not have arrived."""


class SendRefused(SendFailed):
    """The platform said no, and trying again will not change that."""
