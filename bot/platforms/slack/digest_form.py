"""The form to change a digest: what is left empty stays as it is."""

from __future__ import annotations

from bot.platforms.slack.buttons import words
from bot.platforms.slack.payloads import Json
from bot.platforms.slack.views import Origin, View, entry, filled, form
from handlers.showing.plaintext import clean

CHANGE = "claimwire_change"
# The blocks that are filled in, each with one element of the same name.
QUESTION, WHEN = "question", "when"
_LONGEST = 1_000


def change_form(origin: Origin, query: str) -> View:
    """The form with the question that the digest has now."""
    question: View = {
        "type": "plain_text_input",
        "action_id": QUESTION,
        "max_length": _LONGEST,
        "initial_value": clean(query)[:_LONGEST],
    }
    when: View = {
        "type": "plain_text_input",
        "action_id": WHEN,
        "max_length": _LONGEST,
        "placeholder": words("weekdays 08:30 in Europe/London"),
    }
    hint = "Left empty, it stays as it is. Such as: daily 17:00, or weekly on MON 09:00."
    about = f"Digest no. {clean(origin.about)[:20]}"
    blocks: list[View] = [
        {"type": "section", "text": words(about)},
        entry(QUESTION, "Question", question),
        entry(WHEN, "When", when, hint=hint, optional=True),
    ]
    return form(CHANGE, "Change a digest", "Change", origin, blocks)


def change_line(view: Json, number: str) -> str:
    """The command line that the filled-in form stands for."""
    typed = (" ".join(filled(view, name).split()) for name in (WHEN, QUESTION))
    return " ".join(filter(None, ("/digest edit", number, *typed)))
