"""Saved web pages."""

import time
from datetime import date

import pytest

from communique.read.html import read_html
from communique.records import Problem

WORDS = (
    "The ministers of Ostrava and Belmark met in Port Elara on Tuesday and agreed to open the "
    "northern crossing before the harvest begins."
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Ministers meet | Coastal Wire</title>
<meta property="og:title" content="Ministers meet">
<meta property="og:site_name" content="Coastal Wire">
<meta property="article:published_time" content="2021-05-05T10:00:00Z">
<link rel="canonical" href="https://wire.example/7">
<style>p > a {{ color: red }}</style><script>if (a < b) {{ "<div>" }}</script></head>
<body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<article><h1>Ministers meet</h1><p>{WORDS}</p><p>{WORDS.replace("Tuesday", "Friday")}</p></article>
<footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.xhtml", "page"])
def test_article_is_taken_with_what_the_page_says_of_it(read, tmp_path, name):
    path = tmp_path / name
    path.write_text(PAGE)
    report = read(b"", path).report
    assert report.title == "Ministers meet"
    assert report.date == date(2021, 5, 5)
    assert report.publisher == "Coastal Wire"
    assert report.url == "https://wire.example/7"
    assert report.language == "en"
    assert f"{WORDS}\n\n{WORDS.replace('Tuesday', 'Friday')}" in report.text
    assert "About us" not in report.text
    assert "rights reserved" not in report.text


def test_page_on_standard_input_is_known_by_its_beginning(read):
    assert WORDS in read(PAGE).report.text
    assert WORDS in read("\n<!-- saved -->\n" + PAGE).report.text


def test_page_in_another_encoding_is_read_as_declared(read):
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("Elara", "Élara")
    result = read(page.encode("latin-1"))
    assert "Port Élara" in result.report.text
    assert result.codes == []


def test_page_without_a_date_has_none(read):
    result = read(PAGE.replace("2021-05-05T10:00:00Z", "soon"))
    assert result.report.date is None
    assert result.codes == ["no-date"]


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script></body></html>"])
def test_page_without_an_article_is_a_problem(read, page):
    assert read(page).codes == ["bad-html"]


MONSTERS = {
    "divs": "<div>" * 100_000 + "Hello" + "</div>" * 100_000,
    "open divs": "<div>" * 100_000 + "Hello",
    "bold": "<p>" + "<b>" * 100_000 + "Hello",
    "lists": "<ul><li>" * 50_000 + "Hello",
    "tables": "<table><tr><td>" * 30_000 + "Hello",
    "own elements": "<x-y>" * 100_000 + "Hello",
    "comments left open": "<!--" * 300_000,
    "divs in a comment left open": "<!--" + "<div>" * 100_000,
    "scripts left open": "<script>" * 300_000,
    "divs in a script left open": "<script>" + "<div>" * 100_000,
    "brackets": "<" * 1_000_000,
    "quotes left open": '<a "' * 200_000,
    "brackets in attributes": "<div a='>' b='<'>" * 50_000,
    "paragraphs": "<p>Hello</p>" * 150_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monstrous_page_neither_crashes_nor_hangs(name):
    start = time.process_time()
    found = read_html("<html><body>" + MONSTERS[name], "page")
    assert time.process_time() - start < 10
    if isinstance(found, Problem):
        assert found.code == "bad-html"


def test_page_of_real_depth_is_read(read):
    page = PAGE.replace("<article>", "<div>" * 60 + "<article>").replace(
        "</article>", "</article>" + "</div>" * 60
    )
    assert WORDS in read(page).report.text


def test_tags_in_comments_and_scripts_do_not_nest(read):
    page = PAGE.replace("<article>", f"<!-- {'<div>' * 500} --><article>")
    page = page.replace("</body>", f"<script>{'<div>' * 500}</script></body>")
    assert WORDS in read(page).report.text
