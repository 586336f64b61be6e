"""Questions to a record, answered with rows and with the words that they rest on; read-only."""

from communique.query.accounts import Wanted
from communique.query.changes import Change
from communique.query.evidence import Quotation, Shown
from communique.query.record import Record, record_path
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
from communique.query.ties import TieRow, Ties
from communique.query.visits import VisitRow

__all__ = [
    "AgreementRow",
    "Change",
    "ContactRow",
    "DesignationRow",
    "FoundRow",
    "HappeningRow",
    "OfficeRow",
    "ProblemRow",
    "Quotation",
    "Record",
    "Rows",
    "Shown",
    "SourceLink",
    "SourceReport",
    "Sources",
    "StatRow",
    "TallyRow",
    "TieRow",
    "Ties",
    "TimelineRow",
    "VisitRow",
    "Wanted",
    "record_path",
    "say_when",
]
