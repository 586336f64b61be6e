"""What people said of records: fields checked, applied to coded reports, and given out as gold."""

from communique.judged.apply import SEEN, Edit, Judged, Mark, apply
from communique.judged.dates import HELP as DAYS_HELP
from communique.judged.fields import Field, FieldReader, Reading
from communique.judged.gold import GOLD_KINDS, gold_of, is_whole, open_records, reviewers
from communique.judged.parties import HELP as PARTIES_HELP
from communique.judged.parties import Parties
from communique.judged.values import (
    FIELDS,
    KINDS,
    TYPE_FIELDS,
    AnyRecord,
    Named,
    anchor_of,
    entities_of,
    fingerprint,
    records_of,
    values_of,
)

__all__ = [
    "DAYS_HELP",
    "FIELDS",
    "GOLD_KINDS",
    "KINDS",
    "PARTIES_HELP",
    "SEEN",
    "TYPE_FIELDS",
    "AnyRecord",
    "Edit",
    "Field",
    "FieldReader",
    "Judged",
    "Mark",
    "Named",
    "Parties",
    "Reading",
    "anchor_of",
    "apply",
    "entities_of",
    "fingerprint",
    "gold_of",
    "is_whole",
    "open_records",
    "records_of",
    "reviewers",
    "values_of",
]
