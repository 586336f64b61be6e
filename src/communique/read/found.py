"""What the readers of the single formats hand on, before it is a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text as it stands in a source, with what the source says of it.

    `date` is the source's own wording; `written` is a date that stands in the text, where the
    source names none. `source` is "path", or "path:line".
    """

    source: str
    text: str
    id: str | None = None
    date: str | int | float | None = None
    written: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
