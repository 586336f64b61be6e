"""What the coder makes of marked texts: misses, false alarms and sides that went wrong.

    python tools/marked.py                     precision, recall, F1 and sides, by type
    python tools/marked.py --misses AID        marked events that were not found, the commonest
                                               trigger first
    python tools/marked.py --false AID         events found that are not marked, by frame
    python tools/marked.py --sides AID         events found with a marked side missing

Without files, those of tests/corpus/marked are taken. Of those named unread-... only figures are
given, never sentences: nobody who writes frames has read them, so they tell what frames are worth
on texts that they were not written for.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared import ROOT

from communique import CodedReport, Coder, Report
from communique.errors import SourceError
from communique.evaluate import MarkedReport, read_marked, score_marked
from communique.evaluate.marked import DAY, MarkedEvent, paired, sides_missed
from communique.evaluate.pairing import Sentences
from communique.records import Event
from communique.vocab.ontology import Ontology

UNREAD = "unread"
STEM = 5  # letters by which triggers are taken for the same word


@dataclass(frozen=True, slots=True)
class Judged:
    """A marked report with its record, and which event of the record is which marked one."""

    report: MarkedReport
    record: CodedReport
    pairs: dict[int, int]

    def sentence(self, offset: int) -> str:
        """The sentence that holds an offset, with the report's id."""
        sentences = Sentences.of(self.report.text)
        number = sentences.at(offset)
        start, end = sentences.span(number if number is not None else 0)
        return f"{self.report.id}: {self.report.text[start:end]}"

    def words(self, spans: Sequence[tuple[int, int]]) -> str:
        """The words of spans, side by side."""
        return ", ".join(self.report.text[start:end] for start, end in spans) or "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    types = sorted(Ontology.load().types)
    parser.add_argument("--misses", metavar="TYPE", choices=types)
    parser.add_argument("--false", dest="alarms", metavar="TYPE", choices=types)
    parser.add_argument("--sides", metavar="TYPE", choices=types)
    args = parser.parse_args(arguments)
    files = args.files or marked_files()
    if args.misses or args.alarms or args.sides:
        files = [path for path in files if not is_unread(path.stem)]
    try:
        judged = list(judge(files))
    except SourceError as error:
        parser.error(str(error))
    if args.misses:
        grouped(misses(judged, args.misses))
    elif args.alarms:
        grouped(alarms(judged, args.alarms))
    elif args.sides:
        grouped(sides(judged, args.sides))
    else:
        table(judged)
    return 0


def marked_files(*, unread: bool = True) -> list[Path]:
    """The files of our own marked texts, with or without those that are for measuring alone."""
    found = sorted((ROOT / "tests" / "corpus" / "marked").glob("*.txt"))
    return [path for path in found if unread or not is_unread(path.stem)]


def is_unread(name: str) -> bool:
    """Whether a file, or a report of it, is for measuring alone."""
    return name.startswith(UNREAD)


def judge(files: Sequence[Path]) -> Iterator[Judged]:
    """Code the reports of the files, and pair what was found with what is marked."""
    coder = Coder()
    for path in files:
        reports = read_marked(path)
        records = coder.code_many(Report(id=one.id, date=DAY, text=one.text) for one in reports)
        for report, record in zip(reports, records, strict=True):
            yield Judged(report, record, paired(report, record))


def table(judged: Sequence[Judged]) -> None:
    """Print the figures by type: of the texts that may be read, and of those that nobody read."""
    for label, unread in (("read", False), ("unread", True)):
        mine = [one for one in judged if is_unread(one.report.id) == unread]
        if not mine:
            continue
        scores = score_marked(
            [one.report for one in mine], {one.record.doc.id: one.record for one in mine}
        )
        say(f"{label:10} marked  precision recall  f1     sides")
        for name, score in sorted(scores.items()):
            row = "  ".join(f"{value:.3f}" for value in score.row().values())
            say(f"{name:10} {score.marked:6}  {row}")


def misses(judged: Sequence[Judged], type_: str) -> Iterator[tuple[str, str]]:
    """Yield the trigger and the story of each marked event that was not found."""
    for one in judged:
        for number, event in enumerate(one.report.events):
            if event.type == type_ and number not in one.pairs:
                trigger = one.words(event.triggers)
                yield trigger.lower()[:STEM], f"[{trigger}] {story(one, event)}"


def alarms(judged: Sequence[Judged], type_: str) -> Iterator[tuple[str, str]]:
    """Yield the rule and the sentence of each event found that is not marked."""
    for one in judged:
        right = set(one.pairs.values())
        for place, event in enumerate(one.record.events):
            if event.type == type_ and place not in right:
                start, end = trigger_of(event)
                words = one.report.text[start:end]
                yield event.rule, f"[{words}] {event.confidence} {one.sentence(start)}"


def sides(judged: Sequence[Judged], type_: str) -> Iterator[tuple[str, str]]:
    """Yield the rule and the story of each event that was found without one of its sides."""
    for one in judged:
        for number, place in one.pairs.items():
            event, found = one.report.events[number], one.record.events[place]
            missed = sides_missed(event, found)
            if event.type == type_ and missed:
                told = [
                    f"{words.role}={one.report.text[words.start : words.end]}"
                    for words in found.evidence
                    if words.role in ("actor", "recipient")
                ]
                yield (
                    found.rule,
                    f"missed {one.words(missed)}; found {', '.join(told) or '-'}; "
                    f"{story(one, event)}",
                )


def story(one: Judged, event: MarkedEvent) -> str:
    """The sides and the sentence of a marked event."""
    sides_ = f"a={one.words(event.actors)} r={one.words(event.recipients)}"
    return f"{sides_}\n      {one.sentence(event.triggers[0][0])}"


def trigger_of(event: Event) -> tuple[int, int]:
    """Where the first trigger of an event stands."""
    return next(
        ((words.start, words.end) for words in event.evidence if words.role == "trigger"), (0, 0)
    )


def grouped(lines: Iterator[tuple[str, str]]) -> None:
    """Print lines by their keys, the most frequent key first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, line in lines:
        groups[key].append(line)
    for key, mine in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        say(f"## {key}  {len(mine)}")
        for line in mine:
            say(f"   {line}")


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
