"""The country that somebody belongs to, with the grounds for saying so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Belonging:
    """The country that somebody belongs to, how sure that is, and why.

    `stated` says that the country stands beside the words; `guessed`, that the text does not tell
    it at all: it is that of the place, or of the report. `owner` is the name of the person or
    body whose they are ("his lawyers").
    """

    country: str | None
    score: float
    why: str
    stated: bool = False
    guessed: bool = False
    owner: str | None = None
