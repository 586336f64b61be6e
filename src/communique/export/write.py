"""Exports as files: written beside, then put in their place, so that none is ever half there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from communique.errors import ExportError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to; what stands there after the block takes the place of `path`.

    Raises:
        ExportError: If the file can't be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise ExportError(
            f"{path}: cannot be written ({error.strerror or error}); name another place"
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_text(path: Path, lines: Iterable[str]) -> None:
    """Write lines as UTF-8.

    Raises:
        ExportError: If the file can't be written.
    """
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(lines)


def write_bytes(stream: IO[bytes], lines: Iterable[str]) -> None:
    """Write lines as UTF-8 to a stream that is open."""
    for line in lines:
        stream.write(line.encode("utf-8"))
    stream.flush()
