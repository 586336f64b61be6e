"""The map: shapes of the gazetteer's states, shades by counts, links, and what has no place."""

from __future__ import annotations

import re

import pytest

from communique.query import PartyRow
from communique.vocab.gazetteer import Gazetteer
from communique.web.mapping import SHADES, WORLD, draw_map, shade_bounds, world


def row(code, contacts):
    return PartyRow(
        code=code, contacts=contacts, cooperation=0, conflict=0, happenings=contacts,
        latest="2020-01-01",
    )  # fmt: skip


def test_every_state_has_a_shape_or_a_dot_on_the_map():
    shapes = world()
    independent = {s.code for s in Gazetteer.load().states if s.cow and s.end is None}
    assert independent - shapes.shapes.keys() - shapes.dots.keys() == set()
    assert not shapes.shapes.keys() & shapes.dots.keys()
    for x, y in shapes.dots.values():
        assert 0 <= x <= shapes.width
        assert 0 <= y <= shapes.height


def test_shapes_lie_on_the_map_and_none_is_torn_across_it():
    shapes = world()
    for code, path in shapes.shapes.items():
        for ring in path.removesuffix("z").split("z"):
            numbers = [float(n) for n in re.findall(r"-?[\d.]+(?:e-\d+)?", ring)]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            x = points[0][0]
            assert all(abs(dx) < shapes.width / 3 for dx, _ in points[1:]), code
            for dx, _ in points[1:]:
                x += dx
                assert -1 <= x <= shapes.width + 1, code


def test_the_file_is_small_and_names_its_source():
    assert WORLD.stat().st_size < 300_000
    assert "Natural Earth" in world().source


def test_known_places_are_where_they_are():
    dots, width = world().dots, world().width
    assert width * 0.7 < dots["SGP"][0] < width * 0.85
    assert dots["MLT"][1] < dots["MUS"][1]


@pytest.mark.parametrize(
    ("most", "bounds"),
    [(0, ()), (1, (1,)), (2, (1, 2)), (5, (1, 2, 3, 4)), (100_000, (1, 10, 100, 1000, 10_000))],
)
def test_shades_grow_by_the_same_factor(most, bounds):
    assert shade_bounds(most) == bounds


def test_more_is_darker_and_nothing_has_no_shade():
    drawn = draw_map([row("IND", 900), row("KEN", 30), row("PER", 1)], str, kind="contact")
    shade = {state.code: state.shade for state in drawn.countries}
    assert shade["IND"] == SHADES
    assert shade["IND"] > shade["KEN"] > shade["PER"] > shade["FRA"] == 0
    assert drawn.legend[0][1] == "1 to 3"
    assert drawn.legend[-1][1].endswith("900")


def test_what_has_no_place_on_the_map_is_counted():
    drawn = draw_map([row("IGO:UN", 5), row("SUN", 2), row("IND", 1)], str)
    assert drawn.absent == 2


def test_a_state_leads_to_its_page_and_around_one_to_the_pair(client, see):
    links = see(client.get("/map?type=all")).links()
    assert links.count("/actor/TGO") == 2  # of the map, of the table
    around = see(client.get("/map?type=all&party=GHA"))
    assert "/dyad/GHA/TGO" in around.links()
    assert "Ghana and the world" in around.said
    chosen = [a for _, a in around.elements if "chosen" in (a.get("class") or "").split()]
    assert any(a.get("d") for a in chosen)


def test_a_map_of_nothing_says_so(client, see):
    said = " ".join(see(client.get("/map?until=1900-01-01")).said.split())
    assert "The record tells of no contacts that fits" in said
