"""What is imported when: the contract of `.importlinter` says who may import whom."""

import subprocess
import sys

from tests.conftest import SMALL_BOOK, environment


def test_building_leaves_mkdocs_unimported() -> None:
    script = "import sys, briefbook.pipelines.build; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, env=environment()).returncode == 0


def test_the_command_line_imports_no_command_until_it_is_asked_for() -> None:
    heavy = {"jinja2", "lxml", "markdown", "mkdocs", "pikepdf", "pydantic", "regex", "typst", "yaml"}
    script = f"import sys, briefbook.cli; sys.exit(not sys.modules.keys().isdisjoint({heavy}))"
    assert subprocess.run([sys.executable, "-c", script], check=False, env=environment()).returncode == 0


def test_what_needs_no_site_leaves_mkdocs_unimported() -> None:
    script = (
        "import sys; from briefbook.cli import main\n"
        f"main(['-C', {str(SMALL_BOOK)!r}, 'stale'], standalone_mode=False)\n"
    )
    script = (
        f"import sys\ntry:\n exec({script!r})\nexcept SystemExit: pass\nsys.exit('mkdocs' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], check=False, env=environment(), capture_output=True
    )
    assert result.returncode == 0
