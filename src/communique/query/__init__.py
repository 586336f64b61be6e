"""Questions to a record, answered with rows and with the words that they rest on; read-only."""

from communique.query.accounts import Wanted
from communique.query.changes import Change
from communique.query.connection import record_path
from communique.query.evidence import Quotation, Shown
from communique.query.judgements import ConcordRow, JudgementRow, PrecisionRow, Review
from communique.query.memory import Memory
from communique.query.network import (
    TIE_KINDS,
    Network,
    PairRow,
    PartyRow,
    Period,
    TieKind,
    tie_kind,
)
from communique.query.overview import CoverageRow, News, Overview, Page, PersonRow
from communique.query.queue import Asking, Queued
from communique.query.record import Record
from communique.query.reports import CodedBy, RunRow
from communique.query.rows import (
    AgreementRow,
    ContactRow,
    DesignationRow,
    FoundRow,
    HappeningRow,
    OfficeRow,
    ProblemRow,
    Rows,
    StatRow,
    TallyRow,
    TimelineRow,
    say_when,
)
from communique.query.sources import SourceLink, SourceReport, Sources
from communique.query.telling import Teller, Telling
from communique.query.ties import TieRow, Ties
from communique.query.visits import VisitRow

__all__ = [
    "TIE_KINDS",
    "AgreementRow",
    "Asking",
    "Change",
    "CodedBy",
    "ConcordRow",
    "ContactRow",
    "CoverageRow",
    "DesignationRow",
    "FoundRow",
    "HappeningRow",
    "JudgementRow",
    "Memory",
    "Network",
    "News",
    "OfficeRow",
    "Overview",
    "Page",
    "PairRow",
    "PartyRow",
    "Period",
    "PersonRow",
    "PrecisionRow",
    "ProblemRow",
    "Queued",
    "Quotation",
    "Record",
    "Review",
    "Rows",
    "RunRow",
    "Shown",
    "SourceLink",
    "SourceReport",
    "Sources",
    "StatRow",
    "TallyRow",
    "Teller",
    "Telling",
    "TieKind",
    "TieRow",
    "Ties",
    "TimelineRow",
    "VisitRow",
    "Wanted",
    "record_path",
    "say_when",
    "tie_kind",
]
