"""Many workspaces: whose token goes with a call, and what becomes of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from bot.platforms.slack.calls import Json
from bot.platforms.slack.payloads import part_of, text_of
from bot.platforms.slack.vault import Vault
from handlers.errors import Refused, SendRefused
from handlers.newsroom import Platform
from handlers.ports import Install, Workspaces

log = structlog.get_logger(__name__)

NOT_INSTALLED = (
    "Claimwire is not installed in this workspace any more. An admin can install it again at "
    "/slack/install of the address it runs at; digests are kept and go on then."
)


class Installs:
    """The installations in the store, their tokens sealed.

    Each change looks first and writes then, so one waits for another: an installation, an
    uninstall and the resealing at the start may come at the same moment.
    """

    def __init__(self, store: Workspaces, vault: Vault) -> None:
        self._store = store
        self._vault = vault
        self._organisations: dict[str, str] = {}  # of workspaces, as heard
        # Another object after each change: what was being looked up goes into the one before.
        self._tokens: dict[str, str] = {}
        self._changing = asyncio.Lock()

    async def token_of(self, team: str) -> str:
        """The bot token for a workspace; raises SendRefused where we are not installed."""
        known = self._tokens
        if team in known:
            return known[team]
        found = await self._store.installed(Platform.SLACK, team)
        if found is None or not found.secret:
            organisation = self._organisations.get(team) or (found.organisation if found else "")
            if organisation and found is None:
                await self._keep_workspace(team, organisation)
            found = await self._store.installed(Platform.SLACK, organisation)
        token = self._vault.unseal(found.secret) if found and found.secret else ""
        if token is None:
            log.error("slack token sealed with a key that is not in CLAIMWIRE_KEYS")
        if not token:
            raise SendRefused(NOT_INSTALLED)
        known[team] = token
        return token

    def heard_from(self, organisation: str | None, team: str | None) -> None:
        """Note to which organisation a workspace belongs: a digest knows only its workspace."""
        if organisation and team and len(self._organisations) < 100_000:
            self._organisations[team] = organisation

    async def _keep_workspace(self, team: str, organisation: str) -> None:
        """Keep whose token a workspace uses, unless it has come to have its own."""
        kept = Install(
            platform=Platform.SLACK, id=team, organisation=organisation, at=datetime.now(UTC)
        )
        async with self._changing:
            if await self._store.installed(Platform.SLACK, team) is None:
                await self._store.install(kept)

    async def install(self, answer: Json) -> Install:
        """Keep what Slack answered to an installation; raises Refused where it is no bot's."""
        token = text_of(answer, "access_token")
        team = text_of(answer, "team", "id")
        organisation = text_of(answer, "enterprise", "id")
        whole = answer.get("is_enterprise_install") is True
        name = organisation if whole else team
        if not (token.startswith("xoxb-") and name):
            raise Refused("Slack gave no bot token. Start again at /slack/install.")
        new = Install(
            platform=Platform.SLACK,
            id=name,
            organisation=organisation,
            secret=self._vault.seal(token),
            user=text_of(answer, "bot_user_id"),
            by=text_of(part_of(answer, "authed_user"), "id"),
            at=datetime.now(UTC),
        )
        async with self._changing:
            await self._store.install(new)
            self._tokens = {}
        return new

    async def purge(self, team: str, at: float) -> None:
        """Forget the token of a workspace or organisation that took it away at `at`.

        A late event of an earlier installation does not take the new one away.
        """
        async with self._changing:
            found = await self._store.installed(Platform.SLACK, team)
            if found and at and found.at.timestamp() > at + 1:
                return
            await self._store.uninstall(Platform.SLACK, team)
            self._tokens = {}
        self._organisations = {
            each: whose for each, whose in self._organisations.items() if whose != team
        }
        log.warning("slack app uninstalled, its token is forgotten")

    async def rotate(self) -> int:
        """Seal all tokens with the first key; how many no key opens."""
        lost = 0
        for each in await self._store.installs(Platform.SLACK):
            async with self._changing:
                lost += not await self._reseal(each.id)
        if lost:
            log.error("slack tokens that no key of CLAIMWIRE_KEYS opens", number=lost)
        return lost

    async def _reseal(self, team: str) -> bool:
        """Seal a token with the first key, if there still is one; False where no key opens it."""
        now = await self._store.installed(Platform.SLACK, team)
        if now is None or not now.secret:
            return True
        sealed = self._vault.reseal(now.secret)
        if sealed is not None:
            await self._store.install(replace(now, secret=sealed))
        return sealed is not None
