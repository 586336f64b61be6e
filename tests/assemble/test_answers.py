"""Blows and sanctions that name nobody answer what others have just done."""

from __future__ import annotations

import pytest

from communique.pipeline import Coder

ANSWERED = [
    (
        "ASSAULT",
        "Kosovo rebels killed four Serbian policemen on Monday. Serbian troops burned houses.",
        [(["XKX"], ["SRB"]), (["SRB"], ["XKX"])],
    ),
    ("SANCTION", "Nicaragua jailed a bishop. Spain recalled its ambassador.", [(["ESP"], ["NIC"])]),
    (
        "SANCTION",
        "Nicaragua signed a pact with Peru. Spain recalled its ambassador.",
        [(["ESP"], [])],
    ),
]


@pytest.mark.parametrize(("type_", "text", "sides"), ANSWERED)
def test_they_are_against_who_struck_first(sides_told, type_, text, sides):
    assert sides_told(Coder(select=False), text, type_) == sides


@pytest.mark.parametrize(
    ("text", "type_", "sector"),
    [
        ("The Kenyan army held 12 rebels. A court freed three of them.", "RETREAT", "REB"),
        ("Kenyan police held 30 students. Officers beat them.", "ASSAULT", "EDU"),
        ("Kenyan police held 30 students. Norway praised them.", "SUPPORT", "COP"),
    ],
)
def test_what_the_law_does_to_them_it_does_not_to_the_law(text, type_, sector):
    record = Coder(select=False).code(text)
    sectors = {entity.id: entity.sector for entity in record.entities}
    done = [event for event in record.events if event.type == type_]
    assert [[sectors[r] for r in event.recipients] for event in done] == [[sector]]
