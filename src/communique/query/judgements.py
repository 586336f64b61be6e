"""Judgements as questions: what stands, what to judge next, how far people agree."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from communique.anchors import Anchor
from communique.judged import Judged, apply
from communique.query import figures, queue
from communique.query.memory import Memory
from communique.query.queue import Asking, Queued
from communique.query.reports import coded_report
from communique.query.rows import Rows
from communique.query.verdicts import Verdicts
from communique.records import Record
from communique.store import Judgement
from communique.store.judgements import JudgementTable, judgement_of
from communique.vocab.ontology import Ontology

#: By kind and id of a report's records, the last word of each person.
Voices = Mapping[tuple[str, str], Mapping[str, str]]
_MOST = 2000  # reports whose judgements are kept applied
_GOOD = 20.0  # seconds for which candidates are good, though others come in meanwhile


class JudgementRow(Record, frozen=True, kw_only=True):
    """A judgement, and the record that it means now (`REPORT/e1`), None if that is no more."""

    number: int
    at: datetime
    by: str
    verdict: str
    kind: str | None
    type: str | None
    record: str | None
    field: str | None
    value: Any
    note: str | None
    target: str
    undone_by: str | None = None


class ConcordRow(Record, frozen=True, kw_only=True):
    """How far two people agree on the records of a kind that both judged.

    `kappa` is Cohen's, `alpha` Krippendorff's; None where chance alone would make all equal.
    """

    a: str
    b: str
    kind: str
    records: int
    equal: float
    kappa: float | None
    alpha: float | None
    counts: dict[str, int]


class PrecisionRow(Record, frozen=True, kw_only=True):
    """How many of the records that people judged are right; the interval is Wilson's of 95 %.

    What was edited counts as not right; `usable` counts it as right. `unsure` is in neither.
    """

    kind: str
    type: str
    judged: int
    right: int
    edited: int
    wrong: int
    unsure: int
    precision: float | None
    low: float | None
    high: float | None
    usable: float | None


class Review:
    """Questions about judgements. One object reads on as others append to the record."""

    def __init__(
        self, connection: sqlite3.Connection, ontology: Ontology, *, path: Path, memory: Memory
    ) -> None:
        self._connection = connection
        self._ontology = ontology
        self._path = path
        self._memory = memory
        self._verdicts = Verdicts(connection)
        self._pools: dict[tuple[Asking, str | None], tuple[float, list[Queued]]] = {}
        self._applied: dict[str, tuple[tuple[int, int, int], Voices]] = {}

    @property
    def standing(self) -> Verdicts:
        """All judgements that stand."""
        self._verdicts.read_on()
        return self._verdicts

    # --- one report --------------------------------------------------------------------------

    def judged(self, key: str, *, by: str | None = None) -> Judged | None:
        """A report as the machine coded it and as people left it, None if there is none.

        Args:
            key: The report's key.
            by: Take this person's judgements alone.
        """
        coded = coded_report(self._connection, key)
        if coded is None:
            return None
        found = self.standing.of_report(key)
        return apply(coded, (one for one in found if by in (None, one.by)), self._ontology)

    def judged_reports(self, *, by: str | None = None) -> Iterator[tuple[str, Judged]]:
        """Yield the reports that people judged something of, with their keys, in order of these.

        Args:
            by: Take this person's judgements alone.
        """
        for key in sorted(self.standing.reports()):
            judged = self.judged(key, by=by)
            if judged is not None and (judged.marks or judged.whole or judged.lost):
                yield key, judged

    def of_entry(self, id: str) -> tuple[Judgement, ...]:
        """The judgements that stand of an entry itself, in order of time."""
        return self.standing.of_report(id)

    # --- lists -------------------------------------------------------------------------------

    def judgements(
        self,
        *,
        by: str | None = None,
        report: str | None = None,
        undone: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[JudgementRow]:
        """Judgements, the latest first.

        Args:
            by: Of this person alone.
            report: Of the report with this key alone.
            undone: Also those that were taken back.
            limit: At most so many.
            offset: Leave out so many of the latest.
        """
        table = JudgementTable(self._connection)
        rows = self._connection.execute(
            "SELECT j.*, u.by AS undone_by FROM judgements j"
            " LEFT JOIN judgements u ON u.undoes = j.judgement"
            " WHERE j.verdict <> 'undo' AND (:by IS NULL OR j.by = :by)"
            " AND (:undone OR u.judgement IS NULL)"
            " AND (:report IS NULL OR j.target = :report"
            " OR (j.target > :report || '/' AND j.target < :report || '0'))"
            " ORDER BY j.judgement DESC LIMIT :limit OFFSET :offset",
            {
                "by": by,
                "undone": undone,
                "report": report,
                "limit": -1 if limit is None else limit,
                "offset": offset,
            },
        )
        return Rows(JudgementRow, tuple(_row(row, table) for row in rows.fetchall()))

    def count(self, *, by: str | None = None, undone: bool = False) -> int:
        """How many judgements `judgements` would list."""
        query = (
            "SELECT count(*) FROM judgements j WHERE j.verdict <> 'undo'"
            " AND (:by IS NULL OR j.by = :by) AND (:undone OR NOT EXISTS"
            " (SELECT 1 FROM judgements u WHERE u.undoes = j.judgement))"
        )
        found = self._connection.execute(query, {"by": by, "undone": undone}).fetchone()
        return int(found[0])

    # --- what to judge next ------------------------------------------------------------------

    def queue(self, asking: Asking, *, by: str | None = None, limit: int = 30) -> list[Queued]:
        """The records that `by` is to judge next, the first one first; see `query.queue`.

        Without `asking.again` those that somebody else has judged are left out, but for those
        that others are unsure of.
        """
        reports = self.standing.reports()

        def skip(key: str, kind: str, id: str) -> bool:
            if key not in reports:
                return False
            return _is_done(self._voices(key).get((kind, id), {}), by, again=asking.again)

        asked, now = (asking, by), time.monotonic()
        at, pool = self._pools.get(asked, (-_GOOD, []))
        found = [one for one in pool if not skip(one.report, one.kind, one.id)]
        if now - at >= _GOOD or len(found) < min(limit, len(pool)):
            found = queue.rank(self._connection, asking, self._ontology, skip)
            self._pools = {asked: (now, found)}
        return found[:limit]

    def anchors(self, queued: Iterable[Queued]) -> list[str]:
        """What judgements call records of the queue."""
        table = JudgementTable(self._connection)
        return [table.anchor(one.report, one.kind, one.id) for one in queued]

    def left(self, asking: Asking, *, by: str | None = None) -> int:
        """About how many records wait in the queue: judged ones are told by their anchors."""
        total = self._memory.recall(
            self._connection,
            self._path,
            ("queue", asking),
            lambda: queue.count(self._connection, asking),
        )
        done = 0
        for target, voices in self.standing.labels().items():
            place = Anchor.read(target)
            if place and _fits(place, asking) and _is_done(voices, by, again=asking.again):
                done += 1
        return max(0, total - done)

    def _voices(self, key: str) -> Voices:
        """By kind and id of a report's records, the last word of each person that still holds."""
        found = self._verdicts.of_report(key)
        run = self._connection.execute("SELECT run FROM reports WHERE key = ?", (key,)).fetchone()
        stamp = (run[0] if run else 0, len(found), found[-1].number if found else 0)
        kept = self._applied.get(key)
        if kept is None or kept[0] != stamp:
            judged = self.judged(key)
            voices = {place: mark.voices for place, mark in judged.marks.items()} if judged else {}
            while len(self._applied) >= _MOST:
                del self._applied[next(iter(self._applied))]
            self._applied[key] = kept = (stamp, voices)
        return kept[1]

    # --- figures -----------------------------------------------------------------------------

    def agreement(
        self, a: str | None = None, b: str | None = None, *, unsure: bool = False
    ) -> Rows[ConcordRow]:
        """How far each two people agree, over all kinds (`all`) and kind by kind.

        A record that somebody edited counts as wrong to them: it was not right as it stood.

        Args:
            a: Only pairs with this person.
            b: And this other.
            unsure: Count `unsure` as a label; else records that one of them is unsure of are left
                out.
        """
        labels = {
            unit: {by: label for by, label in _as_verdicts(given) if unsure or label != "unsure"}
            for unit, given in self.standing.labels().items()
        }
        wanted = {name for name in (a, b) if name}
        rows = [
            row
            for pair, units in figures.by_pair(labels).items()
            if wanted <= set(pair)
            for row in _agreement(pair, units)
        ]
        return Rows(ConcordRow, tuple(rows))

    def alpha(self, *, unsure: bool = False) -> float | None:
        """Krippendorff's alpha over all people and all records that two or more judged."""
        return figures.krippendorffs_alpha(
            [label for _, label in _as_verdicts(given) if unsure or label != "unsure"]
            for given in self.standing.labels().values()
        )

    def precision(self, *, by_type: bool = False) -> Rows[PrecisionRow]:
        """How many of the judged records are right, by kind, and type by type.

        The queue shows what is least certain first, so this is no figure of the record as a whole.
        """
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for target, label in self.standing.latest().items():
            if place := Anchor.read(target):
                counts[place.kind, "all"][label] += 1
                if by_type:
                    counts[place.kind, place.type][label] += 1
        rows = [_precision(*place, counts[place]) for place in sorted(counts, key=_kind_first)]
        return Rows(PrecisionRow, tuple(rows))


