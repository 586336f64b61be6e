"""The house rules that no linter knows: sizes of modules, no traces of a machine in the files."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))
MOST_LINES = 400
MOST_IN_FUNCTION = 40
FOLDERS = ("home", "root", "Users", "opt", "mnt", "srv", "work", "tmp")
#: An absolute path of some machine: at the start of a word, not the end of an address.
LOCAL_PATH = re.compile(r"(?<![\w./:*~})-])/(?:%s)/\w" % "|".join(FOLDERS))  # noqa: UP031
#: Requirements name packages and hashes alone, so that they hold wherever packages are fetched.
REQUIREMENT = re.compile(
    r"(#.*|[a-z0-9-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    #.*|)$", re.ASCII
)


def tracked_texts():
    """The tracked files that are text, with their text."""
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    for name in filter(None, done.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                yield name, data.decode("utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_modules_and_functions_stay_short(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= MOST_LINES, "part the module along what it is about"
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > MOST_IN_FUNCTION
    }
    assert not long, f"functions of over {MOST_IN_FUNCTION} lines: part them"


def test_no_file_names_a_path_of_one_machine():
    found = {name: match[0] for name, text in tracked_texts() if (match := LOCAL_PATH.search(text))}
    assert not found


def test_a_path_of_one_machine_would_be_found():
    assert LOCAL_PATH.search("see /" + "home/me/notes.txt")
    assert not LOCAL_PATH.search("https://example.org/" + "home/page")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_place(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert [line for line in lines if not REQUIREMENT.match(line)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_covers_what_the_project_asks_for(name):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    if name == "requirements-dev.txt":
        wanted += project["optional-dependencies"]["dev"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    names = {re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - locked == set(), "run: make lock"
