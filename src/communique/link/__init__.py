"""Linking across reports: copies, and which records of different reports tell of one thing.

Everything here is a pure function of coded reports, so that the order in which they came makes no
difference. Nothing here knows how a record is stored.
"""

from communique.link.copies import Sketch, bands, likeness, sketch
from communique.link.linker import COPY, Linker
from communique.link.visits import parts_of

__all__ = ["COPY", "Linker", "Sketch", "bands", "likeness", "parts_of", "sketch"]
