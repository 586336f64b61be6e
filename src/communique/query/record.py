"""Questions to a record: class Record."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from pathlib import Path

from communique.account import Entry, EntryKind
from communique.errors import QuestionError
from communique.link import Linker
from communique.query import build
from communique.query.accounts import Account, AccountNow, Wanted
from communique.query.claims import check_claims
from communique.query.connection import connect, record_path
from communique.query.counts import problems, stats
from communique.query.evidence import Shown, first_quotes
from communique.query.judgements import Review
from communique.query.known import AccountKnown
from communique.query.memory import Answer, Memory
from communique.query.offices import who_held
from communique.query.overview import Overview
from communique.query.parties import code_of, whos_of
from communique.query.rows import (
    AgreementRow,
    ContactRow,
    DesignationRow,
    FoundRow,
    HappeningRow,
    OfficeRow,
    ProblemRow,
    Row,
    Rows,
    StatRow,
    TallyRow,
    TimelineRow,
)
from communique.query.search import search_reports
from communique.query.showing import show
from communique.query.sources import Sources
from communique.query.telling import Teller, tellers_of
from communique.query.ties import Ties, make_ties, totals_now, totals_then
from communique.query.visits import VisitRow, check_visits
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology


class Record:
    """A record on disk, open for questions. Others may add to it meanwhile.

    All questions take `as_known_on`: the answer is then what the reports known by that day give,
    with no look-ahead. Countries and bodies are given by code or English name, days as `date`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Ask over an open connection; `Record.open` is the usual way."""
        self.path = path
        self._connection = connection
        self._gazetteer: Gazetteer | None = None
        self._ontology: Ontology | None = None
        self._linker: Linker | None = None
        self._memory = Memory()
        self._review: Review | None = None

    @classmethod
    def open(cls, path: str | Path | None = None) -> Record:
        """Open a record for reading.

        Raises:
            StoreError: If there is none at `path`, or it can't be read.
        """
        place = record_path(path)
        return cls(connect(place), place)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Record:
        """Closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def lend(
        self, *, gazetteer: Gazetteer, ontology: Ontology, linker: Linker, memory: Memory
    ) -> None:
        """Use a vocabulary that is loaded already, and answers that others have kept."""
        self._gazetteer, self._ontology, self._linker = gazetteer, ontology, linker
        self._memory = memory

    # --- the account -------------------------------------------------------------------------

    def timeline(
        self,
        a: str,
        b: str | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        types: Sequence[str] = (),
        as_known_on: date | None = None,
    ) -> Rows[TimelineRow]:
        """All that the record tells of one party or between two, in the order of time.

        A contact that is told as a happening too stands once, as the happening.
        """
        codes = tuple(self.code(party) for party in (a, b) if party)
        found = self.overview(as_known_on=as_known_on).timeline(
            *codes, types=types, since=since, until=until
        )
        return self._rows(TimelineRow, found, build.timeline_row)

    def events(
        self,
        *parties: str,
        types: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        as_known_on: date | None = None,
    ) -> Rows[HappeningRow]:
        """Happenings that have all of `parties`."""
        found = self.entries(
            "happening",
            codes=tuple(map(self.code, parties)),
            types=types,
            since=since,
            until=until,
            as_known_on=as_known_on,
        )
        return self._rows(HappeningRow, found, build.happening_row)

    def contacts(
        self,
        *parties: str,
        person: str | None = None,
        channels: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        as_known_on: date | None = None,
    ) -> Rows[ContactRow]:
        """The ledger: who spoke with whom, when, how, where and about what."""
        found = self.entries(
            "contact",
            codes=tuple(map(self.code, parties)),
            whos=whos_of(self._connection, person, known=as_known_on) if person else (),
            types=channels,
            since=since,
            until=until,
            as_known_on=as_known_on,
        )
        return self._rows(ContactRow, found, build.contact_row)

    def agreements(
        self,
        *parties: str,
        name: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_known_on: date | None = None,
    ) -> Rows[AgreementRow]:
        """The register of agreements: those of all `parties`, or by name."""
        found = self.entries(
            "agreement",
            codes=tuple(map(self.code, parties)),
            name=name,
            since=since,
            until=until,
            as_known_on=as_known_on,
        )
        return self._rows(AgreementRow, found, build.agreement_row)

    def agreement(self, name: str, *, as_known_on: date | None = None) -> Shown:
        """One agreement in full, by acronym, by name or by id.

        Raises:
            QuestionError: If none, or more than one, goes by that name.
        """
        account = self._account(as_known_on)
        if (entry := account.entry(name)) and entry.kind == "agreement":
            return show(self._connection, account, name)
        found = account.find(Wanted(kind="agreement", name=name))
        exact = [entry for entry in found if build.is_exactly(entry, name)]
        chosen = exact or found
        if len(chosen) == 1:
            return show(self._connection, account, chosen[0].id)
        if not chosen:
            raise QuestionError(
                f"the record has no agreement {name!r}; list them with: communique agreements"
            )
        listed = "; ".join(f"{e.id} {build.what(e)}" for e in chosen[:10])
        raise QuestionError(f"{len(chosen)} agreements go by {name!r}; give an id: {listed}")

    def designations(
        self,
        *parties: str,
        since: date | None = None,
        until: date | None = None,
        as_known_on: date | None = None,
    ) -> Rows[DesignationRow]:
        """Titles conferred, renewed or removed."""
        found = self.entries(
            "designation",
            codes=tuple(map(self.code, parties)),
            since=since,
            until=until,
            as_known_on=as_known_on,
        )
        return self._rows(DesignationRow, found, build.designation_row)

    def ties(
        self,
        a: str,
        b: str,
        *,
        by: str = "year",
        since: date | None = None,
        until: date | None = None,
        as_known_on: date | None = None,
    ) -> Ties:
        """Counts and scores of a dyad by month or year, and whether their level changed."""
        if by not in ("month", "year"):
            raise QuestionError(f"ties are counted by month or year, not by {by!r}")
        dyad = (self.code(a), self.code(b))
        found = self.entries(
            "happening", codes=dyad, since=since, until=until, as_known_on=as_known_on
        )
        totals = self._totals(by, as_known_on)
        return make_ties(found, totals, self.ontology, dyad=dyad, by=by)

    def entries(
        self,
        kind: EntryKind,
        *,
        codes: Sequence[str] = (),
        whos: Sequence[str] = (),
        types: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        name: str | None = None,
        as_known_on: date | None = None,
    ) -> list[Entry]:
        """Entries of the account themselves, in the order of time; parties by code alone."""
        wanted = Wanted(
            kind=kind,
            codes=tuple(codes),
            whos=tuple(whos),
            types=tuple(types),
            since=since,
            until=until,
            name=name,
        )
        return self._account(as_known_on).find(wanted)

    # --- around the account ------------------------------------------------------------------

    def who(
        self,
        office: str,
        country: str,
        *,
        on: date | None = None,
        as_known_on: date | None = None,
    ) -> Rows[OfficeRow]:
        """Who held an office (an English name of it), by tables and by the reports."""
        code = self.code(country)
        key = self.gazetteer.office(office.lower(), country=code)
        if key is None:
            raise QuestionError(f"{office!r} is no office that the gazetteer knows")
        found = who_held(
            self._connection, self.gazetteer, office=key, country=code, on=on, known=as_known_on
        )
        return Rows(OfficeRow, tuple(found))

    def tallies(
        self,
        *,
        person: str | None = None,
        country: str | None = None,
        limit: int | None = None,
        as_known_on: date | None = None,
    ) -> Rows[TallyRow]:
        """Claims of sequence and count (the newest, with `limit`), held against the ledger."""
        asked = ("tallies", person, country, limit, as_known_on)
        found = self._recall(
            asked,
            lambda: check_claims(
                self._connection,
                self._account(as_known_on),
                self.gazetteer,
                whos=whos_of(self._connection, person, known=as_known_on) if person else (),
                code=self.code(country) if country else None,
                limit=limit,
                known=as_known_on,
            ),
        )
        return Rows(TallyRow, tuple(found))

    def check_visits(self, *, as_known_on: date | None = None) -> Rows[VisitRow]:
        """The ledger's visits held against the outside lists that were imported."""
        contacts = self.entries("contact", as_known_on=as_known_on)
        days = list(self.sources.reports_by_day(known=as_known_on))
        return Rows(VisitRow, tuple(check_visits(contacts, self.sources.visits(), days)))

    def search(
        self, text: str, *, limit: int = 50, as_known_on: date | None = None
    ) -> Rows[FoundRow]:
        """Reports that have these words, best first."""
        found = search_reports(self._connection, text, known=as_known_on, limit=limit)
        return Rows(FoundRow, tuple(found))

    def show(self, id: str, *, as_known_on: date | None = None) -> Shown:
        """An entry, a report or a record of a report, with all fields and all evidence."""
        return show(self._connection, self._account(as_known_on), id)

    def tellers(self, id: str, *, as_known_on: date | None = None) -> tuple[Teller, ...]:
        """The reports that tell of an entry, with what each says; empty if there is no such."""
        entry = self._account(as_known_on).entry(id)
        return tellers_of(self._connection, entry, self.linker) if entry else ()

    def overview(self, *, as_known_on: date | None = None) -> Overview:
        """What is new, how much there is, who deals with whom."""
        account = self._account(as_known_on)
        return Overview(self._connection, account, recall=self._recall, known=as_known_on)

    @property
    def sources(self) -> Sources:
        """What lies under the account, to be read in bulk."""
        return Sources(self._connection)

    @property
    def review(self) -> Review:
        """What people judged, and what they are to judge next."""
        if self._review is None:
            book = self._connection, self.ontology
            self._review = Review(*book, path=self.path, memory=self._memory)
        return self._review

    def problems(self) -> Rows[ProblemRow]:
        """What could not be done, in the order in which it was met."""
        return problems(self._connection)

    def stats(self) -> Rows[StatRow]:
        """How much of everything the record has."""
        return stats(self._connection)

    # --- names -------------------------------------------------------------------------------

    @property
    def gazetteer(self) -> Gazetteer:
        """The package's gazetteer, loaded when first needed."""
        if self._gazetteer is None:
            self._gazetteer = Gazetteer.load()
        return self._gazetteer

    @property
    def ontology(self) -> Ontology:
        """The package's ontology, loaded when first needed."""
        if self._ontology is None:
            self._ontology = Ontology.load()
        return self._ontology

    @property
    def linker(self) -> Linker:
        """The package's tables for linking, loaded when first needed."""
        if self._linker is None:
            self._linker = Linker.load()
        return self._linker

    def code(self, party: str) -> str:
        """The code of a country or body given by code or English name."""
        if len(party) == 3 and party.isupper():
            return party
        return code_of(self.gazetteer, party)

    def _account(self, as_known_on: date | None) -> Account:
        if as_known_on is None:
            return AccountNow(self._connection)
        return AccountKnown(self._connection, as_known_on, self.linker, self._recall)

    def _totals(self, by: str, as_known_on: date | None) -> dict[str, tuple[int, int]]:
        account = self._account(as_known_on)
        if isinstance(account, AccountKnown):
            return totals_then(self._connection, account, by)
        return totals_now(self._connection, by)

    def _recall(
        self, question: Hashable, answer: Callable[[], Answer], *, known: date | None = None
    ) -> Answer:
        """The answer as kept, or made now; what is kept is of the record as it stands."""
        return self._memory.recall(self._connection, self.path, question, answer, known=known)

    def _rows(
        self, type: type[Row], entries: Sequence[Entry], builder: build.Builder[Row]
    ) -> Rows[Row]:
        quotes = first_quotes(self._connection, entries)
        return Rows(type, tuple(builder(entry, quotes) for entry in entries))
