"""The command line: `python -m bot`, also installed as `claimwire`."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence

from bot.leaving import leave_at_once
from handlers.errors import ClaimwireError
from nlp.faults import ExtractorFault

DONE, REFUSED = 0, 1  # argparse itself ends with 2 on wrong usage


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; exit status 0 done, 1 refused, 2 wrong usage.

    SIGTERM ends every command as Ctrl-C does, from the first moment on.
    """
    try:
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
        signal.signal(signal.SIGINT, leave_at_once)
        _say_what_the_terminal_can()
        return _run(arguments)
    except (ClaimwireError, ExtractorFault) as error:
        sys.stderr.write(f"claimwire: {error}\n")
        return REFUSED
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(arguments: Sequence[str] | None) -> int:
    """Read the command line and the settings, and do the errand."""
    # Imported here because they take a while, in which a signal must end us quietly.
    import asyncio

    from bot.logs import set_up_logs
    from bot.settings import read_settings
    from bot.usage import as_text, parser

    options = parser().parse_args(as_text(sys.argv[1:] if arguments is None else arguments))
    settings = read_settings()
    set_up_logs(settings.log)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return int(asyncio.run(options.errand(settings, options)))


def _say_what_the_terminal_can() -> None:
    """Write a question mark for what the output's encoding lacks, rather than break off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
