"""The documents keep their word: links lead somewhere, commands and code blocks exist."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")]
)
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+(?:\([^()\s]*\))?[^()\s]*)\)")
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"^([a-z][a-z -]*):", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def name_of(path):
    return str(path.relative_to(ROOT))


def blocks(path, *languages):
    """The fenced blocks of a page that are of one of the languages."""
    return [code for lang, code in BLOCK.findall(path.read_text("utf-8")) if lang in languages]


def commands(path):
    """The command lines of a page's shell blocks, without comments and prompts."""
    for block in blocks(path, "sh", "bash", "shell"):
        for line in block.replace("\\\n", " ").splitlines():
            if line := line.partition(" #")[0].strip().removeprefix("$ "):
                yield line


def anchors(path):
    """The anchors that the headings of a page give."""
    for heading in HEADING.findall(path.read_text("utf-8")):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path):
    broken = []
    for link in LINK.findall(BLOCK.sub("", path.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_make_targets_in_the_text_exist(path):
    targets = {
        target
        for line in TARGET.findall((ROOT / "Makefile").read_text("utf-8"))
        for target in line.split()
    }
    named = {word for line in commands(path) for word in re.findall(r"^make ([a-z-]+)", line)}
    named |= set(re.findall(r"`make ([a-z-]+)`", path.read_text("utf-8")))
    assert named - targets == set()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_code_blocks_are_python(path):
    for code in blocks(path, "python", "py"):
        assert ast.parse(code)


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    linked = {(ROOT / "docs" / link.partition("#")[0]).resolve() for link in LINK.findall(index)}
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert pages - linked - {ROOT / "docs" / "README.md"} == set()


@pytest.mark.skipif(find_spec("communique.cli") is None, reason="no command line yet")
def test_commands_in_the_text_exist():
    named = {
        word
        for page in PAGES
        for line in commands(page)
        for word in re.findall(r"^communique ([a-z-]+)", line)
    }
    for word in sorted(named):
        run = "from communique.cli import main; main()"
        command = [sys.executable, "-c", run, word, "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"communique {word}: {done.stderr}"
