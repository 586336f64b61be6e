"""Our own tables: what the record holds, as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from communique.account import Entry, EntryKind, Key
from communique.export.dyad_rows import By, DyadMonth, DyadYear, dyad_rows, totals_of
from communique.export.layout import About, Options
from communique.export.material import Material
from communique.export.periods import Tally
from communique.export.table_rows import (
    AgreementTable,
    ContactTable,
    DesignationTable,
    HappeningTable,
    JudgedTable,
    LinkTable,
    MentionTable,
    PartyTable,
    ReportTable,
    StepTable,
    TallyTable,
)
from communique.query.build import codes_of, people_of
from communique.records import Record

Maker = Callable[["Tables"], Iterator[Record]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its name, the type of its rows, its key, and what its columns point to.

    `points` gives table and column by column.
    """

    name: str
    row: type[Record]
    key: tuple[str, ...]
    make: Maker
    points: Mapping[str, tuple[str, str]]


class Tables:
    """Makes the rows of each table from one reading of the account."""

    def __init__(self, material: Material, options: Options) -> None:
        """Make tables of `material`."""
        self.material = material
        self.options = options
        self.kinds: dict[EntryKind, list[Entry]] = {
            "happening": material.happenings,
            "contact": material.contacts,
        }
        others: tuple[EntryKind, ...] = ("agreement", "designation")
        for kind in others:
            self.kinds[kind] = material.entries(kind)

    def happenings(self) -> Iterator[HappeningTable]:
        """Yield the happenings."""
        ontology, codes = self.material.ontology, self.material.codes
        for entry in self.kinds["happening"]:
            cameo, figures = self.material.cameo(entry), entry.magnitude
            yield HappeningTable(
                **_told(entry),
                type=entry.type,
                mode=entry.mode,
                cameo=cameo,
                status=entry.status,
                background=entry.background,
                actors=codes_of(entry, "actor"),
                recipients=codes_of(entry, "recipient"),
                contexts=entry.contexts,
                place=entry.place,
                quad=ontology.type(entry.type).quad,
                plover_score=ontology.mode_score(entry.type, entry.mode),
                goldstein=codes.goldstein("gdelt", cameo),
                dead=figures.dead if figures else None,
                injured=figures.injured if figures else None,
                arrested=figures.arrested if figures else None,
                size=figures.size if figures else None,
                amount=figures.amount if figures else None,
                unit=figures.unit if figures else None,
            )

    def parties(self) -> Iterator[PartyTable]:
        """Yield the parties of all entries."""
        for kind, entries in self.kinds.items():
            for entry in entries:
                for number, party in enumerate(entry.parties, 1):
                    yield PartyTable(
                        entry=entry.id,
                        kind=kind,
                        side=party.side,
                        number=number,
                        code=party.code,
                        sector=party.sector,
                        who=party.who,
                        name=party.name,
                        what=party.kind,
                        office=party.office,
                    )

    def contacts(self) -> Iterator[ContactTable]:
        """Yield the ledger."""
        for entry in self.kinds["contact"]:
            first = next((p for p in entry.parties if p.side == "initiator"), None)
            yield ContactTable(
                **_told(entry),
                channel=entry.type,
                status=entry.status,
                participants=codes_of(entry),
                people=people_of(entry),
                initiator=(first.name or first.code) if first else None,
                place=entry.place,
                topics=entry.topics,
            )

    def agreements(self) -> Iterator[AgreementTable]:
        """Yield the register of agreements."""
        for entry in self.kinds["agreement"]:
            yield AgreementTable(
                **_told(entry),
                name=entry.name,
                acronym=entry.acronym,
                names=entry.names,
                kind=entry.type,
                status=entry.status,
                parties=codes_of(entry),
                provisions=entry.provisions,
            )

    def steps(self) -> Iterator[StepTable]:
        """Yield the steps of agreements, then of titles."""
        for entry in (*self.kinds["agreement"], *self.kinds["designation"]):
            for number, step in enumerate(entry.steps, 1):
                yield StepTable(
                    entry=entry.id,
                    number=number,
                    status=step.status,
                    start=step.when.start,
                    end=step.when.end,
                    precision=step.when.precision,
                    told_by=tuple(sorted({key.report for key in step.members})),
                )

    def designations(self) -> Iterator[DesignationTable]:
        """Yield the titles."""
        for entry in self.kinds["designation"]:
            yield DesignationTable(
                **_told(entry),
                title=entry.name,
                action=entry.type,
                by=codes_of(entry, "by"),
                to=codes_of(entry, "to"),
            )

    def tallies(self) -> Iterator[TallyTable]:
        """Yield the claims; all of the record, since a claim has no day of its own."""
        found = self.material.record.tallies(as_known_on=self.material.scope.as_known_on)
        for number, row in enumerate(found, 1):
            yield TallyTable(
                number_in_table=number,
                **{name: getattr(row, name) for name in TallyTable.__struct_fields__[1:]},
            )

    def mentions(self) -> Iterator[MentionTable]:
        """Yield the words that each entry rests on."""
        for kind, entries in self.kinds.items():
            for told in self.material.told(entries):
                for telling in told.tellings:
                    for number, span in enumerate(telling.body["evidence"], 1):
                        yield MentionTable(
                            entry=told.entry.id,
                            kind=kind,
                            report=telling.report.key,
                            record=telling.key.id,
                            number=number,
                            role=span.get("role"),
                            start=span["start"],
                            end=span["end"],
                            quote=span["quote"],
                            confidence=telling.body["confidence"],
                        )

    def reports(self) -> Iterator[ReportTable]:
        """Yield all reports, those that no longer count too."""
        for report in self.material.sources.reports(known=self.material.scope.as_known_on):
            yield ReportTable(
                key=report.key,
                doc=report.doc,
                digest=report.digest,
                date=report.date,
                known=report.known,
                title=report.title,
                publisher=report.publisher,
                url=report.url,
                language=report.language,
                length=len(report.text),
                superseded=report.superseded,
                retracted=report.retracted,
                text=report.text if self.options.with_text else None,
            )

    def links(self) -> Iterator[LinkTable]:
        """Yield the links of which at least one end is in scope."""
        entry_of: dict[Key, str] = {
            key: entry.id
            for entries in self.kinds.values()
            for entry in entries
            for key in entry.members
        }
        for link in self.material.sources.links(known=self.material.scope.as_known_on):
            a, b = entry_of.get(link.a), entry_of.get(link.b)
            if a is None and b is None:
                continue
            yield LinkTable(
                report_a=link.a.report,
                record_a=link.a.id,
                report_b=link.b.report,
                record_b=link.b.id,
                kind=link.a.kind,
                score=link.score,
                reasons=tuple(f"{reason.sign} {reason.weight:g}" for reason in link.reasons),
                entry_a=a,
                entry_b=b,
                joined=a is not None and a == b,
            )

    def judged(self) -> Iterator[JudgedTable]:
        """Yield what people said of the records of all entries, a row a field that they changed."""
        for kind, entries in self.kinds.items():
            for entry in entries:
                for key, mark in self.material.revision.marks(entry):
                    for number, edit in enumerate(mark.edits or (None,), 1):
                        yield JudgedTable(
                            entry=entry.id,
                            kind=kind,
                            report=key.report,
                            record=key.id,
                            number=number,
                            said=mark.state,
                            by=mark.by,
                            disputed=mark.disputed,
                            field=edit.field if edit else None,
                            machine=_json(edit.machine) if edit else None,
                            person=_json(edit.person) if edit else None,
                        )

    def dyads(self, by: By, *, directed: bool) -> Iterator[DyadYear | DyadMonth]:
        """Yield the counts of pairs."""
        totals = totals_of(self.material, by)
        yield from dyad_rows(self.material, by=by, directed=directed, totals=totals)


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "start": entry.when.start,
        "end": entry.when.end,
        "precision": entry.when.precision,
        "known": entry.known,
        "reports": entry.reports,
        "origins": entry.origins,
        "confidence": entry.confidence,
        "conflicts": tuple(
            f"{c.field}: {' | '.join(value for value, _ in c.values)}".replace("|", "/")
            for c in entry.conflicts
        ),
    }


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _dyads(by: By, *, directed: bool) -> Table:
    row: type[Record] = DyadMonth if by == "month" else DyadYear
    key = ("code1", "code2", "year", *(("month",) if by == "month" else ()))
    name = f"dyad-{by}-{'directed' if directed else 'undirected'}"
    return Table(
        name=name,
        row=row,
        key=key,
        make=lambda tables: tables.dyads(by, directed=directed),
        points={},
    )


