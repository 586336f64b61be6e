"""Groups are a function of the set of items and links, and copies cost little."""

import random
import time

from communique.account import Link
from communique.link.clusters import better_half, group

from .conftest import item, person

PARTIES = person("Ann Lee", "USA"), person("Ola Berg", "NOR")


def told(report, day="2020-03-04", **more):
    return item(report, day, *PARTIES, **more)


def link(a, b, score):
    a, b = sorted((a, b), key=lambda one: one.key)
    return Link(a=a.key, b=b.key, score=score, reasons=())


def names(parts):
    return [[one.doc for one in part] for part in parts]


def test_groups_are_joined_where_the_better_half_of_their_links_agrees():
    a, b, c, d = (told(name, words=(name,)) for name in "abcd")
    links = [link(a, b, 0.9), link(c, d, 0.9), link(b, c, 0.8)]
    assert names(group([a, b, c, d], links, 0.5)) == [["a", "b"], ["c", "d"]]
    links += [link(a, c, 0.8)]
    assert names(group([a, b, c, d], links, 0.5)) == [["a", "b", "c", "d"]]


def test_what_is_not_linked_stands_alone():
    a, b = told("a"), told("b", words=("other",))
    assert names(group([b, a], [], 0.5)) == [["a"], ["b"]]


def test_order_makes_no_difference():
    rng = random.Random(4)
    items = [told(f"r{n}", words=(str(n),)) for n in range(12)]
    links = [
        link(a, b, round(rng.random(), 1)) for n, a in enumerate(items) for b in items[n + 1 :]
    ]
    wanted = names(group(items, links, 0.5))
    for _ in range(100):
        rng.shuffle(items)
        rng.shuffle(links)
        assert names(group(items, links, 0.5)) == wanted


def test_hundreds_of_copies_are_one_group_soon():
    items = [told(f"r{n:04}", words=("fish",)) for n in range(500)]
    links = [link(a, b, 0.9) for n, a in enumerate(items) for b in items[n + 1 :]]
    started = time.process_time()
    assert [len(part) for part in group(items, links, 0.5)] == [500]
    assert time.process_time() - started < 10


def test_the_better_half_counts_what_is_missing_as_nothing():
    assert better_half({0.9: 1}, 1) == 0.9
    assert better_half({0.9: 1, 0.5: 1}, 3) == 0.7
    assert better_half({0.8: 1}, 4) == 0.4
