"""From what a user names (files, folders, patterns, `-`) to single files, in a fixed order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.read.options import Kind
from communique.records import Problem

STDIN = "-"
_KINDS: dict[str, Kind | None] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": None,  # lines, a list or one object: the content tells
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    "": None,
}


def kind_of(path: str) -> Kind | None:
    """The kind that the name's ending tells (before `.gz`), or None."""
    return _KINDS.get(_suffix(path))


def find_files(sources: Sequence[str | Path]) -> Iterator[str | Problem]:
    """Yield the files of the sources in their order, those of folders and patterns sorted."""
    for source in map(str, sources):
        if source == STDIN:
            yield source
        elif os.path.isdir(source):  # noqa: PTH112 - a name with NUL must not raise
            yield from _of_folder(source)
        elif os.path.exists(source):  # noqa: PTH110
            yield source
        elif glob.has_magic(source):
            yield from _of_pattern(source)
        else:
            yield _missing(source, "no such file; check the spelling, or quote a pattern")


def _missing(source: str, reason: str) -> Problem:
    return Problem(code="missing-file", detail=reason, source=source)


def _of_pattern(pattern: str) -> Iterator[str | Problem]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - keeps "./" as given
    if not matches:
        yield _missing(pattern, "no file matches the pattern; `**` reaches into folders")
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112
            if "**" not in pattern:
                yield from _of_folder(match)
        else:
            yield match


def _of_folder(folder: str) -> Iterator[str | Problem]:
    problems: list[OSError] = []
    found = False
    for here, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            found = True
            path = os.path.join(here, name)  # noqa: PTH118 - keeps "./" as given
            yield path if _suffix(name) in _KINDS else _skipped(path)
    for error in problems:
        detail = f"the folder cannot be read ({error.strerror}); check its permissions"
        yield Problem(code="unreadable", detail=detail, source=error.filename)
    if not found and not problems:
        yield Problem(code="empty", detail="the folder holds no files", source=folder)


def _skipped(path: str) -> Problem:
    detail = (
        "left out: no ending of text, JSON Lines, CSV, HTML or a feed; name the file to read it"
    )
    return Problem(code="skipped", detail=detail, source=path)


def _suffix(path: str) -> str:
    name = Path(path).name.lower().removesuffix(".gz")
    return Path(name).suffix
