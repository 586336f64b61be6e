"""How much each sign of a record counts for its being right, read from `vocab/data/confidence`."""

from __future__ import annotations

from collections.abc import Mapping

from communique.vocab.files import data_dir, read_yaml_as

Weights = Mapping[str, float]


def load_limits() -> dict[str, float]:
    """By kind of record, the least confidence with which one is kept.

    Raises:
        VocabError: If the file breaks the form.
    """
    return read_yaml_as(data_dir("confidence") / "limits.yaml", dict[str, float])


def load_confidence() -> dict[str, dict[str, float]]:
    """By kind of record, the weight of each sign in the logit of the record's confidence.

    Written by `tools/calibrate.py` from gold; a sign without a weight counts nothing.

    Raises:
        VocabError: If the file breaks the form.
    """
    return read_yaml_as(data_dir("confidence") / "weights.yaml", dict[str, dict[str, float]])
