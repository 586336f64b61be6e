"""The commands `desk` and `dossier`."""

from __future__ import annotations

import pytest

from communique.errors import QuestionError, SourceError, StoreError


def test_a_dossier_of_two_parties_is_written(command, record_file, tmp_path):
    out = tmp_path / "a.html"
    arguments = ("dossier", "NOR", "Ghana", "--out", str(out), "--record", str(record_file))
    status, _, said = command(*arguments, "--since", "2016-01-01")
    assert status == 0
    assert "written to" in said
    text = out.read_text("utf-8")
    assert "Norway and Ghana" in text
    assert "from 2016-01-01 to the last" in text


def test_a_dossier_of_an_agreement_is_written(command, record_file, tmp_path):
    out = tmp_path / "cwa.html"
    status, _, _ = command("dossier", "CWA", "-o", str(out), "--record", str(record_file))
    assert status == 0
    assert "Coastal Waters Agreement" in out.read_text("utf-8")


def test_a_dossier_of_three_or_in_no_folder_is_refused(command, record_file, tmp_path):
    record = ("--record", str(record_file))
    with pytest.raises(QuestionError, match="two parties or of one agreement"):
        command("dossier", "NOR", "GHA", "TGO", "-o", "a.html", *record)
    with pytest.raises(SourceError, match="cannot be written"):
        command("dossier", "CWA", "-o", str(tmp_path / "none" / "a.html"), *record)


def test_the_desk_is_for_this_machine_alone_until_there_is_an_admin(command, record_file):
    record = ("--record", str(record_file))
    with pytest.raises(QuestionError, match="accounts add NAME --role admin"):
        command("desk", "--host", "192.168.7.7", *record)
    with pytest.raises(QuestionError, match="under which name"):
        command("desk", "--host", "0.0.0.0", *record)
    with pytest.raises(QuestionError, match="--behind-proxy takes"):
        command("desk", "--behind-proxy", "*", *record)


def test_the_desk_needs_a_record(command):
    with pytest.raises(StoreError, match="there is no record"):
        command("desk", "--port", "0")


def test_the_demo_serves_a_record_of_the_samples(command, monkeypatch):
    from communique import web
    from communique.query import Record

    served = {}

    def look(path, place, **_):
        served["by"] = place.by
        with Record.open(path) as book:
            served["events"] = len(book.events("USA", "IND"))
            served["path"] = path

    monkeypatch.setattr(web, "serve", look)
    status, _, _ = command("desk", "--demo", "--as", "Ann Lee")
    assert status == 0
    assert served["by"] == "Ann Lee"
    assert served["events"] > 0
    assert not served["path"].exists()
