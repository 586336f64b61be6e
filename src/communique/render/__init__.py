"""Showing coded reports: a table for terminals, a page for browsers."""

from communique.render.html import Sheet, make_sheet, render_html
from communique.render.table import print_table, render_table, writable

__all__ = ["Sheet", "make_sheet", "print_table", "render_html", "render_table", "writable"]
