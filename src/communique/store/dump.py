"""All content of a record as lines: without row numbers, moments and runs, ordered by content."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from communique.store.filing import as_json

#: By table, a query of its content; numbers of rows are replaced by keys of reports and records.
_QUERIES = {
    "reports": "SELECT r.key, r.doc, r.digest, r.date, r.known_on, r.title, r.publisher, r.url,"
    " r.language, r.text, o.key, r.superseded_on, r.retracted_on, r.retracted_why"
    " FROM reports AS r LEFT JOIN reports AS o ON o.report = r.supersedes",
    "entities": "SELECT key, id, kind, name, country, sector, office, who, body"
    " FROM entities JOIN reports USING (report)",
    "records": "SELECT key, kind, id, type, mode, status, starts, ends, precision, confidence,"
    " rule, body, item, form, entry FROM records JOIN reports USING (report)",
    "parties": "SELECT key, kind, id, side, entity, code, who"
    " FROM parties JOIN records USING (record) JOIN reports USING (report)",
    "blocks": "SELECT block, key, kind, id"
    " FROM blocks JOIN records USING (record) JOIN reports USING (report)",
    "links": "SELECT ra.key, a.kind, a.id, rb.key, b.kind, b.id, score, reasons FROM links"
    " JOIN records AS a ON a.record = links.a JOIN reports AS ra ON ra.report = a.report"
    " JOIN records AS b ON b.record = links.b JOIN reports AS rb ON rb.report = b.report",
    "sketches": "SELECT band, day, key FROM sketches JOIN reports USING (report)",
    "copies": "SELECT ra.key, rb.key, likeness FROM copies"
    " JOIN reports AS ra ON ra.report = a JOIN reports AS rb ON rb.report = b",
    "entries": "SELECT entry, kind, type, mode, status, name, acronym, starts, ends, precision,"
    " sort_day, known_on, reports, origins, confidence, body FROM entries",
    "entry_parties": "SELECT entry, kind, sort_day, side, code, who FROM entry_parties",
    "settled": "SELECT entry, kind, sort_day, known_on, settled_on FROM settled",
    "entry_names": "SELECT kind, entry, short, name FROM entry_names",
    "counts": "SELECT what, number FROM counts WHERE what <> 'commits' AND number <> 0",
    "coverage": "SELECT per, period, publisher, reports FROM coverage WHERE reports <> 0",
    "entry_counts": "SELECT kind, type, code, entries FROM entry_counts",
    "ties": "SELECT code, other, kind, entries, latest FROM ties",
    "person_counts": "SELECT code, who, entries, earliest, latest FROM person_counts",
    "happening_counts": "SELECT period, settled_on, happenings FROM happening_counts",
    "persons": "SELECT name, who, reports FROM persons WHERE reports <> 0",
    "problems": "SELECT key, source, code, detail FROM problems LEFT JOIN reports USING (report)",
    "judgements": "SELECT by, target, verdict, field, value, note FROM judgements",
    "listed_visits": "SELECT * FROM listed_visits",
}


def dump(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a line a row, table by table: the table's name, and its values as JSON."""
    for table, query in _QUERIES.items():
        for line in sorted(as_json(row) for row in connection.execute(query)):
            yield f"{table} {line}"
