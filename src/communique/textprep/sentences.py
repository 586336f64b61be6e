"""Where sentences end."""

from __future__ import annotations

import re

from communique.textprep.words import Words

# A stop, what closes behind it, blanks, and a beginning that is not in lower case; a stop glued to
# the next sentence; a bullet inside a line.
_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]+(?:\s\.)*[\"')\]}]*)(?:\s+(?=[\"'(\[{<$£€#*]*(?![a-z])\w|- ))"
    r"|(?<=[a-z]{3})(?P<glued>[.?!][\"')]?)(?=[A-Z][a-z]+[ ,'])"
    r"|\s(?=[•◦▪‣●■►]\s)"
)
_NEXT = re.compile(r"[\"'(\[{<*]*([\w'-]*)")
_DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")
_HOST = re.compile(r"(?:Com|Net|Org|Co|Gov|Info)\b")
# The parser slows down and errs on sentences of several hundred words; what is longer than this
# is a list, and its items are parted by semicolons.
_LONGEST = 600
_SEMICOLON = re.compile(r";\s+")


def split_sentences(block: str, words: Words) -> list[tuple[int, int]]:
    """The sentences of a block (of a shadow) as offsets in it, in order, none blank."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for stop in _CANDIDATE.finditer(block):
        if stop["mark"] and not _ends_sentence(block, stop, words):
            continue
        if stop["glued"] and _HOST.match(block, stop.end()):
            continue
        end = (
            stop.end("mark") if stop["mark"] else stop.end("glued") if stop["glued"] else stop.end()
        )
        _add(pieces, block, start, end)
        start = stop.end()
    _add(pieces, block, start, len(block))
    return pieces


def _add(pieces: list[tuple[int, int]], block: str, start: int, end: int) -> None:
    """Add the stretch without its outer blanks; a very long one by its semicolons."""
    if end - start > _LONGEST:
        for semicolon in _SEMICOLON.finditer(block, start, end):
            _add_trimmed(pieces, block, start, semicolon.start() + 1)
            start = semicolon.end()
    _add_trimmed(pieces, block, start, end)


def _add_trimmed(pieces: list[tuple[int, int]], block: str, start: int, end: int) -> None:
    inner = block[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if start < end:
        pieces.append((start, end))


def _ends_sentence(block: str, stop: re.Match[str], words: Words) -> bool:
    mark = stop["mark"]
    if "?" in mark or "!" in mark:
        return '"' not in mark or not words.speech.match(block, stop.end())
    if mark[0] != "." or mark[-1] in "\"'" or mark.count(".") > 1 or "…" in mark:
        return True
    before = block[max(0, stop.start() - 24) : stop.start()].rsplit(None, 1)
    word = before[-1].rsplit("-", 1)[-1].lstrip("\"'([<{/$") if before else ""
    following = _NEXT.match(block, stop.end())
    after = following[1] if following else ""
    quoted = block[stop.end()] in '"(' if stop.end() < len(block) else False
    return _ends_behind(word, after, words, quoted=quoted)


def _ends_behind(word: str, after: str, words: Words, *, quoted: bool) -> bool:
    """Whether a stop behind `word` ends the sentence when `after` comes next."""
    low = word.lower()
    opens = quoted or (after[:1].isupper() and after.lower() in words.openers)
    if low in words.before_name:
        return False
    if low in words.before_figure:
        return not after[:1].isdigit() and (opens or low == "no")
    if low in words.either:
        return opens
    if len(word) == 1 and word.isalpha():
        return opens
    if _DOTTED.fullmatch(word):
        if low in ("a.m", "p.m"):
            return after.lower() not in words.after_hour and not after[:1].isdigit()
        return opens
    return not (word.isdigit() and len(word) <= 2 and word == after)
