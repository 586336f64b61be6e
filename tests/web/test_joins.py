"""Joining and splitting on pages: what is chosen there is ruled, shown, and taken back."""

from __future__ import annotations

import re
import shutil

import pytest

from communique.query import Record
from communique.web import DeskOptions, make_app

from .conftest import SIZES


@pytest.fixture
def own(record_file, tmp_path):
    """A copy of the archive's record."""
    return shutil.copy(record_file, tmp_path / "own.db")


@pytest.fixture
def desk(open_desk, own):
    """Ask the desk on it."""
    return open_desk(own)


def happenings(path, *, reports=None):
    """The happenings, those of so many reports if given."""
    with Record.open(path) as record:
        found = record.entries("happening")
    return [entry for entry in found if reports is None or entry.reports == reports]


def two_of_one_kind(path):
    return happenings(path, reports=1)[:2]


def test_the_page_of_an_entry_leads_to_join_or_split(desk, own, see):
    [whole, *_] = [entry for entry in happenings(own) if entry.reports > 1]
    seen = see(desk.get(f"/entry/{whole.id}"))
    assert f"/entry/{whole.id}/joins" in seen.links()
    page = see(desk.get(f"/entry/{whole.id}/joins"))
    boxes = [a["value"] for tag, a in page.elements if a.get("name") == "record"]
    assert boxes == [f"{key.report}/{key.id}" for key in whole.members] or set(boxes) == {
        f"{key.report}/{key.id}" for key in whole.members
    }


def test_a_merge_is_made_shown_and_taken_back(desk, own, post, see):
    one, two = two_of_one_kind(own)
    before = {entry.id for entry in happenings(own)}
    answer = post(desk, f"/entry/{one.id}/merge", {"other": two.id, "note": "the same evening"})
    assert answer.status_code == 303
    page = see(desk.get(answer.headers["location"]))
    assert "Joined by" in page.said
    assert "the same evening" in page.said
    [merged] = [entry for entry in happenings(own) if set(one.members) < set(entry.members)]
    assert set(merged.members) == {*one.members, *two.members}
    back = post(desk, "/joins/undo", {"number": 1, "record": member(one)})
    assert back.headers["location"] == f"/entry/{one.id}"
    assert {entry.id for entry in happenings(own)} == before


def member(entry):
    return f"{entry.members[0].report}/{entry.members[0].id}"


def test_records_are_split_off_and_the_rest_is_named(desk, own, post, see):
    whole = next(entry for entry in happenings(own) if entry.reports > 1)
    answer = post(desk, f"/entry/{whole.id}/split", {"record": member(whole)})
    page = see(desk.get(answer.headers["location"]))
    assert "Split by" in page.said
    parts = [entry for entry in happenings(own) if set(entry.members) & set(whole.members)]
    assert len(parts) > 1
    assert sum(len(part.members) for part in parts) == len(whole.members)


def test_what_contradicts_is_told_with_the_way_out(desk, own, post, see):
    whole = next(entry for entry in happenings(own) if entry.reports > 1)
    post(desk, f"/entry/{whole.id}/split", {"record": member(whole)})
    one, two, *_ = [entry for entry in happenings(own) if set(entry.members) & set(whole.members)]
    answer = post(desk, f"/entry/{one.id}/merge", {"other": two.id})
    assert answer.status_code == 400
    assert "take that back first" in see(answer).said


def test_others_are_found_by_words_and_by_id(desk, own, see):
    one, two = two_of_one_kind(own)
    for asked in ("Norway", two.id):
        page = see(desk.get(f"/entry/{one.id}/joins", params={"q": asked}))
        ids = [a["value"] for tag, a in page.elements if a.get("name") == "other"]
        assert ids
        assert one.id not in ids
        assert len(ids) == len(set(ids))
    assert two.id in ids


def test_two_names_are_said_to_be_one_and_that_is_taken_back(desk, post, see):
    page = see(desk.get("/people/GHA"))
    whos = [a["value"] for tag, a in page.elements if a.get("name") == "who"][:2]
    assert len(whos) == 2
    answer = post(desk, "/people/GHA/same", {"who": whos})
    assert answer.headers["location"] == "/people/GHA"
    assert "are one, says" in see(desk.get("/people/GHA")).said
    post(desk, "/joins/undo", {"number": 1, "code": "GHA"})
    assert "are one, says" not in see(desk.get("/people/GHA")).said


