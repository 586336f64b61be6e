"""A text cut at every bound of the spans that lie on it, so that spans may overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

NAME = "entity"  # names lie on many records' words, so their marks give way to the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text that belongs to a record; `label` says which, and what it shows."""

    start: int
    end: int
    record: str
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a text on which the same marks lie from end to end.

    The shortest comes first, names last.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    begins: bool = False
    """Whether one of its marks begins here."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its marks, each once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its marks, each once."""
        return tuple(dict.fromkeys(mark.label for mark in self.marks if mark.label))

    @property
    def records(self) -> tuple[str, ...]:
        """The records of its marks, each once."""
        return tuple(dict.fromkeys(mark.record for mark in self.marks))


def cut(text: str, marks: Sequence[Mark]) -> list[Segment]:
    """The segments of `text`, in order and without gaps; marks outside it are left out."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    inside.sort(key=attrgetter("start"))
    bounds = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    segments: list[Segment] = []
    held: list[Mark] = []
    at = 0
    for start, end in pairwise(bounds):
        held = [mark for mark in held if mark.end > start]
        begins = False
        while at < len(inside) and inside[at].start == start:
            held.append(inside[at])
            at, begins = at + 1, True
        marks_here = tuple(sorted(held, key=_rank))
        segments.append(Segment(text=text[start:end], marks=marks_here, begins=begins))
    return segments


def _rank(mark: Mark) -> tuple[bool, int, str]:
    return mark.kind == NAME, mark.end - mark.start, mark.record
