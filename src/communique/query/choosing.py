"""Which entries are asked for, as SQL that begins where the fewest are and reads little of each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from communique.account import EntryKind
from communique.store.chunks import marks

_HAS_CODE = "EXISTS (SELECT 1 FROM entry_parties AS o WHERE o.entry = {id} AND o.code = ?)"
_HAS_WHO = "EXISTS (SELECT 1 FROM entry_parties AS o WHERE o.entry = {id} AND o.who IN ({whos}))"
_HAS_NAME = (
    "{id} IN (SELECT entry FROM entry_names WHERE kind = ?"
    " AND (short = 0 AND instr(name, ?) OR short = 1 AND name = ?))"
)
_IS_SETTLED = "EXISTS (SELECT 1 FROM settled AS u WHERE u.entry = {id} AND u.settled_on <= ?)"


class Asked(Protocol):
    """What a question asks for: `accounts.Wanted`."""

    @property
    def kind(self) -> EntryKind:
        """Of which kind."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Countries and bodies that must all be parties."""

    @property
    def whos(self) -> tuple[str, ...]:
        """Persons and others, any of whom must be a party."""

    @property
    def types(self) -> tuple[str, ...]:
        """Types, any of which it must be of."""

    @property
    def since(self) -> date | None:
        """It may have happened on this day or later."""

    @property
    def until(self) -> date | None:
        """It may have happened on this day or earlier."""

    @property
    def name(self) -> str | None:
        """The name, or a part of it, or the acronym."""


@dataclass
class Choice:
    """Entries asked for: a FROM and WHERE, in which `day` and `id` are columns.

    The first table is walked through, in the order of days if an index gives it; the others are
    looked up for each of its rows.
    """

    tables: list[str]
    day: str
    id: str
    clauses: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, clause: str, *values: Any) -> None:
        """A condition more; `{id}` in it is the entry's id."""
        self.clauses.append(clause.replace("{id}", self.id))
        self.values += values

    def count(self, connection: sqlite3.Connection) -> int:
        """How many entries there are."""
        # Only a party may stand in several rows of an entry.
        counted = f"DISTINCT {self.id}" if self.id == "m.entry" else "*"
        query = f"SELECT count({counted}) {self}"
        return int(connection.execute(query, self.values).fetchone()[0])

    def ids(
        self, connection: sqlite3.Connection, *, limit: int = -1, offset: int = 0, newest: bool
    ) -> list[tuple[str, str]]:
        """Days and ids of a stretch of the entries, in the order of time or against it."""
        order = "DESC" if newest else "ASC"
        rows = connection.execute(
            f"SELECT {self.day}, {self.id} {self} GROUP BY {self.day}, {self.id}"
            f" ORDER BY {self.day} {order}, {self.id} {order} LIMIT ? OFFSET ?",
            [*self.values, limit, offset],
        )
        return [(row[0], row[1]) for row in rows]

    def __str__(self) -> str:
        """As SQL."""
        return f"FROM {' CROSS JOIN '.join(self.tables)} WHERE {' AND '.join(self.clauses)}"


def choose(
    connection: sqlite3.Connection, asked: Asked, *, settled: date | None, counting: bool = False
) -> Choice:
    """The entries asked for, of all or of those that were settled on a day.

    With `counting`, where all must be looked at whatever their order.
    """
    codes = rarest_first(connection, asked)
    choice = _start(asked, codes, counting=counting)
    for code in codes[1:]:
        choice.add(_HAS_CODE, code)
    if asked.whos and codes:
        choice.add(_HAS_WHO.replace("{whos}", marks(asked.whos)), *asked.whos)
    if (asked.types or asked.since) and choice.id != "e.entry":
        choice.tables.append("entries AS e")
        choice.add("e.entry = {id}")
    if asked.types:
        choice.add(f"e.type IN ({marks(asked.types)})", *asked.types)
    if asked.since:
        choice.add("coalesce(e.ends, e.sort_day) >= ?", asked.since.isoformat())
    if asked.until:  # the first day, if known, is the day by which it is listed
        choice.add(f"{choice.day} <= ?", asked.until.isoformat())
    if asked.name:
        name = asked.name.casefold()
        choice.add(_HAS_NAME, asked.kind, name, name)
    if settled:
        on_the_spot = choice.id == "s.entry"
        choice.add("s.settled_on <= ?" if on_the_spot else _IS_SETTLED, settled.isoformat())
    return choice


def _start(asked: Asked, codes: list[str], *, counting: bool) -> Choice:
    if codes:
        choice = Choice(["entry_parties AS m"], "m.sort_day", "m.entry")
        choice.add("m.code = ?", codes[0])
        choice.add("m.kind = ?", asked.kind)
    elif asked.whos:
        choice = Choice(["entry_parties AS m"], "m.sort_day", "m.entry")
        choice.add(f"m.who <> '' AND m.who IN ({marks(asked.whos)})", *asked.whos)
        choice.add("m.kind = ?", asked.kind)
    elif asked.types or (counting and asked.since):
        choice = Choice(["entries AS e"], "e.sort_day", "e.entry")
        choice.add("e.kind = ?", asked.kind)
    else:
        choice = Choice(["settled AS s"], "s.sort_day", "s.entry")
        choice.add("s.kind = ?", asked.kind)
    return choice


def rarest_first(connection: sqlite3.Connection, asked: Asked) -> list[str]:
    """The codes asked for, those with the fewest entries of the kind first."""
    found: dict[str, int] = {}
    for code in sorted(set(asked.codes)):
        row = connection.execute(
            "SELECT entries FROM entry_counts WHERE kind = ? AND type = '' AND code = ?",
            (asked.kind, code),
        ).fetchone()
        found[code] = row[0] if row else 0
    return sorted(found, key=lambda code: (found[code], code))


def kept_count(connection: sqlite3.Connection, asked: Asked) -> int | None:
    """How many entries are asked for, where that is kept; None where they must be counted."""
    codes = sorted(set(asked.codes))
    if asked.whos or asked.since or asked.until or asked.name or len(codes) > 2:
        return None
    if len(codes) == 2:
        if asked.types:
            return None
        query = "SELECT entries FROM ties WHERE code = ? AND other = ? AND kind = ?"
        values = [*codes, asked.kind]
    else:
        types = asked.types or ("",)
        query = (
            "SELECT sum(entries) FROM entry_counts"
            f" WHERE kind = ? AND type IN ({marks(types)}) AND code = ?"
        )
        values = [asked.kind, *types, codes[0] if codes else ""]
    row = connection.execute(query, values).fetchone()
    return int(row[0] or 0) if row else 0
