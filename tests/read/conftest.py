"""Ways to read bytes and files in tests."""

import io

import pytest

from communique.read import ReadOptions, read_reports
from communique.records import Problem, Report


class Result:
    """What a reading gave, parted into reports and problems."""

    def __init__(self, found):
        self.all = list(found)
        self.reports = [each for each in self.all if isinstance(each, Report)]
        self.problems = [each for each in self.all if isinstance(each, Problem)]

    @property
    def report(self):
        (report,) = self.reports
        return report

    @property
    def codes(self):
        return [problem.code for problem in self.problems]


@pytest.fixture
def read():
    """Read standard input (bytes or a text) or named sources."""

    def _read(data=b"", *sources, **options):
        stdin = io.BytesIO(data.encode() if isinstance(data, str) else data)
        return Result(read_reports(sources or ("-",), ReadOptions(**options), stdin=stdin))

    return _read


@pytest.fixture
def read_file(read, tmp_path):
    """Read bytes or a text as a file of a name, whose ending tells its form."""

    def _read(name, data, **options):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read(b"", str(path), **options)

    return _read
