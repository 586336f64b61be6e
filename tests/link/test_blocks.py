"""Two items meet from both sides or from neither, and all that is linked meets."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.dates import When

from .conftest import agreement, item, state

START = date(2019, 1, 1)
DAYS = st.integers(0, 900).map(lambda n: START + timedelta(days=n))


def dates():
    day = DAYS.map(lambda d: When.on(d))
    own = DAYS.map(lambda d: When.on(d, basis="document"))
    month = DAYS.map(lambda d: When.month(d.year, d.month))
    year = DAYS.map(lambda d: When.year(d.year))
    before = DAYS.map(lambda d: When.range(None, d))
    since = DAYS.map(lambda d: When.range(d, None))
    span = st.tuples(DAYS, st.integers(0, 3000)).map(
        lambda pair: When.range(pair[0], pair[0] + timedelta(days=pair[1]))
    )
    return st.one_of(day, own, month, year, before, since, span, st.just(When()))


def items(report):
    codes = st.lists(st.sampled_from(["USA", "IND", "KEN", "NOR", None]), max_size=4, unique=True)
    return st.builds(
        lambda when, codes: item(
            report, "2020-01-01", *(state(code) for code in codes if code), when=when
        ),
        dates(),
        codes,
    )


def meets(linker, a, b):
    return bool(set(linker.seeks(a)) & set(linker.blocks(b)))


@settings(max_examples=400, deadline=None)
@given(items("a"), items("b"))
def test_what_finds_is_found(linker, a, b):
    assert meets(linker, a, b) == meets(linker, b, a)


@settings(max_examples=400, deadline=None)
@given(items("a"), items("b"))
def test_what_is_surely_linked_by_a_common_party_meets(linker, a, b):
    link = linker.compare(a, b, copies=None)
    codes = [{party.code for party in one.parties} for one in (a, b)]
    near = all(one.when.start and one.when.end for one in (a, b))
    if link and link.score >= linker.limits.join and codes[0] == codes[1] and near:
        assert meets(linker, a, b)


def test_the_number_of_keys_is_small(linker):
    one = item("a", "2020-03-04", state("USA"), state("IND"))
    assert len(linker.blocks(one)) <= 10
    assert len(linker.seeks(one)) <= 15


def test_agreements_meet_by_a_word_of_the_name_whatever_the_date(linker):
    old = agreement("a", "Harbour Fishing Pact", "2016-08-29")
    late = agreement("b", "fishing accord", "2024", "terminated", codes=("KEN",))
    assert set(linker.blocks(old)) & set(linker.seeks(late))
