"""Judgements on joins: which records were ruled to tell of one thing or of two, and who is who."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from communique.account import Identities, Key, Rulings, alone
from communique.store.chunks import chunks, marks
from communique.store.judgements import JudgementTable

#: What `judgements.field` says of a ruling: it is on records, or on an entity.
RECORDS, ENTITY = "records", "entity"
_PREFERRED = "tenure:"
_QUERY = """
SELECT judgement, substr(at, 1, 10), by, verdict, target, field, value, note, undone
FROM judgements LEFT JOIN (
    SELECT undoes, substr(at, 1, 10) AS undone FROM judgements WHERE undoes IS NOT NULL
) AS u ON u.undoes = judgement
WHERE verdict IN ('merge', 'split') AND field IN ('records', 'entity') ORDER BY judgement
"""


class Sides(msgspec.Struct, frozen=True):
    """What the value of a ruling on records holds: anchors of records.

    All of `these` tell of one thing; or, if there are `others`, none of `these` tells what one of
    the others tells.
    """

    these: tuple[str, ...]
    others: tuple[str, ...] = ()


class Rightly(msgspec.Struct, frozen=True):
    """What the value of a ruling on an entity holds: what it is called rightly, and its name.

    Without `who` it is one by itself.
    """

    who: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A judgement on a join. `sides` are of records, `rightly` is of an entity; `undone` is the day
    on which it was taken back."""

    number: int
    day: date
    by: str
    verdict: Literal["merge", "split"]
    target: str
    note: str | None
    sides: Sides | None = None
    rightly: Rightly | None = None
    undone: date | None = None

    def stands(self, day: date | None) -> bool:
        """Whether it stands, or did at the end of a day."""
        if day is None:
            return self.undone is None
        return self.day <= day and (self.undone is None or self.undone > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What stands, and all rulings that ever did by the reports that they are about; `number` is
    that of the last judgement."""

    number: int
    rulings: tuple[Ruling, ...]
    by_report: Mapping[str, tuple[Ruling, ...]]
    identities: Identities


class RulingTable:
    """Reads the rulings among the judgements, and finds the records that they mean now.

    Args:
        connection: The record.
        day: The day at whose end the rulings stood; None for those that stand now.
    """

    def __init__(self, connection: sqlite3.Connection, day: date | None = None) -> None:
        self._connection = connection
        self._judgements = JudgementTable(connection)
        self._day = day
        self._kept: _Standing | None = None

    def standing(self) -> tuple[Ruling, ...]:
        """The rulings that stand, in order of time."""
        return self._standing().rulings

    def identities(self) -> Identities:
        """Who is who by the rulings that stand."""
        return self._standing().identities

    def of(self, reports: Iterable[str]) -> Rulings:
        """The rulings on records of any of these reports, by what their records are called now."""
        one: list[tuple[Key, ...]] = []
        apart: list[tuple[tuple[Key, ...], tuple[Key, ...]]] = []
        for ruling in self._about(reports):
            assert ruling.sides is not None  # only rulings on records are filed by report
            these = self.keys(ruling.sides.these)
            if ruling.verdict == "merge":
                one.append(these)
            else:
                apart.append((these, self.keys(ruling.sides.others)))
        return Rulings(one=tuple(one), apart=tuple(apart))

    def partners(self, records: Iterable[int]) -> set[int]:
        """The records that tell of one thing with any of `records` by a ruling, themselves too."""
        return {record for pair in self.bonds(records) for record in pair}

    def bonds(self, records: Iterable[int]) -> list[tuple[int, int]]:
        """Pairs of records that a ruling makes one, of those that hold one of `records`; the first
        of each pair is one of these."""
        wanted, found = set(records), list[tuple[int, int]]()
        for ruling in self._about(self._reports(wanted)):
            if ruling.verdict == "merge" and ruling.sides is not None:
                meant = self.numbers(ruling.sides.these)
                ordered = sorted(meant, key=lambda record: (record not in wanted, record))
                if wanted.intersection(ordered[:1]):
                    found += [(ordered[0], other) for other in ordered[1:]]
        return found

    def days(self, records: Iterable[int]) -> dict[int, str]:
        """By record, the last day on which a ruling on it was made or taken back."""
        wanted, found = set(records), dict[int, str]()
        for ruling in self._about(self._reports(wanted), ever=True):
            if ruling.sides is not None:
                day = max(ruling.day, ruling.undone or ruling.day).isoformat()
                for record in self.numbers((*ruling.sides.these, *ruling.sides.others)) & wanted:
                    found[record] = max(found.get(record, ""), day)
        return found

    def keys(self, anchors: Iterable[str]) -> tuple[Key, ...]:
        """The records that these anchors mean now; those that mean none are left out."""
        found = (self._judgements.resolve(anchor) for anchor in anchors)
        parts = [one for one in found if one is not None]
        rows = [{"report": report, "kind": kind, "id": id} for report, kind, id in parts]
        return tuple(sorted(set(msgspec.convert(rows, type=list[Key]))))

    def numbers(self, anchors: Iterable[str]) -> set[int]:
        """The numbers of the records that these anchors mean now."""
        found = set()
        for key in self.keys(anchors):
            row = self._connection.execute(
                "SELECT record FROM records JOIN reports USING (report)"
                " WHERE key = ? AND kind = ? AND id = ?",
                (key.report, key.kind, key.id),
            ).fetchone()
            found.add(int(row[0]))
        return found

    def called(self, whos: Iterable[str]) -> set[int]:
        """The records that linking sees with a party that is called one of `whos` as coded, or
        rightly by a ruling."""
        asked = set(whos)
        found: set[int] = set()
        for some in chunks(sorted(asked)):
            query = f"SELECT record FROM parties WHERE who IN ({marks(some)})"
            found.update(record for (record,) in self._connection.execute(query, some))
        for (report, who), (rightly, _) in sorted(self.identities().other.items()):
            if rightly in asked:
                found |= self.naming(report, who)
        return found

    def naming(self, report: str, who: str) -> set[int]:
        """The records of a report that have a party whom its coding calls `who`."""
        rows = self._connection.execute(
            "SELECT m.record FROM parties AS m JOIN records AS r USING (record)"
            " JOIN reports AS p USING (report) WHERE p.key = ? AND m.who = ?",
            (report, who),
        )
        return {record for (record,) in rows}

    def entity(self, who: str, *, report: str | None = None) -> tuple[str, str] | None:
        """Kind and name of whom the reports (or one of them, by its key) call `who`, None if none
        does."""
        row = self._connection.execute(
            "SELECT kind, name FROM entities JOIN reports USING (report)"
            " WHERE who = ?1 AND name IS NOT NULL AND (?2 IS NULL OR key = ?2)"
            " ORDER BY name LIMIT 1",
            (who, report),
        ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def _reports(self, records: Iterable[int]) -> set[str]:
        """Those of the reports of records that a ruling is about."""
        filed = self._standing().by_report
        found: set[str] = set()
        for some in chunks(records) if filed else ():
            rows = self._connection.execute(
                "SELECT DISTINCT key FROM records JOIN reports USING (report)"
                f" WHERE record IN ({marks(some)})",
                some,
            )
            found.update(key for (key,) in rows if key in filed)
        return found

    def _about(self, reports: Iterable[str], *, ever: bool = False) -> Sequence[Ruling]:
        """The rulings that stand, or ever did, on records of any of these reports, in order."""
        filed = self._standing().by_report
        found = {
            ruling.number: ruling
            for key in set(reports) & filed.keys()
            for ruling in filed[key]
            if ever or ruling.stands(self._day)
        }
        return [found[number] for number in sorted(found)]

    def _standing(self) -> _Standing:
        [last] = self._connection.execute("SELECT max(judgement) FROM judgements").fetchone()
        if self._kept is None or self._kept.number != (last or 0):
            self._kept = self._read(last or 0)
        return self._kept

    def _read(self, last: int) -> _Standing:
        ever = [_ruling(*row) for row in self._connection.execute(_QUERY).fetchall()]
        rulings = tuple(ruling for ruling in ever if ruling.stands(self._day))
        by_report: dict[str, list[Ruling]] = defaultdict(list)
        for ruling in ever:
            if ruling.sides is not None:
                told = (*ruling.sides.these, *ruling.sides.others)
                for key in dict.fromkeys(anchor.partition("/")[0] for anchor in told):
                    by_report[key].append(ruling)
        filed = {key: tuple(found) for key, found in by_report.items()}
        return _Standing(
            number=last, rulings=rulings, by_report=filed, identities=identities_of(rulings)
        )


def identities_of(rulings: Iterable[Ruling]) -> Identities:
    """Who is who by these rulings; their order makes no difference.

    Of those who are the same, one whom the gazetteer knows stands for all, else the first in the
    alphabet.
    """
    leader: dict[str, str] = {}
    other: dict[tuple[str, str], tuple[str, str | None]] = {}

    def lead(who: str) -> str:
        while leader.setdefault(who, who) != who:
            who = leader[who]
        return who

    for ruling in rulings:
        if ruling.rightly is None:
            continue
        if ruling.verdict == "split":
            report, _, who = ruling.target.partition("/entity/")
            other[report, who] = (ruling.rightly.who or alone(report, who), ruling.rightly.name)
        elif ruling.rightly.who is not None:
            pair = {lead(ruling.target), lead(ruling.rightly.who)}
            first = min(pair, key=lambda who: (not who.startswith(_PREFERRED), who))
            leader.update(dict.fromkeys(pair, first))
    same = {who: lead(who) for who in list(leader)}
    return Identities(same=same, other=other)


def _ruling(
    number: int,
    day: str,
    by: str,
    verdict: Literal["merge", "split"],
    target: str,
    field: str,
    value: str,
    note: str | None,
    undone: str | None,
) -> Ruling:
    records = field == RECORDS
    return Ruling(
        number=number,
        day=date.fromisoformat(day),
        by=by,
        verdict=verdict,
        target=target,
        note=note,
        undone=date.fromisoformat(undone) if undone else None,
        sides=msgspec.json.decode(value, type=Sides) if records else None,
        rightly=None if records else msgspec.json.decode(value, type=Rightly),
    )
