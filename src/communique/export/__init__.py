"""Exports: the record in the layouts of other data sets, as FollowTheMoney, and as tables."""

from __future__ import annotations

from collections.abc import Mapping

from communique.export.ftm import FTM
from communique.export.gdelt import GDELT_EVENTS, GDELT_MENTIONS
from communique.export.icews import ICEWS
from communique.export.layout import JsonLayout, Note, Options, TabLayout
from communique.export.material import Material, Scope
from communique.export.package import write_package
from communique.export.periods import Tally, Within
from communique.export.phoenix import PHOENIX
from communique.export.plover import PLOVER
from communique.export.polecat import POLECAT
from communique.export.revised import Voice
from communique.export.write import write_bytes, write_text

Layout = TabLayout | JsonLayout

#: Formats of one file, by name; `tables` is a folder of its own.
LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (PLOVER, POLECAT, ICEWS, GDELT_EVENTS, GDELT_MENTIONS, PHOENIX, FTM)
}

#: Formats that have room for people's word beside the machine's.
WITH_ROOM = frozenset({"plover", "tables"})

__all__ = [
    "LAYOUTS",
    "WITH_ROOM",
    "JsonLayout",
    "Layout",
    "Material",
    "Note",
    "Options",
    "Scope",
    "TabLayout",
    "Tally",
    "Voice",
    "Within",
    "write_bytes",
    "write_package",
    "write_text",
]
