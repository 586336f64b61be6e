"""One thing of the record in full: an entry, a record of a report, or a report."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from communique.account import Entry
from communique.errors import QuestionError
from communique.query.accounts import Account
from communique.query.evidence import Quotation, Shown, quotations, quotations_of


def show(connection: sqlite3.Connection, account: Account, id: str) -> Shown:
    """What goes by this id.

    Args:
        connection: The record.
        account: The account, as of now or of a day.
        id: Of an entry; of a report (its key, its source's id or its address); or of a record of a
            report, as `REPORT/e1`.

    Raises:
        QuestionError: If nothing goes by it.
    """
    if entry := account.entry(id):
        return _show_entry(connection, entry)
    report, slash, record = id.rpartition("/")
    row = find_report(connection, report) if slash else None
    if row and (shown := _show_record(connection, account, row, record)):
        return shown
    if row := find_report(connection, id):
        return _show_report(connection, row)
    raise QuestionError(
        f"nothing in the record goes by {id!r}; ids stand in the first column of every answer,"
        " and a record of a report is REPORT/ID, such as r0123456789abcdef/e1"
    )


def find_report(connection: sqlite3.Connection, name: str) -> sqlite3.Row | None:
    """The report of this key, source's id or address; of several versions the one that counts."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM reports WHERE key = :name OR doc = :name OR url = :name"
        " ORDER BY key <> :name, superseded_on IS NOT NULL, known_on DESC, key LIMIT 1",
        {"name": name},
    ).fetchone()
    return row


def _show_entry(connection: sqlite3.Connection, entry: Entry) -> Shown:
    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(entry))
    for field in ("members", "predecessors", "successors"):
        fields[field] = [f"{key.report}/{key.id}" for key in getattr(entry, field)]
    fields["why"] = _why(connection, entry)
    return Shown(
        id=entry.id,
        kind=entry.kind,
        fields=fields,
        evidence=quotations(connection, entry.members),
    )


def _why(connection: sqlite3.Connection, entry: Entry) -> list[dict[str, Any]]:
    """The links among an entry's records: which pairs, how sure, for which reasons."""
    keys = {(key.report, key.kind, key.id) for key in entry.members}
    rows = connection.execute(
        "SELECT pa.key AS report_a, ra.id AS a, pb.key AS report_b, rb.id AS b, ra.kind AS kind,"
        " l.score AS score, l.reasons AS reasons FROM links l"
        " JOIN records ra ON ra.record = l.a JOIN reports pa ON pa.report = ra.report"
        " JOIN records rb ON rb.record = l.b JOIN reports pb ON pb.report = rb.report"
        " WHERE ra.entry = ? ORDER BY pa.key, ra.id, pb.key, rb.id",
        (entry.id,),
    )
    return [
        {
            "a": f"{row['report_a']}/{row['a']}",
            "b": f"{row['report_b']}/{row['b']}",
            "score": row["score"],
            "reasons": msgspec.json.decode(row["reasons"]),
        }
        for row in rows
        if (row["report_a"], row["kind"], row["a"]) in keys
        and (row["report_b"], row["kind"], row["b"]) in keys
    ]


def _show_record(
    connection: sqlite3.Connection, account: Account, report: sqlite3.Row, id: str
) -> Shown | None:
    row = connection.execute(
        "SELECT record, kind, body FROM records WHERE report = ? AND id = ?", (report["report"], id)
    ).fetchone()
    if row is None:
        return None
    body = msgspec.json.decode(row["body"])
    evidence = tuple(quotations_of(report, id, body))
    fields = {name: value for name, value in body.items() if name != "evidence"}
    fields["entry"] = account.entry_of(row["record"])
    fields["entities"] = _entities(connection, report["report"], _names_in(body))
    return Shown(id=f"{report['key']}/{id}", kind=row["kind"], fields=fields, evidence=evidence)


def _names_in(body: dict[str, Any]) -> set[str]:
    """All strings in a record's lists and fields: among them the ids of its entities."""
    found: set[str] = set()
    for value in body.values():
        found.update(value if isinstance(value, list) and _all_text(value) else ())
        found.update([value] if isinstance(value, str) else ())
    return found


def _all_text(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _entities(
    connection: sqlite3.Connection, report: int, ids: set[str]
) -> dict[str, dict[str, Any]]:
    rows = connection.execute(
        "SELECT id, kind, name, country, sector, office, who FROM entities WHERE report = ?",
        (report,),
    )
    return {row["id"]: dict(row) for row in rows if row["id"] in ids}


def _show_report(connection: sqlite3.Connection, report: sqlite3.Row) -> Shown:
    names = (
        "key", "doc", "date", "known_on", "added_at", "title", "publisher", "url", "language",
        "superseded_on", "retracted_on", "retracted_why", "text",
    )  # fmt: skip
    fields: dict[str, Any] = {name: report[name] for name in names}
    fields["supersedes"] = _key(connection, report["supersedes"])
    copies = connection.execute(
        "SELECT p.key, c.likeness FROM copies c"
        " JOIN reports p ON p.report = CASE WHEN c.a = :id THEN c.b ELSE c.a END"
        " WHERE :id IN (c.a, c.b) ORDER BY p.key",
        {"id": report["report"]},
    )
    fields["copies"] = {row["key"]: row["likeness"] for row in copies}
    evidence: list[Quotation] = []
    rows = connection.execute(
        "SELECT id, body FROM records WHERE report = ? ORDER BY kind, id", (report["report"],)
    )
    for row in rows:
        evidence += quotations_of(report, row["id"], msgspec.json.decode(row["body"]))
    evidence.sort(key=lambda q: (q.start, q.end, q.record))
    return Shown(id=report["key"], kind="report", fields=fields, evidence=tuple(evidence))


def _key(connection: sqlite3.Connection, report: int | None) -> str | None:
    row = connection.execute("SELECT key FROM reports WHERE report = ?", (report,)).fetchone()
    return row["key"] if row else None
