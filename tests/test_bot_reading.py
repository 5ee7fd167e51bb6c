"""Reading articles of each format: text, metadata, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.reading.files import LARGEST_FILE, LONGEST_TEXT, is_article
from bot.reading.outlets import outlet_of, web_address
from bot.reading.reader import read
from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle, Published
from nlp.analysis import Precision

ARTICLES = Path(__file__).parent / "articles"
SEEDS = Path(__file__).parent.parent / "seeds"
SHARED = Path(__file__).parent.parent.parent / "shared" / "articles"
SENTENCE = "The council doubled the mooring fee on Tuesday, Mayor Tomas Linde said."


def sample(name: str) -> ParsedArticle:
    """Read one of the fictional articles."""
    return read(name, (ARTICLES / name).read_bytes())


def aside(article: ParsedArticle) -> list[str]:
    """The lines set aside, each checked against the text."""
    assert all(article.text[a.start : a.end] == a.words for a in article.aside)
    return [a.words for a in article.aside]


SEED_FILES = sorted(p for p in SEEDS.iterdir() if is_article(p.name))


@pytest.mark.parametrize("path", SEED_FILES, ids=lambda path: path.name)
def test_seeds_read_as_their_gold_says(path: Path) -> None:
    """Each seed's text is that of its gold, to the character, and its metadata complete."""
    gold = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))
    article = read(path.name, path.read_bytes())
    assert article.text == gold["text"]
    assert (article.byline, article.outlet) == ("Claimwire staff", "Claimwire Samples")
    assert article.headline
    assert article.published == Published(
        day=date.fromisoformat(path.name[:10]), precision=Precision.DAY
    )
    assert all(article.text[a.start : a.end] == a.words for a in article.aside)


@pytest.mark.shared
def test_the_real_article() -> None:
    """A file without a headline keeps its text whole; its contact line tells the rest."""
    path = SHARED / "000_cff542433030545e.txt"
    if not path.exists():
        pytest.skip("needs the ../shared folder")
    article = read(path.name, path.read_bytes())
    assert article.text == path.read_text("utf-8")
    assert (article.headline, article.published, article.url) == (None, None, None)
    assert (article.byline, article.outlet) == ("Tom Howell Jr.", "The Washington Times")
    (line,) = aside(article)
    assert line.startswith("• Tom Howell Jr. can be reached")


def test_plain_text_with_a_head() -> None:
    """Headline, standfirst, byline and notices go aside; the text stays the whole file."""
    article = sample("harbor.txt")
    assert article.text == (ARTICLES / "harbor.txt").read_text("utf-8")
    assert article.headline == "Harbor town doubles its mooring fee after a winter of repairs"
    assert article.byline == "Ilse Varga, Harbor Correspondent"
    assert article.outlet == "The Brackwater Courier"
    assert article.published == Published(day=date(2025, 3, 4), precision=Precision.DAY)
    assert len(aside(article)) == 6


def test_plain_text_without_a_head() -> None:
    """The contact line gives byline and, by its domain, the outlet; the date stays open."""
    article = sample("bare.txt")
    assert article.text.startswith("\n\nMayor Tomas Linde said")
    assert (article.headline, article.published) == (None, None)
    assert (article.byline, article.outlet) == ("Petra Oduya Jr.", "The Washington Times")
    assert aside(article) == ["• Petra Oduya Jr. can be reached at poduya@washingtontimes.com."]


def test_markdown() -> None:
    """Front matter of several spellings is read; mark-up, raw and hidden HTML are gone."""
    article = sample("ferry.md")
    assert article.text.split("\n") == [
        "The strike is over, the union’s chairwoman, Mara Quist, said on Friday.",
        "“We won what we asked for,” she said.",
        "Pay rises 3% in May.",
        "Crews sail on Monday.",
        "Reporting by Nils Aho and Rosa Brandt; editing by Jon Vik",
    ]
    assert article.headline == 'Ferry crews: "we will sail again on Monday"'
    assert article.byline == "Nils Aho and Rosa Brandt"
    assert article.outlet == "The Brackwater Courier"
    assert article.published == Published(day=date(2025, 4, 1), precision=Precision.MONTH)
    assert article.url == "https://courier.example/2025/ferry?utm_source=x"
    assert article.language == "en-GB"
    assert len(aside(article)) == 1


