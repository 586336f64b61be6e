"""What the second opinion is fitted on: words of our own corpora and of the frames' own examples.

A word is given the type of the event that gold tells with it, `none` where gold has nothing there,
and is left out where neither can be said.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from marked import marked_files
from shared import ROOT

from communique import Coder, Report
from communique.drafts import Prepared
from communique.evaluate import as_document, read_documents, read_marked, report_of
from communique.evaluate.events import Pairing, pair_events
from communique.evaluate.forms import Document
from communique.evaluate.marked import DAY
from communique.extract.clues import ClueFinder
from communique.extract.matching import Match, Veto
from communique.extract.second_opinion import is_free
from communique.records import CodedReport
from communique.vocab.files import data_dir
from communique.vocab.opinion import NONE, Clues

CORPUS = ROOT / "tests" / "corpus"
SLACK = 2  # characters by which a word may stick out of gold's quotation


@dataclass(frozen=True, slots=True)
class Example:
    """A word with its clues, what it reports, and the group that it is dealt to folds with."""

    group: str
    clues: Clues
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate word: where it stands, how deep in the parse, and which frames saw it."""

    start: int
    end: int
    depth: int
    clues: Clues
    fired: tuple[str, ...]
    near: tuple[str, ...]
    rules: frozenset[str]


def corpus_files(folder: Path = CORPUS) -> list[Path]:
    """The files of our own corpus."""
    return sorted(folder.glob("*.jsonl"))


def digest(files: Iterable[Path]) -> str:
    """The SHA-256 of all that the model is fitted on: corpus, frames, vectors."""
    frames = sorted(data_dir("frames").glob("*.yaml"))
    total = hashlib.sha256()
    for path in (*files, *marked_files(unread=False), *frames, data_dir("opinion", "vectors.npz")):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def families(files: Iterable[Path]) -> dict[str, str]:
    """The template family of each text; where none is named, the text is its own family."""
    found = {}
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            doc = json.loads(line)["doc"]
            found[doc["id"]] = f"{path.stem}:{doc.get('family') or doc['id']}"
    return found


def corpus_examples(coder: Coder, files: Iterable[Path]) -> Iterator[Example]:
    """The examples of the corpus. `coder` must be one without second opinion."""
    files = list(files)
    family = families(files)
    for path in files:
        golds = read_documents(path)
        documents = list(golds.values())
        prepared = coder.prepare.many(report_of(gold) for gold in documents)
        for gold, one in zip(documents, prepared, strict=True):
            coded = coder.code_prepared(one)
            pairing = pair_events(gold, as_document(coded))
            places = list(candidates(coder, one))
            labels = label(places, gold, coded, pairing)
            for number, said in labels.items():
                yield Example(family[gold.doc.key], places[number].clues, said)


def marked_examples(coder: Coder, files: Iterable[Path]) -> Iterator[Example]:
    """The examples of marked texts. `coder` must parse every sentence."""
    for path in files:
        for report in read_marked(path):
            types = [(span, event.type) for event in report.events for span in event.triggers]
            for place in candidates(coder, prepare(coder, report.text)):
                over = [t for (start, end), t in types if start < place.end and place.start < end]
                yield Example(f"marked:{report.id}", place.clues, over[0] if over else NONE)


def frame_examples(coder: Coder) -> Iterator[Example]:
    """The examples of the frames: where each fires, and where it must be silent.

    `coder` must parse every sentence.
    """
    for frame in coder.find_events.matcher.book.frames:
        for text, fires in [(t, True) for t in frame.fires_on] + [
            (t, False) for t in frame.silent_on
        ]:
            for place in candidates(coder, prepare(coder, text)):
                fired = frame.rule in place.rules
                silent = not fires and not place.fired and frame.type in place.near
                if fires and fired:
                    yield Example(f"frame:{frame.rule}", place.clues, frame.type)
                elif silent:
                    yield Example(f"frame:{frame.rule}", place.clues, NONE)


def prepare(coder: Coder, text: str) -> Prepared:
    """A text made ready as a report of its own."""
    return coder.prepare(Report(id="example", date=DAY, text=text))


def candidates(coder: Coder, prepared: Prepared) -> Iterator[Place]:
    """Every word of a report that the model may be asked about, and those where frames fired."""
    times = tuple(coder.find_times(prepared.layout.shadow, prepared.report.date))
    prepared = replace(prepared, times=times)
    mentions = coder.find_mentions(prepared)
    finder = coder.find_events
    for parsed in prepared.parsed:
        work = finder.work(prepared, parsed)
        clues = ClueFinder(work, mentions, finder.modality)
        found: dict[int, list[Match | Veto]] = defaultdict(list)
        for one in finder.matcher(work.tree, work.args, mentions, work.index):
            found[one.head].append(one)
        for head in range(len(work.tree)):
            if head in found or is_free(work, head):
                fired = [one.frame for one in found[head] if isinstance(one, Match)]
                near = [one.frame for one in found[head] if isinstance(one, Veto)]
                yield Place(
                    *parsed.span(head, head),
                    depth=depth(work.tree.head, head),
                    clues=clues(head),
                    fired=tuple(frame.type for frame in fired),
                    near=tuple(frame.type for frame in near),
                    rules=frozenset(frame.rule for frame in fired),
                )


def depth(heads: list[int], token: int) -> int:
    """How many words stand above a token."""
    steps = 0
    while heads[token] != token:
        token, steps = heads[token], steps + 1
    return steps


def label(
    places: list[Place], gold: Document, coded: CodedReport, pairing: Pairing
) -> dict[int, str]:
    """What each place reports, by its number; places of which nothing can be said are left out.

    A frame that found an event of gold is right. Inside a quotation of gold, a word of a frame of
    that type is taken for the word that reports it, else the quotation's highest word; the other
    words there are left out. What lies outside of all quotations reports nothing.
    """
    right = right_triggers(coded, pairing)
    quotes = [
        (words.start - SLACK, words.end + SLACK, event.type)
        for event in gold.events or ()
        for words in event.evidence
        if words.start is not None and words.end is not None
    ]
    labels: dict[int, str] = {}
    for number, place in enumerate(places):
        types = [t for start, end, t in quotes if start <= place.start and place.end <= end]
        said = [t for start, end, t in right if start <= place.start and place.end <= end]
        matched = [t for t in said if t in place.fired]
        matched += [t for t in (*place.near, *place.fired) if t in types]
        if matched:
            labels[number] = matched[0]
        elif not types:
            labels[number] = NONE
    for start, end, type_ in quotes:
        inside = [n for n, place in enumerate(places) if start <= place.start and place.end <= end]
        if inside and not any(labels.get(n) == type_ for n in inside):
            highest = min(inside, key=lambda n: (places[n].depth, places[n].start))
            labels.setdefault(highest, type_)
    return labels


def right_triggers(coded: CodedReport, pairing: Pairing) -> list[tuple[int, int, str]]:
    """Where the triggers of the events stand that gold has too, with their type."""
    right = {found for _, found in pairing.pairs}
    return [
        (span.start, span.end, event.type)
        for number, event in enumerate(coded.events)
        for span in event.evidence
        if number in right and span.role == "trigger"
    ]
