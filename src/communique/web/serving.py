"""Serving the desk: to this machine alone, or to people who log in."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from communique.errors import QuestionError, StoreError
from communique.store.accounts import Accounts
from communique.store.keyring import accounts_path
from communique.web.app import DeskOptions, Sharing, make_app
from communique.web.guard import LOOPBACK, host_name
from communique.web.proxies import read_proxies

PORT = 8600
_KEEP_ALIVE = 15  # seconds that an idle connection is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and how the desk is served.

    Attributes:
        host: The address to listen at.
        port: The port; 0 takes any free one.
        names: Names under which it may be asked, beside its address and those of this machine.
        proxies: Addresses of proxies in front of it, which say who asks.
        accounts: Whether people log in though only this machine can ask.
        by: The name under which judgements are kept without accounts; None is the login name.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    accounts: bool = False
    by: str | None = None

    @property
    def is_shared(self) -> bool:
        """Whether others can ask, so that people must log in."""
        others = not all(is_loopback(name) for name in (self.host, *self.names))
        return self.accounts or others or bool(self.proxies)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the desk answers.

        Raises:
            QuestionError: If there is none under which others could ask.
        """
        host = self.host.strip("[]").lower()
        own = [] if _is_any(host) else [_bracketed(host)]
        named = [host_name(name) for name in self.names]
        if _is_any(host) and not named:
            raise QuestionError(
                f"{host} is every address of this machine: say under which name it is asked, with"
                " --name desk.example.org (repeatable)"
            )
        return (*LOOPBACK, *own, *named)


def is_loopback(host: str) -> bool:
    """Whether a name or address is that of the own machine alone."""
    name = host.strip().lower().strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def serve(record: Path, place: Place, *, ready: Callable[[str], None]) -> None:
    """Serve a record until interrupted; `ready` is told what is served, and where.

    Raises:
        QuestionError: If others could ask and no admin could log in, a name or address makes no
            sense, or a package is missing.
        StoreError: If there is no record, it can't be read, or the port is taken.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise QuestionError("the desk needs more: pip install 'communique[desk]'") from error
    hosts, proxies = place.hosts, tuple(sorted(read_proxies(place.proxies)))
    with _shared(record, place) as sharing:
        app = make_app(
            DeskOptions(record=record, hosts=hosts, by=place.by, sharing=sharing, proxies=proxies)
        )
        host = place.host.strip("[]").lower()
        with _listen(host, place.port) as listener:
            config = uvicorn.Config(
                app,
                log_level="warning",
                server_header=False,
                access_log=False,
                proxy_headers=False,  # the guard hears the proxies that were named, no others
                timeout_keep_alive=_KEEP_ALIVE,
                ws="none",
            )
            for line in _told(place, hosts, listener.getsockname()[1]):
                ready(line)
            uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _shared(record: Path, place: Place) -> Iterator[Sharing | None]:
    """The accounts, if others can ask; refuses where nobody could let them in."""
    if not place.is_shared:
        yield None
        return
    path = accounts_path(record)
    refusal = QuestionError(
        "the desk is open to others only if they log in, and there is no admin yet who could let"
        f" them in; make one with: communique accounts add NAME --role admin --record {record}"
    )
    if not path.exists():
        raise refusal
    with Accounts.open(path) as accounts:
        if not accounts.people.has_admin():
            raise refusal
        yield Sharing(accounts=accounts)


def _told(place: Place, hosts: tuple[str, ...], port: int) -> Iterator[str]:
    """What is served, where, and what is still to be seen to."""
    host = place.host.strip("[]").lower()
    shown = "127.0.0.1" if _is_any(host) else _bracketed(host)
    yield f"the desk is open at http://{shown}:{port}/ (Ctrl-C ends it)"
    if not place.is_shared:
        return
    yield f"everyone must log in; it answers under {', '.join(hosts)}"
    if place.proxies:
        yield f"who asks, and whether by https, says the proxy at {', '.join(place.proxies)}"
    elif not is_loopback(host):
        yield (
            "passwords and pages travel unencrypted: put a proxy with TLS in front, and start the"
            " desk at 127.0.0.1 with --behind-proxy 127.0.0.1"
        )


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


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
