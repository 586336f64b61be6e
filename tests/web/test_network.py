"""The network: a graph that can be read, a table that says the same, filters, and its limits."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from communique.query import PairRow, PartyRow
from communique.vocab.gazetteer import Gazetteer
from communique.web.drawing import WIDTH
from communique.web.graph import HEIGHT, MOST_EDGES, MOST_NODES, draw_graph

LETTER, LINE = 6.0, 13.0  # of a label of 12 px in a sans-serif, measured in chromium


def pair(a, b, contacts=1, cooperation=0, conflict=0):
    a, b = sorted((a, b))
    return PairRow(
        a=a,
        b=b,
        contacts=contacts,
        cooperation=cooperation,
        conflict=conflict,
        happenings=contacts + cooperation + conflict,
        latest="2020-01-01",
    )


def party(code, happenings):
    return PartyRow(
        code=code, contacts=happenings, cooperation=0, conflict=0, happenings=happenings,
        latest="2020-01-01",
    )  # fmt: skip


def drawn(pairs, label=str, **options):
    codes = {code for row in pairs for code in (row.a, row.b)}
    parties = {code: party(code, sum(code in (r.a, r.b) for r in pairs)) for code in codes}
    return draw_graph(pairs, parties, label, **options)


def box(node):
    half = max(node.r, len(node.label) * LETTER / 2)
    return node.x - half, node.y - node.r, node.x + half, node.y + node.r + LINE


def overlap(one, two):
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


@pytest.fixture(scope="module")
def label():
    """The names of states and bodies."""
    return Gazetteer.load().label


def crowd(seed, number=40):
    """So many parties, each with ties to a few; some with the longest of names."""
    dice = random.Random(seed)
    long = ["COD", "CAF", "DOM", "VCT", "STP", "ATG", "IGO:IAEA", "IGO:OSCE"]
    known = Gazetteer.load()
    others = [s.code for s in known.states if s.end is None and s.code not in long]
    codes = [*long, *dice.sample(others, number - len(long))]
    pairs = [pair(a, dice.choice(codes[: n + 1] or codes), dice.randint(1, 90))
             for n, a in enumerate(codes[1:])]  # fmt: skip
    pairs += [pair(*dice.sample(codes, 2), dice.randint(1, 9)) for _ in range(40)]
    once = {(row.a, row.b): row for row in pairs if row.a != row.b}
    return sorted(once.values(), key=lambda row: -row.contacts)


@pytest.mark.parametrize("seed", range(8))
def test_no_label_covers_another_party(label, seed):
    graph = drawn(crowd(seed), label)
    assert len(graph.nodes) > 30
    boxes = [(node.label, box(node)) for node in graph.nodes]
    assert [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if overlap(one, two)] == []
    for _, (left, top, right, bottom) in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= HEIGHT


def test_pieces_without_a_tie_to_each_other_do_not_overlap_either():
    pairs = [pair(f"A{n:02}", f"B{n:02}") for n in range(20)]
    boxes = [box(node) for node in drawn(pairs).nodes]
    assert not any(overlap(one, two) for one, two in combinations(boxes, 2))


def test_the_same_graph_looks_the_same_every_time(label):
    assert drawn(crowd(3), label) == drawn(crowd(3), label)


def test_neighbours_stand_nearer_than_strangers():
    chain = [pair(f"N{n}", f"N{n + 1}") for n in range(9)]
    at = {node.code: (node.x, node.y) for node in drawn(chain).nodes}

    def apart(a, b):
        return ((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** 0.5

    assert apart("N0", "N1") < apart("N0", "N4") < apart("N0", "N9")


def test_who_has_more_is_larger_and_what_is_more_is_wider():
    graph = drawn([pair("AAA", "BBB", 100), pair("AAA", "CCC", 4)])
    radii = {node.code: node.r for node in graph.nodes}
    widths = {(edge.a, edge.b): edge.width for edge in graph.edges}
    assert radii["AAA"] > radii["BBB"]
    assert widths["AAA", "BBB"] > widths["AAA", "CCC"]


def test_a_tie_has_the_colour_of_what_it_has_most_of():
    pairs = [pair("AAA", "BBB", 1, 5, 3), pair("AAA", "CCC", 0, 1, 2)]
    assert {edge.b: edge.kind for edge in drawn(pairs).edges} == {
        "BBB": "cooperation",
        "CCC": "conflict",
    }
    assert {edge.kind for edge in drawn(pairs, kind="cooperation").edges} == {"cooperation"}


def test_only_the_strongest_are_drawn():
    everyone = [f"P{n:02}" for n in range(60)]
    pairs = [pair(a, b, 2000 - n) for n, (a, b) in enumerate(combinations(everyone, 2))]
    graph = drawn(pairs)
    assert len(graph.nodes) <= MOST_NODES
    assert len(graph.edges) == len(graph.pairs) == MOST_EDGES
    assert graph.pairs[0] == pairs[0]


def test_nothing_makes_no_graph():
    assert drawn([]) is None


def test_ties_lead_to_pairs_and_the_table_says_the_same(client, see):
    seen = see(client.get("/network?type=all&since=2015-01-01"))
    assert seen.links().count("/dyad/GHA/NOR?since=2015-01-01") == 2  # of the graph, of the table
    assert "/actor/GHA?since=2015-01-01" in seen.links()
    assert "Ghana and Norway: " in seen.said


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/network?type=conflict", "conflict: the wider"),
        ("/network?party=Togo&type=all", "around Togo"),
        ("/network?since=1990-01-01&until=1990-12-31", "tells of no contacts between two"),
        ("/network?type=all&as_known_on=2015-12-31", "1 pair"),
    ],
)
def test_filters_are_heeded(client, see, address, wanted):
    response = client.get(address)
    assert response.status_code == 200
    assert wanted in " ".join(see(response).said.split())


def test_a_kind_that_is_none_is_refused(client):
    assert client.get("/network?type=trade").status_code == 400
    assert client.get("/map?type=trade").status_code == 400


def test_a_crowded_record_says_what_is_not_drawn(tmp_path, make_record, tell, open_desk, see):
    days = [f"2020-{n // 28 + 1:02}-{n % 28 + 1:02}" for n in range(6)]
    pairs = ["KEN UGA", "KEN OMN", "KEN NOR", "UGA OMN", "UGA NOR", "OMN NOR"]
    coded = [tell(day, who) for day, who in zip(days, pairs, strict=True)]
    asking = open_desk(make_record(tmp_path / "few.db", coded))
    said = " ".join(see(asking.get("/network")).said.split())
    assert "4 parties, 6 pairs" in said
    rows = asking.get("/api/v1/network?limit=2").json()
    assert (rows["total"], len(rows["rows"])) == (6, 2)


def test_programs_get_the_same(client):
    rows = client.get("/api/v1/network?type=conflict").json()["rows"]
    assert {(row["a"], row["b"]) for row in rows} == {("GHA", "NOR"), ("GHA", "TGO")}
    around = client.get("/api/v1/map?party=GHA&type=all").json()["rows"]
    assert {row["code"] for row in around} == {"NOR", "TGO"}
    csv = client.get("/api/v1/map?format=csv").text
    assert csv.startswith("code,contacts,cooperation,conflict,happenings,latest")
