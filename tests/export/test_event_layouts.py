"""Layouts of columns: read back by pandas with the documents' columns and types."""

from __future__ import annotations

import json
from datetime import date

import pytest

from communique.dates import When
from communique.export import LAYOUTS, Options, Tally, Within
from communique.export.periods import datable

TABS = ("polecat", "icews", "gdelt-events", "gdelt-mentions", "phoenix")


@pytest.fixture(scope="module")
def frames(export, read_tabs):
    """All layouts, read back."""
    return {
        name: read_tabs(
            name,
            export(name).text,
            header=LAYOUTS[name].header,
            missing=LAYOUTS[name].missing,
        )
        for name in TABS
    }


@pytest.mark.parametrize("name", TABS)
def test_columns_are_those_of_the_documents(name, columns_of):
    assert LAYOUTS[name].columns == tuple(columns_of(name))


@pytest.mark.parametrize(
    ("name", "count"),
    [("polecat", 40), ("icews", 20), ("gdelt-events", 61), ("gdelt-mentions", 16), ("phoenix", 26)],
)
def test_layouts_have_as_many_columns_as_published(name, count):
    assert len(LAYOUTS[name].columns) == count


@pytest.mark.parametrize("name", TABS)
def test_rows_and_what_is_left_out_add_up(name, export, frames, material):
    done = export(name)
    assert done.tally.rows == len(frames[name])
    assert done.tally.happenings + sum(done.tally.left_out.values()) == len(material.happenings)


def test_polecat_has_a_row_a_happening_and_none_for_the_unknown(frames, export):
    frame = frames["polecat"]
    assert frame["Event ID"].is_unique
    [call] = frame[
        (frame["Event Date"] == "2021-01-27") & (frame["Event Mode"] == "phone")
    ].to_dict("records")
    assert call["Actor Name"] == "Rajnath Singh;Lloyd Austin"
    assert (call["Actor Country"], call["Actor COW"]) == ("IND;USA", "750; 2")
    assert call["Quad Code"] == "VERBAL COOPERATION"
    assert call["Intensity"] == 1.5
    row = export("polecat").lines[1].split("\t")
    assert row[LAYOUTS["polecat"].columns.index("GeoNames ID")] == "None"


def test_icews_has_consultations_in_both_directions_under_ids_of_their_own(frames):
    frame = frames["icews"]
    assert not frame.duplicated(["Event ID", "Event Date"]).any()
    assert frame["Event ID"].max() < 2**31
    visit = frame[frame["CAMEO Code"].isin(["042", "043"])]
    assert list(visit["Source Country"]) == ["Norway", "Ghana"]
    assert list(visit["Intensity"]) == [1.9, 2.8]
    calls = frame[frame["CAMEO Code"] == "041"]
    pairs = set(zip(calls["Source Country"], calls["Target Country"], strict=True))
    assert ("India", "United States") in pairs
    assert ("United States", "India") in pairs
    aid = frame[frame["CAMEO Code"] == "072"]
    assert list(aid["Source Country"]) == ["Norway"]


def test_icews_names_the_nameless_by_what_they_are(frames):
    [attack] = frames["icews"][frames["icews"]["CAMEO Code"] == "190"].to_dict("records")
    assert attack["Source Name"] == "Military (Togo)"
    assert attack["Source Country"] == "Togo"


def test_gdelt_has_fips_codes_in_places_and_cameo_codes_in_actors(frames):
    frame = frames["gdelt-events"]
    [call] = (
        frame[frame["Actor2CountryCode"] == "USA"]
        .query("Actor1CountryCode == 'AUS'")
        .to_dict("records")
    )
    assert (call["Actor1Code"], call["Actor1Geo_CountryCode"]) == ("AUSGOV", "AS")
    assert call["Actor1Name"] == "LINDA REYNOLDS"
    nato = frame[frame["Actor1KnownGroupCode"] == "NAT"]
    assert list(nato["Actor1Code"]) == ["IGONAT"]
    assert frame["GLOBALEVENTID"].is_unique
    assert frame["ActionGeo_Lat"].isna().all()


