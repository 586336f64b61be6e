"""Reading: files, folders, archives and standard input become reports, bad input problems."""

from communique.read.language import detect_language
from communique.read.options import ReadOptions
from communique.read.reports import read_reports

__all__ = ["ReadOptions", "detect_language", "read_reports"]