def test_html() -> None:
    """The page's article is read as shown, its metadata from JSON-LD and the head."""
    article = sample("market.html")
    lines = article.text.split("\n")
    assert len(lines) == 4
    assert lines[1] == "“We have waited long for a roof,” Mayor Tomas Linde said."
    assert lines[2].startswith("Stall keepers pay 120 crowns")
    assert article.headline == "Fish market moves indoors & stays open"
    assert article.byline == "Nils Aho and Rosa Brandt"
    assert article.outlet == "The Brackwater Courier"
    assert article.published == Published(
        day=date(2025, 5, 20), precision=Precision.DAY, at=datetime(2025, 5, 21, 3, 30, tzinfo=UTC)
    )
    assert article.url == "https://courier.example/2025/05/fish-market"
    assert article.language == "en"


def test_json() -> None:
    """An article under @graph in an array, its body in HTML, its address unusable."""
    article = sample("bridge.json")
    assert article.text.split("\n") == [
        "The bridge opens on Monday, engineer Lena Sorel said.",
        "It cost 9 million crowns.",
        "Nobody was hurt.",
    ]
    assert article.headline == "Bridge opens a week early"
    assert article.byline == "Jon Vik, Ilse Varga and Nils Aho"
    assert article.outlet == "The Brackwater Courier"
    assert article.published == Published(day=date(2025, 1, 1), precision=Precision.YEAR)
    assert (article.url, article.language) == (None, "en")


@pytest.mark.parametrize(
    ("front", "headline", "day"),
    [
        ("headline: 2025", "2025", None),
        ("title: No", "No", None),
        ("headline: null\ntitle: Fee rises\npublished: 5/12/2025", "Fee rises", None),
        ("headline: |\n  Fee\n  rises\ndate: 2025-03-04 10:00:00", "Fee rises", date(2025, 3, 4)),
        ("headline: [Fee, rises]", "Fee and rises", None),
        ("headline: !!python/object/apply:os.abort []", None, None),
        ("# nothing but a comment", None, None),
        ("", None, None),
    ],
)
def test_front_matter_oddities(front: str, headline: str | None, day: date | None) -> None:
    """Scalars stay the words they are, tags mean nothing, and no date is guessed."""
    article = read("a.md", f"---\n{front}\n---\n\n{SENTENCE}\n".encode())
    assert article.headline == headline
    assert (article.published.day if article.published else None) == day
    assert article.text == SENTENCE


@pytest.mark.parametrize(
    ("front", "day", "at"),
    [
        ("date = 2025-03-04", date(2025, 3, 4), None),
        ('Date = "March 4, 2025"', date(2025, 3, 4), None),
        (
            "date = 2025-03-04T23:00:00-05:00",
            date(2025, 3, 4),
            datetime(2025, 3, 5, 4, tzinfo=UTC),
        ),
        ("lastmod = 2025-03-04", None, None),
    ],
)
def test_toml_front_matter(front: str, day: date | None, at: datetime | None) -> None:
    """Between lines of plus signs the fields are TOML; they mean what they mean in YAML."""
    front = f"title = 'Fee doubles'\nauthors = ['Ilse Varga', 'Jon Vik']\n{front}"
    article = read("a.md", f"+++\n{front}\n+++\n\n{SENTENCE}\n".encode())
    assert (article.headline, article.byline) == ("Fee doubles", "Ilse Varga and Jon Vik")
    published = article.published
    assert (published and published.day, published and published.at) == (day, at)
    assert article.text == SENTENCE


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("+++\ntitle = Fee\n+++\n", "not valid TOML"),
        ("+++\ntitle = 'Fee'\n", "three plus signs"),
        ("---\ntitle: 'Fee'\n", "three hyphens"),
    ],
)
def test_broken_front_matter_is_refused(front: str, why: str) -> None:
    """What stands above is never read as the article's words; the sentence says what is wrong."""
    with pytest.raises(ArticleRefused, match=why):
        read("a.md", f"{front}\n{SENTENCE}\n".encode())


