"""What the layout of a text consists of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, line of a list, or heading.

    Attributes:
        index: Its place among the text's sentences, from 0.
        start: Where its first word begins, behind dateline and bullet.
        end: Where it ends, final stop and closing quotes included.
        paragraph: The block of lines that it belongs to, from 0.
        quoted: The stretches of it that stand in double quotes (or quoted speech in single ones),
            as offsets in the text, without the marks. Speech may go on in the next sentence.
        heading: Whether it is a title, letterhead, contact line or the like: nothing to parse.
        bullet: Whether it is an item of a list.
    """

    index: int
    start: int
    end: int
    paragraph: int
    quoted: tuple[tuple[int, int], ...] = ()
    heading: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where, when and by whom a story was filed: "TOKYO, June 16 (Reuters) - ".

    `start` to `end` is the whole prefix, blanks behind it included; `place`, `date_text` and
    `agency` are its words, None where it has no such part.
    """

    start: int
    end: int
    place: str | None = None
    date_text: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text's shadow, its sentences in order, and its datelines in order."""

    shadow: str
    sentences: tuple[Sentence, ...]
    datelines: tuple[Dateline, ...] = ()

    @property
    def dateline(self) -> Dateline | None:
        """The dateline that the text opens with, if it does."""
        if not self.datelines:
            return None
        first = self.datelines[0]
        body = next((s.start for s in self.sentences if not s.heading), first.start)
        return first if first.start <= body else None

    def dateline_at(self, offset: int) -> Dateline | None:
        """The dateline of the story that `offset` lies in; a digest has several stories."""
        held = None
        for dateline in self.datelines:
            if dateline.start > offset:
                break
            held = dateline
        return held
