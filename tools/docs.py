"""Write the generated pages, and the demos in the README, or check that they are current.

python tools/docs.py            write
python tools/docs.py --check    exit status 1 if a page would change
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from record_tables import record_tables
from shared import ROOT

from communique import Coder, Record, Report
from communique.cli.sheets import print_rows
from communique.link import Linker
from communique.pipeline import CoderOptions
from communique.provenance import describe_run
from communique.read import read_reports
from communique.recorder import Recorder
from communique.render import print_table
from communique.store import Store
from communique.vocab.files import data_dir
from communique.vocab.ontology import QUAD_LABELS, EventType, Ontology

NOTE = "<!-- Written by `make docs` from the data files; change those, not this page. -->"
#: What stands around the outputs in the README, the samples they are of, and their columns.
DEMO = ("<!-- demo-output -->", "<!-- /demo-output -->")
RECORD = ("<!-- record-output -->", "<!-- /record-output -->")
DEMO_SAMPLE = "samples/austin-singh.txt"
RECORD_SAMPLES = (DEMO_SAMPLE, "samples/readouts.jsonl")
DEMO_WIDTH = 100
TIMELINE = ("when", "kind", "what", "told", "quote")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args(arguments)
    coder = Coder()
    readme = with_demo((ROOT / "README.md").read_text("utf-8"), coder)
    pages = {
        "README.md": with_record(readme, coder),
        "docs/reference/event-types.md": "\n".join(event_types(Ontology.load())) + "\n",
        "docs/reference/record-tables.md": "\n".join(record_tables()) + "\n",
        "docs/reference/linking-weights.md": "\n".join(linking_weights()) + "\n",
    }
    stale = [
        name
        for name, text in pages.items()
        if not (ROOT / name).exists() or (ROOT / name).read_text("utf-8") != text
    ]
    for name in stale:
        if not args.check:
            (ROOT / name).write_text(pages[name], "utf-8")
        sys.stdout.write(f"{name} {'is not current: make docs' if args.check else 'written'}\n")
    return int(args.check and bool(stale))


def with_demo(readme: str, coder: Coder) -> str:
    """The README with the events that the coder reads in the first sample now."""
    [report] = (r for r in read_reports([ROOT / DEMO_SAMPLE]) if isinstance(r, Report))
    out = io.StringIO()
    print_table(coder.code_report(report), out, width=DEMO_WIDTH)
    return between(readme, DEMO, out.getvalue().partition("CONTACTS")[0])


def with_record(readme: str, coder: Coder) -> str:
    """The README with a timeline of the record that the samples make."""
    reports = (r for r in read_reports([ROOT / s for s in RECORD_SAMPLES]) if isinstance(r, Report))
    out = io.StringIO()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "communique.db"
        with Store.open(path) as store:
            recorder = Recorder(store, Linker.load(), describe_run(CoderOptions()))
            recorder.add(coder.code_many(reports))
        with Record.open(path) as record:
            print_rows(record.timeline("USA", "IND"), out, columns=TIMELINE)
    return between(readme, RECORD, out.getvalue())


def between(readme: str, marks: tuple[str, str], output: str) -> str:
    """The README with an output between two marks."""
    head, rest = readme.split(marks[0])
    _, tail = rest.split(marks[1])
    lines = "\n".join(line.rstrip() for line in output.rstrip().splitlines())
    return f"{head}{marks[0]}\n\n```text\n{lines}\n```\n\n{marks[1]}{tail}"


def event_types(ontology: Ontology) -> Iterator[str]:
    """Yield the lines of the page on event types, contexts and sectors."""
    yield from (
        "# Event types, contexts and sectors",
        "",
        NOTE,
        "",
        "The names and scores are those of PLOVER (draft 2.0), the definitions our own.",
        "A score runs from −10 (most hostile) to 10 (most friendly). The CAMEO code is the one of",
        "an event whose wording says nothing narrower.",
        "",
        "## Event types",
    )
    for kind in ontology.types.values():
        yield from one_type(kind)
    yield from ("", "## Contexts", "", "| context | what it is |", "| --- | --- |")
    yield from (f"| `{name}` | {text} |" for name, text in ontology.contexts.items())
    yield from ("", "## Sectors", "", "| sector | who it is |", "| --- | --- |")
    yield from (f"| `{name}` | {text} |" for name, text in ontology.sectors.items())


def one_type(kind: EventType) -> Iterator[str]:
    """Yield the lines of one event type."""
    yield from (
        "",
        f"### {kind.name}",
        "",
        kind.definition,
        "",
        f"Score {kind.score:g}, {QUAD_LABELS[kind.quad]}, CAMEO `{kind.cameo}`."
        f" Sides: {kind.direction}.",
    )
    if not kind.modes:
        return
    yield from ("", "| mode | score | CAMEO | what it is |", "| --- | --- | --- | --- |")
    for mode in kind.modes.values():
        score = "" if mode.score is None else f"{mode.score:g}"
        yield f"| `{mode.name}` | {score} | `{mode.cameo}` | {mode.definition} |"


def linking_weights() -> Iterator[str]:
    """Yield the lines of the page on what joins records; remarks are those of the data file."""
    yield from ("# What joins records: the weights", "", NOTE, "")
    lines = (data_dir("linking") / "weights.yaml").read_text("utf-8").splitlines()
    for line in lines:
        name, _, rest = line.strip().partition(":")
        value, _, remark = (part.strip() for part in rest.partition("#"))
        if line.startswith("# "):
            yield line[2:]
        elif line == "#":
            yield ""
        elif line and not line.startswith(" "):
            remark = f" ({remark})" if remark else ""
            yield from ("", f"## {name.capitalize()}{remark}", "")
            yield from ("| sign | weight | where it is from |", "| --- | ---: | --- |")
        elif value:
            yield f"| {name} | {value.replace('-', '−')} | {remark} |"


if __name__ == "__main__":
    sys.exit(main())
