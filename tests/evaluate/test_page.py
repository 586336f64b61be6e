"""The page of misses and false alarms: what it shows, and that nothing in it can run."""

import re
from html.parser import HTMLParser

from communique.evaluate import evaluate, render_page
from communique.extract.traces import Trace

from .conftest import TEXT, document, event

ACCUSED = event("ACCUSE", "NOR", "IRN", quote="accused", confidence=0.9, rule="ACCUSE/accuse")
AID = event("AID", "PER", "CHL", quote="rang", confidence=0.4, rule="AID/give")
VOID = {"meta"}


class Structure(HTMLParser):
    """Checks that every element is closed."""

    def __init__(self, page):
        super().__init__()
        self.open, self.seen, self.attributes = [], [], []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, _, attrs):
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page_of(gold, found, traces=None):
    """The page of one document."""
    return render_page(evaluate({"a": gold}, {"a": found}, traces), title="Scores on <gold>")


def test_the_page_shows_sentence_gold_rule_and_figures():
    page = page_of(document(event("SUPPORT", "KEN UGA", quote="signed")), document(AID))
    assert 'Kenya <mark class="gold">signed</mark> a pact with Uganda.' in page
    assert "missed: no frame fired in the sentence" in page and "false alarm" in page
    assert "<code>AID/give</code>" in page and "KEN (KEN), UGA (UGA)" in page
    assert "expected calibration error <b>0.400</b>" in page
    assert {"svg", "details", "table"} <= set(Structure(page).seen)


def test_vetoes_of_the_missed_type_are_shown():
    at = TEXT.index("accused")
    frames = [
        Trace("ACCUSE/accuse", 1, at, at + 7, "veto", "needs subj"),
        Trace("AID/give", 1, at, at + 7, "veto", "needs obj"),
    ]
    page = page_of(document(ACCUSED), document(), {"a": frames})
    assert "needs subj" in page and "needs obj" not in page


def test_the_page_needs_nothing_else_and_runs_nothing():
    text = TEXT.replace("Kenya", "<script>alert(1)</script>\x00")
    gold = event("ACCUSE", "NOR", "IRN", quote="accused")
    gold["actors"][0]["name"] = '"><img src=x onerror=alert(1)>'
    page = page_of(document(gold, text=text), document(AID, text=text))
    structure = Structure(page)
    assert "script" not in structure.seen and "img" not in structure.seen
    assert "<title>Scores on &lt;gold&gt;</title>" in page and "\x00" not in page
    names = {name for name, _ in structure.attributes}
    assert not names & {"src", "href"} and not any(name.startswith("on") for name in names)
    assert not re.search(r"url\(|@import", page)


def test_a_page_without_errors_or_confidence_is_whole():
    bare = document(event("AID", "PER", "CHL", quote="rang"))
    assert "calibration" not in Structure(page_of(bare, bare)).seen
