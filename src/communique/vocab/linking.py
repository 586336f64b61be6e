"""What joins records of different reports: weights of signs, limits, and words that tell little.

Read from `data/linking`: `weights.yaml` and `words.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from communique.vocab.files import data_dir, read_yaml_as

#: By sign, what it adds to the logit of two items being one thing.
Weights = Mapping[str, float]


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The few limits of linking; `weights.yaml` says where each number is from.

    Attributes:
        keep: A link is kept from this score on.
        join: Groups of items are joined while their links' mean is not below it.
        copy: Texts as like as this have one origin.
        copy_days: Reports further apart than this are no copies of each other.
        window: So many days before its bound an event may lie that is told with one bound only.
        slack: A day that is only the report's own may be so many days too late.
        precise: An interval of up to so many days counts as days.
        vague: An interval of up to so many days counts as months; a longer one as years.
        near: Reports no more days apart than this belong to the same news.
    """

    keep: float
    join: float
    copy: float
    copy_days: int
    window: int
    slack: int
    precise: int
    vague: int
    near: int


class LinkingTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `weights.yaml`: limits, and weights by kind of item."""

    limits: Limits
    event: Weights
    contact: Weights
    agreement: Weights
    designation: Weights


class LinkingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `words.yaml`: words as the stemmer leaves them need not be written."""

    empty: str
    common: str
    instruments: str
    formal: str
    kinds: Mapping[str, str]


def load_linking() -> LinkingTable:
    """The limits and weights.

    Raises:
        VocabError: If the file breaks the form.
    """
    return read_yaml_as(data_dir("linking") / "weights.yaml", LinkingTable)


def load_linking_words() -> LinkingWords:
    """The words that tell little.

    Raises:
        VocabError: If the file breaks the form.
    """
    return read_yaml_as(data_dir("linking") / "words.yaml", LinkingWords)
