"""The words around figures, read from `vocab/data/figures/words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from communique.vocab.files import data_dir, read_yaml_as


class FigureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that tell what a number counts, number words, and units of money and measure."""

    dead: frozenset[str]
    dying: frozenset[str]
    injured: frozenset[str]
    arrested: frozenset[str]
    dead_nouns: frozenset[str]
    injured_nouns: frozenset[str]
    persons: frozenset[str]
    scale: Mapping[str, int]
    words: Mapping[str, int]
    vague: tuple[str, ...]
    signs: Mapping[str, str]
    units: Mapping[str, str]


def load_figure_words() -> FigureWords:
    """Read the shipped words.

    Raises:
        VocabError: If the file breaks the form.
    """
    return read_yaml_as(data_dir("figures", "words.yaml"), FigureWords)
