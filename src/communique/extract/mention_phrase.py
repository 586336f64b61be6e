"""What the finding of mentions hands around within a sentence: phrases, and what is beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.extract.mention_spans import NameSpan, OfficeSpan
from communique.records import EntityKind

if TYPE_CHECKING:
    from communique.drafts import Form

#: Names that say which country or body somebody belongs to.
BELONGING = frozenset({"state", "city", "metonym", "igo", "ngo", "mnc", "reb", "group"})
GROUPS = frozenset({"group", "reb"})
DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "some",
        "any",
        "no",
        "every",
        "each",
        "all",
        "both",
        "such",
        "another",
    }
)


@dataclass(slots=True, kw_only=True)
class Phrase:
    """A mention while it grows: tokens `first` to `last`, words from `left`."""

    first: int
    last: int
    left: int
    form: Form
    kind: EntityKind | None = None
    name: str | None = None
    countries: tuple[str, ...] = ()
    sector: str | None = None
    office: str | None = None
    plural: bool = False
    former: bool = False
    counterpart_of: int | None = None
    note: str | None = None
    right: int | None = None

    @property
    def end(self) -> int:
        """The last token of its words."""
        return self.last if self.right is None else max(self.right, self.last)


@dataclass(slots=True, kw_only=True)
class Front:
    """What stands in front of a noun: countries, owner, and words that change its sector."""

    left: int
    countries: tuple[str, ...] = ()
    sector: str | None = None
    former: bool = False
    owner: int | None = None
    elsewhere: bool = False
    definite: bool = False
    number: bool = False
    group: NameSpan | None = None
    titles: list[OfficeSpan] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind a noun: countries, up to which token, or another noun at `inner`."""

    countries: tuple[str, ...] = ()
    right: int | None = None
    inner: int | None = None
    group: NameSpan | None = None

    @property
    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self.countries) or self.inner is not None
