"""How a text is laid out: blocks, headings, datelines, sentences, quotations."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.textprep.breaks import BULLET, LINE
from communique.textprep.datelines import find_dateline
from communique.textprep.headings import find_run_in, is_heading
from communique.textprep.quotes import quoted_in, within
from communique.textprep.records import Dateline, Layout, Sentence
from communique.textprep.sentences import split_sentences
from communique.textprep.shadow import shadow
from communique.textprep.words import Words, load_words

_DOTS = "•◦▪‣●■►"


def lay_out(text: str, title: str | None = None) -> Layout:
    """The layout of a text: what to parse, and where.

    A line that repeats the `title` is a heading. Every sentence is trimmed of blanks, and they
    come in order and apart.
    """
    copy = shadow(text)
    blocks = [
        (line[0], line.start(), paragraph) for paragraph, line in enumerate(LINE.finditer(copy))
    ]
    capitals = sum(len(block) for block, _, _ in blocks if block.isupper())
    draft = _Draft(
        words=load_words(),
        title=shadow(title).strip().casefold() if title else "",
        alone=len(blocks) == 1,
        shouting=2 * capitals > len(copy),
    )
    for block, start, paragraph in blocks:
        lead = len(block) - len(block.lstrip())
        draft.add_block(block.strip(), start + lead, paragraph)
    return Layout(shadow=copy, sentences=tuple(draft.sentences), datelines=tuple(draft.datelines))


@dataclass(slots=True, kw_only=True)
class _Draft:
    """The layout while it grows."""

    words: Words
    title: str
    alone: bool
    shouting: bool
    sentences: list[Sentence] = field(default_factory=list)
    datelines: list[Dateline] = field(default_factory=list)
    has_body: bool = False

    def add_block(self, block: str, start: int, paragraph: int) -> None:
        """Add the sentences of one block that begins at `start`."""
        if begin := find_run_in(block, self.words):
            self._add(start, start + len(block[:begin].rstrip()), paragraph, heading=True)
            block, start = block[begin:], start + begin
        dateline = find_dateline(block, start, self.words, first=not self.has_body)
        if dateline:
            self.datelines.append(dateline)
            block, start = block[dateline.end - start :], dateline.end
        elif is_heading(
            block, self.words, title=self.title, alone=self.alone, shouting=self.shouting
        ):
            self._add(start, start + len(block), paragraph, heading=True)
            return
        if block:
            self.has_body = True
            self._add_sentences(block, start, paragraph)

    def _add_sentences(self, block: str, start: int, paragraph: int) -> None:
        quoted = quoted_in(block, start) if '"' in block or "'" in block else []
        for begin, end in split_sentences(block, self.words):
            may_be = begin == 0 or block[begin] in _DOTS or block[begin].isdigit()
            bullet = BULLET.match(block, begin, end) if may_be else None
            if bullet and bullet.end() < end:
                begin = bullet.end()
            stretch = (start + begin, start + end)
            inside = within(quoted, *stretch) if quoted else ()
            self._add(*stretch, paragraph, quoted=inside, bullet=bullet is not None)

    def _add(
        self,
        start: int,
        end: int,
        paragraph: int,
        *,
        quoted: tuple[tuple[int, int], ...] = (),
        heading: bool = False,
        bullet: bool = False,
    ) -> None:
        self.sentences.append(
            Sentence(
                index=len(self.sentences),
                start=start,
                end=end,
                paragraph=paragraph,
                quoted=quoted,
                heading=heading,
                bullet=bullet,
            )
        )
