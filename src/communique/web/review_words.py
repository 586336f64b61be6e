"""The words that a person marked in a report, as a span of its text."""

from __future__ import annotations

from starlette.datastructures import ImmutableMultiDict

from communique.errors import QuestionError
from communique.records import Report, Span

_LONGEST = 400  # characters of the words that tell a record


def chosen_span(doc: Report, given: ImmutableMultiDict[str, str]) -> Span:
    """The span that was marked.

    A script says `start` and `end`, in characters of the text as it shows, and the `words`; a
    browser may show line breaks otherwise than the text has them, so that the words count, and of
    several places the one nearest to `start`. Without script a person writes the words, and which
    of several occurrences is meant (`nth`, from 1).

    Raises:
        QuestionError: If the words are not in the report, or stand there several times.
    """
    words = given.get("words", "").strip("\r\n")
    if not words.strip():
        raise QuestionError("mark or write the words that tell it")
    if len(words) > _LONGEST:
        raise QuestionError(f"mark the few words that tell it, no more than {_LONGEST} characters")
    places = _places(doc.text, words) or _places(doc.text, words.strip())
    if not places:
        raise QuestionError(f"the report does not say {words!r}; copy the words just as they stand")
    return Span.cut(doc, *_chosen(places, given, words), role="trigger")


def _chosen(
    places: list[tuple[int, int]], given: ImmutableMultiDict[str, str], words: str
) -> tuple[int, int]:
    start, nth = _number(given.get("start")), _number(given.get("nth"))
    if start is not None:
        return min(places, key=lambda place: (abs(place[0] - start), place))
    if nth is not None:
        if not 1 <= nth <= len(places):
            raise QuestionError(f"{words!r} stands there {len(places)} times, not {nth}")
        return places[nth - 1]
    if len(places) > 1:
        raise QuestionError(
            f"{words!r} stands there {len(places)} times; say which is meant, from 1 to"
            f" {len(places)}"
        )
    return places[0]


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever its line breaks are."""
    wanted = words.replace("\r\n", "\n")
    plain = text.replace("\r\n", "\n")
    found: list[tuple[int, int]] = []
    at = plain.find(wanted)
    while at >= 0:
        shift = _shift(text, at) if plain != text else 0
        start = at + shift
        end = at + len(wanted) + (_shift(text, at + len(wanted)) if plain != text else 0)
        found.append((start, end))
        at = plain.find(wanted, at + 1)
    return found


def _shift(text: str, at: int) -> int:
    """How many characters longer a text is up to the place `at` of it with short line breaks."""
    shift = 0
    while True:
        count = text.count("\r\n", 0, at + shift)
        if count == shift:
            return shift
        shift = count


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
