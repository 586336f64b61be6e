"""Accessibility: no page has a serious fault, all goes by keyboard, colours are told apart."""

from __future__ import annotations

import re
from itertools import combinations
from urllib.parse import unquote

import pytest

from communique.web.palette import channels, palette

from .conftest import PASSWORD, SIZES

#: What stands for the parts of addresses; `id` is an entry of the record, filled in below.
EXAMPLES = {"a": "NOR", "b": "GHA", "code": "GHA", "key": "a02"}
#: Pages in a state that their bare address doesn't show.
MORE = (
    "/search?q=Ghana",
    "/search?q=%22open",
    "/who?office=foreign+minister&country=NOR",
    "/timeline?party=NOR&party=GHA",
    "/dyad/NOR/TGO",
    "/dyad/NOR/GHA?by=month&as_known_on=2018-12-31&made=0.0.1%2B0.0",
    "/network?type=all",
    "/map?type=all&party=GHA",
    "/network?until=1900-01-01",
    "/nowhere",
)
#: Pages of a desk where people log in; who may not see one gets a page that says so.
OF_PEOPLE = ("/", "/account", "/accounts", "/accounts/log")
#: Filters that change what a page lists, not what it looks like.
ALIKE = {"", "since", "until", "as_known_on", "made", "page", "on", "by", "person", "type"}
SERIOUS = ("serious", "critical")
PART = re.compile(r"{([a-z_]+)(?::[a-z]+)?}")

#: What eyes see that lack one kind of cones, in linear light: Machado, Oliveira, Fernandes (2009),
#: severity 1.0.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
#: Colours that stand side by side in one drawing and mean different things.
TOGETHER = ("contact", "cooperation", "conflict")
LANES = ("agreement", "designation", *TOGETHER)


def routes_of(app):
    """The routes of the application under its middleware that a browser may open."""
    while not hasattr(app, "routes"):
        app = app._app
    return [route for route in app.routes if "GET" in (getattr(route, "methods", None) or ())]


def pages_of(client, see, entry):
    """An address of every route that answers with a page, and of what pages link to.

    The parts of a route are filled in from the examples; for others a link on some page must do.
    """
    routes = routes_of(client.app)
    examples = EXAMPLES | {"id": entry}
    seeds = [
        PART.sub(lambda part: examples[part[1]], route.path)
        for route in routes
        if examples.keys() >= set(PART.findall(route.path))
    ]
    waiting, found, seen = seeds, dict.fromkeys(MORE), set()
    while waiting:
        path = waiting.pop(0)
        if not path.startswith("/") or (shape := shape_of(routes, path)) in seen:
            continue
        seen.add(shape)
        answer = client.get(path, follow_redirects=False)
        page = answer.headers["content-type"].startswith("text/html")
        if page and answer.status_code != 303 and "content-disposition" not in answer.headers:
            found[path] = None
            waiting += see(answer).links()
    missing = {r.path for r in routes if PART.search(r.path)} - {shape[0] for shape in seen}
    assert not missing, f"give examples in test_axe.EXAMPLES for the parts of {sorted(missing)}"
    return list(found)


def shape_of(routes, path):
    """The route of an address, and which filters it has: of each such only one is looked at."""
    bare, _, query = path.partition("#")[0].partition("?")
    names = {pair.partition("=")[0] for pair in query.split("&")} - ALIKE
    route = next((r.path for r in routes if r.path_regex.match(unquote(bare))), bare)
    return route, frozenset(names)


def faults(page):
    """What axe-core finds: rule, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (one["id"], node["target"], node["any"][0]["message"] if node["any"] else one["help"])
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]


@pytest.fixture(scope="module")
def entries(record):
    """An entry of each kind that the pages show."""
    return {
        "happening": record.events("NOR", "GHA", types=["CONSULT"])[0].id,
        "agreement": record.agreements(name="CWA")[0].id,
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault(client, see, browser, address, entries, scheme, size):
    width, height = SIZES[size]
    paths = [*pages_of(client, see, entries["happening"]), f"/entry/{entries['agreement']}"]
    assert len(paths) > 20
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = {}
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        if wrong := faults(page):
            found[path] = wrong
    context.close()
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_people_have_no_serious_fault_on_a_phone(share, serving, browser, scheme):
    width, height = SIZES["phone"]  # test_login_browser.py has them on a desktop
    desk = share()
    found = {}
    with serving(desk.app) as home:
        for name in (None, "Ann", "Rea"):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page = context.new_page()
            page.goto(f"{home}/login")
            if name:
                page.locator("input[name=name]").fill(name)
                page.locator("input[name=password]").fill(PASSWORD)
                page.keyboard.press("Enter")
                page.wait_for_url(f"{home}/")
            for path in OF_PEOPLE if name else ("/login",):
                page.goto(home + path)
                if wrong := faults(page):
                    found[name, path] = wrong
            context.close()
    assert found == {}


def tab_to(page, wanted, most=150):
    """Press the tabulator until the focus is on a link whose address fits; gives the address."""
    for _ in range(most):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if re.search(wanted, href):
            return href
    raise AssertionError(f"no link {wanted} within {most} presses on {page.url}")


def test_the_tabulator_leads_from_pair_to_happening_to_the_words_of_a_report(visit):
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("Norway and Ghana")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    for wanted, url in (("^/dyad/NOR/GHA", "**/dyad/**"), ("^/entry/", "**/entry/**"),
                        ("^/report/.*#", "**/report/**")):  # fmt: skip
        tab_to(page, wanted)
        seen = page.evaluate(
            "(() => { const b = document.activeElement.getBoundingClientRect();"
            " return getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " && b.bottom > 0 && b.top < innerHeight; })()"
        )
        assert seen, f"the focus can't be seen on {page.url}"
        page.keyboard.press("Enter")
        page.wait_for_url(url)
    page.locator(".card.lit").first.wait_for()


def test_the_first_press_offers_to_skip_to_the_content(visit):
    page = visit("/dyad/NOR/GHA")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def linear(colour):
    """Red, green and blue in linear light."""
    shares = [one / 255 for one in channels(colour)]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def simulated(colour, matrix):
    """A colour as such eyes see it, in linear light."""
    light = linear(colour)
    seen = [sum(m * c for m, c in zip(row, light, strict=True)) for row in matrix]
    return [min(1.0, max(0.0, one)) for one in seen]


def lab(light):
    """Linear light as CIE L*a*b* under D65, where distances are as seen."""
    r, g, b = light
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, two):
    """The distance of two colours of L*a*b*: 2.3 is just noticed (Mahy and others, 1994)."""
    return sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("eyes", BLIND)
def test_colours_are_told_apart_by_the_colour_blind(eyes, dark):
    colours = palette(dark=dark)
    seen = {name: lab(simulated(colours[name], BLIND[eyes])) for name in LANES}
    close = {pair: apart(seen[pair[0]], seen[pair[1]]) for pair in combinations(LANES, 2)}
    assert {pair: d for pair, d in close.items() if d < 12} == {}
    kinds = {pair: d for pair, d in close.items() if set(pair) <= set(TOGETHER)}
    assert min(kinds.values()) > 20, kinds


@pytest.mark.parametrize("dark", [False, True])
def test_marks_stand_out_from_the_paper(dark):
    colours = palette(dark=dark)

    def luminance(colour):
        r, g, b = linear(colour)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    for name in LANES:
        pair = sorted((luminance(colours[name]), luminance(colours["paper"])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 3, name  # WCAG 1.4.11
