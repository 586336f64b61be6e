"""What is joined, and what looks alike and is not: tables of pairs."""

from datetime import date

import msgspec
import pytest

from communique.dates import When
from communique.link import Linker
from communique.records import Magnitude
from communique.vocab.files import data_dir

from .conftest import agreement, groups, item, on, person, state

LEE, OLA = person("Ann Lee", "USA"), person("Ola Berg", "NOR")
TO_OLA = person("Ola Berg", "NOR", "recipient")
USA, NOR, KEN = state("USA"), state("NOR"), state("KEN")
TO_USA, TO_NOR, TO_KEN = (state(code, "recipient") for code in ("USA", "NOR", "KEN"))
WORDS = ("fish", "harbour", "patrol", "quota")


def doc_day(day):
    return When.on(on(day).start, basis="document")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            item("a", "2020-03-04", LEE, OLA), item("b", "2020-03-04", OLA, LEE),
            id="the same people on the same day",
        ),
        pytest.param(
            item("a", "2020-03-04", USA, NOR, type="SUPPORT", words=WORDS),
            item("b", "2020-03-04", LEE, OLA, type="SUPPORT", words=WORDS),
            id="states, and their ministers",
        ),
        pytest.param(
            item("a", "2020-03-04", USA, TO_NOR, type="SANCTION", words=WORDS),
            item("b", "2020-03", USA, TO_NOR, type="SANCTION", words=WORDS, background=True),
            id="a day, and its month told later",
        ),
        pytest.param(
            item("a", "2020-03-04", USA, TO_NOR, type="AID", words=WORDS),
            item("b", "2020-03-06", USA, TO_NOR, type="AID", words=WORDS,
                 when=doc_day("2020-03-06")),
            id="a day, and a report two days later that names none",
        ),
        pytest.param(
            item("a", "2020-03-04", USA, TO_NOR, TO_KEN, type="AID", words=WORDS),
            item("b", "2020-03-04", USA, TO_KEN, type="AID", words=WORDS),
            id="two receivers, of which one report tells one",
        ),
    ],
)  # fmt: skip
def test_one_happening_told_in_two_ways_is_joined(linker, a, b):
    assert groups(linker, a, b) == [["a", "b"]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            item("a", "2020-03-04", LEE, OLA), item("b", "2020-03-18", LEE, OLA),
            id="two rounds of talks",
        ),
        pytest.param(
            item("a", "2020-03-04", LEE, TO_NOR, mode="visit"),
            item("b", "2020-03-04", OLA, TO_USA, mode="visit"),
            id="a visit and the return visit",
        ),
        pytest.param(
            item("a", "2020-03-04", USA, TO_NOR, type="SANCTION", mode="expel", words=WORDS),
            item("b", "2020-03-04", NOR, TO_USA, type="SANCTION", mode="expel", words=WORDS),
            id="an expulsion and the reply",
        ),
        pytest.param(
            item("a", "2020-03-04", USA, TO_NOR, type="THREATEN", words=WORDS),
            item("b", "2020-03-04", USA, TO_NOR, type="SANCTION", words=WORDS),
            id="a threat and the act",
        ),
        pytest.param(
            item("a", "2020-03-04", USA, TO_KEN, type="AGREE", words=WORDS),
            item("b", "2020-03-04", NOR, TO_KEN, type="AGREE", words=WORDS),
            id="the same promise by another",
        ),
        pytest.param(
            item("a", "2020-03-04", LEE, TO_OLA, type="ACCUSE", when=doc_day("2020-03-04")),
            item("b", "2020-03-09", LEE, TO_OLA, type="ACCUSE", when=doc_day("2020-03-09")),
            id="charges in reports of different weeks",
        ),
        pytest.param(
            item("a", "2020-03-04", person("Jo Lund", "NOR"), type="RETREAT", mode="resign"),
            item("b", "2020-03-05", OLA, type="RETREAT", mode="resign"),
            id="two ministers who resign",
        ),
    ],
)  # fmt: skip
def test_what_looks_alike_is_kept_apart(linker, a, b):
    assert groups(linker, a, b) == [["a"], ["b"]]


OFFICE = {"type": "SUPPORT", "publisher": "Office", "words": WORDS}
LONG_AGO = date(2020, 6, 4)
ALIKE = {"words": (*WORDS[:3], "trade")}


