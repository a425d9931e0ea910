"""Which libraries a seal names."""

from pathlib import Path

import pytest

from briefbook.publishing.toolchain import libraries_needed_by

LIBRARIES = {
    "first": ["second>=1", "extended[wanted]>=1", "on-no-system; sys_platform == 'nowhere'"],
    "second": ["Third (>=1) ; python_version >= '3'", "first"],
    "Third": ["only-wished; extra == 'wish'"],
    "extended": ["more; extra == 'wanted'", "only-wished; extra == 'wish'"],
    "more": [],
    "on-no-system": [],
    "only-wished": [],
}
"""Installed libraries, each with its requirements."""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, needs in LIBRARIES.items():
        metadata = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info/METADATA"
        metadata.parent.mkdir()
        requirements = "".join(f"Requires-Dist: {need}\n" for need in needs)
        metadata.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{requirements}")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("installed")
def test_a_library_needs_what_applies_here_with_the_extras_that_are_asked_for() -> None:
    assert libraries_needed_by("first") == {"first", "second", "third", "extended", "more"}


def test_each_library_of_briefbook_is_named() -> None:
    assert {"packaging", "mkdocs", "typst", "pydantic_core"} <= libraries_needed_by("briefbook")
