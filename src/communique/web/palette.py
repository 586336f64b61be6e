"""The colours of the desk, as its style sheet has them, for files that can't ask a style sheet."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLE = Path(__file__).parent / "static" / "style.css"
_BLOCK = re.compile(r":root\s*{(.*?)}", re.DOTALL)
_COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b")


@cache
def palette(*, dark: bool = False) -> dict[str, str]:
    """Colours by name, `#0072b2`: of the light mode, or of the dark one."""
    light, darker = _BLOCK.findall(STYLE.read_text("utf-8"))[:2]
    return dict(_COLOUR.findall(light)) | (dict(_COLOUR.findall(darker)) if dark else {})


def mix(colour: str, other: str, share: float) -> str:
    """So much of one colour in another, as `color-mix(in srgb, …)` does."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
