"""Before parsing: a copy of the text that parsers can read, and how the text is laid out.

Pure functions on text. All offsets count characters of the text as given; the copy, the shadow,
has the same length, so that they hold in both.
"""

from communique.textprep.layout import lay_out
from communique.textprep.records import Dateline, Layout, Sentence
from communique.textprep.shadow import shadow

__all__ = ["Dateline", "Layout", "Sentence", "lay_out", "shadow"]
