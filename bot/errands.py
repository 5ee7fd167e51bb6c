"""The one-shot commands of the command line: each opens the desk, does its work and ends."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from contextlib import AsyncExitStack
from dataclasses import asdict
from uuid import uuid4

from bot import app
from bot.articles import ingest as ingestion
from bot.drawing.draftsman import Draftsman
from bot.keeping import kept
from bot.leaving import leave_at_once
from bot.settings import Settings
from bot.store import care
from handlers.commands import answer
from handlers.digests import chasing, planning, sending, views
from handlers.errors import Refused
from handlers.newsroom import Channel, Platform, Request
from handlers.one_claim import examples
from handlers.showing import as_json, plaintext
from handlers.words.wording import count

DONE, REFUSED = 0, 1


async def run(settings: Settings, _options: argparse.Namespace) -> int:
    """The platforms whose tokens are set, or the console, until told to stop."""
    await app.run(settings)
    return DONE


async def ask(settings: Settings, options: argparse.Namespace) -> int:
    """One answer, as a person would type it."""
    async with app.open_desk(settings) as desk:
        request = Request(
            text=options.text,
            channel=Channel(platform=Platform.CONSOLE, workspace="local", id="console"),
            person="local",
            zone=settings.zone,
            as_of=options.as_of,
        )
        reply = await answer(request, desk.world)
    if reply.refused:
        sys.stderr.write(f"claimwire: {plaintext.render(reply)}\n")
        return REFUSED
    if options.json:
        _write(_json(as_json.as_json(reply)))
        return DONE
    _write(plaintext.render(reply))
    async for line in kept(reply, Draftsman(settings.data), settings.data):
        _write(line)
    return DONE


async def ingest(settings: Settings, options: argparse.Namespace) -> int:
    """A line an article; refused ones make the exit status 1, and the rest go on."""
    status = DONE
    async with app.open_desk(settings) as desk:
        world = desk.world
        lines = ingestion.ingest(
            options.path, desk.analyst, desk.store, world.clock, topics=world.topics
        )
        async for line in lines:
            _write(_json(line.as_json()) if options.json else line.text())
            if line.outcome == "refused":
                status = REFUSED
    return status


async def extract(settings: Settings, options: argparse.Namespace) -> int:
    """The extractor alone: no store is opened and none is made."""
    # It works in this thread, so that the loop could not act on the first Ctrl-C.
    signal.signal(signal.SIGINT, leave_at_once)
    from bot.articles.extract import (
        extract as extract_files,  # brings spaCy, which nothing else here needs
    )

    signal.signal(signal.SIGINT, signal.default_int_handler)
    all_read = extract_files(
        options.file,
        jsonl=options.jsonl,
        stdin=sys.stdin,
        stdout=sys.stdout,
        model=settings.model or None,
    )
    return DONE if all_read else REFUSED


async def digest_run(settings: Settings, _options: argparse.Namespace) -> int:
    """Plan and send every digest that is due, over the platforms whose tokens are set."""
    async with app.open_desk(settings) as desk:
        house = app.furnish(desk)
        async with AsyncExitStack() as stack:
            for guest in house.guests:
                stack.push_async_callback(guest.close)
                await guest.log_in()
            owner = f"{os.getpid()}-{uuid4().hex[:8]}"
            await chasing.chase(desk.world, house.messengers, owner)  # so that digests tell of it
            await planning.plan_due(desk.world)
            sent = await sending.send_due(desk.world, house.messengers, owner)
    _write(f"{sent} sent")
    return DONE


async def digest_preview(settings: Settings, options: argparse.Namespace) -> int:
    """What a channel's digests would hold if they were due now; nothing is changed."""
    async with app.open_desk(settings) as desk:
        kept = await desk.store.subscriptions()
        here = [each for each in kept if each.channel.id == options.channel]
        if not here:
            raise Refused(
                f"No digest is set up for {options.channel}. Name the channel by its platform's "
                "own id, and see /digest list there."
            )
        for subscription in here:
            _write(plaintext.render(await views.previewed(subscription, desk.world)) + "\n")
    return DONE


async def doctor(settings: Settings, options: argparse.Namespace) -> int:
    """Check the store: exit status 1 where anything is wrong."""
    async with app.open_desk(settings) as desk:
        health = await care.check(desk.store)
    held = f"{health.articles} articles, {health.claims} claims, schema {health.schema}"
    if options.json:
        _write(_json(asdict(health)))
    elif health.faults:
        _write("\n".join(f"{each.what} {each.id}: {each.sentence}" for each in health.faults))
    else:
        _write(f"The store is sound: {held}; every excerpt equals its article.")
    return REFUSED if health.faults else DONE


async def backup(settings: Settings, options: argparse.Namespace) -> int:
    """Copy the store into a file, safely while the bot runs."""
    async with app.open_desk(settings) as desk:
        await care.backup(desk.store, options.file)
    _write(f"Backed up to {options.file}")
    return DONE


async def restore(settings: Settings, options: argparse.Namespace) -> int:
    """Bring the store back from a backup; it never overwrites articles unasked."""
    await care.restore(settings.store_url, settings.data, options.file, replace=options.replace)
    _write(f"Restored from {options.file}")
    return DONE


async def export(settings: Settings, options: argparse.Namespace) -> int:
    """Write the findings that people judged as gold examples for `python -m nlp.evaluate`."""
    async with app.open_desk(settings) as desk:
        judged = await desk.store.judged()
    rows = examples.examples(judged)
    lines = "".join(_json(row) + "\n" for row in rows)
    if str(options.gold) == "-":
        sys.stdout.write(lines)
        return DONE
    try:
        options.gold.write_text(lines, encoding="utf-8")
    except OSError as error:
        raise Refused(
            f"{options.gold} cannot be written: {error.strerror}. Name another file."
        ) from None
    findings = count(len(judged), "judged finding")
    verb = "is" if len(judged) == 1 else "are"
    _write(f"{findings} of {count(len(rows), 'article text')} {verb} in {options.gold}")
    return DONE


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
