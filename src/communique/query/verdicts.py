"""The judgements that stand, by report and by person, read on as they are appended."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal

from communique.anchors import Anchor
from communique.store import Judgement
from communique.store.judgements import judgement_of

Label = Literal["right", "wrong", "unsure", "edit"]
LABELS: frozenset[str] = frozenset({"right", "wrong", "unsure", "edit"})


class Verdicts:
    """What stands, kept in memory. Judgements are only ever appended, so `read_on` is enough."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = 0
        self._standing: dict[int, Judgement] = {}
        self._of_report: dict[str, dict[int, Judgement]] = defaultdict(dict)

    def read_on(self) -> None:
        """Take up what was appended since."""
        rows = self._connection.execute(
            "SELECT judgement, at, by, target, verdict, field, value, note, undoes FROM judgements"
            " WHERE judgement > ? ORDER BY judgement",
            (self._last,),
        )
        for row in rows.fetchall():
            self._last = row[0]
            if row["undoes"] is not None:
                self._take_back(row["undoes"])
            else:
                one = judgement_of(tuple(row)[:8])
                self._standing[one.number] = one
                self._of_report[report_of(one.target)][one.number] = one

    def _take_back(self, number: int) -> None:
        if one := self._standing.pop(number, None):
            del self._of_report[report_of(one.target)][number]

    def __iter__(self) -> Iterator[Judgement]:
        """All that stand, in order of time."""
        return iter(self._standing.values())

    def __len__(self) -> int:
        """How many stand."""
        return len(self._standing)

    def get(self, number: int) -> Judgement | None:
        """The judgement of this number, None if it doesn't stand."""
        return self._standing.get(number)

    def of_report(self, key: str) -> tuple[Judgement, ...]:
        """Those of a report and its records, in order of time."""
        return tuple(self._of_report.get(key, {}).values())

    def reports(self) -> set[str]:
        """The reports that somebody judged something of."""
        return {key for key, found in self._of_report.items() if found}

    def last_act(self, by: str) -> tuple[Judgement, ...]:
        """What a person judged last of a record: one judgement, or the edits of one moment."""
        mine = [
            one
            for one in self._standing.values()
            if one.by == by and one.verdict not in ("merge", "split")  # they are on joins
        ]
        if not mine:
            return ()
        last = mine[-1]
        return tuple(one for one in mine if (one.at, one.target) == (last.at, last.target))

    def on_day(self, by: str, day: datetime | None = None) -> int:
        """How many records a person judged on a day (today if left out), in UTC."""
        wanted = (day or datetime.now(UTC)).date()
        mine = (one for one in self._standing.values() if one.by == by)
        return len({one.target for one in mine if one.at.astimezone(UTC).date() == wanted})

    def labels(self) -> dict[str, dict[str, Label]]:
        """By record, the last word of each person; who edited it and calls it right has edited."""
        found: dict[str, dict[str, Label]] = defaultdict(dict)
        for target, by, label in self._labelled():
            found[target][by] = label
        return dict(found)

    def latest(self) -> Mapping[str, Label]:
        """By record, what stands of all people's words: the latest that is not `unsure`."""
        found: dict[str, Label] = {}
        for target, _, label in self._labelled():
            if label != "unsure" or target not in found:
                found[target] = label
        return found

    def _labelled(self) -> Iterator[tuple[str, str, Label]]:
        """Yield record, person and word of each verdict, in the order of time."""
        edited: set[tuple[str, str]] = set()
        for one in self._standing.values():
            if one.verdict not in LABELS or Anchor.read(one.target) is None:
                continue
            if one.verdict == "edit":
                edited.add((one.target, one.by))
            right_as_edited = one.verdict == "right" and (one.target, one.by) in edited
            yield one.target, one.by, "edit" if right_as_edited else _label(one.verdict)


def report_of(target: str) -> str:
    """The key of the report that a target is of; the target itself, if it is one."""
    return target.partition("/")[0]


def _label(verdict: str) -> Label:
    match verdict:
        case "wrong":
            return "wrong"
        case "edit":
            return "edit"
        case "unsure":
            return "unsure"
    return "right"
