"""Take the pictures of the desk that the documentation shows: make screenshots

A record of the samples and of made-up reports is coded and served, and chromium looks at its pages,
on a desk and on a phone, by day and by night. Pages that this desk lacks are left out.
"""

from __future__ import annotations

import base64
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from demo_reports import demo_reports
from playwright.sync_api import Browser, Page, sync_playwright
from small_png import small_png

from communique import Coder
from communique.link import Linker
from communique.pipeline import CoderOptions
from communique.provenance import describe_run
from communique.query import Record
from communique.read import ReadOptions, read_reports
from communique.recorder import Recorder
from communique.records import Report
from communique.store import Store
from communique.web import DeskOptions, make_app

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SOURCES = ("samples/austin-singh.txt", "samples/readouts.jsonl", "tests/query/archive.jsonl")
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
PIXELS = """async (data) => {
  const blob = await (await fetch("data:image/png;base64," + data)).blob();
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  canvas.drawImage(bitmap, 0, 0);
  const bytes = canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
  let text = "";
  for (let n = 0; n < bytes.length; n += 32768)
    text += String.fromCharCode(...bytes.subarray(n, n + 32768));
  return [bitmap.width, bitmap.height, btoa(text)];
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file's name, the address, how large and by which light."""

    name: str
    path: str
    size: str = "desktop"
    scheme: str = "light"


#: `{entry}`, `{agreement}` and `{report}` are filled in from the record.
SHOTS = (
    Shot("home", "/"),
    Shot("search", "/search?q=Norway+and+Ghana"),
    Shot("dyad", "/dyad/NOR/GHA"),
    Shot("actor", "/actor/GHA"),
    Shot("entry", "/entry/{entry}"),
    Shot("agreement", "/entry/{agreement}"),
    Shot("report", "/report/{report}"),
    Shot("list", "/contacts?party=GHA"),
    Shot("claims", "/tallies"),
    Shot("offices", "/who?office=foreign+minister&country=NOR"),
    Shot("network", "/network?type=all"),
    Shot("map", "/map?type=all"),
    Shot("problems", "/problems"),
    Shot("review", "/review"),
    Shot("joins", "/entry/{entry}/joins"),
    Shot("dyad-dark", "/dyad/NOR/GHA", scheme="dark"),
    Shot("map-dark", "/map?party=JPN&type=cooperation", scheme="dark"),
    Shot("home-phone", "/", size="phone"),
    Shot("dyad-phone", "/dyad/NOR/GHA", size="phone"),
    Shot("report-phone", "/report/{report}", size="phone", scheme="dark"),
    Shot("map-phone", "/map?type=all", size="phone"),
)


def main() -> None:
    """Make the record, serve it, take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        record = make_record(Path(folder) / "demo.db")
        names = examples(record)
        with served(record) as home, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            blank = browser.new_page()
            for shot in SHOTS:
                data = take(browser, home, shot, names)
                if data is None:
                    sys.stdout.write(f"{shot.name}: no such page\n")
                    continue
                file = IMAGES / f"{shot.name}.png"
                file.write_bytes(shrink(blank, data))
                sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes\n")
            browser.close()


def make_record(path: Path) -> Path:
    """The samples, the reports of the tests and the made-up ones as a record."""
    files = [str(ROOT / source) for source in SOURCES]
    read = [r for r in read_reports(files, ReadOptions()) if isinstance(r, Report)]
    coded = Coder().code_many([*read, *demo_reports()])
    with Store.open(path) as store:
        Recorder(store, Linker.load(), describe_run(CoderOptions())).add(coded)
    return path


def examples(path: Path) -> dict[str, str]:
    """The happening and the agreement that most reports tell of, and a sample."""
    with Record.open(path) as book:
        happening = max(book.entries("happening"), key=lambda e: (e.origins, e.reports, e.id))
        agreement = max(book.entries("agreement"), key=lambda e: (e.reports, len(e.steps), e.id))
        (report, *_) = book.search("LEMOA")
        return {"entry": happening.id, "agreement": agreement.id, "report": report.report}


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The desk on the record; gives its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        app = make_app(DeskOptions(record=record))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def take(browser: Browser, home: str, shot: Shot, names: dict[str, str]) -> bytes | None:
    """What chromium shows, None if the desk has no such page."""
    width, height = SIZES[shot.size]
    scheme: Any = shot.scheme
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB"
    )
    try:
        page = context.new_page()
        answer = page.goto(home + shot.path.format(**names))
        if answer is None or answer.status == 404:
            return None
        return page.screenshot()
    finally:
        context.close()


def shrink(page: Page, data: bytes) -> bytes:
    """A picture with 256 colours; chromium reads it."""
    width, height, text = page.evaluate(PIXELS, base64.b64encode(data).decode())
    flat = np.frombuffer(base64.b64decode(text), np.uint8)
    return small_png(flat.reshape(height, width, 4)[:, :, :3])


if __name__ == "__main__":
    main()
