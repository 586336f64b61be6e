"""From bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.encoding import decode, decode_page, is_binary, narrow, wide_encoding

WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32"]
WORDS = "The “minister” met President Müller in Oslin."


@pytest.mark.parametrize("encoding", WIDE)
def test_wide_encodings_are_read(read, encoding):
    result = read(("date 2021-05-05\n" + WORDS).encode(encoding))
    assert result.report.text == WORDS
    assert result.codes == []


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_wide_text_that_breaks_off_is_read_as_far_as_it_goes(read, bom):
    encoding = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    data = bom + WORDS.encode(encoding) + b"\x00"
    assert read(data).report.text.startswith(WORDS)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("latin-1", "Präsident traf Müller"), ("cp1252", "The “minister” met – again")],
)
def test_narrow_encodings_are_guessed_and_said(read, encoding, words):
    result = read(words.encode(encoding), date=None)
    assert result.report.text == words
    assert "encoding-guessed" in result.codes


def test_utf8_with_a_broken_place_stays_utf8():
    data = (WORDS * 3).encode()
    text, guess = decode(data + b"\xff")
    assert text == WORDS * 3 + "\ufffd"
    assert guess == "UTF-8 with 1 broken places"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 10, b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04",
        b"\x7fELF\x02",
        b"\x00\x01\x02\x03", b"BZh91AY", b"\xfd7zXZ\x00", b"SQLite format 3\x00",
    ],
)  # fmt: skip
def test_files_that_are_no_text_are_told(read, data):
    assert read(data).codes == ["binary"]


@pytest.mark.parametrize(
    "data", [b"", b"a", WORDS.encode(), "سلام".encode(), b"a\x00b\x1b[1m, and many more words" * 9]
)
def test_text_is_not_binary(data):
    assert not is_binary(data)


@given(st.binary())
def test_any_bytes_become_some_text(data):
    text, _ = decode(data)
    assert text.encode().decode() == text
    assert wide_encoding(data) in (None, *WIDE)
    assert is_binary(data) in (True, False)


@given(st.text(), st.sampled_from(WIDE), st.integers(1, 9))
def test_wide_text_in_chunks_of_any_size_is_whole(text, encoding, size):
    data = text.encode(encoding, "replace")
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    narrowed = b"".join(narrow(chunks, encoding)).decode()
    assert narrowed == data.decode(encoding)


def test_page_is_read_by_the_encoding_that_it_declares():
    page = '<html><head><meta charset="koi8-r"></head><body>Министр</body></html>'
    assert decode_page(page.encode("koi8-r")) == (page, None)
    assert decode_page(page.replace("koi8-r", "no-such").encode())[0].count("Министр") == 1
