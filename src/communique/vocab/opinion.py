"""The learned second opinion: how likely a word, as it stands, reports an event of each type.

A linear model over two kinds of clues: names of what stands around the word, and the meaning of the
words there, as static vectors. Both lie in `data/opinion`, written by `tools/train_model.py`; see
docs/decisions/0009. Nothing but numpy is needed to use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.errors import VocabError
from communique.vocab.files import data_dir, read_yaml_as

Array = npt.NDArray[np.float32]

NONE = "none"  # the class of words that report nothing
UNKNOWN = "[UNK]"
CONTINUED = "##"  # in front of a piece that goes on a word
MOST_KNOWN = 50_000  # words whose share in the sums is remembered; then memory starts afresh


@dataclass(frozen=True, slots=True)
class Clues:
    """What stands around a word: names of signs, and the words of each slot."""

    names: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """From which probability the model is heeded, each between 0 and 1; 1 is never.

    Attributes:
        veto: A frame's event is dropped if nothing is reported with at least this probability.
        near: An event is found at a word of a frame that did not fire.
        free: An event is found at any other verb.
        alone: An event is found where no frames are used at all.
        spared: Event types whose frames are never doubted.
    """

    veto: float
    near: float
    free: float
    alone: float
    spared: tuple[str, ...] = ()

    @classmethod
    def load(cls) -> Limits:
        """The shipped limits."""
        return read_yaml_as(data_dir("opinion", "limits.yaml"), cls)


class WordVectors:
    """Static vectors of words, put together from those of their pieces, the longest first."""

    def __init__(self, pieces: Sequence[str], table: npt.NDArray[np.int8]) -> None:
        self.places = {piece: number for number, piece in enumerate(pieces)}
        self.table = table
        self.longest = max(map(len, pieces))

    @classmethod
    def load(cls) -> WordVectors:
        """The shipped vectors.

        Raises:
            VocabError: If the file is missing or not of the form that is written.
        """
        stored = _stored("vectors.npz", ("pieces", "table"))
        return cls(_lines(stored["pieces"]), stored["table"])

    @property
    def size(self) -> int:
        """The numbers of a vector; the first ones tell most."""
        return int(self.table.shape[1])

    def __call__(self, word: str) -> Array:
        """The vector of a word, of length 1."""
        places = [place for part in word.split() for place in self._places(part)]
        if not places:
            places = [self.places[UNKNOWN]]
        total: Array = self.table[places].astype(np.float32).sum(axis=0)
        return total / np.float32(max(float(np.linalg.norm(total)), 1e-9))

    def _places(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = CONTINUED if start else ""
            ends = range(min(len(word), start + self.longest), start, -1)
            end = next((e for e in ends if prefix + word[start:e] in self.places), None)
            if end is None:
                return [self.places[UNKNOWN]]
            found.append(self.places[prefix + word[start:end]])
            start = end
        return found


@dataclass(frozen=True, slots=True)
class Weights:
    """What a fitted model consists of.

    Attributes:
        classes: The event types, and `none`.
        names: The signs that weigh something.
        of_names: One row a class, one column a sign.
        slots: How many numbers of a word's vector count in each slot.
        of_slots: One row a class, the numbers of all slots side by side.
        base: One number a class.
        digest: The SHA-256 of the data that it was fitted on.
    """

    classes: tuple[str, ...]
    names: tuple[str, ...]
    of_names: Array
    slots: Mapping[str, int]
    of_slots: Array
    base: Array
    digest: str

    @classmethod
    def load(cls) -> Weights:
        """The shipped weights.

        Raises:
            VocabError: If the file is missing or not of the form that is written.
        """
        keys = ("classes", "names", "of_names", "slots", "sizes", "of_slots", "base", "digest")
        stored = _stored("weights.npz", keys)
        return cls(
            classes=tuple(_lines(stored["classes"])),
            names=tuple(_lines(stored["names"])),
            of_names=stored["of_names"].astype(np.float32),
            slots=dict(zip(_lines(stored["slots"]), map(int, stored["sizes"]), strict=True)),
            of_slots=stored["of_slots"].astype(np.float32),
            base=stored["base"].astype(np.float32),
            digest=_lines(stored["digest"])[0],
        )

    def save(self, path: Path) -> None:
        """Write the weights, the same bytes for the same weights."""
        np.savez_compressed(
            path,
            classes=joined(self.classes),
            names=joined(self.names),
            of_names=self.of_names.astype(np.float16),
            slots=joined(self.slots),
            sizes=np.array(list(self.slots.values()), dtype=np.int32),
            of_slots=self.of_slots.astype(np.float16),
            base=self.base.astype(np.float16),
            digest=joined([self.digest]),
        )


class OpinionModel:
    """The fitted model with its vectors; built once, asked per word."""

    def __init__(self, weights: Weights, vectors: WordVectors) -> None:
        self.weights = weights
        self.vectors = vectors
        self.classes = weights.classes
        self._names = {
            name: np.ascontiguousarray(weights.of_names[:, i])
            for i, name in enumerate(weights.names)
        }
        self._slots: dict[str, Array] = {}
        at = 0
        for slot, size in weights.slots.items():
            self._slots[slot] = weights.of_slots[:, at : at + size]
            at += size
        self._known: dict[tuple[str, str], Array] = {}

    @classmethod
    def load(cls) -> OpinionModel:
        """The shipped model.

        Raises:
            VocabError: If a file is missing or not of the form that is written.
        """
        return cls(Weights.load(), WordVectors.load())

    def __call__(self, clues: Clues) -> dict[str, float]:
        """The probability of each class; together they are 1."""
        total = self.weights.base.copy()
        for name in sorted(clues.names):
            weights = self._names.get(name)
            if weights is not None:
                total += weights
        for slot, words in clues.words.items():
            for word in words:
                total += self._share(slot, word) / np.float32(len(words))
        powers = np.exp(total - total.max())
        shares = powers / powers.sum()
        return dict(zip(self.classes, map(float, shares), strict=True))

    def _share(self, slot: str, word: str) -> Array:
        key = (slot, word)
        share = self._known.get(key)
        if share is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            weights = self._slots[slot]
            share = self._known[key] = weights @ self.vectors(word)[: weights.shape[1]]
        return share


def joined(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Texts as an array of bytes, parted by ends of line."""
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(stored: npt.NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode().split("\n")


def _stored(name: str, keys: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file of data/opinion."""
    path = data_dir("opinion", name)
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {key: stored[key] for key in keys}
    except (OSError, ValueError, KeyError) as error:
        raise VocabError(f"{name}: cannot be read ({error}); write it anew: make model") from error
