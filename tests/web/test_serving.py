"""Serving: this machine alone, and a clear word where it can't be."""

from __future__ import annotations

import socket

import pytest

from communique.errors import QuestionError, StoreError
from communique.web import serve
from communique.web.serving import is_loopback


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.9.9.9", "localhost", "LocalHost", "::1", "[::1]"]
)
def test_loopback_is_known(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "127.0.0.1.evil.example", "", "1"]
)
def test_any_other_address_is_refused_with_a_way_out(host, record_file):
    assert not is_loopback(host)
    with pytest.raises(QuestionError, match="no accounts yet"):
        serve(record_file, host=host, port=0, ready=lambda _: None)


def test_a_taken_port_is_told(record_file):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=f"port {port} .* another with --port"):
            serve(record_file, host="127.0.0.1", port=port, ready=lambda _: None)


def test_a_missing_record_is_told_before_anything_is_served(tmp_path):
    with pytest.raises(StoreError, match="there is no record"):
        serve(tmp_path / "none.db", host="127.0.0.1", port=0, ready=lambda _: None)
