"""Draws docs/gallery.md: every answer shape in both looks, from the golden payloads.

`make gallery` writes one local HTML page a shape (no address outside is used) and, where
Chromium is installed, a picture of each. Run it after the golden files have changed.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

HERE = Path(__file__).resolve().parent
GOLDEN, DOCS = HERE / "golden" / "both", HERE.parent / "docs"
PICTURES = DOCS / "gallery"
WIDTH, LONGEST = 1300, 1800  # pixels; characters of a text
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Json = dict[str, Any]

STYLE = """
body { margin: 0; padding: 24px; display: flex; gap: 24px; font: 15px/1.45 sans-serif;
  background: #d9d9de; align-items: flex-start; }
.look { flex: 1; min-width: 0; border-radius: 8px; padding: 16px 20px; overflow-wrap: anywhere; }
.look h2 { font-size: 13px; margin: 0 0 12px; opacity: .75; }
.slack { background: #fff; color: #1d1c1d; } .discord { background: #313338; color: #dbdee1; }
.slack h3 { font-size: 18px; margin: 4px 0; } p, ul { margin: 4px 0; white-space: pre-wrap; }
blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid #bbb;
  white-space: pre-wrap; }
.discord blockquote { border-color: #4e5058; } .small { font-size: 12px; opacity: .8; }
.embed { background: #2b2d31; border-left: 4px solid #2b6cb0; border-radius: 4px;
  padding: 8px 14px; margin: 6px 0; } .embed h4 { margin: 2px 0 6px; }
.press { display: inline-block; border-radius: 4px; padding: 6px 12px; margin: 6px 6px 0 0;
  font-size: 14px; } .slack .press { border: 1px solid #bbb; }
.discord .press { background: #4e5058; }
.pick { display: block; } a { color: #1264a3; } .discord a { color: #00a8fc; }
time, .who { background: #80808040; border-radius: 3px; padding: 0 3px; }
"""

_TOKEN = re.compile(
    r"\\(?P<plain>[^0-9A-Za-z\s])|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|\[(?P<label>(?:\\.|[^\\\]])+)\]\(<(?P<to>https?://[^>]+)>\)"
    r"|<t:(?P<time>-?\d+)(?::\w)?>|<@&?(?P<who>\d+)>",
    re.DOTALL,
)


def discord_line(text: str) -> str:
    """Discord's inline markup, as much as our renderer writes, as HTML."""
    shown, at = "", 0
    for found in _TOKEN.finditer(text):
        shown += html.escape(text[at : found.start()])
        at = found.end()
        if found["plain"]:
            shown += html.escape(found["plain"])
        elif found["bold"]:
            shown += f"<b>{discord_line(found['bold'])}</b>"
        elif found["to"]:
            shown += f'<a href="{html.escape(found["to"])}">{discord_line(found["label"])}</a>'
        elif found["time"]:
            when = datetime.fromtimestamp(int(found["time"]), UTC)
            shown += f"<time>{when:%A, %d %B %Y %H:%M} (reader’s own zone)</time>"
        else:
            shown += f'<span class="who">@{found["who"]}</span>'
    return shown + html.escape(text[at:])


def discord_text(text: str) -> Iterator[str]:
    """Lines of a message or embed: quotations, small print and plain ones."""
    for line in text.split("\n"):
        if line.startswith("> "):
            yield f"<blockquote>{discord_line(line[2:])}</blockquote>"
        elif line.startswith("-# "):
            yield f'<p class="small">{discord_line(line[3:])}</p>'
        else:
            yield f"<p>{discord_line(line)}</p>"


def discord(payload: Json) -> Iterator[str]:
    """All messages of an answer, and what is below the last."""
    for message in payload["messages"]:
        yield from discord_text(message["content"])
        for embed in message["embeds"]:
            title = f"<h4>{html.escape(embed['title'])}</h4>" if "title" in embed else ""
            footer = html.escape((embed.get("footer") or {}).get("text", ""))
            body = "".join(discord_text(embed.get("description", "")))
            small = f'<p class="small">{footer}</p>' if footer else ""
            yield f'<div class="embed">{title}{body}{small}</div>'
    for button in payload["buttons"]:
        yield f'<span class="press">{html.escape(button["label"])}</span>'
    if payload.get("claims"):
        yield '<span class="press pick">Why, context, verify or dispute: pick a claim ▾</span>'


def slack_run(run: Json) -> str:
    """One piece of rich text."""
    style = run.get("style") or {}
    text = html.escape(str(run.get("text") or run.get("fallback") or run.get("user_id") or ""))
    if run["type"] == "link":
        address = html.escape(str(run["url"]))
        text = f'<a href="{address}">{text or address}</a>'
    if run["type"] == "date":
        text = f"<time>{text}</time>"
    if run["type"] == "user":
        text = f'<span class="who">@{text}</span>'
    for name, tag in (("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code")):
        text = f"<{tag}>{text}</{tag}>" if style.get(name) else text
    return text


def slack_rich(element: Json) -> str:
    """One part of a rich text block."""
    if element["type"] == "rich_text_list":
        items = "".join(f"<li>{slack_rich(each)}</li>" for each in element["elements"])
        return f"<ul>{items}</ul>"
    inner = "".join(map(slack_run, element["elements"]))
    tag = "blockquote" if element["type"] == "rich_text_quote" else "p"
    return f"<{tag}>{inner}</{tag}>"


def slack_press(element: Json) -> str:
    """A button or menu."""
    named: Json = element.get("text") or element.get("placeholder") or {}
    label = str(named.get("text", element["type"]))
    mark = "" if element["type"] == "button" else " ▾"
    return f'<span class="press">{html.escape(label)}{mark}</span>'


def slack_block(block: Json) -> str:
    """One block."""
    kind = block["type"]
    if kind == "rich_text":
        return "".join(map(slack_rich, block["elements"]))
    if kind == "actions":
        return f"<div>{''.join(map(slack_press, block['elements']))}</div>"
    if kind == "divider":
        return "<hr>"
    if kind == "context":
        texts = (html.escape(str(each.get("text", ""))) for each in block["elements"])
        return f'<p class="small">{" ".join(texts)}</p>'
    told: Json = block.get("text") or block.get("title") or {}
    text = html.escape(str(told.get("text", "")))
    more = slack_press(block["accessory"]) if "accessory" in block else ""
    return f"<h3>{text}</h3>" if kind == "header" else f"<p>{text} {more}</p>"


def slack(payload: Json) -> Iterator[str]:
    """All blocks of a message."""
    return map(slack_block, payload["blocks"])


LOOKS: dict[str, Callable[[Json], Iterator[str]]] = {"Slack": slack, "Discord": discord}


def shapes() -> list[str]:
    """The names of all shapes of answer."""
    return sorted(path.stem for path in GOLDEN.glob("*.json"))


def payload(name: str) -> Json:
    """The golden payloads of a shape on both platforms."""
    found: Json = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return found


def page(name: str) -> str:
    """One shape in both looks, as a page that stands alone and knows its own height."""
    found, parts = payload(name), []
    for platform, draw in LOOKS.items():
        body = "\n".join(draw(found[platform.lower()]))
        parts.append(f'<div class="look {platform.lower()}"><h2>{platform}</h2>\n{body}</div>')
    head = f'<meta charset="utf-8"><title>{name}</title><style>{STYLE}</style>'
    end = "<script>document.title = document.documentElement.scrollHeight</script>"
    body = "".join(parts) + end
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


OPENING = """# Every answer in both looks

Drawn by `make gallery` from the golden payloads under `tests/golden/both/`, the very ones that
the tests hold the renderers to: Slack's blocks on the left, Discord's embeds on the right. The
people, outlets and figures in them are invented. Below each picture stands the whole answer in
words, as the console shows it. A long picture is cut. Chromium draws the pictures (on Debian: `apt
install chromium`); without it, `make gallery` writes the same pages as HTML beside them.
"""


def gallery() -> str:
    """docs/gallery.md: the pictures, each with the words that it shows."""
    lines = [OPENING]
    for name in shapes():
        found = payload(name)
        text = str(found["text"]).replace("```", "'''")
        title = name.replace("_", " ").capitalize()
        lines += [f"## {title}", "", f"Asked: `{found['asked'].splitlines()[0]}`", ""]
        lines += [
            f"![The answer in Slack and in Discord; its words stand below](gallery/{name}.png)"
        ]
        lines += ["", "<details><summary>The words of it</summary>", "", "```text"]
        lines += [text[:LONGEST], "```", "", "</details>", ""]
    return "\n".join(lines)


def draw(browser: str, name: str, folder: Path) -> None:
    """A picture of one page, cut to its height."""
    source = folder / f"{name}.html"
    source.write_text(page(name), encoding="utf-8")
    common = [
        *(browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        f"--user-data-dir={folder / 'profile'}",
    ]
    told = _run([*common, f"--window-size={WIDTH},100", "--dump-dom", source.as_uri()])
    found = re.search(r"<title>(\d+)</title>", told)
    height = min(int(found[1]) if found else LONGEST, LONGEST)
    picture = PICTURES / f"{name}.png"
    _run([*common, f"--window-size={WIDTH},{height}", f"--screenshot={picture}", source.as_uri()])
    _shrink(picture)


def _shrink(picture: Path) -> None:
    """Keep as few colours as such a page has: a third of the bytes."""
    with Image.open(picture) as drawn:
        few = drawn.convert("RGB").quantize(48)
    few.save(picture, optimize=True)


def _run(command: list[str]) -> str:
    """Run the browser of this machine on a page of ours."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)  # noqa: S603
    return done.stdout


def main() -> int:
    """Write the page and the pictures, or where no browser is there the pages to be drawn."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    PICTURES.mkdir(exist_ok=True)
    (DOCS / "gallery.md").write_text(gallery(), encoding="utf-8")
    if browser is None:
        for name in shapes():
            (PICTURES / f"{name}.html").write_text(page(name), encoding="utf-8")
        sys.stderr.write("No Chromium here (apt install chromium): wrote HTML, no pictures.\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name in shapes():
            draw(browser, name, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
