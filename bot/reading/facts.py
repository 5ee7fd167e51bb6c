"""What a file says about its article, gathered from any format and made one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from bot.reading.files import LONGEST_TEXT
from bot.reading.outlets import host_of, outlet_of, web_address
from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle, Published
from nlp.bylines import Frame, find_frame, plain_byline
from nlp.cleaning import clean
from nlp.datelines import Stated, read_date

_LONGEST_FACT = 500  # characters of a headline, byline or outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Metadata as the file words it; None where it says nothing."""

    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def first_of(told: Iterable[Facts]) -> Facts:
    """Take each fact from the first that tells it."""
    told = tuple(told)
    return Facts(
        **{
            field.name: next((v for f in told if (v := getattr(f, field.name))), None)
            for field in fields(Facts)
        }
    )


def parsed(source: str, text: str, facts: Facts) -> ParsedArticle:
    """Join clean text and facts; what the file leaves unsaid is read from the lines around.

    Raises ArticleRefused where there is no text, or more than an article has.
    """
    if not any(char.isalpha() for char in text):
        raise ArticleRefused("There is no article text in the file.")
    if len(text) > LONGEST_TEXT:
        raise ArticleRefused(
            f"The text has {len(text):,} characters, more than the {LONGEST_TEXT:,} that are read: "
            "split it."
        )
    frame = find_frame(text, head=True)
    url = web_address(facts.url)
    return ParsedArticle(
        source=source,
        text=text,
        headline=_line(facts.headline) or frame.headline,
        byline=plain_byline(_line(facts.byline) or "") or frame.byline,
        outlet=_line(facts.outlet) or _outlet(frame, url),
        published=_published(read_date(facts.published or "") or frame.stated),
        url=url,
        language=_language(facts.language),
        aside=frame.aside,
    )


def _outlet(frame: Frame, url: str | None) -> str | None:
    """Find the outlet in the lines around the report, its contact address or its own."""
    if frame.outlet:
        return frame.outlet
    return (outlet_of(frame.domain) if frame.domain else None) or (
        outlet_of(host_of(url)) if url else None
    )


def _line(words: str | None) -> str | None:
    """Make a fact one clean line of bounded length."""
    return " ".join(clean((words or "")[: 4 * _LONGEST_FACT]).split())[:_LONGEST_FACT] or None


def _language(words: str | None) -> str | None:
    """Give a language tag such as "en" or "en-US"; None for anything else."""
    tag = (words or "").strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", tag) else None


def _published(stated: Stated | None) -> Published | None:
    """Give a stated date in the newsroom's noun."""
    if stated is None:
        return None
    return Published(day=stated.day, precision=stated.precision, at=stated.at)
