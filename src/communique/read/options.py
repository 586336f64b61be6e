"""What a caller can say about the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["auto", "text", "jsonl", "html", "csv", "feed"]

# A newspaper's whole issue is below 1 MB of text; what is larger is no report but an archive.
MAX_BYTES = 5_000_000

FIELDS = ("id", "date", "title", "text", "publisher", "url", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read the sources.

    Attributes:
        date: The date of a report that has none of its own.
        fields: Our name of a JSON field (one of `FIELDS`) to the name in the user's data; dots
            lead into nested objects.
        kind: The form of every source; `auto` goes by the name's ending, then by the content.
        max_bytes: The most UTF-8 bytes of text that one report may have.
        unique_ids: Give a report whose id was there before another ("x#2"); false leaves ids as
            they are.

    Raises:
        ValueError: If `fields` names a field that reports do not have, or `max_bytes` is not
            positive.
    """

    date: date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    kind: Kind = "auto"
    max_bytes: int = MAX_BYTES
    unique_ids: bool = True

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.fields) - set(FIELDS)):
            raise ValueError(f"no field {unknown[0]!r}; a report has {', '.join(FIELDS)}")
        if self.max_bytes <= 0:
            raise ValueError(f"max_bytes must be positive, not {self.max_bytes}")