@pytest.mark.parametrize(
    ("a", "b", "sign"),
    [
        pytest.param(
            item("a", "2020-03-04", LEE, TO_OLA, **OFFICE),
            item("b", "2020-03-04", LEE, TO_OLA, **OFFICE | ALIKE | {"known": LONG_AGO}),
            "words of old",
            id="told months later",
        ),
        pytest.param(
            item("a", "2020-03", LEE, TO_OLA, **OFFICE),
            item("b", "2020-03-09", LEE, TO_OLA, **OFFICE | ALIKE | {"known": date(2020, 3, 31)}),
            "said again",
            id="on a day of a month",
        ),
        pytest.param(
            item("a", "2020-03-04", LEE, TO_OLA, **OFFICE),
            item("b", "2020-03-04", LEE, TO_OLA, **OFFICE | {"words": ("school", "trade")}),
            "other words",
            id="in other words",
        ),
        pytest.param(
            item("a", "2020-03-04", LEE, TO_OLA, **OFFICE, when=doc_day("2020-03-04")),
            item("b", "2020-03-05", LEE, TO_OLA, **OFFICE, when=doc_day("2020-03-05")),
            "news of two days",
            id="in two releases that say no day",
        ),
    ],
)
def test_what_one_office_says_again_is_another_act(linker, a, b, sign):
    one, two = (msgspec.structs.replace(x, publisher=name) for x, name in ((a, "Post"), (b, "Sun")))
    by_office, by_papers = (
        unkept(linker).compare(x, y, copies=None) for x, y in ((a, b), (one, two))
    )
    assert sign in {reason.sign for reason in by_office.reasons}
    assert sign not in {reason.sign for reason in by_papers.reasons}
    assert by_office.score < by_papers.score


def test_a_sentence_that_comes_again_word_for_word_tells_the_same(linker):
    a = item("a", "2020-03", LEE, TO_OLA, **OFFICE)
    b = item("b", "2020-03", LEE, TO_OLA, **OFFICE | {"known": LONG_AGO})
    assert groups(linker, a, b) == [["a", "b"]]
    other = msgspec.structs.replace(b, words=ALIKE["words"])
    assert groups(linker, a, other) == [["a"], ["b"]]


def test_words_at_home_are_one_only_where_they_are_like(linker):
    at_home = {"type": "REQUEST", "publisher": "Office"}
    a = item("a", "2020-03-04", LEE, **at_home, words=WORDS)
    b = item("b", "2020-03-04", LEE, **at_home, words=(WORDS[0], "port", "school", "trade"))
    assert groups(linker, a, b) == [["a"], ["b"]]
    assert groups(linker, a, msgspec.structs.replace(b, words=WORDS)) == [["a", "b"]]


def unkept(linker):
    """A linker that keeps all links, however weak."""
    made = Linker.load()
    made.limits = msgspec.structs.replace(linker.limits, keep=0.0)
    return made


@pytest.mark.parametrize("verb", ["signed", "approved"])
def test_what_is_done_once_by_form_is_one_though_told_long_after(linker, verb):
    told = OFFICE | {"quote": verb}
    a = item("a", "2020-03-04", LEE, TO_OLA, **told)
    b = item("b", "2020-03", LEE, TO_OLA, **told | {"known": LONG_AGO})
    assert groups(linker, a, b) == [["a", "b"]]


def test_the_same_form_filled_in_days_later_is_no_copy(linker):
    a = item("a", "2020-03-04", USA, TO_NOR, **OFFICE)
    for days, copied in ((0, True), (4, False)):
        later = date(2020, 3, 4 + days)
        b = item("b", "2020-03-04", USA, TO_NOR, **OFFICE | {"known": later})
        signs = {reason.sign for reason in unkept(linker).compare(a, b, copies=0.9).reasons}
        assert ("copy" in signs) == copied


def test_talks_of_more_countries_need_a_common_name(linker):
    a = item("a", "2020-03-04", USA, NOR)
    b = item("b", "2020-03-04", LEE, OLA, KEN)
    assert "some met" in {reason.sign for reason in linker.compare(a, b, copies=None).reasons}
    named = item("a", "2020-03-04", LEE, NOR)
    assert "some met" not in {
        reason.sign for reason in linker.compare(named, b, copies=None).reasons
    }


def test_calls_at_home_told_in_one_report_are_two(linker):
    one = item("a", "2020-03-04", LEE, mode="phone")
    two = item("a", "2020-03-04", LEE, USA, mode="phone", id="e2")
    assert groups(linker, one, two) == [["a"], ["a"]]


def test_a_link_says_why_and_is_the_same_from_both_sides(linker):
    a, b = item("a", "2020-03-04", LEE, OLA), item("b", "2020-03-04", OLA, LEE)
    link = linker.compare(a, b, copies=None)
    assert link == linker.compare(b, a, copies=None)
    assert (link.a, link.b) == (a.key, b.key)
    assert 0.5 < link.score <= 1
    weights = {reason.sign: reason.weight for reason in link.reasons}
    assert weights["same day"] == linker.weights["event"]["same day"]
    assert {"same actors", "same person"} <= weights.keys()


