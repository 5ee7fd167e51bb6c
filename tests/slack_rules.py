"""Slack's published rules for messages, and a reader of its markup: what would be live."""

from __future__ import annotations

import importlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Protocol

Json = dict[str, Any]
SCHEMA = Path(__file__).resolve().parent.parent.parent / "shared/specs/slack_types.schema.json"

_ALLOWED_BLOCKS = {"header", "rich_text", "actions", "context", "section", "divider"}
_CHOOSERS = {"plain_text_input", "external_select", "conversations_select"}
_RICH_PARTS = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_CONTROL = re.compile(r"<[^<>\n]*>")
_EDGE = r"(?<![A-Za-z0-9{0}])"
_FORMAT = re.compile(
    "|".join(
        rf"(?<![A-Za-z0-9])\{sign}[^\s\{sign}\n](?:[^\{sign}\n]*[^\s\{sign}\n])?\{sign}(?![A-Za-z0-9])"
        for sign in "*_~"
    )
    + r"|`[^`\n]+`|```"
)
_QUOTE = re.compile(r"^\s*&gt;", re.MULTILINE)
_LINK = re.compile(r"https?://|mailto:|(?<=\w)@(?=\w)", re.IGNORECASE)
_CROWD = re.compile(r"@(?:here|channel|everyone)\b", re.IGNORECASE)
_EMOJI = re.compile(r":[A-Za-z0-9_+-]*[a-z][A-Za-z0-9_+-]*:")


def live_markup(markup: str) -> list[str]:
    """Everything in a mrkdwn text that Slack would not show as it stands."""
    found = [match[0] for match in _CONTROL.finditer(markup)]
    if re.search(r"[<>]", _CONTROL.sub("", markup)) or "&" in _ENTITY.sub("", markup):
        found.append("unescaped & < >")
    for pattern in (_FORMAT, _QUOTE, _LINK, _CROWD, _EMOJI):
        found += [match[0] for match in pattern.finditer(markup)]
    return found


def broken_rules(message: Mapping[str, Any]) -> list[str]:
    """Which of Slack's limits and forms a message breaks; empty where it keeps them all."""
    return [*_broken_in_text(message), *_broken_in_blocks(message.get("blocks") or [])]


def all_text(message: Mapping[str, Any]) -> str:
    """All words that a person sees in the blocks, in order."""
    return "\n".join("".join(_words(block)) for block in message.get("blocks") or [])


def buttons(message: Mapping[str, Any]) -> list[Json]:
    """All buttons of a message."""
    blocks = message.get("blocks") or []
    return [each for block in blocks if block["type"] == "actions" for each in block["elements"]]


def _broken_in_text(message: Mapping[str, Any]) -> Iterator[str]:
    text = message.get("text")
    if not isinstance(text, str) or not text.strip():
        yield "no top-level text"
    elif len(text) > 40_000:
        yield "text over 40,000"


def _broken_in_blocks(blocks: list[Json]) -> Iterator[str]:
    if len(blocks) > 50:
        yield f"{len(blocks)} blocks"
    total = sum(len(_escaped(words)) for block in blocks for words in _words(block))
    if total > 11_000:
        yield f"{total} characters over all blocks"
    for block in blocks:
        yield from _broken_block(block)


def _broken_block(block: Json) -> Iterator[str]:
    kind = block.get("type")
    if kind not in _ALLOWED_BLOCKS:
        yield f"block {kind}"
    elif kind == "header":
        yield from _broken_plain(block["text"], 150)
    elif kind == "section":
        yield from _broken_section(block)
    elif kind == "context":
        if not 0 < len(block["elements"]) <= 10:
            yield "context elements"
    elif kind == "actions":
        yield from _broken_actions(block["elements"])
    elif kind == "rich_text":
        yield from _broken_rich(block)


def _broken_section(block: Json) -> Iterator[str]:
    text = block["text"]
    if not 0 < len(_escaped(text["text"])) <= 3_000:
        yield "section text length"
    if text["type"] == "mrkdwn" and live_markup(text["text"]):
        yield f"live markup in a section {text['text'][:60]!r}"
    if "accessory" in block:
        yield from broken_interactive(block["accessory"])


def _broken_rich(block: Json) -> Iterator[str]:
    if not block["elements"]:
        yield "empty rich text"
    for part in block["elements"]:
        if part["type"] not in _RICH_PARTS or not part["elements"]:
            yield f"rich text part {part['type']}"
        inner = part["elements"]
        if part["type"] == "rich_text_list":
            inner = [each for section in inner for each in section["elements"]]
        for each in inner:
            yield from _broken_element(each)


def _broken_element(element: Json) -> Iterator[str]:
    kind = element["type"]
    if kind == "text" and not 0 < len(element["text"]) <= 3_000:
        yield "rich text of no or too great length"
    if kind == "link" and not re.fullmatch(r"https?://\S{1,2990}", element["url"]):
        yield f"link {element['url'][:60]!r}"
    if kind not in {"text", "link", "date", "user"}:
        yield f"rich text element {kind}"


