"""Servers on this machine, for tests in the browser."""

import http.server
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - the library's
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".xhtml": "application/xhtml+xml",  # as nginx has it
    }

    def __init__(self, *connection: Any, directory: str, headers: Mapping[str, str]) -> None:
        self._added = headers
        super().__init__(*connection, directory=directory)

    def end_headers(self) -> None:
        for name, value in self._added.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        not_found = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not not_found.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(not_found.read_bytes())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        pass


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # the standard 5 turn a browser away on a machine that is busy, for seconds


def headers_of(settings: str) -> dict[str, str]:
    """Return the headers that a part of nginx's settings adds to each answer."""
    return dict(re.findall(r'^\s*add_header (\S+) "?(.*?)"?(?: always)?;$', settings, re.M))


@contextmanager
def serving(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the address at which a folder is served, with these headers in each answer."""
    handler = partial(_Handler, directory=str(folder), headers=headers or {})
    with _run(_Server(("127.0.0.1", 0), handler)) as address:
        yield address


@contextmanager
def _run(server: _Server) -> Iterator[str]:
    """Yield the address of a server, which runs meanwhile."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def noting() -> Iterator[tuple[str, set[str]]]:
    """Yield the address of a server that answers with nothing, and the paths that it was asked for."""
    asked: set[str] = set()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.add(self.path)
            self.send_response(http.HTTPStatus.OK)
            self.send_header("Content-Type", "text/html")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            pass

    with _run(_Server(("127.0.0.1", 0), Handler)) as address:
        yield address, asked