_KEY = ("reports", "key")
TABLES: tuple[Table, ...] = (
    Table(name="reports", row=ReportTable, key=("key",), make=Tables.reports, points={}),
    Table(name="happenings", row=HappeningTable, key=("id",), make=Tables.happenings, points={}),
    Table(name="contacts", row=ContactTable, key=("id",), make=Tables.contacts, points={}),
    Table(name="agreements", row=AgreementTable, key=("id",), make=Tables.agreements, points={}),
    Table(
        name="designations", row=DesignationTable, key=("id",), make=Tables.designations, points={}
    ),
    Table(name="steps", row=StepTable, key=("entry", "number"), make=Tables.steps, points={}),
    Table(
        name="parties",
        row=PartyTable,
        key=("entry", "kind", "number"),
        make=Tables.parties,
        points={},
    ),
    Table(
        name="tallies",
        row=TallyTable,
        key=("number_in_table",),
        make=Tables.tallies,
        points={"report": _KEY},
    ),
    Table(
        name="mentions",
        row=MentionTable,
        key=("entry", "kind", "report", "record", "number"),
        make=Tables.mentions,
        points={"report": _KEY},
    ),
    Table(
        name="links",
        row=LinkTable,
        key=("report_a", "record_a", "report_b", "record_b"),
        make=Tables.links,
        points={"report_a": _KEY, "report_b": _KEY},
    ),
    _dyads("month", directed=True),
    _dyads("month", directed=False),
    _dyads("year", directed=True),
    _dyads("year", directed=False),
)

#: What people said; written where an export takes their word.
JUDGED = Table(
    name="judged",
    row=JudgedTable,
    key=("entry", "kind", "report", "record", "number"),
    make=Tables.judged,
    points={"report": _KEY},
)

ABOUT = About(
    goldstein="gdelt",
    quad="plover",
    score="plover_score: PLOVER draft 2.0, by type and mode; ACCUSE is -3",
    directions="happenings are not expanded; in the directed dyad tables a reciprocal one counts in"
    " both directions, in the undirected ones once a pair",
    dates="first and last day that it may have been on; dyad tables count what surely lies in the"
    " period",
    lost="texts of reports, unless asked for; judgements, unless people's word is taken",
)


def rows_of(table: Table, tables: Tables, tally: Tally) -> Iterable[Record]:
    """Yield the rows of a table, counted."""
    for row in table.make(tables):
        tally.rows += 1
        yield row
