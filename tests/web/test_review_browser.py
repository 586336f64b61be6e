"""Reviewing in a real browser: by keyboard alone, by marking words, two people at once."""

from __future__ import annotations

import pytest

from communique.query import Record
from communique.web import DeskOptions, make_app

from .conftest import PASSWORD, SIZES

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture
def address(own_record, serve):
    """A desk on a record of one's own, as Ann at this machine has it."""
    return serve(make_app(DeskOptions(record=own_record, by="ann")))


@pytest.fixture
def rows(own_record):
    """The judgements of the record, the latest first."""

    def read(**options):
        with Record.open(own_record) as book:
            return list(book.review.judgements(**options))

    return read


def key_of(path, doc):
    with Record.open(path) as book:
        return next(one.key for one in book.sources.reports() if one.doc == doc)


def shown(page):
    """The anchor of the record that is shown."""
    return page.locator("#item").get_attribute("data-item")


def press(page, key):
    """Press a key and wait until another record is shown."""
    before = page.locator("#item").element_handle()
    page.keyboard.press(key)
    page.wait_for_function(
        "old => !old.isConnected && !document.querySelector('[aria-busy]')", arg=before
    )


def test_twenty_records_are_judged_by_keyboard_alone(visit, rows):
    page = visit("/review")
    loads = []
    page.on("load", lambda _: loads.append(page.url))
    seen = []
    for number in range(20):
        seen.append(shown(page))
        press(page, "rwuj"[number % 4])
    assert loads == []
    assert len(set(seen)) == 20
    assert [row.target for row in reversed(rows())] == seen
    assert {row.by for row in rows()} == {"ann"}
    assert [row.verdict for row in reversed(rows())][:4] == ["right", "wrong", "unsure", "right"]
    assert "20 judged today" in page.locator(".progress").inner_text()


def test_next_back_and_undo_are_one_key_each(visit, rows):
    page = visit("/review")
    first = shown(page)
    press(page, "n")
    second = shown(page)
    assert second != first
    press(page, "b")
    assert shown(page) == first
    press(page, "w")
    assert [row.verdict for row in rows()] == ["wrong"]
    press(page, "z")
    assert shown(page) == first
    assert "Taken back: wrong" in page.locator(".notice").inner_text()
    assert rows() == []


def test_keys_are_explained_and_letters_in_fields_are_letters(visit, rows):
    page = visit("/review")
    page.keyboard.press("?")
    assert page.locator("#help dl").is_visible()
    page.get_by_label("Type").fill("")
    page.get_by_label("Type").press_sequentially("rwu")
    assert page.get_by_label("Type").input_value() == "rwu"
    assert rows() == []


def test_a_field_is_edited_by_keyboard_refused_with_a_reason_and_mended(visit, own_record, rows):
    page = visit(f"/review?report={key_of(own_record, 'a02')}&kind=event")
    target = shown(page)
    press(page, "e")
    page.get_by_label("date").fill("soon")
    before = page.locator("#item").element_handle()
    page.keyboard.press("Enter")
    page.wait_for_function("old => !old.isConnected", arg=before)
    assert "is no date; write a day" in page.locator("#w-date").inner_text()
    assert page.evaluate("document.activeElement.name") == "date"
    page.get_by_label("date").fill("2016-05")
    before = page.locator("#item").element_handle()
    page.keyboard.press("Enter")
    page.wait_for_function("old => !old.isConnected", arg=before)
    (row,) = rows()
    assert (row.field, row.value["precision"], row.target) == ("date", "month", target)
    press(page, "b")
    assert shown(page) == target
    assert page.locator(".values .person").inner_text() == "2016-05"
    assert page.locator(".values s").inner_text() == "2016-05-03"
    press(page, "z")
    assert rows() == []
    assert page.locator(".values s").count() == 0


def test_modes_are_those_of_the_type_that_was_written(visit, own_record):
    page = visit(f"/review?report={key_of(own_record, 'a02')}&kind=event")
    press(page, "e")
    page.locator("#f-type").fill("PROTEST")
    options = page.evaluate("[...document.querySelectorAll('#l-mode option')].map(o => o.value)")
    assert "riot" in options
    page.get_by_label("actors").fill("NOR;")
    options = page.evaluate("[...document.querySelectorAll('#people option')].map(o => o.value)")
    assert options
    assert all(option.startswith("NOR; ") for option in options)
    press(page, "Escape")
    assert page.locator(".keys [data-key=e]").count() == 1


