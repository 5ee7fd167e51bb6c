"""Discord's rules as judges: limits, its published schema, and a parser of its markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships no types

SPEC = Path(__file__).resolve().parent.parent.parent / "shared/specs/discord_openapi.json"
NO_SPEC = "needs ../shared/specs/discord_openapi.json"

Payload = Mapping[str, Any]


def problems(payload: Payload) -> list[str]:
    """What Discord would refuse, or silently change, in a message."""
    return [*_message_problems(payload), *_component_problems(payload.get("components") or [])]


def attachment_problems(payload: object, files: Mapping[str, bytes]) -> Iterator[str]:
    """What Discord would refuse in the files of a request: each is described, within limits."""
    told = payload.get("attachments") or [] if isinstance(payload, dict) else []
    if len(told) > 10:
        yield f"{len(told)} attachments"
    for each in told:
        if len(each.get("description") or "") > 1024:
            yield "a description over 1,024"
    if sum(map(len, files.values())) > 10485760:
        yield "files over 10 MB"
    if {f"files[{each['id']}]" for each in told if int(each["id"]) < 100} != set(files):
        yield "files and attachments differ"


def _message_problems(payload: Payload) -> Iterator[str]:
    embeds = payload.get("embeds") or []
    content = payload.get("content") or ""
    if len(content) > 2000:
        yield f"content of {len(content)}"
    if not content.strip() and not embeds:
        yield "an empty message"
    if len(embeds) > 10:
        yield f"{len(embeds)} embeds"
    if sum(map(_size, embeds)) > 6000:
        yield f"embeds of {sum(map(_size, embeds))} characters"
    urls = [embed["url"] for embed in embeds if embed.get("url")]
    if len(urls) != len(set(urls)):
        yield "two embeds with one url merge"
    if len(str(payload.get("nonce") or "")) > 25:
        yield "nonce too long"
    yield from _mention_problems(payload)
    for embed in embeds:
        yield from _embed_problems(embed)


def _mention_problems(payload: Payload) -> Iterator[str]:
    if payload.get("allowed_mentions") != {"parse": []} and "allowed_mentions" in payload:
        mentions = payload["allowed_mentions"]
        if mentions.get("parse") or mentions.get("users") or mentions.get("replied_user"):
            yield f"mentions allowed: {mentions}"
    if "allowed_mentions" not in payload:
        yield "mentions not forbidden"


def _size(embed: Payload) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for each in embed.get("fields") or []:
        texts += [each["name"], each["value"]]
    return sum(len(text or "") for text in texts)


def _embed_problems(embed: Payload) -> Iterator[str]:
    limits = {"title": 256, "description": 4096}
    for name, limit in limits.items():
        if len(embed.get(name) or "") > limit:
            yield f"{name} of {len(embed[name])}"
    if len((embed.get("footer") or {}).get("text", "")) > 2048:
        yield "footer too long"
    fields = embed.get("fields") or []
    if len(fields) > 25:
        yield f"{len(fields)} fields"
    for each in fields:
        if not 0 < len(each["name"]) <= 256 or not 0 < len(each["value"]) <= 1024:
            yield "a field out of its limits"
    if not any(embed.get(name) for name in ("title", "description", "fields", "footer")):
        yield "an empty embed"


def _component_problems(rows: list[Payload]) -> Iterator[str]:
    if len(rows) > 5:
        yield f"{len(rows)} rows"
    ids = [button.get("custom_id") for row in rows for button in row["components"]]
    if len(ids) != len(set(ids)):
        yield "two buttons with one custom id"
    for row in rows:
        if not 0 < len(row["components"]) <= 5:
            yield "a row out of its limits"
        for button in row["components"]:
            if not 0 < len(button.get("label") or "") <= 80:
                yield "a label out of its limits"
            if not 0 < len(button.get("custom_id") or "") <= 100:
                yield "a custom id out of its limits"


@cache
def _schema() -> dict[str, Any] | None:
    if not SPEC.exists():
        return None
    document: dict[str, Any] = json.loads(SPEC.read_text(encoding="utf-8"))
    return document


@cache
def _validator(path: str, method: str) -> Draft202012Validator | None:
    document = _schema()
    if document is None:
        return None
    body = document["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]
    # A union in the description means "one that fits"; several may.
    return Draft202012Validator({"components": document["components"], "anyOf": [body]})


def schema_problems(path: str, method: str, payload: object) -> list[str]:
    """What Discord's published description says against a request; [] without the spec."""
    validator = _validator(path, method)
    if validator is None:
        return []
    if isinstance(payload, dict) and (reference := payload.get("message_reference")):
        # Discord takes numbers for these ids too, and the library sends them so.
        texts = {k: str(v) if k.endswith("_id") else v for k, v in reference.items()}
        payload = {**payload, "message_reference": texts}
    if isinstance(payload, dict) and (told := payload.get("attachments")):
        # Here too; and of those that stay, it sends back all that it was told.
        known = ("id", "filename", "description")
        told = [{k: str(each[k]) for k in known if k in each} for each in told]
        payload = {**payload, "attachments": told}
    return [
        f"{path}: {error.json_path} {error.message[:300]}"
        for error in validator.iter_errors(payload)
    ]