def test_a_toll_that_grows_is_no_sign_against(linker):
    gunmen = state("KEN", "recipient")
    first = item("a", "2020-03-04", USA, gunmen, type="ASSAULT", magnitude=Magnitude(dead=11))
    later = item("b", "2020-03-04", USA, gunmen, type="ASSAULT", magnitude=Magnitude(dead=17))
    assert groups(linker, first, later) == [["a", "b"]]


def test_an_act_told_twice_in_a_report_is_one(linker):
    states = item("a", "2020-03-04", USA, NOR, type="SUPPORT")
    ministers = item("a", "2020-03-04", LEE, OLA, type="SUPPORT", id="e2")
    assert groups(linker, states, ministers) == [["a", "a"]]


def test_two_acts_of_one_report_are_never_joined_through_a_third(linker):
    first = item("a", "2020-03-04", LEE, OLA)
    second = item("a", "2020-03-18", LEE, OLA, id="e2")
    vague = item("b", "2020-03", LEE, OLA)
    assert ["a", "a", "b"] not in groups(linker, first, second, vague)


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        ((("Harbour Fishing Pact", "2016-08-29"), ("fishing pact", "2016-08")), True),
        ((("Harbour Fishing Pact", "2016-08-29"), ("accord on fishing", "2016")), True),
        ((("Harbour Fishing Pact", "2016-08-29"), ("Harbour Rescue Pact", "2018-09-06")), False),
        ((("truce", "2016-08-29"), ("truce", "2017-05-02")), False),
    ],
)
def test_an_agreement_is_known_by_name_parties_and_date(linker, names, joined):
    items = [agreement(report, *name) for report, name in zip("ab", names, strict=True)]
    assert groups(linker, *items) == ([["a", "b"]] if joined else [["a"], ["b"]])


def test_an_acronym_stands_for_its_name(linker):
    full = agreement("a", "North Fishing Cooperation Agreement", "2016-11-22")
    short = agreement("b", "NFCA", "2017-03-15", "ratified", acronym="NFCA")
    both = agreement("c", "North Fishing Cooperation Agreement", "2019", acronym="NFCA",
                     status="mentioned", when=When())  # fmt: skip
    assert groups(linker, full, short, both) == [["a", "b", "c"]]


def test_one_name_with_another_partner_is_another_agreement(linker):
    one = agreement("a", "Coastal Waters Agreement", "2015-03-10", acronym="CWA")
    two = agreement("b", "Coastal Waters Agreement", "2015-03-10", acronym="CWA",
                    codes=("NOR", "CHL"))  # fmt: skip
    assert groups(linker, one, two, copies={("a", "b"): 0.9}) == [["a"], ["b"]]


def test_acronyms_that_differ_keep_twins_apart(linker):
    fish = agreement("a", "North Fishing Cooperation Agreement", "2019-09-04", acronym="NFCA")
    search = agreement("b", "North Search Cooperation Agreement", "2019-09-04", acronym="NSCA")
    assert groups(linker, fish, search) == [["a"], ["b"]]


def test_a_scheduled_call_that_was_held_is_one_and_a_cancelled_one_another(linker):
    def call(report, status):
        parties = tuple(
            person(name, code, "participant")
            for name, code in (("Ann Lee", "USA"), ("Ola Berg", "NOR"))
        )
        return item(
            report, "2020-03-04", *parties, kind="contact", type="phone", id="c1", status=status
        )

    assert groups(linker, call("a", "scheduled"), call("b", "held")) == [["a", "b"]]
    assert groups(linker, call("a", "held"), call("b", "cancelled")) == [["a"], ["b"]]


def test_a_visit_and_the_meeting_within_it_are_two_contacts(linker):
    ann = person("Ann Lee", "USA", "participant")
    visit = item("a", "2020-03-04", ann, state("NOR", "participant"), kind="contact", type="visit")
    meeting = item(
        "b", "2020-03-04", ann, person("Ola Berg", "NOR", "participant"), kind="contact",
        type="meeting",
    )  # fmt: skip
    assert groups(linker, visit, meeting) == [["a"], ["b"]]


def test_a_title_is_one_entry_with_its_renewal(linker):
    def title(report, day, action):
        sides = state("USA", "by"), state("KEN", "to")
        return item(
            report, day, *sides, kind="designation", type=action, name="Major Ally", id="d1"
        )

    given, renewed = title("a", "2016-06-07", "conferred"), title("b", "2018-02", "renewed")
    assert groups(linker, given, renewed) == [["a", "b"]]


def test_every_weight_of_the_table_says_where_it_is_from():
    lines = (data_dir("linking") / "weights.yaml").read_text("utf-8").splitlines()
    numbers = [line for line in lines if line.startswith("  ") and not line.startswith("  #")]
    assert len(numbers) > 80
    bare = [line for line in numbers if "  #" not in line]
    assert bare == []
