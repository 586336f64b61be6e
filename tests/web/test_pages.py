"""The pages: what they show, that filters stand in the address, and what bad questions get."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from urllib.parse import urlencode

import pytest

from communique.query import Record
from communique.recorder import Recorder
from communique.store import RunInfo, Store

ACCRA = "visited Ghana on Tuesday"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/", ["New this week", "What the record covers", "Gulf Wire", "Ghana"]),
        ("/search?q=trawlers", ["Ghana blames trawlers", "letting its trawlers"]),
        ("/search?q=Ghana", ["Countries and bodies", "GHA"]),
        ("/search?q=Norway+and+Ghana", ["Norway and Ghana"]),
        ("/search?q=CWA", ["Coastal Waters Agreement"]),
        ("/search?q=Robert", ["Persons", "Robert Dussey"]),
        ("/dyad/NOR/GHA", ["Timeline", "Ties by year", "Coastal Waters Agreement", "Conflict"]),
        ("/actor/GHA", ["Ties to others", "Norway", "Togo", "Offices", "Shirley Ayorkor Botchwey"]),
        ("/tallies", ["their second call"]),
        ("/who?office=foreign+minister&country=NOR", ["Børge Brende", "Ine Eriksen Søreide"]),
        ("/timeline?party=NOR&party=GHA", ["Timeline", "trawlers"]),
        ("/events?party=TGO&type=ASSAULT", ["Togo", "soldiers attacked villagers"]),
        ("/contacts?person=Botchwey", ["Phone call", "telephoned"]),
        ("/agreements?name=coastal", ["Coastal Waters Agreement"]),
        ("/designations", ["Preferred Fisheries Partner"]),
        ("/problems", ["Runs", "add"]),
        ("/network", ["Who deals with whom", "Ghana and Norway", "2 pairs"]),
        ("/map?type=all", ["Where it happens", "Togo", "Natural Earth"]),
    ],
)
def test_a_page_shows_what_it_is_about(client, see, path, wanted):
    response = client.get(path)
    assert response.status_code == 200
    said = " ".join(see(response).said.split())
    assert [text for text in wanted if text not in said] == []


def test_a_happening_shows_all_reports_with_their_words(client, see, record):
    consults = record.events("NOR", "GHA", types=["CONSULT"])
    (visit,) = [row for row in consults if row.mode == "visit"]
    seen = see(client.get(f"/entry/{visit.id}"))
    said = " ".join(seen.said.split())
    assert "told by 2 reports" in said
    assert "Minister in Accra" in said
    assert "Brende in Ghana" in said
    assert "Why they were joined" in said
    assert {f"/report/{q.report}" for q in record.show(visit.id).evidence} <= {
        link.partition("#")[0] for link in seen.links()
    }


def test_a_link_to_a_report_leads_to_the_record_and_its_words(client, see, record):
    (row,) = record.agreements(name="CWA")
    link = next(x for x in see(client.get(f"/entry/{row.id}")).links() if x.startswith("/report/"))
    path, _, id = link.partition("#")
    seen = see(client.get(path))
    assert id in [a.get("id") for _, a in seen.elements]
    card = next(a for _, a in seen.elements if a.get("data-record") == id)
    marked = [a["data-of"].split() for tag, a in seen.elements if tag == "mark" and "data-of" in a]
    assert any(card["data-key"] in keys for keys in marked)


def test_a_report_shows_its_whole_text(client, see, record):
    for report in record.sources.reports():
        assert report.text in see(client.get(f"/report/{report.key}")).said


def test_a_report_is_found_by_its_own_id_too(client, see):
    assert "Ghana blames trawlers" in see(client.get("/report/a04")).said


def test_an_agreement_shows_steps_and_mentions(client, see, record):
    (row,) = record.agreements(name="CWA")
    said = " ".join(see(client.get(f"/entry/{row.id}")).said.split())
    for text in ("Steps", "signed 2015-03-10", "Mentions", "Coastal Waters Agreement (CWA)"):
        assert text in said


def test_filters_stand_in_the_address_of_every_link(client, see):
    seen = see(client.get("/dyad/NOR/GHA?since=2016-01-01&as_known_on=2018-12-31"))
    told = [link for link in seen.links() if link.startswith("/entry/")]
    assert told
    assert all(link.endswith("?as_known_on=2018-12-31") for link in told)
    lists = [link for link in seen.links() if link.startswith("/api/v1/timeline?")]
    (csv,) = [link for link in lists if "format=csv" in link]
    for part in ("since=2016-01-01", "as_known_on=2018-12-31", "party=NOR", "party=GHA"):
        assert part in csv


def test_a_permalink_pins_the_day_of_knowing_and_the_coding(client, see, record):
    mark = record.overview().coded_by(date(2022, 10, 12)).mark
    links = see(client.get("/dyad/NOR/GHA?since=2016-01-01")).links()
    (link,) = [link for link in links if "made=" in link]
    assert (
        link == f"/dyad/NOR/GHA?since=2016-01-01&as_known_on=2022-10-12&{urlencode({'made': mark})}"
    )
    seen = see(client.get(link))
    assert "Coded otherwise" not in seen.said
    assert all("made=" not in link for link in seen.links() if link.startswith("/api/"))
    assert any("made=" in link for link in seen.links() if link.startswith("/actor/"))


def test_a_page_says_when_the_reports_were_coded_anew_since_it_was_pinned(
    tmp_path, coded_archive, linker, open_desk, see
):
    path = tmp_path / "recoded.db"

    def add(version, coded):
        info = RunInfo(version=version, vocabulary="w" * 64, model="model 1", options={})
        with Store.open(path) as store:
            Recorder(store, linker, info).add(coded)

    add("1.0", coded_archive[:2])
    asking = open_desk(path)
    link = next(x for x in see(asking.get("/dyad/NOR/GHA")).links() if "made=" in x)
    assert "made=1.0%2Bwwwwwwww." in link
    add("1.0", coded_archive[2:3])
    assert "Coded otherwise" not in see(asking.get(link)).said
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE runs SET version = '1.1'")
    said = see(open_desk(path).get(link.replace("%2B", "+"))).said
    assert "Coded otherwise since" in said
    assert "1.1+wwwwwwww" in said


def test_as_known_on_a_day_shows_nothing_learned_later(client, see):
    then = see(client.get("/dyad/NOR/GHA?as_known_on=2015-12-31")).said
    assert "Coastal Waters Agreement" in then
    assert "trawlers" not in then
    assert "As known on 2015-12-31" in " ".join(then.split())


def test_since_and_until_bound_the_lists(client, see):
    said = see(client.get("/dyad/NOR/GHA?since=2017-01-01&until=2017-12-31")).said
    assert "trawlers" in said
    assert ACCRA not in said


@pytest.mark.parametrize(
    ("path", "status", "wanted"),
    [
        ("/dyad/NOR/Ruritania", 404, "no country or body"),
        ("/actor/XQZ", 404, "know no 'XQZ'"),
        ("/entry/h42", 404, "nothing in the record goes by"),
        ("/report/none", 404, "nothing in the record goes by"),
        ("/nowhere", 404, "no such page"),
        ("/contacts?person=Nemo", 404, "names a person"),
        ("/events?since=yesterday", 400, "since must be a day"),
        ("/events?since=20210101", 400, "since must be a day"),
        ("/events?page=-1", 400, "page must be a whole number"),
        ("/dyad/NOR/GHA?by=week", 400, "by must be one of"),
        ("/dossier/NOR/TGO", 404, "tells of nothing between"),
    ],
)
def test_a_bad_address_is_told_what_is_wrong(client, see, path, status, wanted):
    response = client.get(path)
    assert response.status_code == status
    assert wanted in see(response).said


def test_a_search_that_cannot_be_read_is_told_so_on_its_page(client, see):
    response = client.get('/search?q="open')
    assert response.status_code == 200
    assert "can't be read as a search" in see(response).said


def test_two_names_lead_to_the_page_of_the_pair(client):
    response = client.get("/go?party=Norway&party=ghana", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/dyad/NOR/GHA")
    response = client.get("/go?party=Togo&party=", follow_redirects=False)
    assert response.headers["location"] == "/actor/TGO"


def test_a_pair_without_dealings_says_so(client, see):
    assert "tells of nothing between" in see(client.get("/dyad/NOR/TGO")).said


def test_pages_see_what_is_added_meanwhile(tmp_path, make_record, coded_archive, open_desk, see):
    path = make_record(tmp_path / "grows.db", coded_archive[:2])
    asking = open_desk(path)
    assert "trawlers" not in see(asking.get("/timeline?party=NOR&party=GHA")).said
    make_record(path, coded_archive[2:5])
    assert "trawlers" in see(asking.get("/timeline?party=NOR&party=GHA")).said


def test_an_empty_record_has_pages_too(tmp_path, make_record, open_desk):
    path = make_record(tmp_path / "empty.db", ())
    asking = open_desk(path)
    for page in ("/", "/events", "/dyad/NOR/GHA", "/actor/NOR", "/problems", "/search?q=x"):
        assert asking.get(page).status_code == 200, page


def test_a_long_list_is_parted_into_pages(tmp_path, make_record, tell, open_desk, see):
    coded = [tell(f"20{n // 12:02}-{n % 12 + 1:02}-09") for n in range(120)]
    path = make_record(tmp_path / "long.db", coded)
    with Record.open(path) as book:
        total = len(book.events())
    asking = open_desk(path)
    pages = [see(asking.get(f"/events?page={n}")) for n in (1, 2)]
    told = [link for seen in pages for link in dict.fromkeys(seen.links()) if "/entry/" in link]
    assert total > 100
    assert len(set(told)) == len(told) == total
    assert "/events?page=2" in pages[0].links()
