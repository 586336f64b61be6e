"""Tables of names of one's own: actors, agents and discards, with the days on which they hold.

A row says that a name (with its synonyms, after `|`) stands for a country or body and a sector,
from a day to a day. A row without days holds on all days that no dated row of the name covers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from communique.errors import VocabError
from communique.vocab.files import data_dir, read_day, read_table, read_yaml_as, split_list

COLUMNS = ("name", "code", "sector", "kind", "start", "end", "source")
KINDS = ("actor", "agent", "discard")
BODIES = ("IGO", "NGO", "MNC", "REB")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraRow:
    """One row: `names` are the name and its synonyms.

    An actor has a `code` (ISO 3166-1 alpha-3 or a body's, "IGO:UN"), an agent a `sector`, a
    discard neither. `start` and `end` bound a closed interval; None is open, both None "else".
    """

    names: tuple[str, ...]
    kind: str
    code: str = ""
    sector: str = ""
    start: date | None = None
    end: date | None = None
    source: str = ""

    @property
    def dated(self) -> bool:
        """Whether the row holds on some days only."""
        return self.start is not None or self.end is not None


def write_extra(rows: Iterable[ExtraRow], out: TextIO) -> None:
    """Write rows as a table that `read_extra` reads back as they were."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        days = (day.isoformat() if day else "" for day in (row.start, row.end))
        names = "|".join(row.names)
        writer.writerow((names, row.code, row.sector, row.kind, *days, row.source))


def read_extra(path: Path, states: Iterable[str]) -> Iterator[ExtraRow]:
    """Yield the rows of a table.

    Args:
        path: A CSV file of the columns name, code, sector, kind, and if wanted start, end, source.
        states: The codes of states that are known.

    Raises:
        VocabError: If a row is wrong; the message names file and row.
    """
    known = frozenset(states)
    sectors = frozenset(read_yaml_as(data_dir("ontology") / "sectors.yaml", dict[str, str]))
    for number, row in read_table(path, COLUMNS[:4], optional=COLUMNS[4:]):
        where = f"{path.name}, row {number}"
        found = ExtraRow(
            names=split_list(row["name"]),
            kind=row["kind"],
            code=row["code"],
            sector=row["sector"],
            start=read_day(row["start"], where=where),
            end=read_day(row["end"], where=where, last=True),
            source=row["source"] or where,
        )
        if wrong := _fault(found, known, sectors):
            raise VocabError(f"{where}: {wrong}")
        yield found


def _fault(row: ExtraRow, states: frozenset[str], sectors: frozenset[str]) -> str | None:
    """What is wrong with a row, None if nothing is."""
    if not row.names:
        return "the name is missing"
    if row.kind not in KINDS:
        return f"no kind {row.kind!r}; write {', '.join(KINDS)}"
    prefix, colon, name = row.code.partition(":")
    is_body = prefix in BODIES and bool(colon and name)
    if row.kind == "actor" and not (is_body or row.code in states):
        return f"no code {row.code!r}; write ISO 3166-1 alpha-3 (KEN) or a body (IGO:UN)"
    if row.kind != "actor" and row.code:
        return f"an entry of kind {row.kind} has no code, only actors have"
    if row.sector and row.sector not in sectors:
        return f"no sector {row.sector!r}; write one of {', '.join(sorted(sectors))}"
    if row.kind == "agent" and not row.sector:
        return "an agent needs a sector"
    if row.start and row.end and row.end < row.start:
        return f"it ends ({row.end}) before it starts ({row.start})"
    return None