def _is_done(voices: Mapping[str, str], by: str | None, *, again: bool) -> bool:
    """Whether somebody needn't judge a record any more."""
    if by is not None and by in voices:
        return True
    return not again and any(verdict != "unsure" for verdict in voices.values())


def _fits(place: Anchor, asking: Asking) -> bool:
    """Whether a judged record is asked for, as far as its anchor tells."""
    return (
        (not asking.kinds or place.kind in asking.kinds)
        and (not asking.types or place.type in asking.types)
        and set(asking.codes) <= set(place.codes.split("+"))
        and asking.report in (None, place.report)
    )


def _as_verdicts(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for by, label in given.items():
        yield by, "wrong" if label == "edit" else label


def _agreement(pair: tuple[str, str], units: Mapping[str, tuple[str, str]]) -> Iterator[ConcordRow]:
    by_kind: dict[str, list[tuple[str, str]]] = {"all": list(units.values())}
    for unit, both in units.items():
        if place := Anchor.read(unit):
            by_kind.setdefault(place.kind, []).append(both)
    for kind, labels in by_kind.items():
        yield ConcordRow(
            a=pair[0],
            b=pair[1],
            kind=kind,
            records=len(labels),
            equal=round(figures.share_equal(labels) or 0.0, 4),
            kappa=_rounded(figures.cohens_kappa(labels)),
            alpha=_rounded(figures.krippendorffs_alpha(labels)),
            counts=dict(sorted(Counter(f"{one}, {two}" for one, two in labels).items())),
        )


def _precision(kind: str, type: str, counts: Counter[str]) -> PrecisionRow:
    right, edited, wrong = counts["right"], counts["edit"], counts["wrong"]
    of = right + edited + wrong
    bounds = figures.wilson(right, of)
    return PrecisionRow(
        kind=kind,
        type=type,
        judged=counts.total(),
        right=right,
        edited=edited,
        wrong=wrong,
        unsure=counts["unsure"],
        precision=_rounded(right / of if of else None),
        low=_rounded(bounds[0] if bounds else None),
        high=_rounded(bounds[1] if bounds else None),
        usable=_rounded((right + edited) / of if of else None),
    )


def _kind_first(place: tuple[str, str]) -> tuple[int, bool, str]:
    kind, type = place
    known = queue.KINDS.index(kind) if kind in queue.KINDS else len(queue.KINDS)
    return known, type != "all", type


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _row(row: sqlite3.Row, table: JudgementTable) -> JudgementRow:
    place = Anchor.read(row["target"])
    now = table.resolve(row["target"]) if place else None
    judgement = judgement_of([row[name] for name in _COLUMNS])
    return JudgementRow(
        number=judgement.number,
        at=judgement.at.replace(microsecond=0),
        by=judgement.by,
        verdict=judgement.verdict,
        kind=place.kind if place else None,
        type=place.type if place else None,
        record=f"{now[0]}/{now[2]}" if now else None,
        field=judgement.field,
        value=judgement.value if judgement.verdict not in _BARE else None,
        note=judgement.note,
        target=judgement.target,
        undone_by=row["undone_by"],
    )


_BARE = frozenset({"right", "wrong", "unsure"})  # their value is the fingerprint of what was seen
_COLUMNS = ("judgement", "at", "by", "target", "verdict", "field", "value", "note")
