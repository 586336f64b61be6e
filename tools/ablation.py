"""Score the coder with one part left out at a time.

    python tools/ablation.py                   all of them
    python tools/ablation.py no-model          without the learned second opinion
    python tools/ablation.py no-frames         the model alone finds events
    python tools/ablation.py no-tenures        without the tables of office-holders
    python tools/ablation.py no-sentence-test  every sentence is parsed

Scored are the whole of our own corpus and, where the folder shared/ is there, its development gold.
The model has seen our own corpus: what it adds there is told by `train_model.py --cv`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from shared import ROOT, shared_dir

from communique import Coder
from communique.evaluate import Document, code_gold, read_documents, score_documents
from communique.extract.second_opinion import SecondOpinion
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.opinion import Limits, OpinionModel

FIGURES = ("event type", "event type+dyad", "event type+exact sides", "event type+exact sides+date")
GOLD = ("dev.jsonl", "linking_dev.jsonl", "plover_gsr_dev.jsonl")


def without_frames() -> Coder:
    """A coder that knows no frames: events are found by the model alone."""
    coder = Coder(second_opinion=False)
    coder.find_events.opinion = SecondOpinion(OpinionModel.load(), Limits.load(), alone=True)
    return coder


def without_tenures() -> Coder:
    """A coder that knows offices, but nobody who held one."""
    with patch.object(Gazetteer, "_add_tenures", lambda *_: None):
        return Coder()


CODERS: Mapping[str, Callable[[], Coder]] = {
    "whole": Coder,
    "no-model": lambda: Coder(second_opinion=False),
    "no-frames": without_frames,
    "no-tenures": without_tenures,
    "no-sentence-test": lambda: Coder(select=False),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="*", help="what to leave out; all one by one if not given")
    args = parser.parse_args(arguments)
    if unknown := set(args.part) - CODERS.keys():
        parser.error(f"no part {unknown.pop()!r}; there are {', '.join(CODERS)}")
    golds = dict(gold())
    sys.stdout.write(f"{'F1 of':34}type  +dyad +sides  +date   precision and recall of type\n")
    for name in args.part or CODERS:
        coder = CODERS[name]()
        for label, documents in golds.items():
            sys.stdout.write(f"{name:18}{label:14}{line(coder, documents)}\n")
            sys.stdout.flush()
    return 0


def gold() -> Iterator[tuple[str, Mapping[str, Document]]]:
    """Yield our own corpus as one, then the gold of shared/."""
    own: dict[str, Document] = {}
    for path in sorted((ROOT / "tests" / "corpus").glob("*.jsonl")):
        own |= read_documents(path)
    yield "own corpus", own
    shared = shared_dir()
    for name in GOLD if shared else ():
        assert shared is not None
        path = Path(shared) / "gold" / name
        if path.exists():
            yield path.stem, read_documents(path)


def line(coder: Coder, documents: Mapping[str, Document]) -> str:
    """The figures of a coder on gold."""
    found, _ = code_gold(coder, documents.values())
    counts = score_documents(documents, found).counts
    type_ = counts["event type"]
    scores = " ".join(f"{counts[name].f1:.4f}" for name in FIGURES)
    return f"{scores}   {type_.precision:.3f} {type_.recall:.3f}"


if __name__ == "__main__":
    sys.exit(main())
