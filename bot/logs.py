"""Structured logs on standard error, free of query text, article text and tokens."""

from __future__ import annotations

import logging
import re
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger

# Whatever a library logs, a token in it is blotted out.
_TOKENS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|[\w-]{20,}\.[\w-]{6}\.[\w-]{25,}|\b(?:Bot|Bearer) [\w.-]{20,}"
)
# These write bodies of messages (so: query text) at INFO and below.
_TALKATIVE = (
    "slack_bolt",
    "slack_sdk",
    "discord",
    "aiohttp",
    "apscheduler",
    "alembic",
    "trafilatura",
)


def _blot_tokens(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        key: _TOKENS.sub("[token]", value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def frames(error: BaseException) -> str:
    """Where an error happened, without its message: that may quote what a person typed."""
    return "".join(traceback.format_tb(error.__traceback__))


def set_up_logs(level: str) -> None:
    """Send our log and the libraries' to standard error, one line an event.

    A terminal gets readable lines, everything else JSON.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _blot_tokens,
    ]
    person = sys.stderr.isatty()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(colors=False)
                if person
                else structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # It warns at each beat that a chore which takes longer lets go by, as it is meant to.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
