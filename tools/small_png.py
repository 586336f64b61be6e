"""Write pictures of pages as small PNG files: 256 colours, so that a checkout stays light."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import numpy.typing as npt

COLOURS = 256
Pixels = npt.NDArray[np.uint8]


def small_png(pixels: Pixels) -> bytes:
    """A picture (rows, columns, red green blue) as PNG with a palette.

    The commonest colours stay, after those that differ little were taken together; the others take
    the nearest of these.
    """
    height, width, _ = pixels.shape
    palette, indices = _reduce(pixels.reshape(-1, 3))
    rows = indices.reshape(height, width).astype(np.uint8)
    raw = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(raw, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in (*parts, (b"IEND", b"")))


def _reduce(colours: Pixels) -> tuple[Pixels, npt.NDArray[np.intp]]:
    """The palette, and for each pixel the number of its colour in it."""
    unique, inverse, counts = np.unique(colours, axis=0, return_inverse=True, return_counts=True)
    near, of_near = np.unique(unique >> 3, axis=0, return_inverse=True)
    weights = np.bincount(of_near.ravel(), weights=counts, minlength=len(near))
    chosen = np.argsort(-weights, kind="stable")[:COLOURS]
    sums = np.stack(
        [np.bincount(of_near.ravel(), unique[:, c] * counts, len(near)) for c in range(3)], axis=1
    )
    palette = np.rint(sums[chosen] / weights[chosen, None]).astype(np.uint8)
    nearest = np.empty(len(unique), np.intp)
    for start in range(0, len(unique), 4096):
        part = unique[start : start + 4096].astype(np.int32)
        apart = ((part[:, None] - palette[None].astype(np.int32)) ** 2).sum(axis=2)
        nearest[start : start + 4096] = apart.argmin(axis=1)
    return palette, nearest[inverse.ravel()]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
