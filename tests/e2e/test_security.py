"""What SECURITY.md says runs nothing of a book runs nothing of it."""

from pathlib import Path

from tests.desk import Desk, Installed


def test_only_what_builds_a_book_runs_its_code(tmp_path: Path, installed: Installed) -> None:
    ran = tmp_path / "ran"
    touch = f"open({str(ran)!r}, 'w').close()"
    desk = Desk(tmp_path, installed)
    desk.start()
    desk.must("publish", "one")
    desk.commit(
        {
            "hook.py": touch,
            "mkdocs.yml": "plugins: [briefbook]\nhooks: [hook.py]\n"
            f"extra: {{x: !!python/object/apply:eval [{touch!r}]}}\n",
            "templates/registers/glossary.html": f'{{{{ cycler.__init__.__globals__.__builtins__["eval"]({touch!r}) }}}}',
        }
    )
    desk.must("stale")
    desk.must("diff", "HEAD~1", "HEAD")
    desk.must("diff", "one")
    desk.must("editions")
    desk.must("verify", "one")
    desk.must("withdraw", "one", "--why", "A test.")
    desk.must("new", "context", "another")
    assert not ran.exists()
    desk.run("check")
    assert ran.exists()
