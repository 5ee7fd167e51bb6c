"""Who may change what: the one place that decides it, and says who can instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handlers.errors import NotAllowed
from handlers.newsroom import Request


class By(StrEnum):
    """Who may change something, as the newsroom has set it."""

    MEMBERS = "members"  # whoever is in the channel
    OWNER = "owner"  # who made it, or an admin; a new one anybody may make
    ADMINS = "admins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who may give claims a status and make or stop digests; `admins` are people's ids.

    A platform may know of more admins: then it says so in the request.
    """

    reviews: By = By.MEMBERS
    digests: By = By.MEMBERS
    admins: frozenset[str] = frozenset()

    @property
    def need_admins(self) -> bool:
        """Whether it matters for anything who is an admin."""
        return {self.reviews, self.digests} != {By.MEMBERS}

    def refuse_review(self, request: Request, owner: str = "") -> None:
        """Raise NotAllowed unless this person may give a claim a status; `owner` gave the last."""
        self._refuse(self.reviews, request, owner, "change the status of a claim")

    def refuse_digest(self, request: Request, owner: str = "") -> None:
        """Raise NotAllowed unless this person may make a digest here, or change that of `owner`."""
        self._refuse(self.digests, request, owner, "make, change or stop digests")

    def _refuse(self, by: By, request: Request, owner: str, what: str) -> None:
        if by is By.MEMBERS or request.admin or request.person in self.admins:
            return
        if by is By.OWNER and owner in ("", request.person):
            return
        owners = (owner,) if by is By.OWNER else ()
        people = (*owners, *sorted(self.admins - set(owners)))
        whom = " or ".join(people if self.admins else (*people, "an admin"))
        who = "whose it is, or an admin," if by is By.OWNER else "an admin"
        raise NotAllowed(f"Only {who} may {what} here: ask {whom}.", people=people)


OPEN = Rights()  # as a newsroom has it that sets nothing
