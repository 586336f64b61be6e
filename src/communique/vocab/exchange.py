"""Codes and scales of other data sets: what an exporter writes in the place of ours.

The tables stand in `data/exchange/`, each row with its source or a note where it is unsure. Several
sets of numbers go by one name (Goldstein values, quad classes), so that each is asked for by the
name of its table, and an export says which it used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.errors import VocabError
from communique.vocab.files import data_dir, read_day, read_table
from communique.vocab.ontology import Ontology

System = Literal["cow", "gw", "fips", "cameo"]
Scale = Literal["gdelt", "icews", "phoenix"]
QuadTable = Literal["gdelt", "phoenix"]

SYSTEMS = ("cow", "gw", "fips", "cameo")
#: What each table of Goldstein values is, for the note beside an export.
SCALES: Mapping[str, str] = {
    "gdelt": "CAMEO Goldstein values as GDELT publishes them (cameo.csv, 1)",
    "icews": "those of GDELT but for codes 016, 022, 164 and 165, as the R package icews has them"
    " (goldstein.csv, 1)",
    "phoenix": "those of GDELT but for eight codes, as the Phoenix pipeline has them"
    " (goldstein.csv, 1)",
}
#: What each table of quad classes is.
QUADS: Mapping[str, str] = {
    "gdelt": "by CAMEO root: 1 = 01 to 05, 2 = 06 to 08, 3 = 09 to 13, 4 = 14 to 20",
    "phoenix": "PentaClass by CAMEO root: 0 = 01 and 02, 1 = 03 to 05, 2 = 06 to 08, 3 = 09 to 13"
    " and 16, 4 = 14, 15 and 17 to 20",
    "plover": "by PLOVER type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,"
    " 4 material conflict; SANCTION is 4",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A number or code that a state has from a day to a day (None is open)."""

    value: str
    start: date | None
    end: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the state has it on that day."""
        return not ((self.start and day < self.start) or (self.end and day > self.end))


@dataclass(frozen=True, slots=True)
class CodeTables:
    """Codes of other data sets, asked by ours."""

    _held: Mapping[tuple[str, str], tuple[Held, ...]]
    _roles: Mapping[str, str]
    _sectors: Mapping[str, str]
    _groups: Mapping[str, str]
    _scales: Mapping[tuple[str, str], float]
    _quads: Mapping[tuple[str, str], int]
    _ontology: Ontology

    @classmethod
    def load(cls, ontology: Ontology) -> CodeTables:
        """Read the shipped tables.

        Raises:
            VocabError: If a table breaks the form.
        """
        roles, sectors = _read_sectors(ontology)
        return cls(
            _read_held(), roles, sectors, _read_groups(), _read_scales(ontology), _read_quads(),
            ontology,
        )  # fmt: skip

    def number(self, system: System, code: str | None, day: date) -> str | None:
        """The number or code that a state has in a system on a day; None if it has none."""
        held = self._held.get((system, code or ""), ())
        return next((one.value for one in held if one.holds_on(day)), None)

    def cameo_country(self, code: str) -> str:
        """The three letters by which CAMEO calls a state: ours, but for a few."""
        held = self._held.get(("cameo", code))
        return held[0].value if held else code

    def cameo_group(self, code: str) -> str | None:
        """The three letters by which CAMEO calls a body ("IGO:NATO" is NAT), if it has any."""
        return self._groups.get(code)

    def cameo_role(self, sector: str | None) -> str | None:
        """The CAMEO role of a PLOVER sector; mind that MED is media there, health here."""
        return self._roles.get(sector or "") or None

    def icews_sector(self, sector: str | None) -> str | None:
        """The name of a PLOVER sector in ICEWS."""
        return self._sectors.get(sector or "") or None

    def goldstein(self, scale: Scale, code: str) -> float | None:
        """The Goldstein value of a CAMEO code in a table; None where none is known."""
        known = self._ontology.cameo(code)
        return self._scales.get((scale, known.code), known.goldstein)

    def quad(self, table: QuadTable, code: str) -> int:
        """The class of a CAMEO code.

        Raises:
            VocabError: If its root is none.
        """
        try:
            return self._quads[table, code[:2]]
        except KeyError:
            raise VocabError(f"no CAMEO code {code!r}; the roots are 01 to 20") from None


def _read_held() -> dict[tuple[str, str], tuple[Held, ...]]:
    path = data_dir("exchange") / "state_numbers.csv"
    found: dict[tuple[str, str], list[Held]] = defaultdict(list)
    columns = ("code", "system", "value", "start", "end", "source", "note")
    for number, row in read_table(path, columns):
        where = f"{path.name}, row {number}"
        if row["system"] not in SYSTEMS or not row["value"]:
            raise VocabError(f"{where}: no system {row['system']!r}, or no value")
        found[row["system"], row["code"]].append(
            Held(
                value=row["value"],
                start=read_day(row["start"], where=where),
                end=read_day(row["end"], where=where, last=True),
            )
        )
    return {key: tuple(held) for key, held in found.items()}


def _read_sectors(ontology: Ontology) -> tuple[dict[str, str], dict[str, str]]:
    path = data_dir("exchange") / "sectors.csv"
    rows = [row for _, row in read_table(path, ("sector", "cameo", "icews", "note"))]
    if {row["sector"] for row in rows} != set(ontology.sectors):
        raise VocabError(f"{path.name}: its sectors are not those of sectors.yaml")
    return (
        {row["sector"]: row["cameo"] for row in rows},
        {row["sector"]: row["icews"] for row in rows},
    )


def _read_groups() -> dict[str, str]:
    """Bodies by our code, from the table that reads CAMEO codes; the first row of each counts."""
    found: dict[str, str] = {}
    path = data_dir("petrarch") / "codes.csv"
    for _, row in read_table(path, ("code", "kind", "ours", "source")):
        if row["kind"] == "body" and len(row["code"]) == 3:
            found.setdefault(row["ours"], row["code"])
    return found


def _read_scales(ontology: Ontology) -> dict[tuple[str, str], float]:
    path = data_dir("exchange") / "goldstein.csv"
    found: dict[tuple[str, str], float] = {}
    for number, row in read_table(path, ("table", "code", "value", "source")):
        if row["table"] not in SCALES or row["code"] not in ontology.codes:
            raise VocabError(f"{path.name}, row {number}: no such table or code")
        found[row["table"], row["code"]] = float(row["value"])
    return found


def _read_quads() -> dict[tuple[str, str], int]:
    path = data_dir("exchange") / "quads.csv"
    return {
        (table, row["root"]): int(row[table])
        for _, row in read_table(path, ("root", "gdelt", "phoenix"))
        for table in ("gdelt", "phoenix")
    }
