"""A small record, made of twelve reports of our own by the real coder, store and recorder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from communique import Coder
from communique.query import Record
from communique.read import ReadOptions, read_reports

ARCHIVE = Path(__file__).with_name("archive.jsonl")
TODAY = date(2024, 1, 15)


@pytest.fixture(scope="session")
def coded_archive():
    """The archive's reports, coded."""
    reports = list(read_reports([str(ARCHIVE)], ReadOptions()))
    return tuple(Coder().code_many(reports))


@pytest.fixture(scope="session")
def record(tmp_path_factory, coded_archive, make_record):
    """The archive's record, open for questions."""
    path = make_record(tmp_path_factory.mktemp("record") / "communique.db", coded_archive)
    with Record.open(path) as book:
        yield book
