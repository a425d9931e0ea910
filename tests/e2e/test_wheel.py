"""The wheel carries the templates and the lock, and builds a book where there is no checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT, SMALL_BOOK, environment
from tests.desk import build_wheel


def test_the_wheel_needs_no_checkout(tmp_path: Path) -> None:
    wheel = build_wheel(tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    assert "briefbook/templates/overviews/front.html" in names
    assert any(name.endswith("entry_points.txt") for name in names)
    lock = subprocess.run(
        [
            sys.executable,
            "-c",
            "from briefbook.scaffolding.starter_files import packaged_lock; print(packaged_lock())",
        ],
        env={**environment(), "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert Path(lock).is_relative_to(tmp_path)
    assert Path(lock).read_bytes() == (ROOT / "requirements.lock").read_bytes()
    site = tmp_path / "site"
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "from briefbook.cli import main; main()",
            "-C",
            str(SMALL_BOOK),
            "build",
            "-o",
            str(site),
        ],
        env={**environment(), "PYTHONPATH": str(tmp_path / "installed")},
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    assert (site / "assets" / "briefbook.css").is_file()
