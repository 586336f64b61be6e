"""Serving the desk: on the loopback address alone, on a record or on a demonstration."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

from communique.errors import QuestionError, StoreError
from communique.web.app import DeskOptions, make_app
from communique.web.guard import LOOPBACK

PORT = 8600


def is_loopback(host: str) -> bool:
    """Whether a name or address is that of the own machine alone."""
    name = host.strip().lower().strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def serve(
    record: Path,
    *,
    host: str,
    port: int,
    ready: Callable[[str], None],
    by: str | None = None,
) -> None:
    """Serve a record until interrupted; `ready` is told the address when it can be opened.

    `by` is the name under which judgements are kept; None is the user's login name.

    Raises:
        QuestionError: If the address is not loopback, or a package is missing.
        StoreError: If there is no record, it can't be read, or the port is taken.
    """
    if not is_loopback(host):
        raise QuestionError(
            f"{host}: the desk has no accounts yet, so it serves this machine alone; leave --host"
            " out, and let others in through a tunnel (ssh -L) or a proxy that asks who they are"
        )
    try:
        import uvicorn
    except ImportError as error:
        raise QuestionError("the desk needs more: pip install 'communique[desk]'") from error
    name = host.strip("[]").lower()
    shown = f"[{name}]" if ":" in name else name
    app = make_app(DeskOptions(record=record, hosts=(*LOOPBACK, shown), by=by))
    with _listen(name, port) as listener:
        ready(f"http://{shown}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # from now on who comes waits, also before the server runs
    except OSError as error:
        listener.close()
        raise StoreError(
            f"port {port} of {host} can't be had ({error.strerror}); give another with --port"
        ) from error
    return listener
