"""The words by which states confer and take away titles, read from `data/designations`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from communique.records import DesignationAction
from communique.vocab.files import data_dir, read_yaml_as
from communique.vocab.inflect import all_forms, load_irregular

Titles = Literal[
    "any", "marked", "office", "honour", "list", "designation", "status", "recognition", "receive",
    "blacklist", "sanction", "raised", "ranked", "off_list", "among", "lost",
]  # fmt: skip


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that confer or take away a title, and what the title may be, with examples."""

    verbs: tuple[str, ...]
    titles: Titles
    action: DesignationAction
    fires_on: tuple[str, ...]
    silent_on: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    patterns: Mapping[str, Pattern]
    title_words: tuple[str, ...]
    person_titles: tuple[str, ...]
    honours: tuple[str, ...]
    named_honours: tuple[str, ...]
    ranks: tuple[str, ...]
    offices: tuple[str, ...]
    polities: tuple[str, ...]
    lists: tuple[str, ...]
    list_words: tuple[str, ...]
    grades: tuple[str, ...]
    breasts: tuple[str, ...]
    again: tuple[str, ...]


class TitleBook:
    """The patterns, found by their verbs, and the word lists as sets."""

    def __init__(self, raw: _File) -> None:
        self.patterns = raw.patterns
        self.title_words = frozenset(raw.title_words)
        self.person_titles = tuple(raw.person_titles)
        self.honours = frozenset(raw.honours)
        self.named_honours = frozenset(raw.named_honours)
        self.ranks = frozenset(raw.ranks)
        self.offices = frozenset(raw.offices)
        self.polities = frozenset(raw.polities)
        self.lists = frozenset(raw.lists)
        self.list_words = frozenset(raw.list_words)
        self.grades = frozenset(raw.grades)
        self.breasts = frozenset(raw.breasts)
        self.again = frozenset(raw.again)

    @classmethod
    def load(cls) -> TitleBook:
        """Read the shipped words.

        Raises:
            VocabError: If the file breaks the form; the message names the place.
        """
        return cls(read_yaml_as(data_dir("designations", "words.yaml"), _File))

    def of_verb(self, lemma: str) -> Iterator[tuple[str, Pattern]]:
        """The patterns that a verb opens, with their names."""
        for name, pattern in self.patterns.items():
            if lemma in pattern.verbs:
                yield name, pattern

    def designation_words(self) -> frozenset[str]:
        """Words one of which any sentence about a designation has, in all their forms."""
        verbs = {verb.split()[0] for p in self.patterns.values() for verb in p.verbs}
        return all_forms(sorted(verbs), load_irregular())
