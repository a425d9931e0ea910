"""Templates are compiled once for a process, and again when their text has changed."""

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from briefbook.pages.compiled_templates import CompiledTemplates


class _Watched(CompiledTemplates):
    compiled = 0

    def dump_bytecode(self, bucket: object) -> None:
        self.compiled += 1
        super().dump_bytecode(bucket)  # type: ignore[arg-type]


def test_another_environment_takes_what_is_compiled_until_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("One {{ 1 + 1 }}", "utf-8")
    kept = _Watched()

    def shown() -> str:
        environment = Environment(loader=FileSystemLoader(tmp_path), autoescape=True, bytecode_cache=kept)
        return environment.get_template("a.html").render()

    assert (shown(), shown(), kept.compiled) == ("One 2", "One 2", 1)
    before = file.stat()
    file.write_text("Two {{ 1 + 1 }}", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (shown(), shown(), kept.compiled) == ("Two 2", "Two 2", 2)


def test_templates_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    kept = CompiledTemplates()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text(name, "utf-8")
    shown = [
        Environment(loader=FileSystemLoader(tmp_path / name), autoescape=True, bytecode_cache=kept)
        .get_template("a.html")
        .render()
        for name in ("one", "two", "one")
    ]
    assert shown == ["one", "two", "one"]
