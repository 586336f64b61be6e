"""The desk in a real browser: from search to the highlighted words, on desktop and phone."""

from __future__ import annotations

import pytest

from communique.query import Record
from communique.web import dossier_of_dyad

from .conftest import SIZES

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.mark.parametrize("size", SIZES)
def test_from_search_to_pair_to_happening_to_highlighted_words(visit, size):
    page = visit("/", size=size)
    page.get_by_role("searchbox", name="Search").fill("Norway and Ghana")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Norway and Ghana", exact=True).click()
    page.wait_for_url("**/dyad/NOR/GHA")
    assert page.locator("svg.timeline").is_visible()
    page.locator(".entries .contact .kind a").last.click()
    page.wait_for_url("**/entry/*")
    assert page.get_by_role("heading", name="Fields and their evidence").is_visible()
    page.locator(".said a.n").first.click()
    page.wait_for_url("**/report/*")
    page.locator(".card.lit").first.wait_for()
    lit = page.locator(".text mark.lit")
    assert lit.count() > 0
    assert lit.first.is_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "path", ["/", "/search?q=Ghana", "/dyad/NOR/GHA", "/actor/GHA", "/events", "/agreements",
             "/problems", "/tallies", "/who?office=foreign+minister&country=NOR", "/report/a02"],
)  # fmt: skip
def test_no_page_is_wider_than_the_window(visit, path, size):
    page = visit(path, size=size)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_role("heading", level=1).count() == 1


def test_words_and_records_light_up_together_by_keyboard(visit):
    page = visit("/report/a02")
    page.locator(".text mark[tabindex]").first.focus()
    first = page.locator(".card.lit").first.get_attribute("data-record")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.record") == first
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.dataset.record")
    assert second not in (None, first)
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0


def test_a_kind_of_records_can_be_hidden(visit):
    page = visit("/report/a02")
    card = page.locator(".card.event").first
    assert card.is_visible()
    page.locator(".legend label.event input").uncheck()
    assert not card.is_visible()


def test_sliders_set_the_days_and_ask_anew(visit):
    page = visit("/dyad/NOR/GHA")
    slider = page.get_by_label("since, slider")
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("PageUp")
    assert "since=" in page.url
    assert "until=" not in page.url
    assert page.locator("input[name=since]").input_value() > "2015-01-01"


def test_the_key_of_the_search_works_and_pages_do_without_script(visit):
    page = visit("/agreements")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    plain = visit("/dyad/NOR/GHA", java_script_enabled=False)
    plain.locator("input[name=since]").fill("2017-01-01")
    plain.get_by_role("button", name="Show").click()
    assert "since=2017-01-01" in plain.url
    assert plain.locator("svg.timeline").is_visible()


def test_dark_mode_is_dark(visit):
    page = visit("/", color_scheme="dark")
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, shade.removeprefix("rgb(").removesuffix(")").split(","))) < 150


def test_a_dossier_opens_from_disk_with_the_network_off(visit, record_file, tmp_path):
    file = tmp_path / "dossier.html"
    with Record.open(record_file) as book:
        file.write_text(dossier_of_dyad(book, "NOR", "GHA"), "utf-8")
    page = visit(file.as_uri(), offline=True)
    assert page.locator("svg.timeline").is_visible()
    assert page.locator("article.told").count() > 3
    page.locator("svg.timeline a").first.click()
    assert "#" in page.url
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "static"
