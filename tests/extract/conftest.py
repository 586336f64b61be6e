"""What the tests of the extractors share: a coder that parses everything."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder

DAY = date(2020, 6, 17)  # a Wednesday


@pytest.fixture(scope="package")
def coder():
    return Coder(select=False)


@pytest.fixture(scope="package")
def events(coder):
    """The events of a text dated 17 June 2020, a Wednesday."""

    def run(text, *, day=DAY):
        return coder.code(text, date=day).events

    return run