def test_markdown_without_front_matter() -> None:
    """A first heading is the headline, and a rule in the text opens no front matter."""
    article = read("a.md", f"# Fee *doubles*\n\n{SENTENCE}\n\n---\n\nMore.\n".encode())
    assert (article.headline, article.text) == ("Fee doubles", f"{SENTENCE}\nMore.")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One said.\n\n\nTwo said.\r\nThree", "One said.\nTwo said.\nThree"),
        ("It&#8217;s “so” &amp; so", "It’s “so” & so"),
        ("2 < 3 & 5 > 4, he said", "2 < 3 & 5 > 4, he said"),
        ("<p>One</p>\n<p>T<b>w</b>o</p>", "One\nTwo"),
        ("Said &lt;b&gt; &#x202e;she\x00", "Said <b> she"),
    ],
)
def test_article_body(body: str, text: str) -> None:
    """A body is plain text or HTML; either way one clean paragraph a line comes out."""
    data = json.dumps({"@type": "NewsArticle", "articleBody": body}).encode()
    assert read("a.json", data).text == text


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ('<meta name="date" content="2025-03-04">', date(2025, 3, 4)),
        ('<meta itemprop="datePublished" content="2025-03-04T08:00:00Z">', date(2025, 3, 4)),
        (
            '<article><h1>Fee</h1><time datetime="2025-03-04">today</time>BODY</article>',
            date(2025, 3, 4),
        ),
        (
            "<article><h1>Fee</h1><p class=updated><time datetime=2025-03-04></p>BODY</article>",
            None,
        ),
        (
            "<article><h1>Fee</h1>BODY</article><article><time datetime=2025-03-04></article>",
            None,
        ),
        ('<meta property="article:modified_time" content="2025-03-04">', None),
        ("<p>It happened on March 4, 2025.</p>", None),
    ],
)
def test_html_dates(page: str, day: date | None) -> None:
    """The article's own stated date counts; an update's or a neighbour's does not."""
    body = f"<p>{SENTENCE}</p>" * 3
    page = page.replace("BODY", body) if "BODY" in page else page + body
    published = read("a.html", f"<html><body>{page}</body></html>".encode()).published
    assert (published.day if published else None) == day


@pytest.mark.parametrize("repeats", [1, 9])
def test_html_keeps_words_and_signs_together(repeats: int) -> None:
    """Inline mark-up leaves no space behind, in short pages and in long ones."""
    inline = "<p><i>“The <b>qu</b>ay</i>,” <a href=/x>he</a> said<i>.</i> It<br>holds.</p>"
    prose = "".join(f"<p>{number}. {SENTENCE}</p>" for number in range(repeats))
    page = f"<title>Fee - up - Courier</title><article>{prose}{inline}</article><p>Terms</p>"
    article = read("a.html", page.encode())
    assert article.headline == "Fee - up"
    assert article.text.split("\n")[repeats:] == ["“The quay,” he said. It", "holds."]


