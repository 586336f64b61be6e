"""The words of tallies and statements, read from `data/claims`, and the examples of their rules."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from communique.vocab.files import data_dir, read_yaml_as


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text, and the claims that it must give: kinds with numbers for tallies ("ordinal 6")."""

    text: str
    gives: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule's weight (the share of its claims that are right on the development gold)."""

    id: str
    weight: float
    fires_on: tuple[Example, ...]
    silent_on: tuple[str, ...] = ()


class ClaimWords(msgspec.Struct, frozen=True):
    """Word lists, tables of words, and rules of one kind of claims."""

    lists: Mapping[str, frozenset[str]]
    tables: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, Rule]

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of the list `name`."""
        return self.lists[name]

    def numbers(self, name: str) -> dict[str, int]:
        """The table `name`, its values as whole numbers."""
        return {word: int(value) for word, value in self.tables[name].items()}

    def weight(self, rule: str) -> float:
        """How sure a claim of the rule is, in [0, 1]."""
        return self.rules[rule].weight


def load_claim_words(name: str) -> ClaimWords:
    """Read `data/claims/{name}.yaml`: text is a list of words, a mapping a table.

    Raises:
        VocabError: If the file is missing or not of that form.
    """
    content = read_yaml_as(
        data_dir("claims", f"{name}.yaml"), dict[str, str | dict[str, str] | list[Rule]]
    )
    rules = content.get("rules", [])
    return ClaimWords(
        lists={k: frozenset(v.split()) for k, v in content.items() if isinstance(v, str)},
        tables={k: v for k, v in content.items() if isinstance(v, dict)},
        rules={rule.id: rule for rule in rules} if isinstance(rules, list) else {},
    )


def load_examples(name: str) -> tuple[Example, ...]:
    """Read the sentences of `data/claims/{name}.yaml`, of many kinds and under no rule.

    Raises:
        VocabError: If the file is missing or not of that form.
    """
    return tuple(read_yaml_as(data_dir("claims", f"{name}.yaml"), list[Example]))
