"""By what a run codes: versions, vocabulary and options, as a record notes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import msgspec

from communique.errors import VocabError
from communique.pipeline import CoderOptions
from communique.store import RunInfo
from communique.vocab.files import vocabulary_digest


def describe_run(options: CoderOptions) -> RunInfo:
    """What a coder built as `options` say codes by.

    Raises:
        VocabError: If a table that `options` name can't be read.
    """
    return RunInfo(
        version=metadata.version("communique"),
        vocabulary=vocabulary_digest(),
        model=_model(options.model),
        options={
            name: _digests(value) if isinstance(value, tuple) else value
            for name, value in asdict(options).items()
            if name != "model"
        },
    )


def _model(name: str) -> str:
    """The model with its version, as its description says; the name alone if there is none."""
    spec = find_spec(name) if name.isidentifier() else None
    folder = Path(spec.origin).parent if spec and spec.origin else Path(name)
    try:
        meta = msgspec.json.decode((folder / "meta.json").read_bytes(), type=_Meta)
    except (OSError, msgspec.DecodeError):
        return name
    return f"{name} {meta.version}"


class _Meta(msgspec.Struct):
    """The part of a model's description that we need."""

    version: str


def _digests(paths: Iterable[Path]) -> list[str]:
    """Tables of one's own, by their content, whatever they are called."""
    try:
        return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    except OSError as error:
        raise VocabError(f"{error.filename}: cannot be read ({error.strerror})") from error
