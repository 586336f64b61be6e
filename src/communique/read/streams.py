"""Bounded reading: chunks of a stream, lines that may be too long, files that may be too large."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from typing import IO, cast

CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"


def unpacked(stream: IO[bytes]) -> Iterator[bytes]:
    """The chunks of a stream, decompressed where it is gzip.

    Raises:
        OSError, EOFError, zlib.error: While reading, if the stream or archive is broken.
    """
    head = stream.read(CHUNK)
    if not head.startswith(_GZIP):
        yield from _chunks(head, stream)
        return
    rejoined = cast("IO[bytes]", _Rejoined(head, stream))
    with gzip.GzipFile(fileobj=rejoined, mode="rb") as archive:
        yield from _chunks(archive.read(CHUNK), archive)


def peek(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first chunk, and all chunks."""
    head = next(chunks, b"")
    return head, with_head(head, chunks)


def with_head(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """Yield `head`, unless it is empty, and then the rest."""
    if head:
        yield head
    yield from rest


def lines(chunks: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number from 1, line); None stands for a line of more than `limit` bytes.

    No more than `limit` bytes and a chunk are held, however long a line is.
    """
    number, held, overlong = 1, bytearray(), False
    for chunk in chunks:
        pieces = chunk.split(b"\n")
        for position, piece in enumerate(pieces):
            if not overlong:
                held += piece
                overlong = len(held) > limit
                if overlong:
                    held.clear()
            if position < len(pieces) - 1:
                yield number, None if overlong else bytes(held)
                number, overlong = number + 1, False
                held.clear()
    if held or overlong:
        yield number, None if overlong else bytes(held)


def whole(chunks: Iterable[bytes], limit: int) -> bytes | None:
    """All bytes, or None if there are more than `limit`; reading stops there."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > limit:
            return None
    return bytes(held)


def _chunks(head: bytes, stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while head:
        yield head
        head = stream.read(CHUNK)


class _Rejoined:
    """A stream whose first bytes were read already, for readers that want them back."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int = CHUNK) -> bytes:
        if self._head:
            out, self._head = self._head[:size], self._head[size:]
            return out
        return self._stream.read(size)
