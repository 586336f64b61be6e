"""Tenures: this person held this office from … to …, says this source; with their files.

Two forms are read: CSV with the columns of the package's own tables, and JSON lines of
FollowTheMoney entities (Person, Position, Occupancy).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import VocabError
from communique.vocab.files import is_day, read_day, read_table, split_list

COLUMNS = ("person", "aliases", "country", "office", "start", "end", "source", "note")

#: From an office's English name and a country to the office key, or None.
OfficeReader = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office. The interval is closed; None is open or unknown.

    Where the source knows only the month or year, `start` is its first and `end` its last day,
    and `start_day_known` or `end_day_known` is false. A table of one's own may know the PLOVER
    `sector` and no office ("").
    """

    person: str
    aliases: tuple[str, ...]
    country: str
    office: str
    start: date | None
    end: date | None
    start_day_known: bool
    end_day_known: bool
    source: str
    note: str
    sector: str | None = None

    def covers(self, start: date | None, end: date | None) -> bool:
        """Whether some day of the closed interval lies in the tenure; None is an open side."""
        if start and self.end and self.end < start:
            return False
        return not (end and self.start and self.start > end)


def read_tenures(
    path: Path, *, office_of: OfficeReader, codes: Mapping[str, str]
) -> Iterator[Tenure]:
    """Yield the tenures of a file, CSV or FollowTheMoney JSON lines by its suffix.

    Args:
        path: The file.
        office_of: Reads an office's English name; only JSON lines need it.
        codes: Country codes by ISO 3166-1 alpha-2 in lower case; only JSON lines need it.

    Raises:
        VocabError: If the file is of neither form.
    """
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson", ".ijson"):
        return _read_ftm(path, office_of, codes)
    return _read_csv(path)


def _read_csv(path: Path) -> Iterator[Tenure]:
    for number, row in read_table(path, COLUMNS[:6], optional=COLUMNS[6:]):
        where = f"{path.name}, row {number}"
        if not (row["person"] and row["country"] and row["office"]):
            raise VocabError(f"{where}: person, country and office must not be empty")
        yield _tenure(row, where)


def _tenure(row: Mapping[str, str], where: str) -> Tenure:
    start, end = row["start"], row["end"]
    first = read_day(start, where=where)
    last = read_day(end, where=where, last=True)
    if first and last and last < first:
        raise VocabError(f"{where}: the tenure ends ({end}) before it starts ({start})")
    return Tenure(
        row["person"],
        split_list(row["aliases"]),
        row["country"],
        row["office"],
        first,
        last,
        is_day(start),
        is_day(end),
        row["source"],
        row["note"],
    )


def _read_ftm(path: Path, office_of: OfficeReader, codes: Mapping[str, str]) -> Iterator[Tenure]:
    people: dict[str, dict[str, Any]] = {}
    posts: dict[str, dict[str, Any]] = {}
    occupancies: list[tuple[int, dict[str, Any]]] = []
    for number, entity in _json_lines(path):
        schema = entity.get("schema")
        if schema == "Person":
            people[entity["id"]] = entity["properties"]
        elif schema == "Position":
            posts[entity["id"]] = entity["properties"]
        elif schema == "Occupancy":
            occupancies.append((number, entity["properties"]))
    for number, held in occupancies:
        where = f"{path.name}, row {number}"
        person = people.get(_first(held, "holder"))
        post = posts.get(_first(held, "post"))
        if person is None or post is None:
            raise VocabError(f"{where}: the Occupancy's holder or post is not in the file")
        yield _tenure(_ftm_row(person, post, held, office_of=office_of, codes=codes), where)


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise VocabError(f"{path}: cannot be read ({error.strerror})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except ValueError as error:
            raise VocabError(f"{path.name}, row {number}: not a line of JSON") from error
        if not isinstance(entity, dict) or not {"id", "schema", "properties"} <= set(entity):
            raise VocabError(
                f"{path.name}, row {number}: no FollowTheMoney entity; it needs id, schema and"
                " properties"
            )
        yield number, entity


def _ftm_row(
    person: Mapping[str, Any],
    post: Mapping[str, Any],
    held: Mapping[str, Any],
    *,
    office_of: OfficeReader,
    codes: Mapping[str, str],
) -> dict[str, str]:
    names = [*person.get("name", []), *person.get("alias", []), *person.get("weakAlias", [])]
    country = _first(post, "country") or _first(person, "country")
    code = codes.get(country.lower(), country.upper())
    title = _first(post, "name")
    return {
        "person": names[0] if names else "",
        "aliases": "|".join(names[1:]),
        "country": code,
        "office": office_of(title, code) or "official",
        "start": _first(held, "startDate")[:10],
        "end": _first(held, "endDate")[:10],
        "source": _first(held, "sourceUrl") or _first(person, "sourceUrl") or "user table",
        "note": title,
    }


def _first(properties: Mapping[str, Any], name: str) -> str:
    values = properties.get(name) or [""]
    return str(values[0] if isinstance(values, list) else values)
