"""What two do to each other: an act of each towards the other."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def told(coder):
    """The type, actors' and recipients' countries of each event of a text."""

    def run(text):
        coded = coder.code(text)
        country = {one.id: one.country for one in coded.entities}
        return [
            (e.type, [country[i] for i in e.actors], [country[i] for i in e.recipients])
            for e in coded.events
        ]

    return run


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Chad and Mali accused each other of arming rebels.", "ACCUSE"),
        ("Chad and Mali criticised one another over the river.", "ACCUSE"),
        ("Chad and Mali have each accused the other of arming rebels.", "ACCUSE"),
        ("Both Chad and Mali blamed the other side for the collapse of the talks.", "ACCUSE"),
        ("Chad traded barbs with Mali over the river.", "ACCUSE"),
        ("Chad and Mali expelled four of each other's diplomats.", "SANCTION"),
        ("Chad and Mali threatened to attack each other's dams.", "THREATEN"),
    ],
)
def test_what_two_do_to_each_other_is_an_act_of_each(told, text, type_):
    assert told(text) == [(type_, ["TCD"], ["MLI"]), (type_, ["MLI"], ["TCD"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who praises each other's people praises nobody else
        ("Cuba and Spain praised each other's artists.", ("SUPPORT", ["CUB", "ESP"], [])),
        # the other rebels are a third party
        (
            "Both Chad and Mali blamed the other Libyan rebels.",
            ("ACCUSE", ["TCD", "MLI"], ["LBY"]),
        ),
    ],
)
def test_what_is_done_together_is_one_act(told, text, expected):
    assert told(text) == [expected]


def test_two_forces_of_one_country_accuse_each_other(coder):
    text = "Sudan's army and the paramilitary Rapid Support Forces accused each other of treason."
    assert [(len(e.actors), len(e.recipients)) for e in coder.code(text).events] == [(1, 1)] * 2
