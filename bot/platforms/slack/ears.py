"""Slack's ears: sorts what Slack sends, acknowledges it at once and hands it to the desk."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.logs import frames
from bot.platforms.slack import payloads
from bot.platforms.slack.changes import EVENTS, PRIVATE
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.links import links

log = structlog.get_logger(__name__)

_ANY = re.compile(".*", re.DOTALL)
_OURS = re.compile("^claimwire_")
# Bolt logs bodies of requests, which hold what people typed.
_log = logging.getLogger("slack_bolt.claimwire")
_log.setLevel(logging.CRITICAL)

Body = dict[str, object]


def ears(desk: Desk, note: Callable[[str | None, str | None], None] | None) -> AsyncApp:
    """Bolt with our listeners: each acknowledges first and hands the work to the desk.

    We authorise ourselves, so that SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in the
    environment cannot switch Bolt to OAuth, and no call to Slack comes before the
    acknowledgement. The signature was checked on the raw bytes before. `note` is told the
    organisation and the workspace of whatever is heard, where there are many.
    """

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        if note:
            note(enterprise_id, team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_user_id=desk.me or None
        )

    app = AsyncApp(
        name="claimwire",
        logger=_log,
        authorize=authorize,
        signing_secret="",
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
    )
    _on_acts(app, desk)
    _on_forms(app, desk)
    _on_events(app, desk)
    _on_the_rest(app)
    app.error(_on_failure)
    return app


def _on_acts(app: AsyncApp, desk: Desk) -> None:
    """Commands, buttons and shortcuts."""

    async def on_command(ack: AsyncAck, body: Body) -> None:
        await ack()
        desk.start(payloads.command(body))

    async def on_button(ack: AsyncAck, body: Body) -> None:
        await ack()
        desk.start(payloads.press(body))

    async def on_shortcut(ack: AsyncAck, body: Body) -> None:
        await ack()
        desk.start(payloads.shortcut(body))

    app.command(_ANY)(on_command)
    app.action(_OURS)(on_button)
    app.shortcut(_ANY)(on_shortcut)


def _on_forms(app: AsyncApp, desk: Desk) -> None:
    """Forms, whose acknowledgement says what is wrong with them or suggests."""

    async def on_view(ack: AsyncAck, body: Body) -> None:
        wrong = await desk.submit(body)
        if wrong:
            await ack(response_action="errors", errors=dict(wrong))
        else:
            await ack()

    async def on_typing(ack: AsyncAck, body: Body) -> None:
        await ack(options=await desk.suggest(body))

    app.view(_OURS)(on_view)
    app.options(_ANY)(on_typing)


def _on_events(app: AsyncApp, desk: Desk) -> None:
    """What happens in the workspace; Bolt acknowledges events by itself, and first."""

    async def on_message(body: Body) -> None:
        if payloads.text_of(body, "event", "subtype") == PRIVATE:
            await on_change(body)
        else:
            desk.questions.hear(body, desk.me)

    async def on_home(body: Body) -> None:
        desk.start(payloads.home(body))

    async def on_link(body: Body) -> None:
        if found := links(body):
            desk.run(found.key, lambda: desk.unfurl(found))

    async def on_change(body: Body) -> None:
        key = payloads.text_of(body, "event_id")
        desk.run(key, lambda: desk.changes.hear(body))

    for kind in EVENTS:
        app.event(kind)(on_change)
    app.event("link_shared")(on_link)
    app.event("app_mention")(on_message)
    app.event("message")(on_message)
    app.event("app_home_opened")(on_home)


def _on_the_rest(app: AsyncApp) -> None:
    """What we did not ask for is acknowledged, so that Slack does not send it again."""

    async def on_other(ack: AsyncAck) -> None:
        await ack()

    app.event(_ANY)(on_other)
    app.action(_ANY)(on_other)
    app.view(_ANY)(on_other)


async def _on_failure(error: Exception) -> None:
    """What broke before the desk had it: nobody can be told, and Bolt's own log is off."""
    log.error("slack listener failed", error=type(error).__name__, where=frames(error))