@dataclass(slots=True)
class Parsed:
    """What a person sees, and every live thing in it as (kind, its source)."""

    shown: str = ""
    live: list[tuple[str, str]] = field(default_factory=list)

    def kinds(self) -> set[str]:
        return {kind for kind, _ in self.live}


_URL = r"(?:https?|steam)://[^\s<]+"
_INLINE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        ("escape", r"\\([^0-9A-Za-z\s])"),
        ("code block", r"```.+?```"),
        ("code", r"(`+)(?!`).*?[^`]\1(?!`)"),
        ("user", r"<@!?\d+>"),
        ("role", r"<@&\d+>"),
        ("channel", r"<#\d+>"),
        ("command", r"</[^:>]+:\d+>"),
        ("guild page", r"<id:[^>]+>"),
        ("emoji", r"<a?:\w+:\d+>"),
        ("time", r"<t:-?\d+(?::[tTdDfFRsS])?>"),
        ("crowd", r"@(?:everyone|here|Clyde)"),
        ("link", r"\[((?:\\.|[^\\\]])+)\]\(\s*<?(https?://[^)>\s]+)>?[^)]*\)"),
        ("bare link", rf"<{_URL}>|{_URL}"),
        ("mail", r"<[^\s<>@]+@[^\s<>]+>|<(?:tel|mailto|sms):[^>]+>"),
        ("named emoji", r":[A-Za-z0-9_+~-]+(?:::skin-tone-\d)?:"),
        ("bold", r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)"),
        ("underlined", r"__((?:\\.|[^\\])+?)__(?!_)"),
        ("struck", r"~~((?:\\.|[^\\])+?)~~(?!_)"),
        ("spoiler", r"\|\|((?:\\.|[^\\])+?)\|\|"),
        ("italic", r"\*(?=\S)((?:\*\*|\\.|[^\\*])+?)\*(?!\*)|_((?:__|\\.|[^\\_])+?)_(?!\w)"),
    )
)
_BLOCK: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("quote", r" *>>? ?(?:>> )?"),
        ("subtext", r" *-#[ \t]+"),
        ("heading", r" *#{1,3}[ \t]+"),
        ("list", r"[ \t]*(?:[*+-]|\d+\.)[ \t]+"),
    )
)
_PLAIN = re.compile(r"[^\\`<@\[:*_~|\nhs]+")  # no mark and no address begins so
_RECURSIVE = {"bold", "underlined", "struck", "spoiler", "italic", "link"}
# Discord's servers look for these in the raw text, whatever the markup around them.
_RAW: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("raw crowd", r"@(?:everyone|here)"),
        ("raw mention", r"<@[!&]?\d+>|<#\d+>"),
        ("raw invitation", r"discord(?:app)?\.(?:gg|com/invite|gift|new)/?\S*"),
    )
)


def parse(text: str) -> Parsed:
    """Read a message as Discord's clients and servers do."""
    parsed = _lines(text)
    for kind, pattern in _RAW:
        parsed.live += [(kind, found[0]) for found in pattern.finditer(text)]
    return parsed


def _lines(text: str) -> Parsed:
    """Blocks begin at line starts, and may stand in one another (a list in a quotation)."""
    parsed = Parsed()
    at = 0
    fresh = True
    while at < len(text):
        if fresh:
            block = next(((k, m) for k, p in _BLOCK if (m := p.match(text, at)) and m[0]), None)
            if block is not None:
                parsed.live.append((block[0], block[1][0]))
                at = block[1].end()
                continue
        at = _token(text, at, parsed)
        fresh = text[at - 1] == "\n"
    return parsed


def _token(text: str, at: int, parsed: Parsed) -> int:
    if plain := _PLAIN.match(text, at):
        parsed.shown += plain[0]
        return plain.end()
    for kind, pattern in _INLINE:
        found = pattern.match(text, at)
        if found is None:
            continue
        if kind == "escape":
            parsed.shown += found[1]
            return found.end()
        parsed.live.append((kind, found[0] if kind != "link" else found[2]))
        if kind in _RECURSIVE:
            inner = next(group for group in found.groups() if group is not None)
            nested = _lines(f"\u2060{inner}")
            parsed.shown += nested.shown.removeprefix("\u2060")
            parsed.live += nested.live
        else:
            parsed.shown += found[0]
        return found.end()
    parsed.shown += text[at]
    return at + 1
