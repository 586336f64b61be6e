"""Logging in, in a real browser: to the page that one wanted, and out again."""

from __future__ import annotations

import pytest

from .conftest import PASSWORD, SIZES

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture
def address(shared_desk, serve):
    """A desk where people log in, served for real."""
    return serve(shared_desk.app)


def log_in(page, name="Rea"):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", SIZES)
def test_from_the_login_page_to_the_page_that_one_wanted_and_out_again(visit, size):
    page = visit("/dyad/NOR/GHA?by=month", size=size)
    page.get_by_role("heading", name="Log in").wait_for()
    log_in(page)
    page.wait_for_url("**/dyad/NOR/GHA?by=month")
    page.get_by_role("link", name="Rea", exact=True).wait_for()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page is no wider than the window"
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    page.go_back()
    page.wait_for_url("**/login?next=*")
    assert page.get_by_text("Norway and Ghana").count() == 0


def test_a_link_of_another_site_opens_for_who_has_logged_in(visit, address):
    page = visit("/login")
    log_in(page)
    page.wait_for_url("**/")
    elsewhere = f"data:text/html,<a href='{address}/dyad/NOR/GHA'>look</a>"
    page.goto(elsewhere)
    page.get_by_role("link", name="look").click()
    page.wait_for_url("**/dyad/NOR/GHA")
    assert page.get_by_role("heading", level=1).inner_text() == "Norway and Ghana"


def test_an_admin_adds_somebody_by_keyboard(visit, shared_desk):
    page = visit("/accounts")
    log_in(page, "Ann")
    page.get_by_label("Name", exact=True).fill("Zoe")
    page.get_by_role("combobox", name="Role", exact=True).select_option("reviewer")
    page.get_by_label("First password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("rowheader", name="Zoe").wait_for()
    assert shared_desk.accounts.people.get("Zoe").role == "reviewer"
    page.get_by_role("button", name="Disable Zoe").click()
    page.get_by_role("button", name="Enable Zoe").wait_for()
    assert shared_desk.accounts.people.get("Zoe").disabled


def test_a_token_is_shown_once(visit):
    page = visit("/account")
    log_in(page)
    page.get_by_role("button", name="Make a token").click()
    page.locator(".secret").wait_for()
    assert page.locator(".secret").inner_text().startswith("cmq_")
    page.goto(page.url.replace("/account/token", "/account"))
    page.get_by_role("button", name="Revoke token 1").wait_for()
    assert page.locator(".secret").count() == 0


def test_a_page_of_another_site_writes_nothing(browser, address, shared_desk):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/login")
    log_in(page)
    page.wait_for_url("**/")
    form = f"<form method=post action='{address}/account/token'><input name=days value=1></form>"
    page.goto(f"data:text/html,{form}<button onclick='document.forms[0].submit()'>go</button>")
    with page.expect_response("**/account/token") as told:
        page.get_by_role("button", name="go").click()
    assert told.value.status in (401, 403)
    assert shared_desk.accounts.tokens.all() == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_the_pages_of_accounts(visit, shared_desk, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    shared_desk.accounts.tokens.add("Ann", days=3)
    shared_desk.log_in("Nobody", "a wrong password")
    page = visit("/login", color_scheme=scheme)
    found = axe.run(page).response["violations"]
    log_in(page, "Ann")
    page.wait_for_url("**/")
    address = page.url
    for path in ("account", "accounts", "accounts/log"):
        page.goto(address + path)
        found += axe.run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
