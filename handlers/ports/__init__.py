"""What the work needs of the world: ports, with their law in the docstrings.

Whoever implements a port raises only errors of `handlers.errors`. No method blocks
the event loop: disk and CPU work happens in threads or worker processes.
"""

from handlers.ports.claims import (
    COMMON,
    MOST_OTHERS,
    Claims,
    Coverage,
    Facet,
    FacetKind,
    Known,
    Outcome,
    Page,
    Question,
    Stored,
)
from handlers.ports.desk import Arrival, Files, KnownFile, NameBook, Names
from handlers.ports.exports import Exports
from handlers.ports.outbox import Subscriptions
from handlers.ports.reviews import Judged, Reviews
from handlers.ports.showings import Showings
from handlers.ports.workspaces import Install, Unanswered, Workspaces
from handlers.ports.world import Analyst, Aside, Clock, Messenger, Store, World

__all__ = [
    "COMMON",
    "MOST_OTHERS",
    "Analyst",
    "Arrival",
    "Aside",
    "Claims",
    "Clock",
    "Coverage",
    "Exports",
    "Facet",
    "FacetKind",
    "Files",
    "Install",
    "Judged",
    "Known",
    "KnownFile",
    "Messenger",
    "NameBook",
    "Names",
    "Outcome",
    "Page",
    "Question",
    "Reviews",
    "Showings",
    "Store",
    "Stored",
    "Subscriptions",
    "Unanswered",
    "Workspaces",
    "World",
]
