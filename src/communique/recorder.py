"""The order of the steps across reports, written once: coded reports go in, the account comes out.

A batch is one transaction: reports, records, copies, links, and the entries that they touch. What
comes out depends on what went in alone, not on its order, on the size of batches, or on a run that
was cut off between them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice

import msgspec

from communique.account import Item, report_key
from communique.errors import StoreError
from communique.link import Linker, bands
from communique.link.items import party_of
from communique.reckoning import Reckoner
from communique.records import CodedReport, Entity, Problem, Report
from communique.store import Filed, Filing, RunInfo, Store, file

Coding = Callable[[Iterable[Report]], Iterator[CodedReport]]

#: Reports a transaction. A batch of this size takes a second or two to code and a tenth of that to
#: write, so that little is done twice after a crash and other writers wait little.
BATCH = 64
#: Problems of a report that could be read; they come right behind it.
REMARKS = frozenset({"no-date", "date-from-text", "bad-date", "duplicate-id", "encoding-guessed"})


@dataclass(kw_only=True)
class Summary:
    """What a run did.

    Attributes:
        new: Reports that were added.
        known: Reports that were in the record before.
        corrected: Older versions that stopped to count, because a later one came.
        recoded: Reports that were coded anew.
        events: Events of the reports added or coded anew.
        problems: Problems that were not known before.
        happenings: Happenings in the record after the run.
    """

    new: int = 0
    known: int = 0
    corrected: int = 0
    recoded: int = 0
    events: int = 0
    problems: int = 0
    happenings: int = 0


@dataclass(kw_only=True)
class _Batch:
    """What is written in one transaction.

    `numbers` are those of reports that are coded anew; `ids` are other ids of known reports.
    """

    filings: list[Filing] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)


class Recorder:
    """Adds coded reports to a record and keeps its account.

    Args:
        store: The record, open for writing.
        linker: What says which items are one.
        info: By what the reports are coded.
        batch: Reports a transaction.
        today: The day from which undated reports are known; the present one if not given.
    """

    def __init__(
        self,
        store: Store,
        linker: Linker,
        info: RunInfo,
        *,
        batch: int = BATCH,
        today: date | None = None,
    ) -> None:
        self._store = store
        self._linker = linker
        self._reckoner = Reckoner(store, linker)
        self._info = info
        self._size = batch
        self._today = today or datetime.now(UTC).date()

    def add(self, coded: Iterable[CodedReport], problems: Iterable[Problem] = ()) -> Summary:
        """Add coded reports; those that are in the record already change nothing.

        Args:
            coded: The reports.
            problems: Those of sources that gave no report.
        """
        batch = _Batch(problems=list(problems))
        return self._run(self._filed(coded, batch.problems), batch, set(), Summary())

    def add_filings(self, filings: Iterable[Filing]) -> Summary:
        """Add reports that are made into rows already."""
        return self._run(filings, _Batch(), set(), Summary())

    def add_reports(self, items: Iterable[Report | Problem], code: Coding) -> Summary:
        """Code and add what reading gives; reports that are known are not coded again."""
        batch, flying, summary = _Batch(), set[str](), Summary()
        remarks: deque[list[Problem]] = deque()
        fresh = self._fresh(_grouped(items, batch.problems), batch, flying, summary)
        coded = code(_remembering(fresh, remarks))
        noted = (_with(record, remarks.popleft()) for record in coded)
        return self._run(self._filed(noted, batch.problems), batch, flying, summary)

    def recode(self, code: Coding, *, everything: bool = False) -> Summary:
        """Code the reports of the record anew that were coded otherwise than this run does.

        Args:
            code: The coder.
            everything: Code all of them.
        """
        run = self._start("recode")
        reports, summary = self._store.reports, Summary()
        numbers = reports.numbers() if everything else reports.outdated(run)
        coded = zip(numbers, code(map(reports.read, numbers)), strict=True)
        while some := list(islice(coded, self._size)):
            batch = _Batch()
            for number, record in some:
                known = reports.known_on(number)
                if filing := self._file(record, known, batch.problems):
                    batch.filings.append(filing)
                    batch.numbers.append(number)
            with self._store.transaction():
                self._recode(batch, run, summary)
        return self._end(run, summary)

    def retract(self, named: str, *, day: date | None = None, reason: str | None) -> list[Filed]:
        """Withdraw the report that a key, an id or an address names, with its other versions.

        It no longer counts, and still does in what was known before `day` (today if not given).

        Returns:
            The reports withdrawn; none if all were before.

        Raises:
            StoreError: If there is none such, or reports of several publishers are named.
        """
        day = day or self._today
        return self._mark("retract", self._named(named, withdrawn=False), day, reason)

    def restore(self, named: str) -> list[Filed]:
        """Take a withdrawal back, as `retract` names it; the reports that count again."""
        return self._mark("restore", self._named(named, withdrawn=True), None, None)

    def _named(self, named: str, *, withdrawn: bool) -> list[Filed]:
        found = self._store.reports.find(named)
        if not found:
            raise StoreError(f"no report {named!r} in the record; name its key, id or address")
        if len({report.publisher for report in found}) > 1:
            keys = ", ".join(f"{report.key} ({report.publisher})" for report in found)
            raise StoreError(f"{named!r} are several reports; name one by its key: {keys}")
        return [report for report in found if (report.retracted is not None) == withdrawn]

    def _mark(
        self, command: str, found: list[Filed], day: date | None, reason: str | None
    ) -> list[Filed]:
        run = self._start(command)
        with self._store.transaction():
            for report in found:
                self._store.reports.retract(report.number, day=day, reason=reason)
            self._reckoner.reckon(self._reckoner.with_linked({report.number for report in found}))
        self._store.end_run(run)
        return found

    def _run(
        self, filings: Iterable[Filing], batch: _Batch, flying: set[str], summary: Summary
    ) -> Summary:
        """Add in batches; the batch that reading fills beside us is written and emptied here."""
        run = self._start("add")
        source = iter(filings)
        while True:
            batch.filings.extend(islice(source, self._size))
            some = len(batch.filings)
            with self._store.transaction():
                self._write(batch, run, summary)
            flying.difference_update(filing.key for filing in batch.filings)
            batch.filings.clear()
            batch.problems.clear()
            batch.ids[:] = [(key, id) for key, id in batch.ids if key in flying]
            if some < self._size:
                return self._end(run, summary)

    def _start(self, command: str) -> int:
        run = self._store.start_run(command, self._info)
        with self._store.transaction():
            self._store.entries.settle_all(least=self._linker.reach)
        return run

    def _end(self, run: int, summary: Summary) -> Summary:
        summary.happenings = self._store.entries.count("happening")
        self._store.end_run(run)
        return summary

    def _fresh(
        self,
        groups: Iterable[tuple[Report, list[Problem]]],
        batch: _Batch,
        flying: set[str],
        summary: Summary,
    ) -> Iterator[tuple[Report, list[Problem]]]:
        """Pass on the reports that are neither known nor on their way."""
        for report, remarks in groups:
            key = report_key(report)
            known = self._store.reports.known([key])
            if key not in known and key not in flying:
                flying.add(key)
                yield report, remarks
                continue
            summary.known += 1
            if report.id < known.get(key, report.id) or key in flying:
                batch.ids.append((key, report.id))

    def _filed(self, coded: Iterable[CodedReport], problems: list[Problem]) -> Iterator[Filing]:
        """Make rows of coded reports, one by one; what can't be made into rows is a problem."""
        for record in coded:
            if filing := self._file(record, record.doc.date, problems):
                yield filing

    def _file(
        self, coded: CodedReport, known: date | None, problems: list[Problem]
    ) -> Filing | None:
        """The rows of a coded report; None, and a problem, if it can't be made into rows."""
        known = known or self._today
        try:
            items = {
                item.key: (item, self._linker.blocks(item))
                for item in self._linker.items(coded, known)
            }
            bands_of = bands(self._linker.sketch(coded.doc.text))
            return file(coded, known, items=items, bands=bands_of, party=_name)
        except Exception as error:  # noqa: BLE001 - one broken report never stops a run
            detail = f"it can't be filed ({error!r}); mend its text, or report a bug"
            problems.append(Problem(code="not-filed", detail=detail, source=coded.doc.id))
            return None

    def _write(self, batch: _Batch, run: int, summary: Summary) -> None:
        """Add the reports of a batch, inside the transaction that is open."""
        store = self._store
        known = set(store.reports.known(filing.key for filing in batch.filings))
        added: dict[int, Filing] = {}
        items: dict[int, Item] = {}
        for filing in batch.filings:
            if filing.key in known:
                summary.known += 1
                batch.ids.append((filing.key, filing.report.id))
                continue
            known.add(filing.key)
            number = store.reports.insert(filing, run=run)
            added[number] = filing
            items |= self._insert(number, filing, run, summary)
        summary.new += len(added)
        summary.problems += store.add_problems(batch.problems, run=run, report=None)
        settled = store.reports.settle([*added, *store.reports.rename(batch.ids)])
        summary.corrected += sum(settled.values())
        self._reckoner.find_copies(added)
        self._reckoner.find_links(items)
        self._reckoner.reckon(self._reckoner.with_linked(settled) | set(items), fresh=items)

    def _insert(self, number: int, filing: Filing, run: int, summary: Summary) -> dict[int, Item]:
        summary.events += len(filing.coded.events)
        summary.problems += self._store.add_problems(filing.coded.problems, run=run, report=number)
        return self._store.items.insert(number, filing)

    def _recode(self, batch: _Batch, run: int, summary: Summary) -> None:
        """Put new records in the place of the old, inside the transaction that is open."""
        store = self._store
        old = store.items.of_reports(batch.numbers)
        stale = set(store.entries.of_records(old).values())
        near = store.items.linked(old, least=self._linker.reach) - old
        items: dict[int, Item] = {}
        for number, filing in zip(batch.numbers, batch.filings, strict=True):
            store.items.delete(number)
            store.drop_problems(number)
            store.reports.recoded(number, run=run)
            items |= self._insert(number, filing, run, summary)
        summary.recoded += len(batch.numbers)
        summary.problems += store.add_problems(batch.problems, run=run, report=None)
        self._reckoner.find_links(items)
        # also of those that don't count
        near |= store.items.linked(items, least=self._linker.reach)
        self._reckoner.reckon(near | set(items), fresh=items, stale=stale)


def _grouped(
    items: Iterable[Report | Problem], problems: list[Problem]
) -> Iterator[tuple[Report, list[Problem]]]:
    """Yield reports with the remarks behind them; other problems go into `problems`."""
    report: Report | None = None
    remarks: list[Problem] = []
    for item in items:
        if isinstance(item, Report):
            if report is not None:
                yield report, remarks
            report, remarks = item, []
        elif report is not None and item.code in REMARKS:
            remarks.append(item)
        else:
            problems.append(item)
    if report is not None:
        yield report, remarks


def _remembering(
    groups: Iterable[tuple[Report, list[Problem]]], remarks: deque[list[Problem]]
) -> Iterator[Report]:
    """Pass the reports on; keep their remarks until they come back coded."""
    for report, said in groups:
        remarks.append(said)
        yield report


def _with(coded: CodedReport, remarks: Sequence[Problem]) -> CodedReport:
    return msgspec.structs.replace(coded, problems=(*remarks, *coded.problems))


def _name(entity: Entity | None, id: str) -> tuple[str | None, str | None]:
    """Code and name in every report, the same for all sides."""
    party = party_of(entity, id, "party")
    return party.code, party.who
