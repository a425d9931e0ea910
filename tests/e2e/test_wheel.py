"""The wheel carries the templates, and builds a book where there is no checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT, SMALL_BOOK, environment


def test_the_wheel_stands_alone(tmp_path: Path) -> None:
    build = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run([sys.executable, *build], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    assert "briefbook/templates/front.html" in names
    assert any(name.endswith("entry_points.txt") for name in names)
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
