"""The page of coded reports: structure, marks, safety."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import msgspec
import pytest

from communique.records import CodedReport, Entity, Event, Problem, Report, Span
from communique.render import render_html
from communique.render.segments import Mark, cut

from .conftest import TEXT, TUESDAY

VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """What a page holds: elements, marks with their words, the text of each report."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.marks: list[tuple[str, list[str]]] = []
        self.scripts = 0
        self.feed(page)
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "text":
            self.texts.append("")
        self.scripts += tag == "script"
        if tag == "mark":
            self.marks.append(("", (dict(attrs)["data-of"] or "").split()))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(attrs.get("class") == "text" for _, attrs in self.open):
            self.texts[-1] += data
        if self.open and self.open[-1][0] == "mark":
            self.marks[-1] = (self.marks[-1][0] + data, self.marks[-1][1])

    def ids(self):
        return [attrs["id"] for _, attrs in self.seen if "id" in attrs]

    def words_of(self, key):
        return "".join(words for words, keys in self.marks if key in keys)


def with_text(text, *spans, **fields):
    """A report of one event that rests on these (start, end)."""
    evidence = tuple(Span(start=a, end=b, quote=text[a:b], role="trigger") for a, b in spans)
    event = Event(
        id="e1", type="CONSULT", date=TUESDAY, confidence=0.5, rule="made", evidence=evidence
    )
    doc = Report(id="d", text=text, **fields)
    return CodedReport(doc=doc, events=(event,) if spans else ())


def test_page_keeps_each_text_to_the_character(coded):
    page = Page(render_html([coded, coded], title="Two"))
    assert page.texts == [TEXT, TEXT]


def test_every_id_is_unique_and_every_mark_leads_to_a_card(coded):
    page = Page(render_html([coded, coded], title="Two"))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert {key for _, keys in page.marks for key in keys} <= set(ids)


def test_words_of_a_record_are_marked(coded):
    page = Page(render_html([coded], title="One"))
    assert page.words_of("r1-1") == (
        "Foreign Minister Mira Tolan of Ostravaher Belmark counterpart Jon Ferris"
        "spoke by phoneon Tuesday"
    )


def test_every_kind_entities_and_problems_are_listed(coded):
    page = render_html([coded], title="One")
    for words in (
        "CONSULT phone",
        "Harbour Access Agreement (HAA)",
        "Preferred Harbour Partner",
        "pledge (say)",
        "ordinal 3",
        "? unverifiable",
        "2021-04 (month)",
        "≤ 2021-05-05",
        "holds the office on the day; the name stands in full",
        "0.97",
        "no-office",
    ):
        assert words in page, words


HOSTILE = '</div><script>alert(1)</script><img src=x onerror="alert(2)">&amp;{{ 7 * 7 }}{% raw %}'


def test_hostile_words_show_as_text():
    report = with_text(HOSTILE, (3, 20), title=HOSTILE, publisher=HOSTILE, language='en"><script>')
    entity = Entity(
        id=HOSTILE,
        kind="person",
        name=HOSTILE,
        link=HOSTILE,
        reasons=(HOSTILE,),
        evidence=(Span(start=0, end=5, quote=HOSTILE[:5]),),
    )
    problem = Problem(code=HOSTILE, detail=HOSTILE, source=HOSTILE)
    report = msgspec.structs.replace(report, entities=(entity,), problems=(problem,))
    page = Page(render_html([report], title=HOSTILE))
    assert page.texts == [HOSTILE]
    assert page.scripts == 1
    assert not [tag for tag, _ in page.seen if tag == "img"]
    assert not [name for _, attrs in page.seen for name in attrs if name.startswith("on")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a.example/ x", "//a.example"]
)
def test_url_that_is_not_of_the_web_is_no_link(url):
    page = Page(render_html([with_text("Words.", url=url)], title="One"))
    assert not [attrs for tag, attrs in page.seen if tag == "a" and attrs.get("href") == url]


def test_page_loads_nothing_from_elsewhere(coded):
    page = Page(render_html([coded], title="One"))
    for tag, attrs in page.seen:
        assert "src" not in attrs
        assert tag != "link" or (attrs["href"] or "").startswith("data:")
    assert not re.search(r"@import|url\(", render_html([coded], title="One"))


def test_policy_allows_our_script_alone(coded):
    page = render_html([coded], title="One")
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script
    digest = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_offsets_count_code_points():
    text = "🤝🏽 Ana met 👩‍👩‍👧 Ben. سلام"
    start = text.index("met")
    page = Page(render_html([with_text(text, (start, start + 3))], title="One"))
    assert page.words_of("r1-1") == "met"
    assert page.texts == [text]


def test_characters_that_html_lacks_become_marks_of_replacement():
    page = render_html([with_text("a\0b\x07c\ud800d", (0, 3))], title="One")
    assert "\0" not in page
    assert "a\ufffdb" in page
    page.encode()


def test_report_without_records_is_shown():
    page = render_html([CodedReport(doc=Report(id="d", text="Nothing happened."))], title="One")
    assert "Nothing happened." in page
    assert "No records" in page
    Page(page)


def test_page_without_reports_is_whole():
    assert Page(render_html([], title="None")).texts == []


def test_mark_outside_the_text_is_left_out():
    report = with_text("Short.", (0, 3))
    astray = Span(start=4, end=99, quote="?")
    event = msgspec.structs.replace(report.events[0], evidence=(astray,))
    page = Page(render_html([msgspec.structs.replace(report, events=(event,))], title="One"))
    assert page.texts == ["Short."]
    assert not page.marks


def test_long_report_with_many_records_takes_a_moment():
    text = "Ana met Ben in Port Elara on Tuesday. " * 20_000
    spans = [(at, at + 7) for at in range(0, 38 * 2000, 38)]
    page = render_html([with_text(text, *spans)], title="Long")
    assert page.count("<mark ") == 2000


def mark(start, end, record, kind="event"):
    return Mark(start=start, end=end, record=record, kind=kind)


def test_overlapping_marks_cut_the_text_at_all_bounds():
    segments = cut("abcdefgh", [mark(0, 5, "a"), mark(3, 7, "b"), mark(3, 4, "c", "tally")])
    assert [(s.text, s.records, s.begins) for s in segments] == [
        ("abc", ("a",), True),
        ("d", ("c", "b", "a"), True),
        ("e", ("b", "a"), False),
        ("fg", ("b",), False),
        ("h", (), False),
    ]
    assert segments[1].kinds == ("tally", "event")


def test_names_give_way_to_other_records():
    (segment,) = cut("Ana", [mark(0, 3, "n", "entity"), mark(0, 3, "e")])
    assert segment.kinds == ("event", "entity")


def test_empty_text_has_no_segments():
    assert cut("", [mark(0, 1, "a")]) == []
