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
    """Who may give claims a status, make or stop digests and say which names are one.

    `admins` are people's ids; names have no owner: they are for members or for admins.

    A platform may know of more admins: then it says so in the request. Where people have roles
    (Discord's servers), `reviewers` are the roles of those who may give a status, whatever
    `reviews` says; admins may too.
    """

    reviews: By = By.MEMBERS
    digests: By = By.MEMBERS
    names: By = By.MEMBERS
    admins: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()

    @property
    def need_admins(self) -> bool:
        """Whether it matters for anything who is an admin."""
        return {self.reviews, self.digests, self.names} != {By.MEMBERS} or bool(self.reviewers)

    def refuse_review(self, request: Request, owner: str = "") -> None:
        """Raise NotAllowed unless this person may give a claim a status; `owner` gave the last."""
        if not self.reviewers or request.roles is None:
            self._refuse(self.reviews, request, owner, "change the status of a claim")
        elif not (self.may_all(request) or self.reviewers & request.roles):
            roles = tuple(f"&{role}" for role in sorted(self.reviewers))
            raise NotAllowed(
                f"Only people with the role {' or '.join(roles)}, or an admin, may change the "
                "status of a claim here: ask one of them.",
                people=roles,
            )

    def refuse_digest(self, request: Request, owner: str = "") -> None:
        """Raise NotAllowed unless this person may make a digest here, or change that of `owner`."""
        self._refuse(self.digests, request, owner, "make, change or stop digests")

    def refuse_text(self, request: Request, owner: str = "") -> None:
        """Raise NotAllowed unless this person may keep a text, or drop one that `owner` kept.

        Who may is who may give a status: both change what a workspace is answered.
        """
        self._refuse(self.reviews, request, owner, "keep or drop a text")

    def refuse_names(self, request: Request) -> None:
        """Raise NotAllowed unless this person may say which names are one."""
        by = By.MEMBERS if self.names is By.MEMBERS else By.ADMINS
        self._refuse(by, request, "", "say which names are one")

    def may_all(self, request: Request) -> bool:
        """Whether this person is an admin."""
        return request.admin or request.person in self.admins

    def _refuse(self, by: By, request: Request, owner: str, what: str) -> None:
        if by is By.MEMBERS or self.may_all(request):
            return
        if by is By.OWNER and owner in ("", request.person):
            return
        owners = (owner,) if by is By.OWNER else ()
        people = (*owners, *sorted(self.admins - set(owners)))
        whom = " or ".join(people if self.admins else (*people, "an admin"))
        who = "whose it is, or an admin," if by is By.OWNER else "an admin"
        raise NotAllowed(f"Only {who} may {what} here: ask {whom}.", people=people)


OPEN = Rights()  # as a newsroom has it that sets nothing
