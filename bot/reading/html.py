"""HTML: the article of a page, from what a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from bot.reading.encoding import decode
from bot.reading.facts import Facts, first_of, parsed
from bot.reading.hidden import remove_hidden
from bot.reading.schema_org import NotJson, facts_of, find_articles, load_json
from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle
from nlp.bylines import read_frame_line
from nlp.cleaning import clean

_MOST_ELEMENTS = 100_000
_MOST_LINKED_DATA = 20  # scripts
_SHORT = 400  # characters of text that count as little

# Elements that begin and end a paragraph, in HTML and in what trafilatura makes of it.
_BLOCK_TAGS = (
    "address article aside blockquote body br caption cell dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html item lb legend li list "
    "main nav ol p pre quote row section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)


def read_html(source: str, data: bytes) -> ParsedArticle:
    """Read a page: metadata from its head, paragraphs from what it shows."""
    root = _tree(clean(decode(data, markup=True)))
    stated = first_of((_canonical(root), *_linked_data(root), _meta(root)))
    remove_hidden(root)
    facts = first_of((stated, _visible(root)))
    repeated = {_flat(words) for words in (facts.headline, _headings(root)) if words}
    lines = _body(root)
    while lines and _flat(lines[0]) in repeated:
        lines = lines[1:]
    return parsed(source, "\n".join(lines), facts)


def paragraphs_of(markup: str) -> str:
    """Give the visible paragraphs of a piece of HTML, one per line."""
    if not markup.strip():
        return ""
    root = _tree(f"<div>{clean(markup)}</div>")
    remove_hidden(root)
    return "\n".join(_paragraphs(root))


def _tree(markup: str) -> HtmlElement:
    """Parse HTML of any quality; raises ArticleRefused where there is no page in it."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ArticleRefused("There is no article text in the file.") from error
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise ArticleRefused(
            f"The page has more than {_MOST_ELEMENTS:,} elements: save its article alone."
        )
    return root


def _body(root: HtmlElement) -> list[str]:
    """Give the article's paragraphs, or those of the page where no article stands out."""
    for tables in (False, True):
        found = trafilatura.bare_extraction(
            deepcopy(root), include_comments=False, include_tables=tables, with_metadata=False
        )
        if found is not None and not isinstance(found, dict):
            lines = list(_paragraphs(found.body))
            if any(any(char.isalpha() for char in line) for line in lines):
                return _short(root, lines) if sum(map(len, lines)) < _SHORT else lines
    for name in ("article", "main", "body"):
        for element in root.iter(name):
            if lines := list(_paragraphs(element)):
                return lines
    return []


def _short(root: HtmlElement, lines: list[str]) -> list[str]:
    """Take a short article from the page's own element, where there is just one.

    Of little text trafilatura makes one run, and puts spaces where tags stood.
    """
    articles = list(root.iter("article"))
    return (list(_paragraphs(articles[0])) or lines) if len(articles) == 1 else lines


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """Give the text of each block, spaces collapsed, without recursion."""
    gathered: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            if words := _flat("".join(gathered)):
                yield words
            gathered = []
        if event == "start":
            gathered.append(element.text or "")
        elif element is not root:
            gathered.append(element.tail or "")
    if words := _flat("".join(gathered)):
        yield words


def _flat(words: str) -> str:
    """Collapse white space, no-break spaces included, as a browser shows it."""
    return " ".join(clean(words).split())


def _canonical(root: HtmlElement) -> Facts:
    """Read the address the page calls its own, and its language."""
    links = (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical")
    return Facts(url=next((link for link in links if link), None), language=root.get("lang"))


def _linked_data(root: HtmlElement) -> Iterator[Facts]:
    """Read the articles in the page's JSON-LD; broken scripts are passed over."""
    scripts = [s for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    for script in scripts[:_MOST_LINKED_DATA]:
        try:
            yield from map(facts_of, find_articles(load_json(script.text or ""))[:1])
        except NotJson:
            continue


def _meta(root: HtmlElement) -> Facts:
    """Read Open Graph and the usual meta names; the first of each name counts."""
    told: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        told.setdefault(name.strip().lower(), (meta.get("content") or "").strip())
    authors = (told.get(name) for name in ("author", "article:author", "byl", "dc.creator"))
    dates = (told.get(name) for name in _DATE_NAMES)
    return Facts(
        headline=told.get("og:title") or told.get("twitter:title"),
        byline=next((name for name in authors if name and "://" not in name), None),
        outlet=told.get("og:site_name"),
        published=next((date for date in dates if date), None),
        url=told.get("og:url"),
        language=told.get("og:locale"),
    )


def _visible(root: HtmlElement) -> Facts:
    """Read what the page shows: its heading, byline and the article's own date."""
    title = next((_flat(t.text_content()) for t in root.iter("title")), "")
    headline = _headings(root) or re.sub(r"^(.+) [|–—-] .{1,40}$", r"\1", title)
    byline = next(_byline_texts(root), None)
    told = read_frame_line(byline) if byline else None
    return Facts(
        headline=headline,
        byline=told.byline if told else None,
        outlet=told.outlet if told else None,
        published=_time(root) or next(iter(_after_separator(byline)), None),
    )


def _after_separator(byline: str | None) -> Iterator[str]:
    """Give the parts of a byline that may be a date."""
    for part in re.split(r"\s+[|·•—–]\s+", byline or ""):
        if re.search(r"\d{4}", part):
            yield part


def _headings(root: HtmlElement) -> str:
    """Give the page's first main heading; "" where it has none."""
    return next((words for h1 in root.iter("h1") if (words := _flat(h1.text_content()))), "")


def _byline_texts(root: HtmlElement) -> Iterator[str]:
    """Give the short texts that the page marks as a byline."""
    for element in root.iter("div", "p", "span", "address", "a", "li", "section"):
        marked = (element.get("class") or "") + " " + (element.get("itemprop") or "")
        if "byline" in marked.lower() or element.get("rel") == "author":
            words = _flat(element.text_content())
            if 0 < len(words) <= 200:
                yield words if words.lower().startswith("by ") else f"By {words}"


def _time(root: HtmlElement) -> str | None:
    """Give the publication time the article shows; not an update's, not a neighbour's."""
    heading = next(root.iter("h1"), None)
    home = _article_of(heading) if heading is not None else None
    for element in root.iter("time"):
        marked = " ".join(
            (node.get("class") or "") + " " + (node.get("itemprop") or "")
            for node in (element, element.getparent())
            if node is not None
        ).lower()
        if "updat" in marked or "modif" in marked:
            continue
        ours = home is not None and _article_of(element) is home
        if ours or "datepublished" in marked or element.get("pubdate") is not None:
            moment: str | None = element.get("datetime")
            return moment
    return None


def _article_of(element: HtmlElement) -> HtmlElement | None:
    """Give the innermost article around an element."""
    return next(element.iterancestors("article"), None)
