"""Who did what to whom, when, under which agreement: read from dated reports, with the evidence."""

from communique.errors import CommuniqueError
from communique.pipeline import Coder
from communique.query import Record
from communique.records import CodedReport, Report, from_json, to_json

__all__ = ["CodedReport", "Coder", "CommuniqueError", "Record", "Report", "from_json", "to_json"]
