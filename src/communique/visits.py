"""A visit as an outside list has it: the form that reading, store and questions share."""

from __future__ import annotations

from datetime import date

from communique.records import Record


class ListedVisit(Record, frozen=True, kw_only=True):
    """A visit or travel of an outside list, to hold the record's contacts against.

    Attributes:
        source: The list.
        id: Its number in the list.
        visitor: Name of the visitor, or name and office as the list writes them together.
        office: The visitor's office.
        visitor_code: The country that the visitor came from; None if the list's name of it means
            none that we know.
        host_code: The country visited; likewise.
        start: The first day.
        end: The last day.
        place: Where in the country.
        remark: What the list says of it.
    """

    source: str
    id: str
    visitor: str | None = None
    office: str | None = None
    visitor_code: str | None = None
    host_code: str | None = None
    start: date | None = None
    end: date | None = None
    place: str | None = None
    remark: str | None = None
