"""Fit the learned second opinion, from the data of this repository alone.

    python tools/train_model.py            fit and write vocab/data/opinion/weights.npz
    python tools/train_model.py --cv       how well it does on families of texts not seen
    python tools/train_model.py --check    exit status 1 if corpus or frames have changed since

Fitted are the texts of tests/corpus, the marked ones among them but for those that are for
measuring alone, and the frames' own examples. A multinomial logistic regression, the same weights
from the same data on the same machine; the seconds that it takes are those of coding the texts. The
word vectors are not touched: see opinion_vectors.py.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

import numpy as np
import numpy.typing as npt
from marked import marked_files
from opinion_data import (
    Example,
    corpus_examples,
    corpus_files,
    digest,
    families,
    frame_examples,
    marked_examples,
)

from communique import Coder
from communique.drafts import Prepared
from communique.evaluate import Document, as_document, read_documents, report_of
from communique.evaluate.scores import score_documents
from communique.extract.clues import SLOTS
from communique.extract.second_opinion import SecondOpinion
from communique.vocab.files import data_dir
from communique.vocab.opinion import Array, Limits, OpinionModel, Weights, WordVectors

#: A sign counts if it stands in so many examples. SIGN is what one adds beside a vector of length
#: 1; STRENGTH is the inverse of the ridge. All three by cross-validation, none of them sharp.
FEWEST, SIGN, STRENGTH = 2, 0.35, 1.0
FOLDS, STEPS = 5, 400
LONG = 4  # sentences of a text that is a report, rather than a sentence or two
NEVER = Limits(veto=1, near=1, free=1, alone=1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cv", action="store_true", help="cross-validate over families of texts")
    parser.add_argument("--check", action="store_true", help="has the data changed since?")
    args = parser.parse_args(arguments)
    files = corpus_files()
    now = digest(files)
    if args.check:
        same = Weights.load().digest == now
        say(
            "the model is that of the data" if same else "corpus or frames have changed: make model"
        )
        return 0 if same else 1
    examples = gather()
    if args.cv:
        Validation(examples).report()
        return 0
    weights = fit(examples, WordVectors.load(), now)
    path = data_dir("opinion", "weights.npz")
    weights.save(path)
    counts = ", ".join(f"{n} {label}" for label, n in Counter(e.label for e in examples).items())
    say(f"{len(examples)} words: {counts}")
    say(f"{len(weights.names)} signs, {path.stat().st_size / 2**20:.2f} MiB")
    return 0


def gather() -> list[Example]:
    """All examples, of corpus, marked texts and frames."""
    found = list(corpus_examples(Coder(second_opinion=False), corpus_files()))
    whole = Coder(second_opinion=False, select=False)
    return [*found, *marked_examples(whole, marked_files(unread=False)), *frame_examples(whole)]


def fit(examples: Sequence[Example], vectors: WordVectors, data: str) -> Weights:
    """The weights that say best what the examples report."""
    from scipy import sparse  # the extra `train`: --check does without
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for example in examples for name in example.clues.names)
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    place = {name: number for number, name in enumerate(names)}
    rows, columns = [], []
    for row, example in enumerate(examples):
        known = [place[name] for name in sorted(example.clues.names) if name in place]
        rows += [row] * len(known)
        columns += known
    signs = sparse.csr_matrix(
        (np.full(len(rows), SIGN), (rows, columns)), shape=(len(examples), len(names))
    )
    known_words: dict[str, Array] = {}
    dense = np.array([meanings(example, vectors, known_words) for example in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS)
    model.fit(sparse.hstack([signs, sparse.csr_matrix(dense)]).tocsr(), [e.label for e in examples])
    coefficients = model.coef_.astype(np.float32)
    return Weights(
        classes=tuple(map(str, model.classes_)),
        names=tuple(names),
        of_names=coefficients[:, : len(names)] * np.float32(SIGN),
        slots=SLOTS,
        of_slots=coefficients[:, len(names) :],
        base=model.intercept_.astype(np.float32),
        digest=data,
    )


def meanings(
    example: Example, vectors: WordVectors, known: dict[str, Array]
) -> npt.NDArray[np.float32]:
    """The vectors of an example's slots side by side: of each the mean of its words."""
    parts = []
    for slot, size in SLOTS.items():
        words = example.clues.words.get(slot, ())
        for word in words:
            if word not in known:
                known[word] = vectors(word)
        found = [known[word][:size] for word in words]
        parts.append(np.mean(found, axis=0) if found else np.zeros(size, dtype=np.float32))
    return np.concatenate(parts)


