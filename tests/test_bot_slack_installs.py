"""Many workspaces at the same moment: no token comes back, and none hides a newer one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from fakes import MemoryStore

from bot.platforms.slack.installs import Installs
from bot.platforms.slack.vault import Vault
from handlers.newsroom import Platform
from handlers.ports import Install

fernet = pytest.importorskip("cryptography.fernet")
KEY = fernet.Fernet.generate_key().decode()


class Between(MemoryStore):
    """A store amid whose reading something else happens, once."""

    def __init__(self) -> None:
        super().__init__()
        self.happens: Callable[[], Awaitable[object]] | None = None

    async def pass_by(self) -> None:
        """Let the other thing happen now."""
        happens, self.happens = self.happens, None
        if happens is not None:
            # Beside, as it comes by another socket; what has to wait for us does.
            self.beside = asyncio.create_task(asyncio.wait_for(happens(), 5))
            await asyncio.wait({self.beside}, timeout=0.05)

    async def installed(self, platform: Platform, name: str) -> Install | None:
        found = await super().installed(platform, name)
        await self.pass_by()
        return found

    async def installs(self, platform: Platform) -> tuple[Install, ...]:
        found = await super().installs(platform)
        await self.pass_by()
        return found


def answered(token: str, team: str = "T0ONE", organisation: str = "") -> dict[str, object]:
    """What Slack answers to an installation."""
    given: dict[str, object] = {"access_token": token, "team": {"id": team}}
    return given | {"enterprise": {"id": organisation}} if organisation else given


def later() -> float:
    """When the token is taken away: after all that was installed until now."""
    return datetime.now(UTC).timestamp() + 60


async def test_a_token_that_was_being_looked_up_hides_no_newer_one() -> None:
    """Installed anew while a digest asks for the token, the next call goes with the new one."""
    store = Between()
    installs = Installs(store, Vault(KEY))
    await installs.install(answered("xoxb-old"))
    store.happens = lambda: installs.install(answered("xoxb-new"))
    await installs.token_of("T0ONE")
    await store.beside
    assert await installs.token_of("T0ONE") == "xoxb-new"


async def test_resealing_brings_no_token_back() -> None:
    """Uninstalled while the tokens are sealed anew at the start, it stays forgotten."""
    store = Between()
    installs = Installs(store, Vault(KEY))
    await installs.install(answered("xoxb-old"))
    store.happens = lambda: installs.purge("T0ONE", later())
    await installs.rotate()
    await store.beside
    assert await store.installs(Platform.SLACK) == ()


async def test_resealing_puts_no_old_token_over_a_new_one() -> None:
    """The same where it is installed anew meanwhile."""
    store = Between()
    installs = Installs(store, Vault(KEY))
    await installs.install(answered("xoxb-old"))
    store.happens = lambda: installs.install(answered("xoxb-new"))
    await installs.rotate()
    await store.beside
    assert await installs.token_of("T0ONE") == "xoxb-new"


async def test_a_late_uninstall_does_not_take_the_new_installation() -> None:
    """Looked up before the workspace installs us again, and carried out after."""
    store = Between()
    installs = Installs(store, Vault(KEY))
    await installs.install(answered("xoxb-old"))
    store.happens = lambda: installs.install(answered("xoxb-new"))
    await installs.purge("T0ONE", later())
    await store.beside
    assert await installs.token_of("T0ONE") == "xoxb-new"


async def test_learning_a_workspaces_organisation_takes_no_token() -> None:
    """Installed by itself at that moment, a workspace keeps the token of its own."""
    store = Between()
    installs = Installs(store, Vault(KEY))
    whole = answered("xoxb-whole", organisation="E0ALL") | {"is_enterprise_install": True}
    await installs.install(whole)
    installs.heard_from("E0ALL", "T0ONE")
    store.happens = lambda: installs.install(answered("xoxb-own", organisation="E0ALL"))
    await installs.token_of("T0ONE")
    await store.beside
    assert await installs.token_of("T0ONE") == "xoxb-own"
