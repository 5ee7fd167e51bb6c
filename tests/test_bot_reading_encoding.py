"""From bytes to characters, whatever wrote the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.encoding import decode
from bot.reading.reader import read
from handlers.errors import ArticleRefused

ENGLISH = (
    "The council doubled the mooring fee on Tuesday. “The quay won’t mend itself,” Mayor Tomas "
    "Linde said — and he said the café would pay 40 crowns more. Skippers called it a bad joke. "
)
JAPANESE = "市議会は火曜日に係留料を二倍にした。市長は「桟橋は自分では直らない」と述べた。" * 20


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_english_in_any_encoding(encoding: str) -> None:
    """Curly quotes, dashes and accents survive, with and without a byte order mark."""
    assert read("a.txt", ENGLISH.encode(encoding)).text == ENGLISH


def test_latin_1() -> None:
    """Accents alone, as older systems write them, are read."""
    text = ENGLISH.replace("“", '"').replace("”", '"').replace("’", "'").replace("—", "-")
    assert read("a.txt", text.encode("latin-1")).text == text


@pytest.mark.parametrize("name", ["João Bragança", "Señor Peña", "Jörg Weißkopf", "Zoë Åkesson"])
def test_names_in_cp1252_keep_their_letters(name: str) -> None:
    """A short text in the encoding that English is written in is read as that one."""
    text = f"Minister {name} said the duty is “unfair” — and left."
    assert read("a.txt", text.encode("cp1252")).text == text


def test_spoiled_bytes_do_not_spoil_the_letters_around_them() -> None:
    """A text that is UTF-8 but for a few bytes stays UTF-8."""
    data = "João said the café “pays more”.".encode() + b" \xff And more."
    assert read("a.txt", data).text == "João said the café “pays more”. \ufffd And more."


def test_surrogates_encoded_in_utf_8_are_cleaned_away() -> None:
    """Lone surrogates, as some systems write them, cost neither the file nor its letters."""
    data = b"One \xed\xa0\x80said.\x00 The caf\xc3\xa9 \xed\xbf\xbfpays more."
    assert read("a.txt", data).text == "One said. The café pays more."


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "gb18030"])
def test_east_asian_text_is_read_or_refused(encoding: str) -> None:
    """What is guessed is right; otherwise the file is refused, never garbled into Latin."""
    text = JAPANESE if encoding != "gb18030" else "市议会星期二把停泊费提高了一倍。市长说。" * 20
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=shift_jis'>", "shift_jis"),
        ('<?xml version="1.0" encoding="windows-1250"?>', "cp1250"),
        ('<meta charset="no-such-charset">', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
)
def test_a_page_may_declare_its_charset(declared: str, encoding: str) -> None:
    """A declared charset is believed unless the bytes are plainly UTF-8."""
    words = JAPANESE if encoding == "shift_jis" else "Mayor Linde said the “café” pays. " * 9
    page = f"<html>{declared}<body><article><p>{words}</p></article></body></html>"
    assert read("a.html", page.encode(encoding)).text == words.strip()


def test_a_few_nul_bytes_do_not_make_a_file_binary() -> None:
    """Stray control characters are cleaned away, as the text around them is sound."""
    assert read("a.txt", b"One\x00 said.\x07 Two said so too, and more.").text == (
        "One said. Two said so too, and more."
    )


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    """Nothing but ArticleRefused comes out of decoding."""
    try:
        text = decode(data, markup=True)
    except ArticleRefused:
        return
    assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
@settings(max_examples=200, deadline=None)
def test_utf_8_reads_back(text: str) -> None:
    """Any printable text written as UTF-8 is read as it was."""
    if text.encode().startswith((b"%PDF-", b"PK\x03\x04", b"7z", b"{\\rtf", b"\xef\xbb\xbf")):
        return
    assert decode(text.encode()) == text