def test_gdelt_writes_a_pair_once(frames):
    frame = frames["gdelt-events"]
    pairs = [
        (row.SQLDATE, *sorted((str(row.Actor1Code), str(row.Actor2Code))), row.EventCode)
        for row in frame.itertuples()
    ]
    assert len(set(pairs)) == len(pairs)


def test_gdelt_dates_and_classes_follow_its_formulas(frames):
    for row in frames["gdelt-events"].itertuples():
        day = str(row.SQLDATE)
        assert row.FractionDate == pytest.approx(
            int(day[:4]) + (int(day[4:6]) * 30 + int(day[6:])) / 365, abs=1e-4
        )
        root = int(row.EventRootCode)
        quad = 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
        assert row.QuadClass == quad
        assert row.EventCode.startswith(row.EventBaseCode)


def test_mentions_point_to_events_and_their_offsets_to_words(frames, record):
    events, mentions = frames["gdelt-events"], frames["gdelt-mentions"]
    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    texts = {report.doc: report.text for report in record.sources.reports()}
    urls = {report.url: report.text for report in record.sources.reports()}
    [pact] = events[(events["EventCode"] == "057") & (events["Year"] == 2015)]["GLOBALEVENTID"]
    for row in mentions.itertuples():
        text = texts.get(row.MentionIdentifier) or urls[row.MentionIdentifier]
        assert row.MentionDocLen == len(text)
        assert text[row.ActionCharOffset].strip()
        if row.MentionIdentifier == "a01" and pact == row.GLOBALEVENTID:
            assert text[row.Actor1CharOffset :].startswith("Ghana signed")
            assert text[row.Actor2CharOffset :].startswith("Norway and")
            assert text[row.ActionCharOffset :].startswith("signed the")


def test_mentions_count_as_the_events_say(frames):
    events, mentions = frames["gdelt-events"], frames["gdelt-mentions"]
    counted = mentions.groupby("GLOBALEVENTID").size()
    told = events.set_index("GLOBALEVENTID")["NumMentions"]
    assert counted.to_dict() == told.to_dict()


def test_phoenix_has_one_row_a_day_pair_and_code_with_its_own_classes(frames):
    frame = frames["phoenix"]
    assert not frame.duplicated(["Date", "SourceActorFull", "TargetActorFull", "EventCode"]).any()
    classes = dict(zip(frame["EventCode"], frame["PentaClass"], strict=True))
    assert (classes["041"], classes["072"], classes["112"], classes["190"]) == (1, 2, 3, 4)
    assert all(id.endswith("_0.1.0") or "_" in id for id in frame["EventID"])


def test_details_hold_what_the_columns_have_no_place_for(export):
    details = []
    done = export("polecat", details=details)
    found = [json.loads(line) for line in details]
    assert [line.split("\t")[0] for line in done.lines[1:]] == [d["event_id"] for d in found]
    [attack] = [d for d in found if d["magnitude"]]
    assert attack["magnitude"]["dead"] == 8
    assert all(d["evidence"] and d["when"]["precision"] for d in found)


@pytest.mark.parametrize(("within", "kept"), [(Within.day, 1), (Within.month, 2), (Within.year, 3)])
def test_a_day_is_given_only_to_what_surely_lies_in_the_period(happening, within, kept):
    entries = [
        happening("actor USA", when=When.on(date(2016, 6, 3))),
        happening("actor USA", when=When.month(2016, 6)),
        happening("actor USA", when=When.year(2016)),
        happening("actor USA", when=When.range(None, date(2016, 6, 3))),
        happening("actor USA", status="alleged"),
    ]
    tally = Tally()
    assert len(list(datable(entries, within, tally))) == kept
    assert tally.left_out == {"alleged": 1, f"not dated within a {within.value}": 4 - kept}


def test_a_wider_period_admits_more(export):
    by_year = export("icews", options=Options(within=Within.year))
    by_month = export("icews")
    assert not any(why.startswith("not dated") for why in by_year.tally.left_out)
    assert by_month.tally.left_out["not dated within a month"] > 0
    assert by_year.tally.rows > by_month.tally.rows
