"""Pictures: SVG that needs nothing else, PNG of it, and plain words where there is nothing."""

from __future__ import annotations

import struct
import sys
from base64 import b64encode
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from communique.errors import QuestionError
from communique.web import picture_of_dyad
from communique.web.palette import mix, palette

VIEWS = ("/dyad/NOR/GHA", "/actor/GHA", "/network?type=all", "/map?type=all")
SVG = "{http://www.w3.org/2000/svg}"


def picture(view, form):
    path, _, query = view.partition("?")
    return f"{path}/picture.{form}?{query}"


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_is_svg_with_its_colours_inside_and_asks_for_nothing(client, view):
    response = client.get(picture(view, "svg"))
    assert response.headers["content-type"].startswith("image/svg+xml")
    tree = ElementTree.fromstring(response.text)
    assert tree.tag == f"{SVG}svg"
    assert tree.find(f"{SVG}title").text
    style = tree.find(f"{SVG}style").text
    assert "font-family" in style
    assert "var(" not in response.text
    assert "href" not in response.text.replace("xmlns", "")
    assert "url(" not in response.text
    assert "Communique" in "".join(tree.itertext())


@pytest.mark.parametrize("view", VIEWS)
def test_the_policy_admits_the_style_of_the_picture_alone(client, view):
    response = client.get(picture(view, "svg"))
    style = ElementTree.fromstring(response.text).find(f"{SVG}style").text
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert response.headers["content-security-policy"].endswith(f"style-src 'sha256-{digest}'")


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_can_be_had_as_png_sharp_enough_for_paper(client, view):
    pytest.importorskip("vl_convert")
    response = client.get(picture(view, "png"))
    assert response.headers["content-type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", response.content[16:24])
    assert width > 2000
    assert height > 400


@pytest.mark.parametrize("view", VIEWS)
def test_pages_offer_their_pictures_with_their_filters(client, see, view):
    glue = "&" if "?" in view else "?"
    links = see(client.get(f"{view}{glue}since=2015-01-01")).links()
    (svg,) = [link for link in links if "/picture.svg" in link]
    (png,) = [link for link in links if "/picture.png" in link]
    assert "since=2015-01-01" in svg
    assert client.get(svg).status_code == client.get(png).status_code == 200


@pytest.mark.parametrize(
    "path", ["/dyad/NOR/TGO", "/actor/FRA", "/network?until=1900-01-01&type=all"]
)
def test_where_nothing_is_to_be_drawn_it_says_so(client, see, path):
    response = client.get(picture(path, "svg"))
    assert response.status_code == 404
    assert "to draw" in see(response).said
    assert not [link for link in see(client.get(path)).links() if "/picture." in link]


def test_without_the_package_a_png_says_what_to_install(client, see, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    response = client.get("/dyad/NOR/GHA/picture.png")
    assert response.status_code == 501
    assert "pip install 'communique[charts]'" in see(response).said
    assert client.get("/dyad/NOR/GHA/picture.svg").status_code == 200


def test_pictures_are_as_known_on_the_day(client):
    now = client.get("/dyad/NOR/GHA/picture.svg").text
    then = client.get("/dyad/NOR/GHA/picture.svg?as_known_on=2015-12-31").text
    assert "as known on 2015-12-31" in then
    assert "Conflict" in now
    assert "Conflict" not in then


def test_hostile_words_stay_words_in_pictures(hostile):
    for form in ("/dyad/KEN/UGA/picture.svg", "/network/picture.svg?type=all"):
        tree = ElementTree.fromstring(hostile.get(form).text)
        tags = {element.tag.removeprefix(SVG) for element in tree.iter()}
        assert tags <= {"svg", "title", "style", "rect", "text", "g", "line", "path", "circle"}
        assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on")]


def test_a_picture_of_a_record_is_saved_as_its_suffix_says(record, tmp_path):
    made = picture_of_dyad(record, "NOR", "GHA", by="month")
    made.save(tmp_path / "pair.svg")
    assert (tmp_path / "pair.svg").read_text("utf-8") == made._repr_svg_() == made.svg
    assert "Ties by month" in made.svg
    with pytest.raises(QuestionError, match=r"\.png or \.svg"):
        made.save(tmp_path / "pair.gif")


def test_the_palette_is_that_of_the_style_sheet():
    assert palette()["cooperation"] == "#00609f"
    assert palette(dark=True)["cooperation"] != palette()["cooperation"]
    assert palette().keys() == palette(dark=True).keys()
    assert mix("#ffffff", "#000000", 0.25) == "#404040"
