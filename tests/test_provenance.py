"""By what a run codes: whatever changes what is coded changes the description."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from communique.errors import VocabError
from communique.pipeline import CoderOptions
from communique.prepare import MODEL
from communique.provenance import describe_run


def test_the_model_is_named_with_its_version():
    assert describe_run(CoderOptions()).model == f"{MODEL} 3.8.0"


def test_a_model_that_is_not_installed_is_named_alone():
    assert describe_run(CoderOptions(model="no_such_model")).model == "no_such_model"


@pytest.mark.parametrize("name", [field.name for field in fields(CoderOptions)])
def test_every_option_is_in_the_description(name, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("name,code,sector,kind\n", "utf-8")
    options = CoderOptions()
    value = getattr(options, name)
    other = (table,) if isinstance(value, tuple) else not value if value is True else "other"
    assert describe_run(replace(options, **{name: other})) != describe_run(options)


def test_tables_of_ones_own_are_known_by_their_content(tmp_path):
    names = [tmp_path / name for name in ("one.csv", "two.csv")]
    for path in names:
        path.write_text("name,code,sector,kind\n", "utf-8")
    one, two = (describe_run(CoderOptions(actors=(path,))) for path in names)
    assert one == two
    names[0].write_text("name,code,sector,kind\nBasra Boys,IRQ,REB,actor\n", "utf-8")
    assert describe_run(CoderOptions(actors=(names[0],))) != one


def test_a_table_that_is_not_there_is_told(tmp_path):
    with pytest.raises(VocabError, match="cannot be read"):
        describe_run(CoderOptions(tenures=(tmp_path / "none.csv",)))