def test_html_byline_from_the_page() -> None:
    """Without metadata the marked byline is read, and the heading is the headline."""
    page = (
        "<title>Fee doubles | Courier</title><article><h1>Fee doubles</h1>"
        f"<div class='c-byline'>By <a>Ilse Varga</a> · March 4, 2025</div>"
        f"<p>{SENTENCE}</p></article>"
    )
    article = read("a.htm", page.encode())
    assert (article.headline, article.byline) == ("Fee doubles", "Ilse Varga")
    assert article.published == Published(day=date(2025, 3, 4), precision=Precision.DAY)
    assert article.text.endswith(SENTENCE)
    assert aside(article) == ["By Ilse Varga · March 4, 2025"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "The file is empty."),
        ("a.txt", b" \n\n\t", "no article text"),
        ("a.txt", b"\xef\xbb\xbf", "no article text"),
        ("a.txt", b"12345 --", "no article text"),
        ("a.txt", b"x" * (LARGEST_FILE + 1), "more than the 10 MB"),
        ("a.txt", b"word " * (LONGEST_TEXT // 5 + 1), "more than the 200,000 that are read"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 100, "binary"),
        ("a.txt", bytes(range(256)) * 10, "binary"),
        ("a.txt", b"\x00" * 500, "binary"),
        ("a.txt", b"\xff\xfe\x00\xd8", "save it anew as UTF-8"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.html", b"<!-- -->", "no article text"),
        ("a.json", b"{", r"not valid JSON \(line 1, column 2\)"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"@type": "Recipe", "text": "Salt."}', "no NewsArticle"),
        ("a.json", b'{"@type": "NewsArticle"}', "no articleBody"),
        ("a.json", b'[{"articleBody":"a"},{"articleBody":"b"}]', "2 articles"),
        ("a.md", b"---\nheadline: x\nno end", "no closing line"),
        ("a.md", b"---\nTitle: Fee rises: again\n---\ntext", r"not valid YAML \(line 2\)"),
        ("a.md", b"---\n- a\n- b\n---\ntext", "not a list of fields"),
        ("a.md", b"---\na: &x [1]\nb: *x\n---\ntext", "not valid YAML"),
        ("a.md", b"---\n" + b"a: b\n" * 5_000 + b"---\ntext", "longer than 20,000"),
        ("a.pdf", b"%PDF-1.7", "save the article as .txt"),
        ("a.docx", b"PK", "save the article as .txt"),
        ("a.toml", b"x = 1", "A .toml file cannot be read"),
    ],
)
def test_refusals(name: str, data: bytes, sentence: str) -> None:
    """What is no article is refused with a sentence that says why or what to do."""
    with pytest.raises(ArticleRefused, match=sentence):
        read(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("https://courier.example/a", f"<!DOCTYPE html><p>{SENTENCE}</p>".encode()),
        ("https://courier.example/a.html?x=1.pdf", f"<p>{SENTENCE}</p>".encode()),
        ("https://courier.example/a", b'{"articleBody":"%s"}' % SENTENCE.encode()),
        ("article", f"---\ntitle: Fee\n---\n{SENTENCE}".encode()),
        ("article", SENTENCE.encode()),
    ],
)
def test_format_by_content(name: str, data: bytes) -> None:
    """A name without an ending is read as what its content looks like."""
    assert read(name, data).text == SENTENCE


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.txt", True),
        ("A.MARKDOWN", True),
        ("a.xhtml", True),
        ("a.json", True),
        ("a.gold.json", False),
        ("README.md", False),
        ("Sources.md", False),
        (".a.txt", False),
        ("~a.txt", False),
        ("a.pdf", False),
        ("a", False),
    ],
)
def test_what_a_folder_is_searched_for(name: str, wanted: bool) -> None:  # noqa: FBT001 - a table
    """Gold, notes, hidden and foreign files in a folder are passed over."""
    assert is_article(name) is wanted


@pytest.mark.parametrize(
    ("domain", "outlet"),
    [
        ("washingtontimes.com", "The Washington Times"),
        ("WWW.WashingtonTimes.com.", "The Washington Times"),
        ("edition.cnn.com", "CNN"),
        ("courier.example", "courier.example"),
        ("gmail.com", None),
        ("mail.yahoo.com", None),
    ],
)
def test_outlets(domain: str, outlet: str | None) -> None:
    """Known domains have names, unknown ones speak for themselves, mail providers do not."""
    assert outlet_of(domain) == outlet


@pytest.mark.parametrize(
    "words",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//a.example",
        "http://",
        "http://[",
        "a b",
        "",
        "https://a.example/a\u202eb",
    ],
)
def test_addresses_that_are_none(words: str) -> None:
    """Only whole web addresses pass."""
    assert web_address(words) is None
