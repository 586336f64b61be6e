"""Our own tables in a folder, as Parquet or CSV, with a descriptor (Frictionless Data Package)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta

from communique.errors import ExportError
from communique.export.layout import Note, Options
from communique.export.material import Material
from communique.export.periods import Tally
from communique.export.tables import ABOUT, JUDGED, TABLES, Table, Tables, rows_of
from communique.export.write import replacing, write_text
from communique.records import Record

if TYPE_CHECKING:
    import pyarrow

Form = Literal["parquet", "csv"]
DESCRIPTOR = "datapackage.json"
SEPARATOR = "|"
LOT = 20_000  # rows in memory at a time, and in a row group of Parquet
#: By type of a field, its type in a table schema.
TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, type, what it holds, and whether it is always filled."""

    name: str
    type: str
    text: str
    required: bool
    extra: dict[str, Any]


def write_package(material: Material, folder: Path, form: Form, options: Options) -> Tally:
    """Write all tables and their descriptor into a folder; what it had of that name is replaced.

    Raises:
        ExportError: If a file can't be written, or Parquet is asked for without pyarrow.
    """
    tables, tally = Tables(material, options), Tally()
    tally.happenings = len(material.happenings)
    resources = []
    for table in TABLES if material.scope.judged == "machine" else (*TABLES, JUDGED):
        path = folder / f"{table.name}.{form}"
        write = _write_parquet if form == "parquet" else _write_csv
        with replacing(path) as beside:
            count = write(beside, table, rows_of(table, tables, tally))
        resources.append(resource(table, form, count))
    note = Note(format="tables", about=ABOUT, material=material, options=options, tally=tally)
    about = msgspec.json.decode(note.to_json())
    package = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "communique-record",
        "title": "What the reports of a record tell",
        "version": about.pop("made_by").removeprefix("communique "),
        "about": about,
        "resources": resources,
    }
    text = msgspec.json.format(msgspec.json.encode(package), indent=2).decode()
    write_text(folder / DESCRIPTOR, [text + "\n"])
    return tally


def columns_of(row: type[Record]) -> list[Column]:
    """The columns of a type of rows, from its fields and what stands beside them."""
    return [_column(field.encode_name, field.type) for field in msgspec.structs.fields(row)]


def resource(table: Table, form: Form, rows: int) -> dict[str, Any]:
    """A table as the descriptor has it."""
    schema: dict[str, Any] = {
        "fields": [_field(column, form) for column in columns_of(table.row)],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.points:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": other, "fields": [column]}}
            for name, (other, column) in table.points.items()
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.{form}",
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "description": " ".join((table.row.__doc__ or "").split()),
        "rows": rows,
        "schema": schema,
    }


def _field(column: Column, form: Form) -> dict[str, Any]:
    is_list = column.type == "array"
    field: dict[str, Any] = {
        "name": column.name,
        "type": "string" if is_list and form == "csv" else column.type,
        "description": column.text,
    }
    if is_list and form == "csv":
        field["separator"] = SEPARATOR
    if unit := column.extra.get("unit"):
        field["unit"] = unit
    limits = {name: column.extra[name] for name in ("minimum", "maximum") if name in column.extra}
    constraints = ({"required": True} if column.required and not is_list else {}) | limits
    return field | ({"constraints": constraints} if constraints else {})


def _column(name: str, hint: Any) -> Column:
    """A column by its annotation; the innermost description counts."""
    text, required = "", True
    extra: dict[str, Any] = {}
    while get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        for note in notes:
            if isinstance(note, Meta):
                text, extra = note.description or text, note.extra or extra
    if get_origin(hint) in (Union, UnionType):
        required = False
        [hint] = [part for part in get_args(hint) if part is not NoneType]
    kind = "array" if get_origin(hint) is tuple else TYPES[hint]
    return Column(name=name, type=kind, text=text, required=required, extra=dict(extra))


def _write_csv(path: Path, table: Table, rows: Iterable[Record]) -> int:
    names = [column.name for column in columns_of(table.row)]
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            count += 1
            writer.writerow([_cell(getattr(row, name)) for name in names])
    return count


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return SEPARATOR.join(str(part).replace(SEPARATOR, "/") for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def _write_parquet(path: Path, table: Table, rows: Iterable[Record]) -> int:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ExportError(
            "Parquet needs the package pyarrow: pip install communique[tables]; or ask for --csv"
        ) from error
    schema = _arrow_schema(table)
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for lot in _lots(rows):
            count += len(lot)
            columns = {name: [_value(getattr(row, name)) for row in lot] for name in schema.names}
            writer.write_table(pyarrow.table(columns, schema=schema))
    return count


def _arrow_schema(table: Table) -> pyarrow.Schema:
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "array": pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema(
        [
            pyarrow.field(
                column.name,
                types[column.type],
                nullable=not column.required,
                metadata={"description": column.text},
            )
            for column in columns_of(table.row)
        ]
    )


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _lots(rows: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(rows)
    while lot := list(islice(source, LOT)):
        yield lot
