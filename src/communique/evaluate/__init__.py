"""Measuring: coded reports against gold, confidence against truth, errors by their causes."""

from communique.evaluate.bench import Evaluation, code_gold, evaluate
from communique.evaluate.checking import GoldChecker
from communique.evaluate.forms import Document, as_document, read_documents, report_of
from communique.evaluate.marked import MarkedReport, read_marked, score_marked
from communique.evaluate.page import render_page
from communique.evaluate.readouts import read_readouts, score_readouts
from communique.evaluate.report import report_lines
from communique.evaluate.scores import Scores, score_documents
from communique.evaluate.times import (
    TimesOf,
    find_times,
    read_times,
    score_times,
    table_lines,
    times_to_json,
)

__all__ = [
    "Document",
    "Evaluation",
    "GoldChecker",
    "MarkedReport",
    "Scores",
    "TimesOf",
    "as_document",
    "code_gold",
    "evaluate",
    "find_times",
    "read_documents",
    "read_marked",
    "read_readouts",
    "read_times",
    "render_page",
    "report_lines",
    "report_of",
    "score_documents",
    "score_marked",
    "score_readouts",
    "score_times",
    "table_lines",
    "times_to_json",
]
