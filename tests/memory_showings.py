"""What was shown where and has to be corrected, in lists: a part of `fakes.MemoryStore`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from memory_claims import MemoryClaims

from handlers.newsroom import Channel, Status
from handlers.showings import Amendment, AmendmentState, Correction, Showing, Stage

_TELLING = (Status.DISPUTED, Status.CORRECTED, Status.WRONG)


@dataclass(slots=True)
class _Shown:
    """One claim of a message: how many of its reviews, and which version, the message tells."""

    reviews: int
    version: int
    gone: bool = False


@dataclass(slots=True)
class _Message:
    showing: Showing
    claims: dict[str, _Shown]


@dataclass(slots=True)
class _Work:
    amendment: Amendment
    message: _Message
    free_at: datetime

    @property
    def open(self) -> bool:
        return self.amendment.state in (AmendmentState.DUE, AmendmentState.WORKING)


class MemoryShowings(MemoryClaims):
    """The `Showings` port in lists, over claims and reviews in dictionaries."""

    def __init__(self) -> None:
        MemoryClaims.__init__(self)
        self._messages: list[_Message] = []
        self._work: list[_Work] = []

    async def showed(self, showing: Showing) -> None:
        where = (showing.channel, showing.message_id.split(" ")[0])
        known = [
            each
            for each in self._messages
            if (each.showing.channel, each.showing.message_id.split(" ")[0]) == where
        ]
        message = known[0] if known else _Message(showing, {})
        if not known:
            self._messages.append(message)
        elif showing.reply is not None:  # it shows another page now
            message.showing, message.claims = showing, {}
        for claim_id in showing.claim_ids:
            past = await self.reviews(showing.channel.workspace, claim_id)
            told = sum(one.at <= showing.shown for one in past)
            held = await self.claim(claim_id)
            version = held.article.version if held else 0
            message.claims.setdefault(claim_id, _Shown(told, version))

    async def plan_amendments(self, now: datetime) -> int:
        made = 0
        for message in self._messages:
            found: list[Correction] = []
            for claim_id, shown in message.claims.items():
                found += await self._judged(message, claim_id, shown)
                found += self._vanished(claim_id, shown)
            if not found:
                continue
            made += 1
            before = [one.amendment for one in self._work if one.message is message]
            amendment = Amendment(
                key=f"amendment{len(self._work)}",
                showing=replace(message.showing, claim_ids=tuple(sorted(message.claims))),
                made=now,
                corrections=tuple(found),
                earlier=tuple(each for one in before for each in one.corrections),
                stage=Stage.EDIT,
                state=AmendmentState.DUE,
            )
            self._work.append(_Work(amendment, message, now))
        return made

    async def _judged(self, message: _Message, claim_id: str, shown: _Shown) -> list[Correction]:
        past = await self.reviews(message.showing.channel.workspace, claim_id)
        if len(past) <= shown.reviews:
            return []
        known = past[shown.reviews - 1].status if shown.reviews else Status.VERIFIED
        shown.reviews, last = len(past), past[-1]
        if last.status not in _TELLING and known is Status.VERIFIED:
            return []
        correction = Correction(
            claim_id=claim_id, status=last.status, at=last.at, by=last.by, note=last.note
        )
        return [correction]

    def _vanished(self, claim_id: str, shown: _Shown) -> list[Correction]:
        for kept in self._kept.values():
            first = kept.first_without.get(claim_id, 0)
            if claim_id in kept.retired and not shown.gone and 0 < shown.version < first:
                shown.gone = True
                fetched = kept.versions[first - 1].fetched
                return [Correction(claim_id=claim_id, status=None, at=fetched, version=first)]
        return []

    async def lease_amendment(
        self, owner: str, now: datetime, lasts: timedelta
    ) -> Amendment | None:
        del owner
        busy: list[_Message] = []
        for work in self._work:
            if not work.open or any(work.message is one for one in busy):
                continue
            busy.append(work.message)
            held = work.amendment.state is AmendmentState.WORKING
            if work.free_at > now and not (held and work.free_at > now + 2 * lasts):
                continue
            work.free_at = now + lasts
            work.amendment = replace(
                work.amendment,
                state=AmendmentState.WORKING,
                attempts=work.amendment.attempts + 1,
                first_tried=work.amendment.first_tried or now,
                unsure=work.amendment.unsure or held,
            )
            return work.amendment
        return None

    def _with_key(self, key: str) -> list[_Work]:
        return [one for one in self._work if one.amendment.key == key and one.open]

    async def amend_on(self, key: str, stage: Stage, now: datetime) -> None:
        for work in self._with_key(key):
            work.free_at = now
            work.amendment = replace(
                work.amendment,
                stage=stage,
                state=AmendmentState.DUE,
                attempts=0,
                first_tried=None,
                unsure=False,
            )

    async def amended(self, key: str) -> None:
        for work in self._with_key(key):
            work.amendment = replace(work.amendment, state=AmendmentState.DONE)

    async def retry_amendment(
        self, key: str, at: datetime, why: str, *, unsure: bool = False
    ) -> None:
        del why
        for work in self._with_key(key):
            work.free_at = at
            may_be = work.amendment.unsure or unsure
            work.amendment = replace(work.amendment, state=AmendmentState.DUE, unsure=may_be)

    async def give_up_amendment(self, key: str, why: str, *, unknown: bool) -> None:
        del why
        state = AmendmentState.UNKNOWN if unknown else AmendmentState.FAILED
        for work in self._with_key(key):
            work.amendment = replace(work.amendment, state=state)

    async def amendments(self, channel: Channel, since: datetime) -> tuple[Amendment, ...]:
        return tuple(
            one.amendment
            for one in self._work
            if one.amendment.showing.channel == channel and one.amendment.made > since
        )
