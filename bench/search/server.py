"""A quiet server without compression: `python -m bench.search.server FOLDER LOG` prints its port.

It appends to LOG the path of each file that is asked of it.
"""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are sent apart; the body should not wait

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Note what was asked for."""
        with Path(sys.argv[2]).open("a") as log:
            log.write(f"{unquote(urlsplit(self.path).path)}\n")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=sys.argv[1]))
    print(server.server_port, flush=True)
    server.serve_forever()