MARK = """words => {
  const text = document.querySelector(".report .text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const at = text.textContent.indexOf(words);
  const place = (offset) => {
    let passed = 0;
    for (const node of nodes) {
      if (offset <= passed + node.length) return [node, offset - passed];
      passed += node.length;
    }
  };
  const range = document.createRange();
  range.setStart(...place(at));
  range.setEnd(...place(at + words.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.parametrize("size", SIZES)
def test_a_missed_event_is_added_by_marking_its_words(visit, own_record, rows, size):
    key = key_of(own_record, "a02")
    page = visit(f"/report/{key}", size=size)
    page.evaluate(MARK, "two patrol boats")
    page.keyboard.press("a")
    page.wait_for_url("**/review/add?**")
    assert page.locator(".sentences mark").inner_text() == "two patrol boats"
    page.get_by_label("type").fill("AID")
    page.get_by_label("actors").fill("Norway")
    page.get_by_label("recipients").fill("GHA")
    page.get_by_label("date").fill("2016")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/report/{key}#j1")
    assert page.locator(".added .role-trigger").inner_text() == "two patrol boats"
    (row,) = rows()
    with Record.open(own_record) as book:
        text = book.sources.reports_of([key])[key].text
    (span,) = row.value["evidence"]
    assert text[span["start"] : span["end"]] == span["quote"] == "two patrol boats"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_focused_record_of_a_report_is_judged_by_key(visit, own_record, rows):
    page = visit(f"/report/{key_of(own_record, 'a02')}")
    card = page.locator(".records .card.event").first
    card.focus()
    page.keyboard.press("w")
    card.locator(".verdicts .wrong").wait_for()
    assert [row.verdict for row in rows()] == ["wrong"]
    assert page.evaluate("document.activeElement.dataset.record") == card.get_attribute(
        "data-record"
    )
    page.get_by_role("button", name="Nothing is missing").click()
    page.get_by_text("ann found nothing missing").wait_for()


def log_in(page, address, name):
    page.goto(f"{address}/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/review")


def test_two_people_at_once_share_the_work_and_see_what_the_other_said(
    share, own_record, serve, visiting, rows
):
    address = serve(share(record=own_record).app)
    visit = visiting(address)
    one, two = visit("/login"), visit("/login")
    log_in(one, address, "Ann")
    log_in(two, address, "Rob")
    for _ in range(6):
        assert shown(one) != shown(two)
        press(one, "r")
        press(two, "w")
    assert len({row.target for row in rows()}) == 12
    assert {row.by for row in rows()} == {"Ann", "Rob"}
    his = next(row for row in rows() if row.by == "Rob" and row.record)
    report, _, id = his.record.partition("/")
    one.goto(f"{address}/report/{report}#{id}")
    card = one.locator(f".card[data-record={id}]")
    assert "Rob" in card.locator(".verdicts").inner_text()
    stale = two
    two.goto(f"{address}/report/{report}")
    card.focus()
    one.keyboard.press("r")
    card.locator(".verdicts .disputed").wait_for()
    other = stale.locator(f".card[data-record={id}]")
    other.focus()
    stale.keyboard.press("u")
    other.locator(".notice.bad").wait_for()
    assert "Ann said right meanwhile" in other.locator(".notice").inner_text()
    one.goto(f"{address}/judgements")
    assert "Ann and Rob" in one.locator("main").inner_text()
    one.get_by_role("button", name="Undo").first.click()
    one.wait_for_url("**/judgements")
    assert len(rows()) == 12


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/review", "/judgements", "/report/a02"])
def test_no_page_of_reviewing_is_wider_than_the_window(visit, path, size):
    page = visit(path, size=size)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_role("heading", level=1).count() == 1


def test_without_script_the_same_is_done_by_buttons(visit, rows):
    page = visit("/review", java_script_enabled=False)

    def go(role, name):
        with page.expect_navigation():
            page.get_by_role(role, name=name).click()

    first = shown(page)
    go("button", "Right")
    assert page.url.endswith("/review")
    assert shown(page) != first
    go("button", "Undo")
    assert shown(page) == first
    go("link", "Edit")
    assert page.get_by_role("button", name="Keep").is_visible()
    assert rows() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_the_pages_of_reviewing(visit, own_record, address, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    key = key_of(own_record, "a02")
    page = visit(f"/review?report={key}&kind=event", color_scheme=scheme)
    found = axe.run(page).response["violations"]
    press(page, "e")
    page.get_by_label("date").fill("soon")
    before = page.locator("#item").element_handle()
    page.keyboard.press("Enter")
    page.wait_for_function("old => !old.isConnected", arg=before)
    found += axe.run(page).response["violations"]
    press(page, "Escape")
    press(page, "w")
    for path in (
        f"/report/{key}",
        f"/review/add?report={key}&words=two+patrol+boats",
        "/judgements?undone=1",
        "/review?party=GHA&since=2030-01-01",
    ):
        page.goto(address + path)
        found += axe.run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"][:3]]) for one in found] == []
