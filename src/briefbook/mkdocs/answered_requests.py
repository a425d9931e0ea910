"""Which requests are answered while a site is served: those of its own pages, by a name of this machine."""

import re
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer

_PORT = re.compile(r":\d*$")
_LONGEST_ADDRESS = 4096
"""Bytes. No file of a site has a longer one."""
_TO_OWN_PAGES = ("Cross-Origin-Resource-Policy", "same-origin")
"""What keeps the pages of others from taking in the scripts that hold what search finds."""
_AS_TEXT = [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]


def guarded(app: WSGIApplication, server: LiveReloadServer) -> WSGIApplication:
    """Return an application that answers as ``app`` does, and only where this machine is asked by its name.

    A page of another host can have the name of that host lead to this machine (DNS rebinding), and would
    then read what is served as its own.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def start_for_own_pages(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start(status, [*headers, _TO_OWN_PAGES], *error)

        host = environ.get("HTTP_HOST")  # each browser says it; HTTP/1.0 need not
        if host is not None and not _is_own(host, urlsplit(server.url).hostname or ""):
            start_for_own_pages("421 Misdirected Request", _AS_TEXT)
            return [f"This is not the server of {host!r}. Open {server.url}\n".encode()]
        if not _can_name_a_file(environ["PATH_INFO"]):
            start_for_own_pages("404 Not Found", [("Content-Type", "text/html; charset=utf-8")])
            return [server.error_handler(404) or b"404 Not Found"]
        return app(environ, start_for_own_pages)

    return answer


def _can_name_a_file(path: str) -> bool:
    """Return whether a path may be that of a file in a site; WSGI gives each byte of it as a character."""
    try:
        name = path.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in name and len(path) <= _LONGEST_ADDRESS


def _is_own(host: str, served: str) -> bool:
    """Return whether a host is the one that is served, this machine by its name, or in numbers.

    Nobody can have a number lead here.
    """
    name = _PORT.sub("", host).rstrip(".").lower()
    machine = socket.gethostname().lower()
    return name in {served, "localhost", machine, f"{machine}.local"} or _is_in_numbers(name)


def _is_in_numbers(name: str) -> bool:
    try:
        ip_address(name[1:-1] if name.startswith("[") else name)
    except ValueError:
        return False
    return True
