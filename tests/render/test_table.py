"""The table of a coded report in a terminal."""

import io

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from communique.dates import When
from communique.records import CodedReport, Entity, Problem, Report, Span
from communique.render import print_table, render_table
from communique.render.wording import in_context, one_line


def printed(coded, width=None):
    stream = io.StringIO()
    print_table(coded, stream, width=width)
    return stream.getvalue()


def test_table_shows_every_kind(coded):
    table = printed(coded)
    for words in (
        "Ostrava and Belmark ministers speak for the third time",
        "2021-05-05 · Coastal Wire · en · wire-7",
        "2021-05-04         CONSULT phone  Mira Tolan (OST), Jon Ferris (BEL)",
        "2021-04 (month)    ASSAULT clash  army (OST), Rebels (OST) · alleged · background",
        "≤ 2021-05-05       AGREE          Mira Tolan (OST) → Belmark (BEL)",
        "Mira Tolan (OST) ↔ Jon Ferris (BEL) · held",
        "OST ↔ BEL · signed · agreement",
        "BEL → OST · conferred",
        "pledge (say)",
        "? unverifiable",
        "«spoke by phone»",
        "no-office",
    ):
        assert words in table, words


@pytest.mark.parametrize("width", [60, 72, 80, 100, 160])
def test_no_line_is_wider_than_asked(coded, width):
    assert max(cell_len(line) for line in printed(coded, width).splitlines()) <= width


def test_narrow_terminal_still_gets_sixty_columns(coded):
    assert max(cell_len(line) for line in printed(coded, 10).splitlines()) <= 60


def test_files_get_no_escape_codes(coded):
    assert "\x1b" not in printed(coded)


def test_terminals_get_colours(coded):
    console = Console(file=io.StringIO(), force_terminal=True, width=100, _environ={})
    console.print(render_table(coded))
    assert "\x1b[" in console.file.getvalue()


def test_stream_without_unicode_gets_plain_characters(coded):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    print_table(coded, stream)
    stream.flush()
    table = raw.getvalue().decode("ascii")
    assert "Mira Tolan (OST) > Belmark (BEL)" in table
    assert "<= 2021-05-05" in table


def test_escape_codes_of_a_text_do_not_reach_the_terminal():
    hostile = "\x1b[2J\x9b31m\x07\u202e evil [bold]x[/bold]\r\nover"
    doc = Report(id=hostile, text=hostile * 3, title=hostile, publisher=hostile, url=hostile)
    entity = Entity(
        id="n1", kind="person", name=hostile, evidence=(Span(start=0, end=4, quote=hostile[:4]),)
    )
    problem = Problem(code=hostile, detail=hostile, source=hostile)
    table = printed(CodedReport(doc=doc, entities=(entity,), problems=(problem,)))
    assert not set(table) & set("\x1b\x9b\x07\u202e\r")
    assert "[bold]x[/bold]" in table


def test_report_without_records_says_so():
    table = printed(CodedReport(doc=Report(id="d", text="Nothing happened.")))
    assert table.splitlines()[0] == "Nothing happened."
    assert "no records" in table


def test_unknown_stays_a_dash(coded):
    event = msgspec.structs.replace(coded.events[0], actors=(), recipients=(), date=When())
    table = printed(msgspec.structs.replace(coded, events=(event,)))
    assert "—                  CONSULT phone" in table


@pytest.mark.parametrize(
    ("words", "room", "expected"),
    [
        ("met", 100, ("Ana ", "met", " Ben in the old port.")),
        ("met", 12, ("Ana ", "met", " Ben…")),
        ("port", 14, ("…the old ", "port", ".")),
        ("Ana met Ben in the old port.", 12, ("", "Ana met Ben…", "")),
    ],
)
def test_words_stand_in_their_line(words, room, expected):
    text = "Before.\nAna met Ben in the old port.\nBehind."
    start = text.index(words)
    span = Span(start=start, end=start + len(words), quote=words)
    assert in_context(text, span, room) == expected


def test_one_line_keeps_letters_of_all_scripts():
    assert one_line(" 🤝 سلام\n\tשלום\x00 ") == "🤝 سلام שלום"
