"""Gold about texts that are not ours: kept without the texts, filled from where they lie.

    python tools/standoff.py pack FOLDER GOLD... > standoff.jsonl    take the texts out
    python tools/standoff.py fill STANDOFF FOLDER > gold.jsonl       put them back

FOLDER holds the texts (the optional folder shared/ beside the checkout): JSON Lines in its folders
`corpora` and `gold`. Standoff gold has one report a line: the file of its text and the id there,
the SHA-256 of the text, and the records, in which words of the text are given as offsets only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared import ROOT

#: Our annotations of texts that are not ours.
STANDOFF = tuple(sorted((ROOT / "tests" / "standoff").glob("*.jsonl")))
#: Where texts are looked for, in this order.
PLACES = (
    "gold/times_dev.jsonl",
    "corpora/readouts.jsonl",
    "corpora/bulk_sample.jsonl",
    "gold/dev.jsonl",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="take the texts out of gold")
    packing.add_argument("folder", type=Path)
    packing.add_argument("gold", type=Path, nargs="+")
    filling = commands.add_parser("fill", help="put the texts into standoff gold")
    filling.add_argument("standoff", type=Path)
    filling.add_argument("folder", type=Path)
    args = parser.parse_args(arguments)
    try:
        lines = packed(args.folder, args.gold) if args.command == "pack" else filled_lines(args)
        for line in lines:
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    except (OSError, ValueError) as error:
        sys.stderr.write(f"standoff: {error}\n")
        return 2
    return 0


def filled_lines(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The reports of the command `fill`."""
    return filled(args.standoff, args.folder)


def packed(folder: Path, files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Take the texts out of gold.

    Raises:
        ValueError: where a text is in none of the files of `folder`.
    """
    found = texts(folder, set(PLACES))
    for report in (report for file in files for report in read(file)):
        doc = report["doc"]
        place = next((place for place in PLACES if doc["id"] in found[place]), None)
        if place is None or found[place][doc["id"]]["text"] != doc["text"]:
            raise ValueError(f"the text of {doc['id']} is in no file of {folder}")
        kinds = {kind: records for kind, records in report.items() if kind != "doc"}
        head = {"file": place, "id": doc["id"], "sha256": digest(doc["text"])}
        yield head | {kind: without_words(records, doc["text"]) for kind, records in kinds.items()}


def filled(standoff: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Put the texts into standoff gold.

    Raises:
        ValueError: where a text is missing or has changed.
    """
    lines = list(read(standoff))
    found = texts(folder, {line["file"] for line in lines})
    for line in lines:
        source = found[line["file"]].get(line["id"])
        if source is None or digest(source["text"]) != line["sha256"]:
            raise ValueError(f"{line['file']}: {line['id']} is not the text that was annotated")
        doc = {key: source.get(key) for key in ("id", "date", "title", "publisher", "text")}
        kinds = {kind: records for kind, records in line.items() if isinstance(records, list)}
        yield {"doc": doc} | {kind: with_words(rows, doc["text"]) for kind, rows in kinds.items()}


def with_texts(standoff: Path, shared: Path) -> Path:
    """A copy of standoff gold with its texts, in build/."""
    path = ROOT / "build" / standoff.parent.name / standoff.name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in filled(standoff, shared))
    path.write_text("".join(lines), "utf-8")
    return path


def texts(folder: Path, places: set[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """The documents of some files of the folder, by file and id."""
    documents = {place: (row.get("doc", row) for row in read(folder / place)) for place in places}
    return {place: {doc["id"]: doc for doc in docs} for place, docs in documents.items()}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def without_words(value: Any, text: str) -> Any:
    """A record with offsets in place of the words of its text."""
    if isinstance(value, list):
        return [without_words(one, text) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: without_words(one, text) for key, one in value.items() if key not in WORDS}
    if "text" in value:
        start = text.index(value["text"])
        kept["at"] = [start, start + len(value["text"])]
    return kept


def with_words(value: Any, text: str) -> Any:
    """The inverse of `without_words`."""
    if isinstance(value, list):
        return [with_words(one, text) for one in value]
    if not isinstance(value, dict):
        return value
    told = {key: with_words(one, text) for key, one in value.items() if key != "at"}
    if "at" in value:
        told["text"] = text[slice(*value["at"])]
    if isinstance(value.get("start"), int):
        told["quote"] = text[value["start"] : value["end"]]
    return told


#: The fields of a record that repeat the text.
WORDS = frozenset({"quote", "text"})


if __name__ == "__main__":
    sys.exit(main())
