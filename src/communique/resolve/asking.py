"""What the parts of a resolution ask back of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from communique.drafts import EntityRef, Mention
from communique.resolve.refs import RefMaker


class Resolving(Protocol):
    """A resolution that is asked whom a mention stands for."""

    def of(
        self, mention: Mention, *, on: date | None = None, not_: Sequence[Mention] = ()
    ) -> tuple[EntityRef, ...]:
        """The entities that a mention stands for."""
        ...


class Making(Resolving, Protocol):
    """A resolution that also makes entities."""

    make: RefMaker
