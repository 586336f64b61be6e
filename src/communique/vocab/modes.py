"""The words that tell the mode of an event, read from `vocab/data/ontology/mode_words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec

from communique.errors import VocabError
from communique.vocab.files import data_dir, read_yaml_as
from communique.vocab.ontology import Ontology


class ModeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Of one event type: lemmas by mode, where they must stand, and modes of what is spoken of.

    `of` maps the base of an act ("CONSULT", "COERCE arrest") to the mode of speaking of it.
    `examples` map a sentence to the mode of its event of the type, None if it tells none.
    """

    scope: Literal["below", "clause"]
    modes: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, str | None]
    of: Mapping[str, str] = {}

    @cached_property
    def by_lemma(self) -> Mapping[str, str]:
        """The mode that a lemma tells; the first of the file where several list it."""
        out: dict[str, str] = {}
        for mode, lemmas in self.modes.items():
            for lemma in lemmas:
                out.setdefault(lemma, mode)
        return out

    def spoken_of(self, base: str, mode: str | None) -> str | None:
        """The mode of asking for, refusing or threatening an act of the type `base`."""
        return self.of.get(f"{base} {mode}") or self.of.get(base)


def load_mode_words() -> Mapping[str, ModeWords]:
    """Read the shipped words, by event type.

    Raises:
        VocabError: If the file breaks the form, or names a type or mode that is not there.
    """
    path = data_dir("ontology", "mode_words.yaml")
    words = read_yaml_as(path, dict[str, ModeWords])
    ontology = Ontology.load()
    for name, of_type in words.items():
        known = ontology.type(name).modes
        for mode in (
            *of_type.modes,
            *of_type.of.values(),
            *filter(None, of_type.examples.values()),
        ):
            if mode not in known:
                raise VocabError(f"{path}: {name} has no mode {mode!r}; it has {', '.join(known)}")
    return words