@dataclass(frozen=True, slots=True)
class Part:
    """One fold: its texts made ready, and the model that has not seen their families."""

    golds: Mapping[str, Document]
    prepared: Sequence[Prepared]
    model: OpinionModel


class Validation:
    """Cross-validation over the template families of the corpus, through the whole coder."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.coder = Coder(second_opinion=False)
        files = corpus_files()
        family = families(files)
        groups = sorted(set(family.values()))
        fold = {group: number % FOLDS for number, group in enumerate(groups)}
        golds = {k: g for path in files for k, g in read_documents(path).items()}
        self.parts = []
        for number in range(FOLDS):
            seen = [e for e in examples if fold.get(e.group) != number]
            model = OpinionModel(fit(seen, WordVectors.load(), ""), WordVectors.load())
            mine = {k: gold for k, gold in golds.items() if fold[family[k]] == number}
            ready = list(self.coder.prepare.many(report_of(gold) for gold in mine.values()))
            self.parts.append(Part(mine, ready, model))
            say(f"fold {number + 1} of {FOLDS} fitted: {len(mine)} texts")

    def report(self) -> None:
        """Print the table of limits: of all texts, and of the longer ones alone."""
        say("type F1 (mean and spread over folds), type+dyad F1, precision, recall: of all texts;")
        say(f"then the same of texts of {LONG} sentences or more")
        self.line("frames alone", NEVER)
        self.line("as shipped", Limits.load())
        for name in ("veto", "near", "free"):
            for limit in GRID[name]:
                self.line(f"{name} {limit}", at(name, limit))

    def line(self, label: str, limits: Limits) -> None:
        """Print the figures at these limits."""
        found: list[dict[str, Document]] = []
        for part in self.parts:
            self.coder.find_events.opinion = SecondOpinion(part.model, limits)
            coded = (self.coder.code_prepared(one) for one in part.prepared)
            found.append({one.doc.id: as_document(one) for one in coded})
        say(f"{label:14}{self.figures(found, 1)}   |   {self.figures(found, LONG)}")

    def figures(self, found: Sequence[Mapping[str, Document]], least: int) -> str:
        """The figures of the texts of so many sentences or more."""
        golds: dict[str, Document] = {}
        coded: dict[str, Document] = {}
        singly = []
        for part, mine in zip(self.parts, found, strict=True):
            kept = {p.report.id for p in part.prepared if len(p.layout.sentences) >= least}
            wanted = {key: part.golds[key] for key in kept}
            rows = figures(wanted, {key: mine[key] for key in kept})
            singly.append(rows["event type"]["f1"])
            golds |= wanted
            coded |= {key: mine[key] for key in kept}
        rows = figures(golds, coded)
        type_, dyad = rows["event type"], rows["event type+dyad"]
        return (
            f"{type_['f1']:.4f} ({mean(singly):.3f} ± {stdev(singly):.3f}) {dyad['f1']:.4f}"
            f" {type_['precision']:.3f} {type_['recall']:.3f}"
        )


GRID: Mapping[str, Sequence[float]] = {
    "veto": (0.9,),
    "near": (0.6, 0.7, 0.8),
    "free": (0.7,),
}


def at(name: str, limit: float) -> Limits:
    """Limits of which only one is ever reached."""
    return Limits(**({"veto": 1.0, "near": 1.0, "free": 1.0, "alone": 1.0} | {name: limit}))


def figures(
    golds: Mapping[str, Document], found: Mapping[str, Document]
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the events, by level."""
    return {name: count.row() for name, count in score_documents(golds, found).counts.items()}


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
