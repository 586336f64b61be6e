"""Verdicts of people: appended, never changed, anchored so that they outlast a new coding."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import msgspec

from communique.anchors import Anchor, anchor, closest, codes_text
from communique.errors import StoreError
from communique.records import Span

Verdict = Literal["right", "wrong", "unsure", "edit", "merge", "split", "add"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict that stands. `at` is a moment in UTC, `value` what an edit puts in place."""

    number: int
    at: datetime
    by: str
    target: str
    verdict: str
    field: str | None = None
    value: Any = None
    note: str | None = None


def judgement_of(row: Sequence[Any]) -> Judgement:
    """The judgement of a row: number, moment, by, target, verdict, field, value and note."""
    number, at, by, target, verdict, field, value, note = row
    return Judgement(
        number=number,
        at=datetime.fromisoformat(at),
        by=by,
        target=target,
        verdict=verdict,
        field=field,
        value=None if value is None else msgspec.json.decode(value),
        note=note,
    )


class JudgementTable:
    """The table `judgements`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def anchor(self, report: str, kind: str, id: str) -> str:
        """The anchor of the record `id` of the report with key `report`.

        Raises:
            StoreError: If there is none such.
        """
        row = self._connection.execute(
            "SELECT record, type, body FROM records JOIN reports USING (report)"
            " WHERE key = ? AND kind = ? AND id = ?",
            (report, kind, id),
        ).fetchone()
        if row is None:
            raise StoreError(f"the record has no {kind} {id} of a report {report}")
        return self._anchor(report, kind, *row)

    def resolve(self, target: str) -> tuple[str, str, str] | None:
        """Key of the report, kind and id of the record that an anchor means now, None if none.

        After a new coding it is the record of that kind and type that rests on the same words; of
        several the one with the same parties. Failing that, the one whose words overlap most.
        """
        parts = Anchor.read(target)
        if parts is None:
            return None
        rows = self._connection.execute(
            "SELECT id, record, type, body FROM records JOIN reports USING (report)"
            " WHERE key = ? AND kind = ? AND type = ? ORDER BY id",
            (parts.report, parts.kind, parts.type),
        )
        ids: dict[str, str] = {}
        for id, *row in rows.fetchall():
            ids.setdefault(self._anchor(parts.report, parts.kind, *row), id)
        found = closest(target, ids)
        return (parts.report, parts.kind, ids[found]) if found else None

    def add(
        self,
        target: str,
        verdict: Verdict,
        *,
        by: str,
        field: str | None = None,
        value: Any = None,
        note: str | None = None,
        at: datetime | None = None,
    ) -> int:
        """Append a verdict; its number. `at` is the moment, now if left out.

        Raises:
            ValueError: If there is no such verdict.
        """
        if verdict not in get_args(Verdict):
            raise ValueError(f"no verdict {verdict!r}; known are {', '.join(get_args(Verdict))}")
        return self._append(by, target, verdict, field=field, value=value, note=note, at=at)

    def edit(
        self, target: str, values: Mapping[str, Any], *, by: str, note: str | None = None
    ) -> list[int]:
        """Append an edit for each field, all of one moment; their numbers."""
        at = datetime.now(UTC)
        return [
            self.add(target, "edit", by=by, field=field, value=value, note=note, at=at)
            for field, value in values.items()
        ]

    def undo(self, number: int, *, by: str, note: str | None = None) -> int:
        """Take a judgement back, by another that says so; its number.

        Raises:
            StoreError: If there is none, or it was taken back before.
        """
        standing = {judgement.number: judgement for judgement in self.standing()}
        if number not in standing:
            raise StoreError(f"there is no judgement {number} that stands")
        return self._append(by, standing[number].target, "undo", undoes=number, note=note)

    def standing(self, target: str | None = None) -> Iterator[Judgement]:
        """Yield the judgements that were not taken back, in order of time."""
        rows = self._connection.execute(
            "SELECT judgement, at, by, target, verdict, field, value, note FROM judgements AS j"
            " WHERE verdict <> 'undo' AND (?1 IS NULL OR target = ?1) AND NOT EXISTS"
            " (SELECT 1 FROM judgements AS u WHERE u.undoes = j.judgement) ORDER BY judgement",
            (target,),
        )
        yield from map(judgement_of, rows)

    def _append(
        self,
        by: str,
        target: str,
        verdict: str,
        *,
        field: str | None = None,
        value: Any = None,
        undoes: int | None = None,
        note: str | None = None,
        at: datetime | None = None,
    ) -> int:
        text = None if value is None else msgspec.json.encode(value).decode("utf-8")
        cursor = self._connection.execute(
            "INSERT INTO judgements (at, by, target, verdict, field, value, undoes, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((at or datetime.now(UTC)).isoformat(), by, target, verdict, field, text, undoes, note),
        )
        return int(cursor.lastrowid or 0)

    def _anchor(self, report: str, kind: str, record: int, type_: str, body: str) -> str:
        codes = self._connection.execute(
            "SELECT DISTINCT code FROM parties WHERE record = ?", (record,)
        )
        spans = msgspec.json.decode(body, type=_Evidence).evidence
        return anchor(
            report, kind, type_, evidence=spans, codes=codes_text(code for (code,) in codes)
        )


class _Evidence(msgspec.Struct):
    """The part of a record's body that says what it rests on."""

    evidence: tuple[Span, ...]
