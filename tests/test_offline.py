"""Nothing is asked of the network, and nothing is read but the files that were named."""

from __future__ import annotations

import gzip
import io
import json
import socket
import subprocess
import sys
import tarfile
import zipfile

import pytest

from communique.read import ReadOptions, read_reports
from communique.records import Problem

LINKS = (
    "http://127.0.0.1:1/x",
    "http://169.254.169.254/latest/meta-data/",
    "file:///etc/hostname",
    "ftp://192.0.2.1/feed.xml",
)
PAGE = """<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<html><head><title>Talks</title><base href="{link}"><link rel="canonical" href="{link}">
<link rel="alternate" type="application/rss+xml" href="{link}">
<meta property="og:url" content="{link}"><meta http-equiv="refresh" content="0; url={link}">
<script src="{link}"></script></head><body><article><p>The foreign minister of Kenya met the foreign
minister of Uganda in Nairobi on 3 March 2020 and spoke of trade. &x;</p><img src="{link}">
<iframe src="{link}"></iframe><p>They agreed to meet again, and to open a road between them.</p>
</article></body></html>
"""


class AskedError(AssertionError):
    """Something was asked of the network."""


@pytest.fixture
def alone(monkeypatch):
    """No name is looked up and no connection is opened; who tries fails the test."""

    def refuse(*arguments, **_):
        raise AskedError(str(arguments))

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("alone")
def test_the_net_of_this_test_holds():
    with pytest.raises(AskedError), socket.socket() as one:
        one.connect(("127.0.0.1", 9))
    with pytest.raises(AskedError):
        socket.getaddrinfo("localhost", 80)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("link", LINKS)
def test_reading_and_coding_never_ask_the_network(tmp_path, command, link):
    (tmp_path / "page.html").write_text(PAGE.format(link=link), "utf-8")
    text = "Kenya and Uganda signed a trade agreement on 3 March 2020 in Nairobi."
    line = {"id": "a", "date": "2020-03-04", "text": text, "url": link}
    (tmp_path / "lines.jsonl").write_text(json.dumps(line), "utf-8")
    status, out, said = command("code", str(tmp_path), "--date", "2020-03-04")
    assert status == 0, said
    coded = [json.loads(line) for line in out.splitlines()]
    assert {one["doc"]["id"] for one in coded} >= {"a"}
    assert len(coded) == 2


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("link", LINKS)
def test_an_address_is_no_source(link, tmp_path):
    found = list(read_reports([link], ReadOptions()))
    assert [problem.code for problem in found] == ["missing-file"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        found = list(read_reports([link.replace("file://", "file:")], ReadOptions()))
        assert all(isinstance(one, Problem) for one in found)


@pytest.fixture
def ask(record_file, finish):
    """Ask the desk's application itself, without a server or a client that opens sockets."""
    from communique.web import DeskOptions, make_app

    app = make_app(DeskOptions(record=record_file))

    def get(path):
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
            "query_string": b"", "headers": [(b"host", b"localhost")], "scheme": "http",
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8600), "root_path": "",
            "http_version": "1.1",
        }  # fmt: skip
        finish(app, scope, receive, send)
        assert sent[0]["status"] == 200
        return b"".join(message.get("body", b"") for message in sent)

    return get


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", ["/", "/dyad/NOR/GHA", "/events", "/api/v1/events"])
def test_the_desk_asks_no_other_host(ask, path):
    assert b"Ghana" in ask(path) or b"GHA" in ask(path)


def test_an_archive_of_files_is_not_unpacked(tmp_path):
    """So that no member of one can be written or read anywhere."""
    data = b"Kenya met Uganda."
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../escaped.txt", data)
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("../../escaped.txt")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    before = sorted(tmp_path.parent.rglob("*"))
    found = list(read_reports([tmp_path], ReadOptions()))
    skipped = [(one.code, one.source.rpartition("/")[2]) for one in found]
    assert skipped == [("skipped", "a.tar.gz"), ("skipped", "a.zip")]
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_gzip_bomb_is_left_when_it_is_too_large(tmp_path):
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 20_000_000))
    found = list(read_reports([path], ReadOptions(max_bytes=1000)))
    assert [one.code for one in found] == ["too-large"]


def test_no_module_brings_along_what_asks_the_network():
    """Coding and the desk import no client of their own accord."""
    code = (
        "import sys, communique.web, communique.pipeline, communique.recorder\n"
        "clients = {'requests', 'httpx', 'httpx2', 'aiohttp', 'feedparser', 'ftplib'}\n"
        "print(*sorted(clients & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
