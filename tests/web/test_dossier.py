"""Dossiers: one file each, with chart and quoted sources, that needs no network."""

from __future__ import annotations

from datetime import date

import pytest

from communique.errors import QuestionError
from communique.web import dossier_of_agreement, dossier_of_dyad


@pytest.fixture(scope="module")
def dyad(record):
    return dossier_of_dyad(record, "NOR", "Ghana")


@pytest.fixture(scope="module")
def agreement(record):
    return dossier_of_agreement(record, "CWA")


def test_a_dossier_has_every_line_with_its_words_and_source(dyad, record, see):
    seen = see(dyad)
    ids = {a.get("id") for _, a in seen.elements}
    said = " ".join(seen.said.split())
    for row in record.timeline("NOR", "GHA"):
        assert row.id in ids
        assert row.quote in said
    for words in ("Gulf Wire", "Minister in Accra", "Ties by year", "Norway and Ghana"):
        assert words in said
    assert {"svg", "mark"} <= {tag for tag, _ in seen.elements}


def test_a_dossier_of_an_agreement_has_steps_fields_and_sources(agreement, see):
    said = " ".join(see(agreement).said.split())
    for words in ("Coastal Waters Agreement", "Steps", "signed", "Sources", "Harbour Daily"):
        assert words in said


@pytest.mark.parametrize("name", ["dyad", "agreement"])
def test_a_dossier_asks_nobody_for_anything(name, see, request):
    text = request.getfixturevalue(name)
    seen = see(text)
    assert [a for tag, a in seen.elements if tag in ("link", "script", "img", "iframe")] == []
    assert [a for _, a in seen.elements if "src" in a or "srcset" in a] == []
    assert "url(" not in text
    assert "@import" not in text
    inner = [link for link in seen.links() if not link.startswith("http")]
    targets = {a.get("id") for _, a in seen.elements}
    assert inner
    assert {link.removeprefix("#") for link in inner} <= targets


def test_a_dossier_is_as_known_on_a_day(record, see):
    text = dossier_of_dyad(record, "NOR", "GHA", as_known_on=date(2015, 12, 31))
    said = " ".join(see(text).said.split())
    assert "as known on 2015-12-31" in said
    assert "trawlers" not in said


def test_what_there_is_nothing_of_makes_no_dossier(record):
    with pytest.raises(QuestionError, match="tells of nothing between"):
        dossier_of_dyad(record, "NOR", "TGO")
    with pytest.raises(QuestionError, match="no agreement"):
        dossier_of_agreement(record, "SALT")


def test_the_desk_hands_a_dossier_out_as_a_file(client, dyad):
    response = client.get("/dossier/NOR/GHA")
    assert response.text == dyad
    assert response.headers["content-disposition"] == 'attachment; filename="dossier-nor-gha.html"'
