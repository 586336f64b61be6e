"""From bytes to text: known encodings read strictly, others guessed and said so."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

# What files that are no text begin with: PDF, ZIP and Office, images, ELF, old Office, sound,
# SQLite, bzip2, xz, zstandard, 7z, RTF is text and not here.
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0",
    b"ID3", b"OggS", b"RIFF", b"SQLite format 3", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf", b"PAR1", b"II*\x00", b"MM\x00*",
)  # fmt: skip
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})
_MOSTLY_UTF8 = 0.02  # at most this share of a text may be broken for it still to count as UTF-8
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def wide_encoding(head: bytes) -> str | None:
    """The encoding of two or four bytes a character that `head` begins, or None.

    A byte order mark tells; without one, zero bytes in every other place do.
    """
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:4096]
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.02:
        return "utf-16-le"
    if even > 0.4 and odd < 0.02:
        return "utf-16-be"
    return None


def is_binary(head: bytes) -> bool:
    """Whether the first bytes (not of a wide encoding) are those of a file that is no text."""
    sample = head[:8192]
    if sample.startswith(_MAGIC):
        return True
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > 2 and control > 0.05 * len(sample)


def narrow(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The chunks of a wide encoding as UTF-8; what cannot be read becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of `data`, and what had to be guessed to read it (None: it is clean UTF-8)."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    lenient = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    good = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", lenient))
    if broken < good and broken <= max(1, _MOSTLY_UTF8 * len(lenient)):
        return lenient, f"UTF-8 with {broken} broken places"
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"


def decode_page(data: bytes) -> tuple[str, str | None]:
    """The text of an HTML page: by the encoding that it declares, else like `decode`."""
    if declared := _CHARSET.search(data[:4096]):
        try:
            return data.decode(declared[1].decode("ascii")), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)
