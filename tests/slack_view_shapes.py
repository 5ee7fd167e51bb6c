"""Views of every shape, made by hand about fictional people, for the forms and the Home tab."""

from __future__ import annotations

from slack_replies import claim

from bot.platforms.slack import views
from bot.platforms.slack.digest_form import change_form
from bot.platforms.slack.home import Home, home_view
from bot.platforms.slack.searching import search_form
from bot.platforms.slack.views import Origin, View
from handlers.answers.front import Example
from handlers.newsroom import Status
from handlers.reply import Reply, Row, Section

_ORIGIN = Origin(
    channel="C0TRADE",
    name="#trade",
    thread="1750000000.000100",
    response_url="https://hooks.example/1",
    about="abcdefghij",
)


def home() -> View:
    """The Home tab of an admin with digests."""
    latest = Section(
        title="tariffs marenia",
        notes=("[1] The Harbour Post, 5 June 2025: Lorbach answers with reason",),
        claims=(claim(),),
    )
    return home_view(
        Home(
            examples=(
                Example(command="/tariffs marenia", told="One topic and one country or person"),
                Example(command="/quotes Odile Brandt", told="What somebody said, word by word"),
                Example(command="/timeline tariffs", told="What happened, in order"),
            ),
            mine=(Row(label="no. 3", text="tariffs marenia, daily at 08:30 (Europe/London)"),),
            channel="C0TRADE",
            theirs=(Row(label="no. 4", text="quotes Varga, on weekdays at 09:00 (UTC)"),),
            latest=Reply(headline="Latest on what is followed", sections=(latest,)),
            sources=("Answers rest on 2 articles of 1 outlet, 5 to 9 June 2025.",),
            told="Digest no. 2 is stopped.",
        )
    )


def first_home() -> View:
    """The Home tab of somebody new, before any article was read."""
    return home_view(Home())


def review() -> View:
    """The form to dispute a claim."""
    said = "Odile Brandt: “We shall answer each tariff with reason,”"
    return views.review(_ORIGIN, Status.DISPUTED, said)


def change() -> View:
    """The form to change a digest."""
    return change_form(Origin(channel="C0TRADE", about="3"), "tariffs marenia")


VIEWS = {
    "view_home": home,
    "view_first_home": first_home,
    "view_review": review,
    "view_change": change,
    "view_search": search_form,
}
