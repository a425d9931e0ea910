"""`briefbook serve` and `mkdocs serve`: live reload, and mistakes shown as a page."""

import http.client
import os
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.command import BRIEFBOOK, MKDOCS, CommandServer
from tests.conftest import MakeBook, environment

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BRIEF = "briefs/context/other.md"
MISTAKEN = "---\ntitle: Something else\nbottom_line: See [[nowhere]].\n---\n"
COMMANDS: dict[str, Callable[[Path, str], list[str]]] = {
    BRIEFBOOK: lambda project, at: ["-C", str(project), "serve", "-a", at],
    MKDOCS: lambda project, at: ["serve", "-f", str(project / "mkdocs.yml"), "-a", at],
}


@contextmanager
def serve(server: CommandServer, command: str, project: Path) -> Iterator[str]:
    """Yield the address at which a project is served live; whatever is asked of it, it logs no traceback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    process = server.begin(COMMANDS[command](project, at), Path.cwd(), environment(), command)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://{at}/", timeout=5)
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, "the server ended"
                time.sleep(0.1)
        yield f"http://{at}"
    finally:
        os.kill(process.pid, signal.SIGTERM)
        _, logged = process.communicate()
    assert "Traceback" not in logged


@pytest.mark.parametrize("command", COMMANDS)
def test_mistakes_are_shown_and_go_away_by_themselves(
    command: str, make_book: MakeBook, tab: "Page", server: CommandServer
) -> None:
    project = make_book({})
    good = (project / BRIEF).read_text()
    with serve(server, command, project) as address:
        tab.goto(f"{address}/context/other/index.html")
        tab.get_by_text("It has no question.").wait_for()
        (project / BRIEF).write_text(MISTAKEN)
        tab.get_by_text("The book has mistakes").first.wait_for(timeout=20_000)
        assert f"{BRIEF}:3:18" in tab.content()
        assert "no brief or entity &#x27;nowhere&#x27;" in tab.content() or "'nowhere'" in tab.content()
        (project / BRIEF).write_text(good.replace("It has no question.", "It is fixed."))
        tab.get_by_text("It is fixed.").wait_for(timeout=20_000)


def test_a_book_that_is_mistaken_from_the_start_can_be_served(
    make_book: MakeBook, tab: "Page", server: CommandServer
) -> None:
    project = make_book({BRIEF: MISTAKEN})
    with serve(server, BRIEFBOOK, project) as address:
        tab.goto(f"{address}/")
        tab.get_by_text("The book has mistakes").first.wait_for()
        (project / BRIEF).write_text(MISTAKEN.replace("[[nowhere]]", "[[mast]]"))
        tab.get_by_role("heading", name="Small book").wait_for(timeout=20_000)


def test_templates_and_hand_written_pages_reload(
    make_book: MakeBook, tab: "Page", server: CommandServer
) -> None:
    project = make_book({"templates/registers/glossary.html": "<h1>Our glossary</h1>"})
    with serve(server, BRIEFBOOK, project) as address:
        tab.goto(f"{address}/glossary/index.html")
        tab.get_by_role("heading", name="Our glossary").wait_for()
        (project / "templates/registers/glossary.html").write_text("<h1>Our words</h1>")
        tab.get_by_role("heading", name="Our words").wait_for(timeout=20_000)
        tab.goto(f"{address}/reading.html")
        (project / "docs/reading.md").write_text("# Read on\n")
        tab.get_by_role("heading", name=re.compile("Read on")).wait_for(timeout=20_000)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pdf_is_made_when_it_is_asked_for(command: str, make_book: MakeBook, server: CommandServer) -> None:
    project = make_book({})
    with serve(server, command, project) as address:
        asked = f"{address}/technology/mast/mast.pdf"
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.headers["Content-Type"] == "application/pdf"
            before = answer.read()
        assert before.startswith(b"%PDF")
        brief = project / "briefs/technology/mast.md"
        brief.write_text(brief.read_text("utf-8").replace("title: ", "title: Changed: ", 1), "utf-8")
        with pytest.raises(urllib.error.HTTPError, match="500") as refused:
            urllib.request.urlopen(asked, timeout=60)  # a book with a mistake has no print
        assert "briefs/technology/mast.md:2:" in refused.value.read().decode()
        brief.write_text(brief.read_text("utf-8").replace("title: Changed: ", "title: Changed ", 1), "utf-8")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.read() != before
        with urllib.request.urlopen(f"{address}/book.pdf", timeout=60) as answer:
            assert answer.read().startswith(b"%PDF")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}/nothing.pdf", timeout=60)


def ask(address: str, path: str, *hosts: str) -> "http.client.HTTPResponse":
    """Return what a server answers to a request for a path, of these hosts."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    for host in hosts:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    answer.headers["Body"] = answer.read().decode("utf-8", "replace")[:200].replace("\n", " ")
    return answer


OF_OTHERS = [
    *("rebound.example", "rebound.example:8000", "localhost.example", "127.0.0.1.example"),
    *("127.0.0.1@rebound.example", "[rebound.example]", "127.0.0.1:80:x", "::1", ""),
]
NO_FILE = [
    *("/%00.pdf", "/%00", "/a%00/", "/index%00.html", "/%ff.pdf", "/%ff", "/%ed%a0%80.pdf", "/%", "/%zz.pdf"),
    *(
        "/..%2f..%2fetc/passwd.pdf",
        "/../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/..pdf",
    ),
    *(f"/{'a' * 300}.pdf", f"/{'a/' * 2000}.pdf", f"/{'a' * 60_000}", f"/livereload/{'1' * 5000}/1"),
]


def test_only_requests_for_this_machine_are_answered(make_book: MakeBook, server: CommandServer) -> None:
    with serve(server, MKDOCS, make_book({})) as address:
        at = address.removeprefix("http://")
        own = [
            at,
            "localhost",
            "LocalHost.:8000",
            "127.0.0.1",
            "[::1]:8000",
            "192.0.2.1:80",
            socket.gethostname(),
        ]
        for host in own:
            answer = ask(address, "/index.html", host)
            assert answer.status == 200, host
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert ask(address, "/index.html").status == 200  # as HTTP/1.0 has it, and no browser
        assert ask(address, "/index.html", at, "rebound.example").status == 421
        for host in OF_OTHERS:
            for path in ("/index.html", "/book.pdf", "/livereload/0/0", "/nothing"):
                answer = ask(address, path, host)
                assert answer.status == 421, (host, path)
                assert answer.headers["Body"] == f"This is not the server of {host!r}. Open {address}/ "


def test_an_address_that_names_no_file_is_not_found(make_book: MakeBook, server: CommandServer) -> None:
    with serve(server, BRIEFBOOK, make_book({})) as address:
        for path in NO_FILE:
            answer = ask(address, path, "localhost")
            assert answer.status == 404, path
            assert "root:" not in answer.headers["Body"]
        assert ask(address, "/context/other/index.html", "localhost").status == 200
        assert ask(address, "/context/other/index.html", "rebound.example").status == 421
