"""Whom a question means: codes and names of states and bodies, and persons as reports name them."""

from __future__ import annotations

import sqlite3
from datetime import date

from communique.errors import QuestionError
from communique.store import RulingTable
from communique.vocab.gazetteer import Gazetteer


def code_of(gazetteer: Gazetteer, text: str) -> str:
    """The code of a state or body given as code or by name: `IND`, `India`, `NATO`, `IGO:NATO`.

    Raises:
        QuestionError: If neither the gazetteer knows it nor it has the form of a code.
    """
    asked = text.strip()
    if gazetteer.state(asked.upper()) or ":" in asked:
        return asked.upper()
    spelled = gazetteer.spelling(asked) or asked
    codes = {name.code for name in gazetteer.lookup(spelled) if name.kind != "person"}
    if len(codes) == 1:
        return codes.pop()
    if codes:
        raise QuestionError(f"{text!r} may be {', '.join(sorted(codes))}; give one of these codes")
    raise QuestionError(
        f"{text!r} is no country or body that the gazetteer knows; give its code, such as IND or"
        " IGO:NATO, or its English name"
    )


def whos_of(connection: sqlite3.Connection, person: str, *, known: date | None) -> tuple[str, ...]:
    """What the persons so called are called in the record: by full name, or by family name.

    Those who were ruled to be the same are among them, by the rulings of up to the day `known`.

    Raises:
        QuestionError: If no report names such a person.
    """
    asked = person.strip()
    rows = connection.execute(
        "SELECT DISTINCT who FROM persons WHERE reports > 0 AND who <> ''"
        " AND (name = :name COLLATE NOCASE OR name LIKE '% ' || :name)",
        {"name": asked},
    )
    if found := [row[0] for row in rows]:
        return RulingTable(connection, known).identities().all_called(found)
    raise QuestionError(f"no report of the record names a person {person!r}; try the full name")
