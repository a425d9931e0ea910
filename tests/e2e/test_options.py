"""The options of the plugin hold for each build and while the site is served; what the command is given wins."""

import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.build import build_site
from tests.command import CommandServer
from tests.conftest import MakeBook, Run
from tests.desk import Desk, Installed
from tests.e2e.test_promises import files_of
from tests.e2e.test_serve import COMMANDS, serve

EARLIER = "site_name: Small book\nplugins:\n  - briefbook: {as_of: 2020-12-31, pdf: false}\n"


def test_mkdocs_and_briefbook_build_what_the_options_say(
    make_book: MakeBook, tmp_path: Path, mkdocs: Run
) -> None:
    project, site = make_book({"mkdocs.yml": EARLIER}), tmp_path / "site"
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert build_site(project, site, MkDocsEngine()) == []
    built = files_of(site)
    assert files_of(project / "site") == built
    assert "agreements/supply-pact/index.html" in built
    assert "technology/mast/index.html" not in built  # it began later
    assert b"31 December 2020" in built["index.html"]
    assert not any(path.endswith(".pdf") for path in built)
    assert b".pdf" not in built["agreements/supply-pact/index.html"]


def test_what_the_command_is_given_wins(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"mkdocs.yml": EARLIER})
    result = briefbook("-C", project, "build", "--as-of", "2026-07-02", "--pdf")
    assert result.returncode == 0, result.stderr
    assert (project / "site/technology/mast/mast.pdf").is_file()
    (project / "mkdocs.yml").write_text(EARLIER.replace("false", "true"))
    assert briefbook("-C", project, "build", "--no-pdf").returncode == 0
    assert not (project / "site/technology/mast").exists()
    assert not (project / "site/book.pdf").exists()


def test_an_option_may_come_from_the_environment(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_book(
        {"mkdocs.yml": "plugins:\n  - briefbook: {as_of: !ENV [BOOK_AS_OF], pdf: !ENV [BOOK_PDF, true]}\n"}
    )
    options = MkDocsEngine().options(project)
    assert (options.as_of, options.with_pdfs) == (None, True)
    monkeypatch.setenv("BOOK_AS_OF", "2020-12-31")
    monkeypatch.setenv("BOOK_PDF", "false")
    options = MkDocsEngine().options(project)
    assert (str(options.as_of), options.with_pdfs) == ("2020-12-31", False)


def test_mkdocs_says_where_an_option_is_not_valid(make_book: MakeBook, mkdocs: Run) -> None:
    project = make_book({"mkdocs.yml": EARLIER.replace("2020-12-31", "soon").replace("pdf", "pdfs")})
    result = mkdocs(project, "build")
    assert result.returncode == 1
    assert "mkdocs.yml:3:17: 'as_of' is 'soon'; write a day, such as 2025-05-06" in result.stderr
    assert "mkdocs.yml:3:30: no option 'pdfs' of 'briefbook'; did you mean 'pdf'?" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / "site").exists()


def answer(address: str) -> bytes | int:
    """Return what is at an address, or the status that says why nothing is."""
    try:
        with urllib.request.urlopen(address, timeout=60) as found:
            return bytes(found.read())
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("command", COMMANDS)
def test_they_hold_while_the_site_is_served(command: str, make_book: MakeBook, server: CommandServer) -> None:
    project = make_book({"mkdocs.yml": EARLIER.replace("false", "true")})
    with serve(server, command, project) as address:
        assert b"31 December 2020" in bytes(answer(f"{address}/index.html"))
        assert answer(f"{address}/technology/mast/index.html") == 404
        assert answer(f"{address}/technology/mast/mast.pdf") == 404
        pact = f"{address}/agreements/supply-pact/supply-pact.pdf"
        assert bytes(answer(pact)).startswith(b"%PDF")
        (project / "mkdocs.yml").write_text(EARLIER)
        for _ in range(200):
            if answer(pact) == 404:
                break
            time.sleep(0.1)
        assert answer(pact) == 404


def test_an_edition_has_the_horizon_of_the_book(tmp_path: Path, installed: Installed) -> None:
    desk = Desk(tmp_path, installed)
    desk.start()
    desk.commit({"mkdocs.yml": EARLIER})
    assert "7 briefs, information to 2 July 2026" in desk.must("publish", "one")
    assert desk.git("ls-tree", "published", "one/book.pdf")
    assert "as sealed, and as its source gives them" in desk.must("verify", "one", "--rebuild")
