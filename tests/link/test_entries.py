"""What an entry says of the items that make it."""

import random
from datetime import date

from communique.account import Party
from communique.dates import When
from communique.link import parts_of
from communique.records import Magnitude

from .conftest import agreement, item, person, state

PARTIES = person("Ann Lee", "USA"), person("Ola Berg", "NOR")


def told(report, day="2020-03-04", *, known=date(2020, 3, 5), **more):
    return item(report, day, *PARTIES, known=known, **more)


def dead(report, number, day):
    return told(report, type="ASSAULT", magnitude=Magnitude(dead=number), known=date(2020, 3, day))


def test_a_later_more_precise_report_refines_the_date(linker):
    vague = told("a", "2020-03", known=date(2020, 3, 2))
    exact = told("b", "2020-03-04")
    assert linker.entry([vague], {}).when == When.month(2020, 3)
    entry = linker.entry([vague, exact], {})
    assert entry.when == exact.when
    assert entry.conflicts == ()


def test_the_day_that_most_origins_give_is_taken_and_the_other_kept(linker):
    items = [told("a"), told("b"), told("c", "2020-03-05")]
    entry = linker.entry(items, {})
    assert entry.when.start == date(2020, 3, 4)
    (conflict,) = entry.conflicts
    assert conflict.field == "date"
    assert conflict.values == (("2020-03-04", ("a", "b")), ("2020-03-05", ("c",)))


def test_copies_do_not_outvote(linker):
    items = [told("a"), told("b", "2020-03-05"), told("c", "2020-03-05"), told("d")]
    likeness = {("b", "c"): 0.9}
    assert linker.entry(items, likeness).when.start == date(2020, 3, 4)


def test_the_day_of_a_report_is_no_reading_against_a_day_that_is_told(linker):
    own = told("b", when=When.on(date(2020, 3, 5), basis="document"))
    entry = linker.entry([told("a"), own], {})
    assert entry.when.start == date(2020, 3, 4)
    assert entry.conflicts == ()


def test_a_toll_that_grows_is_kept_by_report_and_the_last_is_shown(linker):
    entry = linker.entry([dead("a", 11, 5), dead("b", 17, 7)], {})
    assert entry.magnitude.dead == 17
    assert entry.conflicts == ()
    (reading,) = entry.readings
    assert reading.values == (("11", ("a",)), ("17", ("b",)))


def test_two_tolls_of_one_day_or_a_falling_one_are_a_conflict(linker):
    for second in (dead("b", 17, 5), dead("b", 9, 7)):
        entry = linker.entry([dead("a", 11, 5), second], {})
        assert [conflict.field for conflict in entry.conflicts] == ["dead"]
        assert entry.readings == ()


def test_two_places_are_a_conflict_unless_one_holds_the_other(linker):
    same = [told("a", place="Oslo"), told("b", place="central Oslo")]
    assert linker.entry(same, {}).conflicts == ()
    other = [told("a", place="Oslo"), told("b", place="Bergen")]
    assert [conflict.field for conflict in linker.entry(other, {}).conflicts] == ["place"]


def test_origins_count_copies_once_unless_they_are_weeks_apart(linker):
    items = [told("a"), told("b"), told("c", known=date(2020, 5, 5))]
    alike = {("a", "b"): 0.8, ("b", "c"): 0.8}
    entry = linker.entry(items, alike)
    assert (entry.reports, entry.origins) == (3, 2)


def test_confidence_grows_with_independent_origins_alone(linker):
    one = linker.entry([told("a")], {})
    copied = linker.entry([told("a"), told("b")], {("a", "b"): 0.9})
    two = linker.entry([told("a"), told("b")], {})
    assert one.confidence == copied.confidence == 0.8
    assert 0.8 < two.confidence <= 0.99


def test_the_id_is_that_of_the_first_known_and_stays(linker):
    first = told("b", known=date(2020, 3, 4))
    late = told("a", known=date(2020, 3, 9))
    alone = linker.entry([first], {})
    assert linker.entry([late, first], {}).id == alone.id
    assert linker.entry([late], {}).id != alone.id
    earlier = told("z", known=date(2020, 3, 1))
    assert linker.entry([earlier, first], {}).id != alone.id


def test_a_nameless_party_gives_way_to_a_named_one(linker):
    nobody = Party(side="actor", code="NOR", sector="GOV", kind="person")
    entry = linker.entry([item("a", "2020-03-04", nobody, PARTIES[0]), told("b")], {})
    assert [party.who for party in entry.parties] == ["tenure:Ola Berg", "tenure:Ann Lee"]


def test_an_agreement_has_its_steps_in_order_and_its_names(linker):
    items = [
        agreement("b", "Harbour Fishing Pact", "2016-08-29", acronym="HFP"),
        agreement("c", "fishing pact", "2017-02", "ratified"),
        agreement("a", "fishing deal", "2015", "proposed", provisions=("ships may shelter",)),
        agreement("d", "fishing pact", "2016", "mentioned"),
    ]
    entry = linker.entry(items, {})
    assert [step.status for step in entry.steps] == ["proposed", "signed", "ratified"]
    assert entry.status == "ratified"
    assert entry.when == items[0].when
    assert (entry.name, entry.acronym) == ("Harbour Fishing Pact", "HFP")
    assert set(entry.names) == {"fishing pact", "fishing deal"}
    assert entry.provisions == ("ships may shelter",)
    assert len(entry.members) == 4


def test_the_order_of_items_makes_no_difference(linker):
    items = [
        told("a", place="Oslo"), told("b", "2020-03", place="Bergen"), dead("c", 3, 5),
        dead("d", 4, 6), told("e", "2020-03-05"),
    ]  # fmt: skip
    wanted = linker.entry(items, {("a", "e"): 0.7})
    for seed in range(20):
        random.Random(seed).shuffle(items)
        assert linker.entry(items, {("a", "e"): 0.7}) == wanted


def test_a_meeting_belongs_to_the_visit_of_one_who_was_there(linker):
    ann = person("Ann Lee", "USA", "participant")
    ola = person("Ola Berg", "NOR", "participant")
    host = state("NOR", "participant")

    def contact(report, day, type, *parties):
        made = item(report, day, *parties, kind="contact", type=type, id="c1", status="held")
        return linker.entry([made], {})

    visit = contact("a", "2020-03-04", "visit", ann, host)
    within = contact("b", "2020-03-05", "meeting", ann, ola)
    later = contact("c", "2020-04-05", "meeting", ann, ola)
    elsewhere = contact("d", "2020-03-05", "meeting", ann, person("Bo Ek", "SWE", "participant"))
    call = contact("e", "2020-03-05", "phone", ann, ola)
    assert parts_of(visit, [within, later, elsewhere, call]) == (within.id,)
    assert parts_of(within, [visit, call]) == ()
