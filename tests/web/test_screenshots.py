"""The pictures in the documentation: each is there, small, shown, and of a page that exists."""

from __future__ import annotations

import re
import struct

import pytest

MOST = 150_000  # bytes


@pytest.fixture(scope="module")
def images(root):
    """The pictures by name."""
    found = {file.stem: file for file in (root / "docs" / "images").glob("*.png")}
    assert len(found) > 12
    return found


def test_pictures_are_small_and_have_a_palette(images):
    for name, file in images.items():
        data = file.read_bytes()
        assert len(data) < MOST, name
        width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
        assert (width, height) in ((1280, 800), (390, 844)), name
        assert (depth, colour) == (8, 3), name


def test_the_guide_shows_them_and_no_others(images, root):
    guide = (root / "docs" / "how-to" / "desk.md").read_text("utf-8")
    shown = set(re.findall(r"\.\./images/([\w-]+)\.png", guide))
    assert shown == images.keys()


def test_every_picture_is_taken_by_the_tool(images, root):
    tool = (root / "tools" / "screenshots.py").read_text("utf-8")
    assert set(re.findall(r'Shot\("([\w-]+)"', tool)) >= images.keys()