def _broken_actions(elements: list[Json]) -> Iterator[str]:
    if not 0 < len(elements) <= 25:
        yield "number of actions"
    ids = Counter(each["action_id"] for each in elements)
    if ids and max(ids.values()) > 1:
        yield "action_id twice"
    for each in elements:
        yield from broken_interactive(each)


def broken_interactive(element: Json) -> Iterator[str]:
    """What is wrong with one element that people press, choose from or type into."""
    kind = element["type"]
    if not 0 < len(element["action_id"]) <= 255:
        yield "action_id length"
    if "placeholder" in element:
        yield from _broken_plain(element["placeholder"], 150)
    if kind == "button":
        yield from _broken_plain(element["text"], 75)
        if len(_escaped(element.get("value", ""))) > 2_000:
            yield "button value over 2,000"
        if len(element.get("accessibility_label", "")) > 75:
            yield "accessibility_label over 75"
    elif kind == "static_select":
        yield from _broken_options(element["options"], element.get("initial_option"))
    elif kind not in _CHOOSERS:
        yield f"element {kind}"


def _broken_options(options: list[Json], initial: Json | None) -> Iterator[str]:
    if not 0 < len(options) <= 100:
        yield f"{len(options)} options"
    if initial is not None and initial not in options:
        yield "an initial option that is none of the options"
    if len({each["value"] for each in options}) < len(options):
        yield "an option twice"
    for each in options:
        yield from broken_option(each)


def broken_option(option: Json) -> Iterator[str]:
    """What is wrong with one thing to choose."""
    yield from _broken_plain(option["text"], 75)
    if not 0 < len(option["value"]) <= 150:
        yield "option value length"


def broken_view(view: Mapping[str, Any]) -> list[str]:
    """Which of Slack's limits and forms a modal or a Home tab breaks."""
    found = [] if view["type"] in ("modal", "home") else [f"view {view['type']}"]
    blocks = view["blocks"]
    if not 0 < len(blocks) <= 100:
        found.append(f"{len(blocks)} blocks")
    if len(view.get("private_metadata", "")) > 3_000:
        found.append("private_metadata over 3,000")
    if view["type"] == "modal":
        found += _broken_plain(view["title"], 24)
        for name in ("submit", "close"):
            found += _broken_plain(view[name], 24) if name in view else []
        if any(each["type"] == "input" for each in blocks) and "submit" not in view:
            found.append("inputs without submit")
    ids = Counter(each["block_id"] for each in blocks if "block_id" in each)
    if ids and max(ids.values()) > 1:
        found.append("block_id twice")
    found += [wrong for each in blocks for wrong in _broken_in_view(each)]
    return found


def _broken_in_view(block: Json) -> Iterator[str]:
    if block["type"] == "input":
        yield from _broken_plain(block["label"], 2_000)
        if "hint" in block:
            yield from _broken_plain(block["hint"], 2_000)
        yield from broken_interactive(block["element"])
    else:
        yield from _broken_block(block)


def _broken_plain(text: Json, limit: int) -> Iterator[str]:
    if text["type"] != "plain_text":
        yield "no plain text"
    if not 0 < len(_escaped(text["text"])) <= limit:
        yield f"plain text of {len(text['text'])} over {limit}"


def _words(part: object) -> Iterator[str]:
    """Every text shown by a block, depth first."""
    if isinstance(part, Mapping):
        for name in ("text", "url", "fallback"):
            if isinstance(part.get(name), str):
                yield part[name] if name != "url" else ""
        for name in ("text", "elements", "options"):
            if not isinstance(part.get(name), str):
                yield from _words(part.get(name))
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _words(each)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def block_schema(what: str = "MessageBlocks") -> Json | None:
    """Slack's own types as a JSON schema for a list of blocks; None where it is not at hand.

    `what` may also be "ModalView" or "HomeView".
    """
    if not SCHEMA.exists():
        return None
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return {**schema, "$ref": f"#/definitions/{what}"}


class Judge(Protocol):
    """What finds faults by a schema."""

    def iter_errors(self, instance: object) -> Iterator[Exception]: ...


@cache
def _judge_of(what: str) -> Judge | None:
    """A validator of one of Slack's types; None where schema or library is not at hand."""
    schema = block_schema(what)
    with suppress(ImportError):
        library = importlib.import_module("jsonschema")
        judge: Judge | None = library.Draft7Validator(schema) if schema else None
        return judge
    return None


def against_types(payload: Mapping[str, Any]) -> list[str]:
    """What in a message or view is not as Slack's own types say."""
    view = payload.get("type")
    what = {"modal": "ModalView", "home": "HomeView"}.get(str(view), "MessageBlocks")
    judge = _judge_of(what)
    held = payload if view else payload.get("blocks")
    if judge is None or held is None:
        return []
    return [f"{what}: {str(each)[:200]}" for each in judge.iter_errors(held)]
