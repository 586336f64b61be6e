"""Listed visits in the record: added once, and put in the place of their older form."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from communique.query import Record
from communique.store import Store
from communique.visits import ListedVisit

VISIT = ListedVisit(
    source="list",
    id="1",
    visitor="Ada Berg",
    visitor_code="NOR",
    host_code="USA",
    start=date(1999, 5, 1),
    end=date(1999, 5, 2),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "communique.db"


def put(path, *visits):
    with Store.open(path) as store, store.transaction():
        return store.visits.put(visits), store.visits.count()


def test_the_same_list_again_changes_nothing(path):
    assert put(path, VISIT) == (1, 1)
    assert put(path, VISIT) == (0, 1)


def test_a_later_form_takes_the_place_of_the_older(path):
    put(path, VISIT)
    mended = msgspec.structs.replace(VISIT, end=date(1999, 5, 3), remark="a day longer")
    assert put(path, mended) == (1, 1)
    with Record.open(path) as book:
        assert book.sources.visits() == [mended]


def test_lists_keep_their_numbers_apart(path):
    other = msgspec.structs.replace(VISIT, source="another list")
    assert put(path, VISIT, other) == (2, 2)