def test_a_report_is_said_to_mean_somebody_else(desk, post, see):
    page = see(desk.get("/people/GHA"))
    who = next(a["value"] for tag, a in page.elements if a.get("name") == "who")
    page = see(desk.get("/people/GHA", params={"who": who}))
    report = next(a["value"] for tag, a in page.elements if a.get("name") == "report")
    answer = post(desk, "/people/GHA/other", {"who": who, "report": report})
    assert answer.status_code == 303
    page = see(desk.get("/people/GHA", params={"who": who}))
    assert "is somebody else, says" in page.said
    assert any("disabled" in a for tag, a in page.elements if a.get("name") == "report")


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/entry/e000000000000/merge", {"other": "x"}, 404),
        ("/entry/e000000000000/split", {"record": "r1/e1"}, 400),
        ("/joins/undo", {"number": "x"}, 400),
        ("/joins/undo", {"number": "77", "code": "GHA"}, 409),
        ("/people/GHA/same", {"who": "person:x:GHA"}, 400),
        ("/people/GHA/other", {"who": "person:x:GHA"}, 400),
        ("/people/GHA/other", {"who": "person:x:GHA", "report": "r1"}, 400),
    ],
)
def test_what_makes_no_sense_changes_nothing(desk, own, post, path, data, status):
    before = [entry.id for entry in happenings(own)]
    assert post(desk, path, data).status_code == status
    assert [entry.id for entry in happenings(own)] == before


def test_hostile_names_show_as_text(hostile, see):
    with_names = see(hostile.get("/people/KEN"))
    assert "<script>" in with_names.said
    assert all(tag != "script" or a.get("src") for tag, a in with_names.elements)
    for id in re.findall(r"/entry/(e\w+)", hostile.get("/events").text)[:3]:
        assert hostile.get(f"/entry/{id}/joins").status_code == 200


# --- in a real browser ---------------------------------------------------------------------------


@pytest.fixture
def address(own, serve):
    """The desk on it, served for real to Ann."""
    return serve(make_app(DeskOptions(record=own, by="Ann")))


@pytest.mark.parametrize("size", SIZES)
def test_merge_split_and_undo_in_a_browser(own, address, visiting, size):
    whole = next(entry for entry in happenings(own) if entry.reports > 1)
    before = [entry.members for entry in happenings(own)]
    page = visiting(address)(f"/entry/{whole.id}", size=size)
    page.get_by_role("link", name="Join or split").click()
    page.locator("input[name=record]").first.check()
    page.get_by_role("button", name="Split off the chosen").click()
    page.get_by_text("Split by Ann").wait_for()
    page.get_by_role("button", name="Take back judgement 1").click()
    page.get_by_text("Split by Ann").wait_for(state="detached")
    page.get_by_role("link", name="Join or split").click()
    page.get_by_label("Find by words or id").fill("Norway")
    page.get_by_role("button", name="Find", exact=True).click()
    page.wait_for_url("**/joins?q=Norway")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("input[name=other]").first.check()
    page.locator("form.ruling", has=page.locator("input[name=other]")).locator(
        "input[name=note]"
    ).fill("one")
    page.get_by_role("button", name="Join with the chosen").click()
    page.get_by_text("Joined by Ann").wait_for()
    assert [entry.members for entry in happenings(own)] != before
    page.get_by_role("button", name="Take back judgement 3").click()
    page.get_by_text("Joined by Ann").wait_for(state="detached")
    assert [entry.members for entry in happenings(own)] == before


def test_names_are_joined_in_a_browser_without_script(address, visiting):
    expect = pytest.importorskip("playwright.sync_api").expect
    page = visiting(address)("/actor/GHA", java_script_enabled=False)
    page.get_by_role("link", name="Say who is who").click()
    for box in page.locator("input[name=who]").all()[:2]:
        box.check()
    page.get_by_role("button", name="The chosen are one").click()
    expect(page.get_by_text("are one, says Ann")).to_have_count(1)
    page.get_by_role("button", name="Take back judgement 1").click()
    expect(page.get_by_text("are one, says Ann")).to_have_count(0)
